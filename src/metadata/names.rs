//! Names: takes the value of a byline, a tag or a structured field, gives the people or bodies it names, one each. Labels,
//! titles, places and addresses leave; what names nobody gives nothing.

mod clean;
mod role;

pub(super) use role::{fuller, is_body, is_login, is_role, of_initials};

use clean::clean;

use super::scan::{Chars, fold, fold_spaces, is_east_asian, is_han, is_word};
use crate::normalize::is_alphabetic;
use crate::terms::bylines as terms;
use crate::terms::{ByFirst, dates, surnames};

/// Characters of the longest name; longer ones are sentences or lists that were not meant to be split.
const LONGEST: usize = 70;
/// Words of the longest name: "Matthias Graf von der Schulenburg und Sohn GmbH".
const WORDS: usize = 8;
/// Characters of the longest name without spaces in Han, kana or hangul: names of departments and of public accounts.
const LONGEST_EAST_ASIAN: usize = 14;
/// Names that one value can hold; more are a list of something else.
const MOST: usize = 40;
/// Bytes of a value that are read.
const VALUE_BYTES: usize = 2_000;

/// The names in a value, in order, without doublets.
pub(super) fn read(value: &str) -> Vec<String> {
    let value = &value[..value.floor_char_boundary(VALUE_BYTES)];
    let value = fold_spaces(value);
    let value = without_addresses(&value);
    let mut names: Vec<String> = Vec::new();
    for part in parts(role::before_sign(&value)) {
        if !names.is_empty() && role::is_role(&part) {
            continue;
        }
        for name in spaced_names(&part) {
            let Some(name) = clean(&name) else { continue };
            let known = names.iter().any(|known| same(known, &name));
            if !known && names.len() < MOST {
                names.push(name);
            }
        }
    }
    names
}

/// The names in a line that a reader sees, where titles follow them; tags hold names as they are.
pub(super) fn read_line(value: &str) -> Vec<String> {
    let names = read(value);
    let untitled = names.iter().filter_map(|name| role::without_role(name));
    untitled.map(str::to_string).collect()
}

/// Whether two names are the same but for case and spacing.
pub(super) fn same(a: &str, b: &str) -> bool {
    let folded = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .map(fold)
            .collect()
    };
    folded(a) == folded(b)
}

/// Whether a name is that of a news agency.
pub(super) fn is_agency(name: &str) -> bool {
    let folded: String = name.chars().map(fold).collect();
    terms::AGENCIES.contains(&folded.as_str())
}

