//! Bytes to text: which encoding a page is in, on which evidence, and what the decoding cost.
//! Takes the bytes and what the caller knows about them; gives the text and a [`Decoding`]. Any bytes give text, valid UTF-8
//! comes back unchanged and borrowed (but for ASCII that is ISO-2022-JP or UTF-16, which take an escape or zero byte), the byte
//! order mark is not part of the text, and time is linear in the input.
//!
//! The order of evidence: a byte order mark; escape sequences and zero bytes (ISO-2022-JP, UTF-16); UTF-8 when the bytes hold
//! as UTF-8; otherwise every candidate (HTTP header, label in the page, statistical guess, the encodings of East Asia and of
//! Cyrillic script when high bytes stand together) is read, and the most plausible reading wins. A label is a vote with a
//! bounded weight: it decides a title, it does not overrule a page.

mod candidates;
mod double_byte;
mod escape;
mod frequent;
mod glued;
mod label;
mod latin;
mod plausible;
mod read;
mod reader;
mod sample;
mod single_byte;
mod utf16;
mod utf8;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};
use simdutf8::basic::from_utf8;
use std::borrow::Cow;

use crate::bounds::{Deadline, Pace, Share};

/// How the bytes of a page became text: which encoding, on which evidence, and what was lost.
///
/// ```
/// # fn report(decoding: &dehusk::Decoding) {
/// if decoding.chars_lost() > 0 {
///     println!("{}: {} characters lost", decoding.encoding(), decoding.chars_lost());
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Decoding {
    encoding: &'static str,
    evidence: Evidence,
    chars_lost: usize,
    mixed: Option<&'static str>,
}

impl Decoding {
    /// The name of the encoding in the [Encoding Standard](https://encoding.spec.whatwg.org/#names-and-labels), such as `UTF-8`,
    /// `GBK` or `windows-1252`.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// What the choice of the encoding rests on.
    pub fn evidence(&self) -> Evidence {
        self.evidence
    }

    /// The number of U+FFFD that decoding put in place of bytes without a meaning in the encoding. Those that already stood in
    /// the source are not counted.
    pub fn chars_lost(&self) -> usize {
        self.chars_lost
    }

    /// The second encoding, when the page is glued from parts in two; each part was read in its own.
    pub fn mixed(&self) -> Option<&'static str> {
        self.mixed
    }

    /// The input was a `&str`: there was nothing to decide.
    pub(crate) fn already_text() -> Decoding {
        Decoding {
            encoding: UTF_8.name(),
            evidence: Evidence::AlreadyText,
            chars_lost: 0,
            mixed: None,
        }
    }
}

/// What the choice of an encoding rests on, the strongest kind that speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Evidence {
    /// A byte order mark.
    Bom,
    /// The `charset` of the HTTP header `Content-Type`, borne out by the bytes.
    Http,
    /// A label in the page (`<meta charset>`, `<meta http-equiv>` or the XML declaration), borne out by the bytes.
    Label,
    /// All bytes are valid UTF-8, some of them outside ASCII.
    Utf8Valid,
    /// Most sequences outside ASCII are valid UTF-8; the others were lost or belong to a second encoding.
    Utf8Mostly,
    /// The bytes have a shape that only this encoding has (UTF-16, ISO-2022-JP), or the statistical detector named it and no
    /// other candidate read better.
    Detected,
    /// Of all candidates this one gave the most plausible text, although neither a label nor the detector named it.
    Scored,
    /// Nothing but ASCII: every label would give the same text.
    Ascii,
    /// The input was text from the beginning.
    AlreadyText,
}

impl Evidence {
    /// The name in snake case, as JSON output shows it.
    pub fn as_str(self) -> &'static str {
        match self {
            Evidence::Bom => "bom",
            Evidence::Http => "http",
            Evidence::Label => "label",
            Evidence::Utf8Valid => "utf8_valid",
            Evidence::Utf8Mostly => "utf8_mostly",
            Evidence::Detected => "detected",
            Evidence::Scored => "scored",
            Evidence::Ascii => "ascii",
            Evidence::AlreadyText => "already_text",
        }
    }
}

/// What the caller knows about the bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hints<'a> {
    /// The value of the HTTP header `Content-Type`.
    pub content_type: Option<&'a str>,
    /// The last label of the host, in lower-case ASCII; anything else is ignored.
    pub tld: Option<&'a [u8]>,
}

/// The text of a page and how it was come by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub decoding: Decoding,
    /// Whether there was no time for the end of the text.
    pub late: bool,
}

/// Decodes `bytes`. Linear in time; allocates only when the text cannot be borrowed.
#[cfg(test)]
pub(crate) fn decode<'a>(bytes: &'a [u8], hints: &Hints<'_>) -> Decoded<'a> {
    decode_within(bytes, hints, &Deadline::default())
}

/// The same, as far as it gets in its time. What is UTF-8 takes none to speak of.
pub(crate) fn decode_within<'a>(
    bytes: &'a [u8],
    hints: &Hints<'_>,
    deadline: &Deadline,
) -> Decoded<'a> {
    let mut pace = deadline.pace(Share::Decode);
    let mut decoded = with_bom(bytes, hints, &mut pace).unwrap_or_else(|| match from_utf8(bytes) {
        Ok(text) if text.is_ascii() => ascii(bytes, text, hints, &mut pace),
        Ok(text) => borrowed(text, Evidence::Utf8Valid),
        Err(_) => undeclared(bytes, hints, &mut pace),
    });
    decoded.late = pace.is_over();
    decoded
}

