//! Blocks of a page that is flattened text: a line is a block, with its indent and the blank lines before it.

use super::{Block, Container, Page, facts};
use crate::flat::Line;

/// Builds the page. Time and memory are linear in the text.
pub(crate) fn from_lines(lines: &[Line<'_>]) -> Page {
    let blocks = lines
        .iter()
        .map(|line| Block {
            text: line.text.to_string(),
            indent: line.indent,
            blank_before: line.blank_before,
            ..Block::default()
        })
        .collect::<Vec<_>>();
    let mut page = Page {
        containers: vec![Container {
            end: blocks.len(),
            ..Container::default()
        }],
        blocks,
        flat: true,
        ..Page::default()
    };
    facts::fill(&mut page, &[]);
    page
}
