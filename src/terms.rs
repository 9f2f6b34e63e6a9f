//! Word lists as data, grouped by concept and language. No code but the tables and how to look a word up in them.

pub(crate) mod bylines;
pub(crate) mod classes;
pub(crate) mod dates;
pub(crate) mod lines;
pub(crate) mod markup;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod surnames;

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
