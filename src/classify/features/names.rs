//! What the elements around a block call themselves: for each concept how far up the words of class and id name it.

use super::{Columns, Group, View};

/// Concepts that there are.
const CONCEPTS: usize = 32;
/// The distance of what no element names.
const NOWHERE: u8 = 40;

pub(super) const NAMES: Group = Group {
    name: "class and id words",
    features: &[&[
        "elements up to one named as a menu",
        "elements up to one named as a footer",
        "elements up to one named as a header",
        "elements up to one named as comments",
        "elements up to one named as related articles",
        "elements up to one named as share buttons",
        "elements up to one named as advertising",
        "elements up to one named as a sidebar",
        "elements up to one named as content",
        "elements up to one named as an article",
        "elements up to one named as text",
        "elements up to one named as a byline",
        "elements up to one named as tags",
        "elements up to one named as a widget",
        "elements up to one named as a dialog",
        "elements up to one named as a sign-up",
        "elements up to one named as a product",
        "elements up to one named as a forum",
        "elements up to one named as hidden",
        "elements up to one named as a caption",
        "elements up to one named as a pager",
        "elements up to one named as a form",
        "elements up to one named as a path",
        "elements up to one named as about the author",
        "elements up to one named as a headline",
        "elements up to one named as a table of contents",
        "elements up to one named as code",
        "elements up to one named as a legal notice",
        "elements up to one named as a user",
        "elements up to one named as a note",
        "elements up to one named as references",
        "elements up to one named as an answer",
    ]],
    fill,
};

fn fill(view: &View<'_>, columns: &mut Columns<'_>) {
    let page = view.page;
    let mut distances: Vec<[u8; CONCEPTS]> = Vec::with_capacity(page.containers.len());
    for (i, container) in page.containers.iter().enumerate() {
        // A parent stands before its children.
        let mut own = match i {
            0 => [NOWHERE; CONCEPTS],
            _ => distances[container.parent].map(|distance| (distance + 1).min(NOWHERE)),
        };
        let named = container.own.bits();
        for (bit, distance) in own.iter_mut().enumerate() {
            if named >> bit & 1 == 1 {
                *distance = 0;
            }
        }
        distances.push(own);
    }
    for i in columns.blocks() {
        let block = &page.blocks[i];
        let near = block.near.bits();
        let distances = &distances[block.container];
        // Inline elements are no containers; what they name is near.
        let nearest = distances.iter().enumerate().map(|(bit, &distance)| {
            let distance = if near >> bit & 1 == 1 {
                distance.min(2)
            } else {
                distance
            };
            f32::from(distance)
        });
        columns.set(i, nearest);
    }
}
