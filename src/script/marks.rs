//! Takes a text, counts what tells the scripts of Chinese, Japanese and Korean apart, and decides
//! from the counts alone. One pass over the text, constant memory.

use super::Script;
use super::table::{self, HANS, HANT, JAPANESE, KYUJITAI, SHINJITAI};
use crate::normalize::{is_alphanumeric, is_han, is_kana, is_usual_han};

/// A minority of marks above this share (per cent of all marks) makes a text mixed. Below it lie
/// names and quotations in the other script, above it texts put together from two sources. Of 211
/// real Chinese pages none is mixed by it.
const MIXED_PER_CENT: usize = 12;

/// Marks that the minority needs at least before a text is mixed: a single odd character in a
/// headline is a variant or a name, not a second script.
const MIXED_MARKS: usize = 2;

/// With a minority present, the majority needs at least this many marks to win: one against one and
/// two against one say nothing.
const MAJORITY_MARKS: usize = 3;

/// Kana from one in this many Chinese and Japanese characters on make a text Japanese. Sentences
/// have about one in two, headlines fewer; Chinese text with some Japanese names or titles in it
/// stays below.
const KANA_SHARE: usize = 8;

/// The same where no character stands against Japanese, for Japanese headlines made nearly all of
/// kanji.
const KANA_SHARE_UNOPPOSED: usize = 16;

/// The first byte of U+1000: Han, kana and hangul lie behind it.
const EAST_ASIAN_LEAD: u8 = 0xE1;

/// Bytes that are looked at together; most are ASCII, markup above all. Their words fit into a byte.
const PIECE: usize = 128;

/// Whether a text may hold Han, kana or hangul; by pieces, for a search that may end at each byte is no vector instruction.
fn has_east_asian(text: &[u8]) -> bool {
    let largest = |piece: &[u8]| piece.iter().fold(0, |largest, &b| b.max(largest));
    text.chunks(PIECE)
        .any(|piece| largest(piece) >= EAST_ASIAN_LEAD)
}

/// How many words begin in a piece of ASCII, where one may go on from before it; in a form that compilers turn into vector instructions.
fn words_of_ascii(piece: &[u8], in_word: bool) -> usize {
    let letter = |b: u8| {
        let digit = b.wrapping_sub(b'0') < 10;
        digit | ((b | 0x20).wrapping_sub(b'a') < 26)
    };
    let begins = |(&before, &b): (&u8, &u8)| u8::from(letter(b) & !letter(before));
    let within: u8 = piece.iter().zip(piece.iter().skip(1)).map(begins).sum();
    let first = piece.first().is_some_and(|&b| letter(b)) && !in_word;
    usize::from(within) + usize::from(first)
}

/// What a text holds that tells scripts apart. Counts of characters, words of other scripts counted
/// whole.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) han: usize,
    pub(super) kana: usize,
    /// の alone, which Chinese shop names and headlines use as an ornament.
    no: usize,
    pub(super) hangul: usize,
    pub(super) words: usize,
    /// Usual Han characters by their class in [`table`].
    classes: [usize; table::COUNT],
}

impl Marks {
    /// One pass over the text, no allocation. Words of other scripts are held against the characters of these; where there are
    /// none they are not counted.
    pub(super) fn count(text: &str) -> Marks {
        let mut marks = Marks::default();
        if !has_east_asian(text.as_bytes()) {
            return marks;
        }
        let mut in_word = false;
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at(rest.ceil_char_boundary(PIECE.min(rest.len())));
            if piece.is_ascii() {
                marks.words += words_of_ascii(piece.as_bytes(), in_word);
                in_word = piece.ends_with(|c: char| c.is_ascii_alphanumeric());
            } else {
                marks.count_piece(piece, &mut in_word);
            }
            rest = behind;
        }
        marks
    }

    fn count_piece(&mut self, piece: &str, in_word: &mut bool) {
        for c in piece.chars() {
            if c < '\u{1100}' {
                let letter = is_alphanumeric(c);
                self.words += usize::from(letter && !*in_word);
                *in_word = letter;
            } else if is_usual_han(c) {
                self.han += 1;
                if let Some(count) = self.classes.get_mut(table::class(c)) {
                    *count += 1;
                }
                *in_word = false;
            } else {
                self.add(c, in_word);
            }
        }
    }

    fn add(&mut self, c: char, in_word: &mut bool) {
        let word = std::mem::take(in_word);
        if is_han(c) {
            self.han += 1;
        } else if is_kana(c) {
            self.kana += 1;
            self.no += usize::from(c == 'の');
        } else if is_hangul(c) {
            self.hangul += 1;
        } else if is_alphanumeric(c) {
            self.words += usize::from(!word);
            *in_word = true;
        }
    }

    /// The decision, from the counts alone.
    pub(super) fn judge(&self) -> Script {
        if self.han + self.kana + self.hangul == 0 {
            return Script::None;
        }
        if self.hangul > self.han + self.kana {
            return Script::Korean;
        }
        if self.is_japanese() {
            return Script::Japanese;
        }
        if self.han == 0 {
            return Script::None;
        }
        let hans = self.of(HANS) + self.of(SHINJITAI);
        let hant = self.of(HANT) + self.of(KYUJITAI);
        let (more, less, winner) = if hans >= hant {
            (hans, hant, Script::Hans)
        } else {
            (hant, hans, Script::Hant)
        };
        if less == 0 {
            return if more == 0 { Script::Unclear } else { winner };
        }
        if less >= MIXED_MARKS && less * 100 > (more + less) * MIXED_PER_CENT {
            return Script::Mixed;
        }
        if more < MAJORITY_MARKS {
            return Script::Unclear;
        }
        winner
    }

    fn of(&self, class: usize) -> usize {
        self.classes.get(class).copied().unwrap_or(0)
    }

    fn is_japanese(&self) -> bool {
        let letters = self.han + self.kana;
        // A simplified character that is not a Japanese one too, and a traditional one that Japanese has reformed.
        let chinese = self.of(HANS) + self.of(KYUJITAI);
        if chinese == 0 {
            return self.of(JAPANESE) > 0
                || self.kana > 0 && self.kana * KANA_SHARE_UNOPPOSED >= letters;
        }
        // A Japanese name in Chinese text is outnumbered by characters that Japanese does not have;
        // and の counts only beside other kana once something speaks for Chinese.
        let kana = if self.no == self.kana { 0 } else { self.kana };
        kana > chinese && kana * KANA_SHARE >= letters
    }
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{ffa0}'..='\u{ffdc}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_those_between_pieces_too(text in "([a-zA-Z0-9 ,<>é港ก]{0,9}|[a-z]{100,200}| {100,200}){0,9}") {
            // With a character that makes them count.
            let text = text + "港";
            let mut marks = Marks::default();
            let mut in_word = false;
            marks.count_piece(&text, &mut in_word);
            prop_assert_eq!(Marks::count(&text).words, marks.words);
        }
    }
}
