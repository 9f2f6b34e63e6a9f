//! Blocks for the tests of the renderers: short constructors, and a proptest strategy that also makes what no page should
//! give: spans that overlap, lie outside the text or cut a character, wild depths and column counts.

use crate::article::{
    BodyBlock, Cell, Definition, ListItem, MediaKind, RichText, Span, Style, Table,
};
use crate::metadata::Image;
use proptest::prelude::*;

pub(super) fn paragraph(text: &str) -> BodyBlock {
    BodyBlock::Paragraph {
        content: RichText::plain(text),
    }
}

pub(super) fn marked(text: &str, spans: &[(usize, usize, Style)]) -> BodyBlock {
    BodyBlock::Paragraph {
        content: rich(text, spans),
    }
}

pub(super) fn rich(text: &str, spans: &[(usize, usize, Style)]) -> RichText {
    RichText {
        text: text.to_owned(),
        spans: spans
            .iter()
            .map(|(start, end, style)| Span {
                start: *start,
                end: *end,
                style: style.clone(),
            })
            .collect(),
    }
}

pub(super) fn heading(level: u8, text: &str) -> BodyBlock {
    BodyBlock::Heading {
        level,
        content: RichText::plain(text),
    }
}

pub(super) fn list(items: &[(u8, bool, &str)]) -> BodyBlock {
    BodyBlock::List {
        ordered: items.first().is_some_and(|item| item.1),
        start: 1,
        items: items
            .iter()
            .map(|(depth, ordered, text)| ListItem {
                depth: *depth,
                ordered: *ordered,
                number: None,
                content: RichText::plain(*text),
                blocks: Vec::new(),
            })
            .collect(),
    }
}

pub(super) fn cell(text: &str, header: bool, columns: u16, rows: u16) -> Cell {
    Cell {
        content: RichText::plain(text),
        header,
        columns,
        rows,
    }
}

/// A table whose first row is its head.
pub(super) fn table(caption: &str, rows: &[&[&str]]) -> BodyBlock {
    BodyBlock::Table(Table {
        caption: RichText::plain(caption),
        rows: rows
            .iter()
            .enumerate()
            .map(|(index, row)| {
                row.iter()
                    .map(|text| cell(text, index == 0, 1, 1))
                    .collect()
            })
            .collect(),
    })
}

pub(super) fn code(language: Option<&str>, text: &str) -> BodyBlock {
    BodyBlock::Code {
        language: language.map(str::to_owned),
        text: text.to_owned(),
    }
}

pub(super) fn figure(url: &str, alt: &str, caption: &str) -> BodyBlock {
    BodyBlock::Figure {
        image: Some(Image {
            url: url.to_owned(),
            alt: alt.to_owned(),
            caption: String::new(),
        }),
        caption: RichText::plain(caption),
    }
}

pub(super) fn quote(paragraphs: &[&str]) -> BodyBlock {
    BodyBlock::Quote {
        content: paragraphs.iter().map(|text| paragraph(text)).collect(),
    }
}

pub(super) fn formula(tex: &str) -> BodyBlock {
    BodyBlock::Formula {
        tex: tex.to_owned(),
    }
}

/// Text rich in what Markdown and HTML give a meaning to, in several scripts.
fn hostile_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z0-9]{1,3}",
        2 => "[茶園山水の한]{1,3}",
        2 => "[“”。,「」()—…]",
        4 => "[ \n]",
        8 => "[-*_`~#>+=:.!|$&<^\\[\\](){}\\\\/\"']{1,3}",
        1 => prop::sample::select(vec![
            "<script>", "&lt;", "&#60;", "&amp;", "1. ", "2) ", "- ", "```", "~~~", "](javascript:x)", "[a]: x", "  ",
            "\t", "    ", "\u{a0}", "\u{3000}", "\u{200b}", "---", "===", "|-|", "| a |", "\\|", "$x$", "$$", "https://a.b/c_d_e",
            "![", "<!--", "]]>", "\r", "\u{c}", "😀", "\u{301}", "**", "***", "_a_", "www.a.b", "+++", "\u{2028}", "€", "[^1]",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn hostile_address() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("https://tea.example/a?b=1&copy=2#c".to_owned()),
        Just("/a b/(c)".to_owned()),
        Just("java\tscript:alert(1)".to_owned()),
        Just(" JavaScript:alert(1)".to_owned()),
        Just("data:text/html,<script>".to_owned()),
        hostile_text(),
    ]
}

fn hostile_rich() -> impl Strategy<Value = RichText> {
    let style = prop_oneof![
        3 => Just(Style::Strong),
        3 => Just(Style::Emphasis),
        2 => Just(Style::Code),
        1 => Just(Style::Formula),
        2 => hostile_address().prop_map(Style::Link),
    ];
    let span = (0usize..40, 0usize..20, style).prop_map(|(start, length, style)| Span {
        start,
        end: start + length,
        style,
    });
    let backwards = any::<(usize, usize)>().prop_map(|(start, end)| Span {
        start,
        end,
        style: Style::Strong,
    });
    (
        hostile_text(),
        prop::collection::vec(prop_oneof![20 => span, 1 => backwards], 0..5),
    )
        .prop_map(|(text, spans)| RichText { text, spans })
}

