//! The body of a page that is flattened to text. No tree helps here: the body is the run of lines that holds the most prose
//! for the furniture that it holds, without the labels, notices and teasers in it.

use super::{PROSE, Ruling};
use crate::block::{Block, Page};
use crate::terms::lines::LineTerms;

/// A line of prose counts its letters, up to this many: one endless line must not outweigh an article.
const MOST_LETTERS: f32 = 400.0;
/// Letters from which on a line is prose by length alone; headlines stay below it. Shorter lines must end as a sentence does.
const LONG: f32 = 160.0;
/// Lines of a page that is too short to hold furniture around a text: there any line that ends as a sentence does is prose.
/// Without this two short sentences came out as nothing.
const SHORT_PAGE: usize = 6;
/// What a line costs that is no prose: so many of them in a row end the body.
const SHORT_COST: f32 = 30.0;
/// What a line costs that is worded as furniture.
const LABEL_COST: f32 = 120.0;
/// A label is believed in a line of up to so many tokens.
const LABEL: u32 = 30;
/// A legal notice runs longer. Tokens.
const NOTICE: u32 = 90;
/// Share of the body's letters that may stand behind the head of related articles or comments for it to be the end.
const TAIL: f32 = 0.25;
/// Lines at the edges of the body in which bylines and credits stand.
const EDGE: usize = 4;

/// Judges every line.
pub(super) fn classify(page: &Page, claimed: &[bool]) -> Vec<Ruling> {
    let blocks = &page.blocks;
    let mut verdicts: Vec<Ruling> = vec![Ruling::husk("outside the body"); blocks.len()];
    let values: Vec<f32> = (0..blocks.len())
        .map(|i| value(blocks, claimed, i))
        .collect();
    let (start, end) = match blocks.len() {
        // A single line has nothing that it could be told from.
        1 if blocks[0].text.contains(char::is_alphabetic) => (0, 1),
        _ => best_run(&values, claimed),
    };
    let end = cut_tail(blocks, &values, start, end);
    for (i, verdict) in verdicts.iter_mut().enumerate().take(end).skip(start) {
        *verdict = judge(blocks, claimed, &values, start..end, i);
    }
    verdicts
}

/// What a line adds to the body: its letters if it is prose, a cost if it is not.
fn value(blocks: &[Block], claimed: &[bool], i: usize) -> f32 {
    let block = &blocks[i];
    let letters = block.letters();
    if claimed[i] {
        return -SHORT_COST / 2.0;
    }
    if is_furniture(block) {
        return -LABEL_COST;
    }
    if is_teaser(blocks, i) {
        return -letters.min(MOST_LETTERS);
    }
    if is_prose(block, blocks.len()) {
        return letters.min(MOST_LETTERS);
    }
    // A short line between two of prose is a heading, a caption or dialogue.
    let prose = |j: Option<usize>| {
        j.and_then(|j| blocks.get(j))
            .is_some_and(|block| block.letters() >= LONG)
    };
    if prose(i.checked_sub(1)) && prose(Some(i + 1)) {
        -SHORT_COST / 4.0
    } else {
        -SHORT_COST
    }
}

fn is_prose(block: &Block, lines: usize) -> bool {
    let letters = block.letters();
    letters >= LONG || block.ends_sentence && (letters >= PROSE || lines <= SHORT_PAGE)
}

/// Worded as a label, a notice or a call to act.
fn is_furniture(block: &Block) -> bool {
    let terms = block.terms;
    if terms.is_empty() {
        return false;
    }
    let label = LineTerms::SHARE
        | LineTerms::MORE
        | LineTerms::COMMENT
        | LineTerms::PAGER
        | LineTerms::CRUMBS
        | LineTerms::RELATED
        | LineTerms::SIGNUP
        | LineTerms::AD
        | LineTerms::COOKIE
        | LineTerms::TAGS
        | LineTerms::END;
    let short = block.tokens <= LABEL && !(block.ends_sentence && block.tokens > LABEL / 2);
    short && terms.any(label | LineTerms::BYLINE)
        || block.tokens <= NOTICE && terms.any(LineTerms::LEGAL | LineTerms::COOKIE)
}

/// A line that is cut off with dots below its own headline, or a headline that stands twice: a teaser for another article.
fn is_teaser(blocks: &[Block], i: usize) -> bool {
    let block = &blocks[i];
    let cut_off =
        block.text.ends_with("...") || block.text.ends_with("…") || block.text.ends_with("[…]");
    let below_twice =
        i >= 2 && blocks[i - 1].repeats >= 2 && blocks[i - 1].text == blocks[i - 2].text;
    block.repeats >= 2 && block.tokens <= NOTICE || cut_off && below_twice
}

