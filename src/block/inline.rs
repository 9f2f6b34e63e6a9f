//! Inline elements that are no part of the line around them: some are not seen, some are set apart by style alone.

use super::markup;
use crate::dom::{Dom, Element, NodeId};

/// What becomes of an inline element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is part of the line.
    Shown,
    /// Nobody sees it.
    Left,
    /// It is hidden, but holds so much that it is for later stages to say: text that a button unfolds, a page that a script
    /// shows when it is ready.
    Apart,
}

/// Bytes of hidden text from which on it is a text of its own; labels for screen readers are shorter.
const OWN_TEXT: usize = 200;
/// Nodes that are looked at to find out what an element holds. Bounds the cost of elements within each other.
const NODES: usize = 64;

/// Says what becomes of an inline element. `may_be_unseen` is `false` where its class is not that of text which is not seen.
pub(super) fn fate(dom: &Dom, id: NodeId, element: Element<'_>, may_be_unseen: bool) -> Fate {
    let is_permalink = || markup::is_permalink(element) && !is_whole_heading(dom, id);
    if may_be_unseen && (markup::is_unseen(element) || is_permalink()) {
        return Fate::Left;
    }
    if !markup::is_hidden_inline(element) {
        return Fate::Shown;
    }
    if holds_text_of_its_own(dom, id) {
        Fate::Apart
    } else {
        Fate::Left
    }
}

/// Whether it holds paragraphs, or text enough for one.
fn holds_text_of_its_own(dom: &Dom, id: NodeId) -> bool {
    let mut bytes = 0;
    let mut has_block = false;
    for node in dom.descendants(id).take(NODES) {
        if let Some(text) = dom.text(node) {
            bytes += text.trim().len();
        }
        has_block |= dom
            .element(node)
            .is_some_and(|element| matches!(element.name(), "p" | "div" | "li" | "h2" | "h3"));
    }
    bytes >= OWN_TEXT || has_block && bytes > 0
}

/// Elements between a link to a heading and the heading.
const TO_HEADING: usize = 4;

/// Whether the heading that a link to it stands in says nothing beside it: some software puts a mark beside the heading, some
/// makes the heading itself the link.
fn is_whole_heading(dom: &Dom, link: NodeId) -> bool {
    let heading = dom.ancestors(link).take(TO_HEADING).find(|&node| {
        dom.element(node).is_some_and(|element| {
            matches!(element.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        })
    });
    let Some(heading) = heading else { return false };
    let mut next = dom.first_child(heading);
    for _ in 0..NODES {
        let Some(node) = next else { return true };
        if dom
            .text(node)
            .is_some_and(|text| text.contains(char::is_alphanumeric))
        {
            return false;
        }
        next = match dom.first_child(node) {
            Some(child) if node != link => Some(child),
            _ => dom.skip(node, heading),
        };
    }
    false
}

/// Whether an inline element follows another one with nothing between them.
pub(super) fn adjoins(dom: &Dom, id: NodeId) -> bool {
    dom.previous_sibling(id)
        .and_then(|before| dom.element(before))
        .is_some_and(|before| !matches!(before.name(), "wbr" | "sub" | "sup" | "rt" | "rp"))
}

/// Whether two elements that adjoin are links to different places.
pub(super) fn are_links(dom: &Dom, id: NodeId) -> bool {
    let address = |id: NodeId| dom.element(id).and_then(|element| element.attr("href"));
    let before = dom.previous_sibling(id).and_then(address);
    before.is_some() && address(id).is_some() && before != address(id)
}

/// Whether a word ends with `before` and another begins with `after`, where one element ends and the next begins: a style
/// sets them apart, `<span>Colour</span><span>Red</span>`. A word that is set in two styles stays one.
pub(super) fn are_apart(before: &str, after: &str, links: bool) -> bool {
    let mut ends = before.chars().rev();
    let mut begins = after.chars();
    let (Some(last), Some(first)) = (ends.next(), begins.next()) else {
        return false;
    };
    let second = begins.next();
    let is_capitalized = first.is_uppercase() && second.is_some_and(char::is_lowercase);
    if matches!(last, '.' | '!' | '?' | ':' | ')') {
        return is_capitalized;
    }
    let in_word = |c: char| c.is_lowercase() || c.is_uppercase() || c.is_ascii_digit();
    let has_two = ends.next().is_some_and(in_word) && second.is_some_and(|c| !c.is_whitespace());
    if !in_word(last) || !in_word(first) || !has_two {
        return false;
    }
    let case_turns = first.is_uppercase() && !last.is_uppercase() || is_capitalized;
    let number_begins = first.is_ascii_digit() && last.is_lowercase();
    links || case_turns || number_begins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_different_elements_are_apart() {
        let check = |before: &str, after: &str, links: bool, expected: bool| {
            assert_eq!(
                are_apart(before, after, links),
                expected,
                "{before} {after}"
            );
        };
        check("automation", "Solve issues", false, true);
        check("Accessories", "1385", false, true);
        check("2026", "Drama", false, true);
        check("news", "sport", true, true);
        check("1990", "1991", true, true);
        check("in the USA", "In stock", false, true);
        check("sold!", "Buy now", false, true);
        check("U.", "S.", false, false);
        check("hel", "lo", false, false);
        check("20", "26", false, false);
        check("USA", "TODAY", false, false);
        check("a", "Team", false, false);
        check("Hello", "W", false, false);
        check("news ", "Sport", false, false);
        check("首頁", "新聞", true, false);
    }
}
