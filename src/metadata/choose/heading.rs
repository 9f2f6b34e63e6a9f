//! Whether a heading or a tag is the headline where the two differ, and which of them writes it. Takes texts and the address
//! of the page; knows nothing of the other fields.

use std::collections::BTreeSet;

use url::Url;

use super::Ranked;
use crate::metadata::scan::{has_digit, squash};
use crate::metadata::title::SEPARATORS;

/// Words of a heading that can be a headline; shorter ones name sections and sites, longer ones hold a standfirst.
const HEADLINE_WORDS: std::ops::RangeInclusive<usize> = 6..=14;
/// Words of the longest heading that the address prefers to a tag that fits it as well; longer ones hold the standfirst.
const LONGEST: usize = 24;
/// Words that an address shares with one of several headings before the address chooses it.
const CLEAR: usize = 3;
/// Characters of the shortest word of an address that tells something; a number may be shorter.
const WORD: usize = 3;

/// The words of the last part of an address. It is made from the headline when a text is written; titles for search engines
/// and menus are written later.
#[derive(Debug, Default)]
pub(in crate::metadata) struct AddressWords(Vec<String>);

impl AddressWords {
    pub(in crate::metadata) fn of(url: Option<&Url>) -> AddressWords {
        let last = url
            .and_then(Url::path_segments)
            .and_then(|mut parts| parts.rfind(|part| !part.is_empty()));
        let words = words(last.unwrap_or_default()).map(as_in_address);
        let mut words: Vec<String> = words.filter(|word| tells_something(word)).collect();
        words.sort_unstable();
        words.dedup();
        AddressWords(words)
    }

    /// How many there are.
    pub(in crate::metadata) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many of them a text has.
    pub(in crate::metadata) fn shared(&self, text: &str) -> usize {
        if self.0.is_empty() {
            return 0;
        }
        let mut missing: Vec<&String> = self.0.iter().collect();
        for word in words(text) {
            match word.is_ascii() {
                true => missing.retain(|known| !known.eq_ignore_ascii_case(word)),
                false => {
                    let word = as_in_address(word);
                    missing.retain(|known| **known != word);
                }
            }
        }
        self.len() - missing.len()
    }

    /// Which of several headings they are taken from, if it is clear that they are not from `tag`.
    pub(super) fn choose<'a>(&self, headings: &[&'a str], tag: &str) -> Option<&'a str> {
        let of_tag = self.shared(tag);
        headings
            .iter()
            .map(|heading| (self.shared(heading), *heading))
            .filter(|(shared, _)| *shared > of_tag && *shared >= CLEAR)
            .max_by_key(|(shared, heading)| (*shared, std::cmp::Reverse(heading.len())))
            .map(|(_, heading)| heading)
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// A word as addresses write it: lower case, umlauts as two letters.
fn as_in_address(word: &str) -> String {
    match word.is_ascii() {
        true => word.to_ascii_lowercase(),
        false => word
            .to_lowercase()
            .replace('ä', "ae")
            .replace('ö', "oe")
            .replace('ü', "ue")
            .replace('ß', "ss"),
    }
}

fn tells_something(word: &str) -> bool {
    word.chars().count() >= WORD || has_digit(word)
}

/// Whether the sole heading of a page is its headline though the tags say something else. The words of the address decide;
/// where they are shared evenly, a heading counts that is as long as a headline and speaks of the same.
pub(super) fn is_headline(heading: &str, tags: &Ranked<String>, address: &AddressWords) -> bool {
    let Some((tag, _)) = tags.first() else {
        return true;
    };
    let count = heading.split_whitespace().count();
    match address.shared(heading).cmp(&address.shared(tag)) {
        // One or two words that the address has as well name a section as often.
        std::cmp::Ordering::Greater if count > 2 => count <= LONGEST || address.shared(tag) == 0,
        std::cmp::Ordering::Less => false,
        _ => HEADLINE_WORDS.contains(&count) && speaks_of(heading, tags),
    }
}

/// Whether a third of the words of a heading are those of the tags. Of the sole headings that differ from the tags this holds
/// for two in three that are right, and for half of those that are wrong (wcxb, November 2026).
fn speaks_of(heading: &str, tags: &Ranked<String>) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        text.split_whitespace()
            .map(squash)
            .filter(|word| !word.is_empty())
            .collect()
    };
    let of_heading = words(heading);
    let of_tags: BTreeSet<String> = tags.iter().flat_map(|(text, _)| words(text)).collect();
    3 * of_heading.intersection(&of_tags).count() >= of_heading.len()
}

