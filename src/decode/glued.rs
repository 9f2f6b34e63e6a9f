//! Pages glued from two encodings: a template in one and an included part, a comment or a feed in the other. Takes bytes and the
//! encoding of most of them, gives the pieces that are in the second; only UTF-8 beside one legacy encoding is looked for,
//! because only there a piece proves what it is in. Linear.

use super::reader::Reader;
use super::{Decoded, Decoding, Evidence, Hints, candidates, read, utf8};
use crate::bounds::Pace;
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// Bytes outside ASCII that the pieces of a second encoding must hold together. A page damaged in a few places has fewer in
/// the pieces that fail.
const FEWEST_FOREIGN_BYTES: usize = 16;

/// Cost for each byte outside ASCII, in tenths of a bit, up to which the reading of the foreign pieces is text. Chinese takes
/// about 55, letters with accents about 60, damaged UTF-8 read in any encoding 100 and more.
const PLAUSIBLE_BYTE: i64 = 72;

/// Saving for each UTF-8 sequence in a legacy page, in tenths of a bit, that shows that a piece is in UTF-8 and not there by
/// chance.
const SAVING_PER_SEQUENCE: i64 = 40;

/// UTF-8 sequences in a piece of a legacy page; one alone may be two letters that happen to be valid.
const FEWEST_SEQUENCES: usize = 2;

/// A page cut into runs that are wholly in one of its two encodings.
pub(super) struct Parts<'a> {
    /// The bytes of each run and whether it is in the second encoding, neighbours differing.
    runs: Vec<(&'a [u8], bool)>,
}

impl<'a> Parts<'a> {
    /// Sorts the pieces of `bytes`. Pieces in ASCII go with what stands in front of them, and so do those that there is no time
    /// for. `None` when there are not two kinds.
    fn sort(
        bytes: &'a [u8],
        pace: &mut Pace<'_>,
        mut is_second: impl FnMut(&[u8]) -> bool,
    ) -> Option<Parts<'a>> {
        let mut runs: Vec<(&'a [u8], bool)> = Vec::new();
        let (mut start, mut end, mut second) = (0, 0, false);
        let (mut foreign, mut primary) = (0, 0);
        for piece in pieces(bytes) {
            if pace.is_over_for(piece.len()) {
                end = bytes.len();
                break;
            }
            if !piece.is_ascii() {
                let high = piece.iter().filter(|b| !b.is_ascii()).count();
                let now = is_second(piece);
                *(if now { &mut foreign } else { &mut primary }) += high;
                if now != second {
                    runs.push((bytes.get(start..end)?, second));
                    (start, second) = (end, now);
                }
            }
            end += piece.len();
        }
        runs.push((bytes.get(start..end)?, second));
        (foreign >= FEWEST_FOREIGN_BYTES && primary > 0).then_some(Parts { runs })
    }

    /// Reads each run in its encoding.
    pub(super) fn decoded(
        &self,
        primary: &'static Encoding,
        second: &'static Encoding,
        evidence: Evidence,
        pace: &mut Pace<'_>,
    ) -> Decoded<'a> {
        let mut text = String::new();
        let mut chars_lost = 0;
        for &(run, in_second) in &self.runs {
            let encoding = if in_second { second } else { primary };
            chars_lost += read::append(run, encoding, &mut text, pace);
        }
        text.shrink_to_fit();
        Decoded {
            text: Cow::Owned(text),
            decoding: Decoding {
                encoding: primary.name(),
                evidence,
                chars_lost,
                mixed: Some(second.name()),
            },
            late: false,
        }
    }
}

/// The pieces of a UTF-8 page that are in a legacy encoding, and which.
pub(super) fn utf8_with_legacy<'a>(
    bytes: &'a [u8],
    hints: &Hints<'_>,
    pace: &mut Pace<'_>,
) -> Option<(Parts<'a>, &'static Encoding)> {
    let mut foreign = Vec::new();
    let parts = Parts::sort(bytes, pace, |piece| {
        let stats = utf8::Stats::of(piece);
        let is_foreign = stats.errors > stats.valid;
        if is_foreign {
            foreign.extend_from_slice(piece);
        }
        is_foreign
    })?;
    let stats = utf8::Stats::of(&foreign);
    let choice = candidates::choose(&foreign, &stats, hints);
    let high: Vec<u8> = foreign.iter().copied().filter(|b| !b.is_ascii()).collect();
    let cost = Reader::new(choice.encoding).cost(&foreign) - ascii_cost(&foreign);
    let plausible = i64::try_from(high.len())
        .ok()?
        .saturating_mul(PLAUSIBLE_BYTE);
    (choice.encoding != UTF_8 && cost <= plausible).then_some((parts, choice.encoding))
}

