//! The head of a page: its `<meta>`, `<link>` and `<title>` elements and the root's `lang`, as they stand, plus how addresses
//! in it are resolved. It knows no field of the metadata; which tag means what is said where the field is chosen.

use std::cell::OnceCell;

use url::Url;

use super::scan::fold_spaces;
use crate::dom::{Dom, NodeId};

/// Tags that are read. Pages have a few dozen; a page of a million would cost as many string copies.
const TAGS: usize = 2_000;
/// Bytes of one value that are kept; descriptions are below a few hundred.
const VALUE_BYTES: usize = 20_000;

/// What the head says. Most of it nobody asks for.
#[derive(Debug, Default)]
pub(super) struct Head<'a> {
    /// `name`, `property`, `itemprop` or `http-equiv`, and which content.
    metas: Vec<(&'a str, usize)>,
    contents: Vec<Content<'a>>,
    /// A bit for each name, so that one that is not there, as most that are asked for, is found out at once.
    names: u64,
    /// `rel`, and the address as given.
    links: Vec<(&'a str, &'a str)>,
    /// Language of the root element.
    pub lang: Option<String>,
    /// What relative addresses are relative to.
    base: Option<Url>,
}

/// The value of a tag.
#[derive(Debug)]
struct Content<'a> {
    given: &'a str,
    plain: OnceCell<String>,
}

impl<'a> Head<'a> {
    /// Reads the head, and such tags as have slipped into the body.
    pub(super) fn read(dom: &'a Dom, url: Option<&Url>) -> Head<'a> {
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
                            head.links.push((rel, href.trim()));
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

    fn meta(&mut self, element: crate::dom::Element<'a>) {
        let Some(given) = element.attr("content").or_else(|| element.attr("value")) else {
            return;
        };
        let given = given[..given.floor_char_boundary(VALUE_BYTES)].trim();
        if given.is_empty() {
            return;
        }
        let keys = ["property", "name", "itemprop", "http-equiv"];
        let known = self.metas.len();
        for key in keys.iter().filter_map(|key| element.attr(key)) {
            for key in key.split_ascii_whitespace() {
                self.names |= bit(key);
                self.metas.push((key, self.contents.len()));
            }
        }
        if self.metas.len() > known {
            let plain = OnceCell::new();
            self.contents.push(Content { given, plain });
        }
    }

    /// The first value of the first of `keys` that has one; keys are in lower case.
    pub(super) fn get(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.all(key).next())
    }

    /// Every value of a key.
    pub(super) fn all<'s>(&'s self, key: &str) -> impl Iterator<Item = &'s str> {
        let metas = match self.names & bit(key) {
            0 => &[][..],
            _ => &self.metas,
        };
        metas
            .iter()
            .filter(move |(name, _)| name.eq_ignore_ascii_case(key))
            .map(|&(_, content)| &self.contents[content])
            .map(|content| &**content.plain.get_or_init(|| plain(content.given)))
    }

    /// The address of the first link of this kind, resolved.
    pub(super) fn link(&self, rel: &str) -> Option<String> {
        self.links
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case(rel))
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

/// The bit of a name in any case; some names share one.
fn bit(name: &str) -> u64 {
    let last = name.bytes().next_back().unwrap_or_default();
    1 << ((usize::from(last.to_ascii_lowercase()) * 7 + name.len()) % 64)
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

    fn head(dom: &Dom) -> Head<'_> {
        let url = Url::parse("https://example.org/a/b.html").unwrap();
        Head::read(dom, Some(&url))
    }

    fn dom(html: &str) -> Dom {
        Dom::parse(html, &Limits::default())
    }

    #[test]
    fn tags_are_found_by_name_in_order_of_the_keys() {
        let dom = dom(
            "<html lang=en-GB><meta name=Author content='  Jane\n Doe '><meta property='og:title' content='A &amp;amp; B'><meta name=author content=Two>",
        );
        let head = head(&dom);
        assert_eq!(head.get(&["x", "author"]), Some("Jane Doe"));
        assert_eq!(head.all("author").count(), 2);
        assert_eq!(head.get(&["og:title"]), Some("A & B"));
        assert_eq!(head.lang.as_deref(), Some("en-GB"));
    }

    #[test]
    fn addresses_are_resolved_and_scripts_dropped() {
        let dom = dom("<base href='/c/'><link rel='canonical shortlink' href='d?e'>");
        let head = head(&dom);
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
