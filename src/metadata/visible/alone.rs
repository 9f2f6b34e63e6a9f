//! Names that the lines around them tell: the line behind a label that stands alone, a columnist whom the title names, the body
//! that signs a notice.

use super::days::may_hold_date;
use super::{
    AFTER_TITLE, BEFORE_TITLE, Label, Line, Piece, Reader, elsewhere, is_quoted, looks_like_person,
};
use crate::block::{Block, Role};
use crate::metadata::names;
use crate::metadata::scan::{Openings, begins_with, fold, has_digit, is_han, squash};
use crate::terms::ByFirst;
use crate::terms::bylines as terms;

/// Characters of the longest line with a label alone.
const LABEL: u32 = 24;
/// Characters of the longest line with the names behind it.
const NAMES: u32 = 80;
/// Further items of a list of names that are read.
const MORE: usize = 8;
/// Lines among which one tells who posted the text.
const POSTED_LINES: usize = 1_000;
/// Characters of the longest name of an account.
const POSTER: usize = 20;
/// Lines behind the headline among which a name alone is the author's.
const BELOW: usize = 5;
/// Characters of the longest line that tells what somebody is.
const ROLE: usize = 40;
/// Tokens of a line of prose.
const PROSE: u32 = 18;
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
            let mut found = people_in(&line.text);
            if found.is_empty() && label.text.trim().contains(' ') {
                found = first_name_in(&line.text);
            }
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

    /// A line that is a name and nothing else, right behind the headline: where a date or a time of reading follows, or where
    /// the name stands a second time, as it does above the note on the author.
    pub(super) fn name_below_title(&mut self) {
        let Some(title) = self.found.title_block else {
            return;
        };
        let blocks = &self.page.blocks;
        let none = self.found.authors.is_empty() && self.found.beside_date.is_empty();
        let headline = squash(&blocks[title].text);
        let behind = title + 1..(title + 1 + BELOW).min(blocks.len());
        // In flattened text, the name and the day may stand above the headline too.
        let before = if self.page.flat {
            title.saturating_sub(BEFORE_TITLE)..title
        } else {
            0..0
        };
        for i in behind.chain(before).filter(|_| none) {
            let block = &blocks[i];
            if block.chars > NAMES || elsewhere(block) || is_quoted(block) {
                continue;
            }
            let Some((names, titled)) = name_alone(&block.text) else {
                continue;
            };
            // Menus and shops repeat the headline and its words.
            if headline.contains(&squash(&block.text)) {
                continue;
            }
            let next = blocks.get(i + 1).map_or("", |next| next.text.as_str());
            let dated = next.chars().count() <= NAMES as usize && {
                let line = Line::read(next, self.habits);
                let is_date = |piece: &Piece| matches!(piece, Piece::Date(..));
                line.pieces.iter().any(is_date) || tells_reading_time(next)
            };
            let again = || {
                let flat = self.page.flat;
                let behind = blocks.iter().skip(i + 2);
                flat && behind
                    .filter(|other| other.chars <= NAMES)
                    .any(|other| other.text == block.text)
            };
            let role = next.chars().count() <= ROLE && names::is_role(next);
            let below = i == title + 1 && (titled || again() || self.before_prose(i));
            if dated || (role && i > title) || below {
                self.found.beside_date = names;
                self.claim_whole(i, "authors");
                return;
            }
        }
        self.account_below_title(title);
    }

    /// The name of an account behind the headline: before the button that follows it, or in flattened text a single word right
    /// below the headline with the day behind it: "Jane", "3 May 2021".
    fn account_below_title(&mut self, title: usize) {
        if !self.found.posters.is_empty() {
            return;
        }
        let blocks = &self.page.blocks;
        let near = title + 1..(title + 1 + AFTER_TITLE).min(blocks.len().saturating_sub(1));
        for i in near {
            let (text, next) = (blocks[i].text.trim(), blocks[i + 1].text.trim());
            if text.chars().count() > POSTER || elsewhere(&blocks[i]) {
                continue;
            }
            let followed = is_follow(next);
            let dated = self.page.flat && i == title + 1 && is_day(&Line::read(next, self.habits));
            // A word that stands above the headline as well is a section of the menu.
            let word = || {
                let of_menu = blocks[..title]
                    .iter()
                    .any(|other| other.text.trim() == text);
                !text.contains(' ') && text.starts_with(char::is_uppercase) && !of_menu
            };
            if followed || (dated && word()) {
                let found = names::read(text);
                if found.len() == 1 {
                    self.found.posters = found;
                    return;
                }
            }
        }
    }

    /// Whether prose follows a line of flattened text.
    fn before_prose(&self, i: usize) -> bool {
        let next = self.page.blocks.get(i + 1);
        self.page.flat && next.is_some_and(|next| next.tokens >= PROSE && next.ends_sentence)
    }

    /// "ByJane Doe", "By Jane DoePublished: 3 May 2021": lines that ran together when a page was flattened.
    pub(super) fn glued_byline(&mut self, i: usize) {
        if !self.found.authors.is_empty() || !self.page.flat {
            return;
        }
        let Some(rest) = glued_name(&self.page.blocks[i].text) else {
            return;
        };
        let line = Line::read(rest, self.habits);
        if let Some(Piece::Rest(name)) = line.pieces.first() {
            let found = names::read_line(name);
            if !found.is_empty() && found.iter().all(|name| looks_like_person(name)) {
                self.found.authors = found;
                self.claim_whole(i, "authors");
            }
        }
    }

    /// Who posted a text, where a line says it around the day: jdoe 发表于 2005-9-15, 由小王张贴 @ 2005-06-14.
    pub(super) fn posted_around_date(&mut self) {
        if !self.found.posters.is_empty() {
            return;
        }
        let lines = self.page.blocks.iter().take(POSTED_LINES);
        let found = lines
            .filter(|block| block.chars <= NAMES && !elsewhere(block) && !is_quoted(block))
            .filter(|block| block.digits > 0 && has_digit(&block.text))
            .find_map(|block| {
                let behind_day = || may_hold_date(block).then(|| self.behind_day(&block.text))?;
                poster(&block.text).or_else(behind_day)
            });
        // Without a headline a name alone may be one of a list.
        if found.is_some() && self.found.title_block.is_none() {
            self.found.bare.clear();
        }
        self.found.posters.extend(found);
    }

    /// The name behind the only day of a line, "发布时间 2005/03/15 22:36:13 by jdoe".
    fn behind_day(&self, text: &str) -> Option<String> {
        let mut words = text.split(' ').skip(1).peekable();
        let is_by = |word: &str| matches!(word, "by" | "By" | "von" | "par" | "por");
        while !is_by(words.next()?) || words.peek().is_none() {}
        let line = Line::read(text, self.habits);
        let is_date = |piece: &&Piece| matches!(piece, Piece::Date(..));
        let sole = line.pieces.iter().filter(is_date).count() == 1;
        let mut pairs = line.pieces.windows(2);
        let value = pairs.find_map(|pair| match pair {
            [Piece::Date(..), Piece::Value(Label::Author, value)] => Some(value),
            _ => None,
        })?;
        let mut found = names::read(value).into_iter();
        let name = found.next()?;
        let fits = sole && found.next().is_none() && name.chars().count() <= POSTER;
        fits.then_some(name)
    }

    /// Whether a line is the columnist with whom the title begins, 茉莉：我的港口 and 茉莉. The title may stand twice, with the
    /// name and without it.
    pub(super) fn is_columnist(&self, text: &str) -> bool {
        let text = text.trim();
        if !(2..=4).contains(&text.chars().count()) || !text.chars().all(is_han) {
            return false;
        }
        let Some(at) = self.found.title_block else {
            return false;
        };
        let blocks = &self.page.blocks;
        let title = squash(&blocks[at].text);
        let around = at.saturating_sub(BELOW)..(at + BELOW).min(blocks.len());
        blocks[around].iter().any(|block| {
            let rest = block.text.trim().strip_prefix(text);
            let named = rest.is_some_and(|rest| rest.starts_with(['：', ':']));
            named && squash(&block.text).ends_with(&title)
        })
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
            .filter(|&i| blocks[i].east_asian > 0)
            .find(|&i| {
                let text = blocks[i].text.trim();
                if !text.chars().all(is_han) {
                    return false;
                }
                let length = text.chars().count();
                (4..=SIGNATURE).contains(&length)
                    && headline.chars().count() > length
                    && headline.starts_with(&squash(text))
                    && is_day(&Line::read(&blocks[i + 1].text, self.habits))
            });
        if let Some(i) = signed {
            self.found.bare = vec![blocks[i].text.trim().to_string()];
        }
    }
}

