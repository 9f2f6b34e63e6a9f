//! The command-line program from outside: what it prints, writes and returns for each kind of input and option.

mod program;

use program::{Place, Ran, page, record, text_of};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

/// Every field of a record, in the order in which they are written.
const FIELDS: [&str; 37] = [
    "id",
    "url",
    "title",
    "subtitle",
    "authors",
    "editors",
    "source",
    "site_name",
    "published",
    "modified",
    "language",
    "language_evidence",
    "script",
    "title_script",
    "description",
    "keywords",
    "breadcrumbs",
    "image",
    "images",
    "canonical",
    "license",
    "section",
    "favicon",
    "comment_count",
    "pages",
    "next_page",
    "page_type",
    "confidence",
    "encoding",
    "encoding_evidence",
    "second_encoding",
    "chars_lost",
    "repairs",
    "cut_by",
    "text",
    "trace",
    "error",
];

#[test]
fn one_page_is_printed_as_text() {
    let place = Place::new().with("bees.html", page("bees"));
    let out = place.run(&["bees.html"]).ends(0).stdout();
    assert!(out.contains("winter with bees knows"), "{out}");
    assert!(!out.contains("==>"), "{out}");
    assert!(!out.contains("All pages"), "{out}");
    assert!(out.ends_with("in it.\n"), "{out}");
}

#[test]
fn several_pages_are_headed_by_their_ids() {
    let place = Place::new()
        .with("bees.html", page("bees"))
        .with("wasps.html", page("wasps"));
    let out = place.run(&["wasps.html", "bees.html"]).ends(0).stdout();
    let wasps = out.find("==> wasps.html <==\n").expect("a heading");
    let bees = out.find("\n\n==> bees.html <==\n").expect("a heading");
    assert_eq!(wasps, 0);
    assert!(out[..bees].contains("winter with wasps"), "{out}");
    assert!(out[bees..].contains("winter with bees"), "{out}");
}

#[test]
fn markdown_and_html_are_written() {
    let place = Place::new().with("bees.html", page("bees"));
    let markdown = place
        .run(&[
            "--format",
            "markdown",
            "--url",
            "https://bees.example/1",
            "bees.html",
        ])
        .ends(0)
        .stdout();
    assert!(
        markdown.contains("[eleven of them](https://bees.example/people)"),
        "{markdown}"
    );
    let html = place
        .run(&[
            "--format=html",
            "--url",
            "https://bees.example/1",
            "bees.html",
        ])
        .ends(0)
        .stdout();
    assert!(html.contains("<p>Whoever"), "{html}");
    assert!(
        html.contains("<a href=\"https://bees.example/people\">eleven of them</a>"),
        "{html}"
    );
}

#[test]
fn json_is_an_object_for_one_page() {
    let place = Place::new().with("bees.html", page("bees"));
    let ran = place
        .run(&[
            "--format",
            "json",
            "--trace",
            "--url",
            "https://bees.example/1",
            "bees.html",
        ])
        .ends(0);
    let json = ran.json();
    assert_eq!(json["id"], "bees.html");
    assert_eq!(json["url"], "https://bees.example/1");
    assert_eq!(json["title"], "On bees");
    assert_eq!(json["encoding"], "UTF-8");
    assert_eq!(json["chars_lost"], 0);
    assert_eq!(json["script"], "none");
    assert_eq!(json["authors"], serde_json::json!([]));
    assert_eq!(json["subtitle"], Value::Null);
    assert_eq!(json["error"], Value::Null);
    assert!(json["confidence"].is_number());
    assert!(text_of(&json, "text").starts_with("Whoever"));
    assert!(!text_of(&json, "text").contains("On bees"));
    let fields: Vec<String> = ran
        .stdout()
        .lines()
        .filter_map(|line| line.strip_prefix("  \""))
        .filter_map(|line| line.split_once("\":"))
        .map(|(field, _)| field.to_owned())
        .collect();
    assert_eq!(fields, FIELDS);
}

