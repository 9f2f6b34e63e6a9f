//! The attributes of all elements of a page in one list: each is two places, in the page or in the text that has been decoded out
//! of it, so that an element costs no allocation for them and they are let go at once.

use std::ops::Range;

use html5ever::tendril::StrTendril;

use crate::bounds;

/// Attributes of an element, as places in [`Attributes`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct List {
    first: u32,
    count: u32,
    /// A bit for each name, so that a name that is not there, as most are, is found out at once.
    pub names: u32,
}

impl List {
    pub(super) fn len(self) -> usize {
        self.count as usize
    }

    fn range(self) -> Range<usize> {
        let first = self.first as usize;
        first..first + self.len()
    }
}

/// The bit of an attribute's name; some names share one.
pub(super) const fn bit(name: &[u8]) -> u32 {
    let first = match name {
        [first, ..] => *first,
        [] => 0,
    };
    1 << ((first as u32 * 5 + name.len() as u32) & 31)
}

/// Bytes of an attribute's name by which most names are told apart without a look at the page.
const fn key(name: &[u8]) -> u16 {
    match name {
        [first, .., last] => {
            let middle = name[name.len() / 2];
            u16::from_le_bytes([*first ^ middle.rotate_left(3), *last])
        }
        [only] => *only as u16,
        [] => 0,
    }
}

/// A place in the page, or behind it in the text that has been decoded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    start: u32,
    length: u32,
}

#[derive(Debug, Clone, Copy)]
struct Attribute {
    value: Span,
    name: u32,
    name_length: u16,
    key: u16,
}

impl Attribute {
    fn name(&self) -> Span {
        Span {
            start: self.name,
            length: u32::from(self.name_length),
        }
    }
}

/// Bytes that a page has for each of its attributes, or else those behind are not read, so that memory stays a small multiple of the
/// page; and attributes that any page may have.
const BYTES_AN_ATTRIBUTE: usize = 8;
const ATTRIBUTES_OF_ANY: usize = 65_536;

/// The attributes of a page.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    page: StrTendril,
    /// What does not stand in the page as it is: values with character references, names in capitals.
    decoded: String,
    all: Vec<Attribute>,
    /// Whether there are as many as there may be, and more have come.
    pub is_full: bool,
}

impl Attributes {
    /// Of a page that is shared with its texts.
    pub(super) fn new(page: StrTendril) -> Attributes {
        Attributes {
            page,
            ..Attributes::default()
        }
    }

    /// A list without attributes, at the end, so that it may grow.
    pub(super) fn begin(&self) -> List {
        List {
            // A page that is shared has fewer bytes than 32 bits count, and another no more attributes than any may have.
            first: self.all.len() as u32,
            ..List::default()
        }
    }

    /// The same list at the end.
    pub(super) fn begin_with(&mut self, list: List) -> List {
        let first = self.begin().first;
        let items = self.all[list.range()].to_vec();
        bounds::extend(&mut self.all, &items);
        List { first, ..list }
    }

    /// A list as an element of a drawing or a formula has it: of `xlink:href` and its like the last part is the name.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#adjust-foreign-attributes>
    pub(super) fn without_prefixes(&mut self, list: List) -> List {
        let local = |name: &str| {
            name.strip_prefix("xlink:")
                .or(name.strip_prefix("xml:"))
                .map(str::len)
        };
        if self.iter(list).all(|(name, _)| local(name).is_none()) {
            return list;
        }
        let mut adjusted = self.begin();
        for place in list.range() {
            let attribute = self.all[place];
            let mut name = attribute.name();
            if let Some(length) = local(self.text(name)) {
                name.start += name.length - length as u32;
                name.length = length as u32;
            }
            self.add(&mut adjusted, name, attribute.value);
        }
        adjusted
    }

    /// Takes back a list that is at the end.
    pub(super) fn undo(&mut self, list: List) {
        self.all.truncate(list.first as usize);
    }

    /// Keeps so many attributes of a list that is at the end, of values that are no longer than that.
    pub(super) fn bound(&mut self, list: List, most: usize, longest: usize) -> List {
        let fits = |attribute: &Attribute| attribute.value.length as usize <= longest;
        if list.len() <= most && self.all[list.range()].iter().all(fits) {
            return list;
        }
        let mut kept = self.all.split_off(list.first as usize);
        kept.truncate(most);
        kept.retain(fits);
        let count = kept.len() as u32;
        self.all.append(&mut kept);
        List { count, ..list }
    }

    /// A part of the page, if it is shared.
    #[inline]
    pub(super) fn part(&self, range: Range<usize>) -> Option<Span> {
        // A page that is shared has fewer bytes than 32 bits count.
        (range.end <= self.page.len()).then_some(Span {
            start: range.start as u32,
            length: range.len() as u32,
        })
    }

