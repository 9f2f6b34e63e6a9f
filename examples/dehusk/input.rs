//! From the arguments to pages: folders are walked and record files read line by line, so that no more than the page at hand
//! is in memory. What cannot be read becomes a page with an error, and the rest goes on.

use crate::args::{Args, is_record_file, is_stdin};
use crate::records::Records;
use crate::walk::Walk;
use dehusk::Date;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

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
    Html(String),
    Text(String),
}

impl Content {
    /// The bytes of a page, up to one more than the library reads: what lies behind is cut off anyway.
    pub fn read(page: impl Read, most: usize) -> io::Result<Vec<u8>> {
        let limit = (most as u64).saturating_add(1);
        let mut bytes = Vec::new();
        page.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// The pages of all inputs, in order.
pub fn jobs(args: &Args) -> impl Iterator<Item = Job> + Send + '_ {
    args.inputs
        .iter()
        .flat_map(|input| pages_of(input, args.limits.get().input_bytes))
        .map(|mut job| {
            job.url = job.url.or_else(|| args.url.clone());
            job.content_type = job.content_type.or_else(|| args.content_type.clone());
            job.seen = job.seen.or(args.seen);
            job
        })
}

fn pages_of(input: &Path, most: usize) -> Box<dyn Iterator<Item = Job> + Send> {
    if is_stdin(input) {
        // Read here and not by a worker, so that a run that waits for it has nothing under way.
        Box::new(std::iter::once_with(move || {
            let bytes = Content::read(io::stdin().lock(), most);
            Job {
                id: "-".to_owned(),
                url: None,
                content_type: None,
                seen: None,
                content: bytes.map(Content::Bytes).map_err(|error| error.to_string()),
            }
        }))
    } else if input.is_dir() {
        Box::new(Walk::new(input.to_owned()).flat_map(|entry| match entry {
            Ok(path) => pages_of_file(path),
            Err(failed) => Box::new(std::iter::once(failed)),
        }))
    } else {
        pages_of_file(input.to_owned())
    }
}

fn pages_of_file(path: PathBuf) -> Box<dyn Iterator<Item = Job> + Send> {
    if is_record_file(&path) {
        Box::new(Records::open(path))
    } else {
        Box::new(std::iter::once(Job {
            id: path.display().to_string(),
            url: None,
            content_type: None,
            seen: None,
            content: Ok(Content::File(path)),
        }))
    }
}

/// A page that could not be read.
pub fn failed(id: String, message: String) -> Job {
    Job {
        id,
        url: None,
        content_type: None,
        seen: None,
        content: Err(message),
    }
}
