//! What is to be put right once all blocks of a body stand together: notes and their marks, the order of headings, formulas that
//! stand in the text between signs.

use std::collections::HashSet;
use std::ops::Range;

use super::rich::trimmed;
use super::words::{each, each_text};
use crate::article::{BodyBlock, RichText, Span, Style};
use crate::block::{Landmarks, Page, Role};
use crate::classify::{Classification, Label};
use crate::trace::Reason;

/// Notes belong to the text that refers to them: where a mark is kept, so is its note.
pub(super) fn keep_notes(page: &Page, classification: &mut Classification) {
    if page.notes.is_empty() {
        return;
    }
    let mut kept: HashSet<&str> = HashSet::new();
    for (block, verdict) in page.blocks.iter().zip(&classification.verdicts) {
        if verdict.label == Label::Body && block.structure().note.is_none() {
            kept.extend(block.spans.iter().filter_map(|span| match &span.style {
                Style::Note(label) => Some(label.as_str()),
                _ => None,
            }));
        }
    }
    for (block, verdict) in page.blocks.iter().zip(&mut classification.verdicts) {
        let label = block
            .structure()
            .note
            .and_then(|note| page.notes.get(note as usize));
        let is_wanted = label.is_some_and(|label| kept.contains(label.as_str()));
        if is_wanted
            && verdict.label == Label::Husk
            && !block.inside.has(Landmarks::DROP)
            && block.role != Role::Control
        {
            verdict.label = Label::Body;
            verdict
                .reasons
                .insert(0, Reason::rule("a note that the kept text refers to"));
        }
    }
}

/// Puts a body right.
pub(super) fn settle(blocks: &mut [BodyBlock], dollars: bool) {
    drop_lost_notes(blocks);
    order_headings(blocks);
    plain_headings(blocks);
    let mut left = FORMULAS;
    each_text(blocks, |text| find_formulas(text, dollars, &mut left));
    each(blocks, |block| {
        if let BodyBlock::Paragraph { content } = block
            && let [span] = content.spans.as_slice()
            && span.style == Style::Formula
            && (span.start, span.end) == (0, content.text.len())
            && is_display(content)
        {
            *block = BodyBlock::Formula {
                tex: std::mem::take(&mut content.text),
            };
        }
    });
}

/// Marks whose notes are not kept are text like any other.
fn drop_lost_notes(blocks: &mut [BodyBlock]) {
    let kept: HashSet<String> = blocks
        .iter()
        .filter_map(|block| match block {
            BodyBlock::Footnote { label, .. } => Some(label.clone()),
            _ => None,
        })
        .collect();
    each_text(blocks, |text| {
        text.spans.retain(|span| match &span.style {
            Style::Note(label) => kept.contains(label),
            _ => true,
        });
    });
}

/// A heading that is strong as a whole is no more than a heading.
fn plain_headings(blocks: &mut [BodyBlock]) {
    each(blocks, |block| {
        if let BodyBlock::Heading { content, .. } = block {
            let whole = (0, content.text.len());
            content
                .spans
                .retain(|span| span.style != Style::Strong || (span.start, span.end) != whole);
        }
    });
}

/// No heading stands more than one level below the one around it.
fn order_headings(blocks: &mut [BodyBlock]) {
    // The headings around a place: the level that the page gives, and the one that is given here.
    let mut around: Vec<(u8, u8)> = Vec::new();
    for block in blocks {
        if let BodyBlock::Heading { level, .. } = block {
            around.retain(|(given, _)| given < level);
            let sound = around
                .last()
                .map_or(*level, |(_, above)| (above + 1).min(6));
            around.push((*level, sound));
            *level = sound;
        }
    }
}

/// Bytes of a formula between signs; what is longer is text between two stray signs.
const LONGEST: usize = 2_000;

/// Formulas between signs that are marked in a body; a mark takes many times the bytes of `$x$`, and no text has so many.
const FORMULAS: usize = 20_000;

/// Takes formulas between signs, such as `\(x\)`, for what they are: the signs go. Dollar signs count only where the page draws them.
fn find_formulas(text: &mut RichText, dollars: bool, left: &mut usize) {
    let has_signs = text.text.contains("\\(") || text.text.contains("\\[");
    if !(has_signs || dollars && text.text.contains('$')) {
        return;
    }
    let mut code: Vec<Range<usize>> = text
        .spans
        .iter()
        .filter(|span| matches!(span.style, Style::Code | Style::Formula))
        .map(|span| span.start..span.end)
        .collect();
    code.sort_by_key(|range| range.end);
    let is_code = |at: usize| {
        let next = code.partition_point(|range| range.end <= at);
        code.get(next).is_some_and(|range| range.start <= at)
    };
    let found: Vec<Formula> = Formulas::new(&text.text, dollars)
        .filter(|formula| !is_code(formula.whole.start))
        .take(*left)
        .collect();
    *left -= found.len();
    if !found.is_empty() {
        *text = without_signs(text, &found);
    }
}

/// A formula between signs, with them and without.
struct Formula {
    whole: Range<usize>,
    tex: Range<usize>,
}

