//! Places of a text where damage may be, found by its bytes. Most of most pages is ASCII, which is passed over quickly.

use memchr::memchr_iter;
use std::ops::Range;

/// Bytes that are looked at together, for vector instructions.
const CHUNK: usize = 256;

/// The places of a byte that may have a character outside ASCII among the last few in front of it; only the others in scripts and
/// markup are left out.
pub(super) fn behind_non_ascii(bytes: &[u8], wanted: u8) -> impl Iterator<Item = usize> {
    let mut before = false;
    let chunks = bytes.chunks(CHUNK).enumerate();
    let near = chunks.filter(move |(_, chunk)| {
        let is_near = std::mem::replace(&mut before, !chunk.is_ascii());
        is_near || before
    });
    near.flat_map(move |(i, chunk)| memchr_iter(wanted, chunk).map(move |at| i * CHUNK + at))
}

/// The stretches without ASCII that have at least so many bytes. One byte in as many is looked at to find them.
pub(super) fn stretches(text: &str, least: usize) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let first = from + least - 1;
            let mut probes = bytes.get(first..)?.iter().step_by(least);
            let hit = first + least * probes.position(|b| !b.is_ascii())?;
            let before = bytes[from..hit].iter().rposition(u8::is_ascii);
            let start = before.map_or(from, |at| from + at + 1);
            let behind = bytes[hit..].iter().position(u8::is_ascii);
            let end = behind.map_or(bytes.len(), |at| hit + at);
            from = end;
            if end - start >= least {
                return Some(start..end);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_far_behind_are_left_out() {
        let text = format!("({}(é({}(", "x".repeat(600), "x".repeat(600));
        let near: Vec<usize> = behind_non_ascii(text.as_bytes(), b'(').collect();
        assert!(near.contains(&604) && near.len() <= 2, "{near:?}");
    }

    proptest! {
        #[test]
        fn all_places_near_are_found(text in "(.|[(a-z ]|[(]|é|港|[a-z]{200}){0,40}") {
            let found: Vec<usize> = behind_non_ascii(text.as_bytes(), b'(').collect();
            for at in memchr_iter(b'(', text.as_bytes()) {
                let near = !text.as_bytes()[at.saturating_sub(CHUNK / 4)..at].is_ascii();
                prop_assert!(!near || found.contains(&at));
            }
            prop_assert!(found.is_sorted_by(|a, b| a < b));
        }

        #[test]
        fn stretches_are_those_of_a_plain_search(text in "([a-z ]|é|港|’|😀){0,60}", least in 1usize..9) {
            let mut expected = Vec::new();
            let mut start = 0;
            for (at, b) in text.bytes().chain([0]).enumerate() {
                if b.is_ascii() {
                    if at - start >= least {
                        expected.push(start..at);
                    }
                    start = at + 1;
                }
            }
            prop_assert_eq!(stretches(&text, least).collect::<Vec<_>>(), expected);
        }
    }
}
