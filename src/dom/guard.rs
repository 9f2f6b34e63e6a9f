//! Bounds on what markup can cost, between html5ever's tokenizer and its tree builder. The tree builder searches its stack of
//! open elements at every tag, so cost grows with the square of the nesting depth (servo/html5ever#788), and it opens unclosed
//! formatting elements again in every paragraph, so nodes grow with the square of their number. Tags beyond a bound are
//! dropped here, with their end tags; text always passes.

use std::cell::{Cell, RefCell, RefMut};
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};

use super::Dom;
use super::offer::Offer;
use super::sink::{Handle, Sink};
use crate::bounds::{Bound, Cuts};
use crate::settings::Limits;

/// Nodes that a page may have for each of its tags. Pages have about two; unclosed formatting elements reach thousands.
const NODES_PER_TAG: usize = 16;
/// Nodes that any page may have, however few its tags.
const NODES_AT_LEAST: usize = 4_096;
/// Bytes that a page has for each of its nodes, or else it is flattened from where they are used up, so that memory stays a small
/// multiple of the page; and nodes that any page may have. Pages over a megabyte have a node in 30 to 200 bytes.
const BYTES_A_NODE: usize = 20;
const NODES_OF_ANY: usize = 65_536;

pub(super) struct Guard {
    builder: TreeBuilder<Handle, Sink>,
    /// How many start tags of each name were dropped and wait for their end tag.
    dropped: RefCell<HashMap<LocalName, u32>>,
    tags: Cell<usize>,
    /// Elements open when they were last counted.
    open: Cell<usize>,
    /// Nodes in the tree when the open elements were last counted.
    counted_at: Cell<usize>,
    /// Whether a tag has passed since then.
    passed: Cell<bool>,
    cuts: Cell<Cuts>,
    /// Text around tags that were dropped, until something else comes: within tables the tree builder keeps a list of the pieces
    /// that it gets.
    held: RefCell<Option<String>>,
    /// Whether the tokenizer reads text in which only an end tag is markup.
    raw_text: Cell<bool>,
    /// Whether a `noscript` has begun and not ended.
    noscript: Cell<bool>,
    /// Tokens so far, errors not counted.
    tokens: Cell<usize>,
    /// Nodes that the page may have.
    nodes: usize,
    /// Elements that may be open.
    depth: usize,
}

impl Guard {
    /// For a page of so many bytes.
    pub(super) fn new(limits: &Limits, bytes: usize) -> Guard {
        let options = TreeBuilderOpts {
            // Without scripts, `noscript` holds elements: forums keep whole threads there.
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        };
        Guard {
            builder: TreeBuilder::new(Sink::new(bytes), options),
            dropped: RefCell::new(HashMap::new()),
            tags: Cell::new(0),
            open: Cell::new(0),
            counted_at: Cell::new(0),
            passed: Cell::new(true),
            cuts: Cell::new(Cuts::default()),
            held: RefCell::new(None),
            nodes: limits.nodes.min(NODES_OF_ANY.max(bytes / BYTES_A_NODE)),
            raw_text: Cell::new(false),
            noscript: Cell::new(false),
            tokens: Cell::new(0),
            depth: limits.depth,
        }
    }

    /// The tree that was built, of a page of so many bytes.
    pub(super) fn into_dom(self, bytes: usize) -> Dom {
        self.builder.sink.into_dom(bytes, self.cuts.get())
    }

