//! What a reader sees around the text: title, subtitle, byline, dateline, source line, path, tails. Takes blocks, so that it
//! serves HTML and flattened text alike; gives values and claims, which say which blocks or bytes it has read. Only the
//! neighbourhood of the title and the ends of paragraphs are searched: a byline elsewhere is somebody else's.

mod alone;
mod credits;
mod days;
mod line;
mod path;
mod tails;
mod topline;
mod untagged;

use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use line::{Line, Piece, source_name};
pub(super) use path::crumb_parts;

use credits::{
    bare_credit, closing_bracket, korean_reporter, picture_credit, reporter_line, reporters,
    stroke_credit, wire,
};
use path::path;

use super::choose::AddressWords;
use super::date::Date;
use super::dates::Habits;
use super::names;
use super::scan::{first_chars, fold_spaces, is_han, squash, squashes_to};
use crate::block::{Block, Claim, Landmarks, Page, Role};
use crate::bounds::{Deadline, Share};
use crate::terms::bylines::Label;
use crate::terms::classes::Concepts;
use crate::terms::lines::LineTerms;

/// Blocks before the title that may hold byline, date or path.
const BEFORE_TITLE: usize = 6;
/// Blocks after the title that may hold byline or date, long paragraphs not counted.
const AFTER_TITLE: usize = 14;
/// Long paragraphs after the title beyond which no head line stands.
const PARAGRAPHS_IN_HEAD: usize = 2;
/// Tokens of a paragraph that is text, not a head line.
const PARAGRAPH: u32 = 60;
/// Characters of the longest head line; a template of labels and buttons is shorter.
const HEAD_LINE: u32 = 220;
/// Characters of other text that a head line may hold beside its dates and labels.
const REST: usize = 30;
/// Characters of the longest label that stands alone.
const LABEL_LINE: usize = 24;
/// Characters of the longest tail line.
const TAIL_LINE: u32 = 120;
/// Characters at the start of a paragraph in which a dateline with a reporter is looked for.
const DATELINE: usize = 90;
/// The year from which a date in a visible line can be that of the page: before it there was no web. "28.09.1912:30" is a
/// day of 2019 and a time that ran together.
pub(super) const WEB: i16 = 1990;
/// Lines of flattened text among which the title is looked for.
const TITLE_LINES: usize = 60;
/// Lines above a dateline among which the title of flattened text is.
const ABOVE_DATELINE: usize = 4;
/// Lines above the text among which the title is where there is no dateline.
const ABOVE_TEXT: usize = 12;
/// Characters from which a line is a title rather than a label or a section.
const FULL_TITLE: u32 = 8;
/// Letters of a title from which a line that begins with it is the title's.
const LONG_TITLE: usize = 10;
/// Characters of the longest title and of the longest subtitle.
const TITLE: u32 = 200;

/// What was read from visible lines.
#[derive(Debug, Default)]
pub(super) struct Visible {
    pub title: Option<String>,
    /// The block of the title.
    pub title_block: Option<usize>,
    pub subtitle: Option<String>,
    pub crumbs: Vec<String>,
    /// Names at labels for authors: in head lines, in tails, in datelines.
    pub authors: Vec<String>,
    /// Names at labels for whoever posted it.
    pub posters: Vec<String>,
    /// Names without a label: in brackets behind the text, or alone behind the title.
    pub bare: Vec<String>,
    /// Names that stand beside a date without a label.
    pub beside_date: Vec<String>,
    pub editors: Vec<String>,
    pub source: Option<String>,
    /// Date at a label in a head line.
    pub published: Option<Date>,
    /// First date in a head line without a label.
    pub unlabelled: Option<Date>,
    pub modified: Option<Date>,
    /// Date of publication that a line of the foot tells: "This entry was posted on …", 发布日期：….
    pub posted: Option<Date>,
    /// Date of the last change, told anywhere: "This page was last edited on …".
    pub changed: Option<Date>,
    /// First date of a head line farther from the title.
    pub elsewhere: Option<Date>,
    pub claims: Vec<Claim>,
    /// Whether there was no time for all lines.
    pub late: bool,
}

/// Reads the lines of a page around the title, which the caller knows from the head; without one a title is looked for, with
/// the help of the words of the address.
pub(super) fn read(
    page: &Page,
    title: Option<&str>,
    habits: Habits,
    address: &AddressWords,
    deadline: &Deadline,
) -> Visible {
    let mut reader = Reader {
        page,
        habits,
        found: Visible::default(),
        reporters_at: None,
        claimed: BTreeMap::new(),
    };
    reader.find_title(title, address);
    let parts: [fn(&mut _); 10] = [
        Reader::paths,
        Reader::head,
        Reader::subtitle,
        Reader::tails,
        Reader::labels_alone,
        Reader::name_below_title,
        Reader::posted_around_date,
        Reader::signature,
        Reader::dates_elsewhere,
        Reader::told_elsewhere,
    ];
    for part in parts {
        if deadline.is_over(Share::Metadata) {
            reader.found.late = true;
            break;
        }
        part(&mut reader);
    }
    reader
        .found
        .claims
        .sort_by_key(|claim| (claim.block, claim.range.start));
    reader.found
}

/// The first line that tells the way to the page, found before the title is known.
pub(super) fn first_path(page: &Page) -> Vec<String> {
    page.blocks
        .iter()
        .take(TITLE_LINES)
        .filter(|block| block.chars <= HEAD_LINE)
        .find_map(|block| path(&block.text))
        .unwrap_or_default()
}

