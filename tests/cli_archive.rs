//! Web archives, lists of paths and standard input as input of the command-line program, and the summary of a run.

mod program;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use program::{Place, page, record, text_of};
use std::io::Write;

/// A record of an archive.
fn warc(kind: &str, number: usize, headers: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2021-05-03T10:00:00Z\r\n{headers}\
         Content-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn response(number: usize, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 200 OK\r\n{headers}\r\n").into_bytes();
    block.extend_from_slice(body);
    let address = format!(
        "WARC-Target-URI: https://bees.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
    );
    warc("response", number, &address, &block)
}

fn plain(number: usize) -> Vec<u8> {
    let page = page(&format!("hive {number}"));
    response(
        number,
        "Content-Type: text/html; charset=utf-8\r\n",
        page.as_bytes(),
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

fn chunked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in bytes.chunks(100) {
        out.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        out.extend_from_slice(chunk);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"0\r\n\r\n");
    out
}

/// An archive with all kinds of records, each on its own.
fn records() -> Vec<Vec<u8>> {
    let html = "Content-Type: text/html\r\n";
    let tea = "<title>茶</title><p>茶叶和山水，都是我们这里的好东西，从山上到城里，已经走了三百年的岁月。</p>";
    let (gbk, _, _) = encoding_rs::GBK.encode(tea);
    let body = |number: usize| page(&format!("hive {number}")).into_bytes();
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(&body(6)).expect("memory takes all");
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
    deflate.write_all(&body(7)).expect("memory takes all");
    vec![
        warc(
            "warcinfo",
            0,
            "Content-Type: application/warc-fields\r\n",
            b"software: a test\r\n",
        ),
        warc(
            "request",
            0,
            "Content-Type: application/http; msgtype=request\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        plain(1),
        response(2, "Content-Type: text/html; charset=gbk\r\n", &gbk),
        response(3, "Content-Type: image/png\r\n", b"\x89PNG"),
        response(
            4,
            &format!("{html}Transfer-Encoding: chunked\r\n"),
            &chunked(&body(4)),
        ),
        response(
            5,
            &format!("{html}content-encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
            &chunked(&gzip(&body(5))),
        ),
        response(
            6,
            &format!("{html}Content-Encoding: deflate\r\n"),
            &zlib.finish().expect("memory takes all"),
        ),
        response(
            7,
            &format!("{html}Content-Encoding: deflate\r\n"),
            &deflate.finish().expect("memory takes all"),
        ),
        response(
            8,
            &format!("{html}Content-Encoding: zstd\r\n"),
            &zstd::encode_all(&body(8)[..], 1).expect("memory takes all"),
        ),
        // The body was decoded and the header kept.
        response(
            9,
            &format!("{html}Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n"),
            &body(9),
        ),
        warc(
            "resource",
            10,
            "WARC-Target-URI: <https://bees.example/10>\r\nContent-Type: text/html\r\n",
            &body(10),
        ),
        warc("resource", 11, "Content-Type: application/pdf\r\n", b"%PDF"),
        // No type is told: the look decides.
        response(12, "", &body(12)),
        response(13, "Content-Type: application/octet-stream\r\n", b"<html>"),
    ]
}

const PAGES: [usize; 10] = [1, 2, 4, 5, 6, 7, 8, 9, 10, 12];

fn ids(numbers: &[usize]) -> Vec<String> {
    numbers
        .iter()
        .map(|number| format!("urn:uuid:{number}"))
        .collect()
}

#[test]
fn pages_of_archives_are_read() {
    let records = records();
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let frames: Vec<u8> = records
        .iter()
        .flat_map(|record| zstd::encode_all(&record[..], 1).expect("memory takes all"))
        .collect();
    let whole = records.concat();
    let place = Place::new()
        .with("a.warc", &whole)
        .with("b.warc.gz", &members)
        .with("c.warc.gz", gzip(&whole))
        .with("d.warc.zst", frames);
    let plain = place.run(&["--format", "jsonl", "a.warc"]).ends(0);
    assert_eq!(plain.ids(), ids(&PAGES));
    assert!(
        plain.stderr().contains("skipped since not HTML: 3\n"),
        "{}",
        plain.stderr()
    );
    for (record, number) in plain.records().iter().zip(PAGES) {
        if number == 2 {
            assert_eq!(record["encoding"], "GBK");
            assert!(text_of(record, "text").contains("三百年"), "{record}");
        } else {
            let text = text_of(record, "text");
            assert!(
                text.contains(&format!("winter with hive {number} knows")),
                "{record}"
            );
        }
        assert_eq!(record["url"], format!("https://bees.example/{number}"));
    }
    for name in ["b.warc.gz", "c.warc.gz", "d.warc.zst"] {
        let packed = place.run(&["--format", "jsonl", name]).ends(0);
        assert!(packed.stdout() == plain.stdout(), "{name}");
    }
    for stdin in [&whole, &members] {
        let piped = place
            .run_on(&["--format", "jsonl", "--input", "warc", "-"], stdin)
            .ends(0);
        assert!(piped.stdout() == plain.stdout());
    }
    let text = place.run(&["a.warc"]).ends(0).stdout();
    assert!(text.starts_with("==> urn:uuid:1 <==\n"), "{text}");
}

#[test]
fn a_cut_archive_gives_the_records_before_the_cut() {
    let records: Vec<Vec<u8>> = (0..6).map(plain).collect();
    let whole = records.concat();
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in [("a.warc", &whole), ("a.warc.gz", &members)] {
        let place = Place::new().with(name, &bytes[..bytes.len() - bytes.len() / 12]);
        let ran = place.run(&["--format", "jsonl", name]).ends(1);
        let found = ran.ids();
        assert_eq!(found[..5], ids(&[0, 1, 2, 3, 4]), "{name}");
        assert_eq!(found.len(), 6, "{name}: {found:?}");
        assert!(found[5].starts_with(&format!("{name}:")), "{found:?}");
        assert!(text_of(&ran.records()[5], "error").len() > 5);
    }
}

#[test]
fn a_broken_record_costs_no_other() {
    let broken = [
        &b"WARC/1.0 what\r\nis this\r\n\r\nno record\r\n\r\n"[..],
        &plain(1),
    ]
    .concat();
    let nothing = b"some bytes that somebody wrote between records\r\n".to_vec();
    for middle in [broken, nothing] {
        let archive = [plain(0), middle, plain(2)].concat();
        let ran = Place::new()
            .with("a.warc", archive)
            .run(&["--format", "jsonl", "a.warc"])
            .ends(1);
        let found = ran.ids();
        assert_eq!(found.first(), ids(&[0]).first());
        assert_eq!(found.last(), ids(&[2]).last(), "{found:?}");
        assert!(
            found.iter().any(|id| id.starts_with("a.warc:")),
            "{found:?}"
        );
    }
    let none = Place::new()
        .with("a.warc", "no archive")
        .run(&["--format", "jsonl", "a.warc"])
        .ends(1);
    assert_eq!(none.ids().len(), 1);
}

/// A packed record that cannot be unpacked costs itself; where the next one begins is found by its first bytes.
#[test]
fn a_broken_member_costs_no_other() {
    let packed = |pack: fn(&[u8]) -> Vec<u8>| {
        (0..6)
            .map(|number| pack(&plain(number)))
            .collect::<Vec<_>>()
    };
    let zstd: fn(&[u8]) -> Vec<u8> = |bytes| zstd::encode_all(bytes, 1).expect("memory takes all");
    for (name, mut members) in [("a.warc.gz", packed(gzip)), ("a.warc.zst", packed(zstd))] {
        // Of zstd the header, for without a checksum what is wrong within may look right.
        let place = if name.ends_with("gz") {
            members[2].len() / 2
        } else {
            4
        };
        members[2][place..place + 20].fill(0xff);
        let place = Place::new().with(name, members.concat());
        let ran = place.run(&["--format", "jsonl", name]).ends(1);
        let found = ran.ids();
        assert_eq!(found[..2], ids(&[0, 1]), "{name}");
        assert_eq!(
            found[found.len() - 3..],
            ids(&[3, 4, 5]),
            "{name}: {found:?}"
        );
        let errors = ran
            .records()
            .iter()
            .filter(|record| record["error"].is_string())
            .count();
        assert_eq!(errors, 1, "{name}: {found:?}");
    }
}

#[test]
fn a_run_over_an_archive_is_gone_on_with() {
    let archive: Vec<u8> = (0..40).flat_map(|number| gzip(&plain(number))).collect();
    let place = Place::new().with("a.warc.gz", archive);
    let args = ["--quiet", "--output", "out.jsonl", "--resume", "a.warc.gz"];
    place.run(&args).ends(0);
    let whole = place.read("out.jsonl");
    let place = place.with("out.jsonl", &whole[..whole.len() / 2]);
    place.run(&args).ends(0);
    assert!(place.read("out.jsonl") == whole);
}

#[test]
fn lists_of_paths_are_followed() {
    let place = Place::new()
        .with("in/bees.html", page("bees"))
        .with("in/r.jsonl", record("1", "text", "Ants."))
        .with("a.warc", plain(7))
        .with("list", "in\n\na.warc\r\nnowhere.html\n-\n");
    let expected = ["in/bees.html", "1", "urn:uuid:7", "nowhere.html", "-"];
    let ran = place
        .run(&["--format", "jsonl", "--input", "paths", "list"])
        .ends(1);
    assert_eq!(ran.ids(), expected);
    let list = place.read("list");
    let ran = place
        .run_on(
            &["--format", "jsonl", "--input", "paths", "-"],
            list.as_bytes(),
        )
        .ends(1);
    assert_eq!(ran.ids(), expected);
}

#[test]
fn standard_input_can_hold_records() {
    let records = record("1", "html", &page("bees")) + &record("2", "text", "Ants.");
    let args = ["--format", "jsonl", "--input", "jsonl", "-"];
    for stdin in [records.as_bytes(), &gzip(records.as_bytes())] {
        assert_eq!(Place::new().run_on(&args, stdin).ends(0).ids(), ["1", "2"]);
    }
}

#[test]
fn a_bulk_run_is_summed_up() {
    let tea =
        "<p>臺灣的茶葉，從山上到城裡，歷經了三百年的歲月，沿路的村民都出來看它。</p>".repeat(5);
    let place = Place::new()
        .with("in/bees.html", page("bees"))
        .with("in/tea.html", tea)
        .with("in/nothing.html", "")
        .with("in/r.jsonl", "{broken\n");
    let ran = place.run(&["--output", "out", "in"]).ends(1);
    let lines: Vec<String> = ran.stderr().lines().map(str::to_owned).collect();
    let has = |start: &str| lines.iter().any(|line| line.starts_with(start));
    assert!(has("4 pages in "), "{lines:?}");
    assert!(
        has("empty: 1, errors: 1, cut by a limit: 0, skipped since not HTML: 0"),
        "{lines:?}"
    );
    assert!(has("encodings: UTF-8 3"), "{lines:?}");
    assert!(has("scripts: none 2, hant 1"), "{lines:?}");
    assert!(has("page types: "), "{lines:?}");
    assert!(has("confidence: 0.0+ "), "{lines:?}");
    let quiet = place.run(&["--quiet", "--output", "out", "in"]).ends(1);
    assert!(
        !quiet.stderr().contains("pages a second"),
        "{}",
        quiet.stderr()
    );
}

#[test]
fn a_page_gets_no_more_than_its_time() {
    let paragraph = "<p>Whoever has spent a winter with bees knows that there is more to it than the handbooks say, and that the \
        first year, with its mistakes, teaches more than the ten years after it, or the twenty.</p>";
    let place = Place::new()
        .with("long.html", paragraph.repeat(60_000))
        .with("bees.html", page("bees"));
    let args = ["--format", "jsonl", "long.html", "bees.html"];
    let whole = place.run(&args).ends(0);
    assert!(
        whole.stderr().contains("cut by a limit: 0,"),
        "{}",
        whole.stderr()
    );
    let cut = place
        .run(&[&args[..], &["--max-seconds-per-page", "0.3"]].concat())
        .ends(0);
    assert!(
        cut.stderr().contains("cut by a limit: 1,"),
        "{}",
        cut.stderr()
    );
    assert_eq!(cut.records()[1], whole.records()[1]);
    for seconds in ["0", "-1", "soon", "1e99"] {
        place
            .run(&["--max-seconds-per-page", seconds, "bees.html"])
            .ends(2);
    }
}
