//! Speed on pages of the corpus, in bytes a second of what is read or, for the formats, written: the whole way, and as much of
//! it as can be called alone.
//! `cargo bench` runs all, `cargo bench -- decode` some. Each bench checks its answer before it measures.

mod page;

use dehusk::{Extractor, Input, OutputScript};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use page::{PAGES, Page};

fn main() {
    divan::main();
}

/// Pages that are not in UTF-8, or say something else than they are.
const ENCODED: [&str; 6] = [
    "zh-news-gbk-nolabel",
    "zh-news-wrong-label",
    "zh-taiwan-big5",
    "ja-news-sjis",
    "ko-news-euckr",
    "zh-news-mainland-utf8",
];

/// Pages with damaged text, and one without: what the search for damage costs.
const DAMAGED: [&str; 4] = [
    "zh-injected-pinyin-html",
    "zh-flat-pinyin",
    "zh-mojibake-latin1",
    "zh-hongkong-news",
];

/// Pages that somebody has flattened to text.
const FLAT: [&str; 2] = ["en-flat-news", "zh-flat-teasers"];

/// Bytes to article.
#[divan::bench(args = PAGES)]
fn extract(bencher: Bencher<'_, '_>, name: &str) {
    Page::read(name).extract(bencher, &Extractor::default());
}

/// Bytes to article, with each decision recorded.
#[divan::bench(args = PAGES)]
fn extract_with_trace(bencher: Bencher<'_, '_>, name: &str) {
    let extractor = Extractor::builder().trace(true).build();
    Page::read(name).extract(bencher, &extractor.expect("no selector, no limit"));
}

/// Flattened text to article.
#[divan::bench(args = FLAT)]
fn extract_flat(bencher: Bencher<'_, '_>, name: &str) {
    Page::read(name).extract(bencher, &Extractor::default());
}

/// Bytes to article in the other script.
#[divan::bench(args = ["zh-hongkong-news", "zh-taiwan-news-utf8"])]
fn extract_to_simplified(bencher: Bencher<'_, '_>, name: &str) {
    let page = Page::read(name);
    let extractor = Extractor::builder().script(OutputScript::Hans).build();
    let extractor = extractor.expect("no selector, no limit");
    let extract = || extractor.extract(page.input());
    assert_eq!(extract().script(), dehusk::Script::Hans);
    bencher.counter(page.count()).bench(extract);
}

/// Bytes to text.
#[divan::bench(args = ENCODED)]
fn decode(bencher: Bencher<'_, '_>, name: &str) {
    let page = Page::read(name);
    let extractor = Extractor::default();
    let decode = || extractor.decode(Input::bytes(black_box(&page.bytes)));
    assert_eq!(decode().decoding().chars_lost(), 0);
    bencher.counter(page.count()).bench(decode);
}

/// Text to repaired text.
#[divan::bench(args = DAMAGED)]
fn repair(bencher: Bencher<'_, '_>, name: &str) {
    let page = Page::read(name);
    let extractor = Extractor::default();
    let decoded = extractor.decode(Input::bytes(&page.bytes));
    let repair = || extractor.repair(Input::text(black_box(decoded.text())));
    let is_damaged = name != "zh-hongkong-news";
    assert_eq!(!repair().repairs().is_empty(), is_damaged);
    bencher.counter(page.count()).bench(repair);
}

/// Article to Markdown.
#[divan::bench(args = PAGES)]
fn to_markdown(bencher: Bencher<'_, '_>, name: &str) {
    let page = Page::read(name);
    let article = Extractor::default().extract(page.input());
    page.check(&article);
    bencher
        .counter(BytesCount::new(article.to_markdown().len()))
        .bench(|| black_box(&article).to_markdown());
}

/// Article to HTML.
#[divan::bench(args = PAGES)]
fn to_html(bencher: Bencher<'_, '_>, name: &str) {
    let page = Page::read(name);
    let article = Extractor::default().extract(page.input());
    page.check(&article);
    bencher
        .counter(BytesCount::new(article.to_html().len()))
        .bench(|| black_box(&article).to_html());
}

/// An extractor, which those who extract one page only build each time.
#[divan::bench]
fn build(bencher: Bencher<'_, '_>) {
    bencher.bench(|| Extractor::builder().script(OutputScript::Hans).build());
}
