//! The choice between what the parts of a page say of one field. Takes everything that was read, gives one value a field
//! with its source, and a note where two disagree.

mod fields;
mod future;
mod heading;
mod headline;
mod moment;
mod paging;
mod people;
mod standfirst;

pub(super) use heading::AddressWords;

use url::Url;

use super::date::Date;
use super::dates::Habits;
use super::head::Head;
use super::json_ld::{self, Structured};
use super::markup::{self, Markup};
use super::scan::{squash, squashes_to};
use super::visible::{self, Visible};
use super::{Metadata, Source, Sourced};
use crate::block::{Claim, Page, Role};
use crate::bounds::Deadline;
use crate::dom::Dom;

/// A page as this stage sees it.
pub(crate) struct Context<'a> {
    /// The tree; `None` for flattened text.
    pub dom: Option<&'a Dom>,
    /// The blocks.
    pub page: &'a Page,
    /// Where the page was found, if the caller said so.
    pub url: Option<&'a Url>,
    /// When the page was seen, if the caller said so.
    pub now: Option<Date>,
    /// Whether the JSON-LD is wanted as it stands.
    pub schema_org: bool,
    /// When to stop reading.
    pub deadline: &'a Deadline,
}

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The fields.
    pub metadata: Metadata,
    /// Which blocks, or parts of blocks, the fields were read from; they leave the body.
    pub claims: Vec<Claim>,
    /// Choices between disagreeing values, for the trace.
    pub notes: Vec<String>,
    /// schema.org types and `og:type`, most telling first.
    pub schema_types: Vec<String>,
    /// The text of the article as structured data gives it.
    pub article_body: Option<String>,
    /// Whether there was no time for all parts of the page.
    pub late: bool,
}

/// Reads the metadata of a page, as far as there is time. Time is linear in the page.
pub(crate) fn read(context: &Context<'_>) -> Reading {
    let title_tag = &context.page.title;
    let (mut head, mut structured, mut markup) = Default::default();
    if let Some(dom) = context.dom {
        // The head takes hardly any time and tells the most.
        head = Head::read(dom, context.url);
        markup = markup::read(dom, title_tag, context.deadline);
        if !markup.late {
            structured = json_ld::read(dom, context.schema_org);
        }
    }
    let crumbs = if markup.crumbs.is_empty() {
        visible::first_path(context.page)
    } else {
        markup.crumbs.clone()
    };
    let chooser = Chooser {
        context,
        crumbs,
        east_asian: is_east_asian_page(context.page),
        habits: habits(context, &head),
        head,
        structured,
        markup,
        visible: Visible::default(),
        notes: Vec::new(),
        standfirst_leaves: false,
    };
    chooser.choose()
}

/// Whether the page is written in Chinese, Japanese or Korean.
fn is_east_asian_page(page: &Page) -> bool {
    let (mut east_asian, mut chars) = (0_u64, 0_u64);
    for block in &page.blocks {
        east_asian += u64::from(block.east_asian);
        chars += u64::from(block.chars);
    }
    east_asian * 5 > chars
}

/// The order of day and month, and whether years of the Republic are to be expected.
fn habits(context: &Context<'_>, head: &Head<'_>) -> Habits {
    let lang = head
        .lang
        .as_deref()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let host = context.url.and_then(Url::host_str).unwrap_or_default();
    let british = [
        ".uk", ".au", ".nz", ".ie", ".in", ".za", ".sg", ".my", ".hk",
    ]
    .iter()
    .any(|end| host.ends_with(end));
    // A page of East Asia without a language writes the year first, or the day.
    let untold = lang.is_empty() && !is_east_asian_page(context.page);
    let english = untold || lang == "en" || lang.starts_with("en-us") || lang.starts_with("en_us");
    Habits {
        month_first: english && !british,
        republic: host.ends_with(".tw") || lang.ends_with("-tw") || lang.ends_with("_tw"),
    }
}

struct Chooser<'a> {
    context: &'a Context<'a>,
    east_asian: bool,
    habits: Habits,
    head: Head<'a>,
    structured: Structured,
    markup: Markup,
    visible: Visible,
    /// The way to the page, as a first look finds it: it tells sites and sections from headlines.
    crumbs: Vec<String>,
    notes: Vec<String>,
    /// Whether the standfirst is no part of the text and leaves it.
    standfirst_leaves: bool,
}

/// A value with the place it came from, in order of preference.
type Ranked<T> = Vec<(T, Source)>;

