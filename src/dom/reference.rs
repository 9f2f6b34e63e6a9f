//! Character references, `&amp;` and `&#8212;`, as the HTML standard reads them.
//! <https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state>

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Text with its references decoded; borrowed if there are none. In the value of an attribute a name without its semicolon
/// that a letter, a digit or `=` follows is no reference: `?a=1&copy=2`. Linear in time.
pub(super) fn decode(text: &str, in_attribute: bool) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut decoded = String::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(b'&', bytes) {
        let rest = &text[at + 1..];
        let Some((characters, length)) = reference(rest, in_attribute) else {
            continue;
        };
        decoded.push_str(&text[copied..at]);
        decoded.extend(characters.into_iter().filter(|&c| c != NOTHING));
        copied = at + 1 + length;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    decoded.push_str(&text[copied..]);
    Cow::Owned(decoded)
}

/// In place of the second character of a reference that stands for one.
const NOTHING: char = '\0';

/// The characters that a reference stands for, and its length without the `&`.
fn reference(rest: &str, in_attribute: bool) -> Option<([char; 2], usize)> {
    match rest.as_bytes().first()? {
        b'#' => numeric(rest).map(|(c, length)| ([c, NOTHING], length)),
        b if b.is_ascii_alphanumeric() => named(rest, in_attribute),
        _ => None,
    }
}

/// A number behind `#` or `#x`, with or without a semicolon.
fn numeric(rest: &str) -> Option<(char, usize)> {
    let (start, base) = match rest.as_bytes().get(1)? {
        b'x' | b'X' => (2, 16),
        _ => (1, 10),
    };
    let digits = rest[start..].bytes();
    let digits = digits.map_while(|b| char::from(b).to_digit(base));
    let (mut number, mut end) = (0_u32, start);
    for digit in digits {
        // Beyond the last character any number is as good.
        number = (number.min(0x0011_0000) * base + digit).min(0x0011_0000);
        end += 1;
    }
    if end == start {
        return None;
    }
    let length = end + usize::from(rest[end..].starts_with(';'));
    let replaced = number
        .checked_sub(0x80)
        .and_then(|at| *C1_REPLACEMENTS.get(usize::try_from(at).ok()?)?);
    let c = replaced.or_else(|| char::from_u32(number).filter(|&c| c != '\0'));
    Some((c.unwrap_or(char::REPLACEMENT_CHARACTER), length))
}

/// The longest name that the text begins with.
fn named(rest: &str, in_attribute: bool) -> Option<([char; 2], usize)> {
    // Nearly all that pages hold.
    for (name, c) in [("nbsp;", '\u{A0}'), ("amp;", '&'), ("quot;", '"')] {
        if rest.starts_with(name) {
            return Some(([c, NOTHING], name.len()));
        }
    }
    let name = |b: u8| b.is_ascii_alphanumeric() || b == b';';
    let run = rest.bytes().take_while(|&b| name(b));
    let mut found = None;
    // The table has every beginning of a name too, so that the search ends with the longest.
    for (length, _) in (1..).zip(run) {
        match NAMED_ENTITIES.get(&rest[..length]) {
            None => break,
            Some((0, _)) => {}
            Some(&(first, second)) => found = Some((first, second, length)),
        }
    }
    let (first, second, length) = found?;
    let is_closed = rest[..length].ends_with(';');
    let goes_on = rest[length..].starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric());
    if in_attribute && !is_closed && goes_on {
        return None;
    }
    let second = char::from_u32(second).unwrap_or(NOTHING);
    Some(([char::from_u32(first)?, second], length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_the_standard_says() {
        let check = |text: &str, expected: &str| assert_eq!(decode(text, false), expected);
        check("a &amp; b&nbsp;c", "a & b\u{A0}c");
        check("AT&T & co &", "AT&T & co &");
        check("&lt&gt;&notit;&notin;", "<>¬it;∉");
        check("&#65;&#x42;&#67 &#;&#x;&#xg", "AB\u{43} &#;&#x;&#xg");
        check(
            "&#0;&#xD800;&#x110000;&#99999999999999;",
            "\u{FFFD}".repeat(4).as_str(),
        );
        check("&#128;&#x92;&#129;", "€’\u{81}");
        check("&NotEqualTilde;&fjlig;", "≂̸fj");
        check("&nosuch;&nbsp&é;", "&nosuch;\u{A0}&é;");
    }

    #[test]
    fn addresses_keep_names_without_semicolon() {
        let check = |text: &str, expected: &str| assert_eq!(decode(text, true), expected);
        check("?a=1&copy=2&lang=de&copy", "?a=1&copy=2&lang=de©");
        check("?a&amp;b&ampc&amp", "?a&b&ampc&");
    }
}
