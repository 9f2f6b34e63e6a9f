//! What elements are to those who read and build the tree, by their names.

use html5ever::{LocalName, local_name};

/// What an element of HTML is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Begins and ends a block, so that words on both sides of its tags are apart.
    Block,
    /// Formats text, as the standard lists them: the tree builder opens it again where it was left open.
    Formatting,
    /// Holds text in which only its end tag is markup, so that the tokenizer reads differently behind its start tag.
    RawText,
    /// Anything else.
    Other,
}

impl Kind {
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
            | local_name!("hr") | local_name!("li") | local_name!("main") | local_name!("menu")
            | local_name!("nav") | local_name!("ol") | local_name!("p") | local_name!("section")
            | local_name!("summary") | local_name!("table") | local_name!("tbody") | local_name!("td")
            | local_name!("tfoot") | local_name!("th") | local_name!("thead") | local_name!("tr")
            | local_name!("ul") => Kind::Block,
            local_name!("a") | local_name!("b") | local_name!("big") | local_name!("code") | local_name!("em")
            | local_name!("font") | local_name!("i") | local_name!("nobr") | local_name!("s")
            | local_name!("small") | local_name!("strike") | local_name!("strong") | local_name!("tt")
            | local_name!("u") => Kind::Formatting,
            local_name!("iframe") | local_name!("noembed") | local_name!("noframes") | local_name!("plaintext")
            | local_name!("script") | local_name!("style") | local_name!("textarea") | local_name!("title")
            | local_name!("xmp") => Kind::RawText,
            _ => Kind::Other,
        }
    }
}
