//! The way of a page from bytes to article: the only place that calls the stages, in order. It holds no rule and no constant
//! of its own.

use std::borrow::Cow;

use url::Url;

use crate::article::Article;
use crate::assemble;
use crate::block::{self, Page};
use crate::classify::{self, Model};
use crate::decode::{self, Decoding, Hints};
use crate::dom::{self, Dom};
use crate::error::Error;
use crate::flat;
use crate::metadata::{self, Date};
use crate::repair::{self, Repair, RepairKind};
use crate::script::{self, Conversion, Script};
use crate::settings::{Focus, Limits, OutputScript, Region, Settings, UnicodeForm};

/// Extracts the article of a page with default settings: finds out the encoding and whether the page is HTML or flattened
/// text, repairs what is damaged, keeps the body, reads the metadata.
///
/// Never fails and never panics. Time and memory are linear in the input.
///
/// ```
/// let page = "<html><head><title>On rivers - Example</title></head><body><nav><a href=/>Home</a></nav><h1>On rivers</h1>\
///     <p>A river is older than the valley it runs in, and it will be there when the valley has gone.</p>\
///     <p>Whoever lives beside one learns to read it, by its colour, by its sound, and by what it carries.</p>\
///     <footer>Copyright</footer></body></html>";
/// let article = dehusk::extract(page.as_bytes());
/// assert_eq!(article.title(), Some("On rivers"));
/// assert!(article.text().starts_with("A river is older"));
/// assert!(!article.text().contains("Copyright"));
/// ```
pub fn extract(bytes: &[u8]) -> Article {
    Extractor::default().extract(Input::bytes(bytes))
}

/// A page and what the caller knows about it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    content: Content<'a>,
    form: Form,
    content_type: Option<&'a str>,
    url: Option<&'a str>,
    seen: Option<Date>,
}

#[derive(Debug, Clone, Copy)]
enum Content<'a> {
    Bytes(&'a [u8]),
    Text(&'a str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Unknown,
    Html,
    Text,
}

impl<'a> Input<'a> {
    /// A page as it was served or stored, in any encoding; HTML or flattened text, which is found out.
    pub fn bytes(bytes: &'a [u8]) -> Self {
        Input::new(Content::Bytes(bytes), Form::Unknown)
    }

    /// An HTML page that is decoded already.
    pub fn html(text: &'a str) -> Self {
        Input::new(Content::Text(text), Form::Html)
    }

    /// A page that somebody has flattened to text already.
    pub fn text(text: &'a str) -> Self {
        Input::new(Content::Text(text), Form::Text)
    }

    fn new(content: Content<'a>, form: Form) -> Self {
        Input {
            content,
            form,
            content_type: None,
            url: None,
            seen: None,
        }
    }

    /// Says that the page is HTML, whatever it looks like.
    pub fn as_html(mut self) -> Self {
        self.form = Form::Html;
        self
    }

    /// Says that the page is flattened text, whatever it looks like.
    pub fn as_text(mut self) -> Self {
        self.form = Form::Text;
        self
    }

    /// The `Content-Type` header that the page came with, such as `text/html; charset=gbk`. Its charset is evidence, not an
    /// order: servers are often wrong.
    pub fn content_type(mut self, value: &'a str) -> Self {
        self.content_type = Some(value);
        self
    }

    /// The address that the page came from. It makes links absolute, and its host and path are evidence for encoding, date
    /// and kind of page. One that cannot be parsed is ignored.
    pub fn url(mut self, value: &'a str) -> Self {
        self.url = Some(value);
        self
    }

    /// When the page was seen, in its own time. Only against it are "3 hours ago" and 昨天 dates; without it they tell nothing.
    /// A date more than three days later is neither that of publication nor that of a change; without it a date after 2030 is
    /// only where another place of the page bears it out.
    pub fn seen(mut self, date: Date) -> Self {
        self.seen = Some(date);
        self
    }

    fn address(&self) -> Option<Url> {
        self.url.and_then(|url| Url::parse(url.trim()).ok())
    }
}

/// Settings for an [`Extractor`]; each method sets one and gives the builder back.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct ExtractorBuilder {
    settings: Settings,
    model: Model,
    error: Option<Error>,
}

