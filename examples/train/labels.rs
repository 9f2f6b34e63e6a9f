//! Labels: how much of each block the gold text holds. Long blocks are covered by runs of the gold; short ones, which stand in
//! many places by chance, are looked for where the block before or behind them ends in the gold.

use std::collections::{HashMap, HashSet};

use super::pages::Gold;

/// Tokens in a row that are compared.
const RUN: usize = 4;
/// Tokens below which a block is looked for as a whole.
const SHORT: usize = 6;
/// Tokens of the gold that may stand between two blocks that follow each other.
const GAP: usize = 3;
/// What nobody has labelled.
pub const UNKNOWN: f32 = -1.0;

/// For each block the share of it that is body, 0 to 1; [`UNKNOWN`] where the gold says nothing.
pub fn labels(gold: &Gold, texts: &[&str]) -> Vec<f32> {
    match &gold.text {
        Some(text) => by_text(text, texts),
        None => by_segments(gold, texts),
    }
}

/// Words and single Han or kana characters, lower case.
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        let single = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
        if (single || !c.is_alphanumeric()) && !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        if single {
            tokens.push(c.to_string());
        } else if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    if !word.is_empty() {
        tokens.push(word);
    }
    tokens
}

/// A block as it stands in the gold.
#[derive(Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
}

fn by_text(gold: &str, texts: &[&str]) -> Vec<f32> {
    let all = tokens(gold);
    let blocks: Vec<Vec<String>> = texts.iter().map(|text| tokens(text)).collect();
    let runs = Runs::of(&all);
    let mut labels = vec![0.0f32; blocks.len()];
    let mut found: Vec<Option<Found>> = vec![None; blocks.len()];
    let mut at = 0;
    for (i, own) in blocks.iter().enumerate() {
        if own.len() < SHORT {
            continue;
        }
        labels[i] = runs.covered(own);
        if labels[i] >= 0.5 {
            found[i] = runs.place(own, at);
            at = found[i].map_or(at, |found| found.end);
        }
    }
    follow(&all, &blocks, &mut found);
    short_labels(gold, &blocks, &found, &mut labels);
    labels
}

/// Runs of the gold, and where each begins.
struct Runs<'a> {
    starts: HashMap<&'a [String], Vec<usize>>,
}

impl<'a> Runs<'a> {
    fn of(all: &'a [String]) -> Runs<'a> {
        let mut starts: HashMap<&[String], Vec<usize>> = HashMap::new();
        for (at, run) in all.windows(RUN).enumerate() {
            starts.entry(run).or_default().push(at);
        }
        Runs { starts }
    }

    fn covered(&self, own: &[String]) -> f32 {
        let mut covered = vec![false; own.len()];
        for (at, run) in own.windows(RUN).enumerate() {
            if self.starts.contains_key(run) {
                covered[at..at + RUN].fill(true);
            }
        }
        let yes = covered.iter().filter(|&&yes| yes).count();
        yes as f32 / own.len() as f32
    }

    /// Where the block stands, near what came before it.
    fn place(&self, own: &[String], after: usize) -> Option<Found> {
        let near = |starts: &Vec<usize>, to: usize| {
            starts
                .iter()
                .copied()
                .min_by_key(|start| start.abs_diff(to))
        };
        let start = own
            .windows(RUN)
            .find_map(|run| self.starts.get(run))
            .and_then(|starts| near(starts, after))?;
        let last = own.windows(RUN).rev().find_map(|run| self.starts.get(run));
        let end = last.and_then(|starts| near(starts, start + own.len()))? + RUN;
        Some(Found { start, end })
    }
}

/// Finds short blocks that stand in the gold right behind the block before them, or right before the block behind them.
fn follow(all: &[String], blocks: &[Vec<String>], found: &mut [Option<Found>]) {
    let is_short = |own: &Vec<String>| !own.is_empty() && own.len() < SHORT;
    let mut end: Option<usize> = None;
    for (i, own) in blocks.iter().enumerate() {
        if let Some(found) = found[i] {
            end = Some(found.end);
        } else if is_short(own)
            && let Some(from) = end
        {
            let start = (from..=from + GAP).find(|&at| all.get(at..at + own.len()) == Some(own));
            if let Some(start) = start {
                found[i] = Some(Found {
                    start,
                    end: start + own.len(),
                });
                end = Some(start + own.len());
            }
        } else if own.len() >= SHORT {
            end = None;
        }
    }
    let mut start: Option<usize> = None;
    for (i, own) in blocks.iter().enumerate().rev() {
        if let Some(found) = found[i] {
            start = Some(found.start);
        } else if is_short(own)
            && let Some(to) = start
        {
            let at = (0..=GAP)
                .filter_map(|gap| to.checked_sub(own.len() + gap))
                .find(|&at| all.get(at..at + own.len()) == Some(own));
            if let Some(at) = at {
                found[i] = Some(Found {
                    start: at,
                    end: at + own.len(),
                });
                start = Some(at);
            }
        } else if own.len() >= SHORT {
            start = None;
        }
    }
}

/// Labels of short blocks: those that were found in place, then those that are a line of the gold.
fn short_labels(gold: &str, blocks: &[Vec<String>], found: &[Option<Found>], labels: &mut [f32]) {
    let mut lines: HashMap<Vec<String>, usize> = HashMap::new();
    for line in gold.lines() {
        *lines.entry(tokens(line)).or_default() += 1;
    }
    let mut counts: HashMap<&Vec<String>, usize> = HashMap::new();
    for own in blocks {
        *counts.entry(own).or_default() += 1;
    }
    let in_place: HashSet<&Vec<String>> = (0..blocks.len())
        .filter(|&i| found[i].is_some())
        .map(|i| &blocks[i])
        .collect();
    for (i, own) in blocks.iter().enumerate() {
        if own.is_empty() {
            labels[i] = UNKNOWN;
        } else if own.len() < SHORT {
            labels[i] = match lines.get(own) {
                _ if found[i].is_some() => 1.0,
                // The same words stand in their place elsewhere.
                Some(_) if in_place.contains(own) => 0.0,
                Some(&lines) if counts[own] <= lines => 1.0,
                Some(_) => 0.4,
                None => 0.0,
            };
        }
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Blocks with a segment that must be there are body, those with one that must not are none; of the others nothing is known.
fn by_segments(gold: &Gold, texts: &[&str]) -> Vec<f32> {
    let with: Vec<String> = gold.with.iter().map(|text| folded(text)).collect();
    let without: Vec<String> = gold.without.iter().map(|text| folded(text)).collect();
    texts
        .iter()
        .map(|text| {
            let text = folded(text);
            let any = |segments: &[String]| {
                segments
                    .iter()
                    .any(|segment| text.contains(segment.as_str()))
            };
            match (any(&with), any(&without)) {
                (true, false) => 1.0,
                (false, true) => 0.0,
                _ => UNKNOWN,
            }
        })
        .collect()
}
