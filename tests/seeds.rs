//! The two texts that the project began with, when they are there: one damaged by injected pinyin, one drowned in teasers. They are
//! other people's and stay outside the project, in `../shared/seeds`; without them this test says so.

use std::fs;
use std::path::{Path, PathBuf};

use dehusk::{Article, BodyBlock, Extractor, Input, OutputScript, Sourced};
use serde_json::Value;

fn seeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.is_dir() {
        println!("not there: {}", folder.display());
        return None;
    }
    Some(folder)
}

/// Text without white space: the comparison that the expectations ask for.
fn squashed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn strings(value: &Value) -> Vec<String> {
    let list = value.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(squashed).collect()
}

fn values(field: &[Sourced<String>]) -> Vec<String> {
    field.iter().map(|value| squashed(&value.value)).collect()
}

/// Compares an article with one part of an expectation. `may` lists lines that may stand in the body or not.
fn check(article: &Article, expected: &Value, may: &[String]) {
    let metadata = article.metadata();
    let text = |field: &Option<Sourced<String>>| field.as_ref().map(|value| squashed(&value.value));
    for (name, got) in [
        ("title", text(&metadata.title)),
        ("subtitle", text(&metadata.subtitle)),
        ("source", text(&metadata.source)),
        (
            "published",
            metadata
                .published
                .as_ref()
                .map(|date| date.value.to_string()),
        ),
    ] {
        if let Some(wanted) = expected[name].as_str() {
            assert_eq!(got, Some(squashed(wanted)), "{name}");
        }
    }
    for (name, got) in [
        ("authors", values(&metadata.authors)),
        ("editors", values(&metadata.editors)),
        ("breadcrumbs", values(&metadata.breadcrumbs)),
    ] {
        if expected[name].is_array() {
            assert_eq!(got, strings(&expected[name]), "{name}");
        }
    }
    let body = article.text();
    let paragraphs: Vec<String> = body
        .split("\n\n")
        .map(squashed)
        .filter(|paragraph| !may.contains(paragraph))
        .collect();
    assert_eq!(paragraphs, strings(&expected["paragraphs"]));
    for unwanted in strings(&expected["must_not"]) {
        assert!(!squashed(&body).contains(&unwanted), "{unwanted}");
    }
    let headings: Vec<String> = article
        .blocks()
        .iter()
        .filter_map(|block| match block {
            BodyBlock::Heading { content, .. } => Some(squashed(&content.text)),
            _ => None,
        })
        .collect();
    if expected["headings"].is_array() {
        assert_eq!(headings, strings(&expected["headings"]));
    }
}

#[test]
fn the_seeds_come_out_as_expected() {
    let Some(folder) = seeds() else { return };
    let mut checked = 0;
    for name in ["000_4b105e993f9cdb78", "003_47f77ee9c3448782"] {
        let page = fs::read(folder.join(format!("{name}.txt"))).expect("the seed is there");
        let expected = fs::read_to_string(folder.join(format!("{name}.expected.json")));
        let expected: Value =
            serde_json::from_str(&expected.expect("its expectation is there")).expect("JSON");
        let parts = ["with --script hans", "with --script keep"];
        let may: Vec<String> = parts
            .iter()
            .flat_map(|part| strings(&expected[*part]["may"]))
            .collect();
        for (part, script) in parts
            .into_iter()
            .zip([OutputScript::Hans, OutputScript::Keep])
        {
            if !expected[part].is_object() {
                continue;
            }
            let extractor = Extractor::builder()
                .script(script)
                .build()
                .expect("valid settings");
            let may_too: Vec<String> = match script {
                // The lines that may stand are given in simplified characters only.
                OutputScript::Keep => may
                    .iter()
                    .cloned()
                    .chain(converted_back(&extractor, &page, &may))
                    .collect(),
                _ => may.clone(),
            };
            check(
                &extractor.extract(Input::bytes(&page)),
                &expected[part],
                &may_too,
            );
            checked += 1;
        }
    }
    assert_eq!(checked, 3);
}

/// The blocks that come out as one of these lines when the page is converted to simplified characters.
fn converted_back(keep: &Extractor, page: &[u8], simplified: &[String]) -> Vec<String> {
    let hans = Extractor::builder()
        .script(OutputScript::Hans)
        .build()
        .expect("valid settings");
    let (kept, converted) = (
        keep.extract(Input::bytes(page)).text(),
        hans.extract(Input::bytes(page)).text(),
    );
    kept.split("\n\n")
        .zip(converted.split("\n\n"))
        .filter(|(_, converted)| simplified.contains(&squashed(converted)))
        .map(|(kept, _)| squashed(kept))
        .collect()
}
