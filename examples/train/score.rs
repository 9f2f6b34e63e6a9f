//! How good a text is against its gold: the measures of the sets, as their own scorers have them.

#![allow(dead_code, reason = "each program uses a part")]

use std::collections::HashMap;
use std::hash::Hash;

use unicode_normalization::UnicodeNormalization;

use crate::pages::LabelledPage;

/// The outcome for one page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    pub f1: f64,
    pub precision: f64,
    pub recall: f64,
    /// Segments that are there and must be, that are there and must not be, that are not there and must be.
    pub segments: [f64; 3],
}

/// Scores a text by the measure of its set.
pub fn page(page: &LabelledPage, text: &str) -> Score {
    let gold = page.gold.text.as_deref().unwrap_or_default();
    match page.set {
        "traf_eval" => by_segments(page, text),
        "aeb" => of(shingles(gold), shingles(text)),
        set if !set.starts_with("wcxb") && is_unspaced(page) => of(bigrams(gold), bigrams(text)),
        _ => of(
            counts(words(&gold.to_lowercase())),
            counts(words(&text.to_lowercase())),
        ),
    }
}

/// The figure of a set, in per cent: the mean over its pages, or what its own scorer makes of all of them.
pub fn set(name: &str, scores: &[Score]) -> f64 {
    let mean = |value: fn(&Score) -> f64| {
        scores.iter().map(value).sum::<f64>() / scores.len().max(1) as f64
    };
    let figure = match name {
        "traf_eval" => {
            let sum = |at: usize| scores.iter().map(|score| score.segments[at]).sum::<f64>();
            let (right, wrong, lost) = (sum(0), sum(1), sum(2));
            2.0 * right / (2.0 * right + wrong + lost).max(1.0)
        }
        "aeb" => {
            let (precision, recall) = (mean(|score| score.precision), mean(|score| score.recall));
            2.0 * precision * recall / (precision + recall).max(1e-9)
        }
        _ => mean(|score| score.f1),
    };
    100.0 * figure
}

/// Languages that are written without spaces, whose words nobody can count.
fn is_unspaced(page: &LabelledPage) -> bool {
    page.gold
        .lang
        .as_deref()
        .is_some_and(|lang| ["zh", "ja", "ko", "th", "my"].contains(&lang))
}

/// Runs of letters, digits and underscores, as `\w+` of Python has them.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect()
}

fn counts<T: Eq + Hash>(items: impl IntoIterator<Item = T>) -> HashMap<T, u32> {
    let mut counts = HashMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
}

fn bigrams(text: &str) -> HashMap<(char, char), u32> {
    let folded = text.nfkc().collect::<String>().to_lowercase();
    let letters: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    match letters[..] {
        [only] => counts([(only, only)]),
        _ => counts(letters.windows(2).map(|pair| (pair[0], pair[1]))),
    }
}

fn shingles(text: &str) -> HashMap<Vec<&str>, u32> {
    let words = words(text);
    if words.len() < 4 && !words.is_empty() {
        return counts([words]);
    }
    counts(words.windows(4).map(<[&str]>::to_vec))
}

/// Precision, recall and F1 of two bags.
fn of<T: Eq + Hash>(gold: HashMap<T, u32>, found: HashMap<T, u32>) -> Score {
    let (all, kept) = (gold.values().sum::<u32>(), found.values().sum::<u32>());
    if all == 0 && kept == 0 {
        return Score {
            f1: 1.0,
            precision: 1.0,
            recall: 1.0,
            ..Score::default()
        };
    }
    let shared: u32 = found
        .iter()
        .map(|(item, &count)| count.min(gold.get(item).copied().unwrap_or(0)))
        .sum();
    let share = |whole: u32| f64::from(shared) / f64::from(whole.max(1));
    Score {
        f1: 2.0 * f64::from(shared) / f64::from((all + kept).max(1)),
        precision: share(kept),
        recall: share(all),
        ..Score::default()
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn by_segments(page: &LabelledPage, text: &str) -> Score {
    let text = folded(text);
    let found = |segments: &[String]| {
        segments
            .iter()
            .filter(|segment| text.contains(&folded(segment)))
            .count() as f64
    };
    let (right, wrong) = (found(&page.gold.with), found(&page.gold.without));
    let lost = page.gold.with.len() as f64 - right;
    Score {
        f1: 2.0 * right / (2.0 * right + wrong + lost).max(1.0),
        precision: right / (right + wrong).max(1.0),
        recall: right / (right + lost).max(1.0),
        segments: [right, wrong, lost],
    }
}
