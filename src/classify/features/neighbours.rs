//! The blocks before and behind a block.

use std::ops::Range;

use super::{Columns, Group, View, flag, share};
use crate::block::Block;

/// How many neighbours on each side are looked at one by one.
const REACH: usize = 3;
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
    // What each is as a neighbour, those around the table among them; where the page ends stands what is not there.
    let Range { start, end } = columns.blocks();
    let known: Vec<Neighbour> = (start..end + 2 * REACH)
        .map(|at| Neighbour::of(view, at.checked_sub(REACH)))
        .collect();
    for (i, near) in (start..end).zip(known.windows(2 * REACH + 1)) {
        let windows = WINDOWS.map(|reach| {
            let (from, to) = (i.saturating_sub(reach), (i + reach + 1).min(blocks.len()));
            let words = sums[to].words - sums[from].words;
            [
                words as f32,
                share(sums[to].links - sums[from].links, words),
                share(sums[to].punctuation - sums[from].punctuation, words),
            ]
        });
        let longest = near.iter().map(|block| block.words).max().unwrap_or(0);
        let row = columns.of(i);
        let (sides, rest) = row.split_at_mut(2 * REACH * FACTS);
        let (before, behind) = (&near[..REACH], &near[REACH + 1..]);
        let own = near[REACH].parent;
        let (sides, _) = sides.as_chunks_mut::<FACTS>();
        for (facts, neighbour) in sides.iter_mut().zip(before.iter().chain(behind)) {
            *facts = neighbour.facts;
            if neighbour.parent != NONE {
                facts[SAME_PARENT] = flag(neighbour.parent == own);
            }
        }
        let (sums, longest_of_all) = rest.split_at_mut(3 * WINDOWS.len());
        sums.copy_from_slice(windows.as_flattened());
        longest_of_all[0] = longest as f32;
    }
}

/// What a block is to those beside it.
struct Neighbour {
    facts: [f32; FACTS],
    words: u32,
    /// The element around its own.
    parent: usize,
}

/// Facts of a neighbour.
const FACTS: usize = 8;
/// The fact that depends on whose neighbour it is, and the element that stands around no block.
const SAME_PARENT: usize = 7;
const NONE: usize = usize::MAX;

impl Neighbour {
    /// Of the block at a place, or of what is not there.
    fn of(view: &View<'_>, at: Option<usize>) -> Neighbour {
        let page = view.page;
        let block = at.and_then(|at| Some((page.blocks.get(at)?, view.shared.tags.get(at)?)));
        let Some((block, tag)) = block else {
            return Neighbour {
                facts: [-1.0; FACTS],
                words: 0,
                parent: NONE,
            };
        };
        Neighbour {
            facts: [
                block.tokens as f32,
                block.link_share(),
                share(block.punctuation, block.tokens),
                *tag,
                flag(block.ends_sentence),
                block.repeats as f32,
                flag(!block.terms.is_empty()),
                0.0,
            ],
            words: block.tokens,
            parent: page.containers[block.container].parent,
        }
    }
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
