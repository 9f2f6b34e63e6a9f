//! Clean article text and metadata from scraped web pages.

mod repair;

pub use repair::{Repair, RepairKind};

#[doc(hidden)]
pub fn probe(text: &str) -> (String, Vec<Repair>) { let r = repair::repair(text); (r.text.into_owned(), r.repairs) }
