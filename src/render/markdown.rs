//! CommonMark with GFM tables; formulas stand between dollar signs. Parsed again it gives the same text, in a parser with or
//! without the GFM extensions: whatever in a text could mean something is escaped, raw HTML never comes out, and links lead
//! only to addresses that may be written. White space is folded, for Markdown gives it a meaning.

mod escape;
mod formula;
mod inline;
mod table;

use super::address;
use super::inline::parts;
use crate::article::{BodyBlock, Definition, ListItem, RichText, Span, Style};
use crate::metadata::Image;
use escape::{Next, Place, Writer};
use inline::inline;

/// Levels of a list that are indented; what lies deeper is put at the last of them. Stops a page of deeply nested short items
/// from growing with the square of its depth through indentation.
const MAX_LIST_LEVELS: usize = 16;

/// The largest number of a list item: a marker has at most nine digits. <https://spec.commonmark.org/0.31.2/#list-items>
const MAX_ITEM_NUMBER: u32 = 999_999_999;

/// The blocks as Markdown, separated by a blank line.
pub(crate) fn markdown(blocks: &[BodyBlock]) -> String {
    let mut out = String::new();
    let mut after_list = None;
    for block in blocks {
        let start = out.len();
        if start > 0 {
            out.push_str("\n\n");
        }
        let written = out.len();
        let is_list = matches!(
            block,
            BodyBlock::List { .. } | BodyBlock::Definitions { .. }
        );
        let markers = match (is_list, after_list) {
            (true, Some(markers)) => Markers::other(markers),
            _ => Markers::Usual,
        };
        push_block(&mut out, block, markers);
        if out.len() == written {
            out.truncate(start);
        } else {
            after_list = is_list.then_some(markers);
        }
    }
    out
}

/// The marks before list items. Two lists in a row take different ones, or they would be one list.
#[derive(Clone, Copy)]
enum Markers {
    Usual,
    Other,
}

impl Markers {
    fn other(self) -> Markers {
        match self {
            Markers::Usual => Markers::Other,
            Markers::Other => Markers::Usual,
        }
    }

    fn of(self, ordered: bool, number: u32) -> String {
        let number = number.min(MAX_ITEM_NUMBER);
        match (self, ordered) {
            (Markers::Usual, false) => "- ".to_owned(),
            (Markers::Other, false) => "* ".to_owned(),
            (Markers::Usual, true) => format!("{number}. "),
            (Markers::Other, true) => format!("{number}) "),
        }
    }
}

fn push_block(out: &mut String, block: &BodyBlock, markers: Markers) {
    match block {
        BodyBlock::Heading { level, content } => {
            let content = with_notes(content, Place::Heading);
            if !content.is_empty() {
                let level = usize::from((*level).clamp(1, 6));
                out.push_str(&"######"[..level]);
                out.push(' ');
                out.push_str(&content);
            }
        }
        BodyBlock::Paragraph { content } => out.push_str(&with_notes(content, Place::Flow)),
        BodyBlock::List { start, items, .. } => push_list(out, *start, items, markers),
        BodyBlock::Table(table) => table::push_table(out, table),
        BodyBlock::Quote { content } | BodyBlock::Callout { content, .. } => {
            push_quote(out, &markdown(content));
        }
        BodyBlock::Definitions { entries } => push_list(out, 1, &as_items(entries), markers),
        BodyBlock::Footnote { label, content } => push_note(out, label, content),
        BodyBlock::Media { url, title, .. } => push_media(out, url, title),
        BodyBlock::Code { language, text } => push_code(out, language.as_deref(), text),
        BodyBlock::Figure { image, caption } => push_figure(out, image.as_ref(), caption),
        BodyBlock::Formula { tex } => match formula::display(tex) {
            Some(formula) => out.push_str(&formula),
            None if tex.trim().is_empty() => {}
            None => push_code(out, Some("math"), tex),
        },
    }
}

/// A list that is being written.
struct Level {
    ordered: bool,
    number: u32,
    /// Column where the content of its last item begins.
    content: usize,
}

fn push_list(out: &mut String, start: u32, items: &[ListItem], markers: Markers) {
    let mut open: Vec<Level> = Vec::new();
    let mut first = true;
    for item in items {
        let content = with_notes(&item.content, Place::Flow);
        let held = markdown(&item.blocks);
        if content.is_empty() && held.is_empty() {
            // A marker with nothing behind it can be read as the underline of a heading.
            continue;
        }
        let level = usize::from(item.depth)
            .min(open.len())
            .min(MAX_LIST_LEVELS - 1);
        open.truncate(level + 1);
        let number = match (item.number, open.get(level)) {
            (Some(number), _) => number,
            (None, Some(list)) if list.ordered == item.ordered => list.number.saturating_add(1),
            (None, None) if level == 0 => start,
            (None, _) => 1,
        };
        open.truncate(level);
        let column = open.last().map_or(0, |list| list.content);
        let marker = markers.of(item.ordered, number);
        open.push(Level {
            ordered: item.ordered,
            number,
            content: column + marker.len(),
        });
        if !first {
            out.push('\n');
        }
        first = false;
        push_spaces(out, column);
        out.push_str(&marker);
        let column = column + marker.len();
        push_indented(out, &content, column);
        if !content.is_empty() && !held.is_empty() {
            out.push_str("\n\n");
            push_spaces(out, column);
        }
        push_indented(out, &held, column);
    }
}

fn push_indented(out: &mut String, content: &str, column: usize) {
    for (index, line) in content.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
            if !line.is_empty() {
                push_spaces(out, column);
            }
        }
        out.push_str(line);
    }
}

