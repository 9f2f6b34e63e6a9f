//! Clean article text and metadata from scraped web pages.

#[allow(dead_code, reason = "used by the stages to come")]
mod language;
#[allow(dead_code, reason = "used by the stages to come")]
mod normalize;
#[allow(dead_code, reason = "used by the stages to come")]
mod script;

pub use script::Script;
