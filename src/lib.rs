#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

// The stages, in the order of the way from bytes to article.
mod extract;

mod bounds;

mod settings;

mod error;

mod decode;

mod repair;

mod normalize;

mod script;

mod language;

mod dom;

mod flat;

mod json;

mod block;

mod terms;

mod word_table;

mod metadata;

mod classify;

mod assemble;

mod article;

mod render;

mod trace;

#[cfg(feature = "training")]
pub mod training;

pub use article::{
    Article, BodyBlock, BodySource, Cell, Definition, ListItem, MediaKind, PageType, RichText,
    Span, Style, Table,
};
pub use bounds::Bound;
pub use decode::{Decoding, Evidence};
pub use error::{Error, ErrorKind};
pub use extract::{Extractor, ExtractorBuilder, Input, Stage, extract};
pub use language::LanguageEvidence;
pub use metadata::{Date, Image, Metadata, Pages, Source, Sourced, date};
pub use repair::{Repair, RepairKind};
pub use script::Script;
pub use settings::{Focus, Limits, OutputScript, Region, UnicodeForm};
pub use trace::{Decision, Reason, Trace};
