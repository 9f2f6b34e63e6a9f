//! Allocations of one extraction, how many and how large, counted by the allocator: they cost as much as the work on the page where
//! they are many. `cargo bench --bench allocations`.

mod page;

use dehusk::Extractor;
use divan::{AllocProfiler, Bencher};
use page::{PAGES, Page};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(args = PAGES)]
fn extract(bencher: Bencher<'_, '_>, name: &str) {
    Page::read(name).extract(bencher, &Extractor::default());
}
