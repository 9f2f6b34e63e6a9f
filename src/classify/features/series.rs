//! What is built alike: the place of a block in a series of like elements (the posts of a thread, articles one after the
//! other, entries of a list), and what all blocks have in common that stand on the same path of elements and classes.

use std::collections::HashMap;

use super::{Columns, Group, View, flag, share};
use crate::block::{Block, Page};

macro_rules! series {
    ($which:literal) => {
        &[
            concat!("number within the ", $which, " series around it"),
            concat!("parts of the ", $which, " series around it"),
            concat!("share of prose of its part in the ", $which, " series"),
            concat!("share of the page's prose in the ", $which, " series"),
            concat!("headline in its part of the ", $which, " series"),
        ]
    };
}

pub(super) const SERIES: Group = Group {
    name: "series and like paths",
    features: &[
        series!("outermost"),
        series!("innermost"),
        &[
            "blocks on the same path",
            "words a block on the same path",
            "share of links on the same path",
            "share of the page's words on the same path",
            "share of sentences on the same path",
            "punctuation a word on the same path",
            "blocks behind the first on the same path",
            "blocks before the last on the same path",
            "first block of its element",
            "last block of its element",
            "elements before it in the element one up",
        ],
    ],
    fill,
};

fn fill(view: &View<'_>, columns: &mut Columns<'_>) {
    let page = view.page;
    let parts = Parts::of(view);
    let paths = &view.shared.paths;
    let before = elements_before(page);
    for i in columns.blocks() {
        let block = &page.blocks[i];
        let container = &page.containers[block.container];
        let place = [
            flag(container.first == i),
            flag(container.end == i + 1),
            before[block.container],
        ];
        let runs: [&[f32]; 4] = [
            &parts.outermost[block.container],
            &parts.innermost[block.container],
            &paths.features(page, i),
            &place,
        ];
        columns.set(i, &runs);
    }
}

/// How many elements stand before each in the one around it.
fn elements_before(page: &Page) -> Vec<f32> {
    let mut children = vec![0u32; page.containers.len()];
    let mut before = vec![0.0; page.containers.len()];
    for (i, container) in page.containers.iter().enumerate().skip(1) {
        before[i] = children[container.parent] as f32;
        children[container.parent] += 1;
    }
    before
}

/// For each container the series that it stands in.
struct Parts {
    outermost: Vec<[f32; 5]>,
    innermost: Vec<[f32; 5]>,
}

/// What stands where there is no series.
const NO_SERIES: [f32; 5] = [-1.0, 0.0, -1.0, -1.0, -1.0];
/// Words of prose from which on an element is a part of a series rather than one line of a list.
const PART: u32 = 10;

impl Parts {
    fn of(view: &View<'_>) -> Parts {
        let page = view.page;
        let mut numbers: HashMap<(usize, u32), (u32, u32)> = HashMap::new();
        let key = |i: usize| (page.containers[i].parent, page.containers[i].look);
        let is_part = |i: usize| {
            let container = &page.containers[i];
            i != 0
                && container.alike >= 2
                && container.paragraph_tokens >= PART
                && container.end - container.first > 1
        };
        let mut number = vec![0u32; page.containers.len()];
        for i in (0..page.containers.len()).filter(|&i| is_part(i)) {
            let (count, prose) = numbers.entry(key(i)).or_default();
            number[i] = *count;
            *count += 1;
            *prose = prose.saturating_add(page.containers[i].paragraph_tokens);
        }
        let whole = page.containers[0].paragraph_tokens;
        let mut outermost = vec![NO_SERIES; page.containers.len()];
        let mut innermost = vec![NO_SERIES; page.containers.len()];
        for i in 1..page.containers.len() {
            let container = &page.containers[i];
            outermost[i] = outermost[container.parent];
            innermost[i] = innermost[container.parent];
            let series = is_part(i).then(|| numbers.get(&key(i))).flatten();
            let Some(&(count, prose)) = series.filter(|(count, _)| *count >= 2) else {
                continue;
            };
            let holds = |at: usize| (container.first..container.end).contains(&at);
            let facts = [
                number[i] as f32,
                count as f32,
                share(container.paragraph_tokens, prose),
                share(prose, whole),
                view.rules.headline.map_or(-1.0, |at| flag(holds(at))),
            ];
            if outermost[i] == NO_SERIES {
                outermost[i] = facts;
            }
            innermost[i] = facts;
        }
        Parts {
            outermost,
            innermost,
        }
    }
}

/// Sums over the blocks of one path.
#[derive(Clone, Copy, Default)]
struct Path {
    blocks: u32,
    words: u32,
    links: u32,
    sentences: u32,
    punctuation: u32,
    first: usize,
    last: usize,
}

/// Paths that there is room for at first.
const PATHS: usize = 64;

/// The paths of a page, and which each block stands on.
pub(crate) struct Paths {
    of: Vec<u32>,
    paths: Vec<Path>,
}

impl Paths {
    pub(super) fn of(page: &Page) -> Paths {
        let mut numbers: HashMap<_, usize> = HashMap::with_capacity(PATHS);
        let mut paths: Vec<Path> = Vec::new();
        let mut of = Vec::with_capacity(page.blocks.len());
        let mut last = None;
        for (i, block) in page.blocks.iter().enumerate() {
            // A block mostly stands in the element of the one before, or on its path.
            let number = match last {
                Some((container, _, number)) if container == block.container => number,
                _ => {
                    let path = path(page, block);
                    let number = match last {
                        Some((_, before, number)) if before == path => number,
                        _ => *numbers.entry(path).or_insert_with(|| {
                            paths.push(Path {
                                first: i,
                                ..Path::default()
                            });
                            paths.len() - 1
                        }),
                    };
                    last = Some((block.container, path, number));
                    number
                }
            };
            let path = &mut paths[number];
            path.blocks += 1;
            path.words = path.words.saturating_add(block.tokens);
            path.links = path.links.saturating_add(block.link_tokens);
            path.sentences += u32::from(block.ends_sentence);
            path.punctuation = path.punctuation.saturating_add(block.punctuation);
            path.last = i;
            of.push(u32::try_from(number).unwrap_or(u32::MAX));
        }
        Paths { of, paths }
    }

    /// How many paths there are.
    pub(super) fn count(&self) -> usize {
        self.paths.len()
    }

    /// The number of the path that a block stands on.
    pub(super) fn number(&self, block: usize) -> usize {
        self.of[block] as usize
    }

    fn features(&self, page: &Page, block: usize) -> [f32; 8] {
        let path = &self.paths[self.number(block)];
        [
            path.blocks as f32,
            share(path.words, path.blocks),
            share(path.links, path.words),
            share(path.words, page.containers[0].tokens),
            share(path.sentences, path.blocks),
            share(path.punctuation, path.words),
            (block - path.first) as f32,
            (path.last - block) as f32,
        ]
    }
}

/// A path: the elements up to three up, with the classes of the inner two.
fn path(page: &Page, block: &Block) -> ([u32; 2], &'static str) {
    let own = &page.containers[block.container];
    let parent = &page.containers[own.parent];
    let above = &page.containers[parent.parent];
    ([own.look, parent.look], above.tag)
}
