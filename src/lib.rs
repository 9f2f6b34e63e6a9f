//! Clean article text and metadata from scraped web pages.

mod article { #[derive(Debug,Clone,PartialEq,Eq)] pub struct Span { pub start: usize, pub end: usize, pub style: Style } #[derive(Debug,Clone,PartialEq,Eq)] pub enum Style { Strong, Emphasis, Code, Link(String), Formula } }
mod block;
mod dom;
mod error;
mod flat;
mod language;
mod metadata;
mod normalize;
mod script;
mod settings;
mod terms;
mod trace;

pub use script::Script;
