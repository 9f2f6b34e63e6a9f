//! Writes pages: to standard output one after the other, into one file of records, or each into a file of its own.

use crate::args::{Args, Format, is_parquet};
#[cfg(feature = "parquet")]
use crate::parquet_file::ParquetFile;
use crate::record::Page;
use crate::record_file::{Held, RecordFile, RecordWriter};
use crate::report;
use crate::terminal::{Screen, tell, visible_line};
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Where pages go.
pub struct Sink {
    target: Target,
    format: Format,
    several: bool,
    pages: usize,
    /// The reports in a folder, for their index.
    reports: Vec<report::Row>,
}

enum Target {
    Stdout(Box<dyn Write>),
    Folder(PathBuf),
    File(Box<dyn RecordWriter>),
}

/// What an earlier run has done.
pub enum Done {
    Nothing,
    Records(Held),
    /// The files of this folder.
    Files(PathBuf),
}

impl Sink {
    /// Standard output, or the file or folder that the arguments name, which is made if it does not exist.
    pub fn open(args: &Args) -> io::Result<(Sink, Done)> {
        let (target, done) = match (args.output_file(), &args.output) {
            #[cfg(feature = "parquet")]
            (Some(path), _) if is_parquet(path) => {
                let file = ParquetFile::create(path, args).map_err(|error| advice(error, path))?;
                (Target::File(Box::new(file)), Done::Nothing)
            }
            (Some(path), _) if args.resume => {
                let (file, held) = RecordFile::resume(path)?;
                (Target::File(Box::new(file)), Done::Records(held))
            }
            (Some(path), _) => {
                let file = RecordFile::create(path).map_err(|error| advice(error, path))?;
                (Target::File(Box::new(file)), Done::Nothing)
            }
            (None, Some(path)) => {
                fs::create_dir_all(path)?;
                let done = if args.resume {
                    Done::Files(path.clone())
                } else {
                    Done::Nothing
                };
                (Target::Folder(path.clone()), done)
            }
            (None, None) => (Target::Stdout(stdout()), Done::Nothing),
        };
        let sink = Sink {
            target,
            format: args.format(),
            several: args.is_several(),
            pages: 0,
            reports: Vec::new(),
        };
        Ok((sink, done))
    }

    /// Whether what is written does not show on a terminal anyway.
    pub fn leaves_terminal_free(&self) -> bool {
        match self.target {
            Target::Stdout(_) => !io::stdout().is_terminal(),
            Target::Folder(_) | Target::File(_) => true,
        }
    }

    /// Writes a page. What does not belong in the format goes to standard error.
    pub fn write(&mut self, page: &Page) -> io::Result<()> {
        if self.format == Format::Report && matches!(self.target, Target::Folder(_)) {
            self.reports.push(report::Row {
                file: page.name.clone().unwrap_or_default(),
                id: page.id.clone(),
                error: page.error.clone(),
                facts: page.facts.clone(),
            });
        }
        if let Some(body) = &page.body {
            match (&mut self.target, &page.name) {
                (Target::Stdout(out), _) => {
                    write_to(out, page, body, self.format, self.several, self.pages == 0)?;
                }
                (Target::File(file), _) => file.push(body)?,
                (Target::Folder(path), name) => {
                    let name = name.as_deref().expect("pages of a folder have names");
                    let end = if self.format.is_json() { "\n" } else { "" };
                    write_whole(path, name, &[body, end].concat())?;
                }
            }
            self.pages += 1;
        }
        if page.trace.is_some() {
            // What is on the terminal should stand in order.
            self.flush()?;
        }
        if let Some(trace) = &page.trace {
            tell(format_args!("{trace}"));
        }
        if let (Some(error), None) = (&page.error, &page.body) {
            tell(format_args!(
                "dehusk: {}: {error}\n",
                visible_line(&page.id)
            ));
        }
        Ok(())
    }

    /// Hands on what is buffered, if somebody may be waiting for it.
    pub fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Stdout(out) => out.flush(),
            Target::Folder(_) | Target::File(_) => Ok(()),
        }
    }

    /// Writes what stands behind the last page, which is the last of all or the last before the run was interrupted.
    pub fn finish(&mut self, all: bool) -> io::Result<()> {
        match &mut self.target {
            Target::Stdout(out) => {
                if self.format == Format::Json && self.several {
                    out.write_all(if self.pages == 0 { b"[]\n" } else { b"\n]\n" })?;
                }
                out.flush()
            }
            Target::Folder(path) if self.format == Format::Report => {
                write_whole(path, "index.html", &report::index(&self.reports))
            }
            Target::Folder(_) => Ok(()),
            Target::File(file) => file.finish(all),
        }
    }
}

/// What to do about a file that is already there: it may be the work of a night.
fn advice(error: io::Error, path: &Path) -> io::Error {
    if error.kind() == io::ErrorKind::AlreadyExists {
        let advice = if is_parquet(path) {
            "remove it, or write to another"
        } else {
            "go on with it with --resume, or remove it"
        };
        let message = format!("{} exists; {advice}", path.display());
        return io::Error::new(error.kind(), message);
    }
    error
}

/// Standard output, harmless to a terminal. Into a file or pipe every character goes as it is.
fn stdout() -> Box<dyn Write> {
    let out = BufWriter::new(io::stdout());
    if io::stdout().is_terminal() {
        Box::new(Screen(out))
    } else {
        Box::new(out)
    }
}

/// Writes a file that is there whole or not at all, however the run ends.
fn write_whole(folder: &Path, name: &str, body: &str) -> io::Result<()> {
    let part = folder.join(format!(".{name}.part"));
    let written = fs::write(&part, body).and_then(|()| fs::rename(&part, folder.join(name)));
    if written.is_err() {
        // It may not be there; the first error is the one to tell.
        let _ = fs::remove_file(&part);
    }
    written
}

fn write_to(
    out: &mut impl Write,
    page: &Page,
    body: &str,
    format: Format,
    several: bool,
    first: bool,
) -> io::Result<()> {
    match format {
        Format::Json if several => {
            out.write_all(if first { b"[\n" } else { b",\n" })?;
            out.write_all(body.as_bytes())
        }
        Format::Json | Format::Jsonl => writeln!(out, "{body}"),
        Format::Text | Format::Markdown | Format::Html | Format::Tei | Format::Report => {
            if several {
                let gap = if first { "" } else { "\n" };
                writeln!(out, "{gap}==> {} <==", visible_line(&page.id))?;
            }
            out.write_all(body.as_bytes())?;
            // The text of a stage is exact, but a heading needs a line of its own.
            let open_line = several && !body.is_empty() && !body.ends_with('\n');
            out.write_all(if open_line { b"\n" } else { b"" })
        }
    }
}

/// The name of a file in a format.
pub fn file_name(name: &str, format: Format) -> String {
    let extension = match format {
        Format::Text => "txt",
        Format::Markdown => "md",
        Format::Html => "html",
        Format::Tei => "xml",
        // Not the name of the index, whatever the id.
        Format::Report => "report.html",
        Format::Json => "json",
        Format::Jsonl => "jsonl",
    };
    format!("{name}.{extension}")
}
