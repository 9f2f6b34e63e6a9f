//! Joins kept blocks into the structures that they are parts of: the blocks of an item, of a cell, of a quotation.

mod nested;

use std::collections::HashSet;

use super::bullets;
use super::rich::{append, marked, strong};
use crate::article::{BodyBlock, Cell, Definition, RichText, Style, Table};
use crate::block::{Block, CellFacts, Role};
use crate::bounds;
use crate::metadata::Image;
use nested::Holder;

/// What the last block was part of, so that the next one may go on with it.
#[derive(Debug, Default, PartialEq)]
enum Open {
    #[default]
    Nothing,
    /// A list and its last item.
    List {
        list: u32,
        item: u32,
    },
    Table {
        table: u32,
        row: u32,
        cell: u32,
        figure: Option<u32>,
    },
    Definitions(u32),
    Note(u32),
    /// A paragraph that begins with a bullet, or a list made of such paragraphs.
    Bullet(char),
    /// A figure that waits for its caption, with its number if it is an element.
    Figure(Option<u32>),
}

/// Collects the blocks of a body, or of something within it.
#[derive(Debug)]
pub(super) struct Joiner<'a> {
    blocks: Vec<BodyBlock>,
    open: Open,
    /// What holds the last blocks, and those blocks.
    inner: Option<(Holder, Box<Joiner<'a>>)>,
    /// Figures that stand in cells, to follow their table.
    held: Vec<BodyBlock>,
    /// Labels of the notes of the page.
    notes: &'a [String],
    /// Items that are no lines of a list; what they hold stands by itself.
    entries: &'a HashSet<u32>,
    /// The definition list that holds more than text, such as code: its terms and explanations stand by themselves.
    dissolved: Option<u32>,
}

impl<'a> Joiner<'a> {
    pub(super) fn new(notes: &'a [String], entries: &'a HashSet<u32>) -> Self {
        Joiner {
            blocks: Vec::new(),
            open: Open::Nothing,
            inner: None,
            held: Vec::new(),
            notes,
            entries,
            dissolved: None,
        }
    }

    /// A block that is not kept: an image that stands before it gets no caption from behind it.
    pub(super) fn skip(&mut self, block: &Block) {
        if let Some((_, inner)) = &mut self.inner {
            inner.skip(block);
        }
        if matches!(self.open, Open::Figure(_)) && !block.text.is_empty() {
            self.open = Open::Nothing;
        }
    }

    /// Adds a kept block with what is left of its text.
    pub(super) fn add(&mut self, block: &Block, content: RichText) {
        if content.is_empty() && block.image.is_none() {
            return;
        }
        let is_text = matches!(
            block.role,
            Role::Paragraph | Role::Heading(_) | Role::Quote(_) | Role::Item(_) | Role::Definition
        );
        let structure = block.structure();
        if let Some((list, _)) = structure
            .definition
            .filter(|_| block.role != Role::Definition && structure.cell.is_none())
        {
            self.dissolve(list);
        }
        match structure.note.filter(|_| is_text) {
            Some(note) => self.note(note, content),
            None => {
                let holders = self.holders(block);
                self.within(&holders).add_here(block, content);
            }
        }
    }

    fn add_here(&mut self, block: &Block, content: RichText) {
        let structure = block.structure();
        if let Some(cell) = &structure.cell {
            self.in_cell(block, cell, content);
            return;
        }
        match &block.role {
            Role::Item(item) if self.entries.contains(&item.item) => {
                self.single(BodyBlock::Paragraph { content });
            }
            Role::Item(_) => self.text_of_item(block.tag, content),
            Role::Cell(cell) => self.cell(cell, structure.figure, content),
            Role::TableCaption { table } => self.table_caption(*table, structure.figure, content),
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
            Role::Definition => match structure.definition {
                Some((list, is_term)) => self.definition(list, is_term, content),
                None => self.single(BodyBlock::Paragraph { content }),
            },
            Role::Paragraph | Role::Control | Role::Quote(_) => self.paragraph(content),
        }
    }

    /// The body.
    pub(super) fn finish(mut self) -> Vec<BodyBlock> {
        self.close();
        for block in &mut self.blocks {
            if let BodyBlock::Table(table) = block {
                table
                    .rows
                    .retain(|row| row.iter().any(|cell| !cell.content.is_empty()));
            }
        }
        self.blocks
    }

    /// Ends what is open.
    fn close(&mut self) {
        self.end_inner();
        self.open = Open::Nothing;
        self.blocks.append(&mut self.held);
    }

    fn single(&mut self, block: BodyBlock) {
        self.close();
        bounds::push(&mut self.blocks, block);
    }

    /// Adds a block of which others may become parts.
    fn begin(&mut self, block: BodyBlock, open: Open) {
        self.single(block);
        self.open = open;
    }

    fn paragraph(&mut self, content: RichText) {
        if let Some(blocks) = bullets::blocks(&content) {
            self.close();
            self.blocks.extend(blocks);
            return;
        }
        let Some(bullet) = bullets::bullet(&content.text) else {
            self.single(BodyBlock::Paragraph { content });
            return;
        };
        // One bullet may be an ornament; two in a row are a list.
        match self
            .blocks
            .last_mut()
            .filter(|_| self.open == Open::Bullet(bullet))
        {
            Some(BodyBlock::List { items, .. }) => items.push(bullets::item(&content)),
            Some(BodyBlock::Paragraph { content: first }) => {
                let items = vec![bullets::item(first), bullets::item(&content)];
                self.blocks.pop();
                self.blocks.push(BodyBlock::List {
                    ordered: false,
                    start: 1,
                    items,
                });
            }
            _ => self.begin(BodyBlock::Paragraph { content }, Open::Bullet(bullet)),
        }
    }

