//! Which blocks are the body, once each has its chance. Several bodies are made, each by another principle, and the model says how
//! good each would be; the best is taken, and what is expected of it is the confidence. The measure is the F1 of words: a block
//! that is lost and one that is kept wrongly weigh what their words weigh.

mod rows;

use super::Label;
use super::features::Numbers;
use super::rules::{Rules, Ruling};
use crate::block::Page;

/// What the choice needs of a page.
pub(crate) struct Layout {
    /// Words of each block.
    pub words: Vec<f32>,
    /// The element of each block.
    containers: Vec<usize>,
    /// The element around each element; a parent stands before its children.
    parents: Vec<usize>,
}

impl Layout {
    pub(super) fn of(page: &Page) -> Layout {
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
        }
    }
}

/// A body that might be.
pub(crate) struct Candidate {
    /// The principle, by its place in [`PRINCIPLES`].
    principle: usize,
    /// Whether each block is in it.
    pub kept: Vec<bool>,
}

impl Candidate {
    /// The principle by which it is made, in words.
    pub(super) fn principle(&self) -> &'static str {
        PRINCIPLES[self.principle]
    }
}

/// How bodies are made. A model belongs to this order.
const PRINCIPLES: &[&str] = &[
    "blocks as likely as on pages of this kind they should be",
    "blocks down to the chance where the expected F1 is best",
    "all blocks that might be body",
    "blocks of some chance",
    "blocks of a good chance",
    "blocks that are surely body",
    "what the rules keep",
    "what the rules keep, without what can hardly be body",
    "what the rules keep, with what is rather surely body",
    "what the best element holds",
    "likely blocks of the best element",
    "the first part of a series",
    "the best run of blocks",
    "the first of several texts",
];

/// The chance of an article from which on one text is looked for, the mean chance below which what follows it is in doubt, and by
/// how much the first must be surer.
const ARTICLE: f32 = 0.9;
const DOUBTFUL: f64 = 0.86;
const SURER: f64 = 0.05;

/// The chance from which on a block is taken that nothing else decides on, by the kind of the page in the order of
/// [`KINDS`](super::kind::KINDS): on articles, whose golds agree on what is no body, it is high; on listings a block that is lost
/// costs more than one that is kept.
const LIKELY: [f32; 7] = [0.55, 0.4, 0.4, 0.25, 0.25, 0.4, 0.3];
/// The same for lines of flattened text.
const LIKELY_OF_LINES: f32 = 0.6;
/// Paragraphs this likely begin a text.
const BEGINS: f32 = 0.55;

/// What all candidates of a page are made of and compared with.
pub(crate) struct Options<'a> {
    pub layout: &'a Layout,
    /// Chance of each block.
    pub chances: &'a [f32],
    /// Share of each block in links.
    pub links: Vec<f32>,
    /// What the rules keep.
    pub ruled: Vec<bool>,
    /// The parts of a series and the texts that the blocks stand in.
    pub numbers: &'a Numbers,
    /// The chance from which on a block is usually taken.
    pub likely: f32,
}

impl<'a> Options<'a> {
    pub(super) fn new(
        page: &Page,
        rules: &Rules,
        layout: &'a Layout,
        chances: &'a [f32],
        numbers: &'a Numbers,
        kinds: &[f32; 7],
    ) -> Self {
        let kept = |ruling: &Ruling| ruling.label == Label::Body;
        Options {
            layout,
            chances,
            links: page.blocks.iter().map(|block| block.link_share()).collect(),
            ruled: rules.verdicts.iter().map(kept).collect(),
            numbers,
            likely: match page.flat {
                // What kind of page it was cannot be seen any more.
                true => LIKELY_OF_LINES,
                false => kinds
                    .iter()
                    .zip(LIKELY)
                    .map(|(chance, least)| chance * least)
                    .sum(),
            },
        }
    }

    /// Words of a block.
    fn words(&self, i: usize) -> f64 {
        f64::from(self.layout.words[i])
    }

    /// Words of a block that are expected to be body.
    fn body(&self, i: usize) -> f64 {
        self.words(i) * f64::from(self.chances[i])
    }

    fn above(&self, least: f32) -> Vec<bool> {
        self.chances.iter().map(|&chance| chance >= least).collect()
    }

