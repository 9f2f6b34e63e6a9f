//! The name of the site where no tag gives it. Takes the parts of the `<title>` and what the page says of itself elsewhere:
//! logo, links home, path, copyright line, host. A part that another place repeats is the name; so is an end behind the headline.

use std::cell::LazyCell;

use super::scan::{has_squashed, squash};
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

/// What a page says of the site.
#[derive(Debug, Default)]
pub(super) struct Evidence<'a> {
    /// Texts of logos and of links to the front page, the first place of the path.
    pub plain: Vec<&'a str>,
    /// Texts in which the name may stand among others: alternative texts of images, copyright lines.
    pub weak: Vec<&'a str>,
    /// Headings of the page.
    pub headings: Vec<&'a str>,
    /// The headline as other tags give it.
    pub headlines: Vec<&'a str>,
    /// Places of the path behind the first.
    pub sections: Vec<&'a str>,
}

impl Evidence<'_> {
    fn is_plain(&self, key: &str) -> bool {
        has_squashed(&self.plain, key)
    }

    /// Whether a heading or another tag is the same. A heading that is the name of the site is none.
    fn is_headline(&self, key: &str) -> bool {
        has_squashed(&self.headlines, key)
            || has_squashed(&self.headings, key) && !self.is_plain(key)
    }
}

/// The name of the site within the text of `<title>`; what the page says beside it is asked for where there is one of several parts.
pub(super) fn in_title<'a>(
    title: &str,
    host: Option<&str>,
    evidence: impl FnOnce() -> Evidence<'a>,
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
    let weak = LazyCell::new(|| -> Vec<String> {
        let texts = evidence.weak.iter();
        texts.map(|text| squash(text)).collect()
    });
    let last = parts.len() - 1;
    let named = (0..=last).rev().filter(|&i| fits(parts[i])).find(|&i| {
        let key = squash(parts[i]);
        if key.is_empty() {
            return false;
        }
        let plain = evidence.is_plain(&key) || of_host(&key);
        match i {
            // The headline stands first as a rule, and lead images repeat it.
            0 => plain && !evidence.is_headline(&key),
            _ => plain || weak.iter().any(|text| text.contains(&key)),
        }
    });
    if let Some(i) = named {
        return Some(parts[i].to_string());
    }
    let end = parts[last];
    let key = squash(end);
    let behind_headline = parts[..last]
        .iter()
        .map(|part| squash(part))
        .any(|key| key.chars().count() >= OF_HOST && evidence.is_headline(&key));
    let is_name =
        fits(end) && !has_squashed(&evidence.sections, &key) && !evidence.is_headline(&key);
    (behind_headline && is_name).then(|| end.to_string())
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
        let evidence = Evidence {
            plain: plain.to_vec(),
            headings: headings.to_vec(),
            headlines: Vec::new(),
            weak: vec!["© 2024 慢火炖字 版权所有"],
            sections: vec!["旧家具"],
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
