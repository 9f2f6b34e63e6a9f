//! What the programs of `examples/` that train and score the model need of the crate: features of blocks. No part of the
//! stable interface; anything here may change in any version.

use crate::block::Page;
use crate::classify::features;

/// The blocks of a page and what the model sees of them.
#[derive(Debug, Clone, Default)]
pub struct Features {
    /// Whether the page is flattened text, which has a model of its own.
    pub flat: bool,
    /// The text of each block.
    pub texts: Vec<String>,
    /// Features of a block.
    pub width: usize,
    /// A row of features for each block, one after the other.
    pub values: Vec<f32>,
}

impl Features {
    pub(crate) fn new(page: Page, table: features::Table) -> Features {
        Features {
            flat: page.flat,
            texts: page.blocks.into_iter().map(|block| block.text).collect(),
            width: table.width,
            values: table.values,
        }
    }
}

/// The groups of features with the names of their columns, in order.
pub fn groups() -> Vec<(&'static str, Vec<&'static str>)> {
    features::GROUPS
        .iter()
        .map(|group| (group.name, group.features.concat()))
        .collect()
}
