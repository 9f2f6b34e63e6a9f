//! The body in the formats that leave the library: plain text, Markdown, HTML. Takes finished blocks and gives a string; it
//! decides nothing, drops no block, and is well-formed whatever the blocks hold, also when spans overlap or point outside
//! their text. Time and memory are linear in the input but for sorting spans, and nothing recurses.

mod address;
mod html;
mod inline;
mod markdown;
#[cfg(test)]
mod testing;
mod text;

pub(crate) use html::html;
pub(crate) use markdown::markdown;
pub(crate) use text::text;
