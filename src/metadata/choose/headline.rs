//! Which text is the headline, and which the second headline.

use std::collections::BTreeSet;

use url::Url;

use super::{Chooser, Ranked};
use crate::metadata::markup::Candidate;
use crate::metadata::scan::squash;
use crate::metadata::site;
use crate::metadata::title::{self, Known};
use crate::metadata::{Metadata, Source, Sourced};

impl Chooser<'_> {
    pub(super) fn title(&mut self, metadata: &Metadata) -> Option<Sourced<String>> {
        let mut known = Known::default();
        known
            .sites
            .extend(metadata.site_name.iter().map(|name| name.value.clone()));
        known.sites.extend(self.structured.publisher.clone());
        known.sites.extend(self.structured.site_name.clone());
        if let Some(host) = self.context.url.and_then(Url::host_str) {
            known.sites.extend(title::host_names(host));
        }
        known.headings = self
            .context
            .page
            .blocks
            .iter()
            .filter(|block| block.is_heading() && block.chars <= 200)
            .take(200)
            .map(|block| squash(&block.text))
            .collect();
        known.sections = self
            .crumbs
            .iter()
            .map(|crumb| squash(crumb))
            .filter(|key| !known.headings.contains(key))
            .collect();
        // Chinese templates show the headline in any element; elsewhere a line is a teaser as often.
        let lines = if self.east_asian { 400 } else { 0 };
        known.lines = self
            .context
            .page
            .blocks
            .iter()
            .filter(|block| {
                !block.is_heading() && (6..=120).contains(&block.chars) && block.link_share() < 0.5
            })
            .take(lines)
            .map(|block| squash(&block.text))
            .collect();
        let head = &self.head;
        let og = head.get(&["og:title"]);
        let title_tag =
            Some(self.context.page.title.as_str()).filter(|title| !title.trim().is_empty());
        let headline = self
            .structured
            .headline
            .as_deref()
            .or(self.markup.headline.as_deref());
        let tags: Ranked<String> = [
            (headline, Source::JsonLd),
            (og, Source::OpenGraph),
            (head.get(&["twitter:title"]), Source::TwitterCard),
            (
                head.get(&[
                    "dc.title",
                    "dcterms.title",
                    "citation_title",
                    "articletitle",
                    "parsely-title",
                    "sailthru.title",
                ]),
                Source::DublinCore,
            ),
            (title_tag, Source::TitleTag),
            (head.get(&["title", "headline"]), Source::Meta),
        ]
        .into_iter()
        .filter_map(|(text, source)| text.map(|text| (title::clean(text, &known), source)))
        .filter(|(text, _)| text.chars().any(char::is_alphanumeric))
        .collect();
        // A heading that a tag names is the headline as the reader sees it.
        let h1: Vec<&Candidate> = self
            .markup
            .h1
            .iter()
            .filter(|found| found.text.chars().count() <= 300)
            .collect();
        let keys: Vec<String> = tags.iter().map(|(text, _)| squash(text)).collect();
        let raw: Vec<String> = [title_tag, og, headline]
            .into_iter()
            .flatten()
            .map(squash)
            .collect();
        let is_site = |text: &str| known.sites.iter().any(|site| squash(site) == squash(text));
        let named = h1.iter().find(|found| {
            let key = squash(&found.text);
            key.chars().count() >= 2
                && (keys.contains(&key)
                    || (key.chars().count() >= 8
                        && keys
                            .first()
                            .is_none_or(|first| 2 * key.len() >= first.len())
                        && raw.iter().any(|tag| tag.contains(&key))))
                && !is_site(&found.text)
        });
        if let Some(found) = named {
            // The heading chooses; the tag writes, where both have the same letters: headings are set in capitals and hyphenated.
            let key = squash(&found.text);
            let tag = tags.iter().find(|(text, _)| squash(text) == key);
            let (text, source) = tag
                .cloned()
                .unwrap_or_else(|| (title::clean_heading(&found.text, &known), Source::Heading));
            self.note("title", &text, source, &tags);
            return Some(Sourced::new(text, source));
        }
        let sole = match h1.iter().filter(|found| !found.aside).collect::<Vec<_>>()[..] {
            [sole] if !is_site(&sole.text) => Some(sole.text.clone()),
            _ => None,
        };
        // A sole heading that is a whole headline and speaks of the same is what the reader sees; the tags are written for
        // search engines.
        if let Some(text) = sole.as_ref().filter(|text| speaks_of(text, &tags)) {
            let text = title::clean_heading(text, &known);
            self.note("title", &text, Source::Heading, &tags);
            return Some(Sourced::new(text, Source::Heading));
        }
        if sole.is_none() && self.names_only_the_site(title_tag, &tags) {
            return None;
        }
        let (text, source) = tags
            .first()
            .cloned()
            .or_else(|| sole.map(|text| (text, Source::Heading)))?;
        self.note("title", &text, source, &tags);
        Some(Sourced::new(text, source))
    }

    /// Whether the only title is the `<title>`, and that holds the site and its sections, not the headline: old Chinese
    /// templates have one title for all pages of a section.
    fn names_only_the_site(&self, title_tag: Option<&str>, tags: &Ranked<String>) -> bool {
        let no_heading = self.markup.h1.is_empty();
        let Some(title) = title_tag.filter(|_| self.east_asian && no_heading && tags.len() <= 1)
        else {
            return false;
        };
        let parts = title::segments(title);
        let is_place = |part: &str| {
            site::ends_as_site(part)
                || self
                    .crumbs
                    .iter()
                    .any(|crumb| squash(crumb) == squash(part))
        };
        let last = self.crumbs.last().map(|crumb| squash(crumb));
        !parts.is_empty()
            && parts.iter().all(|part| is_place(part))
            && parts.iter().any(|part| site::ends_as_site(part))
            && parts.first().map(|part| squash(part)) != last
    }
}

/// Words of a heading that can be a headline; shorter ones name sections and sites, longer ones hold a standfirst.
const HEADLINE_WORDS: std::ops::RangeInclusive<usize> = 6..=14;

/// Whether a heading is a headline about what the tags say: a third of its words are theirs. Of the sole headings that differ
/// from the tags this holds for two in three that are right, and for half of those that are wrong (wcxb, November 2026).
fn speaks_of(heading: &str, tags: &Ranked<String>) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        text.split_whitespace()
            .map(squash)
            .filter(|word| !word.is_empty())
            .collect()
    };
    let of_heading = words(heading);
    let of_tags: BTreeSet<String> = tags.iter().flat_map(|(text, _)| words(text)).collect();
    let shared = of_heading.intersection(&of_tags).count();
    HEADLINE_WORDS.contains(&of_heading.len())
        && 3 * shared >= of_heading.len()
        && !of_tags.is_empty()
}
