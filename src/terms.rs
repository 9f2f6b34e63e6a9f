//! Word lists as data, grouped by concept and language. No code but the tables and how to look a word up in them.

pub(crate) mod bylines;
pub(crate) mod classes;
pub(crate) mod dates;
pub(crate) mod lines;
pub(crate) mod markup;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod surnames;

/// Sets that words name, looked up by whole word. Made at compile time from entries in any order; of a word that has several
/// entries all sets count. Words begin with a small ASCII letter and have fewer than 32 bytes.
pub(crate) struct WordTable<const N: usize> {
    /// In the order of the words.
    entries: [(&'static str, u32); N],
    /// Where the words of each first letter begin.
    from: [u16; 27],
    /// The lengths that words of each first letter have, a bit each: most words of a page are told from all of these by it.
    lengths: [u32; 26],
}

impl<const N: usize> WordTable<N> {
    pub(crate) const fn new(entries: &[(&'static str, u32); N]) -> Self {
        let (mut words, mut i) = ([""; N], 0);
        while i < N {
            words[i] = entries[i].0;
            i += 1;
        }
        let order = order(&words);
        let mut table = WordTable {
            entries: *entries,
            from: [N as u16; 27],
            lengths: [0; 26],
        };
        let (mut i, mut letter) = (0, 0);
        while i < N {
            let entry = entries[order[i] as usize];
            let word = entry.0.as_bytes();
            assert!(word[0].is_ascii_lowercase() && word.len() < 32);
            let first = (word[0] - b'a') as usize;
            while letter <= first {
                table.from[letter] = i as u16;
                letter += 1;
            }
            table.lengths[first] |= 1 << word.len();
            table.entries[i] = entry;
            i += 1;
        }
        table
    }

    /// The set of a word in lower case; empty if it has none.
    pub(crate) fn get(&self, word: &[u8]) -> u32 {
        let Some(first) = word
            .first()
            .map(|first| usize::from(first.wrapping_sub(b'a')))
        else {
            return 0;
        };
        if first >= 26 || word.len() >= 32 || self.lengths[first] >> word.len() & 1 == 0 {
            return 0;
        }
        let entries = &self.entries[self.from[first].into()..self.from[first + 1].into()];
        let found = entries.iter().filter(|(term, _)| term.as_bytes() == word);
        found.fold(0, |set, (_, also)| set | also)
    }
}

/// Where the words stand in the order of their bytes: `order(w)[0]` is the index of the first. For lists that stand
/// grouped by concept and are sorted at compile time; a merge sort of indices, since every step of it costs every build.
const fn order<const N: usize>(words: &[&str; N]) -> [u16; N] {
    assert!(N <= u16::MAX as usize);
    let mut order = [0; N];
    let mut i = 0;
    while i < N {
        order[i] = i as u16;
        i += 1;
    }
    let mut width = 1;
    while width < N {
        let mut merged = [0; N];
        let mut from = 0;
        while from < N {
            let middle = if from + width < N { from + width } else { N };
            let end = if middle + width < N {
                middle + width
            } else {
                N
            };
            let (mut left, mut right, mut at) = (from, middle, from);
            while at < end {
                let take_right = right < end
                    && (left == middle
                        || less(
                            words[order[right] as usize].as_bytes(),
                            words[order[left] as usize].as_bytes(),
                        ));
                if take_right {
                    merged[at] = order[right];
                    right += 1;
                } else {
                    merged[at] = order[left];
                    left += 1;
                }
                at += 1;
            }
            from = end;
        }
        order = merged;
        width *= 2;
    }
    order
}

const fn less(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return a[i] < b[i];
        }
        i += 1;
    }
    a.len() < b.len()
}
