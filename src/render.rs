//! The body in the formats that leave the library: plain text, Markdown, HTML. Takes finished blocks and gives a string; it
//! decides nothing, drops no block, and is well-formed whatever the blocks hold, also when spans overlap or point outside
//! their text. Time and memory are linear in the input but for sorting spans, and nothing recurses.

mod address;
mod front_matter;
mod html;
mod inline;
mod markdown;
mod tei;
#[cfg(test)]
mod testing;
mod text;
mod wrap;

use crate::article::Article;
use html::html;
pub(crate) use inline::parts;
use markdown::markdown;
pub(crate) use text::text;

/// The body in the formats of this stage.
impl Article {
    /// The body as plain text: blocks separated by a blank line, list items and table rows a line each, cells separated by a
    /// tab. Title and byline are not in it.
    pub fn text(&self) -> String {
        text(&self.blocks)
    }

    /// The body as plain text in lines of at most so many columns, as far as its words allow; East Asian characters take two.
    /// Code and tables keep their lines.
    pub fn text_wrapped(&self, width: usize) -> String {
        text::wrapped(&self.blocks, width)
    }

    /// The article as XML-TEI in the form that trafilatura writes, metadata included. Valid against the schema for corpora that
    /// trafilatura carries, which knows no tables, code and formulas: these are lists, and `ab` of a type of their own.
    pub fn to_tei(&self) -> String {
        tei::tei(self)
    }

    /// The metadata as YAML front matter, to stand above Markdown.
    pub fn front_matter(&self) -> String {
        front_matter::front_matter(self)
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
