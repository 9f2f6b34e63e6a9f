//! Blocks: the runs of visible text of a page, each with everything that later stages may know about it. Both kinds of input
//! end here, HTML through the tree and flattened text through its lines; what follows sees a [`Page`] and never the tree.
//! Nothing visible is lost or doubled, and blocks stand in document order. A page that shows next to nothing has the text of its
//! data behind it, marked as such.

mod build;
mod callout;
mod code;
mod data;
mod facts;
mod formula;
mod frame;
mod image;
mod inline;
mod lines;
mod markup;
mod mathml;
mod media;
mod notes;
mod tables;
#[cfg(test)]
pub(crate) mod tests;
mod text;

use crate::article::{MediaKind, Span};
use crate::bounds::Cuts;
use crate::metadata::Image;
use crate::normalize::numbers::Words;
use crate::terms::classes::Concepts;
use crate::terms::lines::LineTerms;

pub(crate) use build::Options;
#[cfg(test)]
pub(crate) use build::from_dom;
pub(crate) use build::from_dom_within;
pub(crate) use lines::from_lines;

/// A page as later stages see it.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Runs of visible text and images, in document order.
    pub blocks: Vec<Block>,
    /// The block-level elements around them; a parent stands before its children. The first is the page itself.
    pub containers: Vec<Container>,
    /// What containers are called: the class or else the id, as far as it is kept. The first is that of those without.
    pub classes: Vec<String>,
    /// The `<title>` of the page; empty for flattened text.
    pub title: String,
    /// Whether the page is flattened text: no containers but the page, no tags.
    pub flat: bool,
    /// The words of each block; none of flattened text.
    pub words: Words,
    /// The bounds that were met.
    pub cuts: Cuts,
    /// Video, audio and embedded players, in document order. They have no text, so they are no blocks.
    pub media: Vec<Media>,
    /// Labels of the notes that the text refers to: `1`, `a`, `*`.
    pub notes: Vec<String>,
    /// Whether the page loads a program that draws formulas written between dollar signs.
    pub dollar_formulas: bool,
}

/// A video, a sound or an embedded player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Media {
    /// The block that it stands before; the number of blocks at the end of the page.
    pub before: usize,
    /// Where it leads.
    pub url: String,
    /// What the page calls it; may be empty.
    pub title: String,
    /// What it is.
    pub kind: MediaKind,
}

impl Page {
    /// Sums a figure of the blocks, one a block, over each container with all that it holds. Linear.
    pub(crate) fn sums<T>(&self, figures: impl IntoIterator<Item = T>) -> Vec<T>
    where
        T: Copy + Default + std::ops::AddAssign,
    {
        let mut sums = vec![T::default(); self.containers.len()];
        for (block, figure) in self.blocks.iter().zip(figures) {
            sums[block.container] += figure;
        }
        // A parent stands before its children, so one pass from the end carries every sum to the page.
        for i in (1..sums.len()).rev() {
            let sum = sums[i];
            sums[self.containers[i].parent] += sum;
        }
        sums
    }

    /// Whether a block is running text with few links.
    pub(crate) fn is_prose(&self, block: &Block) -> bool {
        let runs = matches!(
            block.role,
            Role::Paragraph | Role::Quote(_) | Role::Item(_) | Role::Code { .. }
        );
        runs && block.link_share() < MANY_LINKS
    }
}

/// Share of links from which on text is a list of links rather than prose.
const MANY_LINKS: f32 = 0.3;

