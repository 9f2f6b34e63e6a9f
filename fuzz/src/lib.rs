//! The laws that no input may break, one function a fuzz target, through the public interface only. The fuzz targets call them
//! with what the fuzzer makes up; `tests/replay.rs` calls them with the seeds, with every find, and with the pages of the corpus.
//! A law that is broken panics and says which.

mod made;
mod output;
mod page;
mod record;

pub use record::records;

use arbitrary::Unstructured;
use dehusk::{
    Article, BodyBlock, BodySource, Bound, Extractor, ExtractorBuilder, Focus, Input, Limits,
    OutputScript, Region, RichText, Stage, Style, UnicodeForm,
};

/// A fuzz target: its name, which is that of its folder of seeds, and the laws that it holds an input to.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 7] = [
    ("decode", decode),
    ("repair", repair),
    ("extract_html", extract_html),
    ("extract_text", extract_text),
    ("settings", settings),
    ("made", made),
    ("records", records),
];

/// Headers that servers send, right or wrong.
const CONTENT_TYPES: [&str; 8] = [
    "text/html; charset=gbk",
    "text/html; charset=utf-8",
    "text/html;charset=\"Big5\"",
    "text/html; charset=shift_jis",
    "text/html; charset=iso-8859-1",
    "text/html; charset=utf-16",
    "text/html; charset=",
    "charset",
];

/// Addresses that differ in what they tell a detector, and some that are none.
const URLS: [&str; 6] = [
    "https://news.example.cn/2021/03/04/a_1.html",
    "http://example.com.tw/",
    "https://blog.example.jp/entry?id=1",
    "https://[::1]/a/b/../c",
    "not an address",
    "data:text/html,x",
];

/// Selectors that a user may write.
const SELECTORS: [&str; 8] = [
    "p",
    "div",
    "#main",
    ".content, article",
    "body > *",
    "[class*=ad]",
    "li:nth-child(2n+1)",
    "*",
];

const SCRIPTS: [OutputScript; 5] = [
    OutputScript::Keep,
    OutputScript::Hans,
    OutputScript::Hant,
    OutputScript::HantTw,
    OutputScript::HantHk,
];

/// Decoding: any bytes give text, always the same; valid UTF-8 comes back unchanged; the account of what was lost is true.
pub fn decode(data: &[u8]) {
    let extractor = Extractor::default();
    let plain = Input::bytes(data);
    check_decoding(data, &extractor.decode(plain));
    assert_eq!(
        extractor.decode(plain),
        extractor.decode(plain),
        "decoding the same bytes twice differs"
    );
    let hinted = plain
        .content_type(CONTENT_TYPES[pick(data, CONTENT_TYPES.len())])
        .url(URLS[pick(data, URLS.len())]);
    check_decoding(data, &extractor.decode(hinted));
}

