//! Takes text out of nodes; tells in which Han script it is written (simplified, traditional, mixed, or that it is Japanese
//! or Korean), and converts it to the script that the user wants. Text already in the wanted script, text that is not
//! Chinese and text that gives no evidence come back as they are, borrowed.
//!
//! The decision counts the characters that exist in only one of the scripts ([`table`]); the conversion itself is behind
//! [`convert`](mod@convert), so that the library that does it can be exchanged.

mod convert;
#[cfg(test)]
mod generate;
mod table;
mod zhe;

use crate::normalize::{is_han, is_kana};
use std::borrow::Cow;
use std::fmt;
use table::{HANS, HANT, JAPANESE, KYUJITAI, SHINJITAI};

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
    /// Traditional characters in the forms of OpenCC's own standard. Traditional text of any region stays as it is.
    Hant,
    /// Traditional characters in the forms used in Taiwan. Words are kept, only forms change.
    HantTw,
    /// Traditional characters in the forms used in Hong Kong. Words are kept, only forms change.
    HantHk,
}

/// A minority of marks above this share (per cent of all marks) makes a text mixed. Measured for this project on pages in
/// both scripts: below it lie names and quotations in the other script, above it texts put together from two sources.
const MIXED_PER_CENT: usize = 12;

/// Marks that the minority needs at least before a text is mixed: a single odd character in a headline is a variant or
/// a name, not a second script.
const MIXED_MARKS: usize = 2;

/// With a minority present, the majority needs at least this many marks to win: one against one and two against one say
/// nothing.
const MAJORITY_MARKS: usize = 3;

/// Kana from one in this many Chinese and Japanese characters on make a text Japanese. Real Japanese sentences have about one in
/// two, headlines one in five; Chinese text with Japanese names or titles in it stays below.
const KANA_SHARE: usize = 8;

/// The same where no character stands against Japanese, for Japanese headlines made nearly all of kanji.
const KANA_SHARE_UNOPPOSED: usize = 16;

/// Chinese, Japanese and Korean characters must make up at least one in this many tokens of a text (every other word is one
/// token). An English article that quotes a Chinese name is not Chinese text.
const CJK_SHARE: usize = 20;

/// The script of `text`. One pass, no allocation.
///
/// Right for 99 of 100 texts of 16 Chinese characters; shorter ones are often [`Script::Unclear`].
pub(crate) fn detect(text: &str) -> Script {
    let marks = Marks::count(text);
    let cjk = marks.han + marks.kana + marks.hangul;
    if cjk * CJK_SHARE < cjk + marks.words {
        return Script::None;
    }
    marks.judge()
}

/// `text` in the script `to`; borrowed when nothing changes.
///
/// Works line by line: a line in the wanted script is not touched, and one without evidence of its own is taken to be in the
/// script of the whole. `damaged_hant` says that the text came from simplified text converted character by character, in
/// which 著 stands for 着 too; such text is taken to be traditional wherever its own evidence is not clear.
pub(crate) fn convert(text: &str, to: OutputScript, damaged_hant: bool) -> Cow<'_, str> {
    convert_within(text, Script::Unclear, to, damaged_hant)
}

/// As [`convert`], for a text that is part of a page in the script `around`: that decides where the text itself gives
/// no evidence. 十年后 in a simplified page becomes 十年後; alone it could be traditional, where 后 is an empress.
pub(crate) fn convert_within(
    text: &str,
    around: Script,
    to: OutputScript,
    damaged_hant: bool,
) -> Cow<'_, str> {
    if to == OutputScript::Keep || !text.chars().any(is_han) {
        return Cow::Borrowed(text);
    }
    let own = settle(Marks::count(text).judge(), around, damaged_hant);
    if matches!(own, Script::Japanese | Script::Korean) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    // Everything before this byte of `text` is already in `out`.
    let mut done = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let script = settle(Marks::count(line).judge(), own, damaged_hant);
        if let Some(new) = convert_line(line, script, to, damaged_hant) {
            out.push_str(&text[done..at]);
            out.push_str(&new);
            done = at + line.len();
        }
        at += line.len();
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// The script to convert from: the text's own where it has one, else that of its surroundings.
fn settle(own: Script, around: Script, damaged_hant: bool) -> Script {
    match own {
        Script::Unclear | Script::Mixed if damaged_hant => Script::Hant,
        Script::Unclear => match around {
            // Surroundings in another language say nothing about a Chinese line in them.
            Script::None => Script::Unclear,
            around => around,
        },
        own => own,
    }
}

