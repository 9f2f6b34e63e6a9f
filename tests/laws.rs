//! Laws of the library as properties of pages made up from tags, classes and words of several scripts, through the public
//! interface only. What holds for any bytes at all is in `fuzz/src/lib.rs`; it is called here too, with pages that look like pages.

#[path = "../fuzz/src/lib.rs"]
#[expect(dead_code, reason = "the list of targets is for the replay")]
mod laws;

use dehusk::{Extractor, Input, OutputScript, Script};
use proptest::prelude::*;
use rayon::prelude::*;

/// Words of several scripts; those of one row go together.
const WORDS: [&[&str]; 7] = [
    &[
        "the", "bridge", "opened", "again", "after", "months", "of", "work", "a1", "isn't",
    ],
    &[
        "老桥",
        "重新",
        "开放，",
        "居民们",
        "都来看。",
        "工程师",
        "说",
        "着",
        "后面",
        "（图）",
    ],
    &[
        "老橋",
        "重新",
        "開放，",
        "居民們",
        "都來看。",
        "工程師",
        "說",
        "著",
        "後面",
        "「新」",
    ],
    &["橋が", "開通しました。", "住民は", "朝から", "見に", "来た"],
    &["다리가", "다시", "열렸습니다.", "주민들이", "구경하러"],
    &["мост", "снова", "открыт", "после", "ремонта."],
    &["pont", "été", "rouvert", "après", "e\u{301}te\u{301}", "ﬁn"],
];

/// Tags of blocks that may hold blocks.
const OUTER: [&str; 10] = [
    "div",
    "section",
    "article",
    "main",
    "aside",
    "blockquote",
    "center",
    "ul",
    "nav",
    "footer",
];
/// Tags of blocks that hold running text.
const INNER: [&str; 7] = ["p", "div", "h2", "li", "h1", "pre", "figcaption"];
/// Tags within running text.
const INLINE: [&str; 8] = [
    "b",
    "i",
    "em",
    "strong",
    "a href=/x",
    "code",
    "span",
    "font",
];
/// Class names as templates have them, for body and husk.
const CLASSES: [&str; 12] = [
    "content",
    "article-body",
    "post",
    "sidebar",
    "comment",
    "related",
    "share",
    "nav",
    "ad",
    "copyright",
    "info",
    "x",
];

/// A page and the text that it shows.
#[derive(Debug, Clone, Default)]
struct Piece {
    html: String,
    shown: String,
}

/// Some words of one language.
fn words(count: std::ops::Range<usize>) -> impl Strategy<Value = Piece> {
    (0..WORDS.len(), prop::collection::vec(0..10_usize, count)).prop_map(|(language, picks)| {
        let row = WORDS[language];
        let words: Vec<&str> = picks.iter().map(|pick| row[pick % row.len()]).collect();
        let text = words.join(" ");
        Piece {
            html: text.clone(),
            shown: text,
        }
    })
}

fn join(pieces: Vec<Piece>) -> Piece {
    pieces.into_iter().fold(Piece::default(), |mut all, piece| {
        all.html += &piece.html;
        all.shown += &piece.shown;
        all
    })
}

fn element(tag: &str, class: Option<&str>, inner: Piece) -> Piece {
    let class = class.map_or_else(String::new, |class| format!(" class=\"{class}\""));
    let name = tag.split(' ').next().unwrap_or_default();
    Piece {
        html: format!("<{tag}{class}>{}</{name}>", inner.html),
        shown: inner.shown,
    }
}

/// Running text with marks, short enough that a trace shows it whole.
fn line() -> impl Strategy<Value = Piece> {
    let marked = (
        prop::option::of(prop::sample::select(&INLINE[..])),
        words(1..4),
    )
        .prop_map(|(tag, words)| match tag {
            Some(tag) => element(tag, None, words),
            None => words,
        });
    prop::collection::vec(marked, 1..3).prop_map(join)
}

/// Things that show nothing.
fn unseen() -> impl Strategy<Value = Piece> {
    prop::sample::select(vec![
        "<script>var shown = \"<p>no</p>\";</script>",
        "<style>p { color: red }</style>",
        "<!-- <p>no</p> -->",
        "<template><p>no</p></template>",
        "<hr>",
    ])
    .prop_map(|html| Piece {
        html: html.to_owned(),
        shown: String::new(),
    })
}

/// A tree of blocks.
fn blocks() -> impl Strategy<Value = Piece> {
    let class = || prop::option::of(prop::sample::select(&CLASSES[..]));
    let leaf = (prop::sample::select(&INNER[..]), class(), line())
        .prop_map(|(tag, class, line)| element(tag, class, line));
    let leaf = prop_oneof![12 => leaf, 1 => unseen()];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        (
            prop::sample::select(&OUTER[..]),
            class(),
            prop::collection::vec(inner, 1..6),
        )
            .prop_map(|(tag, class, inner)| element(tag, class, join(inner)))
    })
}

/// A whole page.
fn page() -> impl Strategy<Value = Piece> {
    prop::collection::vec(blocks(), 1..6).prop_map(|blocks| {
        let body = join(blocks);
        Piece {
            html: format!(
                "<!doctype html><html><head><title>Old bridge</title></head><body>{}</body></html>",
                body.html
            ),
            shown: body.shown,
        }
    })
}

