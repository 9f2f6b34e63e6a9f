//! Says how good bodies and metadata are on the labelled pages, set by set and kind by kind, and whether they have become worse.
//!
//! ```text
//! cargo run --release --features training --example evaluate -- BENCH [--models target/train] [--figures docs/figures.json]
//! ```
//!
//! With `--models` each page is judged by the model that has not seen its site (see the example `train`), without it by the one
//! of the crate, which has seen these pages. With `--figures` the figures are compared with those of the file, and the exit status
//! is 1 if one has become worse by more than half a point; `--update` writes them instead, which is to be said in the commit.

#[path = "evaluate/metadata.rs"]
mod metadata;
#[path = "train/pages.rs"]
mod pages;
#[path = "evaluate/report.rs"]
mod report;
#[path = "train/score.rs"]
mod score;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use dehusk::{Article, Extractor, Focus, Input};
use pages::{FOLDS, LabelledPage};
use rayon::prelude::*;
use report::Outcome;

/// Scores the extraction on labelled pages.
#[derive(Debug, Parser)]
struct Args {
    /// Where the labelled pages are unpacked
    bench: PathBuf,

    /// Sets to score [default: all that count]
    #[arg(long, value_delimiter = ',')]
    sets: Vec<String>,

    /// Folder of the models of `train`: each page is judged by the one that has not seen its site
    #[arg(long)]
    models: Option<PathBuf>,

    /// What to risk where it is uncertain whether something is body
    #[arg(long, value_enum, default_value_t = FocusOption::Balanced)]
    focus: FocusOption,

    /// Keep the addresses of the pages from the extraction
    #[arg(long)]
    without_urls: bool,

    /// Write predictions into this folder, a file for each set
    #[arg(long)]
    predictions: Option<PathBuf>,

    /// File of figures to compare with
    #[arg(long)]
    figures: Option<PathBuf>,

    /// Write the file of figures
    #[arg(long, requires = "figures")]
    update: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FocusOption {
    Balanced,
    Precision,
    Recall,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("evaluate: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args) -> Result<bool, String> {
    let extractors = extractors(args)?;
    let mut outcomes = Vec::new();
    let wanted = |set: &&&str| {
        let counts = !pages::TEACHING.contains(set);
        if args.sets.is_empty() {
            counts
        } else {
            args.sets.iter().any(|wanted| wanted == *set)
        }
    };
    for set in pages::SETS.iter().chain(pages::DATES).filter(wanted) {
        let pages = pages::read(&args.bench, set)?;
        let found: Vec<Outcome> = pages
            .into_par_iter()
            .map(|page| outcome(&extractors, page, args.without_urls))
            .collect();
        if let Some(folder) = &args.predictions {
            write_predictions(folder, set, &found)?;
        }
        outcomes.extend(found);
    }
    report::print(&outcomes);
    let Some(path) = &args.figures else {
        return Ok(true);
    };
    let figures = report::figures(&outcomes);
    if args.update {
        let text = serde_json::to_string_pretty(&figures).map_err(|error| error.to_string())?;
        fs::write(path, text + "\n").map_err(|error| format!("{}: {error}", path.display()))?;
        return Ok(true);
    }
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let before: report::Figures =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(report::holds(&before, &figures))
}

/// An extractor for each fold.
fn extractors(args: &Args) -> Result<Vec<Extractor>, String> {
    let focus = match args.focus {
        FocusOption::Balanced => Focus::Balanced,
        FocusOption::Precision => Focus::Precision,
        FocusOption::Recall => Focus::Recall,
    };
    (0..FOLDS)
        .map(|fold| {
            let mut builder = Extractor::builder().focus(focus);
            if let Some(folder) = &args.models {
                let path = folder.join(format!("fold{fold}.bin"));
                let model =
                    fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                // It lives as long as the program.
                builder = builder.model(model.leak());
            }
            builder.build().map_err(|error| error.to_string())
        })
        .collect()
}

fn outcome(extractors: &[Extractor], page: LabelledPage, without_url: bool) -> Outcome {
    let bytes = fs::read(&page.path).unwrap_or_default();
    let mut input = Input::bytes(&bytes);
    if let Some(url) = page.gold.url.as_deref().filter(|_| !without_url) {
        input = input.url(url);
    }
    let input = if page.set == "flat" {
        input.as_text()
    } else {
        input
    };
    let article = extractors[page.fold()].extract(input);
    let text = article.text();
    let has_body = !pages::DATES.contains(&page.set);
    Outcome {
        fingerprint: pages::fingerprint(&bytes),
        score: has_body.then(|| score::page(&page, &text)),
        metadata: metadata::compare(&page, &article),
        confidence: article.confidence().into(),
        kind: article.page_type().as_str(),
        prediction: prediction(&page, &article, text),
        page,
    }
}

/// A line of the prediction files that the scorer of the bench reads, and the example `structure`.
fn prediction(page: &LabelledPage, article: &Article, text: String) -> serde_json::Value {
    let metadata = article.metadata();
    let authors: Vec<&str> = metadata
        .authors
        .iter()
        .map(|author| &*author.value)
        .collect();
    serde_json::json!({
        "id": page.gold.id,
        "text": text,
        "markdown": article.to_markdown(),
        "title": article.title(),
        "author": authors,
        "date": metadata.published.as_ref().map(|date| date.value.to_string()),
        "confidence": article.confidence(),
        "page_type": article.page_type().as_str(),
    })
}

fn write_predictions(
    folder: &std::path::Path,
    set: &str,
    outcomes: &[Outcome],
) -> Result<(), String> {
    let path = folder.join(format!("{set}.jsonl"));
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(folder).map_err(told)?;
    let mut file = fs::File::create(&path).map_err(told)?;
    for outcome in outcomes {
        writeln!(file, "{}", outcome.prediction).map_err(told)?;
    }
    Ok(())
}
