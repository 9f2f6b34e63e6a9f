//! Bounds on what one page may cost: each leaves out what lies behind it, keeps the rest, and says so.

use std::time::{Duration, Instant};

use dehusk::{Article, Bound, ErrorKind, Extractor, Input, Limits};

const SENTENCE: &str =
    "The river rose in the night, and by the morning it had taken the lower bridge. ";

/// A page of so many paragraphs, each with its number.
fn page(paragraphs: usize) -> String {
    let paragraph = |i| format!("<p>Part {i} of the story. {SENTENCE}</p>\n");
    let paragraphs: String = (0..paragraphs).map(paragraph).collect();
    format!("<title>A story</title><body><article><h1>A story</h1>{paragraphs}</article>")
}

fn extract(page: &str, set: impl Fn(&mut Limits)) -> Article {
    let mut limits = Limits::default();
    set(&mut limits);
    let builder = Extractor::builder().limits(limits);
    let extractor = builder.build().expect("the limits are positive");
    extractor.extract(Input::html(page))
}

#[test]
fn nothing_is_cut_from_an_ordinary_page() {
    let article = extract(&page(100), |_| {});
    assert_eq!(article.cut_by(), []);
    assert!(!article.is_cut());
    assert!(article.text().contains("Part 99 of"));
}

#[test]
fn input_is_cut_at_a_character() {
    let page = format!("<p>{}", "岸".repeat(1_000));
    for bytes in 1_000..1_006 {
        let article = extract(&page, |limits| limits.input_bytes = bytes);
        assert_eq!(article.cut_by(), [Bound::Input]);
        assert!(!article.text().contains('\u{FFFD}'));
    }
}

#[test]
fn what_is_too_deep_or_too_much_is_flattened() {
    let deep = format!("<body>{}{SENTENCE}<div>{SENTENCE}", "<div>".repeat(50));
    let article = extract(&deep, |limits| limits.depth = 20);
    assert_eq!(article.cut_by(), [Bound::Depth]);
    assert_eq!(article.text().matches("The river").count(), 2);
    let article = extract(&page(100), |limits| limits.nodes = 50);
    assert_eq!(article.cut_by(), [Bound::Nodes]);
    let text = article.text();
    assert!(
        text.contains("Part 0 of") && text.contains("Part 99 of"),
        "{text}"
    );
    // Words that tags kept apart stay apart.
    assert!(!text.contains("bridge.Part"));
}

#[test]
fn output_is_cut_at_a_character() {
    for bytes in [1, 100, 1_000, 1_001, 1_002] {
        let article = extract(&page(100), |limits| limits.output_bytes = bytes);
        assert_eq!(article.cut_by(), [Bound::Output]);
        let written: usize = article.text().lines().map(str::len).sum();
        assert!(written <= bytes, "{written} of {bytes}");
        assert!(bytes < 100 || written > bytes - 90, "{written} of {bytes}");
    }
    // What grows behind the cut is cut once more.
    let mut limits = Limits::default();
    limits.output_bytes = 1_000;
    let builder = Extractor::builder().limits(limits);
    let builder = builder.unicode_form(dehusk::UnicodeForm::Nfkc);
    let extractor = builder.build().expect("the limits are positive");
    let grown = format!("<p>{}<p>{SENTENCE}", "\u{FDFA}".repeat(300));
    let article = extractor.extract(Input::html(&grown));
    assert_eq!(article.cut_by(), [Bound::Output]);
    assert!(
        (900..=1_001).contains(&article.text().len()),
        "{}",
        article.text().len()
    );
    let chinese = format!("<p>{}", "岸边的老桥今天重新开放。".repeat(100));
    let article = extract(&chinese, |limits| limits.output_bytes = 100);
    assert_eq!(article.text().trim_end().len(), 99);
}

/// Time is that of the clock, and the machine may be busy, so the bound of this test is a wide one: without a deadline the page
/// takes much longer.
#[test]
fn a_page_has_its_time() {
    let page = page(300_000);
    let time = Duration::from_millis(200);
    let start = Instant::now();
    let article = extract(&page, |limits| limits.time = Some(time));
    let taken = start.elapsed();
    assert_eq!(article.cut_by(), [Bound::Time]);
    let text = article.text();
    assert!(text.contains("Part 0 of"), "{} bytes", text.len());
    assert!(!text.contains("Part 299999 of"));
    assert!(taken < 20 * time, "{taken:?}");
    let article = extract(&self::page(10), |limits| {
        limits.time = Some(Duration::from_secs(60))
    });
    assert_eq!(article.cut_by(), []);
}

