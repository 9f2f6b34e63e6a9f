//! Tables of figures, and the comparison with those of before.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::metadata::{self, Comparison};
use crate::pages::LabelledPage;
use crate::score::{self, Score};

/// What came out for a page.
pub struct Outcome {
    pub page: LabelledPage,
    pub fingerprint: u64,
    /// Of the body; `None` where the gold has none.
    pub score: Option<Score>,
    pub metadata: Comparison,
    pub confidence: f64,
    pub kind: &'static str,
    pub prediction: serde_json::Value,
}

/// The figures that are kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct Figures {
    /// Of all pages, so that figures of other pages are not compared.
    pub fingerprint: String,
    /// F1 of the bodies of each set, in per cent.
    pub sets: BTreeMap<String, f64>,
    /// The same of each kind of page of wcxb_dev.
    pub kinds: BTreeMap<String, f64>,
    /// Of the metadata of each set.
    #[serde(default)]
    pub metadata: BTreeMap<String, metadata::Figures>,
}

/// Points by which a figure may become worse.
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
    outcomes
        .iter()
        .filter_map(|outcome| outcome.score)
        .collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The figure of bodies by the measure of a set; `None` where the golds have none.
fn bodies(measure: &str, found: &[&Outcome]) -> Option<f64> {
    let scores = scores(found);
    (!scores.is_empty()).then(|| score::set(measure, &scores))
}

fn metadata(measure: &str, found: &[&Outcome]) -> metadata::Figures {
    let compared: Vec<Comparison> = found.iter().map(|outcome| outcome.metadata).collect();
    metadata::Figures::new(measure, &compared)
}

/// The figures of a run.
pub fn figures(outcomes: &[Outcome]) -> Figures {
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    let sum = outcomes
        .iter()
        .fold(0u64, |sum, outcome| sum.wrapping_add(outcome.fingerprint));
    let mut figures = Figures {
        fingerprint: format!("{sum:016x}"),
        sets: BTreeMap::new(),
        kinds: BTreeMap::new(),
        metadata: BTreeMap::new(),
    };
    for (set, found) in sets(outcomes) {
        if let Some(figure) = bodies(&set, &found) {
            figures.sets.insert(set.clone(), rounded(figure));
        }
        let found = metadata(&set, &found).map(rounded);
        if found.signed().iter().any(|(_, figure, _)| figure.is_some()) {
            figures.metadata.insert(set, found);
        }
    }
    for (kind, found) in kinds(outcomes) {
        if let Some(figure) = bodies("", &found) {
            figures.kinds.insert(kind, rounded(figure));
        }
    }
    figures
}

/// Prints every table.
pub fn print(outcomes: &[Outcome]) {
    print!(
        "{:14} {:>5} {:>6} {:>6} {:>6} {:>6} {:>6}",
        "set", "pages", "F1", "P", "R", "empty", "kind"
    );
    for (name, ..) in metadata::Figures::default().signed() {
        print!(" {name:>7}");
    }
    println!();
    for (set, found) in sets(outcomes) {
        print_row(&set, &set, &found);
    }
    for (kind, found) in kinds(outcomes) {
        print_row(&kind, "", &found);
    }
    print_confidence(outcomes);
}

fn print_row(name: &str, measure: &str, found: &[&Outcome]) {
    print!("{name:14} {:5} ", found.len());
    match bodies(measure, found) {
        Some(figure) => print_bodies(figure, found),
        None => print!("{:>6} {:>6} {:>6} {:>6} {:>6}", "–", "–", "–", "–", "–"),
    }
    for (_, figure, _) in metadata(measure, found).signed() {
        match figure {
            Some(figure) => print!(" {figure:7.1}"),
            None => print!(" {:>7}", "–"),
        }
    }
    println!();
}

fn print_bodies(figure: f64, found: &[&Outcome]) {
    let empty = found
        .iter()
        .filter(|outcome| outcome.prediction["text"] == "")
        .count();
    let right = mean(found.iter().map(|outcome| {
        let kind = outcome.page.gold.page_type.as_deref().unwrap_or("article");
        f64::from(u8::from(kind == outcome.kind))
    }));
    let scores = scores(found);
    print!(
        "{figure:6.2} {:6.2} {:6.2} {empty:6} {:6.1}",
        100.0 * mean(scores.iter().map(|score| score.precision)),
        100.0 * mean(scores.iter().map(|score| score.recall)),
        100.0 * right,
    );
}

/// How far the confidence is from what came out, by tenths of the pages in order of confidence.
fn print_confidence(outcomes: &[Outcome]) {
    let mut order: Vec<(f64, f64)> = outcomes
        .iter()
        .filter_map(|outcome| Some((outcome.confidence, outcome.score?.f1)))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    println!("confidence  mean F1  mean error, by tenths of the pages");
    for tenth in order.chunks(order.len().div_ceil(10).max(1)) {
        println!(
            "      {:.3}    {:.3}       {:.3}",
            mean(tenth.iter().map(|(confidence, _)| *confidence)),
            mean(tenth.iter().map(|(_, f1)| *f1)),
            mean(tenth.iter().map(|(confidence, f1)| (confidence - f1).abs())),
        );
    }
}

/// Whether no figure has become worse by more than the slack; says which have.
pub fn holds(before: &Figures, now: &Figures) -> bool {
    if before.fingerprint != now.fingerprint {
        println!(
            "the figures are of other pages ({}, now {})",
            before.fingerprint, now.fingerprint
        );
        return false;
    }
    let mut holds = true;
    let mut compare = |name: &str, before: f64, now: Option<f64>, sign: f64| {
        if now.is_none_or(|now| sign * (before - now) > SLACK) {
            let now = now.map_or("nothing".to_string(), |now| now.to_string());
            println!("{name} has become worse: {before}, now {now}");
            holds = false;
        }
    };
    let pairs = [(&before.sets, &now.sets), (&before.kinds, &now.kinds)];
    for (before, now) in pairs {
        for (name, figure) in before {
            compare(name, *figure, now.get(name).copied(), 1.0);
        }
    }
    let nothing = metadata::Figures::default();
    for (set, figures) in &before.metadata {
        let now = now.metadata.get(set).unwrap_or(&nothing).signed();
        for ((field, before, sign), (_, now, _)) in figures.signed().into_iter().zip(now) {
            if let Some(before) = before {
                compare(&format!("{field} of {set}"), before, now, sign);
            }
        }
    }
    holds
}
