//! How an extractor is set up: each option with its meaning and default. Nothing is done here but to check them.

use super::Extractor;
use crate::classify::Model;
use crate::error::Error;
use crate::script::Conversion;
use crate::settings::{Focus, Limits, OutputScript, Region, Settings, UnicodeForm};

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

    /// Whether links within the page keep their addresses; absolute where the address of the page is known. Default: no.
    pub fn anchors(mut self, yes: bool) -> Self {
        self.settings.anchors = yes;
        self
    }

    /// Whether the readings of ruby text stand in brackets behind the characters that they are of. Default: no.
    pub fn readings(mut self, yes: bool) -> Self {
        self.settings.readings = yes;
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

    /// Bounds on what one page may cost; their defaults are told at [`Limits`].
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Whether each decision is recorded in [`Article::trace`](crate::Article::trace). Changes nothing else; costs time and memory. Default: no.
    pub fn trace(mut self, yes: bool) -> Self {
        self.settings.trace = yes;
        self
    }

    /// Whether all JSON-LD of the page is given, in
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
            ("output_bytes", limits.output_bytes),
        ] {
            if value == 0 {
                return Err(Error::limit(name));
            }
        }
        if limits.time.is_some_and(|time| time.is_zero()) {
            return Err(Error::limit("time"));
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
