//! The headline of flattened text in scripts with spaces. Takes the lines and the words of the address; each line that can be
//! a headline gets points for what tells it from menus, teasers and headings within the text, and the best one is taken.

use super::alone::{glued_name, label_alone, tells_reading_time};
use super::{HEAD_LINE, Reader, head_line};
use crate::block::Block;
use crate::metadata::choose::AddressWords;
use crate::metadata::scan::{fold, squash, squashes_to};
use crate::normalize::{is_alphanumeric, numbers};
use crate::terms::bylines;
use crate::terms::lines::LineTerms;

/// Lines among which the headline is looked for: large menus have hundreds.
const LINES: usize = 2_000;
/// Words of the longest headline, and of the shortest.
const WORDS: std::ops::RangeInclusive<usize> = 2..=26;
/// Characters of the longest headline.
const CHARS: u32 = 160;
/// Tokens of a line of prose.
const PROSE: u32 = 18;
/// Lines before and after within which prose counts: the text begins behind the headline.
const AROUND: usize = 14;
/// Lines behind the headline within which a byline or date stands.
const BYLINE: usize = 4;
/// Characters of the longest line that tells a time of reading.
const READING: u32 = 40;
/// Lines in which a word stands that the text is about.
const TOPIC: usize = 3;

// Points, set by hand on 119 flattened English pages of wcxb_dev (November 2026), and measured there: 82 in 100 headlines are
// found with an address, 63 without one; the line above the first long paragraph was the headline in 41.
/// All words of the address are in the line; and all words of the line are in the address.
const ADDRESS: (f32, f32) = (2.2, 1.2);
/// A byline or date follows.
const DATED: f32 = 1.3;
/// A line of prose follows, for each of up to six; one stands before, of up to four, of all up to forty.
const PROSE_AFTER: f32 = 0.12;
const PROSE_BEFORE: f32 = 0.25;
const PROSE_EVER: f32 = 0.03;
/// All words of the line are among those that the text is about.
const ABOUT: f32 = 0.5;
/// A word of the line, up to ten.
const LENGTH: f32 = 0.075;
/// The line stands twice: in a path or a menu as well.
const TWICE: f32 = 0.2;
/// The line holds a date; or begins with a number and a stop, as headings of a list do.
const OWN_DATE: f32 = 1.0;
const NUMBERED: f32 = 0.5;

impl Reader<'_> {
    /// The line that is most likely the headline.
    pub(super) fn best_line(&self, address: &AddressWords) -> Option<usize> {
        let blocks = &self.page.blocks[..self.page.blocks.len().min(LINES)];
        let lines = Lines::of(blocks);
        let mut dated = Dated {
            reader: self,
            blocks,
            known: vec![None; blocks.len()],
        };
        let mut best: Option<(f32, usize)> = None;
        let can_be = |i: usize| WORDS.contains(&lines.lines[i].words) && can_be(&blocks[i]);
        for i in (0..blocks.len()).filter(|&i| can_be(i)) {
            let undated = lines.points(blocks, i, address);
            let is_better = |points: f32| best.is_none_or(|(most, _)| points > most);
            // Most lines would not be the headline with a byline either.
            if is_better(undated + DATED) {
                let points = undated + dated.points(i);
                if is_better(points) {
                    best = Some((points, i));
                }
            }
        }
        let (_, best) = best?;
        // The headline may stand twice: the one with the byline counts.
        if dated.behind(best) || !lines.is_twice(best) {
            return Some(best);
        }
        let key = squash(&blocks[best].text);
        let mut all = 0..blocks.len();
        let same =
            all.find(|&i| can_be(i) && squashes_to(&blocks[i].text, &key) && dated.behind(i));
        same.or(Some(best))
    }

    /// Whether a line is one of dates and labels, a label alone, a time of reading or a byline that ran together.
    fn is_dated(&self, block: &Block) -> bool {
        block.chars <= HEAD_LINE
            && (label_alone(&block.text).is_some()
                || (block.chars <= READING && tells_reading_time(&block.text))
                || glued_name(&block.text).is_some()
                || head_line(block, self.habits).is_some())
    }
}

/// Which lines hold a date or a label, found out where it is asked for.
struct Dated<'a> {
    reader: &'a Reader<'a>,
    blocks: &'a [Block],
    known: Vec<Option<bool>>,
}

impl Dated<'_> {
    fn is(&mut self, i: usize) -> bool {
        *self.known[i].get_or_insert_with(|| self.reader.is_dated(&self.blocks[i]))
    }

    /// Whether a byline or date follows a line.
    fn behind(&mut self, i: usize) -> bool {
        let end = (i + 1 + BYLINE).min(self.blocks.len());
        (i + 1..end).any(|i| self.is(i))
    }

    /// What dates add to the points of a line, and take from them.
    fn points(&mut self, i: usize) -> f32 {
        let own = if self.is(i) { OWN_DATE } else { 0.0 };
        let behind = if self.behind(i) { DATED } else { 0.0 };
        behind - own
    }
}

