//! Guards against cost that grows faster than the input: each page shape is extracted at one size and at sizes that double four
//! times, and its time may double with them. The shapes are those that have made parsers and extractors quadratic, this
//! library's own triggers among them. Time is that of the processor, so that other processes disturb little.

mod shapes;

use std::time::{Duration, Instant};

use dehusk::{Extractor, Input};
use shapes::{BYTES, HTML, TEXT};

/// How often the size doubles.
const DOUBLINGS: u32 = 4;
/// How many times as long the largest page may take as the smallest. Linear cost gives 16, quadratic 256. Caches make 16 up to 25,
/// and large pages are judged in parts, which costs a little more once.
const MOST: f64 = 48.0;
/// The smallest page takes at least this long, so that what is measured is work and not the clock.
const LEAST: Duration = Duration::from_millis(2);
/// The smallest page never gets larger than this, however fast it is. Bytes.
const LARGEST: usize = 256 << 10;
/// Runs of each size; the fastest counts, since everything that disturbs a run makes it slower.
const RUNS: usize = 2;
/// A shape is guilty when it was too slow in as many measurements one after the other: other processes come and go.
const ATTEMPTS: usize = 4;

/// The time that this thread has had on a processor, where the system tells it; else the time of day.
fn clock() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let of_thread = || {
        // The system counts the time of a thread when it stops, and every few milliseconds otherwise.
        std::thread::yield_now();
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanoseconds = told.split_ascii_whitespace().next()?.parse().ok()?;
        Some(Duration::from_nanos(nanoseconds))
    };
    of_thread().unwrap_or_else(|| START.get_or_init(Instant::now).elapsed())
}

fn time(run: impl FnOnce()) -> Duration {
    let start = clock();
    run();
    clock().saturating_sub(start)
}

/// The least time of some runs.
fn least(run: impl Fn()) -> Duration {
    (0..RUNS).map(|_| time(&run)).min().unwrap_or_default()
}

/// A size at which a run takes long enough to be measured.
fn size(run: &dyn Fn(usize), bytes: impl Fn(usize) -> usize) -> usize {
    let mut size = 64;
    while bytes(2 * size) <= LARGEST && size < LARGEST && time(|| run(size)) < LEAST {
        size *= 2;
    }
    size
}

/// Measures one shape; tells when it is guilty.
fn check(name: &str, run: &dyn Fn(usize), bytes: impl Fn(usize) -> usize) -> Option<String> {
    let size = size(run, &bytes);
    let mut told = String::new();
    for _ in 0..ATTEMPTS {
        let times: Vec<f64> = (0..=DOUBLINGS)
            .map(|doubling| least(|| run(size << doubling)).as_secs_f64())
            .collect();
        let ratio = times[times.len() - 1] / times[0].max(1e-6);
        if ratio <= MOST {
            return None;
        }
        told = format!(
            "{name}: {} times {} bytes take {ratio:.1} times as long: {times:.4?}",
            1 << DOUBLINGS,
            bytes(size)
        );
    }
    Some(told)
}

/// What is read is written too: formats are part of the cost.
fn whole(extractor: &Extractor, input: Input<'_>) -> usize {
    let article = extractor.extract(input);
    article.to_html().len() + article.to_markdown().len() + article.text().len()
}

/// One test, not one a shape: measurements must not run beside each other.
#[test]
fn cost_is_linear() {
    let extractor = Extractor::builder()
        .trace(true)
        .comments(true)
        .build()
        .expect("no selector, no limit");
    let mut guilty = Vec::new();
    for (name, page) in HTML {
        let run = |n: usize| {
            std::hint::black_box(whole(&extractor, Input::html(&page(n))));
        };
        guilty.extend(check(name, &run, |n| page(n).len()));
    }
    for (name, page) in TEXT {
        let run = |n: usize| {
            std::hint::black_box(whole(&extractor, Input::text(&page(n))));
        };
        guilty.extend(check(name, &run, |n| page(n).len()));
    }
    for (name, page) in BYTES {
        let run = |n: usize| {
            std::hint::black_box(whole(&extractor, Input::bytes(&page(n))));
        };
        guilty.extend(check(name, &run, |n| page(n).len()));
    }
    guilty.extend(selectors());
    assert!(guilty.is_empty(), "{}", guilty.join("\n"));
}

/// Selectors of the caller on lists of any length.
fn selectors() -> Vec<String> {
    let page = |n: usize| format!("<body><ul>{}", "<li class=a><b>x</b>item".repeat(n));
    let selectors = [
        "li:nth-child(2n+1)",
        "li:nth-last-child(2n)",
        "li:nth-of-type(3n)",
        "i ~ li",
        "li:has(i)",
        "ul li b",
        "li:not(.a)",
        "[class*=b]",
    ];
    let check = |css: &str| {
        let extractor = Extractor::builder()
            .drop(css)
            .build()
            .expect("selectors parse");
        let run = |n: usize| {
            std::hint::black_box(whole(&extractor, Input::html(&page(n))));
        };
        check(css, &run, |n| page(n).len())
    };
    selectors.into_iter().filter_map(check).collect()
}

