//! Runs the pages of `corpus/`, each folder as a test of its own name, and compares body and metadata with what the folder
//! says should come out. `UPDATE_EXPECT=1 cargo test --test corpus` writes what came out over the expectations;
//! `corpus/known-failures.txt` lists what is known to be wrong, and a listed case that starts to pass fails until it is taken off.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dehusk::{Article, Extractor, Input, OutputScript, Sourced};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Map, Value, json};

/// Fields that a `meta.json` may hold, in the order in which they are written.
const FIELDS: [&str; 15] = [
    "title",
    "subtitle",
    "authors",
    "editors",
    "source",
    "site_name",
    "published",
    "modified",
    "language",
    "script",
    "description",
    "keywords",
    "breadcrumbs",
    "page_type",
    "encoding",
];

/// The name under which the body stands in `known-failures.txt`.
const BODY: &str = "body";

/// The name under which the Markdown of the body stands there.
const MARKDOWN: &str = "markdown";

/// Characters of a block that a failure shows, so that a page without blank lines does not flood the terminal.
const SHOWN_CHARS: usize = 400;

/// Characters that are shown before the first difference within a block.
const SHOWN_BEFORE: usize = 60;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    match trials(&corpus) {
        Ok(trials) => libtest_mimic::run(&arguments, trials).exit_code(),
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// One trial a page, one for the list of known failures, one for the rules of this file.
fn trials(corpus: &Path) -> Result<Vec<Trial>, String> {
    let pages = pages(corpus)?;
    let known = KnownFailures::read(&corpus.join("known-failures.txt"))?;
    let names: BTreeSet<String> = pages.iter().map(|page| page.name.clone()).collect();
    let unknown_names = known.names_outside(&names);

    let mut trials: Vec<Trial> = pages
        .into_iter()
        .map(|page| {
            let known = known.of(&page.name);
            Trial::test(page.name.clone(), move || page.run(&known))
        })
        .collect();
    trials.push(Trial::test("known-failures", move || {
        fail_with(
            unknown_names
                .into_iter()
                .map(|name| format!("{name}: no such page"))
                .collect(),
        )
    }));
    trials.push(Trial::test("harness-rules", harness_rules));
    Ok(trials)
}

/// The folders of the corpus in the order of their names.
fn pages(corpus: &Path) -> Result<Vec<Page>, String> {
    let missing = |reason: &dyn std::fmt::Display| {
        format!("the corpus is missing: {}: {reason}", corpus.display())
    };
    let mut pages = Vec::new();
    for entry in fs::read_dir(corpus).map_err(|error| missing(&error))? {
        let folder = entry.map_err(|error| missing(&error))?.path();
        if folder.is_dir() {
            let name = folder.file_name().unwrap_or_default();
            pages.push(Page {
                name: name.to_string_lossy().into_owned(),
                folder,
            });
        }
    }
    if pages.is_empty() {
        return Err(missing(&"it holds no pages"));
    }
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(pages)
}

/// A folder of the corpus.
struct Page {
    name: String,
    folder: PathBuf,
}

impl Page {
    /// Extracts the page and compares; with `UPDATE_EXPECT` set, writes instead and then compares what cannot be written.
    fn run(&self, known: &BTreeSet<String>) -> Result<(), Failed> {
        if !self.folder.join("about.md").is_file() {
            return Err("about.md is missing: say what the page is for and what is hard".into());
        }
        let article = self.extract()?;
        let body = article.text();
        let mut meta = self.expected_meta()?;
        if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| !value.is_empty() && value != "0")
        {
            self.update(&body, &mut meta, &article, known)?;
        }

        let mut outcomes = vec![Outcome {
            field: BODY,
            difference: body_difference(&self.expected_body()?, &body),
        }];
        if let Some(expected) = self.expected_markdown()? {
            outcomes.push(Outcome {
                field: MARKDOWN,
                difference: body_difference(&expected, &article.to_markdown()),
            });
        }
        for field in FIELDS {
            if let Some(expected) = meta.get(field) {
                outcomes.push(Outcome {
                    field,
                    difference: field_difference(field, expected, &actual(field, &article)),
                });
            }
        }
        fail_with(judge(&outcomes, known))
    }

    /// The page as the corpus gives it, with what `input.json` says that the caller knows.
    fn extract(&self) -> Result<Article, Failed> {
        let bytes = self.page_bytes()?;
        let known = self.input()?;
        let text = |key: &str| known.get(key).and_then(Value::as_str);

        let mut builder = Extractor::builder();
        if let Some(script) = text("script") {
            builder = builder.script(output_script(script)?);
        }
        let extractor = builder.build().map_err(|error| error.to_string())?;

        // A flattened page goes in as bytes as well: the library has to find out by itself what it was given.
        let mut input = Input::bytes(&bytes);
        if let Some(url) = text("url") {
            input = input.url(url);
        }
        if let Some(content_type) = text("content_type") {
            input = input.content_type(content_type);
        }
        Ok(extractor.extract(input))
    }

    fn page_bytes(&self) -> Result<Vec<u8>, Failed> {
        let html = self.folder.join("page.html");
        let text = self.folder.join("page.txt");
        match (html.is_file(), text.is_file()) {
            (true, false) => read(&html),
            (false, true) => read(&text),
            _ => Err("a page is either page.html or page.txt".into()),
        }
    }

    /// `input.json`, empty if there is none.
    fn input(&self) -> Result<Map<String, Value>, Failed> {
        let path = self.folder.join("input.json");
        if !path.is_file() {
            return Ok(Map::new());
        }
        let input = read_object(&path)?;
        for (key, value) in &input {
            if !["url", "content_type", "script"].contains(&key.as_str()) || !value.is_string() {
                return Err(format!("input.json: {key}: not known, or not a string").into());
            }
        }
        Ok(input)
    }

    fn expected_body(&self) -> Result<String, Failed> {
        let bytes = read(&self.folder.join("body.txt"))?;
        String::from_utf8(bytes).map_err(|error| format!("body.txt: {error}").into())
    }

    /// `body.md`, where the page has one.
    fn expected_markdown(&self) -> Result<Option<String>, Failed> {
        let path = self.folder.join("body.md");
        if !path.is_file() {
            return Ok(None);
        }
        let text = String::from_utf8(read(&path)?);
        text.map(Some)
            .map_err(|error| format!("body.md: {error}").into())
    }

    fn expected_meta(&self) -> Result<Map<String, Value>, Failed> {
        let meta = read_object(&self.folder.join("meta.json"))?;
        match meta.keys().find(|key| !FIELDS.contains(&key.as_str())) {
            Some(key) => Err(format!("meta.json: no such field: {key}").into()),
            None => Ok(meta),
        }
    }

    /// Writes what came out over what was expected: the body, and the fields that `meta.json` has already. What is listed as a
    /// known failure keeps its expectation, or the list would be emptied by writing mistakes down as right.
    fn update(
        &self,
        body: &str,
        meta: &mut Map<String, Value>,
        article: &Article,
        known: &BTreeSet<String>,
    ) -> Result<(), Failed> {
        if !known.contains(BODY) {
            let body = body.trim_end_matches('\n');
            let end = if body.is_empty() { "" } else { "\n" };
            write(&self.folder.join("body.txt"), &format!("{body}{end}"))?;
        }
        for field in FIELDS {
            if let Some(expected) = meta.get_mut(field) {
                let actual = actual(field, article);
                if !known.contains(field) && field_difference(field, expected, &actual).is_some() {
                    *expected = actual;
                }
            }
        }
        write(&self.folder.join("meta.json"), &meta_text(meta))
    }
}

