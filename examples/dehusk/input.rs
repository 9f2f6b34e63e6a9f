//! From the arguments to pages: folders are walked and record files read line by line, so that no more than the page at hand
//! is in memory. What cannot be read becomes a page with an error, and the rest goes on.

use crate::args::{Args, is_record_file, is_stdin};
use dehusk::Date;
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
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
    Stdin,
    Html(String),
    Text(String),
}

impl Content {
    /// The bytes of a file or of standard input, up to one more than `limit`: what lies behind is cut off anyway.
    pub fn read(path: Option<&Path>, limit: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let limit = (limit as u64).saturating_add(1);
        match path {
            Some(path) => File::open(path)?.take(limit).read_to_end(&mut bytes)?,
            None => io::stdin().lock().take(limit).read_to_end(&mut bytes)?,
        };
        Ok(bytes)
    }
}

/// The pages of all inputs, in order.
pub fn jobs(args: &Args) -> impl Iterator<Item = Job> + Send + '_ {
    args.inputs
        .iter()
        .flat_map(|input| pages_of(input))
        .map(|mut job| {
            job.url = job.url.or_else(|| args.url.clone());
            job.content_type = job.content_type.or_else(|| args.content_type.clone());
            job.seen = job.seen.or(args.seen);
            job
        })
}

fn pages_of(input: &Path) -> Box<dyn Iterator<Item = Job> + Send> {
    if is_stdin(input) {
        Box::new(std::iter::once(Job {
            id: "-".to_owned(),
            url: None,
            content_type: None,
            seen: None,
            content: Ok(Content::Stdin),
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

fn failed(id: String, message: String) -> Job {
    Job {
        id,
        url: None,
        content_type: None,
        seen: None,
        content: Err(message),
    }
}

/// The files of a folder and the folders in it, in order of path. Hidden ones are left out, links to folders too, for they
/// may lead in circles.
struct Walk {
    /// Entries still to be visited, the next one last.
    ahead: Vec<PathBuf>,
}

impl Walk {
    fn new(folder: PathBuf) -> Walk {
        Walk {
            ahead: vec![folder],
        }
    }

    fn enter(&mut self, folder: &Path) -> io::Result<()> {
        let mut entries = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<Vec<PathBuf>>>()?;
        entries.retain(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
        });
        entries.sort_unstable_by(|a, b| b.cmp(a));
        self.ahead.append(&mut entries);
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, Job>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut first = self.ahead.len() == 1;
        while let Some(path) = self.ahead.pop() {
            // The folder that was given may itself be a link.
            let kind = if std::mem::take(&mut first) {
                fs::metadata(&path)
            } else {
                fs::symlink_metadata(&path)
            };
            let visited = kind.and_then(|kind| {
                if kind.is_dir() {
                    self.enter(&path).map(|()| false)
                } else {
                    // A link to a file is a page; a socket or a link to a folder is not.
                    Ok(kind.is_file() || fs::metadata(&path)?.is_file())
                }
            });
            match visited {
                Ok(true) => return Some(Ok(path)),
                Ok(false) => {}
                Err(error) => {
                    return Some(Err(failed(path.display().to_string(), error.to_string())));
                }
            }
        }
        None
    }
}

/// The records of a `.jsonl` file.
struct Records {
    path: PathBuf,
    /// `None` after the end or an error.
    lines: Option<BufReader<File>>,
    /// Why the file could not be opened, until that is told.
    error: Option<io::Error>,
    number: usize,
}

/// A line of a record file.
#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    url: Option<String>,
    content_type: Option<String>,
    seen: Option<String>,
    html: Option<String>,
    text: Option<String>,
    path: Option<PathBuf>,
}

impl Records {
    fn open(path: PathBuf) -> Records {
        let (lines, error) = match File::open(&path) {
            Ok(file) => (Some(BufReader::new(file)), None),
            Err(error) => (None, Some(error)),
        };
        Records {
            path,
            lines,
            error,
            number: 0,
        }
    }

    /// The id of a record that gives none: the file and the line.
    fn place(&self) -> String {
        format!("{}:{}", self.path.display(), self.number)
    }

    fn job(&self, line: &[u8]) -> Job {
        let line: Line = match serde_json::from_slice(line) {
            Ok(line) => line,
            Err(error) => return failed(self.place(), format!("not a record: {error}")),
        };
        let id = match line.id {
            Some(serde_json::Value::String(id)) => id,
            None | Some(serde_json::Value::Null) => self.place(),
            Some(other) => other.to_string(),
        };
        let content = match (line.html, line.text, line.path) {
            (Some(html), None, None) => Ok(Content::Html(html)),
            (None, Some(text), None) => Ok(Content::Text(text)),
            (None, None, Some(path)) => Ok(Content::File(self.folder().join(path))),
            _ => Err("a record needs one of \"html\", \"text\" and \"path\"".to_owned()),
        };
        let (seen, content) = match line.seen.map(|seen| seen.parse()).transpose() {
            Ok(seen) => (seen, content),
            Err(error) => (None, Err(format!("the field \"seen\": {error}"))),
        };
        Job {
            id,
            url: line.url,
            content_type: line.content_type,
            seen,
            content,
        }
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

impl Iterator for Records {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        if let Some(error) = self.error.take() {
            return Some(failed(self.path.display().to_string(), error.to_string()));
        }
        let mut line = Vec::new();
        loop {
            line.clear();
            self.number += 1;
            match self.lines.as_mut()?.read_until(b'\n', &mut line) {
                Ok(0) => {
                    self.lines = None;
                    return None;
                }
                Ok(_) => {
                    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
                    if !line.trim_ascii().is_empty() {
                        return Some(self.job(line));
                    }
                }
                Err(error) => {
                    self.lines = None;
                    return Some(failed(self.place(), error.to_string()));
                }
            }
        }
    }
}
