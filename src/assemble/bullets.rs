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

/// Lines up to which they are made items, each of which takes many times a short line.
const MOST: usize = 10_000;

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
    // Texts may have lines as many as bytes, so they are walked and not collected.
    let items = lines(&content.text).skip_while(|(_, _, marker)| marker.is_none());
    let (first, _, Some((kind, _))) = items.clone().next()? else {
        return None;
    };
    if !are_items(items.clone()) {
        return None;
    }
    let mut blocks = Vec::new();
    if first > 0 {
        let intro = slice(content, 0..first);
        blocks.push(BodyBlock::Paragraph { content: intro });
    }
    let number_of = |marker: &Marker| match *marker {
        Marker::Number(number) => Some(number),
        Marker::Sign(_) => None,
    };
    let ranges: Vec<_> = items
        .clone()
        .map(|(start, line, marker)| {
            let length = marker.map_or(0, |(_, length)| length);
            trimmed(&content.text, start + length..start + line.len())
        })
        .collect();
    let mut list = Vec::with_capacity(ranges.len());
    for ((_, _, marker), content) in items.zip(render::parts(content, &ranges)) {
        let number = marker.and_then(|(marker, _)| number_of(&marker));
        list.push(ListItem {
            depth: 0,
            ordered: number.is_some(),
            number,
            content,
            blocks: Vec::new(),
        });
    }
    blocks.push(BodyBlock::List {
        ordered: number_of(&kind).is_some(),
        start: number_of(&kind).unwrap_or(1),
        items: list,
    });
    Some(blocks)
}

/// The lines of a text.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> + Clone {
    text.split('\n').scan(0, |next, line| {
        let start = *next;
        *next += line.len() + 1;
        Some((start, line, marker(line)))
    })
}

/// Whether lines are items: all have the same bullet, or numbers that count.
fn are_items<'a>(lines: impl Iterator<Item = Line<'a>>) -> bool {
    let (mut count, mut speaks, mut before) = (0, false, None);
    for (_, line, marker) in lines {
        let Some((marker, _)) = marker else {
            return false;
        };
        let follows = match (before, marker) {
            (None, _) => true,
            (Some(Marker::Sign(a)), Marker::Sign(b)) => a == b,
            (Some(Marker::Number(a)), Marker::Number(b)) => a + 1 == b,
            _ => false,
        };
        if !follows || count == MOST {
            return false;
        }
        (count, before) = (count + 1, Some(marker));
        speaks |= line.ends_with(['.', '!', '?', '…', '"', '”', '»', '。', '！', '？']);
    }
    let is_dashed = matches!(before, Some(Marker::Sign(sign)) if DASHES.contains(&sign));
    match is_dashed {
        true => count >= DASHED_LINES && !speaks,
        false => count >= 2,
    }
}
