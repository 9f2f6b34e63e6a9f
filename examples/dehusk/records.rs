//! The records of a `.jsonl` file, plain or packed, one at a time.

use crate::codec::Source;
use crate::input::{Content, Job, failed};
use serde::Deserialize;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

/// Bytes of the longest line that is read. It bounds memory on a file without line breaks; a page of the largest size that the
/// library reads fits, escaped as JSON.
const LONGEST_LINE: u64 = 256 << 20;

/// The records of a file.
pub struct Records {
    /// The file, or `-`.
    path: PathBuf,
    lines: Lines,
}

/// The lines of a file that are not blank.
pub struct Lines {
    /// `None` after the end or an error.
    lines: Option<Source>,
    /// Why the file could not be opened, until that is told.
    error: Option<io::Error>,
    /// The number of the last line, from 1.
    pub number: usize,
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
    pub fn open(path: PathBuf, source: io::Result<Source>) -> Records {
        Records {
            path,
            lines: Lines::of(source),
        }
    }

    /// The id of a record that gives none: the file and the line.
    fn place(&self) -> String {
        format!("{}:{}", self.path.display(), self.lines.number)
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

impl Lines {
    pub fn of(source: io::Result<Source>) -> Lines {
        let (lines, error) = match source {
            Ok(lines) => (Some(lines), None),
            Err(error) => (None, Some(error)),
        };
        Lines {
            lines,
            error,
            number: 0,
        }
    }

    /// Reads the next line that is not blank; `None` at the end of the file.
    fn read(&mut self) -> io::Result<Option<Vec<u8>>> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
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

/// After an error there is nothing more: what lies before a cut is given, and that it was cut is told.
impl Iterator for Lines {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.read().transpose();
        if !matches!(line, Some(Ok(_))) {
            self.lines = None;
        }
        line
    }
}

impl Iterator for Records {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        let job = match self.lines.next()? {
            Ok(line) => self.job(&line),
            Err(error) if self.lines.number == 0 => {
                failed(self.path.display().to_string(), error.to_string())
            }
            Err(error) => failed(self.place(), error.to_string()),
        };
        Some(job)
    }
}
