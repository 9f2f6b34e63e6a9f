//! Holds the layers of `src/`: data flows one way, and a stage knows only what stands before it. Reads every mention of another
//! module of the crate, outside tests, and compares with the table below; what is not in it is not allowed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may see, in the order of the flow. What matters most is what is not here: `classify` does not see `dom`, the
/// stages that work on text do not see markup, word lists see nothing, nothing sees `extract`.
const MAY_SEE: &[(&str, &[&str])] = &[
    (
        "extract",
        &[
            "article", "assemble", "block", "bounds", "classify", "decode", "dom", "error", "flat",
            "metadata", "repair", "script", "settings", "training",
        ],
    ),
    ("settings", &["normalize", "script"]),
    // Which bounds a page has met, and when its time is over: every stage may ask and tell.
    ("bounds", &[]),
    ("error", &["bounds"]),
    ("decode", &["bounds"]),
    ("repair", &["bounds"]),
    ("normalize", &["bounds"]),
    ("script", &["normalize"]),
    ("language", &["normalize", "script", "word_table"]),
    ("word_table", &[]),
    // Matching a phrase asks which characters are set without spaces; more than that a word list does not know.
    ("terms", &["normalize", "word_table"]),
    ("dom", &["bounds", "settings", "word_table"]),
    ("flat", &["bounds", "normalize"]),
    ("json", &[]),
    // Blocks hold the marks and images that the article will hold. Markup in data is read with the bounds of a page.
    (
        "block",
        &[
            "article",
            "bounds",
            "dom",
            "flat",
            "json",
            "metadata",
            "normalize",
            "settings",
            "terms",
            "word_table",
        ],
    ),
    // A value may hold markup, which is read with the bounds of a page. A date that a caller writes may be none.
    (
        "metadata",
        &[
            "block",
            "bounds",
            "dom",
            "error",
            "json",
            "normalize",
            "script",
            "settings",
            "terms",
        ],
    ),
    (
        "classify",
        &[
            "article",
            "block",
            "bounds",
            "normalize",
            "settings",
            "terms",
            "trace",
            "word_table",
        ],
    ),
    (
        "assemble",
        &[
            "article",
            "block",
            "bounds",
            "classify",
            "decode",
            "language",
            "metadata",
            "repair",
            "script",
            "settings",
            "trace",
            "normalize",
            "render",
        ],
    ),
    (
        "article",
        &[
            "bounds", "decode", "language", "metadata", "repair", "script", "trace",
        ],
    ),
    ("render", &["article", "metadata"]),
    ("trace", &[]),
    // For the programs that train the model: it hands out what classification sees.
    ("training", &["article", "block", "classify"]),
];

/// What a module must never see, whatever else is allowed: the walls by name, so that nobody widens the table by mistake.
const WALLS: &[(&str, &[&str])] = &[
    ("classify", &["dom", "flat", "decode", "repair"]),
    ("terms", &["block", "classify", "dom", "metadata"]),
    ("decode", &["block", "dom", "repair", "terms"]),
    ("repair", &["block", "decode", "dom", "terms"]),
    ("normalize", &["block", "dom", "script"]),
    ("script", &["block", "classify", "dom"]),
    ("dom", &["block", "classify", "metadata", "terms"]),
    ("flat", &["classify", "terms"]),
    ("block", &["assemble", "classify"]),
    ("metadata", &["assemble", "classify"]),
    ("render", &["assemble", "block", "classify", "dom"]),
    ("article", &["block", "classify", "dom"]),
    ("trace", &["block", "classify", "dom"]),
    ("settings", &["block", "classify", "dom"]),
];

/// Where each module is mentioned that a module sees: file and line.
type Seen = BTreeMap<String, BTreeMap<String, String>>;

