//! The words of a text, and its length in them: what lengths of texts in different scripts are compared by.

use super::{count_han, is_alphanumeric, is_han, is_kana, is_usual, is_usual_han};
use unicode_normalization::char::is_combining_mark;

/// The length of a text in words, or what compares with them: each Han or kana character is one,
/// every other run of letters and digits is one, whatever it is written in.
///
/// An English word carries as much as some 1.7 Chinese characters, so Chinese counts a little long;
/// a threshold that matters at that precision has to say so.
pub(crate) fn tokens(text: &str) -> usize {
    let (mut count, mut in_word) = (0, false);
    for piece in pieces(text) {
        let is_ascii = piece.is_ascii();
        if is_ascii || is_usual(piece) {
            count += begun_in_ascii(piece.as_bytes(), in_word);
            // Han are no words of ASCII, and end them.
            count += if is_ascii {
                0
            } else {
                count_han(piece.as_bytes())
            };
            in_word = piece.ends_with(|c: char| c.is_ascii_alphanumeric());
        } else {
            count += begun(piece, &mut in_word);
        }
    }
    count
}

/// How many words begin in a piece of text, where one may go on from before it.
pub(crate) fn begun(piece: &str, in_word: &mut bool) -> usize {
    let mut count = 0;
    for c in piece.chars() {
        if c.is_ascii() {
            let is_letter = c.is_ascii_alphanumeric();
            count += usize::from(is_letter && !*in_word);
            *in_word = is_letter;
        } else if is_usual_han(c) || c >= '\u{2e80}' && (is_han(c) || is_kana(c)) {
            count += 1;
            *in_word = false;
        } else if is_alphanumeric(c) {
            count += usize::from(!*in_word);
            *in_word = true;
        } else if !is_combining_mark(c) {
            *in_word = false;
        }
    }
    count
}

/// The same of the ASCII of a piece, without branches and counted in bytes, so that the compiler can use vector instructions.
pub(crate) fn begun_in_ascii(piece: &[u8], in_word: bool) -> usize {
    let is = |b: u8| ((b | 0x20).wrapping_sub(b'a') < 26) | (b.wrapping_sub(b'0') < 10);
    let begins = |(&before, &b): (&u8, &u8)| u8::from(is(b) & !is(before));
    let within: u8 = piece.iter().zip(piece.iter().skip(1)).map(begins).sum();
    let first = piece.first().is_some_and(|&b| is(b)) && !in_word;
    usize::from(within) + usize::from(first)
}

/// Bytes of text that are counted together: in most text of any language with Latin letters most such pieces are ASCII. Their
/// words fit into a byte.
const PIECE: usize = 256;

/// A text in pieces of about as many bytes.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, behind) = rest.split_at(rest.ceil_char_boundary(PIECE.min(rest.len())));
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The words of a text: each Han or kana character, every other run of letters and digits; see [`tokens`].
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = word_start(text, at)?;
        at = word_end(text, start);
        Some(&text[start..at])
    })
}

/// The first letter or digit from a place on.
pub(super) fn word_start(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let b = *text.as_bytes().get(at)?;
        if b.is_ascii() {
            if b.is_ascii_alphanumeric() {
                return Some(at);
            }
            at += 1;
        } else {
            let c = text[at..].chars().next()?;
            if is_usual_han(c) || is_alphanumeric(c) {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }
}

/// The end of the word that begins at a place.
pub(super) fn word_end(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(&b) = text.as_bytes().get(at) {
        if b.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if b.is_ascii() {
            break;
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        let is_single = is_han(c) || is_kana(c);
        if is_single && at == start {
            return at + c.len_utf8();
        }
        if is_single || !is_alphanumeric(c) && !is_combining_mark(c) {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// A word in lower case, in a buffer that serves the next one too.
pub(crate) fn lower<'a>(word: &str, buffer: &'a mut String) -> &'a str {
    if word.is_ascii() {
        buffer.clear();
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        *buffer = word.to_lowercase();
    }
    buffer
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_of_all_scripts() {
        let check =
            |text: &str, expected: &[&str]| assert_eq!(words(text).collect::<Vec<_>>(), expected);
        check("It's 3 o'clock", &["It", "s", "3", "o", "clock"]);
        check("港口abcカナ", &["港", "口", "abc", "カ", "ナ"]);
        check("e\u{301}te\u{301} नमस्ते", &["e\u{301}te\u{301}", "नमस्ते"]);
        check("—… \u{301}", &[]);
    }

    proptest! {
        #[test]
        fn words_are_those_between_pieces_too(text in "([a-zA-Z0-9 ,<>é港ก]{0,9}|[a-z]{100,200}| {100,200}){0,9}") {
            prop_assert_eq!(tokens(&text), begun(&text, &mut false));
        }

        #[test]
        fn there_are_as_many_words_as_tokens(text in "([\\p{L}\\p{N}\\p{P}]|[a-z0-9 ]|[一-三ァ-ン]|[\u{300}-\u{305}]){0,40}") {
            prop_assert_eq!(words(&text).count(), tokens(&text));
            prop_assert!(words(&text).all(|word| word.starts_with(char::is_alphanumeric)));
        }
    }
}
