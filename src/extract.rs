//! The way of a page from bytes to article: the only place that calls the stages, in order. It holds no rule and no constant
//! of its own.

mod builder;
mod input;

pub use builder::ExtractorBuilder;
pub use input::Input;

use std::borrow::Cow;

use url::Url;

use crate::article::Article;
use crate::assemble;
use crate::block::{self, Page};
use crate::bounds::{Bound, Cuts, Deadline};
use crate::classify::{self, Model};
use crate::decode::{self, Decoding, Hints};
use crate::dom::{self, Dom};
use crate::error::Error;
use crate::flat;
use crate::metadata;
use crate::repair::{self, Repair, RepairKind};
use crate::script::{self, Script};
use crate::settings::Settings;
use input::{Content, Form};

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
    cut_by: Vec<Bound>,
}

impl Stage {
    /// The whole text, markup included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text, without a copy.
    pub fn into_text(self) -> String {
        self.text
    }

    /// How the bytes became text.
    pub fn decoding(&self) -> &Decoding {
        &self.decoding
    }

    /// What was repaired; empty after decoding alone.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// The Han script of the text, which each call counts anew.
    pub fn script(&self) -> Script {
        script::detect(&self.text)
    }

    /// The bounds that the page met: the end of the text is not there, or not repaired.
    pub fn cut_by(&self) -> &[Bound] {
        &self.cut_by
    }

    /// The text, or an error where something of it was left out.
    ///
    /// # Errors
    ///
    /// A limit cut the page.
    pub fn whole(self) -> Result<Stage, Error> {
        match self.cut_by.is_empty() {
            true => Ok(self),
            false => Err(Error::cut(&self.cut_by)),
        }
    }
}

/// A text with what the first two stages say about it.
struct Prepared<'a> {
    text: Cow<'a, str>,
    decoding: Decoding,
    repairs: Vec<Repair>,
    cuts: Cuts,
}

