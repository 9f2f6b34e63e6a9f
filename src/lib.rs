//! Clean article text and metadata from scraped web pages.

// The pipeline that calls this stage is built beside it.
#[allow(dead_code)]
mod repair;

pub use repair::{Repair, RepairKind};
