//! Facts that need the whole page: lengths, link shares, repetition, sums over containers.

use super::{Block, Container, Landmarks, Page};
use crate::normalize;
use crate::normalize::numbers::{self, Known, Words};
use crate::terms::lines;

/// Fills every counted field of the blocks and containers. `links` holds the link ranges of each block, or nothing for
/// flattened text; `bytes` are those of the page. Cost is linear in the text.
pub(super) fn fill(page: &mut Page, links: &[Vec<(usize, usize)>], bytes: usize) {
    let title = Known::of(numbers::of_words(&page.title, usize::MAX));
    let (mut words, mut folded) = (Words::of_page(bytes), String::new());
    for (i, block) in page.blocks.iter_mut().enumerate() {
        let links = links.get(i).map_or(&[][..], Vec::as_slice);
        count(block, links);
        block.terms = lines::read(&block.text, &mut folded);
        // Flattened text has nothing to be compared with.
        if !page.flat {
            block.title_overlap = overlap(block, words.push(&block.text), &title);
        }
    }
    page.words = words;
    count_repeats(&mut page.blocks);
    sum_containers(page);
    count_alike(&mut page.containers);
}

fn count(block: &mut Block, links: &[(usize, usize)]) {
    let tokens = count_characters(block);
    block.tokens = as_count(tokens);
    // Most links are the whole of their block.
    let linked = links.iter().map(
        |&(start, end)| match (start, end) == (0, block.text.len()) {
            true => tokens,
            false => normalize::tokens(block.text.get(start..end).unwrap_or_default()),
        },
    );
    let linked = linked.sum();
    // Links can stand within links, by way of a table; a token in two of them counts once.
    block.link_tokens = as_count(linked).min(block.tokens);
    let first = links.iter().map(|&(start, _)| start).min();
    block.begins_with_link = first
        .and_then(|start| block.text.get(..start))
        .is_some_and(|before| normalize::tokens(before) == 0);
    if block.tokens > 0 && block.link_tokens == block.tokens {
        block.inside |= Landmarks::LINK;
    }
    block.ends_sentence = block
        .text
        .trim_end_matches(['"', '\'', '”', '’', '」', '』', ')', '）', '»', ' '])
        .ends_with([
            '.', '!', '?', '。', '！', '？', '…', '；', ';', '।', '؟', '۔',
        ]);
}

/// What an ASCII character adds to the counts of a text: digits, capitals, commas and punctuation, twelve bits each; and
/// [`OF_WORD`].
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
            is[0] as u64 | (is[1] as u64) << 12 | (is[2] as u64) << 24 | (is[3] as u64) << 36;
        if b.is_ascii_alphanumeric() {
            adds[b as usize] |= OF_WORD;
        }
        b += 1;
    }
    adds
};

/// The bit of letters and digits.
const OF_WORD: u64 = 1 << 63;

/// Counts the characters of a block, and gives its length in tokens, as [`normalize::tokens`] has it.
fn count_characters(block: &mut Block) -> usize {
    let text = std::mem::take(&mut block.text);
    let (mut tokens, mut in_word) = (0, false);
    for piece in normalize::pieces(&text) {
        if piece.is_ascii() {
            block.chars += as_count(piece.len());
            tokens += count_ascii(block, piece.as_bytes(), &mut in_word);
        } else if normalize::is_usual(piece) {
            count_usual(block, piece.as_bytes());
            // Han are no words of ASCII, and end them.
            tokens += normalize::count_han(piece.as_bytes());
            tokens += count_ascii(block, piece.as_bytes(), &mut in_word);
        } else {
            tokens += normalize::begun(piece, &mut in_word);
            piece.chars().for_each(|c| count_character(block, c));
        }
    }
    block.text = text;
    tokens
}

/// Counts the ASCII of a piece, and gives the words of ASCII that begin in it. A byte at a time, and without a branch for the ends of
/// words: most blocks are too short for vector instructions.
fn count_ascii(block: &mut Block, piece: &[u8], in_word: &mut bool) -> usize {
    let mut before = if *in_word { OF_WORD } else { 0 };
    let (mut adds, mut words) = (0u64, 0u64);
    for &b in piece {
        let added = ADDS[usize::from(b)];
        adds = adds.wrapping_add(added);
        words += (added & !before) >> 63;
        before = added;
    }
    add(block, adds);
    *in_word = before & OF_WORD != 0;
    words as usize
}

/// Counts a piece of the usual characters but for its ASCII, by their first and last bytes.
fn count_usual(block: &mut Block, piece: &[u8]) {
    fn count(piece: &[u8], is: impl Fn(u8, u8) -> bool) -> u32 {
        let ends = piece.iter().zip(piece.iter().skip(2));
        let count: u8 = ends.map(|(&first, &last)| u8::from(is(first, last))).sum();
        count.into()
    }
    let continued: u8 = piece.iter().map(|&b| u8::from(b & 0xC0 == 0x80)).sum();
    block.chars += as_count(piece.len() - usize::from(continued));
    // All but general punctuation, which begins with 0xE2.
    block.east_asian += count(piece, |first, _| first >= 0xE3);
    let is_comma =
        |first, last| (first == 0xEF) & (last == 0x8C) | (first == 0xE3) & (last == 0x81);
    let commas = count(piece, is_comma);
    let is_end = |first, last| {
        let full = (last == 0x81) | (last == 0x9A) | (last == 0x9B) | (last == 0x9F);
        let wide = (first == 0xE3) & (last == 0x82) | (first == 0xE2) & (last == 0xA6);
        (first == 0xEF) & full | wide
    };
    block.commas += commas;
    block.punctuation += commas + count(piece, is_end);
}

