//! One line as labels and values: takes the text of a block, gives its dates, labelled names, sources and paths with the
//! characters they cover. It knows nothing of the page around the line.

mod ends;
mod glance;

use std::ops::Range;

use self::glance::{
    BARE, is_label_sign, is_separator, is_sign, opens_bare, opens_label, parts_line,
};
use crate::metadata::date::Date;
use crate::metadata::dates::{self, Habits};
use crate::metadata::names;
use crate::metadata::scan::{
    Chars, Firsts, first_chars, fold, fold_spaces, is_east_asian, is_han, is_word,
};
use crate::terms::bylines::{self as terms, Label};

/// What a part of a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::metadata) enum Piece {
    /// A date, with the label before it.
    Date(Date, Option<Label>),
    /// A label with its value as the line gives it; the value may be empty.
    Value(Label, String),
    /// Anything else.
    Rest(String),
}

/// A line read into its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::metadata) struct Line {
    /// The parts in order.
    pub pieces: Vec<Piece>,
    /// Characters in parts that are neither date nor label nor labelled value.
    pub rest: usize,
    /// Whether a labelled value is too long to be one.
    pub long: bool,
    /// Strokes and dots that part a line.
    pub signs: usize,
}

/// Characters of the longest label with its sign and a space before it.
const LABEL: usize = 26;
/// Characters at the start of a line in which its first label and the name behind it stand.
const OPENING: usize = 60;
/// Characters of the longest name of a user.
const USER: usize = 30;
/// Characters of the longest value of a label; what is longer is a sentence.
const VALUE: usize = 80;

impl Line {
    /// Reads a line in time linear in its length.
    pub(in crate::metadata) fn read(text: &str, habits: Habits) -> Line {
        let chars = Chars::new(text);
        Reader::new(dates::scan_chars(&chars, habits), chars).read()
    }

    /// Whether a line begins with a label, found out at the cost of its first word.
    pub(in crate::metadata) fn opens_with_label(text: &str) -> bool {
        let opening = first_chars(text, OPENING);
        let begins = opening.trim_start_matches(|c| is_separator(fold(c)));
        // Signs of other scripts are told from letters behind the label only.
        let has_sign = || memchr::memchr3(b':', b'/', b'|', opening.as_bytes()).is_some();
        let may_be_signed = || !opening.is_ascii() || has_sign();
        if !(opens_bare(begins) || may_be_signed() && opens_label(begins)) {
            return false;
        }
        let reader = Reader::new(Vec::new(), Chars::new(opening));
        let start = (0..reader.chars.len()).find(|&i| !is_separator(reader.chars.get(i)));
        start.is_some_and(|start| reader.label(start).is_some())
    }

    /// Whether there is a date or a label in it.
    pub(in crate::metadata) fn says_something(&self) -> bool {
        self.pieces
            .iter()
            .any(|piece| !matches!(piece, Piece::Rest(_) | Piece::Value(Label::Control, _)))
    }

    /// Names at labels of this kind.
    pub(in crate::metadata) fn names(&self, wanted: Label) -> Vec<String> {
        let mut all = Vec::new();
        for piece in &self.pieces {
            if let Piece::Value(label, value) = piece
                && *label == wanted
            {
                all.extend(names::read_line(value));
            }
        }
        all
    }

    /// The medium that a source label names.
    pub(in crate::metadata) fn source(&self) -> Option<String> {
        self.pieces.iter().find_map(|piece| match piece {
            Piece::Value(Label::Source, value) => source_name(value),
            _ => None,
        })
    }
}

/// A source without its decoration, if it is one.
pub(in crate::metadata) fn source_name(value: &str) -> Option<String> {
    let value = value.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                fold(c),
                '(' | ')'
                    | '['
                    | ']'
                    | '【'
                    | '】'
                    | '<'
                    | '>'
                    | '《'
                    | '》'
                    | ':'
                    | '|'
                    | '-'
                    | ','
                    | '。'
                    | '.'
                    | ';'
                    | '「'
                    | '」'
                    | '"'
                    | '“'
                    | '”'
                    | '/'
            )
    });
    // "House of Boats (Harbour)"; the bracket of a tail has lost its other half.
    let value = match value.rfind(['(', '（']) {
        Some(at) if !value[at..].contains([')', '）']) => value[..at].trim_end(),
        _ => value,
    };
    let folded: String = value.chars().map(fold).collect();
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    let count = value.chars().count();
    let is_address = folded.contains("://");
    let ok = (2..=40).contains(&count)
        && letters * 2 >= count
        && !terms::is_nobody(&folded)
        && !folded.contains(['。', '!', '?', '{', '}', '='])
        && !is_address;
    ok.then(|| fold_spaces(value))
}

