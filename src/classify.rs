//! Which blocks of a page are its body. Takes the [`Page`] and what metadata has read from it, gives one [`Verdict`] a block,
//! the kind of the page and how sure the choice is. It sees facts of blocks only, never the tree, so every decision can be
//! traced and tested from blocks written by hand. Cost is linear in the number of blocks and containers.

mod confidence;
mod husk;
mod inside;
mod lines;
mod main_container;
mod page_type;
mod series;
#[cfg(test)]
mod tests;

use std::cell::Cell;

use url::Url;

use crate::article::PageType;
use crate::block::{Block, Claim, Landmarks, Page};
use crate::settings::Settings;

/// What is known of a page beside its blocks.
pub(crate) struct Facts<'a> {
    /// Parts of blocks that metadata was read from.
    pub claims: &'a [Claim],
    /// Types that the page declares: schema.org types, `og:type`.
    pub schema_types: &'a [String],
    /// The address of the page.
    pub url: Option<&'a Url>,
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
    let (mut verdicts, page_type) = if page.flat {
        (
            lines::classify(page, &claimed, settings.focus),
            PageType::Article,
        )
    } else {
        of_tree(page, &claimed, page_type::guess(page, facts), settings)
    };
    apply_selectors(page, &mut verdicts);
    let confidence = confidence::estimate(page, &verdicts);
    let has_body = body(page, &verdicts).next().is_some();
    let page_type = if has_body { page_type } else { PageType::Other };
    Classification {
        verdicts,
        page_type,
        confidence,
    }
}

fn of_tree(
    page: &Page,
    claimed: &[bool],
    guessed: Option<PageType>,
    settings: &Settings,
) -> (Vec<Verdict>, PageType) {
    let reader = Reader {
        page,
        claimed,
        guessed,
        settings,
    };
    let first = reader.read(Trust::Names);
    if body_tokens(page, &first.0) >= HARDLY_A_BODY {
        return first;
    }
    // Names have thrown out nearly everything: they are wrong on this page, if the rest holds prose.
    let second = reader.read(Trust::Tags);
    let found = body_points(page, &second.0) >= SHORT_TEXT && body_links(page, &second.0) < LINKED;
    if found && body_tokens(page, &second.0) >= HARDLY_A_BODY {
        second
    } else {
        first
    }
}

/// Tokens below which a body is hardly one.
const HARDLY_A_BODY: u32 = 50;

/// The blocks of the body, with their verdicts.
fn body<'a>(
    page: &'a Page,
    verdicts: &'a [Verdict],
) -> impl Iterator<Item = (&'a Block, &'a Verdict)> {
    page.blocks
        .iter()
        .zip(verdicts)
        .filter(|(_, verdict)| verdict.label == Label::Body)
}

fn body_tokens(page: &Page, verdicts: &[Verdict]) -> u32 {
    body(page, verdicts).map(|(block, _)| block.tokens).sum()
}

/// Share of links in the body.
fn body_links(page: &Page, verdicts: &[Verdict]) -> f32 {
    let linked: u32 = body(page, verdicts)
        .map(|(block, _)| block.link_tokens)
        .sum();
    linked as f32 / body_tokens(page, verdicts).max(1) as f32
}

fn body_points(page: &Page, verdicts: &[Verdict]) -> f32 {
    body(page, verdicts)
        .map(|(_, verdict)| verdict.score.max(0.0))
        .sum()
}

/// What is believed of what containers say about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Their tags, and the words of their class and id.
    Names,
    /// Their tags alone.
    Tags,
}

/// One reading of a page with a tree.
struct Reader<'a> {
    page: &'a Page,
    claimed: &'a [bool],
    guessed: Option<PageType>,
    settings: &'a Settings,
}

impl Reader<'_> {
    fn read(&self, trust: Trust) -> (Vec<Verdict>, PageType) {
        let page = self.page;
        let mut page_type = self.guessed.unwrap_or(PageType::Article);
        let mut husks = husk::containers(page, page_type, trust);
        let points = points(page, self.claimed, &husks);
        let mut chosen = main_container::choose(page, &points, &husks, page_type);
        if self.guessed.is_none() && !page_type::is_text(page, &chosen) {
            let of_lists = husk::containers(page, PageType::Listing, trust);
            // However short a text is, headlines around it do not make it a list of headlines.
            let has_prose = points.iter().sum::<f32>() >= SHORT_TEXT;
            let series = page_type::of_series(page, &of_lists, &chosen, has_prose);
            if let Some((found, holder)) = series {
                page_type = found;
                husks = of_lists;
                chosen = main_container::within(page, holder, chosen.sums);
            }
        }
        let verdicts = inside::judge(&inside::Choice {
            page,
            claimed: self.claimed,
            husks: &husks,
            points: &points,
            chosen: &chosen,
            headline: husk::headline(page),
            page_type,
            focus: self.settings.focus,
            compared: Cell::default(),
        });
        (verdicts, page_type)
    }
}

/// Points of each block as prose; none for what is claimed or stands in a husk.
fn points(page: &Page, claimed: &[bool], husks: &husk::Husks) -> Vec<f32> {
    let blocks = page.blocks.iter().zip(claimed);
    blocks
        .map(|(block, &claimed)| {
            if claimed || husks.of(block).is_some() {
                0.0
            } else {
                prose_points(block)
            }
        })
        .collect()
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

/// Points of prose that make a text of a page, if a short one.
const SHORT_TEXT: f32 = 6.0;
/// Letters from which on a block counts as prose. Readability.js: a paragraph of fewer than 25 characters is ignored.
const PROSE: f32 = 25.0;
/// Share of a block's tokens in links above which it is a list of links, not prose.
const LINKED: f32 = 0.5;
/// Letters that earn one point, and how many points length can earn. Readability.js: a point for each 100, three at most;
/// two more here, since blocks cut at `<br>` are whole paragraphs.
const LETTERS_A_POINT: f32 = 100.0;
const MOST_LENGTH_POINTS: f32 = 5.0;
/// Points that commas can earn. Readability.js has no bound, and lists of names run away with it.
const MOST_COMMA_POINTS: f32 = 8.0;

/// How much a block looks like prose, 0 or more: one point, one for each comma, one for each hundred letters; all of it less
/// the share of links. The scale of Readability.js.
fn prose_points(block: &Block) -> f32 {
    let letters = block.letters();
    let unsaid = block
        .inside
        .any(Landmarks::CONTROL | Landmarks::NAV | Landmarks::DIALOG);
    if letters < PROSE || unsaid || block.link_share() > LINKED {
        return 0.0;
    }
    let commas = (block.commas as f32).min(MOST_COMMA_POINTS);
    let length = (letters / LETTERS_A_POINT).floor().min(MOST_LENGTH_POINTS);
    (1.0 + commas + length) * (1.0 - block.link_share())
}
