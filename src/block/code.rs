//! Code and verse: which [`language`] a page names, what stands within code that is no code, and where line ends of the source
//! count.

mod language;

use super::markup;
use crate::dom::{Dom, Element, NodeId};
pub(super) use language::{language, language_around};

/// Classes of an element that are looked at.
const CLASSES: usize = 16;

/// Whether an element within code is none: a button to copy it, the numbers of its lines.
pub(super) fn is_beside(dom: &Dom, id: NodeId, element: Element<'_>, tag: &str) -> bool {
    if matches!(tag, "button" | "select" | "input") {
        return true;
    }
    let Some(class) = element.attr("class") else {
        return false;
    };
    let copies = ["copy", "clipboard", "toolbar", "copybtn"];
    if class_words(class).any(|word| is_one_of(word, &copies)) {
        return holds_at_most(dom, id, LABEL, |_| true);
    }
    let numbers = numbers_lines(class)
        || class_words(class).any(|word| is_one_of(word, &["ln", "num", "nums", "lnum"]));
    numbers && holds_at_most(dom, id, usize::MAX, is_number)
}

/// Whether [`is_gutter`] or [`is_label`] may be true of an element of this class.
pub(super) fn may_be_no_text(class: &str) -> bool {
    may_number_lines(class) || class.contains("lang")
}

/// Words of classes of the numbers beside code, and those that say so behind a word for lines.
const NUMBERED_LINES: &[&str] = &[
    "gutter",
    "lineno",
    "linenos",
    "linenumber",
    "linenumbers",
    "linenodiv",
    "linenums",
];
const NUMBERS: &[&str] = &["number", "numbers", "num", "nums", "no"];

/// Most classes say nothing of the kind, and cutting them into words costs.
fn may_number_lines(class: &str) -> bool {
    let bytes = class.as_bytes();
    let behind = |by: usize| bytes.get(by..).unwrap_or_default();
    let threes = bytes.iter().zip(behind(1)).zip(behind(2));
    // Without a branch a compiler takes sixteen at a time.
    let is = |part: &[u8; 3], a: u8, b: u8, c: u8| (a == part[0]) & (b == part[1]) & (c == part[2]);
    threes.fold(false, |found, ((&a, &b), &c)| {
        found | is(b"utt", a, b, c) | is(b"ine", a, b, c) | is(b"b-n", a, b, c)
    })
}

/// Whether an element outside of code holds the numbers of lines of code beside it.
pub(super) fn is_gutter(dom: &Dom, id: NodeId, element: Element<'_>, tag: &str) -> bool {
    matches!(tag, "td" | "th" | "div" | "pre" | "span" | "ol" | "ul")
        && element.attr("class").is_some_and(numbers_lines)
        && holds_at_most(dom, id, usize::MAX, is_number)
}

/// Whether an element beside code only names its language: `<span class="lang">yaml</span>`.
pub(super) fn is_label(dom: &Dom, id: NodeId, element: Element<'_>, tag: &str) -> bool {
    if !matches!(tag, "span" | "div" | "p") {
        return false;
    }
    let class = element.attr("class").unwrap_or_default();
    if !class.contains("lang")
        || !class_words(class).any(|word| is_one_of(word, &["lang", "language"]))
    {
        return false;
    }
    let around = dom.parent(id).and_then(|parent| dom.element(parent));
    let Some(language) = around.and_then(language) else {
        return false;
    };
    let is_name =
        |text: &str| text.trim().is_empty() || text.trim().eq_ignore_ascii_case(&language);
    holds_at_most(dom, id, language::LONGEST, is_name)
}

/// Bytes of the label of a button.
const LABEL: usize = 40;
/// Nodes that are looked at to find out what an element holds. Bounds the cost of elements within each other.
const NODES: usize = 4_096;

/// Whether all texts in an element are alike, and not longer than that together.
fn holds_at_most(dom: &Dom, id: NodeId, bytes: usize, is_alike: impl Fn(&str) -> bool) -> bool {
    let mut left = bytes;
    for text in dom
        .descendants(id)
        .take(NODES)
        .filter_map(|node| dom.text(node))
    {
        match left.checked_sub(text.trim().len()) {
            Some(rest) if is_alike(text) => left = rest,
            _ => return false,
        }
    }
    true
}

fn is_number(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '.')
}

/// Whether class words say that an element holds numbers of lines.
fn numbers_lines(class: &str) -> bool {
    if !may_number_lines(class) {
        return false;
    }
    let mut line = false;
    for word in class_words(class) {
        if is_one_of(word, NUMBERED_LINES) || line && is_one_of(word, NUMBERS) {
            return true;
        }
        line |= is_one_of(word, &["line", "blob", "lines"]);
    }
    false
}

