//! Laws of what is written: HTML holds a small set of elements and attributes, no format holds an address that runs code, and
//! what is written reads back as the same text.

use dehusk::{Article, BodyBlock};
use pulldown_cmark::{Event, Options, Parser, Tag};
use scraper::{Html, Node};

/// Elements that the documentation promises, and those that a parser puts around them.
const ELEMENTS: [&str; 33] = [
    "aside",
    "dl",
    "dt",
    "dd",
    "html",
    "head",
    "body",
    "tbody",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "li",
    "table",
    "caption",
    "tr",
    "th",
    "td",
    "blockquote",
    "pre",
    "code",
    "figure",
    "img",
    "figcaption",
    "strong",
    "em",
    "a",
    "br",
];
const ATTRIBUTES: [&str; 9] = [
    "href", "src", "alt", "class", "colspan", "rowspan", "start", "id", "value",
];

/// The HTML of an article, parsed again: nothing but the promised elements, safe addresses, the text of the article.
pub(crate) fn check_html(article: &Article) {
    let written = article.to_html();
    let parsed = Html::parse_document(&written);
    for node in parsed.tree.values() {
        match node {
            Node::Document | Node::Text(_) => {}
            Node::Element(element) => {
                assert!(
                    ELEMENTS.contains(&element.name()),
                    "<{}> is written",
                    element.name()
                );
                for (name, value) in element.attrs() {
                    assert!(ATTRIBUTES.contains(&name), "{name}= is written");
                    if matches!(name, "href" | "src") {
                        check_address(value);
                    }
                }
            }
            other => panic!("HTML holds {other:?}"),
        }
    }
    // What is played is a link with its address, where plain text has nothing.
    let plays = |block: &BodyBlock| matches!(block, BodyBlock::Media { .. });
    if article.blocks().iter().any(plays) {
        return;
    }
    let read: String = parsed.root_element().text().collect();
    assert_eq!(
        visible(&read),
        visible(&article.text()),
        "HTML and plain text say different things"
    );
}

/// The Markdown of an article, parsed again: no HTML in it, safe addresses.
pub(crate) fn check_markdown(article: &Article) {
    let written = article.to_markdown();
    let extended = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for options in [Options::empty(), extended] {
        for event in Parser::new_ext(&written, options) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => {
                    panic!("Markdown holds HTML: {html:?}");
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    check_address(&dest_url);
                }
                _ => {}
            }
        }
    }
}

/// An address as a browser would read it, relative ones included.
fn check_address(address: &str) {
    let base = url::Url::parse("https://base.example/").expect("a literal");
    if let Ok(target) = base.join(address) {
        assert!(
            matches!(target.scheme(), "http" | "https" | "mailto"),
            "an address that runs code is written: {target}"
        );
    }
}

/// Everything but white space and controls.
fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect()
}
