//! The options of the program, and the extractor that they ask for.

use crate::codec::Codec;
use crate::limits::LimitOptions;
use clap::{Parser, ValueEnum};
use dehusk::{Date, Extractor, Focus, OutputScript, Region, UnicodeForm};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Takes the article out of web pages: body and metadata, without the husk.
///
/// Exit status: 0; 1 if a page could not be read or written; 2 for wrong usage; 130 if it was interrupted, with all that was
/// begun written.
#[derive(Debug, Parser)]
#[command(name = "dehusk", version)]
pub struct Args {
    /// Files, folders (walked, in order of path, hidden files left out), `-` for standard input, or .jsonl files with a
    /// record {"id", "url"?, "content_type"?, "seen"?, and "html", "text" or "path"} a line; a path is absolute or relative to the
    /// record file; or .warc archives, of which HTML responses and resources are taken. Files may be packed: .gz, .zst
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,

    /// What to write. Several texts are headed by `==> id <==`; JSON is an object for one page, an array for several, and
    /// JSONL an object a line [default: text; jsonl if the output is a .jsonl file]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Convert Chinese text to simplified (hans) or traditional characters (hant; tw and hk in the forms of Taiwan and Hong
    /// Kong, tw-words with the words of Taiwan too)
    #[arg(long, value_enum, default_value_t = ScriptOption::Keep)]
    script: ScriptOption,

    /// Whose forms traditional text is written in, for its conversion to simplified characters
    #[arg(long, value_enum, default_value_t = RegionOption::Unknown)]
    region: RegionOption,

    /// Let quotation marks of Chinese text follow the output script
    #[arg(long)]
    quotation_marks: bool,

    /// Leave this term as it stands when text is converted; may be given several times
    #[arg(long, value_name = "TERM")]
    protect: Vec<String>,

    /// Convert names of authors, editors and media too
    #[arg(long)]
    convert_names: bool,

    /// The Unicode form of the text of articles
    #[arg(long, value_enum, default_value_t = FormOption::Nfc)]
    unicode_form: FormOption,

    /// Give full-width Latin letters and half-width kana in articles their usual widths
    #[arg(long)]
    usual_widths: bool,

    /// Make ASCII punctuation full-width where articles are Chinese around it
    #[arg(long)]
    chinese_punctuation: bool,

    /// What files and standard input hold: a page as HTML or as text, records, an archive, or a list with a path a line; auto
    /// goes by the name, and finds out of each page what it is
    #[arg(long, value_enum, default_value_t = Form::Auto)]
    pub input: Form,

    /// The address that the page came from; a record's own goes before it
    #[arg(long)]
    pub url: Option<String>,

    /// The Content-Type header that the page came with, such as "text/html; charset=gbk"; a record's own goes before it
    #[arg(long, value_name = "VALUE")]
    pub content_type: Option<String>,

    /// When the pages were seen, in their own time, such as 2020-05-25T07:26; "3 hours ago" is read against it, and what is
    /// later is no date of publication. A record's own goes before it
    #[arg(long, value_name = "DATE")]
    pub seen: Option<Date>,

    /// What to risk where it is uncertain whether something is body: precision loses text, recall keeps husk
    #[arg(long, value_enum, default_value_t = FocusOption::Balanced)]
    focus: FocusOption,

    /// Keep what this selector matches; may be given several times
    #[arg(long, value_name = "CSS")]
    keep: Vec<String>,

    /// Drop what this selector matches, even if it is to be kept; may be given several times
    #[arg(long, value_name = "CSS")]
    drop: Vec<String>,

    /// What to stop after: the decoded text, the repaired and converted text with every line kept, or the article
    #[arg(long, value_enum, default_value_t = StageOption::Extract)]
    pub stage: StageOption,

    /// Tell what was decided on each block and why: in the field `trace` of JSON, on standard error otherwise
    #[arg(long)]
    pub trace: bool,

    /// Give all JSON-LD of each page, in the field `schema_org` of JSON
    #[arg(long)]
    pub schema_org: bool,

