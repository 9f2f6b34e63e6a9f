//! Being interrupted. The first SIGINT, SIGTERM or SIGHUP asks the program to stop: pages under way are finished and written,
//! no other is begun. The second ends it at once.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit status of a run that was interrupted, as shells give it for SIGINT.
pub const INTERRUPTED: u8 = 130;

/// Whether the program is asked to stop.
#[derive(Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens to signals from now on.
    pub fn listen() -> Stop {
        let stop = Stop::default();
        let asked = stop.clone();
        // Without a handler a signal ends the program at once, as it would any other; nothing depends on it.
        let _ = ctrlc::set_handler(move || {
            if asked.0.swap(true, Ordering::Relaxed) {
                process::exit(i32::from(INTERRUPTED));
            }
        });
        stop
    }

    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
