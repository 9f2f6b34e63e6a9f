//! What elements are to those who read and build the tree, by their names.

use html5ever::{LocalName, local_name};

/// What an element of HTML is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kind(u8);

impl Kind {
    /// Begins and ends a block, so that white space beside its tags is not seen.
    pub(super) const BLOCK: Kind = Kind(1);
    /// Is not seen itself, as what stands in the head is not, and what it stands in.
    pub(super) const UNSEEN: Kind = Kind(1 << 1);
    /// Has no end tag.
    pub(super) const VOID: Kind = Kind(1 << 2);
    /// Formats text, as the standard lists them: the tree builder opens it again where it was left open.
    pub(super) const FORMATTING: Kind = Kind(1 << 3);
    /// Shows white space as it stands.
    pub(super) const PREFORMATTED: Kind = Kind(1 << 4);
    /// Holds text in which only its end tag is markup, so that the tokenizer reads differently behind its start tag.
    pub(super) const RAW_TEXT: Kind = Kind(1 << 5);

    /// Of a name.
    #[rustfmt::skip]
    pub(super) fn of(name: &LocalName) -> Kind {
        match *name {
            local_name!("address") | local_name!("article") | local_name!("aside") | local_name!("blockquote")
            | local_name!("caption") | local_name!("center") | local_name!("dd")
            | local_name!("details") | local_name!("div") | local_name!("dl") | local_name!("dt")
            | local_name!("fieldset") | local_name!("figcaption") | local_name!("figure") | local_name!("footer")
            | local_name!("form") | local_name!("h1") | local_name!("h2") | local_name!("h3") | local_name!("h4")
            | local_name!("h5") | local_name!("h6") | local_name!("header") | local_name!("hgroup")
            | local_name!("li") | local_name!("main") | local_name!("menu")
            | local_name!("nav") | local_name!("ol") | local_name!("p") | local_name!("section")
            | local_name!("summary") | local_name!("table") | local_name!("tbody") | local_name!("td")
            | local_name!("tfoot") | local_name!("th") | local_name!("thead") | local_name!("tr")
            | local_name!("ul") => Kind::BLOCK,
            local_name!("a") | local_name!("b") | local_name!("big") | local_name!("code") | local_name!("em")
            | local_name!("font") | local_name!("i") | local_name!("nobr") | local_name!("s")
            | local_name!("small") | local_name!("strike") | local_name!("strong") | local_name!("tt")
            | local_name!("u") => Kind::FORMATTING,
            local_name!("area") | local_name!("br") | local_name!("col") | local_name!("embed") | local_name!("img")
            | local_name!("input") | local_name!("param") | local_name!("source") | local_name!("track")
            | local_name!("wbr") => Kind::VOID,
            local_name!("iframe") | local_name!("noembed") | local_name!("noframes") | local_name!("plaintext")
            | local_name!("textarea") | local_name!("xmp") => Kind::RAW_TEXT,
            local_name!("script") | local_name!("style") | local_name!("title") => Kind::UNSEEN.or(Kind::RAW_TEXT),
            local_name!("base") | local_name!("link") | local_name!("meta") => Kind::UNSEEN.or(Kind::VOID),
            local_name!("body") | local_name!("head") | local_name!("html") | local_name!("noscript") => Kind::UNSEEN,
            local_name!("hr") => Kind::BLOCK.or(Kind::VOID),
            local_name!("listing") | local_name!("pre") => Kind::PREFORMATTED,
            _ => Kind::default(),
        }
    }

    /// Whether it is one of some kinds.
    pub(super) fn is(self, kinds: Kind) -> bool {
        self.0 & kinds.0 != 0
    }

    /// One kind or another.
    pub(super) const fn or(self, other: Kind) -> Kind {
        Kind(self.0 | other.0)
    }
}
