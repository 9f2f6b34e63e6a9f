//! How plausible a reading of the bytes is: the cost of its characters in tenths of a bit, as a coarse model of the language
//! would code them. Takes characters one by one, gives a sum; the reading with the smallest sum is the most plausible one.
//! The sums of two readings of the same bytes are comparable, because every model codes the whole input.
//!
//! The costs follow from shares of running text: the hundred commonest characters of Chinese are 42 % of it, 100 characters at
//! 42 % are 7.9 bits each, and so on down the tiers. They are rounded, and errors are cheaper than chance has it, since real
//! pages are damaged.

use super::frequent::{self, Language, Tier};
use super::latin::Languages;

/// Cost of bytes without a meaning in the encoding. A right reading of a damaged page has a few, a wrong one of a long page has
/// hundreds; more than this would let three corrupt bytes overrule a title.
pub(super) const ERROR: i64 = 200;

/// Cost of a control character of C1, of a private-use character or of a noncharacter: as good as an error.
const CONTROL: i64 = 140;

/// Which language a reading is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Profile {
    Hans,
    Hant,
    Japanese,
    Korean,
    /// Latin, Cyrillic, Greek and the other scripts with few letters.
    Alphabetic,
}

impl Profile {
    pub(super) const ALL: [Profile; 5] = [
        Profile::Hans,
        Profile::Hant,
        Profile::Japanese,
        Profile::Korean,
        Profile::Alphabetic,
    ];
}

/// How central the character set of an encoding holds an ideograph or syllable; the sets themselves are sorted by use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// Level 1 of GB 2312, Big5 and JIS X 0208; the syllables of KS X 1001.
    First,
    /// Level 2; the ideographs of KS X 1001.
    Second,
    /// Extensions by vendors.
    Beyond,
    /// Not known, as in Unicode.
    Unknown,
}

/// Adds up the cost of a text, character by character.
#[derive(Debug, Clone)]
pub(super) struct Walk {
    profile: Profile,
    /// The last character, where the cost of the next depends on it.
    previous: Symbol,
    total: i64,
    latin: Languages,
}

impl Walk {
    pub(super) fn new(profile: Profile) -> Walk {
        Walk {
            profile,
            previous: Symbol::ERROR,
            total: 0,
            latin: Languages::default(),
        }
    }

    pub(super) fn add(&mut self, c: char) {
        self.total += match self.profile {
            Profile::Alphabetic => {
                if is_latin_letter(c) {
                    self.latin.add(c, 1);
                }
                let symbol = Symbol::of(c);
                symbol.cost_after(std::mem::replace(&mut self.previous, symbol))
            }
            profile => ideographic(c, profile, Level::Unknown),
        };
    }

    pub(super) fn add_error(&mut self) {
        self.total += ERROR;
        self.previous = Symbol::ERROR;
    }

    /// What it cost so far, at least.
    pub(super) fn at_least(&self) -> i64 {
        self.total
    }

    pub(super) fn total(&self) -> i64 {
        self.total + self.latin.total()
    }
}

