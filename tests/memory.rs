//! Peak memory as a multiple of the input: each page shape at more than a megabyte, and a page after the other in one process.
//! The allocator counts, so figures are the same on every run.

mod shapes;

use std::alloc::System;
use std::fs;
use std::path::Path;

use dehusk::{Extractor, Input};
use peakmem_alloc::{INSTRUMENTED_SYSTEM, PeakMemAlloc, PeakMemAllocTrait};
use shapes::{BYTES, HTML, TEXT};

#[global_allocator]
static ALLOCATOR: &PeakMemAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Bytes that a page has at least: the promise is about pages over a megabyte.
const LEAST: usize = (1 << 20) + (1 << 18);
/// How many times the input the peak may be.
const MOST: f64 = 12.0;
/// Bytes that tables of names may grow by.
const KEPT: usize = 64 << 10;

/// A page of the wanted size.
fn page(make: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
    let mut n = 1_000;
    loop {
        let page = make(n);
        if page.len() >= LEAST {
            return page;
        }
        n = 1 + n * LEAST / page.len().max(1);
    }
}

/// The peak of an extraction beyond what was there before, as a multiple of the input; the article counts.
fn multiple(extractor: &Extractor, input: Input<'_>, bytes: usize) -> f64 {
    ALLOCATOR.reset_peak_memory();
    let article = extractor.extract(input);
    let peak = ALLOCATOR.get_peak_memory();
    drop(article);
    peak as f64 / bytes as f64
}

/// One test after the other in one thread: what runs beside a measurement is counted too.
#[test]
fn memory_is_bounded() {
    peak_is_a_small_multiple_of_the_input();
    memory_stays_the_same_page_after_page();
}

fn peak_is_a_small_multiple_of_the_input() {
    let extractor = Extractor::default();
    let mut figures = Vec::new();
    for (name, make) in HTML {
        let page = page(|n| make(n).into_bytes());
        figures.push((
            multiple(&extractor, Input::bytes(&page).as_html(), page.len()),
            *name,
        ));
    }
    for (name, make) in TEXT {
        let page = page(|n| make(n).into_bytes());
        figures.push((
            multiple(&extractor, Input::bytes(&page).as_text(), page.len()),
            *name,
        ));
    }
    for (name, make) in BYTES {
        let page = page(make);
        figures.push((multiple(&extractor, Input::bytes(&page), page.len()), *name));
    }
    figures.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (multiple, name) in &figures {
        println!("{multiple:6.1} {name}");
    }
    let guilty: Vec<_> = figures
        .iter()
        .filter(|(multiple, _)| *multiple > MOST)
        .collect();
    assert!(
        guilty.is_empty(),
        "more than {MOST} times the input: {guilty:?}"
    );
}

/// The pages of the corpus, over and over: nothing is kept of a page, so the peak of many is that of one. `DEHUSK_PAGES` says how
/// many are read, 1,000 if it does not; what they took is told whenever there are ten times as many.
fn memory_stays_the_same_page_after_page() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folders = fs::read_dir(&corpus).expect("corpus/");
    let folders = folders.map(|entry| entry.expect("a folder can be read to its end").path());
    let mut pages: Vec<Vec<u8>> = folders
        .filter_map(|folder| fs::read(folder.join("page.html")).ok())
        .collect();
    pages.sort();
    assert!(!pages.is_empty(), "the corpus has no pages");
    let count =
        std::env::var("DEHUSK_PAGES").map_or(1_000, |count| count.parse().expect("a number"));
    let extractor = Extractor::default();
    let peak = |count: usize| {
        ALLOCATOR.reset_peak_memory();
        for page in pages.iter().cycle().take(count) {
            drop(extractor.extract(Input::bytes(page)));
        }
        ALLOCATOR.get_peak_memory()
    };
    // The first round fills tables that are built once.
    peak(pages.len());
    let once = peak(pages.len());
    println!("peak of {} pages: {once} bytes", pages.len());
    let (mut read, mut next) = (0, 1_000);
    while read < count {
        let many = peak(next.min(count) - read);
        read = next.min(count);
        next *= 10;
        println!("peak up to {read} pages: {many} bytes, {}", resident());
        assert!(many <= once + KEPT, "{many} bytes instead of {once}");
    }
}

/// What the system says that the process holds, the allocator's own keeping included.
fn resident() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    line.unwrap_or("resident memory is not told here")
        .to_owned()
}
