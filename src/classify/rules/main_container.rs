//! The container that holds the body. The score of a container is what the prose in it earns, handed up to its parents with
//! a discount, weighted by what its class says and by the share of links: the method of Readability.js, on side tables
//! instead of attributes in the tree, and with prose counted so that Chinese compares.

use super::husk::Husks;
use crate::article::PageType;
use crate::block::{Block, Landmarks, Page};
use crate::terms::classes::Concepts;

/// The choice.
#[derive(Debug, Default)]
pub(in crate::classify) struct Chosen {
    /// For each container whether it is, or stands in, a chosen one.
    pub inside: Vec<bool>,
    /// The container with the best score; the page if nothing stood out.
    pub top: usize,
    /// Points of prose in each container.
    pub sums: Vec<f32>,
    /// The score of each container.
    pub scores: Vec<f32>,
}

/// Ancestors that prose earns points for. Readability.js: five.
const ANCESTORS: usize = 5;
/// Points that class words give or take. Readability.js: 25.
const CLASS_WEIGHT: f32 = 25.0;
/// A container that says by `itemprop` or `role` that it is the body is chosen if it holds this share of the prose.
const MARKED_SHARE: f32 = 0.3;
/// A sibling of the best container belongs to the body from this share of its score on. Readability.js: a fifth.
const SIBLING_SHARE: f32 = 0.2;
/// Score below which no sibling belongs. Readability.js: 10.
const SIBLING_LEAST: f32 = 10.0;
/// Containers of the same tag and class from which on they are parts of a series: posts, steps, sections.
const SERIES: u32 = 3;
/// Points that the rest of a series must have, as a share of those of the best container in it.
const SERIES_SHARE: f32 = 0.4;
/// How far above the best container a series is looked for.
const SERIES_LEVELS: usize = 4;

/// Chooses.
pub(super) fn choose(page: &Page, points: &[f32], husks: &Husks, page_type: PageType) -> Chosen {
    let sums = page.sums(points.iter().copied());
    let scores = scores(page, points, husks);
    let best = best(&scores);
    let Some(mut top) = marked(page, &sums).or(best) else {
        return everything(page, sums, scores);
    };
    top = match thread(page, &sums, husks).filter(|_| page_type == PageType::Forum) {
        Some(holder) => holder,
        None => climb(page, &scores, top),
    };
    top = widen_to_gain(page, &sums, husks, top, page_type);
    top = widen_to_series(page, &sums, husks, top, page_type);
    let mut inside = vec![false; page.containers.len()];
    for i in 0..page.containers.len() {
        let parent = page.containers[i].parent;
        inside[i] = i == top
            || i != 0 && inside[parent]
            || belongs_as_sibling(page, &scores, points, husks, top, i);
    }
    Chosen {
        inside,
        top,
        sums,
        scores,
    }
}

/// Only what one container holds.
pub(super) fn within(page: &Page, holder: usize, chosen: Chosen) -> Chosen {
    let mut inside = vec![false; page.containers.len()];
    for i in 0..page.containers.len() {
        inside[i] = i == holder || i != 0 && inside[page.containers[i].parent];
    }
    Chosen {
        inside,
        top: holder,
        ..chosen
    }
}

fn everything(page: &Page, sums: Vec<f32>, scores: Vec<f32>) -> Chosen {
    Chosen {
        inside: vec![true; page.containers.len()],
        top: 0,
        sums,
        scores,
    }
}

/// The container that a block of prose is in: the one around it, or around its paragraph element.
fn holder(page: &Page, block: &Block) -> usize {
    let own = &page.containers[block.container];
    let is_paragraph = own.end - own.first <= 1;
    if is_paragraph {
        own.parent
    } else {
        block.container
    }
}

fn scores(page: &Page, points: &[f32], husks: &Husks) -> Vec<f32> {
    let mut scores = vec![0.0f32; page.containers.len()];
    for (block, &points) in page.blocks.iter().zip(points) {
        if points <= 0.0 {
            continue;
        }
        let mut container = holder(page, block);
        for level in 0..ANCESTORS {
            let divider = match level {
                0 => 1.0,
                1 => 2.0,
                level => 3.0 * level as f32,
            };
            scores[container] += points / divider;
            if container == 0 {
                break;
            }
            container = page.containers[container].parent;
        }
    }
    for (i, score) in scores.iter_mut().enumerate() {
        if *score <= 0.0 {
            continue;
        }
        let container = &page.containers[i];
        if husks.of_container(i).is_some() {
            *score = 0.0;
            continue;
        }
        let link_share = container.link_tokens as f32 / container.tokens.max(1) as f32;
        *score =
            (*score + tag_weight(container.tag) + class_weight(container.own)) * (1.0 - link_share);
    }
    scores
}

