//! What html5ever builds into: the arena behind its `TreeSink`. Follows the contract of `TreeSink`, except that comments,
//! processing instructions and doctypes leave no node and the contents of a template hang on a node outside the tree, unless it
//! is a shadow root.

use std::borrow::Cow;
use std::cell::{RefCell, RefMut};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

use crate::bounds::{self, Cuts};

use super::index::Index;
use super::offer::Offer;
use super::{Data, Dom, Element, Named, Node, NodeId};

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
    offer: RefCell<Offer>,
}

/// Bytes that a page has for each of its nodes, mostly.
const BYTES_OF_A_NODE: usize = 128;

impl Sink {
    /// For a page of so many bytes.
    pub(super) fn new(bytes: usize) -> Sink {
        // With room for all, or the list would move several times, which costs as much as the page has bytes.
        let mut nodes = bounds::with_room(3 + bytes / BYTES_OF_A_NODE);
        nodes.extend((0..3).map(|_| Node::new(Data::Document)));
        Sink {
            nodes: RefCell::new(nodes),
            index: RefCell::default(),
            offer: RefCell::default(),
        }
    }

    /// The attributes of the page.
    pub(super) fn offer(&self) -> RefMut<'_, Offer> {
        self.offer.borrow_mut()
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
            attributes: self.offer.into_inner().attributes,
            bytes,
            cuts,
            index,
        };
        if is_loose {
            dom.index = Index::of(&dom);
        }
        dom
    }

    fn insert(&self, parent: NodeId, before: NodeId, child: NodeOrText<Handle>) {
        let nodes = &mut *self.nodes.borrow_mut();
        match child {
            NodeOrText::AppendNode(Handle { id: COMMENT, .. }) => {}
            NodeOrText::AppendNode(Handle { id, .. }) => {
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

/// What html5ever holds of a node: it asks for names of elements that are open again and again.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    id: NodeId,
    name: LocalName,
    namespace: Namespace,
}

impl Handle {
    /// Of what is no element.
    fn nameless(id: NodeId) -> Handle {
        Handle {
            id,
            name: local_name!(""),
            namespace: ns!(),
        }
    }
}

impl ElemName for &Handle {
    fn ns(&self) -> &Namespace {
        &self.namespace
    }

    fn local_name(&self) -> &LocalName {
        &self.name
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = &'a Handle;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::nameless(NodeId::ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a Handle {
        target
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        let offer = &mut *self.offer.borrow_mut();
        let named = Named {
            attributes: offer.take(&name, &attributes),
            name: name.local.clone(),
            namespace: name.ns.clone(),
        };
        let nodes = &mut *self.nodes.borrow_mut();
        let element = Element::new(&named, &offer.attributes);
        self.index.borrow_mut().note(next_id(nodes), element);
        Handle {
            id: push(nodes, Data::Element(named)),
            name: name.local,
            namespace: name.ns,
        }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle::nameless(COMMENT)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle::nameless(COMMENT)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, NodeId::NONE, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[sibling.id.index()].parent;
        if parent != NodeId::NONE {
            self.insert(parent, sibling.id, child);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous_element: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let has_parent = self.nodes.borrow()[element.id.index()].parent != NodeId::NONE;
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let offer = self.offer.borrow();
        match &self.nodes.borrow()[target.id.index()].data {
            Data::Element(named) if Element::new(named, &offer.attributes).is_shadow_root() => {
                target.clone()
            }
            _ => {
                self.index.borrow_mut().is_loose = true;
                Handle::nameless(TEMPLATES)
            }
        }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        if let Data::Element(named) = &mut self.nodes.borrow_mut()[target.id.index()].data {
            let offer = &mut *self.offer.borrow_mut();
            let mut merged = offer.attributes.begin_with(named.attributes);
            for attribute in &attributes {
                if merged.len() < MOST_MERGED {
                    offer.add(&mut merged, attribute);
                }
            }
            match merged.len() > named.attributes.len() {
                true => named.attributes = merged,
                false => offer.attributes.undo(merged),
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        let nodes = &mut *self.nodes.borrow_mut();
        if target.name == local_name!("body") {
            self.index.borrow_mut().is_loose = true;
        }
        detach(nodes, target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let nodes = &mut *self.nodes.borrow_mut();
        while let Some(child) = nodes[node.id.index()].first.some() {
            detach(nodes, child);
            link(nodes, new_parent.id, NodeId::NONE, child);
        }
    }
}
