//! Where a block stands: in the structure of the page, and on the way from its first to its last word.

use super::{Columns, Group, View, bits, flag, share};
use crate::block::{Block, Role};
use crate::terms::lines::LineTerms;
use crate::word_table::WordTable;

pub(super) const STRUCTURE: Group = Group {
    name: "structure",
    features: &[
        &[
            "the element of the block",
            "its role",
            "level of the heading",
            "depth of its list",
            "row of its table",
            "cell of its row",
            "depth of its element",
        ],
        &[
            "in a menu element",
            "in a header element",
            "in a footer element",
            "in an aside",
            "in the main element",
            "in an article element",
            "in a form",
            "in a figure",
            "in a table",
            "in a control",
            "hidden",
            "in noscript",
            "marked as the body of an article",
            "in a dialog",
            "in a list",
        ],
        &[
            "in a quotation",
            "link and nothing else",
            "in an article within an article",
            "text of data for scripts",
        ],
    ],
    fill: fill_structure,
};

pub(super) const PLACE: Group = Group {
    name: "place",
    features: &[&[
        "place among the blocks",
        "place among the words",
        "place among the words of prose",
        "blocks before it",
        "words before it",
        "words of prose before it",
        "words of prose behind it",
        "blocks behind the headline",
        "blocks behind the last heading",
        "level of the last heading",
        "words of the last heading in the page title",
        "last heading is that of related articles",
        "last heading is that of comments",
        "blocks behind a line on related articles",
        "blocks behind a line on comments",
        "blocks behind a byline",
        "blocks behind a mark of the end",
        "blocks to the next heading",
        "words of prose to the next heading",
        "blocks behind the line read as title",
        "words of prose between the line read as title and it",
        "blocks behind the line read as author",
        "blocks behind the line read as date",
        "dates since the text began",
        "dates since the line read as title",
        "blocks behind a date",
        "linked headings since the text began",
        "bylines since the text began",
        "words of prose since the text began",
    ]],
    fill: fill_place,
};

fn fill_structure(view: &View<'_>, columns: &mut Columns<'_>) {
    for i in columns.blocks() {
        let block = &view.page.blocks[i];
        let inside = block.inside.bits();
        // Bits 15 and 16 are the caller's own selectors.
        let marks = (bits::<15>(inside), bits::<4>(inside >> 17));
        let own = own_place(view, block, view.shared.tags[i]);
        columns.set(i, &[&own, &marks.0, &marks.1]);
    }
}

fn own_place(view: &View<'_>, block: &Block, tag: f32) -> [f32; 7] {
    let (mut level, mut depth, mut row, mut cell) = (0.0, -1.0, -1.0, -1.0);
    match &block.role {
        Role::Heading(heading) => level = f32::from(*heading),
        Role::Item(item) => depth = f32::from(item.depth),
        Role::Cell(facts) => (row, cell) = (facts.row as f32, facts.cell as f32),
        _ => {}
    }
    [
        tag,
        role_number(&block.role),
        level,
        depth,
        row,
        cell,
        view.page.containers[block.container].depth as f32,
    ]
}

fn role_number(role: &Role) -> f32 {
    match role {
        Role::Paragraph => 0.0,
        Role::Quote(_) => 1.0,
        Role::Code { .. } => 2.0,
        Role::Formula => 3.0,
        Role::Heading(_) => 4.0,
        Role::Item(_) => 5.0,
        Role::Definition => 6.0,
        Role::Cell(_) => 7.0,
        Role::TableCaption { .. } => 8.0,
        Role::Caption => 9.0,
        Role::Image => 10.0,
        Role::Control => 11.0,
    }
}

/// Elements in an order from prose to furniture, so that one threshold parts them.
const TAGS: &[&str] = &[
    "p",
    "blockquote",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "dd",
    "dt",
    "li",
    "article",
    "main",
    "section",
    "div",
    "figcaption",
    "caption",
    "summary",
    "details",
    "address",
    "center",
    "aside",
    "header",
    "footer",
    "nav",
    "form",
    "label",
    "button",
    "option",
    "select",
    "legend",
    "textarea",
];

