//! The values that a user holds: an [`Article`] and the blocks of its body. Plain owned data, `Send + Sync`, without
//! algorithms.

use crate::bounds::Bound;
use crate::decode::Decoding;
use crate::language::LanguageEvidence;
use crate::metadata::{Image, Metadata};
use crate::repair::Repair;
use crate::script::Script;
use crate::trace::Trace;

/// What a page came to: the body as structured blocks, the metadata, and an account of what was decided on the way.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Article {
    pub(crate) blocks: Vec<BodyBlock>,
    pub(crate) comments: Vec<BodyBlock>,
    pub(crate) metadata: Metadata,
    pub(crate) page_type: PageType,
    pub(crate) confidence: f32,
    pub(crate) script: Script,
    pub(crate) title_script: Script,
    pub(crate) language_evidence: Option<LanguageEvidence>,
    pub(crate) decoding: Decoding,
    pub(crate) repairs: Vec<Repair>,
    pub(crate) cut_by: Vec<Bound>,
    pub(crate) body_source: BodySource,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) trace: Option<Trace>,
}

impl Article {
    /// The headline, without the name of the site.
    pub fn title(&self) -> Option<&str> {
        self.metadata
            .title
            .as_ref()
            .map(|title| title.value.as_str())
    }

    /// The blocks of the body, in order.
    pub fn blocks(&self) -> &[BodyBlock] {
        &self.blocks
    }

    /// Readers' comments below an article, when the setting asks for them; empty otherwise.
    pub fn comments(&self) -> &[BodyBlock] {
        &self.comments
    }

    /// Title, authors, dates and the rest, each with its source.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// What kind of page it is.
    pub fn page_type(&self) -> PageType {
        self.page_type
    }

    /// How sure the choice of the body is, from 0 (there is hardly an article here) to 1.
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// The Han script of the body, after conversion if one was asked for.
    pub fn script(&self) -> Script {
        self.script
    }

    /// The Han script of the title, after conversion if one was asked for. A short title often leaves it unclear.
    pub fn title_script(&self) -> Script {
        self.title_script
    }

    /// What the language in the [metadata](Self::metadata) was decided by; `None` if nothing tells it.
    pub fn language_evidence(&self) -> Option<LanguageEvidence> {
        self.language_evidence
    }

    /// How the bytes became text: encoding, evidence, characters lost.
    pub fn decoding(&self) -> &Decoding {
        &self.decoding
    }

    /// What was repaired in the text, one entry a kind.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// Whether a limit cut the page, so that its end may be missing.
    pub fn is_cut(&self) -> bool {
        !self.cut_by.is_empty()
    }

    /// The limits that cut the page; empty for nearly every page.
    pub fn cut_by(&self) -> &[Bound] {
        &self.cut_by
    }

    /// Where the body was taken from.
    pub fn body_source(&self) -> BodySource {
        self.body_source
    }

    /// The record of each decision, when [`ExtractorBuilder::trace`](crate::ExtractorBuilder::trace) asked for it.
    pub fn trace(&self) -> Option<&Trace> {
        self.trace.as_ref()
    }
}

/// Where a body was taken from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum BodySource {
    /// The visible text of the page.
    #[default]
    Page,
    /// Data that the page holds for others to read or for its scripts to draw, all of it or a part: JSON-LD, the state of a
    /// framework, posts in an attribute. The page shows next to nothing without scripts.
    StructuredData,
}

