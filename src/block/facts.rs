//! Facts that need the whole page: lengths, link shares, repetition, sums over containers.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Block, Container, Landmarks, Page};
use crate::normalize;
use crate::terms::lines;

/// Fills every counted field of the blocks and containers. `links` holds the link ranges of each block, or nothing for
/// flattened text. Cost is linear in the text.
pub(super) fn fill(page: &mut Page, links: &[Vec<(usize, usize)>]) {
    let title: HashSet<String> = words(&page.title).collect();
    for (i, block) in page.blocks.iter_mut().enumerate() {
        let links = links.get(i).map_or(&[][..], Vec::as_slice);
        count(block, links);
        block.terms = lines::read(&block.text);
        block.title_overlap = overlap(&block.text, &title);
    }
    count_repeats(&mut page.blocks);
    sum_containers(page);
    count_alike(page);
}

fn count(block: &mut Block, links: &[(usize, usize)]) {
    block.tokens = as_count(normalize::tokens(&block.text));
    let linked = links
        .iter()
        .map(|&(start, end)| normalize::tokens(block.text.get(start..end).unwrap_or_default()))
        .sum();
    // Links can stand within links, by way of a table; a token in two of them counts once.
    block.link_tokens = as_count(linked).min(block.tokens);
    let first = links.iter().map(|&(start, _)| start).min();
    block.begins_with_link = first
        .and_then(|start| block.text.get(..start))
        .is_some_and(|before| normalize::tokens(before) == 0);
    if block.tokens > 0 && block.link_tokens == block.tokens {
        block.inside |= Landmarks::LINK;
    }
    if block.text.is_ascii() {
        count_ascii(block);
    } else {
        count_characters(block);
    }
    block.ends_sentence = block
        .text
        .trim_end_matches(['"', '\'', '”', '’', '」', '』', ')', '）', '»', ' '])
        .ends_with([
            '.', '!', '?', '。', '！', '？', '…', '；', ';', '।', '؟', '۔',
        ]);
}

fn count_ascii(block: &mut Block) {
    let bytes = block.text.as_bytes();
    let count = |is: fn(u8) -> bool| as_count(bytes.iter().filter(|&&b| is(b)).count());
    block.chars = as_count(bytes.len());
    block.digits = count(|b| b.is_ascii_digit());
    block.upper = count(|b| b.is_ascii_uppercase());
    block.commas = count(|b| b == b',');
    block.punctuation = block.commas + count(|b| matches!(b, b'.' | b';' | b':' | b'!' | b'?'));
}

fn count_characters(block: &mut Block) {
    for c in block.text.chars() {
        block.chars += 1;
        block.digits += u32::from(c.is_numeric());
        block.upper += u32::from(c.is_uppercase());
        block.east_asian += u32::from(normalize::is_cjk(c) || ('가'..='힣').contains(&c));
        if is_comma(c) {
            block.commas += 1;
            block.punctuation += 1;
        } else if is_punctuation(c) {
            block.punctuation += 1;
        }
    }
}

fn as_count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '،')
}

fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '.' | ';'
            | ':'
            | '!'
            | '?'
            | '。'
            | '；'
            | '：'
            | '！'
            | '？'
            | '…'
            | '।'
            | '؟'
            | '؛'
            | '۔'
    )
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    normalize::words(text).map(str::to_lowercase)
}

/// Characters of a block that are compared with the title; a longer block is no headline.
const HEADLINE: usize = 400;

/// Whether a word of the text stands in the title. Most blocks share none, and this makes no words of their own of them.
fn shares_word(text: &str, title: &HashSet<String>) -> bool {
    let mut lower = String::new();
    normalize::words(text).any(|word| title.contains(normalize::lower(word, &mut lower)))
}

fn overlap(text: &str, title: &HashSet<String>) -> f32 {
    if title.is_empty() || text.len() > HEADLINE || !shares_word(text, title) {
        return 0.0;
    }
    let own: HashSet<String> = words(text).collect();
    let shared = own.intersection(title).count();
    shared as f32 / own.len().max(1) as f32
}

fn count_repeats(blocks: &mut [Block]) {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    for block in blocks.iter().filter(|block| !block.text.is_empty()) {
        *seen.entry(&block.text).or_default() += 1;
    }
    let repeats: Vec<u32> = blocks
        .iter()
        .map(|block| seen.get(block.text.as_str()).copied().unwrap_or(1))
        .collect();
    for (block, repeats) in blocks.iter_mut().zip(repeats) {
        block.repeats = repeats;
    }
}

fn sum_containers(page: &mut Page) {
    let end = page.blocks.len();
    page.containers[0].end = end;
    for i in 0..page.blocks.len() {
        let block = &page.blocks[i];
        let is_prose = page.is_prose(block);
        let container = &mut page.containers[block.container];
        container.tokens += block.tokens;
        container.link_tokens += block.link_tokens;
        container.punctuation += block.punctuation;
        container.commas += block.commas;
        if is_prose {
            container.paragraph_tokens += block.tokens;
        }
    }
    // A parent stands before its children, so one pass from the end carries every sum to the page.
    for i in (1..page.containers.len()).rev() {
        let (before, from) = page.containers.split_at_mut(i);
        let child = &from[0];
        let parent = &mut before[child.parent];
        parent.tokens += child.tokens;
        parent.link_tokens += child.link_tokens;
        parent.paragraph_tokens += child.paragraph_tokens;
        parent.punctuation += child.punctuation;
        parent.commas += child.commas;
    }
}

fn count_alike(page: &mut Page) {
    // Hashes instead of names: there may be as many containers as tags.
    let key = |container: &Container| {
        let mut hasher = DefaultHasher::new();
        (container.parent, container.tag, &container.class).hash(&mut hasher);
        hasher.finish()
    };
    let mut seen: HashMap<u64, u32> = HashMap::new();
    for container in &page.containers {
        *seen.entry(key(container)).or_default() += 1;
    }
    let alike: Vec<u32> = page
        .containers
        .iter()
        .map(|container| seen[&key(container)])
        .collect();
    for (container, alike) in page.containers.iter_mut().zip(alike) {
        container.alike = alike;
    }
}
