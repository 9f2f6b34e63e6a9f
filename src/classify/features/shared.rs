//! What rows need of the whole page and what is costly to find out: found once, however many parts the rows are taken in. Small, since
//! it is held as long as the page is judged.

use super::declared::Declared;
use super::place::tag_numbers;
use super::series::Paths;
use super::text::{Seen, is_dated};
use super::texts::{self, Text};
use crate::block::Page;
use crate::classify::Facts;

pub(crate) struct Shared {
    /// What a look at the characters of each block finds.
    pub seen: Vec<Seen>,
    /// Whether each block is a line with a date.
    pub dated: Vec<bool>,
    /// The number of each block's element.
    pub tags: Vec<f32>,
    pub paths: Paths,
    pub texts: Vec<Text>,
    pub declared: Declared,
}

impl Shared {
    pub(in crate::classify) fn of(page: &Page, facts: &Facts<'_>) -> Shared {
        let blocks = &page.blocks;
        let looks: Vec<Seen> = blocks.iter().map(|block| Seen::of(&block.text)).collect();
        let dated = blocks.iter().zip(&looks);
        let dated: Vec<bool> = dated.map(|(block, seen)| is_dated(block, seen)).collect();
        let paths = Paths::of(page);
        Shared {
            texts: texts::texts(page, &dated, &paths),
            tags: tag_numbers(blocks),
            seen: looks,
            dated,
            paths,
            declared: Declared::of(facts),
        }
    }
}
