//! Series of like containers: the entries of a listing, the products of a collection, the posts of a thread.

use super::husk::Husks;
use crate::block::Page;

/// The most telling series of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Series {
    /// The container that holds the entries.
    pub holder: usize,
    /// How many entries there are.
    pub entries: u32,
    /// Tokens in them.
    pub tokens: u32,
    /// Share of those tokens in links.
    pub link_share: f32,
}

/// Entries from which on like containers are a series.
const ENTRIES: u32 = 4;
/// Tokens of an entry: a menu item has fewer, an article more.
const SHORTEST: u32 = 4;
const LONGEST: u32 = 150;

/// The series with the most tokens outside husks. Entries may hang one below the other in boxes of their own
/// (`li > article`), so the outermost series that has them counts.
pub(super) fn longest(page: &Page, husks: &Husks) -> Option<Series> {
    let linked = linked_tokens(page);
    let mut sums = vec![(0u32, 0u32, 0u32); page.containers.len()];
    for (i, container) in page.containers.iter().enumerate().skip(1) {
        let entry = (SHORTEST..=LONGEST).contains(&container.tokens);
        if container.alike >= ENTRIES && entry && husks.of_container(i).is_none() {
            let sum = &mut sums[container.parent];
            sum.0 += 1;
            sum.1 += container.tokens;
            sum.2 += linked[i];
        }
    }
    let (holder, &(entries, tokens, linked)) = sums
        .iter()
        .enumerate()
        .filter(|(_, sum)| sum.0 >= ENTRIES)
        // Of equal sums the first, which stands outside.
        .max_by(|a, b| a.1.1.cmp(&b.1.1).then(b.0.cmp(&a.0)))?;
    Some(Series {
        holder,
        entries,
        tokens,
        link_share: linked as f32 / tokens.max(1) as f32,
    })
}

/// Tokens of links in each container, where a line that begins with a link and is no sentence counts as a whole: the author,
/// date and counter behind the link of an index of threads are no text.
fn linked_tokens(page: &Page) -> Vec<u32> {
    page.sums(page.blocks.iter().map(|block| {
        let entry = block.begins_with_link && !block.ends_sentence;
        if entry {
            block.tokens
        } else {
            block.link_tokens
        }
    }))
}