/// What is known of all lines before one is judged. Words and lines are numbers, which are counted where they are sorted.
struct Lines {
    /// Lines of prose before each line.
    prose: Vec<usize>,
    /// The different words of each line, one line behind the other, and where each line ends.
    words: Vec<u64>,
    ends: Vec<usize>,
    /// Those that may stand in [`TOPIC`] lines, sorted.
    frequent: Vec<u64>,
    lines: Vec<Letters>,
    /// The letters of those that can be a headline by their length, sorted.
    short: Vec<u64>,
}

impl Lines {
    fn of(blocks: &[Block]) -> Lines {
        let mut lines = Lines {
            prose: vec![0],
            words: Vec::new(),
            ends: Vec::new(),
            frequent: Vec::new(),
            lines: Vec::new(),
            short: Vec::new(),
        };
        let mut own = Vec::new();
        for block in blocks {
            let before = lines.prose.last().copied().unwrap_or_default();
            let is_prose = block.tokens >= PROSE && block.ends_sentence;
            lines.prose.push(before + usize::from(is_prose));
            let line = read_line(&block.text, &mut own);
            lines.words.extend_from_slice(&own);
            lines.ends.push(lines.words.len());
            if block.chars <= CHARS {
                lines.short.push(line.number);
            }
            lines.lines.push(line);
        }
        lines.frequent = frequent(&lines.words);
        lines.short.sort_unstable();
        lines
    }

    /// The different words of a line.
    fn words(&self, i: usize) -> &[u64] {
        let start = i.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start..self.ends[i]]
    }

    /// Whether the page has the same short line a second time.
    fn is_twice(&self, i: usize) -> bool {
        stands(&self.short, self.lines[i].number, 2)
    }

    /// The points of a line, but for those of dates.
    fn points(&self, blocks: &[Block], i: usize, address: &AddressWords) -> f32 {
        let text = &blocks[i].text;
        let own = self.words(i);
        let count = own.len().max(1) as f32;
        let shared = address.shared(text) as f32;
        let clear = shared >= 2.0;
        let end = |at: usize| self.prose[at.min(blocks.len())];
        let after = end(i + 1 + AROUND) - end(i + 1);
        let before = end(i) - end(i.saturating_sub(AROUND));
        let of_address = shared / address.len().max(1) as f32;
        let topic = own
            .iter()
            .filter(|word| stands(&self.frequent, **word, TOPIC));
        let length = self.lines[i].words.min(10) as f32;
        let yes = |fact: bool, points: f32| if fact { points } else { 0.0 };
        of_address * if clear { ADDRESS.0 } else { 0.3 * ADDRESS.0 }
            + yes(clear, ADDRESS.1 * shared / count)
            + PROSE_AFTER * after.min(6) as f32
            - PROSE_BEFORE * before.min(4) as f32
            - PROSE_EVER * end(i).min(40) as f32
            + ABOUT * topic.count() as f32 / count
            + LENGTH * length
            + yes(self.is_twice(i), TWICE)
            - yes(is_numbered(text), NUMBERED)
    }
}

/// The numbers that stand [`TOPIC`] times in a list, and some that share their places with others, sorted. Most stand once, and need
/// not be.
fn frequent(numbers: &[u64]) -> Vec<u64> {
    let mut counts = vec![0_u8; (4 * numbers.len()).next_power_of_two()];
    let last = counts.len() - 1;
    for &number in numbers {
        let count = &mut counts[number as usize & last];
        *count = count.saturating_add(1);
    }
    let is_frequent = |number: &u64| usize::from(counts[*number as usize & last]) >= TOPIC;
    let mut frequent: Vec<u64> = numbers.iter().copied().filter(is_frequent).collect();
    frequent.sort_unstable();
    frequent
}

/// Whether a number stands so many times in a sorted list.
fn stands(sorted: &[u64], number: u64, times: usize) -> bool {
    let first = sorted.partition_point(|other| *other < number);
    sorted.get(first + times - 1) == Some(&number)
}

/// Whether a line of as many words as a headline has can be one at all.
fn can_be(block: &Block) -> bool {
    block.chars <= CHARS
        && !block.text.ends_with(['.', ',', ':', ';'])
        && !block.terms.any(
            LineTerms::CRUMBS
                | LineTerms::LEGAL
                | LineTerms::SHARE
                | LineTerms::SIGNUP
                | LineTerms::COOKIE,
        )
        && !is_path(&block.text)
}

