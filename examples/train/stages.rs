//! The stages of training, each on what the one before says of pages that it has not seen: the kinds of pages, the chance
//! of each block, the choice between bodies.

use std::fs;
use std::ops::Range;
use std::path::Path;

use dehusk::training::{self, Features};
use dehusk::{Extractor, Input};
use rayon::prelude::*;

use crate::labels::{self, UNKNOWN};
use crate::lightgbm::{self, Data, Params, Wanted};
use crate::pages::{self, FOLDS, LabelledPage};
use crate::score;

/// A page to learn from.
pub struct Example {
    pub page: LabelledPage,
    pub features: Features,
    /// Share of each block that is body.
    labels: Vec<f32>,
    /// Whether it is there to teach, beside the page as it is.
    teaching: bool,
}

/// What was trained: a model on all pages, and for each fold one without it.
pub struct Models {
    pub whole: Vec<u8>,
    pub folds: Vec<Vec<u8>>,
}

/// Sets that are made of other tools' output teach a little, those with few pages of a rare kind more.
fn weight(set: &str) -> f32 {
    match set {
        "magic_article" => 3.0,
        "magic_forum" => 5.0,
        "zh_immortal" | "gne" | "zh_extra" => 4.0,
        "aeb" => 2.0,
        "traf_eval" => 0.6,
        "readability" | "newspaper4k" => 0.7,
        "defuddle" => 0.5,
        _ => 1.0,
    }
}

/// Blocks of a page that are learned from; of a longer one so many, spread over it.
const BLOCKS: usize = 300;

/// Reads every page, as it is and flattened.
pub fn read(bench: &Path) -> Result<Vec<Example>, String> {
    let extractor = Extractor::default();
    let mut examples = Vec::new();
    for set in pages::SETS {
        let pages = pages::read(bench, set)?;
        let read: Vec<Vec<Example>> = pages
            .into_par_iter()
            .map(|page| variants(&extractor, page))
            .collect();
        examples.extend(read.into_iter().flatten());
        println!("read {set}");
    }
    Ok(examples)
}

/// Of how many pages one is read once more as if nobody knew its address.
const WITHOUT_URL: u64 = 4;

/// A page as it is; some also without their address; and, if it is an article in HTML, as a page that somebody has flattened.
fn variants(extractor: &Extractor, page: LabelledPage) -> Vec<Example> {
    let bytes = fs::read(&page.path).unwrap_or_default();
    let url = page.gold.url.clone().unwrap_or_default();
    let input = || Input::bytes(&bytes);
    let is_flat = page.set == "flat";
    let example = |features: Features, teaching: bool| Example {
        labels: labels::labels(&page.gold, &features.texts()),
        page: page.clone(),
        features,
        teaching,
    };
    if is_flat {
        let features = extractor.features(input().url(&url).as_text());
        return vec![example(features, false)];
    }
    let features = extractor.features(input().url(&url));
    let mut examples = Vec::new();
    let is_article = page
        .gold
        .page_type
        .as_deref()
        .is_none_or(|kind| kind == "article");
    if is_article && page.set != "traf_eval" {
        let lines: Vec<String> = features
            .texts()
            .iter()
            .filter(|text| !text.is_empty())
            .map(|text| text.replace('\n', " "))
            .collect();
        let flattened = extractor.features(Input::text(&lines.join("\n")));
        examples.push(example(flattened, true));
    }
    if pages::fingerprint(page.gold.id.as_bytes()).is_multiple_of(WITHOUT_URL) && !url.is_empty() {
        examples.push(example(extractor.features(input()), true));
    }
    let teaching = pages::TEACHING.contains(&page.set);
    examples.push(example(features, teaching));
    examples.retain(|example| !example.labels.is_empty());
    examples
}

