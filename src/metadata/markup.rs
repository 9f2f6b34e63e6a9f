//! Fields that elements of the body name by attribute: microdata, `rel="author"`, `<time>`, class and id words. Takes the
//! tree, gives candidates with their strength and place; elements of comments, menus and other articles are marked as such,
//! and nothing is chosen here.

mod element;

use self::element::{
    ASIDE, Classes, FOOT, NODES, aside, byline_of, crumbs_in, has_token, is_author, is_short,
    names_of, text_of,
};
use super::scan::{fold_spaces, squash};
use super::visible::looks_like_person;
use crate::bounds::{Deadline, Share};
use crate::dom::{AttributeNames, Dom, Element, NodeId};
use crate::terms::markup::Names;
use crate::terms::{pages, people};

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

/// Within an element that was read as an author's.
const IN_AUTHOR: u8 = 2;
/// Around the headline; not handed down.
const AROUND_HEADLINE: u8 = 8;
/// In an `article` that the headline does not stand in.
const OTHER_ARTICLE: u8 = 16;

/// In the `article` that the headline stands in; in its foot the byline may stand.
const IN_ARTICLE: u8 = 32;

/// Reads the body as far as there is time. `title` is the text of `<title>`, which tells the headline among several.
pub(super) fn read(dom: &Dom, title: &str, deadline: &Deadline) -> Markup {
    let order = Order::new(dom, title);
    let mut markup = Markup::default();
    let mut classes = Classes::new();
    let mut flags = vec![0_u8; dom.len()];
    for &node in &order.around_headline {
        flags[node.index()] = AROUND_HEADLINE;
    }
    for (position, node) in dom.descendants(NodeId::ROOT).enumerate() {
        if position % NODES_AT_A_TIME == 0 && deadline.is_over(Share::Metadata) {
            markup.late = true;
            break;
        }
        let inherited = dom.parent(node).map_or(0, |parent| flags[parent.index()]);
        let own = flags[node.index()];
        flags[node.index()] = own | inherited & !AROUND_HEADLINE;
        let Some(element) = dom.element(node) else {
            continue;
        };
        let names = classes.names_of(element);
        if own & AROUND_HEADLINE == 0 {
            flags[node.index()] |= classes.aside(element, names);
        }
        if element.name() == "article" && order.article.is_some() {
            flags[node.index()] &= !(OTHER_ARTICLE | IN_ARTICLE);
            flags[node.index()] |= match own & AROUND_HEADLINE {
                0 => OTHER_ARTICLE,
                _ => IN_ARTICLE,
            };
        }
        let says = !names.is_empty() || element.may_have(FIELDS);
        if !says && !is_read_by_name(element) {
            continue;
        }
        let has_attributes = element.attributes().next().is_some();
        if !has_attributes && element.name() != "h1" && !is_time(element) {
            continue;
        }
        // Blogs sign below the text.
        let signs = has_token(element.attr("itemprop"), "author")
            || flags[node.index()] & IN_ARTICLE != 0 && has_token(element.attr("rel"), "author");
        let place = Place {
            aside: flags[node.index()] & ASIDE != 0
                || (flags[node.index()] & FOOT != 0
                    && !signs
                    && ![element.attr("itemprop"), element.attr("property")]
                        .into_iter()
                        .flatten()
                        .any(|value| value.starts_with("date") || value.contains(":date")))
                || has_attributes && inherited & OTHER_ARTICLE != 0,
            distance: position as i64 - order.headline_at,
        };
        if flags[node.index()] & IN_AUTHOR == 0 && markup.author(dom, node, element, names, place) {
            flags[node.index()] |= IN_AUTHOR;
        }
        if says || is_time(element) {
            markup.date(dom, node, element, names, place);
        }
        markup.by_name(dom, node, element, names, place);
        if says {
            markup.rest(dom, node, element, names, place);
        }
    }
    markup
}

/// Attributes that name a field. An element without any of them, whose classes say nothing, holds none.
const FIELDS: AttributeNames = AttributeNames::new(&[
    "aria-label",
    "data-author",
    "data-byline",
    "itemprop",
    "itemtype",
    "property",
    "rel",
]);

/// Whether the name of an element is enough to read it.
fn is_read_by_name(element: &Element) -> bool {
    matches!(element.name(), "a" | "h1" | "img") || is_time(element)
}

/// Whether an element is made to hold a moment.
fn is_time(element: &Element) -> bool {
    matches!(
        element.name(),
        "time" | "relative-time" | "local-time" | "time-ago"
    )
}

#[derive(Clone, Copy)]
struct Place {
    aside: bool,
    distance: i64,
}

/// Whether a link leads to the page of an author: `/authors/jane-doe`.
fn leads_to_author(element: &Element) -> bool {
    let Some(address) = element.attr("href").filter(|_| element.name() == "a") else {
        return false;
    };
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.trim_end_matches('/').rsplit('/');
    let own = parts.next().is_some_and(|part| !part.is_empty());
    own && parts
        .next()
        .is_some_and(|part| people::AUTHOR_PATHS.contains(&part.to_ascii_lowercase().as_str()))
}

