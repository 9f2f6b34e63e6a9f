//! Repair of damaged text: pinyin injected between bytes, text read in a wrong encoding, references
//! that lost their `&`, control characters. Takes the source of a page or flat text, gives the same lines with the damage undone
//! and says what was done. Undamaged text comes back borrowed, after a scan; what was repaired once
//! is not changed a second time; nothing is changed without proof that it gains.
//!
//! What is left alone: U+FFFD and private-use characters that no repair explains, since fonts and
//! icons use the latter and the former says truthfully that something is lost; readings that a
//! writer gives in brackets; digits that damage has swallowed; placeholders of templates
//! (`{{title}}`), since a text about templates is full of them.

mod control;
mod gbk;
mod lattice;
mod mojibake;
mod page;
mod pinyin;
mod plain;
mod plausibility;
mod reference;
mod scan;

use std::borrow::Cow;
use std::fmt;

use crate::bounds::{Deadline, Pace, Share};

/// Passes after which a text that still changes is given up and left as it came. Mojibake of
/// mojibake takes two; only text made up to be repaired for ever takes more than four.
const MOST_PASSES: usize = 6;
/// Times that a text is read again before controls are looked at.
const MOST_READINGS: usize = 3;
/// Characters of an example.
const EXAMPLE: usize = 40;
/// Characters of an example in front of the place that was repaired.
const EXAMPLE_BEFORE: usize = 12;

/// What kind of damage was undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum RepairKind {
    /// Pinyin in brackets, put behind byte pairs of GBK by a program, with the characters that it
    /// tore apart. Counted in annotations.
    InjectedPinyin,
    /// Text that was read in a wrong encoding. Counted in lines.
    Mojibake,
    /// Control characters. Counted in characters.
    Control,
    /// Character references without their `&`, such as `#xff0c;`. Counted in references.
    Reference,
    /// U+FFFD that another repair turned back into text. Counted in characters.
    Replacement,
    /// Private-use characters that another repair turned back into text. Counted in characters.
    PrivateUse,
}

impl RepairKind {
    /// The name as it is written in reports: `injected_pinyin`, `mojibake`, `control`,
    /// `reference`, `replacement`, `private_use`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InjectedPinyin => "injected_pinyin",
            Self::Mojibake => "mojibake",
            Self::Control => "control",
            Self::Reference => "reference",
            Self::Replacement => "replacement",
            Self::PrivateUse => "private_use",
        }
    }
}

impl fmt::Display for RepairKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// All damage of one kind that was undone in a text, with its first place as an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Repair {
    /// The kind of damage.
    pub kind: RepairKind,
    /// How much of it there was; each kind says in what it is counted.
    pub count: usize,
    /// The first place as it was, about 40 characters.
    pub before: String,
    /// The same place as it is now.
    pub after: String,
}

/// A text after repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repaired<'a> {
    /// The text; borrowed when nothing was repaired.
    pub text: Cow<'a, str>,
    /// What was repaired, one entry for each kind, in the order in which it was found.
    pub repairs: Vec<Repair>,
    /// Whether there was no time for all of it.
    pub late: bool,
}

/// Repairs the source of a page or flat text. The number of lines stays the same.
#[cfg(test)]
pub(crate) fn repair(text: &str) -> Repaired<'_> {
    repair_within(text, &Deadline::default())
}

/// The same, as far as it gets in its time.
pub(crate) fn repair_within<'a>(text: &'a str, deadline: &Deadline) -> Repaired<'a> {
    let mut repaired = Repaired {
        text: Cow::Borrowed(text),
        repairs: Vec::new(),
        late: false,
    };
    let pace = &mut deadline.pace(Share::Repair);
    for _ in 0..MOST_PASSES {
        // Each stage hands on what the next one needs whole: mojibake uses control characters as
        // bytes.
        let mut again = false;
        for _ in 0..MOST_READINGS {
            // What was read wrongly twice holds controls as bytes in between.
            if !repaired.apply(RepairKind::Mojibake, mojibake::repair, pace) {
                break;
            }
            again = true;
        }
        let changes = [
            again,
            repaired.apply(RepairKind::InjectedPinyin, pinyin::repair, pace),
            repaired.apply(RepairKind::InjectedPinyin, plain::repair, pace),
            repaired.apply(RepairKind::Reference, reference::repair, pace),
            repaired.apply(RepairKind::Mojibake, control::restore, pace),
            repaired.apply(RepairKind::Control, control::remove, pace),
        ];
        if pace.is_over() || !changes.contains(&true) {
            repaired.late = pace.is_over();
            return repaired;
        }
    }
    Repaired {
        text: Cow::Borrowed(text),
        repairs: Vec::new(),
        late: false,
    }
}

/// Repairs one kind of damage, as far as it gets in its time; gives the whole text and how much was repaired, or `None` when
/// nothing was.
type Stage = fn(&str, &mut Pace<'_>) -> Option<(String, usize)>;

impl Repaired<'_> {
    /// Applies one stage if there is time for it; gives whether it changed the text.
    fn apply(&mut self, kind: RepairKind, stage: Stage, pace: &mut Pace<'_>) -> bool {
        if pace.look() {
            return false;
        }
        let Some((text, count)) = stage(&self.text, pace) else {
            return false;
        };
        self.record(kind, count, &text);
        for (kind, belongs) in [
            (
                RepairKind::Replacement,
                (|c| c == '\u{FFFD}') as fn(char) -> bool,
            ),
            (RepairKind::PrivateUse, gbk::is_private_use),
        ] {
            let held = |text: &str| text.chars().filter(|&c| belongs(c)).count();
            let gone = held(&self.text).saturating_sub(held(&text));
            if gone > 0 {
                self.record(kind, gone, &text);
            }
        }
        self.text = Cow::Owned(text);
        true
    }

    /// Notes a repair of the text.
    fn record(&mut self, kind: RepairKind, count: usize, after: &str) {
        if let Some(repair) = self.repairs.iter_mut().find(|r| r.kind == kind) {
            repair.count += count;
            return;
        }
        let same = self
            .text
            .chars()
            .zip(after.chars())
            .take_while(|(a, b)| a == b);
        let place: usize = same.map(|(c, _)| c.len_utf8()).sum();
        let (before, after) = (example(&self.text, place), example(after, place));
        self.repairs.push(Repair {
            kind,
            count,
            before,
            after,
        });
    }
}

/// The text around a place, which is a character boundary.
fn example(text: &str, place: usize) -> String {
    let (head, tail) = text.split_at(place);
    let start = head
        .char_indices()
        .rev()
        .take(EXAMPLE_BEFORE)
        .last()
        .map_or(place, |(at, _)| at);
    let length = tail
        .chars()
        .take(EXAMPLE - EXAMPLE_BEFORE)
        .map(char::len_utf8)
        .sum::<usize>();
    text[start..place + length].to_owned()
}

#[cfg(test)]
mod speed;
#[cfg(test)]
mod tests;
