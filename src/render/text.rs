//! Plain text: blocks separated by a blank line, list items, paragraphs of a quotation and table rows a line each, cells separated by a
//! tab. What is written is the text of the blocks as it stands; nothing is added but the separators. Video and audio are addresses and
//! no text.

use super::wrap;
use crate::article::{BodyBlock, ListItem, Table};

/// Between two blocks.
const BLANK_LINE: &str = "\n\n";

/// The blocks as plain text.
pub(crate) fn text(blocks: &[BodyBlock]) -> String {
    in_lines(blocks, |block| {
        let mut out = String::new();
        push_block(&mut out, block);
        out
    })
}

/// The blocks as plain text in lines of a bounded width; code and tables keep their lines.
pub(super) fn wrapped(blocks: &[BodyBlock], width: usize) -> String {
    in_lines(blocks, |block| {
        let mut out = String::new();
        push_block(&mut out, block);
        match block {
            BodyBlock::Code { .. } | BodyBlock::Table(_) | BodyBlock::Formula { .. } => out,
            _ => wrap::wrapped(&out, width),
        }
    })
}

fn in_lines(blocks: &[BodyBlock], written: impl Fn(&BodyBlock) -> String) -> String {
    let mut out = String::new();
    for block in blocks {
        push_apart(&mut out, &written(block), BLANK_LINE);
    }
    out
}

/// Adds a part behind a separator. A part without text, such as an image without a caption, leaves no gap.
fn push_apart(out: &mut String, part: &str, separator: &str) {
    if !out.is_empty() && !part.is_empty() {
        out.push_str(separator);
    }
    out.push_str(part);
}

/// Whether a block is one line among others of what holds it: code and tables have lines of their own.
fn is_line(block: &BodyBlock) -> bool {
    matches!(
        block,
        BodyBlock::Paragraph { .. } | BodyBlock::Heading { .. } | BodyBlock::List { .. }
    )
}

/// Adds blocks that something holds.
fn push_held(out: &mut String, blocks: &[BodyBlock]) {
    let mut after_line = true;
    for block in blocks {
        let mut part = String::new();
        push_block(&mut part, block);
        let line = is_line(block);
        push_apart(
            out,
            &part,
            if line && after_line { "\n" } else { BLANK_LINE },
        );
        after_line = line || part.is_empty() && after_line;
    }
}

/// Adds the items of a list. What stands behind code within an item is apart from it.
fn push_items(out: &mut String, items: &[ListItem]) {
    let mut after_line = true;
    for item in items {
        let separator = if after_line { "\n" } else { BLANK_LINE };
        push_apart(out, &item.content.text, separator);
        let mut held = String::new();
        push_held(&mut held, &item.blocks);
        let begins_with_line = item.blocks.first().is_some_and(is_line);
        let separator = if begins_with_line { "\n" } else { BLANK_LINE };
        push_apart(out, &held, separator);
        after_line = held.is_empty() || item.blocks.last().is_some_and(is_line);
    }
}

fn push_block(out: &mut String, block: &BodyBlock) {
    match block {
        BodyBlock::Heading { content, .. } | BodyBlock::Paragraph { content } => {
            out.push_str(&content.text);
        }
        BodyBlock::List { items, .. } => push_items(out, items),
        BodyBlock::Table(table) => push_table(out, table),
        BodyBlock::Quote { content } => push_held(out, content),
        BodyBlock::Callout { content, .. } => out.push_str(&text(content)),
        BodyBlock::Footnote { content, .. } => {
            let notes = content.iter();
            notes.for_each(|paragraph| push_apart(out, &paragraph.text, "\n"));
        }
        BodyBlock::Definitions { entries } => {
            let entries = entries.iter();
            entries.for_each(|entry| push_apart(out, &entry.content.text, BLANK_LINE));
        }
        // What it is called is no text of the page.
        BodyBlock::Media { .. } => {}
        BodyBlock::Code { text, .. } => out.push_str(text),
        BodyBlock::Figure { caption, .. } => out.push_str(&caption.text),
        BodyBlock::Formula { tex } => out.push_str(tex),
    }
}

fn push_table(out: &mut String, table: &Table) {
    out.push_str(&table.caption.text);
    let mut first = table.caption.is_empty();
    for row in &table.rows {
        // A row without any text would be a blank line, which means the end of a block.
        if row.iter().all(|cell| cell.content.is_empty()) {
            continue;
        }
        if !first {
            out.push('\n');
        }
        first = false;
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                out.push('\t');
            }
            // A line break or tab within a cell would read as the end of the row or cell.
            out.extend(
                cell.content
                    .text
                    .chars()
                    .map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::*;

    fn check(blocks: &[BodyBlock], expected: &str) {
        assert_eq!(text(blocks), expected);
    }

    #[test]
    fn blocks_are_separated_by_a_blank_line() {
        check(
            &[heading(2, "Tea"), paragraph("One."), paragraph("Two.")],
            "Tea\n\nOne.\n\nTwo.",
        );
    }

    #[test]
    fn forced_line_breaks_stay() {
        check(&[paragraph("one\ntwo")], "one\ntwo");
    }

    #[test]
    fn items_stand_on_a_line_each() {
        check(
            &[list(&[(0, false, "a"), (1, true, "b"), (0, false, "c")])],
            "a\nb\nc",
        );
    }

    #[test]
    fn rows_stand_on_a_line_each_below_the_caption() {
        check(
            &[table("Teas", &[&["name", "price"], &["green", ""]])],
            "Teas\nname\tprice\ngreen\t",
        );
        check(&[table("", &[&["a", "b"]])], "a\tb");
        check(&[table("", &[&["a\nb", "c\td"]])], "a b\tc d");
    }

    #[test]
    fn code_is_exact() {
        check(
            &[code(None, "  if x:\n\n    y\n"), paragraph("z")],
            "  if x:\n\n    y\n\n\nz",
        );
    }

    #[test]
    fn a_figure_is_its_caption() {
        check(
            &[
                paragraph("a"),
                figure("x.png", "alt", ""),
                figure("x.png", "", "A field."),
                paragraph("b"),
            ],
            "a\n\nA field.\n\nb",
        );
    }

    #[test]
    fn paragraphs_of_a_quotation_stand_on_a_line_each() {
        check(&[quote(&["One.", "Two."])], "One.\nTwo.");
    }
}
