//! The pages of a web archive (`.warc`, plain or packed): responses and resources that are HTML, one at a time. Other records
//! are skipped, and those that could have been pages are counted.

use crate::codec::{Codec, Source};
use crate::http::Head;
use crate::input::{Content, Job, Reading, failed};
use crate::meter::Place;
use fastwarc::stream_io::traits::WarcRead;
use fastwarc::warc::iter::{ArchiveIteratorOptions, ArchiveIteratorThreadSafe};
use fastwarc::warc::record::{WarcRecord, WarcRecordType};
use std::any::Any;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

/// The records of an archive.
pub struct Archive {
    name: String,
    /// The file, where it is one, and how much of it was used.
    file: Option<(PathBuf, Place)>,
    /// Where it was gone on with the last time.
    resumed: Option<u64>,
    reading: Reading,
    /// `None` after the end or an error that nothing can follow.
    records: Option<ArchiveIteratorThreadSafe>,
    /// Why the archive could not be opened, until that is told.
    error: Option<io::Error>,
    /// Where the stream comes back to when the iterator is dropped.
    returned: Returned,
}

impl Archive {
    /// The archive in a file.
    pub fn open(path: PathBuf, reading: Reading) -> Archive {
        let place = Place::default();
        let source = Codec::of(&path).0.open_at(&path, &reading.meter, &place);
        let name = path.display().to_string();
        Archive::of(name, Some((path, place)), source, reading)
    }

    /// The archive that comes on standard input.
    pub fn stdin(source: io::Result<Source>, reading: Reading) -> Archive {
        Archive::of("-".to_owned(), None, source, reading)
    }

    fn of(
        name: String,
        file: Option<(PathBuf, Place)>,
        source: io::Result<Source>,
        reading: Reading,
    ) -> Archive {
        let mut archive = Archive {
            name,
            file,
            resumed: None,
            reading,
            records: None,
            error: None,
            returned: Returned::default(),
        };
        match source {
            Ok(source) => archive.iterate(source, 0, false),
            Err(error) => archive.error = Some(error),
        }
        archive
    }

    /// Reads records from here on; in an archive that was found broken, from where the next one begins.
    fn iterate(&mut self, source: Source, position: u64, broken: bool) {
        let stream = Stream {
            source: Some(source),
            position,
            returned: self.returned.clone(),
        };
        let options = ArchiveIteratorOptions {
            // Bodies are decoded by the workers, and streams are unpacked before, where a cut one is noticed.
            parse_http: false,
            stream_detect: false,
            quirks_mode: broken,
            ..ArchiveIteratorOptions::default()
        };
        self.records = Some(ArchiveIteratorThreadSafe::with_options(stream, options));
    }

    /// What is told of a broken place. The archive is read on behind it, where the next record begins.
    fn broken(&mut self, error: &io::Error) -> Job {
        self.records = None;
        let returned = self
            .returned
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let position = returned.as_ref().map_or(0, |(_, position)| *position);
        if error
            .get_ref()
            .is_some_and(|error| error.is::<Unreadable>())
        {
            self.skip_member(position);
        } else if let Some((source, position)) = returned
            && error.kind() == io::ErrorKind::InvalidData
        {
            self.iterate(source, position, true);
        }
        failed(format!("{}:{position}", self.name), error.to_string())
    }

    /// Goes on with the next packed record behind one that cannot be unpacked. If there is none, the archive is at its end.
    fn skip_member(&mut self, position: u64) {
        let Some((path, place)) = &self.file else {
            return;
        };
        let codec = Codec::of(path).0;
        let found = codec.find_member(path, place, b"WARC/").and_then(|found| {
            found
                .then(|| codec.open_at(path, &self.reading.meter, place))
                .transpose()
        });
        // What cannot be read here could not be read before either, which is told already.
        if let Ok(Some(source)) = found {
            self.resumed = Some(place.load(Ordering::Relaxed));
            self.iterate(source, position, false);
        }
    }