impl ExtractorBuilder {
    /// The Han script of title, body and metadata. Default: as the page has it.
    pub fn script(mut self, script: OutputScript) -> Self {
        self.settings.script = script;
        self
    }

    /// Whose forms traditional text of the page is written in, when it is converted to simplified characters. Default: not
    /// known.
    pub fn region(mut self, region: Region) -> Self {
        self.settings.region = region;
        self
    }

    /// Whether quotation marks of Chinese text follow the output script: “ ” in simplified text, 「 」 in traditional.
    /// Default: no. Without an output script it changes nothing.
    pub fn quotation_marks(mut self, yes: bool) -> Self {
        self.settings.quotation_marks = yes;
        self
    }

    /// A term that conversion between scripts leaves as it stands, wherever it occurs. May be called several times; of two
    /// terms that begin at the same place the longer one is protected.
    pub fn protect(mut self, term: &str) -> Self {
        self.settings.protected.push(term.to_owned());
        Conversion::sort_terms(&mut self.settings.protected);
        self
    }

    /// Whether names in the metadata (authors, editors, source, site) are converted to the output script. Default: no, a
    /// name is written as its owner writes it; only where a page was itself converted by the program that injected pinyin
    /// they come back with the text.
    pub fn convert_names(mut self, yes: bool) -> Self {
        self.settings.convert_names = yes;
        self
    }

    /// The Unicode form of text that is given out. Code stays exact. Default: [`UnicodeForm::Nfc`].
    pub fn unicode_form(mut self, form: UnicodeForm) -> Self {
        self.settings.form = form;
        self
    }

    /// Whether full-width Latin letters and digits become ASCII and half-width kana full-width. Default: no.
    pub fn usual_widths(mut self, yes: bool) -> Self {
        self.settings.usual_widths = yes;
        self
    }

    /// Whether ASCII punctuation in Chinese text becomes full-width where Chinese characters stand around it, as on pages
    /// whose punctuation some program has folded. Straight quotation marks stay. Default: no.
    pub fn chinese_punctuation(mut self, yes: bool) -> Self {
        self.settings.chinese_punctuation = yes;
        self
    }

    /// Which error an uncertain block is to risk. Default: [`Focus::Balanced`].
    pub fn focus(mut self, focus: Focus) -> Self {
        self.settings.focus = focus;
        self
    }

    /// Whether readers' comments below an article are given, apart from the body. On forums posts are the body, whatever
    /// this says. Default: no.
    pub fn comments(mut self, yes: bool) -> Self {
        self.settings.comments = yes;
        self
    }

    /// Whether links keep their addresses. Their text stays either way. Default: yes.
    pub fn links(mut self, yes: bool) -> Self {
        self.settings.links = yes;
        self
    }

    /// Whether images are given. Captions stay either way. Default: yes.
    pub fn images(mut self, yes: bool) -> Self {
        self.settings.images = yes;
        self
    }

    /// Whether tables are given. Default: yes.
    pub fn tables(mut self, yes: bool) -> Self {
        self.settings.tables = yes;
        self
    }

    /// Keeps what this CSS selector matches, whatever the classification says. May be called several times.
    pub fn keep(mut self, css: &str) -> Self {
        match parse_selector(css) {
            Ok(selector) => self.settings.keep.push(selector),
            Err(error) => self.error = self.error.or(Some(error)),
        }
        self
    }

    /// Drops what this CSS selector matches; stronger than [`keep`](Self::keep). May be called several times.
    pub fn drop(mut self, css: &str) -> Self {
        match parse_selector(css) {
            Ok(selector) => self.settings.drop.push(selector),
            Err(error) => self.error = self.error.or(Some(error)),
        }
        self
    }

    /// Bounds on what one page may cost.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Whether each decision is recorded in [`Article::trace`]. Changes nothing else; costs time and memory. Default: no.
    pub fn trace(mut self, yes: bool) -> Self {
        self.settings.trace = yes;
        self
    }

    /// Whether the JSON-LD of the page is kept as it stands, in
    /// [`Metadata::schema_org`](crate::Metadata::schema_org). Default: no.
    pub fn schema_org(mut self, yes: bool) -> Self {
        self.settings.schema_org = yes;
        self
    }