/// What a run weighs more for beginning where the byline or headline stands.
const HEADED: f32 = 2.5;
/// Lines between the headline or byline and the first line of the body.
const HEAD_LINES: usize = 5;

/// The run of lines with the largest sum, where one below the headline or byline weighs more: pages have longer texts than
/// a short article.
fn best_run(values: &[f32], claimed: &[bool]) -> (usize, usize) {
    let (mut best, mut best_sum) = ((0, 0), 0.0);
    let (mut start, mut sum, mut factor) = (0, 0.0f32, 1.0);
    for (i, &value) in values.iter().enumerate() {
        if sum <= 0.0 {
            let headed = claimed[i.saturating_sub(HEAD_LINES)..=i].contains(&true);
            (start, sum, factor) = (i, 0.0, if headed { HEADED } else { 1.0 });
        }
        sum += value;
        if sum * factor > best_sum {
            (best, best_sum) = ((start, i + 1), sum * factor);
        }
    }
    best
}

/// Ends the run at the head of related articles or comments, if little prose follows it.
fn cut_tail(blocks: &[Block], values: &[f32], start: usize, end: usize) -> usize {
    let total: f32 = values[start..end].iter().map(|value| value.max(0.0)).sum();
    let mut left = total;
    let ends = LineTerms::RELATED | LineTerms::COMMENT | LineTerms::PAGER | LineTerms::END;
    for (i, block) in blocks.iter().enumerate().take(end).skip(start) {
        let marks_end = block.terms.any(ends) && block.tokens <= LABEL / 2;
        if marks_end && left <= TAIL * total {
            return i;
        }
        left -= values[i].max(0.0);
    }
    end
}

/// The verdict on a line of the body.
fn judge(
    blocks: &[Block],
    claimed: &[bool],
    values: &[f32],
    run: std::ops::Range<usize>,
    i: usize,
) -> Ruling {
    let block = &blocks[i];
    if claimed[i] {
        return Ruling::husk("read as metadata");
    }
    let edge = i < run.start + EDGE || i + EDGE >= run.end;
    let label = is_furniture(block)
        && (edge || !block.terms.any(LineTerms::BYLINE) || block.tokens <= LABEL / 3);
    if label {
        Ruling::husk("worded as furniture")
    } else if is_teaser(blocks, i) && block.repeats >= 2 {
        Ruling::husk("stands twice")
    } else {
        Ruling::body(values[i], "in the run of prose")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::from_lines;
    use crate::classify::Label;
    use crate::flat;

    /// The lines that are kept of a flattened page.
    fn kept(text: &str) -> Vec<String> {
        let page = from_lines(flat::lines(text, Default::default()));
        let verdicts = classify(&page, &vec![false; page.blocks.len()]);
        let body = page.blocks.iter().zip(&verdicts);
        body.filter(|(_, verdict)| verdict.label == Label::Body)
            .map(|(block, _)| block.text.clone())
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(kept(text), expected, "{text}");
    }

    #[test]
    fn short_pages_are_their_own_body() {
        check("Ants.", &["Ants."]);
        check("Ants carry leaves", &["Ants carry leaves"]);
        check(
            "Ants carry leaves.\nThey walk.",
            &["Ants carry leaves.", "They walk."],
        );
        check("蚂蚁搬树叶。\n它们排队。", &["蚂蚁搬树叶。", "它们排队。"]);
        check("***", &[]);
        check("Home\nNews\nSports\nLogin", &[]);
        check("", &[]);
    }

    #[test]
    fn the_run_of_prose_is_kept() {
        let menu = "Home\nNews\nSports\nWeather\nShop\nLogin\n";
        let first = "The river rose in the night, and by the morning it had taken the lower bridge, the mill below it and two of the boats.";
        let second = "Nobody was hurt, said the mayor, but it will be a year before the road to the valley is open again.";
        check(
            &format!("{menu}{first}\n{second}\n{menu}"),
            &[first, second],
        );
        check(
            &format!("{menu}{first}\nThe road\n{second}\n{menu}"),
            &[first, "The road", second],
        );
    }

    #[test]
    fn the_head_of_related_articles_ends_the_body() {
        let line = |i: usize| {
            format!(
                "Line {i} of the text goes on about the river, the mill and the boats that it took with it."
            )
        };
        let body: Vec<String> = (0..8).map(line).collect();
        let text = format!(
            "{}\nRelated articles\nA teaser for some other text, which ends as sentences do.",
            body.join("\n")
        );
        assert_eq!(kept(&text), body);
    }
}
