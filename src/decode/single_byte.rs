//! Readings in encodings of one byte a character. Takes bytes, gives the cost of the reading; the 128 characters of the upper
//! half are looked up once, and so is the cost of each pair of neighbours.

use super::latin::Languages;
use super::plausible::{self, ERROR};
use encoding_rs::Encoding;

/// Reads one encoding, any number of times.
pub(super) struct Neighbours {
    /// The characters of the bytes from 0x80 on.
    upper: [Option<char>; 128],
    /// The cost of a byte by the byte in front of it; [`UNKNOWN`] where it was not asked for yet.
    costs: Vec<i16>,
}

/// Stands for a cost not computed yet: zero, because the allocator gives zeroed memory for nothing. Costs are stored plus one.
const UNKNOWN: i16 = 0;

impl Neighbours {
    pub(super) fn new(encoding: &'static Encoding) -> Neighbours {
        let mut upper = [None; 128];
        for (slot, byte) in upper.iter_mut().zip(0x80..=0xFF) {
            *slot = encoding
                .decode_without_bom_handling_and_without_replacement(&[byte])
                .and_then(|text| text.chars().next());
        }
        Neighbours {
            upper,
            costs: vec![UNKNOWN; 0x100 * 0x100],
        }
    }

    /// Cost of `bytes`, in tenths of a bit.
    pub(super) fn cost(&mut self, bytes: &[u8]) -> i64 {
        let mut letters = [0usize; 128];
        let mut previous = b' ';
        let mut total = 0;
        for &b in bytes {
            total += i64::from(self.pair(previous, b));
            previous = b;
            if let Some(count) = letters.get_mut(usize::from(b).wrapping_sub(0x80)) {
                *count += 1;
            }
        }
        total + self.latin(&letters)
    }

    fn pair(&mut self, previous: u8, byte: u8) -> i16 {
        let index = usize::from(previous) << 8 | usize::from(byte);
        let known = self.costs.get(index).copied().unwrap_or(UNKNOWN);
        if known != UNKNOWN {
            return known - 1;
        }
        let cost = match self.char(byte) {
            Some(c) => plausible::alphabetic(c, self.char(previous).unwrap_or(' ')),
            None => ERROR,
        };
        let cost = i16::try_from(cost).unwrap_or(i16::MAX - 1);
        if let Some(slot) = self.costs.get_mut(index) {
            *slot = cost + 1;
        }
        cost
    }

    fn char(&self, byte: u8) -> Option<char> {
        match byte.checked_sub(0x80) {
            None => Some(char::from(byte)),
            Some(index) => self.upper.get(usize::from(index)).copied().flatten(),
        }
    }

    /// The own cost of the Latin letters, given how often each byte is there.
    fn latin(&self, counts: &[usize; 128]) -> i64 {
        let mut languages = Languages::default();
        for (&c, &count) in self.upper.iter().zip(counts) {
            if let Some(c) = c.filter(|&c| count > 0 && plausible::is_latin_letter(c)) {
                languages.add(c, count);
            }
        }
        languages.total()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{KOI8_R, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

    fn cost(bytes: &[u8], encoding: &'static Encoding) -> i64 {
        Neighbours::new(encoding).cost(bytes)
    }

    fn check(text: &str, right: &'static Encoding, wrong: &'static Encoding) {
        let (bytes, _, unmappable) = right.encode(text);
        assert!(!unmappable);
        let (right, wrong) = (cost(&bytes, right), cost(&bytes, wrong));
        assert!(right < wrong, "{text}: {right} {wrong}");
    }

    #[test]
    fn the_right_reading_is_cheaper() {
        check("Добрый день, Москва!", WINDOWS_1251, KOI8_R);
        check("Добрый день, Москва!", KOI8_R, WINDOWS_1251);
        check("Добрый день, Москва!", WINDOWS_1251, WINDOWS_1252);
        check("Zażółć gęślą jaźń", WINDOWS_1250, WINDOWS_1252);
        check(
            "Où est le café, s’il vous plaît ?",
            WINDOWS_1252,
            WINDOWS_1251,
        );
    }
}
