//! What the class of an element says to the builder.

use crate::block::{callout, code, formula, markup};
use crate::terms::classes::{self, Concepts};

/// What a value of `class` says, read once for all elements that have it.
#[derive(Clone, Copy, Default)]
pub(super) struct OfClass {
    pub concepts: Concepts,
    /// Whether it may be that of an element that is no text, or of a callout: most are neither, and are not asked.
    pub is_special: bool,
}

impl OfClass {
    pub fn read(class: &str) -> OfClass {
        OfClass {
            concepts: classes::read(class),
            is_special: formula::may_draw(class)
                || markup::may_be_unseen(class)
                || code::may_be_no_text(class)
                || callout::may_be_one(class),
        }
    }
}