impl Example {
    /// Weight of each block: every page weighs the same, its blocks by the square root of their length.
    fn weights(&self) -> Vec<f32> {
        let words = self.features.words();
        let known = |i: usize| self.labels[i] != UNKNOWN && words[i] > 0.0;
        let known: Vec<usize> = (0..words.len()).filter(|&i| known(i)).collect();
        let every = known.len() as f32 / BLOCKS as f32;
        let mut weights = vec![0.0; words.len()];
        let mut next = 0.0;
        for (rank, &i) in known.iter().enumerate() {
            if every <= 1.0 || rank as f32 >= next {
                weights[i] = (words[i] + 2.0).sqrt();
                next += every;
            }
        }
        let sum: f32 = weights.iter().sum();
        let scale = 20.0 * weight(self.page.set) / sum.max(1e-9);
        weights.iter().map(|weight| weight * scale).collect()
    }

    /// How good a body of these blocks is.
    fn f1(&self, kept: &[bool]) -> f64 {
        let texts = self.features.texts();
        let chosen = texts.iter().zip(kept).filter(|(_, kept)| **kept);
        let body: Vec<&str> = chosen.map(|(text, _)| *text).collect();
        score::page(&self.page, &body.join("\n")).f1
    }

    /// The rows of its blocks, with nothing in the columns that are hidden.
    fn rows(&self, hidden: &Range<usize>) -> Vec<Vec<f32>> {
        let rows = self.features.rows().into_iter().map(|row| {
            let mut row = row.to_vec();
            row[hidden.clone()].fill(0.0);
            row
        });
        rows.collect()
    }
}

/// Forests of one question: for each fold one that has not seen it, and one that has seen all.
struct Forests {
    folds: Vec<Vec<u8>>,
    whole: Vec<u8>,
}

fn fit(folder: &Path, data: &Data, params: &Params, rounds: u32) -> Result<Forests, String> {
    let name = |without: &[usize]| Wanted {
        name: without
            .first()
            .map_or("whole".into(), |fold| format!("fold{fold}")),
        without: without.to_vec(),
    };
    let mut wanted: Vec<Wanted> = (0..FOLDS).map(|fold| name(&[fold])).collect();
    wanted.push(name(&[]));
    let mut folds = lightgbm::train(folder, data, params, rounds, &wanted)?;
    let whole = folds.pop().unwrap_or_default();
    Ok(Forests { folds, whole })
}

impl Forests {
    /// The chances of rows of a page, by the forest that has not seen its site.
    fn chances(&self, example: &Example, rows: &[Vec<f32>]) -> Result<Vec<f32>, String> {
        let forest = &self.folds[example.page.fold()];
        training::chances(forest, rows.iter().map(Vec::as_slice))
            .ok_or_else(|| "a forest that cannot be walked".into())
    }
}

fn params(leaves: u32, least: u32, extra_trees: bool) -> Params {
    Params {
        objective: "cross_entropy",
        learning_rate: 0.1,
        num_leaves: leaves,
        min_data_in_leaf: least,
        feature_fraction: 0.4,
        bagging_fraction: 0.7,
        bagging_freq: 1,
        lambda_l2: 5.0,
        max_bin: 63,
        extra_trees,
        num_threads: std::thread::available_parallelism().map_or(1, usize::from),
    }
}

