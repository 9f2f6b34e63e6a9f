//! Where an element stands: how far from the headline, whether among comments, menus or other articles, whether within an
//! author's element. Found out for the elements that hold something; most hold nothing.

use super::element::{ASIDE, Classes, FOOT, has_token, text_of};
use super::{Found, TITLE};
use crate::dom::{Dom, NodeId};
use crate::metadata::scan::squash;

/// Within an element that was read as an author's.
const IN_AUTHOR: u8 = 2;
/// Around the headline; not handed down.
const AROUND_HEADLINE: u8 = 8;
/// In an `article` that the headline does not stand in.
const OTHER_ARTICLE: u8 = 16;
/// In the `article` that the headline stands in; in its foot the byline may stand.
const IN_ARTICLE: u8 = 32;
/// The flags of the node are known.
const KNOWN: u8 = 64;

#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Whether it stands among comments, menus, teasers or in a foot.
    pub aside: bool,
    /// Whether it stands in an element that was read as an author's.
    pub in_author: bool,
    /// Nodes between it and the headline, in document order; negative before it.
    pub distance: i64,
}

/// The places of all elements.
pub(super) struct Places<'a> {
    dom: &'a Dom,
    pub classes: Classes<'a>,
    flags: Vec<u8>,
    headline_at: i64,
    /// Whether the headline stands in an `article`.
    in_article: bool,
}

impl<'a> Places<'a> {
    /// `title` is the text of `<title>`, which tells the headline among several.
    pub(super) fn new(dom: &'a Dom, title: &str) -> Places<'a> {
        let mut places = Places {
            dom,
            classes: Classes::new(),
            flags: vec![0; dom.len()],
            headline_at: 0,
            in_article: false,
        };
        if let Some(headline) = places.headline(title) {
            let mut nodes = dom.descendants(NodeId::ROOT);
            let position = nodes.position(|node| node == headline);
            places.headline_at = position.unwrap_or_default() as i64;
            for node in dom.ancestors(headline) {
                places.flags[node.index()] = AROUND_HEADLINE;
                let element = dom.element(node);
                places.in_article |= element.is_some_and(|element| element.name() == "article");
            }
        }
        places
    }

    /// The first heading that is a part of the title, else the first of the first level.
    fn headline(&mut self, title: &str) -> Option<NodeId> {
        let title = squash(&title[..title.floor_char_boundary(TITLE)]);
        let mut first = None;
        for (node, element) in self.dom.headings() {
            let text = squash(&text_of(self.dom, node));
            let mut around = self.dom.ancestors(node);
            if text.chars().count() >= 4
                && title.contains(&text)
                && !around.any(|up| self.own(up) != 0)
            {
                return Some(node);
            }
            if element.name() == "h1" && first.is_none() && !text.is_empty() {
                first = Some(node);
            }
        }
        first
    }

    /// Nodes between a place and the headline, negative before it.
    pub(super) fn distance(&self, position: usize) -> i64 {
        position as i64 - self.headline_at
    }

    /// The place of an element.
    pub(super) fn of(&mut self, found: &Found<'_>) -> Place {
        let flags = self.flags(found.node);
        let element = found.element;
        let has_attributes = element.attributes().next().is_some();
        let parent = self.dom.parent(found.node);
        let outside = parent.map_or(0, |parent| self.flags[parent.index()]);
        // Blogs sign below the text.
        let signs = || {
            has_token(element.attr("itemprop"), "author")
                || flags & IN_ARTICLE != 0 && has_token(element.attr("rel"), "author")
        };
        let dates = |value: &str| value.starts_with("date") || value.contains(":date");
        let dated = || {
            element.attr("itemprop").is_some_and(dates)
                || element.attr("property").is_some_and(dates)
        };
        Place {
            aside: flags & ASIDE != 0
                || flags & FOOT != 0 && !signs() && !dated()
                || has_attributes && outside & OTHER_ARTICLE != 0,
            in_author: flags & IN_AUTHOR != 0,
            distance: found.distance,
        }
    }

    /// Says that an element, whose place was asked for, was read as an author's with all that it holds.
    pub(super) fn mark_author(&mut self, node: NodeId) {
        self.flags[node.index()] |= IN_AUTHOR;
    }

    /// The flags of a node and, on the way, of those around it.
    fn flags(&mut self, node: NodeId) -> u8 {
        let mut unknown = Vec::new();
        let mut at = Some(node);
        while let Some(node) = at.filter(|node| self.flags[node.index()] & KNOWN == 0) {
            unknown.push(node);
            at = self.dom.parent(node);
        }
        let mut flags = at.map_or(0, |node| self.flags[node.index()]);
        for node in unknown.into_iter().rev() {
            flags = self.below(node, flags);
            self.flags[node.index()] = flags;
        }
        flags
    }

    /// The flags of a node below one whose flags are known.
    fn below(&mut self, node: NodeId, outside: u8) -> u8 {
        let around = self.flags[node.index()] & AROUND_HEADLINE;
        let mut flags = KNOWN | around | outside & !AROUND_HEADLINE;
        if around == 0 {
            flags |= self.own(node);
        }
        let element = self.dom.element(node);
        if self.in_article && element.is_some_and(|element| element.name() == "article") {
            flags &= !(OTHER_ARTICLE | IN_ARTICLE);
            flags |= match around {
                0 => OTHER_ARTICLE,
                _ => IN_ARTICLE,
            };
        }
        flags
    }

    /// What a node itself says of what it holds.
    fn own(&mut self, node: NodeId) -> u8 {
        let element = self.dom.element(node);
        element.map_or(0, |element| self.classes.aside(element))
    }
}
