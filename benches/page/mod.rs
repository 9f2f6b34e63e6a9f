//! Pages of the corpus that benches read.

use std::fs;
use std::path::Path;

use dehusk::{Article, Extractor, Input};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

/// Pages whose shapes differ: a portal around a short text, a long text, threads, tables, code, layout tables.
pub const PAGES: [&str; 10] = [
    "en-news-short",
    "en-longread",
    "en-wiki",
    "en-table-heavy",
    "en-docs-code",
    "en-forum-phpbb",
    "zh-hongkong-news",
    "zh-news-mainland-utf8",
    "zh-forum-discuz",
    "ja-blog-utf8",
];

/// A page of the corpus with the longest block of the body that it should give.
pub struct Page {
    pub bytes: Vec<u8>,
    /// The address, where the corpus gives one: whoever has pages has their addresses, and they say what kind of page it is.
    url: String,
    block: String,
}

impl Page {
    pub fn read(name: &str) -> Page {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("corpus")
            .join(name);
        let read = |file: &str| fs::read(folder.join(file)).ok();
        let bytes = read("page.html").or_else(|| read("page.txt"));
        let body = fs::read_to_string(folder.join("body.txt"));
        let body = body.unwrap_or_else(|error| panic!("{name}/body.txt: {error}"));
        let longest = body.split("\n\n").max_by_key(|block| block.len());
        let known = read("input.json").and_then(|json| serde_json::from_slice(&json).ok());
        let known: serde_json::Value = known.unwrap_or_default();
        Page {
            url: known["url"].as_str().unwrap_or_default().to_owned(),
            bytes: bytes.unwrap_or_else(|| panic!("{name}: there is no page")),
            block: longest.unwrap_or_default().trim_end().to_owned(),
        }
    }

    pub fn count(&self) -> BytesCount {
        BytesCount::new(self.bytes.len())
    }

    pub fn input(&self) -> Input<'_> {
        Input::bytes(black_box(&self.bytes)).url(&self.url)
    }

    pub fn check(&self, article: &Article) {
        assert!(
            article.text().contains(&self.block),
            "the body lacks {:?}",
            self.block
        );
    }

    /// Checks one extraction, then measures more.
    pub fn extract(&self, bencher: Bencher<'_, '_>, extractor: &Extractor) {
        let extract = || extractor.extract(self.input());
        self.check(&extract());
        bencher.counter(self.count()).bench(extract);
    }
}
