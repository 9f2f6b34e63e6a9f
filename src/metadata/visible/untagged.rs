//! The title of a page whose tags name none: the line before the dateline, or the first above the text that can be one.

use super::credits::{bare_credit, reporter_line};
use super::path::{path, without_position};
use super::{
    ABOVE_DATELINE, ABOVE_TEXT, FULL_TITLE, HEAD_LINE, Line, PARAGRAPH, Piece, Reader, TITLE,
    TITLE_LINES,
};
use crate::block::Block;
use crate::metadata::choose::AddressWords;
use crate::metadata::dates::Habits;
use crate::metadata::scan::fold_spaces;
use crate::terms::lines::LineTerms;

impl Reader<'_> {
    /// The title of a page without tags: the line before the dateline, or the first that can be one.
    pub(super) fn title_of_flat_text(&mut self, address: &AddressWords) {
        let at = if self.writes_spaces() {
            self.best_line(address).or_else(|| self.line_above_text())
        } else {
            self.line_above_text()
        };
        if let Some(at) = at {
            let text = fold_spaces(&self.page.blocks[at].text);
            self.found.title = Some(without_position(&text).to_string());
            self.found.title_block = Some(at);
            self.claim_whole(at, "title");
        }
    }

    /// Whether most of the page is in scripts that part words by spaces.
    fn writes_spaces(&self) -> bool {
        let blocks = &self.page.blocks;
        let east_asian: u64 = blocks.iter().map(|block| u64::from(block.east_asian)).sum();
        let chars: u64 = blocks.iter().map(|block| u64::from(block.chars)).sum();
        east_asian * 5 < chars
    }

    fn line_above_text(&mut self) -> Option<usize> {
        let (blocks, habits) = (&self.page.blocks, self.habits);
        // Menus and teasers stand before the title, the text behind it.
        let is_text = |block: &Block| block.tokens >= PARAGRAPH && block.ends_sentence;
        let body = blocks
            .iter()
            .position(is_text)
            .unwrap_or(blocks.len().min(TITLE_LINES));
        let lines = body.saturating_sub(TITLE_LINES)..body;
        let can_be = |block: &Block| {
            if block.chars > TITLE / 2 {
                return false;
            }
            let han = block.east_asian * 2 > block.chars;
            let long_enough = if han {
                block.chars >= 5
            } else {
                block.tokens >= 3
            };
            let quiet = !block.terms.any(
                LineTerms::CRUMBS
                    | LineTerms::LEGAL
                    | LineTerms::SHARE
                    | LineTerms::SIGNUP
                    | LineTerms::COOKIE,
            );
            let ends = block
                .text
                .ends_with(['.', '。', ',', '，', ':', '：', ';', '；'])
                && !block.text.ends_with("...");
            // 澎湃号 > 海港发布 is a path, ——港口的历史 a second headline.
            let other = block.text.contains(" > ") || block.text.starts_with(['—', '–']);
            long_enough
                && !other
                && bare_credit(&block.text).is_none()
                && reporter_line(&block.text).is_empty()
                && quiet
                && !ends
                && !is_numbered(&block.text)
                && !says_something(&block.text, habits)
                && path(&block.text).is_none()
        };
        let heads = &mut self.heads;
        let mut read = |i: usize| {
            let is_short = blocks[i].chars <= HEAD_LINE;
            is_short.then(|| heads.get(i)).flatten()
        };
        let is_day = |piece: &Piece| matches!(piece, Piece::Date(date, _) if date.day.is_some());
        // A line with a day tells the headline better than one with names only, which may open the text.
        let mut datelines = lines.clone().rev();
        let dateline =
            datelines.find(|&i| read(i).is_some_and(|line| line.pieces.iter().any(is_day)));
        let dateline = dateline.or_else(|| lines.clone().rev().find(|&i| read(i).is_some()));
        let last = |count: usize, end: usize| lines.start.max(end.saturating_sub(count))..end;
        let above = dateline.and_then(|at| {
            let fits = |least: u32| {
                let mut near = last(ABOVE_DATELINE, at).rev();
                near.find(|&i| blocks[i].chars >= least && can_be(&blocks[i]))
            };
            fits(FULL_TITLE).or_else(|| fits(0))
        });
        let longest = || {
            let near = last(ABOVE_TEXT, lines.end);
            let titles = near.filter(|&i| blocks[i].chars >= FULL_TITLE && can_be(&blocks[i]));
            titles.rev().max_by_key(|&i| blocks[i].chars)
        };
        above
            .or_else(longest)
            .or_else(|| lines.clone().find(|&i| can_be(&blocks[i])))
    }
}

/// Whether a line holds a date or a label and little else.
fn says_something(text: &str, habits: Habits) -> bool {
    Line::may_say(text) && {
        let line = Line::read(text, habits);
        line.says_something() && line.rest < 8
    }
}

/// Whether a line is a heading within a Chinese text by its number: 四、, （二）.
fn is_numbered(text: &str) -> bool {
    let number = |c: char| {
        matches!(
            c,
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
        )
    };
    let open = text.trim_start_matches(['(', '（']);
    let rest = open.trim_start_matches(number);
    rest.len() < open.len() && rest.starts_with(['、', ')', '）'])
}