/// A value without e-mail and web addresses and without what stands in brackets.
fn without_addresses(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut depth = 0_u32;
    for c in value.chars() {
        match fold(c) {
            '(' | '[' | '<' | '【' | '〔' => {
                depth += 1;
                out.push(' ');
            }
            ')' | ']' | '>' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    if out.trim().is_empty() {
        // The whole value stands in brackets: （张三）.
        out = value
            .chars()
            .map(|c| match fold(c) {
                '(' | ')' | '[' | ']' | '<' | '>' | '【' | '】' | '〔' | '〕' => ' ',
                _ => c,
            })
            .collect();
    }
    let kept: Vec<&str> = out
        .split_whitespace()
        .filter(|word| !word.contains("://") && !is_mail(word))
        .collect();
    // "Jane Doe @janedoe": the account stands behind the name.
    let named: Vec<&str> = kept
        .iter()
        .copied()
        .filter(|word| !word.starts_with('@'))
        .collect();
    if named.is_empty() {
        kept.join(" ")
    } else {
        named.join(" ")
    }
}

fn is_mail(word: &str) -> bool {
    word.find('@')
        .is_some_and(|at| at > 0 && word[at..].contains('.'))
}

/// Splits at punctuation and joining words.
fn parts(value: &str) -> Vec<String> {
    static AND: ByFirst<{ terms::AND.len() }> = ByFirst::new(terms::AND);
    let chars = Chars::new(value);
    let latin = (0..chars.len()).any(|i| is_word(chars.get(i)));
    let mut out = Vec::new();
    let (mut start, mut i) = (0, 0);
    while i < chars.len() {
        let mut width = match chars.get(i) {
            ';' | '|' | '、' | '&' | '•' | '﹑' | '▪' => 1,
            ',' if is_degree(&chars, i + 1) || is_generation(&chars, i + 1) => 0,
            ',' => 1,
            // 張三/李四 are names, 王小明/台北報導 a name and where it was reported from.
            '/' if !latin && !is_report(&chars, i + 1) => 1,
            '/' if chars.before(i) == ' ' && chars.get(i + 1) == ' ' => 1,
            // Other dots within a foreign name stay: 列夫·托尔斯泰.
            '·' if chars.before(i) == ' ' && chars.get(i + 1) == ' ' => 1,
            // 林柏宇．周靖文 are two; 列夫．托爾斯泰 is one.
            '.' if is_han(chars.before(i)) && is_han(chars.get(i + 1)) => {
                usize::from(splits_at_dot(&chars, start, i))
            }
            '和' | '与' if is_han(chars.before(i)) && i >= start + 2 && i + 2 < chars.len() + 1 => {
                usize::from(splits_at_he(&chars, start, i))
            }
            _ => 0,
        };
        if width == 0 && chars.before(i) == ' ' {
            let and = chars.longest(i, AND.beginning(chars.get(i)));
            width = and
                .filter(|&end| chars.get(end) == ' ')
                .map_or(0, |end| end - i);
        }
        if width > 0 {
            out.push(chars.slice(start..i).to_string());
            start = i + width;
            i = start;
        } else {
            i += 1;
        }
    }
    out.push(chars.slice(start..chars.len()).to_string());
    out
}

/// Whether what follows a stroke ends as a report's place does: 台北報導.
fn is_report(chars: &Chars<'_>, i: usize) -> bool {
    let end = chars.find(i, &[' ', '、', ',', ';', '|', '/']);
    let part = chars.slice(i..end);
    ["報導", "報道", "报道", "電", "电", "讯", "訊"]
        .iter()
        .any(|ending| part.ends_with(ending))
}

/// Whether a full stop parts two Chinese names.
fn splits_at_dot(chars: &Chars<'_>, start: usize, at: usize) -> bool {
    let after = chars.find(at + 1, &['、', ',', ';', ' ', '/', '|', '.']);
    let before = (start..at)
        .rev()
        .take_while(|&i| is_han(chars.get(i)))
        .last()
        .unwrap_or(at);
    is_chinese_name(chars.slice(before..at)) && is_chinese_name(chars.slice(at + 1..after))
}

/// Whether 和 joins two names: both sides have the length of one.
fn splits_at_he(chars: &Chars<'_>, start: usize, at: usize) -> bool {
    let stops = ['、', ',', ';', ' ', '/', '|'];
    let after = chars.find(at + 1, &stops) - (at + 1);
    (2..=4).contains(&(at - start)) && (2..=4).contains(&after)
}

/// "PhD", "M.D." after a comma belong to the name before.
fn is_degree(chars: &Chars<'_>, i: usize) -> bool {
    let i = chars.skip_spaces(i);
    let end = chars.find(i, &[',', ';', '|', '&']);
    let word: String = chars
        .slice(i..end)
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(fold)
        .collect();
    const DEGREES: &[&str] = &[
        "phd", "md", "rd", "rn", "msc", "mba", "cfp", "cpa", "ms", "ma", "mph", "do", "dds", "dvm",
        "rdn", "jd", "esq", "edd", "psyd", "lcsw", "cfa", "pharmd", "dpt", "np", "bsc", "ba", "bs",
        "mdphd", "msrd",
    ];
    DEGREES.contains(&word.as_str())
}

fn is_generation(chars: &Chars<'_>, i: usize) -> bool {
    let i = chars.skip_spaces(i);
    ["jr", "sr", "ii", "iii", "inc", "llc", "ltd", "gmbh"]
        .iter()
        .any(|term| chars.word(i, term).is_some())
}

/// Chinese names with spaces between them, or within them where two characters are spread to the width of three:
/// 宋怡 杨志华, 陈 易 周炜. Titles separate them too: 记者 张三 通讯员 李四.
fn spaced_names(part: &str) -> Vec<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    if words.len() > 1 && words.iter().any(|word| is_title(word)) {
        return words
            .split(|word| is_title(word))
            .flat_map(untitled_names)
            .collect();
    }
    untitled_names(&words)
}

/// 记者, 本报记者, 南都记者.
fn is_title(word: &str) -> bool {
    let of_medium = ["记者", "記者", "通讯员", "评论员", "特派员"]
        .iter()
        .any(|end| word.ends_with(end));
    terms::TITLES.contains(&word) || (of_medium && word.chars().count() <= 14)
}

fn untitled_names(words: &[&str]) -> Vec<String> {
    let all_short_han = words.len() > 1
        && words
            .iter()
            .all(|word| word.chars().all(is_han) && word.chars().count() <= 4);
    if !all_short_han {
        return vec![words.join(" ")];
    }
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for word in words {
        let single = word.chars().count() == 1;
        match out.last_mut() {
            Some(last) if single && open => {
                last.push_str(word);
                open = false;
            }
            _ => {
                out.push(word.to_string());
                open = single;
            }
        }
    }
    out
}

/// Whether a bare text is a Chinese name: a family name and one or two characters.
pub(super) fn is_chinese_name(text: &str) -> bool {
    let count = text.chars().count();
    if !text.chars().all(is_han) {
        return false;
    }
    let credit = text.ends_with([
        '摄', '攝', '图', '圖', '报', '報', '制', '版', '页', '頁', '闭', '閉', '完',
    ]);
    if credit || terms::is_nobody(text) || terms::is_label(text) {
        return false;
    }
    let double = surnames::DOUBLE.iter().any(|name| text.starts_with(name));
    let single = text
        .chars()
        .next()
        .is_some_and(|first| surnames::SINGLE.contains(first));
    (double && (3..=4).contains(&count)) || (single && (2..=3).contains(&count))
}

/// Whether a name is that of a medium by its ending: 经济日报, 参考消息.
pub(super) fn is_medium(name: &str) -> bool {
    let east_asian = name.chars().any(is_east_asian);
    east_asian
        && name.chars().count() > 2
        && surnames::MEDIA.iter().any(|end| name.ends_with(end))
        && !is_chinese_name(name)
        || name.chars().count() > 3 && terms::AGENCIES.contains(&name)
}

/// Whether a text is a label of a byline and nothing else: "authored by".
fn is_label(folded: &str) -> bool {
    folded.contains(' ') && terms::is_label(folded)
}

/// Whether a text is one word of letters with a number behind it, as accounts are called.
fn is_account(chars: &[char]) -> bool {
    let letters = chars.iter().take_while(|c| c.is_alphabetic()).count();
    letters > 2 && chars.iter().all(|c| c.is_alphanumeric())
}

/// Whether a cleaned text can be the name of somebody.
pub(super) fn is_name(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let letters = chars.iter().filter(|&&c| is_alphabetic(c)).count();
    let account = is_account(&chars);
    let few_letters = letters < 2 || letters * 2 < chars.len() && !account;
    if chars.len() < 2 || chars.len() > LONGEST || few_letters {
        return false;
    }
    let folded: String = chars.iter().map(|&c| fold(c)).collect();
    if terms::is_nobody(&folded)
        || terms::TITLES.contains(&folded.as_str())
        || terms::BY.contains(&folded.as_str())
        || dates::WEEKDAYS.contains(&folded.as_str())
        || dates::SHORT_WEEKDAYS.contains(&folded.as_str())
        || is_label(&folded)
        || role::is_identifier(name)
    {
        return false;
    }
    let words = name.split_whitespace().count();
    if words > WORDS {
        return false;
    }
    let east_asian = chars.iter().filter(|&&c| is_east_asian(c)).count();
    if east_asian * 2 > chars.len() && chars.len() > LONGEST_EAST_ASIAN {
        return false;
    }
    let marks = [
        '。', '!', '?', ':', '=', '{', '}', '©', '#', '%', '$', '…', '《', '》', '“', '\\', '<',
        '>', '[', ']',
    ];
    if folded.contains(marks)
        || folded.contains("http")
        || folded.contains("www.")
        || folded.contains("//")
    {
        return false;
    }
    // A file name or an identifier: no letter is upper-case or unspaced script, and digits stand in it.
    let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
    digits * 3 <= chars.len() || account
}

#[cfg(test)]
mod tests;
