//! The elements around a block: how much text they hold and of what kind.

use super::place::tag_number;
use super::{Columns, Group, View, share};
use crate::block::{Container, Page};

/// How far up the elements are looked at.
const LEVELS: [usize; 6] = [0, 1, 2, 3, 4, 6];

macro_rules! level {
    ($where:literal) => {
        &[
            concat!("words of the element ", $where),
            concat!("blocks of the element ", $where),
            concat!("share of links in the element ", $where),
            concat!("share of prose in the element ", $where),
            concat!("share of the page in the element ", $where),
            concat!("share of the page's prose in the element ", $where),
            concat!("commas a word in the element ", $where),
            concat!("punctuation a word in the element ", $where),
            concat!("siblings like the element ", $where),
            concat!("kind of the element ", $where),
        ]
    };
}

pub(super) const CONTAINERS: Group = Group {
    name: "elements around",
    features: &[
        level!("itself"),
        level!("one up"),
        level!("two up"),
        level!("three up"),
        level!("four up"),
        level!("six up"),
    ],
    fill,
};

fn fill(view: &View<'_>, columns: &mut Columns<'_>) {
    let page = view.page;
    // What a block stands in is mostly what the one before stood in.
    let root = &page.containers[0];
    let whole = features(page, root, tag_number(root.tag));
    let mut around = [(0, whole); LEVELS.len()];
    for i in columns.blocks() {
        let mut at = page.blocks[i].container;
        let mut level = 0;
        for (around, wanted) in around.iter_mut().zip(LEVELS) {
            while level < wanted {
                at = page.containers[at].parent;
                level += 1;
            }
            if around.0 != at {
                let (before, container) = (&page.containers[around.0], &page.containers[at]);
                let kind = match std::ptr::eq(before.tag, container.tag) {
                    true => around.1[KIND],
                    false => tag_number(container.tag),
                };
                *around = (at, features(page, container, kind));
            }
        }
        columns.set(i, &around.each_ref().map(|(_, features)| &features[..]));
    }
}

/// The place of the kind among the features.
const KIND: usize = 9;

fn features(page: &Page, container: &Container, kind: f32) -> [f32; KIND + 1] {
    let whole = &page.containers[0];
    [
        container.tokens as f32,
        (container.end - container.first) as f32,
        share(container.link_tokens, container.tokens),
        share(container.paragraph_tokens, container.tokens),
        share(container.tokens, whole.tokens),
        share(container.paragraph_tokens, whole.paragraph_tokens),
        share(container.commas, container.tokens),
        share(container.punctuation, container.tokens),
        container.alike as f32,
        kind,
    ]
}
