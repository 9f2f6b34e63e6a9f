//! One tag of a page: where its parts are, and the token that the tree builder takes.
//! <https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state>

use std::borrow::Cow;
use std::ops::Range;

use html5ever::{LocalName, local_name};
use memchr::{memchr, memchr2};

use super::attributes::{Attributes, List};
use super::source::Source;
use super::unread;

/// Attributes of a tag that are read; the rest of the tag is skipped. Stops a quadratic search for duplicates: half a megabyte
/// of attributes took two seconds. Pages have been seen with about fifty.
pub(super) const MOST_ATTRIBUTES: usize = 256;
/// Bytes from which on the value of any attribute is kept: some programs keep the text of a page there.
pub(super) const LONG_VALUE: usize = 300;

/// Attributes, as places in the page.
pub(super) type Places = Vec<Place>;

/// Where the parts of an attribute are.
pub(super) struct Place {
    name: Range<usize>,
    /// Empty if it has none.
    value: Range<usize>,
    /// Whether the value may hold a character reference.
    may_refer: bool,
}

/// Where the parts of a tag are.
pub(super) struct Tag<'a> {
    html: &'a str,
    /// The first byte of the name.
    start: usize,
    /// One past the name.
    name_end: usize,
    /// Names and values of the attributes that are read.
    attributes: Places,
    /// The first attribute that is one too many.
    cut: Option<usize>,
    /// Whether a name among them is not in lower case, or holds NUL.
    needs_folding: bool,
    /// Whether a stroke stands before the `>`.
    self_closing: bool,
    /// The `>`, or the end of the page.
    last: usize,
}

impl<'a> Tag<'a> {
    /// Scans the tag whose `<` is at `open`, through the states "tag name" to "after attribute value (quoted)". `room` is that of a
    /// tag before, to be used again.
    pub(super) fn scan(html: &'a str, open: usize, mut room: Places) -> Tag<'a> {
        room.clear();
        let bytes = html.as_bytes();
        let start = open + 1 + usize::from(bytes.get(open + 1) == Some(&b'/'));
        let mut said = 0;
        let mut tag = Tag {
            html,
            start,
            name_end: end_of_name(bytes, start, ENDS_TAG, &mut said),
            attributes: room,
            cut: None,
            needs_folding: false,
            self_closing: false,
            last: html.len(),
        };
        let mut at = tag.name_end;
        loop {
            let from = at;
            at = skip(bytes, at, |b| !is_space(b) && b != b'/');
            tag.needs_folding = said & FOLDS != 0;
            match bytes.get(at) {
                None => return tag,
                Some(b'>') => {
                    tag.last = at;
                    tag.self_closing = at > from && bytes[at - 1] == b'/';
                    return tag;
                }
                Some(_) => {}
            }
            // A name may begin with an equals sign.
            said |= KINDS[usize::from(bytes[at])];
            let name = at..end_of_name(bytes, at + 1, ENDS_TAG | ENDS_ATTRIBUTE, &mut said);
            let (place, end) = scan_value(bytes, name);
            at = end;
            if tag.attributes.len() < MOST_ATTRIBUTES {
                tag.attributes.push(place);
            } else if tag.cut.is_none() {
                tag.cut = Some(place.name.start);
            }
        }
    }

    /// One past the name of the tag whose `<` is at `open`.
    pub(super) fn scan_name(html: &str, open: usize) -> usize {
        let bytes = html.as_bytes();
        let start = open + 1 + usize::from(bytes.get(open + 1) == Some(&b'/'));
        end_of_name(bytes, start, ENDS_TAG, &mut 0)
    }

    /// The room that its attributes took.
    pub(super) fn into_room(self) -> Places {
        self.attributes
    }

    /// The name, as the page writes it.
    pub(super) fn name(&self) -> &'a str {
        &self.html[self.start..self.name_end]
    }

