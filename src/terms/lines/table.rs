//! The phrases as tables that are searched at a place of a line. Made at compile time.

use super::{LISTS, LineTerms, Place, Term};
use crate::terms::order;

/// Phrases in the order of their bytes, found by their heads: their first four bytes, or all of a shorter one. Made at compile time.
pub(super) struct Table<const N: usize> {
    sorted: [Term; N],
    /// The head of each phrase.
    heads: [u32; N],
    /// One more than the place of the first phrase of a head, in the slot that the head hashes to or as near behind as there was
    /// room; 0 is free.
    slots: [u16; SLOTS],
    /// A bit for each head, as it hashes: most words of a page are told from all phrases by them.
    bits: [u64; 1024],
}

/// Slots of a table, a power of two and several times the number of heads.
const SLOTS: usize = 8192;
/// Bytes of a head.
const HEAD: usize = 4;
/// Bytes of the shortest phrase.
const SHORTEST: usize = 2;

impl<const N: usize> Table<N> {
    /// The phrases that may stand anywhere, or the others.
    const fn of(anywhere: bool) -> Self {
        assert!(N < SLOTS);
        let sorted = sorted(gathered(anywhere));
        let mut table = Table {
            sorted,
            heads: [0; N],
            slots: [0; SLOTS],
            bits: [0; 1024],
        };
        let mut i = 0;
        while i < N {
            let phrase = sorted[i].0.as_bytes();
            assert!(phrase.len() >= if anywhere { HEAD } else { SHORTEST });
            let length = if phrase.len() < HEAD {
                phrase.len()
            } else {
                HEAD
            };
            let head = head(phrase, length);
            table.heads[i] = head;
            if i == 0 || table.heads[i - 1] != head {
                let bit = hash(head);
                table.bits[bit / 64] |= 1 << (bit % 64);
                let mut slot = bit % SLOTS;
                while table.slots[slot] != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                table.slots[slot] = i as u16 + 1;
            }
            i += 1;
        }
        table
    }

    /// Whether there may be phrases of a head.
    fn may_have(&self, head: u32) -> bool {
        let bit = hash(head);
        self.bits[bit / 64] >> (bit % 64) & 1 != 0
    }

    /// The next place of a line where the head of a phrase may stand, if all have [`HEAD`] bytes. Most lines have no such place.
    #[inline(never)]
    pub(super) fn next_head(&self, line: &[u8], from: usize) -> Option<usize> {
        let mut heads = line.get(from..)?.windows(HEAD);
        let next = heads.position(|four| self.may_have(head(four, HEAD)))?;
        Some(from + next)
    }

    /// The phrases of a head.
    fn of_head(&self, head: u32) -> &[Term] {
        let mut slot = hash(head) % SLOTS;
        while let Some(first) = usize::from(self.slots[slot]).checked_sub(1) {
            if self.heads[first] == head {
                let count = self.heads[first..]
                    .iter()
                    .take_while(|&&h| h == head)
                    .count();
                return &self.sorted[first..first + count];
            }
            slot = (slot + 1) % SLOTS;
        }
        &[]
    }

    /// Calls `add` with every phrase that `line` begins with.
    pub(super) fn beginnings(&self, line: &str, add: &mut impl FnMut(&Term)) {
        for length in SHORTEST..=HEAD.min(line.len()) {
            let head = head(line.as_bytes(), length);
            if self.may_have(head) {
                let phrases = self.of_head(head).iter();
                phrases
                    .filter(|term| line.starts_with(term.0))
                    .for_each(&mut *add);
            }
        }
    }
}

/// The first bytes of a text as a number; of less than four the others are 0, which no phrase has.
const fn head(text: &[u8], length: usize) -> u32 {
    let (mut head, mut i) = (0, 0);
    while i < length {
        head |= (text[i] as u32) << (8 * i);
        i += 1;
    }
    head
}

/// The upper sixteen bits of a product, which depend on all four bytes.
const fn hash(head: u32) -> usize {
    (head.wrapping_mul(0x9e37_79b1) >> 16) as usize
}

/// Phrases of the start of a line, whole lines among them: they are looked for at two places of a line.
pub(super) static EDGE: Table<{ count(false) }> = Table::of(false);
/// Phrases that may stand anywhere, which are few: they are looked for at every word.
pub(super) static ANYWHERE: Table<{ count(true) }> = Table::of(true);

/// How many phrases may stand anywhere, or may not.
const fn count(anywhere: bool) -> usize {
    let (mut count, mut list) = (0, 0);
    while list < LISTS.len() {
        let mut i = 0;
        while i < LISTS[list].len() {
            count += (matches!(LISTS[list][i].1, Place::Any) == anywhere) as usize;
            i += 1;
        }
        list += 1;
    }
    count
}

const fn gathered<const N: usize>(anywhere: bool) -> [Term; N] {
    let mut all = [("", Place::Any, LineTerms(0)); N];
    let (mut count, mut list) = (0, 0);
    while list < LISTS.len() {
        let mut i = 0;
        while i < LISTS[list].len() {
            if matches!(LISTS[list][i].1, Place::Any) == anywhere {
                all[count] = LISTS[list][i];
                count += 1;
            }
            i += 1;
        }
        list += 1;
    }
    all
}

const fn sorted<const N: usize>(list: [Term; N]) -> [Term; N] {
    let (mut words, mut i) = ([""; N], 0);
    while i < N {
        words[i] = list[i].0;
        i += 1;
    }
    let order = order(&words);
    let (mut sorted, mut i) = (list, 0);
    while i < N {
        sorted[i] = list[order[i] as usize];
        i += 1;
    }
    sorted
}