    /// Every body that might be; each only once.
    pub(crate) fn candidates(&self) -> Vec<Candidate> {
        let either = |one: &[bool], other: &[bool]| -> Vec<bool> {
            one.iter().zip(other).map(|(a, b)| *a || *b).collect()
        };
        let best = self.best_element();
        let first: Vec<bool> = self
            .numbers
            .behind_first
            .iter()
            .map(|behind| !behind)
            .collect();
        let made = [
            self.above(self.likely),
            self.above(self.best_threshold()),
            self.above(0.15),
            self.above(0.3),
            self.above(0.6),
            self.above(0.75),
            self.ruled.clone(),
            both(&self.ruled, &self.above(0.15)),
            either(&self.ruled, &self.above(0.6)),
            both(&best, &self.above(0.2)),
            both(&best, &self.above(self.likely)),
            both(&first, &self.above(0.3)),
            both(&self.best_run(), &self.above(0.2)),
            both(&self.first_text(), &self.above(self.likely)),
        ];
        let mut candidates: Vec<Candidate> = Vec::new();
        for (principle, kept) in made.into_iter().enumerate() {
            if candidates.iter().all(|known| known.kept != kept) {
                candidates.push(Candidate { principle, kept });
            }
        }
        candidates
    }

    /// The threshold at which the expected F1 is best: that of the blocks in order of their chances, kept up to some rank.
    fn best_threshold(&self) -> f32 {
        // One number each, of a chance, which is never below 0, and a place: sorting compares them at once.
        let order = self.chances.iter().zip(0u32..);
        let mut order: Vec<u64> = order
            .map(|(chance, i)| u64::from(!chance.to_bits()) << 32 | u64::from(i))
            .collect();
        order.sort_unstable();
        let order = order.into_iter().map(|numbers| numbers as u32 as usize);
        let all: f64 = (0..self.chances.len()).map(|i| self.body(i)).sum();
        let (mut words, mut body, mut best, mut threshold) = (0.0, 0.0, 0.0, 1.0);
        for i in order {
            words += self.words(i);
            body += self.body(i);
            let f1 = f1(body, words, all);
            if f1 > best {
                (best, threshold) = (f1, self.chances[i]);
            }
        }
        threshold
    }

    /// The blocks of the element whose likely blocks have the best expected F1, the page as a whole aside.
    fn best_element(&self) -> Vec<bool> {
        let parents = &self.layout.parents;
        let mut sums = vec![(0.0f64, 0.0f64); parents.len()];
        for (i, &chance) in self.chances.iter().enumerate() {
            if chance >= 0.2 {
                let sum = &mut sums[self.layout.containers[i]];
                sum.0 += self.body(i);
                sum.1 += self.words(i);
            }
        }
        for i in (1..parents.len()).rev() {
            let (body, words) = sums[i];
            sums[parents[i]].0 += body;
            sums[parents[i]].1 += words;
        }
        let all: f64 = (0..self.chances.len()).map(|i| self.body(i)).sum();
        let mut best = (0, 0.0);
        for (i, &(body, words)) in sums.iter().enumerate() {
            let f1 = f1(body, words, all);
            if body < WHOLE * sums[0].0 && f1 > best.1 {
                best = (i, f1);
            }
        }
        let mut inside = vec![false; parents.len()];
        for i in 0..parents.len() {
            inside[i] = i == best.0 || i != 0 && inside[parents[i]];
        }
        self.layout
            .containers
            .iter()
            .map(|&container| inside[container])
            .collect()
    }

    /// The run of blocks that gains most when a likely word counts for it and an unlikely one against it.
    fn best_run(&self) -> Vec<bool> {
        let (mut best, mut best_sum) = (0..0, 0.0);
        let (mut start, mut sum) = (0, 0.0);
        for i in 0..self.chances.len() {
            if sum <= 0.0 {
                (start, sum) = (i, 0.0);
            }
            sum += self.words(i) * (f64::from(self.chances[i]) - 0.4);
            if sum > best_sum {
                (best, best_sum) = (start..i + 1, sum);
            }
        }
        (0..self.chances.len()).map(|i| best.contains(&i)).collect()
    }

    /// The blocks of the text in which the first likely paragraph stands.
    fn first_text(&self) -> Vec<bool> {
        let paragraph = |&i: &usize| self.chances[i] >= BEGINS && self.layout.words[i] >= PARAGRAPH;
        let first = (0..self.chances.len()).find(paragraph);
        let text = first.map_or(0, |first| self.numbers.texts[first]);
        self.numbers
            .texts
            .iter()
            .map(|&other| other == text)
            .collect()
    }