struct Reader<'a> {
    chars: Chars<'a>,
    /// Dates in order, as ranges of characters.
    dates: Vec<(Range<usize>, Date, bool)>,
    /// The characters that may be the sign of a label, in order.
    signs: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn new(dates: Vec<(Range<usize>, Date, bool)>, chars: Chars<'a>) -> Self {
        let signs = (0..chars.len()).filter(|&i| is_label_sign(chars.get(i)));
        Reader {
            signs: signs.collect(),
            chars,
            dates,
        }
    }

    fn read(&self) -> Line {
        let chars = &self.chars;
        let mut line = Line::default();
        let mut pending = None;
        let mut dates = self.dates.iter().peekable();
        let mut i = 0;
        while i < chars.len() {
            while dates.peek().is_some_and(|(range, ..)| range.start < i) {
                dates.next();
            }
            if let Some((range, date, _)) = dates.peek().filter(|(range, ..)| range.start == i) {
                line.pieces.push(Piece::Date(*date, pending.take()));
                i = range.end;
            } else if is_separator(chars.get(i)) {
                line.signs += usize::from(is_sign(chars.get(i)));
                i += 1;
            } else if let Some((label, start)) = self.label(i) {
                if matches!(label, Label::Published | Label::Modified) {
                    pending = Some(label);
                    i = start;
                    if self.next_date(start).is_none() {
                        line.pieces.push(Piece::Value(label, String::new()));
                        pending = None;
                    }
                    continue;
                }
                let end = self.value_end(label, start);
                let value = chars.slice(start..end).trim().to_string();
                line.long |= end - start > VALUE;
                line.pieces.push(Piece::Value(label, value));
                i = end.max(start).max(i + 1);
            } else {
                let end = self.rest_end(i);
                line.rest += end - i;
                line.pieces
                    .push(Piece::Rest(chars.slice(i..end).to_string()));
                i = end;
            }
        }
        line
    }

    /// The date that begins at `i`, behind separators.
    fn next_date(&self, i: usize) -> Option<usize> {
        let mut at = i;
        while at < i + 6 && is_separator(self.chars.get(at)) {
            at += 1;
        }
        self.starts_date(at).then_some(at)
    }

    fn starts_date(&self, i: usize) -> bool {
        self.dates
            .binary_search_by_key(&i, |(range, ..)| range.start)
            .is_ok()
    }

    /// The label at a place, and where its value starts.
    fn label(&self, i: usize) -> Option<(Label, usize)> {
        let at_start = i == 0 || is_separator(self.chars.before(i)) || self.ends_date(i);
        self.label_with_sign(i)
            .or_else(|| if at_start { self.bare_label(i) } else { None })
    }

    fn ends_date(&self, i: usize) -> bool {
        self.dates
            .binary_search_by_key(&i, |(range, ..)| range.end)
            .is_ok()
    }

    /// A label that a colon or an oblique stroke follows. Han labels may stand anywhere: they are run together with what is
    /// before.
    fn label_with_sign(&self, i: usize) -> Option<(Label, usize)> {
        let chars = &self.chars;
        const FIRSTS: Firsts = Firsts::of_table(terms::LABELS);
        // Most lines have no sign, or few, and no label begins within a word.
        if self.signs.last().is_none_or(|&last| last < i)
            || !FIRSTS.may_begin(chars.get(i))
            || is_word(chars.get(i)) && is_word(chars.before(i))
        {
            return None;
        }
        let next = self.signs.partition_point(|&at| at < i);
        if self.signs.get(next).is_none_or(|&at| at >= i + LABEL) {
            return None;
        }
        let mut best: Option<(Label, usize, usize)> = None;
        for &(term, label) in terms::labels_at(chars.get(i)) {
            let Some(end) = chars.word(i, term) else {
                continue;
            };
            let at = chars.skip_spaces(end);
            let sign = chars.get(at);
            let colon = sign == ':' && (self.opens(i) || !terms::PREPOSITIONS.contains(&term));
            // Between spaces a stroke parts the places of a menu too, but for the first of a line.
            let stroke = matches!(sign, '/' | '丨' | '|')
                && (at == end || i == 0)
                && terms::STROKE.contains(&term)
                && !is_han(chars.before(i));
            if !(colon || stroke) || best.is_some_and(|(_, known, _)| known >= end) {
                continue;
            }
            best = Some((label, end, at + 1));
        }
        // 文/图:X and 图/文: the stroke stood within the label.
        best.map(|(label, _, start)| (label, chars.skip_spaces(start)))
    }

    /// A label without a sign, followed by a space and its value, or by a date, or by a Chinese name.
    fn bare_label(&self, i: usize) -> Option<(Label, usize)> {
        let chars = &self.chars;
        // In a Latin script it opens a byline, or a day follows.
        if self.dates.is_empty() && !is_east_asian(chars.get(i)) && !self.opens(i) {
            return None;
        }
        let end = chars.longest(i, BARE.beginning(chars.get(i)))?;
        let term = chars.slice(i..end);
        let folded: String = term.chars().map(fold).collect();
        let label = terms::labels_at(chars.get(i))
            .find(|(known, _)| *known == folded)
            .map(|(_, label)| *label)?;
        let start = chars.skip_spaces(end);
        if matches!(label, Label::Published | Label::Modified) {
            return self.next_date(end).map(|_| (label, start));
        }
        if !term.chars().any(is_east_asian) {
            return self.latin_label(i, start).then_some((label, start));
        }
        if chars.get(end) == ' ' {
            // "文 化": one character and a space is no label unless a name follows.
            let han_name = self.name_run(start);
            let fits = is_word(chars.get(start)) || han_name.is_some();
            return fits.then_some((label, start));
        }
        // 记者张三 and nothing behind, or 記者王小明／台北報導.
        if matches!(label, Label::Author | Label::Editor)
            && folded.chars().count() > 1
            && is_han(chars.get(end))
        {
            let name = self.name_run(end)?;
            return matches!(chars.get(name), '\0' | ' ' | '/' | ')' | '】' | '|' | '、')
                .then_some((label, end));
        }
        None
    }

    /// Whether a bare word such as "by" opens a byline: nothing but a separator or a date stands before it, and a name in
    /// capitals follows. "Shop by price" and "written by the people" are prose.
    fn latin_label(&self, i: usize, start: usize) -> bool {
        let chars = &self.chars;
        let before = self.skip_back(i);
        let opens = self.opens(i);
        let first = chars.slice(start..start + 1).chars().next();
        let second = chars.slice(start + 1..start + 2).chars().next();
        // "3 May 2019 by jdoe": names of users are in lower case.
        let dated = before > 0 && self.ends_date(before) || self.is_user(start);
        opens
            && first.is_some_and(|c| {
                c.is_uppercase()
                    || (dated && c.is_alphabetic())
                    || is_east_asian(c)
                    || (c.is_lowercase() && second.is_some_and(char::is_uppercase))
            })
    }

    /// Whether one word stands at `start` and a sign and a day behind it: "by jdoe | 3 May 2019".
    fn is_user(&self, start: usize) -> bool {
        let chars = &self.chars;
        let inner = |&at: &usize| is_word(chars.get(at)) || chars.get(at).is_ascii_digit();
        let end = start + (start..start + USER).take_while(inner).count();
        let sign = chars.skip_spaces(end);
        end > start + 2
            && matches!(chars.get(sign), '|' | '•' | '·')
            && self.next_date(sign).is_some()
    }

    /// The place behind the last character before `i` that is no space.
    fn skip_back(&self, i: usize) -> usize {
        let mut before = i;
        while self.chars.before(before) == ' ' {
            before -= 1;
        }
        before
    }

    /// Whether nothing but a separator or a date stands before a place.
    fn opens(&self, i: usize) -> bool {
        let before = self.skip_back(i);
        before == 0 || self.ends_date(before) || parts_line(self.chars.before(before))
    }

    /// The end of two to four Han characters at `i` that nothing of the kind follows.
    fn name_run(&self, i: usize) -> Option<usize> {
        let run = (i..i + 5)
            .take_while(|&at| is_han(self.chars.get(at)))
            .count();
        (2..=4).contains(&run).then_some(i + run)
    }
}

#[cfg(test)]
mod tests;
