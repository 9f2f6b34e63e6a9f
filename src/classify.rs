//! Which blocks of a page are its body. Takes the [`Page`] and what metadata has read from it, gives one [`Verdict`] a block,
//! the kind of the page and how sure the choice is. It sees facts of blocks only, never the tree, so every decision can be
//! traced and tested from blocks written by hand. Cost is linear in the number of blocks and containers.

pub(crate) mod choice;
pub(crate) mod features;
pub(crate) mod forest;
pub(crate) mod kind;
pub(crate) mod model;
mod reasons;
mod rules;
#[cfg(test)]
mod tests;
mod units;

use std::ops::Range;

use url::Url;

use crate::article::PageType;
use crate::block::{Claim, Landmarks, Page};
use crate::bounds::{Deadline, Share};
use crate::settings::{Focus, Settings};
use crate::trace::Reason;
use forest::{UNIT, chance};
pub(crate) use model::Model;
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
#[derive(Debug, Default)]
pub(crate) struct Classification {
    /// One verdict for each block.
    pub verdicts: Vec<Verdict>,
    /// What kind of page it is.
    pub page_type: PageType,
    /// The F1 that is expected of the choice, 0 to 1.
    pub confidence: f32,
    /// The principle by which the body was chosen among several, in words.
    pub principle: &'static str,
    /// Whether there was no time to judge all blocks.
    pub late: bool,
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
    /// How likely it is body, in log-odds.
    pub score: f32,
    /// Why, strongest first.
    pub reasons: Vec<Reason>,
}

impl Verdict {
    /// Decides whatever the model says.
    fn decide(&mut self, label: Label, why: &'static str) {
        self.label = label;
        self.reasons.insert(0, Reason::rule(why));
    }
}

/// What is known of a page before the model is asked.
pub(crate) struct Prepared {
    claimed: Vec<bool>,
    rules: Rules,
    /// Features of the page.
    pub page: Vec<f32>,
    /// What surroundings are taken from.
    pub layout: choice::Layout,
    shared: features::Shared,
}

/// Takes the features of a page.
pub(crate) fn prepare(page: &Page, facts: &Facts<'_>) -> Prepared {
    let claimed = wholly_claimed(page, facts.claims);
    let rules = rules::apply(page, facts, &claimed);
    let shared = features::Shared::of(page, facts);
    let view = features::View {
        page,
        facts,
        claimed: &claimed,
        rules: &rules,
        shared: &shared,
    };
    Prepared {
        page: features::page(&view),
        layout: choice::Layout::of(page),
        claimed,
        rules,
        shared,
    }
}

impl Prepared {
    /// The features of some blocks.
    pub(crate) fn table(
        &self,
        page: &Page,
        facts: &Facts<'_>,
        blocks: Range<usize>,
    ) -> features::Table {
        let view = features::View {
            page,
            facts,
            claimed: &self.claimed,
            rules: &self.rules,
            shared: &self.shared,
        };
        features::table(&view, blocks)
    }

    /// The choice between bodies.
    pub(crate) fn options<'a>(
        &'a self,
        page: &Page,
        chances: &'a [f32],
        numbers: &'a features::Numbers,
        kinds: &[f32; 7],
    ) -> choice::Options<'a> {
        choice::Options::new(page, &self.rules, &self.layout, chances, numbers, kinds)
    }

    /// What the choice knows of the page.
    pub(crate) fn of_page(&self, page: &Page, kinds: &[f32; 7]) -> Vec<f32> {
        let mut row = kinds.to_vec();
        row.push(f32::from(u8::from(page.flat)));
        row.extend_from_slice(&self.page[..4]);
        row
    }
}

/// Classifies the blocks of a page.
#[cfg(test)]
pub(crate) fn classify(
    page: &Page,
    facts: &Facts<'_>,
    settings: &Settings,
    model: &Model,
) -> Classification {
    classify_within(page, facts, settings, model, &Deadline::default())
}