fn hostile_table() -> impl Strategy<Value = Table> {
    let cell = (
        hostile_rich(),
        any::<bool>(),
        prop_oneof![0u16..4, any::<u16>()],
        0u16..4,
    )
        .prop_map(|(content, header, columns, rows)| Cell {
            content,
            header,
            columns,
            rows,
        });
    (
        hostile_rich(),
        prop::collection::vec(prop::collection::vec(cell, 0..4), 0..4),
    )
        .prop_map(|(caption, rows)| Table { caption, rows })
}

/// A block that holds no other.
fn hostile_leaf() -> impl Strategy<Value = BodyBlock> {
    let image = (hostile_address(), hostile_text()).prop_map(|(url, alt)| Image {
        url,
        alt,
        caption: String::new(),
    });
    prop_oneof![
        (any::<u8>(), hostile_rich())
            .prop_map(|(level, content)| BodyBlock::Heading { level, content }),
        hostile_rich().prop_map(|content| BodyBlock::Paragraph { content }),
        hostile_table().prop_map(BodyBlock::Table),
        (prop::option::of(hostile_text()), hostile_text())
            .prop_map(|(language, text)| BodyBlock::Code { language, text }),
        (prop::option::of(image), hostile_rich())
            .prop_map(|(image, caption)| BodyBlock::Figure { image, caption }),
        hostile_text().prop_map(|tex| BodyBlock::Formula { tex }),
        prop::collection::vec((any::<bool>(), hostile_rich()), 0..4).prop_map(|entries| {
            let entry = |(is_term, content)| Definition { is_term, content };
            BodyBlock::Definitions {
                entries: entries.into_iter().map(entry).collect(),
            }
        }),
    ]
}

fn hostile_list() -> impl Strategy<Value = BodyBlock> {
    let held = prop_oneof![
        3 => Just(Vec::new()),
        1 => prop::collection::vec(hostile_leaf(), 0..3),
    ];
    let item = (
        prop_oneof![0u8..3, any::<u8>()],
        any::<bool>(),
        hostile_rich(),
        held,
    )
        .prop_map(|(depth, ordered, content, blocks)| ListItem {
            depth,
            ordered,
            number: None,
            content,
            blocks,
        });
    (
        any::<bool>(),
        any::<u32>(),
        prop::collection::vec(item, 0..6),
    )
        .prop_map(|(ordered, start, items)| BodyBlock::List {
            ordered,
            start,
            items,
        })
}

/// Any block.
fn hostile_block() -> impl Strategy<Value = BodyBlock> {
    let held = || {
        let block = prop_oneof![3 => hostile_leaf(), 1 => hostile_list()];
        prop::collection::vec(block, 0..3)
    };
    prop_oneof![
        6 => hostile_leaf(),
        2 => hostile_list(),
        1 => held().prop_map(|content| BodyBlock::Quote { content }),
        1 => (prop::option::of(hostile_text()), held())
            .prop_map(|(kind, content)| BodyBlock::Callout { kind, content }),
    ]
}

/// What says more in some formats than its text: notes and what is played.
pub(super) fn hostile_notes() -> impl Strategy<Value = Vec<BodyBlock>> {
    let marked =
        (hostile_rich(), hostile_text(), 0usize..20).prop_map(|(mut content, label, start)| {
            content.spans.insert(
                0,
                Span {
                    start,
                    end: start + 1,
                    style: Style::Note(label),
                },
            );
            BodyBlock::Paragraph { content }
        });
    let block = prop_oneof![
        marked,
        (hostile_text(), prop::collection::vec(hostile_rich(), 0..3))
            .prop_map(|(label, content)| BodyBlock::Footnote { label, content }),
        (hostile_address(), hostile_text()).prop_map(|(url, title)| BodyBlock::Media {
            kind: MediaKind::Video,
            url,
            title,
        }),
    ];
    prop::collection::vec(block, 0..4)
}

/// Any body.
pub(super) fn hostile_blocks() -> impl Strategy<Value = Vec<BodyBlock>> {
    prop::collection::vec(hostile_block(), 0..4)
}

/// Some blocks and what they hold.
pub(super) fn all(blocks: &[BodyBlock]) -> Vec<&BodyBlock> {
    let mut found = Vec::new();
    for block in blocks {
        found.push(block);
        match block {
            BodyBlock::Quote { content } | BodyBlock::Callout { content, .. } => {
                found.extend(all(content));
            }
            BodyBlock::List { items, .. } => {
                found.extend(items.iter().flat_map(|item| all(&item.blocks)));
            }
            _ => {}
        }
    }
    found
}

/// The letters of a text: everything but white space.
pub(super) fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect()
}