    /// Judges blocks by this model instead of the built-in one.
    ///
    /// # Errors
    ///
    /// [`build`](Self::build) fails if it is none.
    #[cfg(feature = "training")]
    pub fn model(mut self, bytes: &'static [u8]) -> Self {
        match Model::read(bytes) {
            Some(model) => self.model = model,
            None => self.error = self.error.or(Some(Error::limit("model"))),
        }
        self
    }

    /// Builds the extractor.
    ///
    /// # Errors
    ///
    /// The first selector that could not be parsed, or a limit of zero.
    pub fn build(self) -> Result<Extractor, Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let limits = &self.settings.limits;
        for (name, value) in [
            ("input_bytes", limits.input_bytes),
            ("depth", limits.depth),
            ("nodes", limits.nodes),
        ] {
            if value == 0 {
                return Err(Error::limit(name));
            }
        }
        Ok(Extractor {
            settings: self.settings,
            model: self.model,
        })
    }
}

fn parse_selector(css: &str) -> Result<scraper::Selector, Error> {
    scraper::Selector::parse(css).map_err(|error| Error::selector(css, error))
}

/// Extracts articles. Built once, shared freely: it holds settings and the model, no state, so the same page gives the same article
/// on any thread and whatever ran before.
#[derive(Debug, Clone, Default)]
pub struct Extractor {
    settings: Settings,
    model: Model,
}

/// A page after the first stages: decoded, or decoded and repaired; every line kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    text: String,
    decoding: Decoding,
    repairs: Vec<Repair>,
    script: Script,
}

impl Stage {
    /// The whole text, markup included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the bytes became text.
    pub fn decoding(&self) -> &Decoding {
        &self.decoding
    }

    /// What was repaired; empty after decoding alone.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// The Han script of the text.
    pub fn script(&self) -> Script {
        self.script
    }
}

/// A text with what the first two stages say about it.
struct Prepared<'a> {
    text: Cow<'a, str>,
    decoding: Decoding,
    repairs: Vec<Repair>,
    cut: bool,
}

/// A page before its blocks are judged.
struct Opened<'a> {
    url: Option<Url>,
    prepared: Prepared<'a>,
    /// The tree; `None` for flattened text.
    dom: Option<Dom>,
    page: Page,
    reading: metadata::Reading,
}

impl Opened<'_> {
    /// What classification may know of the page beside its blocks.
    fn facts(&self) -> classify::Facts<'_> {
        classify::Facts {
            claims: &self.reading.claims,
            schema_types: &self.reading.schema_types,
            url: self.url.as_ref(),
            article_body: self.reading.article_body.as_deref(),
            description: self
                .reading
                .metadata
                .description
                .as_ref()
                .map(|description| &*description.value),
        }
    }
}

impl Extractor {
    /// Starts with default settings.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// Extracts the article of a page. Never fails and never panics: a page without an article gives an empty or short body
    /// with low [`confidence`](Article::confidence). Time and memory are linear in the input.
    pub fn extract(&self, input: Input<'_>) -> Article {
        let opened = self.open(&input);
        let classification =
            classify::classify(&opened.page, &opened.facts(), &self.settings, &self.model);
        let Opened {
            url,
            prepared,
            dom,
            page,
            reading,
        } = opened;
        let damaged_hant = has_injected_pinyin(&prepared.repairs);
        let base = dom.map_or_else(|| url.clone(), |dom| dom.base(url.as_ref()));
        assemble::article(assemble::Parts {
            page,
            reading,
            classification,
            settings: &self.settings,
            base: base.as_ref(),
            decoding: prepared.decoding,
            repairs: prepared.repairs,
            cut: prepared.cut,
            damaged_hant,
        })
    }

    /// The blocks of a page with what the model sees of them.
    #[cfg(feature = "training")]
    pub fn features(&self, input: Input<'_>) -> crate::training::Features {
        let opened = self.open(&input);
        let prepared = classify::prepare(&opened.page, &opened.facts());
        crate::training::Features::new(opened.page, prepared)
    }