/// The pieces of a page in the legacy encoding `encoding` that are in UTF-8.
pub(super) fn legacy_with_utf8<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    pace: &mut Pace<'_>,
) -> Option<Parts<'a>> {
    let (mut legacy, mut utf8) = (Reader::new(encoding), Reader::new(UTF_8));
    Parts::sort(bytes, pace, |piece| {
        // Nearly every piece ends the search at its first character.
        if std::str::from_utf8(piece).is_err_and(|error| error.error_len().is_some()) {
            return false;
        }
        let stats = utf8::Stats::of(piece);
        if stats.errors > 0 || stats.valid < FEWEST_SEQUENCES {
            return false;
        }
        let sequences = i64::try_from(stats.valid).unwrap_or(i64::MAX);
        let saving = legacy.cost(piece) - utf8.cost(piece);
        saving >= sequences.saturating_mul(SAVING_PER_SEQUENCE)
    })
}

/// What the ASCII part of `bytes` costs in every reading.
fn ascii_cost(bytes: &[u8]) -> i64 {
    let ascii = bytes.iter().filter(|b| b.is_ascii());
    ascii.map(|&b| super::plausible::ascii(char::from(b))).sum()
}

/// Texts between tags and line ends. None of the bytes that cut is part of a longer character in any encoding here.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|b| matches!(b, b'<' | b'>' | b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds::{Deadline, Share};
    use encoding_rs::{BIG5, GBK, WINDOWS_1252};

    fn glue(parts: &[(&str, &'static Encoding)]) -> Vec<u8> {
        let encoded = parts.iter().map(|(text, encoding)| encoding.encode(text).0);
        encoded.collect::<Vec<_>>().concat()
    }

    const LONG: &str = "<p>今天的天气很好，我们去公园里走走，看看那里的花。</p>\n";
    const OTHER: &str = "<p>这是另外一个网站的新闻内容，我们没有写过。</p>\n";

    fn check_in_utf8(parts: &[(&str, &'static Encoding)], expected: Option<&'static Encoding>) {
        let bytes = glue(parts);
        let never = Deadline::default();
        let mut pace = never.pace(Share::Decode);
        let found = utf8_with_legacy(&bytes, &Hints::default(), &mut pace);
        assert_eq!(found.as_ref().map(|(_, e)| *e), expected);
        if let Some((parts_found, second)) = found {
            let decoded = parts_found.decoded(UTF_8, second, Evidence::Utf8Mostly, &mut pace);
            assert_eq!(decoded.text, parts.iter().map(|p| p.0).collect::<String>());
            assert_eq!(decoded.decoding.chars_lost(), 0);
            assert_eq!(decoded.decoding.mixed(), Some(second.name()));
        }
    }

    #[test]
    fn legacy_parts_of_a_utf8_page() {
        check_in_utf8(&[(LONG, UTF_8), (OTHER, GBK), (LONG, UTF_8)], Some(GBK));
        check_in_utf8(
            &[
                (LONG, UTF_8),
                ("<p>今天的天氣很好，我們去公園裡走走。</p>", BIG5),
            ],
            Some(BIG5),
        );
        check_in_utf8(&[(LONG, UTF_8), ("<p>caf\u{e9}</p>", WINDOWS_1252)], None);
        check_in_utf8(&[(LONG, UTF_8)], None);
        check_in_utf8(&[(LONG, GBK)], None);
    }

    #[test]
    fn utf8_parts_of_a_legacy_page() {
        let never = Deadline::default();
        let pace = &mut never.pace(Share::Decode);
        let bytes = glue(&[(LONG, GBK), (OTHER, UTF_8), (LONG, GBK)]);
        let parts = legacy_with_utf8(&bytes, GBK, pace).expect("two encodings");
        let decoded = parts.decoded(GBK, UTF_8, Evidence::Label, pace);
        assert_eq!(decoded.text, [LONG, OTHER, LONG].concat());
        assert_eq!(decoded.decoding.mixed(), Some("UTF-8"));

        let chance = glue(&[
            (LONG, GBK),
            ("<a>系统</a><a>系统</a><a>系统</a><a>系统</a>", GBK),
        ]);
        assert!(legacy_with_utf8(&chance, GBK, pace).is_none());
        let western = "Où est le café ? À l’hôtel, près de la gare, très élégant, déjà fermé.\n";
        let bytes = glue(&[(western, WINDOWS_1252), (western, UTF_8)]);
        let parts = legacy_with_utf8(&bytes, WINDOWS_1252, pace).expect("two encodings");
        let decoded = parts.decoded(WINDOWS_1252, UTF_8, Evidence::Label, pace);
        assert_eq!(decoded.text, western.repeat(2));
    }
}
