//! Allocations of one extraction, how many and how large, counted by the allocator: they cost as much as the work on the page where
//! they are many. `cargo bench --bench allocations`.

mod page;

use dehusk::Extractor;
use divan::{AllocProfiler, Bencher};
use page::Page;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// Pages whose shapes differ: a portal around a short text, a long text, threads, tables, code, layout tables.
const PAGES: [&str; 10] = [
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

#[divan::bench(args = PAGES)]
fn extract(bencher: Bencher<'_, '_>, name: &str) {
    Page::read(name).extract(bencher, &Extractor::default());
}
