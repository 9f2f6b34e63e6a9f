//! What a line may hold, found out at the cost of a look at each character, before it is taken apart; and the signs that part it.

use super::Line;
use crate::metadata::dates;
use crate::metadata::scan::{Openings, begins_with, fold, is_east_asian};
use crate::terms::ByFirst;
use crate::terms::bylines::{self as terms, Label};

impl Line {
    /// Whether a date or a label may be in a line; in most there is none.
    pub(in crate::metadata) fn may_say(text: &str) -> bool {
        let (mut digits, mut fresh, mut opens) = (0, true, true);
        text.char_indices().any(|(at, c)| {
            // Within a word: most characters.
            if !fresh && c.is_ascii_alphabetic() {
                return false;
            }
            let c = fold(c);
            if !c.is_ascii_alphabetic() {
                digits += usize::from(c.is_ascii_digit());
                if digits >= dates::DIGITS || c == '年' || is_label_sign(c) {
                    return true;
                }
                if is_separator(c) {
                    (fresh, opens) = (true, opens && c == ' ' || parts_line(c));
                    return false;
                }
            }
            // As labels without a sign stand: those of a Latin script where nothing stands before.
            let may_begin = fresh && (opens || is_east_asian(c));
            (fresh, opens) = (false, false);
            may_begin && opens_bare(&text[at..])
        })
    }
}

pub(super) static BARE: ByFirst<{ terms::BARE.len() }> = ByFirst::new(terms::BARE);

/// Whether a text begins with a label that has no sign, or with letters of one.
pub(super) fn opens_bare(text: &str) -> bool {
    static OPENINGS: Openings = Openings::of(terms::BARE);
    let first = text.chars().next().map(fold);
    first.is_some_and(|first| {
        let begins = |term: &&str| begins_with(text, term);
        OPENINGS.may_begin(first, text) && BARE.beginning(first).iter().any(begins)
    })
}

/// Whether a text begins with a label that may have a sign behind it, or with letters of one.
pub(super) fn opens_label(text: &str) -> bool {
    static OPENINGS: Openings = Openings::of_table(terms::LABELS);
    let first = text.chars().next().map(fold);
    first.is_some_and(|first| {
        let begins = |(term, _): &(&str, Label)| begins_with(text, term);
        OPENINGS.may_begin(first, text) && terms::labels_at(first).any(begins)
    })
}

/// Whether a label may have this sign behind it.
pub(super) fn is_label_sign(c: char) -> bool {
    matches!(c, ':' | '/' | '|' | '丨')
}

/// Whether a label may open what stands behind a character.
pub(super) fn parts_line(c: char) -> bool {
    matches!(
        c,
        '|' | '•' | '·' | '–' | '—' | '(' | '【' | '/' | ':' | '-' | '*' | '\n'
    )
}

/// Separators that stand between the parts of a line and nowhere within one.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '|' | '•' | '⋅' | '∙' | '●' | '◦' | '┃' | '丨')
}

pub(super) fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '|'
            | '·'
            | '•'
            | '⋅'
            | '∙'
            | '●'
            | '◦'
            | '/'
            | '-'
            | '–'
            | '—'
            | '('
            | ')'
            | '['
            | ']'
            | '【'
            | '】'
            | ','
            | ';'
            | '>'
            | '<'
            | '、'
            | '。'
            | '┃'
            | '丨'
            | '*'
            | '_'
            | '\u{E000}'..='\u{F8FF}' | '〔' | '〕' | ':'
    )
}
