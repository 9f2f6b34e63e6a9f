//! Blocks of an HTML page: one walk over the tree, without recursion. Text between two block-level boundaries, or between
//! double line breaks, is a block.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::frame::{Frame, Opened};
use super::inline::{self, Fate};
use super::notes::{self, Notes};
use super::tables::DataTables;
use super::text::TextBuilder;
use super::{Block, Container, Landmarks, Media, Page, Role};
use super::{code, data, facts, formula, markup, media};
use crate::bounds::{self, Bound, Deadline, Share};
use crate::dom::select::Mark;
use crate::dom::{Dom, Element, NodeId};
use crate::normalize::{self, UnicodeForm};
use crate::terms::Remembered;
use class::{ClassNumbers, OfClass};

mod add;
mod class;
mod nested;
mod open;

/// What a caller may want of the text of a page.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Options {
    pub form: UnicodeForm,
    /// Whether the readings of ruby text stand in brackets behind their base.
    pub readings: bool,
    /// Whether links within the page keep their addresses.
    pub anchors: bool,
}

/// Builds the page. `marks` says for each node whether a selector of the caller keeps or drops it; it may be empty. Time and memory are linear in the tree.
#[cfg(test)]
pub(crate) fn from_dom(dom: &Dom, marks: &[Mark], options: Options) -> Page {
    from_dom_within(dom, marks, options, &Deadline::default())
}

/// The same, as far as it gets in its time.
pub(crate) fn from_dom_within(
    dom: &Dom,
    marks: &[Mark],
    options: Options,
    deadline: &Deadline,
) -> Page {
    let mut builder = Builder::new(dom, marks, options, *deadline);
    builder.walk();
    let data = data::text(dom, &builder.page.blocks, &builder.links);
    if let Some(data) = &data {
        builder = builder.over(data, options);
        builder.walk();
    }
    let Builder {
        mut page,
        links,
        notes,
        class_numbers,
        ..
    } = builder;
    page.classes = class_numbers.into_classes();
    page.notes = notes.labels;
    page.dollar_formulas = formula::draws_dollars(dom);
    page.title = title(dom);
    page.cuts = page.cuts.with(dom.cuts());
    if let Some(data) = &data {
        page.cuts = page.cuts.with(data.cuts());
    }
    facts::fill(&mut page, &links, dom.bytes());
    page
}

/// Bytes of the title that are read. It is compared with much of the page, and nobody writes so long a one.
const TITLE_BYTES: usize = 16 << 10;

fn title(dom: &Dom) -> String {
    let mut titles = dom.named(NodeId::ROOT, "title");
    let Some((id, _)) = titles.find(|(_, element)| element.is_html()) else {
        return String::new();
    };
    let text = dom.text_content(id);
    normalize::inline(&text[..text.floor_char_boundary(TITLE_BYTES)]).into_owned()
}

fn marked(mark: Mark) -> Landmarks {
    let keep = if mark.keep {
        Landmarks::KEEP
    } else {
        Landmarks::default()
    };
    let drop = if mark.drop {
        Landmarks::DROP
    } else {
        Landmarks::default()
    };
    keep | drop
}

/// The text of a code block. Its link ranges are cut to what is left of it; where characters have gone from within, nobody
/// knows any more where a link stood, and they are forgotten.
fn clean_code(text: &str, links: &mut Vec<(usize, usize)>) -> String {
    let clean = normalize::preformatted(text);
    let kept = match text.starts_with(&*clean) {
        true => clean.len(),
        false => 0,
    };
    for (start, end) in links.iter_mut() {
        (*start, *end) = ((*start).min(kept), (*end).min(kept));
    }
    links.retain(|(start, end)| start < end);
    clean.into_owned()
}

/// Bytes that the addresses of all links of a page may take together. One link around the whole page marks every block of it,
/// so that an address of a megabyte would be copied as often as there are paragraphs. Beyond it link text stays, without
/// its address.
const ADDRESS_BYTES: usize = 16 << 20;

/// Bytes that a page has for each of its blocks, or else those behind are joined, so that memory stays a small multiple of the
/// page; and blocks that any page may have. A large table of numbers has a cell in 20 bytes.
const BYTES_A_BLOCK: usize = 128;
const BLOCKS_OF_ANY: usize = 12_288;
/// Nodes after which the clock is looked at.
const NODES_AT_A_TIME: usize = 1_024;

