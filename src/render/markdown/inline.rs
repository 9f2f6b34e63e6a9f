//! Inline Markdown. Emphasis is the hard part: `**` opens or closes only beside certain characters, which Chinese text with
//! its punctuation and without spaces often lacks. Marks are narrowed until they work, and left out where they cannot; text is
//! never lost to them. <https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis>

use super::escape::{Next, Place, Writer, is_blank};
use super::formula;
use crate::article::RichText;
use crate::render::inline::{Kind, Mark, Marks, Range, Token};

/// The text as Markdown for a place.
pub(super) fn inline(rich: &RichText, place: Place) -> String {
    let text = rich.text.as_str();
    let mut marks = Marks::of(rich);
    marks.forget_within_code();
    narrow(&mut marks.strong, text);
    narrow(&mut marks.emphasis, text);
    let mut tokens = marks.tokens(text);
    settle_kinds(&mut tokens, text, place);
    let dead = without_effect(&tokens);
    let mut tokens = joined(tokens, &dead, text);
    // Pieces that were formulas by themselves may be none as a whole.
    settle_kinds(&mut tokens, text, place);
    let tokens = joined(tokens, &[], text);

    let mut writer = Writer::new(place, text);
    if tokens
        .iter()
        .any(|token| matches!(token, Token::Text(Kind::Formula, _)))
    {
        writer.expect_formulas();
    }
    for (index, token) in tokens.iter().enumerate() {
        write(&mut writer, token, tokens.get(index + 1), place);
    }
    writer.finish()
}

fn write(writer: &mut Writer, token: &Token<'_>, next: Option<&Token<'_>>, place: Place) {
    match *token {
        Token::Text(Kind::Plain, text) => {
            let next = match next {
                None => Next::End,
                Some(Token::Open(_, Mark::Link(_))) => Next::Link,
                Some(_) => Next::Mark,
            };
            writer.plain(text, next);
        }
        Token::Text(Kind::Code, text) => writer.code(text),
        Token::Text(Kind::Formula, text) => match formula::within_line(text, place, None) {
            Some(formula) => writer.begin(&formula),
            None => writer.code(text),
        },
        Token::Open(_, Mark::Strong) => writer.begin("**"),
        Token::Close(_, Mark::Strong) => writer.end("**"),
        Token::Open(_, Mark::Emphasis) => writer.begin("*"),
        Token::Close(_, Mark::Emphasis) => writer.end("*"),
        Token::Open(_, Mark::Link(_)) => writer.begin_link(),
        Token::Close(_, Mark::Link(target)) => writer.end_link(target),
    }
}

/// Decides which code and formulas can be written as such.
fn settle_kinds(tokens: &mut [Token<'_>], text: &str, place: Place) {
    // Parsers disagree about what `\|` in the code of a cell is.
    let no_code = place == Place::Cell && text.contains('|') && text.contains('\\');
    // A line that begins `[`x]:` defines an address for whatever is called so, and code cannot be escaped.
    let begins_with_link = matches!(tokens.first(), Some(Token::Open(_, Mark::Link(_))));
    let mut next = None;
    for token in tokens.iter_mut().rev() {
        let Token::Text(kind, run) = token else {
            next = None;
            continue;
        };
        if *kind == Kind::Formula && formula::within_line(run, place, next).is_none() {
            *kind = Kind::Code;
        }
        let defines = begins_with_link && run.contains("]:");
        if *kind == Kind::Code && (no_code || defines || run.chars().all(is_blank)) {
            *kind = Kind::Plain;
        }
        next = run.chars().next();
    }
}

/// Takes white space off the ends of ranges, and punctuation where a word stands on the other side: `a**“b”**c` is no
/// emphasis, `a“**b**”c` is.
fn narrow(ranges: &mut Vec<Range>, text: &str) {
    for range in ranges.iter_mut() {
        trim_start(range, text, is_edge);
        trim_end(range, text, is_edge);
        if text[..range.start].ends_with(|c| !is_apart(c)) {
            trim_start(range, text, is_no_letter);
        }
        if text[range.end..].starts_with(|c| !is_apart(c)) {
            trim_end(range, text, is_no_letter);
        }
    }
    ranges.retain(|range| range.start < range.end);
}

fn is_edge(c: char) -> bool {
    is_space(c) || is_maybe_space(c)
}

fn trim_start(range: &mut Range, text: &str, skip: fn(char) -> bool) {
    range.start = range.end - text[range.start..range.end].trim_start_matches(skip).len();
}

fn trim_end(range: &mut Range, text: &str, skip: fn(char) -> bool) {
    range.end = range.start + text[range.start..range.end].trim_end_matches(skip).len();
}

/// What emphasis sees on one side of its mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// White space, or the end of the text.
    Space,
    /// Punctuation to every parser.
    Punctuation,
    /// A letter or digit.
    Letter,
    /// White space to some parsers only.
    MaybeSpace,
    /// A symbol, or something else that only some parsers take for punctuation.
    Unclear,
}

