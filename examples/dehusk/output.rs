//! Writes pages: to standard output one after the other, or each into a file of its own.

use crate::args::{Args, Format};
use crate::record::Page;
use std::collections::HashMap;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::PathBuf;

/// Bytes of a file name that come from the id. File systems take 255; the number of a repeated name, the extension, and what
/// others append for their temporary files must fit too.
const LONGEST_NAME: usize = 180;

/// Where pages go.
pub struct Sink {
    target: Target,
    format: Format,
    several: bool,
    pages: usize,
}

enum Target {
    Stdout(BufWriter<Stdout>),
    Folder { path: PathBuf, names: Names },
}

impl Sink {
    /// Standard output, or the folder that the arguments name, which is made if it does not exist.
    pub fn open(args: &Args) -> io::Result<Sink> {
        let target = match &args.output {
            None => Target::Stdout(BufWriter::new(io::stdout())),
            Some(path) => {
                fs::create_dir_all(path)?;
                Target::Folder {
                    path: path.clone(),
                    names: Names::default(),
                }
            }
        };
        Ok(Sink {
            target,
            format: args.format,
            several: args.is_several(),
            pages: 0,
        })
    }

    /// Whether what is written does not show on a terminal anyway.
    pub fn leaves_terminal_free(&self) -> bool {
        match self.target {
            Target::Stdout(_) => !io::stdout().is_terminal(),
            Target::Folder { .. } => true,
        }
    }

    /// Writes a page. What does not belong in the format goes to standard error.
    pub fn write(&mut self, page: &Page) -> io::Result<()> {
        if let Some(body) = &page.body {
            match &mut self.target {
                Target::Stdout(out) => {
                    write_to(out, page, body, self.format, self.several, self.pages == 0)?;
                }
                Target::Folder { path, names } => {
                    let name = names.next(&page.id);
                    let file = path.join(format!("{name}.{}", extension(self.format)));
                    fs::write(file, body)?;
                }
            }
            self.pages += 1;
        }
        if page.trace.is_some() {
            // What is on the terminal should stand in order.
            self.flush()?;
        }
        let mut stderr = io::stderr().lock();
        if let Some(trace) = &page.trace {
            // Nobody listens if this fails.
            let _ = write!(stderr, "{trace}");
        }
        if let (Some(error), None) = (&page.error, &page.body) {
            let _ = writeln!(stderr, "dehusk: {}: {error}", page.id);
        }
        Ok(())
    }

    /// Hands on what is buffered.
    pub fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Stdout(out) => out.flush(),
            Target::Folder { .. } => Ok(()),
        }
    }

    /// Writes what stands behind the last page.
    pub fn finish(&mut self) -> io::Result<()> {
        if let (Target::Stdout(out), Format::Json, true) =
            (&mut self.target, self.format, self.several)
        {
            out.write_all(if self.pages == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.flush()
    }
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
        Format::Text | Format::Markdown | Format::Html => {
            if several {
                let gap = if first { "" } else { "\n" };
                writeln!(out, "{gap}==> {} <==", page.id)?;
            }
            out.write_all(body.as_bytes())?;
            // The text of a stage is exact, but a heading needs a line of its own.
            let open_line = several && !body.is_empty() && !body.ends_with('\n');
            out.write_all(if open_line { b"\n" } else { b"" })
        }
    }
}

fn extension(format: Format) -> &'static str {
    match format {
        Format::Text => "txt",
        Format::Markdown => "md",
        Format::Html => "html",
        Format::Json => "json",
        Format::Jsonl => "jsonl",
    }
}

/// File names made of ids. No name leads out of its folder, and no two pages get the same one.
#[derive(Default)]
struct Names {
    /// For each name that was given out, in lower case, the number last tried for it: some file systems do not tell `A`
    /// from `a`.
    taken: HashMap<String, usize>,
}

impl Names {
    /// The name for the next page of this id: `a_b.html` for `a/b.html`, and `a_b.html-2` for the next id that would get the
    /// same.
    fn next(&mut self, id: &str) -> String {
        let base = safe_name(id);
        let mut name = base.clone();
        let mut number = self.taken.get(&base.to_lowercase()).copied().unwrap_or(0);
        loop {
            if number > 0 {
                name = format!("{base}-{}", number + 1);
            }
            number += 1;
            if number == 1 || !self.taken.contains_key(&name.to_lowercase()) {
                break;
            }
        }
        self.taken.insert(base.to_lowercase(), number);
        self.taken.entry(name.to_lowercase()).or_insert(1);
        name
    }
}

/// Letters, digits and a few marks stay; everything else, path separators above all, becomes `_`. The name does not begin
/// with a dot, so it is neither hidden nor `..`.
fn safe_name(id: &str) -> String {
    let mut name = String::new();
    for c in id.trim_start_matches(['/', '\\', '.']).chars() {
        let safe = c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '=' | '+' | ',');
        let c = if safe { c } else { '_' };
        if name.len() + c.len_utf8() > LONGEST_NAME {
            break;
        }
        name.push(c);
    }
    if name.is_empty() {
        name.push('_');
    }
    name
}
