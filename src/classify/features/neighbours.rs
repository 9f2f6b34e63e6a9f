//! The blocks before and behind a block.

use super::place::tag_number;
use super::{Columns, Group, View, flag, share};
use crate::block::Block;

/// Which neighbours are looked at one by one.
const OFFSETS: [isize; 6] = [-3, -2, -1, 1, 2, 3];
/// Blocks on each side over which sums are taken.
const WINDOWS: [usize; 2] = [5, 15];

macro_rules! neighbour {
    ($which:literal) => {
        &[
            concat!("words of the block ", $which),
            concat!("share of links in the block ", $which),
            concat!("punctuation a word in the block ", $which),
            concat!("the element of the block ", $which),
            concat!("end of a sentence in the block ", $which),
            concat!("how often the page has the block ", $which),
            concat!("wording of a husk in the block ", $which),
            concat!("same element holds the block ", $which),
        ]
    };
}

pub(super) const NEIGHBOURS: Group = Group {
    name: "neighbours",
    features: &[
        neighbour!("three before"),
        neighbour!("two before"),
        neighbour!("before"),
        neighbour!("behind"),
        neighbour!("two behind"),
        neighbour!("three behind"),
        &[
            "words within five blocks",
            "share of links within five blocks",
            "punctuation a word within five blocks",
            "words within fifteen blocks",
            "share of links within fifteen blocks",
            "punctuation a word within fifteen blocks",
            "longest block within three",
        ],
    ],
    fill,
};

/// Sums up to a block.
#[derive(Clone, Copy, Default)]
struct Sums {
    words: u32,
    links: u32,
    punctuation: u32,
}

fn fill(view: &View<'_>, columns: &mut Columns<'_>) {
    let blocks = &view.page.blocks;
    let sums = running_sums(blocks);
    let parent = |block: &Block| view.page.containers[block.container].parent;
    // What each is as a neighbour, those around the table among them.
    let reach = OFFSETS
        .iter()
        .map(|offset| offset.unsigned_abs())
        .max()
        .unwrap_or(0);
    let first = columns.blocks().start.saturating_sub(reach);
    let last = (columns.blocks().end + reach).min(blocks.len());
    let known: Vec<[f32; 7]> = blocks[first..last].iter().map(neighbour).collect();
    for i in columns.blocks() {
        let neighbours = OFFSETS.map(|offset| {
            let mut facts = [-1.0; 8];
            let other = i.checked_add_signed(offset);
            if let Some(other) = other.filter(|&at| at < blocks.len()) {
                facts[..7].copy_from_slice(&known[other - first]);
                facts[7] = flag(parent(&blocks[other]) == parent(&blocks[i]));
            }
            facts
        });
        let windows = WINDOWS.map(|reach| {
            let (from, to) = (i.saturating_sub(reach), (i + reach + 1).min(blocks.len()));
            let words = sums[to].words - sums[from].words;
            [
                words as f32,
                share(sums[to].links - sums[from].links, words),
                share(sums[to].punctuation - sums[from].punctuation, words),
            ]
        });
        let near = &blocks[i.saturating_sub(3)..(i + 4).min(blocks.len())];
        let longest = near.iter().map(|block| block.tokens).max().unwrap_or(0);
        let (neighbours, windows) = (neighbours.as_flattened(), windows.as_flattened());
        columns.set(i, &[neighbours, windows, &[longest as f32]]);
    }
}

fn neighbour(block: &Block) -> [f32; 7] {
    [
        block.tokens as f32,
        block.link_share(),
        share(block.punctuation, block.tokens),
        tag_number(block.tag),
        flag(block.ends_sentence),
        block.repeats as f32,
        flag(!block.terms.is_empty()),
    ]
}

fn running_sums(blocks: &[Block]) -> Vec<Sums> {
    let mut sum = Sums::default();
    let mut sums = vec![sum];
    for block in blocks {
        sum.words = sum.words.saturating_add(block.tokens);
        sum.links = sum.links.saturating_add(block.link_tokens);
        sum.punctuation = sum.punctuation.saturating_add(block.punctuation);
        sums.push(sum);
    }
    sums
}