fn side(c: char) -> Side {
    if is_space(c) {
        Side::Space
    } else if is_maybe_space(c) {
        Side::MaybeSpace
    } else if c.is_alphanumeric() {
        Side::Letter
    } else if is_punctuation(c) {
        Side::Punctuation
    } else {
        Side::Unclear
    }
}

/// White space to every parser.
fn is_space(c: char) -> bool {
    is_blank(c)
        || matches!(
            c,
            '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
        )
}

/// Line and paragraph separators are white space to some parsers; past `~` those look that strike text out, so it may be as
/// good as the space behind it.
fn is_maybe_space(c: char) -> bool {
    c.is_whitespace() || c == '~'
}

/// Whether it is punctuation to parsers of every version of CommonMark. The list need not be complete.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(
            c,
            '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}'
                | '\u{ff01}'..='\u{ff03}' | '\u{ff05}'..='\u{ff0a}' | '\u{ff0c}'..='\u{ff0f}' | '\u{ff1a}' | '\u{ff1b}'
                | '\u{ff1f}' | '«' | '»' | '¿' | '¡' | '·'
        )
}

fn is_apart(c: char) -> bool {
    matches!(side(c), Side::Space | Side::Punctuation)
}

fn is_no_letter(c: char) -> bool {
    !c.is_alphanumeric()
}

/// For each mark by number, whether it would have no effect, so that its asterisks would be seen.
fn without_effect(tokens: &[Token<'_>]) -> Vec<bool> {
    let mut dead = vec![false; tokens.len()];
    // For each open mark, whether it began together with another one.
    let mut open: Vec<bool> = Vec::new();
    let mut before = Side::Space;
    let mut rest = tokens;
    while let Some(token) = rest.first() {
        let length = rest.iter().take_while(|token| is_asterisk(token)).count();
        if length == 0 {
            before = last_side(token);
            rest = &rest[1..];
            continue;
        }
        let (run, behind) = rest.split_at(length);
        rest = behind;
        let after = rest.first().map_or(Side::Space, first_side);
        let closes = run.iter().any(|token| matches!(token, Token::Close(..)));
        // Of `***`, once one mark is closed, any run that can close would close the other one (rules 9 and 10 look at the
        // lengths before that).
        let trapped = open.contains(&true) && !flanks_only(after, before);
        for token in run {
            let (number, works) = match token {
                Token::Open(number, _) => {
                    open.push(length > 1);
                    (number, !closes && !trapped && flanks(after, before))
                }
                Token::Close(number, _) => {
                    open.pop();
                    (number, flanks(before, after))
                }
                Token::Text(..) => continue,
            };
            if let Some(dead) = dead.get_mut(*number) {
                *dead |= !works;
            }
        }
        before = Side::Punctuation;
    }
    dead
}

/// Whether a run of asterisks can open but not close.
fn flanks_only(inside: Side, outside: Side) -> bool {
    outside == Side::Space || (outside == Side::Punctuation && inside == Side::Letter)
}

/// Whether a run of asterisks works with these characters inside and outside of what it marks.
fn flanks(inside: Side, outside: Side) -> bool {
    match inside {
        Side::Space | Side::MaybeSpace => false,
        Side::Letter => true,
        Side::Punctuation | Side::Unclear => matches!(outside, Side::Space | Side::Punctuation),
    }
}

fn is_asterisk(token: &Token<'_>) -> bool {
    matches!(
        token,
        Token::Open(_, Mark::Strong | Mark::Emphasis)
            | Token::Close(_, Mark::Strong | Mark::Emphasis)
    )
}

fn first_side(token: &Token<'_>) -> Side {
    match token {
        Token::Text(Kind::Plain, text) => text.chars().next().map_or(Side::Space, side),
        _ => Side::Punctuation,
    }
}

fn last_side(token: &Token<'_>) -> Side {
    match token {
        Token::Text(Kind::Plain, text) => text.chars().next_back().map_or(Side::Space, side),
        _ => Side::Punctuation,
    }
}

/// The tokens without the dead marks, and runs of one kind that come to stand side by side as one.
fn joined<'a>(tokens: Vec<Token<'a>>, dead: &[bool], text: &'a str) -> Vec<Token<'a>> {
    let mut out: Vec<Token<'a>> = Vec::with_capacity(tokens.len());
    let mut place = 0;
    for token in tokens {
        match token {
            Token::Text(kind, run) => {
                let end = place + run.len();
                match out.last_mut() {
                    Some(Token::Text(last, joined)) if *last == kind => {
                        *joined = &text[place - joined.len()..end];
                    }
                    _ => out.push(Token::Text(kind, run)),
                }
                place = end;
            }
            Token::Open(number, _) | Token::Close(number, _)
                if dead.get(number).copied().unwrap_or(false) => {}
            token => out.push(token),
        }
    }
    out
}
