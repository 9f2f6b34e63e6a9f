//! The verdict on each block, once the container of the body is chosen. Inside it a block is kept unless something speaks
//! against it; outside it is dropped.

use std::cell::Cell;

use super::super::{Label, Verdict};
use super::husk::Husks;
use super::main_container::Chosen;
use crate::article::PageType;
use crate::block::{Block, Page, Role};
use crate::terms::classes::Concepts;
use crate::terms::lines::LineTerms;

/// Everything that the verdicts rest on.
pub(super) struct Choice<'a> {
    pub page: &'a Page,
    pub claimed: &'a [bool],
    pub husks: &'a Husks,
    pub points: &'a [f32],
    pub chosen: &'a Chosen,
    /// The block that is the headline, if there is one.
    pub headline: Option<usize>,
    pub page_type: PageType,
    /// How many quotations have been compared with the text so far.
    pub compared: Cell<usize>,
}

/// A phrase of a label decides only in a short line. Tokens.
const LABEL: u32 = 30;
/// Tokens of a counter: "12 likes", "3 个回答".
const COUNTER: u32 = 6;
/// Legal notices run longer. Tokens.
const NOTICE: u32 = 80;
/// Bylines stand in the first and in the last part of the body. Share of its blocks.
const EDGE: f32 = 0.2;
/// A line that is a link and nothing else is kept from this length on: tokens.
const LINK_LINE: u32 = 25;
/// Share of links from which on a container of the body is a list of links.
const LINK_LIST: f32 = 0.5;
/// A container with this share of the points of the body is no list of links.
const BODY_SHARE: f32 = 0.25;
/// Prose has a mark of punctuation for so many tokens; headlines have hardly any.
const TOKENS_A_MARK: u32 = 12;
/// Commas from which on a container is prose, whatever its links. Readability.js: ten.
const PROSE_COMMAS: u32 = 10;
/// A heading of so many tokens is a paragraph in the wrong element.
const LONG_HEADING: u32 = 15;
/// What may stand behind the head of the comments or the pager, as a share of the points of the body, for it to be the end.
const TAIL: f32 = 0.15;

/// Judges every block.
pub(super) fn judge(choice: &Choice<'_>) -> Vec<Verdict> {
    let lists = link_lists(choice);
    let mut verdicts: Vec<Verdict> = (0..choice.page.blocks.len())
        .map(|i| verdict(choice, &lists, i))
        .collect();
    drop_related_zones(choice, &mut verdicts);
    drop_tail(choice, &mut verdicts);
    drop_bare_headings(choice.page, &mut verdicts);
    judge_images(choice.page, &mut verdicts);
    verdicts
}

fn verdict(choice: &Choice<'_>, lists: &[bool], i: usize) -> Verdict {
    let block = &choice.page.blocks[i];
    if choice.claimed[i] {
        return Verdict::husk("read as metadata");
    }
    if let Some(reason) = choice.husks.of(block) {
        let label = if reason == "among comments" {
            Label::Comment
        } else {
            Label::Husk
        };
        return Verdict {
            label,
            ..Verdict::husk(reason)
        };
    }
    if !choice.chosen.inside[block.container] && !is_standfirst(choice, i) {
        return Verdict::husk("outside the container of the body");
    }
    if matches!(block.role, Role::Control) {
        return Verdict::husk("a control");
    }
    if is_above_headline(choice, i) {
        return Verdict::husk("above the headline");
    }
    if let Some(reason) = by_wording(choice, block, i) {
        return Verdict::husk(reason);
    }
    if lists[block.container] {
        return Verdict::husk("in a list of links");
    }
    if let Some(reason) = by_shape(choice, block) {
        return Verdict::husk(reason);
    }
    let reason = if choice.points[i] > 0.0 {
        "prose in the body"
    } else {
        "inside the body"
    };
    Verdict::body(choice.points[i], reason)
}

/// Points of prose from which on a block above the headline is text all the same.
const ABOVE: f32 = 3.0;

