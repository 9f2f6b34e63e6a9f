//! Boosted decision trees, read where they lie: a forest is a slice of bytes. Leaves are whole numbers, so that a sum is the same in
//! any order and on any platform; thresholds are compared as they are.
//!
//! Layout, all numbers little-endian: trees (u32), features of a row (u16), base (i32), then the trees. A tree: splits (u8), then its
//! splits of [`SPLIT`] bytes, each before those below it and those on its left before those on its right: feature (u16), threshold
//! (f32), the leaves below it, which are a run: the first, the first of those on the right, the end (u8 each), value (i16), the mean of
//! those leaves; then the leaves from left to right, one more than splits, its value (i16) each. A row goes left where its feature is
//! at most the threshold.

mod narrowed;

use narrowed::Narrowed;

/// Points of a leaf that are 1 on the scale of log-odds.
pub(crate) const UNIT: f32 = 2048.0;
/// Bytes of a split.
pub(crate) const SPLIT: usize = 11;
/// Bytes of a leaf.
pub(crate) const LEAF: usize = 2;
/// Leaves that a tree may have: sets of them are held in so many bits.
pub(crate) const LEAVES: usize = 32;
/// Bytes before the first tree.
pub(crate) const HEADER: usize = 10;
/// Where a row is asked no further: most rows are those of menus, and nothing that follows would make them text. Of 97,743 blocks of
/// pages that their forest had not seen 59 of a hundred are settled by the first and 73 by one of them; 16 would have come to the other side
/// of a chance of 0.25, none of 0.55. The trees that are left would add to a score as much again as the first thirty gave, and little to one
/// that took longer.
const STAGES: [Stage; 4] = [
    Stage::new(30, 2.0, 2),
    Stage::new(60, 2.5, 1),
    Stage::new(100, 2.5, 1),
    Stage::new(160, 2.5, 1),
];

/// A forest over rows of features.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Forest<'a> {
    trees: &'a [u8],
    base: i32,
    width: usize,
}

/// A tree: its splits and its leaves.
struct Tree<'a> {
    splits: &'a [[u8; SPLIT]],
    leaves: &'a [[u8; LEAF]],
}

/// A number of trees behind which rows may be settled.
struct Stage {
    trees: usize,
    /// The score from which on a row is settled, on either side.
    sure: i32,
    /// What the score is taken times, to stand for that of all trees.
    times: i32,
}

impl Stage {
    const fn new(trees: usize, log_odds: f32, times: i32) -> Stage {
        Stage {
            trees,
            sure: (log_odds * UNIT) as i32,
            times,
        }
    }

    /// The stage behind so many trees, if there is one and it settles a row with this score.
    fn settles(trees: usize, score: i32) -> Option<&'static Stage> {
        STAGES
            .iter()
            .find(|stage| stage.trees == trees && score.abs() >= stage.sure)
    }
}

/// A step on the way through a tree.
struct Split {
    feature: usize,
    threshold: f32,
    /// The first leaf below, the first of those on the right, and the end.
    leaves: [u8; 3],
    value: i32,
}

impl Split {
    #[inline(always)]
    fn read(bytes: &[u8; SPLIT]) -> Split {
        Split {
            feature: usize::from(u16::from_le_bytes([bytes[0], bytes[1]])),
            threshold: f32::from_le_bytes([bytes[2], bytes[3], bytes[4], bytes[5]]),
            leaves: [bytes[6], bytes[7], bytes[8]],
            value: i16::from_le_bytes([bytes[9], bytes[10]]).into(),
        }
    }

    /// The leaves on its left and on its right, a bit each.
    #[inline(always)]
    fn sides(&self) -> [u32; 2] {
        let [first, middle, end] = self.leaves.map(|leaf| BEFORE[usize::from(leaf)]);
        [middle ^ first, end ^ middle]
    }
}

/// No bit or all, looked up: what compilers make of an `if` here is a branch that nothing could predict.
static EITHER: [u32; 2] = [0, u32::MAX];

/// For each number the leaves before it, a bit each.
static BEFORE: [u32; 256] = {
    let (mut before, mut leaf) = ([u32::MAX; 256], 0);
    while leaf < LEAVES {
        before[leaf] = (1 << leaf) - 1;
        leaf += 1;
    }
    before
};