/// Trains everything.
pub fn train(examples: &[Example], folder: &Path) -> Result<Models, String> {
    let kinds = train_kinds(examples, folder)?;
    let of_kinds = kinds_of_all(&kinds, examples)?;
    let trees = train_blocks(examples, false, BLOCK_TREES, &NOTHING, folder)?;
    let lines = train_blocks(examples, true, LINE_TREES, &NOTHING, folder)?;
    let chances: Vec<Vec<f32>> = examples
        .par_iter()
        .map(|example| {
            let forests = if example.features.is_flat() {
                &lines
            } else {
                &trees
            };
            forests.chances(example, &example.rows(&NOTHING))
        })
        .collect::<Result<_, String>>()?;
    let choice = train_choice(examples, &of_kinds, &chances, folder)?;
    let about = |what: &str| {
        format!(
            "Trained by examples/train.rs on {} labelled pages ({}), {what}. WCXB is CC-BY-4.0. Figures: docs/classifier.md.",
            examples.iter().filter(|example| !example.teaching).count(),
            pages::SETS.join(", "),
        )
    };
    let pick = |what: &str, which: &dyn Fn(&Forests) -> Vec<u8>| {
        let mut forests = vec![which(&trees), which(&lines), which(&choice)];
        forests.extend(kinds.iter().map(which));
        training::model(&about(what), &forests)
    };
    Ok(Models {
        whole: pick("all of them", &|forests| forests.whole.clone()),
        folds: (0..FOLDS)
            .map(|fold| {
                pick(&format!("without the sites of fold {fold}"), &|forests| {
                    forests.folds[fold].clone()
                })
            })
            .collect(),
    })
}

/// The kind of a page as the model numbers it; what its set says where the gold does not.
fn kind(page: &LabelledPage) -> Option<usize> {
    let name = match page.gold.page_type.as_deref() {
        Some(kind) => kind,
        None if page.set == "magic_forum" => "forum",
        None => "article",
    };
    training::kinds().iter().position(|kind| *kind == name)
}

fn train_kinds(examples: &[Example], folder: &Path) -> Result<Vec<Forests>, String> {
    (0..training::kinds().len())
        .map(|wanted| {
            let mut data = Data::default();
            for example in examples
                .iter()
                .filter(|example| !example.features.is_flat())
            {
                if let Some(kind) = kind(&example.page) {
                    let label = f32::from(u8::from(kind == wanted));
                    data.push(example.features.page(), label, 1.0, example.page.fold());
                }
            }
            println!("kind {}", training::kinds()[wanted]);
            fit(
                &folder.join("kind"),
                &data,
                &Params {
                    learning_rate: 0.08,
                    feature_fraction: 0.5,
                    ..params(8, 15, false)
                },
                60,
            )
        })
        .collect()
}

fn kinds_of_all(kinds: &[Forests], examples: &[Example]) -> Result<Vec<[f32; 7]>, String> {
    examples
        .par_iter()
        .map(|example| kinds_of(kinds, example))
        .collect()
}

fn kinds_of(kinds: &[Forests], example: &Example) -> Result<[f32; 7], String> {
    let row = [example.features.page().to_vec()];
    let mut chances = [0.0; 7];
    for (chance, forests) in chances.iter_mut().zip(kinds) {
        *chance = forests
            .chances(example, &row)?
            .first()
            .copied()
            .unwrap_or(0.0);
    }
    Ok(training::kind_shares(chances))
}

/// Trees for lines of flattened pages, and for blocks of others.
const LINE_TREES: u32 = 220;
const BLOCK_TREES: u32 = 280;
/// No hidden column.
const NOTHING: Range<usize> = 0..0;

/// Whether blocks are body, of flattened pages or of others.
fn train_blocks(
    examples: &[Example],
    flat: bool,
    rounds: u32,
    hidden: &Range<usize>,
    folder: &Path,
) -> Result<Forests, String> {
    let chosen: Vec<&Example> = examples
        .iter()
        .filter(|example| example.features.is_flat() == flat)
        .collect();
    println!("blocks of {} pages", chosen.len());
    let rows: Vec<Vec<Vec<f32>>> = chosen
        .par_iter()
        .map(|example| example.rows(hidden))
        .collect();
    let mut data = Data::default();
    for (example, rows) in chosen.iter().zip(rows) {
        let weights = example.weights();
        for (i, row) in rows.iter().enumerate().filter(|(i, _)| weights[*i] > 0.0) {
            data.push(row, example.labels[i], weights[i], example.page.fold());
        }
    }
    let params = Params {
        learning_rate: 0.07,
        ..params(31, 60, true)
    };
    fit(&folder.join("blocks"), &data, &params, rounds)
}

