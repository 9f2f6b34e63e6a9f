//! White space that lays out the source and not the page: before and behind a tag that begins or ends a block, and in front of all that is seen. Nobody
//! sees it, and on most pages every fifth token is one, so it is not handed on. What it does to the tree, other than to be there, is to
//! open formatting elements again that were left open; so it stays where that may be. And it stays where the tree builder may pass over
//! the tag, as it does over a `</div>` without a `<div>`: `<b>a</b> </div> <b>b</b>` are two words.

use html5ever::{LocalName, local_name};

use crate::dom::kind::Kind;
use crate::dom::tag::Tag;

/// Elements open at once that are followed; beyond them white space stays.
const MOST_OPEN: usize = 64;
/// Blocks around a place among which the one is looked for that a tag ends.
const BLOCKS_AROUND: usize = 16;

/// What a tag is to white space beside it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Edge {
    /// Whether it surely begins or ends a block.
    is_boundary: bool,
    /// Whether that parts what stands in front of it from what stands behind.
    parts: bool,
    is_start: bool,
    is_end: bool,
}

/// Where white space only lays out the source.
#[derive(Debug, Default)]
pub(super) struct Layout<'a> {
    /// The last tag, if only white space and comments came behind it.
    last: Edge,
    /// Whether something has come that may be seen.
    has_begun: bool,
    /// Elements that show white space as it stands and are open.
    preformatted: usize,
    /// Blocks that are open, outermost first; which of them others have ended is known for the most frequent ones.
    blocks: Vec<LocalName>,
    /// Elements that are open, from the first formatting element on.
    open: Vec<&'a str>,
    /// Whether a formatting element may have been left open.
    is_left_open: bool,
}

impl<'a> Layout<'a> {
    /// Whether white space in front of a tag, or of a comment, is layout. Within a line it may be the indent of code that stands in cells
    /// of a table, and all that an element holds may be an empty line of it.
    pub(super) fn is_layout(&self, space: &[u8], next: Edge) -> bool {
        let is_beside_block = || {
            (self.last.is_boundary || next.parts)
                && !(self.last.is_start && next.is_end)
                && space.contains(&b'\n')
        };
        let is_certain = self.preformatted == 0 && self.open.is_empty() && !self.is_left_open;
        is_certain && (!self.has_begun || is_beside_block())
    }

    /// What a tag is to the white space in front of it. Text that stands in a table by mistake, not in a cell, goes in front of the table
    /// and meets the text there.
    pub(super) fn edge(&self, tag: &Tag<'_>, name: &LocalName, kind: Kind) -> Edge {
        let is_boundary = self.is_boundary(name, kind, tag.is_end());
        Edge {
            is_boundary,
            parts: is_boundary && !self.strays(name),
            is_start: !tag.is_end(),
            is_end: tag.is_end(),
        }
    }

    /// Whether a block is a table, or stands in one but not in a cell.
    fn strays(&self, name: &LocalName) -> bool {
        let is_table = |name: &LocalName| *name == local_name!("table");
        let is_row = |name: &LocalName| is_part_of_table(name) && !is_cell(name);
        let in_table = |last: &LocalName| is_table(last) || is_row(last);
        is_table(name) || self.blocks.last().is_some_and(in_table) && !is_part_of_table(name)
    }

    /// Whether a tag surely begins or ends a block.
    fn is_boundary(&self, name: &LocalName, kind: Kind, is_end: bool) -> bool {
        kind.is(Kind::BLOCK)
            && match *name {
                // An end of a paragraph that is not there makes an empty one.
                local_name!("p") => true,
                _ if is_end => self.around(name).is_some(),
                // There is never more than one.
                local_name!("form") => !self.blocks.contains(name),
                _ if is_part_of_table(name) => self.around(&local_name!("table")).is_some(),
                _ => true,
            }
    }

    /// The innermost block of this name that an end tag can reach. Out of a cell it does not reach, but for a part of the table.
    fn around(&self, name: &LocalName) -> Option<usize> {
        let reaches_out = is_part_of_table(name) || *name == local_name!("table");
        let blocks = self.blocks.iter().enumerate().rev().take(BLOCKS_AROUND);
        for (i, block) in blocks {
            if block == name {
                return Some(i);
            }
            if !reaches_out && is_part_of_table(block) || *block == local_name!("table") {
                return None;
            }
        }
        None
    }

    /// Takes in that there is text.
    pub(super) fn text(&mut self) {
        self.last = Edge::default();
        self.has_begun = true;
    }

    /// Takes in a tag, unless it ends text that is no markup.
    pub(super) fn tag(&mut self, tag: &Tag<'a>, name: &LocalName, kind: Kind, edge: Edge) {
        self.last = edge;
        self.has_begun |= !kind.is(Kind::UNSEEN);
        if edge.is_boundary && !kind.is(Kind::VOID) {
            self.block(name, tag.is_end());
        }
        if kind.is(Kind::PREFORMATTED) {
            self.preformatted = match tag.is_end() {
                true => self.preformatted.saturating_sub(1),
                false => self.preformatted + 1,
            };
        }
        if kind.is(Kind::FORMATTING) || !self.open.is_empty() {
            self.follow(tag, kind);
        }
    }

    fn block(&mut self, name: &LocalName, is_end: bool) {
        if is_end {
            if let Some(ended) = self.around(name) {
                self.blocks.truncate(ended);
            }
            return;
        }
        while self.blocks.last().is_some_and(|last| ends(name, last)) {
            self.blocks.pop();
        }
        self.blocks.push(name.clone());
    }

    /// Follows elements from a formatting element to its end. Where it does not end as it began, another element has been left open, or
    /// it has; what the tree builder makes of that is not followed.
    fn follow(&mut self, tag: &Tag<'a>, kind: Kind) {
        // Parts of drawings close themselves.
        let is_alone = tag.is_self_closing() && !kind.is(Kind::FORMATTING.or(Kind::BLOCK));
        if kind.is(Kind::VOID.or(Kind::RAW_TEXT)) || is_alone || self.is_left_open {
            return;
        }
        if !tag.is_end() {
            self.open.push(tag.name());
            self.is_left_open = self.open.len() > MOST_OPEN;
        } else if let Some(open) = self.open.pop() {
            self.is_left_open = !open.eq_ignore_ascii_case(tag.name());
        }
    }
}

fn is_part_of_table(name: &LocalName) -> bool {
    is_cell(name)
        || matches!(
            *name,
            local_name!("tbody") | local_name!("tfoot") | local_name!("thead") | local_name!("tr")
        )
}

fn is_cell(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("caption") | local_name!("td") | local_name!("th")
    )
}

/// Whether the start of a block ends another one around it.
fn ends(name: &LocalName, last: &LocalName) -> bool {
    let is_row = *name == local_name!("tr");
    match *last {
        local_name!("p") => true,
        local_name!("li") => *name == local_name!("li"),
        local_name!("dd") | local_name!("dt") => {
            matches!(*name, local_name!("dd") | local_name!("dt"))
        }
        local_name!("tr") => is_row || is_part_of_table(name) && !is_cell(name),
        _ => is_cell(last) && is_part_of_table(name),
    }
}