impl Forest<'static> {
    /// No tree: every row scores 0.
    pub(super) const EMPTY: Self = Forest {
        trees: &[],
        base: 0,
        width: 0,
    };
}

impl<'a> Forest<'a> {
    /// Takes bytes for a forest without looking at its trees; `None` if they are too few.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Forest<'a>> {
        let (header, trees) = bytes.split_at_checked(HEADER)?;
        Some(Forest {
            trees,
            width: usize::from(u16::from_le_bytes([header[4], header[5]])),
            base: i32::from_le_bytes([header[6], header[7], header[8], header[9]]),
        })
    }

    /// Whether every tree can be walked: each split stands where the one above it has it, features are below the width. The built-in
    /// model is tested for it, others are asked before they are used.
    #[cfg(any(test, feature = "training"))]
    pub(crate) fn is_sound(&self, bytes: &[u8]) -> bool {
        let mut rest = self.trees;
        let mut count = 0u32;
        while let Some((tree, after)) = Tree::cut(rest) {
            if !tree.is_sound(self.width) {
                return false;
            }
            rest = after;
            count += 1;
        }
        rest.is_empty() && bytes.get(..4) == Some(&count.to_le_bytes())
    }

    /// Features that a row must have.
    #[cfg(test)]
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The score of a row in points, [`UNIT`] of them to 1 on the scale of log-odds, from all trees. 0 for a row that is too short.
    pub(crate) fn score(&self, row: &[f32]) -> i32 {
        if row.len() < self.width {
            return self.base;
        }
        self.base + self.trees().map(|tree| tree.score(row)).sum::<i32>()
    }

    fn trees(&self) -> impl Iterator<Item = Tree<'a>> + Clone {
        let mut rest = self.trees;
        std::iter::from_fn(move || {
            let (tree, after) = Tree::cut(rest)?;
            rest = after;
            Some(tree)
        })
    }

    /// The scores of rows of this width that stand one after the other; rows that are settled are asked no further.
    pub(crate) fn scores(&self, rows: &[f32], width: usize) -> Vec<i32> {
        let rows = rows.chunks_exact(width.max(1));
        let mut scores = vec![self.base; rows.len()];
        if width < self.width {
            return scores;
        }
        // Rows that more trees are asked about.
        let mut open: Vec<(usize, &[f32])> = rows.enumerate().collect();
        let (mut trees, mut asked) = (self.trees(), 0);
        let mut narrowed = Narrowed::default();
        for stage in &STAGES {
            let next = stage.trees - asked;
            narrowed.add(trees.by_ref().take(next), &open, &mut scores);
            if trees.clone().next().is_none() {
                return scores;
            }
            asked = stage.trees;
            open.retain(|&(row, _)| match Stage::settles(asked, scores[row]) {
                Some(stage) => {
                    scores[row] *= stage.times;
                    false
                }
                None => true,
            });
        }
        narrowed.add(trees, &open, &mut scores);
        scores
    }

    /// The scores of rows as [`score`](Self::score) has them.
    pub(super) fn whole_scores(&self, rows: &[Vec<f32>]) -> Vec<i32> {
        let mut scores = vec![self.base; rows.len()];
        let rows = rows.iter().map(Vec::as_slice).enumerate();
        let rows: Vec<(usize, &[f32])> = rows.filter(|(_, row)| row.len() >= self.width).collect();
        Narrowed::default().add(self.trees(), &rows, &mut scores);
        scores
    }

    /// The score of a row as [`scores`](Self::scores) has it, and by how many points each of its features has moved it. With the base
    /// they add up to the score exactly: each split hands what its two sides differ by to the feature that it asks.
    pub(crate) fn explain(&self, row: &[f32]) -> (i32, Vec<i32>) {
        let mut moved = vec![0; row.len()];
        let mut score = self.base;
        if row.len() < self.width {
            return (score, moved);
        }
        for (number, tree) in self.trees().enumerate() {
            if let Some(stage) = Stage::settles(number, score) {
                moved.iter_mut().for_each(|points| *points *= stage.times);
                return (score * stage.times, moved);
            }
            // What the split before has come to asks, and the mean of the leaves below it.
            let mut before: Option<(usize, i32)> = None;
            let mut pass = |value: i32, asks: usize| {
                if let Some((feature, mean)) = before.replace((asks, value)) {
                    moved[feature] += value - mean;
                }
            };
            let leaf = tree.leaf(row, |split| pass(split.value, split.feature));
            let value = tree.value(leaf);
            pass(value, 0);
            score += value;
        }
        (score, moved)
    }
}

