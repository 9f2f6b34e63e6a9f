//! CSS selectors of the caller, matched against the tree. scraper matches against its own tree only, so the elements are
//! copied into one; this costs only callers who give selectors.

use scraper::{ElementRef, Html, Node, Selector};

use super::{Data, Dom, NodeId};
use crate::block::Landmarks;

/// For each node whether a selector keeps or drops it; empty if there are no selectors.
pub(crate) fn marks(dom: &Dom, keep: &[Selector], drop: &[Selector]) -> Vec<Landmarks> {
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
    let mut marks = vec![Landmarks::default(); dom.len()];
    for id in dom.descendants(NodeId::ROOT) {
        let copy = html.tree.get(copies[id.index()]);
        let Some(element) = copy.and_then(ElementRef::wrap) else {
            continue;
        };
        for (selectors, mark) in [(keep, Landmarks::KEEP), (drop, Landmarks::DROP)] {
            if selectors.iter().any(|selector| selector.matches(&element)) {
                marks[id.index()] |= mark;
            }
        }
    }
    marks
}

fn copy(dom: &Dom, id: NodeId) -> Node {
    match &dom.nodes[id.index()].data {
        Data::Element(element) => Node::Element(scraper::node::Element::new(
            element.name.clone(),
            element.attributes.clone(),
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
        assert_eq!(of("p", 0), Landmarks::KEEP | Landmarks::DROP);
        assert_eq!(of("p", 1), Landmarks::KEEP);
        assert_eq!(of("div", 0), Landmarks::default());
    }
}
