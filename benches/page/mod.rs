//! The pages that benches read: six kinds in three sizes, put together from pages of the corpus.

// Each bench uses a part.
#![allow(dead_code)]

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use dehusk::{Article, Extractor, Input};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

/// A kind of page.
struct Kind {
    name: &'static str,
    /// The address: whoever has pages has their addresses, and they say what kind of page it is.
    url: &'static str,
    /// Pages of the corpus; of the first one there is something in every size.
    from: &'static [&'static str],
    /// Whether a page has one article, which grows with it. Of several articles one after the other only the first would be kept,
    /// and what is dropped early costs little.
    is_article: bool,
}

const KINDS: [Kind; 6] = [
    Kind {
        name: "news",
        url: "https://news.example/2021/05/03/on-rivers.html",
        from: &[
            "pl-news",
            "es-news",
            "de-news",
            "ru-news",
            "en-interview",
            "fr-blog",
        ],
        is_article: true,
    },
    Kind {
        name: "forum",
        url: "https://forum.example/viewtopic.php?t=1",
        from: &["en-forum-phpbb", "en-forum-noscript", "en-qa-votes"],
        is_article: false,
    },
    Kind {
        name: "documentation",
        url: "https://docs.example/docs/guides/retries",
        from: &[
            "fr-docs-pygments",
            "en-docs-code",
            "en-sphinx-api",
            "de-docs-tabs",
        ],
        is_article: false,
    },
    Kind {
        name: "listing",
        url: "https://shop.example/collections/lamps",
        from: &[
            "en-collection",
            "en-product-jsonld",
            "en-listing",
            "zh-listing",
        ],
        is_article: false,
    },
    Kind {
        name: "chinese news",
        url: "https://news.example/2021-05/03/content_1.htm",
        from: &[
            "zh-news-gbk-nolabel",
            "zh-hongkong-news",
            "zh-news-mainland-utf8",
            "zh-taiwan-news-utf8",
        ],
        is_article: true,
    },
    Kind {
        name: "flat",
        url: "",
        from: &["en-flat-news", "zh-flat-teasers"],
        is_article: false,
    },
];

const SIZES: [(&str, usize); 3] = [("10 kB", 10_000), ("100 kB", 100_000), ("1 MB", 1_000_000)];

/// What a bench reads: a kind and a size.
#[derive(Clone, Copy)]
pub struct Sample {
    kind: usize,
    size: usize,
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", KINDS[self.kind].name, SIZES[self.size].0)
    }
}

/// Each kind in each size.
pub fn samples() -> impl Iterator<Item = Sample> {
    let sizes = |kind| (0..SIZES.len()).map(move |size| Sample { kind, size });
    (0..KINDS.len()).flat_map(sizes)
}

/// A page with a part of the body that it should give.
pub struct Page {
    pub bytes: Vec<u8>,
    url: String,
    /// A part of the body.
    block: String,
    /// The first long line of the body.
    long_line: String,
    /// Bytes of text that the article should have at least.
    least: usize,
}

/// Bytes of a line that is long enough to be found nowhere else.
const LONG: usize = 60;

impl Page {
    /// A page of the corpus, which should give the longest block of its body.
    pub fn read(name: &str) -> Page {
        let folder = folder(name);
        let read = |file: &str| fs::read(folder.join(file)).ok();
        let bytes = read("page.html").or_else(|| read("page.txt"));
        let body = body_text(name);
        let body = body.trim_end();
        let longest = body.split("\n\n").max_by_key(|block| block.len());
        let long = body.lines().find(|line| line.len() >= LONG);
        let known = read("input.json").and_then(|json| serde_json::from_slice(&json).ok());
        let known: serde_json::Value = known.unwrap_or_default();
        Page {
            url: known["url"].as_str().unwrap_or_default().to_owned(),
            bytes: bytes.unwrap_or_else(|| panic!("{name}: there is no page")),
            block: longest.unwrap_or_default().to_owned(),
            long_line: long.unwrap_or_default().to_owned(),
            least: 0,
        }
    }

