//! Runs the laws of the fuzz targets on stable: over their seeds, over every input that once broke one, and over the pages of
//! `corpus/`. A find that comes back fails here, without a fuzzer.

#[path = "../fuzz/src/lib.rs"]
mod laws;

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use laws::{TARGETS, Target};

/// Runs one input; a broken law is told with the file and the target.
fn replay((name, law): Target, path: &Path) -> Result<(), String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    panic::catch_unwind(AssertUnwindSafe(|| law(&bytes))).map_err(|panic| {
        let message = panic.downcast_ref::<String>().map(String::as_str);
        let message = message.or(panic.downcast_ref::<&str>().copied());
        format!(
            "{name}: {}: {}",
            path.display(),
            message.unwrap_or_default()
        )
    })
}

/// Runs all pairs of target and file and fails with every complaint.
fn replay_all(runs: &[(Target, PathBuf)]) {
    assert!(!runs.is_empty(), "there is nothing to run");
    let complaints: Vec<String> = runs
        .iter()
        .filter_map(|(target, path)| replay(*target, path).err())
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The files right in a folder, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a folder can be read to its end").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn seeds_break_no_law() {
    let mut runs = Vec::new();
    for target in TARGETS {
        let seeds = files(&project().join("fuzz/seeds").join(target.0));
        assert!(!seeds.is_empty(), "{} has no seeds", target.0);
        runs.extend(seeds.into_iter().map(|path| (target, path)));
    }
    replay_all(&runs);
}

#[test]
fn finds_stay_fixed() {
    let finds = project().join("fuzz/finds");
    let told = fs::read_to_string(finds.join("README.md")).expect("fuzz/finds/README.md");
    for path in files(&finds) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name == "README.md" {
            continue;
        }
        assert!(
            told.contains(&format!("| `{name}` |")),
            "{name} has no line in fuzz/finds/README.md"
        );
        let target = TARGETS
            .into_iter()
            .find(|(target, _)| name.starts_with(&format!("{target}-")));
        let target = target.unwrap_or_else(|| panic!("{name} does not begin with a target"));
        replay_all(&[(target, path)]);
    }
}

#[test]
fn pages_break_no_law() {
    let corpus = project().join("corpus");
    let mut runs = Vec::new();
    for entry in fs::read_dir(&corpus).expect("corpus/") {
        let folder = entry.expect("a folder can be read to its end").path();
        for (page, skipped) in [("page.html", "extract_text"), ("page.txt", "extract_html")] {
            let path = folder.join(page);
            if path.is_file() {
                // As settings or choices the bytes of a page mean nothing.
                let chooses = ["settings", "made", "records"];
                let fits = |name: &str| name != skipped && !chooses.contains(&name);
                let targets = TARGETS.into_iter().filter(|(name, _)| fits(name));
                runs.extend(targets.map(|target| (target, path.clone())));
            }
        }
    }
    replay_all(&runs);
}

#[test]
fn settings_hold_on_pages() {
    // Settings of the default seed in front of a page.
    let defaults = [0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0];
    let page = project().join("corpus/zh-news-mainland-utf8/page.html");
    let page = fs::read(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    for script in 0..5 {
        for focus in 0..3 {
            let mut input = defaults.to_vec();
            (input[1], input[2]) = (script, focus);
            input.extend_from_slice(&page);
            laws::settings(&input);
        }
    }
}