struct Builder<'a> {
    dom: &'a Dom,
    marks: &'a [Mark],
    options: Options,
    /// Blocks that the page may have.
    most: usize,
    deadline: Deadline,
    tables: DataTables,
    notes: Notes,
    page: Page,
    /// Link ranges of each block.
    links: Vec<Vec<(usize, usize)>>,
    stack: Vec<Frame>,
    /// What the classes of the last elements say.
    classes: Remembered<'a, OfClass>,
    /// What they are numbered.
    numbered: Remembered<'a, u32>,
    class_numbers: ClassNumbers,
    /// What each element of the stack has to close, the document aside.
    opened: Vec<Opened>,
    /// Bytes of addresses that links may still take; see [`ADDRESS_BYTES`].
    address_bytes: usize,
    text: TextBuilder,
    /// The state in which the current block began.
    block: Option<Frame>,
    /// The length of the text where an element followed another at once, and whether both are links.
    seam: Option<(usize, bool)>,
    /// Images met inside the current block, to stand behind it.
    images: Vec<Block>,
    /// Hashes of the texts of the blocks before [`Self::compared`].
    seen: HashSet<u64>,
    /// Blocks whose texts are in [`Self::seen`]; the rest is taken in when it is asked for.
    compared: usize,
    /// Where the last formula within a line ends, to tell a picture of it from another one.
    formula_end: Option<usize>,
    lists: u32,
    items: u32,
    quotes: u32,
    definitions: u32,
    callouts: u32,
    figures: u32,
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

impl<'a> Builder<'a> {
    fn new(dom: &'a Dom, marks: &'a [Mark], options: Options, deadline: Deadline) -> Self {
        Builder {
            dom,
            most: BLOCKS_OF_ANY.max(dom.bytes() / BYTES_A_BLOCK),
            deadline,
            marks,
            options,
            tables: DataTables::find(dom),
            notes: Notes::find(dom),
            page: Page {
                containers: vec![Container::default()],
                ..Page::default()
            },
            links: Vec::new(),
            stack: vec![Frame::default()],
            classes: Remembered::new(),
            numbered: Remembered::new(),
            class_numbers: ClassNumbers::new(),
            opened: Vec::new(),
            address_bytes: ADDRESS_BYTES,
            text: TextBuilder::new(options.form),
            block: None,
            seam: None,
            images: Vec::new(),
            seen: HashSet::new(),
            compared: 0,
            formula_end: None,
            lists: 0,
            items: 0,
            quotes: 0,
            definitions: 0,
            callouts: 0,
            figures: 0,
        }
    }

