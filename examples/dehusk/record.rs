//! One page: from where it lies to what is written about it. The record holds every field of the JSON output, in the order in
//! which they are written.

use crate::args::{Args, Form, Format, StageOption};
use crate::blocks;
use crate::input::{Content, Job, Reading};
use crate::report;
use crate::source::Task;
use crate::tally::Tally;
use dehusk::{
    Article, Bound, Date, Decoding, Extractor, Input, LanguageEvidence, Repair, Sourced, Stage,
    Trace,
};
use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A page as it is written.
pub struct Page {
    pub id: String,
    /// The name of its file, where each page has one.
    pub name: Option<String>,
    /// Text, Markdown, HTML or JSON; `None` if the page could not be read and the format has no room to say so.
    pub body: Option<String>,
    /// The decisions, where they do not stand in the body.
    pub trace: Option<String>,
    /// Why the page could not be read.
    pub error: Option<String>,
    /// What is summed up; `None` if the page could not be read or nobody will see the sum.
    pub tally: Option<Tally>,
    /// What an index of reports says of it.
    pub facts: report::Facts,
}

/// What is known of a page. Absent values are null or empty.
#[derive(Default, Serialize)]
struct Record {
    id: String,
    url: Option<String>,
    title: Option<String>,
    subtitle: Option<String>,
    authors: Vec<String>,
    editors: Vec<String>,
    source: Option<String>,
    site_name: Option<String>,
    published: Option<String>,
    modified: Option<String>,
    language: Option<String>,
    language_evidence: Option<&'static str>,
    script: Option<&'static str>,
    title_script: Option<&'static str>,
    description: Option<String>,
    keywords: Vec<String>,
    breadcrumbs: Vec<String>,
    image: Option<String>,
    images: Vec<ImageRecord>,
    canonical: Option<String>,
    license: Option<String>,
    section: Option<String>,
    favicon: Option<String>,
    comment_count: Option<u32>,
    pages: Option<String>,
    next_page: Option<String>,
    page_type: Option<&'static str>,
    confidence: Option<f32>,
    encoding: Option<&'static str>,
    encoding_evidence: Option<&'static str>,
    second_encoding: Option<&'static str>,
    chars_lost: Option<usize>,
    repairs: Vec<RepairRecord>,
    cut_by: Vec<&'static str>,
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<serde_json::Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema_org: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<TraceRecord>,
    error: Option<String>,
}

#[derive(Serialize)]
struct ImageRecord {
    url: String,
    alt: String,
    caption: String,
}

#[derive(Serialize)]
struct RepairRecord {
    kind: &'static str,
    count: usize,
    before: String,
    after: String,
}

#[derive(Serialize)]
struct TraceRecord {
    decisions: Vec<DecisionRecord>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct DecisionRecord {
    stage: &'static str,
    place: String,
    text: String,
    kept: bool,
    score: f32,
    reasons: Vec<ReasonRecord>,
}

#[derive(Serialize)]
struct ReasonRecord {
    fact: &'static str,
    value: f32,
    moved: f32,
}

/// Reads a page and cleans it.
pub fn page(args: &Args, extractor: &Extractor, reading: &Reading, task: Task) -> Page {
    let Task { job, name } = task;
    let Job {
        id,
        url,
        content_type,
        seen,
        content,
    } = job;
    let hints = Hints {
        url: url.as_deref(),
        content_type: content_type.as_deref(),
        seen,
        form: args.input,
    };
    let result = content.and_then(|content| {
        // The library does not panic; should it ever, one page is lost and not a night's work.
        catch_unwind(AssertUnwindSafe(|| {
            clean(args, extractor, reading, content, &hints, &id)
        }))
        .unwrap_or_else(|_| Err("the program failed on this page; please report it".to_owned()))
    });
    match result {
        Ok((written, tally)) => Page {
            id,
            name,
            body: Some(written.body),
            trace: written.trace,
            error: None,
            tally,
            facts: written.facts,
        },
        Err(error) => {
            let record = Record {
                id: id.clone(),
                url,
                error: Some(error.clone()),
                ..Record::default()
            };
            Page {
                id,
                name,
                body: args
                    .format()
                    .is_json()
                    .then(|| record.to_json(args.format())),
                trace: None,
                error: Some(error),
                tally: None,
                facts: report::Facts::default(),
            }
        }
    }
}

/// What is known of a page beforehand.
struct Hints<'a> {
    url: Option<&'a str>,
    content_type: Option<&'a str>,
    seen: Option<Date>,
    form: Form,
}