/// Whether a line is a button to follow an account.
fn is_follow(text: &str) -> bool {
    static OPENINGS: Openings = Openings::of(terms::FOLLOW);
    let first = text.chars().next().map(fold);
    first.is_some_and(|first| OPENINGS.may_begin(first, text)) && {
        let folded: String = text.chars().take(POSTER).map(fold).collect();
        terms::FOLLOW.contains(&folded.trim_end_matches([':', ' ']))
    }
}

/// What follows a "By" that ran together with the name behind it.
pub(super) fn glued_name(text: &str) -> Option<&str> {
    let rest = terms::GLUED.iter().find_map(|by| text.strip_prefix(by))?;
    rest.starts_with(char::is_uppercase).then_some(rest)
}

/// The names of a line that holds people and nothing else, or people and what they are: "Jane Doe - Editor".
fn people_in(text: &str) -> Vec<String> {
    let cut = [" - ", " – ", " | ", " • "]
        .iter()
        .filter_map(|sign| text.find(sign))
        .min();
    let found = names::read_line(cut.map_or(text, |at| &text[..at]));
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

/// The single capitalised word of a line, or before a stroke: "Jane", "Jane - Editor".
fn first_name_in(text: &str) -> Vec<String> {
    let name = text.split([' ', '|', '•']).next().unwrap_or_default();
    let rest = text[name.len()..].trim_start();
    let sole = rest.is_empty() || rest.starts_with(['-', '–', '|', '•']);
    let mut chars = name.chars();
    let is_name = chars.next().is_some_and(char::is_uppercase)
        && chars.clone().count() > 1
        && chars.all(char::is_lowercase);
    if sole && is_name {
        names::read_line(name)
    } else {
        Vec::new()
    }
}

/// The name in 由小王张贴, or in front of 发表于.
fn poster(text: &str) -> Option<String> {
    let within = terms::POSTED_BY.iter().find_map(|(before, after)| {
        let rest = text.trim_start().strip_prefix(before)?;
        Some(&rest[..rest.find(after)?])
    });
    let before = || {
        static OPENINGS: Openings = Openings::of(terms::POSTED_AT);
        let may_begin = |&(at, c): &(usize, char)| OPENINGS.may_begin(c, &text[at..]);
        let mut places = text.char_indices().filter(may_begin);
        let stands = |at: usize| {
            terms::POSTED_AT
                .iter()
                .any(|word| text[at..].starts_with(word))
        };
        let (at, _) = places.find(|&(at, _)| stands(at))?;
        text[..at].split_whitespace().next_back()
    };
    let mut found = names::read(within.or_else(before)?).into_iter();
    let name = found.next()?;
    (found.next().is_none() && name.chars().count() <= POSTER).then_some(name)
}

/// The names of a line that is one or two of them and nothing else, with degrees: "Jane Doe, PhD"; and whether what they are
/// stands behind: "Jane Doe and John Roe | Guest Columnists".
fn name_alone(text: &str) -> Option<(Vec<String>, bool)> {
    let titled = text.split_once([',', '|', '•']);
    if let Some((name, _)) = titled.filter(|(_, role)| names::is_role(role)) {
        let found = names::read_line(name);
        let people = !found.is_empty() && found.iter().all(|name| is_person(name));
        return people.then_some((found, true));
    }
    if let Some(name) = before_capitals(text) {
        return Some((vec![name.to_string()], true));
    }
    let (name, degrees) = text.split_once(',').unwrap_or((text, ""));
    let short = degrees
        .split([',', ' '])
        .all(|word| word.chars().count() <= 5 && !word.chars().any(char::is_lowercase));
    if !short || !is_person(name.trim()) {
        return None;
    }
    let person = names::read_line(name);
    let sole = matches!(&person[..], [person] if is_person(person));
    sole.then(|| {
        if degrees.is_empty() {
            (person, false)
        } else {
            (names::read(text), false)
        }
    })
}

/// The person before the name of a paper in capitals: "Jane Doe HARBOUR POST".
fn before_capitals(text: &str) -> Option<&str> {
    let is_upper = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let first = text.split_whitespace().find(|word| is_upper(word))?;
    let (name, rest) = text.split_at(text.find(first)?);
    let name = name.trim_end();
    let paper = rest.split_whitespace().count() <= 3 && rest.split_whitespace().all(is_upper);
    (paper && looks_like_person(name)).then_some(name)
}

/// As [`looks_like_person`], in capitals too.
fn is_person(name: &str) -> bool {
    let word = |word: &str| {
        word.chars().count() > 1
            && word
                .chars()
                .all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’'))
    };
    let count = name.split_whitespace().count();
    looks_like_person(name) || (2..=3).contains(&count) && name.split_whitespace().all(word)
}

/// "7 min read", "Lesezeit: 4 Minuten".
pub(super) fn tells_reading_time(text: &str) -> bool {
    has_digit(text)
        && text
            .to_lowercase()
            .split(|c: char| !c.is_alphabetic())
            .any(|word| terms::MINUTES.contains(&word))
}

fn is_day(line: &Line) -> bool {
    matches!(line.pieces[..], [Piece::Date(date, None)] if date.day.is_some())
}

/// Whether a line is a label for authors and nothing else; and whether the label is one that stands nowhere else, as "Written
/// by" does and "By" does not.
pub(super) fn label_alone(text: &str) -> Option<bool> {
    static ALONE: ByFirst<{ terms::ALONE.len() }> = ByFirst::new(terms::ALONE);
    static OPENINGS: Openings = Openings::of(terms::ALONE);
    let text = text.trim_start_matches(|c| fold(c) == ' ');
    let first = text.chars().next().map(fold)?;
    if !OPENINGS.may_begin(first, text) {
        return None;
    }
    let terms = ALONE.beginning(first);
    if !terms.iter().any(|term| begins_with(text, term)) {
        return None;
    }
    if text.chars().nth(LABEL as usize + 1).is_some() {
        return None;
    }
    let folded: String = text.chars().map(fold).collect();
    let bare = folded.trim().trim_end_matches([':', ' ']);
    terms
        .contains(&bare)
        .then(|| bare.chars().count() > 3 || folded.trim().ends_with(':'))
}
