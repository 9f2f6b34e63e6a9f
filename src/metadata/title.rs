//! The headline: takes what structured data, tags, headings and the `<title>` say, gives the headline without the site's
//! name. A heading decides which side of a separator is the site, and the tags decide which heading is the headline.

use super::scan::{has_squashed, squash, squashed};
use super::site::is_maker;

/// What stands between headline and site, tried on every place. With spaces around; East Asian titles have them without.
pub(super) const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " ~ ", " < ", " : ", " // ", " ‹ ",
    " « ", " ― ",
];
/// Separators that East Asian titles use without spaces.
const CLOSE_SEPARATORS: &[char] = &['_', '|', '-', '—', '–', '｜', '－', '丨'];
/// Separators that are always between headline and site or section.
const STRONG: &[&str] = &[" | ", " :: ", " » ", " « ", " ‹ "];
/// Signs of a permanent link behind a heading.
const LINK_SIGNS: &[char] = &['¶', '🔗', '§'];
/// Letters of the shortest line that is taken for a headline because a title begins with it.
const LINE: usize = 8;
/// Characters of the longest title that is cut; cutting costs the square of the length.
const LONGEST: usize = 500;
/// Places of one separator where a title is cut.
const MOST_CUTS: usize = 12;
/// Words of the longest name of a site. A longer end of a title is a part of the headline.
const SITE_WORDS: usize = 5;
/// Characters of the longest name of a site.
const SITE_CHARS: usize = 40;

/// What is known when the headline is cleaned.
#[derive(Debug, Clone, Default)]
pub(super) struct Known<'a> {
    /// Names of the site: `og:site_name`, publisher, words of the host.
    pub sites: Vec<String>,
    /// Headings of the page.
    pub headings: Vec<&'a str>,
    /// Other short lines of the page.
    pub lines: Vec<&'a str>,
    /// Sections of the site on the way to the page, squashed.
    pub sections: Vec<String>,
    /// Whether the page is the front page of the site, whose name opens its title: "Quay Letters – News from the harbour".
    pub front: bool,
}

/// The parts of a title between its separators, in order.
pub(super) fn segments(title: &str) -> Vec<&str> {
    if title.chars().nth(LONGEST).is_some() {
        return Vec::new();
    }
    let title = trim(title);
    let mut parts = Vec::new();
    let mut rest = title;
    while let Some((left, right, _)) = splits(rest).into_iter().next() {
        parts.push(left);
        if right.len() >= rest.len() {
            break;
        }
        rest = right;
    }
    parts.push(rest);
    parts
}

/// A title without the name of the site.
pub(super) fn clean(title: &str, known: &Known<'_>) -> String {
    let title = trim(title);
    let mut best = title.to_string();
    if title.chars().nth(LONGEST).is_some() {
        return best;
    }
    if has_squashed(&known.headings, &squash(title)) {
        return best;
    }
    if known.front && opens_with_site(title, known) {
        return best;
    }
    // A heading that is one side of a separator decides; failing that, a line.
    for (lines, least) in [(&known.headings, 2), (&known.lines, LINE)] {
        let sides = splits(title)
            .into_iter()
            .flat_map(|(left, right, _)| [left, right]);
        let named = sides
            .map(|side| (squash(side), side))
            .filter(|(key, side)| {
                key.chars().count() >= least && has_squashed(lines, key) && !is_site(side, known)
            })
            .max_by_key(|(key, _)| key.len());
        if let Some((_, side)) = named {
            return side.to_string();
        }
    }
    if let Some(start) = opening_line(title, known) {
        return start.to_string();
    }
    loop {
        let shorter = without_one_site(&best, known);
        match shorter {
            Some(shorter) if shorter.len() < best.len() && !shorter.is_empty() => best = shorter,
            _ => return best,
        }
    }
}

/// Whether the name of the site stands before the first separator.
fn opens_with_site(title: &str, known: &Known<'_>) -> bool {
    let key = splits(title).first().map(|(left, ..)| squash(left));
    key.is_some_and(|key| known.sites.iter().any(|site| squash(site) == key))
}

/// The start of a title that a heading or a line of the page repeats, where the site stands behind a mere space or a close
/// separator: 标题-THE 网站.
fn opening_line<'a>(title: &'a str, known: &Known<'_>) -> Option<&'a str> {
    let key = squash(title);
    let opens = |line: &&&str| {
        let mut letters = key.chars();
        squashed(line).all(|c| letters.next() == Some(c))
    };
    let lines = known.headings.iter().chain(&known.lines);
    let line = lines
        .filter(opens)
        .map(|line| squash(line))
        .filter(|line| line.chars().count() >= LINE)
        .max_by_key(|line| line.len())?;
    let ends = |c: char| c.is_whitespace() || CLOSE_SEPARATORS.contains(&c);
    let (at, _) = title
        .char_indices()
        .find(|(at, c)| ends(*c) && squash(&title[..*at]) == line)?;
    // "Ferries: how to find one" is one headline, whose first word another heading repeats.
    let start = title[..at].trim_end_matches([',', ';']);
    let opens = start.trim_end_matches(':');
    let enough = opens.len() == start.len() || 3 * opens.len() >= title.len();
    (enough && !is_site(opens, known)).then_some(opens)
}