impl Hints<'_> {
    fn on<'a>(&'a self, input: Input<'a>) -> Input<'a> {
        let input = self.url.map_or(input, |url| input.url(url));
        let input = self.seen.map_or(input, |date| input.seen(date));
        self.content_type
            .map_or(input, |value| input.content_type(value))
    }

    fn bytes<'a>(&'a self, bytes: &'a [u8]) -> Input<'a> {
        let input = Input::bytes(bytes);
        self.on(match self.form {
            Form::Auto | Form::Jsonl | Form::Warc | Form::Paths => input,
            Form::Html => input.as_html(),
            Form::Text => input.as_text(),
        })
    }
}

fn clean(
    args: &Args,
    extractor: &Extractor,
    reading: &Reading,
    content: Content,
    hints: &Hints<'_>,
    id: &str,
) -> Result<(Written, Option<Tally>), String> {
    let bytes = match content {
        Content::File(path) => {
            let page = reading.page_of_file(&path);
            Content::Bytes(page.map_err(|error| error.to_string())?)
        }
        Content::Response(head, response) => Content::Bytes(head.body(response, reading.longest)),
        content => content,
    };
    let (input, length) = match &bytes {
        Content::Bytes(bytes) => (hints.bytes(bytes), bytes.len()),
        Content::Html(html) => (hints.on(Input::html(html)), html.len()),
        Content::Text(text) => (hints.on(Input::text(text)), text.len()),
        Content::File(_) | Content::Response(..) => unreachable!("both became bytes"),
    };
    Ok(match args.stage {
        StageOption::Decode => stage(args, extractor.decode(input), hints, id, length)?,
        StageOption::Repair => stage(args, extractor.repair(input), hints, id, length)?,
        StageOption::Extract => {
            let article = match args.limits.whole {
                true => extractor
                    .extract_whole(input)
                    .map_err(|error| error.to_string())?,
                false => extractor.extract(input),
            };
            let written = article_body(args, &article, hints, id);
            let tally = (!args.quiet).then(|| Tally::of_article(&article, length));
            (written, tally)
        }
    })
}

fn stage(
    args: &Args,
    stage: Stage,
    hints: &Hints<'_>,
    id: &str,
    bytes: usize,
) -> Result<(Written, Option<Tally>), String> {
    let stage = match args.limits.whole {
        true => stage.whole().map_err(|error| error.to_string())?,
        false => stage,
    };
    let tally = (!args.quiet).then(|| Tally::of_stage(&stage, bytes));
    let body = stage_body(args, stage, hints, id);
    Ok((Written::body(body), tally))
}

fn stage_body(args: &Args, stage: Stage, hints: &Hints<'_>, id: &str) -> String {
    if !args.format().is_json() {
        return stage.into_text();
    }
    Record {
        id: id.to_owned(),
        url: hints.url.map(str::to_owned),
        script: Some(stage.script().as_str()),
        text: Some(stage.text().to_owned()),
        cut_by: names(stage.cut_by()),
        ..Record::decoded(stage.decoding(), stage.repairs())
    }
    .to_json(args.format())
}

/// What is written of a page.
struct Written {
    body: String,
    /// The trace, if it stands apart.
    trace: Option<String>,
    facts: report::Facts,
}

impl Written {
    fn body(body: String) -> Written {
        Written {
            body,
            trace: None,
            facts: report::Facts::default(),
        }
    }
}

fn article_body(args: &Args, article: &Article, hints: &Hints<'_>, id: &str) -> Written {
    let mut body = match args.format() {
        Format::Text => match args.wrap {
            Some(width) => article.text_wrapped(width.get()),
            None => article.text(),
        },
        Format::Markdown if args.front_matter => article.front_matter() + &article.to_markdown(),
        Format::Markdown => article.to_markdown(),
        Format::Html => article.to_html(),
        Format::Tei => article.to_tei(),
        Format::Report => {
            return Written {
                facts: report::Facts::of(article),
                ..Written::body(report::page(article, id, hints.url))
            };
        }
        Format::Json | Format::Jsonl => {
            let mut record = Record::of(article);
            let schema_org = &article.metadata().schema_org;
            record.schema_org = args.schema_org.then(|| schema_org.clone());
            record.id = id.to_owned();
            record.url = hints.url.map(str::to_owned);
            record.blocks = args.blocks.then(|| blocks::blocks(article.blocks()));
            return Written::body(record.to_json(args.format()));
        }
    };
    if !body.is_empty() && !body.ends_with('\n') {
        body.push('\n');
    }
    Written {
        trace: article.trace().map(readable_trace),
        ..Written::body(body)
    }
}

