//! Takes text out of nodes, gives it in one Unicode form: composed (NFC), with single spaces,
//! without characters that cannot be seen. Pure and idempotent; text that is already so comes back
//! borrowed, and nothing visible is lost.
//!
//! It also holds the few questions about characters that all stages ask: what is Han, what is set
//! like it, how long a text is in a measure in which scripts compare.

mod invisible;
mod letters;
pub(crate) mod numbers;
mod requested;
mod words;

use invisible::Invisible;
pub(crate) use letters::{is_alphabetic, is_alphanumeric, is_numeric};
pub(crate) use requested::Requested;
pub use requested::UnicodeForm;
use std::borrow::Cow;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
pub(crate) use words::{begun_in_ascii, lower, pieces, tokens, words};

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
    if is_plain_ascii(text.as_bytes()) {
        return true;
    }
    // A text that begins with a space is not plain.
    let mut space = true;
    let mut compose = false;
    for c in text.chars() {
        if c == ' ' {
            if space {
                return false;
            }
            space = true;
            continue;
        }
        space = false;
        if c.is_ascii_graphic() || is_plainly_wide(c) {
            continue;
        }
        if is_space(c) || Invisible::of(c) != Invisible::No {
            return false;
        }
        compose |= may_need_composing(c);
    }
    let ends_well = !space || text.is_empty();
    ends_well && (!compose || is_nfc_quick(text.chars()) == IsNormalized::Yes)
}

/// The same of a text in ASCII, without branches, so that the compiler can use vector instructions.
fn is_plain_ascii(text: &[u8]) -> bool {
    let is_bad = |(&b, &next): (&u8, &u8)| {
        let graphic = b.wrapping_sub(b' ') < 0x5f;
        u8::from(!graphic | ((b == b' ') & (next == b' ')))
    };
    let [first, .., last] = text else {
        return false;
    };
    let pairs = text.iter().zip(text.iter().skip(1));
    first != &b' '
        && last.is_ascii_graphic()
        && pairs.map(is_bad).fold(0, |any, bad| any | bad) == 0
}

/// Nothing below the first combining mark, no Cyrillic or Arabic letter, no usual Han character, and no CJK punctuation, kana or
/// full-width form changes under NFC (the two combining sound marks of kana aside).
fn may_need_composing(c: char) -> bool {
    !matches!(c,
        ..'\u{300}' | '\u{400}'..='\u{482}' | '\u{620}'..='\u{64a}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3029}' | '\u{3030}'..='\u{3098}' | '\u{309b}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ff9d}' | '\u{ac00}'..='\u{d7a3}')
}

fn compose(text: String) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        _ => nfc(&text),
    }
}

/// White space and invisible characters; composing comes after, since what falls away can bring
/// marks together.
fn one_line(text: &str) -> String {
    let mut folder = Folder::default();
    folder.text.reserve(text.len());
    folder.fold(text);
    folder.text
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

/// Builds running text piece by piece, as [`inline`] would have it, for callers who need to know where in the folded text
/// a piece came to stand. A forced line break is kept as `\n`.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    form: UnicodeForm,
    text: String,
    space: bool,
    broken: bool,
    forced: bool,
}

/// Bytes from which on a text is handed over with the place that it has, and not copied out of it.
const KEPT: usize = 4 << 10;

impl Folder {
    pub(crate) fn new(form: UnicodeForm) -> Self {
        Folder {
            form,
            ..Folder::default()
        }
    }

    /// The text so far, without white space at its end.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a forced line break is the last thing seen.
    pub(crate) fn ends_with_break(&self) -> bool {
        self.forced
    }

    /// Adds a piece. Each piece is composed by itself: marks that begin a piece are not joined to the one before.
    pub(crate) fn push(&mut self, piece: &str) {
        self.text.reserve(piece.len());
        if piece.is_ascii() {
            return self.fold_ascii(piece);
        }
        // What is composed whatever stands around it need not be asked.
        let asked = |&c: &char| !is_usual_han(c) && may_need_composing(c);
        match is_nfc_quick(piece.chars().filter(asked)) {
            _ if self.form == UnicodeForm::AsIs => self.fold(piece),
            IsNormalized::Yes => self.fold(piece),
            _ => self.fold(&nfc(piece)),
        }
    }

    /// Adds text in which white space is exact.
    pub(crate) fn push_exact(&mut self, piece: &str) {
        self.text.push_str(piece);
    }

