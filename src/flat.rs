//! A page that somebody has flattened to text, as lines with the facts of their layout. No words and no scores; white space
//! at the ends of a line is folded into numbers, the text between is normalised.

use std::borrow::Cow;

use crate::bounds::{self, Bound, Cuts, Deadline, Share};
use crate::normalize::{self, UnicodeForm};

/// A line that holds something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// The text, white space folded.
    pub text: Cow<'a, str>,
    /// White space before it in columns; an ideographic space is two, a tab eight.
    pub indent: u32,
    /// Blank lines since the line before.
    pub blank_before: u32,
}

/// Bytes that a text has for each of its lines, or else those behind are joined, so that memory stays a small multiple of the
/// text; and lines that any text may have.
const BYTES_A_LINE: usize = 48;
const LINES_OF_ANY: usize = 12_288;
/// Lines after which the clock is looked at.
const LINES_AT_A_TIME: usize = 1_024;

/// Cuts a text into its lines; blank ones are counted, not kept. Cost is linear in the text.
#[cfg(test)]
pub(crate) fn lines(text: &str, form: UnicodeForm) -> Vec<Line<'_>> {
    lines_within(text, form, &Deadline::default()).0
}

/// The same, as far as it gets in its time, with the bounds that were met.
pub(crate) fn lines_within<'a>(
    text: &'a str,
    form: UnicodeForm,
    deadline: &Deadline,
) -> (Vec<Line<'a>>, Cuts) {
    let most = LINES_OF_ANY.max(text.len() / BYTES_A_LINE);
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut cuts = Cuts::default();
    let mut blank = 0;
    let all = raw_lines(text).flat_map(lines_of_other_ends);
    for (number, raw) in all.enumerate() {
        if (number + 1).is_multiple_of(LINES_AT_A_TIME) && deadline.is_over(Share::Blocks) {
            cuts.add(Bound::Time);
            break;
        }
        let text = normalize::inline_in(raw, form);
        if text.is_empty() {
            blank += 1;
            continue;
        }
        if lines.len() == most
            && let Some(last) = lines.last_mut()
        {
            cuts.add(Bound::Nodes);
            let joined = last.text.to_mut();
            joined.push('\n');
            joined.push_str(&text);
            continue;
        }
        let line = Line {
            text,
            indent: indent(raw),
            blank_before: std::mem::take(&mut blank),
        };
        bounds::push(&mut lines, line);
    }
    (lines, cuts)
}

/// Cuts at `\n`.
fn raw_lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let line = &text[start..end];
        start = end + 1;
        line
    })
}

/// Cuts at line ends other than `\n`; a `\r` before one belongs to it.
fn lines_of_other_ends(line: &str) -> impl Iterator<Item = &str> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    // Nearly every line has none of them.
    let (whole, parts) = match may_hold_line_end(line.as_bytes()) {
        true => (None, Some(line.split(OTHER_LINE_ENDS))),
        false => (Some(line), None),
    };
    whole.into_iter().chain(parts.into_iter().flatten())
}

const OTHER_LINE_ENDS: [char; 6] = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Whether a byte is one that those begin with; without branches, so that the compiler can use vector instructions.
fn may_hold_line_end(line: &[u8]) -> bool {
    let may = |b: u8| u8::from((b.wrapping_sub(0xb) < 3) | (b == 0xC2) | (b == 0xE2));
    line.iter().fold(0, |any, &b| any | may(b)) != 0
}

fn indent(raw: &str) -> u32 {
    raw.chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| match c {
            '\u{3000}' => 2,
            '\t' => 8,
            _ => 1,
        })
        .fold(0, u32::saturating_add)
}

/// Bytes at the start of the text in which markup must show.
const LOOKED_AT: usize = 256 << 10;
/// Bytes at the start in which a page declares itself; further on an article may speak of `<html>`.
const DECLARED_WITHIN: usize = 2 << 10;
/// So many tags make a text a page if they also stand as close as [`BYTES_A_TAG`]; fewer may be quoted in prose.
const TAGS_OF_A_PAGE: usize = 5;
/// Fragments of pages have a tag in every 50 to 100 bytes, articles about HTML one in a thousand.
const BYTES_A_TAG: usize = 400;