    /// Everything that is known of a page before its blocks are judged.
    fn open<'a>(&self, input: &Input<'a>) -> Opened<'a> {
        let url = input.address();
        let prepared = self.prepare(input, url.as_ref());
        let (dom, page) = self.blocks(input, &prepared.text);
        let reading = metadata::read(&metadata::Context {
            dom: dom.as_ref(),
            page: &page,
            url: url.as_ref(),
            now: input.seen,
            schema_org: self.settings.schema_org,
        });
        Opened {
            url,
            prepared,
            dom,
            page,
            reading,
        }
    }

    /// The blocks of a page, with its tree if it is HTML.
    fn blocks(&self, input: &Input<'_>, text: &str) -> (Option<Dom>, Page) {
        let is_html = match input.form {
            Form::Unknown => flat::looks_like_html(text),
            form => form == Form::Html,
        };
        if !is_html {
            return (
                None,
                block::from_lines(&flat::lines(text, self.settings.form)),
            );
        }
        let dom = Dom::parse(text, &self.settings.limits);
        let marks = dom::select::marks(&dom, &self.settings.keep, &self.settings.drop);
        let page = block::from_dom(&dom, &marks, self.settings.form);
        (Some(dom), page)
    }

    /// Decodes a page and stops.
    pub fn decode(&self, input: Input<'_>) -> Stage {
        let (text, decoding, _) = self.read(&input, input.address().as_ref());
        Stage {
            script: script::detect(&text),
            text: text.into_owned(),
            decoding,
            repairs: Vec::new(),
        }
    }

    /// Decodes and repairs a page, converts it to the output script if one is set, and stops. Every line is kept.
    pub fn repair(&self, input: Input<'_>) -> Stage {
        let prepared = self.prepare(&input, input.address().as_ref());
        let damaged_hant = has_injected_pinyin(&prepared.repairs);
        let conversion = self.settings.conversion(damaged_hant);
        let text = conversion.convert(&prepared.text);
        Stage {
            script: script::detect(&text),
            text: text.into_owned(),
            decoding: prepared.decoding,
            repairs: prepared.repairs,
        }
    }

    fn prepare<'a>(&self, input: &Input<'a>, url: Option<&Url>) -> Prepared<'a> {
        let (text, decoding, cut) = self.read(input, url);
        let (text, repairs) = match text {
            Cow::Borrowed(text) => {
                let repaired = repair::repair(text);
                (repaired.text, repaired.repairs)
            }
            Cow::Owned(text) => {
                let repaired = repair::repair(&text);
                let changed = match repaired.text {
                    Cow::Borrowed(_) => None,
                    Cow::Owned(changed) => Some(changed),
                };
                let repairs = repaired.repairs;
                (Cow::Owned(changed.unwrap_or(text)), repairs)
            }
        };
        Prepared {
            text,
            decoding,
            repairs,
            cut,
        }
    }

    /// The decoded text, and whether a limit cut it.
    fn read<'a>(&self, input: &Input<'a>, url: Option<&Url>) -> (Cow<'a, str>, Decoding, bool) {
        let limit = self.settings.limits.input_bytes;
        match input.content {
            Content::Text(text) => {
                let kept = &text[..text.floor_char_boundary(limit)];
                let cut = kept.len() < text.len();
                (Cow::Borrowed(kept), Decoding::already_text(), cut)
            }
            Content::Bytes(bytes) => {
                let kept = &bytes[..bytes.len().min(limit)];
                let tld = url.and_then(tld);
                let decoded = decode::decode(
                    kept,
                    &Hints {
                        content_type: input.content_type,
                        tld: tld.map(str::as_bytes),
                    },
                );
                (decoded.text, decoded.decoding, kept.len() < bytes.len())
            }
        }
    }
}

/// The last label of the host, which tells a detector what to expect.
fn tld(url: &Url) -> Option<&str> {
    match url.host()? {
        url::Host::Domain(domain) => domain.trim_end_matches('.').rsplit('.').next(),
        _ => None,
    }
}

fn has_injected_pinyin(repairs: &[Repair]) -> bool {
    repairs
        .iter()
        .any(|repair| repair.kind == RepairKind::InjectedPinyin)
}
