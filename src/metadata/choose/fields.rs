//! The fields that tags of the head decide: site, language, description, keywords, path, image, addresses, types.

use super::Chooser;
use crate::metadata::scan::{fold_spaces, squash};
use crate::metadata::{Metadata, Source, Sourced};

impl Chooser<'_> {
    pub(super) fn site_name(&self) -> Option<Sourced<String>> {
        let meta = |keys: &[&str], source| {
            self.head
                .get(keys)
                .map(|name| Sourced::new(name.to_string(), source))
        };
        meta(&["og:site_name"], Source::OpenGraph)
            .or_else(|| {
                self.structured
                    .site_name
                    .clone()
                    .map(|name| Sourced::new(name, Source::JsonLd))
            })
            .or_else(|| {
                self.structured
                    .publisher
                    .clone()
                    .map(|name| Sourced::new(name, Source::JsonLd))
            })
            .or_else(|| {
                meta(
                    &[
                        "application-name",
                        "apple-mobile-web-app-title",
                        "twitter:app:name:iphone",
                    ],
                    Source::Meta,
                )
            })
            .filter(|name| name.value.chars().count() <= 80)
    }

    pub(super) fn language(&self) -> Option<Sourced<String>> {
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
        let attribute = self
            .head
            .lang
            .as_deref()
            .and_then(tag)
            .map(|lang| Sourced::new(lang, Source::LangAttribute));
        attribute.or_else(|| {
            self.head
                .get(&[
                    "content-language",
                    "language",
                    "dc.language",
                    "dcterms.language",
                    "og:locale",
                ])
                .and_then(tag)
                .map(|lang| Sourced::new(lang, Source::Meta))
        })
    }

    pub(super) fn description(&self) -> Option<Sourced<String>> {
        let meta = |keys: &[&str], source| {
            self.head
                .get(keys)
                .map(|text| Sourced::new(text.to_string(), source))
        };
        meta(&["og:description"], Source::OpenGraph)
            .or_else(|| meta(&["description"], Source::Meta))
            .or_else(|| {
                self.structured
                    .description
                    .clone()
                    .map(|text| Sourced::new(text, Source::JsonLd))
            })
            .or_else(|| meta(&["twitter:description"], Source::TwitterCard))
            .or_else(|| {
                meta(
                    &[
                        "dc.description",
                        "dcterms.abstract",
                        "dc.description.abstract",
                    ],
                    Source::DublinCore,
                )
            })
    }

    pub(super) fn keywords(&self) -> Vec<Sourced<String>> {
        let mut words: Vec<Sourced<String>> = Vec::new();
        let mut add = |word: &str, source| {
            let word = fold_spaces(word);
            let ok = word.chars().any(char::is_alphanumeric) && word.chars().count() <= 80;
            if ok
                && words.len() < 100
                && !words
                    .iter()
                    .any(|known| known.value.to_lowercase() == word.to_lowercase())
            {
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
            matches!(last.as_str(), "正文" | "内容" | "浏览文章" | "详情") || squash(last) == title
        }) {
            crumbs.pop();
        }
        crumbs
            .into_iter()
            .map(|crumb| Sourced::new(crumb, source))
            .collect()
    }

    pub(super) fn image(&self) -> Option<Sourced<String>> {
        let from = |keys: &[&str], source| {
            let address = keys.iter().find_map(|key| {
                self.head
                    .all(key)
                    .find_map(|value| self.head.resolve(value))
            })?;
            Some(Sourced::new(address, source))
        };
        from(
            &["og:image:secure_url", "og:image", "og:image:url"],
            Source::OpenGraph,
        )
        .or_else(|| {
            let address = self
                .structured
                .image
                .as_deref()
                .and_then(|address| self.head.resolve(address))?;
            Some(Sourced::new(address, Source::JsonLd))
        })
        .or_else(|| from(&["twitter:image", "twitter:image:src"], Source::TwitterCard))
        .or_else(|| {
            from(
                &[
                    "image",
                    "thumbnail",
                    "sailthru.image.full",
                    "parsely-image-url",
                ],
                Source::Meta,
            )
        })
        .or_else(|| {
            self.head
                .link("image_src")
                .map(|address| Sourced::new(address, Source::Link))
        })
    }

    pub(super) fn canonical(&self) -> Option<Sourced<String>> {
        self.head
            .link("canonical")
            .map(|address| Sourced::new(address, Source::Link))
            .or_else(|| {
                let address = self
                    .head
                    .get(&["og:url"])
                    .and_then(|address| self.head.resolve(address))?;
                Some(Sourced::new(address, Source::OpenGraph))
            })
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
