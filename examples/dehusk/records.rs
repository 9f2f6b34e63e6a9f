//! The records of a `.jsonl` file, plain or packed, one at a time.

use crate::codec::Codec;
use crate::input::{Content, Job, failed};
use serde::Deserialize;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

/// Bytes of the longest line that is read. It bounds memory on a file without line breaks; a page of the largest size that the
/// library reads fits, escaped as JSON.
const LONGEST_LINE: u64 = 256 << 20;

/// The records of a file.
pub struct Records {
    path: PathBuf,
    /// `None` after the end or an error.
    lines: Option<Box<dyn BufRead + Send>>,
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
    pub fn open(path: PathBuf) -> Records {
        let (lines, error) = match Codec::of(&path).0.open(&path) {
            Ok(lines) => (Some(lines), None),
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

    /// Reads the next line that is not blank; `None` at the end of the file.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some(lines) = &mut self.lines else {
            return Ok(None);
        };
        loop {
            let mut line = Vec::new();
            self.number += 1;
            let count = lines
                .by_ref()
                .take(LONGEST_LINE)
                .read_until(b'\n', &mut line)?;
            if count == 0 {
                return Ok(None);
            }
            if count as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
                lines.skip_until(b'\n')?;
                // No JSON, so that it is told as a broken record.
                line.clear();
                line.extend_from_slice(b"a line that is too long");
            }
            if self.number == 1 && line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some(line));
            }
        }
    }
}

impl Iterator for Records {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        if let Some(error) = self.error.take() {
            return Some(failed(self.path.display().to_string(), error.to_string()));
        }
        match self.line() {
            Ok(line) => {
                if line.is_none() {
                    self.lines = None;
                }
                line.map(|line| self.job(&line))
            }
            // An archive that was cut: what lies before is given, and that it was cut is told.
            Err(error) => {
                self.lines = None;
                Some(failed(self.place(), error.to_string()))
            }
        }
    }
}
