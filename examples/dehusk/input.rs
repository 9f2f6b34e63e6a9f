//! From the arguments to pages: folders are walked, record files and archives read record by record, so that no more than the
//! page at hand is in memory. What cannot be read becomes a page with an error, and the rest goes on.

use crate::archive::Archive;
use crate::args::{Args, Form, is_stdin};
use crate::codec::{self, Codec};
use crate::http::Head;
use crate::meter::Meter;
use crate::records::{Lines, Records};
use crate::walk::Walk;
use dehusk::Date;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What is known while input is read.
#[derive(Clone)]
pub struct Reading {
    pub meter: Meter,
    /// Bytes of a page that are read: one more than the library takes, since what lies behind is cut off anyway.
    pub longest: u64,
}

impl Reading {
    pub fn of(args: &Args, meter: Meter) -> Reading {
        let most = args.limits.get().input_bytes as u64;
        Reading {
            meter,
            longest: most.saturating_add(1),
        }
    }

    /// The bytes of a page.
    pub fn page(&self, page: impl Read) -> io::Result<Vec<u8>> {
        self.page_of(page, 0)
    }

    /// The bytes of a page that is a file.
    pub fn page_of_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        let codec = Codec::of(path).0;
        if codec != Codec::Plain {
            return self.page(codec.open(path, &self.meter)?);
        }
        // Straight into the page: a buffer between would be one copy more.
        let file = File::open(path)?;
        let length = file.metadata().map_or(0, |about| about.len());
        let bytes = self.page_of(file, length)?;
        self.meter.add(bytes.len() as u64);
        Ok(bytes)
    }

    /// The bytes of a page that is likely to have so many bytes.
    fn page_of(&self, page: impl Read, bytes: u64) -> io::Result<Vec<u8>> {
        // One more, so that the end is found without making room for more.
        let likely = bytes.saturating_add(1).min(self.longest);
        let mut bytes = Vec::with_capacity(usize::try_from(likely).unwrap_or_default());
        page.take(self.longest).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A page that is to be cleaned.
pub struct Job {
    /// The record's id, else the path as given.
    pub id: String,
    pub url: Option<String>,
    pub content_type: Option<String>,
    /// When the page was seen.
    pub seen: Option<Date>,
    /// The page, or why there is none.
    pub content: Result<Content, String>,
}

/// Where a page is. Files are opened by the worker that cleans the page.
pub enum Content {
    File(PathBuf),
    Bytes(Vec<u8>),
    /// An HTTP response with its header, and what that says.
    Response(Head, Vec<u8>),
    Html(String),
    Text(String),
}

type Jobs = Box<dyn Iterator<Item = Job> + Send>;

/// The pages of all inputs, in order.
pub fn jobs<'a>(args: &'a Args, reading: &'a Reading) -> impl Iterator<Item = Job> + Send + 'a {
    args.inputs
        .iter()
        .flat_map(|input| pages_of(input, args.input, reading))
        .map(|mut job| {
            job.url = job.url.or_else(|| args.url.clone());
            job.content_type = job.content_type.or_else(|| args.content_type.clone());
            job.seen = job.seen.or(args.seen);
            job
        })
}

fn pages_of(input: &Path, form: Form, reading: &Reading) -> Jobs {
    if is_stdin(input) {
        return pages_of_stdin(form, reading);
    }
    if !input.is_dir() {
        return pages_of_file(input.to_owned(), form, reading);
    }
    let reading = reading.clone();
    let files = Walk::new(input.to_owned());
    Box::new(files.flat_map(move |entry| match entry {
        Ok(path) => pages_of_file(path, form, &reading),
        Err(failed) => one(failed),
    }))
}

/// Read here and not by a worker, so that a run that waits for input has nothing under way.
fn pages_of_stdin(form: Form, reading: &Reading) -> Jobs {
    let reading = reading.clone();
    Box::new(
        std::iter::once_with(move || {
            let source = codec::stdin(&reading.meter);
            match Kind::of(Path::new("-"), form) {
                Kind::Page => {
                    let bytes = source
                        .and_then(|source| reading.page(source))
                        .map(Content::Bytes);
                    one(job(
                        "-".to_owned(),
                        bytes.map_err(|error| error.to_string()),
                    ))
                }
                kind => kind.pages(PathBuf::from("-"), source, &reading),
            }
        })
        .flatten(),
    )
}

fn pages_of_file(path: PathBuf, form: Form, reading: &Reading) -> Jobs {
    match Kind::of(&path, form) {
        Kind::Page => one(job(path.display().to_string(), Ok(Content::File(path)))),
        Kind::Archive => Box::new(Archive::open(path, reading.clone())),
        kind => {
            let source = Codec::of(&path).0.open(&path, &reading.meter);
            kind.pages(path, source, reading)
        }
    }
}

/// What a file is.
enum Kind {
    Page,
    Records,
    Archive,
    Paths,
}

impl Kind {
    /// As the caller says, else by the name.
    fn of(path: &Path, form: Form) -> Kind {
        let (_, name) = Codec::of(path);
        let is = |wanted: &str| {
            name.extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
        };
        match form {
            Form::Jsonl => Kind::Records,
            Form::Warc => Kind::Archive,
            Form::Paths => Kind::Paths,
            _ if is("jsonl") => Kind::Records,
            _ if is("warc") => Kind::Archive,
            _ => Kind::Page,
        }
    }

    /// The pages of a file that holds several.
    fn pages(self, path: PathBuf, source: io::Result<codec::Source>, reading: &Reading) -> Jobs {
        match self {
            Kind::Page | Kind::Records => Box::new(Records::open(path, source)),
            Kind::Archive => Box::new(Archive::stdin(source, reading.clone())),
            Kind::Paths => {
                let reading = reading.clone();
                Box::new(Lines::of(source).flat_map(move |line| match line {
                    Ok(line) => {
                        let path = String::from_utf8_lossy(line.trim_ascii_end()).into_owned();
                        // What a list names, folders and archives too, but no other list: that could lead in circles.
                        pages_of_listed(Path::new(&path), &reading)
                    }
                    Err(error) => one(failed(path.display().to_string(), error.to_string())),
                }))
            }
        }
    }
}

fn pages_of_listed(path: &Path, reading: &Reading) -> Jobs {
    if is_stdin(path) {
        let message = "a list cannot name standard input".to_owned();
        return one(failed("-".to_owned(), message));
    }
    pages_of(path, Form::Auto, reading)
}

fn one(job: Job) -> Jobs {
    Box::new(std::iter::once(job))
}

fn job(id: String, content: Result<Content, String>) -> Job {
    Job {
        id,
        url: None,
        content_type: None,
        seen: None,
        content,
    }
}

/// A page that could not be read.
pub fn failed(id: String, message: String) -> Job {
    job(id, Err(message))
}
