//! CSS selectors of the caller, matched against the tree. scraper matches against its own tree only, so the elements are
//! copied into one; this costs only callers who give selectors.

use html5ever::QualName;
use scraper::selector::ToCss;
use scraper::{ElementRef, Html, Node, Selector};

use super::offer::copies;
use super::{Dom, Named, NodeId};

/// What the caller's selectors say about a node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// One of the selectors to keep matches.
    pub keep: bool,
    /// One of the selectors to drop matches.
    pub drop: bool,
}

/// Steps that selectors which look at all siblings of an element, or at all that it holds, may take on a page, all of them
/// together: on long lists their cost is the square of the length. What comes behind is not matched.
const STEPS: usize = 5 << 20;

/// The mark of each node; empty if there are no selectors. Says whether a selector was given up.
pub(crate) fn marks(dom: &Dom, keep: &[Selector], drop: &[Selector]) -> (Vec<Mark>, bool) {
    if keep.is_empty() && drop.is_empty() {
        return (Vec::new(), false);
    }
    let tree = Tree::of(dom);
    let mut marks = vec![Mark::default(); dom.len()];
    let mut steps = STEPS;
    let mut whole = true;
    for selector in drop {
        whole &= tree.matches(selector, &mut steps, |id| marks[id.index()].drop = true);
    }
    for selector in keep {
        whole &= tree.matches(selector, &mut steps, |id| marks[id.index()].keep = true);
    }
    (marks, !whole)
}

/// The page in a tree that selectors can be matched against.
struct Tree<'a> {
    dom: &'a Dom,
    html: Html,
}

impl Tree<'_> {
    fn of(dom: &Dom) -> Tree<'_> {
        let mut html = Html::new_document();
        let mut copies = vec![html.tree.root().id(); dom.len()];
        for id in dom.descendants(NodeId::ROOT) {
            let parent = dom.parent(id).unwrap_or(NodeId::ROOT);
            if let Some(mut parent) = html.tree.get_mut(copies[parent.index()]) {
                copies[id.index()] = parent.append(copy(dom, id)).id();
            }
        }
        Tree { dom, html }
    }

    /// The elements, in document order, which is that of copying.
    fn elements(&self) -> impl Iterator<Item = (NodeId, ElementRef<'_>)> {
        let copies = self.html.tree.nodes().skip(1);
        let pairs = self.dom.descendants(NodeId::ROOT).zip(copies);
        pairs.filter_map(|(id, copy)| Some((id, ElementRef::wrap(copy)?)))
    }

    /// Tells each element that a selector matches, in document order; false if the steps did not suffice for all.
    fn matches(
        &self,
        selector: &Selector,
        steps: &mut usize,
        mut found: impl FnMut(NodeId),
    ) -> bool {
        if !is_costly(selector) {
            let mut matched = self.html.select(selector).peekable();
            for (id, copy) in self.elements() {
                if matched
                    .next_if(|element| element.id() == copy.id())
                    .is_some()
                {
                    found(id);
                }
            }
            return true;
        }
        let reach = self.reach();
        for (id, element) in self.elements() {
            let Some(left) = steps.checked_sub(reach[id.index()]) else {
                return false;
            };
            *steps = left;
            if selector.matches(&element) {
                found(id);
            }
        }
        true
    }

    /// How many nodes each node has beside it and below it.
    fn reach(&self) -> Vec<usize> {
        let mut children = vec![0usize; self.dom.len()];
        let mut below = vec![0usize; self.dom.len()];
        let order: Vec<NodeId> = self.dom.descendants(NodeId::ROOT).collect();
        for &id in order.iter().rev() {
            let parent = self.dom.parent(id).unwrap_or(NodeId::ROOT);
            children[parent.index()] += 1;
            below[parent.index()] += 1 + below[id.index()];
        }
        let beside = |id: NodeId| self.dom.parent(id).map_or(0, |up| children[up.index()]);
        let mut reach = vec![0; self.dom.len()];
        for id in order {
            reach[id.index()] = beside(id) + below[id.index()];
        }
        reach
    }
}

/// Whether what a selector costs on one element can grow with the page. Counting from the first sibling on is not costly, since
/// counts are remembered.
fn is_costly(selector: &Selector) -> bool {
    let css = selector.to_css_string().replace("~=", "");
    ["~", ":has(", "of-type", ":nth-last"]
        .iter()
        .any(|costly| css.contains(costly))
}

fn copy(dom: &Dom, id: NodeId) -> Node {
    match dom.element(id) {
        Some(element) => {
            let Named {
                name, namespace, ..
            } = element.named;
            Node::Element(scraper::node::Element::new(
                QualName::new(None, namespace.clone(), name.clone()),
                copies(element.attributes()),
            ))
        }
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
        let (marks, given_up) = marks(
            &dom,
            &selector(".a > p, body > p:last-child"),
            &selector("#x"),
        );
        assert!(!given_up);
        let of = |name: &str, nth: usize| {
            let (id, _) = dom.named(NodeId::ROOT, name).nth(nth).unwrap();
            marks[id.index()]
        };
        let mark = |keep, drop| Mark { keep, drop };
        assert_eq!(of("p", 0), mark(true, true));
        assert_eq!(of("p", 1), mark(true, false));
        assert_eq!(of("div", 0), mark(false, false));
    }

    #[test]
    fn costly_selectors_match_as_far_as_their_steps_go() {
        let matched = |css: &str, count: usize| {
            let html = format!("<body><i></i>{}", "<p>a</p>".repeat(count));
            let dom = Dom::parse(&html, &Limits::default());
            let (marks, given_up) = marks(&dom, &[], &[Selector::parse(css).unwrap()]);
            (marks.iter().filter(|mark| mark.drop).count(), given_up)
        };
        for css in [
            "i ~ p",
            "p:nth-of-type(n)",
            "p:nth-last-child(n)",
            "p:not(:has(b))",
        ] {
            assert_eq!(matched(css, 100), (100, false), "{css}");
            let (some, given_up) = matched(css, 5_000);
            assert!(given_up && (1_000..5_000).contains(&some), "{css}: {some}");
        }
        for css in ["p:nth-child(n)", "body > p", "p, [class~=x]"] {
            assert_eq!(matched(css, 20_000), (20_000, false), "{css}");
        }
    }
}