/// One run of visible text between block-level boundaries, or an image.
#[allow(
    dead_code,
    reason = "facts are for every classifier; the rules of today read fewer than there are"
)]
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    /// The text, white space folded; `\n` is a forced line break. Code keeps its white space. Empty for an image.
    pub text: String,
    /// Inline marks in `text`.
    pub spans: Vec<Span>,
    /// What it is in the structure of the page.
    pub role: Role,
    /// Local name of the block-level element that holds it; empty for flattened text.
    pub tag: &'static str,
    /// The innermost block-level element, an index into [`Page::containers`].
    pub container: usize,
    /// Elements with a meaning that it stands in, at any distance.
    pub inside: Landmarks,
    /// What class and id words say within three elements.
    pub near: Concepts,
    /// What class and id words say at any distance.
    pub around: Concepts,
    /// What the wording says: labels, notices, calls to act.
    pub terms: LineTerms,
    /// Length in tokens: words, or Han and kana characters.
    pub tokens: u32,
    /// Tokens within links.
    pub link_tokens: u32,
    /// Whether its first token stands in a link: entries of lists do, with a date or counter behind, and some paragraphs.
    pub begins_with_link: bool,
    /// Length in characters.
    pub chars: u32,
    /// Punctuation marks, ASCII and full-width.
    pub punctuation: u32,
    /// Commas of any script.
    pub commas: u32,
    /// Digits.
    pub digits: u32,
    /// Upper-case letters.
    pub upper: u32,
    /// Han, kana and hangul characters.
    pub east_asian: u32,
    /// Whether it ends as a sentence does.
    pub ends_sentence: bool,
    /// How many blocks of the page have the same text, itself included.
    pub repeats: u32,
    /// Whether one before it has the same text.
    pub says_again: bool,
    /// Share of its distinct tokens that stand in the page's `<title>`, 0 to 1.
    pub title_overlap: f32,
    /// For flattened text: white space before the first character, in columns (an ideographic space is two).
    pub indent: u32,
    /// For flattened text: blank lines before it.
    pub blank_before: u32,
    /// The image, if the block is one.
    pub image: Option<Box<Image>>,
    /// What joining it with its neighbours needs beside its role, if there is anything; see [`Block::structure`].
    pub structure: Option<Box<Structure>>,
}

/// Place of a block in structures around it. Blocks are joined by it; no classifier reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Structure {
    /// The number that its list item has in a numbered list.
    pub number: Option<u32>,
    /// The cell of a data table that it stands in, where its role does not say so.
    pub cell: Option<CellFacts>,
    /// The definition list it stands in, numbered within the page, and whether it is a term.
    pub definition: Option<(u32, bool)>,
    /// The callout it stands in, numbered within the page, and its kind (`note`, `warning`), if the page names one.
    pub callout: Option<(u32, Option<&'static str>)>,
    /// The innermost figure, numbered within the page.
    pub figure: Option<u32>,
    /// The note it is part of, an index into [`Page::notes`].
    pub note: Option<u32>,
    /// The quotation it stands in, if that holds the items and cells around it and not they it.
    pub quote: Option<u32>,
    /// The list item it stands in, where its role does not say so.
    pub item: Option<Item>,
}

/// What a block is in the structure of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// Part of a list item.
    Item(Item),
    /// Part of a cell of a data table.
    Cell(CellFacts),
    /// The caption of a table.
    TableCaption {
        /// The table, numbered within the page.
        table: u32,
    },
    /// Preformatted text.
    Code {
        /// Language named by class or attribute.
        language: Option<String>,
    },
    /// Text inside a quotation; the number tells quotations apart.
    Quote(u32),
    /// The caption of a figure.
    Caption,
    /// An image.
    Image,
    /// A formula that stands on its own; the text is LaTeX or readable text.
    Formula,
    /// A term or description of a definition list.
    Definition,
    /// A control: button, label, option, input.
    Control,
}

/// Place of a block in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Item {
    /// The outermost list, numbered within the page.
    pub list: u32,
    /// The item, numbered within the page.
    pub item: u32,
    /// 0 in the outermost list.
    pub depth: u8,
    /// Whether the innermost list is numbered.
    pub ordered: bool,
    /// First number of the outermost list.
    pub start: u32,
}

/// Place of a block in a data table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CellFacts {
    /// The table, numbered within the page.
    pub table: u32,
    /// Row, from 0.
    pub row: u32,
    /// Cell within its row, from 0.
    pub cell: u32,
    /// Whether it is a `th`.
    pub header: bool,
    /// `colspan`, at least 1.
    pub columns: u16,
    /// `rowspan`, at least 1.
    pub rows: u16,
}

