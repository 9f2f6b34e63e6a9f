//! Counts the structure that survives: of the tables, list items, code blocks, quotations and headings of a page whose text the gold
//! has, and of the formulas of golds that are Markdown, how many are still such in Markdown; and on pages of the corpus with a `body.md`, how near code, tables and formulas come
//! to it.
//!
//! ```text
//! cargo run --release --example structure -- BENCH [--predictions FILE.jsonl] [--lost]
//! cargo run --release --example structure -- --corpus corpus
//! ```
//!
//! A figure is `left+flattened of all`: elements that are still such, those whose text is left as something else, all that the gold has.
//! A prediction file has an object {"id", "markdown"} a line, for the figures of another program on the same pages.

#[path = "structure/elements.rs"]
mod elements;
#[path = "structure/score.rs"]
mod score;

use clap::Parser;
use dehusk::{Article, Extractor, Input};
use elements::{Kind, Markdown, letters};
use encoding_rs::Encoding;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// Sets with pages whose structure is worth counting.
const SETS: [&str; 4] = ["webmain", "readability", "defuddle", "magic_article"];

/// Characters of a lost element that are shown.
const SHOWN: usize = 70;

/// Counts structure that survives.
#[derive(Debug, Parser)]
struct Args {
    /// Where the labelled pages are unpacked
    bench: Option<PathBuf>,

    /// Markdown of another program: {"id", "markdown"} a line
    #[arg(long)]
    predictions: Option<PathBuf>,

    /// Show what was lost
    #[arg(long)]
    lost: bool,

    /// Score the pages of this corpus that have a body.md
    #[arg(long)]
    corpus: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    url: Option<String>,
    text: String,
    /// The gold as Markdown, where the set has it.
    text_md: Option<String>,
}

#[derive(Deserialize)]
struct Prediction {
    id: String,
    markdown: String,
}

fn main() -> Result<(), String> {
    let args = Args::parse();
    if let Some(corpus) = &args.corpus {
        return score_corpus(corpus);
    }
    let Some(bench) = &args.bench else {
        return Err("name the folder of labelled pages, or --corpus".to_owned());
    };
    let predictions = args
        .predictions
        .as_deref()
        .map(read_predictions)
        .transpose()?;
    println!(
        "{:14} {:>6}  {}",
        "set",
        "pages",
        Kind::ALL
            .map(|kind| format!("{:>18}", kind.name()))
            .join("")
    );
    for set in SETS {
        count_set(bench, set, predictions.as_ref(), args.lost)?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn read_predictions(path: &Path) -> Result<HashMap<String, String>, String> {
    read(path)?
        .lines()
        .map(|line| {
            let prediction: Prediction = serde_json::from_str(line)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            Ok((prediction.id, prediction.markdown))
        })
        .collect()
}

/// Of each kind, what the golds of a set have and what is left of it.
fn count_set(
    bench: &Path,
    set: &str,
    predictions: Option<&HashMap<String, String>>,
    show: bool,
) -> Result<(), String> {
    // All, those left, and those whose text is left without its structure.
    let mut counts: BTreeMap<Kind, (usize, usize, usize)> = BTreeMap::new();
    let mut pages = 0;
    for line in read(&bench.join(set).join("gold.jsonl"))?.lines() {
        let gold: Gold = serde_json::from_str(line).map_err(|error| format!("{set}: {error}"))?;
        let path = bench
            .join(set)
            .join("pages")
            .join(format!("{}.html", gold.id));
        let Ok(bytes) = fs::read(&path) else { continue };
        pages += 1;
        let article = extracted(&bytes, gold.url.as_deref());
        let html = decoded(&bytes, article.decoding().encoding());
        let markdown = match predictions {
            Some(predictions) => predictions.get(&gold.id).cloned().unwrap_or_default(),
            None => article.to_markdown(),
        };
        let markdown = Markdown::read(&markdown);
        let formulas = gold.text_md.as_deref().map(elements::formulas);
        let elements = elements::of_page(&html, &letters(&gold.text));
        for element in elements.into_iter().chain(formulas.into_iter().flatten()) {
            let kept = markdown.holds(&element);
            let flattened = !kept && markdown.has_text_of(&element);
            let (all, left, flat) = counts.entry(element.kind).or_default();
            *all += 1;
            *left += usize::from(kept);
            *flat += usize::from(flattened);
            if show && !kept {
                let words: Vec<&str> = element.text.split_whitespace().collect();
                let text: String = words.join(" ").chars().take(SHOWN).collect();
                let how = if flattened { "flattened" } else { "dropped" };
                println!("{how} {set}/{} {} {text}", gold.id, element.kind.name());
            }
        }
    }
    let columns = Kind::ALL.map(|kind| {
        let (all, left, flat) = counts.get(&kind).copied().unwrap_or_default();
        format!("{:>18}", format!("{left}+{flat} of {all}"))
    });
    println!("{set:14} {pages:6}  {}", columns.join(""));
    Ok(())
}

fn extracted(bytes: &[u8], url: Option<&str>) -> Article {
    let mut input = Input::bytes(bytes);
    if let Some(url) = url {
        input = input.url(url);
    }
    Extractor::default().extract(input)
}

fn decoded(bytes: &[u8], encoding: &str) -> String {
    let encoding = Encoding::for_label(encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(bytes).0.into_owned()
}

/// Likeness of code, tables and formulas to what the pages of the corpus want.
fn score_corpus(corpus: &Path) -> Result<(), String> {
    let mut means: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut folders: Vec<PathBuf> = fs::read_dir(corpus)
        .map_err(|error| format!("{}: {error}", corpus.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|folder| folder.join("body.md").is_file())
        .collect();
    folders.sort();
    for folder in folders {
        let expected = Markdown::read(&read(&folder.join("body.md"))?);
        let page = folder.join("page.html");
        let bytes = fs::read(&page).map_err(|error| format!("{}: {error}", page.display()))?;
        let found = Markdown::read(&extracted(&bytes, None).to_markdown());
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for (what, score) in score::all(&expected, &found) {
            println!("{name:28} {what:8} {score:.3}");
            means.entry(what).or_default().push(score);
        }
    }
    for (what, scores) in means {
        let mean = scores.iter().sum::<f64>() / scores.len() as f64;
        println!(
            "{:28} {what:8} {mean:.3}",
            format!("mean of {}", scores.len())
        );
    }
    Ok(())
}
