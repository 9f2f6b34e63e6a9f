//! What the programs of `examples/` that train and score the model need of the crate: features of blocks. No part of the
//! stable interface; anything here may change in any version.

use crate::article::PageType;
use crate::block::Page;
use crate::classify::features::{Numbers, Table};
use crate::classify::forest::{Forest, UNIT, chance};
use crate::classify::kind::{KINDS, shares};
use crate::classify::model::MAGIC;
use crate::classify::{Model, Prepared, features};

/// The blocks of a page and what the model sees of them.
pub struct Features {
    page: Page,
    prepared: Prepared,
    table: Table,
    numbers: Numbers,
}

impl Features {
    pub(crate) fn new(page: Page, prepared: Prepared, table: Table) -> Features {
        let mut numbers = Numbers::default();
        numbers.add(&table);
        Features {
            page,
            prepared,
            table,
            numbers,
        }
    }

    /// Whether the page is flattened text, which has models of its own.
    pub fn is_flat(&self) -> bool {
        self.page.flat
    }

    /// The text of each block.
    pub fn texts(&self) -> Vec<&str> {
        self.page.blocks.iter().map(|block| &*block.text).collect()
    }

    /// Words of each block.
    pub fn words(&self) -> &[f32] {
        &self.prepared.layout.words
    }

    /// The features of the page.
    pub fn page(&self) -> &[f32] {
        &self.prepared.page
    }

    /// The features of each block.
    pub fn rows(&self) -> Vec<&[f32]> {
        let table = &self.table;
        table.values.chunks_exact(table.width).collect()
    }

    /// The bodies that might be, from the chances of the blocks: which blocks each keeps, and its row.
    pub fn candidates(&self, chances: &[f32], kinds: &[f32; 7]) -> Vec<(Vec<bool>, Vec<f32>)> {
        let options = self
            .prepared
            .options(&self.page, chances, &self.numbers, kinds);
        let candidates = options.candidates();
        let rows = options.rows(&candidates, &self.prepared.of_page(&self.page, kinds));
        candidates
            .into_iter()
            .map(|candidate| candidate.kept)
            .zip(rows)
            .collect()
    }
}

/// What the model of the crate was trained on.
pub fn about() -> &'static str {
    Model::default().about
}

/// Names of the kinds of pages, in the order of their chances.
pub fn kinds() -> [&'static str; 7] {
    KINDS.map(PageType::as_str)
}

/// Chances of the kinds that were found one by one, made to be 1 together.
pub fn kind_shares(chances: [f32; 7]) -> [f32; 7] {
    shares(chances)
}

/// The chance that a packed forest of blocks gives each row; `None` if the bytes are no forest.
pub fn chances<'r>(forest: &[u8], rows: impl IntoIterator<Item = &'r [f32]>) -> Option<Vec<f32>> {
    let opened = Forest::open(forest).filter(|opened| opened.is_sound(forest))?;
    Some(
        rows.into_iter()
            .flat_map(|row| opened.scores(row, row.len()))
            .map(chance)
            .collect(),
    )
}

/// A model file: what it is, and its forests in the order blocks, lines, choice, then the kinds.
pub fn model(about: &str, forests: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for section in std::iter::once(about.as_bytes()).chain(forests.iter().map(Vec::as_slice)) {
        bytes.extend((section.len() as u32).to_le_bytes());
        bytes.extend_from_slice(section);
    }
    bytes
}

/// The groups of features with the names of their columns, in order.
pub fn groups() -> Vec<(&'static str, Vec<&'static str>)> {
    features::GROUPS
        .iter()
        .map(|group| (group.name, group.features.concat()))
        .collect()
}

/// A node of a trained tree. Splits stand before leaves, parents before children.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Node {
    /// Asks whether a feature is at most a threshold.
    Split {
        /// The feature.
        feature: usize,
        /// The threshold.
        threshold: f64,
        /// The nodes for yes and no.
        children: [usize; 2],
        /// The mean of the leaves below, in log-odds.
        value: f64,
    },
    /// An answer, in log-odds.
    Leaf(f64),
}

