//! Names that the lines around them tell: the line behind a label that stands alone, a columnist whom the title names, the body
//! that signs a notice.

use super::{
    AFTER_TITLE, BEFORE_TITLE, Line, Piece, Reader, elsewhere, is_quoted, looks_like_person,
};
use crate::block::{Block, Role};
use crate::metadata::names;
use crate::metadata::scan::{fold, is_han, squash};
use crate::terms::bylines as terms;

/// Characters of the longest line with a label alone.
const LABEL: u32 = 24;
/// Characters of the longest line with the names behind it.
const NAMES: u32 = 80;
/// Further items of a list of names that are read.
const MORE: usize = 8;
/// Characters of the longest name of a body that signs a notice.
const SIGNATURE: usize = 30;

impl Reader<'_> {
    /// "Written by" in one line, "Jane Doe" in the next: around the title, and with a full label behind the text as well.
    pub(super) fn labels_alone(&mut self) {
        if !self.found.authors.is_empty() {
            return;
        }
        let title = self.found.title_block.unwrap_or(0);
        let head = title.saturating_sub(BEFORE_TITLE)..title + 1 + 4 * AFTER_TITLE;
        for i in head.start..self.page.blocks.len().saturating_sub(1) {
            let (label, line) = (&self.page.blocks[i], &self.page.blocks[i + 1]);
            let beside = |block: &Block| {
                !elsewhere(block) && !is_quoted(block) && !matches!(block.role, Role::Image)
            };
            if label.chars > LABEL || line.chars > NAMES || !beside(label) || !beside(line) {
                continue;
            }
            let Some(full) = label_alone(&label.text) else {
                continue;
            };
            if !full && !head.contains(&i) {
                continue;
            }
            let found = people_in(&line.text);
            if found.is_empty() {
                continue;
            }
            self.found.authors = found;
            self.claim_whole(i, "authors");
            self.claim_whole(i + 1, "authors");
            // A list has one name an item.
            for more in i + 2..(i + 2 + MORE).min(self.page.blocks.len()) {
                let block = &self.page.blocks[more];
                let found = people_in(&block.text);
                if !matches!(block.role, Role::Item(_)) || block.chars > NAMES || found.is_empty() {
                    break;
                }
                self.found.authors.extend(found);
                self.claim_whole(more, "authors");
            }
            return;
        }
    }

    /// Whether a line is the columnist with whom the title begins, 茉莉：我的港口 and 茉莉.
    pub(super) fn is_columnist(&self, text: &str) -> bool {
        let text = text.trim();
        let title = self
            .found
            .title_block
            .map_or("", |at| self.page.blocks[at].text.trim());
        (2..=4).contains(&text.chars().count())
            && text.chars().all(is_han)
            && title
                .strip_prefix(text)
                .is_some_and(|rest| rest.starts_with(['：', ':']))
    }

    /// The body that signs a notice: 海港市人民政府 above the day, and at the start of the title.
    pub(super) fn signature(&mut self) {
        let Some(title) = self.found.title_block else {
            return;
        };
        if !self.found.authors.is_empty() || !self.found.bare.is_empty() {
            return;
        }
        let blocks = &self.page.blocks;
        let headline = squash(&blocks[title].text);
        let signed = (title + 1..blocks.len().saturating_sub(1))
            .rev()
            .find(|&i| {
                let text = blocks[i].text.trim();
                let length = text.chars().count();
                (4..=SIGNATURE).contains(&length)
                    && text.chars().all(is_han)
                    && headline.chars().count() > length
                    && headline.starts_with(&squash(text))
                    && is_day(&Line::read(&blocks[i + 1].text, self.habits))
            });
        if let Some(i) = signed {
            self.found.bare = vec![blocks[i].text.trim().to_string()];
        }
    }
}

/// The names of a line that holds people and nothing else.
fn people_in(text: &str) -> Vec<String> {
    let found = names::read_line(text);
    let person = |name: &String| {
        let bare = name.split(',').next().unwrap_or(name);
        looks_like_person(bare) || names::is_chinese_name(name) || names::is_body(name)
    };
    if found.iter().all(person) {
        found
    } else {
        Vec::new()
    }
}

fn is_day(line: &Line) -> bool {
    matches!(line.pieces[..], [Piece::Date(date, None)] if date.day.is_some())
}

/// Whether a line is a label for authors and nothing else; and whether the label is one that stands nowhere else, as "Written
/// by" does and "By" does not.
pub(super) fn label_alone(text: &str) -> Option<bool> {
    let folded: String = text.chars().map(fold).collect();
    let bare = folded.trim().trim_end_matches([':', ' ']);
    let label = terms::ALONE.contains(&bare);
    label.then(|| bare.chars().count() > 3 || folded.trim().ends_with(':'))
}