#[test]
fn json_tells_scripts_language_and_encodings() {
    let han = "水從山上流下來，已經走了三天，沿路的村民都出來看它，說今年的水比往年更清。";
    let title = "水從山上流下來的三天與村民的說法";
    let paragraph = han.repeat(12);
    let text = format!("<!DOCTYPE html><title>{title}</title><h1>{title}</h1><p>{paragraph}</p>");
    let json = Place::new()
        .with("water.html", text)
        .run(&["--format", "json", "water.html"])
        .ends(0)
        .json();
    assert_eq!(json["title_script"], "hant");
    assert_eq!(json["language"], "zh");
    assert_eq!(json["language_evidence"], "script");
    assert_eq!(json["second_encoding"], Value::Null);
    let han = "水从山上流下来，已经走了三天，沿路的村民都出来看它，说今年的水比往年更清。";
    let part = format!("<p>{}</p>\n", han.repeat(4));
    let mut glued = encoding_rs::GBK.encode(&part).0.into_owned();
    glued.extend_from_slice(format!("<div>{part}</div>").as_bytes());
    glued.extend_from_slice(&encoding_rs::GBK.encode(&part).0);
    let json = Place::new()
        .with("glued.html", glued)
        .run(&["--format", "json", "glued.html"])
        .ends(0)
        .json();
    let mut found = [
        text_of(&json, "encoding"),
        text_of(&json, "second_encoding"),
    ];
    found.sort_unstable();
    assert_eq!(found, ["GBK", "UTF-8"]);
}

#[test]
fn a_page_is_dated_against_the_day_on_which_it_was_seen() {
    let dated = page("bees").replace("</h1>", "</h1><p>3 days ago</p>");
    let own = serde_json::json!({ "html": dated, "seen": "2020-03-02" });
    let bad = serde_json::json!({ "html": dated, "seen": "2 March" });
    let place = Place::new()
        .with("bees.html", &dated)
        .with("in.jsonl", format!("{own}\n{bad}\n"));
    let published = |args: &[&str]| place.run(args).ends(0).json()["published"].clone();
    let args = [
        "--format",
        "json",
        "bees.html",
        "--seen",
        "2021-03-01T12:00",
    ];
    assert_eq!(published(&args), "2021-02-26");
    assert_eq!(published(&args[..3]), Value::Null);
    let ran = place.run(&["--format", "jsonl", "in.jsonl", "--seen", "2021-03-01"]);
    let records = ran.ends(1).records();
    assert_eq!(records[0]["published"], "2020-02-28");
    assert!(text_of(&records[1], "error").contains("\"2 March\" is no date"));
    let ran = place.run(&["bees.html", "--seen", "yesterday"]).ends(2);
    assert!(ran.stderr().contains("is no date"), "{}", ran.stderr());
}

#[test]
fn the_json_ld_is_given_on_request() {
    let data = r#"{"@type":"Article","headline":"On bees"}"#;
    let tag = format!("<script type='application/ld+json'>{data}</script></head>");
    let place = Place::new().with("bees.html", page("bees").replace("</head>", &tag));
    let json = |args: &[&str]| place.run(args).ends(0).json();
    let args = ["--format", "json", "bees.html", "--schema-org"];
    assert_eq!(json(&args)["schema_org"], serde_json::json!([data]));
    assert_eq!(json(&args[..3]).get("schema_org"), None);
}

#[test]
fn json_is_an_array_for_several_pages() {
    let place = Place::new()
        .with("pages/bees.html", page("bees"))
        .with("empty/.hidden", "x");
    let json = place
        .run(&["--format", "json", "pages/bees.html", "pages/bees.html"])
        .ends(0)
        .json();
    assert_eq!(json.as_array().map(Vec::len), Some(2));
    // The shape does not hang on what a folder happens to hold.
    let json = place.run(&["--format", "json", "pages"]).ends(0).json();
    assert_eq!(json.as_array().map(Vec::len), Some(1));
    let json = place.run(&["--format", "json", "empty"]).ends(0).json();
    assert_eq!(json, serde_json::json!([]));
}

