//! The headline of flattened text in scripts with spaces. Takes the lines and the words of the address; each line that can be
//! a headline gets points for what tells it from menus, teasers and headings within the text, and the best one is taken.

use super::alone::{glued_name, label_alone, tells_reading_time};
use super::{HEAD_LINE, HeadLines, Reader};
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
const TOPIC: u32 = 3;

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
    pub(super) fn best_line(&mut self, address: &AddressWords) -> Option<usize> {
        let blocks = &self.page.blocks;
        let blocks = &blocks[..blocks.len().min(LINES)];
        let lines = Lines::of(blocks);
        let mut dated = Dated {
            heads: &mut self.heads,
            blocks,
            known: vec![None; blocks.len()],
        };
        let can_be = |i: &usize| can_be(&blocks[*i]);
        let candidates = (0..blocks.len()).filter(can_be);
        let points = |i| (lines.points(blocks, i, address), i);
        let mut candidates: Vec<(f32, usize)> = candidates.map(points).collect();
        candidates.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let mut best: Option<(f32, usize)> = None;
        for (undated, i) in candidates {
            // Most lines would not be the headline with a byline either.
            if best.is_some_and(|(most, _)| undated + DATED < most) {
                break;
            }
            let points = undated + dated.points(i);
            if best.is_none_or(|(most, first)| points > most || points == most && i < first) {
                best = Some((points, i));
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
            all.find(|i| can_be(i) && squashes_to(&blocks[*i].text, &key) && dated.behind(*i));
        same.or(Some(best))
    }
}

/// Which lines hold a date or a label, found out where it is asked for.
struct Dated<'a, 'page> {
    heads: &'a mut HeadLines<'page>,
    blocks: &'page [Block],
    known: Vec<Option<bool>>,
}

impl Dated<'_, '_> {
    fn is(&mut self, i: usize) -> bool {
        *self.known[i]
            .get_or_insert_with(|| is_dated(&self.blocks[i], || self.heads.get(i).is_some()))
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

/// Whether a line is one of dates and labels, a label alone, a time of reading or a byline that ran together.
fn is_dated(block: &Block, is_head_line: impl FnOnce() -> bool) -> bool {
    block.chars <= HEAD_LINE
        && (label_alone(&block.text).is_some()
            || (block.chars <= READING && tells_reading_time(&block.text))
            || glued_name(&block.text).is_some()
            || is_head_line())
}

/// What is known of all lines before one is judged.
struct Lines {
    /// Lines of prose before each line.
    prose: Vec<usize>,
    /// In how many lines each word stands.
    words: Counts,
    /// The different words of the lines that can be a headline by their length, one line behind the other, and where each line ends.
    own: Vec<Option<Place>>,
    ends: Vec<usize>,
    /// How many of those lines have the same letters, and which letters each line has.
    letters: Counts,
    lines: Vec<Option<Place>>,
}

impl Lines {
    fn of(blocks: &[Block]) -> Lines {
        let bytes: usize = blocks.iter().map(|block| beginning(block).len()).sum();
        let mut lines = Lines {
            prose: Vec::with_capacity(blocks.len() + 1),
            words: Counts::with_places(bytes / BYTES_A_WORD),
            own: Vec::new(),
            ends: Vec::with_capacity(blocks.len()),
            letters: Counts::with_places(2 * blocks.len()),
            lines: Vec::with_capacity(blocks.len()),
        };
        lines.prose.push(0);
        let longest = blocks.iter().map(|block| beginning(block).len()).max();
        let mut words = vec![0; longest.unwrap_or_default() / 2 + 2];
        for (block, i) in blocks.iter().zip(0..) {
            let before = lines.prose.last().copied().unwrap_or_default();
            let is_prose = block.tokens >= PROSE && block.ends_sentence;
            lines.prose.push(before + usize::from(is_prose));
            let text = beginning(block);
            let is_short = block.chars <= CHARS;
            let count = read_words(text, &mut words);
            for &word in &words[..count] {
                let place = lines.words.add(ended(word), i);
                if is_short && place.is_none_or(|(_, is_first)| is_first) {
                    lines.own.push(place.map(|(place, _)| place));
                }
            }
            lines.ends.push(lines.own.len());
            let place = is_short.then(|| lines.letters.add(letters(text), i));
            let place = place.flatten();
            lines.lines.push(place.map(|(place, _)| place));
        }
        lines
    }

    /// The different words of a line.
    fn words(&self, i: usize) -> &[Option<Place>] {
        let start = i.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.own[start..self.ends[i]]
    }

    /// Whether the page has the same short line a second time.
    fn is_twice(&self, i: usize) -> bool {
        self.letters.of(self.lines[i]) >= 2
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
        let topic = own.iter().filter(|word| self.words.of(**word) >= TOPIC);
        let length = word_count(text).min(10) as f32;
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

/// In how many lines a number stands. What a page is made of cannot make it slow: a number that finds no place near its own is
/// not counted.
struct Counts {
    numbers: Vec<Counted>,
    /// One more than the place of a number in the list, by the number; 0 is free.
    slots: Vec<u32>,
}

/// A place in the list of what is counted.
type Place = u32;

struct Counted {
    number: u64,
    last_line: u32,
    lines: u32,
}

impl Counts {
    /// Slots in which a number is looked for.
    const NEAR: usize = 32;

    fn with_places(count: usize) -> Counts {
        Counts {
            numbers: Vec::new(),
            slots: vec![0; count.next_power_of_two()],
        }
    }

    /// Counts a number in a line: its place, if there is one, and whether it is the first in that line. Lines come in order.
    fn add(&mut self, number: u64, line: u32) -> Option<(Place, bool)> {
        let last = self.slots.len() - 1;
        for near in 0..Self::NEAR {
            let slot = &mut self.slots[(number as usize).wrapping_add(near) & last];
            let Some(place) = slot.checked_sub(1) else {
                *slot = u32::try_from(self.numbers.len() + 1).ok()?;
                self.numbers.push(Counted {
                    number,
                    last_line: line,
                    lines: 1,
                });
                return Some((*slot - 1, true));
            };
            let counted = &mut self.numbers[place as usize];
            if counted.number == number {
                let is_first = std::mem::replace(&mut counted.last_line, line) != line;
                counted.lines += u32::from(is_first);
                return Some((place, is_first));
            }
        }
        None
    }

    /// In how many lines the number of a place stands.
    fn of(&self, place: Option<Place>) -> u32 {
        place.map_or(1, |place| self.numbers[place as usize].lines)
    }
}

/// Whether a line can be a headline at all.
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
        && WORDS.contains(&word_count(&block.text))
        && !is_path(&block.text)
}

/// "Home - Library - A headline", "Home » A headline".
fn is_path(text: &str) -> bool {
    let rest = text.trim_start_matches(is_alphanumeric).trim_start();
    let is_parted = rest.starts_with(['-', '»', '>', '/', '|', '›', '–']);
    let mut words = text.split([' ', '»', '>', '/', '|', '›']);
    is_parted
        && words.find(|word| !word.is_empty()).is_some_and(|word| {
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
/// Bytes of text for each place that different words have: there are fewer of these.
const BYTES_A_WORD: usize = 4;

/// What is read of a line.
fn beginning(block: &Block) -> &str {
    &block.text[..block.text.floor_char_boundary(LINE_BYTES)]
}

/// The length of a line that can be a headline by its characters in words, in the measure of spaces: a byte holds it. White space of
/// lines is folded, so that there is none but ASCII; without branches, so that many bytes are looked at at once.
fn word_count(text: &str) -> usize {
    let is_space = |b: u8| (b == b' ') | (b.wrapping_sub(b'\t') < 5);
    let begins = |(before, b)| u8::from(is_space(before) & !is_space(b));
    let first = text.bytes().next().is_some_and(|b| !is_space(b));
    let within: u8 = text.bytes().zip(text.bytes().skip(1)).map(begins).sum();
    usize::from(first) + usize::from(within)
}

/// The letters of the words of a line, without the shortest, in a list that has room for them; how many words there are. Without a
/// branch for the ends of words, which nothing could predict; and on its own, for it needs all registers.
#[inline(never)]
fn read_words(text: &str, words: &mut [u64]) -> usize {
    let (mut count, mut word, mut length) = (0, 0_u64, 0);
    for c in text.chars() {
        let Letter { letter, own } = letter(c);
        let kept = u64::from(letter != 0).wrapping_neg();
        words[count] = word;
        count += usize::from((kept == 0) & (length > SHORT));
        length = (length + u64::from(own)) & kept;
        word = (word.rotate_left(7) ^ u64::from(letter)) & kept;
    }
    words[count] = word;
    count + usize::from(length > SHORT)
}

/// All letters of a line as a number.
fn letters(text: &str) -> u64 {
    let add = |line: u64, Letter { letter, .. }| {
        let turned = line.rotate_left(7);
        u64::from(letter) ^ if letter == 0 { line } else { turned }
    };
    ended(text.chars().map(letter).fold(0, add))
}

/// The number of letters that stand side by side, and over each other a little apart.
fn ended(letters: u64) -> u64 {
    numbers::ended(numbers::with(0, letters))
}

/// Letters of words that tell nothing, but for numbers.
const SHORT: u64 = 2;

/// A letter or digit.
#[derive(Clone, Copy)]
struct Letter {
    /// Folded, as a number; 0 for everything else.
    letter: u32,
    /// What it adds to the length of a word: a number tells something however short it is.
    own: u8,
}

const NO_LETTER: Letter = Letter { letter: 0, own: 0 };

fn letter(c: char) -> Letter {
    match c.is_ascii() {
        true => ASCII[c as usize],
        false if is_alphanumeric(c) => Letter {
            letter: fold(c).into(),
            own: 1,
        },
        false => NO_LETTER,
    }
}

static ASCII: [Letter; 128] = {
    let (mut letters, mut b) = ([NO_LETTER; 128], 0);
    while b < 128 {
        if (b as u8).is_ascii_alphanumeric() {
            letters[b] = Letter {
                letter: (b as u8).to_ascii_lowercase() as u32,
                own: if (b as u8).is_ascii_digit() {
                    SHORT as u8 + 1
                } else {
                    1
                },
            };
        }
        b += 1;
    }
    letters
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
    fn words_are_those_that_tell_something() {
        let words = |text: &str| {
            let mut words = vec![0; text.len() / 2 + 2];
            let count = super::read_words(text, &mut words);
            words[..count].to_vec()
        };
        let check = |text: &str, count: usize| assert_eq!(words(text).len(), count, "{text}");
        check("It is at 7 in the harbour", 3);
        check("", 0);
        check("été, l’hiver", 2);
        check("港口新闻", 1);
        check("1 2 3", 3);
        assert_eq!(words("The HARBOUR"), words("the harbour"));
        assert_ne!(words("harbour"), words("harbours"));
        assert_eq!(super::letters("A ferry!"), super::letters("AFerry"));
        let counts = ["", " ", "a", " a  b ", "On the quay"].map(super::word_count);
        assert_eq!(counts, [0, 0, 1, 2, 3]);
    }

    #[test]
    fn numbers_are_counted_once_a_line_where_there_is_room() {
        let mut counts = super::Counts::with_places(64);
        let first = counts.add(7, 0).unwrap();
        assert!(first.1 && !counts.add(7, 0).unwrap().1);
        assert!(counts.add(7 + 64, 1).unwrap().1 && counts.add(7, 2).unwrap().1);
        assert_eq!(counts.of(Some(first.0)), 2);
        // So many share a place that a further one finds none near it.
        let found = (2..100).filter(|i| counts.add(7 + 64 * i, 3).is_some());
        assert_eq!(found.count(), super::Counts::NEAR - 2);
        assert_eq!(counts.of(None), 1);
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