    /// The width of lines of plain text, in columns; East Asian characters take two
    #[arg(long, value_name = "COLUMNS")]
    pub wrap: Option<NonZeroUsize>,

    /// Put the metadata above Markdown, as YAML
    #[arg(long)]
    pub front_matter: bool,

    /// Give the structure of the body too, in the field `blocks` of JSON
    #[arg(long)]
    pub blocks: bool,

    /// Keep the addresses of links within the page
    #[arg(long)]
    anchors: bool,

    /// Give the readings of ruby text, in brackets
    #[arg(long)]
    readings: bool,

    #[command(flatten)]
    pub limits: LimitOptions,

    /// Pages to work on at a time [default: the number of cores]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Where to write: a file whose name ends in .jsonl, .jsonl.gz or .jsonl.zst, or in .parquet in a build with the feature
    /// `parquet`, which has a column for each field of JSONL; or else a folder that gets a file for each page, named after the
    /// page's id
    #[arg(long, value_name = "FILE or DIR")]
    pub output: Option<PathBuf>,

    /// Go on with an output that an earlier run left: pages that it holds are skipped, a record that was cut is done again. Not
    /// with .parquet, which is there whole or not at all
    #[arg(long, requires = "output")]
    pub resume: bool,

    /// Write no links, which leaves their text
    #[arg(long)]
    no_links: bool,

    /// Write no images, which leaves their captions
    #[arg(long)]
    no_images: bool,

    /// Show no progress, and no summary at the end of a run into a file or folder or as JSONL
    #[arg(long)]
    pub quiet: bool,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Markdown,
    Html,
    /// XML-TEI, as trafilatura writes it
    Tei,
    Json,
    Jsonl,
    /// HTML that shows what was kept and dropped, and why; a folder gets an index too
    Report,
}

/// What bytes hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    Auto,
    Html,
    Text,
    Jsonl,
    Warc,
    Paths,
}

