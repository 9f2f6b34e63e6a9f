//! The title of a page whose tags name none: the line before the dateline, or the first above the text that can be one.

use super::path::path;
use super::{
    ABOVE_DATELINE, ABOVE_TEXT, FULL_TITLE, HEAD_LINE, Line, PARAGRAPH, Reader, TITLE, TITLE_LINES,
    bare_credit, is_head_line, reporter_line,
};
use crate::block::Block;
use crate::metadata::scan::fold_spaces;
use crate::terms::lines::LineTerms;

impl Reader<'_> {
    /// The title of a page without tags: the line before the dateline, or the first that can be one.
    pub(super) fn title_of_flat_text(&mut self) {
        let blocks = &self.page.blocks;
        // Menus and teasers stand before the title, the text behind it.
        let is_text = |block: &Block| block.tokens >= PARAGRAPH && block.ends_sentence;
        let body = blocks
            .iter()
            .position(is_text)
            .unwrap_or(blocks.len().min(TITLE_LINES));
        let lines = &blocks[body.saturating_sub(TITLE_LINES)..body];
        let can_be = |block: &Block| {
            if block.chars > TITLE / 2 {
                return false;
            }
            let line = Line::read(&block.text, self.habits);
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
                .ends_with(['.', '。', ',', '，', ':', '：', ';', '；']);
            long_enough
                && bare_credit(&block.text).is_none()
                && reporter_line(&block.text).is_empty()
                && quiet
                && !ends
                && !(line.says_something() && line.rest < 8)
                && path(&block.text).is_none()
        };
        let is_dateline = |block: &Block| {
            block.chars <= HEAD_LINE && is_head_line(&Line::read(&block.text, self.habits), block)
        };
        let above = lines.iter().rposition(is_dateline).and_then(|at| {
            let near = at.saturating_sub(ABOVE_DATELINE)..at;
            let fits = |least: u32| {
                near.clone()
                    .rev()
                    .find(|&i| lines[i].chars >= least && can_be(&lines[i]))
            };
            fits(FULL_TITLE).or_else(|| fits(0))
        });
        let longest = || {
            let from = lines.len().saturating_sub(ABOVE_TEXT);
            let titles =
                (from..lines.len()).filter(|&i| lines[i].chars >= FULL_TITLE && can_be(&lines[i]));
            titles.rev().max_by_key(|&i| lines[i].chars)
        };
        let at = above
            .or_else(longest)
            .or_else(|| lines.iter().position(can_be))
            .map(|at| at + body.saturating_sub(TITLE_LINES));
        if let Some(at) = at {
            self.found.title = Some(fold_spaces(&blocks[at].text));
            self.found.title_block = Some(at);
            self.claim_whole(at, "title");
        }
    }
}