    /// A page of this kind and size in UTF-8: the bodies of pages of the corpus, one after the other and over again. Where it has
    /// an article, that of the first grows to a third of the page, and is to be kept. It should give the first long line of the
    /// first.
    pub fn of(sample: Sample) -> Page {
        let Kind {
            from,
            url,
            is_article,
            ..
        } = KINDS[sample.kind];
        let (_, size) = SIZES[sample.size];
        let pages: Vec<Page> = from.iter().map(|name| Page::read(name)).collect();
        let mut texts: Vec<String> = pages.iter().map(Page::decoded).collect();
        let is_html = !url.is_empty();
        let mut text = String::new();
        if is_html {
            text = format!(
                "<!DOCTYPE html><meta charset=utf-8><title>{}</title>",
                from[0]
            );
            texts
                .iter_mut()
                .for_each(|page| *page = body(page).to_owned());
        }
        let mut least = 0;
        let mut parts = texts.iter().cycle();
        if is_article {
            let paragraphs = paragraphs(from, size / ARTICLE_SHARE);
            least = paragraphs.len() * 9 / 10;
            let first = parts.next().expect("a page");
            let (head, tail) = first.split_at(behind(first, &pages[0].long_line));
            text.extend([head, &paragraphs, tail]);
        }
        while text.len() < size {
            text.push_str(parts.next().expect("pages without end"));
        }
        // A tag or a line is whole or not there.
        let end = if is_html { '<' } else { '\n' };
        let end = text[..text.floor_char_boundary(size)].rfind(end);
        text.truncate(end.expect("a page has tags, a text has lines"));
        let first = pages.into_iter().next().expect("a page");
        Page {
            bytes: text.into_bytes(),
            url: url.to_owned(),
            block: first.long_line.clone(),
            long_line: first.long_line,
            least,
        }
    }

    fn decoded(&self) -> String {
        let stage = Extractor::default().decode(Input::bytes(&self.bytes));
        assert_eq!(stage.decoding().chars_lost(), 0);
        stage.text().to_owned()
    }

    pub fn count(&self) -> BytesCount {
        BytesCount::new(self.bytes.len())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("pages that are put together are in UTF-8")
    }

    pub fn input(&self) -> Input<'_> {
        Input::bytes(black_box(&self.bytes)).url(&self.url)
    }

    pub fn check(&self, article: &Article) {
        let text = article.text();
        self.check_text(&text);
        assert!(text.len() >= self.least, "{} bytes", text.len());
    }

    pub fn check_text(&self, text: &str) {
        assert!(text.contains(&self.block), "{:?} is lacking", self.block);
    }

    /// Checks that a format, which may put marks between words, holds the words of the block in their order.
    pub fn check_words(&self, written: &str) {
        let mut rest = written;
        for word in self.block.split(|c: char| !c.is_alphanumeric()) {
            let Some((_, behind)) = rest.split_once(word) else {
                panic!("{word:?} is lacking");
            };
            rest = behind;
        }
    }

    /// Checks one extraction, then measures more.
    pub fn extract(&self, bencher: Bencher<'_, '_>, extractor: &Extractor) {
        let extract = || extractor.extract(self.input());
        self.check(&extract());
        bencher.counter(self.count()).bench(extract);
    }
}

fn folder(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("corpus").join(name)
}

/// The body that a page of the corpus should give.
fn body_text(name: &str) -> String {
    let body = fs::read_to_string(folder(name).join("body.txt"));
    body.unwrap_or_else(|error| panic!("{name}/body.txt: {error}"))
}

/// One in so many bytes of a page is of its article.
const ARTICLE_SHARE: usize = 3;

/// So many bytes of paragraphs, from the bodies of these pages and over again.
fn paragraphs(from: &[&str], size: usize) -> String {
    let bodies: Vec<String> = from.iter().map(|name| body_text(name)).collect();
    let blocks = bodies.iter().flat_map(|body| body.split("\n\n"));
    let mut paragraphs = String::new();
    for block in blocks.cycle() {
        if paragraphs.len() >= size {
            break;
        }
        let block = block.replace('&', "&amp;").replace('<', "&lt;");
        paragraphs.extend(["<p>", &block, "</p>\n"]);
    }
    paragraphs
}

/// Where the paragraph ends that begins with the first words of this line, whether its end tag is there or not.
fn behind(page: &str, line: &str) -> usize {
    let words = &line[..line.floor_char_boundary(LONG / 4)];
    let start = page.find(words).expect("the first long line");
    let ends = ["<p", "</p"].map(|tag| page[start..].find(tag));
    let end = ends.into_iter().flatten().min();
    start + end.expect("the end of a paragraph")
}

/// What stands between the tags of the body.
fn body(page: &str) -> &str {
    let start = page.find("<body").expect("a body");
    let start = start + page[start..].find('>').expect("the end of a tag") + 1;
    let end = page.rfind("</body>").unwrap_or(page.len());
    &page[start..end]
}
