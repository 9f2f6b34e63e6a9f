//! What holds blocks of its own: callouts, quotations, items. A joiner has an inner one for what holds the last blocks, and each takes
//! one holder off, so that they are as deep as there are kinds of holders.

use super::{Joiner, Open};
use crate::article::{BodyBlock, ListItem, RichText};
use crate::block::{Block, Item, Media, Role};
use crate::bounds;

/// What holds blocks of its own.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Holder {
    /// A callout, by its number and kind.
    Callout(u32, Option<&'static str>),
    Quote(u32),
    /// An item, with its number in the list.
    Item(Item, Option<u32>),
}

impl Holder {
    fn is_same(&self, other: &Holder) -> bool {
        match (self, other) {
            (Holder::Item(a, _), Holder::Item(b, _)) => a.item == b.item,
            _ => self == other,
        }
    }
}

impl<'a> Joiner<'a> {
    /// What holds a block, from the outermost on.
    pub(super) fn holders(&self, block: &Block) -> Vec<Holder> {
        let structure = block.structure();
        let item = match &block.role {
            Role::Item(item) => Some(item),
            _ => structure.item.as_ref(),
        };
        let quote = match block.role {
            Role::Quote(quote) => Some(quote),
            _ => structure.quote,
        };
        let item = item.filter(|item| !self.entries.contains(&item.item));
        let callout = structure.callout;
        let callout = callout.map(|(number, kind)| Holder::Callout(number, kind));
        let quote = quote.map(Holder::Quote);
        let item = item.map(|item| Holder::Item(item.clone(), structure.number));
        callout.into_iter().chain(quote).chain(item).collect()
    }

    /// The joiner for what these hold.
    pub(super) fn within(&mut self, holders: &[Holder]) -> &mut Joiner<'a> {
        let Some((holder, rest)) = holders.split_first() else {
            self.end_inner();
            return self;
        };
        let goes_on = self
            .inner
            .as_ref()
            .is_some_and(|(last, _)| last.is_same(holder));
        if !goes_on {
            self.end_inner();
        }
        let (notes, entries) = (self.notes, self.entries);
        let new = || (holder.clone(), Box::new(Joiner::new(notes, entries)));
        let (_, inner) = self.inner.get_or_insert_with(new);
        inner.within(rest)
    }

    /// Adds a video or the like, which stands before this block.
    pub(in crate::assemble) fn add_media(&mut self, media: &Media, next: Option<&Block>) {
        let block = BodyBlock::Media {
            kind: media.kind,
            url: media.url.clone(),
            title: media.title.clone(),
        };
        // It stands in what goes on behind it.
        let holders = next.map_or(Vec::new(), |next| self.holders(next));
        self.add_media_within(&holders, block);
    }

    fn add_media_within(&mut self, holders: &[Holder], block: BodyBlock) {
        if let (Some((holder, rest)), Some((last, inner))) =
            (holders.split_first(), &mut self.inner)
            && last.is_same(holder)
        {
            inner.add_media_within(rest, block);
            return;
        }
        self.end_inner();
        match self.open {
            Open::Table { .. } => self.held.push(block),
            _ => self.single(block),
        }
    }

    /// Ends what holds the last blocks.
    pub(super) fn end_inner(&mut self) {
        let Some((holder, inner)) = self.inner.take() else {
            return;
        };
        let content = inner.finish();
        match holder {
            Holder::Callout(_, kind) => self.single(BodyBlock::Callout {
                kind: kind.map(str::to_string),
                content,
            }),
            Holder::Quote(_) => self.single(BodyBlock::Quote { content }),
            Holder::Item(item, number) => self.item(&item, number, content),
        }
    }

    /// Adds the item that holds these blocks to its list.
    fn item(&mut self, item: &Item, number: Option<u32>, blocks: Vec<BodyBlock>) {
        let last = match self.open {
            Open::List { list, item: last } if list == item.list => Some(last),
            _ => None,
        };
        if let (Some(last), Some(BodyBlock::List { items, .. })) = (last, self.blocks.last_mut()) {
            match items.last_mut().filter(|_| item.item < last) {
                // An item goes on below a list within it; it is none of its own.
                Some(inner) => inner.blocks.extend(blocks),
                None => {
                    bounds::push(items, list_item(item, number, blocks));
                    self.open = Open::List {
                        list: item.list,
                        item: item.item,
                    };
                }
            }
            return;
        }
        self.begin(
            BodyBlock::List {
                ordered: item.ordered,
                start: number.filter(|_| item.depth == 0).unwrap_or(item.start),
                items: vec![list_item(item, number, blocks)],
            },
            Open::List {
                list: item.list,
                item: item.item,
            },
        );
    }
}

/// An item of these blocks. Its first paragraph is its text; pictures before it follow it, unless they have captions, since words stay in
/// their order.
fn list_item(item: &Item, number: Option<u32>, mut blocks: Vec<BodyBlock>) -> ListItem {
    let pictures = blocks.iter().take_while(|block| is_wordless(block)).count();
    let mut content = RichText::default();
    if let Some(BodyBlock::Paragraph { content: first }) = blocks.get_mut(pictures) {
        content = std::mem::take(first);
        blocks.remove(pictures);
    }
    // Most items hold nothing else, and there may be a million of them.
    blocks.shrink_to_fit();
    ListItem {
        depth: item.depth,
        ordered: item.ordered,
        number,
        content,
        blocks,
    }
}

/// Whether a block is a picture or the like without words of its own.
fn is_wordless(block: &BodyBlock) -> bool {
    match block {
        BodyBlock::Figure { caption, .. } => caption.text.is_empty(),
        BodyBlock::Media { .. } => true,
        _ => false,
    }
}
