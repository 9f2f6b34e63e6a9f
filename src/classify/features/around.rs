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
    let of_containers: Vec<[f32; 10]> = page
        .containers
        .iter()
        .map(|container| features(page, container))
        .collect();
    for (i, block) in page.blocks.iter().enumerate() {
        let mut at = block.container;
        let mut level = 0;
        let rows = LEVELS.iter().map(|&wanted| {
            while level < wanted {
                at = page.containers[at].parent;
                level += 1;
            }
            of_containers[at]
        });
        columns.set(i, rows.flatten());
    }
}

fn features(page: &Page, container: &Container) -> [f32; 10] {
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
        tag_number(container.tag),
    ]
}