/// The headline within a heading that has a date, a section or a label in front of it, if a tag is just that headline.
pub(super) fn without_kicker<'a>(heading: &str, tags: &'a Ranked<String>) -> Option<&'a str> {
    tags.iter().map(|(tag, _)| tag.as_str()).find(|tag| {
        let Some(before) = heading.strip_suffix(tag).map(str::trim_end) else {
            return false;
        };
        let label = before.ends_with([':', '|', '/', '-', '–', '—']);
        tag.split_whitespace().count() >= 3
            && !before.is_empty()
            && (label || before.split_whitespace().count() >= 2)
    })
}

/// Whether the heading rather than the tag of the same letters has the headline as it is to be read. Headings keep the
/// quotation marks and capitals of the author; but some are set in capitals, and in others the parts of a line run together.
pub(super) fn writes_better(heading: &str, tag: &str) -> bool {
    let upper = |text: &str| !text.chars().any(char::is_lowercase);
    let starts_lower = |text: &str| text.chars().next().is_some_and(char::is_lowercase);
    let words = |text: &str| {
        text.split_whitespace()
            .filter(|word| !squash(word).is_empty())
            .count()
    };
    let lost_sign = SEPARATORS
        .iter()
        .any(|sign| tag.contains(sign) && !SEPARATORS.iter().any(|sign| heading.contains(sign)))
        && !heading.contains([':', ',']);
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    !(letters(heading) == letters(tag)
        || upper(heading) && !upper(tag)
        || starts_lower(heading) && !starts_lower(tag)
        || words(heading) < words(tag)
        || lost_sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Source;

    fn tags(texts: &[&str]) -> Ranked<String> {
        let tag = |text: &&str| (text.to_string(), Source::OpenGraph);
        texts.iter().map(tag).collect()
    }

    fn address(url: &str) -> AddressWords {
        AddressWords::of(Url::parse(url).ok().as_ref())
    }

    #[test]
    fn the_address_tells_the_headline_from_the_title_for_search_engines() {
        let check = |url: &str, heading: &str, tag: &str, expected: bool| {
            let found = is_headline(heading, &tags(&[tag]), &address(url));
            assert_eq!(found, expected, "{heading}");
        };
        let url = "https://a.example/2021/why-the-old-ferry-stays/";
        check(
            url,
            "Why the old ferry stays in town",
            "Ferries and their future",
            true,
        );
        check(
            url,
            "Letters from the quay of a small town",
            "Why the old ferry stays",
            false,
        );
        check(
            "https://a.example/",
            "Our Blog",
            "Why the old ferry stays",
            false,
        );
        check(
            "https://a.example/ueber-die-faehre",
            "Über die alte Fähre",
            "Boote",
            true,
        );
        check(url, "The ferry", "Boats", false);
    }

    #[test]
    fn one_of_several_headings_needs_three_words_of_the_address() {
        let url = address("https://a.example/why-the-old-ferry-stays");
        let headings = ["Quay Letters", "Why the old ferry stays", "Newsletter"];
        assert_eq!(url.choose(&headings, "Quay Letters"), Some(headings[1]));
        assert_eq!(url.choose(&headings[..1], "Ferry"), None);
    }

    #[test]
    fn a_label_before_the_headline_leaves_it() {
        let check = |heading: &str, expected: Option<&str>| {
            let tags = tags(&["Quay Letters", "Ferry comes home late"]);
            assert_eq!(without_kicker(heading, &tags), expected, "{heading}");
        };
        check(
            "3 May 2019 Ferry comes home late",
            Some("Ferry comes home late"),
        );
        check(
            "Harbour: Ferry comes home late",
            Some("Ferry comes home late"),
        );
        check("The Ferry comes home late", None);
        check("Ferry comes home late", None);
    }

    #[test]
    fn the_heading_writes_unless_it_is_set_in_capitals_or_run_together() {
        assert!(writes_better(
            "“Late again” is no news",
            "\"Late again\" is no news"
        ));
        assert!(writes_better(
            "A ferry for the town",
            "A Ferry For The Town"
        ));
        assert!(writes_better(
            "Ferry comes home late",
            "Ferry comes home late,"
        ));
        assert!(!writes_better(
            "A FERRY FOR THE TOWN",
            "A Ferry for the Town"
        ));
        assert!(!writes_better("a ferry", "A ferry"));
        assert!(!writes_better("Ferry comeshome", "Ferry comes home"));
        assert!(!writes_better("Category : Ferries", "Category:Ferries"));
        assert!(!writes_better(
            "Question Where is it",
            "Question - Where is it"
        ));
    }
}