pub(super) fn tag_number(tag: &str) -> f32 {
    match TAG_NUMBERS.get(tag.as_bytes()) {
        0 => -1.0,
        number => (number - 1) as f32,
    }
}

/// The numbers of the elements of blocks, of which most are the same as the one before.
pub(super) fn tag_numbers(blocks: &[Block]) -> Vec<f32> {
    let (mut last, mut number) = ("", tag_number(""));
    let tags = blocks.iter().map(|block| {
        if !std::ptr::eq(block.tag, last) {
            (last, number) = (block.tag, tag_number(block.tag));
        }
        number
    });
    tags.collect()
}

/// The places of [`TAGS`], from 1.
static TAG_NUMBERS: WordTable<{ TAGS.len() }> = {
    let (mut numbers, mut i) = ([("", 0); TAGS.len()], 0);
    while i < TAGS.len() {
        numbers[i] = (TAGS[i], i as u32 + 1);
        i += 1;
    }
    WordTable::new(&numbers)
};

/// What has been seen on the way to a block.
struct Way {
    blocks: u32,
    words: u32,
    prose: u32,
    headline: Option<u32>,
    heading: Option<LastHeading>,
    related: Option<u32>,
    comments: Option<u32>,
    byline: Option<u32>,
    end: Option<u32>,
}

struct LastHeading {
    at: u32,
    level: u8,
    overlap: f32,
    related: bool,
    comments: bool,
}

/// The distance when nothing of the kind came before.
const NEVER: f32 = -1.0;

fn fill_place(view: &View<'_>, columns: &mut Columns<'_>) {
    let page = view.page;
    let (words, prose) = (
        page.containers[0].tokens,
        page.containers[0].paragraph_tokens,
    );
    let next = next_headings(view);
    let mut read = Read::of(view);
    let mut marks = Marks::new(read.title);
    let mut way = Way {
        blocks: 0,
        words: 0,
        prose: 0,
        headline: view.rules.headline.map(|at| at as u32),
        heading: None,
        related: None,
        comments: None,
        byline: None,
        end: None,
    };
    for (i, block) in page.blocks.iter().enumerate() {
        let (heading, prose_to_heading) = next[i];
        let runs: [&[f32]; 4] = [
            &way.features(page.blocks.len() as u32, words, prose),
            &[heading, prose_to_heading],
            &read.features(i, way.prose),
            &marks.features(i, way.prose),
        ];
        columns.set(i, &runs);
        read.pass(i, way.prose);
        marks.pass(view, i, way.prose);
        let at = way.blocks;
        if let Role::Heading(level) = block.role {
            way.heading = Some(LastHeading {
                at,
                level,
                overlap: block.title_overlap,
                related: block.terms.any(LineTerms::RELATED),
                comments: block.terms.any(LineTerms::COMMENT),
            });
        }
        let short = block.tokens <= LABEL;
        for (terms, seen) in [
            (LineTerms::RELATED, &mut way.related),
            (LineTerms::COMMENT, &mut way.comments),
            (LineTerms::BYLINE, &mut way.byline),
            (LineTerms::END, &mut way.end),
        ] {
            if short && block.terms.any(terms) {
                *seen = Some(at);
            }
        }
        way.blocks += 1;
        way.words = way.words.saturating_add(block.tokens);
        if page.is_prose(block) {
            way.prose = way.prose.saturating_add(block.tokens);
        }
    }
}

/// A phrase of a label counts in a line of up to so many words.
const LABEL: u32 = 30;

impl Way {
    fn features(&self, blocks: u32, words: u32, prose: u32) -> [f32; 17] {
        let since = |seen: Option<u32>| seen.map_or(NEVER, |at| (self.blocks - at) as f32);
        let heading = self.heading.as_ref();
        [
            share(self.blocks, blocks),
            share(self.words, words),
            share(self.prose, prose),
            self.blocks as f32,
            self.words as f32,
            self.prose as f32,
            prose.saturating_sub(self.prose) as f32,
            self.headline
                .map_or(-1000.0, |at| self.blocks as f32 - at as f32),
            since(heading.map(|heading| heading.at)),
            heading.map_or(9.0, |heading| f32::from(heading.level)),
            heading.map_or(NEVER, |heading| heading.overlap),
            flag(heading.is_some_and(|heading| heading.related)),
            flag(heading.is_some_and(|heading| heading.comments)),
            since(self.related),
            since(self.comments),
            since(self.byline),
            since(self.end),
        ]
    }
}

