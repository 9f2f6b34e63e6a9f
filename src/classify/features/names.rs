//! What the elements around a block call themselves: for each concept how far up the words of class and id name it.

use super::{Columns, Group, View};
use crate::terms::classes::Concepts;

/// Concepts that there are.
const CONCEPTS: usize = 32;
/// The distance of what no element names.
const NOWHERE: f32 = 40.0;
/// The distance, at most, of what an inline element names: those are no containers.
const INLINE: f32 = 2.0;

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
    let mut distances: Vec<[f32; CONCEPTS]> = Vec::with_capacity(page.containers.len());
    for (i, container) in page.containers.iter().enumerate() {
        // A parent stands before its children.
        let mut own = match i {
            0 => [NOWHERE; CONCEPTS],
            _ => distances[container.parent].map(|distance| (distance + 1.0).min(NOWHERE)),
        };
        limit(&mut own, container.own, 0.0);
        distances.push(own);
    }
    for i in columns.blocks() {
        let block = &page.blocks[i];
        let mut nearest = distances[block.container];
        limit(&mut nearest, block.near, INLINE);
        columns.set(i, &[&nearest]);
    }
}

/// Lets no distance of what is named be more than this.
fn limit(distances: &mut [f32; CONCEPTS], named: Concepts, most: f32) {
    let mut left = named.bits();
    while left != 0 {
        let distance = &mut distances[left.trailing_zeros() as usize];
        *distance = distance.min(most);
        left &= left - 1;
    }
}
