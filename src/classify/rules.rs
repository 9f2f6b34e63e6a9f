//! Rules: what is known for certain of the parts of a page, as words of class and id, wording and shape tell it. They are facts
//! that the model weighs, named in the trace, and they stand alone where there is no model for a page.

mod husk;
mod inside;
mod lines;
mod main_container;
mod page_type;
mod series;
#[cfg(test)]
mod tests;

use std::cell::Cell;

use super::{Facts, Label, Verdict};
use crate::article::PageType;
use crate::block::{Block, Landmarks, Page};

use main_container::Chosen;

/// What the rules say of a page.
#[derive(Debug)]
pub(super) struct Rules {
    /// One verdict for each block.
    pub verdicts: Vec<Verdict>,
    /// What kind of page it is.
    pub page_type: PageType,
    /// The container that they take for the body.
    pub chosen: Chosen,
    /// The block that is the headline, if there is one.
    pub headline: Option<usize>,
}

/// Every reason that a rule gives, from what speaks least against a block to what speaks most: a model parts them by number.
/// New ones go to the end, where [`Rules::reason_number`] finds what it does not know.
const REASONS: &[&str] = &[
    "prose in the body",
    "inside the body",
    "in the run of prose",
    "outside the container of the body",
    "outside the body",
    "in a list of links",
    "a link alone",
    "a heading with nothing below it",
    "an image outside the text",
    "an image without a text",
    "above the headline",
    "repeats the headline",
    "a pull quote",
    "stands twice",
    "without a letter",
    "read as metadata",
    "in the byline",
    "among tags",
    "a counter",
    "in a list of references",
    "in a table of contents",
    "in a pager",
    "behind the end of the body",
    "below the head of related articles",
    "worded as a byline",
    "worded as tags",
    "worded as a pager",
    "worded as a call to read on",
    "worded as the head of related articles",
    "worded as the head of comments",
    "worded as a share button",
    "worded as a call to sign up",
    "worded as the path to the page",
    "worded as advertising",
    "worded as a browser notice",
    "worded as a legal notice",
    "worded as furniture",
    "marks the end",
    "about the author",
    "in a panel about a user",
    "among comments",
    "among related articles",
    "among share buttons",
    "in the path to the page",
    "in a sign-up box",
    "in a sidebar",
    "in an aside",
    "in a header",
    "in an article within the article",
    "in a control",
    "a control",
    "an address alone",
    "hidden",
    "in a legal notice",
    "in advertising",
    "in a notice or dialog",
    "in a search form",
    "in a footer",
    "in a menu",
];

impl Rules {
    /// The reason of a verdict as a number.
    pub(super) fn reason_number(&self, block: usize) -> f32 {
        let reason = self.verdicts[block].reasons.first();
        REASONS
            .iter()
            .position(|known| Some(known) == reason)
            .unwrap_or(REASONS.len()) as f32
    }
}

/// Applies the rules.
pub(super) fn apply(page: &Page, facts: &Facts<'_>, claimed: &[bool]) -> Rules {
    if page.flat {
        return Rules {
            verdicts: lines::classify(page, claimed),
            page_type: PageType::Article,
            chosen: Chosen::default(),
            headline: None,
        };
    }
    of_tree(page, claimed, page_type::guess(page, facts))
}

fn of_tree(page: &Page, claimed: &[bool], guessed: Option<PageType>) -> Rules {
    let reader = Reader {
        page,
        claimed,
        guessed,
    };
    let first = reader.read(Trust::Names);
    if body_tokens(page, &first.verdicts) >= HARDLY_A_BODY {
        return first;
    }
    // Names have thrown out nearly everything: they are wrong on this page, if the rest holds prose.
    let second = reader.read(Trust::Tags);
    let found = body_points(page, &second.verdicts) >= SHORT_TEXT
        && body_links(page, &second.verdicts) < LINKED;
    if found && body_tokens(page, &second.verdicts) >= HARDLY_A_BODY {
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
}

impl Reader<'_> {
    fn read(&self, trust: Trust) -> Rules {
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
                chosen = main_container::within(page, holder, chosen);
            }
        }
        let headline = husk::headline(page);
        let verdicts = inside::judge(&inside::Choice {
            page,
            claimed: self.claimed,
            husks: &husks,
            points: &points,
            chosen: &chosen,
            headline,
            page_type,
            compared: Cell::default(),
        });
        Rules {
            verdicts,
            page_type,
            chosen,
            headline,
        }
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
pub(super) fn prose_points(block: &Block) -> f32 {
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
