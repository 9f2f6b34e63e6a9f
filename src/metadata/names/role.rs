//! What stands behind a name and is none: titles, signs, what a link offers. And whether a name is that of a body.

use super::super::scan::{fold, squash};
use crate::terms::people as terms;

/// Signs behind which a line of a name tells other things: "Jane Doe ⋅ Review Editor", "jdoe » Tue Feb 4".
const ENDS: &[char] = &['⋅', '●', '»', '∙', '◦', '│', '▸'];

/// A value up to the first sign that ends a name.
pub(super) fn before_sign(value: &str) -> &str {
    let end = value
        .find(ENDS)
        .filter(|&at| value[..at].chars().any(char::is_alphanumeric));
    end.map_or(value, |at| value[..at].trim_end())
}

/// A name without the title behind it: at least two words stay, for "Head" and "Editor" are names of families too. A sentence
/// that ends with a title names nobody: "Learn more about our contributors".
pub(super) fn without_role(name: &str) -> Option<&str> {
    let words = words(name);
    let ends_as_role = words.last().is_some_and(|(_, word)| is_role_word(word));
    if !ends_as_role {
        return Some(name);
    }
    let is_start = |word: &str| terms::ROLE_STARTS.contains(&word);
    let cut = words
        .iter()
        .skip(2)
        .find(|(_, word)| is_role_word(word) || is_start(word));
    let Some((at, _)) = cut else {
        return Some(name);
    };
    let person = name[..*at].trim_end();
    let is_lower = |word: &str| word.starts_with(char::is_lowercase);
    match person
        .split_whitespace()
        .filter(|word| is_lower(word))
        .count()
    {
        0 => Some(person),
        1 => Some(name),
        _ => None,
    }
}

/// Whether a part of a list of names is a title: "Head of Marketing", "Digital Security Expert".
pub(in crate::metadata) fn is_role(part: &str) -> bool {
    let words = words(part);
    let word = |i: usize| words.get(i).map_or("", |(_, word)| word.as_str());
    let ends = words.last().is_some_and(|(_, word)| is_role_word(word));
    let of = word(1) == "of" || word(1) == "für" || word(1) == "der";
    ends || (of && (is_role_word(word(0)) || terms::ROLE_STARTS.contains(&word(0))))
}

/// Whether a name is that of a body by one of its words: Harbour Society e.V.
pub(in crate::metadata) fn is_body(name: &str) -> bool {
    words(name)
        .iter()
        .any(|(_, word)| terms::BODIES.contains(&word.as_str()))
}

/// Whether a word is the name of a field in a template that was left unfilled: page.head.extra.author.
pub(super) fn is_identifier(name: &str) -> bool {
    name.matches('.').count() >= 3
        && !name.contains(' ')
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_'))
}

/// The fuller form of a name that another place gives: "Brett" and "Brett Larkin".
pub(in crate::metadata) fn fuller<'a>(name: &str, others: &'a [String]) -> Option<&'a str> {
    if name.contains(' ') || name.chars().count() < 3 {
        return None;
    }
    let key = squash(name);
    // "Henry in Letters" is a name and a section.
    let is_part = |word: &str| {
        word.starts_with(char::is_uppercase)
            && (word.chars().count() > 2 || word.ends_with('.'))
            && super::is_name(word)
    };
    others
        .iter()
        .filter(|other| (2..=3).contains(&other.split_whitespace().count()) && !is_body(other))
        .find(|other| {
            let first = other.split_whitespace().next().unwrap_or_default();
            squash(first) == key && other.split_whitespace().all(is_part)
        })
        .map(String::as_str)
}

/// Whether a name is that of an account rather than a person: jane.doe, jdoe77, JaneD.
pub(in crate::metadata) fn is_login(name: &str) -> bool {
    let latin = name.chars().all(|c| c.is_ascii_graphic());
    let mut chars = name.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    latin && !(first && chars.all(char::is_lowercase))
}

/// The name whose initials stand in its place, as in the circle of an account without a picture: "JD" and "Jane Doe".
pub(in crate::metadata) fn of_initials<'a>(name: &str, others: &'a [String]) -> Option<&'a str> {
    let all_upper = name.chars().all(char::is_uppercase);
    if !all_upper || !(2..=3).contains(&name.chars().count()) {
        return None;
    }
    let initials = |other: &String| {
        other
            .split_whitespace()
            .filter_map(|word| word.chars().next())
            .eq(name.chars())
    };
    others
        .iter()
        .find(|other| initials(other))
        .map(String::as_str)
}

fn is_role_word(word: &str) -> bool {
    terms::ROLES.contains(&word)
        || word
            .rsplit_once('-')
            .is_some_and(|(_, last)| terms::ROLES.contains(&last))
}

/// The words of a name with the byte at which each begins, folded.
fn words(name: &str) -> Vec<(usize, String)> {
    let mut from = 0;
    name.split_whitespace()
        .map(|word| {
            let at = from + name[from..].find(word).unwrap_or_default();
            from = at + word.len();
            let word = word
                .trim_end_matches([',', ';', ')'])
                .trim_start_matches('(');
            (at, word.chars().map(fold).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_leave_names() {
        let check = |name: &str, expected: &str| assert_eq!(without_role(name), Some(expected));
        check("Jane Doe Senior Quay Reporter", "Jane Doe");
        check("Jane Doe Writer", "Jane Doe");
        check("Jane Writer", "Jane Writer");
        check("Anna Maria Head", "Anna Maria Head");
        check("Jane Doe", "Jane Doe");
        assert_eq!(without_role("Learn more about our contributors"), None);
    }

    #[test]
    fn titles_are_told_from_names() {
        for role in ["Head of Harbours", "Staff Writer", "Expertin für Boote"] {
            assert!(is_role(role), "{role}");
        }
        assert!(!is_role("Jane Doe"));
        assert!(is_body("Harbour Society e.V."));
        assert!(!is_body("Agnes Agten"));
        assert!(is_identifier("page.head.extra.author"));
        assert!(!is_identifier("jane.r.doe"));
    }

    #[test]
    fn the_fuller_name_counts() {
        let others = [
            "Harbour Post".to_string(),
            "Jane van Doe".into(),
            "Jane Doe".into(),
        ];
        assert_eq!(fuller("Jane", &others), Some("Jane Doe"));
        assert_eq!(fuller("Jane Roe", &others), None);
        for login in ["jane.doe", "jdoe", "JaneD", "Jane7"] {
            assert!(is_login(login), "{login}");
        }
        assert!(!is_login("Jane") && !is_login("Jane Doe") && !is_login("王小明"));
        assert_eq!(of_initials("JD", &others), Some("Jane Doe"));
        assert_eq!(of_initials("Jd", &others), None);
        assert_eq!(of_initials("JR", &others), None);
        assert_eq!(before_sign("Jane Doe ⋅ Editor"), "Jane Doe");
        assert_eq!(before_sign("» Jane"), "» Jane");
    }
}
