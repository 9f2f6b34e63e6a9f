//! Blocks of a page that is flattened text: a line is a block, with its indent and the blank lines before it. Headings and
//! captions are told from paragraphs by the layout around them, as a reader would.

use super::{Block, Container, Page, Role, facts};
use crate::flat::Line;

/// Builds the page. Time and memory are linear in the text.
pub(crate) fn from_lines(lines: Vec<Line<'_>>) -> Page {
    let blocks = lines
        .into_iter()
        .map(|line| Block {
            text: line.text.into_owned(),
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
    facts::fill(&mut page, &[], 0);
    let roles: Vec<Role> = (0..page.blocks.len())
        .map(|i| role(&page.blocks, i))
        .collect();
    for (block, role) in page.blocks.iter_mut().zip(roles) {
        block.role = role;
    }
    page
}

/// Letters from which on a line that ends as a sentence is a paragraph, in Latin letters (see [`Block::letters`]).
const PARAGRAPH: f32 = 50.0;
/// Letters up to which a line may be a heading or a caption.
const LABEL: f32 = 90.0;
/// Blank lines that an image leaves behind when a page is flattened; paragraphs stand one or two apart.
const IMAGE_GAP: u32 = 3;
/// The level given to headings, since flattening has lost the true one.
const LEVEL: u8 = 2;

/// A short line between two paragraphs is a heading, or a caption if an image has left its gap before it.
fn role(blocks: &[Block], i: usize) -> Role {
    let block = &blocks[i];
    let paragraph = |block: &Block| block.ends_sentence && block.letters() >= PARAGRAPH;
    let between = i > 0 && paragraph(&blocks[i - 1]) && blocks.get(i + 1).is_some_and(paragraph);
    let open = block.ends_sentence
        || block
            .text
            .ends_with([':', '：', ',', '，', '、', ';', '；']);
    if !between || open || block.letters() > LABEL || !block.terms.is_empty() {
        return Role::Paragraph;
    }
    // What follows a gap and goes on without one belongs to the image above it.
    if block.blank_before >= IMAGE_GAP {
        Role::Caption
    } else {
        Role::Heading(LEVEL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flat;

    #[test]
    fn headings_and_captions_are_told_by_their_surroundings() {
        let paragraph = "A paragraph that is long enough to be one, and ends as they do.";
        let text = format!(
            "Title\n\n{paragraph}\n\nA heading\n\n{paragraph}\n\n\n\nThe harbour at dawn\n\n{paragraph}\nHe said:\n{paragraph}"
        );
        let page = from_lines(flat::lines(&text, Default::default()));
        let roles: Vec<&Role> = page.blocks.iter().map(|block| &block.role).collect();
        let (p, h, c) = (&Role::Paragraph, &Role::Heading(2), &Role::Caption);
        assert_eq!(roles, [p, p, h, p, c, p, p, p]);
    }
}