/// The words of a class attribute, cut at white space, hyphens, underscores and inner capitals.
fn class_words(class: &str) -> impl Iterator<Item = &str> {
    let is_cut = |c: char| c.is_whitespace() || matches!(c, '-' | '_');
    let mut rest = class;
    let words = std::iter::from_fn(move || {
        rest = rest.trim_start_matches(is_cut);
        let mut inner = rest.char_indices().skip(1);
        let end = inner.find(|&(_, c)| is_cut(c) || c.is_ascii_uppercase());
        let (word, behind) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = behind;
        (!word.is_empty()).then_some(word)
    });
    words.take(4 * CLASSES)
}

/// Whether a word is one of some in lower case.
fn is_one_of(word: &str, known: &[&str]) -> bool {
    known.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a table holds nothing but code: numbers of lines beside the lines, and no element that says so.
pub(super) fn is_code_table(dom: &Dom, table: NodeId) -> bool {
    let mut numbered = false;
    for id in dom.descendants(table).take(TABLE_NODES) {
        let Some(element) = dom.element(id) else {
            continue;
        };
        match element.name() {
            // The code says that it is code.
            "pre" => return false,
            "td" | "th" => {
                let numbers = element.attr("class").is_some_and(numbers_lines);
                numbered |= numbers && holds_at_most(dom, id, usize::MAX, is_number);
            }
            _ => {}
        }
    }
    numbered
}

/// Nodes of a table in which numbers of lines are looked for.
const TABLE_NODES: usize = 200;

/// Whether an element is a line of its own within code: lines are set as `div`, as rows, as items.
pub(super) fn is_line(element: Element<'_>, tag: &str) -> bool {
    let shown_as_line = element.attr("style").is_some_and(|style| {
        let style: String = style
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(400)
            .collect();
        style.contains("display:block") || style.contains("display:table-row;")
    });
    let cell = matches!(tag, "td" | "th" | "tbody" | "thead");
    markup::is_block(tag) && !cell || shown_as_line
}

/// Whether an element makes lines or cells of its own, so that white space beside it is layout of the source.
pub(super) fn is_row(tag: &str) -> bool {
    matches!(
        tag,
        "div" | "p" | "li" | "table" | "tbody" | "tr" | "td" | "th" | "ol" | "ul"
    )
}

/// Whether preformatted text is verse, which has lines but is no code.
pub(super) fn is_verse(element: Element<'_>) -> bool {
    let words = element.attr("class").unwrap_or_default();
    let verse = ["verse", "poem", "poetry", "lyrics", "stanza", "haiku"];
    class_words(words).any(|word| is_one_of(word, &verse))
}

/// Whether the style of an element makes line ends of the source count, or no longer.
pub(super) fn line_ends_count(element: Element<'_>) -> Option<bool> {
    let style = element.attr("style")?;
    let (_, value) = style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .find(|(property, _)| property.trim().eq_ignore_ascii_case("white-space"))?;
    match value.trim().trim_end_matches("!important").trim() {
        "pre" | "pre-line" | "pre-wrap" | "break-spaces" => Some(true),
        "normal" | "nowrap" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    #[test]
    fn names_of_languages_beside_code_are_labels() {
        let check = |html: &str, expected: bool| {
            let dom = Dom::parse(html, &Limits::default());
            let (id, element) = dom.named(NodeId::ROOT, "span").next().unwrap();
            assert_eq!(is_label(&dom, id, element, "span"), expected, "{html}");
        };
        check(
            "<div class=language-yaml><span class=lang>yaml</span>",
            true,
        );
        check(
            "<div class=language-yaml><span class=lang>YAML</span>",
            true,
        );
        check(
            "<div class=language-yaml><span class=lang>not yaml</span>",
            false,
        );
        check("<div class=language-yaml><span>yaml</span>", false);
        check("<div><span class=lang>en</span>", false);
    }

    #[test]
    fn numbers_of_lines_are_told_from_numbers() {
        let check = |html: &str, expected: bool| {
            let dom = Dom::parse(html, &Limits::default());
            let (id, element) = dom.named(NodeId::ROOT, "td").next().unwrap();
            assert_eq!(is_gutter(&dom, id, element, "td"), expected, "{html}");
        };
        check("<table><td class=gutter><pre>1\n2</pre>", true);
        check("<table><td class=lineNumbers>1", true);
        check("<table><td class=line-number>", true);
        check("<table><td class=gutter>left", false);
        check("<table><td class=num>12", false);
        check("<table><td class=lines>12", false);
    }
}
