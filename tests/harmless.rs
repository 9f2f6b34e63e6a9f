//! What comes out of a hostile page does no harm to whoever shows it: HTML, Markdown, JSON, file names, a terminal. What a real
//! browser makes of it is in `browser.rs`.

mod program;

#[path = "../examples/dehusk/names.rs"]
mod names;
#[path = "../examples/dehusk/terminal.rs"]
#[allow(dead_code, reason = "what writes is tested through the program")]
mod terminal;

use dehusk::{Article, Extractor, Input};
use program::{Place, page, record, text_of};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use pulldown_cmark::{Event, Options, Parser};
use scraper::{Html, Node};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::path::{Component, Path};
use std::process::Command;

const PAYLOADS: &str = include_str!("harmless/payloads.html");

/// Elements that the HTML output may hold, with their attributes.
const ELEMENTS: [(&str, &[&str]); 30] = [
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("p", &[]),
    ("ul", &[]),
    ("ol", &["start"]),
    ("li", &[]),
    ("table", &[]),
    ("caption", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["colspan", "rowspan"]),
    ("td", &["colspan", "rowspan"]),
    ("blockquote", &[]),
    ("pre", &[]),
    ("code", &["class"]),
    ("figure", &[]),
    ("img", &["src", "alt"]),
    ("figcaption", &[]),
    ("strong", &[]),
    ("em", &[]),
    ("a", &["href"]),
    ("br", &[]),
    ("aside", &["class", "id"]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
];

/// What another sanitizer leaves of HTML when it lets the promised elements pass.
fn sanitized(html: &str) -> String {
    let attributes: HashMap<&str, HashSet<&str>> = ELEMENTS
        .iter()
        .map(|(name, attributes)| (*name, attributes.iter().copied().collect()))
        .collect();
    ammonia::Builder::empty()
        .tags(attributes.keys().copied().collect())
        .tag_attributes(attributes)
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .clean(html)
        .to_string()
}

/// Elements with their attributes, and texts, in order: what of HTML does not depend on how it is written.
fn structure(html: &str) -> Vec<String> {
    let parsed = Html::parse_fragment(html);
    let nodes = parsed.tree.values().filter_map(|node| match node {
        Node::Element(element) => {
            let mut attributes: Vec<_> = element.attrs().collect();
            attributes.sort_unstable();
            Some(format!("<{} {attributes:?}>", element.name()))
        }
        Node::Text(text) => Some(text.to_string()),
        _ => None,
    });
    nodes.collect()
}

/// The HTML of an article has nothing that a sanitizer would take away.
fn check_html(html: &str) {
    assert_eq!(structure(&sanitized(html)), structure(html), "{html}");
}

/// The Markdown holds no HTML, and what a renderer makes of it is harmless too.
fn check_markdown(markdown: &str) {
    let extensions = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for options in [Options::empty(), extensions, Options::all()] {
        let events = Parser::new_ext(markdown, options);
        let raw = events.filter(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
        assert_eq!(raw.count(), 0, "{markdown}");
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(markdown, extensions));
    // A renderer has elements and attributes of its own; what matters is that none runs code.
    for node in Html::parse_fragment(&html).tree.values() {
        let Node::Element(element) = node else {
            continue;
        };
        let harmless = ELEMENTS.iter().any(|(name, _)| *name == element.name())
            || ["html", "head", "body", "hr", "thead", "del", "div", "sup"]
                .contains(&element.name());
        assert!(harmless, "<{}> in {markdown}", element.name());
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on"), "{name} in {markdown}");
            if ["href", "src"].contains(&name) {
                check_address(value);
            }
        }
    }
}

fn check_address(address: &str) {
    let base = url::Url::parse("https://base.example/").expect("a literal");
    let scheme = base
        .join(address)
        .map_or_else(|_| String::new(), |url| url.scheme().to_owned());
    assert!(
        ["", "http", "https", "mailto"].contains(&&*scheme),
        "{address}"
    );
}

fn check(article: &Article) {
    check_html(&article.to_html());
    check_markdown(&article.to_markdown());
}

/// Pieces of attacks, which are put together at random: what harms is often the seam.
const PIECES: [&str; 44] = [
    "<p>",
    "</p>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mtext>",
    "<mglyph>",
    "<table>",
    "<tr><td>",
    "</table>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<template>",
    "<noscript>",
    "</noscript>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<img src=x onerror=alert(1)>",
    "<img alt='\"><script>' src=/x.png>",
    "<a href=javascript:alert(1)>",
    "<a href='/x\" onclick=\"y'>",
    "</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&lt;!--",
    "&lt;?php",
    "&lt;![CDATA[",
    "&#60;b&#62;",
    "&amp;lt;b&amp;gt;",
    "`",
    "<b>",
    "</b>",
];
/// Pieces of text that mean something to Markdown.
const MARKS: [&str; 22] = [
    "\n",
    "\n\n",
    "    ",
    "\t",
    "\\",
    "```",
    "~~~",
    "[x](",
    "](javascript:alert(1))",
    "![",
    "]: ",
    "|",
    "\n|-|\n",
    "#",
    ">",
    "- ",
    "1. ",
    "*",
    "_",
    "$",
    "&",
    "A sentence with words, which makes the paragraph read like one of an article. ",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        2 => prop::sample::select(&MARKS[..]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn hostile_pages_come_out_harmless(body in hostile()) {
        let keep = Extractor::builder().keep("body").comments(true).build().expect("a selector");
        check(&keep.extract(Input::html(&format!("<body>{body}"))));
        check(&Extractor::default().extract(Input::text(&body)));
    }

    #[test]
    fn names_stay_in_their_folder(ids in prop::collection::vec("[./\\\\a:C-]{0,6}|con|COM1\\.x|\\PC{0,300}|.{0,9}", 1..30)) {
        let (mut names, mut again) = (names::Names::default(), names::Names::default());
        let mut given = HashSet::new();
        for id in &ids {
            let name = names.next(id);
            prop_assert_eq!(&again.next(id), &name);
            let path = Path::new(&name);
            prop_assert_eq!(path.components().collect::<Vec<_>>(), [Component::Normal(path.as_os_str())]);
            prop_assert!(!name.starts_with('.') && name.len() <= 200, "{}", name);
            prop_assert!(!name.contains(['/', '\\', ':', '\0', '\n', '\u{1b}']), "{}", name);
            prop_assert!(given.insert(name.to_lowercase()), "{} twice", name);
        }
    }

    #[test]
    fn nothing_steers_a_terminal(text in any::<String>(), escape in "\u{1b}\\[[0-9]{1,3}[A-Z]|\u{9b}31m|\u{202e}|\r|\u{8}") {
        let shown = terminal::visible(&(text + &escape));
        prop_assert!(!shown.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{:?}", shown);
        prop_assert_eq!(terminal::visible(&shown), shown);
    }
}

#[test]
fn known_payloads_come_out_harmless() {
    let keep = Extractor::builder()
        .keep("article")
        .build()
        .expect("a selector");
    for extractor in [Extractor::default(), keep] {
        let article = extractor.extract(Input::html(PAYLOADS));
        // The words are there: harmless is not the same as empty.
        assert!(
            article
                .text()
                .contains("The oldest one is the plain element")
        );
        assert!(article.text().contains("<script>alert('escaped')</script>"));
        // The page has a base that runs code; it is none.
        assert!(article.to_html().contains("src=\"/picture.png\""));
        check(&article);
    }
}

#[test]
fn the_sanitizer_has_something_to_say_about_the_payloads() {
    assert_ne!(structure(&sanitized(PAYLOADS)), structure(PAYLOADS));
}

/// Any content in any field: each line is one JSON object, and the array is one value.
#[test]
fn json_is_valid_for_any_content() {
    let mut runner = TestRunner::deterministic();
    let strings = any::<String>();
    let mut draw = || strings.new_tree(&mut runner).expect("a string").current();
    let mut place = Place::new();
    let mut records = String::new();
    for number in 0..300 {
        let (id, title, text) = (draw(), draw(), draw());
        let html = format!(
            "<title>{title}</title><meta name=author content=\"{title}\"><h1>{title}</h1><p>{text}</p>"
        );
        let field = if number % 2 == 0 { "html" } else { "text" };
        records += &record(&id, field, &html);
    }
    // Bytes that are no text, and records that are none.
    for number in 0..=255_u8 {
        let bytes: Vec<u8> = (0..200)
            .map(|at| number.wrapping_mul(31).wrapping_add(at))
            .collect();
        place = place.with(&format!("bytes/{number}"), bytes);
    }
    records += "{\"id\": \"\\ud800\", \"text\": \"\\udfff\"}\n\"\n\u{1b}\n";
    let place = place.with("r.jsonl", records);
    let args = ["--quiet", "--trace", "--schema-org", "--format"];
    let lines = place
        .run(&[&args[..], &["jsonl", "r.jsonl", "bytes"]].concat())
        .ends(1);
    assert_eq!(lines.records().len(), 300 + 256 + 3);
    let array = place
        .run(&[&args[..], &["json", "r.jsonl", "bytes"]].concat())
        .ends(1)
        .json();
    assert_eq!(array.as_array(), Some(&lines.records()));
}

/// A page whose every part tries to steer the terminal.
fn steering_page() -> String {
    let escape = "&#27;]0;owned&#7;&#27;[31m&#155;2J";
    page("bees")
        .replace("</h1>", &format!("{escape}</h1>"))
        .replace("knows that", &format!("knows {escape} that"))
        .replace(
            "<footer>",
            "<pre>code &#27;[2J &#8; of a page</pre><footer>",
        )
}

#[test]
fn what_is_told_of_a_page_does_not_steer_the_terminal() {
    let id = "\u{1b}[31mred\u{9b}5m\u{202e}\r\n==> forged <==";
    let records = record(id, "html", &steering_page()) + &record(id, "path", "\u{1b}[2Jmissing");
    let place = Place::new().with("r.jsonl", records);
    for format in ["text", "markdown", "html"] {
        let ran = place
            .run(&["--quiet", "--trace", "--format", format, "r.jsonl"])
            .ends(1);
        for out in [ran.stdout(), ran.stderr()] {
            let steers = |c: char| c.is_control() && c != '\n' && c != '\t';
            assert!(!out.contains(steers), "{format}: {out:?}");
            assert!(!out.contains("\n==> forged"), "{format}: {out:?}");
        }
    }
}

/// On a terminal even the exact text of a stage, and the little that JSON leaves unescaped, is made harmless.
#[test]
fn a_terminal_gets_no_controls() {
    let script = Command::new("script").arg("--version").output();
    if !script.is_ok_and(|script| String::from_utf8_lossy(&script.stdout).contains("util-linux")) {
        println!("not tested: there is no `script` to make a terminal");
        return;
    }
    let place = Place::new().with(
        "x.html",
        "Text \u{1b}[31m and \u{9b}2J here, of a page that was not cleaned.",
    );
    for args in ["--stage decode", "--stage decode --format jsonl"] {
        let program = program::program();
        let command = format!("{} {args} x.html", program.display());
        let output = Command::new("script")
            .args(["-qec", &command, "/dev/null"])
            .current_dir(place.0.path())
            .output()
            .expect("script runs");
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            out.contains("Text ") && out.contains("of a page"),
            "{out:?}"
        );
        let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        assert!(!out.contains(steers), "{out:?}");
    }
    // Into a pipe the text is exact.
    let piped = place.run(&["--stage", "decode", "x.html"]).ends(0).stdout();
    assert!(piped.contains("\u{1b}[31m"));
    let json: Value = place
        .run(&["--stage", "decode", "--format", "json", "x.html"])
        .ends(0)
        .json();
    assert!(text_of(&json, "text").contains("\u{1b}[31m"));
}
