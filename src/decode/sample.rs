//! The part of a page that tells encodings apart: the words with bytes outside ASCII, without the markup around them. Takes
//! bytes, gives a bounded number of them, spread over the whole input; one pass.

/// Bytes that decide. Ten thousand characters decide any choice that characters can decide; the error of the costs, not of the
/// count, is what remains.
pub(super) const LARGEST: usize = 32 * 1024;

/// A larger page is taken in this many pieces, so that the sample has its head, middle and end.
const PIECES: usize = 32;

/// The words of `bytes` that have a byte outside ASCII, with the byte that ended each; at most `largest` bytes.
///
/// Words are cut at bytes that are the second byte of no character in any encoding with such bytes below 0x80 (Shift_JIS, Big5,
/// GBK and EUC-KR use 0x40 and up, GB 18030 also the digits), so a cut is always between two characters.
pub(super) fn of(bytes: &[u8], largest: usize) -> Vec<u8> {
    let total: usize = words(bytes).map(<[u8]>::len).sum();
    // The words are numbered by where they begin; one turn of every `stride` is kept.
    let turn = (largest / PIECES).max(1);
    let stride = total.div_ceil(largest).max(1);
    let mut sample = Vec::with_capacity(total.min(largest));
    let mut seen = 0;
    for word in words(bytes) {
        if (seen / turn).is_multiple_of(stride) {
            let room = largest.saturating_sub(sample.len());
            sample.extend_from_slice(word.get(..room).unwrap_or(word));
        }
        seen += word.len();
    }
    sample
}

/// The words that have a byte outside ASCII, each with the byte that ended it.
fn words(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (before, after) = rest.split_at_checked(first_high(rest)?)?;
        let start = before.iter().rposition(|&b| is_boundary(b));
        let end = after.iter().position(|&b| is_boundary(b));
        let start = start.map_or(0, |at| at + 1);
        let end = end.map_or(rest.len(), |at| before.len() + at + 1);
        let word = rest.get(start..end)?;
        rest = rest.get(end..)?;
        Some(word)
    })
}

/// Where the first byte outside ASCII stands.
fn first_high(bytes: &[u8]) -> Option<usize> {
    let chunks = bytes.chunks(CHUNK).take_while(|chunk| chunk.is_ascii());
    let passed = chunks.count() * CHUNK;
    let at = bytes.get(passed..)?.iter().position(|b| !b.is_ascii())?;
    Some(passed + at)
}

/// Bytes looked at together.
const CHUNK: usize = 64;

fn is_boundary(b: u8) -> bool {
    b < 0x30 || (0x3A..0x40).contains(&b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &[u8]) {
        assert_eq!(of(bytes, LARGEST), expected);
    }

    #[test]
    fn keeps_words_with_high_bytes() {
        check(b"", b"");
        check(b"<p>plain</p>", b"");
        check(b"<p>caf\xE9 noir</p>", b"caf\xE9 ");
        check(b"<p>\xA4@\xA4G</p>", b"\xA4@\xA4G<");
    }

    #[test]
    fn large_input_is_sampled_all_over() {
        let mut bytes = b"\xC4\xE3\xBA\xC3 ".repeat(100_000);
        bytes.extend_from_slice(&b"\xA4@ ".repeat(100_000));
        let sample = of(&bytes, LARGEST);
        assert!(sample.len() <= LARGEST && sample.len() > LARGEST / 2);
        let early = sample.iter().filter(|&&b| b == 0xC4).count();
        let late = sample.iter().filter(|&&b| b == 0xA4).count();
        assert!(early > 1000 && late > 1000, "{early} {late}");
    }

    #[test]
    fn a_word_longer_than_the_sample() {
        assert_eq!(of(&[0xC4; 200_000], LARGEST).len(), LARGEST);
    }
}
