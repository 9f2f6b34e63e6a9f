//! Formulas between dollar signs, as Pandoc, GitHub and most others read them. A formula that such a parser could misread,
//! or that would be more than text to a parser without formulas, is refused here and written as code.

use super::escape::{Place, is_blank};

/// A formula within a line, or `None` if it must be written as code. `next` is the character behind it.
pub(super) fn within_line(tex: &str, place: Place, next: Option<char>) -> Option<String> {
    let tex = folded(tex)?;
    // A digit behind the closing sign makes it the sign of a price.
    let closes = !next.is_some_and(|next| next.is_ascii_digit());
    let fits = closes && (place != Place::Cell || !tex.contains('|'));
    fits.then(|| format!("${tex}$"))
}

/// A formula on its own, or `None` if it must be written as code.
pub(super) fn display(tex: &str) -> Option<String> {
    folded(tex).map(|tex| format!("$${tex}$$"))
}

/// The formula on one line, if it holds nothing that could end it early or be read as markup.
fn folded(tex: &str) -> Option<String> {
    // A comment ends with its line, so such a formula cannot be folded.
    if tex.contains(['$', '`', '%']) || tex.contains("](") || has_tag(tex) || !is_balanced(tex) {
        return None;
    }
    let words: Vec<&str> = tex
        .split(is_blank)
        .filter(|word| !word.is_empty())
        .collect();
    let tex = words.join(" ");
    let open_ended = tex.starts_with(char::is_whitespace)
        || tex.ends_with(char::is_whitespace)
        || tex.ends_with('\\');
    (!tex.is_empty() && !open_ended).then_some(tex)
}

/// Whether something in it could be a tag, comment or address in angle brackets to a parser without formulas.
fn has_tag(tex: &str) -> bool {
    tex.split('<')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '!' | '?')))
}

/// Whether braces are balanced, escaped ones apart: parsers look for the closing sign outside braces.
fn is_balanced(tex: &str) -> bool {
    let mut depth = 0_usize;
    let mut escaped = false;
    for c in tex.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => {}
        }
    }
    depth == 0
}