/// Packs trees into the form in which the crate walks them; `None` if one has too many nodes or is no tree.
pub fn pack(trees: &[Vec<Node>], width: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes.extend(u32::try_from(trees.len()).ok()?.to_le_bytes());
    bytes.extend(u16::try_from(width).ok()?.to_le_bytes());
    bytes.extend(0i32.to_le_bytes());
    for tree in trees {
        pack_tree(tree, &mut bytes)?;
    }
    let forest = Forest::open(&bytes)?;
    forest.is_sound(&bytes).then_some(bytes)
}

fn pack_tree(tree: &[Node], bytes: &mut Vec<u8>) -> Option<()> {
    let below = leaves_below(tree)?;
    let count = u8::try_from(*below.first()?).ok()?;
    bytes.push(count.checked_sub(1)?);
    let mut leaves = Vec::new();
    // Nodes that are left, those on the left before those on the right, each with the leaves before it.
    let mut open = vec![(0, 0)];
    while let Some((at, first)) = open.pop() {
        match tree[at] {
            Node::Split {
                feature,
                threshold,
                children: [left, right],
                value,
            } => {
                let middle = first + below[left];
                bytes.extend(u16::try_from(feature).ok()?.to_le_bytes());
                bytes.extend(at_most(threshold).to_le_bytes());
                for leaf in [first, middle, first + below[at]] {
                    bytes.push(u8::try_from(leaf).ok()?);
                }
                bytes.extend(points(value).to_le_bytes());
                open.extend([(right, middle), (left, first)]);
            }
            Node::Leaf(value) => leaves.extend(points(value).to_le_bytes()),
        }
    }
    bytes.extend(leaves);
    Some(())
}

/// How many leaves each node has below it, itself among them; `None` if a child stands before its parent or nowhere.
fn leaves_below(tree: &[Node]) -> Option<Vec<usize>> {
    let mut below = vec![1usize; tree.len()];
    for (at, node) in tree.iter().enumerate().rev() {
        if let Node::Split { children, .. } = node {
            if children.iter().any(|&child| child <= at) {
                return None;
            }
            let of = |child: usize| below.get(child).copied();
            // More than any tree that is packed may have, where nodes stand below several.
            below[at] = of(children[0])?.saturating_add(of(children[1])?);
        }
    }
    Some(below)
}

/// Log-odds in points.
fn points(value: f64) -> i16 {
    // A float that is too large becomes the largest number there is.
    (value * f64::from(UNIT)).round() as i16
}

/// The largest number of single precision that is not above a threshold: comparing rows with it comes out the same.
fn at_most(threshold: f64) -> f32 {
    let near = threshold as f32;
    if f64::from(near) <= threshold {
        near
    } else {
        near.next_down()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_packed_from_left_to_right() {
        let split = |feature, children| Node::Split {
            feature,
            threshold: 0.5,
            children,
            value: 0.0,
        };
        let leaves = [1.0, 2.0, 3.0, 4.0].map(Node::Leaf);
        let tree = [
            vec![split(0, [2, 1]), split(1, [6, 3]), split(2, [5, 4])],
            leaves.to_vec(),
        ]
        .concat();
        let bytes = pack(&[tree, vec![Node::Leaf(0.5)]], 3).unwrap();
        let forest = Forest::open(&bytes).unwrap();
        for (row, leaf) in [
            ([0.0, 0.0, 0.0], 3.0),
            ([0.0, 1.0, 1.0], 2.0),
            ([1.0, 0.0, 1.0], 4.0),
            ([1.0, 1.0, 0.0], 1.0),
        ] {
            assert_eq!(forest.score(&row), ((leaf + 0.5) * UNIT) as i32, "{row:?}");
        }
        assert_eq!(pack(&[vec![split(0, [1, 7]), leaves[0]]], 1), None);
        assert_eq!(pack(&[vec![split(0, [0, 1]), leaves[0]]], 1), None);
    }
}
