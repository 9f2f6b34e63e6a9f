//! One encoding as a way to read bytes and to say what the reading costs. Takes bytes, gives tenths of a bit; the tables behind
//! it are filled once and serve any number of pieces.

use super::double_byte::{self, Pairs};
use super::plausible::{Profile, Walk};
use super::single_byte::Neighbours;
use encoding_rs::{Encoding, UTF_8};

/// Reads pieces of a page in one encoding.
pub(super) struct Reader {
    kind: Kind,
}

enum Kind {
    Utf8,
    Double(Box<Pairs>),
    Single(Box<Neighbours>),
}

impl Reader {
    pub(super) fn new(encoding: &'static Encoding) -> Reader {
        let kind = if encoding == UTF_8 {
            Kind::Utf8
        } else if double_byte::is_one(encoding) {
            Kind::Double(Box::new(Pairs::new(encoding)))
        } else {
            Kind::Single(Box::new(Neighbours::new(encoding)))
        };
        Reader { kind }
    }

    /// What `bytes` cost when they are read in the encoding.
    pub(super) fn cost(&mut self, bytes: &[u8]) -> i64 {
        match &mut self.kind {
            Kind::Utf8 => utf8_cost(bytes),
            Kind::Double(pairs) => pairs.cost(bytes),
            Kind::Single(neighbours) => neighbours.cost(bytes),
        }
    }
}

/// UTF-8 says nothing of the language: the one that suits best counts.
fn utf8_cost(bytes: &[u8]) -> i64 {
    let costs = Profile::ALL.iter().map(|&profile| {
        let mut walk = Walk::new(profile);
        for chunk in bytes.utf8_chunks() {
            chunk.valid().chars().for_each(|c| walk.add(c));
            if !chunk.invalid().is_empty() {
                walk.add_error();
            }
        }
        walk.total()
    });
    costs.min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{GBK, WINDOWS_1252};

    fn check(text: &str, wrong: &'static Encoding) {
        let bytes = text.as_bytes();
        assert!(Reader::new(UTF_8).cost(bytes) < Reader::new(wrong).cost(bytes));
    }

    #[test]
    fn utf8_reads_best_as_utf8() {
        check("今天天气很好", GBK);
        check("今天天氣很好", WINDOWS_1252);
        check("café", WINDOWS_1252);
        check("café", GBK);
        check("오늘의 날씨", GBK);
    }
}
