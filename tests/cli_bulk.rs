//! Long runs of the command-line program: whatever happens to input, output or the program itself, no page is lost and none is
//! written twice.

mod program;

use flate2::read::MultiGzDecoder;
use program::{Disk, Place, Ran, page, record, signal, text_of};
use serde_json::Value;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Names of outputs, one for each way of packing.
const OUTPUTS: [&str; 3] = ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"];

/// Records of some 20 kB that do not repeat, so that packed files of a few hundred have several members.
fn long_records(count: usize) -> String {
    let mut state = 1_u32;
    let mut word = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("{state:x} ")
    };
    (0..count)
        .map(|number| {
            let text: String = (0..2_500).map(|_| word()).collect();
            record(&number.to_string(), "text", &text)
        })
        .collect()
}

fn ids_of(count: usize) -> Vec<String> {
    (0..count).map(|number| number.to_string()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

fn pack(name: &str, bytes: &[u8]) -> Vec<u8> {
    match name.rsplit('.').next() {
        Some("gz") => gzip(bytes),
        Some("zst") => zstd::encode_all(bytes, 1).expect("memory takes all"),
        _ => bytes.to_vec(),
    }
}

/// What a file holds, which must be whole.
fn unpacked(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut text = String::new();
    let whole = match path.extension().and_then(|extension| extension.to_str()) {
        Some("gz") => MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text),
        Some("zst") => {
            zstd::Decoder::new(&bytes[..]).and_then(|mut file| file.read_to_string(&mut text))
        }
        _ => (&bytes[..]).read_to_string(&mut text),
    };
    whole.unwrap_or_else(|error| panic!("{} is not whole: {error}", path.display()));
    assert!(
        text.is_empty() || text.ends_with('\n'),
        "{} ends within a record",
        path.display()
    );
    text
}

fn ids(lines: &str) -> Vec<String> {
    let record = |line| serde_json::from_str::<Value>(line).expect("a record a line");
    lines
        .lines()
        .map(|line| text_of(&record(line), "id").to_owned())
        .collect()
}

#[test]
fn unreadable_files_do_not_end_a_run() {
    let place = Place::new()
        .with("in/a.html", page("ants"))
        .with("in/c.html", page("cranes"))
        .with("in/d.jsonl.gz", b"no gzip")
        .with("in/e.html", page("eels"));
    std::os::unix::fs::symlink("nowhere", place.0.path().join("in/b.html")).expect("a link");
    let ran = place.run(&["--format", "jsonl", "in"]).ends(1);
    assert_eq!(
        ran.ids(),
        [
            "in/a.html",
            "in/b.html",
            "in/c.html",
            "in/d.jsonl.gz:1",
            "in/e.html"
        ]
    );
    let records = ran.records();
    let failed: Vec<bool> = records
        .iter()
        .map(|record| record["error"].is_string())
        .collect();
    assert_eq!(failed, [false, true, false, true, false]);
}

#[test]
fn links_that_lead_in_circles_are_not_followed() {
    let place = Place::new().with("in/a.html", page("ants"));
    std::os::unix::fs::symlink(".", place.0.path().join("in/z")).expect("a link");
    let ids = place.run(&["--format", "jsonl", "in"]).ends(0).ids();
    assert_eq!(ids, ["in/a.html"]);
}

#[test]
fn packed_input_is_read() {
    let (one, two) = (
        record("1", "html", &page("bees")),
        record("2", "text", "Ants."),
    );
    let mut members = gzip(one.as_bytes());
    members.extend(gzip(two.as_bytes()));
    let place = Place::new()
        .with("r.jsonl", one.clone() + &two)
        .with("r.jsonl.gz", members)
        .with("r.jsonl.zst", pack("zst", (one + &two).as_bytes()))
        .with("bees.html.gz", gzip(page("bees").as_bytes()));
    let plain = place.run(&["--format", "jsonl", "r.jsonl"]).ends(0);
    assert_eq!(plain.ids(), ["1", "2"]);
    for name in ["r.jsonl.gz", "r.jsonl.zst"] {
        assert_eq!(
            place.run(&["--format", "jsonl", name]).ends(0).stdout(),
            plain.stdout()
        );
    }
    let page = place.run(&["bees.html.gz"]).ends(0).stdout();
    assert!(page.contains("winter with bees"), "{page}");
}

#[test]
fn a_cut_archive_gives_what_it_holds_and_says_so() {
    let records = long_records(20);
    for name in ["r.jsonl.gz", "r.jsonl.zst"] {
        let packed = pack(name, records.as_bytes());
        let place = Place::new()
            .with(name, &packed[..packed.len() / 2])
            .with("last.html", page("bees"));
        let ran = place
            .run(&["--format", "jsonl", "--stage", "decode", name, "last.html"])
            .ends(1);
        let records = ran.records();
        let errors = records
            .iter()
            .filter(|record| record["error"].is_string())
            .count();
        assert_eq!(errors, 1, "{name}");
        let count = records.len() - 2;
        assert!(
            name.ends_with("zst") || count >= 5,
            "{name}: {count} records"
        );
        assert_eq!(ran.ids()[..count], ids_of(count));
        assert!(text_of(&records[count], "error").len() > 5);
        assert_eq!(records[count + 1]["id"], "last.html");
    }
}

#[test]
fn a_line_that_never_ends_is_a_broken_record() {
    let mut records = "x".repeat((256 << 20) + 1);
    records.push('\n');
    records += &record("2", "text", "Ants.");
    let place = Place::new().with("r.jsonl", records);
    let ran = place.run(&["--format", "jsonl", "r.jsonl"]).ends(1);
    assert_eq!(ran.ids(), ["r.jsonl:1", "2"]);
}

#[test]
fn records_go_into_a_file() {
    let place = Place::new().with("r.jsonl", long_records(120));
    let printed = place
        .run(&["--format", "jsonl", "--stage", "decode", "r.jsonl"])
        .ends(0)
        .stdout();
    for out in OUTPUTS {
        let ran = place
            .run(&["--quiet", "--stage", "decode", "--output", out, "r.jsonl"])
            .ends(0);
        assert_eq!(ran.stdout(), "");
        assert!(unpacked(&place.0.path().join(out)) == printed, "{out}");
    }
    for args in [
        &["--output", "x.jsonl", "--format", "text", "r.jsonl"][..],
        &["--resume", "r.jsonl"],
    ] {
        place.run(args).ends(2);
    }
}

#[test]
fn a_file_that_is_there_is_not_overwritten() {
    let place = Place::new()
        .with("r.jsonl", record("1", "text", "Ants."))
        .with("out.jsonl", "the work of a night\n");
    let ran = place.run(&["--output", "out.jsonl", "r.jsonl"]).ends(1);
    assert!(ran.stderr().contains("--resume"), "{}", ran.stderr());
    // Nor is it gone on with, since it is something else.
    let ran = place
        .run(&["--output", "out.jsonl", "--resume", "r.jsonl"])
        .ends(1);
    assert!(ran.stderr().contains("no record"), "{}", ran.stderr());
    assert_eq!(place.read("out.jsonl"), "the work of a night\n");
}

#[test]
fn two_runs_do_not_write_one_file() {
    let place = Place::new()
        .with("r.jsonl", record("1", "text", "Ants."))
        .with("out.jsonl", "");
    let file = File::open(place.0.path().join("out.jsonl")).expect("the file");
    file.lock().expect("nobody else has it");
    let ran = place
        .run(&["--output", "out.jsonl", "--resume", "r.jsonl"])
        .ends(1);
    assert!(ran.stderr().contains("another process"), "{}", ran.stderr());
}

/// However a run ended, the file it left is gone on with: at every length it comes out as if nothing had happened.
#[test]
fn a_cut_file_is_gone_on_with() {
    let place = Place::new().with("r.jsonl", long_records(150));
    for out in OUTPUTS {
        let args = [
            "--quiet", "--stage", "decode", "--resume", "--output", out, "r.jsonl",
        ];
        place.run(&args).ends(0);
        let path = place.0.path().join(out);
        let (bytes, whole) = (fs::read(&path).expect("the output"), unpacked(&path));
        assert_eq!(ids(&whole), ids_of(150));
        let step = bytes.len() / 12;
        let near_the_end = [bytes.len() - 1, bytes.len() - 5];
        for length in (0..=bytes.len())
            .step_by(step)
            .chain(1..3)
            .chain(near_the_end)
        {
            fs::write(&path, &bytes[..length]).expect("a shorter file");
            place.run(&args).ends(0);
            assert!(
                unpacked(&path) == whole,
                "{out} cut at {length} of {}",
                bytes.len()
            );
        }
        // Nothing is left to do, and nothing is done.
        let before = fs::read(&path).expect("the output");
        place.run(&args).ends(0);
        assert!(fs::read(&path).expect("the output") == before, "{out}");
    }
}

#[test]
fn pages_of_the_same_id_are_counted() {
    let records: String = (0..4)
        .map(|number| record("x", "text", &format!("Ants {number}.")))
        .collect();
    let place = Place::new().with("r.jsonl", records);
    let args = ["--quiet", "--output", "out.jsonl", "--resume", "r.jsonl"];
    place.run(&args).ends(0);
    let whole = place.read("out.jsonl");
    let two: String = whole.split_inclusive('\n').take(2).collect();
    let place = place.with("out.jsonl", two);
    place.run(&args).ends(0);
    let resumed = place.read("out.jsonl");
    assert_eq!(ids(&resumed).len(), 4);
}

#[test]
fn a_folder_of_output_is_gone_on_with() {
    let records: String = ["a/b", "a_b", "c", "d"]
        .iter()
        .map(|id| record(id, "text", &format!("The text of {id}.")))
        .collect();
    let place = Place::new().with("r.jsonl", records);
    let args = [
        "--quiet", "--output", "out", "--format", "json", "--resume", "r.jsonl",
    ];
    place.run(&args).ends(0);
    let file = |name: &str| place.0.path().join("out").join(name);
    fs::remove_file(file("a_b-2.json")).expect("it was written");
    fs::write(file("c.json"), "mine").expect("it was written");
    place.run(&args).ends(0);
    let second: Value = serde_json::from_str(&place.read("out/a_b-2.json")).expect("JSON");
    assert_eq!(second["id"], "a_b");
    assert_eq!(place.read("out/c.json"), "mine");
    assert_eq!(
        fs::read_dir(place.0.path().join("out"))
            .expect("it is there")
            .count(),
        4
    );
}

/// Starts a run that takes some seconds and waits until the file has begun to grow.
fn started(place: &Place, out: &str) -> Child {
    let child = place
        .command(&[
            "--quiet", "--output", out, "--resume", "--jobs", "2", "r.jsonl",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let path = place.0.path().join(out);
    let begun = Instant::now();
    while fs::metadata(&path).map_or(0, |file| file.len()) == 0 {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "nothing is written"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    child
}

#[test]
fn an_interrupted_run_leaves_whole_records_and_is_gone_on_with() {
    let count = 3_000;
    let records: String = (0..count)
        .map(|number| {
            record(
                &number.to_string(),
                "html",
                &page(&format!("bees of hive {number}")),
            )
        })
        .collect();
    for (out, name, status) in [
        ("out.jsonl", "-INT", Some(130)),
        ("out.jsonl.gz", "-TERM", Some(130)),
        ("killed.jsonl", "-KILL", None),
        ("killed.jsonl.zst", "-KILL", None),
    ] {
        let place = Place::new().with("r.jsonl", &records);
        let child = started(&place, out);
        signal(&child, name);
        let ran = Ran(child.wait_with_output().expect("the program ends"));
        assert_eq!(ran.0.status.code(), status, "{name}: {}", ran.stderr());
        let path = place.0.path().join(out);
        if status.is_some() {
            let left = ids(&unpacked(&path));
            assert!(
                !left.is_empty() && left.len() < count,
                "{name}: {} records",
                left.len()
            );
            assert_eq!(left, ids_of(left.len()));
        }
        place
            .run(&["--quiet", "--output", out, "--resume", "r.jsonl"])
            .ends(0);
        assert_eq!(ids(&unpacked(&path)), ids_of(count), "{name}");
    }
}

#[test]
fn a_run_that_waits_for_input_can_be_interrupted() {
    let place = Place::new().with("bees.html", page("bees"));
    let mut child = place
        .command(&["--format", "json", "bees.html", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let pipe = child.stdin.take();
    // Until the first page is out there is no telling whether the program listens to signals already.
    let mut first = [0; 10];
    let stdout = child.stdout.as_mut().expect("a pipe");
    stdout.read_exact(&mut first).expect("a page is written");
    signal(&child, "-INT");
    let mut ran = Ran(child.wait_with_output().expect("the program ends"));
    drop(pipe);
    assert_eq!(ran.0.status.code(), Some(130), "{}", ran.stderr());
    ran.0.stdout.splice(..0, first);
    assert_eq!(
        ran.json().as_array().map(Vec::len),
        Some(1),
        "the array is closed"
    );
}

#[test]
fn a_full_device_is_told() {
    let place = Place::new().with("bees.html", page("bees"));
    let full = File::options().write(true).open("/dev/full");
    let Ok(full) = full else {
        println!("not tested: there is no /dev/full");
        return;
    };
    let output = place
        .command(&["bees.html"])
        .stdout(full)
        .output()
        .expect("the program runs");
    let ran = Ran(output).ends(1);
    assert!(
        ran.stderr().contains("cannot be written"),
        "{}",
        ran.stderr()
    );
}

#[test]
fn a_full_disk_keeps_whole_records_and_is_gone_on_with() {
    let count = 150;
    let place = Place::new().with("r.jsonl", long_records(count));
    let at = place.0.path().join("disk");
    fs::create_dir(&at).expect("a folder");
    for out in [
        "disk/out.jsonl",
        "disk/out.jsonl.gz",
        "disk/out.jsonl.zst",
        "disk/folder",
    ] {
        let Some(disk) = Disk::mount(&at, "size=1200k") else {
            println!("not tested: no file system can be mounted here");
            return;
        };
        let args = [
            "--quiet", "--stage", "decode", "--format", "jsonl", "--resume", "--output", out,
            "r.jsonl",
        ];
        let ran = place.run(&args).ends(1);
        assert!(
            ran.stderr().contains("cannot be written"),
            "{out}: {}",
            ran.stderr()
        );
        let held = |all: bool| {
            let path = place.0.path().join(out);
            if !path.is_dir() {
                return ids(&unpacked(&path));
            }
            let files = fs::read_dir(&path).expect("a folder");
            let files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
            let mut found: Vec<String> =
                files.iter().flat_map(|file| ids(&unpacked(file))).collect();
            assert!(!all || found.len() == files.len(), "{files:?}");
            found.sort_by_key(|id| id.parse::<usize>().expect("a number"));
            found
        };
        let before = held(false).len();
        assert!(before < count, "{out}: the disk did not get full");
        assert!(
            before > 10,
            "{out}: {before} records on a disk of more than a megabyte"
        );
        let remount = Command::new("mount")
            .args(["-o", "remount,size=64m"])
            .arg(&at)
            .status();
        assert!(remount.expect("mount runs").success());
        place.run(&args).ends(0);
        assert_eq!(held(true), ids_of(count), "{out}");
        drop(disk);
    }
}
