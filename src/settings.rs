//! Every option: its meaning, unit, default and caveat. Settings are plain values without behaviour, and no two of them can
//! contradict each other.

use std::time::Duration;

use scraper::Selector;

use crate::normalize::Requested;
pub use crate::normalize::UnicodeForm;
use crate::script::Conversion;
pub use crate::script::{OutputScript, Region};

/// Which error an uncertain block is to risk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Focus {
    /// Lost text and kept husk weigh the same.
    #[default]
    Balanced,
    /// Rather lose a paragraph than keep a husk: training corpora.
    Precision,
    /// Rather keep a husk than lose a paragraph: archives, search.
    Recall,
}

/// Bounds on what one page may cost. What lies beyond a bound is left out or flattened and the rest is read;
/// [`Article::cut_by`](crate::Article::cut_by) says which bounds a page has met. No bound is an error, unless
/// [`Extractor::extract_whole`](crate::Extractor::extract_whole) is asked. All are positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of input read; the rest is cut off at a character boundary. Stops a download that never ends. Default 64 MiB.
    pub input_bytes: usize,
    /// Open elements at one place. What stands deeper is flattened into the deepest element, its text kept. Stops
    /// html5ever's quadratic cost in nesting depth (servo/html5ever#788). Default 256; browsers use 512.
    pub depth: usize,
    /// Nodes of the tree. When they are used up, further tags are ignored and their text is kept. Stops markup that creates
    /// many nodes a byte, such as unclosed formatting elements that every paragraph opens again. Default 4,000,000. So that
    /// memory stays a small multiple of the page, there are never more than one for every 20 bytes of it (65,536 at least), and
    /// never more than one block for every 128 (12,288 at least); the text of further blocks is kept in the last one, a line each.
    pub nodes: usize,
    /// Bytes of text in the body, and as many in the comments; the rest is cut off at a character boundary. Stops nothing by
    /// default that [`input_bytes`](Self::input_bytes) has let in. Default 64 MiB.
    pub output_bytes: usize,
    /// Time for one page, from the call on. Asked for before, between and within the stages, each of which stops where it is
    /// when its share is over: what is not read, not repaired or not judged by then is missing from the article. Stages behind
    /// finish with what there is, so a page may take a little longer. The clock decides here, and so a page that meets this
    /// bound can differ from one run to the next; therefore the default is none.
    pub time: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            input_bytes: 64 << 20,
            depth: 256,
            nodes: 4_000_000,
            output_bytes: 64 << 20,
            time: None,
        }
    }
}

/// Everything an [`Extractor`](crate::Extractor) is built with; see [`ExtractorBuilder`](crate::ExtractorBuilder) for the
/// meaning of each.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub script: OutputScript,
    pub region: Region,
    pub quotation_marks: bool,
    /// Sorted as [`Conversion`] wants them.
    pub protected: Vec<String>,
    pub convert_names: bool,
    pub form: UnicodeForm,
    pub usual_widths: bool,
    pub chinese_punctuation: bool,
    pub focus: Focus,
    pub comments: bool,
    pub links: bool,
    pub images: bool,
    pub tables: bool,
    pub anchors: bool,
    pub readings: bool,
    pub keep: Vec<Selector>,
    pub drop: Vec<Selector>,
    pub trace: bool,
    pub schema_org: bool,
    pub limits: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            script: OutputScript::Keep,
            region: Region::Unknown,
            quotation_marks: false,
            protected: Vec::new(),
            convert_names: false,
            form: UnicodeForm::Nfc,
            usual_widths: false,
            chinese_punctuation: false,
            focus: Focus::Balanced,
            comments: false,
            links: true,
            images: true,
            tables: true,
            anchors: false,
            readings: false,
            keep: Vec::new(),
            drop: Vec::new(),
            trace: false,
            schema_org: false,
            limits: Limits::default(),
        }
    }
}

impl Settings {
    /// The conversion between scripts that is asked for; see [`Conversion::damaged_hant`].
    pub(crate) fn conversion(&self, damaged_hant: bool) -> Conversion<'_> {
        Conversion {
            to: self.script,
            from: self.region,
            quotes: self.quotation_marks,
            protected: &self.protected,
            damaged_hant,
        }
    }

    /// What normalisation is asked for beyond the usual.
    pub(crate) fn requested(&self) -> Requested {
        Requested {
            nfkc: self.form == UnicodeForm::Nfkc,
            widths: self.usual_widths,
            punctuation: self.chinese_punctuation,
        }
    }
}