/// `meta.json` with its fields in the order of [`FIELDS`], two spaces deep.
fn meta_text(meta: &Map<String, Value>) -> String {
    let fields: Vec<String> = FIELDS
        .iter()
        .filter_map(|field| Some((field, meta.get(*field)?)))
        .map(|(field, value)| {
            let value = format!("{value:#}").replace('\n', "\n  ");
            format!("  \"{field}\": {value}")
        })
        .collect();
    format!("{{\n{}\n}}\n", fields.join(",\n"))
}

/// What the library says about a field: a string, a list of strings, or null.
fn actual(field: &str, article: &Article) -> Value {
    let metadata = article.metadata();
    let one = |value: &Option<Sourced<String>>| json!(value.as_ref().map(|found| &found.value));
    let list = |values: &[Sourced<String>]| -> Value {
        values
            .iter()
            .map(|found| found.value.as_str())
            .collect::<Vec<_>>()
            .into()
    };
    match field {
        "title" => one(&metadata.title),
        "subtitle" => one(&metadata.subtitle),
        "authors" => list(&metadata.authors),
        "editors" => list(&metadata.editors),
        "source" => one(&metadata.source),
        "site_name" => one(&metadata.site_name),
        "published" => json!(metadata.published.as_ref().map(|d| d.value.to_string())),
        "modified" => json!(metadata.modified.as_ref().map(|d| d.value.to_string())),
        "language" => one(&metadata.language),
        "script" => article.script().as_str().into(),
        "description" => one(&metadata.description),
        "keywords" => list(&metadata.keywords),
        "breadcrumbs" => list(&metadata.breadcrumbs),
        "page_type" => article.page_type().as_str().into(),
        "encoding" => article.decoding().encoding().into(),
        _ => Value::Null,
    }
}

