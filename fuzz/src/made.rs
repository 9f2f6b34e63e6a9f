//! Pages put together from the words that matter: a fuzzer that changes bytes seldom writes a whole tag, here each byte chooses
//! one. The words are those of the dictionary that the other targets are given.

use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};

/// The entries of `fuzz/dict`: markup, class names, labels of lines, damage.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let entries = include_str!("../dict").lines();
    entries.filter_map(|line| word(line.trim())).collect()
});

/// Elements that are opened and closed, each with what it means to the library.
const TAGS: [&str; 40] = [
    "p",
    "div",
    "span",
    "a",
    "b",
    "i",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "h1",
    "h2",
    "blockquote",
    "pre",
    "code",
    "figure",
    "figcaption",
    "article",
    "section",
    "nav",
    "aside",
    "header",
    "footer",
    "form",
    "button",
    "select",
    "option",
    "template",
    "noscript",
    "svg",
    "math",
    "mi",
    "ruby",
    "rt",
    "dl",
    "dd",
];
const ATTRIBUTES: [&str; 12] = [
    "class", "id", "href", "src", "itemprop", "role", "style", "hidden", "datetime", "colspan",
    "rowspan", "data-src",
];
/// Running text of several languages, with what metadata is read from.
const SENTENCES: [&str; 10] = [
    "The river rose in the night, and by the morning it had taken the lower bridge with it.",
    "Whoever lives beside one learns to read it, by its colour, by its sound, and by what it carries.",
    "这座桥今天重新开放，附近的居民一早就来了，孩子们在桥上跑来跑去。",
    "橋面很窄，兩輛車不能並行，所以人們在橋頭等著，一等就是半天。",
    "By Ann Bo, 4 March 2021 05:06",
    "责任编辑：李四　来源：示例报　2021-03-04 10:20",
    "Der Fluss stieg in der Nacht, und am Morgen war die untere Brücke fort.",
    "川は夜のうちに増水し、朝には下の橋が流されていた。",
    "Share this",
    "相关阅读",
];
/// Pieces and bytes that a page has at most.
const PIECES: usize = 400;
const BYTES: usize = 20_000;

/// A page, as long as there are choices left.
pub(crate) fn page(choices: &mut Unstructured<'_>) -> Result<String> {
    let mut page = String::new();
    let mut last = 0..0;
    for _ in 0..PIECES {
        if choices.is_empty() || page.len() > BYTES {
            break;
        }
        let start = page.len();
        match choices.int_in_range(0..=9)? {
            0..=1 => page.push_str(choices.choose(&WORDS)?),
            2..=3 => open(choices, &mut page)?,
            4 => page.push_str(&format!("</{}>", choices.choose(&TAGS)?)),
            5..=6 => page.push_str(choices.choose(&SENTENCES)?),
            7 => page.push(choices.arbitrary()?),
            8 => page
                .push_str([" ", "\n", "\u{3000}", "<br>", "&nbsp;", "|"][choices.choose_index(6)?]),
            _ => {
                let piece = page[last.clone()].to_owned();
                let times = choices.int_in_range(1..=40)?;
                page.push_str(&piece.repeat(times.min(BYTES / piece.len().max(1))));
            }
        }
        last = start..page.len();
    }
    Ok(page)
}

fn open(choices: &mut Unstructured<'_>, page: &mut String) -> Result<()> {
    page.push('<');
    page.push_str(choices.choose(&TAGS)?);
    for _ in 0..choices.int_in_range(0..=2)? {
        let quote = choices.choose(&["\"", "'", ""])?;
        page.push_str(&format!(
            " {}={quote}{}{quote}",
            choices.choose(&ATTRIBUTES)?,
            choices.choose(&WORDS)?
        ));
    }
    page.push('>');
    Ok(())
}

/// A line of the dictionary: a quoted string, in which `\xAB` is a byte. Bytes that are no UTF-8 are for other targets.
fn word(line: &str) -> Option<String> {
    let quoted = line.strip_prefix('"')?.strip_suffix('"')?;
    let mut bytes = Vec::new();
    let mut rest = quoted.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        match (byte, rest) {
            (b'\\', [b'x', high, low, behind @ ..]) => {
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).ok()?;
                bytes.push(u8::from_str_radix(digits, 16).ok()?);
                rest = behind;
            }
            (b'\\', [escaped, behind @ ..]) => {
                bytes.push(*escaped);
                rest = behind;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}
