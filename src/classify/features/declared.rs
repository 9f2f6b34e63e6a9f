//! How much of a block the page repeats where it speaks about itself: in structured data and in its description.

use super::{Columns, Group, View};
use crate::normalize;

pub(super) const DECLARED: Group = Group {
    name: "declared text",
    features: &[&[
        "share of it in the declared body",
        "share of its words in the description",
        "stands within an article element of this number",
        "article elements of the page",
        "share of the articles' words in its article element",
    ]],
    fill,
};

/// Words in a row that are compared.
const RUN: usize = 4;
/// What stands for a text that the page does not have.
const ABSENT: f32 = -1.0;
/// Words of a block that are compared; longer ones are told by their beginning.
const COMPARED: usize = 400;

fn fill(view: &View<'_>, columns: &mut Columns<'_>) {
    let body = view.facts.article_body.map(|body| {
        let words = hashes(body, usize::MAX);
        Known::of(runs(&words).collect())
    });
    let description = view.facts.description;
    let description = description.map(|text| Known::of(hashes(text, COMPARED)));
    let articles = Articles::of(view);
    for (i, block) in view.page.blocks.iter().enumerate() {
        let words = if body.is_some() || description.is_some() {
            hashes(&block.text, COMPARED)
        } else {
            Vec::new()
        };
        let in_body = body
            .as_ref()
            .map_or(ABSENT, |body| part(runs(&words).map(|run| body.has(run))));
        let described = description.as_ref().map_or(ABSENT, |description| {
            part(words.iter().map(|&word| description.has(word)))
        });
        let [number, share] = articles.around(block.container);
        columns.set(i, [in_body, described, number, articles.count, share]);
    }
}

/// Share of what is true.
fn part(found: impl Iterator<Item = bool>) -> f32 {
    let (mut yes, mut all) = (0u32, 0u32);
    for found in found {
        yes += u32::from(found);
        all += 1;
    }
    super::share(yes, all)
}

/// Numbers to look others up in. Sorted, not hashed: what a page is made of cannot make it slow.
struct Known {
    sorted: Vec<u64>,
    /// Bits that the numbers set, eight for each of them, which tell most others from all of these. A power of two.
    bits: Vec<u64>,
}

impl Known {
    fn of(mut numbers: Vec<u64>) -> Known {
        numbers.sort_unstable();
        numbers.dedup();
        let mut bits = vec![0; (numbers.len() / 8 + 1).next_power_of_two()];
        let last = bits.len() - 1;
        for number in &numbers {
            bits[(number >> 6) as usize & last] |= 1 << (number & 63);
        }
        Known {
            sorted: numbers,
            bits,
        }
    }

    fn has(&self, number: u64) -> bool {
        let bits = self.bits[(number >> 6) as usize & (self.bits.len() - 1)];
        bits >> (number & 63) & 1 != 0 && self.sorted.binary_search(&number).is_ok()
    }
}

/// The words of a text as numbers, without regard to case.
fn hashes(text: &str, most: usize) -> Vec<u64> {
    let mut lower = String::new();
    let mut number = |word: &str| match word.is_ascii() {
        true => hash(word.bytes().map(|b| b.to_ascii_lowercase().into())),
        false => hash(normalize::lower(word, &mut lower).bytes().map(u64::from)),
    };
    normalize::words(text).take(most).map(&mut number).collect()
}

/// Runs of words as numbers; a shorter text is one run.
fn runs(words: &[u64]) -> impl Iterator<Item = u64> + '_ {
    let length = RUN.min(words.len()).max(1);
    words.windows(length).map(|run| hash(run.iter().copied()))
}

/// One number for several. Two that differ have the same by chance only, and nothing but a share depends on it.
fn hash(parts: impl Iterator<Item = u64>) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let hash = parts.fold(0u64, |hash, part| {
        (hash.rotate_left(5) ^ part).wrapping_mul(ODD)
    });
    // The bits of a product depend on those below them only: the upper ones are the good ones.
    hash ^ hash >> 32
}

/// The outermost `article` elements of a page.
struct Articles {
    /// For each container the article that it stands in.
    of: Vec<Option<usize>>,
    /// Number, and share of the words of all articles.
    facts: Vec<[f32; 2]>,
    count: f32,
}

impl Articles {
    fn of(view: &View<'_>) -> Articles {
        let page = view.page;
        let mut of: Vec<Option<usize>> = Vec::with_capacity(page.containers.len());
        let mut words = Vec::new();
        for (i, container) in page.containers.iter().enumerate() {
            let outer = if i == 0 { None } else { of[container.parent] };
            if outer.is_none() && container.tag == "article" {
                of.push(Some(words.len()));
                words.push(container.tokens);
            } else {
                of.push(outer);
            }
        }
        let all = words.iter().sum();
        let number = |(i, &words)| [i as f32, super::share(words, all)];
        Articles {
            of,
            facts: words.iter().enumerate().map(number).collect(),
            count: words.len() as f32,
        }
    }

    fn around(&self, container: usize) -> [f32; 2] {
        self.of[container].map_or([ABSENT, ABSENT], |article| self.facts[article])
    }
}
