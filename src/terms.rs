//! Word lists as data, grouped by concept and language. No code but the tables and how to look a word up in them.

pub(crate) mod bylines;
pub(crate) mod classes;
pub(crate) mod dates;
pub(crate) mod lines;
pub(crate) mod markup;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod surnames;

use std::ops::Range;

use crate::word_table::LONGEST;

/// Calls `each` with every word of an attribute in lower case, as long as it says to go on. The value is cut at everything that is no
/// ASCII letter and at case changes: `articleBody` is `article` and `body`; `HTMLText` stays whole, so that capitals cost
/// nothing. A word that is longer than any term is given as an empty one.
pub(crate) fn ascii_words(value: &[u8], mut each: impl FnMut(&[u8]) -> bool) {
    let mut folded = [0; LONGEST];
    let run = |from: usize, case: Case| {
        let of_case = |b: &&u8| CASES[usize::from(**b)] == case;
        from + value[from..].iter().take_while(of_case).count()
    };
    let mut next = 0;
    loop {
        let start = run(next, Case::None);
        let small = run(start, Case::Upper);
        let end = run(small, Case::Lower);
        if end == start {
            return;
        }
        next = end;
        let word = &value[start..end];
        let goes_on = match folded.get_mut(..word.len()) {
            None => each(&[]),
            Some(_) if small == start => each(word),
            Some(folded) => {
                folded.copy_from_slice(word);
                folded.make_ascii_lowercase();
                each(folded)
            }
        };
        if !goes_on {
            return;
        }
    }
}

/// What kind of letter a byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    None,
    Lower,
    Upper,
}

static CASES: [Case; 256] = {
    let (mut cases, mut b) = ([Case::None; 256], 0);
    while b < 0x80 {
        cases[b as usize] = match b {
            b'a'..=b'z' => Case::Lower,
            b'A'..=b'Z' => Case::Upper,
            _ => Case::None,
        };
        b += 1;
    }
    cases
};

/// What was read of the last values of an attribute: elements of one kind stand together and have the same classes. As many places as
/// most pages have classes; a value takes the place of another that shares its own.
pub(crate) struct Remembered<'a, T> {
    places: Vec<Option<(&'a str, T)>>,
}

impl<'a, T: Copy> Remembered<'a, T> {
    const PLACES: usize = 256;

    pub(crate) fn new() -> Self {
        Remembered {
            places: vec![None; Self::PLACES],
        }
    }

    /// What `read` says of a value.
    pub(crate) fn get(&mut self, value: &'a str, read: impl FnOnce(&str) -> T) -> T {
        let ends = |value: &[u8]| match value {
            [first, .., last] => usize::from(*first) * 31 + usize::from(*last),
            _ => 0,
        };
        let middle = value.as_bytes()[value.len() / 2..].first().copied();
        let hash =
            ends(value.as_bytes()) + value.len() * 7 + usize::from(middle.unwrap_or_default()) * 13;
        let place = &mut self.places[hash % Self::PLACES];
        match place {
            Some((known, said)) if *known == value => *said,
            _ => {
                let said = read(value);
                *place = Some((value, said));
                said
            }
        }
    }
}

/// Terms by their first character, for those who look for them at every place of a text. Made at compile time.
pub(crate) struct ByFirst<const N: usize> {
    terms: [&'static str; N],
    /// Where each stands in the list.
    places: [u16; N],
    /// Where the terms of each first byte begin.
    from: [u16; 257],
}

impl<const N: usize> ByFirst<N> {
    pub(crate) const fn new(terms: &[&'static str]) -> Self {
        let (mut words, mut i) = ([""; N], 0);
        while i < N {
            words[i] = terms[i];
            i += 1;
        }
        ByFirst::of(&words)
    }

    /// Of the words of a table.
    pub(crate) const fn of_table<T>(table: &[(&'static str, T)]) -> Self {
        let (mut words, mut i) = ([""; N], 0);
        while i < N {
            words[i] = table[i].0;
            i += 1;
        }
        ByFirst::of(&words)
    }

    const fn of(words: &[&'static str; N]) -> Self {
        let places = order(words);
        let (mut terms, mut from) = ([""; N], [N as u16; 257]);
        let (mut i, mut byte) = (0, 0);
        while i < N {
            terms[i] = words[places[i] as usize];
            while byte <= terms[i].as_bytes()[0] as usize {
                from[byte] = i as u16;
                byte += 1;
            }
            i += 1;
        }
        ByFirst {
            terms,
            places,
            from,
        }
    }

    fn range(&self, first: char) -> Range<usize> {
        let byte = usize::from(first_byte(first));
        let (from, to) = (self.from[byte].into(), self.from[byte + 1].into());
        // ASCII aside, many characters have the same first byte.
        if first.is_ascii() || from == to {
            return from..to;
        }
        let near = &self.terms[from..to];
        let begin = |term: &str| term.chars().next();
        let before = near.partition_point(|term| begin(term) < Some(first));
        let own = near[before..].iter();
        let count = own.take_while(|term| begin(term) == Some(first)).count();
        from + before..from + before + count
    }

    /// The terms that begin with a character.
    pub(crate) fn beginning(&self, first: char) -> &[&'static str] {
        &self.terms[self.range(first)]
    }

    /// Where these stand in the list.
    pub(crate) fn places(&self, first: char) -> &[u16] {
        &self.places[self.range(first)]
    }
}

/// The first byte of a character, which tells most terms from those that begin with it.
pub(crate) fn first_byte(c: char) -> u8 {
    c.encode_utf8(&mut [0; 4]).as_bytes()[0]
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
