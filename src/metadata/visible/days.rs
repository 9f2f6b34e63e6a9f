//! Days that stand elsewhere than in the lines around the headline: before the text, anywhere on the page, in sentences of the
//! foot.

use std::ops::Range;

use super::{DATELINE, Piece, REST, Reader, TAIL_LINE, WEB, elsewhere, is_quoted};
use crate::block::{Block, Role};
use crate::metadata::date::Date;
use crate::metadata::dates::{self, Habits};
use crate::metadata::scan::{Chars, Openings, begins_with, first_chars, fold, has_digit, is_word};
use crate::terms::ByFirst;
use crate::terms::bylines::{self as terms, Label};
use crate::terms::classes::Concepts;
use crate::terms::lines::LineTerms;

/// Lines with digits that are searched for a date when there is none at the title; a table may have thousands.
const DATED_LINES: usize = 1_000;
/// Characters of the longest line whose first sentence tells a day, and the characters in which that sentence begins.
const SENTENCES: u32 = 500;
const OPENING: usize = 40;
/// Words of the longest place or label before the day of a dateline.
const PLACE: usize = 5;

impl Reader<'_> {
    /// A date with which the text begins: "(18.01.2018) …", "27.1.2022 - …", "Harbour Town, 3 May 2021 – …".
    pub(super) fn date_before_text(&mut self, i: usize) {
        let text = &self.page.blocks[i].text;
        let opening = first_chars(text, DATELINE);
        let first = dates::scan(opening, self.habits).into_iter().next();
        let opens = |range: &Range<usize>| {
            !text[..range.start].contains(|c: char| c.is_alphanumeric())
                || is_dateline(&text[..range.start], &text[range.end..])
        };
        if let Some(found) =
            first.filter(|found| found.certain && found.date.day.is_some() && opens(&found.range))
        {
            self.found.elsewhere = self.found.elsewhere.or(Some(found.date));
        }
    }

    /// The first date line anywhere, for pages whose title was not found or stands far from it.
    pub(super) fn dates_elsewhere(&mut self) {
        if self.found.published.is_some()
            || self.found.unlabelled.is_some()
            || self.found.elsewhere.is_some()
        {
            return;
        }
        let mut searched = 0;
        let mut pure = None;
        for (i, block) in self.page.blocks.iter().enumerate().filter(|(_, block)| {
            block.chars <= TAIL_LINE
                && block.digits > 0
                && !elsewhere(block)
                && !is_quoted(block)
                && !matches!(block.role, Role::Image)
        }) {
            if !has_digit(&block.text)
                || block.terms.any(LineTerms::LEGAL)
                || !block.text.is_ascii() && block.text.contains(['©', '®'])
            {
                continue;
            }
            searched += 1;
            if searched > DATED_LINES {
                break;
            }
            let line = may_hold_date(block).then(|| self.heads.get(i)).flatten();
            let Some(line) = line.filter(|line| line.rest <= REST) else {
                continue;
            };
            let labelled = line.pieces.iter().find_map(|piece| match piece {
                Piece::Date(date, Some(Label::Published)) if date.day.is_some() => Some(*date),
                _ => None,
            });
            if let Some(date) = labelled {
                self.found.elsewhere = Some(date);
                return;
            }
            let any = line.pieces.iter().find_map(|piece| match piece {
                Piece::Date(date, None) if date.day.is_some() => Some(*date),
                _ => None,
            });
            self.found.elsewhere = self.found.elsewhere.or(any);
            // A line that is a date and nothing else tells it rather than a link with one in it.
            if line.rest == 0 && line.pieces.len() == 1 {
                pure = pure.or(any);
            }
        }
        self.found.elsewhere = pure.or(self.found.elsewhere);
    }

    /// The day of the last change and the day of publication, in sentences of the foot or of a box.
    pub(super) fn told_elsewhere(&mut self) {
        let blocks = self.page.blocks.iter().filter(|block| {
            block.chars <= SENTENCES
                && may_hold_date(block)
                && has_digit(&block.text)
                && !block.near.any(Concepts::COMMENT | Concepts::RELATED)
                && !is_quoted(block)
        });
        for block in blocks.take(DATED_LINES) {
            let (changed, posted) = (&mut self.found.changed, &mut self.found.posted);
            if changed.is_some() && posted.is_some() {
                break;
            }
            // In a long line the sentence is the first: "This entry was posted on …. You can follow any responses …".
            let within = if block.chars <= TAIL_LINE {
                usize::MAX
            } else {
                OPENING
            };
            if !may_tell(&block.text, within) {
                continue;
            }
            let chars = Chars::new(&block.text);
            let (mut to_change, mut to_posting) = (None, None);
            for i in 0..chars.len().min(within) {
                let c = chars.get(i);
                to_change = to_change.or_else(|| chars.longest(i, CHANGED.beginning(c)));
                to_posting = to_posting.or_else(|| chars.longest(i, POSTED.beginning(c)));
            }
            let date = |end: Option<usize>| date_behind(&chars, end?, self.habits);
            *changed = changed.or_else(|| date(to_change));
            *posted = posted.or_else(|| date(to_posting));
        }
    }
}

/// Whether a block has as many figures as the shortest date.
pub(super) fn may_hold_date(block: &Block) -> bool {
    block.digits > 0 && (block.digits as usize >= dates::DIGITS || block.text.contains('年'))
}

static CHANGED: ByFirst<{ terms::CHANGED.len() }> = ByFirst::new(terms::CHANGED);
static POSTED: ByFirst<{ terms::POSTED.len() }> = ByFirst::new(terms::POSTED);

/// Whether one of these terms may begin in the first `within` characters of a text.
fn may_tell(text: &str, within: usize) -> bool {
    static OPENINGS: Openings = Openings::of(terms::CHANGED).and(terms::POSTED);
    let mut before = ' ';
    text.char_indices().take(within).any(|(at, c)| {
        // Within a word: most characters.
        if c.is_ascii_alphabetic() && before.is_ascii_alphabetic() {
            return false;
        }
        let c = fold(c);
        let before = std::mem::replace(&mut before, c);
        let begins = |term: &&str| begins_with(&text[at..], term);
        OPENINGS.may_begin(c, &text[at..])
            && !(is_word(before) && is_word(c))
            && (CHANGED.beginning(c).iter().any(begins) || POSTED.beginning(c).iter().any(begins))
    })
}

/// The only date behind a place.
fn date_behind(chars: &Chars<'_>, end: usize, habits: Habits) -> Option<Date> {
    let rest = chars.slice(end..chars.len());
    let mut dates = dates::scan(rest, habits).into_iter();
    let date = dates.next().map(|found| found.date)?;
    (dates.next().is_none() && date.day.is_some() && date.year >= WEB).then_some(date)
}

/// Whether a date stands in a dateline: a place or "press release of" before it, a stroke behind it.
fn is_dateline(before: &str, after: &str) -> bool {
    let words = before.split_whitespace().count();
    let ends = before.trim_end().ends_with([',', '(', '–', '-', '—', '/'])
        || before
            .split_whitespace()
            .next_back()
            .is_some_and(|word| terms::OF_DAY.contains(&word));
    let sentence = before.contains(['!', '?']) || before.contains(". ");
    let stroke = after
        .trim_start_matches([')', ' ', '\u{A0}'])
        .starts_with(['|', '–', '—', '-', '/', ':', '•', '·']);
    words <= PLACE && ends && stroke && !sentence
}
