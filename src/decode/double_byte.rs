//! Readings in the East Asian encodings. Takes bytes, gives the cost of the reading. It cuts the bytes into characters by the
//! rules of each encoding itself, because the lead byte tells the level of a character, and asks the decoder once for each
//! different pair.

use super::plausible::{self, ERROR, HALFWIDTH_KATAKANA, Level, Profile};
use encoding_rs::{BIG5, DecoderResult, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};

/// Whether `encoding` is one that this file reads.
pub(super) fn is_one(encoding: &'static Encoding) -> bool {
    [GBK, GB18030, BIG5, EUC_JP, SHIFT_JIS, EUC_KR].contains(&encoding)
}

/// Reads one encoding, any number of times; holds the costs of the pairs met so far.
pub(super) struct Pairs {
    encoding: &'static Encoding,
    profile: Profile,
    /// By lead byte less 0x80 and trail byte; zero means not met yet, since no pair is free.
    costs: Vec<u8>,
}

/// Cost of a four-byte character of GB 18030 or a three-byte one of EUC-JP.
const LONG_CHARACTER: i64 = 230;

/// Cost of a character cut off by the end of the bytes. When it was free, the last byte of `café` read as half of a Chinese
/// character.
const CUT: i64 = 80;

/// Cost of the euro sign of GBK in one byte, and of half-width katakana in EUC-JP.
const RARE_SINGLE: i64 = 120;

impl Pairs {
    pub(super) fn new(encoding: &'static Encoding) -> Pairs {
        let profile = if encoding == BIG5 {
            Profile::Hant
        } else if encoding == EUC_KR {
            Profile::Korean
        } else if encoding == EUC_JP || encoding == SHIFT_JIS {
            Profile::Japanese
        } else {
            Profile::Hans
        };
        Pairs {
            encoding,
            profile,
            costs: vec![0; 0x80 * 0x100],
        }
    }

    /// Cost of `bytes`, in tenths of a bit.
    pub(super) fn cost(&mut self, bytes: &[u8]) -> i64 {
        let mut total = 0;
        let mut rest = bytes;
        while let Some((&lead, after)) = rest.split_first() {
            let (cost, length) = if lead < 0x80 {
                (plausible::ascii(char::from(lead)), 1)
            } else {
                self.next(lead, after)
            };
            total += cost;
            rest = rest.get(length..).unwrap_or_default();
        }
        total
    }

    /// Cost and length of the character that begins with `lead`, which is not ASCII.
    fn next(&mut self, lead: u8, after: &[u8]) -> (i64, usize) {
        let trail = after.first().copied().unwrap_or_default();
        if self.encoding == SHIFT_JIS && (0xA1..=0xDF).contains(&lead) {
            return (HALFWIDTH_KATAKANA, 1);
        }
        if self.profile == Profile::Hans && lead == 0x80 {
            return (RARE_SINGLE, 1);
        }
        if after.is_empty() {
            return (CUT, 1);
        }
        if self.encoding == EUC_JP && lead == 0x8E && (0xA1..=0xDF).contains(&trail) {
            return (RARE_SINGLE, 2);
        }
        if self.encoding == EUC_JP && lead == 0x8F {
            return match after {
                [0xA1..=0xFE, 0xA1..=0xFE, ..] => (LONG_CHARACTER, 3),
                [_] => (CUT, 2),
                _ => (ERROR, 1),
            };
        }
        if self.profile == Profile::Hans && trail.is_ascii_digit() {
            return match after {
                [_, 0x81..=0xFE, b'0'..=b'9', ..] => (LONG_CHARACTER, 4),
                [_] | [_, 0x81..=0xFE] => (CUT, after.len() + 1),
                _ => (ERROR, 1),
            };
        }
        match self.pair(lead, trail) {
            // An ASCII byte is never swallowed by an error: it may be markup.
            ERROR if trail < 0x80 => (ERROR, 1),
            cost => (cost, 2),
        }
    }

