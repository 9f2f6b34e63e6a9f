//! Facts of single elements, as HTML defines them: which begin a block, which are not shown, what an attribute promises.

use super::Landmarks;
use crate::article::Style;
use crate::dom::Element;

macro_rules! tags {
    ($($tag:literal)*) => {
        /// The local name of an element as a static string; names that nothing here knows become `"other"`.
        pub(super) fn tag(element: Element<'_>) -> &'static str {
            match element.name() {
                $($tag => $tag,)*
                _ => "other",
            }
        }
    };
}

tags! {
    "a" "abbr" "address" "amp-img" "annotation" "article" "aside" "audio" "b" "big" "blockquote" "body" "br" "button" "canvas" "caption"
    "center" "cite" "code" "col" "colgroup" "datalist" "dd" "del" "details" "dialog" "dir" "div" "dl" "dt" "em" "embed"
    "fieldset" "figcaption" "figure" "font" "footer" "form" "frame" "frameset" "h1" "h2" "h3" "h4" "h5" "h6" "head" "header"
    "hgroup" "hr" "html" "i" "iframe" "img" "input" "ins" "kbd" "label" "legend" "li" "link" "listing" "main" "map" "mark"
    "math" "menu" "meta" "nav" "noframes" "noscript" "object" "ol" "optgroup" "option" "p" "picture" "plaintext" "pre" "q"
    "rp" "rt" "ruby" "s" "samp" "script" "search" "section" "select" "small" "source" "span" "strike" "strong" "style" "sub"
    "summary" "sup" "svg" "table" "tbody" "td" "template" "textarea" "tfoot" "th" "thead" "time" "title" "tr" "tt" "u" "ul"
    "var" "video" "wbr" "xmp"
}

/// Elements that begin and end a block.
pub(super) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "frameset"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "noscript"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Elements without text that a reader sees. `script` is not among them: it may hold a formula.
pub(super) fn is_skipped(tag: &str) -> bool {
    matches!(
        tag,
        "head"
            | "style"
            | "template"
            | "svg"
            | "iframe"
            | "object"
            | "embed"
            | "canvas"
            | "audio"
            | "video"
            | "map"
            | "datalist"
            | "title"
            | "meta"
            | "link"
            | "input"
            | "col"
            | "colgroup"
            | "source"
            | "noframes"
            | "frame"
            | "rp"
            | "rt"
    )
}

/// What an element and its attributes promise about what it holds.
pub(super) fn landmarks(element: Element<'_>, tag: &str) -> Landmarks {
    let mut marks = match tag {
        "nav" | "menu" => Landmarks::NAV,
        "header" => Landmarks::HEADER,
        "footer" => Landmarks::FOOTER,
        "aside" => Landmarks::ASIDE,
        "main" => Landmarks::MAIN,
        "article" => Landmarks::ARTICLE,
        "form" | "search" => Landmarks::FORM,
        "figure" => Landmarks::FIGURE,
        "table" => Landmarks::TABLE,
        "button" | "select" | "label" | "textarea" | "option" => Landmarks::CONTROL,
        "noscript" => Landmarks::NOSCRIPT,
        "dialog" => Landmarks::DIALOG,
        "ul" | "ol" | "dl" => Landmarks::LIST,
        "blockquote" => Landmarks::QUOTE,
        _ => Landmarks::default(),
    };
    marks |= match element.attr("role").unwrap_or_default() {
        "navigation" | "menu" | "menubar" => Landmarks::NAV,
        "banner" => Landmarks::HEADER,
        "contentinfo" => Landmarks::FOOTER,
        "complementary" => Landmarks::ASIDE,
        "main" => Landmarks::MAIN,
        "article" => Landmarks::ARTICLE,
        "search" | "form" => Landmarks::FORM,
        "dialog" | "alert" | "alertdialog" => Landmarks::DIALOG,
        // What opens a panel is the panel's heading.
        "button" if element.attr("aria-controls").is_none() && tag != "summary" => {
            Landmarks::CONTROL
        }
        "tab" => Landmarks::CONTROL,
        _ => Landmarks::default(),
    };
    if element.attr("itemprop").is_some_and(is_body_property) {
        marks |= Landmarks::ARTICLE_BODY;
    }
    if is_hidden(element) && !is_panel(element) {
        marks |= Landmarks::HIDDEN;
    }
    marks
}

fn is_body_property(property: &str) -> bool {
    property
        .split_ascii_whitespace()
        .any(|word| word.eq_ignore_ascii_case("articleBody"))
}

/// Whether the element says of itself that it holds the main text.
pub(super) fn is_marked_body(element: Element<'_>) -> bool {
    element.attr("itemprop").is_some_and(is_body_property) || element.attr("role") == Some("main")
}

/// Whether it is one of several panels of which the page shows one at a time: the others are there for whoever turns to them.
fn is_panel(element: Element<'_>) -> bool {
    element.attr("role") == Some("tabpanel")
}

/// `hidden`, `aria-hidden`, `display: none`, `visibility: hidden`.
fn is_hidden(element: Element<'_>) -> bool {
    element
        .attr("hidden")
        .is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || element.attr("aria-hidden") == Some("true")
        || element.attr("style").is_some_and(hides)
}

fn hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else {
            return false;
        };
        let value = value.trim();
        let value = value.strip_suffix("!important").unwrap_or(value).trim();
        match property.trim() {
            "display" => value.eq_ignore_ascii_case("none"),
            "visibility" => value.eq_ignore_ascii_case("hidden"),
            _ => false,
        }
    })
}

