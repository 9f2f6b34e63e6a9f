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

use crate::article::Article;
use html::html;
use markdown::markdown;
pub(crate) use text::text;

/// The body in the formats of this stage.
impl Article {
    /// The body as plain text: blocks separated by a blank line, list items and table rows a line each, cells separated by a
    /// tab. Title and byline are not in it.
    pub fn text(&self) -> String {
        text(&self.blocks)
    }

    /// The body as CommonMark with GFM tables.
    pub fn to_markdown(&self) -> String {
        markdown(&self.blocks)
    }

    /// The body as HTML made of a small set of elements: no script, style, event attribute or `javascript:` address.
    pub fn to_html(&self) -> String {
        html(&self.blocks)
    }
}