/// Cost of `c` in a text of one of the East Asian profiles, whatever stands in front of it.
pub(super) fn ideographic(c: char, profile: Profile, level: Level) -> i64 {
    match c {
        '\0'..='\x7F' => ascii(c),
        '\u{4E00}'..='\u{9FFF}' => ideograph(c, profile, level),
        '・' => 95,
        '\u{3041}'..='\u{30FF}' => kana(c, profile),
        '\u{AC00}'..='\u{D7A3}' => syllable(c, profile, level),
        '，' | '。' | '、' => match profile {
            Profile::Korean => 110,
            Profile::Japanese if c == '，' => 100,
            _ => 50,
        },
        '\u{3000}' | '：' | '（' | '）' | '「' | '」' | '“' | '”' | '《' | '》' | '？' | '！'
        | '；' => 75,
        '·' | '‘' | '’' | '…' | '—' | '–' | '【' | '】' | '『' | '』' | '〈' | '〉' | '～'
        | '／' | '－' | '─' | '│' => 95,
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            match profile {
                Profile::Korean => 140,
                _ => 95,
            }
        }
        '\u{FF61}'..='\u{FF9F}' => match profile {
            Profile::Japanese => HALFWIDTH_KATAKANA,
            _ => CONTROL,
        },
        '※'
        | '★'
        | '☆'
        | '■'
        | '□'
        | '●'
        | '○'
        | '◆'
        | '◇'
        | '▲'
        | '△'
        | '▼'
        | '▽'
        | '→'
        | '←'
        | '↑'
        | '↓'
        | '①'..='⑩'
        | '×'
        | '°'
        | '℃'
        | '〔'
        | '〕' => 110,
        '\u{E000}'..='\u{F8FF}' | '\u{80}'..='\u{9F}' | '\u{FFFE}'..='\u{FFFF}' => CONTROL,
        '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '\u{2000}'..='\u{206F}' => 125,
        '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' | '\u{F900}'..='\u{FAFF}' => 210,
        _ => 140,
    }
}

/// Half-width katakana take one byte: every byte from A1 to DF is one. They fill wrong readings and are rare in right ones.
pub(super) const HALFWIDTH_KATAKANA: i64 = 90;

fn ideograph(c: char, profile: Profile, level: Level) -> i64 {
    let listed = |language, costs: [i64; 3]| match frequent::tier(c, language) {
        Tier::Everywhere => Some(costs[0]),
        Tier::Frequent => Some(costs[1]),
        Tier::Common => Some(costs[2]),
        Tier::Unlisted => None,
    };
    let known = match profile {
        // GBK also carries traditional text: a little dearer, so that Big5 keeps what both can read.
        Profile::Hans => {
            listed(Language::Hans, [78, 98, 115]).or(listed(Language::Hant, [95, 115, 132]))
        }
        Profile::Hant => listed(Language::Hant, [78, 98, 118]),
        Profile::Japanese => listed(Language::Japanese, [88, 105, 125]),
        Profile::Korean | Profile::Alphabetic => None,
    };
    let dearer = match profile {
        Profile::Korean => 25,
        _ => 0,
    };
    known.unwrap_or(
        dearer
            + match level {
                Level::First => 145,
                Level::Second => 185,
                Level::Beyond => 220,
                Level::Unknown => 165,
            },
    )
}

fn syllable(c: char, profile: Profile, level: Level) -> i64 {
    match (profile, frequent::tier(c, Language::Korean), level) {
        (Profile::Korean, Tier::Everywhere, _) => 68,
        (Profile::Korean, Tier::Frequent | Tier::Common, _) => 92,
        (Profile::Korean, Tier::Unlisted, Level::Beyond) => 200,
        (Profile::Korean, Tier::Unlisted, _) => 130,
        _ => 200,
    }
}

fn kana(c: char, profile: Profile) -> i64 {
    match (profile, c) {
        (Profile::Japanese, _) if COMMON_KANA.contains(c) => 58,
        (Profile::Japanese, 'ァ'..='ー' | '\u{3041}'..='\u{3093}') => 78,
        // Simplified and Korean sets have kana too; a few stand in names and decorations (の).
        (_, 'の') => 105,
        _ => 125,
    }
}

/// Kana that make up most of a text.
const COMMON_KANA: &str =
    "のにはをたがでてとしれさいるなかりすらもこまくだあんょっンースルトリライ";

/// Cost of an ASCII character in any text.
pub(super) const fn ascii(c: char) -> i64 {
    match c {
        'a'..='z' | '0'..='9' | 'A'..='Z' => 48,
        '\t' | '\n' | '\r' | ' '..='?' => 42,
        '@'..='~' => 70,
        _ => CONTROL,
    }
}

/// A Latin letter outside ASCII.
pub(super) fn is_latin_letter(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{24F}') && !matches!(c, '×' | '÷')
}

