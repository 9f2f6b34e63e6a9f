//! The text of a block as it grows, piece by piece, out of text nodes: white space folds as a browser folds it, marks get
//! their places in the folded text.

use crate::article::{Span, Style};
use crate::normalize::{Folder, UnicodeForm};

/// Collects one block.
#[derive(Debug, Default)]
pub(super) struct TextBuilder {
    text: Folder,
    spans: Vec<Span>,
    /// Ranges of the text that lie in links, whatever the link leads to.
    links: Vec<(usize, usize)>,
}

/// A mark that is open while its element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OpenMark {
    pub style: Option<Style>,
    pub is_link: bool,
    /// Where it began in the current block; the block may have changed since.
    pub start: usize,
}

impl TextBuilder {
    pub(super) fn new(form: UnicodeForm) -> Self {
        TextBuilder {
            text: Folder::new(form),
            ..TextBuilder::default()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.text().is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.text.text().len()
    }

    /// The text so far, without white space at its end.
    pub(super) fn text(&self) -> &str {
        self.text.text()
    }

    /// Adds running text.
    pub(super) fn push(&mut self, raw: &str) {
        self.text.push(raw);
    }

    /// Adds code, white space exact.
    pub(super) fn push_exact(&mut self, raw: &str) {
        self.text.push_exact(raw);
    }

    /// A forced line break.
    pub(super) fn line_break(&mut self) {
        self.text.line_break();
    }

    /// Whether a forced line break is the last thing seen.
    pub(super) fn ends_with_break(&self) -> bool {
        self.text.ends_with_break()
    }

    /// Whether code ends with the end of a line.
    pub(super) fn ends_line(&self) -> bool {
        self.text.text().ends_with('\n')
    }

    /// Closes a mark that was opened at `mark.start`, or at the start of this block if it was opened in an earlier one.
    /// The address of a link is taken from `address_bytes`; where they do not suffice the link has none.
    pub(super) fn close(&mut self, mark: OpenMark, address_bytes: &mut usize) {
        if let Some((start, end)) = self.marked(&mark, address_bytes)
            && let Some(style) = mark.style
        {
            self.spans.push(Span { start, end, style });
        }
    }

    /// The same, of a mark that goes on in the next block.
    pub(super) fn interrupt(&mut self, mark: &OpenMark, address_bytes: &mut usize) {
        if let Some((start, end)) = self.marked(mark, address_bytes)
            && let Some(style) = mark.style.clone()
        {
            self.spans.push(Span { start, end, style });
        }
    }

    /// What a mark that ends here covers, if it says anything new; a link is noted.
    fn marked(&mut self, mark: &OpenMark, address_bytes: &mut usize) -> Option<(usize, usize)> {
        let text = self.text.text();
        let end = text.len();
        let mut start = mark.start.min(end);
        // A mark opened before pending white space begins behind it.
        while text[start..].starts_with([' ', '\n']) {
            start += 1;
        }
        if start >= end {
            return None;
        }
        if mark.is_link {
            self.links.push((start, end));
        }
        let style = mark.style.as_ref()?;
        if let Style::Link(address) = style {
            *address_bytes = address_bytes.checked_sub(address.len())?;
        }
        // Bold within bold says nothing new, and unclosed tags pile up hundreds of it.
        let same = |span: &&Span| (span.start, span.end) == (start, end);
        let mut beside = self.spans.iter().rev().take_while(same);
        (!beside.any(|span| span.style == *style)).then_some((start, end))
    }

    /// Hands over text, marks and link ranges and starts anew.
    pub(super) fn take(&mut self) -> (String, Vec<Span>, Vec<(usize, usize)>) {
        // Of marks on the same text the outer one closed last.
        let mut spans = handed_over(&mut self.spans);
        spans.reverse();
        spans.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
        (self.text.take(), spans, handed_over(&mut self.links))
    }

    /// Starts anew, and lets go what there is: white space between blocks.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.spans.clear();
        self.links.clear();
    }
}

/// Items that are copied rather than handed over with more room than they need: most blocks have one or none.
const COPIED: usize = 16;

/// What a list holds, in a list that has room for no more.
fn handed_over<T>(list: &mut Vec<T>) -> Vec<T> {
    if list.len() <= COPIED {
        let mut copied = Vec::with_capacity(list.len());
        copied.append(list);
        return copied;
    }
    let mut all = std::mem::take(list);
    all.shrink_to_fit();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(pieces: &[&str]) -> String {
        let mut builder = TextBuilder::default();
        for piece in pieces {
            match *piece {
                "<br>" => builder.line_break(),
                piece => builder.push(piece),
            }
        }
        builder.take().0
    }

    #[test]
    fn white_space_folds() {
        let check = |pieces: &[&str], expected: &str| assert_eq!(folded(pieces), expected);
        check(&["  a\n b ", " c "], "a b c");
        check(&["\u{3000}\u{3000}中文\n  中文"], "中文中文");
        check(&["中文 中文"], "中文 中文");
        check(&["中文\nword\n中文"], "中文 word 中文");
        check(&["a", "b"], "ab");
        check(&["a ", "<br>", " b"], "a\nb");
        check(&["<br>", "a", "<br>"], "a");
        check(&["e\u{301}t\u{e9}"], "été");
        check(&["zero\u{200b}width\u{ad}"], "zerowidth");
    }

    #[test]
    fn marks_begin_behind_white_space() {
        let mut builder = TextBuilder::default();
        builder.push("one ");
        let start = builder.len();
        builder.push(" two");
        let mark = OpenMark {
            style: Some(Style::Strong),
            is_link: true,
            start,
        };
        builder.close(mark, &mut 0);
        let (text, spans, links) = builder.take();
        assert_eq!(text, "one two");
        assert_eq!((spans[0].start, spans[0].end), (4, 7));
        assert_eq!(links, [(4, 7)]);
    }
}
