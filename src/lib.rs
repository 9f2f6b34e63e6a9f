//! Clean article text and metadata from scraped web pages.

pub mod repair;
