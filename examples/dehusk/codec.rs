//! Compression by the end of a file's name: `.gz` and `.zst`. Files that are read may have any number of members one after the
//! other; files that are written get a new member every so often, so that a cut one loses no more than its last.

use flate2::Compression;
use flate2::bufread::{GzDecoder, MultiGzDecoder};
use flate2::write::GzEncoder;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// How the bytes of a file are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    Plain,
    Gzip,
    Zstd,
}

/// Bytes read from a file at a time.
const BUFFER: usize = 256 << 10;

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
    pub fn open(self, path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
        let file = BufReader::with_capacity(BUFFER, File::open(path)?);
        Ok(match self {
            Codec::Plain => Box::new(file),
            Codec::Gzip => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file))),
            Codec::Zstd => Box::new(BufReader::with_capacity(
                BUFFER,
                zstd::Decoder::with_buffer(file)?,
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

/// Reads to the end of a member, where its checksum stands.
fn finish(member: &mut impl Read) -> io::Result<()> {
    io::copy(member, &mut io::sink()).map(drop)
}
