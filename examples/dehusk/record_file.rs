//! A file of records, one JSON object a line, plain or packed. Whatever ends the run, the file holds whole records only, but
//! for the last ones of a process that was killed; going on with the file cuts those off and tells which pages it holds.

use crate::codec::Codec;
use serde::Deserialize;
use std::collections::HashMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Bytes of records that are kept back before they are written. Members of packed files are larger, as each begins with an
/// empty dictionary.
const PLAIN_CHUNK: usize = 64 << 10;
const PACKED_CHUNK: usize = 1 << 20;

/// Records are not kept back longer than this while others arrive.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// A file that takes records, each an object of JSON on a line.
pub trait RecordWriter {
    fn push(&mut self, record: &str) -> io::Result<()>;

    /// Writes everything, down to the disk. The records are all there are, or the run was interrupted.
    fn finish(&mut self, all: bool) -> io::Result<()>;
}

/// A file that records are appended to.
pub struct RecordFile {
    file: File,
    codec: Codec,
    /// Records that are not written yet.
    waiting: Vec<u8>,
    /// The length of the file up to its last whole member.
    length: u64,
    written: Instant,
}

/// Which pages a file already holds, each as often as it holds it.
#[derive(Default)]
pub struct Held(HashMap<u128, u32>);

impl Held {
    fn add(&mut self, key: u128) {
        *self.0.entry(key).or_default() += 1;
    }

    /// Whether the next page of this id is there.
    pub fn take(&mut self, id: &str) -> bool {
        let Some(count) = self.0.get_mut(&key(id)) else {
            return false;
        };
        *count -= 1;
        if *count == 0 {
            self.0.remove(&key(id));
        }
        true
    }
}

/// Two hashes of an id in its place: a hundred million ids fit into memory, and two of them get the same key once in 10^22 runs.
fn key(id: &str) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, id).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

impl RecordFile {
    /// A new file; it must not exist.
    pub fn create(path: &Path) -> io::Result<RecordFile> {
        let mut options = OpenOptions::new();
        let file = options.write(true).create_new(true).open(path)?;
        lock(&file)?;
        RecordFile::of(file, Codec::of(path).0, 0)
    }

    /// The file that a run before this one has left, or a new one; and the pages that it holds.
    pub fn resume(path: &Path) -> io::Result<(RecordFile, Held)> {
        let mut options = OpenOptions::new();
        let file = options.read(true).append(true).create(true).open(path)?;
        lock(&file)?;
        let codec = Codec::of(path).0;
        let mut held = Held::default();
        let length = whole_part(BufReader::new(&file), codec, &mut held)?;
        file.set_len(length)?;
        Ok((RecordFile::of(file, codec, length)?, held))
    }

    fn of(mut file: File, codec: Codec, length: u64) -> io::Result<RecordFile> {
        file.seek(SeekFrom::Start(length))?;
        Ok(RecordFile {
            file,
            codec,
            waiting: Vec::new(),
            length,
            written: Instant::now(),
        })
    }

    /// Writes what was kept back. If that fails, on a full disk for example, what arrived of it is cut off.
    fn write(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let bytes = self.codec.pack(&self.waiting)?;
        if let Err(error) = self.file.write_all(&bytes) {
            self.file.set_len(self.length)?;
            return Err(error);
        }
        self.length += bytes.len() as u64;
        self.waiting.clear();
        self.written = Instant::now();
        Ok(())
    }
}

impl RecordWriter for RecordFile {
    fn push(&mut self, record: &str) -> io::Result<()> {
        self.waiting.extend_from_slice(record.as_bytes());
        self.waiting.push(b'\n');
        let chunk = match self.codec {
            Codec::Plain => PLAIN_CHUNK,
            Codec::Gzip | Codec::Zstd => PACKED_CHUNK,
        };
        if self.waiting.len() >= chunk || self.written.elapsed() >= LONGEST_WAIT {
            self.write()?;
        }
        Ok(())
    }

    // What is there can be gone on with, whole or not.
    fn finish(&mut self, _all: bool) -> io::Result<()> {
        self.write()?;
        self.file.sync_all()
    }
}

/// Two runs that write to one file would mix their records.
pub fn lock(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::Error::new(
            io::ErrorKind::ResourceBusy,
            "another process is writing to it",
        )),
        // Some file systems have no locks.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
    }
}

/// A reader that knows how much of it was used.
struct Counted<R> {
    reader: R,
    used: u64,
}

impl<R: BufRead> io::Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.used += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.reader.consume(count);
        self.used += count as u64;
    }
}

/// What one look at a member or a plain file found.
#[derive(Default)]
struct Seen {
    keys: Vec<u128>,
    /// Bytes of whole lines.
    whole: u64,
}

/// The length of the part of a file that holds whole records, and the pages in it.
fn whole_part(file: impl BufRead, codec: Codec, held: &mut Held) -> io::Result<u64> {
    let mut file = Counted {
        reader: file,
        used: 0,
    };
    let mut length = 0;
    while !file.fill_buf()?.is_empty() {
        let mut seen = Seen::default();
        let read = codec.member(file, |lines| seen.read(lines));
        let rest = match read {
            Ok(rest) => rest,
            // The last member was cut, and everything in it is done again.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        };
        file = rest;
        length = match codec {
            Codec::Plain => seen.whole,
            Codec::Gzip | Codec::Zstd => file.used,
        };
        seen.keys.into_iter().for_each(|key| held.add(key));
    }
    Ok(length)
}

impl Seen {
    fn read(&mut self, lines: &mut dyn BufRead) -> io::Result<()> {
        #[derive(Deserialize)]
        struct Record {
            id: String,
        }
        let mut line = Vec::new();
        loop {
            line.clear();
            let count = lines.read_until(b'\n', &mut line)?;
            if !line.ends_with(b"\n") {
                return Ok(());
            }
            // A file of something else must not be cut or grow.
            let record: Record = serde_json::from_slice(&line).map_err(|error| {
                let message = format!("it holds a line that is no record of this program: {error}");
                io::Error::new(io::ErrorKind::InvalidData, message)
            })?;
            self.keys.push(key(&record.id));
            self.whole += count as u64;
        }
    }
}
