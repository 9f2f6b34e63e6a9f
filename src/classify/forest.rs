//! Boosted decision trees, read where they lie: a forest is a slice of bytes, and walking it allocates nothing. Leaves are whole
//! numbers, so that a sum is the same in any order and on any platform; thresholds are compared as they are.
//!
//! Layout, all numbers little-endian: trees (u32), features of a row (u16), base (i32), then the trees. A tree: splits (u8),
//! then its splits of [`SPLIT`] bytes, parents before children: feature (u16), threshold (f32), left and right child (u8 each),
//! value (i16), the mean of the leaves below; then a leaf more than splits, its value (i16) each. A child below [`LEAVES`] is a
//! split of the tree, one from there on a leaf. A row goes left where its feature is at most the threshold.

/// Points of a leaf that are 1 on the scale of log-odds.
pub(crate) const UNIT: f32 = 2048.0;
/// Bytes of a split.
pub(crate) const SPLIT: usize = 10;
/// Bytes of a leaf.
pub(crate) const LEAF: usize = 2;
/// Children from this number on are leaves.
pub(crate) const LEAVES: u8 = 1 << 7;
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
/// Rows that go through a tree side by side, as many as bytes in a vector register, and how many there must be for it.
const ABREAST: usize = 16;
const WORTH_IT: usize = 5;

/// A forest over rows of features.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Forest<'a> {
    trees: &'a [u8],
    base: i32,
    width: usize,
}

/// A tree: its splits and its leaves.
struct Tree<'a> {
    splits: &'a [u8],
    leaves: &'a [u8],
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
    children: [u8; 2],
    value: i32,
}

impl Split {
    fn read(bytes: &[u8; SPLIT]) -> Split {
        Split {
            feature: usize::from(u16::from_le_bytes([bytes[0], bytes[1]])),
            threshold: f32::from_le_bytes([bytes[2], bytes[3], bytes[4], bytes[5]]),
            children: [bytes[6], bytes[7]],
            value: i16::from_le_bytes([bytes[8], bytes[9]]).into(),
        }
    }
}

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

    /// Whether every tree can be walked: children stand behind their parents and exist, features are below the width. The
    /// built-in model is tested for it, others are asked before they are used.
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
        let leaves = self.trees().map(|tree| tree.value(tree.leaf(row)));
        self.base + leaves.sum::<i32>()
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
        for stage in &STAGES {
            let next = stage.trees - asked;
            add(trees.clone().take(next), &open, &mut scores);
            trees.nth(next - 1);
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
        add(trees, &open, &mut scores);
        scores
    }

    /// The scores of rows as [`score`](Self::score) has them.
    pub(super) fn whole_scores(&self, rows: &[Vec<f32>]) -> Vec<i32> {
        let mut scores = vec![self.base; rows.len()];
        let rows = rows.iter().map(Vec::as_slice).enumerate();
        let rows: Vec<(usize, &[f32])> = rows.filter(|(_, row)| row.len() >= self.width).collect();
        add(self.trees(), &rows, &mut scores);
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
            let mut at = tree.root();
            let mut value = tree.value(at);
            while at < LEAVES {
                let split = tree.split(at);
                at = split.children[usize::from(row[split.feature] > split.threshold)];
                let next = tree.value(at);
                moved[split.feature] += next - value;
                value = next;
            }
            score += value;
        }
        (score, moved)
    }
}

/// Adds what trees say of numbered rows to their scores.
fn add<'a>(
    trees: impl Iterator<Item = Tree<'a>> + Clone,
    rows: &[(usize, &[f32])],
    scores: &mut [i32],
) {
    let (mut columns, mut come) = (Vec::new(), [[0; ABREAST]; 256]);
    for rows in rows.chunks(ABREAST) {
        if rows.len() < WORTH_IT {
            for (row, values) in rows {
                let leaves = trees.clone().map(|tree| tree.value(tree.leaf(values)));
                scores[*row] += leaves.sum::<i32>();
            }
            continue;
        }
        take(rows, &mut columns);
        let mut sums = [0; ABREAST];
        for tree in trees.clone() {
            let (values, _) = tree.leaves.as_chunks::<LEAF>();
            for (sum, leaf) in sums.iter_mut().zip(leaves(&tree, &columns, &mut come)) {
                let value = values.get(usize::from(leaf));
                *sum += i32::from(i16::from_le_bytes(value.copied().unwrap_or_default()));
            }
        }
        for ((row, _), sum) in rows.iter().zip(sums) {
            scores[*row] += sum;
        }
    }
}

