//! Which text is the headline, and which the second headline.

use url::Url;

use super::heading::{self, AddressWords};
use super::{Chooser, Ranked};
use crate::metadata::markup::Candidate;
use crate::metadata::scan::{has_squashed, squash};
use crate::metadata::site;
use crate::metadata::title::{self, Known};
use crate::metadata::{Metadata, Source, Sourced};
use crate::terms::bylines;

/// Tokens of a paragraph of prose.
const PROSE: u32 = 60;

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
        known.front = self.is_front_page();
        known.headings = self
            .context
            .page
            .blocks
            .iter()
            .filter(|block| block.is_heading() && block.chars <= 200)
            .take(200)
            .map(|block| block.text.as_str())
            .collect();
        known.sections = self
            .crumbs
            .iter()
            .map(|crumb| squash(crumb))
            .filter(|key| !has_squashed(&known.headings, key))
            .collect();
        // Chinese templates show the headline in any element; elsewhere a line is a teaser as often. Flattened text has no tags to
        // compare.
        let is_compared = self.east_asian && self.context.dom.is_some();
        let lines = if is_compared { 400 } else { 0 };
        known.lines = self
            .context
            .page
            .blocks
            .iter()
            .filter(|block| {
                !block.is_heading() && (6..=120).contains(&block.chars) && block.link_share() < 0.5
            })
            .take(lines)
            .map(|block| block.text.as_str())
            .collect();
        let head = &self.head;
        let og = head.get(&["og:title"]);
        let has_heading = self.markup.h1.iter().any(|found| !found.aside);
        let title_tag = Some(self.context.page.title.as_str())
            .filter(|title| !title.trim().is_empty())
            .filter(|title| !(has_heading && title::lacks_headline(title)));
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
                    || (!known.front
                        && key.chars().count() >= 8
                        && keys
                            .first()
                            .is_none_or(|first| 2 * key.len() >= first.len())
                        && raw.iter().any(|tag| tag.contains(&key))))
                && !is_site(&found.text)
        });
        if let Some(found) = named {
            let (text, source) = written(&found.text, &tags, &known);
            self.note("title", &text, source, &tags);
            return Some(Sourced::new(text, source));
        }
        let mut shown: Vec<&str> = h1
            .iter()
            .filter(|found| !found.aside && !is_site(&found.text))
            .map(|found| found.text.as_str())
            .filter(|text| text.chars().any(char::is_alphanumeric))
            .collect();
        // One for narrow screens, the same for wide ones.
        shown.dedup();
        let sole = match shown[..] {
            [sole] => Some(sole.to_string()),
            _ => None,
        };
        // The heading is what the reader sees; the tags are written for search engines.
        let address = AddressWords::of(self.context.url);
        let of_address = || address.choose(&shown, tags.first().map_or("", |(tag, _)| tag));
        let chosen = match &sole {
            Some(sole) if heading::is_headline(sole, &tags, &address) => Some(sole.as_str()),
            Some(_) => None,
            None => of_address(),
        };
        if let Some(text) = chosen {
            let (text, source) = match heading::without_kicker(text, &tags) {
                Some(tag) => written(tag, &tags, &known),
                None => (title::clean_heading(text, &known), Source::Heading),
            };
            self.note("title", &text, source, &tags);
            return Some(Sourced::new(text, source));
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

    /// Whether there is a paragraph of prose on the page.
    fn has_prose(&self) -> bool {
        let mut blocks = self.context.page.blocks.iter();
        blocks.any(|block| block.tokens >= PROSE && block.ends_sentence && block.link_share() < 0.5)
    }

    /// Whether the address is that of the site itself.
    fn is_front_page(&self) -> bool {
        self.context
            .url
            .is_some_and(|url| url.path().trim_matches('/').is_empty() && url.query().is_none())
    }

    /// Whether the only title is the `<title>`, and that holds the site and its sections, not the headline: old Chinese
    /// templates have one title for all pages of a section.
    fn names_only_the_site(&self, title_tag: Option<&str>, tags: &Ranked<String>) -> bool {
        let no_heading = self.markup.h1.is_empty();
        let Some(title) = title_tag.filter(|_| self.east_asian && no_heading && tags.len() <= 1)
        else {
            return false;
        };
        if bylines::WELCOME.iter().any(|word| title.contains(word)) {
            return true;
        }
        let parts = title::segments(title);
        let is_place = |part: &str| {
            site::ends_as_site(part)
                || self
                    .crumbs
                    .iter()
                    .any(|crumb| squash(crumb) == squash(part))
        };
        // 首页 > 新闻动态 leads to the section, whatever the text in it; of a list of texts it is the headline.
        let last = self
            .crumbs
            .last()
            .filter(|last| !(self.has_prose() && site::ends_as_section(last)))
            .map(|crumb| squash(crumb));
        !parts.is_empty()
            && parts.iter().all(|part| is_place(part))
            && parts.iter().any(|part| site::ends_as_site(part))
            && parts.first().map(|part| squash(part)) != last
    }
}

/// A headline that a heading chooses: in the writing of the heading, or of a tag of the same letters where that is better.
fn written(heading: &str, tags: &Ranked<String>, known: &Known<'_>) -> (String, Source) {
    let text = title::clean_heading(heading, known);
    let key = squash(&text);
    let same = tags.iter().find(|(tag, _)| squash(tag) == key);
    match same {
        Some((tag, source)) if *tag == text || !heading::writes_better(&text, tag) => {
            (tag.clone(), *source)
        }
        _ => (text, Source::Heading),
    }
}
