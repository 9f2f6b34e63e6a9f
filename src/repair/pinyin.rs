//! Injected pinyin: text in which a converter put `(pinyin)` behind byte pairs of GBK and so tore
//! characters apart. Takes text, decides from the whole page whether that has happened, and gives
//! the text without the annotations and with the torn characters computed back from the bytes.
//! Readings that a writer gave on purpose stay.

use super::gbk::{Gbk, is_han, is_pinyin_letter, is_toned_letter};
use super::lattice::Lattice;
use super::page::{FEWEST_ANNOTATIONS, pieces, survey, tokenize};
use super::plausibility::Plausibility;
use crate::bounds::Pace;
use memchr::memchr_iter;

/// Letters of the longest syllable (`zhuāng`).
pub(super) const LONGEST_SYLLABLE: usize = 6;

/// Undoes injected pinyin; gives the text and how many places were undone, or `None` when nothing
/// is to be done.
pub(super) fn repair(text: &str, pace: &mut Pace<'_>) -> Option<(String, usize)> {
    if !suspicious(text) {
        return None;
    }
    let (gbk, plausibility) = (Gbk::new(), Plausibility::new());
    let page = survey(text, &gbk, &plausibility, pace)?;
    let mut lattice = Lattice::new(&gbk, &plausibility, &page, text.len());
    let mut out = String::with_capacity(text.len());
    let mut tokens = Vec::new();
    let mut undone = 0;
    for line in text.split_inclusive('\n') {
        let (body, end) = line
            .strip_suffix('\n')
            .map_or((line, ""), |body| (body, "\n"));
        for piece in pieces(body) {
            let may_be_damaged =
                piece.bytes().any(|b| b == b')' || b == b'?') || piece.contains('\u{FFFD}');
            if may_be_damaged && !pace.is_over_for(piece.len()) {
                tokenize(piece, &gbk, &mut tokens);
                undone += lattice.line(piece, &tokens, &mut out);
            } else {
                out.push_str(piece);
            }
        }
        out.push_str(end);
    }
    (out != text).then_some((out, undone.max(1)))
}

/// Whether a text holds as much of what looks like `字(pinyin)` or `字?pinyin)` as an injected page has; a scan without tables for
/// the common case.
fn suspicious(text: &str) -> bool {
    let mut annotations = 0;
    let bytes = text.as_bytes();
    let mut ends = memchr_iter(b')', bytes).filter(|&at| may_be_suspect(&bytes[..at]));
    ends.any(|at| match suspect(&text[..at]) {
        Some('(') => {
            annotations += 1;
            annotations == FEWEST_ANNOTATIONS
        }
        Some(_) => true,
        None => false,
    })
}

/// Whether [`suspect`] may find something, by bytes and in a hurry, since brackets close all over scripts: in front of letters
/// without a tone stands a character that is not ASCII, or a bracket or question mark behind such a one.
fn may_be_suspect(head: &[u8]) -> bool {
    let head = head.strip_suffix(b" ").unwrap_or(head);
    let letters = head.iter().rev().take(LONGEST_SYLLABLE + 1);
    let letters = letters.take_while(|b| b.is_ascii_lowercase()).count();
    match head[..head.len() - letters] {
        [.., before, b'(' | b'?'] => !before.is_ascii(),
        [.., last] => !last.is_ascii(),
        [] => false,
    }
}

/// What stands in front of the letters at the end of a text, before a bracket closes: a bracket, or what is left of one. `None` if they
/// cannot have been injected.
fn suspect(head: &str) -> Option<char> {
    if !matches!(head.as_bytes().last(), Some(b'a'..=b'z' | 0x80.. | b' ')) {
        return None;
    }
    let head = head.strip_suffix(' ').unwrap_or(head);
    let letters = head
        .chars()
        .rev()
        .take(LONGEST_SYLLABLE + 1)
        .take_while(|&c| is_pinyin_letter(c));
    let length: usize = letters.map(char::len_utf8).sum();
    let (name, letters) = head.split_at(head.len() - length);
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u') || is_toned_letter(c);
    if !letters.contains(is_vowel) {
        return None;
    }
    let mark = name.chars().next_back()?;
    let before = name.strip_suffix(['(', '?', '？', '\u{FFFD}'])?;
    // Without a tone mark it must stand right behind a Chinese character, or scripts would be full of suspects.
    let c = before.chars().next_back()?;
    let is_injected = is_han(c)
        || (!c.is_ascii() || c.is_ascii_punctuation()) && letters.contains(is_toned_letter);
    // Of a torn character a decoder keeps the bracket.
    is_injected.then_some(if c == '\u{FFFD}' { c } else { mark })
}
