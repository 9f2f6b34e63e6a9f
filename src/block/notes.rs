//! Notes below the text: marks in the text lead to them. A mark is a link within the page, raised or named as one, that reads as a
//! number, a letter or a sign; a note is what it leads to, further down.

use std::collections::HashMap;

use super::markup;
use crate::dom::{Dom, Element, NodeId};

/// Characters of a mark: `[12]`, `*`, `†`, `note 3`.
const LONGEST_MARK: usize = 8;
/// Elements around a target in which the note is looked for.
const AROUND: usize = 4;
/// Notes of a page that are told apart.
const NOTES: usize = 2_000;

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// For each mark the note it leads to.
    marks: HashMap<NodeId, u32>,
    /// For the element of each note its number.
    elements: HashMap<NodeId, u32>,
    /// What the marks read, without brackets; no two are the same.
    pub labels: Vec<String>,
}

impl Notes {
    /// Finds them. Linear in the tree.
    pub(super) fn find(dom: &Dom) -> Notes {
        let marks: Vec<(NodeId, &str, String)> = dom
            .inner_links()
            .filter_map(|(id, link)| mark(dom, id, link).map(|(target, label)| (id, target, label)))
            .take(NOTES)
            .collect();
        let mut notes = Notes::default();
        if marks.is_empty() {
            return notes;
        }
        let mut targets: HashMap<&str, NodeId> = marks
            .iter()
            .map(|&(_, target, _)| (target, NodeId::ROOT))
            .collect();
        for id in dom.descendants(NodeId::ROOT) {
            let Some(element) = dom.element(id) else {
                continue;
            };
            let names = [element.attr("id"), element.attr("name")];
            for name in names.into_iter().flatten() {
                if let Some(target) = targets
                    .get_mut(name)
                    .filter(|target| **target == NodeId::ROOT)
                {
                    *target = id;
                }
            }
        }
        let mut taken: HashMap<String, u32> = HashMap::new();
        for (id, target, label) in marks {
            let target = targets[target];
            // What leads upwards leads back from a note.
            if target.index() <= id.index() {
                continue;
            }
            let Some(element) = around(dom, target) else {
                continue;
            };
            let number = *notes.elements.entry(element).or_insert_with(|| {
                notes.labels.push(unique(label, &mut taken));
                notes.labels.len() as u32 - 1
            });
            notes.marks.insert(id, number);
        }
        notes
    }

    /// The labels alone, for text that no mark leads to.
    pub(super) fn labels_only(self) -> Notes {
        Notes {
            labels: self.labels,
            ..Notes::default()
        }
    }

    /// The label of the note that a mark leads to.
    pub(super) fn label_of(&self, mark: NodeId) -> Option<&str> {
        let number = *self.marks.get(&mark)?;
        self.labels.get(number as usize).map(String::as_str)
    }

    /// The number of the note that an element holds.
    pub(super) fn number(&self, element: NodeId) -> Option<u32> {
        self.elements.get(&element).copied()
    }
}

fn unique(label: String, taken: &mut HashMap<String, u32>) -> String {
    let count = taken.entry(label.clone()).or_default();
    *count += 1;
    match *count {
        1 => label,
        count => unique(format!("{label}-{count}"), &mut HashMap::new()),
    }
}

/// Where a link leads and what it reads, if it is the mark of a note.
fn mark<'a>(dom: &'a Dom, id: NodeId, link: Element<'a>) -> Option<(&'a str, String)> {
    let target = link.attr("href")?.trim().strip_prefix('#')?;
    if target.is_empty() {
        return None;
    }
    let label = label(dom, id)?;
    let raised = |node: NodeId| {
        dom.element(node)
            .is_some_and(|element| element.name() == "sup" && !markup::is_unseen(element))
    };
    let named = markup::has_class(link, NAMES)
        || link.attr("role") == Some("doc-noteref")
        || link.attr("epub:type") == Some("noteref")
        || link.attr("data-footnote-ref").is_some();
    let is_raised =
        dom.ancestors(id).take(2).any(raised) || dom.first_child(id).is_some_and(raised);
    (named || is_raised).then_some((target, label))
}

/// Classes of marks.
const NAMES: &[&str] = &[
    "footnote-ref",
    "footnote",
    "footnote-reference",
    "footnoteref",
    "noteref",
    "fn-ref",
    "fnref",
    "endnote-ref",
];

/// What a mark reads, without brackets: a number, a letter, a sign.
fn label(dom: &Dom, id: NodeId) -> Option<String> {
    let mut text = String::new();
    for node in dom.descendants(id).take(2 * LONGEST_MARK) {
        if let Some(part) = dom.text(node) {
            text.push_str(part.trim());
        }
        if text.chars().count() > LONGEST_MARK {
            return None;
        }
    }
    let label =
        text.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '^') || c.is_whitespace());
    let is_number = !label.is_empty() && label.chars().all(|c| c.is_ascii_digit());
    let is_sign = label.chars().count() <= 3
        && !label.is_empty()
        && (label.chars().count() == 1 && label.chars().all(char::is_alphanumeric)
            || label
                .chars()
                .all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶')));
    let is_roman = !label.is_empty() && label.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    (is_number || is_sign || is_roman).then(|| match label.chars().all(char::is_alphanumeric) {
        true => label.to_string(),
        // Stars and daggers are no names.
        false => format!(
            "note-{}",
            label
                .chars()
                .map(|c| if c == '*' { 's' } else { 'd' })
                .collect::<String>()
        ),
    })
}

/// The element of a note: the target, or the block that an empty or inline target stands in.
fn around(dom: &Dom, target: NodeId) -> Option<NodeId> {
    std::iter::once(target)
        .chain(dom.ancestors(target).take(AROUND))
        .find(|&node| {
            dom.element(node).is_some_and(|element| {
                matches!(
                    element.name(),
                    "li" | "p" | "div" | "aside" | "dd" | "section"
                )
            })
        })
}

/// Whether a link leads back from a note to its mark: an arrow, and an address within the page.
pub(super) fn leads_back(dom: &Dom, id: NodeId, link: Element<'_>) -> bool {
    if !link.attr("href").is_some_and(|href| href.starts_with('#')) {
        return false;
    }
    let mut text = String::new();
    for node in dom.descendants(id).take(8) {
        text.push_str(dom.text(node).unwrap_or_default().trim());
    }
    !text.is_empty()
        && text.len() <= 16
        && text.chars().all(|c| {
            matches!(
                c,
                '↩' | '↑' | '^' | '↵' | '⏎' | '⬆' | '\u{fe0e}' | '\u{fe0f}' | '⤴' | '↥' | '⬑'
            )
        })
}
