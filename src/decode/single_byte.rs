//! Readings in encodings of one byte a character. Takes bytes, gives the cost of the reading; the 128 characters of the upper
//! half are looked up once.

use super::plausible::{Profile, Walk};
use encoding_rs::Encoding;

/// Reads one encoding, any number of times.
pub(super) struct UpperHalf([Option<char>; 128]);

impl UpperHalf {
    pub(super) fn new(encoding: &'static Encoding) -> UpperHalf {
        let mut upper = [None; 128];
        for (slot, byte) in upper.iter_mut().zip(0x80u8..) {
            *slot = encoding
                .decode_without_bom_handling_and_without_replacement(&[byte])
                .and_then(|text| text.chars().next());
        }
        UpperHalf(upper)
    }

    /// Cost of `bytes`, in tenths of a bit.
    pub(super) fn cost(&self, bytes: &[u8]) -> i64 {
        let mut walk = Walk::new(Profile::Alphabetic);
        for &b in bytes {
            let c = match b.checked_sub(0x80) {
                None => Some(char::from(b)),
                Some(index) => self.0.get(usize::from(index)).copied().flatten(),
            };
            match c {
                Some(c) => walk.add(c),
                None => walk.add_error(),
            }
        }
        walk.total()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{KOI8_R, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

    fn cost(bytes: &[u8], encoding: &'static Encoding) -> i64 {
        UpperHalf::new(encoding).cost(bytes)
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
