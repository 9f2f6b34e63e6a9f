//! A bar on standard error, if that is a terminal and nothing else is written to it: bytes of the input, rate, time left, pages.

use crate::meter::Meter;
use crate::summary::Summary;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};

/// How often a second the bar is drawn.
const HERTZ: u8 = 5;

const WITH_LENGTH: &str = "{bar:30} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left, {msg}";
const WITHOUT_LENGTH: &str = "{spinner} {bytes} {bytes_per_sec}, {elapsed}, {msg}";

pub struct Progress {
    bar: ProgressBar,
    meter: Meter,
}

impl Progress {
    /// A bar over so many bytes, if that is known.
    pub fn new(wanted: bool, length: Option<u64>, meter: Meter) -> Progress {
        let target = if wanted && io::stderr().is_terminal() {
            ProgressDrawTarget::stderr_with_hz(HERTZ)
        } else {
            ProgressDrawTarget::hidden()
        };
        let template = if length.is_some() {
            WITH_LENGTH
        } else {
            WITHOUT_LENGTH
        };
        let style = ProgressStyle::with_template(template).expect("the template is right");
        let bar = ProgressBar::with_draw_target(length, target).with_style(style);
        Progress { bar, meter }
    }

    pub fn show(&self, summary: &Summary) {
        if self.bar.is_hidden() {
            return;
        }
        self.bar.set_position(self.meter.bytes());
        self.bar.set_message(format!(
            "{} pages, {} empty, {} errors",
            summary.pages, summary.empty, summary.errors
        ));
    }

    /// Does what writes to the terminal while there is no bar.
    pub fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
