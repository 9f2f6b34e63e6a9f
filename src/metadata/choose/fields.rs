//! The fields that tags of the head decide: site, language, description, keywords, path, image, addresses, types.

use std::collections::HashSet;

use url::Url;

use super::{Chooser, Ranked};
use crate::metadata::scan::{fold_spaces, squash};
use crate::metadata::site;
use crate::metadata::{Metadata, Source, Sourced};
use crate::terms::bylines as terms;

/// Blocks at the end of a page among which its copyright line is.
const COPYRIGHT_BLOCKS: usize = 60;
/// Characters of the longest copyright line.
const COPYRIGHT: u32 = 300;
/// Characters of the longest name of a site; what is longer is a slogan.
const SITE_NAME: usize = 80;

impl Chooser<'_> {
    /// What tags of the head say under the first of several names.
    pub(super) fn tagged(&self, keys: &[&str], source: Source) -> Option<(String, Source)> {
        self.head.get(keys).map(|text| (text.to_string(), source))
    }

    pub(super) fn site_name(&mut self) -> Option<Sourced<String>> {
        let structured = |name: &Option<String>| name.clone().map(|name| (name, Source::JsonLd));
        let named: Ranked<String> = [
            self.tagged(&["og:site_name"], Source::OpenGraph),
            structured(&self.structured.site_name),
            structured(&self.structured.publisher),
            self.tagged(
                &[
                    "sitename",
                    "site_name",
                    "site-name",
                    "application-name",
                    "apple-mobile-web-app-title",
                    "twitter:app:name:iphone",
                ],
                Source::Meta,
            ),
        ]
        .into_iter()
        .flatten()
        .filter(|(name, _)| name.chars().count() <= SITE_NAME)
        .collect();
        self.first("site_name", &named).or_else(|| {
            let host = self.context.url.and_then(Url::host_str);
            site::in_title(&self.context.page.title, host, || self.site_evidence())
                .map(|name| Sourced::new(name, Source::TitleTag))
        })
    }

    /// What the page says of its site beside the title.
    fn site_evidence(&self) -> site::Evidence<'_> {
        let first_place = self.crumbs.iter().take(1);
        let plain = self.markup.home.iter().chain(first_place);
        let images = self.markup.images.iter().map(String::as_str);
        let blocks = self.context.page.blocks.iter();
        let headings = blocks
            .filter(|block| block.is_heading() && block.chars <= 200)
            .take(60)
            .map(|block| block.text.as_str());
        let headlines = [
            self.head.get(&["og:title"]),
            self.structured.headline.as_deref(),
        ];
        site::Evidence {
            plain: plain.map(String::as_str).collect(),
            weak: images.chain(self.copyright_lines()).collect(),
            headings: headings.collect(),
            headlines: headlines.into_iter().flatten().collect(),
            sections: self.crumbs.iter().skip(1).map(String::as_str).collect(),
        }
    }

    /// Lines of the foot that say whose the page is.
    pub(super) fn copyright_lines(&self) -> impl Iterator<Item = &str> {
        let foot = self.context.page.blocks.iter().rev().take(COPYRIGHT_BLOCKS);
        foot.filter(|block| {
            block.chars <= COPYRIGHT
                && !block.text.is_ascii()
                && (block.text.contains(['©', '®'])
                    || block.east_asian > 0
                        && (block.text.contains("版权所有") || block.text.contains("版權所有")))
        })
        .map(|block| &*block.text)
    }

    pub(super) fn language(&mut self) -> Option<Sourced<String>> {
        let tag = |value: &str| {
            let value = value
                .trim()
                .split([',', ' ', ';'])
                .next()
                .unwrap_or_default()
                .replace('_', "-");
            let ok = (2..=12).contains(&value.len())
                && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && value
                    .split('-')
                    .next()
                    .is_some_and(|first| (2..=3).contains(&first.len()));
            ok.then_some(value)
        };
        let attribute = self.head.lang.as_deref().and_then(tag);
        let tags = self.head.get(&[
            "content-language",
            "language",
            "dc.language",
            "dcterms.language",
            "og:locale",
        ]);
        let ranked: Ranked<String> = [
            attribute.map(|lang| (lang, Source::LangAttribute)),
            tags.and_then(tag).map(|lang| (lang, Source::Meta)),
        ]
        .into_iter()
        .flatten()
        .collect();
        self.first("language", &ranked)
    }

    pub(super) fn description(&mut self) -> Option<Sourced<String>> {
        let mut tags = [
            self.tagged(&["og:description"], Source::OpenGraph),
            self.tagged(&["description"], Source::Meta),
        ];
        // Of two descriptions one may be the start of the text, cut at some length.
        let is_cut = |text: &str| text.ends_with('…') || text.ends_with("...");
        tags.sort_by_key(|tag| tag.as_ref().is_some_and(|(text, _)| is_cut(text)));
        let structured = self.structured.description.clone();
        let ranked: Ranked<String> = tags
            .into_iter()
            .chain([
                structured.map(|text| (text, Source::JsonLd)),
                self.tagged(&["twitter:description"], Source::TwitterCard),
                self.tagged(
                    &[
                        "dc.description",
                        "dcterms.abstract",
                        "dc.description.abstract",
                    ],
                    Source::DublinCore,
                ),
            ])
            .flatten()
            .collect();
        self.first("description", &ranked)
    }

    pub(super) fn keywords(&self) -> Vec<Sourced<String>> {
        let mut words: Vec<Sourced<String>> = Vec::new();
        let mut known = HashSet::new();
        let mut add = |word: &str, source| {
            let word = fold_spaces(word);
            let ok = word.chars().any(char::is_alphanumeric) && word.chars().count() <= 80;
            if ok && words.len() < 100 && known.insert(word.to_lowercase()) {
                words.push(Sourced::new(word, source));
            }
        };
        for word in &self.structured.keywords {
            add(word, Source::JsonLd);
        }
        for word in self.head.all("article:tag") {
            add(word, Source::OpenGraph);
        }
        for key in [
            "keywords",
            "news_keywords",
            "citation_keywords",
            "parsely-tags",
            "sailthru.tags",
        ] {
            for list in self.head.all(key) {
                let cuts: &[char] = if list.contains([',', '，', ';', '；', '、', '|']) {
                    &[',', '，', ';', '；', '、', '|']
                } else if self.east_asian {
                    &[' ']
                } else {
                    &[',']
                };
                for word in list.split(cuts) {
                    add(word, Source::Meta);
                }
            }
        }
        if words.is_empty() {
            for tag in &self.markup.tags {
                let known = words.iter().any(|word| word.value == *tag);
                if !known && !tag.is_empty() && tag.chars().count() <= 80 {
                    words.push(Sourced::new(tag.clone(), Source::Link));
                }
            }
        }
        words
    }

    pub(super) fn breadcrumbs(&self, metadata: &Metadata) -> Vec<Sourced<String>> {
        let (mut crumbs, source) = if !self.structured.breadcrumbs.is_empty() {
            (self.structured.breadcrumbs.clone(), Source::JsonLd)
        } else if !self.visible.crumbs.is_empty() {
            (self.visible.crumbs.clone(), Source::VisibleLine)
        } else {
            (self.markup.crumbs.clone(), Source::Markup)
        };
        // The last place is often the page itself.
        let title = metadata
            .title
            .as_ref()
            .map(|title| squash(&title.value))
            .unwrap_or_default();
        while crumbs.last().is_some_and(|last| {
            terms::THIS_PAGE.contains(&last.to_lowercase().as_str()) || squash(last) == title
        }) {
            crumbs.pop();
        }
        crumbs.retain(|crumb| !terms::NO_PLACE.contains(&crumb.to_lowercase().as_str()));
        crumbs
            .into_iter()
            .map(|crumb| Sourced::new(crumb, source))
            .collect()
    }

    pub(super) fn image(&mut self) -> Option<Sourced<String>> {
        let from = |keys: &[&str], source| {
            let address = keys.iter().find_map(|key| {
                self.head
                    .all(key)
                    .find_map(|value| self.head.resolve(value))
            })?;
            Some((address, source))
        };
        let structured = self.structured.image.as_deref();
        let ranked: Ranked<String> = [
            from(
                &["og:image:secure_url", "og:image", "og:image:url"],
                Source::OpenGraph,
            ),
            structured
                .and_then(|address| self.head.resolve(address))
                .map(|address| (address, Source::JsonLd)),
            from(&["twitter:image", "twitter:image:src"], Source::TwitterCard),
            from(
                &[
                    "image",
                    "thumbnail",
                    "sailthru.image.full",
                    "parsely-image-url",
                ],
                Source::Meta,
            ),
            self.head
                .link("image_src")
                .map(|address| (address, Source::Link)),
        ]
        .into_iter()
        .flatten()
        .collect();
        self.first("image", &ranked)
    }

    pub(super) fn canonical(&mut self) -> Option<Sourced<String>> {
        let og = self.head.get(&["og:url"]);
        let ranked: Ranked<String> = [
            self.head
                .link("canonical")
                .map(|address| (address, Source::Link)),
            og.and_then(|address| self.head.resolve(address))
                .map(|address| (address, Source::OpenGraph)),
        ]
        .into_iter()
        .flatten()
        .collect();
        self.first("canonical", &ranked)
    }

    pub(super) fn license(&self) -> Option<Sourced<String>> {
        let link = self
            .head
            .link("license")
            .map(|address| Sourced::new(address, Source::Link));
        link.or_else(|| {
            self.structured
                .license
                .clone()
                .map(|license| Sourced::new(license, Source::JsonLd))
        })
        .or_else(|| {
            let address = self.head.resolve(self.markup.license.as_deref()?)?;
            Some(Sourced::new(address, Source::Link))
        })
        .or_else(|| {
            let license =
                self.head
                    .get(&["dc.rights", "dcterms.license", "license", "dc.license"])?;
            Some(Sourced::new(license.to_string(), Source::DublinCore))
        })
    }

    pub(super) fn types(&self) -> Vec<String> {
        let mut types: Vec<String> = Vec::new();
        let og = self.head.all("og:type").map(str::to_string);
        for kind in self
            .structured
            .types
            .iter()
            .cloned()
            .chain(og)
            .chain(self.markup.types.iter().cloned())
        {
            if types.len() < 40 && !types.contains(&kind) {
                types.push(kind);
            }
        }
        types
    }
}