struct Reader<'a> {
    page: &'a Page,
    habits: Habits,
    found: Visible,
    /// The last block of its own that named reporters.
    reporters_at: Option<usize>,
    /// What is claimed, by block.
    claimed: BTreeMap<usize, Vec<Range<usize>>>,
}

impl Reader<'_> {
    fn claim(&mut self, block: usize, range: Range<usize>, field: &'static str) {
        let taken = self.claimed.entry(block).or_default();
        let overlaps = taken
            .iter()
            .any(|other| other.start < range.end && range.start < other.end);
        if !overlaps && !range.is_empty() {
            taken.push(range.clone());
            self.found.claims.push(Claim {
                block,
                range,
                field,
            });
        }
    }

    fn claim_whole(&mut self, block: usize, field: &'static str) {
        self.claim(block, 0..self.page.blocks[block].text.len(), field);
    }

    /// The block that says the title: a heading if one does.
    fn find_title(&mut self, title: Option<&str>, address: &AddressWords) {
        let Some(title) = title else {
            self.title_of_flat_text(address);
            return;
        };
        let key = squash(title);
        let blocks = &self.page.blocks;
        let is_title = |block: &Block| {
            !key.is_empty() && block.chars <= TITLE && squashes_to(&block.text, &key)
        };
        let heading = |wanted: bool| {
            blocks.iter().position(|block| {
                block.is_heading() == wanted
                    && is_title(block)
                    && !block
                        .inside
                        .any(Landmarks::NAV | Landmarks::FOOTER | Landmarks::ASIDE)
            })
        };
        let at = heading(true).or_else(|| heading(false));
        // The second headline may stand in the same block, behind the first.
        let joined = || {
            blocks.iter().position(|block| {
                key.chars().count() >= LONG_TITLE
                    && block.chars <= TITLE
                    && !block.ends_sentence
                    && block.title_overlap > 0.3
                    && !elsewhere(block)
                    && squash(&block.text).starts_with(&key)
            })
        };
        self.found.title_block = at.or_else(joined);
        if let Some(at) = at {
            self.claim_whole(at, "title");
        }
    }

    /// Lines that tell the way to the page.
    fn paths(&mut self) {
        let end = self
            .found
            .title_block
            .map_or(TITLE_LINES, |at| at + 3)
            .min(self.page.blocks.len());
        for i in 0..end {
            let block = &self.page.blocks[i];
            if block.chars > HEAD_LINE || Some(i) == self.found.title_block {
                continue;
            }
            if let Some(crumbs) = path(&block.text) {
                if self.found.crumbs.is_empty() {
                    self.found.crumbs = crumbs;
                }
                self.claim_whole(i, "breadcrumbs");
            }
        }
    }

    /// Bylines and datelines around the title.
    fn head(&mut self) {
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
        let block = &self.page.blocks[i];
        let Some(line) = head_line(block, self.habits) else {
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
        if self.found.authors.is_empty() {
            self.found.authors = line.names(Label::Author);
        }
        if self.found.posters.is_empty() {
            self.found.posters = line.names(Label::Poster);
        }
        if self.found.editors.is_empty() {
            self.found.editors = line.names(Label::Editor);
        }
        if self.found.source.is_none() {
            self.found.source = line.source();
        }
        let right_before = self.page.flat
            && self
                .found
                .title_block
                .is_some_and(|title| title.abs_diff(i) <= 2);
        if self.found.beside_date.is_empty() && paragraphs == 0 && (!is_before || right_before) {
            self.found.beside_date = beside_date(&line, &block.text);
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

    /// A line behind the title that says more of it.
    fn subtitle(&mut self) {
        let Some(title) = self.found.title_block else {
            return;
        };
        for i in title + 1..(title + 5).min(self.page.blocks.len()) {
            let block = &self.page.blocks[i];
            let dashed = ["——", "--", "──", "──", "—— "]
                .iter()
                .any(|dash| block.text.starts_with(dash));
            if dashed && block.chars <= TITLE / 2 && !block.text.ends_with(['。', '.']) {
                self.found.subtitle = Some(fold_spaces(&block.text));
                self.claim_whole(i, "subtitle");
                return;
            }
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

/// Whether a block belongs to comments, menus, other articles or the foot of the page.
fn elsewhere(block: &Block) -> bool {
    block
        .inside
        .any(Landmarks::NAV | Landmarks::FOOTER | Landmarks::INNER_ARTICLE | Landmarks::DIALOG)
        || block
            .near
            .any(Concepts::COMMENT | Concepts::RELATED | Concepts::FOOTER | Concepts::NAV)
        || (block.inside.any(Landmarks::LINK) && !block.is_heading() && block.chars > 40)
}

/// Whether a block is a quotation: a name and a date in it are those of who is quoted, "— Jane Doe (@jane) May 2, 2019".
fn is_quoted(block: &Block) -> bool {
    matches!(block.role, Role::Quote(_)) || block.inside.any(Landmarks::QUOTE)
}

/// A line, if it is one of dates and labels.
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

/// Two to four capitalised words, or two to four Han characters that are no term.
pub(super) fn looks_like_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            let mut chars = word.chars();
            chars.next().is_some_and(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
                && chars.any(char::is_lowercase) | word.ends_with('.')
        })
}

#[cfg(test)]
mod tests;
