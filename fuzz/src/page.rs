//! The law that an article is made of its page: what a page shows is found out here a second time, in the plainest way, and
//! the letters of the article must be found in it in the order of the page, none of them twice.

use dehusk::{BodyBlock, RichText, Style};
use html5ever::driver::ParseOpts;
use html5ever::ns;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use scraper::{ElementRef, Html, HtmlTreeSink, Node};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Elements whose text nobody sees; in a formula these names mean nothing, and browsers show the text. Formulas in `script` are
/// another matter; see [`is_formula`].
const UNSEEN: [&str; 8] = [
    "script", "style", "template", "title", "iframe", "noframes", "svg", "rt",
];

/// Letters and digits in decomposed form, without marks: what no normalisation of white space, of invisible characters and of
/// composition can change.
pub(crate) fn letters(text: &str) -> String {
    text.nfd()
        .filter(|&c| c.is_alphanumeric() && !is_combining_mark(c))
        .collect()
}

/// The letters that a page shows, in document order.
pub(crate) fn letters_of_html(html: &str) -> String {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let sink = HtmlTreeSink::new(Html::new_document());
    let page = html5ever::driver::parse_document(sink, options).one(html);
    let mut shown = String::new();
    let mut next = page.tree.root().first_child();
    while let Some(node) = next {
        let mut descend = true;
        match node.value() {
            Node::Text(text) => shown.push_str(text),
            Node::Element(element) => {
                // A formula is given by its text or by this attribute.
                if element.name() == "math" {
                    shown.push_str(element.attr("alttext").unwrap_or_default());
                }
                let unseen = UNSEEN.contains(&element.name()) && element.name.ns != ns!(mathml);
                descend = !unseen || ElementRef::wrap(node).is_some_and(is_formula);
            }
            _ => descend = false,
        }
        next = node.first_child().filter(|_| descend).or_else(|| {
            std::iter::successors(Some(node), |node| node.parent())
                .find_map(|node| node.next_sibling())
        });
    }
    letters(&shown)
}

/// Whether the page says itself that a reader sees it otherwise than it stands: late parts that a script puts into their places,
/// shadow roots, and elements that the end of a `noscript` ends because no browser reads them.
pub(crate) fn is_rearranged(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    let late = ["$rc(", "$rs(", "$rr(", "shadowrootmode"];
    if late.iter().any(|mark| html.contains(mark)) {
        return true;
    }
    let Some(start) = html.find("<noscript") else {
        return false;
    };
    let mut pieces: Vec<&str> = html[start..].split("</noscript").collect();
    pieces.pop();
    let raw = [
        "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes",
    ];
    let stays_open = |piece: &str, name: &str| {
        let last = |mark: &str| piece.rfind(&format!("{mark}{name}"));
        last("<") > last("</")
    };
    pieces
        .iter()
        .any(|piece| raw.iter().any(|name| stays_open(piece, name)))
}

fn is_formula(element: ElementRef<'_>) -> bool {
    element
        .attr("type")
        .is_some_and(|kind| kind.contains("math"))
}

/// Holds the parts of an article to what its page shows: each is there in the order of the page, and they share nothing.
pub(crate) fn check_part(shown: &str, parts: &[&[BodyBlock]]) {
    let parts: Vec<String> = parts
        .iter()
        .map(|blocks| letters(&text_of(blocks)))
        .collect();
    for part in &parts {
        let mut rest = shown.chars();
        if let Some(at) = part
            .char_indices()
            .find(|&(_, c)| !rest.any(|shown| shown == c))
        {
            panic!(
                "not in the page, or not in this order: {:?}",
                part[at.0..].chars().take(40).collect::<String>()
            );
        }
    }
    let count: usize = parts.iter().map(|part| part.chars().count()).sum();
    assert!(
        count <= shown.chars().count(),
        "the parts of the article together are longer than the page"
    );
}

/// Adds a text without the formulas in it.
fn push_prose(out: &mut String, rich: &RichText) {
    let mut from = 0;
    for span in &rich.spans {
        if span.style == Style::Formula && span.start >= from {
            out.push_str(&rich.text[from..span.start]);
            from = span.end;
        }
    }
    out.push_str(&rich.text[from..]);
}

fn text_of(blocks: &[BodyBlock]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            BodyBlock::Code { text, .. } => out.push_str(text),
            // Formulas are written anew, as LaTeX.
            BodyBlock::Formula { .. } => {}
            block => {
                for rich in super::rich_texts(block) {
                    push_prose(&mut out, rich);
                }
            }
        }
    }
    out
}
