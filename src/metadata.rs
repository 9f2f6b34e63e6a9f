//! Metadata of a page: every value with the [`Source`] it came from. Structured data, tags of the head and the lines that a
//! reader sees are read each by its own part; this file holds the types and the order of precedence between them.

mod choose;
pub mod date;
mod dates;
mod head;
mod json_ld;
mod markup;
mod names;
mod scan;
mod script;
mod site;
mod title;
mod visible;

pub(crate) use choose::{Context, Reading, note, read};

pub use date::Date;

/// A value and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Sourced<T> {
    /// The value, cleaned: entities resolved, white space folded, labels such as "By" or "来源:" removed. A text holds no
    /// control characters.
    pub value: T,
    /// Where the page says it.
    pub source: Source,
}

impl<T> Sourced<T> {
    pub(crate) fn new(value: T, source: Source) -> Self {
        Sourced { value, source }
    }
}

/// The part of a page that a value was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Source {
    /// A schema.org object in `<script type="application/ld+json">`.
    JsonLd,
    /// Open Graph and its relatives: `og:`, `article:`.
    OpenGraph,
    /// Twitter card tags.
    TwitterCard,
    /// Dublin Core tags: `DC.title`, `dcterms.created`.
    DublinCore,
    /// Microdata or RDFa in the body: `itemprop`, `property`.
    Microdata,
    /// Another `<meta>` tag.
    Meta,
    /// The `<title>` element.
    TitleTag,
    /// A heading of the page.
    Heading,
    /// A `<link>` element.
    Link,
    /// A `<time>` element.
    Time,
    /// An element whose class, id or `rel` names the field, such as `class="author"`.
    Markup,
    /// A line that a reader sees: a byline, a dateline, a tail such as (责任编辑:…).
    VisibleLine,
    /// Data of a script that draws the page.
    Script,
    /// The address of the page.
    Address,
    /// The `lang` attribute of the root element.
    LangAttribute,
    /// Told from the text itself.
    Text,
}

/// An image that the page names, outside or inside the body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Image {
    /// Absolute where the address of the page is known, else as the page gives it.
    pub url: String,
    /// Alternative text, empty if there is none.
    pub alt: String,
    /// Caption, empty if there is none.
    pub caption: String,
}

/// Which page of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Pages {
    /// The number of this page, from 1.
    pub number: u32,
    /// How many pages there are, if the page says so.
    pub count: Option<u32>,
}

impl std::fmt::Display for Pages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.count {
            Some(count) => write!(f, "{}/{count}", self.number),
            None => write!(f, "{}", self.number),
        }
    }
}

/// What a page says about itself. A field that the page does not state is `None` or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Metadata {
    /// Headline, without the name of the site.
    pub title: Option<Sourced<String>>,
    /// Second headline or standfirst line, if it is set apart from the body.
    pub subtitle: Option<Sourced<String>>,
    /// Names of those who wrote it, one each.
    pub authors: Vec<Sourced<String>>,
    /// Names of editors (责任编辑, redaction), one each.
    pub editors: Vec<Sourced<String>>,
    /// The medium that the text was taken from (来源), not the site that shows it.
    pub source: Option<Sourced<String>>,
    /// Name of the site.
    pub site_name: Option<Sourced<String>>,
    /// Day or moment of publication, with the precision that the page gives.
    pub published: Option<Sourced<Date>>,
    /// Day or moment of the last change.
    pub modified: Option<Sourced<Date>>,
    /// Language of the body as a BCP 47 tag. Chinese, Japanese and Korean are told by their script, `zh`, without a region,
    /// which pages often have wrong; others keep the page's own tag where the text agrees with it, `pt-BR`.
    pub language: Option<Sourced<String>>,
    /// Description or abstract.
    pub description: Option<Sourced<String>>,
    /// Keywords or tags, one each.
    pub keywords: Vec<Sourced<String>>,
    /// Path of the page within its site, outermost first.
    pub breadcrumbs: Vec<Sourced<String>>,
    /// Section of the site.
    pub section: Option<Sourced<String>>,
    /// Address of the lead image.
    pub image: Option<Sourced<String>>,
    /// Images of the body, in order.
    pub images: Vec<Image>,
    /// Canonical address.
    pub canonical: Option<Sourced<String>>,
    /// Licence, as an address or as the page words it.
    pub license: Option<Sourced<String>>,
    /// Address of the icon of the site.
    pub favicon: Option<Sourced<String>>,
    /// How many comments there are, where the page says so.
    pub comment_count: Option<Sourced<u32>>,
    /// Which page of a text this is that is split over several, where the page says so.
    pub pages: Option<Sourced<Pages>>,
    /// Address of the next page of the text.
    pub next_page: Option<Sourced<String>>,
    /// The JSON-LD of the page, a text each, when [`ExtractorBuilder::schema_org`](crate::ExtractorBuilder::schema_org) asked
    /// for it. All that it says; but white space and the order of keys are not the page's, and damage is mended.
    pub schema_org: Vec<String>,
}