#[test]
fn a_folder_is_walked_in_order() {
    let place = Place::new()
        .with("pages/b.html", page("bees"))
        .with("pages/a/2.html", page("wasps"))
        .with("pages/a/1.txt", "Plain text.")
        .with("pages/a.html", page("ants"))
        .with("pages/.hidden.html", page("nothing"))
        .with("pages/.git/x.html", page("nothing"))
        .with("pages/c.jsonl", record("r1", "text", "A record."));
    let ids = place.run(&["--format", "jsonl", "pages"]).ends(0).ids();
    let expected: Vec<String> = ["a/1.txt", "a/2.html", "a.html", "b.html"]
        .iter()
        .map(|name| Path::new("pages").join(name).display().to_string())
        .chain(["r1".to_owned()])
        .collect();
    assert_eq!(ids, expected);
}

#[test]
fn standard_input_is_a_page() {
    let json = Place::new()
        .run_on(&["--format", "json", "-"], page("bees").as_bytes())
        .ends(0)
        .json();
    assert_eq!(json["id"], "-");
    assert!(text_of(&json, "text").contains("winter with bees"));
}

#[test]
fn records_hold_html_text_or_a_path() {
    let mut records = record("1", "html", &page("bees"));
    records += "\n";
    records += &record(
        "2",
        "text",
        "The first line of a text that somebody has flattened, long enough to be read as prose, with commas.\n\
         The second line follows it at once, says a little more of the same, and ends the text for good.",
    );
    records += &record("3", "path", "deep/wasps.html");
    records += "{\"id\": 4, \"url\": \"https://ants.example/\", \"text\": \"Ants.\"}\n";
    records += "{\"text\": \"No id.\"}";
    let place = Place::new()
        .with("in/records.jsonl", format!("\u{feff}{records}"))
        .with("in/deep/wasps.html", page("wasps"));
    let ran = place
        .run(&[
            "--format",
            "jsonl",
            "--url",
            "https://default.example/",
            "in/records.jsonl",
        ])
        .ends(0);
    assert_eq!(ran.ids(), ["1", "2", "3", "4", "in/records.jsonl:6"]);
    let records = ran.records();
    assert!(text_of(&records[0], "text").contains("winter with bees"));
    assert_eq!(records[0]["encoding_evidence"], "already_text");
    assert_eq!(records[0]["url"], "https://default.example/");
    assert!(text_of(&records[1], "text").contains("The second line"));
    assert!(text_of(&records[2], "text").contains("winter with wasps"));
    assert_eq!(records[3]["url"], "https://ants.example/");
}

#[test]
fn a_record_says_what_its_bytes_are() {
    let (gbk, _, _) = encoding_rs::GBK.encode("<p>茶叶和山水，都是我们这里的好东西。</p>");
    let line = "{\"id\":\"1\",\"path\":\"tea.html\",\"content_type\":\"text/html; charset=gbk\"}";
    let place = Place::new().with("r.jsonl", line).with("tea.html", gbk);
    let ran = place
        .run(&["--format", "jsonl", "--stage", "decode", "r.jsonl"])
        .ends(0);
    let record = &ran.records()[0];
    assert_eq!(record["encoding"], "GBK");
    assert_eq!(record["text"], "<p>茶叶和山水，都是我们这里的好东西。</p>");
}

#[test]
fn what_cannot_be_read_is_an_error_record() {
    let mut records = record("1", "html", &page("bees"));
    records += "{broken\n";
    records += "{\"id\": \"3\"}\n";
    records += "{\"id\": \"4\", \"html\": \"a\", \"text\": \"b\"}\n";
    records += &record("5", "path", "missing.html");
    records += &record("6", "text", "The last one.");
    let place = Place::new().with("r.jsonl", records);
    let ran = place
        .run(&[
            "--format",
            "jsonl",
            "r.jsonl",
            "nowhere.html",
            "nowhere.jsonl",
        ])
        .ends(1);
    assert_eq!(
        ran.ids(),
        [
            "1",
            "r.jsonl:2",
            "3",
            "4",
            "5",
            "6",
            "nowhere.html",
            "nowhere.jsonl"
        ]
    );
    let failed: Vec<bool> = ran
        .records()
        .iter()
        .map(|record| record["error"].is_string())
        .collect();
    assert_eq!(failed, [false, true, true, true, true, false, true, true]);
    for record in ran
        .records()
        .iter()
        .filter(|record| record["error"].is_string())
    {
        assert_eq!(record["text"], Value::Null);
        assert_eq!(record["confidence"], Value::Null);
        assert_eq!(record["authors"], serde_json::json!([]));
    }
}

