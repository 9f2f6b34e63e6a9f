//! Word lists as data, grouped by concept and language. No code but the tables and how to look a word up in them.

pub(crate) mod classes;
pub(crate) mod lines;
