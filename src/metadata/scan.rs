//! A text as characters to scan: full-width forms and case folded, white space unified, each character with its byte in the
//! text it came from. What is found here can be cut out of the text at character boundaries.

mod firsts;

pub(super) use firsts::{Firsts, Openings};

use std::ops::Range;

use crate::normalize::{is_alphabetic, is_alphanumeric};
use crate::terms::first_byte;

/// A text, folded for comparison.
pub(super) struct Chars<'a> {
    text: &'a str,
    chars: Vec<char>,
    /// Where each stands in the text; empty for ASCII, whose characters are bytes. Half the size of a `usize`: texts may be long, and
    /// each takes its place many times over.
    at: Vec<u32>,
}

impl<'a> Chars<'a> {
    /// Folds a text, in time linear in its length.
    pub(super) fn new(text: &'a str) -> Chars<'a> {
        let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
        if text.is_ascii() {
            return Chars {
                text,
                chars: text.bytes().map(|b| fold_ascii(b.into())).collect(),
                at: Vec::new(),
            };
        }
        let count = text.chars().count();
        let mut chars = Vec::with_capacity(count);
        let mut at = Vec::with_capacity(count + 1);
        for (byte, c) in text.char_indices() {
            chars.push(fold(c));
            at.push(byte as u32);
        }
        at.push(text.len() as u32);
        Chars { text, chars, at }
    }

    /// How many characters there are.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The folded character; NUL beyond the end.
    pub(super) fn get(&self, i: usize) -> char {
        self.chars.get(i).copied().unwrap_or('\0')
    }

    /// The folded character before; NUL at the start.
    pub(super) fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or('\0', |i| self.get(i))
    }

    /// The bytes of a range of characters.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let byte = |i: usize| {
            let i = i.min(self.chars.len());
            self.at.get(i).map_or(i, |&at| at as usize)
        };
        let end = byte(range.end);
        byte(range.start).min(end)..end
    }

    /// The text of a range of characters, as it was given.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        &self.text[self.bytes(range)]
    }

    /// Where `term` ends if it stands at `i`; the term is in folded form.
    pub(super) fn term(&self, i: usize, term: &str) -> Option<usize> {
        let mut at = i;
        for c in term.chars() {
            if self.get(at) != c {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Where `term` ends if it stands at `i` as a word: a letter does not follow a letter.
    pub(super) fn word(&self, i: usize, term: &str) -> Option<usize> {
        let end = self.term(i, term)?;
        let inner = is_word(self.before(end)) && is_word(self.get(end));
        let joined = is_word(self.get(i)) && is_word(self.before(i));
        (!inner && !joined).then_some(end)
    }

    /// The longest of `terms` that stands at `i` as a word: its place in the list and where it ends.
    pub(super) fn longest(&self, i: usize, terms: &[&str]) -> Option<usize> {
        // No word begins within one.
        if is_word(self.get(i)) && is_word(self.before(i)) {
            return None;
        }
        // Nearly all terms begin with another character, which their first byte tells.
        let first = first_byte(self.get(i));
        let near = terms
            .iter()
            .filter(|term| term.as_bytes().first() == Some(&first));
        near.filter_map(|term| self.word(i, term)).max()
    }

    /// The first character from `i` on that is not a space.
    pub(super) fn skip_spaces(&self, mut i: usize) -> usize {
        while self.get(i) == ' ' {
            i += 1;
        }
        i
    }

    /// A number of `1..=digits` digits at `i` that no further digit follows: its value, its number of digits, its end.
    pub(super) fn number(&self, i: usize, digits: usize) -> Option<(u32, usize, usize)> {
        let mut value = 0;
        let mut end = i;
        while let Some(digit) = self.get(end).to_digit(10) {
            if end - i >= digits {
                return None;
            }
            value = value * 10 + digit;
            end += 1;
        }
        (end > i).then_some((value, end - i, end))
    }

    /// The next place at or after `i` where one of `stops` stands, or the end.
    pub(super) fn find(&self, i: usize, stops: &[char]) -> usize {
        (i..self.len())
            .find(|&at| stops.contains(&self.get(at)))
            .unwrap_or(self.len())
    }
}

/// Whether a text has an ASCII digit.
pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

/// The first characters of a text, so many at most.
pub(super) fn first_chars(text: &str, count: usize) -> &str {
    match text.as_bytes().get(..count) {
        None => text,
        Some(first) if first.is_ascii() => &text[..count],
        Some(_) => {
            let end = text.char_indices().nth(count);
            &text[..end.map_or(text.len(), |(at, _)| at)]
        }
    }
}

/// Whether a text begins with a term in folded form, be it within a word.
pub(super) fn begins_with(text: &str, term: &str) -> bool {
    // Most differ in one of the first letters, which are ASCII.
    let alike =
        |(b, wanted): &(u8, u8)| b.is_ascii() && fold_ascii((*b).into()) == char::from(*wanted);
    let at = text.bytes().zip(term.bytes()).take_while(alike).count();
    if text.as_bytes().get(at).is_some_and(u8::is_ascii) && at < term.len() {
        return false;
    }
    let mut folded = text[at..].chars().map(fold);
    term[at..].chars().all(|c| folded.next() == Some(c))
}

/// One character in the form that is compared.
#[inline]
pub(super) fn fold(c: char) -> char {
    match c.is_ascii() {
        true => fold_ascii(c),
        false => fold_other(c),
    }
}

fn fold_ascii(c: char) -> char {
    match c {
        '\t'..='\r' => ' ',
        c => c.to_ascii_lowercase(),
    }
}

fn fold_other(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => {
            let ascii = char::from_u32(c as u32 - 0xFEE0).unwrap_or(c);
            ascii.to_ascii_lowercase()
        }
        '︰' | '∶' | '﹕' => ':',
        '\u{2028}' | '\u{2029}' | '\u{200B}' => ' ',
        // Kana and Han have no case.
        '\u{3001}'..='\u{9FFF}' => c,
        c if c.is_whitespace() => ' ',
        c if c.is_uppercase() => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(lower), None) => lower,
                _ => c,
            }
        }
        c => c,
    }
}

