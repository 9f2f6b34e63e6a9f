//! What is to be put right once all blocks of a body stand together: notes and their marks, the order of headings, formulas that
//! stand in the text between signs.

use std::collections::HashSet;

use super::rich::slice;
use super::words::texts;
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
pub(super) fn settle(blocks: &mut Vec<BodyBlock>, dollars: bool) {
    drop_lost_notes(blocks);
    order_headings(blocks);
    for text in texts(blocks) {
        find_formulas(text, dollars);
    }
    for block in blocks {
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
    }
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
    for text in texts(blocks) {
        text.spans.retain(|span| match &span.style {
            Style::Note(label) => kept.contains(label),
            _ => true,
        });
    }
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

/// Takes formulas between signs, such as `\(x\)`, for what they are. Dollar signs count only where the page draws them.
fn find_formulas(text: &mut RichText, dollars: bool) {
    let has_signs = text.text.contains("\\(") || text.text.contains("\\[");
    if !has_signs && !(dollars && text.text.contains('$')) {
        return;
    }
    let is_code = |at: usize| {
        text.spans.iter().any(|span| {
            matches!(span.style, Style::Code | Style::Formula) && span.start <= at && at < span.end
        })
    };
    let mut out = RichText::default();
    let mut from = 0;
    let mut at = 0;
    let mut found = false;
    while let Some((start, inner, end)) = next_formula(&text.text, at, dollars) {
        at = end;
        if is_code(start) {
            continue;
        }
        found = true;
        push_part(&mut out, text, from..start);
        let begin = out.text.len();
        out.text.push_str(text.text[inner].trim());
        out.spans.push(Span {
            start: begin,
            end: out.text.len(),
            style: Style::Formula,
        });
        from = end;
    }
    if found {
        push_part(&mut out, text, from..text.text.len());
        *text = out;
    }
}

/// Adds a part of a text as it stands, white space at its ends included.
fn push_part(out: &mut RichText, text: &RichText, range: std::ops::Range<usize>) {
    let raw = &text.text[range.clone()];
    let trimmed = raw.trim_start();
    out.text.push_str(&raw[..raw.len() - trimmed.len()]);
    let part = slice(text, range);
    let tail = &trimmed[part.text.len()..];
    let shift = out.text.len();
    out.text.push_str(&part.text);
    out.spans.extend(part.spans.into_iter().map(|span| Span {
        start: span.start + shift,
        end: span.end + shift,
        style: span.style,
    }));
    out.text.push_str(tail);
}

/// The next formula from a place on: where it begins with its sign, what it holds, where it ends with its sign.
fn next_formula(
    text: &str,
    from: usize,
    dollars: bool,
) -> Option<(usize, std::ops::Range<usize>, usize)> {
    let signs: &[(&str, &str)] = match dollars {
        true => &[("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$")],
        false => &[("\\(", "\\)"), ("\\[", "\\]")],
    };
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let next = at + rest.find(['\\', '$'])?;
        let rest = &text[next..];
        let sign = signs.iter().find(|(open, _)| rest.starts_with(open));
        let Some((open, close)) = sign else {
            // A sign that is escaped is one of the text.
            at = next
                + 1
                + rest[1..]
                    .chars()
                    .next()
                    .filter(|_| rest.starts_with('\\'))
                    .map_or(0, char::len_utf8);
            continue;
        };
        let begin = next + open.len();
        let bound = text.floor_char_boundary((begin + LONGEST).min(text.len()));
        let end = text[begin..bound].find(close).map(|length| begin + length);
        match end
            .filter(|&end| !text[begin..end].trim().is_empty() && reads(&text[begin..end], open))
        {
            Some(end) => return Some((next, begin..end, end + close.len())),
            None => at = begin,
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
        find_formulas(&mut rich, dollars);
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