#[test]
fn in_text_an_error_is_told_on_standard_error() {
    let place = Place::new().with("bees.html", page("bees"));
    let ran = place.run(&["nowhere.html", "bees.html"]).ends(1);
    assert!(
        ran.stderr().starts_with("dehusk: nowhere.html: "),
        "{}",
        ran.stderr()
    );
    assert!(ran.stdout().starts_with("==> bees.html <==\n"));
}

#[test]
fn wrong_usage_is_status_2() {
    let place = Place::new().with("bees.html", page("bees"));
    for args in [
        &[][..],
        &["--format", "pdf", "bees.html"],
        &["--nonsense", "bees.html"],
        &["--jobs", "0", "bees.html"],
        &["--keep", "p[", "bees.html"],
        &["--drop", "", "bees.html"],
        &["--stage", "decode", "--format", "markdown", "bees.html"],
        &["-", "-"],
    ] {
        let ran = place.run(args).ends(2);
        assert_eq!(ran.stdout(), "", "{args:?}");
        assert!(
            ran.stderr().starts_with("error: "),
            "{args:?}: {}",
            ran.stderr()
        );
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_what_is_missing() {
    let place = Place::new().with("bees.html", page("bees"));
    let ran = place.run(&["--output", "out.parquet", "bees.html"]).ends(2);
    let advice = "--features parquet";
    assert!(ran.stderr().contains(advice), "{}", ran.stderr());
    assert!(!place.0.path().join("out.parquet").exists());
}

#[test]
fn order_does_not_depend_on_the_number_of_jobs() {
    // Long pages early, so that later ones are ready first.
    let records: String = (0..300)
        .map(|number| {
            let topic = "bees ".repeat(1 + (97 * number) % 300);
            record(&number.to_string(), "html", &page(&topic))
        })
        .collect();
    let place = Place::new().with("r.jsonl", records);
    let one = place
        .run(&["--format", "jsonl", "--jobs", "1", "r.jsonl"])
        .ends(0);
    let four = place
        .run(&["--format", "jsonl", "--jobs", "4", "r.jsonl"])
        .ends(0);
    let expected: Vec<String> = (0..300).map(|number| number.to_string()).collect();
    assert_eq!(one.ids(), expected);
    assert!(one.stdout() == four.stdout());
}

#[test]
fn stages_keep_every_line() {
    let text = "<p>臺灣的茶葉，從山上到城裡，歷經了三百年的歲月。</p>\n\n<!-- 廣告 -->\nMenu";
    let place = Place::new().with("tea.html", text);
    let decoded = place.run(&["--stage", "decode", "tea.html"]).ends(0);
    assert_eq!(decoded.stdout(), text);
    let repaired = place
        .run(&["--stage", "repair", "--script", "hans", "tea.html"])
        .ends(0);
    assert_eq!(
        repaired.stdout(),
        "<p>台湾的茶叶，从山上到城里，历经了三百年的岁月。</p>\n\n<!-- 广告 -->\nMenu"
    );
    let json = place
        .run(&["--stage", "repair", "--format", "json", "tea.html"])
        .ends(0)
        .json();
    assert_eq!(json["text"], text);
    assert_eq!(json["script"], "hant");
    assert_eq!(json["encoding"], "UTF-8");
    assert_eq!(json["title"], Value::Null);
}

#[test]
fn the_kind_of_input_can_be_given() {
    let place = Place::new().with(
        "x",
        "<p>The first line of a text that somebody has flattened, long enough to be read as prose, with commas.\n\
         The second line follows it at once, keeps a <b>tag</b> that a reader saw, and ends the text for good.",
    );
    let out = place.run(&["--input", "text", "x"]).ends(0).stdout();
    assert!(out.contains("<p>The first line"), "{out}");
    let place = Place::new().with("x", "One line, with a reference &amp; without any tag.");
    let out = place
        .run(&["--input", "html", "--focus", "recall", "x"])
        .ends(0)
        .stdout();
    assert!(out.contains("reference & without"), "{out}");
}

#[test]
fn selectors_drop_and_keep() {
    let place = Place::new().with("bees.html", page("bees"));
    let out = place
        .run(&["--drop", "p.aside-note", "--keep", "footer", "bees.html"])
        .ends(0)
        .stdout();
    assert!(!out.contains("old hands"), "{out}");
    assert!(out.contains("winter with bees"), "{out}");
    assert!(out.contains("Imprint"), "{out}");
}

#[test]
fn the_trace_changes_nothing_but_tells() {
    let place = Place::new().with("bees.html", page("bees"));
    let plain = place.run(&["bees.html"]).ends(0);
    let traced = place.run(&["--trace", "bees.html"]);
    assert_eq!(traced.0.status.code(), Some(0));
    assert_eq!(traced.stdout(), plain.stdout());
    assert!(traced.stderr().contains("classify"), "{}", traced.stderr());
    let json = place
        .run(&["--trace", "--format", "json", "bees.html"])
        .ends(0)
        .json();
    let decisions = json["trace"]["decisions"].as_array().expect("decisions");
    assert!(decisions.iter().any(|decision| decision["kept"] == true));
    let plain = place.run(&["--format", "json", "bees.html"]).ends(0).json();
    assert!(plain.get("trace").is_none());
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let records: String = (0..2000)
        .map(|number| record(&number.to_string(), "html", &page("bees")))
        .collect();
    let place = Place::new().with("r.jsonl", records);
    let mut child = place
        .command(&["--format", "jsonl", "--jobs", "2", "r.jsonl"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    out.read_line(&mut line).expect("a line");
    assert!(line.starts_with("{\"id\":\"0\""), "{line}");
    drop(out);
    Ran(child.wait_with_output().expect("the program ends")).ends(0);
}

#[test]
fn a_folder_of_output_gets_a_file_a_page() {
    let place = Place::new().with("in/bees.html", page("bees")).with(
        "in/r.jsonl",
        [
            "a/b",
            "a_b",
            "A_b",
            "../../evil",
            "/etc/passwd",
            "..",
            "",
            "茶:葉",
            "a/b",
            &"x".repeat(999),
        ]
        .iter()
        .map(|id| {
            record(
                id,
                "text",
                &format!("The text of {id}, no more and no less."),
            )
        })
        .collect::<String>(),
    );
    place
        .run(&["--output", "out/deep", "--format", "json", "in"])
        .ends(0);
    let mut names: Vec<String> = fs::read_dir(place.0.path().join("out/deep"))
        .expect("the folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    let long = format!("{}.json", "x".repeat(180));
    assert_eq!(
        names,
        [
            "A_b-3.json",
            "_-2.json",
            "_.json",
            "a_b-2.json",
            "a_b-4.json",
            "a_b.json",
            "etc_passwd.json",
            "evil.json",
            "in_bees.html.json",
            long.as_str(),
            "茶_葉.json",
        ]
    );
    for (name, id) in [
        ("a_b", "a/b"),
        ("a_b-2", "a_b"),
        ("A_b-3", "A_b"),
        ("a_b-4", "a/b"),
    ] {
        let json: Value =
            serde_json::from_str(&place.read(&format!("out/deep/{name}.json"))).expect("JSON");
        assert_eq!(json["id"], id);
    }
    let top = fs::read_dir(place.0.path()).expect("the folder").count();
    assert_eq!(top, 2, "nothing was written beside the folder");
}

#[test]
fn a_folder_of_output_that_cannot_be_made_is_told() {
    let place = Place::new()
        .with("bees.html", page("bees"))
        .with("out", "a file");
    let ran = place.run(&["--output", "out", "bees.html"]).ends(1);
    assert!(
        ran.stderr()
            .starts_with("dehusk: the output cannot be written: "),
        "{}",
        ran.stderr()
    );
}