/// Where the headline stands.
struct Order {
    headline_at: i64,
    around_headline: Vec<NodeId>,
    /// The innermost `article` around the headline.
    article: Option<NodeId>,
}

impl Order {
    fn new(dom: &Dom, title: &str) -> Order {
        let title = squash(&title[..title.floor_char_boundary(TITLE)]);
        let mut first = None;
        let mut best = None;
        for (position, node) in dom.descendants(NodeId::ROOT).enumerate() {
            let Some(element) = dom.element(node) else {
                continue;
            };
            if !matches!(element.name(), "h1" | "h2") {
                continue;
            }
            let text = squash(&text_of(dom, node));
            if element.name() == "h1" && first.is_none() && !text.is_empty() {
                first = Some((position, node));
            }
            if best.is_none()
                && text.chars().count() >= 4
                && title.contains(&text)
                && !dom
                    .ancestors(node)
                    .filter_map(|up| dom.element(up))
                    .any(|element| aside(element, names_of(element)) != 0)
            {
                best = Some((position, node));
            }
        }
        let found = best.or(first);
        let around: Vec<NodeId> = found
            .map(|(_, node)| dom.ancestors(node).collect())
            .unwrap_or_default();
        Order {
            headline_at: found.map_or(0, |(position, _)| position as i64),
            article: around.iter().copied().find(|node| {
                dom.element(*node)
                    .is_some_and(|element| element.name() == "article")
            }),
            around_headline: around,
        }
    }
}

