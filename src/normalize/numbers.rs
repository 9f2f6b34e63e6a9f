//! Words as numbers, to find out which words two texts share without keeping the words. Two that differ have one number by
//! chance only; what is found by it is a share, and no more is made of it.

use super::words::{word_end, word_start};
use super::{is_usual_han, lower};
use crate::bounds;

/// The first words of a text as numbers, without regard to case.
pub(crate) fn of_words(text: &str, most: usize) -> Vec<u32> {
    let mut numbers = Vec::new();
    add_words(text, most, &mut numbers);
    numbers
}

/// The words of several texts as numbers, found once for all who compare them.
#[derive(Debug, Default)]
pub(crate) struct Words {
    numbers: Vec<u32>,
    /// Where those of each text end.
    ends: Vec<usize>,
    /// Those of the last one.
    last: Vec<u32>,
    /// Words that are kept; texts behind them are to be read again.
    most: usize,
}

impl Words {
    /// Words of a text that are compared; a longer one is told by its beginning.
    pub(crate) const MOST: usize = 400;
    /// Words that are kept of any page, and bytes of a longer one for each that is: most have fewer.
    const KEPT: usize = 8 << 10;
    const BYTES_A_WORD: usize = 64;

    /// Those of a page of so many bytes.
    pub(crate) fn of_page(bytes: usize) -> Words {
        Words {
            most: Self::KEPT.max(bytes / Self::BYTES_A_WORD),
            ..Words::default()
        }
    }

    /// Adds a text and gives its words.
    pub(crate) fn push(&mut self, text: &str) -> &[u32] {
        self.last.clear();
        add_words(text, Self::MOST, &mut self.last);
        if self.numbers.len() < self.most {
            bounds::extend(&mut self.numbers, &self.last);
            bounds::push(&mut self.ends, self.numbers.len());
        }
        &self.last
    }

    /// The words of the text with this number, if it was added and is kept.
    pub(crate) fn of(&self, text: usize) -> Option<&[u32]> {
        let end = *self.ends.get(text)?;
        let start = text.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.numbers[start..end])
    }
}

fn add_words(text: &str, most: usize, numbers: &mut Vec<u32>) {
    let most = numbers.len().saturating_add(most);
    let (mut at, mut buffer) = (0, String::new());
    while numbers.len() < most {
        let rest = &text.as_bytes()[at..];
        if rest.first().is_some_and(u8::is_ascii) {
            at += read_ascii_words(rest, most, numbers);
        }
        let Some(start) = word_start(text, at).filter(|_| numbers.len() < most) else {
            return;
        };
        // Most of Chinese text: a word of its own, which has no case.
        if let Some(han) = text[start..].chars().next().filter(|&c| is_usual_han(c)) {
            numbers.push(of([u64::from(u32::from(han))].into_iter()) as u32);
            at = start + han.len_utf8();
            continue;
        }
        at = word_end(text, start);
        let word = &text[start..at];
        numbers.push(match word.is_ascii() {
            true => spelled(word.bytes().fold(0, with_letter)),
            false => of(lower(word, &mut buffer).bytes().map(u64::from)) as u32,
        });
    }
}

/// Numbers from 1 to 36 for ASCII letters, whatever their case, and digits; 0 for everything else.
static LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut b = 0;
    while b < 0x80 {
        letters[b] = match b as u8 {
            digit @ b'0'..=b'9' => digit - b'0' + 27,
            letter if letter.is_ascii_alphabetic() => letter % 32,
            _ => 0,
        };
        b += 1;
    }
    letters
};

/// A word of ASCII with one letter more. Ten of them stand side by side, those that follow lie over them a little apart: no
/// multiplication waits for the one before it.
fn with_letter(word: u64, letter: u8) -> u64 {
    word.rotate_left(6) ^ u64::from(LETTERS[usize::from(letter)])
}

/// The number of such a word.
fn spelled(word: u64) -> u32 {
    ended(with(0, word)) as u32
}

