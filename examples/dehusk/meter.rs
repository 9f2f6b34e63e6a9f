//! Counts that grow while input is read, for progress and for the summary.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts that readers and whoever shows them share.
#[derive(Clone, Default)]
pub struct Meter(Arc<Counts>);

#[derive(Default)]
struct Counts {
    bytes: AtomicU64,
    skipped: AtomicU64,
}

impl Meter {
    /// Bytes of files read so far, as they lie on the disk.
    pub fn bytes(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// Counts bytes of a file.
    pub fn add(&self, bytes: u64) {
        self.0.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Counts a record that is no HTML.
    pub fn skip(&self) {
        self.0.skipped.fetch_add(1, Ordering::Relaxed);
    }

    /// Records that are no HTML.
    pub fn skipped(&self) -> u64 {
        self.0.skipped.load(Ordering::Relaxed)
    }
}

/// How much of one file was used.
pub type Place = Arc<AtomicU64>;

/// A file whose bytes are counted as they are used.
pub struct Metered<R> {
    pub file: R,
    pub meter: Meter,
    pub place: Place,
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.file.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.file.consume(count);
        self.meter.add(count as u64);
        self.place.fetch_add(count as u64, Ordering::Relaxed);
    }
}