/// The same, as far as it gets in its time.
pub(crate) fn classify_within(
    page: &Page,
    facts: &Facts<'_>,
    settings: &Settings,
    model: &Model,
    deadline: &Deadline,
) -> Classification {
    if page.blocks.is_empty() {
        return Classification::default();
    }
    let prepared = prepare(page, facts);
    let kinds = kind::chances(model, &prepared.page);
    let forest = match page.flat {
        true => &model.lines,
        false => &model.blocks,
    };
    let mut scores = Vec::with_capacity(page.blocks.len());
    let mut numbers = features::Numbers::default();
    let mut reasons = Vec::new();
    let mut late = false;
    for part in features::parts(page.blocks.len()) {
        // The first part is judged in any case, the others as long as there is time.
        late = late || part.start > 0 && deadline.is_over(Share::Classify);
        if late {
            scores.extend(part.clone().map(|_| UNJUDGED));
            numbers.skip(part.len());
            continue;
        }
        let table = prepared.table(page, facts, part);
        scores.extend(forest.scores(&table.values, table.width));
        numbers.add(&table);
        if settings.trace {
            reasons.extend(reasons::explain(&table, forest, &prepared.rules));
        }
    }
    let likely: Vec<f32> = scores.iter().map(|&score| chance(score)).collect();
    let options = prepared.options(page, &likely, &numbers, &kinds);
    let mut candidates = options.candidates();
    let of_page = prepared.of_page(page, &kinds);
    let promised = promised(model, &options.rows(&candidates, &of_page));
    let best = options
        .plainly_first(&candidates, kinds[kind::ARTICLE])
        .unwrap_or_else(|| best(&promised, candidates[0].kept.contains(&true)));
    // The model knows too few pages of several texts to promise much of the first.
    let expected = promised[best].max(promised[0]);
    let chosen = candidates.swap_remove(best);
    let principle = chosen.principle();
    let kind = kind::likeliest(&kinds);
    let apart = kind == PageType::Article && kinds[kind::FORUM] < THREAD;
    let mut verdicts = verdicts(
        &prepared,
        &chosen.kept,
        &scores,
        settings.focus,
        &likely,
        apart,
    );
    for (verdict, reasons) in verdicts.iter_mut().zip(reasons) {
        verdict.reasons = reasons;
    }
    units::keep_tables(page, &prepared.claimed, &likely, &mut verdicts);
    let claimed = &prepared.claimed;
    if kinds[kind::FORUM] < POSTS {
        units::keep_lists(page, claimed, &likely, &mut verdicts);
    }
    units::keep_headings(page, claimed, &likely, &mut verdicts);
    units::keep_figures(page, &prepared.rules, &likely, &mut verdicts);
    let body = Body::of(page, &verdicts);
    let is_menu = body.is_menu() && !page.flat;
    if is_menu {
        drop_menu(&mut verdicts);
    }
    drop_images(page, &mut verdicts);
    apply_selectors(page, &mut verdicts);
    let has_body = verdicts.iter().any(|verdict| verdict.label == Label::Body);
    Classification {
        verdicts,
        // A list of links has no body and is a listing all the same.
        page_type: if has_body || is_menu {
            kind
        } else {
            PageType::Other
        },
        confidence: if has_body {
            expected * body.certainty()
        } else {
            0.0
        },
        principle,
        late,
    }
}

/// The score of a block that there was no time for: hardly body.
const UNJUDGED: i32 = -8 * UNIT as i32;

/// Points of F1 by which another choice must promise more than the usual one to be taken.
const WORTH: f32 = 0.08;
/// What one must promise where the usual choice is nothing at all.
const SOMETHING: f32 = 0.4;

/// How good each candidate is expected to be.
fn promised(model: &Model, rows: &[Vec<f32>]) -> Vec<f32> {
    let scores = model.choice.whole_scores(rows);
    scores.into_iter().map(chance).collect()
}

