//! Escaping: text goes in, Markdown that reads as that text comes out. Escapes stand only where a character could mean
//! something, so that ordinary prose stays as it is; where parsers disagree, the character is escaped.

use crate::render::address::percent_encode;

/// Where inline Markdown stands, which decides what a line break becomes and what else has a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph: a forced line break is kept.
    Flow,
    /// A heading: one line, and a `#` at the end would be dropped.
    Heading,
    /// A cell of a table: one line, and `|` ends it.
    Cell,
    /// The alternative text of an image: one line.
    Alternative,
}

/// White space that has been read and not yet written, so that none stands at the start or end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Break,
}

/// What stands on the current line so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Nothing.
    Empty,
    /// Only digits, which a dot or parenthesis would make a list number.
    Digits,
    /// Something else: marks of blocks have no meaning any more.
    Begun,
}

/// Writes inline Markdown.
pub(super) struct Writer {
    out: String,
    place: Place,
    gap: Gap,
    line: Line,
    /// Whether a second `$` could make the text between a formula.
    dollars: bool,
    /// Whether a second `~` could strike the text between.
    tildes: bool,
    /// Whether `|` could make a table.
    bars: bool,
}

impl Writer {
    /// A writer for the whole of `text`, which is written to it in pieces.
    pub(super) fn new(place: Place, text: &str) -> Writer {
        Writer {
            out: String::with_capacity(text.len() + text.len() / 16),
            place,
            gap: Gap::None,
            line: Line::Empty,
            dollars: text.bytes().filter(|byte| *byte == b'$').nth(1).is_some(),
            tildes: text.bytes().filter(|byte| *byte == b'~').nth(1).is_some(),
            bars: place == Place::Cell || text.contains('\n'),
        }
    }

    /// Says that formulas will be written, beside which no `$` is harmless.
    pub(super) fn expect_formulas(&mut self) {
        self.dollars = true;
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Writes a mark that begins something: white space read before it stands before it.
    pub(super) fn begin(&mut self, markup: &str) {
        self.flush();
        self.out.push_str(markup);
        self.line = Line::Begun;
    }

    /// Writes a mark that ends something: white space read before it will stand behind it.
    pub(super) fn end(&mut self, markup: &str) {
        self.out.push_str(markup);
        self.line = Line::Begun;
    }

    /// Writes text, which stands between marks or at the ends; `before_link` says that a link follows.
    pub(super) fn plain(&mut self, text: &str, before_link: bool) {
        let mut previous = None;
        for (index, c) in text.char_indices() {
            if is_blank(c) {
                let gap = if c == '\n' && self.place == Place::Flow {
                    Gap::Break
                } else {
                    Gap::Space
                };
                self.gap = self.gap.max(gap);
            } else {
                self.flush();
                let rest = &text[index + c.len_utf8()..];
                self.push(c, previous, rest, before_link);
            }
            previous = Some(c);
        }
    }

    /// Writes a code span. Line breaks in it become spaces, as a parser would read them.
    pub(super) fn code(&mut self, text: &str) {
        let fence = "`".repeat(longest_backquotes(text) + 1);
        let text: String = text
            .chars()
            .map(|c| if is_blank(c) { ' ' } else { c })
            .collect();
        // A parser takes one space off both ends, if both have one.
        let padded = text.starts_with('`')
            || text.ends_with('`')
            || (text.starts_with(' ') && text.ends_with(' '));
        self.begin(&fence);
        if padded {
            self.out.push(' ');
        }
        for c in text.chars() {
            if c == '|' && self.place == Place::Cell {
                self.out.push('\\');
            }
            self.out.push(c);
        }
        if padded {
            self.out.push(' ');
        }
        self.out.push_str(&fence);
    }

    /// Writes a link's end with its address.
    pub(super) fn end_link(&mut self, target: &str) {
        self.out.push_str("](");
        push_destination(&mut self.out, target);
        self.out.push(')');
        self.line = Line::Begun;
    }

    fn flush(&mut self) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if self.out.is_empty() {
            return;
        }
        match gap {
            Gap::None => {}
            Gap::Space => self.out.push(' '),
            Gap::Break => {
                self.out.push_str("\\\n");
                self.line = Line::Empty;
            }
        }
    }

    fn push(&mut self, c: char, previous: Option<char>, rest: &str, before_link: bool) {
        if c == '\\' && self.place == Place::Cell {
            // Parsers disagree about a backslash before a bar.
            self.out.push_str("&#92;");
            self.line = Line::Begun;
            return;
        }
        let next = rest.chars().next();
        let has_meaning = match c {
            '!' => next == Some('[') || (next.is_none() && before_link),
            '&' => is_reference(rest),
            c => self.has_meaning(c, previous, next),
        };
        if has_meaning || self.begins_block(c, next) {
            self.out.push('\\');
        }
        self.out.push(c);
        self.line = match (self.line, c) {
            (Line::Empty | Line::Digits, '0'..='9') => Line::Digits,
            // White space of other scripts may or may not count as indentation.
            (Line::Empty, c) if c.is_whitespace() => Line::Empty,
            _ => Line::Begun,
        };
    }

    /// Whether a character could mean something within a line. Nothing is known of what stands before or behind a piece, so
    /// its ends count as the worst neighbours.
    fn has_meaning(&self, c: char, previous: Option<char>, next: Option<char>) -> bool {
        let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match c {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '_' => !(in_word(previous) && in_word(next)),
            // A footnote, if a bracket stands before it.
            '^' => previous.is_none(),
            '$' => self.dollars,
            '~' => self.tildes,
            '|' => self.bars,
            '#' => self.place == Place::Heading,
            _ => false,
        }
    }

    /// Whether a character could begin a block: heading, list, rule, quotation, table.
    fn begins_block(&self, c: char, next: Option<char>) -> bool {
        let then_text = next.is_some_and(char::is_alphanumeric);
        match (self.line, c) {
            (Line::Empty, '>' | '|' | '~') => true,
            (Line::Empty, '#' | '+' | '-' | '=' | ':') => !then_text,
            (Line::Digits, '.' | ')') => !then_text,
            _ => false,
        }
    }
}

/// Whether what stands behind an ampersand makes it a character reference: letters, digits and `#` up to a semicolon.
fn is_reference(rest: &str) -> bool {
    /// Characters of the longest name in HTML, `CounterClockwiseContourIntegral`.
    const LONGEST: usize = 31;
    rest.bytes()
        .take(LONGEST + 1)
        .find(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#')
        == Some(b';')
}

/// Writes an address between the parentheses of a link or image. What could end it or be read as markup is
/// percent-encoded, which leaves the address the same.
pub(super) fn push_destination(out: &mut String, target: &str) {
    for c in target.chars() {
        match c {
            '(' | ')' | '<' | '>' | '\\' | '`' | '"' | '\'' | '|' | '$' | '*' | '[' | ']' | '^'
            | '{' | '}' => {
                percent_encode(out, c);
            }
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
}

/// The length of the longest run of backquotes.
pub(super) fn longest_backquotes(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// The character, or U+FFFD for NUL, which no Markdown may hold.
pub(super) fn readable(c: char) -> char {
    if c == '\0' { '\u{fffd}' } else { c }
}

/// White space and controls that Markdown could give a meaning to. Those of other scripts are text.
pub(super) fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace() || c.is_control()
}
