//! Takes text out of nodes, gives it in one Unicode form: composed (NFC), with single spaces,
//! without characters that cannot be seen. Pure and idempotent; text that is already so comes back
//! borrowed, and nothing visible is lost.
//!
//! It also holds the few questions about characters that all stages ask: what is Han, what is set
//! like it, how long a text is in a measure in which scripts compare.

mod folder;
mod invisible;
mod letters;
pub(crate) mod numbers;
mod requested;
mod usual;
mod words;

pub(crate) use folder::Folder;
use folder::one_line;
use invisible::Invisible;
pub(crate) use letters::{is_alphabetic, is_alphanumeric, is_numeric};
pub(crate) use requested::Requested;
pub use requested::UnicodeForm;
use std::borrow::Cow;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
pub(crate) use usual::{count_han, is_usual};
pub(crate) use words::{begun, begun_in_ascii, lower, pieces, tokens, words};

/// One block of running text: NFC, each run of white space one space, nothing at the ends, no
/// invisible characters.
///
/// A line break between two Chinese or Japanese characters vanishes with the white space around it,
/// since it is only the layout of the source. Other white space between them stays one space.
/// Joiners stay where a script or an emoji needs them.
pub(crate) fn inline(text: &str) -> Cow<'_, str> {
    inline_in(text, UnicodeForm::Nfc)
}

/// As [`inline`], composed only if the form wants it.
pub(crate) fn inline_in(text: &str, form: UnicodeForm) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let out = match form {
        UnicodeForm::AsIs => one_line(text),
        UnicodeForm::Nfc | UnicodeForm::Nfkc => compose(one_line(text)),
    };
    if out == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(out)
    }
}

/// Code and other text whose layout counts: line ends become LF, blank lines at the end are cut,
/// invisible characters are removed. Tabs, indentation, spaces and the Unicode form stay exact.
pub(crate) fn preformatted(text: &str) -> Cow<'_, str> {
    let visible = |c: char| c == '\n' || c == '\t' || Invisible::of(c) == Invisible::No;
    let body = |text: &str| -> usize {
        let end = text.trim_end();
        // What remains of the last line with text: its trailing spaces are exact too.
        let rest = &text[end.len()..];
        let line = rest.find('\n').unwrap_or(rest.len());
        if end.is_empty() { 0 } else { end.len() + line }
    };
    if text.chars().all(visible) {
        return Cow::Borrowed(&text[..body(text)]);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            // The CR of a CRLF goes, a CR alone is a line end.
            '\r' if rest.as_str().starts_with('\n') => {}
            '\r' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            _ if invisible::stays(c, &out, rest.as_str()) => out.push(c),
            _ => {}
        }
    }
    let end = body(&out);
    out.truncate(end);
    if out == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(out)
    }
}

/// Han, kana, bopomofo, CJK punctuation and full-width forms: what is set without spaces. Not
/// hangul.
pub(crate) fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{31ff}' | '\u{3220}'..='\u{325f}' | '\u{3280}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe10}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff01}'..='\u{ff9f}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1aff0}'..='\u{1b16f}' | '\u{20000}'..='\u{3fffd}')
}

/// Characters of the Han script, with 々 and 〇 and the compatibility forms.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fd5}' | '\u{3005}' | '\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3038}'..='\u{303b}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Han characters of the block that nearly all text is written in.
pub(crate) fn is_usual_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Hiragana and katakana with their marks of length and repetition; the middle dot is punctuation
/// in Chinese too.
pub(crate) fn is_kana(c: char) -> bool {
    matches!(c,
        '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}' | '\u{1aff0}'..='\u{1b16f}')
}