fn push_spaces(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
}

/// Terms as items in bold, their explanations as items below them: CommonMark has no form for definitions.
fn as_items(entries: &[Definition]) -> Vec<ListItem> {
    let item = |entry: &Definition| {
        let mut content = entry.content.clone();
        if entry.is_term {
            content.spans.push(Span {
                start: 0,
                end: content.text.len(),
                style: Style::Strong,
            });
        }
        ListItem {
            depth: u8::from(!entry.is_term),
            ordered: false,
            number: None,
            content,
            blocks: Vec::new(),
        }
    };
    entries.iter().map(item).collect()
}

/// The text with the marks of notes as references to footnotes.
fn with_notes(rich: &RichText, place: Place) -> String {
    let mut labels = Vec::new();
    let mut ranges = Vec::new();
    let mut from = 0;
    for span in &rich.spans {
        let Style::Note(label) = &span.style else {
            continue;
        };
        let before = rich.text.get(from..span.start);
        if before.is_some() && rich.text.get(span.start..span.end).is_some() {
            ranges.push(from..span.start);
            labels.push(label);
            from = span.end;
        }
    }
    if labels.is_empty() {
        return inline(rich, place);
    }
    ranges.push(from..rich.text.len());
    let mut out = String::new();
    for (i, mut part) in parts(rich, &ranges).into_iter().enumerate() {
        part.spans
            .retain(|span| !matches!(span.style, Style::Note(_)));
        push_part(&mut out, &part, i + 1 < ranges.len(), place);
        if let Some(label) = labels.get(i) {
            out.push_str(&format!("[^{}]", note_label(label)));
        }
    }
    out
}

/// Adds a part of a text beside the mark of a note, with the white space between them.
fn push_part(out: &mut String, part: &RichText, mark_follows: bool, place: Place) {
    let written = inline(part, place);
    if !out.is_empty() && part.text.starts_with(char::is_whitespace) {
        out.push(' ');
    }
    // Behind a reference these would make a link or a note of it.
    if out.ends_with(']') && written.starts_with(['(', ':']) {
        out.push('\\');
    }
    // Escaped since it would begin a line, which it does not.
    let behind_mark = out.ends_with("] ") && written.starts_with("\\:");
    out.push_str(&written[usize::from(behind_mark)..]);
    if mark_follows && !written.is_empty() && part.text.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

/// A label as parsers of footnotes read it: letters, digits and hyphens.
fn note_label(label: &str) -> String {
    let name: String = label
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    match name.contains(char::is_alphanumeric) {
        true => name,
        false => "note".to_owned(),
    }
}

/// Whether the first word of a written text would be harmless as the address of a link.
fn may_be_an_address(written: &str) -> bool {
    let word = written.split_ascii_whitespace().next().unwrap_or_default();
    address::safe(&word.replace('\\', "")).is_some()
}

fn push_note(out: &mut String, label: &str, paragraphs: &[RichText]) {
    let mut first = true;
    for paragraph in paragraphs {
        let content = with_notes(paragraph, Place::Flow);
        if content.is_empty() {
            continue;
        }
        match first {
            // To a parser without footnotes this may be where a link leads.
            true if !may_be_an_address(&content) => {}
            true => out.push_str(&format!("[^{}]: ", note_label(label))),
            false => out.push_str("\n\n    "),
        }
        first = false;
        push_indented(out, &content, 4);
    }
}

/// Writes what is played as a link to it.
fn push_media(out: &mut String, url: &str, title: &str) {
    let Some(target) = address::safe(url) else {
        return;
    };
    let text = if title.trim().is_empty() {
        &target
    } else {
        title
    };
    out.push_str(&inline(
        &RichText {
            text: text.to_owned(),
            spans: vec![Span {
                start: 0,
                end: text.len(),
                style: Style::Link(target.clone()),
            }],
        },
        Place::Flow,
    ));
}

fn push_quote(out: &mut String, content: &str) {
    if content.is_empty() {
        return;
    }
    for (index, line) in content.split('\n').enumerate() {
        out.push_str(match (index, line.is_empty()) {
            (0, _) => "> ",
            (_, false) => "\n> ",
            (_, true) => "\n>",
        });
        out.push_str(line);
    }
}

/// Writes a fenced block. The fence is longer than any run of backquotes in the text, so that nothing in it can end it.
fn push_code(out: &mut String, language: Option<&str>, text: &str) {
    let fence = "`".repeat(escape::longest_backquotes(text).max(2) + 1);
    out.push_str(&fence);
    // A language is one word; anything odd in it could end the line or be read as attributes.
    out.extend(
        language
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '#' | '.' | '_')),
    );
    out.push('\n');
    out.extend(text.chars().map(escape::readable));
    if !text.is_empty() && !text.ends_with('\n') {
        out.push('\n');
    }
    out.push_str(&fence);
}

/// Writes an image and its caption as paragraphs. An address that may not be written leaves the image with its alternative
/// text only.
fn push_figure(out: &mut String, image: Option<&Image>, caption: &RichText) {
    if let Some(image) = image {
        out.push_str("![");
        let mut alt = Writer::new(Place::Alternative, &image.alt);
        alt.plain(&image.alt, Next::End);
        out.push_str(&alt.finish());
        out.push_str("](");
        if let Some(target) = address::safe(&image.url) {
            escape::push_destination(out, &target);
        }
        out.push(')');
    }
    let caption = with_notes(caption, Place::Flow);
    if image.is_some() && !caption.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(&caption);
}

#[cfg(test)]
mod tests;
