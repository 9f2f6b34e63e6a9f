//! What normalisation does only when asked for: compatibility forms (NFKC), full-width Latin and
//! half-width kana in their usual widths, ASCII punctuation between Chinese characters in full
//! width. Takes text that is already normalised; each step is idempotent, and all together.

use super::{is_cjk, is_han, is_kana};
use std::borrow::Cow;
use unicode_normalization::char::decompose_compatible;

/// The Unicode form of the text that is given out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnicodeForm {
    /// Composed (NFC): the same text, one spelling of each character.
    #[default]
    Nfc,
    /// Composed, compatibility characters replaced (NFKC): ﬁ becomes fi, ① 1, ㎏ kg. For search; what was told apart by
    /// them (x² and x2) is lost. Accents that stand alone, which NFKC would give a space, stay.
    Nfkc,
    /// As the page has it. Metadata is composed all the same.
    AsIs,
}

/// What is asked for beyond the usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Requested {
    pub nfkc: bool,
    /// Full-width Latin letters and digits become ASCII, half-width kana full-width.
    pub widths: bool,
    /// ASCII punctuation between Chinese characters becomes full-width.
    pub punctuation: bool,
}

impl Requested {
    /// Whether nothing is asked for.
    pub(crate) fn is_nothing(self) -> bool {
        self == Requested::default()
    }

    /// The characters of a piece of text in the form and widths that are asked for. What it gives depends on the piece
    /// alone, so that a text may be cut where its marks are.
    pub(crate) fn characters(self, text: &str) -> Cow<'_, str> {
        if !(self.nfkc && !text.is_ascii() || self.widths && text.chars().any(is_odd_width)) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if self.nfkc && !is_spacing_mark(c) || self.widths && is_odd_width(c) {
                decompose_compatible(c, |c| out.push(c));
            } else {
                out.push(c);
            }
        }
        Cow::Owned(super::nfc(&out))
    }

    /// Chinese text with its punctuation as it is asked for; as many characters as before. The caller knows that the text
    /// is Chinese, since Japanese and Korean text sets its own way.
    pub(crate) fn punctuate(self, text: &str) -> Cow<'_, str> {
        if !self.punctuation || !text.contains(is_foldable) || !text.contains(is_han) {
            return Cow::Borrowed(text);
        }
        let brackets = chinese_brackets(text);
        let mut out = String::with_capacity(text.len());
        let mut rest = text.chars();
        let mut at = 0;
        while let Some(c) = rest.next() {
            let next = rest.as_str().chars().next();
            let wide = match c {
                '(' | ')' => brackets.binary_search(&at).is_ok(),
                _ => is_foldable(c) && is_chinese_mark(c, out.chars().next_back(), next),
            };
            out.push(if wide { full_width(c) } else { c });
            at += c.len_utf8();
        }
        Cow::Owned(out)
    }
}

/// An accent or line that stands alone; its compatibility form is a space with a combining mark.
fn is_spacing_mark(c: char) -> bool {
    let mut first = None;
    decompose_compatible(c, |part| first = first.or(Some(part)));
    first == Some(' ') && c != ' '
}

/// Full-width Latin letters and digits, half-width kana and their marks.
fn is_odd_width(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '\u{ff66}'..='\u{ff9f}')
}

/// ASCII punctuation that Chinese has in full width.
fn is_foldable(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')')
}

fn full_width(c: char) -> char {
    match c {
        '.' => '。',
        _ => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
    }
}

/// Whether a mark other than a bracket belongs to the Chinese text around it. `before` is as it is given out.
fn is_chinese_mark(c: char, before: Option<char>, next: Option<char>) -> bool {
    let Some(before) = before else { return false };
    let chinese = |c: char| is_cjk(c) && !is_kana(c) || matches!(c, '”' | '’' | '…' | '—');
    if c == '.' {
        // Numbers, domains and dots in a row keep theirs.
        let goes_on = |next: char| next.is_ascii_alphanumeric() || "./\\-_@=".contains(next);
        let ends = !next.is_some_and(goes_on);
        return chinese(before) && ends;
    }
    let may_belong = before.is_ascii_alphanumeric() || matches!(before, '%' | ')' | '"');
    chinese(before) || may_belong && next.is_some_and(is_han)
}