/// White space of any kind, and the two letters that are only blanks: the hangul filler and the
/// empty braille cell.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{3164}' | '\u{2800}')
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Punctuation that Chinese and Western text share: as wide as its neighbour, so a neighbour
/// decides.
fn is_shared_punctuation(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// Whether [`inline`] surely has nothing to do. A false answer costs time only.
fn is_plain(text: &str) -> bool {
    if !is_single_spaced(text.as_bytes()) {
        return text.is_empty();
    }
    if is_ascii_or_usual(text) {
        return true;
    }
    let mut compose = false;
    for c in text.chars() {
        if c.is_ascii() || is_plainly_wide(c) {
            continue;
        }
        if is_space(c) || Invisible::of(c) != Invisible::No {
            return false;
        }
        compose |= may_need_composing(c);
    }
    !compose || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

fn is_ascii_or_usual(text: &str) -> bool {
    text.is_ascii() || is_usual(text)
}

/// Whether the ASCII of a text is seen, but for single spaces between words. Without branches, so that the compiler can use vector
/// instructions.
fn is_single_spaced(text: &[u8]) -> bool {
    let is_bad = |(&b, &next): (&u8, &u8)| {
        let control = (b < b' ') | (b == 0x7f);
        u8::from(control | ((b == b' ') & (next == b' ')))
    };
    let (Some(first), Some(last)) = (text.first(), text.last()) else {
        return false;
    };
    let pairs = text.iter().zip(text.iter().skip(1));
    first != &b' '
        && (last.is_ascii_graphic() || !last.is_ascii())
        && pairs.map(is_bad).fold(0, |any, bad| any | bad) == 0
}

/// Nothing below the first combining mark, no Cyrillic or Arabic letter, no usual Han character, and no CJK punctuation, kana or
/// full-width form changes under NFC (the two combining sound marks of kana aside).
fn may_need_composing(c: char) -> bool {
    !matches!(c,
        ..'\u{300}' | '\u{400}'..='\u{482}' | '\u{620}'..='\u{64a}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3029}' | '\u{3030}'..='\u{3098}' | '\u{309b}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ff9d}' | '\u{ac00}'..='\u{d7a3}')
}

/// Usual Han, kana, and the punctuation and full-width forms that are set with them: all of it is seen, and none is white space.
fn is_plainly_wide(c: char) -> bool {
    is_usual_han(c)
        || matches!(c, '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}' | '\u{ff01}'..='\u{ff5e}')
}

fn compose(text: String) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        _ => nfc(&text),
    }
}

/// Bytes of text that are composed at a time: marks without end are held until the character behind them is known.
const COMPOSED: usize = 16 << 10;

/// Composes a text. Only marks that follow each other for as long as [`COMPOSED`] are not put in order all together.
fn nfc(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = rest.floor_char_boundary(COMPOSED);
        if end < rest.len() {
            // In front of a character that nothing before it is joined with.
            let cut = rest[..end]
                .char_indices()
                .rev()
                .find(|&(at, c)| at > 0 && begins(c));
            end = cut.map_or(end, |(at, _)| at);
        }
        let (piece, behind) = rest.split_at(end);
        out.extend(piece.nfc());
        rest = behind;
    }
    out
}

