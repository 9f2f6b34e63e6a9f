//! CSS selectors of the caller, matched against the tree. scraper matches against its own tree only, so the elements are
//! copied into one; this costs only callers who give selectors.

use html5ever::QualName;
use scraper::{ElementRef, Html, Node, Selector};

use super::{Data, Dom, NodeId};

/// What the caller's selectors say about a node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// One of the selectors to keep matches.
    pub keep: bool,
    /// One of the selectors to drop matches.
    pub drop: bool,
}

/// The mark of each node; empty if there are no selectors.
pub(crate) fn marks(dom: &Dom, keep: &[Selector], drop: &[Selector]) -> Vec<Mark> {
    if keep.is_empty() && drop.is_empty() {
        return Vec::new();
    }
    let mut html = Html::new_document();
    let mut copies = vec![html.tree.root().id(); dom.len()];
    for id in dom.descendants(NodeId::ROOT) {
        let parent = dom.parent(id).unwrap_or(NodeId::ROOT);
        if let Some(mut parent) = html.tree.get_mut(copies[parent.index()]) {
            copies[id.index()] = parent.append(copy(dom, id)).id();
        }
    }
    let mut marks = vec![Mark::default(); dom.len()];
    for id in dom.descendants(NodeId::ROOT) {
        let copy = html.tree.get(copies[id.index()]);
        let Some(element) = copy.and_then(ElementRef::wrap) else {
            continue;
        };
        let matched =
            |selectors: &[Selector]| selectors.iter().any(|selector| selector.matches(&element));
        marks[id.index()] = Mark {
            keep: matched(keep),
            drop: matched(drop),
        };
    }
    marks
}

fn copy(dom: &Dom, id: NodeId) -> Node {
    match &dom.nodes[id.index()].data {
        Data::Element(element) => Node::Element(scraper::node::Element::new(
            QualName::new(None, element.namespace.clone(), element.name.clone()),
            element.attributes.to_vec(),
        )),
        // Text counts only for `:empty`, so any text will do.
        _ => Node::Text(scraper::node::Text {
            text: "text".into(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    #[test]
    fn selectors_mark_elements() {
        let dom = Dom::parse("<div class=a><p id=x>1</p></div><p>2", &Limits::default());
        let selector = |css: &str| vec![Selector::parse(css).unwrap()];
        let marks = marks(
            &dom,
            &selector(".a > p, body > p:last-child"),
            &selector("#x"),
        );
        let of = |name: &str, nth: usize| {
            let (id, _) = dom.named(NodeId::ROOT, name).nth(nth).unwrap();
            marks[id.index()]
        };
        let mark = |keep, drop| Mark { keep, drop };
        assert_eq!(of("p", 0), mark(true, true));
        assert_eq!(of("p", 1), mark(true, false));
        assert_eq!(of("div", 0), mark(false, false));
    }
}