/// How many blocks, and words of prose, each block is away from the next heading.
fn next_headings(view: &View<'_>) -> Vec<(f32, f32)> {
    let mut next = vec![(NEVER, NEVER); view.page.blocks.len()];
    let mut distance: Option<(u32, u32)> = None;
    for (i, block) in view.page.blocks.iter().enumerate().rev() {
        if let Some((blocks, words)) = &mut distance {
            *blocks += 1;
            next[i] = (*blocks as f32, *words as f32);
            if view.page.is_prose(block) {
                *words = words.saturating_add(block.tokens);
            }
        }
        if block.is_heading() {
            distance = Some((0, 0));
        }
    }
    next
}

/// The first lines that metadata were read from.
struct Read {
    title: Option<usize>,
    author: Option<usize>,
    date: Option<usize>,
    prose_at_title: u32,
}

impl Read {
    fn of(view: &View<'_>) -> Read {
        let first = |fields: &[&str]| {
            let claims = view.facts.claims.iter();
            claims
                .filter(|claim| fields.contains(&claim.field))
                .map(|claim| claim.block)
                .min()
        };
        Read {
            title: first(&["title"]),
            author: first(&["authors"]),
            date: first(&["published", "modified"]),
            prose_at_title: 0,
        }
    }

    /// Takes note of how much prose stands before the title.
    fn pass(&mut self, block: usize, prose: u32) {
        if self.title == Some(block) {
            self.prose_at_title = prose;
        }
    }

    fn features(&self, block: usize, prose: u32) -> [f32; 4] {
        let since = |at: Option<usize>| at.map_or(-1000.0, |at| block as f32 - at as f32);
        let between = match self.title {
            Some(title) if title < block => (prose - self.prose_at_title) as f32,
            _ => NEVER,
        };
        [
            since(self.title),
            between,
            since(self.author),
            since(self.date),
        ]
    }
}

/// Marks with which another text begins: its date, its linked headline, its byline. Behind the first text of a page they say that
/// what follows is not of it, unless the page is a thread.
struct Marks {
    title: Option<usize>,
    /// Words of prose before the text began.
    began: Option<u32>,
    dates: f32,
    dates_since_title: f32,
    last_date: Option<usize>,
    linked_headings: f32,
    bylines: f32,
}

/// Words of a block of prose with which a text begins.
const BEGINNING: u32 = 20;
/// Share of links from which on a heading leads somewhere else.
const LINKED: f32 = 0.8;

impl Marks {
    fn new(title: Option<usize>) -> Marks {
        Marks {
            title,
            began: None,
            dates: 0.0,
            dates_since_title: 0.0,
            last_date: None,
            linked_headings: 0.0,
            bylines: 0.0,
        }
    }

    fn pass(&mut self, view: &View<'_>, i: usize, prose: u32) {
        let block = &view.page.blocks[i];
        let behind_title = self.title.is_none_or(|title| title < i);
        if view.shared.dated[i] {
            self.last_date = Some(i);
            self.dates_since_title += flag(behind_title);
            self.dates += flag(self.began.is_some());
        }
        if self.began.is_some() {
            self.linked_headings += flag(block.is_heading() && block.link_share() >= LINKED);
            self.bylines += flag(block.terms.any(LineTerms::BYLINE) && block.tokens <= LABEL);
        } else if behind_title && view.page.is_prose(block) && block.tokens >= BEGINNING {
            self.began = Some(prose);
        }
    }

    fn features(&self, i: usize, prose: u32) -> [f32; 6] {
        [
            self.dates,
            self.dates_since_title,
            self.last_date.map_or(NEVER, |at| (i - at) as f32),
            self.linked_headings,
            self.bylines,
            self.began.map_or(NEVER, |began| (prose - began) as f32),
        ]
    }
}
