//! What the class of an element says to the builder.

use std::collections::HashMap;

use crate::block::{callout, code, formula, markup};
use crate::dom::Element;
use crate::terms::Remembered;
use crate::terms::classes::{self, Concepts};
use crate::word_table::{WordTable, count_words, entries};

/// What a value of `class` says, read once for all elements that have it.
#[derive(Clone, Copy, Default)]
pub(super) struct OfClass {
    pub concepts: Concepts,
    /// Whether it may be that of an element that is no text, or of a callout: most are neither, and are not asked.
    pub is_special: bool,
}

impl OfClass {
    pub fn read(value: &str) -> OfClass {
        let mut own = value.split_ascii_whitespace();
        OfClass {
            concepts: classes::read(value),
            is_special: own.any(|class| SPECIAL.get(class.as_bytes()) != 0)
                || code::may_be_no_text(value),
        }
    }
}

/// Classes of elements that may be no text and of callouts.
static SPECIAL: WordTable<{ count_words(LISTS) }> = WordTable::new(&entries(LISTS));

const LISTS: &[(u32, &[&str])] = &[
    (1, formula::DRAWN),
    (1, markup::REFERENCE),
    (1, markup::UNSEEN_CLASSES),
    (1, markup::PERMALINK_CLASSES),
    (1, callout::CALLOUTS),
];

/// Numbers for what the containers of a page are called, the same for the same.
pub(super) struct ClassNumbers {
    numbers: HashMap<String, u32>,
}

impl ClassNumbers {
    /// With 0 for those that have no class.
    pub fn new() -> Self {
        ClassNumbers {
            numbers: HashMap::from([(String::new(), 0)]),
        }
    }

    /// The number for an element's class, or else its id.
    pub fn of<'a>(&mut self, element: Element<'a>, remembered: &mut Remembered<'a, u32>) -> u32 {
        let value = element.attr("class").or(element.attr("id"));
        value.map_or(0, |value| remembered.get(value, |value| self.number(value)))
    }

    fn number(&mut self, value: &str) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(markup::kept_of(value)).or_insert(next)
    }

    /// What each number stands for.
    pub fn into_classes(self) -> Vec<String> {
        let mut classes = vec![String::new(); self.numbers.len()];
        for (class, number) in self.numbers {
            classes[number as usize] = class;
        }
        classes
    }
}