    /// The body that is the first of several texts, where that is plain without the model, which has seen too few such pages: an
    /// article, and what follows is likely by a good deal less than the first. A guide in parts or a blog goes on as it began.
    pub(super) fn plainly_first(&self, candidates: &[Candidate], article: f32) -> Option<usize> {
        if article < ARTICLE {
            return None;
        }
        // It may stand among the candidates under another principle.
        let first = both(&self.first_text(), &self.above(self.likely));
        let at = candidates
            .iter()
            .position(|candidate| candidate.kept == first)?;
        let usual = &candidates[0].kept;
        let sure = |of: rows::Sums| ratio(of.body, of.words);
        let blocks = 0..usual.len();
        let first_sure = sure(self.sums(blocks.clone().filter(|&i| first[i])));
        let rest_sure = sure(self.sums(blocks.filter(|&i| usual[i] && !first[i])));
        let plain = at != 0 && rest_sure < DOUBTFUL && first_sure - rest_sure >= SURER;
        plain.then_some(at)
    }
}

/// The blocks that are in both.
fn both(one: &[bool], other: &[bool]) -> Vec<bool> {
    one.iter().zip(other).map(|(a, b)| *a && *b).collect()
}

/// Words of a paragraph.
const PARAGRAPH: f32 = 15.0;
/// An element that holds this share of the likely body is the page as a whole.
const WHOLE: f64 = 0.97;
/// The F1 of so many kept words, of which so many are body, when so many are body in all.
fn f1(body: f64, words: f64, all: f64) -> f64 {
    ratio(2.0 * body, words + all)
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of two elements in a third: three blocks in the first, one in the second; and its candidates by principle.
    fn check(chances: [f32; 4], principle: usize, kept: [bool; 4]) {
        let layout = Layout {
            words: vec![50.0, 5.0, 50.0, 100.0],
            containers: vec![1, 1, 1, 2],
            parents: vec![0, 0, 0],
        };
        let numbers = Numbers {
            behind_first: vec![false, false, true, true],
            texts: vec![0, 0, 1, 1],
        };
        let options = Options {
            layout: &layout,
            chances: &chances,
            links: vec![0.0; 4],
            ruled: vec![true, false, true, true],
            numbers: &numbers,
            likely: 0.45,
        };
        let candidates = options.candidates();
        let found = candidates
            .iter()
            .find(|candidate| candidate.kept == kept)
            .unwrap_or_else(|| panic!("no candidate {kept:?}"));
        assert_eq!(found.principle(), PRINCIPLES[principle]);
        for (i, candidate) in candidates.iter().enumerate() {
            assert!(
                candidates[..i]
                    .iter()
                    .all(|other| other.kept != candidate.kept)
            );
        }
        let rows = options.rows(&candidates, &[1.0, 2.0]);
        assert_eq!(rows.len(), candidates.len());
        assert!(
            rows.iter()
                .all(|row| row.len() == rows[0].len() && row.ends_with(&[1.0, 2.0]))
        );
        assert!(rows.iter().flatten().all(|value| value.is_finite()));
    }

    #[test]
    fn bodies_are_made_by_their_principles() {
        let chances = [0.9, 0.35, 0.8, 0.5];
        check(chances, 0, [true, false, true, true]);
        check(chances, 2, [true; 4]);
        check(chances, 4, [true, false, true, false]);
        check(chances, 9, [true, true, true, false]);
        check(chances, 11, [true, true, false, false]);
        check(chances, 13, [true, false, false, false]);
        check([0.3, 0.0, 0.2, 0.1], 0, [false; 4]);
        // Where nothing is likely, the best of it is still something.
        check([0.3, 0.0, 0.2, 0.01], 1, [true, false, true, false]);
    }

    #[test]
    fn the_first_of_several_texts_is_told_by_its_chances() {
        let layout = Layout {
            words: vec![50.0, 40.0, 50.0],
            containers: vec![0; 3],
            parents: vec![0],
        };
        let check = |chances: [f32; 3], article: f32, plain: bool| {
            let numbers = Numbers {
                behind_first: vec![false; 3],
                texts: vec![0, 1, 2],
            };
            let options = Options {
                layout: &layout,
                chances: &chances,
                links: vec![0.0; 3],
                ruled: vec![true; 3],
                numbers: &numbers,
                likely: 0.5,
            };
            let candidates = options.candidates();
            let first = options.plainly_first(&candidates, article);
            let kept = first.map(|first| candidates[first].kept.clone());
            assert_eq!(kept, plain.then(|| vec![true, false, false]));
        };
        check([0.9, 0.7, 0.7], 0.95, true);
        check([0.9, 0.7, 0.7], 0.8, false);
        check([0.74, 0.7, 0.7], 0.95, false);
        check([0.99, 0.88, 0.88], 0.95, false);
    }

    #[test]
    fn the_expected_f1_is_that_of_words() {
        assert_eq!(f1(40.0, 50.0, 40.0), 80.0 / 90.0);
        assert_eq!(f1(0.0, 0.0, 0.0), 0.0);
    }
}
