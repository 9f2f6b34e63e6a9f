//! Clean article text and metadata from scraped web pages.

mod dom;
mod script;
mod settings;
