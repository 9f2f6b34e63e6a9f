//! Compression by the end of a file's name: `.gz` and `.zst`. Files that are read may have any number of members one after the
//! other; files that are written get a new member every so often, so that a cut one loses no more than its last.

use crate::meter::{Meter, Metered};
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
        let file = Metered {
            file: File::open(path)?,
            meter: meter.clone(),
        };
        self.unpack(BufReader::with_capacity(BUFFER, file))
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
    let stdin = Metered {
        file: io::stdin(),
        meter: meter.clone(),
    };
    let mut stdin = BufReader::with_capacity(BUFFER, stdin);
    let codec = match stdin.fill_buf()? {
        [0x1f, 0x8b, ..] => Codec::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Codec::Zstd,
        _ => Codec::Plain,
    };
    codec.unpack(stdin)
}

/// Reads to the end of a member, where its checksum stands.
fn finish(member: &mut impl Read) -> io::Result<()> {
    io::copy(member, &mut io::sink()).map(drop)
}
