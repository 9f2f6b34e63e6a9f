//! Takes the text of an article and the language that the page claims for it, gives the language as
//! a BCP 47 primary subtag (`zh`, `ja`, `en`) and says which evidence decided. Chinese, Japanese
//! and Korean are told by their scripts; for all others the small words of the text tell it or its
//! statistics are weighed against the claim, and short text leaves the claim standing.

mod plain;

use crate::normalize::{is_alphabetic, is_han, is_kana, is_numeric, is_usual_han};
use crate::script::{self, Script};
use std::fmt;
use whatlang::{Info, Lang};

/// What the language of an article was decided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum LanguageEvidence {
    /// The script of the text: Chinese, Japanese, Korean.
    Script,
    /// Statistics of the text, without a claim or against it.
    Text,
    /// The page's claim, which the text confirms.
    Confirmed,
    /// The page's claim alone: the text is too short or too uncertain to say.
    Claim,
}

impl LanguageEvidence {
    /// The name in output: `script`, `text`, `confirmed` or `claim`.
    pub fn as_str(self) -> &'static str {
        match self {
            LanguageEvidence::Script => "script",
            LanguageEvidence::Text => "text",
            LanguageEvidence::Confirmed => "confirmed",
            LanguageEvidence::Claim => "claim",
        }
    }
}

impl fmt::Display for LanguageEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Bytes of the text that are looked at: some ten thousand words, after which no statistics change.
/// Bounds the cost for a page of many megabytes.
const SAMPLE_BYTES: usize = 64 * 1024;

/// Bytes that the statistics are made of: hundreds of words, of which a text and its first half are the same language.
/// Nothing else that is done with a text of an article costs as much.
const STATISTICS_BYTES: usize = 3 * 1024;

/// Han, kana and hangul characters from one in this many tokens on decide the language by
/// themselves. Chosen so that text about software with two words of code to a Chinese character is
/// still Chinese.
const CJK_SHARE: usize = 3;

/// The same when the page claims a language of these scripts: menus and code can outnumber a short
/// article.
const CJK_SHARE_CLAIMED: usize = 8;

/// Letters below which the statistics of a text are not asked against a claim: of the first 100
/// characters of 2,047 real pages 7 % are taken for another language, of the whole texts hardly
/// any.
const SHORT_LETTERS: usize = 120;

/// Letters below which the statistics are not asked at all, claim or not: two or three words,
/// mostly names. Chosen, not measured.
const HARDLY_ANY_LETTERS: usize = 20;

/// The language of `text`, where `claimed` is what the page says (`<html lang>`,
/// `Content-Language`). Nothing if there is no usable claim and the text is too short to tell.
/// Linear in the first 64 KiB, constant beyond.
pub(crate) fn detect(text: &str, claimed: Option<&str>) -> Option<(String, LanguageEvidence)> {
    let text = sample(text);
    let claim = claimed.and_then(primary_subtag);
    if script::may_be_east_asian(text)
        && let Some(found) = by_script(text, claim.as_deref())
    {
        return Some(found);
    }
    match (plain::language(text), &claim) {
        (Some(plain), Some(claim)) if plain == claim => {
            return Some((claim.clone(), LanguageEvidence::Confirmed));
        }
        (Some(plain), None) => return Some((plain.to_owned(), LanguageEvidence::Text)),
        _ => {}
    }
    // No more of them are asked for.
    let letters = text.chars().filter(|&c| is_letter(c)).take(SHORT_LETTERS);
    let letters = letters.count();
    let found = match letters {
        ..HARDLY_ANY_LETTERS => None,
        _ => whatlang::detect(&text[..text.floor_char_boundary(STATISTICS_BYTES)]),
    };
    let Some(claim) = claim else {
        return found.map(|info| (code(info.lang()).to_owned(), LanguageEvidence::Text));
    };
    Some(weigh(claim, found, letters))
}

/// The beginning of the text, cut between characters.
fn sample(text: &str) -> &str {
    &text[..text.floor_char_boundary(SAMPLE_BYTES)]
}

/// A letter, which numerals are not, except for those of Han.
fn is_letter(c: char) -> bool {
    is_alphabetic(c) && (!is_numeric(c) || is_han(c))
}

/// The letters of a text by kind.
#[derive(Default)]
struct Letters {
    han: usize,
    kana: usize,
    hangul: usize,
    /// Words in other scripts.
    words: usize,
}

