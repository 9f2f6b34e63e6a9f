//! Parquet as the command-line program writes it: what JSONL holds, whole or not at all.

mod program;

use parquet::basic::Type as Physical;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use program::{Disk, Place, page, record, signal};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

const ALL_FIELDS: [&str; 3] = ["--blocks", "--schema-org", "--trace"];

/// Pages of the corpus, as records that name their files.
fn corpus() -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folders = fs::read_dir(corpus).expect("the corpus");
    let mut records: Vec<String> = folders
        .map(|folder| folder.expect("a folder").path())
        .flat_map(|folder| [folder.join("page.html"), folder.join("page.txt")])
        .filter(|page| page.is_file())
        .map(|page| record(&page.display().to_string(), "path", page.to_str().unwrap()))
        .collect();
    records.sort();
    assert!(records.len() > 40, "{}", records.len());
    records
}

fn open(place: &Place, name: &str) -> SerializedFileReader<File> {
    let file = File::open(place.0.path().join(name)).expect("the file is there");
    SerializedFileReader::new(file).expect("Parquet")
}

fn columns(file: &SerializedFileReader<File>) -> Vec<Type> {
    let schema = file.metadata().file_metadata().schema();
    let fields = schema.get_fields().iter();
    fields.map(|field| field.as_ref().clone()).collect()
}