impl Markup {
    /// Reads an author; true if what is inside is read with it.
    fn author(
        &mut self,
        dom: &Dom,
        node: NodeId,
        element: &Element,
        words: Names,
        place: Place,
    ) -> bool {
        let itemprop = has_token(element.attr("itemprop"), "author")
            || has_token(element.attr("property"), "author");
        let rel = has_token(element.attr("rel"), "author");
        let class = is_author(element, words);
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
            (_, _, true) if words.any(Names::USER) && place.distance < 0 => {
                return false;
            }
            (_, _, true) if words.any(Names::USER) => USER,
            (_, _, true) => 6 + u8::from(words.any(Names::NAME)),
            _ if leads_to_author(element) && looks_like_person(&text_of(dom, node)) => 6,
            _ if attribute.is_some() => 5,
            _ => return false,
        };
        if element.name() == "meta" || self.authors.len() >= CANDIDATES {
            return false;
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
            return false;
        }
        push(&mut self.authors, text, strength, place);
        // In a foot the name may stand in microdata within.
        itemprop || !place.aside
    }

    fn date(&mut self, dom: &Dom, node: NodeId, element: &Element, words: Names, place: Place) {
        let itemprop = |name: &str| {
            has_token(element.attr("itemprop"), name) || has_token(element.attr("property"), name)
        };
        let is_time = is_time(element);
        let named = words.any(Names::DATE) || words.any(Names::MODIFIED);
        let (published, modified) = (
            itemprop("datePublished") || itemprop("dateCreated"),
            itemprop("dateModified"),
        );
        if element.name() == "meta"
            || self.published.len().max(self.modified.len()) >= CANDIDATES
            || !(is_time || named || published || modified)
            || words.any(Names::NOT_DATE)
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
            None => text_of(dom, node),
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
            _ if is_time && (element.attr("pubdate").is_some() || words.any(Names::PUBLISHED)) => {
                PLAIN
            }
            _ if is_time => 7,
            _ if words.any(Names::PUBLISHED) => 6,
            _ => 5,
        };
        if modified || (!published && words.any(Names::MODIFIED) && !words.any(Names::PUBLISHED)) {
            push(&mut self.modified, text, strength, place);
        } else {
            push(&mut self.published, text, strength, place);
        }
    }

    /// What the name of an element alone says: headings, links, images.
    fn by_name(&mut self, dom: &Dom, node: NodeId, element: &Element, words: Names, place: Place) {
        if element.name() == "h1" {
            push(&mut self.h1, text_of(dom, node), 0, place);
        }
        self.site(dom, node, element, words);
        if self.next.len() < TAGS && is_next(dom, node, element) {
            self.next.extend(element.attr("href").map(str::to_string));
        }
    }

    fn rest(&mut self, dom: &Dom, node: NodeId, element: &Element, words: Names, place: Place) {
        if has_token(element.attr("itemprop"), "headline")
            && self.headline.is_none()
            && element.name() != "meta"
        {
            self.headline = Some(text_of(dom, node)).filter(|text| !text.is_empty());
        }
        let subtitle = words.any(Names::SUBTITLE)
            || (words.any(Names::SUB) && words.any(Names::HEADLINE))
            || has_token(element.attr("itemprop"), "alternativeHeadline");
        if (subtitle || words.any(Names::LEAD))
            && matches!(
                element.name(),
                "p" | "h2" | "h3" | "h4" | "div" | "span" | "section"
            )
        {
            push(
                &mut self.subtitles,
                text_of(dom, node),
                if subtitle { PLAIN } else { 0 },
                place,
            );
        }
        if words.any(Names::ACCOUNT) && self.accounts.len() < TAGS {
            let link = dom
                .descendants(node)
                .take(NODES)
                .find(|&inner| dom.element(inner).is_some_and(|inner| inner.name() == "a"));
            push(
                &mut self.accounts,
                text_of(dom, link.unwrap_or(node)),
                0,
                place,
            );
        }
        let rel = element.attr("rel");
        if has_token(rel, "tag")
            && !has_token(rel, "category")
            && self.tags.len() < TAGS
            && !in_box(dom, node)
        {
            self.tags.push(text_of(dom, node));
        }
        if let Some(kind) = element.attr("itemtype")
            && self.types.len() < 32
        {
            let kind = kind.trim().rsplit(['/', '#']).next().unwrap_or_default();
            self.types.push(kind.to_string());
        }
        if has_token(element.attr("itemprop"), "commentCount") && self.comment_count.is_none() {
            let text = element.attr("content").map(str::to_string);
            let text = text.unwrap_or_else(|| text_of(dom, node));
            self.comment_count = text.trim().parse().ok();
        }
        if has_token(element.attr("rel"), "license") && self.license.is_none() {
            self.license = element.attr("href").map(str::to_string);
        }
        let is_crumbs = words.any(Names::CRUMBS)
            || element
                .attr("aria-label")
                .is_some_and(|label| label.to_ascii_lowercase().contains("breadcrumb"))
            || element
                .attr("itemtype")
                .is_some_and(|kind| kind.trim().ends_with("BreadcrumbList"));
        if is_crumbs && !words.any(Names::NOT_CRUMB) && self.crumbs.len() < 2 {
            let crumbs = crumbs_in(dom, node);
            if crumbs.len() > self.crumbs.len() {
                self.crumbs = crumbs;
            }
        }
    }

    /// What may be the name of the site: logos, links to the front page, images.
    fn site(&mut self, dom: &Dom, node: NodeId, element: &Element, words: Names) {
        let add = |list: &mut Vec<String>, text: &str| {
            if list.len() < SITE_TEXTS && (2..=SITE_NAME).contains(&text.chars().count()) {
                list.push(text.to_string());
            }
        };
        match element.name() {
            "img" => add(
                &mut self.images,
                element.attr("alt").unwrap_or_default().trim(),
            ),
            "a" if is_home(element) => {
                for text in ["title", "aria-label"]
                    .iter()
                    .filter_map(|name| element.attr(name))
                {
                    add(&mut self.home, text.trim());
                }
                if self.home.len() < SITE_TEXTS {
                    add(&mut self.home, &text_of(dom, node));
                }
            }
            _ if words.any(Names::LOGO) && self.home.len() < SITE_TEXTS => {
                add(&mut self.home, &text_of(dom, node));
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

/// Characters of the longest text of a link to a next page, spaces not counted, and some for what nobody sees.
const NEXT: usize = 40;

/// Whether a link leads to a next page, by its `rel` or by its text.
fn is_next(dom: &Dom, node: NodeId, element: &Element) -> bool {
    element.name() == "a"
        && element.attr("href").is_some()
        && (has_token(element.attr("rel"), "next")
            || may_say_next(dom, node)
                && is_short(dom, node, NEXT)
                && pages::NEXT.contains(&text_of(dom, node).to_lowercase().as_str()))
}

/// Whether the text of a link begins with a letter that one to a next page begins with; `true` too where it begins with no text.
fn may_say_next(dom: &Dom, node: NodeId) -> bool {
    let text = dom.first_child(node).and_then(|child| dom.text(child));
    let first = text.and_then(|text| text.trim_start().chars().next());
    first.is_none_or(|first| {
        let folded = first.to_lowercase().next();
        let begins = |term: &&str| term.chars().next() == folded;
        first == '\u{AD}' || pages::NEXT.iter().any(begins)
    })
}

/// Whether a link leads to the front page. `./` does on pages beside it; where a menu marks the link, it leads to the page itself.
fn is_home(element: &Element) -> bool {
    let href = element.attr("href").unwrap_or_default().trim();
    let host = href.find('/').and_then(|at| href[at..].strip_prefix("//"));
    let path = host.map_or(href, |host| host.find('/').map_or("/", |at| &host[at..]));
    has_token(element.attr("rel"), "home")
        || matches!(path, "/" | "/index.html" | "/index.htm")
        || path == "./" && !is_current(element)
}

/// Whether a menu marks a link as that to the page itself.
fn is_current(element: &Element) -> bool {
    let class = element.attr("class").unwrap_or_default();
    let mut words = class.split(|c: char| !c.is_ascii_alphabetic());
    element.attr("aria-current").is_some() || words.any(|word| matches!(word, "active" | "current"))
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
