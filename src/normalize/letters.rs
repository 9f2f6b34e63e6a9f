//! Letters and digits. The tables of the standard library are searched step by step, some hundred instructions for a character outside
//! of ASCII; the characters that most texts are made of are told here by their range.

/// As [`char::is_alphanumeric`].
pub(crate) fn is_alphanumeric(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    by_range(c).unwrap_or_else(|| c.is_alphanumeric())
}

/// As [`char::is_alphabetic`].
pub(crate) fn is_alphabetic(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    by_range(c).unwrap_or_else(|| c.is_alphabetic())
}

/// As [`char::is_numeric`].
pub(crate) fn is_numeric(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    by_range(c) != Some(true) && c.is_numeric()
}

/// Whether a character is a letter, if it stands in a range of letters or in one without letters and digits.
fn by_range(c: char) -> Option<bool> {
    match c {
        // Han, hangul, kana, Latin, Cyrillic, Arabic.
        '\u{4e00}'..='\u{9ffc}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{24f}'
        | '\u{400}'..='\u{481}'
        | '\u{620}'..='\u{64a}'
        | '\u{671}'..='\u{6d3}' => Some(true),
        // Punctuation and spaces.
        '\u{2000}'..='\u{206f}'
        | '\u{a0}'..='\u{a9}'
        | '\u{ab}'..='\u{b1}'
        | '\u{b6}'..='\u{b8}'
        | '\u{bb}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}' => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_numeric(c), c.is_numeric(), "{c:?}");
        }
    }
}
