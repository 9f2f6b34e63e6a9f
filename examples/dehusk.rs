//! The command-line program: pages in, articles out, as text, Markdown, HTML or JSON.
//!
//! ```text
//! cargo run --release --example dehusk -- page.html
//! cargo run --release --example dehusk -- --format jsonl --jobs 8 pages/ more.jsonl > articles.jsonl
//! ```
//!
//! Pages are read, cleaned and written one after the other as they come, several at a time; only a few are held in memory,
//! however many there are. The exit status is 0, 1 if a page could not be read or written, 2 for wrong usage.

#[path = "dehusk/args.rs"]
mod args;
#[path = "dehusk/input.rs"]
mod input;
#[path = "dehusk/limits.rs"]
mod limits;
#[path = "dehusk/output.rs"]
mod output;
#[path = "dehusk/record.rs"]
mod record;

use args::Args;
use clap::Parser;
use dehusk::Extractor;
use input::Job;
use output::Sink;
use record::Page;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

/// Pages under way for each worker. A slow page holds up those behind it, for output keeps the order of input; with room for
/// a few more the other workers go on meanwhile, and memory stays bounded.
const PAGES_PER_WORKER: usize = 8;

/// How often progress is shown.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(200);

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
    match run(&args, &extractor) {
        Ok(0) => ExitCode::SUCCESS,
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

/// Writes to standard error, if anybody listens.
fn tell(message: fmt::Arguments<'_>) {
    let _ = io::stderr().write_fmt(message);
}

/// Cleans every page and writes it; gives the number of those that could not be read.
///
/// Workers take pages from one source. Each page needs a ticket, which comes back when it is written, so that the workers
/// never run far ahead of the output.
fn run(args: &Args, extractor: &Extractor) -> io::Result<usize> {
    let mut sink = Sink::open(args)?;
    let workers = args.jobs();
    let source = Mutex::new(input::jobs(args).enumerate());
    let (return_ticket, tickets) = mpsc::channel();
    for _ in 0..workers * PAGES_PER_WORKER {
        // The receiver is alive, so this cannot fail.
        let _ = return_ticket.send(());
    }
    let tickets = Mutex::new(tickets);
    let (send, done) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let send = send.clone();
            let (source, tickets) = (&source, &tickets);
            scope.spawn(move || {
                while let Some((index, job)) = take(source, tickets) {
                    let page = record::page(args, extractor, job);
                    if send.send((index, page)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        // Moved in, so that an early return drops both ends and the workers stop at the next page.
        let (return_ticket, done) = (return_ticket, done);
        write_in_order(&mut sink, &done, &return_ticket)
    })
}

/// The next page, once there is a ticket for it; `None` when there are no more pages or nobody writes them any more.
fn take(
    source: &Mutex<impl Iterator<Item = (usize, Job)>>,
    tickets: &Mutex<mpsc::Receiver<()>>,
) -> Option<(usize, Job)> {
    // A worker that panicked cannot have left either in a bad state: nothing of the library runs under the locks.
    let ticket = tickets
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .recv();
    ticket.ok()?;
    source.lock().unwrap_or_else(PoisonError::into_inner).next()
}

fn write_in_order(
    sink: &mut Sink,
    done: &mpsc::Receiver<(usize, Page)>,
    return_ticket: &mpsc::Sender<()>,
) -> io::Result<usize> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    let mut errors = 0;
    let mut progress = Progress::new(sink.leaves_terminal_free());
    for (index, page) in done {
        waiting.insert(index, page);
        while let Some(page) = waiting.remove(&next) {
            next += 1;
            errors += usize::from(page.error.is_some());
            sink.write(&page)?;
            let _ = return_ticket.send(());
        }
        // Whoever reads the output as it comes should not wait for a full buffer.
        sink.flush()?;
        progress.show(next, errors);
    }
    progress.clear();
    sink.finish()?;
    Ok(errors)
}

/// A counter on standard error, if that is a terminal and nothing else is written to it.
struct Progress {
    shown: Option<Instant>,
    wanted: bool,
}

impl Progress {
    fn new(terminal_is_free: bool) -> Progress {
        Progress {
            shown: None,
            wanted: terminal_is_free && io::stderr().is_terminal(),
        }
    }

    fn show(&mut self, pages: usize, errors: usize) {
        let due = self
            .shown
            .is_none_or(|shown| shown.elapsed() >= PROGRESS_INTERVAL);
        if self.wanted && due {
            tell(format_args!("\r{pages} pages, {errors} errors"));
            self.shown = Some(Instant::now());
        }
    }

    fn clear(&self) {
        if self.shown.is_some() {
            tell(format_args!("\r\u{1b}[K"));
        }
    }
}
