//! The lines around the title: bylines, datelines, days and labels, names alone.

use std::rc::Rc;

use super::credits::{bare_credit, korean_reporter, reporter_line, reporters, wire};
use super::{
    AFTER_TITLE, BEFORE_TITLE, DATELINE, HEAD_LINE, Line, PARAGRAPH, Piece, REST, Reader,
    TAIL_LINE, TITLE_LINES, WEB, elsewhere, is_quoted, looks_like_person,
};
use crate::block::{Block, Landmarks, Role};
use crate::metadata::dates::Habits;
use crate::metadata::names;
use crate::metadata::scan::{first_chars, is_han};
use crate::terms::bylines::Label;
use crate::terms::lines::LineTerms;

/// Long paragraphs after the title beyond which no head line stands.
const PARAGRAPHS_IN_HEAD: usize = 2;
/// Characters of the longest label that stands alone.
const LABEL_LINE: usize = 24;

impl Reader<'_> {
    /// Bylines and datelines around the title.
    pub(super) fn head(&mut self) {
        let (start, end) = match self.found.title_block {
            Some(at) => (at.saturating_sub(BEFORE_TITLE), at + 1 + 4 * AFTER_TITLE),
            None => (0, TITLE_LINES),
        };
        let title = self.found.title_block;
        let (mut lines, mut paragraphs) = (0, 0);
        // What stands after the title is nearer to it in meaning: menus and clocks stand before.
        let after = title.map_or(start, |at| at + 1);
        let order = (after..end.min(self.page.blocks.len())).chain((start..after).rev());
        let mut is_before = false;
        let mut is_over = false;
        for i in order {
            if i < after && !is_before {
                is_before = true;
                (lines, paragraphs) = (0, 0);
            }
            let block = &self.page.blocks[i];
            if Some(i) == title
                || (is_over && !is_before)
                || lines >= AFTER_TITLE
                || paragraphs > PARAGRAPHS_IN_HEAD
                || matches!(block.role, Role::Image)
                || is_quoted(block)
            {
                continue;
            }
            if block.tokens >= PARAGRAPH || block.chars > HEAD_LINE {
                paragraphs += usize::from(block.tokens >= PARAGRAPH);
                if !is_before {
                    self.dateline(i);
                    self.date_before_text(i);
                }
                continue;
            }
            // Beside the title even a teaser's class holds the page's own date.
            let beside = title.is_some_and(|at| at.abs_diff(i) <= 2)
                && !block.inside.any(Landmarks::NAV | Landmarks::FOOTER);
            if elsewhere(block) && !beside {
                continue;
            }
            lines += 1;
            if block.terms.any(LineTerms::RELATED) && !is_before && paragraphs > 0 {
                is_over = true;
                continue;
            }
            if !is_before {
                self.dateline(i);
                self.glued_byline(i);
                if paragraphs == 0 && lines <= 5 {
                    self.bare_names(i);
                }
            }
            self.head_line(i, is_before, paragraphs);
        }
    }

    fn head_line(&mut self, i: usize, is_before: bool, paragraphs: usize) {
        let Some(line) = self.heads.get(i) else {
            return;
        };
        let mut used = false;
        let above = self.label_above(i, &line);
        for piece in &line.pieces {
            if let Piece::Date(date, label) = piece {
                let slot = match label.or(above) {
                    Some(Label::Modified) => &mut self.found.modified,
                    Some(Label::Published) => &mut self.found.published,
                    _ if is_before && date.time.is_none() && self.page.flat => continue,
                    _ if paragraphs > 1 => continue,
                    _ => &mut self.found.unlabelled,
                };
                if slot.is_none() && date.day.is_some() && date.year >= WEB {
                    *slot = Some(*date);
                }
                used = true;
            }
        }
        self.take_names(&line);
        let right_before = self.page.flat
            && self
                .found
                .title_block
                .is_some_and(|title| title.abs_diff(i) <= 2);
        if self.found.beside_date.is_empty() && paragraphs == 0 && (!is_before || right_before) {
            self.found.beside_date = beside_date(&line, &self.page.blocks[i].text);
        }
        if used || line.says_something() {
            let field = if used { "published" } else { "authors" };
            self.claim_whole(i, field);
        }
    }

    /// The label of a day that stands alone in the line above it: "Last update:", 发布时间：.
    fn label_above(&self, i: usize, line: &Line) -> Option<Label> {
        let above = &self.page.blocks.get(i.checked_sub(1)?)?.text;
        if !matches!(line.pieces[..], [Piece::Date(..)]) || above.chars().count() > LABEL_LINE {
            return None;
        }
        match Line::read(above, self.habits).pieces[..] {
            [Piece::Value(label @ (Label::Published | Label::Modified), _)] => Some(label),
            _ => None,
        }
    }

    /// A line behind the title that is a Chinese name and nothing else, or a name and its paper: 石佳/中国青年报.
    fn bare_names(&mut self, i: usize) {
        let block = &self.page.blocks[i];
        if block.east_asian == 0 || block.link_share() > 0.5 && !self.page.flat {
            return;
        }
        if self.found.bare.is_empty() && self.is_columnist(&self.page.blocks[i].text) {
            self.found.bare = vec![self.page.blocks[i].text.trim().to_string()];
            self.claim_whole(i, "authors");
            return;
        }
        if let Some((names, medium)) = bare_credit(&self.page.blocks[i].text)
            && self.found.bare.is_empty()
        {
            self.found.bare = names;
            self.found.source = self.found.source.take().or(medium);
            self.claim_whole(i, "authors");
        }
    }

    /// Reporters named at the start of the text: 新华社北京5月10日电（记者张三、李四）.
    fn dateline(&mut self, i: usize) {
        if self.page.blocks[i].east_asian == 0 {
            return;
        }
        if !self.found.authors.is_empty() {
            // 本报实习生 甲 / 本报记者 乙, a line each.
            if self.reporters_at.is_some_and(|at| at + 1 == i) {
                let more = reporter_line(&self.page.blocks[i].text);
                if !more.is_empty() && self.page.blocks[i].chars <= TAIL_LINE / 2 {
                    self.found.authors.extend(more);
                    self.reporters_at = Some(i);
                    self.claim_whole(i, "authors");
                }
            }
            return;
        }
        let opening = first_chars(&self.page.blocks[i].text, DATELINE);
        self.found.authors = reporters(opening);
        if self.found.authors.is_empty() {
            self.found.authors = reporter_line(opening);
            if !self.found.authors.is_empty() && self.page.blocks[i].chars <= TAIL_LINE / 2 {
                self.reporters_at = Some(i);
                self.claim_whole(i, "authors");
            }
        }
        if self.found.authors.is_empty() {
            self.found.authors = wire(opening);
        }
        if self.found.authors.is_empty() {
            self.found.authors = korean_reporter(opening);
        }
    }
}

