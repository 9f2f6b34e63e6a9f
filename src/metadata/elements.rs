//! The elements that parts of this stage ask for by name, found in one walk over the tree.

use crate::dom::{Dom, Element, NodeId};

/// A tree, with its elements by what asks for them, in document order.
#[derive(Debug)]
pub(super) struct Elements<'a> {
    pub dom: &'a Dom,
    /// The root, and `<meta>`, `<link>` and `<base>` wherever they stand.
    pub head: Vec<&'a Element>,
    /// Headings of the first two levels, each with how many nodes stand before it.
    pub headings: Vec<(usize, NodeId)>,
    pub scripts: Vec<NodeId>,
}

impl<'a> Elements<'a> {
    pub(super) fn of(dom: &'a Dom) -> Elements<'a> {
        let mut elements = Elements {
            dom,
            head: Vec::new(),
            headings: Vec::new(),
            scripts: Vec::new(),
        };
        for (position, node) in dom.descendants(NodeId::ROOT).enumerate() {
            let Some(element) = dom.element(node) else {
                continue;
            };
            match element.name() {
                "html" | "meta" | "link" | "base" => elements.head.push(element),
                "h1" | "h2" => elements.headings.push((position, node)),
                "script" => elements.scripts.push(node),
                _ => {}
            }
        }
        elements
    }

    /// The scripts with their elements.
    pub(super) fn scripts(&self) -> impl Iterator<Item = (NodeId, &'a Element)> {
        let of = |&node: &NodeId| Some((node, self.dom.element(node)?));
        self.scripts.iter().filter_map(of)
    }
}
