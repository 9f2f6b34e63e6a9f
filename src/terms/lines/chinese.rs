//! Phrases of Chinese in simplified and traditional script, by what they say. One an entry, lower case, grouped by concept.

pub(super) mod acts;
pub(super) mod elsewhere;
pub(super) mod notices;