    /// Text of the item that this joiner is for: a paragraph of its own where the page says so, else it goes on with what stands before it.
    fn text_of_item(&mut self, tag: &str, content: RichText) {
        match self.blocks.last_mut() {
            Some(BodyBlock::Paragraph { content: before }) if tag != "p" => {
                append(before, content, ' ');
            }
            _ => self.single(BodyBlock::Paragraph { content }),
        }
    }

    /// Whatever stands in a cell of a data table is a part of it; a picture follows the table.
    fn in_cell(&mut self, block: &Block, cell: &CellFacts, content: RichText) {
        let figure = block.structure().figure;
        match &block.role {
            Role::Image => {
                if let Some(image) = &block.image {
                    self.held.push(figure_of(image));
                }
            }
            Role::Code { .. } => self.cell(cell, figure, marked(content.text, Style::Code)),
            Role::Formula => self.cell(cell, figure, marked(content.text, Style::Formula)),
            Role::TableCaption { table } => self.table_caption(*table, figure, content),
            _ => self.cell(cell, figure, content),
        }
    }

    fn cell(&mut self, facts: &CellFacts, figure: Option<u32>, content: RichText) {
        let open = match self.open {
            Open::Table {
                table, row, cell, ..
            } if table == facts.table => Some((row, cell)),
            _ => None,
        };
        if open.is_none() {
            // Pictures of the first cells are held already.
            let held = std::mem::take(&mut self.held);
            self.single(BodyBlock::Table(Table::default()));
            self.held = held;
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
            figure,
        };
    }

    fn table_caption(&mut self, number: u32, figure: Option<u32>, content: RichText) {
        let is_open = matches!(self.open, Open::Table { table, .. } if table == number);
        match self.blocks.last_mut().filter(|_| is_open) {
            Some(BodyBlock::Table(table)) if table.rows.is_empty() => {
                append(&mut table.caption, content, ' ');
            }
            _ => self.begin(
                BodyBlock::Table(Table {
                    caption: content,
                    rows: Vec::new(),
                }),
                Open::Table {
                    table: number,
                    row: u32::MAX,
                    cell: u32::MAX,
                    figure,
                },
            ),
        }
    }

    /// Makes paragraphs of a definition list: CommonMark has no form for terms and explanations that hold blocks.
    fn dissolve(&mut self, list: u32) {
        self.dissolved = Some(list);
        if self.open != Open::Definitions(list) {
            return;
        }
        if let Some(BodyBlock::Definitions { entries }) = self.blocks.pop() {
            let entries = entries.into_iter();
            self.blocks
                .extend(entries.map(|entry| BodyBlock::Paragraph {
                    content: match entry.is_term {
                        true => strong(entry.content),
                        false => entry.content,
                    },
                }));
        }
        self.open = Open::Nothing;
    }

    fn definition(&mut self, list: u32, is_term: bool, content: RichText) {
        if self.dissolved == Some(list) {
            let content = if is_term { strong(content) } else { content };
            self.single(BodyBlock::Paragraph { content });
            return;
        }
        let entry = Definition { is_term, content };
        match self.blocks.last_mut() {
            Some(BodyBlock::Definitions { entries }) if self.open == Open::Definitions(list) => {
                entries.push(entry);
            }
            _ => self.begin(
                BodyBlock::Definitions {
                    entries: vec![entry],
                },
                Open::Definitions(list),
            ),
        }
    }

    fn note(&mut self, number: u32, content: RichText) {
        match self.blocks.last_mut() {
            Some(BodyBlock::Footnote {
                content: paragraphs,
                ..
            }) if self.open == Open::Note(number) => paragraphs.push(content),
            _ => {
                let label = self.notes.get(number as usize).cloned();
                self.begin(
                    BodyBlock::Footnote {
                        label: label.unwrap_or_default(),
                        content: vec![content],
                    },
                    Open::Note(number),
                );
            }
        }
    }

    fn image(&mut self, block: &Block) {
        let Some(image) = &block.image else { return };
        if self.has_just(image) {
            return;
        }
        let figure = block.structure().figure;
        match self.blocks.last_mut() {
            // Some figures have their caption first.
            Some(BodyBlock::Figure { image: empty, .. })
                if empty.is_none() && figure.is_some() && self.open == Open::Figure(figure) =>
            {
                *empty = Some(Image::clone(image));
            }
            _ => self.begin(figure_of(image), Open::Figure(figure)),
        }
    }

    /// Whether this image was the last block: pages give it again in `noscript`.
    fn has_just(&self, image: &Image) -> bool {
        matches!(self.blocks.last(), Some(BodyBlock::Figure { image: Some(last), .. }) if last.url == image.url)
    }

    fn caption(&mut self, block: &Block, content: RichText) {
        let number = block.structure().figure;
        let waits = matches!(self.open, Open::Figure(_));
        let of_table =
            matches!(self.open, Open::Table { figure, .. } if figure.is_some() && figure == number);
        match self.blocks.last_mut() {
            Some(BodyBlock::Figure { caption, .. }) if waits => {
                let separator = if caption.is_empty() { ' ' } else { '\n' };
                append(caption, content, separator);
            }
            Some(BodyBlock::Table(table)) if of_table && table.caption.is_empty() => {
                table.caption = content;
            }
            _ => self.begin(
                BodyBlock::Figure {
                    image: None,
                    caption: content,
                },
                Open::Figure(number),
            ),
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

fn figure_of(image: &Image) -> BodyBlock {
    BodyBlock::Figure {
        image: Some(image.clone()),
        caption: RichText::default(),
    }
}

#[cfg(test)]
mod tests;