/// Lines of a page that was flattened to text.
fn flat() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        4 => words(1..30).prop_map(|words| words.shown),
        1 => Just(String::new()),
        1 => prop::sample::select(vec!["首页 | 新闻", "责任编辑：李四", "Related articles", "Share this", "\u{3000}\u{3000}来源：示例报"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(line, 1..20).prop_map(|lines| lines.join("\n"))
}

/// Letters in the form in which the library may give them: composed or not is left open.
fn letters(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_give_text(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        laws::decode(&bytes);
    }

    #[test]
    fn utf8_comes_back_unchanged(text in any::<String>(), page in page()) {
        laws::decode(text.as_bytes());
        laws::decode(page.html.as_bytes());
    }

    #[test]
    fn repair_is_idempotent_on_anything(text in "([a-z(?)é中龍著\u{FFFD}\u{92}ǎēíò ]|zhē\\)|\\(lóng\\)|�\\(|Ã©|鏂伴椈){0,60}") {
        laws::repair(text.as_bytes());
    }

    #[test]
    fn undamaged_text_is_not_repaired(text in flat(), page in page()) {
        for text in [&text, &page.html] {
            let stage = Extractor::default().repair(Input::text(text));
            prop_assert_eq!(stage.text(), text);
            prop_assert_eq!(stage.repairs(), &[]);
        }
    }

    #[test]
    fn pages_keep_all_laws(page in page(), text in flat()) {
        laws::extract_html(page.html.as_bytes());
        laws::extract_text(text.as_bytes());
    }

    #[test]
    fn settings_keep_all_laws(choices in prop::collection::vec(any::<u8>(), 24), page in page()) {
        let mut input = choices;
        input.extend_from_slice(page.html.as_bytes());
        laws::settings(&input);
    }

    /// The record holds every block of the page, kept or not, so it shows whether any was lost, doubled or moved.
    #[test]
    fn blocks_are_all_that_a_page_shows(page in page()) {
        let extractor = Extractor::builder().trace(true).build().expect("no selector, no limit");
        let article = extractor.extract(Input::html(&page.html));
        let trace = article.trace().expect("a trace was asked for");
        let blocks: String = trace.decisions.iter().map(|decision| &*decision.text).collect();
        prop_assert_eq!(letters(&blocks), letters(&page.shown), "{}", page.html);
    }

    #[test]
    fn any_thread_gives_the_same_article(pages in prop::collection::vec(page(), 2..6)) {
        let extractor = Extractor::default();
        let one_by_one: Vec<_> = pages.iter().map(|page| extractor.extract(Input::html(&page.html))).collect();
        let at_once: Vec<_> = pages.par_iter().rev().map(|page| extractor.extract(Input::html(&page.html))).collect();
        for (a, b) in one_by_one.iter().zip(at_once.iter().rev()) {
            prop_assert_eq!(a, b);
        }
    }

    /// Conversion between scripts of Chinese touches nothing else.
    #[test]
    fn pages_without_han_are_never_converted(page in page()) {
        let html: String = page.html.chars().filter(|&c| !('\u{3000}'..='\u{9FFF}').contains(&c)).collect();
        let kept = Extractor::default().extract(Input::html(&html));
        for script in [OutputScript::Hans, OutputScript::Hant, OutputScript::HantTw, OutputScript::HantHk] {
            let extractor = Extractor::builder().script(script).build().expect("no selector, no limit");
            prop_assert_eq!(&extractor.extract(Input::html(&html)), &kept);
        }
    }

    /// A page of one script in another encoding, with its label, is read as it was written.
    #[test]
    fn labelled_encodings_are_read(
        picks in prop::collection::vec(0..10_usize, 30..60),
        (label, row) in prop::sample::select(vec![("gbk", 1), ("gb18030", 1), ("big5", 2), ("shift_jis", 3), ("euc-jp", 3), ("euc-kr", 4), ("windows-1251", 5), ("koi8-r", 5)]),
    ) {
        let row = WORDS[row];
        let words: Vec<&str> = picks.iter().map(|pick| row[pick % row.len()]).collect();
        let html = format!("<html><head><meta charset={label}></head><body><p>{}</p></body></html>", words.join(" "));
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label of the standard");
        let (bytes, _, lossy) = encoding.encode(&html);
        prop_assert!(!lossy, "{}", html);
        let stage = Extractor::default().decode(Input::bytes(&bytes));
        prop_assert_eq!(stage.text(), &html);
        prop_assert_eq!(stage.decoding().chars_lost(), 0);
    }

    /// Traditional text given out as simplified is simplified, and the other way round.
    #[test]
    fn converted_articles_are_in_the_script(picks in prop::collection::vec(0..10_usize, 40..80), from in 1..3_usize) {
        let row = WORDS[from];
        let text: String = picks.iter().map(|pick| row[pick % row.len()]).collect();
        let html = format!("<html><body><article><p>{text}</p><p>{text}</p></article></body></html>");
        for (to, script) in [(OutputScript::Hans, Script::Hans), (OutputScript::Hant, Script::Hant), (OutputScript::HantTw, Script::Hant)] {
            let extractor = Extractor::builder().script(to).build().expect("no selector, no limit");
            let article = extractor.extract(Input::html(&html));
            if !article.text().is_empty() {
                prop_assert_eq!(article.script(), script, "{}", article.text());
            }
        }
    }
}

#[test]
fn extractors_can_be_shared() {
    fn is_shared<T: Send + Sync + Clone + 'static>() {}
    is_shared::<Extractor>();
    is_shared::<dehusk::Article>();
    is_shared::<dehusk::Error>();
}

#[test]
fn empty_pages_give_empty_articles() {
    for page in [
        "",
        " ",
        "\0",
        "<",
        "<p>",
        "<html></html>",
        "<!--",
        "\u{FEFF}",
    ] {
        laws::extract_html(page.as_bytes());
        laws::extract_text(page.as_bytes());
        let article = Extractor::default().extract(Input::html(page));
        assert!(article.text().len() <= 1, "{page:?}: {}", article.text());
    }
}