impl Letters {
    fn count(text: &str) -> Letters {
        let mut letters = Letters::default();
        let mut in_word = false;
        for c in text.chars() {
            let own = match c {
                _ if is_usual_han(c) => Some(&mut letters.han),
                ..'\u{1100}' => None,
                _ if is_han(c) => Some(&mut letters.han),
                _ if is_kana(c) => Some(&mut letters.kana),
                '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Some(&mut letters.hangul),
                _ => None,
            };
            match own {
                Some(own) => {
                    *own += 1;
                    in_word = false;
                }
                None => letters.words += usize::from(begins_word(c, &mut in_word)),
            }
        }
        letters
    }
}

/// Whether a word begins with a character; digits may stand within words.
fn begins_word(c: char, in_word: &mut bool) -> bool {
    let before = *in_word;
    let letter = is_letter(c);
    *in_word = letter || before && is_numeric(c);
    letter && !before
}

/// Chinese, Japanese or Korean, if such text has enough of a share.
fn by_script(text: &str, claim: Option<&str>) -> Option<(String, LanguageEvidence)> {
    let letters = Letters::count(text);
    let claims_cjk = claim.is_some_and(|claim| claim == "ja" || claim == "ko" || is_sinitic(claim));
    let share = if claims_cjk {
        CJK_SHARE_CLAIMED
    } else {
        CJK_SHARE
    };
    let cjk = letters.han + letters.kana + letters.hangul;
    if cjk == 0 || cjk * share < cjk + letters.words {
        return None;
    }
    let found = if letters.hangul * 2 > cjk {
        "ko"
    } else if script::is_japanese(text) {
        "ja"
    } else {
        "zh"
    };
    let Some(claim) = claim else {
        return Some((found.to_owned(), LanguageEvidence::Script));
    };
    let kanji_only = found == "zh" && letters.kana == 0 && script::detect(text) == Script::Unclear;
    if claim == "ja" && kanji_only {
        return Some((claim.to_owned(), LanguageEvidence::Claim));
    }
    // Cantonese and other Chinese languages are not told from Mandarin by script: the page knows
    // better.
    if claim == found || found == "zh" && is_sinitic(claim) {
        return Some((claim.to_owned(), LanguageEvidence::Confirmed));
    }
    Some((found.to_owned(), LanguageEvidence::Script))
}

/// The statistics of a text against the page's claim.
fn weigh(claim: String, found: Option<Info>, letters: usize) -> (String, LanguageEvidence) {
    let Some(info) = found else {
        return (claim, LanguageEvidence::Claim);
    };
    let lang = code(info.lang());
    if lang == claim || is_norwegian(lang) && is_norwegian(&claim) {
        return (claim, LanguageEvidence::Confirmed);
    }
    // A language without statistics, such as Icelandic, is claimed on purpose: only the language of
    // page templates, English, is believed against it. What else the statistics find then is its
    // nearest relative. Latin on the web is filler text, which says nothing about the page.
    let beaten = (is_known(&claim) || lang == "en") && lang != "la";
    if letters >= SHORT_LETTERS && info.is_reliable() && beaten {
        (lang.to_owned(), LanguageEvidence::Text)
    } else {
        (claim, LanguageEvidence::Claim)
    }
}

/// Chinese and the languages written like it.
fn is_sinitic(subtag: &str) -> bool {
    matches!(
        subtag,
        "zh" | "yue" | "wuu" | "gan" | "hak" | "nan" | "hsn" | "cdo" | "lzh"
    )
}

fn is_norwegian(subtag: &str) -> bool {
    matches!(subtag, "nb" | "nn" | "no")
}

/// Whether the statistics know a language at all.
fn is_known(subtag: &str) -> bool {
    is_norwegian(subtag) || Lang::all().iter().any(|lang| code(*lang) == subtag)
}

/// The primary subtag of a claim, in the shortest form that BCP 47 has for it; nothing for what is
/// no language.
///
/// Pages write `en_US`, `EN`, `eng`, and the country for the language (`cn`, `jp`, which are no
/// languages).
fn primary_subtag(claim: &str) -> Option<String> {
    let first = claim.trim().split(['-', '_', ',', ';', ' ']).next()?;
    let lower = first.to_ascii_lowercase();
    if !matches!(lower.len(), 2 | 3) || !lower.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let short = match lower.as_str() {
        "und" | "mul" | "zxx" | "mis" | "xx" => return None,
        "cn" | "zho" | "chi" | "cmn" => "zh",
        "jp" => "ja",
        "iw" => "he",
        "in" => "id",
        "ji" => "yi",
        "nor" => "no",
        "fre" => "fr",
        "ger" => "de",
        "dut" => "nl",
        "gre" => "el",
        "cze" => "cs",
        "rum" => "ro",
        "per" | "fas" => "fa",
        "ara" => "ar",
        _ => match Lang::from_code(&lower) {
            Some(lang) => code(lang),
            None => lower.as_str(),
        },
    };
    Some(short.to_owned())
}

