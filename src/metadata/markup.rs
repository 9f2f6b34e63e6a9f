//! Fields that elements of the body name by attribute: microdata, `rel="author"`, `<time>`, class and id words. Takes the
//! tree, gives candidates with their strength and place; elements of comments, menus and other articles are marked as such,
//! and nothing is chosen here.

mod element;
mod link;
mod place;

use self::element::{NODES, Tag, byline_of, crumbs_in, has_token, is_author, text_of};
use self::link::{is_home, is_next, leads_to_author};
use self::place::{Place, Places};
use super::scan::fold_spaces;
use super::visible::looks_like_person;
use crate::bounds::{Deadline, Share};
use crate::dom::{AttributeNames, Dom, Element, NodeId};
use crate::terms::markup::Names;

/// Bytes of `<title>` that are compared with headings.
const TITLE: usize = 2_000;
/// Candidates of one field that are kept.
const CANDIDATES: usize = 300;
/// Characters of the longest text that is taken for a byline or date line.
const LINE: usize = 160;

/// Nodes after which the clock is looked at.
const NODES_AT_A_TIME: usize = 1_024;
/// Links marked as tags that are kept.
const TAGS: usize = 30;
/// Texts that may be the name of the site that are kept of each kind; a gallery has thousands of images.
const SITE_TEXTS: usize = 100;
/// Characters of the longest name of a site.
const SITE_NAME: usize = 40;

/// A value that an element holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its text, white space folded.
    pub text: String,
    /// How plainly the element names the field; microdata is [`MICRODATA`].
    pub strength: u8,
    /// Whether it stands among comments, menus, teasers or in a foot.
    pub aside: bool,
    /// Nodes between it and the headline, in document order; negative before it.
    pub distance: i64,
}

/// Strength of an `itemprop`.
pub(super) const MICRODATA: u8 = 10;
/// Strength of a `rel="author"` or of a `<time>` that says what it is.
pub(super) const PLAIN: u8 = 9;

/// Strength of the name of a user.
pub(super) const USER: u8 = 4;

/// What the elements of the body say.
#[derive(Debug, Default)]
pub(super) struct Markup {
    pub authors: Vec<Candidate>,
    pub published: Vec<Candidate>,
    pub modified: Vec<Candidate>,
    pub headline: Option<String>,
    pub subtitles: Vec<Candidate>,
    /// Headings of the first level, in order.
    pub h1: Vec<Candidate>,
    pub crumbs: Vec<String>,
    /// Accounts of a platform.
    pub accounts: Vec<Candidate>,
    /// Texts of logos and of links to the front page.
    pub home: Vec<String>,
    /// Alternative texts of images.
    pub images: Vec<String>,
    /// Texts of links marked as tags.
    pub tags: Vec<String>,
    pub license: Option<String>,
    /// Addresses of links to a next page.
    pub next: Vec<String>,
    pub comment_count: Option<u32>,
    /// `itemtype` of elements in order, the last part of the address.
    pub types: Vec<String>,
    /// Whether there was no time for all elements.
    pub late: bool,
}

/// An element that may hold something.
struct Found<'a> {
    dom: &'a Dom,
    node: NodeId,
    element: Element<'a>,
    tag: Tag,
    /// What its classes name.
    names: Names,
    /// Whether it has an attribute that names a field.
    field: bool,
    /// Where it leads, if it is a link.
    address: &'a str,
    /// Nodes between it and the headline.
    distance: i64,
}

impl Found<'_> {
    fn text(&self) -> String {
        text_of(self.dom, self.node)
    }

    /// Whether `itemprop` or `property` is a name.
    fn is_property(&self, name: &str) -> bool {
        self.field
            && (has_token(self.element.attr("itemprop"), name)
                || has_token(self.element.attr("property"), name))
    }
}

/// Reads the body as far as there is time. `title` is the text of `<title>`, which tells the headline among several.
pub(super) fn read(dom: &Dom, title: &str, deadline: &Deadline) -> Markup {
    let mut places = Places::new(dom, title);
    let mut markup = Markup::default();
    for (position, node) in dom.descendants(NodeId::ROOT).enumerate() {
        if position % NODES_AT_A_TIME == 0 && deadline.is_over(Share::Metadata) {
            markup.late = true;
            break;
        }
        if let Some(element) = dom.element(node) {
            let tag = Tag::of(element);
            let address = element.attr("href").filter(|_| tag == Tag::Link);
            let found = Found {
                dom,
                node,
                element,
                tag,
                address: address.unwrap_or_default(),
                names: places.classes.names_of(element),
                field: has_field(element),
                distance: places.distance(position),
            };
            markup.element(&found, &mut places);
        }
    }
    markup
}

/// Attributes that name a field. An element without any of them, whose classes say nothing, holds none.
const FIELDS: &[&str] = &[
    "aria-label",
    "data-author",
    "data-byline",
    "itemprop",
    "itemtype",
    "property",
    "rel",
];

