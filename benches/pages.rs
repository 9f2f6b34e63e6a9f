//! Speed in bytes a second of what is read or, for the formats, written: the whole way, and as much of it as can be called
//! alone, on pages of six kinds in three sizes.
//! `cargo bench` runs all, `cargo bench -- decode` some. Each bench checks its answer before it measures. Blocks and their
//! features can be had only with `--features training`.

mod page;

use dehusk::{Article, Extractor, Input, OutputScript};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use page::{Page, Sample, samples};

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

/// Pages with damaged text.
const DAMAGED: [&str; 3] = [
    "zh-injected-pinyin-html",
    "zh-flat-pinyin",
    "zh-mojibake-latin1",
];

/// Bytes to article.
#[divan::bench(args = samples())]
fn extract(bencher: Bencher<'_, '_>, sample: Sample) {
    Page::of(sample).extract(bencher, &Extractor::default());
}

/// Bytes to article, with each decision recorded.
#[divan::bench(args = ["en-news-short", "zh-forum-discuz"])]
fn extract_with_trace(bencher: Bencher<'_, '_>, name: &str) {
    let extractor = Extractor::builder().trace(true).build();
    Page::read(name).extract(bencher, &extractor.expect("no selector, no limit"));
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
#[divan::bench(args = samples())]
fn decode(bencher: Bencher<'_, '_>, sample: Sample) {
    let page = Page::of(sample);
    let extractor = Extractor::default();
    let decode = || extractor.decode(Input::bytes(black_box(&page.bytes)));
    assert_eq!(decode().text(), page.text());
    bencher.counter(page.count()).bench(decode);
}

/// Bytes whose encoding has to be found out, to text.
#[divan::bench(args = ENCODED)]
fn decode_encoded(bencher: Bencher<'_, '_>, name: &str) {
    let page = Page::read(name);
    let extractor = Extractor::default();
    let decode = || extractor.decode(Input::bytes(black_box(&page.bytes)));
    assert_eq!(decode().decoding().chars_lost(), 0);
    bencher.counter(page.count()).bench(decode);
}

/// Text to repaired text, where nothing is damaged.
#[divan::bench(args = samples())]
fn repair(bencher: Bencher<'_, '_>, sample: Sample) {
    let page = Page::of(sample);
    let extractor = Extractor::default();
    let repair = || extractor.repair(Input::text(black_box(page.text())));
    assert!(repair().repairs().is_empty());
    bencher.counter(page.count()).bench(repair);
}

/// Damaged text to repaired text.
#[divan::bench(args = DAMAGED)]
fn repair_damaged(bencher: Bencher<'_, '_>, name: &str) {
    let page = Page::read(name);
    let extractor = Extractor::default();
    let decoded = extractor.decode(Input::bytes(&page.bytes));
    let repair = || extractor.repair(Input::text(black_box(decoded.text())));
    assert!(!repair().repairs().is_empty());
    bencher.counter(page.count()).bench(repair);
}

/// Text to blocks, and to the features of each.
#[cfg(feature = "training")]
#[divan::bench(args = samples())]
fn blocks(bencher: Bencher<'_, '_>, sample: Sample) {
    let page = Page::of(sample);
    let extractor = Extractor::default();
    let blocks = || extractor.features(page.input());
    page.check_text(&blocks().texts().join("\n\n"));
    bencher.counter(page.count()).bench(blocks);
}

#[divan::bench(args = samples())]
fn to_text(bencher: Bencher<'_, '_>, sample: Sample) {
    render(bencher, sample, Article::text);
}

#[divan::bench(args = samples())]
fn to_markdown(bencher: Bencher<'_, '_>, sample: Sample) {
    render(bencher, sample, Article::to_markdown);
}

#[divan::bench(args = samples())]
fn to_html(bencher: Bencher<'_, '_>, sample: Sample) {
    render(bencher, sample, Article::to_html);
}

/// Article to a format.
fn render(bencher: Bencher<'_, '_>, sample: Sample, format: fn(&Article) -> String) {
    let page = Page::of(sample);
    let article = Extractor::default().extract(page.input());
    page.check(&article);
    let written = format(&article);
    page.check_words(&written);
    bencher
        .counter(BytesCount::new(written.len()))
        .bench(|| format(black_box(&article)));
}

/// An extractor, which those who extract one page only build each time.
#[divan::bench]
fn build(bencher: Bencher<'_, '_>) {
    bencher.bench(|| Extractor::builder().script(OutputScript::Hans).build());
}
