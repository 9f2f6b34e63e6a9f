//! Phrases of Swedish, Danish, Norwegian and Finnish, by what they say. One an entry, lower case, grouped by concept.

pub(super) mod acts;
pub(super) mod elsewhere;
pub(super) mod notices;