/// The best of some candidates, of which the first is the usual choice, and whether that holds anything.
fn best(promised: &[f32], holds: bool) -> usize {
    let mut best = 0;
    for (i, promise) in promised.iter().enumerate() {
        if *promise > promised[best] {
            best = i;
        }
    }
    let least = if holds {
        promised[0] + WORTH
    } else {
        SOMETHING
    };
    if promised[best] < least { 0 } else { best }
}

/// The chance of a forum from which on comments may be posts, which are the body there. Below it they are kept apart.
const THREAD: f32 = 0.1;
/// The same from which on a list may be a thread, of whose posts each stays or goes by itself.
const POSTS: f32 = 0.3;
/// Chances that move a block in or out when the caller rather loses text, or rather keeps husk.
const PRECISE: f32 = 0.7;
const COMPLETE: f32 = 0.2;

fn verdicts(
    prepared: &Prepared,
    chosen: &[bool],
    scores: &[i32],
    focus: Focus,
    likely: &[f32],
    apart: bool,
) -> Vec<Verdict> {
    let is_comment = |i: usize| prepared.rules.verdicts[i].label == Label::Comment;
    let kept = |i: usize| match focus {
        _ if prepared.claimed[i] || apart && is_comment(i) => false,
        Focus::Balanced => chosen[i],
        Focus::Precision => chosen[i] && likely[i] >= PRECISE,
        Focus::Recall => chosen[i] || likely[i] >= COMPLETE,
    };
    (0..scores.len())
        .map(|i| Verdict {
            label: match kept(i) {
                true => Label::Body,
                false if is_comment(i) => Label::Comment,
                false => Label::Husk,
            },
            score: scores[i] as f32 / UNIT,
            reasons: Vec::new(),
        })
        .collect()
}

/// Words of a body below which the model, which has seen hardly a page without an article, is believed the less the shorter it is:
/// error pages and log-in walls have a sentence or two.
const ENOUGH: f32 = 50.0;
/// A body of links alone is a menu, a register or a map of the site when its lines have fewer words than headlines have.
const LINKS: f32 = 0.9;
const HEADLINE: f32 = 4.0;
const ENTRIES: u32 = 8;

/// What a body is made of.
#[derive(Default)]
struct Body {
    words: u32,
    /// Words in links.
    links: u32,
    /// Blocks with words.
    lines: u32,
}

impl Body {
    fn of(page: &Page, verdicts: &[Verdict]) -> Body {
        let mut body = Body::default();
        for (block, verdict) in page.blocks.iter().zip(verdicts) {
            if verdict.label == Label::Body && block.tokens > 0 {
                body.words = body.words.saturating_add(block.tokens);
                body.links = body.links.saturating_add(block.link_tokens);
                body.lines += 1;
            }
        }
        body
    }

    /// Whether it is short links and nothing else.
    fn is_menu(&self) -> bool {
        let linked = self.links as f32 >= LINKS * self.words as f32;
        let short = (self.words as f32) < HEADLINE * self.lines as f32;
        linked && short && self.lines >= ENTRIES
    }

    /// How far the F1 that is expected of it is to be believed.
    fn certainty(&self) -> f32 {
        (self.words.max(1) as f32 / ENOUGH).min(1.0)
    }
}

fn drop_menu(verdicts: &mut [Verdict]) {
    for verdict in verdicts
        .iter_mut()
        .filter(|verdict| verdict.label == Label::Body)
    {
        verdict.decide(Label::Husk, "a list of links and nothing else");
    }
}

/// Images go that do not stand within the text.
fn drop_images(page: &Page, verdicts: &mut [Verdict]) {
    let kept: Vec<bool> = verdicts
        .iter()
        .map(|verdict| verdict.label == Label::Body)
        .collect();
    for (i, why) in rules::images_outside(page, &kept) {
        verdicts[i].decide(Label::Husk, why);
    }
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
            verdict.decide(Label::Husk, "a selector of the caller drops it");
        } else if block.inside.has(Landmarks::KEEP) {
            verdict.decide(Label::Body, "a selector of the caller keeps it");
        }
    }
}
