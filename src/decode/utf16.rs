//! UTF-16 without a byte order mark. Takes bytes, gives the byte order when they read as text in it: ASCII stands there as pairs
//! with a zero byte, and other scripts as units of a few blocks; anything else read as UTF-16 is a jumble of rare characters.

use super::plausible::{Profile, Walk};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes that are looked at. Five hundred characters prove either, and every page that is not UTF-8 pays for them.
const SAMPLE_BYTES: usize = 1024;

/// Fewer units prove nothing.
const FEWEST_UNITS: usize = 4;

/// Cost of a unit, on average, in tenths of a bit, up to which the reading is text. Chinese text without markup needs about 100,
/// markup about 50; pairs of ASCII letters read as ideographs need 150 and more.
const PLAUSIBLE_UNIT: i64 = 118;

/// UTF-16LE or UTF-16BE when the bytes are text in it.
pub(super) fn detect(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    if sample.len() / 2 < FEWEST_UNITS {
        return None;
    }
    let little = cost(sample, u16::from_le_bytes);
    let big = cost(sample, u16::from_be_bytes);
    let (cost, encoding) = if little <= big {
        (little, UTF_16LE)
    } else {
        (big, UTF_16BE)
    };
    (cost <= PLAUSIBLE_UNIT).then_some(encoding)
}

/// The mean cost of a unit in the language that it suits best.
fn cost(sample: &[u8], unit: fn([u8; 2]) -> u16) -> i64 {
    let units = || {
        let (pairs, _) = sample.as_chunks::<2>();
        pairs.iter().map(move |&pair| unit(pair))
    };
    let count = i64::try_from(units().count()).unwrap_or(i64::MAX).max(1);
    // What costs more is no text, however much more.
    let most = PLAUSIBLE_UNIT.saturating_add(1).saturating_mul(count);
    let total = Profile::ALL.iter().map(|&profile| {
        let mut walk = Walk::new(profile);
        for c in char::decode_utf16(units()) {
            match c {
                Ok(c) => walk.add(c),
                Err(_) => walk.add_error(),
            }
            if walk.at_least() >= most {
                break;
            }
        }
        walk.total()
    });
    total.min().unwrap_or(i64::MAX) / count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str, big: bool) -> Vec<u8> {
        let order = |u: u16| {
            if big {
                u.to_be_bytes()
            } else {
                u.to_le_bytes()
            }
        };
        text.encode_utf16().flat_map(order).collect()
    }

    fn check(text: &str) {
        assert_eq!(detect(&bytes(text, false)), Some(UTF_16LE), "{text}");
        assert_eq!(detect(&bytes(text, true)), Some(UTF_16BE), "{text}");
    }

    fn check_not(bytes: &[u8]) {
        assert_eq!(detect(bytes), None, "{bytes:?}");
    }

    #[test]
    fn text_in_both_byte_orders() {
        check("<html><body>Plain text.</body></html>");
        check("<p>今天的天气很好，我们去公园走走。</p>");
        check("今天的天气很好，我们去公园走走。");
        check("今日はとてもいい天気ですから、公園まで歩きましょう。");
        check("오늘은 날씨가 아주 좋아서 우리는 공원에 갑니다.");
        check("Сегодня хорошая погода, и мы идём гулять.");
    }

    #[test]
    fn bytes_of_eight_bits() {
        check_not(b"");
        check_not(b"\0\0");
        check_not(b"<html><body>Plain text with one zero\0 byte.</body></html>");
        check_not("今天的天气很好，我们去公园走走。".as_bytes());
        check_not(b"\xBD\xF1\xCC\xEC\xB5\xC4\xCC\xEC\xC6\xF8\xBA\xDC\xBA\xC3\xA3\xAC");
        check_not(&[0; 64]);
        check_not(&[0xFF; 64]);
    }
}