/// The lines of dates and labels of a page, each read when it is asked for first. Several parts look for one in the same lines.
pub(super) struct HeadLines<'a> {
    blocks: &'a [Block],
    habits: Habits,
    asked: Vec<Asked>,
    found: Vec<Rc<Line>>,
}

/// What is known of a line.
#[derive(Clone, Copy, Default)]
enum Asked {
    #[default]
    Not,
    /// It is no line of dates and labels.
    Other,
    /// Where it stands among those that were found.
    Head(u32),
}

impl<'a> HeadLines<'a> {
    pub(super) fn new(blocks: &'a [Block], habits: Habits) -> HeadLines<'a> {
        HeadLines {
            blocks,
            habits,
            asked: Vec::new(),
            found: Vec::new(),
        }
    }

    /// A line, if it is one of dates and labels.
    pub(super) fn get(&mut self, i: usize) -> Option<Rc<Line>> {
        if self.asked.is_empty() {
            self.asked.resize(self.blocks.len(), Asked::Not);
        }
        match self.asked[i] {
            Asked::Head(at) => return Some(self.found[at as usize].clone()),
            Asked::Other => return None,
            Asked::Not => {}
        }
        let line = head_line(&self.blocks[i], self.habits).map(Rc::new);
        self.asked[i] = match &line {
            Some(line) => {
                self.found.push(line.clone());
                Asked::Head(self.found.len() as u32 - 1)
            }
            None => Asked::Other,
        };
        line
    }
}

fn head_line(block: &Block, habits: Habits) -> Option<Line> {
    let line = Line::may_say(&block.text).then(|| Line::read(&block.text, habits));
    line.filter(|line| is_head_line(line, block))
}

fn is_head_line(line: &Line, block: &Block) -> bool {
    let dates = line
        .pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Date(..)))
        .count();
    let labels = line
        .pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Value(label, _) if *label != Label::Control && *label != Label::Other))
        .count();
    if dates + labels == 0 || line.long || dates > 4 {
        return false;
    }
    // A line of prose has more words than dates; its end is that of a sentence.
    let prose = block.ends_sentence && line.rest > 8;
    // A row of buttons stands behind the date and a sign: "3 May 2021 • Print • Mail this page".
    let row = dates == 1 && matches!(line.pieces.first(), Some(Piece::Date(..))) && line.signs > 0;
    // Behind day and author a blog lists its categories: "3 May 2021 by Jane Doe in Boats, Harbours, Towns".
    let is_author = |piece: &Piece| matches!(piece, Piece::Value(Label::Author, _));
    let signed = dates > 0 && line.pieces.iter().any(is_author);
    let most = REST * (1 + labels.min(2) + 2 * usize::from(row || signed));
    line.rest <= most && !prose
}

/// Whether a line ends with a few Han characters in brackets: ２０１５年１月２９日 （柿崎由里）. One is a day of the week.
fn is_bracketed_name(rest: &str, text: &str) -> bool {
    let name = rest.trim_matches(['(', ')', '（', '）', ' ']);
    let inside = [("(", ")"), ("（", "）")].iter().any(|(open, close)| {
        text.trim_end()
            .strip_suffix(close)
            .and_then(|text| text.strip_suffix(name))
            .is_some_and(|text| text.ends_with(open))
    });
    inside && (3..=6).contains(&name.chars().count()) && name.chars().all(is_han)
}

/// Names that stand in a dateline without a label: "Jane Doe | May 25, 2020".
fn beside_date(line: &Line, text: &str) -> Vec<String> {
    let rests: Vec<&str> = line
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Rest(rest) => Some(rest.as_str()),
            _ => None,
        })
        .collect();
    let has_date = line
        .pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Date(..)));
    // "Jane Doe on behalf of the harbour"
    let is_for = |rest: &str| {
        let name = rest.split(" on behalf of ").next().unwrap_or(rest);
        name.len() < rest.len() && looks_like_person(name)
    };
    let is_name = |rest: &str| {
        looks_like_person(rest)
            || is_for(rest)
            || names::is_chinese_name(rest)
            || is_bracketed_name(rest, text)
    };
    // "HARBOUR NEWS 3 May 2019 [ 王明 ]": the paper may stand before, the name in brackets.
    let named = rests.iter().find(|rest| is_name(rest)).filter(|rest| {
        **rest == rests[0] || names::is_chinese_name(rest) || is_bracketed_name(rest, text)
    });
    match named {
        Some(rest) if has_date && rests.len() <= 2 => names::read(rest),
        _ => Vec::new(),
    }
}
