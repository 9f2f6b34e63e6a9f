//! What the first answers say of a block's surroundings: the chances of its neighbours, of the elements around it, of the blocks
//! on its path and in its section, of the page. The second model sees them beside the block's own features. Linear.

use super::features::Table;
use crate::block::Page;

/// What the columns are, for the trace.
pub(crate) const NAMES: &[&str] = &[
    "first answer",
    "first answer four before",
    "first answer three before",
    "first answer two before",
    "first answer one before",
    "first answer one behind",
    "first answer two behind",
    "first answer three behind",
    "first answer four behind",
    "first answers within three blocks",
    "first answers within ten blocks",
    "first answers within thirty blocks",
    "first answers of the page",
    "best first answer of the page",
    "first answer against the best",
    "place against the middle of the body",
    "share of the body before it",
    "words of body behind it",
    "first answers of its element",
    "first answers one up",
    "first answers two up",
    "first answers three up",
    "first answers four up",
    "share of the body in its element",
    "share of the body one up",
    "share of the body two up",
    "share of the body three up",
    "share of the body four up",
    "first answers of its section",
    "first answers of the next section",
];

const OFFSETS: [isize; 8] = [-4, -3, -2, -1, 1, 2, 3, 4];
const WINDOWS: [usize; 3] = [3, 10, 30];
const LEVELS: usize = 5;

/// What the surroundings need of a page.
pub(crate) struct Layout {
    /// Words of each block.
    pub words: Vec<f32>,
    /// The element of each block, and the element around each element, a parent before its children.
    pub containers: Vec<usize>,
    pub parents: Vec<usize>,
    /// Whether a block is a heading, with which a section begins.
    pub headings: Vec<bool>,
}

impl Layout {
    pub(crate) fn of(page: &Page) -> Layout {
        Layout {
            words: page
                .blocks
                .iter()
                .map(|block| block.tokens as f32)
                .collect(),
            containers: page.blocks.iter().map(|block| block.container).collect(),
            parents: page
                .containers
                .iter()
                .map(|container| container.parent)
                .collect(),
            headings: page.blocks.iter().map(|block| block.is_heading()).collect(),
        }
    }
}

/// Sums of words, and of the words that are body by the first answer.
#[derive(Clone, Copy, Default)]
struct Weight {
    words: f64,
    body: f64,
}

impl Weight {
    fn add(&mut self, other: Weight) {
        self.words += other.words;
        self.body += other.body;
    }

    /// Mean chance, a word counting once.
    fn mean(self) -> f32 {
        ratio(self.body, self.words)
    }
}

/// A share of a whole that may be nothing.
fn ratio(part: f64, whole: f64) -> f32 {
    if whole > 0.0 {
        (part / whole) as f32
    } else {
        0.0
    }
}

/// The features of each block with those of its surroundings and the kinds of the page behind them.
pub(super) fn widen(table: &Table, layout: &Layout, chances: &[f32], kinds: &[f32]) -> Table {
    let width = table.width + NAMES.len() + kinds.len();
    let mut values = Vec::with_capacity(width * chances.len());
    let surroundings = Surroundings::of(layout, chances);
    for i in 0..chances.len() {
        values.extend_from_slice(table.row(i));
        surroundings.write(i, &mut values);
        values.extend_from_slice(kinds);
    }
    Table { width, values }
}

struct Surroundings<'a> {
    layout: &'a Layout,
    chances: &'a [f32],
    /// Sums up to each block.
    running: Vec<Weight>,
    /// Words of likely body up to each block.
    likely: Vec<f64>,
    elements: Vec<Weight>,
    sections: Vec<Weight>,
    section_of: Vec<usize>,
    best: f32,
    middle: f64,
}

impl<'a> Surroundings<'a> {
    fn of(layout: &'a Layout, chances: &'a [f32]) -> Self {
        let mut running = vec![Weight::default()];
        let mut likely = vec![0.0];
        let mut elements = vec![Weight::default(); layout.parents.len()];
        let mut sections = vec![Weight::default()];
        let mut section_of = Vec::with_capacity(chances.len());
        let (mut sum, mut body, mut best, mut moment) = (Weight::default(), 0.0f64, 0.0f32, 0.0f64);
        for (i, &chance) in chances.iter().enumerate() {
            // A block without words counts a little, or images would be nowhere.
            let words = f64::from(layout.words[i]) + 1.0;
            let weight = Weight {
                words,
                body: words * f64::from(chance),
            };
            sum.add(weight);
            running.push(sum);
            if chance > 0.5 {
                body += words;
            }
            likely.push(body);
            elements[layout.containers[i]].add(weight);
            if layout.headings[i] {
                sections.push(Weight::default());
            }
            section_of.push(sections.len() - 1);
            if let Some(section) = sections.last_mut() {
                section.add(weight);
            }
            best = best.max(chance);
            moment += weight.body * i as f64;
        }
        for i in (1..elements.len()).rev() {
            let child = elements[i];
            elements[layout.parents[i]].add(child);
        }
        Surroundings {
            layout,
            chances,
            running,
            likely,
            elements,
            sections,
            section_of,
            best,
            middle: if sum.body > 0.0 {
                moment / sum.body
            } else {
                0.0
            },
        }
    }

    fn write(&self, i: usize, row: &mut Vec<f32>) {
        let (own, count) = (self.chances[i], self.chances.len());
        row.push(own);
        row.extend(OFFSETS.iter().map(|&offset| {
            let other = i.checked_add_signed(offset);
            other
                .and_then(|at| self.chances.get(at))
                .copied()
                .unwrap_or(-1.0)
        }));
        row.extend(WINDOWS.iter().map(|&reach| {
            let (from, to) = (i.saturating_sub(reach), (i + reach + 1).min(count));
            let (from, to) = (self.running[from], self.running[to]);
            Weight {
                words: to.words - from.words,
                body: to.body - from.body,
            }
            .mean()
        }));
        let whole = self.running[count];
        let all = self.likely[count];
        row.extend([
            whole.mean(),
            self.best,
            ratio(own.into(), self.best.into()),
            ratio(i as f64 - self.middle, count as f64),
            ratio(self.likely[i], all),
            (all - self.likely[i + 1]) as f32,
        ]);
        let mut up = [Weight::default(); LEVELS];
        let mut at = self.layout.containers[i];
        for level in &mut up {
            *level = self.elements[at];
            at = self.layout.parents[at];
        }
        row.extend(up.iter().map(|level| level.mean()));
        row.extend(up.iter().map(|level| ratio(level.body, whole.body)));
        let section = self.section_of[i];
        let next = self.sections.get(section + 1);
        row.push(self.sections[section].mean());
        row.push(next.map_or(-1.0, |next| next.mean()));
    }
}
