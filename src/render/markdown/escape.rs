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

/// What stands behind a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Nothing.
    End,
    /// A link.
    Link,
    /// Another mark.
    Mark,
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
    /// Whether the text of a link is being written, in which there are no other links.
    in_link: bool,
}

impl Writer {
    /// A writer for the whole of `text`, which is written to it in pieces.
    pub(super) fn new(place: Place, text: &str) -> Writer {
        Writer {
            out: String::with_capacity(text.len() + text.len() / 16),
            place,
            gap: Gap::None,
            line: Line::Empty,
            dollars: memchr::memchr_iter(b'$', text.as_bytes()).nth(1).is_some(),
            tildes: memchr::memchr_iter(b'~', text.as_bytes()).nth(1).is_some(),
            bars: place == Place::Cell || text.contains('\n'),
            in_link: place == Place::Alternative,
        }
    }

    /// Says that formulas will be written, beside which no `$` is harmless.
    pub(super) fn expect_formulas(&mut self) {
        self.dollars = true;
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Writes the start of a link, whose text follows.
    pub(super) fn begin_link(&mut self) {
        self.begin("[");
        self.in_link = true;
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

    /// Writes text, which stands between marks or at the ends.
    pub(super) fn plain(&mut self, text: &str, next: Next) {
        // Few texts hold one.
        let addresses = holds_address(text);
        let mut fragile = false;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if !addresses && self.line == Line::Begun && self.gap == Gap::None {
                let run = harmless_run(&text.as_bytes()[at..]);
                if run > 0 {
                    self.out.push_str(&text[at..at + run]);
                    at += run;
                    continue;
                }
            }
            let (before, rest) = (&text[..at], &text[at + c.len_utf8()..]);
            if is_blank(c) {
                let gap = if c == '\n' && self.place == Place::Flow {
                    Gap::Break
                } else {
                    Gap::Space
                };
                self.gap = self.gap.max(gap);
            } else {
                self.flush();
                let previous = before.chars().next_back();
                if addresses && previous.is_none_or(is_blank) {
                    fragile = self.begins_with_fragile_address(&text[at..], next);
                }
                let escaped = (fragile && begins_address(text, at))
                    || self.has_meaning(c, previous, rest, next)
                    || self.begins_block(c, rest.chars().next());
                self.push(c, escaped);
            }
            at = text.len() - rest.len();
        }
    }

    /// Whether the word at the start of the text holds a bare address that a GFM parser would get wrong: it makes a link of all
    /// up to the next white space, and takes escapes and marks within for parts of the address.
    /// <https://github.github.com/gfm/#autolinks-extension->
    fn begins_with_fragile_address(&self, text: &str, next: Next) -> bool {
        let (word, behind) = text.split_at(text.find(is_blank).unwrap_or(text.len()));
        if self.in_link || !holds_address(word) {
            return false;
        }
        let gap = &behind[..behind.find(|c| !is_blank(c)).unwrap_or(behind.len())];
        let escape_follows = gap.contains('\n') && self.place == Place::Flow;
        let mark_follows = behind.is_empty() && next != Next::End;
        let mut previous = None;
        escape_follows
            || mark_follows
            || word.char_indices().any(|(index, c)| {
                let rest = &word[index + c.len_utf8()..];
                let has_meaning = self.has_meaning(c, previous, rest, next);
                previous = Some(c);
                has_meaning
            })
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
        self.in_link = false;
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

    fn push(&mut self, c: char, escaped: bool) {
        if c == '\\' && self.place == Place::Cell {
            // Parsers disagree about a backslash before a bar.
            self.out.push_str("&#92;");
            self.line = Line::Begun;
            return;
        }
        if escaped {
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

    /// Whether a character could mean something within a line, given the one before it and the text behind it. What stands
    /// beyond the ends of the text counts as the worst neighbour.
    fn has_meaning(&self, c: char, previous: Option<char>, rest: &str, next: Next) -> bool {
        let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match c {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '_' => !(in_word(previous) && in_word(rest.chars().next())),
            // An image, if a link follows.
            '!' => rest.starts_with('[') || (rest.is_empty() && next == Next::Link),
            // A footnote, if a bracket stands before it.
            '^' => previous.is_none_or(is_blank),
            '&' => is_reference(rest),
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

/// Whether a text holds something that looks like an address without being a link.
fn holds_address(text: &str) -> bool {
    text.contains("://") || text.contains("www.")
}

/// Bytes of a text that mean nothing where a line has begun: letters, digits, other scripts, and single spaces between them.
fn harmless_run(text: &[u8]) -> usize {
    let is_harmless = |at: usize| text.get(at).is_some_and(|&b| HARMLESS[usize::from(b)]);
    let mut end = 0;
    while is_harmless(end) || text.get(end) == Some(&b' ') && is_harmless(end + 1) {
        end += 1;
    }
    end
}

/// The bytes of characters that are neither blank nor ever escaped within a line; those that begin with U+0080 may be controls.
static HARMLESS: [bool; 256] = {
    let (mut harmless, mut b) = ([false; 256], 0);
    while b < harmless.len() {
        harmless[b] = match b as u8 {
            b'\\' | b'`' | b'*' | b'[' | b']' | b'<' | b'_' | b'!' | b'^' | b'&' | b'$' | b'~'
            | b'|' | b'#' => false,
            0xC2 => false,
            b => b.is_ascii_graphic() || !b.is_ascii(),
        };
        b += 1;
    }
    harmless
};

/// Whether the character at `index` is one that an address needs to be seen as such: the colon of `://`, the dot of `www.`.
fn begins_address(text: &str, index: usize) -> bool {
    text[index..].starts_with("://")
        || (text[index..].starts_with('.') && text[..index].ends_with("www"))
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