/// Shapes that keep one stage busy each, of so many bytes that the stage alone takes longer than a page has.
#[test]
fn no_stage_takes_more_than_its_time() {
    const BYTES: usize = 12 << 20;
    /// Repair of all the bytes takes longer than this, on a busy machine and in a build that is hardly optimized a few times.
    const MOST: Duration = Duration::from_secs(4);
    let time = Duration::from_millis(40);
    let fill = |piece: &[u8]| piece.repeat(BYTES / piece.len());
    let gbk = b"<p>\xc0\xcf\xc7\xc5\xd6\xd8\xd0\xc2\xbf\xaa\xb7\xc5</p>\n";
    let utf8 = "<p>今天重新开放的老桥</p>\n".as_bytes();
    let decoding = [
        ("one encoding", fill(gbk)),
        ("two encodings", fill(&[gbk, utf8].concat())),
        ("escapes", fill(b"<p>\x1b$B$3$s$K$A$O\x1b(B</p>\n")),
        (
            "UTF-16",
            fill(
                "今天天气"
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect::<Vec<u8>>()
                    .as_slice(),
            ),
        ),
    ];
    let repairing = [
        ("mojibake", "æ–°é—» Ã©tÃ© â€™\n"),
        ("mojibake in one line", "æ–°é—» Ã©tÃ© â€™ "),
        ("mojibake of GBK", "鏂伴椈涓枃 "),
        ("injected pinyin", "鎔(róng)爐邊(biān)的囧(jiǒng)態\n"),
        ("pinyin without tones", "机(ji)器(qi)人(ren) "),
        ("references", "桥#x6865;的#x7684; "),
        ("controls", "It\u{92}s "),
    ];
    let mut limits = Limits::default();
    limits.time = Some(time);
    let builder = Extractor::builder().limits(limits);
    let extractor = builder.build().expect("a positive time");
    for (name, page) in &decoding {
        let start = Instant::now();
        let stage = extractor.decode(Input::bytes(page));
        let taken = start.elapsed();
        assert_eq!(stage.cut_by(), [Bound::Time], "{name}");
        // The beginning is read in any case.
        assert!(
            (64 << 10..BYTES / 2).contains(&stage.text().len()),
            "{name}: {}",
            stage.text().len()
        );
        assert!(stage.whole().is_err(), "{name}");
        assert!(taken < MOST, "{name}: {taken:?}");
    }
    for (name, piece) in repairing {
        let text = String::from_utf8(fill(piece.as_bytes())).expect("whole pieces");
        let start = Instant::now();
        let stage = extractor.repair(Input::text(&text));
        let taken = start.elapsed();
        assert_eq!(stage.cut_by(), [Bound::Time], "{name}");
        // What is not repaired is there as it came.
        assert!(stage.text().ends_with(piece), "{name}");
        assert!(taken < MOST, "{name}: {taken:?}");
    }
    // Metadata is read from the tags and from the lines.
    let tags = "<a rel=author class=byline href=/a>By Ann Bo</a><time>4 March 2021</time>\n";
    let lines = "<p>By Ann Bo, 4 March 2021</p>\n";
    for piece in [tags, lines] {
        let page = String::from_utf8(fill(piece.as_bytes())).expect("whole pieces");
        let start = Instant::now();
        let article = extractor.extract(Input::html(&page));
        let taken = start.elapsed();
        assert_eq!(article.cut_by(), [Bound::Time], "{piece}");
        assert!(taken < MOST, "{piece}: {taken:?}");
    }
}

#[test]
fn time_that_is_over_at_once_still_gives_an_article() {
    let texts = [
        page(1_000),
        SENTENCE.repeat(100),
        "鎔(róng)爐邊(biān)的囧(jiǒng)態\n".repeat(100),
    ];
    let limits = {
        let mut limits = Limits::default();
        limits.time = Some(Duration::from_nanos(1));
        limits
    };
    let extractor = Extractor::builder()
        .limits(limits)
        .build()
        .expect("a positive time");
    for text in &texts {
        for input in [
            Input::text(text),
            Input::html(text),
            Input::bytes(text.as_bytes()),
        ] {
            assert_eq!(extractor.extract(input).cut_by(), [Bound::Time]);
        }
    }
}

#[test]
fn a_cut_is_an_error_for_those_who_ask() {
    let page = page(100);
    let extractor = Extractor::default();
    assert!(extractor.extract_whole(Input::html(&page)).is_ok());
    let mut limits = Limits::default();
    limits.input_bytes = 1_000;
    let extractor = Extractor::builder()
        .limits(limits)
        .build()
        .expect("a positive limit");
    let error = extractor
        .extract_whole(Input::html(&page))
        .expect_err("it is cut");
    assert_eq!(error.kind(), ErrorKind::Cut);
    assert!(error.to_string().contains("input"), "{error}");
}

#[test]
fn a_limit_of_nothing_is_a_mistake() {
    let zero: [fn(&mut Limits); 5] = [
        |limits| limits.input_bytes = 0,
        |limits| limits.depth = 0,
        |limits| limits.nodes = 0,
        |limits| limits.output_bytes = 0,
        |limits| limits.time = Some(Duration::ZERO),
    ];
    for set in zero {
        let mut limits = Limits::default();
        set(&mut limits);
        let error = Extractor::builder()
            .limits(limits)
            .build()
            .expect_err("no page could be read");
        assert_eq!(error.kind(), ErrorKind::Limit);
    }
}