    fn pair(&mut self, lead: u8, trail: u8) -> i64 {
        let index = usize::from(lead & 0x7F) << 8 | usize::from(trail);
        let Some(slot) = self.costs.get_mut(index) else {
            return ERROR;
        };
        if *slot == 0 {
            let cost = match decoded(self.encoding, [lead, trail]) {
                Some(c) => {
                    plausible::ideographic(c, self.profile, level(self.encoding, lead, trail))
                }
                None => ERROR,
            };
            *slot = u8::try_from(cost).unwrap_or(u8::MAX);
        }
        i64::from(*slot)
    }
}

/// The first character of a pair; without the allocation that the decoder of whole texts makes.
fn decoded(encoding: &'static Encoding, pair: [u8; 2]) -> Option<char> {
    let mut text = [0; LONGEST_PAIR];
    let (result, _, length) = encoding
        .new_decoder_without_bom_handling()
        .decode_to_utf8_without_replacement(&pair, &mut text, true);
    let text = std::str::from_utf8(text.get(..length)?).ok()?;
    text.chars()
        .next()
        .filter(|_| result == DecoderResult::InputEmpty)
}

/// Bytes of UTF-8 that the decoder wants to have room for.
const LONGEST_PAIR: usize = 16;

/// The level of a pair, from the rows of the character set that the encoding holds.
fn level(encoding: &'static Encoding, lead: u8, trail: u8) -> Level {
    if encoding == BIG5 {
        return match lead {
            0xA4..=0xC6 => Level::First,
            0xC9..=0xF9 => Level::Second,
            _ => Level::Beyond,
        };
    }
    if encoding == SHIFT_JIS {
        // Row 48, where level 2 begins, is in the second half of lead byte 98.
        return match (lead, trail) {
            (0x88..=0x97, _) | (0x98, ..=0x9E) => Level::First,
            (0x98..=0x9F | 0xE0..=0xEA, _) => Level::Second,
            _ => Level::Beyond,
        };
    }
    if trail < 0xA1 || lead < 0xA1 {
        return Level::Beyond;
    }
    let last_of_first = if encoding == EUC_JP {
        0xCF
    } else if encoding == EUC_KR {
        0xC8
    } else {
        0xD7
    };
    match lead {
        0xB0.. if lead <= last_of_first => Level::First,
        0xB0.. => Level::Second,
        _ => Level::Beyond,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(bytes: &[u8], encoding: &'static Encoding) -> i64 {
        Pairs::new(encoding).cost(bytes)
    }

    /// The right encoding must be the cheapest of all.
    fn check(text: &str, right: &'static Encoding) {
        let (bytes, _, unmappable) = right.encode(text);
        assert!(!unmappable);
        let all = [GBK, BIG5, EUC_JP, SHIFT_JIS, EUC_KR];
        let best = all.into_iter().min_by_key(|e| cost(&bytes, e));
        assert_eq!(best, Some(right), "{text}");
    }

    #[test]
    fn the_right_reading_is_the_cheapest() {
        check("今天天气很好", GBK);
        check("经济新闻", GBK);
        check("今天天氣很好", BIG5);
        check("經濟新聞報導", BIG5);
        check("お知らせ", EUC_JP);
        check("東京の天気です", EUC_JP);
        check("東京の天気です", SHIFT_JIS);
        check("오늘의 날씨", EUC_KR);
        check("경제 뉴스", EUC_KR);
    }

    #[test]
    fn characters_of_other_lengths() {
        assert_eq!(cost(b"\x81\x30\x81\x30", GB18030), LONG_CHARACTER);
        assert_eq!(cost(b"\x8F\xB0\xA1", EUC_JP), LONG_CHARACTER);
        assert_eq!(cost(b"\x8E\xB1", EUC_JP), RARE_SINGLE);
        assert_eq!(cost(b"\xB1", SHIFT_JIS), HALFWIDTH_KATAKANA);
        assert_eq!(cost(b"\x80", GBK), RARE_SINGLE);
        assert_eq!(cost(b"\x80 ", GBK), RARE_SINGLE + plausible::ascii(' '));
    }

    #[test]
    fn a_cut_is_no_error_and_ascii_survives_an_error() {
        assert_eq!(cost(b"\xC4", GBK), CUT);
        assert_eq!(cost(b"\xC4<", GBK), ERROR + plausible::ascii('<'));
        assert_eq!(cost(b"\xFF\xFF", EUC_KR), ERROR);
    }
}