/// Adds to the counts, from twelve bits each, which hold those of the longest piece.
fn add(block: &mut Block, adds: u64) {
    let count = |place: u32| (adds >> (12 * place)) as u32 & 0xFFF;
    block.digits += count(0);
    block.upper += count(1);
    block.commas += count(2);
    block.punctuation += count(3);
}

fn count_character(block: &mut Block, c: char) {
    block.chars += 1;
    if c.is_ascii() {
        return add(block, ADDS[c as usize]);
    }
    // Most of Chinese text, and neither digit nor capital.
    if normalize::is_usual_han(c) {
        block.east_asian += 1;
        return;
    }
    block.digits += u32::from(normalize::is_numeric(c));
    block.upper += u32::from(c.is_uppercase());
    block.east_asian += u32::from(normalize::is_cjk(c) || ('가'..='힣').contains(&c));
    if is_comma(c) {
        block.commas += 1;
        block.punctuation += 1;
    } else if is_punctuation(c) {
        block.punctuation += 1;
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

/// Bytes of a block that is compared with the title; a longer one is no headline. All its words are known.
const HEADLINE: usize = 400;
const _: () = assert!(HEADLINE / 2 <= Words::MOST);

/// Share of the distinct words of a block that stand in the title.
fn overlap(block: &Block, words: &[u32], title: &Known) -> f32 {
    // Most texts share no word with it.
    if block.text.len() > HEADLINE || !words.iter().any(|&word| title.has(word)) {
        return 0.0;
    }
    let mut distinct = words.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let shared = distinct.iter().filter(|&&word| title.has(word)).count();
    shared as f32 / distinct.len() as f32
}

fn count_repeats(blocks: &mut [Block]) {
    let hashes: Vec<u64> = blocks.iter().map(|block| hash(&block.text)).collect();
    // Most texts stand on the page once: only those are sorted whose bit another has set too.
    let mut bits = vec![(0u64, 0u64); (hashes.len() / 8 + 1).next_power_of_two()];
    let last = bits.len() - 1;
    let place = |hash: u64| ((hash >> 6) as usize & last, 1 << (hash & 63));
    for &hash in &hashes {
        let (word, bit) = place(hash);
        let (once, twice) = &mut bits[word];
        *twice |= *once & bit;
        *once |= bit;
    }
    let mut texts: Vec<(u64, u32)> = Vec::new();
    for ((block, hash), i) in blocks.iter_mut().zip(hashes).zip(0..) {
        block.repeats = 1;
        let (word, bit) = place(hash);
        if bits[word].1 & bit != 0 && !block.text.is_empty() {
            texts.push((hash, i));
        }
    }
    texts.sort_unstable();
    for same in texts.chunk_by(|(a, _), (b, _)| a == b) {
        for (before, &(_, i)) in same.iter().enumerate() {
            let block = &mut blocks[i as usize];
            block.repeats = as_count(same.len());
            block.says_again = before > 0;
        }
    }
}

/// A number for a text.
fn hash(text: &str) -> u64 {
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let parts = eights.iter().map(|&eight| u64::from_le_bytes(eight));
    let rest = rest.iter().fold(0, |rest, &b| rest << 8 | u64::from(b));
    numbers::of(parts.chain([rest, text.len() as u64]))
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

/// Numbers containers by what they look like, and counts those of one look within one parent.
fn count_alike(containers: &mut [Container]) {
    let looks = containers.iter().map(|container| {
        let tag = container.tag.bytes().map(u64::from);
        numbers::of(tag.chain([container.class.into()]))
    });
    let places = containers.iter().zip(looks).zip(0..);
    // One number each, of the look, the parent and the place: sorting compares them at once.
    let mut places: Vec<u128> = places
        .map(|((container, look), i)| {
            u128::from(look) << 64 | u128::from(as_count(container.parent)) << 32 | i
        })
        .collect();
    places.sort_unstable();
    for (alike, look) in places.chunk_by(|a, b| a >> 64 == b >> 64).zip(0..) {
        for siblings in alike.chunk_by(|a, b| a >> 32 == b >> 32) {
            for &place in siblings {
                let container = &mut containers[place as u32 as usize];
                container.look = look;
                container.alike = as_count(siblings.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_pieces_are_counted_as_others() {
        let counts = |text: &str, count: fn(&mut Block, &str)| {
            let mut block = Block::default();
            count(&mut block, text);
            let Block {
                chars,
                digits,
                upper,
                commas,
                punctuation,
                east_asian,
                ..
            } = block;
            [chars, digits, upper, commas, punctuation, east_asian]
        };
        for c in ('\u{80}'..='\u{ffff}').filter(|&c| normalize::is_usual(&format!("{c}, A1"))) {
            let text = format!("{c}, A1{c}{c}?");
            let by_bytes = counts(&text, |block, text| {
                count_usual(block, text.as_bytes());
                count_ascii(block, text.as_bytes(), &mut false);
            });
            let by_characters = counts(&text, |block, text| {
                text.chars().for_each(|c| count_character(block, c));
            });
            assert_eq!(by_bytes, by_characters, "{text}");
        }
    }
}
