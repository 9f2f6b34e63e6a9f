//! Words of bylines, datelines, source lines and tails: labels in front of a value, words around a name, and names that name
//! nobody. In lower case and half-width; grouped by concept and language.

mod days;
mod labels;
mod names;
mod places;
mod unsigned;

pub(crate) use days::*;
pub(crate) use labels::*;
pub(crate) use names::*;
pub(crate) use places::*;
pub(crate) use unsigned::*;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Label {
    /// Who wrote it.
    Author,
    /// Who put it on the site; an author only where nobody else is named.
    Poster,
    /// Who edited it.
    Editor,
    /// Who checked, proofread, drew or took pictures: people, but neither authors nor editors.
    Other,
    /// The medium it was taken from.
    Source,
    /// When it was published.
    Published,
    /// When it was changed.
    Modified,
    /// A counter or a control: views, size of type, print.
    Control,
}
