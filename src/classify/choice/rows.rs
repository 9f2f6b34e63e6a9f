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
        let expected = |candidate: &Candidate| {
            let sums = self.sums(|i| candidate.kept[i]);
            f1(sums.body, sums.words, all)
        };
        let agreed = self.agreement(candidates);
        let is_unsure = |&chance: &f32| chance > 0.3 && chance < 0.7;
        Shared {
            usual: &candidates[0].kept,
            base: self.sums(|i| candidates[0].kept[i]),
            page: self.sums(|_| true),
            ruled: self.sums(|i| self.ruled[i]),
            unsure: self.sums(|i| is_unsure(&self.chances[i])),
            agreed_words: (0..count)
                .map(|i| f64::from(agreed[i]) * self.words(i))
                .sum(),
            doubt: (0..count)
                .map(|i| self.body(i) * f64::from(1.0 - self.chances[i]))
                .sum(),
            best: candidates.iter().map(expected).fold(0.0, f64::max),
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

    /// Sums over the blocks of which this is true.
    pub(super) fn sums(&self, kept: impl Fn(usize) -> bool) -> Sums {
        let count = self.chances.len();
        let mut sums = Sums {
            first: count,
            lowest: 1.0,
            ..Sums::default()
        };
        let mut before = false;
        for i in 0..count {
            let begins = !std::mem::replace(&mut before, kept(i));
            if !before {
                continue;
            }
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
        sums
    }

    fn row(&self, candidate: &Candidate, shared: &Shared<'_>) -> Vec<f32> {
        let count = self.chances.len();
        let (kept, usual) = (&candidate.kept, shared.usual);
        let (page, ruled, base) = (&shared.page, &shared.ruled, &shared.base);
        let sums = self.sums(|i| kept[i]);
        let both = self.sums(|i| kept[i] && self.ruled[i]);
        let added = self.sums(|i| kept[i] && !usual[i]);
        let taken = self.sums(|i| !kept[i] && usual[i]);
        let left_out = (0..count)
            .filter(|&i| !kept[i])
            .map(|i| self.chances[i])
            .fold(0.0, f32::max);
        let agreed_in: f64 = (0..count)
            .filter(|&i| kept[i])
            .map(|i| f64::from(shared.agreed[i]) * self.words(i))
            .sum();
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