fn output_script(name: &str) -> Result<OutputScript, String> {
    match name {
        "keep" => Ok(OutputScript::Keep),
        "hans" => Ok(OutputScript::Hans),
        "hant" => Ok(OutputScript::Hant),
        "tw" => Ok(OutputScript::HantTw),
        "hk" => Ok(OutputScript::HantHk),
        _ => Err(format!("input.json: script: no such script: {name}")),
    }
}

/// How a field or the body came out: the difference, or none if it is as expected.
struct Outcome {
    field: &'static str,
    difference: Option<String>,
}

/// The complaints about a page: differences that are not listed, listed ones that are gone, listed ones that nothing checks.
fn judge(outcomes: &[Outcome], known: &BTreeSet<String>) -> Vec<String> {
    let mut complaints = Vec::new();
    for Outcome { field, difference } in outcomes {
        match (difference, known.contains(*field)) {
            (Some(difference), false) => complaints.push(format!("{field}: {difference}")),
            (None, true) => complaints.push(format!(
                "{field}: is right now; take it off corpus/known-failures.txt"
            )),
            (Some(_), true) | (None, false) => {}
        }
    }
    for field in known {
        if !outcomes.iter().any(|outcome| outcome.field == field) {
            complaints.push(format!(
                "{field}: listed in corpus/known-failures.txt, but the page has no such expectation"
            ));
        }
    }
    complaints
}

/// The first block in which two bodies differ, or none. Line breaks at the end do not count.
fn body_difference(expected: &str, actual: &str) -> Option<String> {
    let blocks = |text: &str| -> Vec<String> {
        let text = text.trim_end_matches('\n');
        text.split("\n\n").map(str::to_owned).collect()
    };
    let (expected, actual) = (blocks(expected), blocks(actual));
    let longest = expected.len().max(actual.len());
    let index = (0..longest).find(|&index| expected.get(index) != actual.get(index))?;
    let (shown_expected, shown_actual) = excerpts(expected.get(index), actual.get(index));
    let count = |these: &[String], those: &[String]| {
        let those: BTreeSet<&String> = those.iter().collect();
        these.iter().filter(|block| !those.contains(block)).count()
    };
    Some(format!(
        "block {} is the first to differ\n  expected: {shown_expected}\n  got:      {shown_actual}\n  \
         {} of {} expected blocks are missing, {} of {} blocks are not expected",
        index + 1,
        count(&expected, &actual),
        expected.len(),
        count(&actual, &expected),
        actual.len(),
    ))
}

/// Two blocks from shortly before their first difference on, cut to [`SHOWN_CHARS`].
fn excerpts(expected: Option<&String>, actual: Option<&String>) -> (String, String) {
    let common = match (expected, actual) {
        (Some(expected), Some(actual)) => expected
            .chars()
            .zip(actual.chars())
            .take_while(|(a, b)| a == b)
            .count(),
        _ => 0,
    };
    let from = common.saturating_sub(SHOWN_BEFORE);
    let excerpt = |block: Option<&String>| match block {
        None => "(no block)".to_owned(),
        Some(block) => {
            let cut: String = block.chars().skip(from).take(SHOWN_CHARS).collect();
            let before = if from > 0 { "…" } else { "" };
            let rest = block.chars().count() > from + SHOWN_CHARS;
            format!("{before}{cut:?}{}", if rest { "…" } else { "" })
        }
    };
    (excerpt(expected), excerpt(actual))
}

/// The difference between two values of a field, or none. An expected `null` or `[]` says that there must be none. The name
/// of a script is compared without regard to case.
fn field_difference(field: &str, expected: &Value, actual: &Value) -> Option<String> {
    let empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    let same = match (field, expected.as_str(), actual.as_str()) {
        ("script", Some(expected), Some(actual)) => expected.eq_ignore_ascii_case(actual),
        _ => expected == actual || empty(expected) && empty(actual),
    };
    (!same).then(|| format!("\n  expected: {expected}\n  got:      {actual}"))
}

