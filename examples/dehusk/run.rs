//! A run: workers clean pages, one thread writes them in the order of the input. Only a few pages are held in memory, however
//! many there are.

use crate::args::Args;
use crate::input::Reading;
use crate::meter::Meter;
use crate::output::Sink;
use crate::progress::Progress;
use crate::record::{self, Page};
use crate::source::{self, Task};
use crate::stop::{INTERRUPTED, Stop};
use crate::summary::Summary;
use crate::terminal::tell;
use dehusk::Extractor;
use std::collections::BTreeMap;
use std::io;
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Pages under way for each worker. A slow page holds up those behind it, for output keeps the order of input; with room for
/// a few more the other workers go on meanwhile, and memory stays bounded.
const PAGES_PER_WORKER: usize = 8;

/// How often the writer looks whether it is asked to stop while no page comes.
const PATIENCE: Duration = Duration::from_millis(100);

/// How long pages under way may take once the run is to stop. One that waits for input that never comes would hold it up.
const GRACE: Duration = Duration::from_secs(5);

/// How a run ended.
pub struct Outcome {
    /// Pages that could not be read.
    pub errors: usize,
    pub interrupted: bool,
}

/// What the workers share.
struct Shared<'a, I> {
    source: Mutex<I>,
    /// Each page needs a ticket, which comes back when it is written, so that the workers never run far ahead of the output.
    tickets: Mutex<mpsc::Receiver<()>>,
    /// Pages that workers have taken.
    taken: AtomicUsize,
    stop: &'a Stop,
}

/// Cleans every page and writes it.
pub fn run(args: &Args, extractor: &Extractor, stop: &Stop) -> io::Result<Outcome> {
    let (mut sink, done) = Sink::open(args)?;
    let meter = Meter::default();
    let reading = Reading::of(args, meter.clone());
    let workers = args.jobs();
    let (return_ticket, tickets) = mpsc::channel();
    for _ in 0..workers * PAGES_PER_WORKER {
        // The receiver is alive, so this cannot fail.
        let _ = return_ticket.send(());
    }
    let shared = Shared {
        source: Mutex::new(source::tasks(args, &reading, done).enumerate()),
        tickets: Mutex::new(tickets),
        taken: AtomicUsize::new(0),
        stop,
    };
    let (send, cleaned) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let send = send.clone();
            let (shared, reading) = (&shared, &reading);
            scope.spawn(move || {
                while let Some((index, task)) = shared.take() {
                    let page = record::page(args, extractor, reading, task);
                    if send.send((index, page)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut writer = Writer {
            progress: Progress::new(
                sink.leaves_terminal_free() && !args.quiet,
                args.input_bytes(),
                meter.clone(),
            ),
            summary: Summary::begin(),
            is_summed_up: args.is_bulk() && !args.quiet,
            meter: &meter,
            sink: &mut sink,
            waiting: BTreeMap::new(),
            written: 0,
            // Moved in, so that an early return drops it and the workers stop at the next page.
            return_ticket,
        };
        writer.write_all(&cleaned, stop, &shared.taken)
    })
}

impl<I: Iterator<Item = (usize, Task)>> Shared<'_, I> {
    /// The next page, once there is a ticket for it; `None` when there are no more pages, nobody writes them any more, or the
    /// run is to stop.
    fn take(&self) -> Option<(usize, Task)> {
        // A worker that panicked cannot have left either in a bad state: nothing of the library runs under the locks.
        let ticket = self
            .tickets
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        ticket.ok()?;
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        if self.stop.is_asked() {
            return None;
        }
        let task = source.next();
        if task.is_some() {
            self.taken.fetch_add(1, Ordering::SeqCst);
        }
        task
    }
}

struct Writer<'a> {
    sink: &'a mut Sink,
    progress: Progress,
    /// Pages that are ready before one that comes before them.
    waiting: BTreeMap<usize, Page>,
    written: usize,
    summary: Summary,
    is_summed_up: bool,
    meter: &'a Meter,
    return_ticket: mpsc::Sender<()>,
}

impl Writer<'_> {
    fn write_all(
        &mut self,
        cleaned: &mpsc::Receiver<(usize, Page)>,
        stop: &Stop,
        taken: &AtomicUsize,
    ) -> io::Result<Outcome> {
        let mut asked: Option<Instant> = None;
        loop {
            match cleaned.recv_timeout(PATIENCE) {
                Ok((index, page)) => {
                    self.waiting.insert(index, page);
                    self.write_ready()?;
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    if !stop.is_asked() {
                        continue;
                    }
                    let idle = taken.load(Ordering::SeqCst) == self.written;
                    if idle || asked.get_or_insert_with(Instant::now).elapsed() >= GRACE {
                        // A worker waits for input; nothing but the end of the process would end it.
                        self.finish(false)?;
                        process::exit(i32::from(INTERRUPTED));
                    }
                }
            }
        }
        let interrupted = stop.is_asked();
        self.finish(!interrupted)?;
        Ok(Outcome {
            errors: self.summary.errors,
            interrupted,
        })
    }

    fn write_ready(&mut self) -> io::Result<()> {
        while let Some(page) = self.waiting.remove(&self.written) {
            self.written += 1;
            self.summary.add(&page);
            if page.error.is_some() || page.trace.is_some() {
                self.progress.suspend(|| self.sink.write(&page))?;
            } else {
                self.sink.write(&page)?;
            }
            let _ = self.return_ticket.send(());
        }
        // Whoever reads the output as it comes should not wait for a full buffer.
        self.sink.flush()?;
        self.progress.show(&self.summary);
        Ok(())
    }

    fn finish(&mut self, all: bool) -> io::Result<()> {
        self.progress.clear();
        self.sink.finish(all)?;
        if self.is_summed_up {
            self.summary.skipped = self.meter.skipped();
            tell(format_args!("{}", self.summary));
        }
        Ok(())
    }
}