/// The text without the signs of its formulas, which are marked instead.
fn without_signs(text: &RichText, found: &[Formula]) -> RichText {
    // What goes, and how much has gone with each.
    let mut gone: Vec<(Range<usize>, usize)> = Vec::new();
    let mut sum = 0;
    for formula in found {
        for range in [
            formula.whole.start..formula.tex.start,
            formula.tex.end..formula.whole.end,
        ] {
            sum += range.len();
            gone.push((range, sum));
        }
    }
    let moved = |at: usize| {
        let next = gone.partition_point(|(range, _)| range.end <= at);
        let before = next.checked_sub(1).map_or(0, |last| gone[last].1);
        let within = gone
            .get(next)
            .map_or(0, |(range, _)| at.saturating_sub(range.start));
        at - before - within
    };
    let mut out = RichText::default();
    let mut from = 0;
    for (range, _) in &gone {
        out.text.push_str(&text.text[from..range.start]);
        from = range.end;
    }
    out.text.push_str(&text.text[from..]);
    let formulas = found.iter().map(|formula| Span {
        start: formula.tex.start,
        end: formula.tex.end,
        style: Style::Formula,
    });
    out.spans = text.spans.iter().cloned().chain(formulas).collect();
    for span in &mut out.spans {
        (span.start, span.end) = (moved(span.start), moved(span.end));
    }
    out.spans.retain(|span| span.start < span.end);
    out.spans
        .sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    out
}

/// Signs around formulas, the longer ones first; the first two count everywhere.
const SIGNS: [(&str, &str); 4] = [("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$")];

/// The formulas of a text. Linear: for each closing sign the text is searched once.
struct Formulas<'a> {
    text: &'a str,
    at: usize,
    signs: &'static [(&'static str, &'static str)],
    /// For each pair of signs where the next closing one stands, as far as it is known.
    closes: [usize; SIGNS.len()],
}

impl<'a> Formulas<'a> {
    fn new(text: &'a str, dollars: bool) -> Self {
        Formulas {
            text,
            at: 0,
            signs: if dollars { &SIGNS } else { &SIGNS[..2] },
            closes: [0; SIGNS.len()],
        }
    }

    /// Where the sign that closes this pair stands, from a place on; the end of the text if there is none.
    fn close(&mut self, pair: usize, from: usize) -> usize {
        if self.closes[pair] < from {
            let found = self.text[from..].find(self.signs[pair].1);
            self.closes[pair] = found.map_or(self.text.len(), |length| from + length);
        }
        self.closes[pair]
    }
}

impl Iterator for Formulas<'_> {
    type Item = Formula;

    fn next(&mut self) -> Option<Formula> {
        loop {
            let start = self.at + self.text.get(self.at..)?.find(['\\', '$'])?;
            let rest = &self.text[start..];
            let Some(pair) = self
                .signs
                .iter()
                .position(|(open, _)| rest.starts_with(open))
            else {
                // A sign that is escaped is one of the text.
                let escaped = rest[1..].chars().next().filter(|_| rest.starts_with('\\'));
                self.at = start + 1 + escaped.map_or(0, char::len_utf8);
                continue;
            };
            let (open, close) = self.signs[pair];
            let begin = start + open.len();
            let end = self.close(pair, begin);
            self.at = begin;
            let tex = trimmed(self.text, begin..end);
            let is_formula = end < self.text.len() && end - begin <= LONGEST && !tex.is_empty();
            if is_formula && reads(&self.text[begin..end], open) {
                self.at = end + close.len();
                return Some(Formula {
                    whole: start..end + close.len(),
                    tex,
                });
            }
        }
    }
}

/// Whether what stands between two signs reads as a formula: prices stand between dollar signs too.
fn reads(tex: &str, open: &str) -> bool {
    open != "$" || !tex.starts_with(char::is_whitespace) && !tex.ends_with(char::is_whitespace)
}

/// Whether a formula that is a whole paragraph is more than a letter in a line of its own.
fn is_display(content: &RichText) -> bool {
    content.text.chars().count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formulas(text: &str, dollars: bool) -> Vec<String> {
        let mut rich = RichText::plain(text);
        find_formulas(&mut rich, dollars, &mut FORMULAS.clone());
        let found = rich
            .spans
            .iter()
            .map(|span| rich.text[span.start..span.end].to_string());
        std::iter::once(rich.text.clone()).chain(found).collect()
    }

    #[test]
    fn formulas_between_signs_are_found() {
        assert_eq!(formulas("so \\(x^2\\) is", false), ["so x^2 is", "x^2"]);
        assert_eq!(formulas("so $x$ is $y$.", true), ["so x is y.", "x", "y"]);
        assert_eq!(formulas("$5 and $6", true), ["$5 and $6"]);
        assert_eq!(formulas("so $x$ is", false), ["so $x$ is"]);
        assert_eq!(formulas("\\$5 and $$x$$", true), ["\\$5 and x", "x"]);
        assert_eq!(formulas("\\( and no more", false), ["\\( and no more"]);
    }

    #[test]
    fn headings_are_not_strong_as_a_whole() {
        let heading = |start: usize| BodyBlock::Heading {
            level: 2,
            content: RichText {
                text: "One two".into(),
                spans: vec![Span {
                    start,
                    end: 7,
                    style: Style::Strong,
                }],
            },
        };
        let mut blocks = [heading(0), heading(4)];
        plain_headings(&mut blocks);
        assert_ne!(blocks[0], heading(0));
        assert_eq!(blocks[1], heading(4));
    }

    #[test]
    fn headings_go_down_one_level_at_a_time() {
        let levels = |given: &[u8]| {
            let mut blocks: Vec<BodyBlock> = given
                .iter()
                .map(|&level| BodyBlock::Heading {
                    level,
                    content: RichText::plain("a"),
                })
                .collect();
            order_headings(&mut blocks);
            let level = |block: &BodyBlock| match block {
                BodyBlock::Heading { level, .. } => *level,
                _ => 0,
            };
            blocks.iter().map(level).collect::<Vec<u8>>()
        };
        assert_eq!(levels(&[2, 4, 4, 3, 2, 3]), [2, 3, 3, 3, 2, 3]);
        assert_eq!(levels(&[3, 2, 6]), [3, 2, 3]);
    }
}