/// As [`char::is_alphabetic`], whose tables take a hundred steps, for what bytes are mostly read as.
fn is_alphabetic(c: char) -> bool {
    match c {
        '\u{410}'..='\u{44F}' => true,
        '\u{A0}'..='\u{A9}' | '\u{2000}'..='\u{206F}' | '\u{2500}'..='\u{25FF}' => false,
        _ => is_latin_letter(c) || is_caseless(c) || c.is_alphabetic(),
    }
}

/// Ideographs and hangul, which are letters without case.
fn is_caseless(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFC}' | '\u{AC00}'..='\u{D7A3}')
}

/// A character of a text in a script with few letters, where its cost depends on the one in front of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Symbol {
    /// What it costs in any place.
    own: i16,
    /// What it adds to one that does not stand well beside others outside ASCII.
    stacking: i16,
    case: Case,
    script: u8,
    /// Whether upper case counts, a script beside another, and characters outside ASCII side by side.
    counts: (bool, bool, bool),
    is_alphabetic: bool,
    /// Whether it is a mark that is written after a vowel.
    is_mark: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Upper,
    None,
}

/// Cost of a sign that texts in Latin and Cyrillic script have now and then.
const SIGN: i64 = 72;

/// Cost of a mark after a vowel, as Vietnamese writes its tones.
const MARK: i64 = 68;

/// Cost of a letter beside one of another script.
const MIXED: i64 = 80;

impl Symbol {
    /// Bytes without a meaning. What follows stands as behind a space.
    pub(super) const ERROR: Symbol = Symbol {
        own: ERROR as i16,
        stacking: 0,
        case: Case::None,
        script: 0,
        counts: (false, false, false),
        is_alphabetic: false,
        is_mark: false,
    };

    pub(super) fn of(c: char) -> Symbol {
        if let Some(&symbol) = ASCII.get(c as usize) {
            return symbol;
        }
        let is_alphabetic = is_alphabetic(c);
        let (own, counts) = alphabetic(c);
        Symbol {
            own: i16::try_from(own).unwrap_or(i16::MAX),
            stacking: stacking(c, is_alphabetic),
            case: if is_alphabetic { case(c) } else { Case::None },
            script: script(c),
            counts,
            is_alphabetic,
            is_mark: matches!(c, '\u{300}'..='\u{323}'),
        }
    }

    /// Its cost after `previous`. A Latin letter outside ASCII has its own cost only when all of them are known, see [`Languages`].
    pub(super) fn cost_after(self, previous: Symbol) -> i64 {
        if self.is_mark && previous.is_alphabetic {
            return MARK;
        }
        let (cased, mixes, stacks) = self.counts;
        let mut cost = i64::from(self.own);
        if cased && self.case == Case::Upper {
            // Upper case begins words or fills them; after a lower-case letter it is a sign of a wrong reading, as in KOI8-R read
            // for windows-1251.
            cost += match previous.case {
                Case::Lower => 100,
                Case::Upper => 15,
                Case::None => 30,
            };
        }
        if mixes && self.script != previous.script && self.script != 0 && previous.script != 0 {
            cost += MIXED;
        }
        if stacks {
            cost += i64::from(previous.stacking);
        }
        cost
    }
}

/// The characters of ASCII, which all encodings share.
static ASCII: [Symbol; 128] = {
    let mut table = [Symbol::ERROR; 128];
    let mut byte = 0;
    while byte < table.len() {
        let c = byte as u8 as char;
        table[byte] = Symbol {
            own: ascii(c) as i16,
            case: match c {
                'a'..='z' => Case::Lower,
                'A'..='Z' => Case::Upper,
                _ => Case::None,
            },
            script: c.is_ascii_alphabetic() as u8,
            counts: (false, true, false),
            is_alphabetic: c.is_ascii_alphabetic(),
            ..Symbol::ERROR
        };
        byte += 1;
    }
    table
};