    /// A builder that adds the blocks of another tree, of text that is data in this one.
    fn over<'b>(self, dom: &'b Dom, options: Options) -> Builder<'b> {
        let mut builder = Builder::new(dom, &[], options, self.deadline);
        builder.most = self.most.max(builder.most);
        // Marks of notes in data lead nowhere.
        builder.notes = self.notes.labels_only();
        builder.page = self.page;
        builder.links = self.links;
        builder.class_numbers = self.class_numbers;
        builder.address_bytes = self.address_bytes;
        (builder.seen, builder.compared) = (self.seen, self.compared);
        (builder.lists, builder.items, builder.quotes) = (self.lists, self.items, self.quotes);
        (builder.definitions, builder.callouts, builder.figures) =
            (self.definitions, self.callouts, self.figures);
        builder.stack = vec![Frame {
            inside: Landmarks::DATA,
            // What was there before is not said twice.
            apart: true,
            ..Frame::default()
        }];
        builder
    }

    fn walk(&mut self) {
        let mut next = self.dom.first_child(NodeId::ROOT);
        let mut visited = 0usize;
        while let Some(id) = next {
            visited += 1;
            if visited.is_multiple_of(NODES_AT_A_TIME) && self.deadline.is_over(Share::Blocks) {
                self.page.cuts.add(Bound::Time);
                break;
            }
            let descend = self.enter(id);
            next = match self.dom.first_child(id).filter(|_| descend) {
                Some(child) => Some(child),
                None => self.leave_upwards(id, descend),
            };
        }
        while !self.opened.is_empty() {
            self.leave();
        }
        self.end_block();
    }

    /// Closes `id` and every parent that ends with it; gives the node that follows.
    fn leave_upwards(&mut self, id: NodeId, entered: bool) -> Option<NodeId> {
        if entered {
            self.leave();
        }
        let mut node = id;
        loop {
            if let Some(next) = self.dom.next_sibling(node) {
                return Some(next);
            }
            node = self.dom.parent(node)?;
            if node == NodeId::ROOT {
                return None;
            }
            self.leave();
        }
    }

    fn top(&self) -> &Frame {
        // The frame of the document is never popped, since the walk ends at the document.
        self.stack
            .last()
            .expect("the stack holds the document's frame")
    }

    /// Takes in a node; says whether its children are to be visited, with a frame pushed for it.
    fn enter(&mut self, id: NodeId) -> bool {
        if let Some(text) = self.dom.text(id) {
            self.add_text_node(id, text);
            return false;
        }
        let Some(element) = self.dom.element(id) else {
            return false;
        };
        let tag = markup::tag(element);
        if let Some((kind, url, title)) = media::read(self.dom, id, element, tag) {
            self.page.media.push(Media {
                // The block that is being collected stands before it.
                before: self.page.blocks.len() + usize::from(self.block.is_some()),
                url,
                title,
                kind,
            });
            return false;
        }
        if tag == "rt" && self.options.readings {
            self.add_reading(id);
            return false;
        }
        if markup::is_skipped(tag) && !element.is_shadow_root() {
            return false;
        }
        match tag {
            "br" => {
                self.line_break();
                return false;
            }
            "wbr" => return false,
            "hr" => {
                self.flush();
                return false;
            }
            "img" | "amp-img" => {
                self.add_image(id, element);
                return false;
            }
            "math" => {
                let display = formula::is_display(self.dom, id);
                self.add_formula(&formula::tex_of_math(self.dom, id), display);
                return false;
            }
            "script" => {
                if let Some(display) = markup::math_script(element) {
                    self.add_formula(&self.dom.text_content(id), display);
                }
                return false;
            }
            _ => {}
        }
        let class = self.of_class(element);
        let is_drawn = class.is_special && formula::is_drawing(element);
        if is_drawn && self.take_drawn_formula(id) || self.is_no_text(id, element, tag, class) {
            return false;
        }
        // A line of code is no block of its own.
        let is_block = markup::is_block(tag) && self.top().code.is_none() && !self.is_full();
        let dropped = self.marks.get(id.index()).is_some_and(|mark| mark.drop);
        // A part of a line has no verdict of its own, so what is to be dropped from it goes here.
        let fate = match is_block {
            true => Fate::Shown,
            false if dropped => Fate::Left,
            false => inline::fate(self.dom, id, element, class.is_special),
        };
        if fate == Fate::Left {
            return false;
        }
        if inline::adjoins(self.dom, id) {
            self.seam = Some((self.text.len(), inline::are_links(self.dom, id)));
        }
        let apart = fate == Fate::Apart;
        self.open(id, element, tag, class, is_block || apart);
        if let Some(frame) = self.stack.last_mut().filter(|_| apart) {
            frame.apart = true;
        }
        true
    }

    /// What the class of an element says.
    fn of_class(&mut self, element: Element<'a>) -> OfClass {
        let class = element.attr("class");
        class.map_or_else(OfClass::default, |class| {
            self.classes.get(class, OfClass::read)
        })
    }

    /// Whether an element is no part of the text: numbers beside code, buttons in it, an arrow back from a note.
    fn is_no_text(&self, id: NodeId, element: Element<'_>, tag: &str, class: OfClass) -> bool {
        let frame = self.top();
        match frame.code {
            Some(_) => code::is_beside(self.dom, id, element, tag),
            None if tag == "a" && frame.structure.note.is_some() => {
                notes::leads_back(self.dom, id, element)
            }
            None => {
                class.is_special
                    && (code::is_gutter(self.dom, id, element, tag)
                        || code::is_label(self.dom, id, element, tag))
            }
        }
    }

    /// Whether the page has as many blocks as it may have, or half as many more elements around them. What follows is part of the last one, a line each.
    fn is_full(&mut self) -> bool {
        let is_full = self.page.blocks.len() + self.images.len() >= self.most
            || self.page.containers.len() >= self.most + self.most / 2;
        if is_full {
            self.page.cuts.add(Bound::Nodes);
        }
        is_full
    }

    /// Ends the current block, unless there may be no other.
    fn flush(&mut self) {
        if !self.is_full() {
            self.end_block();
        } else if !self.text.is_empty() && !self.text.ends_with_break() {
            self.text.line_break();
        }
    }

    /// Ends the current block. Marks that are still open go on in the next one from its start.
    fn end_block(&mut self) {
        self.formula_end = None;
        let Some(frame) = self.block.take() else {
            self.text.clear();
            return;
        };
        // Inner before outer, as elements close.
        for mark in self.opened.iter_mut().rev().filter_map(|o| o.mark.as_mut()) {
            self.text.interrupt(mark, &mut self.address_bytes);
            mark.start = 0;
        }
        let (text, spans, mut links) = self.text.take();
        let mut block = frame.block();
        block.text = match block.role {
            Role::Code { .. } => clean_code(&text, &mut links),
            _ => text,
        };
        let nothing = block.text.is_empty() || frame.apart && self.is_copy(&block.text);
        if !nothing {
            block.spans = match block.role {
                Role::Code { .. } => Vec::new(),
                _ => spans,
            };
            self.push(block, links);
        }
        for image in std::mem::take(&mut self.images) {
            self.push(image, Vec::new());
        }
    }

    /// Whether a block before has this text: pages keep a hidden copy of their text, to be read aloud or shortened.
    fn is_copy(&mut self, text: &str) -> bool {
        let blocks = &self.page.blocks[self.compared..];
        self.seen
            .extend(blocks.iter().map(|block| hash(&block.text)));
        self.compared = self.page.blocks.len();
        self.seen.contains(&hash(text))
    }

    fn push(&mut self, block: Block, links: Vec<(usize, usize)>) {
        bounds::push(&mut self.page.blocks, block);
        bounds::push(&mut self.links, links);
    }
}