/// A page before its blocks are judged.
struct Opened<'a> {
    url: Option<Url>,
    prepared: Prepared<'a>,
    /// What relative addresses are relative to.
    base: Option<Url>,
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
        let deadline = Deadline::start(self.settings.limits.time);
        let opened = self.open(&input, &deadline);
        let classification = classify::classify_within(
            &opened.page,
            &opened.facts(),
            &self.settings,
            &self.model,
            &deadline,
        );
        let Opened {
            prepared,
            base,
            page,
            reading,
            ..
        } = opened;
        let damaged_hant = has_injected_pinyin(&prepared.repairs);
        assemble::article(assemble::Parts {
            page,
            reading,
            classification,
            settings: &self.settings,
            base: base.as_ref(),
            decoding: prepared.decoding,
            repairs: prepared.repairs,
            cuts: prepared.cuts,
            damaged_hant,
        })
    }

    /// Extracts the article of a page, or fails where [`extract`](Self::extract) would leave something out.
    ///
    /// # Errors
    ///
    /// A limit cut the page.
    pub fn extract_whole(&self, input: Input<'_>) -> Result<Article, Error> {
        let article = self.extract(input);
        match article.is_cut() {
            true => Err(Error::cut(article.cut_by())),
            false => Ok(article),
        }
    }

    /// The blocks of a page with what the model sees of them.
    #[cfg(feature = "training")]
    pub fn features(&self, input: Input<'_>) -> crate::training::Features {
        let opened = self.open(&input, &Deadline::default());
        let prepared = classify::prepare(&opened.page, &opened.facts());
        let blocks = 0..opened.page.blocks.len();
        let table = prepared.table(&opened.page, &opened.facts(), blocks);
        crate::training::Features::new(opened.page, prepared, table)
    }

    /// Everything that is known of a page before its blocks are judged.
    fn open<'a>(&self, input: &Input<'a>, deadline: &Deadline) -> Opened<'a> {
        let url = input.address();
        let mut prepared = self.prepare(input, url.as_ref(), deadline);
        let text = std::mem::take(&mut prepared.text);
        let (dom, page) = self.blocks(input, text, deadline);
        let reading = metadata::read(&metadata::Context {
            dom: dom.as_ref(),
            page: &page,
            url: url.as_ref(),
            now: input.seen,
            schema_org: self.settings.schema_org,
            deadline,
        });
        if reading.late {
            prepared.cuts.add(Bound::Time);
        }
        let base = dom.map_or_else(|| url.clone(), |dom| dom.base(url.as_ref()));
        Opened {
            url,
            prepared,
            base,
            page,
            reading,
        }
    }

    /// The blocks of a page, with its tree if it is HTML.
    fn blocks(
        &self,
        input: &Input<'_>,
        text: Cow<'_, str>,
        deadline: &Deadline,
    ) -> (Option<Dom>, Page) {
        let is_html = match input.form {
            Form::Unknown => flat::looks_like_html(&text),
            form => form == Form::Html,
        };
        if !is_html {
            let (lines, cuts) = flat::lines_within(&text, self.settings.form, deadline);
            let mut page = block::from_lines(lines);
            page.cuts = cuts;
            return (None, page);
        }
        let has_selectors = !self.settings.keep.is_empty() || !self.settings.drop.is_empty();
        let dom = Dom::parse_within(&text, &self.settings.limits, has_selectors, deadline);
        // The tree and the blocks are large, and the text has done its work.
        drop(text);
        let (marks, given_up) = dom::select::marks(&dom, &self.settings.keep, &self.settings.drop);
        let options = block::Options {
            form: self.settings.form,
            readings: self.settings.readings,
            anchors: self.settings.anchors,
        };
        let mut page = block::from_dom_within(&dom, &marks, options, deadline);
        if given_up {
            page.cuts.add(Bound::Nodes);
        }
        (Some(dom), page)
    }

    /// Decodes a page and stops.
    pub fn decode(&self, input: Input<'_>) -> Stage {
        let deadline = Deadline::start(self.settings.limits.time);
        let (text, decoding, cuts) = self.read(&input, input.address().as_ref(), &deadline);
        Stage {
            text: text.into_owned(),
            decoding,
            repairs: Vec::new(),
            cut_by: cuts.list(),
        }
    }

    /// Decodes and repairs a page, converts it to the output script if one is set, and stops. Every line is kept.
    pub fn repair(&self, input: Input<'_>) -> Stage {
        let deadline = Deadline::start(self.settings.limits.time);
        let prepared = self.prepare(&input, input.address().as_ref(), &deadline);
        let damaged_hant = has_injected_pinyin(&prepared.repairs);
        let conversion = self.settings.conversion(damaged_hant);
        let text = conversion.convert(&prepared.text);
        Stage {
            text: text.into_owned(),
            decoding: prepared.decoding,
            repairs: prepared.repairs,
            cut_by: prepared.cuts.list(),
        }
    }

    fn prepare<'a>(
        &self,
        input: &Input<'a>,
        url: Option<&Url>,
        deadline: &Deadline,
    ) -> Prepared<'a> {
        let (text, decoding, mut cuts) = self.read(input, url, deadline);
        let (text, repairs, late) = match text {
            Cow::Borrowed(text) => {
                let repaired = repair::repair_within(text, deadline);
                (repaired.text, repaired.repairs, repaired.late)
            }
            Cow::Owned(text) => {
                let repaired = repair::repair_within(&text, deadline);
                let changed = match repaired.text {
                    Cow::Borrowed(_) => None,
                    Cow::Owned(changed) => Some(changed),
                };
                let (repairs, late) = (repaired.repairs, repaired.late);
                (Cow::Owned(changed.unwrap_or(text)), repairs, late)
            }
        };
        if late {
            cuts.add(Bound::Time);
        }
        Prepared {
            text,
            decoding,
            repairs,
            cuts,
        }
    }

    /// The decoded text, and what cut it.
    fn read<'a>(
        &self,
        input: &Input<'a>,
        url: Option<&Url>,
        deadline: &Deadline,
    ) -> (Cow<'a, str>, Decoding, Cuts) {
        let limit = self.settings.limits.input_bytes;
        let mut cuts = Cuts::default();
        match input.content {
            Content::Text(text) => {
                let kept = &text[..text.floor_char_boundary(limit)];
                if kept.len() < text.len() {
                    cuts.add(Bound::Input);
                }
                (Cow::Borrowed(kept), Decoding::already_text(), cuts)
            }
            Content::Bytes(bytes) => {
                let kept = &bytes[..bytes.len().min(limit)];
                if kept.len() < bytes.len() {
                    cuts.add(Bound::Input);
                }
                let hints = Hints {
                    content_type: input.content_type,
                    tld: url.and_then(tld).map(str::as_bytes),
                };
                let decoded = decode::decode_within(kept, &hints, deadline);
                if decoded.late {
                    cuts.add(Bound::Time);
                }
                (decoded.text, decoded.decoding, cuts)
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
