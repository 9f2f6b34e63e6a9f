//! The tree of a page: html5ever into an arena, then read-only walks. It knows facts of HTML only, no words and no scores.
//! Depth and number of nodes are bounded while parsing, so that the tree costs time and memory linear in the input; what
//! stands too deep is flattened, its text kept. Comments, doctypes and the contents of `<template>` are not in the tree, but for
//! a template that is a shadow root, whose contents a reader sees.

mod attributes;
mod feed;
mod guard;
mod index;
mod offer;
mod reference;
pub(crate) mod select;
mod sink;
mod source;
mod stream;
mod tag;
mod unread;

use html5ever::tendril::StrTendril;
use html5ever::{LocalName, Namespace, ns};
use url::Url;

use crate::bounds::{Cuts, Deadline};
use crate::settings::Limits;
use attributes::{Attributes, bit};
use index::Index;

/// A node of a [`Dom`]; an index that stays valid as long as the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(u32);

impl NodeId {
    /// The document node.
    pub(crate) const ROOT: NodeId = NodeId(0);
    const NONE: NodeId = NodeId(u32::MAX);

    fn some(self) -> Option<NodeId> {
        (self != NodeId::NONE).then_some(self)
    }

    /// Position in the arena, for side tables of [`Dom::len`] entries.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What the arena holds of an element.
#[derive(Debug)]
struct Named {
    name: LocalName,
    namespace: Namespace,
    attributes: attributes::List,
}

/// An element: its name and attributes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'a> {
    named: &'a Named,
    attributes: &'a Attributes,
}

/// Names of attributes to ask for together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AttributeNames(u32);

impl AttributeNames {
    pub(crate) const fn new(names: &[&str]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < names.len() {
            bits |= bit(names[i].as_bytes());
            i += 1;
        }
        AttributeNames(bits)
    }
}

impl<'a> Element<'a> {
    fn new(named: &'a Named, attributes: &'a Attributes) -> Element<'a> {
        Element { named, attributes }
    }

    /// Local name in lower case, `div`.
    pub(crate) fn name(self) -> &'a str {
        &self.named.name
    }

    /// Whether it is an element of HTML, not of SVG or MathML.
    pub(crate) fn is_html(self) -> bool {
        self.named.namespace == ns!(html)
    }

    /// The value of an attribute, if it is there; the name in lower case, one of those that are kept.
    #[inline(always)]
    pub(crate) fn attr(self, name: &str) -> Option<&'a str> {
        debug_assert!(!unread::is_unread(name.as_bytes()), "nothing keeps {name}");
        self.attributes.value(self.named.attributes, name)
    }

    /// Whether one of some attributes may be there: never `false` where one is.
    pub(crate) fn may_have(self, names: AttributeNames) -> bool {
        self.named.attributes.names & names.0 != 0
    }

    /// Whether it is a template whose contents are shown in place: a declarative shadow root.
    pub(crate) fn is_shadow_root(self) -> bool {
        self.name() == "template" && self.attr("shadowrootmode").is_some()
    }

    /// All attributes in source order.
    pub(crate) fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.attributes.iter(self.named.attributes)
    }
}

#[derive(Debug)]
enum Data {
    Document,
    Element(Named),
    Text(StrTendril),
}

#[derive(Debug)]
struct Node {
    parent: NodeId,
    previous: NodeId,
    next: NodeId,
    first: NodeId,
    last: NodeId,
    data: Data,
}

/// The parsed page.
#[derive(Debug)]
pub(crate) struct Dom {
    nodes: Vec<Node>,
    attributes: Attributes,
    /// Bytes of the page.
    bytes: usize,
    cuts: Cuts,
    index: Index,
}

/// Bytes of the longest base address: it is joined to every link, so a long one would cost its length for each.
const LONGEST_BASE: usize = 2 << 10;

impl Dom {
    /// Parses a page. Never fails; time and memory are linear in the length of `html`.
    pub(crate) fn parse(html: &str, limits: &Limits) -> Dom {
        Dom::parse_within(html, limits, false, &Deadline::default())
    }

