//! How good the metadata of a page is against its gold, compared as the scorer of the bench does.

use std::collections::BTreeSet;

use dehusk::{Article, Date};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::pages::{self, LabelledPage};

/// What came out for a page; `None` where its gold lacks the field.
#[derive(Debug, Clone, Copy)]
pub struct Comparison {
    title: Option<bool>,
    authors: Option<bool>,
    /// Whether somebody is named as author, whatever the gold says.
    names_somebody: bool,
    date: Option<Day>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    Right,
    Wrong,
    Missing,
}

/// Figures of some pages in per cent; `None` where no gold has the field.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Titles that are the same but for whitespace and compatibility forms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<f64>,
    /// Pages whose set of authors is that of the gold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authors: Option<f64>,
    /// Of the golds that name somebody, those for which nobody was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missed: Option<f64>,
    /// Of the golds that name nobody, those for which somebody was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surplus: Option<f64>,
    /// Same day of publication; for sets of dates the F1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<f64>,
}

impl Figures {
    /// The figures of some pages of a set.
    pub fn new(set: &str, found: &[Comparison]) -> Self {
        let of_named = found.iter().filter(|page| page.authors.is_some());
        let of_unnamed = found.iter().filter(|page| page.authors.is_none());
        let authors = share(found.iter().filter_map(|page| page.authors));
        Self {
            title: share(found.iter().filter_map(|page| page.title)),
            authors,
            missed: share(of_named.map(|page| !page.names_somebody)),
            // A set without any author does not say of its pages that they name nobody.
            surplus: authors.and(share(of_unnamed.map(|page| page.names_somebody))),
            date: dates(set, found),
        }
    }

