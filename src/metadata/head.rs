//! The head of a page: its `<meta>`, `<link>` and `<title>` elements and the root's `lang`, as they stand, plus how addresses
//! in it are resolved. It knows no field of the metadata; which tag means what is said where the field is chosen.

use url::Url;

use super::scan::fold_spaces;
use crate::dom::{Dom, NodeId};

/// Tags that are read. Pages have a few dozen; a page of a million would cost as many string copies.
const TAGS: usize = 2_000;
/// Bytes of one value that are kept; descriptions are below a few hundred.
const VALUE_BYTES: usize = 20_000;

/// What the head says.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// `name`, `property`, `itemprop` or `http-equiv` in lower case, and which content.
    metas: Vec<(String, usize)>,
    contents: Vec<String>,
    /// `rel` in lower case, and the address as given.
    links: Vec<(String, String)>,
    /// Language of the root element.
    pub lang: Option<String>,
    /// What relative addresses are relative to.
    base: Option<Url>,
}

impl Head {
    /// Reads the head, and such tags as have slipped into the body.
    pub(super) fn read(dom: &Dom, url: Option<&Url>) -> Head {
        let mut head = Head {
            base: url.cloned(),
            ..Head::default()
        };
        let mut base_seen = false;
        for element in dom.head() {
            match element.name() {
                "html" => {
                    head.lang = head.lang.take().or_else(|| {
                        let lang = element.attr("lang").or_else(|| element.attr("xml:lang"))?;
                        Some(lang.trim().to_string())
                    })
                }
                "meta" if head.metas.len() < TAGS => head.meta(element),
                "link" if head.links.len() < TAGS => {
                    if let (Some(rel), Some(href)) = (element.attr("rel"), element.attr("href")) {
                        for rel in rel.split_ascii_whitespace() {
                            head.links
                                .push((rel.to_ascii_lowercase(), href.trim().to_string()));
                        }
                    }
                }
                "base" if !base_seen => {
                    if let Some(base) = element.attr("href").and_then(|href| head.resolve(href)) {
                        head.base = Url::parse(&base).ok();
                        base_seen = true;
                    }
                }
                _ => {}
            }
        }
        head
    }

    fn meta(&mut self, element: crate::dom::Element<'_>) {
        let Some(content) = element.attr("content").or_else(|| element.attr("value")) else {
            return;
        };
        let content = plain(&content[..content.floor_char_boundary(VALUE_BYTES)]);
        if content.is_empty() {
            return;
        }
        let keys = ["property", "name", "itemprop", "http-equiv"];
        let known = self.metas.len();
        for key in keys.iter().filter_map(|key| element.attr(key)) {
            for key in key.split_ascii_whitespace() {
                self.metas
                    .push((key.to_ascii_lowercase(), self.contents.len()));
            }
        }
        if self.metas.len() > known {
            self.contents.push(content);
        }
    }

    /// The first value of the first of `keys` that has one.
    pub(super) fn get(&self, keys: &[&str]) -> Option<&str> {
        let first = |key: &&str| self.metas.iter().find(|(name, _)| name == key);
        let &(_, content) = keys.iter().find_map(first)?;
        Some(&self.contents[content])
    }

    /// Every value of a key.
    pub(super) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.metas
            .iter()
            .filter(move |(name, _)| name == key)
            .map(|&(_, content)| self.contents[content].as_str())
    }

    /// The address of the first link of this kind, resolved.
    pub(super) fn link(&self, rel: &str) -> Option<String> {
        self.links
            .iter()
            .filter(|(name, _)| name == rel)
            .find_map(|(_, href)| self.resolve(href))
    }

    /// An address made absolute where that is possible. Scripts, data and empty addresses give nothing.
    pub(super) fn resolve(&self, address: &str) -> Option<String> {
        let address = address.trim();
        if address.is_empty() || address.starts_with('#') {
            return None;
        }
        match (Url::parse(address), &self.base) {
            (Ok(url), _) => matches!(url.scheme(), "http" | "https").then(|| url.to_string()),
            (Err(_), Some(base)) => {
                let url = base.join(address).ok()?;
                matches!(url.scheme(), "http" | "https").then(|| url.to_string())
            }
            (Err(_), None) => {
                let scheme = address.split(['/', '?', '#']).next().unwrap_or("");
                (!scheme.contains(':') && !address.contains(char::is_whitespace))
                    .then(|| address.to_string())
            }
        }
    }
}

/// The text of a value that may hold references or tags, white space folded. Values are often escaped twice.
pub(super) fn plain(value: &str) -> String {
    if memchr::memchr2(b'&', b'<', value.as_bytes()).is_none() {
        return fold_spaces(value);
    }
    let dom = Dom::parse(value, &crate::settings::Limits::default());
    let text = fold_spaces(&dom.text_content(NodeId::ROOT));
    if text.is_empty() {
        fold_spaces(value)
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    fn head(html: &str) -> Head {
        let url = Url::parse("https://example.org/a/b.html").unwrap();
        Head::read(&Dom::parse(html, &Limits::default()), Some(&url))
    }

    #[test]
    fn tags_are_found_by_name_in_order_of_the_keys() {
        let head = head(
            "<html lang=en-GB><meta name=Author content='  Jane\n Doe '><meta property='og:title' content='A &amp;amp; B'><meta name=author content=Two>",
        );
        assert_eq!(head.get(&["x", "author"]), Some("Jane Doe"));
        assert_eq!(head.all("author").count(), 2);
        assert_eq!(head.get(&["og:title"]), Some("A & B"));
        assert_eq!(head.lang.as_deref(), Some("en-GB"));
    }

    #[test]
    fn addresses_are_resolved_and_scripts_dropped() {
        let head = head("<base href='/c/'><link rel='canonical shortlink' href='d?e'>");
        assert_eq!(
            head.link("canonical").as_deref(),
            Some("https://example.org/c/d?e")
        );
        assert_eq!(
            head.link("shortlink").as_deref(),
            Some("https://example.org/c/d?e")
        );
        let check = |address: &str| assert_eq!(head.resolve(address), None, "{address}");
        check("javascript:alert(1)");
        check("data:image/png;base64,AAAA");
        check("mailto:a@b.c");
        check("");
        let none = Head::default();
        assert_eq!(none.resolve("javascript:x"), None);
        assert_eq!(none.resolve("/img/a.png").as_deref(), Some("/img/a.png"));
    }
}