    /// The same, as far as it gets in its time; with the attributes that nothing here reads, for selectors of the caller, if
    /// they are wanted.
    pub(crate) fn parse_within(
        html: &str,
        limits: &Limits,
        every_attribute: bool,
        deadline: &Deadline,
    ) -> Dom {
        let mut dom = feed::parse(html, limits, every_attribute, deadline);
        stream::place(&mut dom, limits.depth);
        dom
    }

    /// How many nodes there are, those included that the parser has detached.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// How many bytes the page has.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The bounds that were met: something was flattened or left out.
    pub(crate) fn cuts(&self) -> Cuts {
        self.cuts
    }

    /// The element at a node.
    pub(crate) fn element(&self, id: NodeId) -> Option<Element<'_>> {
        match &self.nodes[id.index()].data {
            Data::Element(named) => Some(Element::new(named, &self.attributes)),
            _ => None,
        }
    }

    /// The text of a text node.
    pub(crate) fn text(&self, id: NodeId) -> Option<&str> {
        match &self.nodes[id.index()].data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The parent; `None` for the document.
    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].parent.some()
    }

    /// The first child.
    pub(crate) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].first.some()
    }

    /// The sibling after.
    pub(crate) fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].next.some()
    }

    /// The sibling before.
    pub(crate) fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].previous.some()
    }

    /// The nodes around a node, innermost first, the document last.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |&node| self.parent(node))
    }

    /// The nodes below a node in document order, without recursion.
    pub(crate) fn descendants(&self, id: NodeId) -> Descendants<'_> {
        Descendants {
            dom: self,
            top: id,
            next: self.first_child(id),
        }
    }

    /// The elements below a node that have this local name, in document order.
    pub(crate) fn named<'a>(
        &'a self,
        id: NodeId,
        name: &'a str,
    ) -> impl Iterator<Item = (NodeId, Element<'a>)> + 'a {
        self.descendants(id).filter_map(move |node| {
            self.element(node)
                .filter(|element| element.name() == name)
                .map(|element| (node, element))
        })
    }

    /// The text below a node, as it stands, hidden or not.
    pub(crate) fn text_content(&self, id: NodeId) -> String {
        let mut out = String::new();
        if let Some(text) = self.text(id) {
            out.push_str(text);
        }
        for node in self.descendants(id) {
            if let Some(text) = self.text(node) {
                out.push_str(text);
            }
        }
        out
    }

    /// What relative addresses of the page are relative to: its first `base` element, read against its own address, unless that
    /// gives what nothing can be relative to.
    pub(crate) fn base(&self, page: Option<&Url>) -> Option<Url> {
        let href = self
            .head()
            .filter(|element| element.name() == "base")
            .find_map(|base| base.attr("href"))
            .filter(|href| href.len() <= LONGEST_BASE);
        let base = href.and_then(|href| match page {
            Some(page) => page.join(href).ok(),
            None => Url::parse(href).ok(),
        });
        base.filter(is_base).or_else(|| page.cloned())
    }

    /// The node that follows in document order when everything below `id` is skipped; stays below `top`.
    pub(crate) fn skip(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let mut node = id;
        while node != top {
            if let Some(next) = self.next_sibling(node) {
                return Some(next);
            }
            node = self.parent(node)?;
        }
        None
    }
}

/// Iterator of [`Dom::descendants`].
pub(crate) struct Descendants<'a> {
    dom: &'a Dom,
    top: NodeId,
    next: Option<NodeId>,
}

impl Iterator for Descendants<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let node = self.next?;
        self.next = self
            .dom
            .first_child(node)
            .or_else(|| self.dom.skip(node, self.top));
        Some(node)
    }
}