/// The converted line, or nothing when it stays as it is.
fn convert_line(line: &str, from: Script, to: OutputScript, damaged_hant: bool) -> Option<String> {
    let (from_hans, from_hant) = match from {
        Script::Hans => (true, false),
        Script::Hant => (false, true),
        Script::Mixed => (true, true),
        Script::Japanese | Script::Korean | Script::None | Script::Unclear => return None,
    };
    let new = match to {
        OutputScript::Keep => return None,
        OutputScript::Hans if !from_hant => return None,
        OutputScript::Hans if damaged_hant => zhe::restore(&convert::to_hans(line)),
        OutputScript::Hans => convert::to_hans(line),
        OutputScript::Hant if !from_hans => return None,
        OutputScript::Hant => convert::to_hant(line),
        OutputScript::HantTw if from_hans => convert::to_tw(line),
        OutputScript::HantTw => convert::hant_to_tw(line),
        OutputScript::HantHk if from_hans => convert::to_hk(line),
        OutputScript::HantHk => convert::hant_to_hk(line),
    };
    (new != line).then_some(new)
}

/// What a text holds that tells scripts apart. Counts of characters, words of other scripts counted whole.
#[derive(Default)]
struct Marks {
    han: usize,
    kana: usize,
    /// の alone, which Chinese shop names and headlines use as an ornament.
    no: usize,
    hangul: usize,
    words: usize,
    hans: usize,
    hant: usize,
    /// Marks of either script that Japanese does not use.
    chinese: usize,
    /// Characters that only Japanese has.
    japanese: usize,
}

impl Marks {
    fn count(text: &str) -> Marks {
        let mut marks = Marks::default();
        let mut in_word = false;
        for c in text.chars() {
            if c < '\u{1100}' {
                let letter = c.is_alphanumeric();
                marks.words += usize::from(letter && !in_word);
                in_word = letter;
            } else {
                marks.add(c, &mut in_word);
            }
        }
        marks
    }

    fn add(&mut self, c: char, in_word: &mut bool) {
        let word = std::mem::take(in_word);
        if is_han(c) {
            self.add_han(c);
        } else if is_kana(c) {
            self.kana += 1;
            self.no += usize::from(c == 'の');
        } else if is_hangul(c) {
            self.hangul += 1;
        } else if c.is_alphanumeric() {
            self.words += usize::from(!word);
            *in_word = true;
        }
    }

    fn add_han(&mut self, c: char) {
        self.han += 1;
        let class = table::class(c);
        if class == 0 {
            return;
        }
        let has = |flag: u8| usize::from(class & flag != 0);
        self.hans += has(HANS);
        self.hant += has(HANT);
        self.japanese += has(JAPANESE);
        // A simplified character that is not a Japanese one too, and a traditional one that Japanese has reformed.
        self.chinese += has(HANS) * (1 - has(SHINJITAI)) + has(HANT) * has(KYUJITAI);
    }

    /// The decision, from the counts alone.
    fn judge(&self) -> Script {
        if self.han + self.kana + self.hangul == 0 {
            return Script::None;
        }
        if self.hangul > self.han + self.kana {
            return Script::Korean;
        }
        if self.is_japanese() {
            return Script::Japanese;
        }
        if self.han == 0 {
            return Script::None;
        }
        let (more, less, winner) = if self.hans >= self.hant {
            (self.hans, self.hant, Script::Hans)
        } else {
            (self.hant, self.hans, Script::Hant)
        };
        if less == 0 {
            return if more == 0 { Script::Unclear } else { winner };
        }
        if less >= MIXED_MARKS && less * 100 > (more + less) * MIXED_PER_CENT {
            return Script::Mixed;
        }
        if more < MAJORITY_MARKS {
            return Script::Unclear;
        }
        winner
    }

    fn is_japanese(&self) -> bool {
        let letters = self.han + self.kana;
        if self.chinese == 0 {
            return self.japanese > 0
                || self.kana > 0 && self.kana * KANA_SHARE_UNOPPOSED >= letters;
        }
        // の counts only beside other kana once something speaks for Chinese.
        let kana = if self.no == self.kana { 0 } else { self.kana };
        kana > 0 && kana * KANA_SHARE >= letters
    }
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{ffa0}'..='\u{ffdc}')
}