/// The cost of `c`, which is not ASCII, in any place, and what is added by what stands in front of it: by case, by script, and outside ASCII.
fn alphabetic(c: char) -> (i64, (bool, bool, bool)) {
    let nothing = (false, false, false);
    match c {
        _ if is_latin_letter(c) => (0, (true, false, true)),
        '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFE}'..='\u{FFFF}' => {
            (CONTROL, nothing)
        }
        '\u{400}'..='\u{52F}' => (cyrillic(c), (true, true, false)),
        'Ά'..='ώ' => (50, (true, true, false)),
        '\u{5D0}'..='\u{5EA}' | '\u{E01}'..='\u{E5B}' => (52, (false, true, false)),
        '\u{60C}'..='\u{6D3}' => (arabic(c), (false, true, false)),
        '\u{A0}' | '«' | '»' | '©' | '®' | '°' | '·' | '–' | '—' | '‘' | '’' | '“' | '”' | '„'
        | '•' | '…' | '€' | '№' | '™' | '£' | '¿' | '¡' | '§' | 'º' | 'ª' => {
            (SIGN, (false, false, true))
        }
        '\u{2500}'..='\u{25FF}' => (130, nothing),
        '\u{3040}'..='\u{FFFF}' => (200, nothing),
        _ => (115, (false, false, true)),
    }
}

/// Letters outside ASCII seldom stand side by side in Latin script, and hardly ever beside a sign.
fn stacking(previous: char, is_alphabetic: bool) -> i16 {
    match previous {
        _ if is_alphabetic => 45,
        '\u{A0}' | '«' | '»' | '“' | '”' | '„' | '‘' | '’' | '¿' | '¡' | '—' | '–' | '•' => {
            10
        }
        _ => 60,
    }
}

/// The script whose letters do not stand beside those of another; 0 for what stands beside any.
fn script(c: char) -> u8 {
    match c {
        '\u{C0}'..='\u{24F}' => 1,
        '\u{370}'..='\u{3FF}' => 2,
        '\u{400}'..='\u{52F}' => 3,
        '\u{590}'..='\u{5FF}' => 4,
        '\u{600}'..='\u{6FF}' => 5,
        '\u{E00}'..='\u{E7F}' => 6,
        '\u{A0}'..='\u{BF}' | '\u{2000}'..='\u{20FF}' => 0,
        _ => 7,
    }
}

fn case(c: char) -> Case {
    if is_caseless(c) {
        Case::None
    } else if c.is_uppercase() {
        Case::Upper
    } else if c.is_lowercase() {
        Case::Lower
    } else {
        Case::None
    }
}

fn arabic(c: char) -> i64 {
    match c {
        'ا' | 'ل' | 'ي' | 'م' | 'و' | 'ن' | 'ر' | 'ت' | 'ب' | 'ه' => 40,
        'ع' | 'د' | 'ف' | 'س' | 'ك' | 'ق' | 'ح' | 'ة' | 'ج' | 'أ' | '،' => 55,
        // Persian and Urdu have their own yeh and kaf.
        'ی' | 'ک' | 'گ' | 'پ' | 'ہ' | 'ے' | 'ں' => 62,
        '\u{621}'..='\u{64A}' => 72,
        _ => 90,
    }
}

fn cyrillic(c: char) -> i64 {
    let lower = c.to_lowercase().next().unwrap_or(c);
    match lower {
        'о' | 'е' | 'а' | 'и' | 'н' | 'т' | 'с' | 'р' | 'в' | 'л' | 'к' => 38,
        'м' | 'д' | 'п' | 'у' | 'я' | 'ы' | 'ь' | 'г' | 'з' | 'б' => 54,
        'ч' | 'й' | 'х' | 'ж' | 'ш' | 'ю' | 'ц' => 68,
        'щ' | 'э' | 'ф' | 'ъ' | 'ё' => 85,
        'і' | 'ї' | 'є' => 75,
        _ => 110,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            let symbol = Symbol::of(c);
            assert_eq!(symbol.case == Case::Upper, c.is_uppercase(), "{c:?}");
            assert_eq!(symbol.case == Case::Lower, c.is_lowercase(), "{c:?}");
        }
    }
}
