//! Clean article text and metadata from scraped web pages.

mod decode;

pub use decode::{Decoding, Evidence};