/// Whether a title has nothing before its separator: "| The Site".
pub(super) fn lacks_headline(title: &str) -> bool {
    let title = title.trim_start();
    title.starts_with(CLOSE_SEPARATORS) && !title.starts_with("--")
}

/// The title without one name of a site at its end or start, if there is one.
fn without_one_site(title: &str, known: &Known<'_>) -> Option<String> {
    let mut found = splits(title);
    found.reverse();
    for &(left, right, _) in &found {
        if is_site(right, known) || is_maker(right) || known.sections.contains(&squash(right)) {
            return Some(left.to_string());
        }
    }
    for &(left, right, _) in found.iter().rev() {
        if is_site(left, known) {
            return Some(right.to_string());
        }
    }
    for &(left, right, strong) in &found {
        if strong && looks_like_site(right, left) {
            return Some(left.to_string());
        }
    }
    // One separator with spaces, and a short end behind a long start.
    let (left, right, _) = found.first()?;
    let words = |text: &str| text.split_whitespace().count();
    let weight = |text: &str| text.chars().count();
    (words(right) <= SITE_WORDS
        && weight(right) <= SITE_CHARS
        && weight(left) >= 3 * weight(right).min(8)
        && found.len() == 1
        && spaced(title))
    .then(|| left.to_string())
}

fn spaced(title: &str) -> bool {
    SEPARATORS
        .iter()
        .filter(|separator| **separator != " : ")
        .any(|separator| title.contains(separator))
}

