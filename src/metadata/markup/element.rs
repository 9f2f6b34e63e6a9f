//! What one element says: its words, whether it stands apart from the article, its text as a line, a byline or a path.

use crate::dom::{AttributeNames, Dom, Element, NodeId};
use crate::metadata::names;
use crate::metadata::scan::{fold_spaces, has_digit};
use crate::terms::classes::{self, Concepts};
use crate::terms::markup::{self as terms, Names};
use crate::terms::{Remembered, bylines};

/// Bytes of text that are read of one element.
pub(super) const TEXT: usize = 2_000;
/// Nodes of one element that are read for its text.
pub(super) const NODES: usize = 200;

pub(super) const ASIDE: u8 = 1;
/// In a foot. Articles have one as well, with the byline in it, so that microdata counts there.
pub(super) const FOOT: u8 = 4;

/// What the name of an element says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// The page, or all of its content.
    Whole,
    Article,
    /// A menu, or what stands beside the text.
    Beside,
    Foot,
    Heading,
    Link,
    Image,
    /// Made to hold a moment.
    Time,
    Meta,
    Other,
}

impl Tag {
    pub(super) fn of(element: Element<'_>) -> Tag {
        match element.name() {
            "body" | "html" | "main" => Tag::Whole,
            "article" => Tag::Article,
            "nav" | "aside" => Tag::Beside,
            "footer" => Tag::Foot,
            "h1" => Tag::Heading,
            "a" => Tag::Link,
            "img" => Tag::Image,
            "time" | "relative-time" | "local-time" | "time-ago" => Tag::Time,
            "meta" => Tag::Meta,
            _ => Tag::Other,
        }
    }
}

/// What the classes of elements say, kept for the elements that follow.
pub(super) struct Classes<'a> {
    names: Remembered<'a, Names>,
    concepts: Remembered<'a, Concepts>,
}

impl<'a> Classes<'a> {
    pub(super) fn new() -> Self {
        Classes {
            names: Remembered::new(),
            concepts: Remembered::new(),
        }
    }

    /// As [`names_of`].
    pub(super) fn names_of(&mut self, element: Element<'a>) -> Names {
        names_with(element, |class| self.names.get(class, Names::read))
    }

    /// Whether an element holds other things than the article, as flags.
    pub(super) fn aside(&mut self, element: Element<'a>) -> u8 {
        let tag = Tag::of(element);
        if matches!(
            tag,
            Tag::Whole | Tag::Article | Tag::Time | Tag::Link | Tag::Heading
        ) {
            return 0;
        }
        let names = self.names_of(element);
        if tag == Tag::Beside || is_review(element) || names.any(Names::REVIEW | Names::OTHERS) {
            return ASIDE;
        }
        let other = Concepts::COMMENT | Concepts::RELATED | Concepts::NAV | Concepts::AD;
        let away = other | Concepts::SIDEBAR;
        let class = element.attr("class");
        let mut found = class.map_or_else(Concepts::default, |class| {
            self.concepts.get(class, classes::read)
        });
        if let Some(id) = element.attr("id") {
            found |= classes::read(id);
        }
        let foot = tag == Tag::Foot || found.any(Concepts::FOOTER);
        // A layout that has a sidebar is none.
        let is_layout = names.any(Names::HAS) && !found.any(other);
        u8::from(found.any(away) && !is_layout) * ASIDE + u8::from(foot) * FOOT
    }
}

/// Whether microdata says that an element holds what readers wrote.
fn is_review(element: Element<'_>) -> bool {
    let is_prop = |value: &str| matches!(value.trim(), "review" | "reviews" | "comment");
    let is_type = |value: &str| value.ends_with("/Review") || value.ends_with("Comment");
    element.attr("itemprop").is_some_and(is_prop)
        || element
            .attr("itemtype")
            .is_some_and(|value| is_type(value) || value.ends_with("UserComments"))
}

