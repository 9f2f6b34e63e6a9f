//! Takes text out of nodes; tells in which Han script it is written (simplified, traditional,
//! mixed, or that it is Japanese or Korean), and converts it to the script that the user wants.
//! Text already in the wanted script, text that is not Chinese and text that gives no evidence come
//! back as they are, borrowed.
//!
//! The decision counts the characters that exist in only one of the scripts ([`marks`], [`table`]);
//! [`conversion`] says what is converted, and the conversion itself is behind [`convert`], so that
//! the library that does it can be exchanged.

mod conversion;
mod convert;
#[cfg(test)]
mod generate;
mod marks;
mod quotes;
mod table;
mod zhe;

pub(crate) use conversion::Conversion;

use marks::Marks;
use std::fmt;

/// The script of a text, as far as Chinese characters are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Script {
    /// Chinese in simplified characters.
    Hans,
    /// Chinese in traditional characters.
    Hant,
    /// Chinese in which both scripts have a considerable share.
    Mixed,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
    /// No Chinese, Japanese or Korean text, or no more of it than a few quoted words.
    None,
    /// Chinese characters, but too few that exist in only one of the scripts.
    Unclear,
}

impl Script {
    /// The name in output: `hans`, `hant`, `mixed`, `japanese`, `korean`, `none` or `unclear`.
    pub fn as_str(self) -> &'static str {
        match self {
            Script::Hans => "hans",
            Script::Hant => "hant",
            Script::Mixed => "mixed",
            Script::Japanese => "japanese",
            Script::Korean => "korean",
            Script::None => "none",
            Script::Unclear => "unclear",
        }
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The Han script in which text is given out. Japanese and Korean text is never converted.
///
/// A round trip is not exact: several traditional characters share one simplified character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum OutputScript {
    /// As the page has it.
    #[default]
    Keep,
    /// Simplified characters.
    Hans,
    /// Traditional characters in the forms of OpenCC's own standard. Traditional text of any region
    /// stays as it is.
    Hant,
    /// Traditional characters in the forms used in Taiwan. Words are kept, only forms change.
    HantTw,
    /// As [`HantTw`](Self::HantTw), and words of the mainland become those of Taiwan where OpenCC's list has them:
    /// 软件 becomes 軟體. Text that is traditional already keeps its words.
    HantTwWords,
    /// Traditional characters in the forms used in Hong Kong. Words are kept, only forms change.
    HantHk,
}

/// Whose forms traditional text is written in, for its conversion to simplified characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Region {
    /// Not known: any form is understood, and 著 is 着 where no word is written with it, unless the text has 着 too.
    #[default]
    Unknown,
    /// Taiwan's, by OpenCC's table for them: every 著 outside its words is 着.
    Taiwan,
    /// Hong Kong's, by OpenCC's table for them.
    HongKong,
}

/// Chinese, Japanese and Korean characters must make up at least one in this many tokens of a text
/// (every other word is one token). An English article that quotes a Chinese name is not Chinese
/// text.
const CJK_SHARE: usize = 20;

/// The script of `text`. One pass, no allocation.
///
/// Right for 99 of 100 Chinese texts of 16 characters and 92 of 100 of 8, the others being
/// [`Script::Unclear`] (12,413 and 24,415 pieces of real pages, each in four forms made with
/// OpenCC).
pub(crate) fn detect(text: &str) -> Script {
    let marks = Marks::count(text);
    let cjk = marks.han + marks.kana + marks.hangul;
    if cjk * CJK_SHARE < cjk + marks.words {
        return Script::None;
    }
    marks.judge()
}

/// Whether a text may hold Han, kana or hangul; a quick look.
pub(crate) fn may_be_east_asian(text: &str) -> bool {
    marks::has_east_asian(text)
}

