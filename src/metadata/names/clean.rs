//! What stands around one name and is none: labels, titles, places, codes, words of datelines and buttons.

use super::super::scan::{Chars, fold, is_east_asian};
use super::is_name;
use crate::metadata::dates::months_at;
use crate::terms::bylines as terms;
use crate::terms::{ByFirst, dates};

/// One name without label, title, place and stray punctuation, if it is one.
pub(super) fn clean(name: &str) -> Option<String> {
    let mut name = trim(name);
    loop {
        let before = name.len();
        name = trim(without_label(name));
        name = trim(without_titles(name));
        if name.len() == before {
            break;
        }
    }
    // 記者王小明／台北報導: what follows the stroke is a place.
    if let Some(at) = name.find(['/', '／'])
        && name.chars().any(is_east_asian)
    {
        name = trim(&name[..at]);
    }
    let name = trim(without_weekday(trim(without_date_words(without_day(
        without_glued(name),
    )))));
    let name = without_stop(without_code(trim(without_ending(name))));
    is_name(name).then(|| name.to_string())
}

fn trim(name: &str) -> &str {
    name.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                fold(c),
                ',' | ':'
                    | ';'
                    | '-'
                    | '–'
                    | '—'
                    | '|'
                    | '/'
                    | '"'
                    | '“'
                    | '”'
                    | '「'
                    | '」'
                    | '*'
                    | '•'
                    | '·'
                    | '_'
                    | '@'
                    | '。'
                    | '、'
                    | '~'
                    | '='
                    | '+'
                    | '>'
                    | '<'
                    | '›'
                    | '»'
                    | '【'
                    | '】'
                    | '〓'
                    | '■'
                    | '□'
                    | '★'
                    | '◆'
                    | '※'
                    | '→'
                    | '←'
            )
    })
}

/// "By", "Von", "作者:" off the front.
fn without_label(name: &str) -> &str {
    static BY: ByFirst<{ terms::BY.len() }> = ByFirst::new(terms::BY);
    let chars = Chars::new(name);
    let label = BY
        .beginning(chars.get(0))
        .iter()
        .filter_map(|by| chars.word(0, by))
        .filter(|&end| matches!(chars.get(end), ' ' | ':'))
        .max();
    let by_colon = terms::labels_at(chars.get(0))
        .filter_map(|(term, _)| chars.term(0, term))
        .map(|end| chars.skip_spaces(end))
        .filter(|&end| chars.get(end) == ':')
        .max();
    match label.max(by_colon) {
        Some(end) => chars.slice(end + 1..chars.len()),
        None => name,
    }
}

/// 本报记者 off the front and 报道 off the end, where a name remains.
fn without_titles(name: &str) -> &str {
    if name.is_ascii() {
        return name;
    }
    let chars = Chars::new(name);
    let han =
        |range: std::ops::Range<usize>| range.filter(|&i| is_east_asian(chars.get(i))).count();
    let start = terms::TITLES
        .iter()
        .filter_map(|title| chars.term(0, title))
        .filter(|&end| han(end..chars.len()) >= 2)
        .max()
        .unwrap_or(0);
    let mut end = chars.len();
    for after in terms::AFTER_NAME {
        let length = after.chars().count();
        if let Some(at) = end.checked_sub(length)
            && chars.term(at, after) == Some(end)
            && han(start..at) >= 2
            && (length > 1 || matches!(chars.before(at), ' ' | '/'))
            && han(start..at) <= 4
        {
            end = at;
            break;
        }
    }
    chars.slice(start..end)
}

/// Without a word of a dateline that ran together with the name: "Jane DoePublished".
fn without_glued(name: &str) -> &str {
    let starts = name
        .char_indices()
        .zip(name.chars().skip(1))
        .filter(|((_, a), b)| a.is_lowercase() && b.is_uppercase())
        .map(|((at, a), _)| at + a.len_utf8());
    let cut = starts.into_iter().find(|&at| {
        terms::GLUED_BEHIND.iter().any(|word| {
            let after = name[at..].strip_prefix(word);
            after.is_some_and(|after| !after.starts_with(char::is_alphabetic))
        })
    });
    cut.map_or(name, |at| &name[..at])
}

/// Without the stop of a sentence behind a name; those of initials and of "Jr." stay.
fn without_stop(name: &str) -> &str {
    let last = name.split(' ').next_back().unwrap_or_default();
    match name.strip_suffix('.') {
        Some(bare)
            if name.contains(' ') && last.len() > 5 && !last[..last.len() - 1].contains('.') =>
        {
            bare
        }
        _ => name,
    }
}

/// Without a day that ran together with the name: "Jane DoeDecember 17", "Jane Doe December 8", "Jane DoeDec".
fn without_day(name: &str) -> &str {
    let chars = Chars::new(name);
    let begins = |i: usize| {
        let glued = chars.slice(i..i + 1).starts_with(char::is_uppercase)
            && chars.slice(i - 1..i).ends_with(char::is_lowercase);
        if !glued && chars.before(i) != ' ' {
            return false;
        }
        let ends = months_at(&chars, i).map(|(_, end)| end);
        let Some(end) = ends.max() else { return false };
        let at = chars.skip_spaces(end + usize::from(chars.get(end) == '.'));
        (at > end && chars.get(at).is_ascii_digit()) || (glued && at >= chars.len())
    };
    let cut = (2..chars.len()).find(|&i| begins(i));
    cut.map_or(name, |at| chars.slice(0..at).trim_end())
}

/// Without the short name of a day of the week at the end of a whole name: "Jane Doe Fr", before "12. Oktober 2019".
fn without_weekday(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((start, end)) if start.contains(' ') && is_short_weekday(end) => start,
        _ => name,
    }
}

/// Short names of days that are no names of people.
fn is_short_weekday(word: &str) -> bool {
    const DAYS: &[&str] = &[
        "Mo", "Fr", "Sa", "Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So.", "Tue", "Wed", "Thu",
        "Fri",
    ];
    DAYS.contains(&word.trim_end_matches(','))
}

/// "Jane Doe on", "Jane Doe Published": words of a dateline that ran into the name.
fn without_date_words(name: &str) -> &str {
    let chars = Chars::new(name);
    let cut = (1..chars.len())
        .filter(|&i| chars.before(i) == ' ')
        .find(|&i| {
            let anywhere = terms::DATE_WORDS
                .iter()
                .any(|word| chars.word(i, word).is_some());
            let last = terms::LAST_WORDS
                .iter()
                .chain(dates::WEEKDAYS)
                .any(|word| chars.word(i, word) == Some(chars.len()));
            anywhere || last
        });
    cut.map_or(name, |at| chars.slice(0..at))
}

/// Without the words of a button or an editor's code behind the name: 张三 关注, 黄忆南 PN269.
fn without_ending(name: &str) -> &str {
    let Some((start, end)) = name.rsplit_once([' ', '_']) else {
        return name;
    };
    let code = start.chars().all(|c| is_east_asian(c) || c == ' ')
        && end.chars().all(|c| c.is_ascii_alphanumeric())
        && end.chars().any(|c| c.is_ascii_digit());
    let button = matches!(
        end,
        "关注" | "關注" | "+关注" | "订阅" | "訂閱" | "Follow" | "follow" | "Following" | "发表于"
    );
    if code || button { start } else { name }
}

/// Without the code of an agency: "Jane Doe/HBP".
fn without_code(name: &str) -> &str {
    match name.split_once('/') {
        Some((before, code))
            if before.trim().contains(' ')
                && code.trim().chars().count() <= 6
                && !code.chars().any(char::is_lowercase) =>
        {
            before.trim()
        }
        _ => name,
    }
}