/// Where the ASCII brackets stand, in pairs, that hold Chinese or follow it.
fn chinese_brackets(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    // Where a bracket opens, how many Han characters stood before it, and whether one is next to it.
    let mut open: Vec<(usize, usize, bool)> = Vec::new();
    let (mut han, mut before) = (0, None);
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push((at, han, before.is_some_and(is_han))),
            ')' => {
                if let Some((start, outside, follows)) = open.pop()
                    && (follows || han > outside)
                {
                    found.extend([start, at]);
                }
            }
            _ => han += usize::from(is_han(c)),
        }
        before = Some(c);
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::super::inline;
    use super::*;
    use proptest::prelude::*;

    const NFKC: Requested = Requested {
        nfkc: true,
        widths: false,
        punctuation: false,
    };
    const WIDTHS: Requested = Requested {
        nfkc: false,
        widths: true,
        punctuation: false,
    };
    const PUNCTUATION: Requested = Requested {
        nfkc: false,
        widths: false,
        punctuation: true,
    };
    const ALL: Requested = Requested {
        nfkc: true,
        widths: true,
        punctuation: true,
    };

    fn apply(requested: Requested, text: &str) -> String {
        let text = requested.characters(text).into_owned();
        requested.punctuate(&text).into_owned()
    }

    fn check(requested: Requested, before: &str, after: &str) {
        assert_eq!(apply(requested, before), after);
        assert_eq!(apply(requested, after), after, "not idempotent");
    }

    #[test]
    fn compatibility_characters_are_replaced() {
        check(NFKC, "ﬁne ①x² ㎏ Ａ，ｶﾞ", "fine 1x2 kg A,ガ");
        check(NFKC, "´ and ¨ stay", "´ and ¨ stay");
        check(Requested::default(), "ﬁne ①", "ﬁne ①");
    }

    #[test]
    fn widths_are_made_usual() {
        check(
            WIDTHS,
            "ＡＢＣ１２３，ｶﾞｷﾞｸﾞ「ﾆｭｰｽ」",
            "ABC123，ガギグ「ニュース」",
        );
        check(WIDTHS, "②ﬁ", "②ﬁ");
        assert!(matches!(WIDTHS.characters("汉字，ABC"), Cow::Borrowed(_)));
    }

    #[test]
    fn punctuation_between_chinese_becomes_wide() {
        check(
            PUNCTUATION,
            "他说:好,真的!她(小王)问?好.",
            "他说：好，真的！她（小王）问？好。",
        );
        check(
            PUNCTUATION,
            "GDP增长3.5%,达1,200亿;真!!",
            "GDP增长3.5%，达1,200亿；真！！",
        );
        check(PUNCTUATION, "用Rust,不用C++", "用Rust，不用C++");
        check(
            PUNCTUATION,
            "见http://example.com/a,b和f(x)",
            "见http://example.com/a,b和f(x)",
        );
        check(
            PUNCTUATION,
            "北京(Beijing)8:30,等等...",
            "北京（Beijing）8:30，等等...",
        );
        check(
            PUNCTUATION,
            "Hello, world (again).",
            "Hello, world (again).",
        );
    }

    fn texts() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            any::<char>().prop_map(String::from),
            "[汉字漢あｶﾞﾊﾟガ。，“”’…a-cA1９Ｚé\u{301}ﬁ①㍍]{1,3}",
            "[,.;:!?() ，。；：！？（）]{1,3}",
        ];
        prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn each_step_and_all_are_idempotent(text in texts()) {
            let text = inline(&text);
            for requested in [Requested::default(), NFKC, WIDTHS, PUNCTUATION, ALL] {
                let once = apply(requested, &text);
                prop_assert_eq!(apply(requested, &once), once.clone(), "{:?}", requested);
                let again = inline(&once).into_owned();
                prop_assert_eq!(inline(&apply(requested, &again)).into_owned(), again.clone(), "with inline, {:?}", requested);
            }
        }

        #[test]
        fn punctuation_keeps_every_character_in_its_place(text in texts()) {
            let new = PUNCTUATION.punctuate(&text);
            prop_assert_eq!(new.chars().count(), text.chars().count());
            prop_assert!(text.chars().zip(new.chars()).all(|(a, b)| a == b || is_foldable(a) && b == full_width(a)));
        }
    }
}