/// A block of the body. Some blocks hold others, four levels deep at most.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum BodyBlock {
    /// A heading within the body.
    Heading {
        /// 1 to 6, as the page marks it, but no more than one below the heading around it; 2 where the page only looks like
        /// a heading.
        level: u8,
        /// Its text.
        content: RichText,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: RichText,
    },
    /// A list, nested ones included.
    List {
        /// Whether the top level is numbered.
        ordered: bool,
        /// The first number of a numbered list.
        start: u32,
        /// Its items in order.
        items: Vec<ListItem>,
    },
    /// A table of data.
    Table(Table),
    /// A quotation.
    Quote {
        /// What is quoted: paragraphs, and lists, code and the like.
        content: Vec<BodyBlock>,
    },
    /// Code or other preformatted text, white space exact.
    Code {
        /// The language that the page names, in lower case.
        language: Option<String>,
        /// The text, lines separated by `\n`.
        text: String,
    },
    /// An image, a caption, or both.
    Figure {
        /// The image, if images are kept and there is one.
        image: Option<Image>,
        /// The caption; empty if there is none.
        caption: RichText,
    },
    /// A formula that stands on its own.
    Formula {
        /// LaTeX, or the readable text where the page gives neither LaTeX nor MathML.
        tex: String,
    },
    /// A definition list: terms, each with the explanations that follow it.
    Definitions {
        /// Terms and explanations in order.
        entries: Vec<Definition>,
    },
    /// A note, tip or warning that the page sets apart from the text.
    Callout {
        /// What it is, if the page says so: `note`, `tip`, `important`, `warning` or `caution`.
        kind: Option<String>,
        /// What it says; the first paragraph may be a label such as "Warning".
        content: Vec<BodyBlock>,
    },
    /// A note below the text, which a [`Style::Note`] in the text refers to.
    Footnote {
        /// Tells notes apart; unique within the body.
        label: String,
        /// Its paragraphs.
        content: Vec<RichText>,
    },
    /// A video, a sound or an embedded player, as a link.
    Media {
        /// What it is.
        kind: MediaKind,
        /// Where it leads.
        url: String,
        /// What the page calls it; may be empty.
        title: String,
    },
}

/// A term of a definition list, or an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Definition {
    /// Whether it is a term; else it explains the term before it.
    pub is_term: bool,
    /// Its text.
    pub content: RichText,
}

/// What a [`BodyBlock::Media`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum MediaKind {
    /// A film.
    Video,
    /// A sound.
    Audio,
    /// A page of another site that is shown within this one, such as a player.
    Embed,
}

/// An item of a list. Nesting is a number, not a tree, so that no depth of nesting can exhaust a stack.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ListItem {
    /// 0 for items of the list itself, 1 for items of a list within it, and so on.
    pub depth: u8,
    /// Whether the list that the item belongs to is numbered.
    pub ordered: bool,
    /// The number that the page gives the item, in a numbered list.
    pub number: Option<u32>,
    /// Its text, or the first paragraph of it; empty where the item holds none.
    pub content: RichText,
    /// What else it holds, in order: further paragraphs, code, pictures, tables. Items of a list within it are items of their own, one level deeper.
    pub blocks: Vec<BodyBlock>,
}

/// A table of data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Table {
    /// The caption; empty if there is none.
    pub caption: RichText,
    /// Rows of cells, in order.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Cell {
    /// Its text; paragraphs within a cell are separated by a space.
    pub content: RichText,
    /// Whether it heads a row or column.
    pub header: bool,
    /// How many columns it spans, at least 1.
    pub columns: u16,
    /// How many rows it spans, at least 1.
    pub rows: u16,
}

/// Running text with its inline structure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RichText {
    /// The text, white space folded; `\n` is a line break that the page forces.
    pub text: String,
    /// What is marked in it, ordered by start, outer before inner; byte offsets at character boundaries.
    pub spans: Vec<Span>,
}

impl RichText {
    /// Text without marks.
    pub fn plain(text: impl Into<String>) -> RichText {
        RichText {
            text: text.into(),
            spans: Vec::new(),
        }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// A marked part of a [`RichText`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What the mark means.
    pub style: Style,
}

/// The meaning of a [`Span`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Style {
    /// `<strong>`, `<b>`.
    Strong,
    /// `<em>`, `<i>`, `<cite>`.
    Emphasis,
    /// `<code>`, `<kbd>`, `<samp>`, `<tt>`.
    Code,
    /// A link and where it leads: absolute where the address of the page is known.
    Link(String),
    /// A formula within the line; the text is LaTeX.
    Formula,
    /// The mark of a note; the label of its [`BodyBlock::Footnote`].
    Note(String),
}

/// The kind of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum PageType {
    /// One text: news, blog, essay.
    Article,
    /// A thread of posts.
    Forum,
    /// One product.
    Product,
    /// Products of a shop side by side.
    Collection,
    /// Articles side by side.
    Listing,
    /// Reference or instructions.
    Documentation,
    /// A company or institution presenting itself.
    Service,
    /// None of these, or nothing to tell it by.
    #[default]
    Other,
}

impl PageType {
    /// The name used in JSON, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            PageType::Article => "article",
            PageType::Forum => "forum",
            PageType::Product => "product",
            PageType::Collection => "collection",
            PageType::Listing => "listing",
            PageType::Documentation => "documentation",
            PageType::Service => "service",
            PageType::Other => "other",
        }
    }
}