/// A page of so many pieces, each with a word of its own.
fn pieces(count: usize, piece: impl Fn(usize) -> String) -> String {
    let pieces: String = (0..count).map(piece).collect();
    format!("<body>{pieces}")
}

/// Everything of a page that has no husk by decree.
fn all_of(page: &str) -> String {
    let extractor = Extractor::builder()
        .keep("body, body *")
        .build()
        .expect("the selector parses");
    extractor.extract(Input::html(page)).text()
}

/// 64,000 elements in each other take under a second, and each word in them comes out, in order.
#[test]
fn deep_pages_are_flattened() {
    const DEEP: usize = 64_000;
    const MOST: Duration = Duration::from_secs(1);
    let tags: [(&str, &[&str]); 8] = [
        ("div", &["<div>"]),
        ("ul li", &["<ul><li>"]),
        ("b i", &["<b><i>"]),
        ("table", &["<table><tr><td>"]),
        ("font", &["<font color=red>"]),
        (
            "unclosed formatting",
            &["<p><b class=x>", "<p><u>", "<p><font size=2>"],
        ),
        ("blockquote", &["<blockquote>"]),
        (
            "mixed",
            &[
                "<div>",
                "<b>",
                "<ul><li>",
                "<table><tr><td>",
                "<font size=1>",
                "<section><p>",
            ],
        ),
    ];
    for (name, tags) in tags {
        let page = pieces(DEEP, |i| format!("{}w{i} ", tags[i % tags.len()]));
        let mut words = String::new();
        let least = (0..RUNS)
            .map(|_| time(|| words = Extractor::default().extract(Input::html(&page)).text()));
        let least = least.min().unwrap_or_default();
        assert!(least < MOST, "{name}: {least:?}");
        words = all_of(&page);
        // The first line of a page may be read as its title.
        let numbers = words
            .split_whitespace()
            .map(|word| word[1..].parse::<usize>());
        let numbers: Vec<usize> = numbers
            .collect::<Result<_, _>>()
            .expect("nothing but the words of the page");
        let first = numbers.first().copied().unwrap_or(DEEP);
        assert!(first <= tags.len(), "{name} begins with {first}");
        assert!(numbers.iter().copied().eq(first..DEEP), "{name}");
    }
}

/// The sizes that pages have been seen to reach, or that somebody will try: each is read in time, and its text comes out.
#[test]
fn large_pages_are_read() {
    const MOST: Duration = Duration::from_secs(20);
    let end =
        "And these are the last words of the page, which are nobody's name and no date at all.";
    let word_at_end = |page: String| format!("{page}<p>{end}");
    let attributes: String = (0..100_000).map(|i| format!(" a{i}=1")).collect();
    let classes: String = (0..100_000).map(|i| format!("post-{i} ")).collect();
    let pages = [
        ("attributes", format!("<body><p{attributes}>text")),
        ("classes", format!("<body><div class=\"{classes}\">text")),
        ("line breaks", format!("<body>{}", "<br>".repeat(1_000_000))),
        ("lines", format!("<body>{}", "a<br>".repeat(1_000_000))),
        (
            "entities",
            format!("<body>{}", "&amp;&#x4E00;".repeat(100_000)),
        ),
        (
            "links",
            pieces(100_000, |i| format!("<a href=/{i}>l{i}</a> ")),
        ),
        ("blocks", pieces(100_000, |i| format!("<p>p{i}"))),
        (
            "a text",
            format!("<body><p>{}", "word and word, ".repeat(3_500_000)),
        ),
        ("a word", format!("<body><p>{}", "x".repeat(4 << 20))),
        (
            "a title",
            format!("<title>{}</title><body>", "long title ".repeat(100_000)),
        ),
    ];
    for (name, page) in pages {
        let page = word_at_end(page);
        let mut text = String::new();
        let taken = time(|| text = all_of(&page));
        assert!(taken < MOST, "{name}: {taken:?}");
        assert!(text.trim_end().ends_with(end), "{name}");
    }
}

/// What is never closed holds the rest of the page, and its cost is that of its length.
#[test]
fn what_is_never_closed_ends_with_the_page() {
    const MOST: Duration = Duration::from_secs(5);
    for open in [
        "<!--",
        "<script>",
        "<style>",
        "<title>",
        "<textarea>",
        "<![CDATA[",
        "<p a='",
    ] {
        let page = format!("<body>seen{open}{}", "- <!- </scrip <b x='".repeat(200_000));
        let mut text = String::new();
        let taken = time(|| text = all_of(&page));
        assert!(taken < MOST, "{open}: {taken:?}");
        assert!(text.starts_with("seen"), "{open}");
    }
}
