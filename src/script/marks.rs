//! Takes a text, counts what tells the scripts of Chinese, Japanese and Korean apart, and decides
//! from the counts alone. One pass over the text, constant memory.

use super::Script;
use super::table::{self, HANS, HANT, JAPANESE, KYUJITAI, SHINJITAI};
use crate::normalize::{begun_in_ascii, is_alphanumeric, is_han, is_kana, is_usual_han, pieces};

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

/// Whether a text may hold Han, kana or hangul: they lie behind U+1000, and few scripts and signs else, once the punctuation behind
/// U+2000 is put aside. By chunks, for a search that may end at each byte is no vector instruction.
pub(super) fn has_east_asian(text: &str) -> bool {
    /// The first bytes of U+1000 and U+2000, and the second byte of U+2E80.
    const FROM: u8 = 0xE1;
    const SIGNS: u8 = 0xE2;
    const SIGNS_END: u8 = 0xBA;
    const CHUNK: usize = 1024;
    let is = |(&b, &next): (&u8, &u8)| u8::from((b >= FROM) & !((b == SIGNS) & (next < SIGNS_END)));
    let bytes = text.as_bytes();
    let seconds = bytes.get(1..).unwrap_or_default();
    let mut chunks = bytes.chunks(CHUNK).zip(seconds.chunks(CHUNK));
    chunks.any(|(chunk, seconds)| {
        let both = chunk.iter().zip(seconds);
        both.map(is).fold(0, |any, is| any | is) != 0
    })
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
        if !has_east_asian(text) {
            return marks;
        }
        let mut in_word = false;
        for piece in pieces(text) {
            if piece.is_ascii() {
                marks.words += begun_in_ascii(piece.as_bytes(), in_word);
                in_word = piece.ends_with(|c: char| c.is_ascii_alphanumeric());
            } else {
                marks.count_piece(piece, &mut in_word);
            }
        }
        marks
    }

    fn count_piece(&mut self, piece: &str, in_word: &mut bool) {
        for c in piece.chars() {
            if is_usual_han(c) {
                self.han += 1;
                if let Some(count) = self.classes.get_mut(table::class(c)) {
                    *count += 1;
                }
                *in_word = false;
            } else if c < '\u{1100}' {
                let letter = is_alphanumeric(c);
                self.words += usize::from(letter && !*in_word);
                *in_word = letter;
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

    #[test]
    fn what_is_counted_is_seen() {
        for c in '\0'..=char::MAX {
            let counted = is_han(c) || is_kana(c) || is_hangul(c);
            assert!(!counted || has_east_asian(&c.to_string()), "{c:?}");
        }
        assert!(!has_east_asian("“It’s fine” – naïve…"));
        assert!(has_east_asian(&format!("{}港", "x".repeat(1023))));
    }

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
