//! dehusk beside other extractors in Rust: each reads the same pages in this one run, one thread, pages in turn, and what is told
//! is megabytes of page a second and the ratio to scraper's parse. `cargo run --release -- FOLDER…`, a folder of pages each.
//!
//! dehusk gets the bytes; the others, most of which take text, get what dehusk decodes, and that is not counted. A page on which
//! one panics counts as done.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, process};

use dehusk::{Extractor, Input};

struct Page {
    bytes: Vec<u8>,
    text: String,
}

/// What one tool makes of a page: the bytes of its text, so that nothing is left undone unseen.
type Tool = (&'static str, fn(&Page) -> usize);

const TOOLS: [Tool; 7] = [
    ("dehusk", |page| {
        let article = EXTRACTOR.with(|extractor| extractor.extract(Input::bytes(&page.bytes)));
        article.text().len()
    }),
    ("scraper, parse only", |page| {
        scraper::Html::parse_document(&page.text).tree.values().len()
    }),
    ("legible", |page| {
        legible::parse(&page.text, None, None).map_or(0, |article| article.text_content.len())
    }),
    ("dom_smoothie", |page| {
        let readability = dom_smoothie::Readability::new(page.text.as_str(), None, None);
        let article = readability.and_then(|mut readability| readability.parse());
        article.map_or(0, |article| article.text_content.len())
    }),
    ("llm_readability", |page| {
        let url = "https://example.org/".parse().expect("an address");
        llm_readability::extractor::extract(&mut page.text.as_bytes(), &url)
            .map_or(0, |article| article.text.len())
    }),
    ("trafilatura (crate)", |page| {
        trafilatura::extract(&page.text, &trafilatura::Options::default())
            .map_or(0, |article| article.content_text.len())
    }),
    ("rs-trafilatura", |page| {
        rs_trafilatura::extract(&page.text).map_or(0, |article| article.content_text.len())
    }),
];

thread_local! {
    static EXTRACTOR: Extractor = Extractor::default();
}

/// Rounds over all pages; the fastest counts, since other work only ever slows one down.
const ROUNDS: usize = 3;

fn main() {
    let folders: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    if folders.is_empty() {
        eprintln!("usage: cargo run --release -- FOLDER…");
        process::exit(2);
    }
    // A peer's panic is its result on that page; it need not be told each time.
    std::panic::set_hook(Box::new(|_| {}));
    for folder in folders {
        let pages = pages(&folder);
        let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
        println!("{}: {} pages, {bytes} bytes", folder.display(), pages.len());
        let times = TOOLS.map(|(_, tool)| {
            let rounds = (0..ROUNDS).map(|_| time(&pages, tool));
            rounds.min().unwrap_or_default()
        });
        let parse = times[1].as_secs_f64();
        for ((name, _), took) in TOOLS.iter().zip(times) {
            let took = took.as_secs_f64();
            println!(
                "{name:20} {:7.1} MB/s {:5.2}",
                bytes as f64 / took / 1e6,
                parse / took
            );
        }
    }
}

fn time(pages: &[Page], tool: fn(&Page) -> usize) -> Duration {
    let start = Instant::now();
    let made = pages
        .iter()
        .map(|page| catch_unwind(AssertUnwindSafe(|| tool(page))).unwrap_or_default());
    std::hint::black_box(made.sum::<usize>());
    start.elapsed()
}

fn pages(folder: &Path) -> Vec<Page> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let extractor = Extractor::default();
    let page = |path: PathBuf| {
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let text = extractor.decode(Input::bytes(&bytes)).text().to_owned();
        Page { bytes, text }
    };
    paths.into_iter().map(page).collect()
}
