//! Labels: how much of each block the gold text holds.

use std::collections::{HashMap, HashSet};

use super::pages::Gold;

/// Tokens in a row that are compared.
const RUN: usize = 4;
/// Tokens below which a block is compared as a whole line.
const SHORT: usize = 6;
/// What nobody has labelled.
pub const UNKNOWN: f32 = -1.0;

/// For each block the share of it that is body, 0 to 1; [`UNKNOWN`] where the gold says nothing.
pub fn labels(gold: &Gold, texts: &[String]) -> Vec<f32> {
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

fn by_text(gold: &str, texts: &[String]) -> Vec<f32> {
    let all = tokens(gold);
    let runs: HashSet<&[String]> = all.windows(RUN).collect();
    let lines: HashSet<Vec<String>> = gold.lines().map(tokens).collect();
    let mut starts: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, token) in all.iter().enumerate() {
        starts.entry(token).or_default().push(at);
    }
    texts
        .iter()
        .map(|text| {
            let own = tokens(text);
            if own.len() >= SHORT {
                return covered(&own, &runs);
            }
            if own.is_empty() {
                return UNKNOWN;
            }
            if lines.contains(&own) {
                return 1.0;
            }
            // A few words inside a line of the gold may be there by chance.
            let within = own.len() >= 3
                && starts
                    .get(own[0].as_str())
                    .is_some_and(|starts| starts.iter().any(|&at| all[at..].starts_with(&own)));
            if within { 0.6 } else { 0.0 }
        })
        .collect()
}

fn covered(own: &[String], runs: &HashSet<&[String]>) -> f32 {
    let mut covered = vec![false; own.len()];
    for (at, run) in own.windows(RUN).enumerate() {
        if runs.contains(run) {
            covered[at..at + RUN].fill(true);
        }
    }
    let yes = covered.iter().filter(|&&yes| yes).count();
    yes as f32 / own.len() as f32
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Blocks with a segment that must be there are body, those with one that must not are none; of the others nothing is known.
fn by_segments(gold: &Gold, texts: &[String]) -> Vec<f32> {
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
