//! Lists that a page writes as lines with bullets or numbers, without an element for them.

use super::rich::{slice, trimmed};
use crate::article::{BodyBlock, ListItem, RichText};
use crate::render;

/// Signs that are bullets wherever they begin a line.
const BULLETS: &[char] = &[
    '•', '‣', '▪', '▫', '◦', '●', '○', '■', '□', '▸', '▹', '►', '➢', '➤', '✓', '✔', '⁃', '∙',
];
/// Signs that begin lines of dialogue too.
const DASHES: &[char] = &['-', '–', '*'];
/// Lines from which on dashes are bullets.
const DASHED_LINES: usize = 3;

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Sign(char),
    Number(u32),
}

/// Where a line begins, the line, and its marker with the bytes that it takes.
type Line<'a> = (usize, &'a str, Option<(Marker, usize)>);

/// The marker of a line and the bytes that it takes.
fn marker(line: &str) -> Option<(Marker, usize)> {
    let first = line.chars().next()?;
    if BULLETS.contains(&first) || DASHES.contains(&first) {
        let rest = &line[first.len_utf8()..];
        let space = rest.len() - rest.trim_start().len();
        // A dash without a space behind it may be a sign, and a star a mark.
        let counts = !rest.trim().is_empty() && (space > 0 || BULLETS.contains(&first));
        return counts.then_some((Marker::Sign(first), first.len_utf8() + space));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line.get(..digits).filter(|_| (1..=3).contains(&digits))?;
    let rest = &line[digits..];
    let behind = rest.strip_prefix(['.', ')', '、', '．', '）'])?;
    let is_apart = behind.starts_with(char::is_whitespace) || !rest.starts_with(['.', ')']);
    let length = line.len() - behind.trim_start().len();
    let counts = is_apart && !behind.trim().is_empty();
    counts.then_some((Marker::Number(number.parse().ok()?), length))
}

/// The bullet that a paragraph of one line begins with.
pub(super) fn bullet(text: &str) -> Option<char> {
    match marker(text) {
        Some((Marker::Sign(sign), _)) if BULLETS.contains(&sign) && !text.contains('\n') => {
            Some(sign)
        }
        _ => None,
    }
}

/// A paragraph that begins with a bullet as an item, without the bullet.
pub(super) fn item(content: &RichText) -> ListItem {
    let length = marker(&content.text).map_or(0, |(_, length)| length);
    ListItem {
        depth: 0,
        ordered: false,
        number: None,
        content: slice(content, length..content.text.len()),
        blocks: Vec::new(),
    }
}

/// A paragraph whose lines are items, as a list, with the lines before the first item as a paragraph of their own; `None` if
/// it is no such paragraph.
pub(super) fn blocks(content: &RichText) -> Option<Vec<BodyBlock>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in content.text.split('\n') {
        lines.push((start, line, marker(line)));
        start += line.len() + 1;
    }
    let first = lines.iter().position(|(_, _, marker)| marker.is_some())?;
    let items = &lines[first..];
    if !are_items(items) {
        return None;
    }
    let (_, _, Some((kind, _))) = items[0] else {
        return None;
    };
    let mut blocks = Vec::new();
    if first > 0 {
        let intro = slice(content, 0..items[0].0);
        blocks.push(BodyBlock::Paragraph { content: intro });
    }
    let number_of = |marker: &Marker| match *marker {
        Marker::Number(number) => Some(number),
        Marker::Sign(_) => None,
    };
    let ranges: Vec<_> = items
        .iter()
        .map(|(start, line, marker)| {
            let length = marker.as_ref().map_or(0, |(_, length)| *length);
            trimmed(&content.text, start + length..start + line.len())
        })
        .collect();
    let list = items
        .iter()
        .zip(render::parts(content, &ranges))
        .map(|((_, _, marker), content)| {
            let number = marker.as_ref().and_then(|(marker, _)| number_of(marker));
            ListItem {
                depth: 0,
                ordered: number.is_some(),
                number,
                content,
                blocks: Vec::new(),
            }
        })
        .collect();
    blocks.push(BodyBlock::List {
        ordered: number_of(&kind).is_some(),
        start: number_of(&kind).unwrap_or(1),
        items: list,
    });
    Some(blocks)
}

/// Whether lines are items: all have the same bullet, or numbers that count.
fn are_items(lines: &[Line<'_>]) -> bool {
    if lines.len() < 2 {
        return false;
    }
    let counts = lines.windows(2).all(|pair| match (&pair[0].2, &pair[1].2) {
        (Some((Marker::Sign(a), _)), Some((Marker::Sign(b), _))) => a == b,
        (Some((Marker::Number(a), _)), Some((Marker::Number(b), _))) => a + 1 == *b,
        _ => false,
    });
    let is_dashed = matches!(&lines[0].2, Some((Marker::Sign(sign), _)) if DASHES.contains(sign));
    let speaks = |line: &str| line.ends_with(['.', '!', '?', '…', '"', '”', '»', '。', '！', '？']);
    counts
        && (!is_dashed
            || lines.len() >= DASHED_LINES && !lines.iter().any(|(_, line, _)| speaks(line)))
}