    /// Each figure with its name, and the sign that says whether more is better.
    pub fn signed(&self) -> [(&'static str, Option<f64>, f64); 5] {
        [
            ("title", self.title, 1.0),
            ("authors", self.authors, 1.0),
            ("missed", self.missed, -1.0),
            ("surplus", self.surplus, -1.0),
            ("date", self.date, 1.0),
        ]
    }

    /// The figures, each changed by a function.
    pub fn map(&self, change: impl Fn(f64) -> f64) -> Self {
        Self {
            title: self.title.map(&change),
            authors: self.authors.map(&change),
            missed: self.missed.map(&change),
            surplus: self.surplus.map(&change),
            date: self.date.map(&change),
        }
    }
}

/// Compares an article with the gold of its page.
pub fn compare(page: &LabelledPage, article: &Article) -> Comparison {
    let metadata = article.metadata();
    let named: BTreeSet<String> = metadata
        .authors
        .iter()
        .flat_map(|author| names(&author.value))
        .collect();
    let gold = &page.gold;
    let stated = |field: &Option<String>| field.clone().filter(|text| !text.is_empty());
    let title = article.title().unwrap_or_default();
    let date = metadata.published.as_ref().map(|date| date.value);
    Comparison {
        title: stated(&gold.title).map(|wanted| folded(&wanted) == folded(title)),
        authors: stated(&gold.author).map(|wanted| {
            let wanted = names(&wanted);
            !wanted.is_empty() && wanted == named
        }),
        names_somebody: !named.is_empty(),
        date: match stated(&gold.date_iso) {
            None if !pages::DATES.contains(&page.set) => None,
            wanted => Some(day(wanted.as_deref(), date)),
        },
    }
}

fn day(wanted: Option<&str>, found: Option<Date>) -> Day {
    let Some(found) = found.filter(|date| date.day.is_some()) else {
        return Day::Missing;
    };
    let found = found.to_string();
    if wanted.is_some() && found.get(.."2026-11-26".len()) == wanted {
        Day::Right
    } else {
        Day::Wrong
    }
}

/// The share of what holds, in per cent.
fn share(values: impl Iterator<Item = bool>) -> Option<f64> {
    let values: Vec<bool> = values.collect();
    let right = values.iter().filter(|&&value| value).count();
    (!values.is_empty()).then(|| 100.0 * right as f64 / values.len() as f64)
}

fn dates(set: &str, found: &[Comparison]) -> Option<f64> {
    let days: Vec<Day> = found.iter().filter_map(|page| page.date).collect();
    if !pages::DATES.contains(&set) {
        return share(days.iter().map(|&day| day == Day::Right));
    }
    let count = |kind: Day| days.iter().filter(|&&day| day == kind).count() as f64;
    let (right, wrong, lost) = (count(Day::Right), count(Day::Wrong), count(Day::Missing));
    (!days.is_empty()).then(|| 100.0 * 2.0 * right / (2.0 * right + wrong + lost))
}

fn folded(text: &str) -> String {
    let text: String = text.nfkc().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names in a statement of authors, without regard to case.
fn names(statement: &str) -> BTreeSet<String> {
    // By way of capitals, so that ß and SS are the same.
    let statement = folded(statement).to_uppercase().to_lowercase();
    let statement = without_label(&statement);
    let mut names = BTreeSet::new();
    for part in parts(statement) {
        let name = part.trim_matches([' ', '.', '(', ')', '[', ']']);
        let words: Vec<&str> = name.split(' ').collect();
        if words.iter().all(|word| is_east_asian_name(word)) {
            names.extend(words.into_iter().map(str::to_string));
        } else if !name.is_empty() {
            names.insert(name.to_string());
        }
    }
    names
}

const LABELS: &[&str] = &[
    "written by",
    "by",
    "von",
    "par",
    "por",
    "autor",
    "author",
    "作者",
    "文",
    "记者",
    "記者",
    "撰文",
    "编辑",
    "編輯",
    "责任编辑",
    "責任編輯",
    "责编",
];

/// Labels behind whose colon there need be no space.
const TIGHT_LABELS: &[&str] = &[
    "作者",
    "记者",
    "責任編輯",
    "责任编辑",
    "编辑",
    "責編",
    "责编",
    "文",
];

fn behind_mark(rest: &str) -> Option<&str> {
    rest.trim_start().strip_prefix([':', '/'])
}

fn without_label(statement: &str) -> &str {
    let loose = LABELS.iter().find_map(|label| {
        let rest = statement.strip_prefix(label)?;
        let rest = behind_mark(rest)
            .filter(|behind| behind.starts_with(' '))
            .unwrap_or(rest);
        rest.starts_with(' ').then_some(rest)
    });
    let tight = || {
        TIGHT_LABELS
            .iter()
            .find_map(|label| behind_mark(statement.strip_prefix(label)?))
    };
    loose.or_else(tight).unwrap_or(statement).trim_start()
}

/// Parts a statement at marks, at 和 between Chinese characters, and at words for "and".
fn parts(statement: &str) -> Vec<String> {
    let letters: Vec<char> = statement.chars().collect();
    let is_han = |at: usize| {
        letters
            .get(at)
            .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
    };
    let is_mark = |at: usize, letter: char| match letter {
        ';' | ',' | '/' | '|' | '&' | '、' | '·' | '•' => true,
        '和' => at > 0 && is_han(at - 1) && is_han(at + 1),
        _ => false,
    };
    let mut pieces = vec![String::new()];
    for (at, &letter) in letters.iter().enumerate() {
        if is_mark(at, letter) {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces.iter().flat_map(|piece| at_and(piece)).collect()
}

/// Parts a piece at words for "and" that have something before and whitespace behind them.
fn at_and(piece: &str) -> Vec<String> {
    let words: Vec<&str> = piece.trim_start().split(' ').collect();
    let mut parts = vec![Vec::new()];
    for (at, word) in words.iter().enumerate() {
        let is_and = ["and", "und", "et", "y", "e", "with"].contains(word);
        let starts = parts.last().is_none_or(Vec::is_empty);
        if is_and && !starts && at + 1 < words.len() {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(*word);
        }
    }
    parts.iter().map(|part| part.join(" ")).collect()
}

fn is_east_asian_name(word: &str) -> bool {
    let is_letter = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}');
    (2..=4).contains(&word.chars().count()) && word.chars().all(is_letter)
}
