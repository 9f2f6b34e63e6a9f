//! Guards against cost that grows faster than the input: each page shape is extracted at one size and at four times that size,
//! and may take about four times as long. The shapes are those that have made parsers and extractors quadratic, this library's
//! own triggers among them.

mod shapes;

use std::time::{Duration, Instant};

use dehusk::{Extractor, Input};
use shapes::{BYTES, HTML, TEXT};

/// How many times larger the large input is.
const GROWTH: usize = 4;
/// How many times as long the large input may take. Linear cost gives 4, quadratic 16; caches and allocators make 4 up to 6.
const MOST: f64 = 9.0;
/// The small input takes at least this long, so that what is measured is work and not the clock.
const LEAST: Duration = Duration::from_millis(4);
/// The small input never gets larger than this, however fast it is. Bytes.
const LARGEST: usize = 1 << 20;
/// Runs of each size; the fastest counts, since everything that disturbs a run makes it slower.
const RUNS: usize = 3;
/// A shape is guilty when it was too slow in as many measurements one after the other: other processes come and go.
const ATTEMPTS: usize = 4;

/// The least time of some runs.
fn time(run: impl Fn()) -> Duration {
    let one = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..RUNS).map(|_| one()).min().unwrap_or_default()
}

/// How many times as long the large input takes as the small one, at a size at which the small one takes long enough.
fn ratio(size: usize, run: &dyn Fn(usize)) -> f64 {
    let small = time(|| run(size));
    let large = time(|| run(GROWTH * size));
    large.as_secs_f64() / small.as_secs_f64()
}

/// A size at which a run takes long enough to be measured.
fn size(run: &dyn Fn(usize), bytes: impl Fn(usize) -> usize) -> usize {
    let mut size = 64;
    loop {
        let start = Instant::now();
        run(size);
        if start.elapsed() >= LEAST || bytes(2 * size) > LARGEST || size >= LARGEST {
            return size;
        }
        size *= 2;
    }
}

/// Measures one shape; tells when it is guilty.
fn check(name: &str, run: &dyn Fn(usize), bytes: impl Fn(usize) -> usize) -> Option<String> {
    let size = size(run, &bytes);
    let mut least = f64::INFINITY;
    for _ in 0..ATTEMPTS {
        least = least.min(ratio(size, run));
        if least <= MOST {
            return None;
        }
    }
    Some(format!(
        "{name}: {GROWTH} times {} bytes take {least:.1} times as long",
        bytes(size)
    ))
}

/// One test, not one a shape: measurements must not run beside each other.
#[test]
fn cost_is_linear() {
    let extractor = Extractor::builder()
        .trace(true)
        .comments(true)
        .build()
        .expect("no selector, no limit");
    // What is read is written too: formats are part of the cost.
    let whole = |input: Input<'_>| {
        let article = extractor.extract(input);
        article.to_html().len() + article.to_markdown().len() + article.text().len()
    };
    let mut guilty = Vec::new();
    for (name, page) in HTML {
        let run = |n: usize| {
            std::hint::black_box(whole(Input::html(&page(n))));
        };
        guilty.extend(check(name, &run, |n| page(n).len()));
    }
    for (name, page) in TEXT {
        let run = |n: usize| {
            std::hint::black_box(whole(Input::text(&page(n))));
        };
        guilty.extend(check(name, &run, |n| page(n).len()));
    }
    for (name, page) in BYTES {
        let run = |n: usize| {
            std::hint::black_box(whole(Input::bytes(&page(n))));
        };
        guilty.extend(check(name, &run, |n| page(n).len()));
    }
    assert!(guilty.is_empty(), "{}", guilty.join("\n"));
}
