//! Reading bytes in a known encoding. Takes bytes and the encoding, appends to a text, gives the number of characters that were
//! lost; never fails, and stops when the time is over.

use encoding_rs::{DecoderResult, Encoding};

use crate::bounds::Pace;

/// Appends the text of `bytes` to `text`, with U+FFFD in place of each malformed sequence, and gives their number.
/// No byte order mark is looked for. Linear in time. The first [`AT_LEAST`] bytes of the text are read even without time.
pub(super) fn append(
    bytes: &[u8],
    encoding: &'static Encoding,
    text: &mut String,
    pace: &mut Pace<'_>,
) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // The decoder prepares all the space that it is given on each call, and it returns at each malformed sequence: into the text
    // itself, whose space grows with the page, that would be quadratic.
    let mut buffer = "\0".repeat(BUFFER_BYTES);
    let mut rest = bytes;
    let mut lost = 0;
    text.reserve(bytes.len());
    loop {
        let (result, read, written) =
            decoder.decode_to_str_without_replacement(rest, &mut buffer, true);
        text.push_str(buffer.get(..written).unwrap_or_default());
        rest = rest.get(read..).unwrap_or_default();
        if pace.is_over_for(read) && text.len() >= AT_LEAST {
            return lost;
        }
        match result {
            DecoderResult::InputEmpty => return lost,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(_, _) => {
                text.push(char::REPLACEMENT_CHARACTER);
                lost += 1;
            }
        }
    }
}

/// Space for the text decoded at once.
const BUFFER_BYTES: usize = 8 * 1024;
/// Bytes of text that are read in any case: what the parser reads without time.
const AT_LEAST: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds::{Deadline, Share};
    use encoding_rs::{GBK, UTF_8, UTF_16LE};

    fn check(bytes: &[u8], encoding: &'static Encoding, expected: &str, lost: usize) {
        let mut text = String::new();
        let never = Deadline::default();
        let mut pace = never.pace(Share::Decode);
        assert_eq!(append(bytes, encoding, &mut text, &mut pace), lost);
        assert_eq!(text, expected);
    }

    #[test]
    fn counts_what_it_replaces_and_nothing_else() {
        check(b"", UTF_8, "", 0);
        check(b"a\xFFb", UTF_8, "a\u{FFFD}b", 1);
        check("a\u{FFFD}b".as_bytes(), UTF_8, "a\u{FFFD}b", 0);
        check(b"\xC4\xE3\xBA", GBK, "你\u{FFFD}", 1);
        check(b"a\0\xD8", UTF_16LE, "a\u{FFFD}", 1);
    }

    #[test]
    fn characters_that_straddle_the_buffer_stay_whole() {
        let source = format!("a{}", "漢字".repeat(BUFFER_BYTES));
        let (bytes, _, _) = GBK.encode(&source);
        check(&bytes, GBK, &source, 0);
        check(source.as_bytes(), UTF_8, &source, 0);
    }
}
