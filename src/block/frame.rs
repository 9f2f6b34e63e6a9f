//! The state that an element hands down to what it holds, while the tree is walked.

use super::text::OpenMark;
use super::{Block, CellFacts, Item, Landmarks, Role, Structure, code, markup};
use crate::dom::Element;
use crate::terms::classes::Concepts;

/// What the walk knows at an element.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    pub container: usize,
    pub tag: &'static str,
    pub inside: Landmarks,
    pub own: Concepts,
    /// What the parent and the grandparent say.
    pub above: [Concepts; 2],
    pub around: Concepts,
    /// 0 outside of headings.
    pub heading: u8,
    pub list_depth: u32,
    pub in_item: bool,
    /// Whether the item stands in a cell of a table, and not the table in the item.
    pub item_in_cell: bool,
    pub item: Item,
    pub is_table: bool,
    /// Whether it is a table within a cell of a data table, whose text is that of the cell.
    pub is_flattened: bool,
    pub in_data_table: bool,
    pub in_cell: bool,
    pub cell: CellFacts,
    pub table_caption: bool,
    /// Rows of this table so far, cells of its current row so far.
    pub rows_seen: u32,
    pub cells_seen: u32,
    pub quote: Option<u32>,
    /// Inside preformatted text, with the language that is named.
    pub code: Option<Option<String>>,
    pub caption: bool,
    pub definition: bool,
    pub control: bool,
    /// Inside text whose line ends are those of the source: verse, `white-space: pre`.
    pub lines_count: bool,
    /// Inside the head of a table.
    pub table_head: bool,
    pub structure: Structure,
    /// Whether the element is a list; the number of its next item, and whether numbers fall.
    pub is_list: bool,
    pub next_number: u32,
    pub counts_down: bool,
    /// Inside a hidden inline element that makes blocks; see [`super::inline::Fate::Apart`].
    pub apart: bool,
}

/// What is to be closed with an element. Apart from [`Frame`], which is copied for every element: an address may be long.
#[derive(Debug, Default)]
pub(super) struct Opened {
    pub is_block: bool,
    /// Whether it is a line of its own within code.
    pub is_code_line: bool,
    pub mark: Option<OpenMark>,
}

impl Frame {
    /// The state for an element within this one, before its own attributes are read.
    pub(super) fn child(&self) -> Frame {
        Frame {
            above: [self.own, self.above[0]],
            own: Concepts::default(),
            is_table: false,
            is_flattened: false,
            is_list: false,
            rows_seen: 0,
            cells_seen: 0,
            ..self.clone()
        }
    }

    /// Takes in what the element itself says; its class and id words have been read.
    pub(super) fn read(&mut self, element: Element<'_>, tag: &'static str) {
        self.around |= self.own;
        let marks = markup::landmarks(element, tag);
        if marks.has(Landmarks::ARTICLE) && self.inside.has(Landmarks::ARTICLE) {
            self.inside |= Landmarks::INNER_ARTICLE;
        }
        self.inside |= marks;
        if markup::is_block(tag) {
            self.tag = tag;
        }
        match tag {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = tag.as_bytes()[1] - b'0',
            "li" => self.in_item = true,
            "pre" if code::is_verse(element) => self.lines_count = true,
            "pre" | "listing" | "xmp" | "plaintext" => {
                let around = self.code.take().flatten();
                self.code = Some(code::language(element).or(around));
            }
            "code" => {
                if let Some(language) = &mut self.code
                    && language.is_none()
                {
                    *language = code::language(element);
                }
            }
            "thead" => self.table_head = true,
            "tbody" | "tfoot" => self.table_head = false,
            "figcaption" => self.caption = true,
            "p" | "div" if self.own.any(Concepts::CAPTION) => self.caption = true,
            "caption" => self.table_caption = true,
            "dt" | "dd" => self.definition = true,
            "button" | "select" | "option" | "label" | "legend" | "textarea" => self.control = true,
            _ => {}
        }
        if let Some(counts) = code::line_ends_count(element) {
            self.lines_count = counts;
        }
    }

    /// Enters a table, with its number if it holds data; a layout table makes no cells.
    pub(super) fn open_table(&mut self, number: Option<u32>) {
        self.is_table = true;
        self.is_flattened = number.is_none() && self.in_cell;
        if self.is_flattened {
            return;
        }
        self.in_cell = false;
        self.in_data_table = number.is_some();
        self.table_caption = false;
        self.table_head = false;
        self.cell = CellFacts {
            table: number.unwrap_or(0),
            ..CellFacts::default()
        };
        if number.is_none() {
            // What a layout table holds is no part of a list around it.
            self.in_item = false;
            self.list_depth = 0;
            self.item = Item::default();
        }
    }

    /// A block that begins here, without its text.
    pub(super) fn block(&self) -> Block {
        self.block_as(self.role())
    }

    /// The same, of a role that its text or image gives it.
    pub(super) fn block_as(&self, role: Role) -> Block {
        Block {
            tag: self.tag,
            container: self.container,
            inside: self.inside,
            near: self.own | self.above[0] | self.above[1],
            around: self.around,
            structure: self.structure(&role),
            role,
            ..Block::default()
        }
    }

    /// What joining needs, for a block of this role; nothing for most.
    fn structure(&self, role: &Role) -> Option<Box<Structure>> {
        let is_cell = matches!(role, Role::Cell(_));
        let is_item = matches!(role, Role::Item(_));
        let holds = self.in_item && !is_item && !self.item_in_cell;
        let structure = Structure {
            number: self
                .structure
                .number
                .filter(|_| self.in_item && self.item.ordered),
            cell: (self.in_cell && !is_cell).then(|| self.cell.clone()),
            item: holds.then(|| self.item.clone()),
            ..self.structure.clone()
        };
        (structure != Structure::default()).then(|| Box::new(structure))
    }

    fn role(&self) -> Role {
        if let Some(language) = &self.code {
            return Role::Code {
                language: language.clone(),
            };
        }
        if self.control {
            return Role::Control;
        }
        if self.table_caption && self.in_data_table {
            return Role::TableCaption {
                table: self.cell.table,
            };
        }
        if self.in_cell {
            return Role::Cell(self.cell.clone());
        }
        if self.heading > 0 {
            return Role::Heading(self.heading);
        }
        if self.caption {
            return Role::Caption;
        }
        if self.in_item {
            return Role::Item(self.item.clone());
        }
        if let Some(quote) = self.quote {
            return Role::Quote(quote);
        }
        if self.definition {
            return Role::Definition;
        }
        Role::Paragraph
    }
}