/// What the words of class and id name, lower case, cut at everything that is no letter and at case changes. Allocates nothing.
pub(super) fn names_of(element: Element<'_>) -> Names {
    names_with(element, Names::read)
}

fn names_with<'a>(element: Element<'a>, of_class: impl FnOnce(&'a str) -> Names) -> Names {
    const NAMED: AttributeNames =
        AttributeNames::new(&["class", "id", "data-testid", "data-component"]);
    if !element.may_have(NAMED) {
        return Names::default();
    }
    let beginning = |value: &'a str| &value[..value.floor_char_boundary(ATTRIBUTE)];
    let class = element.attr("class").map(beginning);
    let mut found = class.map_or_else(Names::default, of_class);
    for name in ["id", "data-testid", "data-component"] {
        if let Some(value) = element.attr(name) {
            found |= Names::read(beginning(value));
        }
    }
    found
}

/// Whether the words of an element name an author and not what belongs to one.
pub(super) fn is_author(element: Element<'_>, names: Names) -> bool {
    names.any(Names::AUTHOR)
        && !names.any(Names::NOT_AUTHOR)
        && (!names.any(Names::LOOKS) || has_author_class(element))
}

/// Whether one class of an element names an author and nothing else; the others may tell how it looks.
fn has_author_class(element: Element<'_>) -> bool {
    let value = element.attr("class").unwrap_or_default();
    let value = &value[..value.floor_char_boundary(ATTRIBUTE)];
    value.split_ascii_whitespace().any(|class| {
        let names = Names::read(class);
        names.any(Names::AUTHOR) && !names.any(Names::LOOKS)
    })
}

/// Bytes of an attribute that are read for words.
const ATTRIBUTE: usize = 400;

/// Whether an attribute has a word, in any case, as it stands or behind a colon or stroke.
pub(super) fn has_token(value: Option<&str>, token: &str) -> bool {
    value.is_some_and(|value| {
        value
            .split_ascii_whitespace()
            .map(str::as_bytes)
            .any(|word| {
                let cut = word.len().checked_sub(token.len());
                cut.is_some_and(|cut| {
                    word[cut..].eq_ignore_ascii_case(token.as_bytes())
                        && (cut == 0 || matches!(word[cut - 1], b':' | b'/'))
                })
            })
    })
}

/// Whether the text below a node has at most so many characters, white space not counted: found out without making it.
pub(super) fn is_short(dom: &Dom, node: NodeId, most: usize) -> bool {
    let texts = dom.descendants(node).filter_map(|inner| dom.text(inner));
    let mut visible = texts.flat_map(str::chars).filter(|c| !c.is_whitespace());
    visible.nth(most).is_none()
}

/// The text below a node, a space between its parts, without scripts and styles; bounded.
pub(super) fn text_of(dom: &Dom, node: NodeId) -> String {
    let mut out = String::new();
    let mut next = dom.first_child(node);
    let mut seen = 0;
    while let Some(id) = next {
        seen += 1;
        if seen > NODES || out.len() > TEXT {
            break;
        }
        let mut skipped = false;
        let before = dom.previous_sibling(id).and_then(|id| dom.element(id));
        if before.is_some_and(Element::is_block) {
            out.push(' ');
        }
        if let Some(text) = dom.text(id) {
            // Links in links would read a long text once each.
            out.push_str(&text[..text.floor_char_boundary(TEXT)]);
        } else if let Some(element) = dom.element(id) {
            skipped = is_skipped(element);
            if is_break(element) {
                out.push(' ');
            }
        }
        next = match dom.first_child(id) {
            Some(child) if !skipped => Some(child),
            _ => dom.skip(id, node),
        };
    }
    // Soft hyphens show where a line may break, and nothing else.
    if !out.is_ascii() {
        out.retain(|c| c != '\u{AD}');
    }
    fold_spaces(&out)
}

/// Whether an element holds no text, or none of a line.
pub(super) fn is_skipped(element: Element<'_>) -> bool {
    let name = element.name();
    matches!(name, "script" | "style" | "noscript" | "svg" | "button") || is_edit_link(element)
}

