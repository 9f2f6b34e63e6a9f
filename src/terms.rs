//! Word lists as data, grouped by concept and language. No code but the tables and how to look a word up in them.

pub(crate) mod bylines;
pub(crate) mod classes;
pub(crate) mod dates;
pub(crate) mod lines;
pub(crate) mod markup;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod surnames;

/// Order of bytes, for lists that are sorted at compile time.
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
