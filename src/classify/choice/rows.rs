//! What the model sees of each candidate: sums over the blocks that it keeps, adds to the usual choice or takes from it.

use super::{Candidate, Options, f1, ratio};

impl Options<'_> {
    /// What the model sees of each candidate: a row each, with what is known of the page at its end.
    pub(crate) fn rows(&self, candidates: &[Candidate], page: &[f32]) -> Vec<Vec<f32>> {
        let shared = self.shared(candidates);
        candidates
            .iter()
            .map(|candidate| {
                let mut row = self.row(candidate, &shared);
                row.extend_from_slice(page);
                row
            })
            .collect()
    }

    /// What is the same for all candidates, taken once.
    fn shared<'c>(&self, candidates: &'c [Candidate]) -> Shared<'c> {
        let count = self.chances.len();
        let all: f64 = (0..count).map(|i| self.body(i)).sum();
        let agreed = self.agreement(candidates);
        let is_at_stake = |&i: &usize| agreed[i] > 0.0 || self.ruled[i];
        let at_stake: Vec<usize> = (0..count).filter(is_at_stake).collect();
        let others = (0..count).filter(|i| !is_at_stake(i));
        let of = |kept: &[bool]| self.sums(at_stake.iter().copied().filter(|&i| kept[i]));
        let expected = |candidate: &Candidate| {
            let sums = of(&candidate.kept);
            f1(sums.body, sums.words, all)
        };
        let is_unsure = |&i: &usize| self.chances[i] > 0.3 && self.chances[i] < 0.7;
        Shared {
            usual: &candidates[0].kept,
            base: of(&candidates[0].kept),
            page: self.sums(0..count),
            ruled: of(&self.ruled),
            unsure: self.sums((0..count).filter(is_unsure)),
            agreed_words: (0..count)
                .map(|i| f64::from(agreed[i]) * self.words(i))
                .sum(),
            doubt: (0..count)
                .map(|i| self.body(i) * f64::from(1.0 - self.chances[i]))
                .sum(),
            best: candidates.iter().map(expected).fold(0.0, f64::max),
            other: others.map(|i| self.chances[i]).fold(0.0, f32::max),
            at_stake,
            agreed,
            all,
        }
    }

    /// For each block the share of candidates that hold it.
    fn agreement(&self, candidates: &[Candidate]) -> Vec<f32> {
        (0..self.chances.len())
            .map(|i| {
                let holding = candidates
                    .iter()
                    .filter(|candidate| candidate.kept[i])
                    .count();
                holding as f32 / candidates.len() as f32
            })
            .collect()
    }

    /// Sums over some blocks, in order.
    pub(super) fn sums(&self, blocks: impl Iterator<Item = usize>) -> Sums {
        let mut sums = self.no_sums();
        blocks.for_each(|i| self.add(&mut sums, i));
        sums
    }

    fn no_sums(&self) -> Sums {
        Sums {
            first: self.chances.len(),
            lowest: 1.0,
            ..Sums::default()
        }
    }

    /// Adds a block that stands behind those that were added.
    fn add(&self, sums: &mut Sums, i: usize) {
        let begins = sums.blocks == 0.0 || sums.last + 1 != i;
        sums.blocks += 1.0;
        sums.words += self.words(i);
        sums.body += self.body(i);
        sums.links += self.words(i) * f64::from(self.links[i]);
        sums.longest = sums.longest.max(self.words(i));
        sums.lowest = sums.lowest.min(self.chances[i]);
        sums.runs += f64::from(u8::from(begins));
        sums.first = sums.first.min(i);
        sums.last = i;
    }

    fn row(&self, candidate: &Candidate, shared: &Shared<'_>) -> Vec<f32> {
        let (kept, usual) = (&candidate.kept, shared.usual);
        let (page, ruled, base) = (&shared.page, &shared.ruled, &shared.base);
        let [mut sums, mut both, mut added, mut taken] = [(); 4].map(|()| self.no_sums());
        let (mut left_out, mut agreed_in) = (shared.other, 0.0);
        for &i in &shared.at_stake {
            if kept[i] {
                self.add(&mut sums, i);
                if self.ruled[i] {
                    self.add(&mut both, i);
                }
                if !usual[i] {
                    self.add(&mut added, i);
                }
                agreed_in += f64::from(shared.agreed[i]) * self.words(i);
            } else {
                if usual[i] {
                    self.add(&mut taken, i);
                }
                left_out = left_out.max(self.chances[i]);
            }
        }
        let expected = f1(sums.body, sums.words, shared.all);
        [
            candidate.principle as f64,
            expected,
            expected - shared.best,
            ratio(sums.body, sums.words),
            ratio(sums.body, shared.all),
            sums.words,
            ratio(sums.words, page.words),
            sums.blocks,
            ratio(sums.blocks, page.blocks),
            sums.runs,
            ratio(sums.runs, sums.blocks),
            f64::from(sums.lowest),
            f64::from(left_out),
            ratio(2.0 * both.words, sums.words + ruled.words),
            ratio(both.words, sums.words),
            ratio(both.words, ruled.words),
            ratio(agreed_in, sums.words),
            ratio(agreed_in, shared.agreed_words),
            ratio(sums.first as f64, page.blocks),
            ratio(sums.last as f64, page.blocks),
            ratio(sums.links, sums.words),
            ratio(shared.doubt, shared.all),
            shared.all,
            ratio(shared.all, page.words),
            ratio(shared.unsure.blocks, page.blocks),
            ratio(shared.unsure.words, page.words),
            ratio(added.words, base.words),
            ratio(taken.words, base.words),
            ratio(added.body, added.words),
            ratio(taken.body, taken.words),
            ratio(added.links, added.words),
            ratio(taken.links, taken.words),
            added.longest,
            taken.longest,
        ]
        .into_iter()
        .map(|value| value as f32)
        .collect()
    }
}

/// What all candidates of a page have in common.
struct Shared<'a> {
    /// The usual choice.
    usual: &'a [bool],
    base: Sums,
    page: Sums,
    ruled: Sums,
    /// Blocks that might as well be body as not.
    unsure: Sums,
    /// The blocks that a candidate or the rules keep, which are few, and the best chance among the others.
    at_stake: Vec<usize>,
    other: f32,
    /// For each block the share of candidates that hold it, and its sum over all words.
    agreed: Vec<f32>,
    agreed_words: f64,
    /// Words that are expected to be body.
    all: f64,
    /// Of those the ones that are expected not to be, after all.
    doubt: f64,
    /// The best expected F1.
    best: f64,
}

/// Sums over the blocks of a candidate.
#[derive(Default)]
pub(super) struct Sums {
    blocks: f64,
    pub words: f64,
    pub body: f64,
    links: f64,
    longest: f64,
    lowest: f32,
    runs: f64,
    first: usize,
    last: usize,
}