    /// A text that is no part of the page, unless there are more of them than 32 bits count.
    pub(super) fn other(&mut self, text: &str) -> Option<Span> {
        let start = self.page.len() + self.decoded.len();
        u32::try_from(start + text.len()).ok()?;
        self.decoded.push_str(text);
        Some(Span {
            start: start as u32,
            length: text.len() as u32,
        })
    }

    /// Adds an attribute to a list that is at the end, unless it has one of this name or there may be no more.
    pub(super) fn add(&mut self, list: &mut List, name: Span, value: Span) {
        let (text, range) = self.place(name);
        let text = &text.as_bytes()[range];
        let (bit, key) = (bit(text), key(text));
        let is_there = list.names & bit != 0 && self.find(*list, key, text).is_some();
        // Nothing asks for names of so many bytes.
        let Some(name_length) = u16::try_from(name.length).ok().filter(|_| !is_there) else {
            return;
        };
        if self.all.len() >= ATTRIBUTES_OF_ANY.max(self.page.len() / BYTES_AN_ATTRIBUTE) {
            self.is_full = true;
            return;
        }
        let attribute = Attribute {
            value,
            name: name.start,
            name_length,
            key,
        };
        bounds::push(&mut self.all, attribute);
        list.count += 1;
        list.names |= bit;
    }

    /// Adds an attribute that is no part of the page.
    pub(super) fn add_other(&mut self, list: &mut List, name: &str, value: &str) {
        if let (Some(name), Some(value)) = (self.other(name), self.other(value)) {
            self.add(list, name, value);
        }
    }

    /// The text that holds a place, and where in it.
    #[inline]
    fn place(&self, span: Span) -> (&str, Range<usize>) {
        let start = span.start as usize;
        let end = start + span.length as usize;
        let page = self.page.len();
        match end <= page {
            true => (&self.page, start..end),
            false => (&self.decoded, start - page..end - page),
        }
    }

    fn text(&self, span: Span) -> &str {
        let (text, range) = self.place(span);
        &text[range]
    }

    fn find(&self, list: List, key: u16, name: &[u8]) -> Option<&Attribute> {
        self.all[list.range()].iter().find(|attribute| {
            let may_be = attribute.key == key && usize::from(attribute.name_length) == name.len();
            may_be && {
                let (text, range) = self.place(attribute.name());
                &text.as_bytes()[range] == name
            }
        })
    }

    /// The value of an attribute, if it is in the list.
    // What is asked of a name that the caller writes down is then known before the program runs.
    #[inline(always)]
    pub(super) fn value(&self, list: List, name: &str) -> Option<&str> {
        let name = name.as_bytes();
        match list.names & bit(name) {
            0 => None,
            _ => self.value_of(list, key(name), name),
        }
    }

    fn value_of(&self, list: List, key: u16, name: &[u8]) -> Option<&str> {
        let found = self.find(list, key, name)?;
        Some(self.text(found.value))
    }

    /// Names and values in source order.
    pub(super) fn iter(&self, list: List) -> impl Iterator<Item = (&str, &str)> {
        let attributes = self.all[list.range()].iter();
        attributes.map(|attribute| (self.text(attribute.name()), self.text(attribute.value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_parts_of_the_page_and_other_text() {
        let mut attributes = Attributes::new(StrTendril::from_slice("<p id=x>"));
        let mut list = attributes.begin();
        let id = (attributes.part(3..5), attributes.part(6..7));
        let (Some(name), Some(value)) = id else {
            panic!("both are parts of the page")
        };
        attributes.add(&mut list, name, value);
        attributes.add_other(&mut list, "class", "a & b");
        attributes.add_other(&mut list, "id", "second");
        attributes.add_other(&mut list, "alt", "");
        attributes.add_other(&mut list, "data-srcset", "z");
        let said: Vec<_> = attributes.iter(list).collect();
        assert_eq!(
            said,
            [
                ("id", "x"),
                ("class", "a & b"),
                ("alt", ""),
                ("data-srcset", "z")
            ]
        );
        assert_eq!(attributes.value(list, "class"), Some("a & b"));
        assert_eq!(attributes.value(list, "data-srcset"), Some("z"));
        for other in ["clasS", "classe", "data-srcsot", "data-src"] {
            assert_eq!(attributes.value(list, other), None, "{other}");
        }
        let mut longer = attributes.begin_with(list);
        attributes.add_other(&mut longer, "rel", "y");
        assert_eq!((list.len(), longer.len()), (4, 5));
        assert_eq!(attributes.value(longer, "id"), Some("x"));
        attributes.undo(longer);
        assert_eq!(attributes.begin().first, 4);
    }
}