/// Whether a character is never joined with one before it.
fn begins(c: char) -> bool {
    canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check_inline(before: &str, after: &str) {
        assert_eq!(inline(before), after);
        assert_eq!(inline(after), after, "not idempotent");
    }

    fn check_pre(before: &str, after: &str) {
        assert_eq!(preformatted(before), after);
        assert_eq!(preformatted(after), after, "not idempotent");
    }

    #[test]
    fn white_space_becomes_one_space() {
        check_inline("", "");
        check_inline(" \t\u{a0} ", "");
        check_inline("  a\u{a0}\u{3000} b\r\n\tc ", "a b c");
        check_inline("a\u{3164}b\u{2800}c", "a b c");
    }

    #[test]
    fn a_line_break_between_chinese_characters_vanishes() {
        check_inline(
            "春天\n  来了。\r\n　他说：\n“好”\n的",
            "春天来了。他说：“好”的",
        );
        check_inline("春天 来了", "春天 来了");
        check_inline("春天　来了", "春天 来了");
        check_inline("春天\nspring\n来了", "春天 spring 来了");
        check_inline("한국어\n문장", "한국어 문장");
        check_inline("カタカナ\nひらがな", "カタカナひらがな");
        check_inline("he said\n“yes”\nand", "he said “yes” and");
    }

    #[test]
    fn what_nobody_sees_is_removed() {
        check_inline("\u{feff}ex\u{ad}am\u{200b}ple\u{2060}", "example");
        check_inline("a\u{202e}b\u{202c}\u{200f}c\u{7}\u{0}d", "abcd");
        check_inline("a \u{200b} b", "a b");
        check_inline("lat\u{200d}in\u{200c}", "latin");
    }

    #[test]
    fn joiners_and_tags_stay_where_they_are_needed() {
        check_inline(
            "👩\u{200d}💻 می\u{200c}خواهم",
            "👩\u{200d}💻 می\u{200c}خواهم",
        );
        check_inline("क्\u{200d}ष", "क्\u{200d}ष");
        check_inline("র\u{200d}্য", "র\u{200d}্য");
        check_inline("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥");
        check_inline("می\u{200c} خواهم", "می خواهم");
        let england = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
        check_inline(england, england);
        check_inline("x\u{e0067}", "x");
    }

    #[test]
    fn text_is_composed() {
        check_inline("cafe\u{301}", "café");
        check_inline("e\u{200b}\u{301}", "é");
        check_inline("か\u{3099}", "が");
        assert!(matches!(inline("是的，OK 了 café"), Cow::Borrowed(_)));
    }

    #[test]
    fn text_stays_as_it_is_when_asked() {
        let text = "cafe\u{301}  \u{200b}か\u{3099}";
        assert_eq!(inline_in(text, UnicodeForm::AsIs), "cafe\u{301} か\u{3099}");
        for form in [UnicodeForm::AsIs, UnicodeForm::Nfc] {
            let mut folder = Folder::new(form);
            folder.push("first");
            folder.take();
            folder.push(text);
            assert_eq!(folder.take(), inline_in(text, form));
        }
    }

    #[test]
    fn long_texts_are_composed_as_short_ones() {
        for piece in [
            "e\u{301}te\u{301} ",
            "がか\u{3099}",
            "각\u{1100}\u{1161}\u{11a8}",
            "x\u{327}\u{301}",
        ] {
            let text = piece.repeat(2 * COMPOSED / piece.len());
            assert_eq!(nfc(&text), text.nfc().collect::<String>());
        }
        let marks = "\u{301}".repeat(COMPOSED);
        assert_eq!(nfc(&marks), marks);
    }

    #[test]
    fn code_keeps_its_layout() {
        check_pre("a\r\n\tb\rc", "a\n\tb\nc");
        check_pre("  x  \n\n \t\n", "  x  ");
        check_pre("\n\n", "");
        check_pre(
            "let s\u{200b} = \"e\u{301}\u{a0}\";\u{feff}",
            "let s = \"e\u{301}\u{a0}\";",
        );
        assert!(matches!(preformatted("fn a() {}\n\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn tokens_count_words_and_characters() {
        assert_eq!(tokens(""), 0);
        assert_eq!(tokens("The quick brown fox, 2020"), 5);
        assert_eq!(tokens("敏捷的狐狸"), 5);
        assert_eq!(tokens("用Rust写カナ。"), 5);
        assert_eq!(tokens("한국어 문장"), 2);
        assert_eq!(tokens("हिन्दी भाषा"), 2);
    }

    #[test]
    fn characters_are_classed() {
        assert!("汉漢々〇㐀𠀀".chars().all(is_han));
        assert!(!"あア。Ａa한".chars().any(is_han));
        assert!("汉あア。，Ａ「ㄅｱ".chars().all(is_cjk));
        assert!(!"a한ﾡ“é".chars().any(is_cjk));
    }

    #[test]
    fn what_need_not_be_composed_is_composed() {
        for c in ('\0'..=char::MAX).filter(|&c| !may_need_composing(c)) {
            assert_eq!(canonical_combining_class(c), 0, "{c:?}");
            assert_eq!(is_nfc_quick(std::iter::once(c)), IsNormalized::Yes, "{c:?}");
        }
    }

    /// Every character of the planes that hold more than Han, alone and between others that could
    /// make it matter.
    #[test]
    fn all_characters_hold_the_laws() {
        for c in ('\0'..='\u{1ffff}').chain('\u{e0000}'..='\u{e01ff}') {
            for text in [
                c.to_string(),
                format!("汉\n{c}字"),
                format!("ب\u{200d}{c}a{c}"),
            ] {
                let once = inline(&text);
                assert_eq!(inline(&once), once, "{c:?}");
                let lines = preformatted(&text);
                assert_eq!(preformatted(&lines), lines, "{c:?}");
            }
        }
    }

    /// Texts rich in what the stage acts on.
    fn texts() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            any::<char>().prop_map(String::from),
            "[ \t\r\n\u{a0}\u{3000}\u{200b}-\u{200f}\u{ad}\u{2060}\u{feff}]{1,3}",
            "[汉字漢あがカ。，“”a-cÉé1한국]{1,3}",
            "[\u{300}-\u{345}\u{5b0}\u{64b}-\u{655}\u{93c}\u{94d}\u{9be}\u{9c7}\u{3099}\u{1161}\u{11a8}]{1,3}",
            "[بیकষ가ᄀ👩💻❤\u{fe0f}🏴\u{e0067}]{1,2}",
        ];
        prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn inline_is_idempotent_and_single_spaced(text in texts()) {
            let once = inline(&text);
            prop_assert_eq!(inline(&once), once.clone());
            prop_assert!(!once.contains("  "));
            prop_assert_eq!(once.trim(), &*once);
            prop_assert!(once.chars().all(|c| c == ' ' || !is_space(c)));
        }

        #[test]
        fn inline_loses_nothing_visible(text in texts()) {
            let visible = |text: &str| -> String {
                let seen = text.chars().filter(|c| !is_space(*c) && Invisible::of(*c) == Invisible::No);
                seen.collect::<String>().nfc().collect()
            };
            prop_assert_eq!(visible(&inline(&text)), visible(&text));
        }

        #[test]
        fn preformatted_is_idempotent(text in texts()) {
            let once = preformatted(&text);
            prop_assert_eq!(preformatted(&once), once.clone());
            prop_assert!(!once.contains('\r'));
        }

        #[test]
        fn tokens_are_at_most_characters(text in texts()) {
            prop_assert!(tokens(&text) <= text.chars().count());
        }
    }
}