impl Chooser<'_> {
    fn choose(mut self) -> Reading {
        let mut metadata = Metadata {
            site_name: self.site_name(),
            ..Metadata::default()
        };
        let title = self.title(&metadata);
        self.visible = visible::read(
            self.context.page,
            title.as_ref().map(|title| title.value.as_str()),
            self.habits,
            &AddressWords::of(self.context.url),
            self.context.deadline,
        );
        metadata.title = title
            .or_else(|| {
                self.visible
                    .title
                    .take()
                    .map(|title| Sourced::new(title, Source::VisibleLine))
            })
            .or_else(|| {
                let title = self.context.page.title.trim();
                (!title.is_empty()).then(|| Sourced::new(title.to_string(), Source::TitleTag))
            });
        metadata.subtitle = self.subtitle(&metadata);
        metadata.authors = self.authors(&metadata);
        metadata.editors = self.editors();
        metadata.source = self.source(&metadata.authors);
        metadata.modified = self.modified();
        metadata.published = self.published();
        metadata.language = self.language();
        metadata.description = self.description();
        metadata.keywords = self.keywords();
        metadata.breadcrumbs = self.breadcrumbs(&metadata);
        metadata.image = self.image();
        metadata.canonical = self.canonical();
        metadata.license = self.license();
        metadata.section = self.section(&metadata);
        metadata.favicon = self.favicon();
        metadata.comment_count = self.comment_count();
        metadata.pages = self.pages();
        metadata.next_page = self.next_page(&metadata);
        if self.context.schema_org {
            metadata.schema_org = std::mem::take(&mut self.structured.raw);
        }
        let mut claims = std::mem::take(&mut self.visible.claims);
        self.claim_known(&metadata, &mut claims);
        // Code is body, whatever its first line looks like.
        let is_code = |claim: &Claim| {
            matches!(
                self.context.page.blocks[claim.block].role,
                Role::Code { .. }
            )
        };
        claims.retain(|claim| !is_code(claim));
        Reading {
            metadata,
            claims,
            schema_types: self.types(),
            notes: self.notes,
            article_body: self.structured.body,
            late: self.markup.late || self.visible.late,
        }
    }

    /// The first of several values, with a note where another says something else.
    fn first<T: std::fmt::Display + PartialEq + Clone>(
        &mut self,
        field: &str,
        ranked: &Ranked<T>,
    ) -> Option<Sourced<T>> {
        let (chosen, source) = ranked.first()?.clone();
        self.note(field, &chosen, source, ranked);
        Some(Sourced::new(chosen, source))
    }

    fn note<T: std::fmt::Display + PartialEq>(
        &mut self,
        field: &str,
        chosen: &T,
        source: Source,
        others: &[(T, Source)],
    ) {
        if let Some((other, from)) = others.iter().find(|(other, _)| other != chosen) {
            self.notes
                .push(note(field, (chosen, source), (other, *from)));
        }
    }

    /// Claims blocks near the title that hold nothing but what is known already: a name alone, a subtitle.
    fn claim_known(&self, metadata: &Metadata, claims: &mut Vec<Claim>) {
        let Some(title) = self.visible.title_block else {
            return;
        };
        let mut authors: Vec<String> = metadata
            .authors
            .iter()
            .map(|name| squash(&name.value))
            .collect();
        authors.push(authors.concat());
        authors.retain(|author| !author.is_empty());
        let signed: Vec<String> = authors.iter().map(|name| format!("by{name}")).collect();
        authors.extend(signed);
        let subtitle = metadata
            .subtitle
            .as_ref()
            .filter(|_| self.standfirst_leaves)
            .map(|text| squash(&text.value));
        let blocks = &self.context.page.blocks;
        for (i, block) in blocks
            .iter()
            .enumerate()
            .skip(title.saturating_sub(4))
            .take(20)
        {
            if block.chars > KNOWN_LINE
                || block.text.is_empty()
                || claims.iter().any(|claim| claim.block == i)
            {
                continue;
            }
            let is = |key: &String| !key.is_empty() && squashes_to(&block.text, key);
            let field = if authors.iter().any(is) {
                "authors"
            } else if subtitle.as_ref().is_some_and(is) {
                "subtitle"
            } else {
                continue;
            };
            claims.push(Claim {
                block: i,
                range: 0..block.text.len(),
                field,
            });
        }
        claims.sort_by_key(|claim| (claim.block, claim.range.start));
    }
}

/// The line of the trace on a choice: which value was taken over which. Long values are cut.
pub(crate) fn note<T: std::fmt::Display>(
    field: &str,
    (chosen, source): (&T, Source),
    (other, from): (&T, Source),
) -> String {
    format!("{field}: {chosen:.80} ({source:?}) rather than {other:.80} ({from:?})")
}

/// Characters of the longest block that holds nothing but what is known.
const KNOWN_LINE: u32 = 400;
/// Nodes from the headline within which an element is near it.
const NEAR: u64 = 400;
/// Nodes from the headline within which a second headline is.
const NEAR_TITLE: i64 = 150;

#[cfg(test)]
mod shapes;
#[cfg(test)]
mod tests;