/// Classes of text for screen readers, of the marks that wiki software puts beside headings, and of the visual half of a
/// formula whose readable half is MathML.
pub(super) const UNSEEN_CLASSES: &[&str] = &[
    "sr-only",
    "screen-reader-text",
    "screen-reader-only",
    "visually-hidden",
    "visuallyhidden",
    "assistive-text",
    "mw-editsection",
    "katex-html",
    "MathJax_Preview",
];

/// Classes of the links that documentation software puts at headings.
pub(super) const PERMALINK_CLASSES: &[&str] = &[
    "headerlink",
    "header-anchor",
    "hash-link",
    "heading-anchor",
    "anchorjs-link",
];

pub(super) fn has_class(element: Element<'_>, classes: &[&str]) -> bool {
    element.attr("class").is_some_and(|value| {
        let mut own = value.split_ascii_whitespace().take(16);
        own.any(|class| classes.contains(&class))
    })
}

/// Whether an inline element is of a kind that is no part of the line around it, hidden or not.
pub(super) fn is_unseen(element: Element<'_>) -> bool {
    let is_reference = element.name() == "sup" && has_class(element, REFERENCE);
    is_reference || has_class(element, UNSEEN_CLASSES)
}

/// The class of marks that lead to sources.
pub(super) const REFERENCE: &[&str] = &["reference"];

/// Whether an inline element is a link to the heading that it stands at.
pub(super) fn is_permalink(element: Element<'_>) -> bool {
    has_class(element, PERMALINK_CLASSES)
}

/// Whether an inline element is hidden, so that its text is no part of the line around it.
pub(super) fn is_hidden_inline(element: Element<'_>) -> bool {
    element.attr("hidden").is_some() || element.attr("style").is_some_and(hides)
}

/// The mark that an inline element sets on its text, and whether it is a link. Links within the page lead somewhere only where
/// `anchors` asks for them.
pub(super) fn mark(
    element: Element<'_>,
    tag: &str,
    anchors: bool,
) -> Option<(Option<Style>, bool)> {
    Some(match tag {
        "strong" | "b" => (Some(Style::Strong), false),
        "em" | "i" | "cite" | "var" => (Some(Style::Emphasis), false),
        "code" | "kbd" | "samp" | "tt" => (Some(Style::Code), false),
        "a" => {
            let address = element.attr("href")?.trim();
            let leads = !address.is_empty()
                && (anchors || !address.starts_with('#'))
                && !starts_with_scheme(address, "javascript")
                && !starts_with_scheme(address, "data")
                && !starts_with_scheme(address, "vbscript");
            (leads.then(|| Style::Link(address.to_string())), true)
        }
        _ => return None,
    })
}

/// Whether an address has this scheme, as browsers read it: white space and controls before the colon do not count.
fn starts_with_scheme(address: &str, scheme: &str) -> bool {
    let mut rest = scheme.chars();
    for c in address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
    {
        match rest.next() {
            Some(expected) if c.eq_ignore_ascii_case(&expected) => {}
            None => return c == ':',
            _ => return false,
        }
    }
    false
}

/// Whether a script holds TeX, as MathJax 2 stores it, and whether the formula stands on its own.
pub(super) fn math_script(element: Element<'_>) -> Option<bool> {
    let kind = element.attr("type")?;
    kind.starts_with("math/tex")
        .then(|| kind.contains("mode=display"))
}

/// `colspan` or `rowspan`, within the bounds of the standard.
pub(super) fn span(element: Element<'_>, name: &str) -> u16 {
    element
        .attr(name)
        .and_then(|value| value.trim().parse::<u16>().ok())
        .unwrap_or(1)
        .clamp(1, 1000)
}

/// Bytes of the class attribute that are kept for the trace and for telling siblings apart.
const CLASS_KEPT: usize = 80;

/// What is kept of a value of the class attribute.
pub(super) fn kept_of(class: &str) -> String {
    let class = class.trim();
    let class = &class[..class.floor_char_boundary(CLASS_KEPT)];
    // Numbers count posts and pages: what differs in nothing else is alike.
    match class.bytes().any(|b| b.is_ascii_digit()) {
        true => class.replace(|c: char| c.is_ascii_digit(), "0"),
        false => class.to_owned(),
    }
}

/// Whether text begins as an indented paragraph does where `<br>` ends lines: two or more ideographic or no-break spaces.
pub(super) fn begins_with_indent(text: &str) -> bool {
    let width: usize = text
        .chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| match c {
            '\u{3000}' => 2,
            '\u{a0}' | '\u{2003}' | '\u{2002}' => 1,
            _ => 0,
        })
        .sum();
    width >= 2
}