/// Whether a block stands before the headline inside the container: the section, a slogan, a date.
fn is_above_headline(choice: &Choice<'_>, i: usize) -> bool {
    let above = choice.headline.is_some_and(|headline| i < headline);
    above
        && choice.points[i] < ABOVE
        && !matches!(choice.page.blocks[i].role, Role::Image | Role::Caption)
}

/// Points of prose from which on a block between the headline and the body is a standfirst.
const STANDFIRST: f32 = 2.0;
/// Blocks between headline and body that are looked at.
const STANDFIRST_BLOCKS: usize = 12;

/// Whether a block outside the container is prose between the headline and the body.
fn is_standfirst(choice: &Choice<'_>, i: usize) -> bool {
    let first = choice.page.containers[choice.chosen.top].first;
    let near = i < first && first - i <= STANDFIRST_BLOCKS;
    let below_headline = choice
        .headline
        .is_some_and(|headline| headline < i && i - headline <= STANDFIRST_BLOCKS);
    let block = &choice.page.blocks[i];
    let says = choice.points[i] >= STANDFIRST && block.link_share() < 0.2;
    near && below_headline && (says || matches!(block.role, Role::Image | Role::Caption))
}

/// Labels, notices and calls to act, in lines too short to be about them.
fn by_wording(choice: &Choice<'_>, block: &Block, i: usize) -> Option<&'static str> {
    let terms = block.terms;
    if terms.is_empty() || matches!(block.role, Role::Code { .. } | Role::Cell(_)) {
        return None;
    }
    let label = block.tokens <= LABEL;
    let edge = edge(choice, i);
    let says = |what: LineTerms, reason: &'static str| terms.any(what).then_some(reason);
    if label && !block.ends_sentence || block.tokens <= LABEL / 3 {
        let found = says(LineTerms::SHARE, "worded as a share button")
            .or_else(|| says(LineTerms::MORE, "worded as a call to read on"))
            .or_else(|| says(LineTerms::COMMENT, "worded as the head of comments"))
            .or_else(|| says(LineTerms::PAGER, "worded as a pager"))
            .or_else(|| says(LineTerms::CRUMBS, "worded as the path to the page"))
            .or_else(|| says(LineTerms::TAGS, "worded as tags"))
            .or_else(|| says(LineTerms::RELATED, "worded as the head of related articles"))
            .or_else(|| says(LineTerms::SIGNUP, "worded as a call to sign up"));
        if found.is_some() {
            return found;
        }
    }
    if block.tokens <= COUNTER && block.digits > 0 && terms.any(LineTerms::COUNT) {
        return Some("a counter");
    }
    if label {
        let found = says(LineTerms::AD, "worded as advertising")
            .or_else(|| says(LineTerms::COOKIE, "worded as a browser notice"))
            .or_else(|| says(LineTerms::END, "marks the end"));
        if found.is_some() {
            return found;
        }
        // "By the morning it had taken the bridge." begins as a byline does, and ends as none.
        let sentence = block.ends_sentence && block.digits == 0 && block.tokens > LABEL / 3;
        let placed = edge || choice.page_type == PageType::Forum;
        if placed && !sentence && terms.any(LineTerms::BYLINE) {
            return Some("worded as a byline");
        }
    }
    (block.tokens <= NOTICE && terms.any(LineTerms::LEGAL)).then_some("worded as a legal notice")
}

/// Whether a block stands in the first or last part of the body.
fn edge(choice: &Choice<'_>, i: usize) -> bool {
    let top = &choice.page.containers[choice.chosen.top];
    let (first, end) = (top.first, top.end.max(top.first + 1));
    if i < first || i >= end {
        return true;
    }
    let place = (i - first) as f32 / (end - first) as f32;
    let few = end - first <= 10;
    few || place <= EDGE || place >= 1.0 - EDGE
}

fn by_shape(choice: &Choice<'_>, block: &Block) -> Option<&'static str> {
    let is_cell = matches!(block.role, Role::Cell(_) | Role::Item(_));
    if !block.text.is_empty() && !is_cell && !block.text.chars().any(char::is_alphabetic) {
        return Some("without a letter");
    }
    if block.tokens < LABEL && block.text.contains('@') && !block.text.contains(char::is_whitespace)
    {
        return Some("an address alone");
    }
    if block.is_heading() && repeats_headline(choice, block) {
        return Some("repeats the headline");
    }
    if repeats_text(choice, block) {
        return Some("a pull quote");
    }
    let linked = block.link_share() >= 0.8;
    let structured = matches!(
        block.role,
        Role::Cell(_) | Role::Code { .. } | Role::Heading(_) | Role::Image
    );
    let lists_are_body = matches!(
        choice.page_type,
        PageType::Listing | PageType::Collection | PageType::Documentation
    );
    if linked
        && block.tokens > 0
        && block.tokens < LINK_LINE
        && !structured
        && !lists_are_body
        && !block.ends_sentence
    {
        return Some("a link alone");
    }
    None
}

/// Share of a heading's words that stand in the title of the page for it to be the headline again: "Re: …" above each post.
const HEADLINE_AGAIN: f32 = 0.6;

fn repeats_headline(choice: &Choice<'_>, block: &Block) -> bool {
    let again = choice.page_type == PageType::Forum && block.title_overlap >= HEADLINE_AGAIN;
    again || block.title_overlap >= 0.99 && block.tokens > 3
}

/// Tokens of a pull quote: shorter ones say what anybody might, longer ones are quotations.
const PULL_QUOTE: std::ops::RangeInclusive<u32> = 5..=45;
/// Paragraphs in quotations that are compared with the text of the page; more would cost more than linear time.
const PULL_QUOTES: usize = 24;

/// Whether a quotation only repeats what the text says.
fn repeats_text(choice: &Choice<'_>, block: &Block) -> bool {
    if !matches!(block.role, Role::Quote(_)) {
        return false;
    }
    // In a thread a quotation says what a post answers.
    let is_thread = choice.page_type == PageType::Forum;
    if is_thread || !PULL_QUOTE.contains(&block.tokens) {
        return false;
    }
    let compared = choice.compared.get();
    choice.compared.set(compared + 1);
    if compared >= PULL_QUOTES {
        return false;
    }
    let quoted = block.text.trim_matches(|c: char| !c.is_alphanumeric());
    choice
        .page
        .blocks
        .iter()
        .any(|other| other.role == Role::Paragraph && other.text.contains(quoted))
}

/// Containers within the body that are lists of links or boxes: mostly links, hardly any prose. Readability.js calls it
/// conditional cleaning.
fn link_lists(choice: &Choice<'_>) -> Vec<bool> {
    let page = choice.page;
    let keep_lists = matches!(choice.page_type, PageType::Listing | PageType::Collection);
    let mut lists = vec![false; page.containers.len()];
    for i in 1..page.containers.len() {
        let container = &page.containers[i];
        lists[i] = lists[container.parent];
        let cleaned = matches!(
            container.tag,
            "div"
                | "section"
                | "ul"
                | "ol"
                | "dl"
                | "table"
                | "form"
                | "header"
                | "center"
                | "fieldset"
                | "details"
        );
        // A short post of a thread stands in a table full of links, and is body all the same.
        let share = if choice.page_type == PageType::Forum {
            0.0
        } else {
            BODY_SHARE
        };
        let holds_body = choice.chosen.sums[i] > share * choice.chosen.sums[choice.chosen.top];
        if lists[i]
            || !cleaned
            || holds_body
            || keep_lists
            || container.commas >= PROSE_COMMAS
            || container.punctuation.saturating_mul(TOKENS_A_MARK) >= container.tokens
        {
            continue;
        }
        let links = container.link_tokens as f32 / container.tokens.max(1) as f32;
        let doubtful = container.own.any(
            Concepts::WIDGET
                | Concepts::HEADER
                | Concepts::META
                | Concepts::FORM
                | Concepts::PRODUCT,
        );
        lists[i] = container.link_tokens > 0 && links > if doubtful { 0.25 } else { LINK_LIST };
    }
    lists
}

/// From the head of related articles on, teasers are dropped: until prose begins again, or the container around ends.
fn drop_related_zones(choice: &Choice<'_>, verdicts: &mut [Verdict]) {
    let page = choice.page;
    let mut zone_end = 0;
    for (i, block) in page.blocks.iter().enumerate() {
        let is_head = block.terms.any(LineTerms::RELATED)
            && block.tokens <= LABEL / 2
            && choice.points[i] < 3.0;
        if is_head {
            let around = page.containers[block.container].parent;
            zone_end = zone_end.max(
                page.containers[around]
                    .end
                    .max(page.containers[block.container].end),
            );
        }
        if i < zone_end && verdicts[i].label == Label::Body {
            let prose = |i: usize| {
                choice.points.get(i).is_some_and(|&points| points >= 2.0)
                    && page.blocks[i].link_share() < 0.3
            };
            let text_goes_on =
                block.is_heading() && block.link_tokens == 0 && prose(i + 1) && !is_head;
            if prose(i) || text_goes_on {
                zone_end = i;
            } else {
                verdicts[i] = Verdict::husk("below the head of related articles");
            }
        }
    }
}

/// What follows the head of the comments or the pager is not body any more, if it is little.
fn drop_tail(choice: &Choice<'_>, verdicts: &mut [Verdict]) {
    if matches!(
        choice.page_type,
        PageType::Forum | PageType::Listing | PageType::Collection
    ) {
        return;
    }
    let kept = |verdict: &Verdict| {
        if verdict.label == Label::Body {
            verdict.score.max(0.0)
        } else {
            0.0
        }
    };
    let total: f32 = verdicts.iter().map(kept).sum();
    let mut before = 0.0;
    let mut cut = None;
    for (i, verdict) in verdicts.iter().enumerate() {
        before += kept(verdict);
        let block = &choice.page.blocks[i];
        let ends = block
            .terms
            .any(LineTerms::COMMENT | LineTerms::PAGER | LineTerms::END)
            && block.tokens <= LABEL / 2;
        if ends && total > 0.0 && before >= (1.0 - TAIL) * total {
            cut = Some(i);
            break;
        }
    }
    let Some(cut) = cut else { return };
    for verdict in &mut verdicts[cut..] {
        if verdict.label == Label::Body {
            *verdict = Verdict::husk("behind the end of the body");
        }
    }
}

/// A heading stays only if something stays below it, before the next heading of its level or above.
fn drop_bare_headings(page: &Page, verdicts: &mut [Verdict]) {
    // The lowest level of heading that has seen body below it, walking from the end.
    let mut has_body = [false; 7];
    for i in (0..page.blocks.len()).rev() {
        if verdicts[i].label != Label::Body {
            continue;
        }
        match page.blocks[i].role {
            Role::Heading(level) => {
                let level = usize::from(level.min(6));
                if !has_body[level] && page.blocks[i].tokens < LONG_HEADING {
                    verdicts[i] = Verdict::husk("a heading with nothing below it");
                    continue;
                }
                for below in &mut has_body[level..] {
                    *below = false;
                }
            }
            Role::Image => {}
            _ => has_body = [true; 7],
        }
    }
}

/// Images stay between kept blocks.
fn judge_images(page: &Page, verdicts: &mut [Verdict]) {
    let text = |i: &usize| !matches!(page.blocks[*i].role, Role::Image);
    let indices: Vec<usize> = (0..page.blocks.len()).filter(text).collect();
    let first = indices.iter().find(|&&i| verdicts[i].label == Label::Body);
    let last = indices.iter().rfind(|&&i| verdicts[i].label == Label::Body);
    let (Some(&first), Some(&last)) = (first, last) else {
        for (block, verdict) in page.blocks.iter().zip(verdicts) {
            if matches!(block.role, Role::Image) {
                *verdict = Verdict::husk("an image without a text");
            }
        }
        return;
    };
    for (i, block) in page.blocks.iter().enumerate() {
        let lead = i < first && first - i > 3;
        if matches!(block.role, Role::Image)
            && (lead || i > last)
            && verdicts[i].label == Label::Body
        {
            verdicts[i] = Verdict::husk("an image outside the text");
        }
    }
}