/// Whether a text is HTML rather than flattened text: it declares itself, it begins with a tag, or it is full of tags.
pub(crate) fn looks_like_html(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(LOOKED_AT)];
    let bytes = head.as_bytes();
    let begins = head.trim_start().strip_prefix('<').map(str::as_bytes);
    // Fragments may be as short as one paragraph; a text about HTML begins with words.
    if begins.is_some_and(|rest| rest.starts_with(b"!--") || is_common(tag_name(rest))) {
        return true;
    }
    let mut tags = 0;
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &bytes[at..]) {
        at += next + 1;
        let name = tag_name(&bytes[at..]);
        if at <= DECLARED_WITHIN && DECLARES.iter().any(|tag| name.eq_ignore_ascii_case(tag)) {
            return true;
        }
        tags += usize::from(is_common(name));
    }
    tags >= TAGS_OF_A_PAGE && tags * BYTES_A_TAG >= bytes.len()
}

fn is_common(name: &[u8]) -> bool {
    COMMON.iter().any(|tag| name.eq_ignore_ascii_case(tag))
}

/// Tags that no flattened text begins a line with by chance.
const DECLARES: &[&[u8]] = &[b"!doctype", b"html", b"head", b"body", b"meta", b"frameset"];
/// Tags that fragments of pages are made of.
const COMMON: &[&[u8]] = &[
    b"p", b"div", b"br", b"a", b"span", b"table", b"tr", b"td", b"ul", b"li", b"img", b"h1", b"h2",
    b"h3", b"strong", b"b", b"font", b"center", b"script", b"style", b"section", b"article", b"/p",
    b"/div", b"/a", b"/span", b"/td", b"/li", b"link", b"title",
];

/// The name behind `<`, if it ends as a tag name ends.
fn tag_name(rest: &[u8]) -> &[u8] {
    let length = rest
        .iter()
        .take(12)
        .enumerate()
        .position(|(i, &b)| !(b.is_ascii_alphanumeric() || i == 0 && matches!(b, b'!' | b'/')))
        .unwrap_or(0);
    match rest.get(length) {
        Some(b' ' | b'\t' | b'\n' | b'\r' | b'>' | b'/') => &rest[..length],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_indent_and_distance() {
        let text = "a\n\n \n\u{3000}\u{3000}b  c\r\n\td\n";
        let (lines, cuts) = lines_within(text, UnicodeForm::Nfc, &Deadline::default());
        assert_eq!(cuts, Cuts::default());
        let check = |i: usize, text: &str, indent, blank_before| {
            let line = &lines[i];
            assert_eq!(
                (&*line.text, line.indent, line.blank_before),
                (text, indent, blank_before)
            );
        };
        check(0, "a", 0, 0);
        check(1, "b c", 4, 2);
        check(2, "d", 8, 0);
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn lines_that_are_too_many_are_joined() {
        let text = "a\n\nb\n".repeat(LINES_OF_ANY);
        let (lines, cuts) = lines_within(&text, UnicodeForm::Nfc, &Deadline::default());
        assert_eq!(cuts.list(), [Bound::Nodes]);
        assert_eq!(lines.len(), LINES_OF_ANY);
        let joined: Vec<&str> = lines.iter().flat_map(|line| line.text.lines()).collect();
        assert_eq!(joined, ["a", "b"].repeat(LINES_OF_ANY));
    }

    #[test]
    fn html_is_told_from_text() {
        let check = |text: &str, expected| assert_eq!(looks_like_html(text), expected, "{text}");
        check("<!DOCTYPE html><p>x", true);
        check("  <HTML>", true);
        check("<p>a</p><p>b</p><p>c</p>", true);
        check("\n <p>One short paragraph.</p>", true);
        check("<br/>", true);
        check("<title>A page</title>Its text.", true);
        check("<!-- a page -->", true);
        check("<3 is a heart", false);
        check("a < b and b > c", false);
        check("In HTML a <p> is a paragraph and <br> breaks it.", false);
        check("决胜`?zèng)_锋`?/p> 5<6", false);
        check("", false);
    }
}
