//! The command-line program: pages in, articles out, as text, Markdown, HTML or JSON.
//!
//! ```text
//! cargo run --release --example dehusk -- page.html
//! cargo run --release --example dehusk -- --jobs 8 --output articles.jsonl pages/ more.jsonl.gz
//! ```
//!
//! Pages are read, cleaned and written one after the other as they come, several at a time; only a few are held in memory,
//! however many there are. The exit status is 0, 1 if a page could not be read or written, 2 for wrong usage, 130 if the run
//! was interrupted.

#[path = "dehusk/archive.rs"]
mod archive;
#[path = "dehusk/args.rs"]
mod args;
#[path = "dehusk/blocks.rs"]
mod blocks;
#[path = "dehusk/codec.rs"]
mod codec;
#[cfg(feature = "parquet")]
#[path = "dehusk/columns.rs"]
mod columns;
#[path = "dehusk/http.rs"]
mod http;
#[path = "dehusk/input.rs"]
mod input;
#[path = "dehusk/limits.rs"]
mod limits;
#[path = "dehusk/meter.rs"]
mod meter;
#[path = "dehusk/names.rs"]
mod names;
#[path = "dehusk/output.rs"]
mod output;
#[cfg(feature = "parquet")]
#[path = "dehusk/parquet_file.rs"]
mod parquet_file;
#[path = "dehusk/progress.rs"]
mod progress;
#[path = "dehusk/record.rs"]
mod record;
#[path = "dehusk/record_file.rs"]
mod record_file;
#[path = "dehusk/records.rs"]
mod records;
#[path = "dehusk/report.rs"]
mod report;
#[path = "dehusk/run.rs"]
mod run;
#[path = "dehusk/source.rs"]
mod source;
#[path = "dehusk/stop.rs"]
mod stop;
#[path = "dehusk/summary.rs"]
mod summary;
#[path = "dehusk/tally.rs"]
mod tally;
#[path = "dehusk/terminal.rs"]
mod terminal;
#[path = "dehusk/walk.rs"]
mod walk;

use args::Args;
use clap::Parser;
use std::io;
use std::process::ExitCode;
use stop::{INTERRUPTED, Stop};
use terminal::tell;

/// Wrong usage, the status that clap uses too.
const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    let args = Args::parse();
    let extractor = match args.extractor() {
        Ok(extractor) => extractor,
        Err(message) => {
            tell(format_args!(
                "error: {message}\n\nFor more information, try '--help'.\n"
            ));
            return ExitCode::from(WRONG_USAGE);
        }
    };
    match run::run(&args, &extractor, &Stop::listen()) {
        Ok(outcome) if outcome.interrupted => ExitCode::from(INTERRUPTED),
        Ok(outcome) if outcome.errors == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        // Whoever read the output has seen enough, as `head` has.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            tell(format_args!(
                "dehusk: the output cannot be written: {error}\n"
            ));
            ExitCode::FAILURE
        }
    }
}
