//! How sure the choice of a body is: how much prose it holds, and how much of the page's prose.

use super::rules::prose_points;
use super::{Label, Verdict};
use crate::block::Page;

/// Tokens of body from which on its length does not add to the confidence.
const ENOUGH: f32 = 150.0;

/// An estimate from 0 to 1: the geometric mean of the body's length up to [`ENOUGH`] and of its share of the page's prose.
pub(super) fn estimate(page: &Page, verdicts: &[Verdict]) -> f32 {
    let mut tokens = 0.0;
    let mut kept = 0.0;
    let mut all = 0.0;
    for (block, verdict) in page.blocks.iter().zip(verdicts) {
        let points = prose_points(block);
        all += points;
        if verdict.label == Label::Body {
            kept += points;
            tokens += block.tokens as f32;
        }
    }
    if tokens == 0.0 || all == 0.0 {
        return 0.0;
    }
    ((tokens / ENOUGH).min(1.0) * (kept / all)).sqrt()
}