/// The BCP 47 subtag of a language that the statistics know.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LanguageEvidence::{Claim, Confirmed, Script as ByScript, Text};
    use proptest::prelude::*;

    const ENGLISH: &str = "Spring came late that year, and the boats stayed in the harbour until the ice had gone. \
        Nobody could remember when the river had last been frozen for so long, not even the oldest of the fishermen.";
    const GERMAN: &str = "In diesem Jahr kam der Frühling spät, und die Boote blieben im Hafen, bis das Eis geschmolzen \
        war. Niemand konnte sich erinnern, wann der Fluss zuletzt so lange zugefroren gewesen war.";
    const RUSSIAN: &str = "В этом году весна пришла поздно, и лодки оставались в гавани, пока не растаял лёд. Никто не \
        мог вспомнить, когда река в последний раз была так долго подо льдом.";

    fn check(text: &str, claimed: &str, want: Option<(&str, LanguageEvidence)>) {
        let claimed = (!claimed.is_empty()).then_some(claimed);
        let want = want.map(|(lang, evidence)| (lang.to_owned(), evidence));
        assert_eq!(detect(text, claimed), want, "{text}");
    }

    #[test]
    fn chinese_japanese_and_korean_by_script() {
        check("这里的春天来得很晚", "", Some(("zh", ByScript)));
        check("這裡的春天來得很晚", "zh-Hant-TW", Some(("zh", Confirmed)));
        check("這裡的春天來得很晚", "en", Some(("zh", ByScript)));
        check("今年の春は遅く来た", "", Some(("ja", ByScript)));
        check("今年の春は遅く来た", "ja_JP", Some(("ja", Confirmed)));
        check(
            "东京的カラオケ店里，这些年轻人从早上唱到晚上，说这才是生活",
            "ja",
            Some(("zh", ByScript)),
        );
        check("올해 봄은 늦게 왔다", "", Some(("ko", ByScript)));
        check("東京大学", "ja", Some(("ja", Claim)));
        check("佢哋喺度等咗成日", "yue", Some(("yue", Confirmed)));
    }

    #[test]
    fn chinese_with_english_in_it_stays_chinese() {
        check(
            "用 cargo build --release 编译 dehusk 库",
            "",
            Some(("zh", ByScript)),
        );
        let quoted = format!("{ENGLISH} The song is called 春天.");
        check(&quoted, "", Some(("en", Text)));
    }

    #[test]
    fn statistics_against_the_claim() {
        check(ENGLISH, "", Some(("en", Text)));
        check(ENGLISH, "en-GB", Some(("en", Confirmed)));
        check(GERMAN, "en", Some(("de", Text)));
        check(RUSSIAN, "", Some(("ru", Text)));
        check(ENGLISH, "is", Some(("en", Text)));
        check(GERMAN, "lb", Some(("lb", Claim)));
        let filler = "Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea \
            commodo consequat. Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore.";
        check(filler, "en", Some(("en", Claim)));
    }

    #[test]
    fn short_text_keeps_the_claim() {
        check("Frühling am Hafen", "en", Some(("en", Claim)));
        check("", "de-AT", Some(("de", Claim)));
        check("OK", "", None);
        check("", "", None);
    }

    #[test]
    fn claims_are_read_as_pages_write_them() {
        check("", "EN_us", Some(("en", Claim)));
        check("", " deu ", Some(("de", Claim)));
        check("", "cn", Some(("zh", Claim)));
        check("", "iw", Some(("he", Claim)));
        check("", "english", None);
        check("", "und", None);
        check("", "{{lang}}", None);
    }

    #[test]
    fn every_language_has_a_short_code() {
        for lang in Lang::all() {
            assert_eq!(primary_subtag(lang.code()).as_deref(), Some(code(*lang)));
            assert_eq!(primary_subtag(code(*lang)).as_deref(), Some(code(*lang)));
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let text = format!("a{}", "汉".repeat(SAMPLE_BYTES));
        assert!(sample(&text).len() <= SAMPLE_BYTES);
        check(&text, "", Some(("zh", ByScript)));
    }

    proptest! {
        #[test]
        fn any_text_and_claim_give_a_subtag(text in any::<String>(), claim in any::<String>()) {
            if let Some((lang, _)) = detect(&text, Some(&claim)) {
                prop_assert!(matches!(lang.len(), 2 | 3) && lang.bytes().all(|b| b.is_ascii_lowercase()));
            }
        }
    }
}
