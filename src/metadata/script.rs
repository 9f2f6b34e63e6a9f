//! What a page gives only as data of its scripts: `var publish_time = "2020-02-12"`, `"pagePostAuthor":"Jane Doe"`. Takes the
//! tree, gives the date of publication and the author if all values of a key name the same; the data of several texts is that
//! of none.

use super::date::Date;
use super::dates::{self, Habits};
use super::visible::WEB;
use crate::dom::Dom;
use crate::terms::dates::SCRIPT_KEYS;
use crate::terms::people::AUTHOR_KEYS;

/// Scripts that are read; no page needs more to draw itself.
const SCRIPTS: usize = 300;
/// Bytes of scripts that are read in all: some pages carry megabytes of code.
const BYTES: usize = 2 << 20;
/// Values of one key that are read.
const VALUES: usize = 50;
/// Bytes of the longest value that is a name.
const NAME: usize = 80;
/// Bytes of the longest value that is a date.
const VALUE: usize = 40;

/// The date of publication that the scripts give. Time is linear in their length.
pub(super) fn published(dom: &Dom, habits: Habits) -> Option<Date> {
    let mut found: Vec<Vec<Date>> = vec![Vec::new(); SCRIPT_KEYS.len()];
    let mut left = BYTES;
    for text in inline(dom) {
        let text = &text[..text.floor_char_boundary(left)];
        left -= text.len();
        read(text, habits, &mut found);
    }
    found.into_iter().find_map(|dates| {
        let first = *dates.first()?;
        dates
            .iter()
            .all(|date| same_day(date, &first))
            .then_some(first)
    })
}

/// The author whom the scripts name: data for counters and advertising, `"pagePostAuthor":"Jane Doe"`. Several texts name
/// several, and then none is told.
pub(super) fn authors(dom: &Dom) -> Option<String> {
    const LASTS: Lasts = Lasts::of(AUTHOR_KEYS);
    let mut found: Option<String> = None;
    let mut left = BYTES;
    for text in inline(dom) {
        let text = &text[..text.floor_char_boundary(left)];
        left -= text.len();
        if !may_name_author(text) {
            continue;
        }
        for (key, rest) in given(text, &LASTS, b"\"'") {
            let is_key = AUTHOR_KEYS.contains(&key);
            let Some(name) = is_key.then(|| quoted(rest)).flatten() else {
                continue;
            };
            if found.as_ref().is_some_and(|known| known != name) {
                return None;
            }
            found = Some(name.to_string());
        }
    }
    found
}

/// Whether one of the keys for authors may stand in a script, by the part that they have in common: most programs know no authors.
fn may_name_author(text: &str) -> bool {
    const PARTS: [&str; 2] = ["uthor", "byline"];
    let mut parts = PARTS.iter().map(|part| part.as_bytes());
    parts.any(|part| memchr::memmem::find(text.as_bytes(), part).is_some())
}

/// The scripts that stand in the page itself.
fn inline(dom: &Dom) -> impl Iterator<Item = &str> {
    dom.scripts()
        .filter(|(_, script)| script.attr("src").is_none())
        .take(SCRIPTS)
        .filter_map(|(id, _)| dom.text(dom.first_child(id)?))
}

fn same_day(a: &Date, b: &Date) -> bool {
    (a.year, a.month, a.day) == (b.year, b.month, b.day)
}

/// What may stand around a key or a value.
const QUOTES: &[char] = &['"', '\'', '\\', '`'];

/// The dates of each key in one script.
fn read(text: &str, habits: Habits, found: &mut [Vec<Date>]) {
    const LASTS: Lasts = Lasts::of(SCRIPT_KEYS);
    for (key, rest) in given(text, &LASTS, b"\"'\\`") {
        let key = SCRIPT_KEYS
            .iter()
            .position(|known| known.eq_ignore_ascii_case(key));
        let Some(key) = key.filter(|&key| found[key].len() < VALUES) else {
            continue;
        };
        let date = value(rest)
            .and_then(|value| dates::parse(value, habits))
            .filter(|date| date.day.is_some() && date.year >= WEB);
        found[key].extend(date);
    }
}