    /// The name in lower case.
    pub(super) fn lower_name(&self) -> Cow<'a, str> {
        self.folded(self.start..self.name_end)
    }

    pub(super) fn is_end(&self) -> bool {
        self.html.as_bytes()[self.start - 1] == b'/'
    }

    /// Whether a stroke stands before the `>`.
    pub(super) fn is_self_closing(&self) -> bool {
        self.self_closing
    }

    /// Whether the tag ends before the page does; else it is none.
    pub(super) fn is_closed(&self) -> bool {
        self.last < self.html.len()
    }

    /// One past the tag.
    pub(super) fn end(&self) -> usize {
        (self.last + 1).min(self.html.len())
    }

    /// Where the attributes that are too many begin and end.
    pub(super) fn cut(&self) -> Option<(usize, usize)> {
        self.cut.map(|cut| (cut, self.last))
    }

    /// A name as the tokenizer gives it: ASCII letters in lower case.
    fn folded(&self, name: Range<usize>) -> Cow<'a, str> {
        let name = &self.html[name];
        match self.needs_folding {
            false => Cow::Borrowed(name),
            true => Cow::Owned(name.to_ascii_lowercase().replace('\0', "\u{FFFD}")),
        }
    }

    fn is_unread(&self, name: &Range<usize>) -> bool {
        match self.needs_folding {
            false => unread::is_unread(&self.html.as_bytes()[name.clone()]),
            true => unread::is_unread(self.folded(name.clone()).as_bytes()),
        }
    }

    /// Adds the attributes that something reads, or every one of them, to those of the page that is the source.
    pub(super) fn list(
        &self,
        source: &Source<'_>,
        every: bool,
        attributes: &mut Attributes,
    ) -> List {
        let mut list = attributes.begin();
        for place in &self.attributes {
            if every || place.value.len() >= LONG_VALUE || !self.is_unread(&place.name) {
                let name = place.name.clone();
                let name = match self.needs_folding {
                    true => attributes.other(&self.folded(name)),
                    false => source.name(name, attributes),
                };
                let value = source.value(place.value.clone(), place.may_refer, attributes);
                if let (Some(name), Some(value)) = (name, value) {
                    attributes.add(&mut list, name, value);
                }
            }
        }
        list
    }
}

/// The attribute of this name, and one past its value.
fn scan_value(bytes: &[u8], name: Range<usize>) -> (Place, usize) {
    let place = |value, may_refer| Place {
        name: name.clone(),
        value,
        may_refer,
    };
    let behind_name = skip(bytes, name.end, |b| !is_space(b));
    if bytes.get(behind_name) != Some(&b'=') {
        return (place(name.end..name.end, false), name.end);
    }
    let at = skip(bytes, behind_name + 1, |b| !is_space(b));
    match bytes.get(at) {
        Some(&quote @ (b'"' | b'\'')) => {
            let start = at + 1;
            // Nearly all end before a reference begins.
            let first = memchr2(quote, b'&', &bytes[start..]).map(|found| start + found);
            let reference = first.filter(|&first| bytes[first] == b'&');
            let end = match reference {
                Some(at) => memchr(quote, &bytes[at..]).map(|found| at + found),
                None => first,
            };
            let end = end.unwrap_or(bytes.len());
            let behind = (end + 1).min(bytes.len());
            (place(start..end, reference.is_some()), behind)
        }
        _ => {
            let end = skip(bytes, at, |b| is_space(b) || b == b'>');
            (place(at..end, true), end)
        }
    }
}

fn skip(bytes: &[u8], at: usize, until: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|&b| until(b)).unwrap_or(rest.len())
}

/// White space within tags.
const fn is_space(b: u8) -> bool {
    matches!(b, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

/// What bytes of a name say: that it has ended, in a tag or at the value of an attribute, and that it is to be folded.
const ENDS_TAG: u8 = 1;
const ENDS_ATTRIBUTE: u8 = 2;
const FOLDS: u8 = 4;

static KINDS: [u8; 256] = {
    let (mut kinds, mut b) = ([0; 256], 0);
    while b < 0x80 {
        kinds[b as usize] = match b {
            b'/' | b'>' => ENDS_TAG,
            b if is_space(b) => ENDS_TAG,
            b'=' => ENDS_ATTRIBUTE,
            b'A'..=b'Z' | 0 => FOLDS,
            _ => 0,
        };
        b += 1;
    }
    kinds
};

/// One past the name that begins at a place; adds what its bytes say.
fn end_of_name(bytes: &[u8], start: usize, ends: u8, said: &mut u8) -> usize {
    let mut at = start;
    while let Some(&b) = bytes.get(at)
        && KINDS[usize::from(b)] & ends == 0
    {
        *said |= KINDS[usize::from(b)];
        at += 1;
    }
    at
}

/// Whether elements of this name format text, as the standard lists them: the tree builder opens them again where they were left open.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}