impl<'a> Tree<'a> {
    /// Cuts the first tree off.
    fn cut(bytes: &'a [u8]) -> Option<(Tree<'a>, &'a [u8])> {
        let (&count, rest) = bytes.split_first()?;
        let count = usize::from(count);
        let (splits, rest) = rest.split_at_checked(count * SPLIT)?;
        let (leaves, rest) = rest.split_at_checked((count + 1) * LEAF)?;
        let tree = Tree {
            splits: splits.as_chunks().0,
            leaves: leaves.as_chunks().0,
        };
        Some((tree, rest))
    }

    /// The leaf that a row comes to; `pass` sees the splits on the way.
    #[inline(always)]
    fn leaf(&self, row: &[f32], mut pass: impl FnMut(&Split)) -> u8 {
        let (mut at, mut first, mut end) = (0, 0, self.leaves.len() as u8);
        while end - first > 1 {
            let split = Split::read(&self.splits[usize::from(at)]);
            pass(&split);
            let [_, middle, _] = split.leaves;
            // As many splits stand on the left as there are leaves, but for one.
            if row[split.feature] > split.threshold {
                (at, first) = (at + middle - first, middle);
            } else {
                (at, end) = (at + 1, middle);
            }
        }
        first
    }

    fn value(&self, leaf: u8) -> i32 {
        let value = self.leaves.get(usize::from(leaf));
        i16::from_le_bytes(value.copied().unwrap_or_default()).into()
    }

    /// What it says of a row. All splits are asked, which takes less time than a way through them that nothing could predict.
    fn score(&self, row: &[f32]) -> i32 {
        let mut come = u32::MAX;
        for split in self.splits {
            let split = Split::read(split);
            let [left, _] = split.sides();
            come &= !(left & EITHER[usize::from(row[split.feature] > split.threshold)]);
        }
        self.value(come.trailing_zeros() as u8)
    }

    #[cfg(any(test, feature = "training"))]
    fn is_sound(&self, width: usize) -> bool {
        let splits: Vec<Split> = self.splits.iter().map(Split::read).collect();
        let below = |at: usize| {
            splits
                .get(at)
                .map(|split| [split.leaves[0], split.leaves[2]])
        };
        // What has one leaf is no split.
        let is =
            |at: usize, first: u8, end: u8| end - first == 1 || below(at) == Some([first, end]);
        self.leaves.len() <= LEAVES
            && is(0, 0, self.leaves.len() as u8)
            && splits.iter().enumerate().all(|(at, split)| {
                let [first, middle, end] = split.leaves;
                split.feature < width
                    && (first < middle && middle < end)
                    && is(at + 1, first, middle)
                    && is(at + usize::from(middle - first), middle, end)
            })
    }
}