    /// Adds a forced line break.
    pub(crate) fn line_break(&mut self) {
        self.forced = true;
    }

    /// Hands over the text, with no more room than it needs, and starts anew in the same place.
    pub(crate) fn take(&mut self) -> String {
        let text = match self.text.len() {
            ..KEPT => {
                let text = self.text.as_str().to_owned();
                self.text.clear();
                text
            }
            _ => std::mem::take(&mut self.text),
        };
        (self.space, self.broken, self.forced) = (false, false, false);
        text
    }

    /// As [`fold`](Self::fold) does it, a run of visible characters at a time.
    fn fold_ascii(&mut self, piece: &str) {
        let behind = piece.trim_ascii_start();
        let (gap, text) = (
            &piece[..piece.len() - behind.len()],
            behind.trim_ascii_end(),
        );
        if is_plain_ascii(text.as_bytes()) {
            gap.bytes().for_each(|b| self.skip_ascii(b));
            self.push_run(text);
            behind[text.len()..]
                .bytes()
                .for_each(|b| self.skip_ascii(b));
            return;
        }
        let mut rest = piece;
        while let Some(&first) = rest.as_bytes().first() {
            let run = visible_run(rest.as_bytes());
            if run == 0 {
                self.skip_ascii(first);
                rest = &rest[1..];
                continue;
            }
            let (visible, behind) = rest.split_at(run);
            self.push_run(visible);
            rest = behind;
        }
    }

    /// Notes a character of ASCII that is not seen; one that is no white space is a control.
    fn skip_ascii(&mut self, b: u8) {
        self.space |= matches!(b, b' ' | b'\t'..=b'\r');
        self.broken |= matches!(b, b'\n'..=b'\r');
    }

    /// Adds visible ASCII behind what white space was noted.
    fn push_run(&mut self, visible: &str) {
        if !self.text.is_empty() {
            if self.forced {
                self.text.push('\n');
            } else if self.space {
                self.text.push(' ');
            }
        }
        (self.space, self.broken, self.forced) = (false, false, false);
        self.text.push_str(visible);
    }

    fn fold(&mut self, piece: &str) {
        let mut rest = piece;
        while let Some(c) = rest.chars().next() {
            if c.is_ascii() {
                let end = rest.bytes().position(|b| !b.is_ascii());
                let (ascii, behind) = rest.split_at(end.unwrap_or(rest.len()));
                self.fold_ascii(ascii);
                rest = behind;
                continue;
            }
            // Usual Han characters and what is set with them stay, all that follow each other.
            let stays = is_plainly_wide(c);
            let end = match stays {
                true => rest.find(|c| !is_plainly_wide(c)).unwrap_or(rest.len()),
                false => c.len_utf8(),
            };
            let (run, behind) = rest.split_at(end);
            rest = behind;
            if is_space(c) {
                self.space = true;
                self.broken |= is_line_break(c);
                continue;
            }
            let gap = self.space || self.forced;
            // Behind white space that is still to be written nothing can be joined to.
            let before = if gap { "" } else { self.text.as_str() };
            if !stays && !invisible::stays(c, before, rest) {
                continue;
            }
            if gap && !self.text.is_empty() {
                if self.forced {
                    self.text.push('\n');
                } else if !(self.broken && vanishes_between(self.text.chars().next_back(), c)) {
                    self.text.push(' ');
                }
            }
            (self.space, self.broken, self.forced) = (false, false, false);
            self.text.push_str(run);
        }
    }
}

/// Usual Han, kana, and the punctuation and full-width forms that are set with them: all of it is seen, and none is white space.
fn is_plainly_wide(c: char) -> bool {
    is_usual_han(c)
        || matches!(c, '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}' | '\u{ff01}'..='\u{ff5e}')
}

/// Bytes of visible ASCII with no more than a space between words.
fn visible_run(text: &[u8]) -> usize {
    let is_seen = |at: usize| text.get(at).is_some_and(u8::is_ascii_graphic);
    let mut end = 0;
    while is_seen(end) || end > 0 && text.get(end) == Some(&b' ') && is_seen(end + 1) {
        end += 1;
    }
    end
}

fn vanishes_between(before: Option<char>, after: char) -> bool {
    let Some(before) = before else { return true };
    let cjk = (is_cjk(before), is_cjk(after));
    match cjk {
        (true, true) => true,
        (true, false) => is_shared_punctuation(after),
        (false, true) => is_shared_punctuation(before),
        (false, false) => false,
    }
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