/// Readability.js: what a container of this tag starts with.
fn tag_weight(tag: &str) -> f32 {
    match tag {
        "article" => 10.0,
        "main" | "div" => 5.0,
        "section" | "td" | "blockquote" | "pre" => 3.0,
        "ul" | "ol" | "dl" | "dd" | "dt" | "li" | "form" | "address" => -3.0,
        "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => -5.0,
        _ => 0.0,
    }
}

fn class_weight(own: Concepts) -> f32 {
    let good = own.any(Concepts::CONTENT | Concepts::ARTICLE | Concepts::TEXT);
    let bad = own.any(
        Concepts::COMMENT
            | Concepts::FOOTER
            | Concepts::RELATED
            | Concepts::SHARE
            | Concepts::SIDEBAR
            | Concepts::WIDGET
            | Concepts::META
            | Concepts::TAG
            | Concepts::AD,
    );
    CLASS_WEIGHT * (f32::from(good) - f32::from(bad))
}

fn best(scores: &[f32]) -> Option<usize> {
    let (at, best) =
        scores.iter().enumerate().fold(
            (0, 0.0),
            |best, (i, &score)| if score > best.1 { (i, score) } else { best },
        );
    (best > 0.0).then_some(at)
}

/// The container that says of itself that it is the body, if it is the only one and holds enough.
fn marked(page: &Page, sums: &[f32]) -> Option<usize> {
    let mut marked = (1..page.containers.len()).filter(|&i| {
        let container = &page.containers[i];
        container.marked && sums[i] >= MARKED_SHARE * sums[0] && sums[i] > 0.0
    });
    let first = marked.next()?;
    let innermost = marked.rfind(|&i| is_within(page, i, first));
    Some(innermost.unwrap_or(first))
}

fn is_within(page: &Page, container: usize, outer: usize) -> bool {
    let (inner, outer) = (&page.containers[container], &page.containers[outer]);
    inner.first >= outer.first && inner.end <= outer.end
}

/// Goes up while the parent scores higher: the body is spread over several children. Readability.js, with its bound of a
/// third of the best score.
fn climb(page: &Page, scores: &[f32], top: usize) -> usize {
    let least = scores[top] / 3.0;
    let mut last = scores[top];
    let mut at = page.containers[top].parent;
    while at != 0 {
        let score = scores[at];
        if score < least {
            break;
        }
        if score > last {
            return at;
        }
        last = score;
        at = page.containers[at].parent;
    }
    top
}

/// Points that a wider container must add, as a share of those of the best one, to be worth it.
const GAIN: f32 = 0.5;
/// Share of links in what it adds up to which a wider container is still the body rather than a page of teasers.
const GAIN_LINKS: f32 = 0.15;

/// The same for a thread, whose first post often stands apart from the replies, with names and buttons around each.
const THREAD_GAIN: f32 = 0.1;
const THREAD_LINKS: f32 = 0.3;

/// The container whose like children hold the most prose: the posts of a thread.
fn thread(page: &Page, sums: &[f32], husks: &Husks) -> Option<usize> {
    let mut posts = vec![(0u32, 0.0f32); page.containers.len()];
    for (i, container) in page.containers.iter().enumerate().skip(1) {
        if container.alike >= 2 && sums[i] > 0.0 && husks.of_container(i).is_none() {
            posts[container.parent].0 += 1;
            posts[container.parent].1 += sums[i];
        }
    }
    let several = posts.iter().enumerate().filter(|(_, post)| post.0 >= 2);
    // Of equal sums the first, which stands outside.
    let best = several.max_by(|a, b| a.1.1.total_cmp(&b.1.1).then(b.0.cmp(&a.0)))?;
    (best.1.1 >= THREAD_LEAST * sums[0]).then_some(best.0)
}