fn check_decoding(data: &[u8], stage: &Stage) {
    let decoding = stage.decoding();
    let encoding = encoding_rs::Encoding::for_label(decoding.encoding().as_bytes());
    assert_eq!(
        encoding.map(encoding_rs::Encoding::name),
        Some(decoding.encoding()),
        "the encoding has no name of the standard"
    );
    let replaced = stage.text().matches('\u{FFFD}').count();
    assert!(
        decoding.chars_lost() <= replaced,
        "more characters counted as lost than there are replacements"
    );
    assert!(
        stage.text().len() <= 3 * data.len(),
        "a byte became more than one character"
    );
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    // ASCII with these bytes may be UTF-16 or ISO-2022-JP, as the documentation says.
    if text.is_ascii() && text.contains(['\0', '\x1b']) {
        return;
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    assert_eq!(stage.text(), text, "valid UTF-8 was changed");
    assert_eq!(decoding.chars_lost(), 0, "valid UTF-8 lost characters");
}

/// Repair: what was repaired is not changed a second time, lines stay lines, plain ASCII without a closing bracket (which
/// injected pinyin needs) is never touched, and the account is not empty when something changed.
pub fn repair(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    let extractor = Extractor::default();
    let once = extractor.repair(Input::text(text));
    let twice = extractor.repair(Input::text(once.text()));
    assert_eq!(once.text(), twice.text(), "repair is not idempotent");
    assert!(
        twice.repairs().is_empty(),
        "a second repair reports repairs"
    );
    assert_eq!(
        once.text().matches('\n').count(),
        text.matches('\n').count(),
        "repair changed the number of lines"
    );
    assert_eq!(
        once.repairs().is_empty(),
        once.text() == text,
        "repairs are reported, or not, without a change that is like it"
    );
    for repair in once.repairs() {
        assert!(repair.count > 0, "a repair that happened no times");
    }
    let harmless = |c: char| matches!(c, ' '..='~' | '\t' | '\n' | '\r') && c != ')';
    if text.chars().all(harmless) {
        assert_eq!(once.text(), text, "harmless ASCII was repaired");
    }
    let script = SCRIPTS[pick(data, SCRIPTS.len())];
    let converted = build(Extractor::builder().script(script)).repair(Input::text(text));
    assert_eq!(
        converted.text().matches('\n').count(),
        text.matches('\n').count(),
        "conversion changed the number of lines"
    );
}

/// One of so many choices, by the input, so that an input always meets the same and all are met in the end.
fn pick(data: &[u8], count: usize) -> usize {
    let sum: usize = data.iter().map(|&byte| usize::from(byte)).sum();
    sum % count
}

/// Extraction from HTML: see [`check_article`]; besides, the body holds nothing that the page does not show.
pub fn extract_html(data: &[u8]) {
    extract(Input::bytes(data).as_html(), page::letters_of_html);
}

/// Extraction from flattened text: see [`check_article`]; besides, the body holds nothing that is not in the text.
pub fn extract_text(data: &[u8]) {
    extract(Input::bytes(data).as_text(), page::letters);
}

fn extract(input: Input<'_>, letters: fn(&str) -> String) {
    let article = build(Extractor::builder().comments(true)).extract(input);
    check_article(&article);
    check_trace(&article, Extractor::builder().comments(true), input);
    // Where a bound flattened the page, or the page says how it is put together, the tree that the law below builds for itself
    // is another one.
    let page = Extractor::default().repair(input);
    if !article.is_cut() && !page::is_rearranged(page.text()) {
        let shown = letters(page.text());
        // A body out of structured data says that it is not what the page shows.
        let body = match article.body_source() {
            BodySource::StructuredData => &[],
            _ => article.blocks(),
        };
        page::check_part(&shown, &[body, article.comments()]);
    }
}

/// A page put together from tags, class names and sentences: the laws of [`extract_html`].
pub fn made(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let Ok(page) = made::page(&mut choices) else {
        return;
    };
    extract(Input::html(&page), page::letters_of_html);
}

/// Any settings with any page: nothing panics, the general laws hold, and each toggle does what it says.
pub fn settings(data: &[u8]) {
    // Settings that the input is too short for are the first of each list.
    let mut choices = Unstructured::new(data);
    let Ok(chosen) = Chosen::read(&mut choices) else {
        return;
    };
    let page = choices.take_rest();
    let text = String::from_utf8_lossy(page);
    let input = chosen.input(page, &text);
    let article = build(chosen.builder()).extract(input);
    check_article(&article);
    check_trace(&article, chosen.builder(), input);
    chosen.check(&article);
}

/// Settings of the builder and of the input, as one value so that they can be applied again and again.
#[derive(Debug)]
struct Chosen {
    script: OutputScript,
    focus: Focus,
    comments: bool,
    links: bool,
    images: bool,
    tables: bool,
    keep: Option<&'static str>,
    drop: Option<&'static str>,
    limits: Limits,
    form: u8,
    content_type: Option<&'static str>,
    url: Option<&'static str>,
    /// A bit for each choice about characters, the lowest first: quotation marks, a protected term, names, widths,
    /// punctuation, NFKC, as it is, Taiwan's forms, Hong Kong's.
    characters: u16,
}

impl Chosen {
    fn read(choices: &mut Unstructured<'_>) -> arbitrary::Result<Chosen> {
        let mut limits = Limits::default();
        if choices.arbitrary()? {
            limits.input_bytes = choices.int_in_range(1..=20_000)?;
            limits.depth = choices.int_in_range(1..=300)?;
            limits.nodes = choices.int_in_range(1..=5_000)?;
            limits.output_bytes = choices.int_in_range(1..=5_000)?;
        }
        Ok(Chosen {
            script: *choices.choose(&SCRIPTS)?,
            focus: *choices.choose(&[Focus::Balanced, Focus::Precision, Focus::Recall])?,
            comments: choices.arbitrary()?,
            links: choices.arbitrary()?,
            images: choices.arbitrary()?,
            tables: choices.arbitrary()?,
            keep: optional(choices, &SELECTORS)?,
            drop: optional(choices, &SELECTORS)?,
            limits,
            form: choices.int_in_range(0..=4)?,
            content_type: optional(choices, &CONTENT_TYPES)?,
            url: optional(choices, &URLS)?,
            characters: choices.arbitrary()?,
        })
    }

    fn builder(&self) -> ExtractorBuilder {
        let mut builder = Extractor::builder()
            .script(self.script)
            .focus(self.focus)
            .comments(self.comments)
            .links(self.links)
            .images(self.images)
            .tables(self.tables)
            .limits(self.limits);
        let has = |bit: u16| self.characters & (1 << bit) != 0;
        builder = builder
            .quotation_marks(has(0))
            .convert_names(has(2))
            .usual_widths(has(3))
            .chinese_punctuation(has(4))
            .unicode_form(match (has(5), has(6)) {
                (true, _) => UnicodeForm::Nfkc,
                (_, true) => UnicodeForm::AsIs,
                _ => UnicodeForm::Nfc,
            })
            .region(match (has(7), has(8)) {
                (true, _) => Region::Taiwan,
                (_, true) => Region::HongKong,
                _ => Region::Unknown,
            });
        if has(1) {
            builder = builder.protect("後面").protect("说");
        }
        if let Some(selector) = self.keep {
            builder = builder.keep(selector);
        }
        if let Some(selector) = self.drop {
            builder = builder.drop(selector);
        }
        builder
    }

    fn input<'a>(&self, bytes: &'a [u8], text: &'a str) -> Input<'a> {
        let mut input = match self.form {
            0 => Input::bytes(bytes),
            1 => Input::bytes(bytes).as_html(),
            2 => Input::bytes(bytes).as_text(),
            3 => Input::html(text),
            _ => Input::text(text),
        };
        if let Some(content_type) = self.content_type {
            input = input.content_type(content_type);
        }
        if let Some(url) = self.url {
            input = input.url(url);
        }
        input
    }

    fn check(&self, article: &Article) {
        let blocks = || article.blocks().iter().chain(article.comments());
        if self.limits == Limits::default() {
            let ours = |bound: &Bound| matches!(bound, Bound::Input | Bound::Output | Bound::Time);
            assert!(
                !article.cut_by().iter().any(ours),
                "cut by a bound that was not met"
            );
        }
        assert!(
            self.comments || article.comments().is_empty(),
            "comments that nobody asked for"
        );
        for block in blocks() {
            match block {
                BodyBlock::Table(_) => assert!(self.tables, "a table that nobody asked for"),
                BodyBlock::Figure { image, .. } => {
                    assert!(
                        self.images || image.is_none(),
                        "an image that nobody asked for"
                    );
                }
                _ => {}
            }
        }
        for text in blocks().flat_map(rich_texts) {
            let link = |style: &Style| matches!(style, Style::Link(_));
            assert!(
                self.links || !text.spans.iter().any(|span| link(&span.style)),
                "a link that nobody asked for"
            );
        }
    }
}

/// None as often as any of the others.
fn optional<T: Copy>(choices: &mut Unstructured<'_>, all: &[T]) -> arbitrary::Result<Option<T>> {
    let index = choices.int_in_range(0..=all.len())?;
    Ok(index
        .checked_sub(1)
        .and_then(|index| all.get(index))
        .copied())
}

fn build(builder: ExtractorBuilder) -> Extractor {
    builder
        .build()
        .expect("limits are positive and selectors parse")
}

/// What holds for every article: confidence is a share, marks lie within their text, each format can be written and read,
/// and what is written is safe and says the same.
pub fn check_article(article: &Article) {
    assert!(
        (0.0..=1.0).contains(&article.confidence()),
        "confidence {} is not from 0 to 1",
        article.confidence()
    );
    for block in article.blocks().iter().chain(article.comments()) {
        rich_texts(block).into_iter().for_each(check_marks);
    }
    output::check_html(article);
    output::check_markdown(article);
}

/// The same input gives the same article, and so does the recording of decisions, but for the record.
fn check_trace(article: &Article, builder: ExtractorBuilder, input: Input<'_>) {
    assert!(article.trace().is_none(), "a trace that nobody asked for");
    let again = build(builder.clone()).extract(input);
    assert_eq!(*article, again, "the same input gives another article");
    let traced = build(builder.trace(true)).extract(input);
    assert!(traced.trace().is_some(), "no trace");
    let parts = |article: &Article| {
        (
            article.blocks().to_vec(),
            article.comments().to_vec(),
            article.metadata().clone(),
            article.page_type(),
            article.confidence(),
            article.script(),
            article.decoding().clone(),
            article.repairs().to_vec(),
            article.cut_by().to_vec(),
            article.body_source(),
        )
    };
    assert_eq!(
        parts(article),
        parts(&traced),
        "the trace changes the article"
    );
}

fn check_marks(rich: &RichText) {
    let mut before: Option<(usize, std::cmp::Reverse<usize>)> = None;
    for span in &rich.spans {
        assert!(
            span.start < span.end && rich.text.get(span.start..span.end).is_some(),
            "a mark outside its text or within a character: {rich:?}"
        );
        let place = (span.start, std::cmp::Reverse(span.end));
        assert!(
            before.is_none_or(|before| before <= place),
            "marks are not in order: {rich:?}"
        );
        before = Some(place);
    }
}

/// Every running text of a block and of what it holds, which is a few levels deep.
fn rich_texts(block: &BodyBlock) -> Vec<&RichText> {
    match block {
        BodyBlock::Heading { content, .. } | BodyBlock::Paragraph { content } => vec![content],
        BodyBlock::List { items, .. } => items
            .iter()
            .flat_map(|item| {
                let held = item.blocks.iter().flat_map(rich_texts);
                std::iter::once(&item.content).chain(held)
            })
            .collect(),
        BodyBlock::Table(table) => {
            let cells = table.rows.iter().flatten().map(|cell| &cell.content);
            std::iter::once(&table.caption).chain(cells).collect()
        }
        BodyBlock::Quote { content } | BodyBlock::Callout { content, .. } => {
            content.iter().flat_map(rich_texts).collect()
        }
        BodyBlock::Footnote { content, .. } => content.iter().collect(),
        BodyBlock::Definitions { entries } => entries.iter().map(|entry| &entry.content).collect(),
        BodyBlock::Figure { caption, .. } => vec![caption],
        _ => Vec::new(),
    }
}