impl Format {
    pub fn is_json(self) -> bool {
        matches!(self, Format::Json | Format::Jsonl)
    }
}

impl Record {
    fn to_json(&self, format: Format) -> String {
        let json = if format == Format::Json {
            serde_json::to_string_pretty(self)
        } else {
            serde_json::to_string(self)
        };
        json.expect("strings, numbers and lists can be written as JSON")
    }

    fn decoded(decoding: &Decoding, repairs: &[Repair]) -> Record {
        Record {
            encoding: Some(decoding.encoding()),
            encoding_evidence: Some(decoding.evidence().as_str()),
            second_encoding: decoding.mixed(),
            chars_lost: Some(decoding.chars_lost()),
            repairs: repairs.iter().map(RepairRecord::of).collect(),
            ..Record::default()
        }
    }

    fn of(article: &Article) -> Record {
        let metadata = article.metadata();
        Record {
            title: value(&metadata.title),
            subtitle: value(&metadata.subtitle),
            authors: values(&metadata.authors),
            editors: values(&metadata.editors),
            source: value(&metadata.source),
            site_name: value(&metadata.site_name),
            published: value(&metadata.published),
            modified: value(&metadata.modified),
            language: value(&metadata.language),
            language_evidence: article.language_evidence().map(LanguageEvidence::as_str),
            script: Some(article.script().as_str()),
            title_script: Some(article.title_script().as_str()),
            description: value(&metadata.description),
            keywords: values(&metadata.keywords),
            breadcrumbs: values(&metadata.breadcrumbs),
            image: value(&metadata.image),
            images: metadata
                .images
                .iter()
                .map(|image| ImageRecord {
                    url: image.url.clone(),
                    alt: image.alt.clone(),
                    caption: image.caption.clone(),
                })
                .collect(),
            canonical: value(&metadata.canonical),
            license: value(&metadata.license),
            section: value(&metadata.section),
            favicon: value(&metadata.favicon),
            comment_count: metadata.comment_count.as_ref().map(|count| count.value),
            pages: value(&metadata.pages),
            next_page: value(&metadata.next_page),
            page_type: Some(article.page_type().as_str()),
            confidence: Some(article.confidence()),
            cut_by: names(article.cut_by()),
            text: Some(article.text()),
            trace: article.trace().map(TraceRecord::of),
            ..Record::decoded(article.decoding(), article.repairs())
        }
    }
}

fn names(bounds: &[Bound]) -> Vec<&'static str> {
    bounds.iter().map(|bound| bound.as_str()).collect()
}

fn value<T: ToString>(field: &Option<Sourced<T>>) -> Option<String> {
    field.as_ref().map(|field| field.value.to_string())
}

fn values(fields: &[Sourced<String>]) -> Vec<String> {
    fields.iter().map(|field| field.value.clone()).collect()
}

impl RepairRecord {
    fn of(repair: &Repair) -> RepairRecord {
        RepairRecord {
            kind: repair.kind.as_str(),
            count: repair.count,
            before: repair.before.to_string(),
            after: repair.after.to_string(),
        }
    }
}

impl TraceRecord {
    fn of(trace: &Trace) -> TraceRecord {
        let decisions = trace.decisions.iter().map(|decision| DecisionRecord {
            stage: decision.stage,
            place: decision.place.clone(),
            text: decision.text.chars().take(SHOWN).collect(),
            kept: decision.kept,
            score: decision.score,
            reasons: decision
                .reasons
                .iter()
                .map(|reason| ReasonRecord {
                    fact: reason.fact,
                    value: reason.value,
                    moved: reason.moved,
                })
                .collect(),
        });
        TraceRecord {
            decisions: decisions.collect(),
            notes: trace.notes.clone(),
        }
    }
}

/// Characters of a block that the trace shows.
const SHOWN: usize = 80;

/// The trace as lines: kept or dropped, score, stage, reasons, then the text and where it stands.
fn readable_trace(trace: &Trace) -> String {
    let mut out = String::new();
    for decision in &trace.decisions {
        let sign = if decision.kept { '+' } else { '-' };
        out.push_str(&format!(
            "{sign} {:+7.2} {} [{}] {}  ({})\n",
            decision.score,
            decision.stage,
            decision
                .reasons
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
            decision
                .text
                .chars()
                .take(SHOWN)
                .map(|c| if c == '\n' { ' ' } else { c })
                .collect::<String>(),
            decision.place,
        ));
    }
    for note in &trace.notes {
        out.push_str(&format!("  note: {note}\n"));
    }
    out
}
