//! Where a link leads, as its address, its text and its attributes say: to an author, to a next page, to the front page.

use super::Found;
use super::element::{NODES, has_token, is_short, is_skipped};
use crate::dom::{Dom, Element, NodeId};
use crate::metadata::scan::fold;
use crate::normalize::is_alphabetic;
use crate::terms::{ByFirst, pages, people};

/// Whether a link leads to the page of an author: `/authors/jane-doe`.
pub(super) fn leads_to_author(address: &str) -> bool {
    let end = memchr::memchr2(b'?', b'#', address.as_bytes()).unwrap_or(address.len());
    let path = address[..end].trim_end_matches('/').as_bytes();
    let Some(own) = memchr::memrchr(b'/', path) else {
        return false;
    };
    let before = &path[..own];
    let part = &before[memchr::memrchr(b'/', before).map_or(0, |at| at + 1)..];
    let is_part = |known: &&str| part.eq_ignore_ascii_case(known.as_bytes());
    people::AUTHOR_PATHS.iter().any(is_part)
}

/// Characters of the longest text of a link to a next page, spaces not counted, and some for what nobody sees.
const NEXT: usize = 40;

/// Whether a link leads to a next page, by its `rel` or by its text.
pub(super) fn is_next(found: &Found<'_>) -> bool {
    let &Found {
        dom, node, element, ..
    } = found;
    !found.address.is_empty()
        && (has_token(element.attr("rel"), "next")
            || may_say_next(dom, node)
                && is_short(dom, node, NEXT)
                && pages::NEXT.contains(&found.text().to_lowercase().as_str()))
}

/// Whether the text of a link begins with the letters that one to a next page begins with; `true` too where that cannot be told.
fn may_say_next(dom: &Dom, node: NodeId) -> bool {
    static NEXT: ByFirst<{ pages::NEXT.len() }> = ByFirst::new(pages::NEXT);
    let mut inner = dom.descendants(node).take(NODES);
    let text = inner.find_map(|inner| match dom.element(inner) {
        Some(element) => is_skipped(element).then_some(""),
        None => dom
            .text(inner)
            .map(str::trim_start)
            .filter(|text| !text.is_empty()),
    });
    let mut folded = text.unwrap_or_default().chars().map(fold).peekable();
    let Some(&first) = folded.peek() else {
        return true;
    };
    let word = folded.take_while(|&c| is_alphabetic(c));
    let begins = |term: &&str| {
        word.clone()
            .zip(term.chars())
            .all(|(c, of_term)| c == of_term)
    };
    first == '\u{AD}' || NEXT.beginning(first).iter().any(begins)
}

/// Whether a link leads to the front page. `./` does on pages beside it; where a menu marks the link, it leads to the page itself.
pub(super) fn is_home(found: &Found<'_>) -> bool {
    let (href, element) = (found.address.trim(), found.element);
    let stroke = |text: &str| memchr::memchr(b'/', text.as_bytes());
    let host = stroke(href).and_then(|at| href[at..].strip_prefix("//"));
    let path = host.map_or(href, |host| stroke(host).map_or("/", |at| &host[at..]));
    has_token(element.attr("rel"), "home")
        || matches!(path, "/" | "/index.html" | "/index.htm")
        || path == "./" && !is_current(element)
}

/// Whether a menu marks a link as that to the page itself.
fn is_current(element: Element<'_>) -> bool {
    let class = element.attr("class").unwrap_or_default();
    let mut words = class.split(|c: char| !c.is_ascii_alphabetic());
    element.attr("aria-current").is_some() || words.any(|word| matches!(word, "active" | "current"))
}
