//! Facts that need the whole page: lengths, link shares, repetition, sums over containers.

use super::{Block, Container, Landmarks, Page};
use crate::normalize;
use crate::normalize::numbers::{self, Known};
use crate::terms::lines;

/// Fills every counted field of the blocks and containers. `links` holds the link ranges of each block, or nothing for
/// flattened text. Cost is linear in the text.
pub(super) fn fill(page: &mut Page, links: &[Vec<(usize, usize)>]) {
    let title = Known::of(numbers::of_words(&page.title, usize::MAX));
    let (mut words, mut folded) = (Vec::new(), String::new());
    for (i, block) in page.blocks.iter_mut().enumerate() {
        let links = links.get(i).map_or(&[][..], Vec::as_slice);
        count(block, links);
        block.terms = lines::read(&block.text, &mut folded);
        block.title_overlap = overlap(&block.text, &title, &mut words);
    }
    count_repeats(&mut page.blocks);
    sum_containers(page);
    count_alike(&mut page.containers);
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
        if c.is_ascii() {
            let adds = ADDS[c as usize];
            block.digits += (adds & 1) as u32;
            block.upper += (adds >> 16 & 1) as u32;
            block.commas += (adds >> 32 & 1) as u32;
            block.punctuation += (adds >> 48 & 1) as u32;
            continue;
        }
        // Most of Chinese text, and neither digit nor capital.
        if normalize::is_usual_han(c) {
            block.east_asian += 1;
            continue;
        }
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

/// Of characters that are not ASCII.
fn is_comma(c: char) -> bool {
    matches!(c, '，' | '、' | '،')
}

/// Of characters that are not ASCII.
fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '。' | '；' | '：' | '！' | '？' | '…' | '।' | '؟' | '؛' | '۔'
    )
}

/// Bytes of a block that is compared with the title; a longer one is no headline.
const HEADLINE: usize = 400;

/// Share of the distinct words of a text that stand in the title.
fn overlap(text: &str, title: &Known, own: &mut Vec<u64>) -> f32 {
    if title.is_empty() || text.len() > HEADLINE {
        return 0.0;
    }
    numbers::read_words(text, usize::MAX, own);
    // Most texts share no word with it.
    if !own.iter().any(|&word| title.has(word)) {
        return 0.0;
    }
    own.sort_unstable();
    own.dedup();
    let shared = own.iter().filter(|&&word| title.has(word)).count();
    shared as f32 / own.len() as f32
}

fn count_repeats(blocks: &mut [Block]) {
    let hashes = blocks.iter().map(|block| {
        let bytes = block.text.as_bytes();
        let (eights, rest) = bytes.as_chunks::<8>();
        let parts = eights.iter().map(|&eight| u64::from_le_bytes(eight));
        let ends = rest.iter().map(|&b| b.into()).chain([bytes.len() as u64]);
        numbers::of(parts.chain(ends))
    });
    let alike = Alike::of(hashes);
    for (block, count) in blocks.iter_mut().zip(alike.counts()) {
        block.repeats = if block.text.is_empty() { 1 } else { count };
    }
}

/// Which of some values are the same. Sorted, not hashed: what a page is made of cannot make it slow.
struct Alike {
    /// A number for each value, from 0, the same for the same.
    numbers: Vec<u32>,
    /// How often each number is among all.
    counts: Vec<u32>,
}

impl Alike {
    fn of(values: impl Iterator<Item = u64>) -> Alike {
        let mut places: Vec<(u64, u32)> = values.zip(0..).collect();
        places.sort_unstable();
        let mut alike = Alike {
            numbers: vec![0; places.len()],
            counts: Vec::new(),
        };
        for same in places.chunk_by(|(a, _), (b, _)| a == b) {
            for (_, place) in same {
                alike.numbers[*place as usize] = as_count(alike.counts.len());
            }
            alike.counts.push(as_count(same.len()));
        }
        alike
    }

    /// How often each value is among all.
    fn counts(&self) -> impl Iterator<Item = u32> {
        let count = |&number: &u32| self.counts[number as usize];
        self.numbers.iter().map(count)
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

fn count_alike(containers: &mut [Container]) {
    let looks = containers.iter().map(|container| {
        let tag = container.tag.bytes().map(u64::from);
        numbers::of(tag.chain([container.class.into()]))
    });
    let looks = Alike::of(looks).numbers;
    for (container, look) in containers.iter_mut().zip(looks) {
        container.look = look;
    }
    let places = containers
        .iter()
        .map(|container| (container.parent as u64) << 32 | u64::from(container.look));
    let alike = Alike::of(places);
    for (container, alike) in containers.iter_mut().zip(alike.counts()) {
        container.alike = alike;
    }
}