/// Share of the page's prose that posts must hold for them to be the thread.
const THREAD_LEAST: f32 = 0.3;

/// Goes up to an ancestor that adds much prose and few links: bodies that are cut into sections, each in boxes of its own.
fn widen_to_gain(
    page: &Page,
    sums: &[f32],
    husks: &Husks,
    top: usize,
    page_type: PageType,
) -> usize {
    let (gain_least, links_most) = match page_type {
        PageType::Forum => (THREAD_GAIN, THREAD_LINKS),
        _ => (GAIN, GAIN_LINKS),
    };
    // What husks hold says nothing of the container around them.
    let said: Vec<Option<&Block>> = page
        .blocks
        .iter()
        .map(|block| Some(block).filter(|block| husks.of(block).is_none()))
        .collect();
    let tokens = page.sums(said.iter().map(|said| said.map_or(0, |block| block.tokens)));
    let links = page.sums(
        said.iter()
            .map(|said| said.map_or(0, |block| block.link_tokens)),
    );
    let mut widened = top;
    let mut at = top;
    while at != 0 {
        at = page.containers[at].parent;
        let gain = sums[at] - sums[widened];
        let added = tokens[at] - tokens[widened];
        let linked = links[at] - links[widened];
        if gain >= gain_least * sums[widened] && linked as f32 <= links_most * added as f32 {
            widened = at;
        }
    }
    widened
}

/// If the best container is one of a series that shares its prose, the whole series is meant: a thread, a list of steps.
fn widen_to_series(
    page: &Page,
    sums: &[f32],
    husks: &Husks,
    top: usize,
    page_type: PageType,
) -> usize {
    let mut at = top;
    let mut widened = top;
    for _ in 0..SERIES_LEVELS {
        if at == 0 {
            break;
        }
        let container = &page.containers[at];
        let parent = container.parent;
        if husks.of_container(parent).is_some() {
            break;
        }
        // Articles one after the other are an endless page: the first is meant.
        let endless = container.tag == "article" && page_type == PageType::Article;
        let series = !endless
            && (container.alike >= SERIES || page_type == PageType::Forum && container.alike >= 2);
        let rest = sums[parent] - sums[at];
        if series
            && rest >= SERIES_SHARE * sums[at]
            && alike_points(page, sums, at) >= SERIES_SHARE * sums[at]
        {
            widened = parent;
        }
        at = parent;
    }
    widened
}

/// Points of the containers that stand beside this one and are like it.
fn alike_points(page: &Page, sums: &[f32], at: usize) -> f32 {
    let container = &page.containers[at];
    page.containers
        .iter()
        .enumerate()
        .skip(container.parent + 1)
        .take_while(|(_, other)| other.first < page.containers[container.parent].end)
        .filter(|(i, other)| {
            *i != at
                && other.parent == container.parent
                && other.tag == container.tag
                && other.class == container.class
        })
        .map(|(i, _)| sums[i])
        .sum()
}

/// Whether a container beside the best one is part of the body: it scores like one, or it is a paragraph of prose.
fn belongs_as_sibling(
    page: &Page,
    scores: &[f32],
    points: &[f32],
    husks: &Husks,
    top: usize,
    i: usize,
) -> bool {
    let container = &page.containers[i];
    let beside = i != 0 && top != 0 && container.parent == page.containers[top].parent;
    if !beside || husks.of_container(i).is_some() {
        return false;
    }
    let bonus = if container.class != 0 && container.class == page.containers[top].class {
        SIBLING_SHARE * scores[top]
    } else {
        0.0
    };
    if scores[i] + bonus >= SIBLING_LEAST.max(SIBLING_SHARE * scores[top]) {
        return true;
    }
    let is_paragraph = container.tag == "p" && container.end - container.first == 1;
    is_paragraph && is_prose_paragraph(&page.blocks[container.first], points[container.first])
}

/// Readability.js: a paragraph of more than 80 characters with few links, or a shorter one without links that ends as a
/// sentence does.
fn is_prose_paragraph(block: &Block, points: f32) -> bool {
    if points <= 0.0 || block.inside.any(Landmarks::FOOTER | Landmarks::ASIDE) {
        return false;
    }
    let letters = block.letters();
    letters > 80.0 && block.link_share() < 0.25 || block.link_tokens == 0 && block.ends_sentence
}