/// The words of a program that something is given to, with what stands behind the sign: `":`, `=`, ` = `; only those that end in one
/// of some letters. Scripts are the larger part of many pages, and signs are far fewer than words.
fn given<'a>(
    text: &'a str,
    lasts: &Lasts,
    quotes: &[u8],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b':', b'=', bytes).filter_map(move |at| {
        let end = bytes[..at].iter().rposition(|b| !b.is_ascii_whitespace())?;
        let last = bytes[..=end].iter().rposition(|b| !quotes.contains(b))?;
        if !lasts.0[usize::from(bytes[last])] {
            return None;
        }
        let is_word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
        let start = bytes[..last].iter().rposition(|b| !is_word(b));
        let word = &text[start.map_or(0, |start| start + 1)..=last];
        Some((word, &text[at + 1..]))
    })
}

/// The last letters of a list of keys, small or not.
struct Lasts([bool; 256]);

impl Lasts {
    const fn of(keys: &[&str]) -> Lasts {
        let (mut lasts, mut i) = ([false; 256], 0);
        while i < keys.len() {
            let key = keys[i].as_bytes();
            let last = key[key.len() - 1];
            lasts[last.to_ascii_lowercase() as usize] = true;
            lasts[last.to_ascii_uppercase() as usize] = true;
            i += 1;
        }
        Lasts(lasts)
    }
}

/// The text or number behind a sign.
fn value(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let quoted = rest.starts_with(QUOTES);
    let value = rest.trim_start_matches(QUOTES);
    let value = &value[..value.floor_char_boundary(VALUE)];
    let end = value.find(|c: char| QUOTES.contains(&c) || matches!(c, ',' | ';' | '}' | '\n'))?;
    let value = value[..end].trim();
    let number = value.bytes().all(|byte| byte.is_ascii_digit()) && matches!(value.len(), 10 | 13);
    (number || quoted && value.len() >= 8).then_some(value)
}

/// The short text behind a sign.
fn quoted(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let rest = &rest[1..];
    let value = &rest[..rest.floor_char_boundary(NAME)];
    let value = value[..value.find(quote)?].trim();
    (!value.is_empty() && !value.contains(['\\', '{', '<', '/'])).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    fn check(script: &str, expected: Option<&str>) {
        let page = format!("<p>Text</p><script>{script}</script>");
        let dom = Dom::parse(&page, &Limits::default());
        let found = published(&dom, Habits::default()).map(|date| date.to_string());
        assert_eq!(found.as_deref(), expected, "{script}");
    }

    #[test]
    fn data_of_scripts_gives_the_date() {
        check("var publish_time = \"2020-02-12\";", Some("2020-02-12"));
        check("var ct = \"1581517074\";", Some("2020-02-12T14:17:54Z"));
        check(
            "{\"publishedAt\":\"2020-02-12T08:00:00Z\",\"id\":1}",
            Some("2020-02-12T08:00:00Z"),
        );
        check(
            "x=\"{\\\"publishedAt\\\":\\\"2020-02-12\\\"}\"",
            Some("2020-02-12"),
        );
        check("PUBDATE\t=\n '2020-02-12'", Some("2020-02-12"));
    }

    #[test]
    fn data_of_scripts_names_the_author() {
        let check = |script: &str, expected: Option<&str>| {
            let page = format!("<p>Text</p><script>{script}</script>");
            let dom = Dom::parse(&page, &Limits::default());
            assert_eq!(authors(&dom).as_deref(), expected, "{script}");
        };
        check(
            "d={\"pagePostAuthor\":\"Jane Doe\",\"id\":1}",
            Some("Jane Doe"),
        );
        check("var articleAuthor = 'Jane Doe';", Some("Jane Doe"));
        for key in AUTHOR_KEYS {
            check(&format!("{key}: 'Jane Doe'"), Some("Jane Doe"));
        }
        check("d={\"pagePostAuthor\":\"\"}", None);
        check("authorName = x;", None);
        check("[{authorName:'Jane'},{authorName:'John'}]", None);
    }

    #[test]
    fn data_of_several_texts_or_of_none_gives_nothing() {
        check(
            "[{\"publishedAt\":\"2020-02-12\"},{\"publishedAt\":\"2020-02-13\"}]",
            None,
        );
        check("var product = 5; publish_time = now();", None);
        check("published_at: 12", None);
        check("struct = \"1581517074\"", None);
        check("e = ct == \"1581517074\"", None);
    }
}