/// Whether a character is a letter of a script that writes spaces between words.
pub(super) fn is_word(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphabetic(),
        false => is_alphabetic(c) && !is_east_asian(c),
    }
}

/// Han, kana or hangul.
pub(super) fn is_east_asian(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7AF}')
}

/// Han.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' | '○' | '〇')
}

/// Whether a text has Han in it: what is written in Chinese only is not looked for elsewhere.
pub(super) fn has_han(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_han)
}

/// A text with its white space folded: runs become one space, none at the ends.
pub(super) fn fold_spaces(text: &str) -> String {
    let text = text.trim();
    // Most texts are folded as they stand; all bytes are looked at, so that many are at once.
    let next = text.bytes().skip(1);
    let odd = text.bytes().zip(next).fold(false, |odd, (b, next)| {
        odd | (!b.is_ascii_graphic() & ((b != b' ') | (next == b' ')))
    });
    if !odd {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The letters and digits of a text in folded form, to compare texts that differ in punctuation and spacing only.
pub(super) fn squash(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        let mut out = Vec::with_capacity(text.len());
        out.extend(kept.map(|b| b.to_ascii_lowercase()));
        return String::from_utf8(out).unwrap_or_default();
    }
    squashed(text).collect()
}

/// Whether [`squash`] makes this of a text; found out as far as both are alike.
pub(super) fn squashes_to(text: &str, key: &str) -> bool {
    squashed(text).eq(key.chars())
}

/// Whether [`squash`] makes this of one of some texts.
pub(super) fn has_squashed(texts: &[&str], key: &str) -> bool {
    texts.iter().any(|text| squashes_to(text, key))
}

/// The characters that [`squash`] leaves.
pub(super) fn squashed(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(fold).filter(|&c| is_alphanumeric(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_unifies_width_case_and_space() {
        let check = |given: &str, folded: &str| {
            assert_eq!(Chars::new(given).chars.iter().collect::<String>(), folded);
        };
        check("２０２０　Ａ：／｜", "2020 a:/|");
        check("来源︰X", "来源:x");
        check("ÄÖÜ", "äöü");
    }

    #[test]
    fn words_end_at_letters_but_not_at_han() {
        let chars = Chars::new("By 记者张三 byte");
        assert_eq!(chars.word(0, "by"), Some(2));
        assert_eq!(chars.word(3, "记者"), Some(5));
        assert_eq!(chars.word(8, "by"), None);
    }

    #[test]
    fn terms_are_written_as_they_are_looked_up() {
        use crate::terms::bylines as terms;
        let labels = terms::LABELS.iter().map(|(label, _)| label);
        let lists = [terms::BARE, terms::ALONE, terms::TITLES, terms::BY];
        let lists = lists.into_iter().chain([terms::CHANGED, terms::POSTED]);
        for term in labels.chain(lists.flatten()) {
            let folded: String = term.chars().map(fold).collect();
            assert_eq!(*term, folded);
        }
    }

    #[test]
    fn numbers_are_whole() {
        let chars = Chars::new("2020年");
        assert_eq!(chars.number(0, 4), Some((2020, 4, 4)));
        assert_eq!(chars.number(0, 2), None);
        assert_eq!(chars.number(4, 2), None);
    }

    proptest! {
        #[test]
        fn slices_stand_at_boundaries(text in "\\PC{0,40}", a in 0..50usize, b in 0..50usize) {
            let chars = Chars::new(&text);
            let slice = chars.slice(a.min(b)..a.max(b));
            prop_assert!(text.contains(slice));
        }

        #[test]
        fn spaces_are_folded(text in "[ \\t\\na\u{A0}\u{1}é]{0,12}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(fold_spaces(&text), words.join(" "));
        }
    }
}
