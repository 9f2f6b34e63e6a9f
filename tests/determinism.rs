//! The same page gives the same article, byte for byte: in any order of pages, on any number of threads, as often as it is read,
//! and in any build. Pages are those of `corpus/`, and 2,000 of a collection that lies outside the project, where it is.
//!
//! Builds are compared by what they write down: `DEHUSK_FINGERPRINTS=FILE cargo test --test determinism` writes the file if it is
//! not there and compares with it if it is, so that a run with `--release` behind one without tells whether both agree.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use dehusk::{Extractor, Input, OutputScript};
use rayon::prelude::*;

/// Pages of the collection that are read.
const MANY: usize = 2_000;

/// The pages of the corpus.
fn corpus() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folders = fs::read_dir(&corpus).expect("corpus/");
    let folders = folders.map(|entry| entry.expect("a folder can be read to its end").path());
    let mut pages: Vec<PathBuf> = folders
        .flat_map(|folder| [folder.join("page.html"), folder.join("page.txt")])
        .filter(|page| page.is_file())
        .collect();
    pages.sort();
    assert!(!pages.is_empty(), "the corpus has no pages");
    pages
}

/// Pages of the collection, evenly out of all its parts; none if it is not there.
fn collection() -> Vec<PathBuf> {
    let root = std::env::var_os("DEHUSK_BENCH").map(PathBuf::from);
    let root = root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench"));
    let Ok(parts) = fs::read_dir(&root) else {
        println!("not there: {}; only the corpus is read", root.display());
        return Vec::new();
    };
    let parts = parts.flatten().map(|part| part.path().join("pages"));
    let mut pages: Vec<PathBuf> = parts
        .filter_map(|pages| fs::read_dir(pages).ok())
        .flatten()
        .flatten()
        .map(|page| page.path())
        .filter(|page| page.is_file())
        .collect();
    pages.sort();
    let some = MANY.min(pages.len());
    (0..some)
        .map(|i| pages[i * pages.len() / some].clone())
        .collect()
}

/// Two extractors that use all that there is between them.
fn extractors() -> [Extractor; 2] {
    let build = |script, yes| {
        let builder = Extractor::builder().script(script).comments(yes);
        let builder = builder.trace(yes).schema_org(yes);
        builder.build().expect("no selector, no limit")
    };
    [
        build(OutputScript::Keep, true),
        build(OutputScript::HantTw, false),
    ]
}

/// A number that stands for all that is known of an article and all that is written of it.
fn fingerprint(extractors: &[Extractor], page: &Path) -> u64 {
    let bytes = fs::read(page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    let mut hasher = DefaultHasher::new();
    for extractor in extractors {
        let article = extractor.extract(Input::bytes(&bytes).url("https://example.com/2021/a"));
        format!("{article:?}").hash(&mut hasher);
        (article.text(), article.to_html(), article.to_markdown()).hash(&mut hasher);
    }
    hasher.finish()
}

type Fingerprints = BTreeMap<PathBuf, u64>;

/// All pages on so many threads, forwards or backwards.
fn read(
    extractors: &[Extractor],
    pages: &[PathBuf],
    threads: usize,
    backwards: bool,
) -> Fingerprints {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let mut order: Vec<&PathBuf> = pages.iter().collect();
    if backwards {
        order.reverse();
    }
    let one = |page: &&PathBuf| ((*page).clone(), fingerprint(extractors, page));
    pool.expect("threads can be made")
        .install(|| order.par_iter().map(one).collect())
}

fn compare(one: &Fingerprints, other: &Fingerprints, what: &str) {
    let differing = one
        .iter()
        .filter(|(page, print)| other.get(*page) != Some(*print));
    let differing: Vec<_> = differing.map(|(page, _)| page).collect();
    assert!(differing.is_empty(), "{what}: {differing:?}");
    assert_eq!(one.len(), other.len(), "{what}");
}

#[test]
fn any_order_and_any_threads_give_the_same() {
    let pages = corpus();
    let read = |threads, backwards| read(&extractors(), &pages, threads, backwards);
    let first = read(1, false);
    compare(&first, &read(1, false), "read again");
    compare(&first, &read(1, true), "backwards");
    compare(&first, &read(7, true), "on seven threads");
    compare_builds(&first);
}

#[test]
fn many_pages_give_the_same() {
    let pages = collection();
    // The one without the trace, which takes most of the time.
    let [_, extractor] = extractors();
    let read =
        |threads, backwards| read(std::slice::from_ref(&extractor), &pages, threads, backwards);
    let first = read(3, true);
    compare(&first, &read(2, false), "the other way round");
    compare_builds(&first);
}

/// Compares with another build, if asked to; see the head of this file.
fn compare_builds(prints: &Fingerprints) {
    let Some(file) = std::env::var_os("DEHUSK_FINGERPRINTS") else {
        return;
    };
    let mut file = PathBuf::from(file);
    file.add_extension(prints.len().to_string());
    let written: String = prints
        .iter()
        .map(|(page, print)| format!("{print:016x} {}\n", page.display()))
        .collect();
    match fs::read_to_string(&file) {
        Ok(other) => {
            let differing = written.lines().zip(other.lines()).find(|(a, b)| a != b);
            assert_eq!(differing, None, "another build gives something else");
            assert_eq!(written.len(), other.len());
            println!("{} pages: both builds agree", prints.len());
        }
        Err(_) => fs::write(&file, written).expect("the fingerprints can be written"),
    }
}
