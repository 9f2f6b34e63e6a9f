//! The labelled pages of the bench: where they lie, what their golds say, and which fold each belongs to.

#![allow(dead_code, reason = "each program uses a part")]

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// Sets whose golds are whole texts, or segments that must and must not be there.
pub const SETS: &[&str] = &[
    "wcxb_dev",
    "aeb",
    "traf_eval",
    "magic_article",
    "magic_forum",
    "zh_immortal",
    "gne",
    "zh_extra",
    "readability",
    "defuddle",
    "newspaper4k",
    "flat",
];

/// Sets that only teach: what other tools make of their own pages.
pub const TEACHING: &[&str] = &["readability", "defuddle", "newspaper4k"];

/// Sets whose golds are dates and nothing else.
pub const DATES: &[&str] = &["htmldate"];

/// Folds that pages are parted into, whole sites in one.
pub const FOLDS: usize = 5;

/// A line of `gold.jsonl`; fields that nothing here reads are left out.
#[derive(Debug, Clone, Deserialize)]
pub struct Gold {
    pub id: String,
    pub url: Option<String>,
    pub page_type: Option<String>,
    pub lang: Option<String>,
    pub text: Option<String>,
    #[serde(default)]
    pub with: Vec<String>,
    #[serde(default)]
    pub without: Vec<String>,
    pub domain: Option<String>,
    pub title: Option<String>,
    pub author: Option<String>,
    /// The day of publication, `2026-11-26`.
    pub date_iso: Option<String>,
}

/// A page with its gold.
#[derive(Debug, Clone)]
pub struct LabelledPage {
    pub set: &'static str,
    pub gold: Gold,
    pub path: PathBuf,
}

impl LabelledPage {
    /// The fold of its site: the same in every set and whatever other pages there are.
    pub fn fold(&self) -> usize {
        let site = self.gold.domain.as_deref().unwrap_or(&self.gold.id);
        (fingerprint(site.as_bytes()) >> 20) as usize % FOLDS
    }
}

/// FNV-1a, which no version of the standard library changes.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Reads the golds of a set.
pub fn read(bench: &Path, set: &'static str) -> Result<Vec<LabelledPage>, String> {
    let folder = bench.join(set);
    let path = folder.join("gold.jsonl");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let extension = if set == "flat" { "txt" } else { "html" };
    let mut pages = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let gold: Gold =
            serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
        let path = folder
            .join("pages")
            .join(format!("{}.{extension}", gold.id));
        pages.push(LabelledPage { set, gold, path });
    }
    Ok(pages)
}