/// The choice: for each body that might be, how good it is.
fn train_choice(
    examples: &[Example],
    kinds: &[[f32; 7]],
    chances: &[Vec<f32>],
    folder: &Path,
) -> Result<Forests, String> {
    println!("choice");
    let scored: Vec<_> = (0..examples.len())
        .filter(|&i| !examples[i].teaching)
        .collect();
    let found: Vec<Vec<(Vec<f32>, f32)>> = scored
        .par_iter()
        .map(|&i| {
            let example = &examples[i];
            let candidates = example.features.candidates(&chances[i], &kinds[i]);
            candidates
                .into_iter()
                .map(|(kept, row)| (row, example.f1(&kept) as f32))
                .collect()
        })
        .collect();
    print_gains(&found);
    let mut data = Data::default();
    for (&i, rows) in scored.iter().zip(&found) {
        let weight = weight(examples[i].page.set) / rows.len() as f32;
        for (row, f1) in rows {
            data.push(row, *f1, weight, examples[i].page.fold());
        }
    }
    let params = Params {
        learning_rate: 0.05,
        feature_fraction: 0.5,
        lambda_l2: 10.0,
        ..params(15, 100, false)
    };
    fit(&folder.join("choice"), &data, &params, 150)
}

/// What each principle would gain over the usual choice, by the number that begins its rows: whether it is worth having.
fn print_gains(found: &[Vec<(Vec<f32>, f32)>]) {
    let mut gains: std::collections::BTreeMap<u32, Vec<f32>> = std::collections::BTreeMap::new();
    for rows in found {
        let usual = rows.first().map_or(0.0, |row| row.1);
        for (row, f1) in rows.iter().skip(1) {
            gains.entry(row[0] as u32).or_default().push(f1 - usual);
        }
    }
    for (principle, gains) in gains {
        let better: f32 = gains.iter().filter(|gain| **gain > 0.0).sum();
        let worse: f32 = gains.iter().filter(|gain| **gain < 0.0).sum();
        println!(
            "principle {principle}: {} pages, {better:+.2} {worse:+.2}",
            gains.len()
        );
    }
}

/// Trees that do for a comparison.
const FEW_TREES: u32 = 70;

/// What each group of features is worth: the F1 of the usual choice, by set, with all of them and with one group hidden at a time.
pub fn ablation(examples: &[Example], folder: &Path) -> Result<(), String> {
    let kinds = kinds_of_all(&train_kinds(examples, folder)?, examples)?;
    let mut groups = vec![("nothing", NOTHING)];
    let mut first = 0;
    for (name, columns) in training::groups() {
        groups.push((name, first..first + columns.len()));
        first += columns.len();
    }
    for (name, hidden) in groups {
        let forests = train_blocks(examples, false, FEW_TREES, &hidden, folder)?;
        let scored: Vec<(&str, f64)> = examples
            .par_iter()
            .zip(&kinds)
            .filter(|(example, _)| !example.teaching && !example.features.is_flat())
            .map(|(example, kinds)| {
                let chances = forests.chances(example, &example.rows(&hidden))?;
                let candidates = example.features.candidates(&chances, kinds);
                let kept = candidates.first().map(|(kept, _)| &kept[..]);
                Ok((example.page.set, example.f1(kept.unwrap_or_default())))
            })
            .collect::<Result<_, String>>()?;
        print!("without {name}:");
        for set in pages::SETS {
            let of_set = scored.iter().filter(|(of, _)| of == set);
            let (count, sum) = of_set.fold((0, 0.0), |(count, sum), (_, f1)| (count + 1, sum + f1));
            if count > 0 {
                print!(" {set} {:.1}", 100.0 * sum / f64::from(count));
            }
        }
        println!();
    }
    Ok(())
}
