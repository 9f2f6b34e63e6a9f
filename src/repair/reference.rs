//! Character references that have lost their `&`: `#xff0c;` for ，, `don#8217;t`. Takes text, gives
//! it with the characters in their place where the reference cannot be anything else: it stands for
//! a character of East Asia or a typographic mark, and is followed by its semicolon. Colours
//! (`#333333;`) and numbers stay, and so does a single reference in a text without any East Asian
//! neighbour: a text about references may show one.

use crate::bounds::Pace;
use memchr::memchr_iter;

/// Digits of a reference that is read: of the code points in question none has fewer or more. A colour has three, six
/// or eight; of those with four only the ones inside a word are taken for references.
const DIGITS: std::ops::RangeInclusive<usize> = 4..=5;
/// What an `&` looks like where text is written in an escape of another kind: `&amp;#8217;`, `\u0026#8217;`, `%26#8217;`.
const ESCAPED: [&str; 3] = ["&", "&amp;", "26"];
/// References on a page that prove each other.
const FEWEST: usize = 2;

/// Puts the characters in; gives the text and how many there were, or `None` when there are none.
pub(super) fn repair(text: &str, pace: &mut Pace<'_>) -> Option<(String, usize)> {
    let mut out = String::new();
    let (mut done, mut count, mut proven) = (0, 0, false);
    let mut looked = 0;
    for at in memchr_iter(b'#', text.as_bytes()) {
        let Some((c, length)) = reference(text, at) else {
            continue;
        };
        if pace.is_over_for(at - looked) {
            break;
        }
        looked = at;
        out.push_str(&text[done..at]);
        let before = out.chars().next_back();
        done = at + length;
        let after = text[done..].chars().next();
        proven |= [before, after].into_iter().flatten().any(is_east_asian);
        out.push(c);
        count += 1;
    }
    if count == 0 || !(proven || count >= FEWEST) {
        return None;
    }
    out.push_str(&text[done..]);
    Some((out, count))
}

/// The character of a reference without `&` at a place, and its bytes.
fn reference(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = text.get(at + 1..)?;
    let hexadecimal = rest.starts_with(['x', 'X']);
    let digits = &rest[usize::from(hexadecimal)..];
    let is_digit = |b: &u8| match hexadecimal {
        true => b.is_ascii_hexdigit(),
        false => b.is_ascii_digit(),
    };
    let length = digits
        .bytes()
        .take(DIGITS.end() + 1)
        .take_while(is_digit)
        .count();
    let closed = digits.as_bytes().get(length) == Some(&b';');
    if !DIGITS.contains(&length) || !closed || !hexadecimal && digits.starts_with('0') {
        return None;
    }
    let radix = if hexadecimal { 16 } else { 10 };
    let c = char::from_u32(u32::from_str_radix(&digits[..length], radix).ok()?)?;
    if ESCAPED.iter().any(|sign| text[..at].ends_with(sign)) {
        return None;
    }
    let before = text[..at].chars().next_back();
    // Four digits may be a colour with its opacity; inside a word they are none.
    let inside = before.is_some_and(|c| c.is_alphanumeric() || is_east_asian(c) || c == ';');
    let known = is_east_asian(c) || is_typographic(c) && (hexadecimal || inside);
    known.then_some((c, 1 + usize::from(hexadecimal) + length + 1))
}

/// Han, kana, hangul, their punctuation and full-width forms.
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF5E}')
}

/// Dashes, quotation marks, the ellipsis.
fn is_typographic(c: char) -> bool {
    matches!(c, '\u{2013}'..='\u{201F}' | '\u{2026}')
}