/// Every place where a title can be cut, with whether the separator is strong; in order.
fn splits(title: &str) -> Vec<(&str, &str, bool)> {
    let mut cuts: Vec<(usize, usize, bool)> = Vec::new();
    // How often each was found, and where it ended.
    let mut found = [(0, 0); SEPARATORS.len()];
    for (at, _) in title.match_indices(' ') {
        let rest = &title[at..];
        // Behind most spaces a word begins.
        if rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        for (separator, (count, end)) in SEPARATORS.iter().zip(&mut found) {
            if *count < MOST_CUTS && at >= *end && rest.starts_with(separator) {
                (*count, *end) = (*count + 1, at + separator.len());
                cuts.push((at, *end, STRONG.contains(separator)));
            }
        }
    }
    if title.chars().any(super::scan::is_east_asian) {
        for (at, c) in title
            .char_indices()
            .filter(|(_, c)| CLOSE_SEPARATORS.contains(c))
            .take(24)
        {
            let end = at + c.len_utf8();
            let within_number = title[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
                && title[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
            if !within_number
                && !cuts
                    .iter()
                    .any(|(start, stop, _)| (*start..*stop).contains(&at))
            {
                cuts.push((at, end, matches!(c, '_' | '|' | '｜')));
            }
        }
    }
    cuts.sort_unstable();
    cuts.into_iter()
        .map(|(start, end, strong)| (trim(&title[..start]), trim(&title[end..]), strong))
        .filter(|(left, right, _)| !left.is_empty() && !right.is_empty())
        .collect()
}

fn trim(side: &str) -> &str {
    side.trim_matches(|c: char| c.is_whitespace() || CLOSE_SEPARATORS.contains(&c))
}

/// Whether a text is one of the site's names.
fn is_site(text: &str, known: &Known<'_>) -> bool {
    let key = squash(text);
    let length = key.chars().count();
    length >= 2
        && known.sites.iter().any(|site| {
            let site = squash(site);
            let shorter = length.min(site.chars().count());
            site == key
                || (shorter >= 4
                    && (site.starts_with(&key) || key.starts_with(&site))
                    && length <= SITE_CHARS)
        })
}

/// Whether the end of a title behind a strong separator reads as a site or section rather than as headline.
fn looks_like_site(right: &str, left: &str) -> bool {
    right.split_whitespace().count() <= SITE_WORDS
        && right.chars().count() <= SITE_CHARS
        && squash(left).chars().count() >= 4
}

/// Whether a character is drawn by the page's own font: an icon.
fn is_icon(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// A heading without the sign of a permanent link and without the name of the site behind a strong separator.
pub(super) fn clean_heading(heading: &str, known: &Known<'_>) -> String {
    let heading = heading
        .trim_end_matches(|c: char| c.is_whitespace() || LINK_SIGNS.contains(&c) || is_icon(c));
    let site = splits(heading)
        .into_iter()
        .rev()
        .find(|(_, right, strong)| *strong && is_site(right, known));
    site.map_or(heading, |(left, ..)| left).to_string()
}

/// The words of a host that can be a name of the site: `news.bbc.co.uk` gives `bbc`.
pub(super) fn host_names(host: &str) -> Vec<String> {
    const COMMON: &[&str] = &[
        "www", "com", "co", "org", "net", "gov", "edu", "ac", "m", "mobile", "blog", "news", "de",
        "uk", "cn",
    ];
    let labels: Vec<&str> = host.split('.').collect();
    let kept = labels.len().saturating_sub(1);
    let mut names: Vec<String> = labels[..kept]
        .iter()
        .filter(|label| label.len() > 2 && !COMMON.contains(label))
        .map(|label| (*label).to_string())
        .collect();
    names.push(host.trim_start_matches("www.").to_string());
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(title: &str, sites: &[&str], headings: &[&str], expected: &str) {
        let known = Known {
            sites: sites.iter().map(|site| (*site).to_string()).collect(),
            headings: headings.to_vec(),
            ..Known::default()
        };
        assert_eq!(clean(title, &known), expected, "{title}");
    }

    #[test]
    fn the_site_leaves_the_title() {
        check("A headline - The Site", &["The Site"], &[], "A headline");
        check("The Site: A headline", &[], &[], "The Site: A headline");
        check(
            "The Site | A headline of some length",
            &["The Site"],
            &[],
            "A headline of some length",
        );
        check(
            "A headline | Section | The Site",
            &["The Site"],
            &[],
            "A headline",
        );
        check(
            "A headline of some length - thesite.com",
            &["thesite.com"],
            &[],
            "A headline of some length",
        );
        check(
            "一个很长的标题_新闻频道_某某网",
            &["某某网"],
            &[],
            "一个很长的标题",
        );
        check("一个很长的标题-某某网", &["某某网"], &[], "一个很长的标题");
        check("Only a headline", &["The Site"], &[], "Only a headline");
    }

    #[test]
    fn a_heading_decides_the_side() {
        check("Left - Right", &[], &["Right"], "Right");
        check("Left - Right", &[], &["Left"], "Left");
        check(
            "Why this - and that",
            &[],
            &["Why this - and that"],
            "Why this - and that",
        );
        check(
            "One thing - another | Site",
            &[],
            &["One thing – another"],
            "One thing - another",
        );
    }

    #[test]
    fn a_line_of_the_page_ends_before_the_site() {
        let check = |title: &str, line: &str, expected: &str| {
            let known = Known {
                sites: vec!["Harbour Post".into()],
                lines: vec![line],
                ..Known::default()
            };
            assert_eq!(clean(title, &known), expected, "{title}");
        };
        check(
            "渡轮昨夜为何晚点两个小时-HBP 海港新闻",
            "渡轮昨夜为何晚点两个小时",
            "渡轮昨夜为何晚点两个小时",
        );
        check(
            "Ferry comes home late, Harbour Post",
            "Ferry comes home late",
            "Ferry comes home late",
        );
        check(
            "Harbour Post: all the news",
            "Harbour Post",
            "Harbour Post: all the news",
        );
        let title = "Ferryman: how to find one in a harbour town in winter";
        check(title, "Ferryman", title);
    }

    #[test]
    fn the_front_page_keeps_the_name_that_opens_its_title() {
        let mut known = Known {
            sites: vec!["Harbour Post".into()],
            ..Known::default()
        };
        let title = "Harbour Post - News from the quay";
        assert_eq!(clean(title, &known), "News from the quay");
        known.front = true;
        assert_eq!(clean(title, &known), title);
    }

    #[test]
    fn a_title_may_lack_its_headline() {
        assert!(lacks_headline("| Harbour Post"));
        assert!(lacks_headline(" -海港新闻"));
        assert!(!lacks_headline("Ferry | Harbour Post"));
        let known = Known::default();
        assert_eq!(clean_heading("Ferries ¶", &known), "Ferries");
    }

    #[test]
    fn hosts_give_names() {
        assert_eq!(host_names("www.example.com"), ["example", "example.com"]);
        assert_eq!(host_names("news.bbc.co.uk"), ["bbc", "news.bbc.co.uk"]);
        assert_eq!(host_names("localhost"), ["localhost"]);
    }

    proptest! {
        #[test]
        fn a_cleaned_title_is_a_part_of_the_title(title in "[ab题_|–— :-]{0,30}", site in "\\PC{0,10}") {
            let known = Known { sites: vec![site], headings: vec!["ab"], ..Known::default() };
            prop_assert!(title.contains(&clean(&title, &known)));
        }
    }
}