/// Whether an element has one of them.
fn has_field(element: Element<'_>) -> bool {
    const NAMES: AttributeNames = AttributeNames::new(FIELDS);
    element.may_have(NAMES) && element.attributes().any(|(name, _)| FIELDS.contains(&name))
}

/// What classes may say of an element that [`Markup::named`] reads.
const NAMED: Names = Names::SUBTITLE
    .or(Names::SUB)
    .or(Names::LEAD)
    .or(Names::ACCOUNT)
    .or(Names::CRUMBS);

impl Markup {
    /// Reads an element. What it says is asked for by what it has; most have nothing.
    fn element<'a>(&mut self, found: &Found<'a>, places: &mut Places<'a>) {
        let &Found {
            tag, names, field, ..
        } = found;
        if field || names.any(Names::AUTHOR) || tag == Tag::Link {
            self.author(found, places);
        }
        if field || names.any(Names::DATE | Names::MODIFIED) || tag == Tag::Time {
            self.date(found, places);
        }
        if tag == Tag::Heading {
            push(&mut self.h1, found.text(), 0, places.of(found));
        }
        if matches!(tag, Tag::Image | Tag::Link) || names.any(Names::LOGO) {
            self.site(found);
        }
        if tag == Tag::Link && self.next.len() < TAGS && is_next(found) {
            self.next.push(found.address.to_string());
        }
        if field || names.any(NAMED) {
            self.named(found, places);
        }
        if field {
            self.fields(found);
        }
    }

    fn author<'a>(&mut self, found: &Found<'a>, places: &mut Places<'a>) {
        let &Found {
            dom,
            node,
            element,
            tag,
            names,
            ..
        } = found;
        if tag == Tag::Meta || self.authors.len() >= CANDIDATES {
            return;
        }
        let itemprop = found.is_property("author");
        let rel = has_token(element.attr("rel"), "author");
        let class = is_author(element, names);
        let attribute = element
            .attr("data-author")
            .or_else(|| element.attr("data-byline"))
            .filter(|value| {
                value.len() < LINE
                    && !value.trim().is_empty()
                    && !value.trim_start().starts_with(['{', '['])
            });
        let strength = match (itemprop, rel, class) {
            (true, ..) => MICRODATA,
            (_, true, _) => PLAIN,
            // Names of users stand in headers and comments as well.
            (_, _, true) if names.any(Names::USER) && found.distance < 0 => return,
            (_, _, true) if names.any(Names::USER) => USER,
            (_, _, true) => 6 + u8::from(names.any(Names::NAME)),
            _ if leads_to_author(found.address) && looks_like_person(&found.text()) => 6,
            _ if attribute.is_some() => 5,
            _ => return,
        };
        let place = places.of(found);
        if place.in_author {
            return;
        }
        let named = dom
            .descendants(node)
            .take(NODES)
            .find(|&inner| {
                dom.element(inner)
                    .is_some_and(|element| has_token(element.attr("itemprop"), "name"))
            })
            .filter(|_| itemprop);
        let text = match named.and_then(|inner| Some((inner, dom.element(inner)?))) {
            Some((_, inner)) if inner.attr("content").is_some() => {
                fold_spaces(inner.attr("content").unwrap_or_default())
            }
            Some((inner, _)) => text_of(dom, inner),
            None => byline_of(dom, node),
        };
        let text = match attribute {
            Some(value) if text.is_empty() => fold_spaces(value),
            _ => text,
        };
        if text.is_empty() || text.chars().count() > LINE {
            return;
        }
        push(&mut self.authors, text, strength, place);
        // In a foot the name may stand in microdata within.
        if itemprop || !place.aside {
            places.mark_author(node);
        }
    }

    fn date<'a>(&mut self, found: &Found<'a>, places: &mut Places<'a>) {
        let &Found { element, names, .. } = found;
        let is_time = found.tag == Tag::Time;
        let named = names.any(Names::DATE | Names::MODIFIED);
        let published = found.is_property("datePublished") || found.is_property("dateCreated");
        let modified = found.is_property("dateModified");
        if found.tag == Tag::Meta
            || self.published.len().max(self.modified.len()) >= CANDIDATES
            || !(is_time || named || published || modified)
            || names.any(Names::NOT_DATE)
        {
            return;
        }
        let attribute = element
            .attr("datetime")
            .or_else(|| element.attr("content"))
            .or_else(|| element.attr("data-datetime"))
            .or_else(|| element.attr("data-time"))
            .or_else(|| {
                element
                    .attr("title")
                    .filter(|_| matches!(element.name(), "abbr" | "time" | "span"))
            })
            .filter(|value| value.chars().any(|c| c.is_ascii_digit()));
        let text = match attribute {
            Some(value) => fold_spaces(value),
            None => found.text(),
        };
        if !text
            .chars()
            .any(|c| c.is_numeric() || matches!(c, '一' | '二'))
            || text.chars().count() > LINE
        {
            return;
        }
        let strength = match () {
            _ if published || modified => MICRODATA,
            _ if is_time && (element.attr("pubdate").is_some() || names.any(Names::PUBLISHED)) => {
                PLAIN
            }
            _ if is_time => 7,
            _ if names.any(Names::PUBLISHED) => 6,
            _ => 5,
        };
        let place = places.of(found);
        if modified || (!published && names.any(Names::MODIFIED) && !names.any(Names::PUBLISHED)) {
            push(&mut self.modified, text, strength, place);
        } else {
            push(&mut self.published, text, strength, place);
        }
    }

    /// What its classes, or fields of the same meaning, say of an element: second headlines, accounts, paths.
    fn named<'a>(&mut self, found: &Found<'a>, places: &mut Places<'a>) {
        let &Found {
            dom,
            node,
            element,
            names,
            ..
        } = found;
        let subtitle = names.any(Names::SUBTITLE)
            || (names.any(Names::SUB) && names.any(Names::HEADLINE))
            || has_token(element.attr("itemprop"), "alternativeHeadline");
        if (subtitle || names.any(Names::LEAD))
            && matches!(
                element.name(),
                "p" | "h2" | "h3" | "h4" | "div" | "span" | "section"
            )
        {
            let strength = if subtitle { PLAIN } else { 0 };
            let place = places.of(found);
            push(&mut self.subtitles, found.text(), strength, place);
        }
        if names.any(Names::ACCOUNT) && self.accounts.len() < TAGS {
            let link = dom
                .descendants(node)
                .take(NODES)
                .find(|&inner| dom.element(inner).is_some_and(|inner| inner.name() == "a"));
            let text = text_of(dom, link.unwrap_or(node));
            push(&mut self.accounts, text, 0, places.of(found));
        }
        let is_crumbs = names.any(Names::CRUMBS)
            || element
                .attr("aria-label")
                .is_some_and(|label| label.to_ascii_lowercase().contains("breadcrumb"))
            || element
                .attr("itemtype")
                .is_some_and(|kind| kind.trim().ends_with("BreadcrumbList"));
        if is_crumbs && !names.any(Names::NOT_CRUMB) && self.crumbs.len() < 2 {
            let crumbs = crumbs_in(dom, node);
            if crumbs.len() > self.crumbs.len() {
                self.crumbs = crumbs;
            }
        }
    }

    /// What attributes alone say of an element.
    fn fields(&mut self, found: &Found<'_>) {
        let element = found.element;
        let (itemprop, rel) = (element.attr("itemprop"), element.attr("rel"));
        if self.headline.is_none() && found.tag != Tag::Meta && has_token(itemprop, "headline") {
            self.headline = Some(found.text()).filter(|text| !text.is_empty());
        }
        if has_token(rel, "tag")
            && !has_token(rel, "category")
            && self.tags.len() < TAGS
            && !in_box(found.dom, found.node)
        {
            self.tags.push(found.text());
        }
        if let Some(kind) = element.attr("itemtype")
            && self.types.len() < 32
        {
            let kind = kind.trim().rsplit(['/', '#']).next().unwrap_or_default();
            self.types.push(kind.to_string());
        }
        if self.comment_count.is_none() && has_token(itemprop, "commentCount") {
            let text = element.attr("content").map(str::to_string);
            let text = text.unwrap_or_else(|| found.text());
            self.comment_count = text.trim().parse().ok();
        }
        if self.license.is_none() && has_token(rel, "license") {
            self.license = element.attr("href").map(str::to_string);
        }
    }

    /// What may be the name of the site: logos, links to the front page, images.
    fn site(&mut self, found: &Found<'_>) {
        let add = |list: &mut Vec<String>, text: &str| {
            if list.len() < SITE_TEXTS && (2..=SITE_NAME).contains(&text.chars().count()) {
                list.push(text.to_string());
            }
        };
        let element = found.element;
        match found.tag {
            Tag::Image => add(
                &mut self.images,
                element.attr("alt").unwrap_or_default().trim(),
            ),
            Tag::Link if is_home(found) => {
                for text in ["title", "aria-label"]
                    .iter()
                    .filter_map(|name| element.attr(name))
                {
                    add(&mut self.home, text.trim());
                }
                if self.home.len() < SITE_TEXTS {
                    add(&mut self.home, &found.text());
                }
            }
            _ if found.names.any(Names::LOGO) && self.home.len() < SITE_TEXTS => {
                add(&mut self.home, &found.text());
            }
            _ => {}
        }
    }
}

/// Whether a node stands in a menu or beside the text. Class words are not asked: those of lists of tags are those of lists.
fn in_box(dom: &Dom, node: NodeId) -> bool {
    dom.ancestors(node).any(|up| {
        dom.element(up)
            .is_some_and(|element| matches!(element.name(), "nav" | "aside"))
    })
}

fn push(list: &mut Vec<Candidate>, text: String, strength: u8, place: Place) {
    if !text.is_empty() && list.len() < CANDIDATES {
        list.push(Candidate {
            text,
            strength,
            aside: place.aside,
            distance: place.distance,
        });
    }
}

#[cfg(test)]
mod tests;
