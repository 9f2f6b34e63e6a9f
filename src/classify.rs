//! Which blocks of a page are its body. Takes the [`Page`] and what metadata has read from it, gives one [`Verdict`] a block,
//! the kind of the page and how sure the choice is. It sees facts of blocks only, never the tree, so every decision can be
//! traced and tested from blocks written by hand. Cost is linear in the number of blocks and containers.

mod confidence;
pub(crate) mod features;
mod rules;

use url::Url;

use crate::article::PageType;
use crate::block::{Claim, Landmarks, Page};
use crate::settings::Settings;
use rules::Rules;

/// What is known of a page beside its blocks.
#[derive(Default)]
pub(crate) struct Facts<'a> {
    /// Parts of blocks that metadata was read from.
    pub claims: &'a [Claim],
    /// Types that the page declares: schema.org types, `og:type`.
    pub schema_types: &'a [String],
    /// The address of the page.
    pub url: Option<&'a Url>,
    /// The text of the article as structured data gives it.
    pub article_body: Option<&'a str>,
    /// What the page says that it is about.
    pub description: Option<&'a str>,
}

/// The outcome.
#[derive(Debug)]
pub(crate) struct Classification {
    /// One verdict for each block.
    pub verdicts: Vec<Verdict>,
    /// What kind of page it is.
    pub page_type: PageType,
    /// How sure the choice is, 0 to 1.
    pub confidence: f32,
}

/// What a block is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Label {
    /// Part of the body.
    Body,
    /// Part of readers' comments below an article.
    Comment,
    /// Anything else.
    #[default]
    Husk,
}

/// The decision on a block.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Verdict {
    /// What it is.
    pub label: Label,
    /// Points as prose, negative for what speaks against it.
    pub score: f32,
    /// Why, strongest first.
    pub reasons: Vec<&'static str>,
}

impl Verdict {
    fn body(score: f32, reason: &'static str) -> Verdict {
        Verdict {
            label: Label::Body,
            score,
            reasons: vec![reason],
        }
    }

    fn husk(reason: &'static str) -> Verdict {
        Verdict {
            label: Label::Husk,
            score: -1.0,
            reasons: vec![reason],
        }
    }
}

/// Classifies the blocks of a page.
pub(crate) fn classify(page: &Page, facts: &Facts<'_>, settings: &Settings) -> Classification {
    let claimed = wholly_claimed(page, facts.claims);
    let Rules {
        mut verdicts,
        page_type,
        ..
    } = rules::apply(page, facts, &claimed);
    let _ = settings;
    apply_selectors(page, &mut verdicts);
    let confidence = confidence::estimate(page, &verdicts);
    let has_body = verdicts.iter().any(|verdict| verdict.label == Label::Body);
    let page_type = if has_body { page_type } else { PageType::Other };
    Classification {
        verdicts,
        page_type,
        confidence,
    }
}

/// Features of all blocks, for training.
#[cfg(feature = "training")]
pub(crate) fn features(page: &Page, facts: &Facts<'_>) -> features::Table {
    let claimed = wholly_claimed(page, facts.claims);
    let rules = rules::apply(page, facts, &claimed);
    features::table(&features::View {
        page,
        facts,
        claimed: &claimed,
        rules: &rules,
    })
}

/// Blocks whose whole text metadata has claimed.
fn wholly_claimed(page: &Page, claims: &[Claim]) -> Vec<bool> {
    let mut left: Vec<usize> = page.blocks.iter().map(|block| block.text.len()).collect();
    let mut claimed = vec![false; page.blocks.len()];
    for claim in claims {
        if let Some(left) = left.get_mut(claim.block) {
            *left = left.saturating_sub(claim.range.len());
            claimed[claim.block] |= *left == 0;
        }
    }
    claimed
}

/// Selectors of the caller outrank every verdict, and dropping outranks keeping.
fn apply_selectors(page: &Page, verdicts: &mut [Verdict]) {
    for (block, verdict) in page.blocks.iter().zip(verdicts) {
        if block.inside.has(Landmarks::DROP) {
            *verdict = Verdict::husk("a selector of the caller drops it");
        } else if block.inside.has(Landmarks::KEEP) {
            *verdict = Verdict::body(verdict.score, "a selector of the caller keeps it");
        }
    }
}
