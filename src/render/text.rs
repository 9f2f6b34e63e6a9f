//! Plain text: blocks separated by a blank line, list items and table rows a line each, cells separated by a tab. What is
//! written is the text of the blocks as it stands; nothing is added but the separators.

use super::wrap;
use crate::article::{BodyBlock, RichText, Table};

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
        let block = written(block);
        // A block without text, such as an image without a caption, leaves no gap.
        if !out.is_empty() && !block.is_empty() {
            out.push_str(BLANK_LINE);
        }
        out.push_str(&block);
    }
    out
}

fn push_block(out: &mut String, block: &BodyBlock) {
    match block {
        BodyBlock::Heading { content, .. } | BodyBlock::Paragraph { content } => {
            out.push_str(&content.text);
        }
        BodyBlock::List { items, .. } => push_lines(out, items.iter().map(|item| &item.content)),
        BodyBlock::Table(table) => push_table(out, table),
        BodyBlock::Quote { content } | BodyBlock::Footnote { content, .. } => {
            push_lines(out, content.iter());
        }
        BodyBlock::Definitions { entries } => {
            push_paragraphs(out, entries.iter().map(|entry| &entry.content));
        }
        BodyBlock::Callout { content, .. } => push_paragraphs(out, content.iter()),
        // What it is called is no text of the page.
        BodyBlock::Media { .. } => {}
        BodyBlock::Code { text, .. } => out.push_str(text),
        BodyBlock::Figure { caption, .. } => out.push_str(&caption.text),
        BodyBlock::Formula { tex } => out.push_str(tex),
    }
}

fn push_lines<'a>(out: &mut String, lines: impl Iterator<Item = &'a RichText>) {
    push_apart(out, lines, "\n");
}

fn push_paragraphs<'a>(out: &mut String, paragraphs: impl Iterator<Item = &'a RichText>) {
    push_apart(out, paragraphs, BLANK_LINE);
}

fn push_apart<'a>(out: &mut String, lines: impl Iterator<Item = &'a RichText>, separator: &str) {
    let mut first = true;
    for line in lines.filter(|line| !line.is_empty()) {
        if !first {
            out.push_str(separator);
        }
        first = false;
        out.push_str(&line.text);
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
