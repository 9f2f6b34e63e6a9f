//! The record of decisions: which block was kept or dropped, by how much, and why. Recording changes nothing: with or
//! without it the article is the same.

/// What was decided on a page, in the order of its text.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Trace {
    /// One entry for each run of visible text.
    pub decisions: Vec<Decision>,
    /// Choices between disagreeing values of a metadata field, in words.
    pub notes: Vec<String>,
}

/// The decision on one run of visible text.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Decision {
    /// The stage that decided: `classify`, or `selector` for a selector of the caller.
    pub stage: &'static str,
    /// Where the run stands: the element and those around it with their classes, innermost first.
    pub place: String,
    /// The opening of the text, up to 80 characters.
    pub text: String,
    /// Whether it is in the body.
    pub kept: bool,
    /// The score, positive for body.
    pub score: f32,
    /// The strongest reasons, strongest first.
    pub reasons: Vec<&'static str>,
}
