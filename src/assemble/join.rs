//! Joins kept blocks into the structures that they are parts of: the blocks of an item, of a cell, of a quotation.

use crate::article::{BodyBlock, Cell, ListItem, RichText, Table};
use crate::block::{Block, CellFacts, Item, Role};
use crate::metadata::Image;

/// What the last block was part of, so that the next one may go on with it.
#[derive(Debug, Default, PartialEq)]
enum Open {
    #[default]
    Nothing,
    List {
        list: u32,
        item: u32,
    },
    Table {
        table: u32,
        row: u32,
        cell: u32,
    },
    Quote(u32),
    /// A figure that waits for its caption, in this container.
    Figure(usize),
}

/// Collects the blocks of a body.
#[derive(Debug, Default)]
pub(super) struct Joiner {
    blocks: Vec<BodyBlock>,
    open: Open,
}

impl Joiner {
    /// A block that is not kept: an image that stands before it gets no caption from behind it.
    pub(super) fn skip(&mut self, block: &Block) {
        if matches!(self.open, Open::Figure(_)) && !block.text.is_empty() {
            self.open = Open::Nothing;
        }
    }

    /// Adds a kept block with what is left of its text.
    pub(super) fn add(&mut self, block: &Block, content: RichText) {
        if content.is_empty() && block.image.is_none() {
            return;
        }
        match &block.role {
            Role::Item(item) => self.item(item, content),
            Role::Cell(cell) => self.cell(cell, content),
            Role::TableCaption { table } => self.table_caption(*table, content),
            Role::Quote(quote) => self.quote(*quote, content),
            Role::Image => self.image(block),
            Role::Caption => self.caption(block, content),
            Role::Heading(level) => self.single(BodyBlock::Heading {
                level: (*level).clamp(1, 6),
                content,
            }),
            Role::Code { language } => self.single(BodyBlock::Code {
                language: language.clone(),
                text: content.text,
            }),
            Role::Formula => self.single(BodyBlock::Formula { tex: content.text }),
            Role::Paragraph | Role::Definition | Role::Control => {
                self.single(BodyBlock::Paragraph { content });
            }
        }
    }

    /// Adds a kept block as a paragraph, whatever it was part of.
    pub(super) fn add_paragraph(&mut self, content: RichText) {
        if !content.is_empty() {
            self.single(BodyBlock::Paragraph { content });
        }
    }

    /// The body.
    pub(super) fn finish(mut self) -> Vec<BodyBlock> {
        for block in &mut self.blocks {
            if let BodyBlock::Table(table) = block {
                table
                    .rows
                    .retain(|row| row.iter().any(|cell| !cell.content.is_empty()));
            }
        }
        self.blocks
    }

    fn single(&mut self, block: BodyBlock) {
        self.open = Open::Nothing;
        self.blocks.push(block);
    }

    fn item(&mut self, item: &Item, content: RichText) {
        let goes_on = matches!(self.open, Open::List { list, .. } if list == item.list);
        let same_item = matches!(self.open, Open::List { item: open, .. } if open == item.item);
        if let (true, Some(BodyBlock::List { items, .. })) = (goes_on, self.blocks.last_mut()) {
            match items.last_mut().filter(|_| same_item) {
                Some(last) => append(&mut last.content, content, ' '),
                None => items.push(list_item(item, content)),
            }
        } else {
            self.blocks.push(BodyBlock::List {
                ordered: item.ordered,
                start: item.start,
                items: vec![list_item(item, content)],
            });
        }
        self.open = Open::List {
            list: item.list,
            item: item.item,
        };
    }