/// What `known-failures.txt` lists: fields by page.
#[derive(Debug, Default)]
struct KnownFailures(BTreeMap<String, BTreeSet<String>>);

impl KnownFailures {
    /// Reads the list; no file is an empty list.
    fn read(path: &Path) -> Result<KnownFailures, String> {
        if !path.exists() {
            return Ok(KnownFailures::default());
        }
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        KnownFailures::parse(&text)
    }

    /// One `<page> <field> # <reason>` a line; empty lines and lines that begin with `#` are skipped.
    fn parse(text: &str) -> Result<KnownFailures, String> {
        let mut known = KnownFailures::default();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong =
                |what: &str| Err(format!("corpus/known-failures.txt:{}: {what}", index + 1));
            let Some((entry, reason)) = line.split_once('#') else {
                return wrong("no reason: <page> <field> # <reason>");
            };
            if reason.trim().is_empty() {
                return wrong("the reason is empty");
            }
            let mut words = entry.split_whitespace();
            let (Some(page), Some(field), None) = (words.next(), words.next(), words.next()) else {
                return wrong("not of the form: <page> <field> # <reason>");
            };
            if field != BODY && field != MARKDOWN && !FIELDS.contains(&field) {
                return wrong(&format!("no such field: {field}"));
            }
            let fields = known.0.entry(page.to_owned()).or_default();
            if !fields.insert(field.to_owned()) {
                return wrong("listed twice");
            }
        }
        Ok(known)
    }

    fn of(&self, page: &str) -> BTreeSet<String> {
        self.0.get(page).cloned().unwrap_or_default()
    }

    fn names_outside(&self, pages: &BTreeSet<String>) -> Vec<String> {
        let names = self.0.keys();
        names
            .filter(|name| !pages.contains(*name))
            .cloned()
            .collect()
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failed> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn read_object(path: &Path) -> Result<Map<String, Value>, Failed> {
    let value: Value = serde_json::from_slice(&read(path)?)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    match value {
        Value::Object(map) => Ok(map),
        _ => Err(format!("{}: not an object", path.display()).into()),
    }
}

fn write(path: &Path, text: &str) -> Result<(), Failed> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn fail_with(complaints: Vec<String>) -> Result<(), Failed> {
    if complaints.is_empty() {
        Ok(())
    } else {
        Err(complaints.join("\n").into())
    }
}

/// The harness decides what counts as passed, so its own rules are a test too.
fn harness_rules() -> Result<(), Failed> {
    fn check(difference: Option<&str>, listed: &[&str], complaints: usize) {
        let outcomes = [Outcome {
            field: "title",
            difference: difference.map(str::to_owned),
        }];
        let listed: BTreeSet<String> = listed.iter().map(|field| (*field).to_owned()).collect();
        assert_eq!(
            judge(&outcomes, &listed).len(),
            complaints,
            "{difference:?} {listed:?}"
        );
    }
    check(None, &[], 0);
    check(Some("differs"), &[], 1);
    check(Some("differs"), &["title"], 0);
    check(None, &["title"], 1);
    check(None, &["subtitle"], 1);

    assert_eq!(body_difference("a\n\nb\n", "a\n\nb"), None);
    let difference = body_difference("a\n\nb\n\nc\n", "a\n\nx\n\nc").unwrap_or_default();
    assert!(difference.contains("block 2"), "{difference}");
    assert!(body_difference("", "a").is_some());
    assert!(body_difference("a\nb", "a b").is_some());

    let differs = |field: &str, expected: Value, actual: Value| {
        field_difference(field, &expected, &actual).is_some()
    };
    assert!(!differs("script", json!("Hans"), json!("hans")));
    assert!(!differs("authors", json!([]), Value::Null));
    assert!(differs("title", json!("Abc"), json!("abc")));
    assert!(differs("authors", json!(["a", "b"]), json!(["b", "a"])));

    assert!(KnownFailures::parse("# all is well\n\n").is_ok_and(|known| known.0.is_empty()));
    assert!(KnownFailures::parse("page title # reason").is_ok_and(|known| known.0.len() == 1));
    for wrong in [
        "page title",
        "page title #",
        "page # reason",
        "page colour # reason",
        "page title # a\npage title # b",
    ] {
        assert!(KnownFailures::parse(wrong).is_err(), "{wrong}");
    }
    Ok(())
}
