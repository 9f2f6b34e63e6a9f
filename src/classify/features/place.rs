//! Where a block stands: in the structure of the page, and on the way from its first to its last word.

use super::{Columns, Group, View, bits, flag, share};
use crate::block::{Block, Role};
use crate::terms::lines::LineTerms;

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
    ]],
    fill: fill_place,
};

fn fill_structure(view: &View<'_>, columns: &mut Columns<'_>) {
    for (i, block) in view.page.blocks.iter().enumerate() {
        let own = own_place(view, block);
        let inside = block.inside.bits();
        // Bits 15 and 16 are the caller's own selectors.
        let marks = bits(inside, 15).chain(bits(inside >> 17, 3));
        columns.set(i, own.into_iter().chain(marks));
    }
}

fn own_place(view: &View<'_>, block: &Block) -> [f32; 7] {
    let (mut level, mut depth, mut row, mut cell) = (0.0, -1.0, -1.0, -1.0);
    match &block.role {
        Role::Heading(heading) => level = f32::from(*heading),
        Role::Item(item) => depth = f32::from(item.depth),
        Role::Cell(facts) => (row, cell) = (facts.row as f32, facts.cell as f32),
        _ => {}
    }
    [
        tag_number(block.tag),
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
    TAGS.iter()
        .position(|known| *known == tag)
        .map_or(-1.0, |at| at as f32)
}

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
        let mut features = way.features(page.blocks.len() as u32, words, prose);
        features[17] = next[i];
        columns.set(i, features);
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
    fn features(&self, blocks: u32, words: u32, prose: u32) -> [f32; 18] {
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
            0.0,
        ]
    }
}

/// How many blocks each block is away from the next heading.
fn next_headings(view: &View<'_>) -> Vec<f32> {
    let mut next = vec![NEVER; view.page.blocks.len()];
    let mut distance = NEVER;
    for (i, block) in view.page.blocks.iter().enumerate().rev() {
        if distance >= 0.0 {
            distance += 1.0;
        }
        next[i] = distance;
        if block.is_heading() {
            distance = 0.0;
        }
    }
    next
}
