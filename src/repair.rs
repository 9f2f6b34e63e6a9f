//! Repair of damaged text: injected pinyin, text read in a wrong encoding, control characters.
use std::borrow::Cow;
mod gbk;
mod lattice;
mod pinyin;
mod plausibility;

pub fn probe(text: &str) -> Cow<'_, str> {
    pinyin::repair(text).map_or(Cow::Borrowed(text), |(t, _)| Cow::Owned(t))
}
