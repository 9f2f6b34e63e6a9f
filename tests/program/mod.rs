//! The program as its tests run it: where it lies, a folder to run it in, what came of a run, and pages to give it.

#![allow(dead_code, reason = "each test file uses a part")]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// `cargo test` builds the examples and puts them beside the folder of the tests.
pub fn program() -> PathBuf {
    let test = std::env::current_exe().expect("the path of this test");
    let profile = test
        .parent()
        .and_then(Path::parent)
        .expect("a test lies in target/<profile>/deps");
    let program = profile
        .join("examples")
        .join(format!("dehusk{}", std::env::consts::EXE_SUFFIX));
    assert!(
        program.is_file(),
        "{} is missing; build it with `cargo build --example dehusk`, in the same profile as the tests",
        program.display()
    );
    if let Some(source) = newer_source(&program) {
        panic!(
            "{} was built before {source} was changed, as `cargo test --test cli` does not build examples; run \
             `cargo build --example dehusk`",
            program.display()
        );
    }
    program
}

/// A source of the program that is younger than it. Cargo lists them in a file beside it: `program: source source`, spaces in
/// names escaped.
fn newer_source(program: &Path) -> Option<String> {
    let built = fs::metadata(program)
        .and_then(|file| file.modified())
        .ok()?;
    let list = fs::read_to_string(program.with_extension("d")).ok()?;
    let (_, sources) = list.split_once(": ")?;
    let sources = sources.replace("\\ ", "\0");
    sources
        .split_whitespace()
        .map(|source| source.replace('\0', " "))
        .find(|source| {
            let changed = fs::metadata(source).and_then(|file| file.modified());
            changed.is_ok_and(|changed| changed > built)
        })
}

/// A folder with pages, in which the program is run.
pub struct Place(pub TempDir);

impl Place {
    pub fn new() -> Place {
        Place(tempfile::tempdir().expect("a temporary folder"))
    }

    pub fn with(self, name: &str, content: impl AsRef<[u8]>) -> Place {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, content).expect("a new file");
        self
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.args(args).current_dir(self.0.path());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        let output = self.command(args).stdin(Stdio::null()).output();
        Ran(output.expect("the program runs"))
    }

    pub fn run_on(&self, args: &[&str], stdin: &[u8]) -> Ran {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut pipe = child.stdin.take().expect("a pipe");
        pipe.write_all(stdin).expect("the program reads");
        drop(pipe);
        Ran(child.wait_with_output().expect("the program ends"))
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

pub struct Ran(pub Output);

impl Ran {
    /// Checks the exit status, and that nothing but a summary is on standard error if all went well.
    pub fn ends(self, status: i32) -> Ran {
        assert_eq!(self.0.status.code(), Some(status), "{}", self.stderr());
        if status == 0 {
            let summary = self.stderr();
            assert!(
                summary.is_empty() || summary.contains(" pages a second, "),
                "{summary}"
            );
        }
        self
    }

    pub fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).expect("UTF-8")
    }

    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.0.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", self.stdout()))
    }

    pub fn records(&self) -> Vec<Value> {
        self.stdout()
            .lines()
            .map(|line| serde_json::from_str(line).expect("a record a line"))
            .collect()
    }

    pub fn ids(&self) -> Vec<String> {
        self.records()
            .iter()
            .map(|record| text_of(record, "id").to_owned())
            .collect()
    }
}

pub fn text_of<'a>(record: &'a Value, field: &str) -> &'a str {
    record[field]
        .as_str()
        .unwrap_or_else(|| panic!("{field} in {record}"))
}

/// A page about `topic`, long enough to be an article without doubt.
pub fn page(topic: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>On {topic}</title></head><body>\
         <nav><a href=\"/\">Home</a> <a href=\"/all\">All pages</a></nav><article><h1>On {topic}</h1>\
         <p>Whoever has spent a winter with {topic} knows that there is more to it than the handbooks say, and that the \
         first year, with its mistakes, teaches more than the ten years after it.</p>\
         <p class=\"aside-note\">The old hands of the valley, who had it from their parents, never wrote any of it down; \
         what they knew about {topic} was in their fingers, and it went with them.</p>\
         <p>So we asked those who are left, <a href=\"/people\">eleven of them</a>, over two summers, and wrote down what \
         they told us, in their own words, with all the contradictions that were in it.</p></article>\
         <footer>Imprint</footer></body></html>"
    )
}

pub fn record(id: &str, field: &str, value: &str) -> String {
    format!("{}\n", serde_json::json!({ "id": id, field: value }))
}

/// Sends a signal, such as `-INT`.
pub fn signal(child: &Child, name: &str) {
    let kill = Command::new("kill")
        .arg(name)
        .arg(child.id().to_string())
        .status();
    assert!(kill.expect("kill runs").success());
}

/// A file system of a size, as long as the value lives.
pub struct Disk<'a>(&'a Path);

impl Disk<'_> {
    pub fn mount<'a>(at: &'a Path, options: &str) -> Option<Disk<'a>> {
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(at)
            .output();
        mount
            .is_ok_and(|mount| mount.status.success())
            .then_some(Disk(at))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        // A test that fails has something else to say.
        let _ = Command::new("umount").arg(self.0).status();
    }
}