/// Adds the words in front of the first character that is not ASCII, without one that it may belong to; gives their bytes. A byte
/// at a time, and without a branch for the ends of words, which nothing could predict.
fn read_ascii_words(text: &[u8], most: usize, numbers: &mut Vec<u32>) -> usize {
    let is_letter = |b: &u8| LETTERS[usize::from(*b)] != 0;
    let end = match text.is_ascii() {
        true => None,
        false => text.iter().position(|b| !b.is_ascii()),
    };
    let text = end.map_or(text, |end| {
        let open = text[..end].iter().rev().take_while(|b| is_letter(b));
        &text[..end - open.count()]
    });
    let (mut word, mut count) = (0, numbers.len());
    for part in text.chunks(PART).chain([&b" "[..]]) {
        // Words of one letter with one character between them are the most there can be.
        numbers.resize(count + part.len() / 2 + 2, 0);
        for &b in part {
            let is_letter = is_letter(&b);
            numbers[count] = spelled(word);
            // 0 stands for no word: hardly any has this number.
            count += usize::from(!is_letter && word != 0);
            word = with_letter(word, b) & u64::from(is_letter).wrapping_neg();
        }
        if count >= most {
            break;
        }
    }
    numbers.truncate(count.min(most));
    text.len()
}

/// Bytes of text for whose words there is made room at a time.
const PART: usize = 1 << 10;

/// One number for several.
pub(crate) fn of(parts: impl Iterator<Item = u64>) -> u64 {
    ended(parts.fold(0, with))
}

/// The number for a part more than those that another is made of, begun with 0 and not [`ended`].
#[inline]
pub(crate) fn with(number: u64, part: u64) -> u64 {
    (number.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The bits of a product depend on those below them only: the upper ones are the good ones.
#[inline]
pub(crate) fn ended(number: u64) -> u64 {
    number ^ number >> 32
}

/// Numbers to look others up in. Sorted, not hashed: what a page is made of cannot make it slow.
#[derive(Debug)]
pub(crate) struct Known {
    sorted: Vec<u64>,
    /// Bits that the numbers set, eight for each of them, which tell most others from all of these. As many words as a power of two.
    bits: Vec<u64>,
}

impl Known {
    pub(crate) fn of(numbers: impl IntoIterator<Item = impl Into<u64>>) -> Known {
        let mut numbers: Vec<u64> = numbers.into_iter().map(Into::into).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut bits = vec![0; (numbers.len() / 8 + 1).next_power_of_two()];
        let last = bits.len() - 1;
        for number in &numbers {
            bits[(number >> 6) as usize & last] |= 1 << (number & 63);
        }
        Known {
            sorted: numbers,
            bits,
        }
    }

    pub(crate) fn has(&self, number: impl Into<u64>) -> bool {
        let number = number.into();
        let bits = self.bits[(number >> 6) as usize & (self.bits.len() - 1)];
        bits >> (number & 63) & 1 != 0 && self.sorted.binary_search(&number).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_either_case() {
        let known = Known::of(of_words("The harbour ÉTÉ 港口", usize::MAX));
        let found = |text: &str| {
            let numbers = of_words(text, usize::MAX);
            numbers
                .iter()
                .map(|&number| known.has(number))
                .collect::<Vec<_>>()
        };
        assert_eq!(found("HARBOUR été 口"), [true; 3]);
        assert_eq!(found("harbours the1 x 船"), [false; 4]);
        assert!(of_words("...", 9).is_empty());
        assert_eq!(of_words("a b c", 2), of_words("A, b", 9));
        assert_eq!(of_words("a b é", 2), of_words("a b", 9));
        let mut words = Words::of_page(100);
        assert_eq!(words.push("a b"), of_words("a b", 9));
        assert_eq!(words.push("港"), of_words("港", 9));
        let kept = [0, 1, 2].map(|text| words.of(text).map(<[u32]>::len));
        assert_eq!(kept, [Some(2), Some(1), None]);
        assert_eq!(words.push(&"a ".repeat(2 * Words::MOST)).len(), Words::MOST);
        assert!(of_words("a", 0).is_empty() || of_words("a", 1).len() == 1);
    }

    #[test]
    fn numbers_of_many_words_differ() {
        let text: String = (0..10_000).map(|i| format!("w{i} ")).collect();
        let mut numbers = of_words(&text, usize::MAX);
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 10_000);
    }
}
