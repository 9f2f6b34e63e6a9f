//! Readings in encodings of one byte a character. Takes bytes, gives the cost of the reading; what each byte stands for is looked
//! up once.

use super::latin::Languages;
use super::plausible::{self, Symbol};
use encoding_rs::Encoding;

/// Reads one encoding, any number of times.
pub(super) struct Neighbours {
    /// The characters of the bytes from 0x80 on.
    upper: [Option<char>; 128],
    /// What each byte stands for.
    symbols: [Symbol; 256],
}

impl Neighbours {
    pub(super) fn new(encoding: &'static Encoding) -> Neighbours {
        let mut bytes = [0; 128];
        bytes
            .iter_mut()
            .zip(0x80..=0xFF)
            .for_each(|(b, value)| *b = value);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        let mut upper = [None; 128];
        for (slot, c) in upper.iter_mut().zip(text.chars()) {
            *slot = Some(c).filter(|&c| c != char::REPLACEMENT_CHARACTER);
        }
        let mut symbols = [Symbol::ERROR; 256];
        let chars = ('\0'..='\x7F').map(Some).chain(upper);
        for (symbol, c) in symbols.iter_mut().zip(chars) {
            *symbol = c.map_or(Symbol::ERROR, Symbol::of);
        }
        Neighbours { upper, symbols }
    }

    /// Cost of `bytes`, in tenths of a bit.
    pub(super) fn cost(&self, bytes: &[u8]) -> i64 {
        let mut counts = [0usize; 256];
        let mut previous = Symbol::ERROR;
        let mut total = 0;
        for &b in bytes {
            let symbol = self.symbols[usize::from(b)];
            total += symbol.cost_after(previous);
            previous = symbol;
            counts[usize::from(b)] += 1;
        }
        total + self.latin(&counts[128..])
    }

    /// The own cost of the Latin letters, given how often each byte is there.
    fn latin(&self, counts: &[usize]) -> i64 {
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
