//! Reading bytes in a known encoding. Takes bytes and the encoding, appends to a text, gives the number of characters that were
//! lost; never fails.

use encoding_rs::{DecoderResult, Encoding};

/// Appends the text of `bytes` to `text`, with U+FFFD in place of each malformed sequence, and gives their number.
/// No byte order mark is looked for. Linear in time.
pub(super) fn append(bytes: &[u8], encoding: &'static Encoding, text: &mut String) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut rest = bytes;
    let mut lost = 0;
    loop {
        // Without the reservation the decoder reports a full output instead of moving on.
        let room = decoder
            .max_utf8_buffer_length_without_replacement(rest.len().min(CHUNK))
            .unwrap_or(CHUNK * 3);
        text.reserve(room);
        let chunk = rest.get(..CHUNK).unwrap_or(rest);
        let last = chunk.len() == rest.len();
        let (result, read) = decoder.decode_to_string_without_replacement(chunk, text, last);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty if last => return lost,
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            DecoderResult::Malformed(_, _) => {
                text.push(char::REPLACEMENT_CHARACTER);
                lost += 1;
            }
        }
    }
}

/// Bytes read at once. Reserving for the whole input would take three times its size for text that is mostly ASCII.
const CHUNK: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{GBK, UTF_8, UTF_16LE};

    fn check(bytes: &[u8], encoding: &'static Encoding, expected: &str, lost: usize) {
        let mut text = String::new();
        assert_eq!(append(bytes, encoding, &mut text), lost);
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
    fn characters_that_straddle_a_chunk_stay_whole() {
        let source = format!("a{}", "漢字".repeat(CHUNK));
        let (bytes, _, _) = GBK.encode(&source);
        check(&bytes, GBK, &source, 0);
        check(source.as_bytes(), UTF_8, &source, 0);
    }
}