/// Whether browsers take this for a base. <https://html.spec.whatwg.org/#set-the-frozen-base-url>
fn is_base(url: &Url) -> bool {
    !matches!(url.scheme(), "data" | "javascript")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds::Bound;

    fn parse(html: &str) -> Dom {
        Dom::parse(html, &Limits::default())
    }

    fn outline(dom: &Dom) -> String {
        dom.descendants(NodeId::ROOT)
            .map(|id| match dom.element(id) {
                Some(element) => format!("<{}>", element.name()),
                None => dom.text(id).unwrap_or_default().to_string(),
            })
            .collect()
    }

    #[test]
    fn tree_follows_the_standard() {
        let check = |html: &str, expected: &str| assert_eq!(outline(&parse(html)), expected);
        check("<p>a<p>b", "<html><head><body><p>a<p>b");
        check(
            "<table>x<tr><td>y</table>",
            "<html><head><body>x<table><tbody><tr><td>y",
        );
        check("<b><p>1</b>2</p>", "<html><head><body><b><p><b>12");
        check(
            "<noscript><p>seen</noscript>",
            "<html><head><noscript><body><p>seen",
        );
        check(
            "<body><noscript><p>seen</noscript>",
            "<html><head><body><noscript><p>seen",
        );
        check("<body><!-- c -->a<!-- d -->b", "<html><head><body>ab");
        check(
            "<body>a<template><p>no</p></template>b",
            "<html><head><body>a<template>b",
        );
        check(
            "<body>a<template shadowrootmode=open><p>yes</template>b",
            "<html><head><body>a<template><p>yesb",
        );
    }

    #[test]
    fn attributes_are_found_by_lower_case_name() {
        let dom = parse("<div ID=x data-SRC='1 & 2'>");
        let (_, div) = dom.named(NodeId::ROOT, "div").next().unwrap();
        assert_eq!(div.attr("id"), Some("x"));
        assert_eq!(div.attr("data-src"), Some("1 & 2"));
        assert_eq!(div.attr("class"), None);
    }

    #[test]
    fn deep_nesting_is_flattened_and_keeps_its_text() {
        let html = "<div>x".repeat(20_000);
        let dom = parse(&html);
        assert_eq!(dom.cuts().list(), [Bound::Depth]);
        let text = dom.text_content(NodeId::ROOT);
        assert_eq!(text.split_whitespace().map(str::len).sum::<usize>(), 20_000);
        let deepest = dom
            .descendants(NodeId::ROOT)
            .map(|id| dom.ancestors(id).count())
            .max();
        assert!(deepest <= Some(Limits::default().depth + 2));
    }

    #[test]
    fn end_tags_of_flattened_elements_close_nothing_else() {
        let limits = Limits {
            depth: 6,
            ..Limits::default()
        };
        let html =
            "<div id=a><div><div><div><div><div>x</div></div></div></div></div><p id=b>y</p></div>";
        let dom = Dom::parse(html, &limits);
        let (b, _) = dom.named(NodeId::ROOT, "p").next().unwrap();
        let parent = dom.parent(b).and_then(|id| dom.element(id)).unwrap();
        assert_eq!(parent.attr("id"), Some("a"));
    }

    #[test]
    fn formatting_elements_have_bounded_attributes() {
        let names: String = (0..1_000).map(|i| format!(" a{i}")).collect();
        let address = "x".repeat(10_000);
        let dom = parse(&format!(
            "<p><font{names}>x<p><a href=/{address} class=y>z</a><p id={address}>"
        ));
        let elements = dom
            .descendants(NodeId::ROOT)
            .filter_map(|id| dom.element(id));
        let all: Vec<Element<'_>> = elements.collect();
        let of = |name: &'static str| all.iter().filter(move |e| e.name() == name);
        assert_eq!(of("font").count(), 2);
        assert!(of("font").all(|font| font.attributes().count() == 32));
        let attr = |name: &'static str, attribute: &str| {
            let last = of(name)
                .next_back()
                .and_then(|element| element.attr(attribute));
            last.map(str::to_owned)
        };
        assert_eq!(attr("a", "href"), None);
        assert_eq!(attr("a", "class").as_deref(), Some("y"));
        assert_eq!(attr("p", "id"), Some(address));
    }

    #[test]
    fn unclosed_formatting_elements_stay_within_the_node_budget() {
        let html: String = (0..5_000).map(|i| format!("<p><font size={i}>x")).collect();
        let dom = parse(&html);
        assert!(dom.len() < 300_000, "{} nodes", dom.len());
        let text = dom.text_content(NodeId::ROOT);
        assert_eq!(text.matches('x').count(), 5_000);
    }
}