impl<'a> Tree<'a> {
    /// Cuts the first tree off.
    fn cut(bytes: &'a [u8]) -> Option<(Tree<'a>, &'a [u8])> {
        let (&count, rest) = bytes.split_first()?;
        let count = usize::from(count);
        let (splits, rest) = rest.split_at_checked(count * SPLIT)?;
        let (leaves, rest) = rest.split_at_checked((count + 1) * LEAF)?;
        Some((Tree { splits, leaves }, rest))
    }

    /// The leaf that a row comes to.
    fn leaf(&self, row: &[f32]) -> u8 {
        let mut at = self.root();
        while at < LEAVES {
            let split = self.split(at);
            at = split.children[usize::from(row[split.feature] > split.threshold)];
        }
        at
    }

    /// Where the way of every row begins.
    fn root(&self) -> u8 {
        if self.splits.is_empty() { LEAVES } else { 0 }
    }

    fn split(&self, at: u8) -> Split {
        let (splits, _) = self.splits.as_chunks();
        Split::read(&splits[usize::from(at)])
    }

    /// The value of a split or leaf.
    fn value(&self, at: u8) -> i32 {
        match at.checked_sub(LEAVES) {
            Some(leaf) => {
                let at = usize::from(leaf) * LEAF;
                i16::from_le_bytes([self.leaves[at], self.leaves[at + 1]]).into()
            }
            None => self.split(at).value,
        }
    }

    #[cfg(any(test, feature = "training"))]
    fn is_sound(&self, width: usize) -> bool {
        let splits = self.splits.len() / SPLIT;
        let leaves = self.leaves.len() / LEAF;
        splits < usize::from(LEAVES)
            && (0..splits).all(|at| {
                let split = self.split(at as u8);
                split.feature < width
                    && split
                        .children
                        .iter()
                        .all(|&child| match child.checked_sub(LEAVES) {
                            Some(leaf) => usize::from(leaf) < leaves,
                            None => usize::from(child) > at && usize::from(child) < splits,
                        })
            })
    }
}

/// The values of some rows, one or more, in columns: for each feature its value in all of them. Where rows are missing the first
/// stands for them.
fn take(rows: &[(usize, &[f32])], columns: &mut Vec<[f32; ABREAST]>) {
    let width = rows[0].1.len();
    let rows: [&[f32]; ABREAST] =
        std::array::from_fn(|i| &rows.get(i).unwrap_or(&rows[0]).1[..width]);
    columns.resize(width, [0.0; ABREAST]);
    for (feature, column) in columns.iter_mut().enumerate() {
        *column = std::array::from_fn(|i| rows[i][feature]);
    }
}

/// For each split and leaf of a tree, by its number, the rows that come to it, all bits of a byte for each.
type Come = [[u8; ABREAST]; 256];

/// The leaves of a tree that the rows of some columns come to. Every split is asked of all rows, whether they come to it or not: that is
/// four times as many as they come to, but vector instructions ask all at once, and there is no branch that nothing could predict.
#[inline(always)]
fn leaves(tree: &Tree<'_>, columns: &[[f32; ABREAST]], come: &mut Come) -> [u8; ABREAST] {
    come[usize::from(tree.root())] = [u8::MAX; ABREAST];
    let (splits, _) = tree.splits.as_chunks::<SPLIT>();
    for (at, split) in splits.iter().enumerate() {
        let split = Split::read(split);
        let column = &columns[split.feature];
        let here = come[at];
        // Loops over the same few numbers, which compilers turn into a handful of instructions.
        let (mut left, mut right) = ([0; ABREAST], [0; ABREAST]);
        for ((right, value), here) in right.iter_mut().zip(column).zip(here) {
            *right = if *value > split.threshold { here } else { 0 };
        }
        for ((left, right), here) in left.iter_mut().zip(right).zip(here) {
            *left = here & !right;
        }
        come[usize::from(split.children[0])] = left;
        come[usize::from(split.children[1])] = right;
    }
    let mut leaves = [0; ABREAST];
    let ends = &come[usize::from(LEAVES)..];
    for (leaf, here) in (0..).zip(ends.iter().take(splits.len() + 1)) {
        for (found, here) in leaves.iter_mut().zip(here) {
            *found |= here & leaf;
        }
    }
    leaves
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
        for (feature, threshold, left, right, value) in [
            (1u16, 5.0f32, LEAVES, 1, 4i16),
            (0, 0.5, LEAVES + 1, LEAVES + 2, 10),
        ] {
            bytes.extend(feature.to_le_bytes());
            bytes.extend(threshold.to_le_bytes());
            bytes.extend([left, right]);
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
        // Few rows go through the trees one by one, more side by side, the last of which are not enough for that.
        for count in [1, WORTH_IT, ABREAST, 2 * ABREAST + 1, 3 * ABREAST - 1] {
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
        assert!(broken(first + 6, 0), "a child before its parent");
        assert!(broken(first + 7, LEAVES + 3), "a leaf that there is not");
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