fn rows(file: &SerializedFileReader<File>) -> Vec<Row> {
    let rows = file.get_row_iter(None).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

fn ids(file: &SerializedFileReader<File>) -> Vec<String> {
    let id = |row: Row| match row.get_column_iter().next() {
        Some((_, Field::Str(id))) => id.clone(),
        other => panic!("no id but {other:?}"),
    };
    rows(file).into_iter().map(id).collect()
}

/// Whether a field of a row holds what a field of a record does; what is not there is null.
fn is_same(field: &Field, value: &Value) -> bool {
    match field {
        Field::Null => value.is_null(),
        Field::Long(number) => value.as_i64() == Some(*number),
        Field::Float(number) => value.as_f64().map(|value| value as f32) == Some(*number),
        Field::Str(text) if value.is_string() => value.as_str() == Some(text),
        Field::Str(json) => serde_json::from_str::<Value>(json).expect("JSON") == *value,
        Field::ListInternal(list) => value.as_array().is_some_and(|values| {
            let elements = list.elements();
            elements.len() == values.len()
                && elements.iter().zip(values).all(|(a, b)| is_same(a, b))
        }),
        Field::Group(row) => {
            row.len() == value.as_object().map_or(0, |object| object.len())
                && row
                    .get_column_iter()
                    .all(|(name, field)| is_same(field, &value[name]))
        }
        other => panic!("no field of a record: {other:?}"),
    }
}

/// Runs the program to JSONL and to Parquet, and compares every field of every record.
fn written(place: &Place, args: &[&str], status: i32) -> (Vec<Value>, SerializedFileReader<File>) {
    let with = |more: &[&'static str]| [args, more].concat();
    let records = place
        .run(&with(&["--quiet", "--format", "jsonl"]))
        .ends(status)
        .records();
    let jobs = with(&["--quiet", "--jobs", "3", "--output", "out.parquet"]);
    let ran = place.run(&jobs).ends(status);
    assert_eq!(ran.stdout(), "");
    let file = open(place, "out.parquet");
    let rows = rows(&file);
    assert_eq!(rows.len(), records.len());
    for (row, record) in rows.iter().zip(&records) {
        for (name, field) in row.get_column_iter() {
            let value = &record[name];
            assert!(
                is_same(field, value),
                "{}: {name}: {field} is not {value}",
                record["id"]
            );
        }
        let names: BTreeSet<&String> = row.get_column_iter().map(|(name, _)| name).collect();
        let fields = record.as_object().expect("a record").keys();
        for name in fields {
            assert!(names.contains(name), "there is no column {name}");
        }
    }
    (records, file)
}

#[test]
fn every_field_is_that_of_jsonl() {
    let records = corpus().concat() + &record("lost", "path", "nowhere.html");
    let place = Place::new().with("r.jsonl", records);
    let args = [&ALL_FIELDS[..], &["r.jsonl"]].concat();
    let (records, _) = written(&place, &args, 1);
    // What has to be compared is there.
    for field in [
        "authors",
        "images",
        "repairs",
        "blocks",
        "schema_org",
        "cut_by",
    ] {
        let given = |record: &&Value| record[field].as_array().is_some_and(|list| list.len() > 1);
        let wanted = usize::from(field != "cut_by");
        assert!(records.iter().filter(given).count() >= wanted, "{field}");
    }
    let last = records.last().expect("records");
    assert!(last["error"].is_string() && last["text"].is_null());
}

#[test]
fn row_groups_follow_one_another() {
    let pages = corpus();
    let mut records = String::new();
    for number in 0..80 {
        let text = format!("{number:>9} says something. ").repeat(40_000);
        records += &record(&number.to_string(), "text", &text);
        records += &pages[number % pages.len()];
    }
    let place = Place::new().with("r.jsonl", records);
    let (_, file) = written(&place, &["--stage", "decode", "r.jsonl"], 0);
    let groups = file.metadata().row_groups();
    assert!(groups.len() >= 3, "{} row groups", groups.len());
    assert!(groups.iter().all(|group| group.num_rows() > 1));
    // The same again, byte for byte, in whatever order pages were ready.
    let first = fs::read(place.0.path().join("out.parquet")).expect("the file");
    place
        .run(&[
            "--quiet",
            "--jobs",
            "1",
            "--stage",
            "decode",
            "--output",
            "again.parquet",
            "r.jsonl",
        ])
        .ends(0);
    assert!(fs::read(place.0.path().join("again.parquet")).expect("the file") == first);
}

/// The type of a column, as `examples/spark/clean.py` writes it.
fn type_in_spark(column: &Type) -> String {
    if column.is_primitive() {
        let name = match column.get_physical_type() {
            Physical::BYTE_ARRAY => "StringType()",
            Physical::INT64 => "LongType()",
            Physical::FLOAT => "FloatType()",
            other => panic!("{}: {other}", column.name()),
        };
        return name.to_owned();
    }
    let element = &column.get_fields()[0].get_fields()[0];
    if element.is_primitive() {
        return "STRINGS".to_owned();
    }
    let fields = element.get_fields().iter();
    let fields: Vec<String> = fields
        .map(|field| format!("{}={}", field.name(), type_in_spark(field)))
        .collect();
    format!("ArrayType(struct({}))", fields.join(", "))
}

#[test]
fn columns_are_the_fields_of_the_schema_and_those_of_spark() {
    let place = Place::new().with("bees.html", page("bees"));
    let columns_of = |options: &[&str], name: &str| {
        place
            .run(&[options, &["--quiet", "--output", name, "bees.html"]].concat())
            .ends(0);
        columns(&open(&place, name))
    };
    let names = |columns: &[Type]| -> BTreeSet<String> {
        columns
            .iter()
            .map(|column| column.name().to_owned())
            .collect()
    };
    let all = columns_of(&ALL_FIELDS, "all.parquet");
    let usual = columns_of(&[], "usual.parquet");

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = fs::read(root.join("docs/record.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_slice(&schema).expect("JSON");
    let properties = schema["properties"].as_object().expect("properties");
    assert_eq!(names(&all), properties.keys().cloned().collect());
    let required = schema["required"].as_array().expect("required fields");
    let required = required
        .iter()
        .map(|name| name.as_str().unwrap().to_owned());
    assert_eq!(names(&usual), required.collect());

    let spark = fs::read_to_string(root.join("examples/spark/clean.py")).expect("the script");
    let spark = spark.split_whitespace().collect::<Vec<_>>().join(" ");
    for column in &all {
        let declared = format!("{}={}", column.name(), type_in_spark(column));
        assert!(spark.contains(&declared), "clean.py lacks {declared}");
    }
}

#[test]
fn no_records_are_a_whole_file() {
    let place = Place::new().with("r.jsonl", "");
    place.run(&["--output", "out.parquet", "r.jsonl"]).ends(0);
    assert_eq!(ids(&open(&place, "out.parquet")), [""; 0]);
}

#[test]
fn what_parquet_cannot_do_is_refused() {
    let place = Place::new().with("bees.html", page("bees"));
    for (option, advice) in [
        (&["--resume"][..], ".jsonl.zst"),
        (&["--format", "jsonl"], "leave '--format' out"),
    ] {
        let args = [option, &["--output", "out.parquet", "bees.html"]].concat();
        let ran = place.run(&args).ends(2);
        assert!(ran.stderr().contains(advice), "{}", ran.stderr());
        assert!(!place.0.path().join("out.parquet").exists());
    }
}

#[test]
fn a_file_that_is_there_is_not_overwritten() {
    let place = Place::new()
        .with("bees.html", page("bees"))
        .with("out.parquet", "the work of a night")
        .with("two.parquet.part", "");
    let ran = place.run(&["--output", "out.parquet", "bees.html"]).ends(1);
    assert!(ran.stderr().contains("remove it"), "{}", ran.stderr());
    assert_eq!(place.read("out.parquet"), "the work of a night");
    let part = File::open(place.0.path().join("two.parquet.part")).expect("the file");
    part.lock().expect("nobody else has it");
    let ran = place.run(&["--output", "two.parquet", "bees.html"]).ends(1);
    assert!(ran.stderr().contains("another process"), "{}", ran.stderr());
    // What nobody writes to any more was left by a run that was killed.
    drop(part);
    place.run(&["--output", "two.parquet", "bees.html"]).ends(0);
    assert_eq!(ids(&open(&place, "two.parquet")), ["bees.html"]);
    assert!(!place.0.path().join("two.parquet.part").exists());
}

#[test]
fn an_interrupted_run_leaves_a_part_that_can_be_read() {
    let place = Place::new();
    let mut child = place
        .command(&[
            "--quiet",
            "--output",
            "out.parquet",
            "--input",
            "jsonl",
            "-",
        ])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut pipe = child.stdin.take().expect("a pipe");
    // A pipe holds little, so that most pages have been read once all are written.
    for number in 0..2_000 {
        let line = record(&number.to_string(), "html", &page("bees"));
        pipe.write_all(line.as_bytes()).expect("the program reads");
    }
    signal(&child, "-INT");
    let output = child.wait_with_output().expect("the program ends");
    drop(pipe);
    assert_eq!(output.status.code(), Some(130));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("out.parquet.part"), "{told}");
    assert!(!place.0.path().join("out.parquet").exists());
    let left = ids(&open(&place, "out.parquet.part"));
    assert!(left.len() > 500, "{} records", left.len());
    assert!(
        left.iter()
            .enumerate()
            .all(|(number, id)| *id == number.to_string())
    );
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing() {
    // Random words, which cannot be packed well.
    let mut state = 1_u32;
    let mut word = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("{state:x} ")
    };
    let text: String = (0..500_000).map(|_| word()).collect();
    let place = Place::new().with("r.jsonl", record("1", "text", &text));
    let at = place.0.path().join("disk");
    fs::create_dir(&at).expect("a folder");
    let Some(disk) = Disk::mount(&at, "size=1200k") else {
        println!("not tested: no file system can be mounted here");
        return;
    };
    let ran = place
        .run(&[
            "--quiet",
            "--stage",
            "decode",
            "--output",
            "disk/out.parquet",
            "r.jsonl",
        ])
        .ends(1);
    assert!(
        ran.stderr().contains("cannot be written: No space"),
        "{}",
        ran.stderr()
    );
    assert_eq!(fs::read_dir(&at).expect("a folder").count(), 0);
    drop(disk);
}
