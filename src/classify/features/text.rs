//! The text of a block: its length, its characters, its wording.

use super::{Columns, Group, View, bits, flag, share};
use crate::article::Style;
use crate::block::Block;

pub(super) const TEXT: Group = Group {
    name: "text",
    features: &[&[
        "words of the block",
        "letters of the block",
        "share of its words in links",
        "letters a word",
        "marks of punctuation",
        "marks of punctuation a word",
        "commas",
        "share of capitals",
        "share of digits",
        "ends as a sentence does",
        "ends with a colon",
        "ends with dots",
        "begins with a capital",
        "begins with a small letter",
        "begins with a digit",
        "begins with a bullet or bracket",
        "begins with a link",
        "share of East Asian characters",
        "line breaks",
        "share of bold text",
        "how often its text stands on the page",
        "share of its words in the page title",
        "holds an @",
        "holds a sign of currency",
        "holds a bar or arrow",
        "holds a question mark",
        "holds a number like a year",
        "holds a time of day",
        "holds signs of code",
        "an image",
        "columns of indent",
        "blank lines before it",
        "says what an earlier block says",
    ]],
    fill: fill_text,
};

pub(super) const WORDING: Group = Group {
    name: "wording",
    features: &[&[
        "worded as the head of related articles",
        "worded as a call to read on",
        "worded as a share button",
        "worded as the head of comments",
        "worded as a legal notice",
        "worded as advertising",
        "worded as a call to sign up",
        "worded as a pager",
        "worded as the path to the page",
        "worded as a byline",
        "worded as tags",
        "worded as a browser notice",
        "worded as the end of the text",
        "worded as a counter",
    ]],
    fill: |view, columns| {
        for i in columns.blocks() {
            let terms = view.page.blocks[i].terms;
            columns.set(i, &[&bits::<14>(terms.bits().into())]);
        }
    },
};

fn fill_text(view: &View<'_>, columns: &mut Columns<'_>) {
    for i in columns.blocks() {
        let features = text(&view.page.blocks[i], &view.shared.seen[i]);
        columns.set(i, &[&features]);
    }
}

fn text(block: &Block, seen: &Seen) -> [f32; 33] {
    let first = block.text.chars().next().unwrap_or(' ');
    [
        block.tokens as f32,
        block.letters(),
        block.link_share(),
        share(block.chars, block.tokens),
        block.punctuation as f32,
        share(block.punctuation, block.tokens),
        block.commas as f32,
        share(block.upper, block.chars),
        share(block.digits, block.chars),
        flag(block.ends_sentence),
        flag(block.text.ends_with([':', '：'])),
        flag(block.text.ends_with("...") || block.text.ends_with(['…', ']'])),
        flag(first.is_uppercase()),
        flag(first.is_lowercase()),
        flag(first.is_numeric()),
        flag(matches!(
            first,
            '-' | '•'
                | '·'
                | '*'
                | '['
                | '【'
                | '('
                | '（'
                | '«'
                | '»'
                | '>'
                | '›'
                | '–'
                | '—'
                | '■'
                | '▲'
                | '|'
        )),
        flag(block.begins_with_link),
        share(block.east_asian, block.chars),
        seen.breaks as f32,
        strong_share(block),
        block.repeats as f32,
        block.title_overlap,
        flag(seen.at),
        flag(seen.currency),
        flag(seen.bar),
        flag(seen.question),
        flag(seen.year),
        flag(seen.time),
        seen.code as f32,
        flag(block.image.is_some()),
        block.indent as f32,
        block.blank_before as f32,
        flag(block.says_again),
    ]
}

/// Share of the bytes that are set bold.
fn strong_share(block: &Block) -> f32 {
    let strong: usize = block
        .spans
        .iter()
        .filter(|span| span.style == Style::Strong)
        .map(|span| span.end.saturating_sub(span.start))
        .sum();
    (strong as f32 / block.text.len().max(1) as f32).min(1.0)
}

/// What one look at the characters finds.
#[derive(Default)]
pub(crate) struct Seen {
    breaks: u32,
    at: bool,
    pub currency: bool,
    bar: bool,
    question: bool,
    pub year: bool,
    pub time: bool,
    code: u32,
}

impl Seen {
    pub(super) fn of(text: &str) -> Seen {
        let mut seen = Seen::default();
        // Digits in a row, and whether a colon stands before them with digits before it.
        let (mut digits, mut after_colon, mut number) = (0u32, false, 0u32);
        let mut rest = text;
        loop {
            if digits == 0 && !after_colon {
                rest = &rest[plain(rest.as_bytes())..];
            }
            let Some(c) = rest.chars().next().or((digits > 0).then_some(' ')) else {
                return seen;
            };
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            if let Some(digit) = c.to_digit(10) {
                digits += 1;
                number = number.wrapping_mul(10).wrapping_add(digit);
                continue;
            }
            seen.year |= digits == 4 && (1900..2100).contains(&number);
            seen.time |= after_colon && digits == 2 && number < 60;
            after_colon = matches!(c, ':' | '：') && (1..=2).contains(&digits);
            (digits, number) = (0, 0);
            match c {
                '\n' => seen.breaks += 1,
                '@' => seen.at = true,
                '$' | '€' | '£' | '¥' | '￥' | '₹' | '₽' | '元' => seen.currency = true,
                '|' | '»' | '›' | '>' | '→' | '｜' => seen.bar = true,
                '?' | '？' => seen.question = true,
                '{' | '}' | '=' | ';' | '_' | '<' | '\\' | '#' => seen.code += 1,
                _ => {}
            }
        }
    }
}