/// Whether `text` is Japanese, however much of another script stands between.
pub(crate) fn is_japanese(text: &str) -> bool {
    Marks::count(text).judge() == Script::Japanese
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::is_han;
    use proptest::prelude::*;
    use std::borrow::Cow;

    fn convert(text: &str, to: OutputScript, damaged_hant: bool) -> Cow<'_, str> {
        convert_within(text, Script::Unclear, to, damaged_hant)
    }

    fn convert_within(
        text: &str,
        around: Script,
        to: OutputScript,
        damaged_hant: bool,
    ) -> Cow<'_, str> {
        let conversion = Conversion {
            to,
            damaged_hant,
            ..Conversion::default()
        };
        conversion.convert_within(text, around)
    }

    fn check(text: &str, script: Script) {
        assert_eq!(detect(text), script, "{text}");
    }

    fn check_convert(text: &str, to: OutputScript, want: &str) {
        assert_eq!(convert(text, to, false), want);
        assert_eq!(convert(want, to, false), want, "not idempotent");
    }

    #[test]
    fn chinese_scripts_are_told_apart() {
        check("这里的春天来得很晚", Script::Hans);
        check("這裡的春天來得很晚", Script::Hant);
        check("皇后在山里", Script::Unclear);
        check(
            "市民们说，这条龙舟叫“龍華”，从1998年划到现在，每个人都认识它，爱听老人讲它怎样战胜对岸村庄的船队",
            Script::Hans,
        );
        check(
            "這個計畫由趙紫阳先生在會議上說明，與會者都認為應該繼續進行",
            Script::Hant,
        );
        check("这个计划说明 這個計畫說明", Script::Mixed);
    }

    #[test]
    fn forms_of_taiwan_and_hong_kong_are_traditional() {
        check("台灣的群眾在山峰下吃著麵", Script::Hant);
        check("衞生署説明溫室計劃", Script::Hant);
    }

    #[test]
    fn other_scripts_are_recognised() {
        check("", Script::None);
        check("Spring is late. 2020!", Script::None);
        check("春が来るのは遅い", Script::Japanese);
        check("東京都で図書館の予算案を発表", Script::Japanese);
        check("東京駅前再開発計画", Script::Japanese);
        check("ニュース", Script::Japanese);
        check("봄은 늦게 온다", Script::Korean);
        check("大韓民國의 봄은 늦게 온다", Script::Korean);
    }

    #[test]
    fn a_quotation_does_not_decide() {
        check("鮮の每日果汁店这里开张", Script::Hans);
        check(
            "东京的カラオケ店里，这些年轻人从早上唱到晚上，说这才是生活",
            Script::Hans,
        );
        check(
            "他唱的是《さくら》这首歌，台下的观众都跟着他一起唱，直到最后",
            Script::Hans,
        );
        let english = "The writer, who signs her books with the two characters 春天, was born in a small town on \
            the coast and has lived there ever since, apart from two years spent as a teacher in the capital, \
            where she began to write the stories that made her known.";
        check(english, Script::None);
    }

    #[test]
    fn names_are_as_in_the_output() {
        for script in [Script::Hans, Script::Hant, Script::Mixed, Script::Japanese] {
            assert_eq!(script.to_string(), format!("{script:?}").to_lowercase());
        }
    }

    #[test]
    fn conversion_goes_both_ways() {
        check_convert("吹響決勝的號角", OutputScript::Hans, "吹响决胜的号角");
        check_convert(
            "十年后头发白了，皇后也来了",
            OutputScript::Hant,
            "十年後頭髮白了，皇后也來了",
        );
        check_convert("这里为什么吃面", OutputScript::HantTw, "這裡為什麼吃麵");
        check_convert("卫生部门说", OutputScript::HantHk, "衞生部門説");
        check_convert("這裏爲什麼", OutputScript::HantTw, "這裡為什麼");
        check_convert("衛生部門說", OutputScript::HantHk, "衞生部門説");
        check_convert("这里", OutputScript::Keep, "这里");
    }

    #[test]
    fn what_needs_nothing_is_borrowed() {
        let borrowed = |text, to| {
            assert!(
                matches!(convert(text, to, false), Cow::Borrowed(_)),
                "{text}"
            )
        };
        borrowed(
            "这里的“龍山”是一条龙舟，每个人都认识它，说起来就高兴",
            OutputScript::Hans,
        );
        borrowed("這裡的春天來得很晚", OutputScript::Hant);
        borrowed("這裡的春天來得很晚", OutputScript::HantTw);
        borrowed("図書館で學校の国語を学ぶ", OutputScript::Hant);
        borrowed("図書館で學校の国語を学ぶ", OutputScript::Hans);
        borrowed("大韓民國의 봄은 늦게 온다", OutputScript::Hans);
        borrowed("十年后", OutputScript::Hant);
        borrowed("no Han at all", OutputScript::Hans);
    }

    #[test]
    fn lines_are_converted_each_by_its_script() {
        let page = "十年后\n这里的春天来得很晚，说来话长\nspring\n這裡的乾坤\n";
        let want = "十年後\n這裏的春天來得很晚，說來話長\nspring\n這裡的乾坤\n";
        check_convert(page, OutputScript::Hant, want);
        let kana = "日本語の文章をそのまま\n这里的春天\n";
        assert_eq!(convert(kana, OutputScript::Hant, false), kana);
    }

    #[test]
    fn surroundings_decide_where_the_text_does_not() {
        let within = |around| convert_within("十年后", around, OutputScript::Hant, false);
        assert_eq!(within(Script::Hans), "十年後");
        assert_eq!(within(Script::Hant), "十年后");
        assert_eq!(within(Script::None), "十年后");
        assert_eq!(within(Script::Japanese), "十年后");
    }

    #[test]
    fn damaged_traditional_gets_its_particles_back() {
        let text = "他看著山里的云，寫了一部著作\n跟著后面走\n";
        assert_eq!(
            convert(text, OutputScript::Hans, true),
            "他看着山里的云，写了一部著作\n跟着后面走\n"
        );
    }

    #[test]
    fn text_that_writes_only_zhu_gets_its_particles_back() {
        check_convert("聽著名歌手說", OutputScript::Hans, "听著名歌手说");
        check_convert("他看著書裡的畫", OutputScript::Hans, "他看着书里的画");
        check_convert(
            "這部書由他著，帶着序",
            OutputScript::Hans,
            "这部书由他著，带着序",
        );
    }

    /// The paragraphs of the first seed, where the folder with the seeds lies beside the project.
    #[test]
    fn the_seed_converts_as_expected() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let near = ["..", "../.."].map(|up| {
            root.join(up)
                .join("shared/seeds/000_4b105e993f9cdb78.expected.json")
        });
        let Some(file) = near
            .iter()
            .find_map(|path| std::fs::read_to_string(path).ok())
        else {
            return;
        };
        let seed: serde_json::Value = serde_json::from_str(&file).expect("the seed is JSON");
        let (keep, hans) = (&seed["with --script keep"], &seed["with --script hans"]);
        let texts = |value: &serde_json::Value| -> Vec<String> {
            let paragraphs = value["paragraphs"].as_array().into_iter().flatten();
            let all = std::iter::once(&value["title"]).chain(paragraphs);
            all.filter_map(|text| text.as_str().map(String::from))
                .collect()
        };
        let (keep, hans) = (texts(keep), texts(hans));
        assert!(keep.len() > 10 && keep.len() == hans.len());
        let whole = keep.join("\n");
        assert_eq!(detect(&whole), Script::Hant);
        for (before, after) in keep.iter().zip(&hans) {
            assert_eq!(convert(before, OutputScript::Hans, true), *after);
        }
        assert_eq!(convert(&whole, OutputScript::Hans, true), hans.join("\n"));
    }

    #[test]
    fn long_text_without_breaks_is_converted_whole() {
        let text = "漢字".repeat(200_000);
        assert_eq!(
            convert(&text, OutputScript::Hans, true),
            "汉字".repeat(200_000)
        );
        let text = "著".repeat(200_000) + "這";
        assert_eq!(
            convert(&text, OutputScript::Hans, true).chars().count(),
            200_001
        );
    }

    const TARGETS: [OutputScript; 6] = [
        OutputScript::Keep,
        OutputScript::Hans,
        OutputScript::Hant,
        OutputScript::HantTw,
        OutputScript::HantTwWords,
        OutputScript::HantHk,
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn text_without_han_is_unchanged(text in any::<String>()) {
            let text: String = text.chars().filter(|c| !is_han(*c)).collect();
            for to in TARGETS {
                let out = convert(&text, to, true);
                prop_assert!(matches!(out, Cow::Borrowed(same) if same == text));
            }
        }

        #[test]
        fn only_han_changes(text in "[\u{4e00}-\u{9fff}a-zあ한。 \n著着]{0,60}") {
            let rest = |text: &str| text.chars().filter(|c| !is_han(*c)).collect::<String>();
            for to in TARGETS {
                prop_assert_eq!(rest(&convert(&text, to, true)), rest(&text));
            }
        }

        #[test]
        fn anything_is_told_and_converted(text in any::<String>()) {
            let script = detect(&text);
            for to in TARGETS {
                let _ = convert_within(&text, script, to, false);
            }
        }
    }
}
