//! Facts that need the whole page: lengths, link shares, repetition, sums over containers.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Block, Container, Landmarks, Page};
use crate::normalize;
use crate::terms::lines;

/// Fills every counted field of the blocks and containers. `links` holds the link ranges of each block, or nothing for
/// flattened text. Cost is linear in the text.
pub(super) fn fill(page: &mut Page, links: &[Vec<(usize, usize)>]) {
    let title = TitleWords::of(&page.title);
    for (i, block) in page.blocks.iter_mut().enumerate() {
        let links = links.get(i).map_or(&[][..], Vec::as_slice);
        count(block, links);
        block.terms = lines::read(&block.text);
        block.title_overlap = title.share_in(&block.text);
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

/// What an ASCII character adds to the counts of a text: digits, capitals, commas and punctuation, sixteen bits each.
static ADDS: [u64; 256] = {
    let mut adds = [0; 256];
    let mut b = 0u8;
    while b < 0x80 {
        let is = [
            b.is_ascii_digit(),
            b.is_ascii_uppercase(),
            b == b',',
            matches!(b, b',' | b'.' | b';' | b':' | b'!' | b'?'),
        ];
        adds[b as usize] =
            is[0] as u64 | (is[1] as u64) << 16 | (is[2] as u64) << 32 | (is[3] as u64) << 48;
        b += 1;
    }
    adds
};

fn count_ascii(block: &mut Block) {
    let bytes = block.text.as_bytes();
    block.chars = as_count(bytes.len());
    for chunk in bytes.chunks(u16::MAX.into()) {
        let counts: u64 = chunk.iter().map(|&b| ADDS[usize::from(b)]).sum();
        let count = |place: u32| (counts >> (16 * place)) as u32 & u32::from(u16::MAX);
        block.digits += count(0);
        block.upper += count(1);
        block.commas += count(2);
        block.punctuation += count(3);
    }
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

/// Bytes of a block that is compared with the title; a longer one is no headline.
const HEADLINE: usize = 400;

/// The words of the page's `<title>`.
struct TitleWords {
    words: HashSet<String>,
    /// A bit for the first letter and the length of each, which tell most words from all of them.
    bits: u64,
}

impl TitleWords {
    fn of(title: &str) -> TitleWords {
        let words: HashSet<String> = normalize::words(title).map(str::to_lowercase).collect();
        TitleWords {
            bits: words.iter().fold(0, |bits, word| bits | bit(word)),
            words,
        }
    }

    /// Share of the distinct words of a text that stand in the title.
    fn share_in(&self, text: &str) -> f32 {
        if self.words.is_empty() || text.len() > HEADLINE || !self.has_word_of(text) {
            return 0.0;
        }
        let own: HashSet<String> = normalize::words(text).map(str::to_lowercase).collect();
        let shared = own.intersection(&self.words).count();
        shared as f32 / own.len().max(1) as f32
    }

    /// Whether the title has a word of the text. Most texts share none, and this makes no words of their own of them.
    fn has_word_of(&self, text: &str) -> bool {
        let mut lower = String::new();
        normalize::words(text).any(|word| {
            // Lower case may change the length of what is not ASCII.
            let may_be = !word.is_ascii() || self.bits & bit(word) != 0;
            may_be && self.words.contains(normalize::lower(word, &mut lower))
        })
    }
}

/// The bit of a word's first letter, in either case, and its length.
fn bit(word: &str) -> u64 {
    let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
    1 << ((usize::from(first) * 5 + word.len()) % 64)
}

fn count_repeats(blocks: &mut [Block]) {
    let texts = blocks
        .iter()
        .map(|block| Some(block.text.as_str()).filter(|text| !text.is_empty()));
    let counts = occurrences(texts);
    for (block, count) in blocks.iter_mut().zip(counts) {
        block.repeats = count;
    }
}

/// How often each value is among all; 1 for none.
fn occurrences<T: Hash + Eq>(values: impl Iterator<Item = Option<T>>) -> Vec<u32> {
    let mut numbers = HashMap::new();
    let mut counts = Vec::new();
    let places: Vec<Option<usize>> = values
        .map(|value| {
            let number = *numbers.entry(value?).or_insert(counts.len());
            match counts.get_mut(number) {
                Some(count) => *count += 1,
                None => counts.push(1),
            }
            Some(number)
        })
        .collect();
    let count = |place: Option<usize>| place.map_or(1, |number| counts[number]);
    places.into_iter().map(count).collect()
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
    let alike = occurrences(page.containers.iter().map(|container| Some(key(container))));
    for (container, alike) in page.containers.iter_mut().zip(alike) {
        container.alike = alike;
    }
}
