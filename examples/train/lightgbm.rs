//! LightGBM as a tool: rows go to it in files, its models come back in its own text format and are packed into the crate's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dehusk::training::{Node, pack};
use serde::Serialize;

/// Rows with their labels.
#[derive(Default)]
pub struct Data {
    pub width: usize,
    pub rows: Vec<f32>,
    pub labels: Vec<f32>,
    pub weights: Vec<f32>,
    pub folds: Vec<u8>,
}

impl Data {
    /// Adds a row.
    pub fn push(&mut self, row: &[f32], label: f32, weight: f32, fold: usize) {
        self.width = row.len();
        self.rows.extend_from_slice(row);
        self.labels.push(label);
        self.weights.push(weight);
        self.folds.push(fold as u8);
    }
}

/// How to train.
#[derive(Clone, Serialize)]
pub struct Params {
    pub objective: &'static str,
    pub learning_rate: f32,
    pub num_leaves: u32,
    pub min_data_in_leaf: u32,
    pub feature_fraction: f32,
    pub bagging_fraction: f32,
    pub bagging_freq: u32,
    pub lambda_l2: f32,
    pub max_bin: u32,
    pub extra_trees: bool,
    pub num_threads: usize,
}

/// A model to train, on all rows but those of these folds.
#[derive(Clone, Serialize)]
pub struct Wanted {
    pub name: String,
    pub without: Vec<usize>,
}

#[derive(Serialize)]
struct Job<'a> {
    width: usize,
    params: &'a Params,
    rounds: u32,
    models: &'a [Wanted],
}

/// Trains the models that are wanted and gives each as a packed forest.
pub fn train(
    folder: &Path,
    data: &Data,
    params: &Params,
    rounds: u32,
    models: &[Wanted],
) -> Result<Vec<Vec<u8>>, String> {
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
    };
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let floats = |values: &[f32]| {
        values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect::<Vec<u8>>()
    };
    write("rows.f32", &floats(&data.rows))?;
    write("labels.f32", &floats(&data.labels))?;
    write("weights.f32", &floats(&data.weights))?;
    write("folds.u8", &data.folds)?;
    let job = Job {
        width: data.width,
        params,
        rounds,
        models,
    };
    write(
        "job.json",
        &serde_json::to_vec(&job).map_err(|error| error.to_string())?,
    )?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/train/boost.py");
    // Threads that wait leave the processor to others.
    let status = Command::new("python3")
        .env("OMP_WAIT_POLICY", "PASSIVE")
        .arg(script)
        .arg(folder)
        .status()
        .map_err(|error| format!("python3 cannot be run: {error}"))?;
    if !status.success() {
        return Err("boost.py failed; it needs the packages lightgbm and numpy (pip install lightgbm numpy)".into());
    }
    models
        .iter()
        .map(|model| {
            let path: PathBuf = folder.join(format!("{}.txt", model.name));
            let text = fs::read_to_string(&path)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            forest(&text, data.width)
                .ok_or_else(|| format!("{}: not a model that can be packed", path.display()))
        })
        .collect()
}

/// Packs a model in LightGBM's text format.
fn forest(text: &str, width: usize) -> Option<Vec<u8>> {
    let trees: Option<Vec<Vec<Node>>> = text.split("\nTree=").skip(1).map(tree).collect();
    pack(&trees?, width)
}

/// The nodes of a tree, splits first; a child is a split from 0 on, or a leaf as -1, -2, and so on.
fn tree(text: &str) -> Option<Vec<Node>> {
    let field = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
            .unwrap_or_default()
    };
    let numbers = |name: &str| -> Option<Vec<f64>> {
        field(name)
            .split_ascii_whitespace()
            .map(|number| number.parse().ok())
            .collect()
    };
    let leaves = numbers("leaf_value")?;
    let (features, thresholds) = (numbers("split_feature")?, numbers("threshold")?);
    let (left, right, values) = (
        numbers("left_child")?,
        numbers("right_child")?,
        numbers("internal_value")?,
    );
    let child = |at: f64, splits: usize| {
        if at < 0.0 {
            splits + (-at) as usize - 1
        } else {
            at as usize
        }
    };
    let splits = features.len();
    let mut nodes = Vec::new();
    for at in 0..splits {
        nodes.push(Node::Split {
            feature: *features.get(at)? as usize,
            threshold: *thresholds.get(at)?,
            children: [
                child(*left.get(at)?, splits),
                child(*right.get(at)?, splits),
            ],
            value: *values.get(at)?,
        });
    }
    nodes.extend(leaves.into_iter().map(Node::Leaf));
    Some(nodes)
}
