//! The formats that programs read: JSON against its schema, XML-TEI against the schema for corpora that trafilatura carries, reports.

mod program;

use dehusk::{Extractor, Input};
use program::Place;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Pages of the corpus, as bytes.
fn pages() -> Vec<(String, Vec<u8>)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folders = fs::read_dir(corpus).expect("the corpus");
    let mut pages: Vec<(String, Vec<u8>)> = folders
        .filter_map(|folder| {
            let folder = folder.expect("a folder").path();
            let name = folder.file_name()?.to_string_lossy().into_owned();
            Some((name, fs::read(folder.join("page.html")).ok()?))
        })
        .collect();
    pages.sort();
    assert!(pages.len() > 40, "{}", pages.len());
    pages
}

#[test]
fn records_are_valid_against_their_schema() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/record.schema.json");
    let schema: Value =
        serde_json::from_slice(&fs::read(schema).expect("the schema")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut place = Place::new();
    for (name, page) in pages() {
        place = place.with(&format!("{name}.html"), page);
    }
    let ran = place.run(&[
        "--format",
        "jsonl",
        "--blocks",
        "--schema-org",
        "--trace",
        ".",
        "missing.html",
    ]);
    let records: Vec<Value> = ran
        .stdout()
        .lines()
        .map(|line| serde_json::from_str(line).expect("a record"))
        .collect();
    assert!(records.iter().any(|record| record["error"].is_string()));
    assert!(
        records
            .iter()
            .any(|record| record["blocks"].to_string().contains("\"table\""))
    );
    for record in &records {
        if let Err(error) = validator.validate(record) {
            panic!("{}: {error} at {}", record["id"], error.instance_path());
        }
    }
    // A schema that lets everything pass is none.
    let mut wrong = records[0].clone();
    wrong["confidence"] = Value::from("high");
    assert!(!validator.is_valid(&wrong));
}

/// The schema that comes with trafilatura, if its package is there.
fn tei_schema() -> Option<PathBuf> {
    let find = "import importlib.util as u; print(u.find_spec('trafilatura').submodule_search_locations[0])";
    let found = Command::new("python3").args(["-c", find]).output().ok()?;
    let folder = String::from_utf8(found.stdout).ok()?;
    let schema = Path::new(folder.trim()).join("data/tei_corpus.dtd");
    schema.is_file().then_some(schema)
}

#[test]
fn tei_is_valid_against_the_schema_of_trafilatura() {
    let Some(schema) = tei_schema() else {
        eprintln!("trafilatura's package is not there: its schema was not asked");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    for (name, page) in pages() {
        let url = "https://site.example/a?b=1&c=2";
        let article = Extractor::default().extract(Input::bytes(&page).url(url));
        fs::write(folder.path().join(format!("{name}.xml")), article.to_tei()).expect("a file");
    }
    let check = "import sys, glob\nfrom lxml import etree\ndtd = etree.DTD(sys.argv[1])\nbad = 0\n\
        for path in sorted(glob.glob(sys.argv[2] + '/*.xml')):\n    tree = etree.parse(path)\n    if not dtd.validate(tree):\n        \
        bad += 1\n        print(path, dtd.error_log.last_error)\nprint('checked')\nsys.exit(1 if bad else 0)";
    let checked = Command::new("python3")
        .args(["-c", check])
        .arg(schema)
        .arg(folder.path())
        .output()
        .expect("python3 was there a moment ago");
    let said = String::from_utf8_lossy(&checked.stdout);
    if !said.contains("checked") {
        eprintln!(
            "lxml is not there: {}",
            String::from_utf8_lossy(&checked.stderr)
        );
        return;
    }
    assert!(checked.status.success(), "{said}");
}

#[test]
fn reports_hold_every_block_and_nothing_of_the_page_as_markup() {
    let page = "<title>Rivers</title><h1>Rivers</h1><p>A river is older than the valley it runs in, and it will be there when the \
        valley has gone.<p>&lt;script&gt;alert(1)&lt;/script&gt; is what <b>nobody</b> writes in a text about rivers, I should think.\
        <footer>Copyright &lt;img src=x onerror=alert(1)&gt;</footer>";
    let place = Place::new()
        .with("a/one.html", page)
        .with("a/two.html", page);
    let one = place.run(&["--format", "report", "a/one.html"]).stdout();
    assert!(one.contains("Content-Security-Policy"));
    assert!(one.contains("A river is older than the valley"));
    assert!(one.contains("<s>Copyright"), "dropped blocks are struck");
    assert!(
        !one.contains("<script>alert") && !one.contains("<img"),
        "{one}"
    );
    assert_eq!(
        place.run(&["--format", "report", "a"]).0.status.code(),
        Some(2)
    );
    let ran = place.run(&["--format", "report", "--output", "out", "a"]);
    assert_eq!(ran.0.status.code(), Some(0), "{}", ran.stderr());
    let index = fs::read_to_string(place.0.path().join("out/index.html")).expect("an index");
    let links: Vec<&str> = index
        .split("href=\"./")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(links.len(), 2);
    for link in links {
        assert!(place.0.path().join("out").join(link).is_file(), "{link}");
    }
}

#[test]
fn text_is_wrapped_and_metadata_stands_above_markdown() {
    let page = "<title>Rivers</title><meta name=author content='Ann \"A\" Lee'><h1>Rivers</h1><p>A river is older than the valley it \
        runs in, and it will be there when the valley has gone.<p>Whoever lives beside one learns to read it, by its colour, by its sound.";
    let place = Place::new().with("one.html", page);
    let text = place.run(&["--wrap", "30", "one.html"]).stdout();
    assert!(
        text.lines().all(|line| line.chars().count() <= 30),
        "{text}"
    );
    let markdown = place
        .run(&["--format", "markdown", "--front-matter", "one.html"])
        .stdout();
    assert!(
        markdown.starts_with("---\ntitle: \"Rivers\"\n"),
        "{markdown}"
    );
    assert!(
        markdown.contains("authors: [\"Ann \\\"A\\\" Lee\"]\n---\n\nA river"),
        "{markdown}"
    );
}
