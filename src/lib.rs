//! Clean article text and metadata from scraped web pages.

mod extract;

mod settings;

mod error;

mod decode;
mod repair;

mod language;
mod normalize;
mod script;

mod block;
mod dom;
mod flat;
mod terms;

mod article;
mod assemble;
mod classify;
mod metadata;
mod render;
mod trace;

pub use article::{Article, BodyBlock, Cell, ListItem, PageType, RichText, Span, Style, Table};
pub use decode::{Decoding, Evidence};
pub use error::{Error, ErrorKind};
pub use extract::{Extractor, ExtractorBuilder, Input, Stage, extract};
pub use metadata::{Date, Image, Metadata, Source, Sourced, date};
pub use repair::{Repair, RepairKind};
pub use script::Script;
pub use settings::{Focus, Limits, OutputScript};
pub use trace::{Decision, Trace};
