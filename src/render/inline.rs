//! Inline structure made well-formed: any list of spans, however they overlap, becomes a sequence of tokens in which marks
//! nest. Time is linear but for sorting the spans; no token is made for an empty run.

use super::address;
use crate::article::{RichText, Span, Style};

/// One step of a text with marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, never empty.
    Text(Kind, &'a str),
    /// A mark begins. The number tells marks apart; the matching [`Token::Close`] has the same.
    Open(usize, Mark<'a>),
    /// The mark that began last and is still open ends.
    Close(usize, Mark<'a>),
}

/// What a run of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Code,
    Formula,
}

/// A mark that may hold others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// A link with an address that may be written.
    Link(&'a str),
    Strong,
    Emphasis,
}

/// A part of a text, in bytes at character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub start: usize,
    pub end: usize,
}

/// The spans of a text by style. The ranges of one style are in order, not empty, and do not touch.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub strong: Vec<Range>,
    pub emphasis: Vec<Range>,
    code: Vec<Range>,
    formula: Vec<Range>,
    links: Vec<(Range, String)>,
}

impl Marks {
    /// Sorts the spans of a text by style. Ends are moved to character boundaries within the text, ranges of a style that
    /// overlap or touch become one, and of links that overlap the first goes before: a link cannot hold another one. Links
    /// with an address that may not be written are left out.
    pub(super) fn of(rich: &RichText) -> Marks {
        let mut spans: Vec<(Range, &Style)> = rich
            .spans
            .iter()
            .map(|span| {
                let start = boundary(&rich.text, span.start);
                let end = boundary(&rich.text, span.end);
                (Range { start, end }, &span.style)
            })
            .filter(|(range, _)| range.start < range.end)
            .collect();
        spans.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut marks = Marks::default();
        for (range, style) in spans {
            match style {
                Style::Strong => join(&mut marks.strong, range),
                Style::Emphasis => join(&mut marks.emphasis, range),
                Style::Code => join(&mut marks.code, range),
                Style::Formula => join(&mut marks.formula, range),
                Style::Link(target) => marks.push_link(range, target),
                Style::Note(label) => marks.push_link(range, &format!("#{}", note_id(label))),
            }
        }
        marks
    }

    /// Forgets what is strong or emphasised within code, where it is no mark in formats that write code as it stands.
    pub(super) fn forget_within_code(&mut self) {
        let code = &self.code;
        let is_within = |range: &Range| {
            let next = code.partition_point(|code| code.end < range.end);
            let around = code.get(next).filter(|code| code.start <= range.start);
            around.is_some_and(|code| code != range)
        };
        self.strong.retain(|range| !is_within(range));
        self.emphasis.retain(|range| !is_within(range));
    }

    fn push_link(&mut self, range: Range, target: &str) {
        let taken = self.links.last().map_or(0, |(last, _)| last.end);
        let start = range.start.max(taken);
        if start >= range.end {
            return;
        }
        if let Some(target) = address::safe(target) {
            let end = range.end;
            self.links.push((Range { start, end }, target));
        }
    }

    /// The text as tokens. Where marks overlap without nesting, the inner one is closed and opened again.
    pub(super) fn tokens<'a>(&'a self, text: &'a str) -> Vec<Token<'a>> {
        let marks = self.in_order();
        let cuts = self.cuts(text.len());
        let mut sweep = Sweep::default();
        let mut next = 0;
        let mut code = self.code.iter().peekable();
        let mut formula = self.formula.iter().peekable();
        for pair in cuts.windows(2) {
            let &[start, end] = pair else { continue };
            sweep.close_at(start);
            while let Some((range, mark)) =
                marks.get(next).filter(|(range, _)| range.start <= start)
            {
                sweep.waiting.push((range.end, *mark));
                next += 1;
            }
            sweep.open_waiting();
            let kind = if covers(&mut formula, start) {
                Kind::Formula
            } else if covers(&mut code, start) {
                Kind::Code
            } else {
                Kind::Plain
            };
            if let Some(run) = text.get(start..end) {
                sweep.tokens.push(Token::Text(kind, run));
            }
        }
        sweep.close_at(text.len());
        sweep.tokens
    }

    fn in_order(&self) -> Vec<(Range, Mark<'_>)> {
        let links = self
            .links
            .iter()
            .map(|(range, target)| (*range, Mark::Link(target)));
        let strong = self.strong.iter().map(|range| (*range, Mark::Strong));
        let emphasis = self.emphasis.iter().map(|range| (*range, Mark::Emphasis));
        let mut marks: Vec<_> = links.chain(strong).chain(emphasis).collect();
        marks.sort_by_key(|(range, _)| range.start);
        marks
    }