/// The chance that a score of log-odds stands for: `1 / (1 + exp(-x))` to about one part in a hundred, from multiplication and
/// division alone, since the exponential of the platform's library differs in its last bits from one to the next.
pub(crate) fn chance(score: i32) -> f32 {
    let x = (-(score as f32) / UNIT).clamp(-12.0, 12.0);
    // (1 + x/n)^n for n = 1024 goes to exp(x).
    let mut power = 1.0 + x / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    1.0 / (1.0 + power)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two trees: one that asks feature 1 and then feature 0, and one that is a leaf.
    fn forest() -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend(2u32.to_le_bytes());
        bytes.extend(2u16.to_le_bytes());
        bytes.extend(100i32.to_le_bytes());
        bytes.push(2);
        for (feature, threshold, leaves, value) in
            [(1u16, 5.0f32, [0, 1, 3], 4i16), (0, 0.5, [1, 2, 3], 10)]
        {
            bytes.extend(feature.to_le_bytes());
            bytes.extend(threshold.to_le_bytes());
            bytes.extend(leaves);
            bytes.extend(value.to_le_bytes());
        }
        for leaf in [-8i16, 20, 40] {
            bytes.extend(leaf.to_le_bytes());
        }
        bytes.push(0);
        bytes.extend(7i16.to_le_bytes());
        bytes
    }

    #[test]
    fn rows_find_their_leaves() {
        let bytes = forest();
        let forest = Forest::open(&bytes).unwrap();
        let check = |row: [f32; 2], score: i32, moved: [i32; 2]| {
            assert_eq!(forest.score(&row), score, "{row:?}");
            assert_eq!(forest.explain(&row), (score, moved.to_vec()), "{row:?}");
        };
        let rows = [
            ([0.0, 5.0], 100 - 8 + 7, [0, -12]),
            ([0.5, 5.1], 100 + 20 + 7, [10, 6]),
            ([0.6, 9.0], 100 + 40 + 7, [30, 6]),
            ([f32::NAN, 9.0], 100 + 20 + 7, [10, 6]),
        ];
        for (row, score, moved) in rows {
            check(row, score, moved);
        }
        // Few rows go through the trees one by one, more side by side.
        for count in [1, 2, 3, 4, 5, 15, 16, 17, 33, 47] {
            let of = |i: usize| rows[i % rows.len()];
            let all: Vec<f32> = (0..count).flat_map(|i| of(i).0).collect();
            let scores: Vec<i32> = (0..count).map(|i| of(i).1).collect();
            assert_eq!(forest.scores(&all, 2), scores, "{count}");
            let rows: Vec<Vec<f32>> = (0..count).map(|i| of(i).0.to_vec()).collect();
            assert_eq!(forest.whole_scores(&rows), scores, "{count}");
        }
        assert_eq!(forest.score(&[1.0]), 100);
        assert_eq!(forest.whole_scores(&[vec![1.0]]), [100]);
    }

    #[test]
    fn rows_together_score_as_each_alone() {
        let model = crate::classify::Model::default();
        let mut state = 1u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
            (state >> 33) % below
        };
        for forest in [model.blocks, model.lines, model.choice] {
            for count in [1, 3, 4, 16, 50] {
                // Of the features some are the same in all rows, as on a page.
                let (common, mut rows) = (random(100) as f32, Vec::new());
                for _ in 0..count {
                    let of = |feature: usize| match feature % 3 {
                        0 => common,
                        1 => random(2) as f32,
                        _ => random(1_000) as f32 / 10.0,
                    };
                    rows.push((0..forest.width).map(of).collect::<Vec<f32>>());
                }
                let alone: Vec<i32> = rows.iter().map(|row| forest.explain(row).0).collect();
                assert_eq!(forest.scores(&rows.concat(), forest.width), alone);
                let whole: Vec<i32> = rows.iter().map(|row| forest.score(row)).collect();
                assert_eq!(forest.whole_scores(&rows), whole);
            }
        }
    }

    #[test]
    fn broken_forests_are_told() {
        let sound = |bytes: &[u8]| Forest::open(bytes).is_some_and(|forest| forest.is_sound(bytes));
        let whole = forest();
        assert!(sound(&whole));
        for end in 0..whole.len() {
            assert!(!sound(&whole[..end]), "{end}");
        }
        let broken = |at: usize, byte: u8| {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            !sound(&bytes)
        };
        let first = HEADER + 1;
        assert!(broken(first, 2), "a feature that there is not");
        assert!(broken(first + 6, 1), "a leaf that nothing leads to");
        assert!(broken(first + 7, 2), "a split that is not below its parent");
        assert!(broken(first + 8, 4), "a leaf that there is not");
    }

    #[test]
    fn chances_are_those_of_log_odds() {
        for x in -120..=120 {
            let x = f64::from(x) / 10.0;
            let exact = 1.0 / (1.0 + (-x).exp());
            let found = f64::from(chance((x * f64::from(UNIT)) as i32));
            assert!((found - exact).abs() < 0.005, "{x} {found} {exact}");
        }
    }
}