    /// The attributes of the page.
    pub(super) fn offer(&self) -> RefMut<'_, Offer> {
        self.builder.sink.offer()
    }

    /// Whether the tokenizer reads text in which only an end tag is markup: a script, a style sheet, a title.
    pub(super) fn is_in_raw_text(&self) -> bool {
        self.raw_text.get()
    }

    /// Whether a `noscript` has begun and not ended.
    pub(super) fn is_in_noscript(&self) -> bool {
        self.noscript.get()
    }

    /// Whether `<![CDATA[` begins text here.
    pub(super) fn is_in_foreign_content(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// How many tokens there have been, errors not counted.
    pub(super) fn tokens(&self) -> usize {
        self.tokens.get()
    }

    /// Says that something of the page was flattened or left out.
    pub(super) fn cut(&self, bound: Bound) {
        let mut cuts = self.cuts.get();
        cuts.add(bound);
        self.cuts.set(cuts);
    }

    /// Hands on the text that is held.
    fn hand_on(&self, line: u64) {
        let is_held = self.held.borrow().is_some();
        if is_held
            && let Some(text) = self.held.take()
            && !text.is_empty()
        {
            let text = Token::CharacterTokens(StrTendril::from_slice(&text));
            // A tree builder has nothing to say about text.
            let _ = self.builder.process_token(text, line);
        }
    }

    /// Whether a tag is to be dropped.
    fn drops(&self, tag: &Tag) -> bool {
        let tags = self.tags.get() + 1;
        self.tags.set(tags);
        if changes_tokenizer(&tag.name) {
            return false;
        }
        let sink = &self.builder.sink;
        let budget = (NODES_AT_LEAST + NODES_PER_TAG * tags).min(self.nodes);
        if sink.len() >= budget {
            self.cut(Bound::Nodes);
            return true;
        }
        match tag.kind {
            TagKind::StartTag => {
                let deep = self.is_deep();
                if deep {
                    self.cut(Bound::Depth);
                    if !tag.self_closing {
                        *self
                            .dropped
                            .borrow_mut()
                            .entry(tag.name.clone())
                            .or_default() += 1;
                    }
                }
                deep
            }
            TagKind::EndTag => self.end_of_dropped(&tag.name),
        }
    }

    /// Whether as many elements are open as may be. Counting them costs as much as there are, so it is done only when enough
    /// nodes have come since the last time that the bound may have been reached, and a tag has passed that may change it.
    fn is_deep(&self) -> bool {
        let nodes = self.builder.sink.len();
        let at_most = self.open.get() + (nodes - self.counted_at.get());
        if at_most < self.depth {
            return false;
        }
        if self.passed.replace(false) {
            let count = OpenElements(Cell::new(0));
            self.builder.trace_handles(&count);
            self.open.set(count.0.get());
            self.counted_at.set(nodes);
        }
        self.open.get() >= self.depth
    }

    fn end_of_dropped(&self, name: &LocalName) -> bool {
        let mut dropped = self.dropped.borrow_mut();
        if dropped.is_empty() {
            return false;
        }
        if !self.is_deep() {
            // The parser has left the deep place; whatever was dropped there is over.
            dropped.clear();
            return false;
        }
        match dropped.get_mut(name) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

/// Counts what the tree builder holds on to: its open elements, the formatting elements that it would open again, and a few
/// more.
struct OpenElements(Cell<usize>);

impl Tracer for OpenElements {
    type Handle = Handle;

    fn trace_handle(&self, _: &Handle) {
        self.0.set(self.0.get() + 1);
    }
}

/// Tags after which the tokenizer reads differently: dropping one would show a script as text. In any case.
pub(super) fn changes_tokenizer(name: &str) -> bool {
    const NAMES: [&str; 9] = [
        "script",
        "style",
        "title",
        "textarea",
        "xmp",
        "iframe",
        "noembed",
        "noframes",
        "plaintext",
    ];
    // The shortest of the names tells most tags apart at once.
    name.len() >= 3 && NAMES.iter().any(|raw| raw.eq_ignore_ascii_case(name))
}

/// Whether a tag can stand within a word.
fn is_within_line(name: &str) -> bool {
    const NAMES: [&str; 25] = [
        "a", "abbr", "acronym", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd",
        "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr",
    ];
    NAMES.contains(&name)
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        if let Token::TagToken(tag) = &token {
            self.raw_text.set(false);
            if tag.name == local_name!("noscript") {
                self.noscript.set(tag.kind == TagKind::StartTag);
            }
            if self.drops(tag) {
                let mut held = self.held.borrow_mut();
                let held = held.get_or_insert_default();
                // Words that the tag has kept apart stay apart.
                if !is_within_line(&tag.name) {
                    held.push('\n');
                }
                return TokenSinkResult::Continue;
            }
        }
        if let Token::CharacterTokens(text) = &token
            && let Some(held) = &mut *self.held.borrow_mut()
        {
            held.push_str(text);
            return TokenSinkResult::Continue;
        }
        self.hand_on(line);
        self.passed.set(true);
        let result = self.builder.process_token(token, line);
        if matches!(
            result,
            TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext
        ) {
            self.raw_text.set(true);
        }
        result
    }

    fn end(&self) {
        self.hand_on(0);
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
