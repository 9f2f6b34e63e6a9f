//! What html5ever builds into: the arena behind its `TreeSink`. Follows the contract of `TreeSink`, except that comments,
//! processing instructions and doctypes leave no node and the contents of a template hang on a node outside the tree, unless it
//! is a shadow root.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name};

use crate::bounds::{self, Cuts};

use super::index::Index;
use super::{Data, Dom, Element, Node, NodeId};

/// A node that stands for every comment: html5ever wants a handle, the tree does not want the comment.
const COMMENT: NodeId = NodeId(1);
/// The parent of the contents of all templates that are not shown, outside the tree.
const TEMPLATES: NodeId = NodeId(2);

/// Attributes up to which an element takes over those of further tags, as `html` and `body` do. Stops a page of many such tags,
/// each with an attribute that is compared with all before it.
const MOST_MERGED: usize = 64;

pub(super) struct Sink {
    nodes: RefCell<Vec<Node>>,
    index: RefCell<Index>,
}

/// Bytes that a page has for each of its nodes, mostly.
const BYTES_OF_A_NODE: usize = 128;

impl Sink {
    /// For a page of so many bytes.
    pub(super) fn new(bytes: usize) -> Sink {
        // With room for all, or the list would move several times, which costs as much as the page has bytes.
        let mut nodes = Vec::with_capacity(3 + bytes / BYTES_OF_A_NODE);
        nodes.extend((0..3).map(|_| Node::new(Data::Document)));
        Sink {
            nodes: RefCell::new(nodes),
            index: RefCell::default(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    pub(super) fn into_dom(self, bytes: usize, cuts: Cuts) -> Dom {
        let mut nodes = self.nodes.into_inner();
        nodes.shrink_to_fit();
        let index = self.index.into_inner();
        let is_loose = index.is_loose;
        let mut dom = Dom {
            nodes,
            bytes,
            cuts,
            index,
        };
        if is_loose {
            dom.index = Index::of(&dom);
        }
        dom
    }

    fn insert(&self, parent: NodeId, before: NodeId, child: NodeOrText<NodeId>) {
        let nodes = &mut *self.nodes.borrow_mut();
        match child {
            NodeOrText::AppendNode(COMMENT) => {}
            NodeOrText::AppendNode(id) => {
                detach(nodes, id);
                link(nodes, parent, before, id);
            }
            NodeOrText::AppendText(text) => {
                let previous = match before {
                    NodeId::NONE => nodes[parent.index()].last,
                    before => nodes[before.index()].previous,
                };
                if previous != NodeId::NONE
                    && let Data::Text(existing) = &mut nodes[previous.index()].data
                {
                    existing.push_tendril(&text);
                    return;
                }
                let id = push(nodes, Data::Text(text));
                link(nodes, parent, before, id);
            }
        }
    }
}

impl Node {
    fn new(data: Data) -> Node {
        Node {
            parent: NodeId::NONE,
            previous: NodeId::NONE,
            next: NodeId::NONE,
            first: NodeId::NONE,
            last: NodeId::NONE,
            data,
        }
    }
}

fn next_id(nodes: &[Node]) -> NodeId {
    NodeId(u32::try_from(nodes.len()).unwrap_or(u32::MAX - 1))
}

fn push(nodes: &mut Vec<Node>, data: Data) -> NodeId {
    let id = next_id(nodes);
    bounds::push(nodes, Node::new(data));
    id
}

/// Hangs `id` below `parent`, before `before` or at the end.
pub(super) fn link(nodes: &mut [Node], parent: NodeId, before: NodeId, id: NodeId) {
    let previous = match before {
        NodeId::NONE => nodes[parent.index()].last,
        before => nodes[before.index()].previous,
    };
    let node = &mut nodes[id.index()];
    node.parent = parent;
    node.previous = previous;
    node.next = before;
    match previous {
        NodeId::NONE => nodes[parent.index()].first = id,
        previous => nodes[previous.index()].next = id,
    }
    match before {
        NodeId::NONE => nodes[parent.index()].last = id,
        before => nodes[before.index()].previous = id,
    }
}

/// Takes `id` out of its parent, if it has one.
pub(super) fn detach(nodes: &mut [Node], id: NodeId) {
    let node = &mut nodes[id.index()];
    let (parent, previous, next) = (node.parent, node.previous, node.next);
    if parent == NodeId::NONE {
        return;
    }
    (node.parent, node.previous, node.next) = (NodeId::NONE, NodeId::NONE, NodeId::NONE);
    match previous {
        NodeId::NONE => nodes[parent.index()].first = next,
        previous => nodes[previous.index()].next = next,
    }
    match next {
        NodeId::NONE => nodes[parent.index()].last = previous,
        next => nodes[next.index()].previous = previous,
    }
}

/// The name of an element, borrowed from the arena.
#[derive(Debug)]
pub(super) struct Name<'a>(Ref<'a, Element>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.namespace
    }

    fn local_name(&self) -> &LocalName {
        &self.0.name
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name<'a> {
        Name(Ref::map(self.nodes.borrow(), |nodes| {
            match &nodes[target.index()].data {
                Data::Element(element) => element,
                // html5ever promises to ask for elements only.
                _ => unreachable!("the name of a node that is no element"),
            }
        }))
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> NodeId {
        // A vector has room for four at least, and most elements have one or two.
        let element = Element::new(name, attributes.into_boxed_slice());
        let nodes = &mut *self.nodes.borrow_mut();
        self.index.borrow_mut().note(next_id(nodes), &element);
        push(nodes, Data::Element(element))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        COMMENT
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        COMMENT
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, NodeId::NONE, child);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow()[sibling.index()].parent;
        if parent != NodeId::NONE {
            self.insert(parent, *sibling, child);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous_element: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.nodes.borrow()[element.index()].parent != NodeId::NONE;
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        match &self.nodes.borrow()[target.index()].data {
            Data::Element(element) if element.is_shadow_root() => *target,
            _ => {
                self.index.borrow_mut().is_loose = true;
                TEMPLATES
            }
        }
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        if let Data::Element(element) = &mut self.nodes.borrow_mut()[target.index()].data {
            let mut merged = std::mem::take(&mut element.attributes).into_vec();
            for attribute in attributes {
                if merged.len() < MOST_MERGED
                    && !merged
                        .iter()
                        .any(|existing| existing.name == attribute.name)
                {
                    merged.push(attribute);
                }
            }
            let name = QualName::new(None, element.namespace.clone(), element.name.clone());
            *element = Element::new(name, merged.into_boxed_slice());
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        let nodes = &mut *self.nodes.borrow_mut();
        if let Data::Element(element) = &nodes[target.index()].data
            && element.name == local_name!("body")
        {
            self.index.borrow_mut().is_loose = true;
        }
        detach(nodes, *target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let nodes = &mut *self.nodes.borrow_mut();
        while let Some(child) = nodes[node.index()].first.some() {
            detach(nodes, child);
            link(nodes, *new_parent, NodeId::NONE, child);
        }
    }
}
