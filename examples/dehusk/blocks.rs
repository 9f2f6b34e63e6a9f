//! The structure of a body as JSON, for the field `blocks`. Its form is that of `docs/record.schema.json`.

use dehusk::{BodyBlock, Image, MediaKind, RichText, Style, Table};
use serde_json::{Value, json};

/// The blocks of a body.
pub fn blocks(blocks: &[BodyBlock]) -> Vec<Value> {
    blocks.iter().map(block).collect()
}

fn block(block: &BodyBlock) -> Value {
    match block {
        BodyBlock::Heading { level, content } => {
            json!({"type": "heading", "level": level, "content": rich(content)})
        }
        BodyBlock::Paragraph { content } => json!({"type": "paragraph", "content": rich(content)}),
        BodyBlock::List {
            ordered,
            start,
            items,
        } => {
            let items: Vec<Value> = items
                .iter()
                .map(|item| json!({"depth": item.depth, "ordered": item.ordered, "number": item.number, "content": rich(&item.content), "blocks": blocks(&item.blocks)}))
                .collect();
            json!({"type": "list", "ordered": ordered, "start": start, "items": items})
        }
        BodyBlock::Table(content) => table(content),
        BodyBlock::Quote { content } => json!({"type": "quote", "content": blocks(content)}),
        BodyBlock::Code { language, text } => {
            json!({"type": "code", "language": language, "text": text})
        }
        BodyBlock::Figure { image, caption } => {
            json!({"type": "figure", "image": image.as_ref().map(of_image), "caption": rich(caption)})
        }
        BodyBlock::Formula { tex } => json!({"type": "formula", "tex": tex}),
        BodyBlock::Definitions { entries } => {
            let entries: Vec<Value> = entries
                .iter()
                .map(|entry| json!({"is_term": entry.is_term, "content": rich(&entry.content)}))
                .collect();
            json!({"type": "definitions", "entries": entries})
        }
        BodyBlock::Callout { kind, content } => {
            json!({"type": "callout", "kind": kind, "content": blocks(content)})
        }
        BodyBlock::Footnote { label, content } => {
            json!({"type": "footnote", "label": label, "content": riches(content)})
        }
        BodyBlock::Media { kind, url, title } => {
            json!({"type": "media", "kind": media(*kind), "url": url, "title": title})
        }
        // Blocks of a later version of the library.
        _ => json!({"type": "other"}),
    }
}

fn table(table: &Table) -> Value {
    let rows: Vec<Vec<Value>> = table
        .rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| json!({"content": rich(&cell.content), "header": cell.header, "columns": cell.columns, "rows": cell.rows}))
                .collect()
        })
        .collect();
    json!({"type": "table", "caption": rich(&table.caption), "rows": rows})
}

fn of_image(image: &Image) -> Value {
    json!({"url": image.url, "alt": image.alt})
}

fn media(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Video => "video",
        MediaKind::Audio => "audio",
        _ => "embed",
    }
}

fn riches(texts: &[RichText]) -> Vec<Value> {
    texts.iter().map(rich).collect()
}

/// A text with its marks; `start` and `end` count bytes of the text in UTF-8.
fn rich(text: &RichText) -> Value {
    let spans: Vec<Value> = text
        .spans
        .iter()
        .map(|span| {
            let (style, target) = match &span.style {
                Style::Strong => ("strong", None),
                Style::Emphasis => ("emphasis", None),
                Style::Code => ("code", None),
                Style::Link(url) => ("link", Some(url)),
                Style::Formula => ("formula", None),
                Style::Note(label) => ("note", Some(label)),
                _ => ("other", None),
            };
            json!({"start": span.start, "end": span.end, "style": style, "target": target})
        })
        .collect();
    json!({"text": text.text, "spans": spans})
}