    fn cell(&mut self, facts: &CellFacts, content: RichText) {
        let open = match self.open {
            Open::Table { table, row, cell } if table == facts.table => Some((row, cell)),
            _ => None,
        };
        if open.is_none() {
            self.blocks.push(BodyBlock::Table(Table::default()));
        }
        let Some(BodyBlock::Table(table)) = self.blocks.last_mut() else {
            return;
        };
        let new_row = open.is_none_or(|(row, _)| row != facts.row) || table.rows.is_empty();
        if new_row {
            table.rows.push(Vec::new());
        }
        if let Some(row) = table.rows.last_mut() {
            match row
                .last_mut()
                .filter(|_| !new_row && open == Some((facts.row, facts.cell)))
            {
                Some(cell) => append(&mut cell.content, content, ' '),
                None => {
                    // Cells without text make no block; they keep the columns in place.
                    while row.len() < (facts.cell as usize).min(MOST_EMPTY_CELLS) {
                        row.push(empty_cell());
                    }
                    row.push(Cell {
                        content,
                        header: facts.header,
                        columns: facts.columns.max(1),
                        rows: facts.rows.max(1),
                    });
                }
            }
        }
        self.open = Open::Table {
            table: facts.table,
            row: facts.row,
            cell: facts.cell,
        };
    }

    fn table_caption(&mut self, number: u32, content: RichText) {
        self.blocks.push(BodyBlock::Table(Table {
            caption: content,
            rows: Vec::new(),
        }));
        self.open = Open::Table {
            table: number,
            row: u32::MAX,
            cell: u32::MAX,
        };
    }

    fn quote(&mut self, number: u32, content: RichText) {
        match self.blocks.last_mut() {
            Some(BodyBlock::Quote {
                content: paragraphs,
            }) if self.open == Open::Quote(number) => {
                paragraphs.push(content);
            }
            _ => self.blocks.push(BodyBlock::Quote {
                content: vec![content],
            }),
        }
        self.open = Open::Quote(number);
    }

    fn image(&mut self, block: &Block) {
        let Some(image) = &block.image else { return };
        if self.has_just(image) {
            return;
        }
        self.blocks.push(BodyBlock::Figure {
            image: Some(Image::clone(image)),
            caption: RichText::default(),
        });
        self.open = Open::Figure(block.container);
    }

    /// Whether this image was the last block: pages give it again in `noscript`.
    fn has_just(&self, image: &Image) -> bool {
        matches!(self.blocks.last(), Some(BodyBlock::Figure { image: Some(last), .. }) if last.url == image.url)
    }

    fn caption(&mut self, block: &Block, content: RichText) {
        let waits = matches!(self.open, Open::Figure(_));
        match self.blocks.last_mut() {
            Some(BodyBlock::Figure { caption, .. }) if waits => {
                let separator = if caption.is_empty() { ' ' } else { '\n' };
                append(caption, content, separator);
            }
            _ => {
                self.blocks.push(BodyBlock::Figure {
                    image: None,
                    caption: content,
                });
                self.open = Open::Figure(block.container);
            }
        }
    }
}

/// Empty cells that are made up for a row: a colspan of thousands must not make as many.
const MOST_EMPTY_CELLS: usize = 64;

fn empty_cell() -> Cell {
    Cell {
        content: RichText::default(),
        header: false,
        columns: 1,
        rows: 1,
    }
}

fn list_item(item: &Item, content: RichText) -> ListItem {
    ListItem {
        depth: item.depth,
        ordered: item.ordered,
        content,
    }
}

