//! The text of a page as the tree holds it: parts of one copy of the page, so that a text node or the value of an attribute costs no
//! allocation.

use std::borrow::Cow;
use std::ops::Range;

use html5ever::tendril::StrTendril;
use memchr::memchr;

use super::attributes::{Attributes, Span};
use super::reference;

/// A page that parts are taken of.
pub(super) struct Source<'a> {
    pub html: &'a str,
    /// The page again, to be shared. Empty if it is too long for that.
    shared: StrTendril,
    /// Whether the page holds NUL, as hardly any does. No reference stands for one.
    pub has_nul: bool,
}

impl<'a> Source<'a> {
    /// Copies a page once.
    pub(super) fn new(html: &'a str) -> Source<'a> {
        // Tendrils count their bytes in 32 bits.
        let shared = match u32::try_from(html.len()) {
            Ok(_) => StrTendril::from_slice(html),
            Err(_) => StrTendril::new(),
        };
        Source {
            html,
            shared,
            has_nul: memchr(0, html.as_bytes()).is_some(),
        }
    }

    /// A part as it stands, without NUL.
    pub(super) fn raw(&self, range: Range<usize>) -> StrTendril {
        self.without_nul(self.part(range))
    }

    /// A part of text with its character references decoded. NUL stays.
    pub(super) fn decoded(&self, range: Range<usize>) -> StrTendril {
        match reference::decode(&self.html[range.clone()], false) {
            Cow::Borrowed(_) => self.part(range),
            Cow::Owned(text) => StrTendril::from_slice(&text),
        }
    }

    /// A part of text with its character references decoded, without NUL.
    pub(super) fn visible(&self, range: Range<usize>) -> StrTendril {
        self.without_nul(self.decoded(range))
    }

    /// A part as it stands.
    pub(super) fn part(&self, range: Range<usize>) -> StrTendril {
        let place = (u32::try_from(range.start), u32::try_from(range.len()));
        match place {
            (Ok(start), Ok(length)) if range.end <= self.shared.len() => {
                self.shared.subtendril(start, length)
            }
            _ => StrTendril::from_slice(&self.html[range]),
        }
    }

    /// The page, to be shared; empty if it is too long for that.
    pub(super) fn page(&self) -> StrTendril {
        self.shared.clone()
    }

    /// The place of an attribute's value, which is decoded if need be; `may_refer` if it may hold a character reference.
    #[inline]
    pub(super) fn value(
        &self,
        range: Range<usize>,
        may_refer: bool,
        attributes: &mut Attributes,
    ) -> Option<Span> {
        match may_refer || self.has_nul {
            true => self.decoded_value(range, attributes),
            false => self.name(range, attributes),
        }
    }

    fn decoded_value(&self, range: Range<usize>, attributes: &mut Attributes) -> Option<Span> {
        let decoded = reference::decode(&self.html[range.clone()], true);
        if self.has_nul && decoded.contains('\0') {
            return attributes.other(&decoded.replace('\0', "\u{FFFD}"));
        }
        match decoded {
            Cow::Borrowed(_) => self.name(range, attributes),
            Cow::Owned(text) => attributes.other(&text),
        }
    }

    /// The place of an attribute's name, or of another text that stands as it is.
    #[inline]
    pub(super) fn name(&self, range: Range<usize>, attributes: &mut Attributes) -> Option<Span> {
        let part = attributes.part(range.clone());
        part.or_else(|| attributes.other(&self.html[range]))
    }

    fn without_nul(&self, text: StrTendril) -> StrTendril {
        match self.has_nul && text.contains('\0') {
            true => StrTendril::from_slice(&text.replace('\0', "\u{FFFD}")),
            false => text,
        }
    }
}
