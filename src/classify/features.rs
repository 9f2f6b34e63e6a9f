//! What the model sees of a block: a row of numbers, each with a name that a person understands. Every number comes from the
//! [`Page`], from what metadata has read of it, or from the rules; none needs more than the basic operations of arithmetic,
//! so that rows are the same on every platform. Cost is linear in the page.

mod around;
mod declared;
mod names;
mod neighbours;
mod place;
mod ruled;
mod series;
mod shared;
mod text;
mod texts;
mod whole;

use std::ops::Range;

use super::Facts;
use super::rules::Rules;
use crate::block::Page;

pub(super) use shared::Shared;

/// Everything that the features are taken from.
pub(super) struct View<'a> {
    pub page: &'a Page,
    pub facts: &'a Facts<'a>,
    pub claimed: &'a [bool],
    pub rules: &'a Rules,
    pub shared: &'a Shared,
}

/// Features that belong together, in the order of their columns.
pub(crate) struct Group {
    /// What they are about.
    pub name: &'static str,
    /// Their names, in the order of the columns.
    pub features: &'static [&'static [&'static str]],
    /// Fills one row for each block.
    fill: fn(&View<'_>, &mut Columns<'_>),
}

/// All of them. A model belongs to this order: whoever changes it trains anew.
pub(crate) const GROUPS: &[Group] = &[
    text::TEXT,
    text::WORDING,
    place::STRUCTURE,
    place::PLACE,
    names::NAMES,
    around::CONTAINERS,
    series::SERIES,
    texts::TEXTS,
    neighbours::NEIGHBOURS,
    ruled::RULES,
    declared::DECLARED,
    whole::PAGE,
];

/// Rows of some blocks that follow each other. A row takes more than a kilobyte, several times what a block takes on its page, so
/// that large pages are judged in parts.
pub(crate) struct Table {
    /// Features in a row.
    pub width: usize,
    /// The rows, one after the other.
    pub values: Vec<f32>,
    /// The blocks.
    pub blocks: Range<usize>,
}

impl Table {
    /// The row of a block that it holds.
    pub(crate) fn row(&self, block: usize) -> &[f32] {
        &self.values[(block - self.blocks.start) * self.width..][..self.width]
    }
}

/// The columns of one group in all rows of a table.
pub(super) struct Columns<'a> {
    table: &'a mut Table,
    first: usize,
    width: usize,
}

impl Columns<'_> {
    /// The blocks whose rows the table holds.
    fn blocks(&self) -> Range<usize> {
        self.table.blocks.clone()
    }

    /// The features of a block that the table holds.
    fn of(&mut self, block: usize) -> &mut [f32] {
        let start = (block - self.table.blocks.start) * self.table.width + self.first;
        &mut self.table.values[start..start + self.width]
    }

    /// Writes the features of a block, a run after the other, if the table holds it.
    fn set(&mut self, block: usize, runs: &[&[f32]]) {
        if !self.table.blocks.contains(&block) {
            return;
        }
        let mut start = (block - self.table.blocks.start) * self.table.width + self.first;
        let end = start + self.width;
        for run in runs {
            self.table.values[start..start + run.len()].copy_from_slice(run);
            start += run.len();
        }
        debug_assert_eq!(start, end, "a group fills its columns");
    }
}

impl Group {
    /// How many features it has.
    pub(crate) fn width(&self) -> usize {
        self.features.iter().map(|part| part.len()).sum()
    }
}

/// The names of all columns, in order.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    GROUPS
        .iter()
        .flat_map(|group| group.features.iter().flat_map(|part| part.iter().copied()))
}

/// Blocks whose rows are taken at a time, at least. Few pages have more.
const BLOCKS_AT_A_TIME: usize = 1_024;
/// Into how many parts a page is cut at most: what a row needs of the page is found anew for each.
const PARTS: usize = 16;

/// The parts of a page of so many blocks whose rows are taken together.
pub(super) fn parts(blocks: usize) -> impl Iterator<Item = Range<usize>> {
    let size = blocks.div_ceil(PARTS).max(BLOCKS_AT_A_TIME);
    (0..blocks)
        .step_by(size)
        .map(move |start| start..blocks.min(start + size))
}

/// Takes the features of some blocks.
pub(super) fn table(view: &View<'_>, blocks: Range<usize>) -> Table {
    let width = GROUPS.iter().map(Group::width).sum();
    let mut table = Table {
        width,
        values: vec![0.0; width * blocks.len()],
        blocks,
    };
    let mut first = 0;
    for group in GROUPS {
        let mut columns = Columns {
            table: &mut table,
            first,
            width: group.width(),
        };
        (group.fill)(view, &mut columns);
        first += group.width();
    }
    table
}

/// Features of the page as a whole.
pub(super) fn page(view: &View<'_>) -> Vec<f32> {
    whole::features(view).to_vec()
}

