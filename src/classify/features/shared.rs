//! What rows need of the whole page and what is costly to find out: found once, however many parts the rows are taken in. Small, since
//! it is held as long as the page is judged.

use std::collections::HashSet;

use super::declared::Declared;
use super::series::Paths;
use super::text::is_dated;
use super::texts::{self, Text};
use crate::block::Page;
use crate::classify::Facts;

pub(crate) struct Shared {
    /// Whether each block says what an earlier one says.
    pub again: Vec<bool>,
    /// Whether each block is a line with a date.
    pub dated: Vec<bool>,
    pub paths: Paths,
    pub texts: Vec<Text>,
    pub declared: Declared,
}

impl Shared {
    pub(in crate::classify) fn of(page: &Page, facts: &Facts<'_>) -> Shared {
        let mut seen = HashSet::new();
        let again = page
            .blocks
            .iter()
            .map(|block| block.repeats > 1 && !seen.insert(&block.text));
        let dated: Vec<bool> = page.blocks.iter().map(is_dated).collect();
        let paths = Paths::of(page);
        Shared {
            again: again.collect(),
            texts: texts::texts(page, &dated, &paths),
            dated,
            paths,
            declared: Declared::of(facts),
        }
    }
}
