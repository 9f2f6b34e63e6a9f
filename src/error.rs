//! The one error of the crate: a mistake of the caller, found before any page is read. Content is never an error; a bad page
//! gives the best article possible and says what was lost, unless the caller wants it whole or not at all.

use std::fmt;

use crate::bounds::Bound;

/// What went wrong, with a message that says what to do. Opaque, so that it can gain detail without breaking callers; match
/// on [`Error::kind`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A CSS selector given to the builder cannot be parsed.
    Selector,
    /// A limit given to the builder is zero where that would refuse every page.
    Limit,
    /// A text is no [`Date`](crate::Date).
    Date,
    /// A limit cut a page that was to be read whole.
    Cut,
}

impl Error {
    /// The kind, to match on.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    pub(crate) fn selector(css: &str, reason: impl fmt::Display) -> Error {
        Error {
            kind: ErrorKind::Selector,
            message: format!(
                "the selector {css:?} cannot be parsed ({reason}); write a CSS selector such as \"div.comments\" or \"#main > p\""
            ),
        }
    }

    pub(crate) fn date(text: &str) -> Error {
        Error {
            kind: ErrorKind::Date,
            message: format!(
                "{text:?} is no date; write one such as 2020-05-25, 2020-05-25T07:26 or 2020-05-25T07:26+08:00"
            ),
        }
    }

    pub(crate) fn cut(bounds: &[Bound]) -> Error {
        let names: Vec<&str> = bounds.iter().map(|bound| bound.as_str()).collect();
        Error {
            kind: ErrorKind::Cut,
            message: format!(
                "the page was cut by a limit ({}); raise the limit, or take what there is",
                names.join(", ")
            ),
        }
    }

    pub(crate) fn limit(name: &str) -> Error {
        Error {
            kind: ErrorKind::Limit,
            message: format!(
                "the limit {name} is 0, so no page could be read; give it a positive number or leave it at its default"
            ),
        }
    }
}
