//! What the rules say of a block: whether they would keep it and why, and the container that they have chosen for the body.

use super::super::Label;
use super::{Columns, Group, View, flag, share};

pub(super) const RULES: Group = Group {
    name: "rules",
    features: &[&[
        "kept by the rules",
        "called a comment by the rules",
        "points as prose",
        "reason of the rules",
        "read as metadata",
        "inside the chosen element",
        "levels up to the chosen element",
        "blocks from the start of the chosen element",
        "blocks to the end of the chosen element",
        "score of its element against the best",
        "best score of the elements around it against the best",
        "score of the chosen element",
        "share of the page in the chosen element",
        "share of the prose points in the chosen element",
        "share of the prose points one up",
        "share of the prose points two up",
        "share of the prose points four up",
    ]],
    fill,
};

/// The distance of what is not there.
const NOWHERE: f32 = -1000.0;

fn fill(view: &View<'_>, columns: &mut Columns<'_>) {
    let (page, rules) = (view.page, view.rules);
    let chosen = &rules.chosen;
    let of = |values: &[f32], at: usize| values.get(at).copied().unwrap_or(0.0);
    let best = chosen
        .scores
        .iter()
        .copied()
        .fold(0.0f32, f32::max)
        .max(1.0);
    // The best score on the way from each container to the page, and how far up the chosen one is.
    let mut highest = vec![0.0f32; page.containers.len()];
    let mut levels = vec![-1.0f32; page.containers.len()];
    for (i, container) in page.containers.iter().enumerate() {
        highest[i] = of(&chosen.scores, i);
        if i == chosen.top {
            levels[i] = 0.0;
        } else if i != 0 {
            let above = levels[container.parent];
            levels[i] = if above < 0.0 { above } else { above + 1.0 };
        }
        if i != 0 {
            highest[i] = highest[i].max(highest[container.parent]);
        }
    }
    let top = &page.containers[chosen.top];
    let whole = of(&chosen.sums, 0).max(1.0);
    // The reason for a block is mostly that for the one before.
    let mut reason = ("", 0.0);
    for i in columns.blocks() {
        let block = &page.blocks[i];
        let verdict = &rules.verdicts[i];
        if reason.0 != verdict.reason {
            reason = (verdict.reason, rules.reason_number(i));
        }
        let up = |levels: usize| {
            let at = (0..levels).fold(block.container, |at, _| page.containers[at].parent);
            of(&chosen.sums, at) / whole
        };
        let distance = |from: usize, to: usize| {
            if page.flat {
                NOWHERE
            } else {
                from as f32 - to as f32
            }
        };
        columns.set(
            i,
            &[&[
                flag(verdict.label == Label::Body),
                flag(verdict.label == Label::Comment),
                verdict.score,
                reason.1,
                flag(view.claimed[i]),
                flag(chosen.inside.get(block.container).copied().unwrap_or(false)),
                levels[block.container],
                distance(i, top.first),
                distance(top.end, i),
                of(&chosen.scores, block.container) / best,
                highest[block.container] / best,
                best,
                share(top.tokens, page.containers[0].tokens),
                of(&chosen.sums, chosen.top) / whole,
                up(1),
                up(2),
                up(4),
            ]],
        );
    }
}
