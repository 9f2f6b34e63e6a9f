//! Words of visible lines that are not body: labels, notices, calls to act. Phrases in simplified, traditional and
//! full-width form and in the languages that scraped pages are written in. They are facts that a classifier weighs, not
//! verdicts: a sentence may speak of comments.

mod arabic;
mod chinese;
mod czech;
mod dutch;
mod english;
mod french;
mod german;
mod indonesian;
mod italian;
mod japanese;
mod korean;
mod nordic;
mod polish;
mod portuguese;
mod russian;
mod spanish;
mod table;
mod turkish;
mod ukrainian;
mod vietnamese;

use crate::normalize::{is_alphabetic, is_alphanumeric, is_cjk};
use table::{ANYWHERE, EDGE};

/// What the wording of a line says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LineTerms(u16);

macro_rules! line_terms {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl LineTerms {
            $($(#[$doc])* pub(crate) const $name: LineTerms = LineTerms(1 << $bit);)*
        }
    };
}

line_terms! {
    /// The heading of a list of other articles, or a teaser's label.
    RELATED = 0;
    /// A call to open the rest.
    MORE = 1;
    /// Buttons: share, print, font size.
    SHARE = 2;
    /// The head or the form of a comment section.
    COMMENT = 3;
    /// Copyright, disclaimers, links of the imprint.
    LEGAL = 4;
    /// Advertising and its error messages.
    AD = 5;
    /// Log-in, subscription, apps, QR codes.
    SIGNUP = 6;
    /// Previous, next, back to top.
    PAGER = 7;
    /// The path to the page.
    CRUMBS = 8;
    /// Byline, source line, date label, counters.
    BYLINE = 9;
    /// A list of tags.
    TAGS = 10;
    /// Consent notices, browser warnings.
    COOKIE = 11;
    /// A mark that the text ends here.
    END = 12;
    /// A unit that counters count: likes, views, answers.
    COUNT = 13;
}

impl LineTerms {
    /// The set as a number; bit `n` is the term of that number.
    pub(crate) fn bits(self) -> u16 {
        self.0
    }

    /// Whether it holds one of `other`.
    pub(crate) fn any(self, other: LineTerms) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl std::ops::BitOr for LineTerms {
    type Output = LineTerms;

    fn bitor(self, other: LineTerms) -> LineTerms {
        LineTerms(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for LineTerms {
    fn bitor_assign(&mut self, other: LineTerms) {
        self.0 |= other.0;
    }
}

/// Where in a line a phrase has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the start, behind brackets and bullets.
    Start,
    /// The whole line, but for brackets, arrows and numbers.
    Whole,
    /// Anywhere.
    Any,
}

/// Characters of a line that are read: the phrases stand in short lines and at the start of long ones.
const READ: usize = 160;

/// What the wording of a line says. The phrases are compared without regard to case and width; one in letters ends where a
/// word ends.
/// `folded` is room for the line, to be used again.
pub(crate) fn read(line: &str, folded: &mut String) -> LineTerms {
    let line = line.trim();
    let whole = fold_line(line, folded);
    let mut found = LineTerms::default();
    let mut add = |at: usize, &(phrase, place, terms): &Term| {
        let rest = &folded[at + phrase.len()..];
        let here = place != Place::Whole || whole && rest.chars().all(is_filler);
        if here && ends_word(phrase, rest) {
            found |= terms;
        }
    };
    EDGE.beginnings(folded, &mut |term| add(0, term));
    if let Some(start @ 1..) = folded.find(|c: char| !is_ornament(c)) {
        EDGE.beginnings(&folded[start..], &mut |term| add(start, term));
    }
    let mut next = 0;
    while let Some(at) = ANYWHERE.next_head(folded.as_bytes(), next) {
        next = at + 1;
        if begins_word(folded, at) {
            ANYWHERE.beginnings(&folded[at..], &mut |term| add(at, term));
        }
    }
    found
}

/// Folds as much of a line as is read; gives whether that is all of it.
fn fold_line(line: &str, folded: &mut String) -> bool {
    folded.clear();
    let start = &line.as_bytes()[..line.len().min(READ)];
    if start.is_ascii() && memchr::memchr2(b'\n', b'\t', start).is_none() {
        folded.push_str(&line[..start.len()]);
        folded.make_ascii_lowercase();
        return start.len() == line.len();
    }
    // What stays as it is is taken over by runs.
    let mut run = 0;
    let mut chars = line.char_indices();
    for (at, c) in chars.by_ref().take(READ) {
        if folds(c) {
            folded.push_str(&line[run..at]);
            folded.extend(fold(c));
            run = at + c.len_utf8();
        }
    }
    folded.push_str(&line[run..chars.offset()]);
    folded.make_ascii_lowercase();
    chars.as_str().is_empty()
}

/// Whether a character may fold to another, capitals of ASCII aside.
fn folds(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        // Punctuation, kana, Han and hangul have neither case nor another width.
        '\0'..='\x7F' | '“' | '”' | '–' | '—' | '…' => false,
        '\u{3001}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => false,
        // Small letters.
        'ß'..='ö' | 'ø'..='ÿ' | 'а'..='ё' | '\u{620}'..='\u{64a}' => false,
        _ => true,
    }
}

fn fold(c: char) -> impl Iterator<Item = char> {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\n' | '\t' => ' ',
        '’' => '\'',
        // Lower case would add a dot of its own.
        'İ' => 'i',
        c => c,
    };
    c.to_lowercase()
}

/// Whether a phrase may begin at a place, which need not be one between characters: not within a word in letters.
fn begins_word(line: &str, at: usize) -> bool {
    let Some((before, behind)) = line.split_at_checked(at) else {
        return false;
    };
    let is_spelled = |c: Option<char>| c.is_some_and(is_spelled);
    !(is_spelled(before.chars().next_back()) && is_spelled(behind.chars().next()))
}

fn is_ornament(c: char) -> bool {
    !is_alphanumeric(c)
}

fn is_filler(c: char) -> bool {
    !is_alphabetic(c)
}

fn ends_word(phrase: &str, rest: &str) -> bool {
    let last = phrase.chars().next_back().unwrap_or(' ');
    let next = rest.chars().next().unwrap_or(' ');
    !(is_spelled(last) && is_spelled(next))
}

/// Written in words with spaces between them; endings are glued to Korean words.
fn is_spelled(c: char) -> bool {
    is_alphanumeric(c) && !is_cjk(c) && !('가'..='힣').contains(&c)
}

type Term = (&'static str, Place, LineTerms);

/// The phrases of each language.
const LISTS: &[&[Term]] = &[
    arabic::TERMS,
    chinese::elsewhere::TERMS,
    chinese::acts::TERMS,
    chinese::notices::TERMS,
    czech::TERMS,
    dutch::TERMS,
    english::elsewhere::TERMS,
    english::acts::TERMS,
    english::notices::TERMS,
    french::TERMS,
    german::TERMS,
    indonesian::TERMS,
    italian::TERMS,
    japanese::TERMS,
    korean::TERMS,
    nordic::elsewhere::TERMS,
    nordic::acts::TERMS,
    nordic::notices::TERMS,
    polish::TERMS,
    portuguese::TERMS,
    russian::TERMS,
    spanish::TERMS,
    turkish::TERMS,
    ukrainian::TERMS,
    vietnamese::TERMS,
];

#[cfg(test)]
mod tests {
    use super::LineTerms as L;
    use super::*;

    #[test]
    fn phrases_are_read_where_they_stand() {
        let check = |line: &str, expected: LineTerms| {
            assert_eq!(read(line, &mut String::new()), expected, "{line}")
        };
        check("相关阅读", L::RELATED);
        check("【相關新聞】更多報導", L::RELATED);
        check("本文来源于相关阅读材料", LineTerms::default());
        check("Related Articles", L::RELATED);
        check("Read more", L::MORE);
        check("Read more »", L::MORE);
        check("Read more than one book a year", LineTerms::default());
        check("Share on Facebook", L::SHARE);
        check("Shareholders met on Monday", LineTerms::default());
        check("上一篇：春天来了", L::PAGER);
        check("标签ad报错：该广告ID(13)不存在。", L::AD);
        check("当前所在位置： 首页 > 报告", L::CRUMBS);
        check("您的位置：首頁", L::CRUMBS);
        check("(責編:陳易)", L::BYLINE);
        check("（责任编辑：李四）", L::BYLINE);
        check("© 2024 Example", L::LEGAL);
        check("Lesen Sie auch: Der Fluss", L::RELATED);
        check("Weiterlesen", L::MORE);
        check("Weiterlesen macht klug", LineTerms::default());
        check("À lire aussi", L::RELATED);
        check("Te puede interesar", L::RELATED);
        check("Powiązane artykuły", L::RELATED);
        check("İlgili Haberler", L::RELATED);
        check("Свежие записи", L::RELATED);
        check("Xem chi tiết", L::MORE);
        check("اقرأ المزيد", L::MORE);
        check("続きはこちら", L::MORE);
        check("자세히 보기", L::MORE);
        check("Add to cart", L::SHARE);
        check(
            "Más de doscientas personas vieron el río",
            LineTerms::default(),
        );
        check("Vor dem Haus stand ein Baum", LineTerms::default());
        check("Слушать музыку он любил с детства", LineTerms::default());
        check("In the house there was a dog", LineTerms::default());
        check("", LineTerms::default());
    }

    #[test]
    fn phrases_are_folded_and_fit_into_a_line() {
        for (phrase, _, _) in LISTS.iter().flat_map(|list| list.iter().copied()) {
            let folded: String = phrase.chars().flat_map(fold).collect();
            assert_eq!(phrase, folded);
            assert!(
                !phrase.is_empty() && phrase.chars().count() < READ,
                "{phrase}"
            );
        }
    }

    #[test]
    fn what_does_not_fold_stays() {
        for c in ('\0'..=char::MAX).filter(|&c| !folds(c) && !c.is_ascii_uppercase()) {
            assert!(fold(c).eq([c]), "{c:?}");
        }
    }

    #[test]
    fn a_phrase_is_found_as_a_line_of_its_own() {
        for (phrase, _, terms) in LISTS.iter().flat_map(|list| list.iter().copied()) {
            let line = if phrase.ends_with(' ') {
                format!("{phrase}x")
            } else {
                phrase.to_string()
            };
            assert!(read(&line, &mut String::new()).any(terms), "{phrase}");
        }
    }
}
