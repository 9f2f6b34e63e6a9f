//! How attributes get past the tree builder. It moves them from a start tag to an element and looks at very few; of formatting
//! elements it keeps one copy and makes another for each element that it opens again. So it gets none of most tags: the element that it
//! makes of the tag takes them from here; and of formatting elements it gets a number.

use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, namespace_prefix, ns};

use super::attributes::{Attributes, List};
use super::kind::Kind;
use super::source::Source;
use super::tag::Tag;

/// Attributes that a formatting element keeps, and bytes of each value: it is opened again in every paragraph that follows while it is
/// unclosed, and whoever reads the tree reads them again. Addresses that are too long are left out: half an address leads nowhere.
const FORMATTING_ATTRIBUTES: usize = 32;
const FORMATTING_VALUE: usize = 4 << 10;

/// The attributes of a page, and those that are on their way into the tree.
#[derive(Debug, Default)]
pub(super) struct Offer {
    pub attributes: Attributes,
    /// The name of the start tag that the tree builder has, and its attributes.
    waiting: Option<(LocalName, List)>,
    /// Those of formatting elements, by number.
    numbered: Vec<List>,
    /// Numbers of formatting elements, by what their attributes say in whatever order.
    alike: HashMap<String, u32>,
}

impl Offer {
    /// Offers the attributes of a start tag of this name, until it is withdrawn; gives what the tree builder gets of them. Those that
    /// nothing reads are left out unless `every` is wanted.
    pub(super) fn start(
        &mut self,
        tag: &Tag<'_>,
        name: &LocalName,
        source: &Source<'_>,
        every: bool,
        in_foreign_content: impl FnOnce() -> bool,
    ) -> Vec<Attribute> {
        let is_formatting = Kind::of(name) == Kind::Formatting;
        // Elements that are alike are counted by all of their attributes; of links there is never more than one.
        let is_link = *name == local_name!("a");
        let every = every || is_formatting && !is_link;
        let list = tag.list(source, every, &mut self.attributes);
        if list.len() == 0 {
            return Vec::new();
        }
        if is_read(name) || !is_formatting && in_foreign_content() {
            let copies = copies(self.attributes.iter(list));
            self.attributes.undo(list);
            return copies;
        }
        if !is_formatting {
            self.waiting = Some((name.clone(), list));
            return Vec::new();
        }
        let list = self
            .attributes
            .bound(list, FORMATTING_ATTRIBUTES, FORMATTING_VALUE);
        let breaks_out = self.breaks_out(name, list);
        let number = match is_link {
            true => self.number(list),
            false => self.number_of_alike(list),
        };
        vec![numbered(number, breaks_out)]
    }

    /// Withdraws what no element has taken.
    pub(super) fn withdraw(&mut self) {
        self.waiting = None;
    }

    /// The attributes of an element that the tree builder makes with these.
    pub(super) fn take(&mut self, name: &QualName, attributes: &[Attribute]) -> List {
        match attributes {
            [] if self.waiting.is_none() => List::default(),
            [] => {
                let waiting = self.waiting.take_if(|(waiting, _)| *waiting == name.local);
                waiting.map_or_else(List::default, |(_, list)| list)
            }
            [attribute] if is_number(attribute) => {
                let list = self.numbered.get(number(attribute));
                let list = list.copied().unwrap_or_default();
                match name.ns == ns!(html) {
                    true => list,
                    false => self.attributes.without_prefixes(list),
                }
            }
            attributes => {
                let mut list = self.attributes.begin();
                for attribute in attributes {
                    self.add(&mut list, attribute);
                }
                list
            }
        }
    }

    /// Adds an attribute that the tree builder has to a list that is at the end.
    pub(super) fn add(&mut self, list: &mut List, attribute: &Attribute) {
        let (name, value) = (&*attribute.name.local, &*attribute.value);
        self.attributes.add_other(list, name, value);
    }

    fn number(&mut self, list: List) -> u32 {
        let number = u32::try_from(self.numbered.len()).unwrap_or(u32::MAX);
        self.numbered.push(list);
        number
    }

    /// The number of a list that is at the end, the same for lists that say the same.
    fn number_of_alike(&mut self, list: List) -> u32 {
        let mut said: Vec<(&str, &str)> = self.attributes.iter(list).collect();
        said.sort_unstable();
        // Neither names nor values hold NUL.
        let said = said
            .iter()
            .flat_map(|&(name, value)| [name, "\0", value, "\0"]);
        let key: String = said.collect();
        if let Some(&number) = self.alike.get(&key) {
            self.attributes.undo(list);
            return number;
        }
        let number = self.number(list);
        self.alike.insert(key, number);
        number
    }

    /// Whether these attributes of a `font` tell the tree builder that it ends a drawing or a formula around it.
    fn breaks_out(&self, name: &LocalName, list: List) -> bool {
        let has = |name| self.attributes.value(list, name).is_some();
        *name == local_name!("font") && ["color", "face", "size"].into_iter().any(has)
    }
}

/// Whether the tree builder reads attributes of this element, renames it or merges them into another.
fn is_read(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("html")
            | local_name!("body")
            | local_name!("image")
            | local_name!("input")
            | local_name!("math")
            | local_name!("svg")
            | local_name!("template")
    )
}

/// Attributes as html5ever holds them.
pub(super) fn copies<'a>(attributes: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Attribute> {
    let copies = attributes.map(|(name, value)| Attribute {
        name: QualName::new(None, ns!(), LocalName::from(name)),
        value: StrTendril::from_slice(value),
    });
    copies.collect()
}

/// An attribute that is the number of a list, and says to a `font` that it breaks out if it does. What has a prefix without a namespace is no attribute of a page.
fn numbered(number: u32, breaks_out: bool) -> Attribute {
    let name = match breaks_out {
        true => local_name!("color"),
        false => local_name!(""),
    };
    Attribute {
        name: QualName::new(Some(namespace_prefix!("xml")), ns!(), name),
        value: digits(number),
    }
}

fn is_number(attribute: &Attribute) -> bool {
    attribute.name.prefix.is_some() && attribute.name.ns == ns!()
}

/// Bits of a digit, each of which is a character: the numbers of nearly all pages are one.
const DIGIT: u32 = 15;

fn digits(mut number: u32) -> StrTendril {
    let mut digits = StrTendril::new();
    loop {
        digits.extend(char::from_u32(number & ((1 << DIGIT) - 1)));
        number >>= DIGIT;
        if number == 0 {
            return digits;
        }
    }
}

fn number(attribute: &Attribute) -> usize {
    let digits = attribute.value.chars().rev();
    digits.fold(0, |number, digit| number << DIGIT | digit as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_written() {
        for asked in [0, 1, 0x7FFF, 0x8000, 0xD800, 1_000_000, u32::MAX] {
            let attribute = numbered(asked, false);
            assert!(is_number(&attribute));
            assert_eq!(number(&attribute), asked as usize);
        }
    }
}
