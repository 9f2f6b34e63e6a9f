//! Tables of figures, and the comparison with those of before.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::pages::LabelledPage;
use crate::score::{self, Score};

/// What came out for a page.
pub struct Outcome {
    pub page: LabelledPage,
    pub fingerprint: u64,
    pub score: Score,
    pub confidence: f64,
    pub kind: &'static str,
    pub prediction: serde_json::Value,
}

/// The figures that are kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct Figures {
    /// Of all pages, so that figures of other pages are not compared.
    pub fingerprint: String,
    /// F1 of each set, in per cent.
    pub sets: BTreeMap<String, f64>,
    /// F1 of each kind of page of wcxb_dev.
    pub kinds: BTreeMap<String, f64>,
}

/// Points that a figure may fall.
const SLACK: f64 = 0.5;

fn grouped<'a>(
    outcomes: &'a [Outcome],
    key: impl Fn(&'a Outcome) -> Option<&'a str>,
) -> BTreeMap<String, Vec<&'a Outcome>> {
    let mut groups: BTreeMap<String, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        if let Some(key) = key(outcome) {
            groups.entry(key.to_string()).or_default().push(outcome);
        }
    }
    groups
}

fn sets(outcomes: &[Outcome]) -> BTreeMap<String, Vec<&Outcome>> {
    grouped(outcomes, |outcome| Some(outcome.page.set))
}

fn kinds(outcomes: &[Outcome]) -> BTreeMap<String, Vec<&Outcome>> {
    grouped(outcomes, |outcome| {
        let kind = outcome.page.gold.page_type.as_deref();
        kind.filter(|_| outcome.page.set == "wcxb_dev")
    })
}

fn scores(outcomes: &[&Outcome]) -> Vec<Score> {
    outcomes.iter().map(|outcome| outcome.score).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The figures of a run.
pub fn figures(outcomes: &[Outcome]) -> Figures {
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    let of_sets = sets(outcomes);
    let of_kinds = kinds(outcomes);
    Figures {
        fingerprint: format!(
            "{:016x}",
            outcomes
                .iter()
                .fold(0u64, |sum, outcome| sum.wrapping_add(outcome.fingerprint))
        ),
        sets: of_sets
            .iter()
            .map(|(set, found)| (set.clone(), rounded(score::set(set, &scores(found)))))
            .collect(),
        kinds: of_kinds
            .iter()
            .map(|(kind, found)| (kind.clone(), rounded(score::set("", &scores(found)))))
            .collect(),
    }
}

/// Prints every table.
pub fn print(outcomes: &[Outcome]) {
    println!(
        "{:14} {:>5} {:>6} {:>6} {:>6} {:>6} {:>6}",
        "set", "pages", "F1", "P", "R", "empty", "kind"
    );
    let row = |name: &str, measure: &str, found: &[&Outcome]| {
        let empty = found
            .iter()
            .filter(|outcome| outcome.prediction["text"] == "")
            .count();
        let right = mean(found.iter().map(|outcome| {
            let kind = outcome.page.gold.page_type.as_deref().unwrap_or("article");
            f64::from(u8::from(kind == outcome.kind))
        }));
        println!(
            "{name:14} {:5} {:6.2} {:6.2} {:6.2} {empty:6} {:6.1}",
            found.len(),
            score::set(measure, &scores(found)),
            100.0 * mean(found.iter().map(|outcome| outcome.score.precision)),
            100.0 * mean(found.iter().map(|outcome| outcome.score.recall)),
            100.0 * right,
        );
    };
    for (set, found) in sets(outcomes) {
        row(&set, &set, &found);
    }
    for (kind, found) in kinds(outcomes) {
        row(&kind, "", &found);
    }
    print_confidence(outcomes);
}

/// How far the confidence is from what came out, by tenths of the pages in order of confidence.
fn print_confidence(outcomes: &[Outcome]) {
    let mut order: Vec<&Outcome> = outcomes.iter().collect();
    order.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    println!("confidence  mean F1  mean error, by tenths of the pages");
    for tenth in order.chunks(order.len().div_ceil(10).max(1)) {
        println!(
            "      {:.3}    {:.3}       {:.3}",
            mean(tenth.iter().map(|outcome| outcome.confidence)),
            mean(tenth.iter().map(|outcome| outcome.score.f1)),
            mean(
                tenth
                    .iter()
                    .map(|outcome| (outcome.confidence - outcome.score.f1).abs())
            ),
        );
    }
}

/// Whether no figure has fallen by more than the slack; says which have.
pub fn holds(before: &Figures, now: &Figures) -> bool {
    if before.fingerprint != now.fingerprint {
        println!(
            "the figures are of other pages ({}, now {})",
            before.fingerprint, now.fingerprint
        );
        return false;
    }
    let pairs = [(&before.sets, &now.sets), (&before.kinds, &now.kinds)];
    let mut holds = true;
    for (before, now) in pairs {
        for (name, before) in before {
            let now = now.get(name).copied().unwrap_or(0.0);
            if now < before - SLACK {
                println!("{name} has fallen from {before} to {now}");
                holds = false;
            }
        }
    }
    holds
}