/// "Home - Library - A headline", "Home » A headline".
fn is_path(text: &str) -> bool {
    let first = text
        .split([' ', '»', '>', '/', '|', '›'])
        .find(|word| !word.is_empty());
    let rest = text.trim_start_matches(is_alphanumeric).trim_start();
    rest.starts_with(['-', '»', '>', '/', '|', '›', '–'])
        && first.is_some_and(|word| {
            let word: String = word.chars().map(fold).collect();
            bylines::HOME.contains(&word.as_str())
        })
}

/// "3. How to moor", "4) How to leave".
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && rest.starts_with(['.', ')'])
}

/// Bytes of a line whose words are taken; longer ones are whole texts.
const LINE_BYTES: usize = 16 << 10;

/// What one line is made of: its letters as a number, and its words, in the measure of spaces.
struct Letters {
    number: u64,
    words: usize,
}

/// Reads a line, its different words as numbers, folded, without the shortest, into the place of what a list holds.
fn read_line(text: &str, own: &mut Vec<u64>) -> Letters {
    let text = &text[..text.floor_char_boundary(LINE_BYTES)];
    own.clear();
    let (mut line, mut words, mut is_space) = (0, 0, true);
    let mut word = Word::default();
    for c in text.chars() {
        let letter = match c.is_ascii() {
            true => FOLDED[c as usize].into(),
            false if is_alphanumeric(c) => fold(c).into(),
            false => 0,
        };
        if letter != 0 {
            line = numbers::with(line, letter);
            word.add(letter, c);
            words += usize::from(is_space);
            is_space = false;
        } else {
            if let Some(word) = word.end() {
                own.push(word);
            }
            let was_space = std::mem::replace(&mut is_space, c.is_whitespace());
            words += usize::from(was_space && !is_space);
        }
    }
    own.extend(word.end());
    own.sort_unstable();
    own.dedup();
    Letters {
        number: numbers::ended(line),
        words,
    }
}

/// A word that is being read.
#[derive(Default)]
struct Word {
    number: u64,
    length: usize,
    has_digit: bool,
}

impl Word {
    fn add(&mut self, letter: u64, c: char) {
        self.number = numbers::with(self.number, letter);
        self.length += 1;
        self.has_digit |= c.is_ascii_digit();
    }

    /// The number of the word, if there is one that may tell something; the next one begins.
    fn end(&mut self) -> Option<u64> {
        let word = std::mem::take(self);
        (word.length > SHORT || word.has_digit).then(|| numbers::ended(word.number))
    }
}

/// Letters of words that tell nothing, but for numbers.
const SHORT: usize = 2;

/// Letters and digits of ASCII, folded; 0 for everything else.
static FOLDED: [u8; 128] = {
    let (mut folded, mut b) = ([0; 128], 0);
    while b < 128 {
        if (b as u8).is_ascii_alphanumeric() {
            folded[b] = (b as u8).to_ascii_lowercase();
        }
        b += 1;
    }
    folded
};

#[cfg(test)]
mod tests {
    use super::super::super::dates::Habits;
    use super::super::read;
    use crate::bounds::Deadline;
    use crate::metadata::choose::AddressWords;
    use crate::normalize::UnicodeForm;
    use crate::{block, flat};
    use url::Url;

    const TEXT: &str = "The ferry left before dawn with four passengers, a dog and the mail for the islands, and everybody \
        expected it to be back by the evening of that day.\nIt came home two hours late, because the fog on the water was so \
        thick that the captain could not see the lights of the harbour.";

    fn check(before: &str, address: Option<&str>, expected: &str) {
        let text = format!(
            "Home\nThe News\nSign in to read\n{before}\n{TEXT}\n{TEXT}\nMore from us\nContact the paper"
        );
        let page = block::from_lines(flat::lines(&text, UnicodeForm::Nfc));
        let url = address.and_then(|address| Url::parse(address).ok());
        let words = AddressWords::of(url.as_ref());
        let found = read(&page, None, Habits::default(), &words, &Deadline::default());
        assert_eq!(found.title.as_deref(), Some(expected), "{before}");
    }

    #[test]
    fn the_headline_of_flattened_text_stands_above_byline_and_prose() {
        check(
            "Why the ferry came home late\nBy Jane Doe\nMay 3, 2021",
            None,
            "Why the ferry came home late",
        );
        check(
            "Fares and prices for all\nWhy the ferry came home late\nBy Jane Doe",
            None,
            "Why the ferry came home late",
        );
    }

    #[test]
    fn the_address_tells_the_headline_of_flattened_text() {
        let address = Some("https://news.example/harbour/slow-boat-in-thick-fog");
        let before = "A slow boat in thick fog\nShare it with friends\nListen to this story\nAll stories of the day";
        check(before, address, "A slow boat in thick fog");
    }
}
