//! Callouts: notes, tips and warnings that a page sets apart from its text.

use crate::dom::Element;

/// Words that name a callout and nothing else.
pub(super) const CALLOUTS: &[&str] = &[
    "admonition",
    "alert",
    "callout",
    "caution",
    "important",
    "markdown-alert",
    "note",
    "notecard",
    "theme-admonition",
    "tip",
    "warning",
];

/// The last words of classes that say what kind of callout it is.
const KINDS: &[(&str, &str)] = &[
    ("note", "note"),
    ("info", "note"),
    ("seealso", "note"),
    ("tip", "tip"),
    ("hint", "tip"),
    ("success", "tip"),
    ("important", "important"),
    ("warning", "warning"),
    ("attention", "warning"),
    ("caution", "caution"),
    ("danger", "caution"),
    ("error", "caution"),
];

/// Classes of an element that are looked at.
const CLASSES: usize = 16;

/// The kind of the callout that an element is, if it is one.
pub(super) fn kind(element: Element<'_>, tag: &str) -> Option<Option<&'static str>> {
    if !matches!(tag, "div" | "aside" | "section" | "p" | "blockquote" | "dl") {
        return None;
    }
    let class = element.attr("class").unwrap_or_default();
    let classes = || class.split_ascii_whitespace().take(CLASSES);
    let is_note = element.attr("role") == Some("note");
    if !is_note && !may_be_one(class) {
        return None;
    }
    let kind = classes().find_map(|class| {
        let last = class.rsplit(['-', '_']).next().unwrap_or(class);
        KINDS
            .iter()
            .find(|(word, _)| last.eq_ignore_ascii_case(word))
            .map(|(_, kind)| *kind)
    });
    Some(kind)
}

/// Whether a class names a callout.
fn may_be_one(class: &str) -> bool {
    let mut classes = class.split_ascii_whitespace().take(CLASSES);
    classes.any(|class| CALLOUTS.contains(&class))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{Dom, NodeId};
    use crate::settings::Limits;

    #[test]
    fn callouts_are_told_by_their_classes() {
        let check = |html: &str, expected: Option<Option<&str>>| {
            let dom = Dom::parse(html, &Limits::default());
            let (_, element) = dom.named(NodeId::ROOT, "div").next().unwrap();
            assert_eq!(kind(element, "div"), expected, "{html}");
        };
        check("<div class='admonition warning'>", Some(Some("warning")));
        check("<div class='alert alert-danger'>", Some(Some("caution")));
        check("<div class=note>", Some(Some("note")));
        check("<div class=callout>", Some(None));
        check("<div role=note>", Some(None));
        check("<div class=footnote>", None);
        check("<div class=side-note>", None);
    }
}
