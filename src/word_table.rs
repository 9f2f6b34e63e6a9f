//! Words to look others up in: lists of terms, names of attributes and elements. Made at compile time.

/// Bytes of the longest word that a [`WordTable`] may hold.
pub(crate) const LONGEST: usize = 31;

/// Sets that words name, looked up by whole word. Made at compile time from entries in any order; of a word that has several
/// entries all sets count.
pub(crate) struct WordTable<const N: usize> {
    entries: [(&'static str, u32); N],
    /// One more than the entry that stands in a slot, by the hash of its word or as near behind as there was room; 0 is free.
    slots: [u16; SLOTS],
    /// The lengths that words of each first letter have, a bit each, and those of each last byte: most words of a page are told
    /// from all of these by them. The last five bits of a byte tell letters apart.
    lengths: [u32; 32],
    ends: [u32; 32],
}

/// Slots of a table, a power of two and several times the number of words.
const SLOTS: usize = 2048;

impl<const N: usize> WordTable<N> {
    pub(crate) const fn new(entries: &[(&'static str, u32); N]) -> Self {
        assert!(N <= SLOTS / 2);
        let mut table = WordTable {
            entries: *entries,
            slots: [0; SLOTS],
            lengths: [0; 32],
            ends: [0; 32],
        };
        let mut i = 0;
        while i < N {
            let word = entries[i].0.as_bytes();
            assert!(!word.is_empty() && word.len() <= LONGEST);
            table.lengths[(word[0] % 32) as usize] |= 1 << word.len();
            table.ends[(word[word.len() - 1] % 32) as usize] |= 1 << word.len();
            let mut slot = slot(word);
            while table.slots[slot] != 0 && !same(table.word(slot), word) {
                slot = (slot + 1) % SLOTS;
            }
            match table.slots[slot] {
                0 => table.slots[slot] = i as u16 + 1,
                first => table.entries[first as usize - 1].1 |= entries[i].1,
            }
            i += 1;
        }
        table
    }

    const fn word(&self, slot: usize) -> &[u8] {
        self.entries[self.slots[slot] as usize - 1].0.as_bytes()
    }

    /// The set of a word in lower case; empty if it has none.
    #[inline]
    pub(crate) fn get(&self, word: &[u8]) -> u32 {
        match self.may_hold(word) {
            true => self.look_up(word),
            false => 0,
        }
    }

    fn may_hold(&self, word: &[u8]) -> bool {
        let (Some(first), Some(last)) = (word.first(), word.last()) else {
            return false;
        };
        let lengths = self.lengths[usize::from(first % 32)] & self.ends[usize::from(last % 32)];
        word.len() <= LONGEST && lengths >> word.len() & 1 != 0
    }

    fn look_up(&self, word: &[u8]) -> u32 {
        let mut slot = slot(word);
        while self.slots[slot] != 0 {
            let (term, set) = self.entries[usize::from(self.slots[slot]) - 1];
            if term.as_bytes() == word {
                return set;
            }
            slot = (slot + 1) % SLOTS;
        }
        0
    }
}

/// How many words lists hold together.
pub(crate) const fn count_words<T>(lists: &[(T, &[&str])]) -> usize {
    let (mut count, mut list) = (0, 0);
    while list < lists.len() {
        count += lists[list].1.len();
        list += 1;
    }
    count
}

/// The entries of a table from lists of words, each list with what its words name; there is one list at least.
pub(crate) const fn entries<T: Copy, const N: usize>(
    lists: &[(T, &[&'static str])],
) -> [(&'static str, T); N] {
    let (mut entries, mut count, mut list) = ([("", lists[0].0); N], 0, 0);
    while list < lists.len() {
        let (set, words) = lists[list];
        let mut i = 0;
        while i < words.len() {
            entries[count] = (words[i], set);
            count += 1;
            i += 1;
        }
        list += 1;
    }
    entries
}

/// The slot that a word hashes to (FNV-1a).
const fn slot(word: &[u8]) -> usize {
    let (mut hash, mut i) = (0x811c_9dc5_u32, 0);
    while i < word.len() {
        hash = (hash ^ word[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    (hash ^ hash >> 16) as usize % SLOTS
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}