/// The first column of a group in each row.
fn first_of(table: &Table, group: &Group) -> impl Iterator<Item = f32> {
    let before = GROUPS.iter().take_while(|other| other.name != group.name);
    let column: usize = before.map(Group::width).sum();
    table
        .values
        .chunks_exact(table.width)
        .map(move |row| row[column])
}

/// Numbers of parts that features tell and the choice of the body needs, one a block.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    /// Whether it stands in a part of a series behind the first.
    pub behind_first: Vec<bool>,
    /// The number of its text, where there are several.
    pub texts: Vec<u32>,
}

impl Numbers {
    /// Takes in the blocks of a table, in order.
    pub(crate) fn add(&mut self, table: &Table) {
        let series = first_of(table, &series::SERIES);
        self.behind_first.extend(series.map(|number| number > 0.0));
        let texts = first_of(table, &texts::TEXTS);
        self.texts.extend(texts.map(|number| number as u32));
    }

    /// Passes over so many blocks, which stand behind everything.
    pub(crate) fn skip(&mut self, count: usize) {
        let length = self.texts.len() + count;
        self.behind_first.resize(length, true);
        self.texts.resize(length, u32::MAX);
    }
}

/// A share of a whole that may be nothing.
fn share(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// 1 for yes.
fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// The bits of a set, one feature each, lowest first.
fn bits<const N: usize>(set: u32) -> [f32; N] {
    std::array::from_fn(|bit| flag(set >> bit & 1 == 1))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::block::tests::page;
    use crate::classify::prepare;

    /// The features of a block by name.
    fn of(html: &str, block: usize, name: &str) -> f32 {
        let page = page(html);
        let facts = Facts::default();
        let prepared = prepare(&page, &facts);
        let column = names().position(|known| known == name);
        let table = prepared.table(&page, &facts, 0..page.blocks.len());
        table.row(block)[column.unwrap_or_else(|| panic!("no feature {name:?}"))]
    }

    #[test]
    fn names_are_told_apart() {
        let mut seen = HashSet::new();
        assert!(names().all(|name| seen.insert(name)));
    }

    #[test]
    fn features_say_what_their_names_say() {
        let html = "<title>Boats</title><body><nav><a href=/>Home</a></nav><article><h1>Boats of the north</h1><p>By Ann, 3 May 2021</p>\
            <p>One boat, two boats.</p><p>One boat, two boats.</p><ul class=related-posts><li><a href=/x>More boats</a></ul></article>";
        let check = |block: usize, name: &str, value: f32| {
            assert_eq!(of(html, block, name), value, "{name}")
        };
        check(0, "share of its words in links", 1.0);
        check(0, "in a menu element", 1.0);
        check(1, "level of the heading", 1.0);
        check(1, "words of the block", 4.0);
        check(3, "commas", 1.0);
        check(3, "ends as a sentence does", 1.0);
        check(3, "says what an earlier block says", 0.0);
        check(4, "says what an earlier block says", 1.0);
        check(4, "how often its text stands on the page", 2.0);
        check(4, "blocks behind the last heading", 3.0);
        check(4, "blocks behind a date", 2.0);
        check(4, "words of the block before", 4.0);
        check(5, "elements up to one named as related articles", 1.0);
        check(5, "in a list", 1.0);
        check(5, "article elements of the page", 1.0);
    }

    #[test]
    fn rows_are_the_same_in_parts() {
        let html = "<h1>Boats</h1><p>One boat, two boats.</p><ul><li><a href=/x>More</a><li>b</ul>";
        let page = page(&html.repeat(3));
        let facts = Facts::default();
        let prepared = prepare(&page, &facts);
        let count = page.blocks.len();
        let whole = prepared.table(&page, &facts, 0..count);
        for cut in 0..=count {
            let (first, second) = (
                prepared.table(&page, &facts, 0..cut),
                prepared.table(&page, &facts, cut..count),
            );
            assert_eq!([first.values, second.values].concat(), whole.values);
        }
    }

    #[test]
    fn parts_are_the_page() {
        for blocks in [0, 1, 1_024, 1_025, 100_000] {
            let mut next = 0;
            for part in parts(blocks) {
                assert_eq!(part.start, next);
                assert!(!part.is_empty());
                next = part.end;
            }
            assert_eq!(next, blocks);
            assert!(parts(blocks).count() <= PARTS);
        }
    }

    #[test]
    fn every_feature_is_a_number() {
        let pages = [
            "",
            "<p>",
            "<img src=x.jpg>",
            "<table><tr><td>1</table>",
            "<pre>\n</pre><p>a",
        ];
        for html in pages {
            let page = page(html);
            let facts = Facts::default();
            let prepared = prepare(&page, &facts);
            let table = prepared.table(&page, &facts, 0..page.blocks.len());
            assert!(
                table
                    .values
                    .iter()
                    .chain(&prepared.page)
                    .all(|value| value.is_finite()),
                "{html}"
            );
        }
    }
}
