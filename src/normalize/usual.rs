//! Text of the usual kind, told by its bytes: ASCII, the Han characters that nearly all text is written in, and the punctuation that
//! is set with them. None of it is white space but ASCII, combines with anything or can be unseen, and most Chinese text is nothing
//! else. Without branches, so that the compiler can use vector instructions.

/// Bytes that are looked at together.
const CHUNK: usize = 256;

/// Whether a text is all of that kind.
pub(crate) fn is_usual(text: &str) -> bool {
    let bytes = text.as_bytes();
    // In most text of other kinds the first character outside of ASCII is another.
    let first = bytes.iter().position(|b| !b.is_ascii());
    if let Some(&[first, second, third]) = first.and_then(|at| bytes[at..].first_chunk())
        && is_other(first, second, third)
    {
        return false;
    }
    let [second, third] = [1, 2].map(|at| bytes.get(at..).unwrap_or_default().chunks(CHUNK));
    let mut chunks = bytes.chunks(CHUNK).zip(second).zip(third);
    // Of a character not all of which is looked at the last bytes are looked at: no usual one has so few.
    text.len() > 2
        && chunks.all(|((first, second), third)| {
            let bytes = first.iter().zip(second).zip(third);
            let other = bytes.map(|((&b, &second), &third)| u8::from(is_other(b, second, third)));
            other.fold(0, |any, other| any | other) == 0
        })
        && bytes[bytes.len() - 2..].iter().all(|b| *b < 0xC0)
}

/// Whether three bytes begin with a character that is not usual.
fn is_other(first: u8, second: u8, third: u8) -> bool {
    let within = |b: u8, from: u8, to: u8| b.wrapping_sub(from) <= to - from;
    // U+2010 to U+2027; U+3001 to U+3004 and U+3008 to U+3020; U+FF01 to U+FF0F and U+FF1A to U+FF20.
    let general = (first == 0xE2) & (second == 0x80) & within(third, 0x90, 0xA7);
    let wide = (first == 0xE3)
        & (second == 0x80)
        & (within(third, 0x81, 0x84) | within(third, 0x88, 0xA0));
    let full = (first == 0xEF)
        & (second == 0xBC)
        & (within(third, 0x81, 0x8F) | within(third, 0x9A, 0xA0));
    (first >= 0xC0) & !(is_han(first, second) | general | wide | full)
}

/// Whether a usual Han character, of U+4E00 to U+9FFF, begins with these bytes.
fn is_han(first: u8, second: u8) -> bool {
    (first.wrapping_sub(0xE5) < 5) | (first == 0xE4) & (second >= 0xB8)
}

/// How many usual Han characters a piece of text has, which is no longer than 255 of them.
pub(crate) fn count_han(piece: &[u8]) -> usize {
    let seconds = piece.iter().skip(1);
    let han: u8 = piece
        .iter()
        .zip(seconds)
        .map(|(&first, &second)| u8::from(is_han(first, second)))
        .sum();
    han.into()
}

#[cfg(test)]
mod tests {
    use super::super::{Invisible, is_alphanumeric, is_space, is_usual_han, may_need_composing};
    use super::*;
    use unicode_normalization::char::is_combining_mark;

    #[test]
    fn usual_characters_are_what_is_said_of_them() {
        for c in '\u{80}'..=char::MAX {
            for text in [
                format!("a{c}"),
                format!("{c}. "),
                format!("{}{c}", "x".repeat(CHUNK - 1)),
            ] {
                let han = is_usual_han(c);
                if !is_usual(&text) {
                    assert!(!han, "{c:?}");
                    continue;
                }
                assert_eq!(is_alphanumeric(c), han, "{c:?}");
                assert!(
                    !is_space(c) && !is_combining_mark(c) && !may_need_composing(c),
                    "{c:?}"
                );
                assert!(Invisible::of(c) == Invisible::No, "{c:?}");
            }
            assert_eq!(
                count_han(format!("a{c}b").as_bytes()),
                usize::from(is_usual_han(c))
            );
        }
        assert!(is_usual("春天来得很晚，“船”（3艘）停在港口。Yes!"));
        assert!(!is_usual("é") && !is_usual("aé") && !is_usual("a b é") && !is_usual("港\u{3000}"));
    }
}
