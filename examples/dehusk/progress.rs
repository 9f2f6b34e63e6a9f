//! A counter on standard error, if that is a terminal and nothing else is written to it.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often progress is shown.
const INTERVAL: Duration = Duration::from_millis(200);

pub struct Progress {
    shown: Option<Instant>,
    wanted: bool,
}

impl Progress {
    pub fn new(wanted: bool) -> Progress {
        Progress {
            shown: None,
            wanted: wanted && io::stderr().is_terminal(),
        }
    }

    pub fn show(&mut self, pages: usize, errors: usize) {
        let due = self.shown.is_none_or(|shown| shown.elapsed() >= INTERVAL);
        if self.wanted && due {
            // Nobody listens if this fails.
            let _ = write!(io::stderr(), "\r{pages} pages, {errors} errors");
            self.shown = Some(Instant::now());
        }
    }

    pub fn clear(&self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
