//! Compression by the end of a file's name: `.gz` and `.zst`. Files that are read may have any number of members one after the
//! other; files that are written get a new member every so often, so that a cut one loses no more than its last.

use crate::meter::{Meter, Metered, Place};
use flate2::Compression;
use flate2::bufread::{GzDecoder, MultiGzDecoder};
use flate2::write::GzEncoder;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// How the bytes of a file are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    Plain,
    Gzip,
    Zstd,
}

/// Bytes read from a file at a time.
const BUFFER: usize = 256 << 10;

/// What members begin with.
const GZIP: &[u8] = &[0x1f, 0x8b, 0x08];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// An unpacked stream.
pub type Source = Box<dyn BufRead + Send>;

impl Codec {
    /// What the name of a file says, and the name without it.
    pub fn of(path: &Path) -> (Codec, PathBuf) {
        let is = |wanted: &str| {
            path.extension()
                .is_some_and(|extension: &OsStr| extension.eq_ignore_ascii_case(wanted))
        };
        if is("gz") {
            (Codec::Gzip, path.with_extension(""))
        } else if is("zst") {
            (Codec::Zstd, path.with_extension(""))
        } else {
            (Codec::Plain, path.to_owned())
        }
    }

    /// The bytes of a file as they were before they were packed.
    pub fn open(self, path: &Path, meter: &Meter) -> io::Result<Source> {
        self.open_at(path, meter, &Place::default())
    }

    /// As [`open`](Self::open), from this place of the file on, which must begin a member. The place moves on as the file is
    /// used.
    pub fn open_at(self, path: &Path, meter: &Meter, place: &Place) -> io::Result<Source> {
        let mut file = File::open(path)?;
        let start = place.load(Ordering::Relaxed);
        // A pipe can be read from its start only, and that is where it is.
        if start > 0 {
            file.seek(SeekFrom::Start(start))?;
        }
        self.unpack(Metered {
            file: BufReader::with_capacity(BUFFER, file),
            meter: meter.clone(),
            place: place.clone(),
        })
    }

    /// Moves the place to the next member of the file that begins with these bytes; false if there is none.
    pub fn find_member(self, path: &Path, place: &Place, beginning: &[u8]) -> io::Result<bool> {
        let magic = match self {
            Codec::Plain => return Ok(false),
            Codec::Gzip => GZIP,
            Codec::Zstd => ZSTD,
        };
        let mut file = File::open(path)?;
        let mut start = place.load(Ordering::Relaxed);
        let mut chunk = Vec::new();
        loop {
            chunk.clear();
            file.seek(SeekFrom::Start(start))?;
            (&file).take(BUFFER as u64).read_to_end(&mut chunk)?;
            for at in 0..chunk.len().saturating_sub(magic.len() - 1) {
                if chunk[at..].starts_with(magic) && self.begins(path, start + at as u64, beginning)
                {
                    place.store(start + at as u64, Ordering::Relaxed);
                    return Ok(true);
                }
            }
            if chunk.len() < BUFFER {
                return Ok(false);
            }
            // The magic may stand across the end of what was read.
            start += (BUFFER - magic.len() + 1) as u64;
        }
    }

    /// Whether what is packed at this place begins with these bytes.
    fn begins(self, path: &Path, start: u64, beginning: &[u8]) -> bool {
        let member = self.open_at(path, &Meter::default(), &Place::new(start.into()));
        let mut found = vec![0; beginning.len()];
        let read = member.and_then(|mut member| member.read_exact(&mut found));
        read.is_ok() && found == beginning
    }

    fn unpack(self, packed: impl BufRead + Send + 'static) -> io::Result<Source> {
        Ok(match self {
            Codec::Plain => Box::new(packed),
            Codec::Gzip => Box::new(BufReader::with_capacity(
                BUFFER,
                MultiGzDecoder::new(packed),
            )),
            Codec::Zstd => Box::new(BufReader::with_capacity(
                BUFFER,
                zstd::Decoder::with_buffer(packed)?,
            )),
        })
    }

    /// The bytes as one member.
    pub fn pack(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Codec::Plain => Ok(bytes.to_vec()),
            Codec::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(bytes)?;
                encoder.finish()
            }
            Codec::Zstd => zstd::encode_all(bytes, 0),
        }
    }

    /// Reads the member that begins here with `read`, and gives what follows it. A plain file is one member.
    pub fn member<R: BufRead>(
        self,
        file: R,
        read: impl FnOnce(&mut dyn BufRead) -> io::Result<()>,
    ) -> io::Result<R> {
        match self {
            Codec::Plain => {
                let mut file = file;
                read(&mut file)?;
                Ok(file)
            }
            Codec::Gzip => {
                let mut member = BufReader::new(GzDecoder::new(file));
                read(&mut member)?;
                finish(&mut member)?;
                Ok(member.into_inner().into_inner())
            }
            Codec::Zstd => {
                let mut member = BufReader::new(zstd::Decoder::with_buffer(file)?.single_frame());
                read(&mut member)?;
                finish(&mut member)?;
                Ok(member.into_inner().finish())
            }
        }
    }
}

/// Standard input, unpacked if it begins like a packed file.
pub fn stdin(meter: &Meter) -> io::Result<Source> {
    let mut stdin = Metered {
        file: BufReader::with_capacity(BUFFER, io::stdin()),
        meter: meter.clone(),
        place: Place::default(),
    };
    let bytes = stdin.fill_buf()?;
    let codec = if bytes.starts_with(GZIP) {
        Codec::Gzip
    } else if bytes.starts_with(ZSTD) {
        Codec::Zstd
    } else {
        Codec::Plain
    };
    codec.unpack(stdin)
}

/// Reads to the end of a member, where its checksum stands.
fn finish(member: &mut impl Read) -> io::Result<()> {
    io::copy(member, &mut io::sink()).map(drop)
}