/// Adds text and marks behind a separator.
fn append(to: &mut RichText, from: RichText, separator: char) {
    if !to.text.is_empty() {
        to.text.push(separator);
    }
    let shift = to.text.len();
    to.text.push_str(&from.text);
    to.spans.extend(from.spans.into_iter().map(|mut span| {
        span.start += shift;
        span.end += shift;
        span
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Span, Style};
    use crate::block::tests::page;

    /// The joined blocks of a page, each in a notation of its own; a block with `skip` in its text is not kept.
    fn joined(html: &str) -> Vec<String> {
        let mut joiner = Joiner::default();
        for block in &page(html).blocks {
            if block.text.contains("skip") {
                joiner.skip(block);
                continue;
            }
            let content = RichText {
                text: block.text.clone(),
                spans: block.spans.clone(),
            };
            joiner.add(block, content);
        }
        joiner.finish().iter().map(shown).collect()
    }

    fn shown(block: &BodyBlock) -> String {
        let join = |texts: Vec<String>| texts.join(" | ");
        match block {
            BodyBlock::Heading { level, content } => format!("h{level} {}", content.text),
            BodyBlock::Paragraph { content } => format!("p {}", content.text),
            BodyBlock::List { start, items, .. } => {
                let item = |item: &ListItem| {
                    format!("{}{}", "-".repeat(item.depth.into()), item.content.text)
                };
                format!("list{start} {}", join(items.iter().map(item).collect()))
            }
            BodyBlock::Table(table) => {
                let row = |row: &Vec<Cell>| {
                    let cells: Vec<&str> = row.iter().map(|cell| &*cell.content.text).collect();
                    cells.join(",")
                };
                format!(
                    "table {}: {}",
                    table.caption.text,
                    join(table.rows.iter().map(row).collect())
                )
            }
            BodyBlock::Quote { content } => {
                format!(
                    "quote {}",
                    join(content.iter().map(|text| text.text.clone()).collect())
                )
            }
            BodyBlock::Figure { image, caption } => {
                format!(
                    "figure {}: {}",
                    image.as_ref().map_or("", |image| &image.url),
                    caption.text
                )
            }
            other => format!("{other:?}"),
        }
    }

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        assert_eq!(joined(html), expected, "{html}");
    }

    #[test]
    fn items_of_a_list_are_joined() {
        check(
            "<ol start=3><li><p>a<p>b<ul><li>c</ul>d<li>e</ol>",
            &["list3 a b | -c | d | e"],
        );
        check("<ul><li>a</ul><ul><li>b</ul>", &["list1 a", "list1 b"]);
        check("<ul><li>a<li>skip<li>b</ul>", &["list1 a | b"]);
        check(
            "<ul><li>a<h3>h</h3><li>b</ul>",
            &["list1 a", "h3 h", "list1 b"],
        );
    }

    #[test]
    fn cells_of_a_table_are_joined() {
        check(
            "<table><caption>t</caption><tr><th>a<th>b<tr><td><p>c<p>d<td>e</table>",
            &["table t: a,b | c d,e"],
        );
        check(
            "<table><tr><th>a<th>b<tr><td><td>c</table>",
            &["table : a,b | ,c"],
        );
        check(
            "<table><tr><th>a<th>b<tr><td>skip<td>c</table>",
            &["table : a,b | ,c"],
        );
        check(
            "<table><tr><th>a<td>b</table><table><tr><th>c<td>d</table>",
            &["table : a,b", "table : c,d"],
        );
    }

    #[test]
    fn quotations_and_figures_are_joined() {
        check(
            "<blockquote><p>a<p>b</blockquote><blockquote>c</blockquote><p>d",
            &["quote a | b", "quote c", "p d"],
        );
        check(
            "<figure><img src=x.jpg><figcaption>a</figcaption></figure>",
            &["figure x.jpg: a"],
        );
        check(
            "<img src=x.jpg><p>skip</p><figcaption>a</figcaption>",
            &["figure x.jpg: ", "figure : a"],
        );
        check(
            "<img src=x.jpg><noscript><img src=x.jpg></noscript><p>a",
            &["figure x.jpg: ", "p a"],
        );
    }

    #[test]
    fn marks_move_with_appended_text() {
        let text = |text: &str| RichText {
            text: text.into(),
            spans: vec![Span {
                start: 0,
                end: text.len(),
                style: Style::Strong,
            }],
        };
        let mut joined = text("é");
        append(&mut joined, text("b"), ' ');
        let ranges: Vec<_> = joined
            .spans
            .iter()
            .map(|span| (span.start, span.end))
            .collect();
        assert_eq!((&*joined.text, ranges), ("é b", vec![(0, 2), (3, 4)]));
    }
}
