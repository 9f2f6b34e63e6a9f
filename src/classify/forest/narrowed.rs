//! What has to be asked of the rows of a page. Most splits have one answer for all of them: they ask the kind of the page, its length, the
//! elements around where there are none; and what lies on their other side is out of reach. Of 7,500 splits of the later trees two
//! thirds go, of flattened text three quarters.
//!
//! What is left is asked of all rows, whether they come to it or not: vector instructions ask several at once, and there is no branch that
//! nothing could predict. A split that is answered with right takes the leaves on its left out of those that a row may come to; when all are
//! answered, the row comes to the first leaf that is left to it. Rows are made of numbers: what is none would be on no side of a range.

use super::{LEAF, Split, Tree};

/// Rows that are asked side by side, and how many there must be for it.
const ABREAST: usize = 16;
const WORTH_IT: usize = 4;

/// The trees of a stage, narrowed to some rows.
#[derive(Default)]
pub(super) struct Narrowed<'a> {
    /// The least and the greatest value of each feature in the rows.
    ranges: Vec<[f32; 2]>,
    /// How many rows those are of.
    rows: usize,
    trees: Vec<Left<'a>>,
    splits: Vec<Ask>,
    /// For each feature its value in some rows, if a split asks it.
    columns: Vec<[f32; ABREAST]>,
}

/// What is left of a tree.
struct Left<'a> {
    /// Where its splits end.
    end: usize,
    /// The leaves that a row may come to, a bit each.
    within_reach: u32,
    leaves: &'a [[u8; LEAF]],
}

/// A split with different answers.
#[derive(Clone, Copy, Default)]
struct Ask {
    feature: u32,
    threshold: f32,
    /// The leaves on its left, a bit each.
    left: u32,
}

impl<'a> Narrowed<'a> {
    /// Adds what trees say of numbered rows to their scores.
    pub(super) fn add(
        &mut self,
        trees: impl Iterator<Item = Tree<'a>>,
        rows: &[(usize, &[f32])],
        scores: &mut [i32],
    ) {
        if rows.len() < WORTH_IT {
            for tree in trees {
                for (row, values) in rows {
                    scores[*row] += tree.score(values);
                }
            }
            return;
        }
        self.know(rows);
        self.narrow(trees);
        let features = self.features();
        for rows in rows.chunks(ABREAST) {
            take(rows, &features, &mut self.columns);
            for ((row, _), sum) in rows.iter().zip(self.sums()) {
                scores[*row] += sum;
            }
        }
    }

    /// Takes the ranges of some rows, which are those of the time before or some of them; anew if there are fewer by a good part.
    fn know(&mut self, rows: &[(usize, &[f32])]) {
        let width = rows[0].1.len();
        if self.ranges.len() != width {
            self.ranges = vec![[0.0; 2]; width];
            self.columns = vec![[0.0; ABREAST]; width];
            self.rows = usize::MAX;
        }
        if rows.len() <= self.rows / 4 * 3 {
            self.rows = rows.len();
            ranges(rows, &mut self.ranges);
        }
    }

    /// Keeps the splits of some trees that have different answers and are within reach.
    fn narrow(&mut self, trees: impl Iterator<Item = Tree<'a>>) {
        let (ranges, mut end) = (&self.ranges[..], 0);
        self.trees.clear();
        for tree in trees {
            // Each is written behind those that are kept, and kept or written over, which needs no branch.
            let room = end + tree.splits.len();
            if self.splits.len() < room {
                self.splits.resize(room, Ask::default());
            }
            let splits = &mut self.splits[end..room];
            let (mut within_reach, mut kept) = (u32::MAX, 0);
            for split in tree.splits {
                let split = Split::read(split);
                let [left, right] = split.sides();
                let [least, most] = ranges[split.feature];
                let never_left = if least > split.threshold { left } else { 0 };
                let never_right = if most > split.threshold { 0 } else { right };
                within_reach &= !(never_left | never_right);
                splits[kept] = Ask {
                    feature: split.feature as u32,
                    threshold: split.threshold,
                    left,
                };
                kept += usize::from((left & within_reach != 0) & (right & within_reach != 0));
            }
            end += kept;
            self.trees.push(Left {
                end,
                within_reach,
                leaves: tree.leaves,
            });
        }
        self.splits.truncate(end);
    }

    /// The features that are asked.
    fn features(&self) -> Vec<usize> {
        let mut is_asked = vec![false; self.ranges.len()];
        for ask in &self.splits {
            is_asked[ask.feature as usize] = true;
        }
        let asked = is_asked.into_iter().enumerate();
        asked
            .filter_map(|(feature, is)| is.then_some(feature))
            .collect()
    }

    /// What the trees say of the rows of the columns.
    #[inline(never)]
    fn sums(&self) -> [i32; ABREAST] {
        let (mut sums, mut start) = ([0; ABREAST], 0);
        for tree in &self.trees {
            let mut come = [tree.within_reach; ABREAST];
            for ask in &self.splits[start..tree.end] {
                let column = &self.columns[ask.feature as usize];
                let (threshold, left) = (ask.threshold, ask.left);
                // A loop over the same few numbers, which compilers turn into a handful of instructions.
                for (come, &value) in come.iter_mut().zip(column) {
                    *come &= !left | if value > threshold { 0 } else { left };
                }
            }
            start = tree.end;
            for (sum, come) in sums.iter_mut().zip(come) {
                let value = tree.leaves.get(come.trailing_zeros() as usize);
                *sum += i32::from(i16::from_le_bytes(value.copied().unwrap_or_default()));
            }
        }
        sums
    }
}

/// Features whose ranges are found at a time.
const FEATURES: usize = 16;

/// The least and the greatest value of each feature in some rows; of rows with fewer features than [`FEATURES`] nothing is known.
fn ranges(rows: &[(usize, &[f32])], ranges: &mut [[f32; 2]]) {
    let Some(last) = ranges.len().checked_sub(FEATURES) else {
        return ranges.fill([f32::MIN, f32::MAX]);
    };
    for start in (0..ranges.len()).step_by(FEATURES) {
        let start = start.min(last);
        let (least, most) = ranges_from(rows, start);
        for (range, (least, most)) in ranges[start..].iter_mut().zip(least.into_iter().zip(most)) {
            *range = [least, most];
        }
    }
}

/// Those of the features from one on.
#[inline(never)]
fn ranges_from(rows: &[(usize, &[f32])], start: usize) -> ([f32; FEATURES], [f32; FEATURES]) {
    let (mut least, mut most) = ([f32::MAX; FEATURES], [f32::MIN; FEATURES]);
    for (_, row) in rows {
        let Some(values) = row[start..].first_chunk::<FEATURES>() else {
            break;
        };
        for i in 0..FEATURES {
            least[i] = if values[i] < least[i] {
                values[i]
            } else {
                least[i]
            };
            most[i] = if values[i] > most[i] {
                values[i]
            } else {
                most[i]
            };
        }
    }
    (least, most)
}

/// The values of some rows, one or more, in columns: for each feature that is asked its value in all of them. Where rows are missing the
/// first stands for them.
fn take(rows: &[(usize, &[f32])], features: &[usize], columns: &mut [[f32; ABREAST]]) {
    let width = columns.len();
    let rows: [&[f32]; ABREAST] =
        std::array::from_fn(|i| &rows.get(i).unwrap_or(&rows[0]).1[..width]);
    for &feature in features {
        columns[feature] = std::array::from_fn(|i| rows[i][feature]);
    }
}