/// The stage to stop after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StageOption {
    Decode,
    Repair,
    Extract,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ScriptOption {
    Keep,
    Hans,
    Hant,
    Tw,
    TwWords,
    Hk,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RegionOption {
    Unknown,
    Taiwan,
    HongKong,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormOption {
    Nfc,
    Nfkc,
    AsIs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FocusOption {
    Balanced,
    Precision,
    Recall,
}

impl Args {
    /// The extractor that the options describe, or what is wrong with them.
    pub fn extractor(&self) -> Result<Extractor, String> {
        let stops_early = self.stage != StageOption::Extract;
        let of_article = matches!(
            self.format(),
            Format::Markdown | Format::Html | Format::Tei | Format::Report
        );
        if stops_early && of_article {
            return Err("Markdown, HTML, TEI and reports are made of an article; with '--stage decode' or '--stage repair' \
                 use '--format text', 'json' or 'jsonl'"
                .to_owned());
        }
        let from_stdin = self.inputs.iter().filter(|input| is_stdin(input)).count();
        if from_stdin > 1 {
            return Err("standard input can be read only once; give '-' once".to_owned());
        }
        if self.format() == Format::Report && self.is_several() && self.output.is_none() {
            return Err("reports on several pages need a folder: use '--output DIR'".to_owned());
        }
        self.check_output_file()?;
        let mut builder = Extractor::builder()
            .script(match self.script {
                ScriptOption::Keep => OutputScript::Keep,
                ScriptOption::Hans => OutputScript::Hans,
                ScriptOption::Hant => OutputScript::Hant,
                ScriptOption::Tw => OutputScript::HantTw,
                ScriptOption::TwWords => OutputScript::HantTwWords,
                ScriptOption::Hk => OutputScript::HantHk,
            })
            .focus(match self.focus {
                FocusOption::Balanced => Focus::Balanced,
                FocusOption::Precision => Focus::Precision,
                FocusOption::Recall => Focus::Recall,
            })
            .limits(self.limits.get())
            .links(!self.no_links)
            .images(!self.no_images)
            .trace(self.trace || self.format() == Format::Report)
            .anchors(self.anchors)
            .readings(self.readings)
            .schema_org(self.schema_org)
            .region(match self.region {
                RegionOption::Unknown => Region::Unknown,
                RegionOption::Taiwan => Region::Taiwan,
                RegionOption::HongKong => Region::HongKong,
            })
            .quotation_marks(self.quotation_marks)
            .convert_names(self.convert_names)
            .unicode_form(match self.unicode_form {
                FormOption::Nfc => UnicodeForm::Nfc,
                FormOption::Nfkc => UnicodeForm::Nfkc,
                FormOption::AsIs => UnicodeForm::AsIs,
            })
            .usual_widths(self.usual_widths)
            .chinese_punctuation(self.chinese_punctuation);
        for term in &self.protect {
            builder = builder.protect(term);
        }
        for css in &self.keep {
            builder = builder.keep(css);
        }
        for css in &self.drop {
            builder = builder.drop(css);
        }
        builder.build().map_err(|error| error.to_string())
    }

    /// Whether the options fit the file that records go to.
    fn check_output_file(&self) -> Result<(), String> {
        let Some(path) = self.output_file() else {
            return Ok(());
        };
        if is_parquet(path) {
            if cfg!(not(feature = "parquet")) {
                return Err("this program was built without Parquet; build it with \
                     'cargo build --release --features parquet --example dehusk'"
                    .to_owned());
            }
            if self.format.is_some() {
                return Err(
                    "a .parquet file has a format of its own; leave '--format' out".to_owned(),
                );
            }
            if self.resume {
                return Err("a .parquet file cannot be gone on with, it is there whole or not at all; write a .jsonl.zst file \
                     with '--resume', or split the input and write a .parquet file for each part"
                    .to_owned());
            }
        } else if self.format() != Format::Jsonl {
            return Err("a .jsonl file holds nothing but '--format jsonl'".to_owned());
        }
        Ok(())
    }

    /// What to write.
    pub fn format(&self) -> Format {
        let usual = match self.output_file() {
            Some(_) => Format::Jsonl,
            None => Format::Text,
        };
        self.format.unwrap_or(usual)
    }

    /// Whether the run is one over many pages, which is summed up at its end.
    pub fn is_bulk(&self) -> bool {
        self.output.is_some() || self.format() == Format::Jsonl
    }

    /// The length of all input, if it is known: that of files.
    pub fn input_bytes(&self) -> Option<u64> {
        let length = |path: &PathBuf| {
            let file = path.metadata().ok().filter(|file| file.is_file());
            file.map(|file| file.len())
        };
        if self.input == Form::Paths {
            return None;
        }
        self.inputs.iter().map(length).sum()
    }

    /// The file that all records go to, if the output is one.
    pub fn output_file(&self) -> Option<&Path> {
        let output = self.output.as_deref();
        output.filter(|path| is_record_file(path) || is_parquet(path))
    }

    /// How many pages to work on at a time.
    pub fn jobs(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        self.jobs.map_or_else(cores, NonZeroUsize::get)
    }

    /// Whether the inputs can be more than one page, whatever they turn out to hold.
    pub fn is_several(&self) -> bool {
        match self.inputs.as_slice() {
            [input] => {
                let listed = matches!(self.input, Form::Jsonl | Form::Warc | Form::Paths);
                listed || (!is_stdin(input) && (input.is_dir() || holds_several(input)))
            }
            _ => true,
        }
    }
}

/// Whether a file holds records or is an archive.
fn holds_several(path: &Path) -> bool {
    let (_, name) = Codec::of(path);
    let is_archive = name
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("warc"));
    is_archive || is_record_file(path)
}

/// Whether an input means standard input.
pub fn is_stdin(input: &Path) -> bool {
    input.as_os_str() == "-"
}

/// Whether a file is one of Parquet.
pub fn is_parquet(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"))
}

/// Whether a file holds records rather than a page.
pub fn is_record_file(path: &Path) -> bool {
    let (_, path) = Codec::of(path);
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("jsonl"))
}
