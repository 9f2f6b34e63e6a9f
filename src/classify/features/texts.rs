//! Several texts on one page, one after the other: a blog's index, a page that goes on without end. Each has its date on the same
//! path of elements, and prose between one date and the next. The first is mostly what the page is about.

use super::series::Paths;
use super::{Columns, Group, View, share};
use crate::block::Page;

pub(super) const TEXTS: Group = Group {
    name: "texts one after the other",
    features: &[&[
        "texts with a date before it",
        "texts with a date on the page",
        "share of the page's prose in its text",
    ]],
    fill,
};

/// Words of prose that make a text.
const TEXT: u32 = 40;
/// Words of a block from which on it is prose rather than a line.
const PROSE: u32 = 15;
/// Texts from which on there are several.
const SEVERAL: usize = 3;

fn fill(view: &View<'_>, columns: &mut Columns<'_>) {
    let texts = &view.shared.texts;
    let whole = view.page.containers[0].paragraph_tokens;
    for i in columns.blocks() {
        // The last text that begins at or before the block.
        let number = texts
            .partition_point(|text| text.begin <= i)
            .saturating_sub(1);
        let words = texts.get(number).map_or(0, |text| text.words);
        columns.set(
            i,
            &[&[number as f32, texts.len() as f32, share(words, whole)]],
        );
    }
}

/// A text: the block that it begins with, and its words of prose.
#[derive(Clone, Copy)]
pub(crate) struct Text {
    begin: usize,
    words: u32,
}

/// The texts that the dates of one path part, of the path that parts the most prose; none if no path parts several.
pub(super) fn texts(page: &Page, dated: &[bool], paths: &Paths) -> Vec<Text> {
    if page.flat {
        return Vec::new();
    }
    let mut of_paths: Vec<(usize, Vec<usize>)> = vec![(0, Vec::new()); paths.count()];
    for (i, block) in page.blocks.iter().enumerate() {
        let (blocks, dates) = &mut of_paths[paths.number(i)];
        *blocks += usize::from(block.tokens > 0);
        if dated[i] && !block.is_heading() {
            dates.push(i);
        }
    }
    let prose = running_prose(page);
    let mut best: (u32, usize, Vec<Text>) = (0, 0, Vec::new());
    // A path is one of dates if hardly anything else stands on it: paragraphs that name a year are no dates.
    let of_dates = |blocks: usize, dates: usize| dates >= SEVERAL && 10 * dates >= 9 * blocks;
    for (blocks, dates) in &of_paths {
        if !of_dates(*blocks, dates.len()) {
            continue;
        }
        let texts = parted(page, dates, &prose);
        let words = texts.iter().skip(1).map(|text| text.words).sum();
        // Of equals the first on the page.
        let first = usize::MAX - dates[0];
        if texts.len() >= SEVERAL && (words, first) > (best.0, best.1) {
            best = (words, first, texts);
        }
    }
    best.2
}

/// What prose there is before a block.
#[derive(Clone, Copy, Default)]
struct Before {
    words: u32,
    /// The block behind the last one of prose.
    behind: usize,
}

/// What prose there is before each block, and in all.
fn running_prose(page: &Page) -> Vec<Before> {
    let mut before = Before::default();
    let mut all = vec![before];
    for (i, block) in page.blocks.iter().enumerate() {
        if block.tokens >= PROSE && page.is_prose(block) {
            before.words = before.words.saturating_add(block.tokens);
            before.behind = i + 1;
        }
        all.push(before);
    }
    all
}

/// Parts the page where a date follows so much prose: behind the last prose before the date, since the headline stands there.
fn parted(page: &Page, dates: &[usize], prose: &[Before]) -> Vec<Text> {
    let mut texts = Vec::new();
    let mut begin = 0;
    for &date in dates.iter().chain([&page.blocks.len()]) {
        let words = prose[date].words - prose[begin].words;
        if words >= TEXT {
            texts.push(Text { begin, words });
            begin = prose[date].behind;
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::tests::page;
    use crate::classify::features::text::{Seen, is_dated};

    #[test]
    fn texts_are_parted_by_their_dates() {
        let prose = "<p>".to_string() + &"one more word of the text, ".repeat(10);
        let post = |date: &str| {
            format!(
                "<div class=post><h2>A headline</h2><span class=date>3 May {date}</span>{prose}</div>"
            )
        };
        let numbers = |html: &str| -> Vec<usize> {
            let page = page(html);
            let dated: Vec<bool> = page
                .blocks
                .iter()
                .map(|block| is_dated(block, &Seen::of(&block.text)))
                .collect();
            let texts = texts(&page, &dated, &Paths::of(&page));
            texts.iter().map(|text| text.begin).collect()
        };
        let dated = [post("2020"), post("2021"), post("2022")].concat();
        assert_eq!(numbers(&dated), [0, 3, 6]);
        let first = format!("<h1>The headline</h1>{prose}{dated}");
        assert_eq!(numbers(&first), [0, 2, 5, 8]);
        assert!(numbers(&format!("{prose}{}", post("2020"))).is_empty());
        assert!(
            numbers(&format!(
                "{prose}<p class=date>3 May 2020<p class=date>3 May 2020<p class=date>3 May 2020"
            ))
            .is_empty()
        );
    }
}
