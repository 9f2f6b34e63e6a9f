//! Where the elements are that stages look for before they read the page: noted while it is parsed, so that none of them
//! goes through all nodes for a handful.

use html5ever::local_name;

use super::{Dom, Element, NodeId};

/// Elements of some kinds, in the order of the source.
#[derive(Debug, Default)]
pub(super) struct Index {
    scripts: Vec<NodeId>,
    /// What tells of the page as a whole: the root, and `meta`, `link` and `base` wherever they stand.
    head: Vec<NodeId>,
    /// Headings of the first two levels.
    headings: Vec<NodeId>,
    /// Links that lead to a place within the page.
    inner_links: Vec<NodeId>,
    has_tables: bool,
    /// Whether some of the elements may be in no tree: in a template, in a body that a frameset has replaced.
    pub is_loose: bool,
}

impl Index {
    /// Notes an element.
    pub(super) fn note(&mut self, id: NodeId, element: Element<'_>) {
        match element.named.name {
            local_name!("script") => self.scripts.push(id),
            local_name!("html")
            | local_name!("meta")
            | local_name!("link")
            | local_name!("base") => self.head.push(id),
            local_name!("h1") | local_name!("h2") => self.headings.push(id),
            local_name!("table") => self.has_tables = true,
            local_name!("a") if leads_within(element) => self.inner_links.push(id),
            _ => {}
        }
    }

    /// Of what is in the tree.
    pub(super) fn of(dom: &Dom) -> Index {
        let mut index = Index::default();
        for id in dom.descendants(NodeId::ROOT) {
            if let Some(element) = dom.element(id) {
                index.note(id, element);
            }
        }
        index
    }
}

fn leads_within(link: Element<'_>) -> bool {
    link.attr("href")
        .is_some_and(|href| href.trim_start().starts_with('#'))
}

impl Dom {
    /// The scripts.
    pub(crate) fn scripts(&self) -> impl Iterator<Item = (NodeId, Element<'_>)> {
        self.elements(&self.index.scripts)
    }

    /// The root, and the elements of the head wherever they stand.
    pub(crate) fn head(&self) -> impl Iterator<Item = Element<'_>> {
        self.elements(&self.index.head).map(|(_, element)| element)
    }

    /// Headings of the first two levels.
    pub(crate) fn headings(&self) -> impl Iterator<Item = (NodeId, Element<'_>)> {
        self.elements(&self.index.headings)
    }

    /// The links whose address is a place within the page.
    pub(crate) fn inner_links(&self) -> impl Iterator<Item = (NodeId, Element<'_>)> {
        self.elements(&self.index.inner_links)
    }

    /// Whether there is a table.
    pub(crate) fn has_tables(&self) -> bool {
        self.index.has_tables
    }

    fn elements<'a>(&'a self, ids: &'a [NodeId]) -> impl Iterator<Item = (NodeId, Element<'a>)> {
        ids.iter().filter_map(|&id| Some((id, self.element(id)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    #[test]
    fn elements_are_those_of_the_tree() {
        let check = |html: &str, scripts: usize, links: usize, tables: bool| {
            let dom = Dom::parse(html, &Limits::default());
            // The root is one of its head.
            assert_eq!(dom.head().count(), 1, "{html}");
            let found = (dom.scripts().count(), dom.inner_links().count());
            assert_eq!(
                (found, dom.has_tables()),
                ((scripts, links), tables),
                "{html}"
            );
        };
        check(
            "<script>1</script><a href=' #x'>y</a><a href=/>z</a>",
            1,
            1,
            false,
        );
        check(
            "<template><script></script><table></table></template>",
            0,
            0,
            false,
        );
        check(
            "<template shadowrootmode=open><script></script></template>",
            1,
            0,
            false,
        );
        check("<p>x<script></script><frameset>", 1, 0, false);
        check(
            "<p><input type=hidden><script></script><frameset><table>",
            0,
            0,
            false,
        );
        check("<table><a href=#x>y</a><script></script>", 1, 1, true);
    }
}
