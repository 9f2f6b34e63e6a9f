//! Pieces of running text: put together, cut out. Marks follow their text.

use std::ops::Range;

use crate::article::{RichText, Span, Style};
use crate::render;

/// Text with one mark on all of it.
pub(super) fn marked(text: String, style: Style) -> RichText {
    let spans = vec![Span {
        start: 0,
        end: text.len(),
        style,
    }];
    RichText { text, spans }
}

/// Text that is strong as a whole.
pub(super) fn strong(mut text: RichText) -> RichText {
    let whole = Span {
        start: 0,
        end: text.text.len(),
        style: Style::Strong,
    };
    text.spans.insert(0, whole);
    text
}

/// Adds text and marks behind a separator.
pub(super) fn append(to: &mut RichText, from: RichText, separator: char) {
    if !to.text.is_empty() {
        to.text.push(separator);
    }
    let shift = to.text.len();
    to.text.push_str(&from.text);
    to.spans.extend(from.spans.into_iter().map(|mut span| {
        span.start += shift;
        span.end += shift;
        span
    }));
}

/// The range without white space at the ends of its text.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let raw = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (raw.len() - raw.trim_start().len());
    start..start + raw.trim().len()
}

/// The part of a text in a range at character boundaries, without white space at its ends.
pub(super) fn slice(rich: &RichText, range: Range<usize>) -> RichText {
    let range = trimmed(&rich.text, range);
    render::parts(rich, &[range]).pop().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_move_with_appended_text() {
        let mut joined = marked("é".into(), Style::Strong);
        append(&mut joined, marked("b".into(), Style::Strong), ' ');
        let ranges: Vec<_> = joined
            .spans
            .iter()
            .map(|span| (span.start, span.end))
            .collect();
        assert_eq!((&*joined.text, ranges), ("é b", vec![(0, 2), (3, 4)]));
    }

    #[test]
    fn marks_are_cut_with_their_text() {
        let rich = marked("é one".into(), Style::Strong);
        let part = slice(&rich, 2..6);
        assert_eq!((&*part.text, part.spans[0].end), ("one", 3));
    }
}