/// Input with a byte order mark. A UTF-8 mark in front of bytes that are not UTF-8 is left over from an included file and is
/// only skipped.
fn with_bom<'a>(bytes: &'a [u8], hints: &Hints<'_>, pace: &mut Pace<'_>) -> Option<Decoded<'a>> {
    let (encoding, length) = Encoding::for_bom(bytes)?;
    let rest = bytes.get(length..)?;
    if encoding != UTF_8 {
        return Some(read(rest, encoding, Evidence::Bom, pace));
    }
    if let Ok(text) = from_utf8(rest) {
        return Some(borrowed(text, Evidence::Bom));
    }
    let stats = utf8::Stats::of(rest);
    if !stats.holds() && stats.errors > stats.valid {
        return None;
    }
    Some(mostly_utf8(rest, hints, Evidence::Bom, pace))
}

/// Input of bytes below 0x80 only, which may still be UTF-16 or ISO-2022-JP.
fn ascii<'a>(
    bytes: &'a [u8],
    text: &'a str,
    hints: &Hints<'_>,
    pace: &mut Pace<'_>,
) -> Decoded<'a> {
    if bytes.contains(&0)
        && let Some(encoding) = utf16::detect(bytes)
    {
        return read(bytes, encoding, Evidence::Detected, pace);
    }
    if escape::is_iso_2022_jp(bytes, pace) {
        return read(bytes, ISO_2022_JP, named(ISO_2022_JP, bytes, hints), pace);
    }
    borrowed(text, Evidence::Ascii)
}

/// Bytes that are not valid UTF-8.
fn undeclared<'a>(bytes: &'a [u8], hints: &Hints<'_>, pace: &mut Pace<'_>) -> Decoded<'a> {
    if let Some(encoding) = utf16::detect(bytes) {
        return read(bytes, encoding, Evidence::Detected, pace);
    }
    if escape::is_iso_2022_jp(bytes, pace) {
        return read(bytes, ISO_2022_JP, named(ISO_2022_JP, bytes, hints), pace);
    }
    let stats = utf8::Stats::of(bytes);
    if stats.holds() && !(stats.may_be_chance() && holds_as_declared(bytes, hints)) {
        return mostly_utf8(bytes, hints, Evidence::Utf8Mostly, pace);
    }
    // A mark that the bytes refuted (see `with_bom`) is still no text.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let choice = candidates::choose(bytes, &stats, hints);
    if choice.encoding == UTF_8 {
        return mostly_utf8(bytes, hints, choice.evidence, pace);
    }
    match glued::legacy_with_utf8(bytes, choice.encoding, pace) {
        Some(parts) => parts.decoded(choice.encoding, UTF_8, choice.evidence, pace),
        None => read(bytes, choice.encoding, choice.evidence, pace),
    }
}

/// Whether the page declares an encoding of characters of several bytes, other than UTF-8, and has no error in it.
fn holds_as_declared(bytes: &[u8], hints: &Hints<'_>) -> bool {
    let declared = label::from_content_type(hints.content_type).or_else(|| label::in_page(bytes));
    declared
        .filter(|encoding| *encoding != UTF_8 && !encoding.is_single_byte())
        .and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes))
        .is_some()
}

/// A page in UTF-8 with errors, which may come from parts in another encoding.
fn mostly_utf8<'a>(
    bytes: &'a [u8],
    hints: &Hints<'_>,
    evidence: Evidence,
    pace: &mut Pace<'_>,
) -> Decoded<'a> {
    match glued::utf8_with_legacy(bytes, hints, pace) {
        Some((parts, second)) => parts.decoded(UTF_8, second, evidence, pace),
        None => read(bytes, UTF_8, evidence, pace),
    }
}

/// The evidence for an encoding that the shape of the bytes has already proved.
fn named(encoding: &'static Encoding, bytes: &[u8], hints: &Hints<'_>) -> Evidence {
    if label::from_content_type(hints.content_type) == Some(encoding) {
        Evidence::Http
    } else if label::in_page(bytes) == Some(encoding) {
        Evidence::Label
    } else {
        Evidence::Detected
    }
}

/// Text that is the input itself.
fn borrowed(text: &str, evidence: Evidence) -> Decoded<'_> {
    Decoded {
        text: Cow::Borrowed(text),
        decoding: Decoding {
            encoding: UTF_8.name(),
            evidence,
            chars_lost: 0,
            mixed: None,
        },
        late: false,
    }
}

/// Reads all bytes in one encoding.
fn read<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    evidence: Evidence,
    pace: &mut Pace<'_>,
) -> Decoded<'a> {
    let mut text = String::new();
    let chars_lost = read::append(bytes, encoding, &mut text, pace);
    text.shrink_to_fit();
    Decoded {
        text: Cow::Owned(text),
        decoding: Decoding {
            encoding: encoding.name(),
            evidence,
            chars_lost,
            mixed: None,
        },
        late: false,
    }
}

#[cfg(test)]
mod tests;