/// Whether an element is the link behind a heading by which it is edited.
fn is_edit_link(element: Element<'_>) -> bool {
    let classes = element.attr("class").unwrap_or_default();
    classes
        .split_ascii_whitespace()
        .any(|class| terms::EDIT_LINKS.contains(&class))
}

/// The text of a byline. Where it is made of several texts, the first that is a name counts, and those that are joined to it
/// by a comma or a conjunction; what follows is a role or a paper: `<a>Jane Doe</a> <span>Staff Writer</span>`.
pub(super) fn byline_of(dom: &Dom, node: NodeId) -> String {
    let whole = text_of(dom, node);
    // A line of author, place and date: the part that is named after the author counts.
    if has_digit(&whole) {
        let named = dom.descendants(node).take(NODES).find(|&inner| {
            inner != node
                && dom.element(inner).is_some_and(|element| {
                    let words = names_of(element);
                    is_author(element, words)
                })
        });
        let text = named.map(|inner| text_of(dom, inner)).unwrap_or_default();
        if !text.is_empty() {
            return text;
        }
    }
    let texts: Vec<String> = dom
        .descendants(node)
        .take(NODES)
        .filter(|&inner| {
            !dom.ancestors(inner).take(3).any(|up| {
                dom.element(up).is_some_and(|element| {
                    matches!(
                        element.name(),
                        "script" | "style" | "noscript" | "button" | "svg"
                    )
                })
            })
        })
        .filter_map(|inner| dom.text(inner).map(fold_spaces))
        .filter(|text| !text.is_empty())
        .collect();
    let is_joint = |text: &str| {
        let word = text
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.'))
            .to_lowercase();
        text.ends_with([',', '&', '、', '/']) || bylines::AND.contains(&word.as_str())
    };
    if texts.len() < 2 || texts.len() > 12 || has_digit(&whole) {
        return whole;
    }
    let mut found: Vec<&str> = Vec::new();
    let mut joined = true;
    for text in &texts {
        let joint = is_joint(text);
        let named = !names::read(text).is_empty();
        if named && joined {
            found.push(text);
            joined = joint;
        } else if joint {
            joined = true;
        } else if named {
            break;
        }
    }
    if found.is_empty() {
        whole
    } else {
        found.join(", ")
    }
}

/// Whether an element parts words in front of it from its own when text is read through it.
fn is_break(element: Element<'_>) -> bool {
    element.is_block() || matches!(element.name(), "br" | "span" | "a" | "time")
}

/// The places of a path, from the texts of an element.
pub(super) fn crumbs_in(dom: &Dom, node: NodeId) -> Vec<String> {
    let mut crumbs: Vec<String> = Vec::new();
    for inner in dom.descendants(node).take(NODES) {
        let Some(text) = dom.text(inner) else {
            continue;
        };
        if dom.ancestors(inner).take(3).any(|up| {
            dom.element(up).is_some_and(|element| {
                matches!(
                    element.name(),
                    "script" | "style" | "button" | "h1" | "h2" | "h3" | "h4"
                ) || (up != node && names_of(element).any(Names::NOT_CRUMB))
            })
        }) {
            continue;
        }
        for part in crate::metadata::visible::crumb_parts(text) {
            if crumbs.len() < 20 && crumbs.last() != Some(&part) {
                crumbs.push(part);
            }
        }
    }
    crumbs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    #[test]
    fn no_more_of_an_element_is_read_than_a_byline_has() {
        let page = format!("<p>{}<b>Jane</b></p>", "Äther ".repeat(10_000));
        let dom = Dom::parse(&page, &Limits::default());
        let (node, _) = dom.named(NodeId::ROOT, "p").next().unwrap();
        let text = text_of(&dom, node);
        assert!(text.starts_with("Äther Äther") && text.len() <= 2 * TEXT);
    }
}