    /// Every place where something begins or ends, the ends of the text included.
    fn cuts(&self, length: usize) -> Vec<usize> {
        let mut cuts = vec![0, length];
        let lists = [&self.strong, &self.emphasis, &self.code, &self.formula];
        for range in lists.into_iter().flatten() {
            cuts.extend([range.start, range.end]);
        }
        for (range, _) in &self.links {
            cuts.extend([range.start, range.end]);
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }
}

/// The open marks while the text is walked. At most three are open at a time, one of each kind.
#[derive(Default)]
struct Sweep<'a> {
    tokens: Vec<Token<'a>>,
    /// Where each open mark ends, its number and what it is; the innermost is last.
    open: Vec<(usize, usize, Mark<'a>)>,
    /// Marks to be opened at the current place.
    waiting: Vec<(usize, Mark<'a>)>,
    count: usize,
}

impl<'a> Sweep<'a> {
    /// Closes what ends at `place`. What stands within it and goes on is closed too and waits to be opened again.
    fn close_at(&mut self, place: usize) {
        let Some(first) = self.open.iter().position(|(end, ..)| *end <= place) else {
            return;
        };
        while self.open.len() > first {
            let Some((end, number, mark)) = self.open.pop() else {
                return;
            };
            self.tokens.push(Token::Close(number, mark));
            if end > place {
                self.waiting.push((end, mark));
            }
        }
    }

    /// Opens the waiting marks, the longest first, so that as few as possible need to be closed early.
    fn open_waiting(&mut self) {
        self.waiting.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        for (end, mark) in self.waiting.drain(..) {
            self.tokens.push(Token::Open(self.count, mark));
            self.open.push((end, self.count, mark));
            self.count += 1;
        }
    }
}

/// The parts of a text in ranges at character boundaries, which stand in order and apart, each with the marks on it. Linear but
/// for marks that lie on many parts.
pub(crate) fn parts(rich: &RichText, ranges: &[std::ops::Range<usize>]) -> Vec<RichText> {
    let mut parts: Vec<RichText> = ranges
        .iter()
        .map(|range| RichText::plain(rich.text.get(range.clone()).unwrap_or_default()))
        .collect();
    for span in &rich.spans {
        let first = ranges.partition_point(|range| range.end <= span.start);
        let touched = ranges.iter().zip(&mut parts).skip(first);
        for (range, part) in touched.take_while(|(range, _)| range.start < span.end) {
            let start = span.start.max(range.start) - range.start;
            let end = span.end.min(range.end).saturating_sub(range.start);
            if start < end {
                part.spans.push(Span {
                    start,
                    end,
                    style: span.style.clone(),
                });
            }
        }
    }
    parts
}

/// The id of a note, for links to it. Made of letters, digits and hyphens, whatever the label holds.
pub(super) fn note_id(label: &str) -> String {
    let name: String = label
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    format!("note-{name}")
}

/// Appends a range to ranges in order, joining it with the last where they touch.
fn join(ranges: &mut Vec<Range>, range: Range) {
    match ranges.last_mut() {
        Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
        _ => ranges.push(range),
    }
}

/// The last character boundary of the text that is not behind `place`.
fn boundary(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// Whether the ranges, of which those that lie behind are skipped, hold the byte at `place`.
fn covers(ranges: &mut std::iter::Peekable<std::slice::Iter<'_, Range>>, place: usize) -> bool {
    while ranges.next_if(|range| range.end <= place).is_some() {}
    ranges.peek().is_some_and(|range| range.start <= place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::rich;

    /// Shows tokens as `<s>`, `<e>`, `<a>` around text, code in backquotes.
    fn check(text: &str, spans: &[(usize, usize, Style)], expected: &str) {
        let rich = rich(text, spans);
        let marks = Marks::of(&rich);
        let shown: String = marks.tokens(&rich.text).iter().map(show).collect();
        assert_eq!(shown, expected);
    }

    fn show(token: &Token<'_>) -> String {
        let name = |mark: &Mark<'_>| match mark {
            Mark::Link(_) => 'a',
            Mark::Strong => 's',
            Mark::Emphasis => 'e',
        };
        match token {
            Token::Text(Kind::Plain, text) => (*text).to_owned(),
            Token::Text(Kind::Code, text) => format!("`{text}`"),
            Token::Text(Kind::Formula, text) => format!("${text}$"),
            Token::Open(_, mark) => format!("<{}>", name(mark)),
            Token::Close(_, mark) => format!("</{}>", name(mark)),
        }
    }

    fn link() -> Style {
        Style::Link("/x".into())
    }

    #[test]
    fn marks_nest() {
        check("abc", &[], "abc");
        check("", &[(0, 0, Style::Strong)], "");
        check(
            "abcd",
            &[(0, 4, Style::Strong), (1, 2, Style::Emphasis)],
            "<s>a<e>b</e>cd</s>",
        );
        check(
            "abcd",
            &[(0, 2, Style::Emphasis), (0, 4, Style::Strong)],
            "<s><e>ab</e>cd</s>",
        );
        check(
            "abcd",
            &[(1, 3, Style::Code), (1, 3, link())],
            "a<a>`bc`</a>d",
        );
    }

    #[test]
    fn overlapping_marks_are_split() {
        check(
            "abcd",
            &[(0, 3, Style::Strong), (2, 4, Style::Emphasis)],
            "<s>ab<e>c</e></s><e>d</e>",
        );
        check(
            "abcd",
            &[(1, 3, link()), (0, 2, Style::Strong)],
            "<s>a<a>b</a></s><a>c</a>d",
        );
    }

    #[test]
    fn spans_of_a_style_that_touch_are_one() {
        check(
            "abcd",
            &[(2, 4, Style::Strong), (0, 2, Style::Strong)],
            "<s>abcd</s>",
        );
    }

    #[test]
    fn a_link_holds_no_link() {
        check("abcd", &[(0, 3, link()), (1, 2, link())], "<a>abc</a>d");
        check(
            "abcd",
            &[(0, 2, link()), (1, 4, link())],
            "<a>ab</a><a>cd</a>",
        );
    }

    #[test]
    fn wild_ends_are_moved_into_the_text() {
        check("茶葉", &[(1, 99, Style::Strong)], "<s>茶葉</s>");
        check("茶葉", &[(4, usize::MAX, Style::Strong)], "茶<s>葉</s>");
        check(
            "茶葉",
            &[(6, 2, Style::Strong), (1, 2, Style::Code)],
            "茶葉",
        );
    }

    #[test]
    fn a_link_that_runs_code_is_none() {
        check("abc", &[(0, 3, Style::Link("javascript:x".into()))], "abc");
    }
}
