//! Labels that a sign follows: what a value behind them is.

mod days;
mod media;
mod people;

use super::Label;
use crate::terms::ByFirst;
use crate::word_table::{count_words, entries};

/// Labels that a colon follows, or for some an oblique stroke.
pub(crate) const LABELS: &[(&str, Label)] = &entries::<_, { count_words(LISTS) }>(LISTS);

const LISTS: &[(Label, &[&str])] = &[
    (Label::Author, people::AUTHOR),
    (Label::Poster, people::POSTER),
    (Label::Editor, people::EDITOR),
    (Label::Other, people::OTHER),
    (Label::Source, media::SOURCE),
    (Label::Published, days::PUBLISHED),
    (Label::Modified, days::MODIFIED),
    (Label::Control, media::CONTROL),
];

/// The labels that begin with a character. Most places of a line begin none.
pub(crate) fn labels_at(first: char) -> impl Iterator<Item = &'static (&'static str, Label)> {
    static BY_FIRST: ByFirst<{ LABELS.len() }> = ByFirst::of_table(LABELS);
    let places = BY_FIRST.places(first).iter();
    places.map(|place| &LABELS[usize::from(*place)])
}

/// Whether a text is a label and nothing else.
pub(crate) fn is_label(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|first| labels_at(first).any(|(label, _)| *label == text))
}

/// Prepositions that are labels at the start of a line or part of it only: "Sort by: Price" names nobody.
pub(crate) const PREPOSITIONS: &[&str] = &["by", "von", "par", "por", "di", "door", "oleh"];

/// Labels behind which a text tells how it is to be cited, the names first: 引用本文：张三. 港口的历史[J].
pub(crate) const CITED: &[&str] = &[
    "引用本文",
    "文章引用",
    "引用格式",
    "本文引用格式",
    "引用本文格式",
    "cite this article",
    "citation",
];
