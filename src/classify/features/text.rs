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
    let last = block.text.chars().next_back().unwrap_or(' ');
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
        flag(matches!(last, ':' | '：')),
        flag(matches!(last, '…' | ']') || last == '.' && block.text.ends_with("...")),
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

/// ASCII characters that are looked at.
static TELLING: [bool; 256] = {
    let (mut telling, mut i) = ([false; 256], 0);
    let characters = b"0123456789\n@$|>?{}=;_<\\#";
    while i < characters.len() {
        telling[characters[i] as usize] = true;
        i += 1;
    }
    telling
};

/// The bytes that say nothing at the start of a text: letters, and Han of three bytes but for 元.
fn plain(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&b) = text.get(at) {
        match b {
            ..0x80 if !TELLING[usize::from(b)] => at += 1,
            0xE4..=0xE9 if !text[at..].starts_with("元".as_bytes()) => at += 3,
            _ => break,
        }
    }
    at
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
}
