//! The name of the site where no tag gives it. Takes the parts of the `<title>` and what the page says of itself elsewhere:
//! logo, links home, path, copyright line, host. A part that another place repeats is the name; so is an end behind the headline.

use super::scan::squash;
use super::title::{host_names, segments};
use crate::terms::bylines as terms;

/// Characters of the longest name of a site in a title.
const LONGEST: usize = 40;
/// Words of the longest name of a site in a title.
const WORDS: usize = 6;
/// Characters of the longest name of a section.
const SECTION: usize = 6;
/// Letters of a host's label from which it is told apart in a name: "bbc" is in many words.
const OF_HOST: usize = 4;

/// What a page says of the site, squashed.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Texts of logos and of links to the front page, the first place of the path.
    pub plain: Vec<String>,
    /// Texts in which the name may stand among others: alternative texts of images, copyright lines.
    pub weak: Vec<String>,
    /// Headings of the page, and the headline as other tags give it.
    pub headings: Vec<String>,
    /// Places of the path behind the first.
    pub sections: Vec<String>,
}

/// The name of the site within the text of `<title>`; what the page says beside it is asked for where there is one of several parts.
pub(super) fn in_title(
    title: &str,
    host: Option<&str>,
    evidence: impl FnOnce() -> Evidence,
) -> Option<String> {
    let parts = segments(title);
    if parts.len() < 2 {
        return None;
    }
    let evidence = evidence();
    let fits = |part: &str| {
        let length = part.chars().count();
        (2..=LONGEST).contains(&length)
            && part.split_whitespace().count() <= WORDS
            && !is_maker(part)
            && !terms::HOME.contains(&part.to_lowercase().as_str())
    };
    let of_host = |key: &str| {
        host.is_some_and(|host| {
            host_names(host).iter().any(|name| {
                let name = squash(name);
                name == key
                    || (name.len() >= OF_HOST && key.len() >= OF_HOST && key.starts_with(&name))
                    || (key.len() >= OF_HOST && name.starts_with(key))
            })
        })
    };
    let is_headline = |key: &String| evidence.headings.contains(key);
    let last = parts.len() - 1;
    let named = (0..=last).rev().filter(|&i| fits(parts[i])).find(|&i| {
        let key = squash(parts[i]);
        if key.is_empty() {
            return false;
        }
        let plain = evidence.plain.contains(&key) || of_host(&key);
        match i {
            // The headline stands first as a rule, and lead images repeat it.
            0 => plain && !is_headline(&key),
            _ => plain || evidence.weak.iter().any(|text| text.contains(&key)),
        }
    });
    if let Some(i) = named {
        return Some(parts[i].to_string());
    }
    let end = parts[last];
    let key = squash(end);
    let behind_headline = parts[..last]
        .iter()
        .any(|part| squash(part).chars().count() >= OF_HOST && is_headline(&squash(part)));
    (behind_headline && fits(end) && !evidence.sections.contains(&key) && !is_headline(&key))
        .then(|| end.to_string())
}

/// Whether a part of a title names the software that made the page: "Powered by Discuz!".
pub(super) fn is_maker(part: &str) -> bool {
    let part = part.to_lowercase();
    terms::MAKERS.iter().any(|start| part.starts_with(start))
}

/// Whether a name is one that only sites and their sections have: 某某网, 全球資訊網.
pub(super) fn ends_as_site(name: &str) -> bool {
    terms::SITE_ENDINGS.iter().any(|end| name.ends_with(end))
}

/// Whether a name is that of a section: 新闻动态, 通知公告.
pub(super) fn ends_as_section(name: &str) -> bool {
    name.chars().count() <= SECTION && terms::SECTION_ENDINGS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, plain: &[&str], headings: &[&str], expected: Option<&str>) {
        let keys = |list: &[&str]| list.iter().map(|text| squash(text)).collect();
        let evidence = Evidence {
            plain: keys(plain),
            headings: keys(headings),
            weak: vec![squash("© 2024 慢火炖字 版权所有")],
            sections: vec![squash("旧家具")],
        };
        let found = in_title(title, Some("www.longgarden.example"), || evidence);
        assert_eq!(found.as_deref(), expected, "{title}");
    }

    #[test]
    fn the_name_is_a_part_of_the_title_that_another_place_repeats() {
        check("标题_云江网", &["云江网"], &[], Some("云江网"));
        check("标题_新闻中心_云江网", &["云江网"], &[], Some("云江网"));
        check("나래 - 標題", &["나래"], &[], Some("나래"));
        check("盐仓巷 – 慢火炖字", &[], &[], Some("慢火炖字"));
        check("A headline | Long Garden", &[], &[], Some("Long Garden"));
        check("A headline | Elsewhere", &[], &[], None);
        check("Only a headline", &["Only a headline"], &[], None);
    }

    #[test]
    fn an_end_behind_the_headline_is_the_name() {
        check(
            "A headline | Elsewhere",
            &[],
            &["A headline"],
            Some("Elsewhere"),
        );
        check("榆木八仙桌 - 旧家具", &[], &["榆木八仙桌"], None);
        check(
            "榆木八仙桌 - Powered by Discuz!",
            &[],
            &["榆木八仙桌"],
            None,
        );
    }
}
