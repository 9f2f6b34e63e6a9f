//! Trains the model of the crate from the labelled pages, and one for each fold of sites that has never seen them.
//!
//! ```text
//! cargo run --release --features training --example train -- BENCH [--out FOLDER] [--install | --ablation]
//! ```
//!
//! BENCH is the folder that the pages were unpacked to. Writes `model.bin` and `fold0.bin` to `fold4.bin` into FOLDER (default
//! `target/train`), with `--install` also `src/classify/model.bin`. Needs python3 with the packages lightgbm and numpy; takes some
//! ten minutes on two cores and 6 GB. The example `evaluate` says how good the models are.

#[path = "train/labels.rs"]
mod labels;
#[path = "train/lightgbm.rs"]
mod lightgbm;
#[path = "train/pages.rs"]
mod pages;
#[path = "train/score.rs"]
mod score;
#[path = "train/stages.rs"]
mod stages;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Trains the model of the crate from labelled pages.
#[derive(Debug, Parser)]
struct Args {
    /// Where the labelled pages are unpacked
    bench: PathBuf,

    /// Where the models go
    #[arg(long, default_value = "target/train")]
    out: PathBuf,

    /// Put the model into the crate
    #[arg(long)]
    install: bool,

    /// Train nothing to keep, but tell what each group of features is worth
    #[arg(long, conflicts_with = "install")]
    ablation: bool,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("train: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let examples = stages::read(&args.bench)?;
    println!("{} pages", examples.len());
    if args.ablation {
        return stages::ablation(&examples, &args.out);
    }
    let models = stages::train(&examples, &args.out)?;
    let write = |path: PathBuf, bytes: &[u8]| {
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
    };
    for (fold, bytes) in models.folds.iter().enumerate() {
        write(args.out.join(format!("fold{fold}.bin")), bytes)?;
    }
    write(args.out.join("model.bin"), &models.whole)?;
    println!("{} bytes", models.whole.len());
    if args.install {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/classify/model.bin");
        write(path, &models.whole)?;
    }
    Ok(())
}
