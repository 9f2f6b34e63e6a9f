//! What a reader sees around the text: title, subtitle, byline, dateline, source line, path, tails. Takes blocks, so that it
//! serves HTML and flattened text alike; gives values and claims, which say which blocks or bytes it has read. Only the
//! neighbourhood of the title and the ends of paragraphs are searched: a byline elsewhere is somebody else's.

mod alone;
mod credits;
mod days;
mod head;
mod line;
mod path;
mod tails;
mod topline;
mod untagged;

use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use line::{Line, Piece, source_name};
pub(super) use path::crumb_parts;

use head::HeadLines;
use path::path;

use super::choose::AddressWords;
use super::date::Date;
use super::dates::Habits;
use super::scan::{fold_spaces, squash, squashes_to};
use crate::block::{Block, Claim, Landmarks, Page, Role};
use crate::bounds::{Deadline, Share};
use crate::terms::bylines::Label;
use crate::terms::classes::Concepts;

/// Blocks before the title that may hold byline, date or path.
const BEFORE_TITLE: usize = 6;
/// Blocks after the title that may hold byline or date, long paragraphs not counted.
const AFTER_TITLE: usize = 14;
/// Tokens of a paragraph that is text, not a head line.
const PARAGRAPH: u32 = 60;
/// Characters of the longest head line; a template of labels and buttons is shorter.
const HEAD_LINE: u32 = 220;
/// Characters of other text that a head line may hold beside its dates and labels.
const REST: usize = 30;
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
        heads: HeadLines::new(&page.blocks, habits),
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
    /// The lines of dates and labels that were asked for.
    heads: HeadLines<'a>,
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

/// Two to four capitalised words.
pub(super) fn looks_like_person(text: &str) -> bool {
    let mut count = 0;
    for word in text.split_whitespace() {
        count += 1;
        if count > 4 || !is_capitalised(word) {
            return false;
        }
    }
    count >= 2
}

fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
        && (chars.any(char::is_lowercase) || word.ends_with('.'))
}

#[cfg(test)]
mod tests;
