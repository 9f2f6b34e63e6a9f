//! What kind of page it is: one forest a kind says how likely it is, from facts of the whole page.

use super::forest::chance;
use super::model::Model;
use crate::article::PageType;

/// The kinds that the model tells apart, in the order of its forests.
pub(crate) const KINDS: [PageType; 7] = [
    PageType::Article,
    PageType::Forum,
    PageType::Product,
    PageType::Collection,
    PageType::Listing,
    PageType::Documentation,
    PageType::Service,
];

/// The places of articles and of forums among [`KINDS`].
pub(crate) const ARTICLE: usize = 0;
pub(crate) const FORUM: usize = 1;

/// How likely each kind is; together 1.
pub(crate) fn chances(model: &Model, page: &[f32]) -> [f32; 7] {
    shares(model.kinds.map(|forest| chance(forest.score(page))))
}

/// Chances that were found one by one, made to be 1 together.
pub(crate) fn shares(chances: [f32; 7]) -> [f32; 7] {
    let sum: f32 = chances.iter().sum();
    if sum > 0.0 {
        chances.map(|chance| chance / sum)
    } else {
        chances
    }
}

/// The kind that is likeliest.
pub(super) fn likeliest(chances: &[f32; 7]) -> PageType {
    let best = chances
        .iter()
        .zip(KINDS)
        .fold((0.0, PageType::Other), |best, (&chance, kind)| {
            if chance > best.0 {
                (chance, kind)
            } else {
                best
            }
        });
    best.1
}