    /// The page in a record; `None` if it is none.
    fn page(&self, record: &mut WarcRecord) -> io::Result<Option<Job>> {
        if !matches!(
            record.record_type(),
            WarcRecordType::Response | WarcRecordType::Resource
        ) {
            return Ok(None);
        }
        let header = |name: &str| record.headers().get(name).map(|value| value.into_owned());
        let id = header("WARC-Record-ID");
        let url = header("WARC-Target-URI");
        let identified = header("WARC-Identified-Payload-Type");
        let own_type = header("Content-Type").filter(|_| !record.is_http());
        let (length, http) = (record.content_length(), record.is_http());
        let mut bytes = Vec::new();
        if let Some(reader) = record.reader_mut() {
            reader.take(self.reading.longest).read_to_end(&mut bytes)?;
        }
        if (bytes.len() as u64) < length.min(self.reading.longest) {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the archive ends within a record",
            ));
        }
        let head = if http { Head::read(&bytes) } else { None };
        let told = head
            .as_ref()
            .map_or(own_type, |head| head.content_type.clone());
        let content = match head {
            Some(head) => Content::Response(head, bytes),
            None => Content::Bytes(bytes),
        };
        if !is_html(identified.as_deref().or(told.as_deref()), &content) {
            self.reading.meter.skip();
            return Ok(None);
        }
        Ok(Some(Job {
            id: id.map_or_else(|| self.name.clone(), |id| bare(&id)),
            url: url.map(|url| bare(&url)),
            content_type: told,
            seen: None,
            content: Ok(content),
        }))
    }
}

/// An identifier or address without the brackets in which it stands.
fn bare(value: &str) -> String {
    value
        .trim()
        .trim_start_matches('<')
        .trim_end_matches('>')
        .to_owned()
}

/// Whether a body is HTML by its type, or by its look where nobody says a type.
fn is_html(content_type: Option<&str>, content: &Content) -> bool {
    let essence = content_type.and_then(|value| value.split(';').next());
    match essence
        .map(|essence| essence.trim().to_ascii_lowercase())
        .as_deref()
    {
        Some("text/html" | "application/xhtml+xml") => true,
        None | Some("") => match content {
            Content::Bytes(bytes) => bytes.trim_ascii_start().starts_with(b"<"),
            _ => true,
        },
        Some(_) => false,
    }
}

impl Iterator for Archive {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        if let Some(error) = self.error.take() {
            return Some(failed(self.name.clone(), error.to_string()));
        }
        loop {
            let found = match self.records.as_mut()?.next() {
                None => {
                    self.records = None;
                    return None;
                }
                Some(record) => record.and_then(|record| {
                    self.page(&mut record.lock().unwrap_or_else(PoisonError::into_inner))
                }),
            };
            match found {
                Ok(Some(job)) => return Some(job),
                Ok(None) => {}
                Err(error) => return Some(self.broken(&error)),
            }
        }
    }
}

type Returned = Arc<Mutex<Option<(Source, u64)>>>;

/// An unpacked stream as the reader of archives wants it. The reader drops it when it meets an error; it comes back, so that
/// one broken record does not cost the rest of the archive.
struct Stream {
    /// There until it is dropped.
    source: Option<Source>,
    position: u64,
    returned: Returned,
}

/// What a stream that cannot be read says, to tell it from records that are broken.
#[derive(Debug)]
struct Unreadable(io::Error);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Unreadable {}

impl Drop for Stream {
    fn drop(&mut self) {
        let source = self.source.take().map(|source| (source, self.position));
        *self.returned.lock().unwrap_or_else(PoisonError::into_inner) = source;
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match &mut self.source {
            Some(source) => source
                .fill_buf()
                .map_err(|error| io::Error::new(error.kind(), Unreadable(error))),
            None => Ok(&[]),
        }
    }

    fn consume(&mut self, count: usize) {
        if let Some(source) = &mut self.source {
            source.consume(count);
            self.position += count as u64;
        }
    }
}

/// The position can be asked for, and that is all.
impl Seek for Stream {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match to {
            SeekFrom::Current(0) => Ok(self.position),
            _ => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

impl WarcRead for Stream {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }

    fn inner_seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.seek(to)
    }

    fn inner_stream_position(&mut self) -> io::Result<u64> {
        Ok(self.position)
    }
}