/// How many bytes a character has that says nothing, by its first; 0 where it is to be looked at: some of ASCII, what is of the three
/// bytes of `€`, `元` or `？` (see [`tells`]), and the signs of Latin-1.
static PASSED: [u8; 256] = {
    let (mut passed, mut b) = ([0; 256], 0);
    while b < 256 {
        passed[b] = match b as u8 {
            ..0x80 => 1,
            0xC2 | 0xE2 | 0xE5 | 0xEF => 0,
            ..0xE0 => 2,
            ..0xF0 => 3,
            _ => 4,
        };
        b += 1;
    }
    let (telling, mut i) = (b"0123456789\n@$|>?{}=;_<\\#", 0);
    while i < telling.len() {
        passed[telling[i] as usize] = 0;
        i += 1;
    }
    passed
};

/// The bytes that say nothing at the start of a text: most of ASCII, and of other characters all but those that [`Seen::of`] names.
fn plain(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&b) = text.get(at) {
        at += match PASSED[usize::from(b)] {
            0 if b < 0xE0 || tells(&text[at..]) => break,
            0 => 3,
            passed => usize::from(passed),
        };
    }
    at
}

/// Whether a text begins with a character of three bytes that is looked at, wherever it stands.
fn tells(text: &[u8]) -> bool {
    matches!(
        text,
        [0xE2, 0x82, 0xAC | 0xB9 | 0xBD, ..] // € ₹ ₽
            | [0xE2, 0x80, 0xBA, ..] // ›
            | [0xE2, 0x86, 0x92, ..] // →
            | [0xE5, 0x85, 0x83, ..] // 元
            | [0xEF, 0xBC, 0x9F, ..] // ？
            | [0xEF, 0xBD, 0x9C, ..] // ｜
            | [0xEF, 0xBF, 0xA5, ..] // ￥
    )
}

/// Words of the longest line that is a date rather than speaks of one.
const DATE_LINE: u32 = 15;

/// How languages say that something was so long ago, beside a number.
const AGO: &[&str] = &[
    " ago",
    "前",
    "前に",
    "전",
    "vor ",
    "il y a ",
    "hace ",
    "há ",
    " fa",
    "geleden",
    "назад",
    "тому",
    " temu",
    "před ",
    "önce",
    " lalu",
    " siden",
    " sedan",
    "sitten",
    " trước",
    "منذ",
];

/// Whether a line is, or holds, the moment of something: a byline, the foot of a post, the label of a teaser.
pub(super) fn is_dated(block: &Block, seen: &Seen) -> bool {
    if block.tokens == 0 || block.tokens > DATE_LINE || block.digits == 0 || block.ends_sentence {
        return false;
    }
    seen.year || seen.time || says_ago(&block.text)
}

fn says_ago(text: &str) -> bool {
    let may_begin = |three: &[u8]| {
        let bits = three.iter().zip(&AGO_BEGINS);
        bits.fold(u32::MAX, |may, (&b, begins)| may & begins[usize::from(b)]) != 0
    };
    let places = text.as_bytes().windows(3).enumerate();
    let mut places = places.filter(|(_, three)| may_begin(three));
    places.any(|(at, _)| {
        let rest = &text.as_bytes()[at..];
        AGO.iter().any(|ago| rest.starts_with(ago.as_bytes()))
    })
}

/// For the first three places of [`AGO`] and each byte that may stand there the phrases that have it there, a bit each.
static AGO_BEGINS: [[u32; 256]; 3] = {
    let (mut begins, mut i) = ([[0; 256]; 3], 0);
    while i < AGO.len() {
        let mut at = 0;
        while at < 3 {
            begins[at][AGO[i].as_bytes()[at] as usize] |= 1 << i;
            at += 1;
        }
        i += 1;
    }
    begins
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_times_are_seen() {
        let check = |text: &str, year: bool, time: bool| {
            let seen = Seen::of(text);
            assert_eq!((seen.year, seen.time), (year, time), "{text}");
        };
        check("in 1999", true, false);
        check("12:30", false, true);
        check("2020-05-01 9:05", true, true);
        check("call 12345:123", false, false);
        check("：59", false, false);
    }

    #[test]
    fn characters_that_are_looked_at_are_not_passed_over() {
        let looked_at = |c: char| {
            let seen = Seen::of(&format!("x{c}x"));
            let marks = seen.at | seen.currency | seen.bar | seen.question;
            marks || seen.breaks + seen.code > 0 || c.is_ascii_digit()
        };
        for c in ('\0'..=char::MAX).filter(|&c| !('\u{80}'..='\u{bf}').contains(&c)) {
            let text = c.to_string();
            let length = if looked_at(c) { 0 } else { text.len() };
            assert_eq!(plain(text.as_bytes()), length, "{c:?}");
        }
        for c in "$€£¥￥₹₽元|»›>→｜?？{}=;_<\\#@\n".chars() {
            assert!(looked_at(c), "{c:?}");
        }
    }
}