/// A block-level element with sums over the blocks in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Container {
    /// The container around it; its own index for the page.
    pub parent: usize,
    /// Distance from the page.
    pub depth: u32,
    /// Local name.
    pub tag: &'static str,
    /// What its own class and id words say.
    pub own: Concepts,
    /// Whether it says of itself that it holds the article: `itemprop="articleBody"`, `role="main"`.
    pub marked: bool,
    /// First block in it.
    pub first: usize,
    /// One past the last block in it.
    pub end: usize,
    /// Tokens of the blocks in it.
    pub tokens: u32,
    /// Tokens within links.
    pub link_tokens: u32,
    /// Tokens of paragraphs: running text with few links.
    pub paragraph_tokens: u32,
    /// Punctuation marks.
    pub punctuation: u32,
    /// Commas.
    pub commas: u32,
    /// A number for its tag and class words, the same for the same on a page.
    pub look: u32,
    /// Siblings of the same tag and the same class words, itself included.
    pub alike: u32,
    /// Its class in [`Page::classes`].
    pub class: u32,
}

/// A set of elements with a meaning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Landmarks(u32);

macro_rules! landmarks {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Landmarks {
            $($(#[$doc])* pub(crate) const $name: Landmarks = Landmarks(1 << $bit);)*
        }
    };
}

landmarks! {
    /// `nav`, `role="navigation"`, `menu`.
    NAV = 0;
    /// `header`, `role="banner"`.
    HEADER = 1;
    /// `footer`, `role="contentinfo"`.
    FOOTER = 2;
    /// `aside`, `role="complementary"`.
    ASIDE = 3;
    /// `main`, `role="main"`.
    MAIN = 4;
    /// `article`.
    ARTICLE = 5;
    /// `form`.
    FORM = 6;
    /// `figure`.
    FIGURE = 7;
    /// A table of any kind.
    TABLE = 8;
    /// `button`, `select`, `label`, `textarea`: a control.
    CONTROL = 9;
    /// `hidden`, `aria-hidden="true"`, `display: none`, `visibility: hidden`.
    HIDDEN = 10;
    /// `noscript`.
    NOSCRIPT = 11;
    /// `itemprop="articleBody"` or a like promise.
    ARTICLE_BODY = 12;
    /// `dialog`, `role="dialog"`, `role="alert"`.
    DIALOG = 13;
    /// A list.
    LIST = 14;
    /// A selector of the caller keeps it.
    KEEP = 15;
    /// A selector of the caller drops it.
    DROP = 16;
    /// `blockquote`.
    QUOTE = 17;
    /// All of the block is link text: a fact of the block, whatever stands around it.
    LINK = 18;
    /// An `article` within another `article`.
    INNER_ARTICLE = 19;
    /// Text that the page holds as data for scripts and does not show.
    DATA = 20;
}

impl Landmarks {
    /// Whether it holds all of `other`.
    pub(crate) fn has(self, other: Landmarks) -> bool {
        self.0 & other.0 == other.0
    }

    /// The set as a number; bit `n` is the landmark of that number.
    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    /// Whether it holds one of `other`.
    pub(crate) fn any(self, other: Landmarks) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::ops::BitOr for Landmarks {
    type Output = Landmarks;

    fn bitor(self, other: Landmarks) -> Landmarks {
        Landmarks(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Landmarks {
    fn bitor_assign(&mut self, other: Landmarks) {
        self.0 |= other.0;
    }
}

impl Block {
    /// Its place in the structures around it.
    pub(crate) fn structure(&self) -> &Structure {
        const NOWHERE: &Structure = &Structure {
            number: None,
            cell: None,
            definition: None,
            callout: None,
            figure: None,
            note: None,
            quote: None,
            item: None,
        };
        self.structure.as_deref().unwrap_or(NOWHERE)
    }

    /// Share of its tokens that stand in links, 0 to 1.
    pub(crate) fn link_share(&self) -> f32 {
        self.link_tokens as f32 / self.tokens.max(1) as f32
    }

    /// Length in Latin letters: a Chinese character says as much as two and a half of them, so that one threshold serves all
    /// scripts (25 letters of English are 10 characters of Chinese).
    pub(crate) fn letters(&self) -> f32 {
        self.chars as f32 + 1.5 * self.east_asian as f32
    }

    /// Whether it is a heading of any level.
    pub(crate) fn is_heading(&self) -> bool {
        matches!(self.role, Role::Heading(_))
    }
}

/// A part of a block that is not body, because a field of the metadata was read from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claim {
    /// The block.
    pub block: usize,
    /// The bytes of its text that are claimed, at character boundaries; the whole text for the whole block.
    pub range: std::ops::Range<usize>,
    /// The field, for the trace: `title`, `authors`, `published`, `breadcrumbs`, …
    pub field: &'static str,
}
