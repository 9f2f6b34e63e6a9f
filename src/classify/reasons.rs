//! Why a block has its score, in words: the features that have moved it most, and what the rules say.

use super::features;
use super::features::Table;
use super::forest::{Forest, UNIT};
use super::rules::Rules;
use crate::trace::Reason;

/// Features that are named for each block.
const NAMED: usize = 6;

/// The reasons of some verdicts: the features that moved each most by the sum of what they did along the paths, then the rule.
pub(super) fn explain(rows: &Table, forest: &Forest<'_>, rules: &Rules) -> Vec<Vec<Reason>> {
    let names: Vec<&'static str> = features::names().collect();
    let of = |i: usize| {
        let row = rows.row(i);
        let (_, moved) = forest.explain(row);
        let mut order: Vec<usize> = (0..moved.len())
            .filter(|&feature| moved[feature] != 0)
            .collect();
        order.sort_by_key(|&feature| (std::cmp::Reverse(moved[feature].abs()), feature));
        order.truncate(NAMED);
        let mut reasons: Vec<Reason> = order
            .into_iter()
            .map(|feature| Reason {
                fact: names.get(feature).copied().unwrap_or_default(),
                value: row[feature],
                moved: moved[feature] as f32 / UNIT,
            })
            .collect();
        reasons.push(Reason::rule(rules.verdicts[i].reason));
        reasons
    };
    rows.blocks.clone().map(of).collect()
}