/// Reads `src/`. `lib.rs` lists modules and says nothing about layers.
fn seen() -> Seen {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let modules = module_names(&source);
    let mut seen = Seen::new();
    for path in rust_files(&source) {
        let inner = path.strip_prefix(&source).expect("a file of src/");
        let module = inner.iter().next().unwrap_or_default().to_string_lossy();
        let module = module.trim_end_matches(".rs").to_owned();
        if module == "lib" {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let by_module = seen.entry(module.clone()).or_default();
        for (number, names) in mentions(&text) {
            for name in names.intersection(&modules) {
                let place = format!("src/{}:{number}", inner.display());
                if *name != module {
                    by_module.entry(name.clone()).or_insert(place);
                }
            }
        }
    }
    seen
}

/// The modules of the crate, that is, the files right in `src/`.
fn module_names(source: &Path) -> BTreeSet<String> {
    let files = rust_files(source).into_iter();
    let top = files.filter(|path| path.parent() == Some(source));
    top.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

/// All Rust files below a folder but those of tests.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("a folder can be read to its end").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_stem().unwrap_or_default();
            if name != "tests" && name != "testing" {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The first name behind each `crate::` outside comments and tests, with the number of the line. Tests stand at the end of a
/// file behind `#[cfg(test)]`, which may also mark a single `mod` line.
fn mentions(text: &str) -> Vec<(usize, BTreeSet<String>)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut mentions = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1).map_or("", |next| next.trim_start());
        if line.trim() == "#[cfg(test)]" && next.starts_with("mod ") && next.ends_with('{') {
            break;
        }
        if line.trim_start().starts_with("//") {
            continue;
        }
        for (at, _) in line.match_indices("crate::") {
            // A list may go over several lines; it ends with the statement.
            let mut path = line[at + "crate::".len()..].to_owned();
            let mut rest = lines.iter().skip(index + 1);
            while path.starts_with('{') && !path.contains(';') {
                let Some(line) = rest.next() else { break };
                path.push_str(line);
            }
            mentions.push((index + 1, first_names(&path)));
        }
    }
    mentions
}

/// `block::Page` names `block`; `{block, dom::{Dom, select}}` names `block` and `dom`.
fn first_names(path: &str) -> BTreeSet<String> {
    let name = |text: &str| -> String {
        let text = text.trim_start();
        text.chars()
            .take_while(|&c| c.is_alphanumeric() || c == '_')
            .collect()
    };
    let Some(list) = path.strip_prefix('{') else {
        return BTreeSet::from([name(path)]);
    };
    let mut names = BTreeSet::from([name(list)]);
    let mut depth = 0_usize;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.insert(name(&list[at + 1..]));
            }
            _ => {}
        }
    }
    names.remove("");
    names
}

fn lookup<'a>(table: &[(&str, &'a [&'a str])], module: &str) -> Option<&'a [&'a str]> {
    table
        .iter()
        .find(|(name, _)| *name == module)
        .map(|(_, others)| *others)
}

#[test]
fn each_module_sees_only_what_it_may() {
    let mut complaints = Vec::new();
    for (module, others) in seen() {
        let Some(allowed) = lookup(MAY_SEE, &module) else {
            complaints.push(format!("{module} is not in the table of this test"));
            continue;
        };
        for (other, place) in others {
            if !allowed.contains(&other.as_str()) {
                complaints.push(format!("{place}: {module} must not see {other}"));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn the_walls_stand() {
    let seen = seen();
    for (module, forbidden) in WALLS {
        let others = seen
            .get(*module)
            .unwrap_or_else(|| panic!("there is no module {module}; the wall guards nothing"));
        let allowed = lookup(MAY_SEE, module).unwrap_or_default();
        for other in *forbidden {
            assert!(
                !allowed.contains(other),
                "the table lets {module} see {other}"
            );
            if let Some(place) = others.get(*other) {
                panic!("{place}: {module} must not see {other}");
            }
        }
    }
    for (module, others) in &seen {
        if let Some(place) = others.get("extract") {
            panic!("{place}: nothing sees extract, but {module} does");
        }
    }
}

#[test]
fn no_path_goes_around_the_table() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in rust_files(&source) {
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        // Right in `src/`, `super` is the crate.
        let way_out = match path.parent() == Some(&*source) {
            true => "super::",
            false => "super::super::super::",
        };
        assert!(
            !text[..tests].contains(way_out),
            "{}: write crate:: for another module of the crate",
            path.display()
        );
    }
}

#[test]
fn mentions_are_found() {
    let check = |text: &str, expected: &[&str]| {
        let names: BTreeSet<String> = mentions(text).into_iter().flat_map(|m| m.1).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(names, expected, "{text}");
    };
    check("use crate::block::Page;", &["block"]);
    check("use crate::{block, dom::{Dom, select}};", &["block", "dom"]);
    check(
        "use crate::{\n    block,\n    dom::Dom,\n};",
        &["block", "dom"],
    );
    check("pub(crate) use crate::terms;", &["terms"]);
    check("let x = crate::normalize::inline(y);", &["normalize"]);
    check("//! See [`crate::Extractor`].", &[]);
    check(
        "#[cfg(test)]\nmod tests {\n    use crate::dom::Dom;\n}",
        &[],
    );
    check("#[cfg(test)]\nmod tests;\nuse crate::dom::Dom;", &["dom"]);
}
