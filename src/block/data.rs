//! Text that a page holds as data only, for a script to draw: structured data, the state of a framework, posts in an attribute.
//! It is looked for only on pages that show next to nothing, so that it never stands beside itself. What is found becomes
//! markup again, which is read like the page. No script is run and no name of a site or framework is known here: structured
//! data counts where it reads like text, other data only where it is markup with paragraphs, since whole sentences of plain
//! text are what an interface says as often as what somebody wrote. Bytes, values and texts are bounded.

use std::borrow::Cow;

use serde_json::{Deserializer, Value};

use super::{Block, Landmarks};
use crate::dom::{Dom, Element, NodeId};
use crate::json;
use crate::normalize;
use crate::settings::Limits;

/// Bytes of data that are parsed in all.
const DATA_BYTES: usize = 8 << 20;
/// Memory that the values of one piece of data may take: so many bytes, or so many for each byte of a large page.
const MEMORY: usize = 8 << 20;
const MEMORY_A_BYTE: usize = 7;
/// Values that are visited in all.
const VALUES: usize = 200_000;
/// Bytes of text that are taken. The longest threads have less on one page.
const TEXT_BYTES: usize = 2 << 20;
/// Bytes from which on an attribute may hold the data of a page rather than the settings of a button.
const LONG_ATTRIBUTE: usize = 300;
/// JSON in strings of JSON, as deep as it is read.
const WITHIN: usize = 3;
/// Tokens from which on a value without tags is running text rather than a label.
const TOKENS: usize = 12;

/// Tokens of running text, and of text of any kind, from which on a page shows what it has.
const SHOWN: usize = 60;
const SHOWN_IN_ALL: usize = 200;
/// Bytes from which on a block is a line of running text.
const LINE: usize = 60;
/// Tokens of data from which on they are a text, and how many times those that the page shows they must be.
const DATA_TEXT: usize = 50;
const DATA_TIMES: usize = 4;

/// The text that a page has as data, as a tree, if its blocks show next to nothing. `links` holds the link ranges of each block.
pub(super) fn text(dom: &Dom, blocks: &[Block], links: &[Vec<(usize, usize)>]) -> Option<Dom> {
    let mut shown = 0;
    let mut in_all = 0;
    for (block, links) in blocks.iter().zip(links) {
        let tokens = normalize::tokens(&block.text);
        in_all += tokens;
        shown += if is_running(block, links) { tokens } else { 0 };
        if shown >= SHOWN || in_all >= SHOWN_IN_ALL {
            return None;
        }
    }
    let html = markup(dom);
    if html.is_empty() {
        return None;
    }
    let data = Dom::parse(&html, &Limits::default());
    let tokens = normalize::tokens(&data.text_content(NodeId::ROOT));
    (tokens >= DATA_TEXT && tokens >= DATA_TIMES * shown).then_some(data)
}

/// Whether a block is running text: a line or more, outside links and controls.
fn is_running(block: &Block, links: &[(usize, usize)]) -> bool {
    let linked: usize = links.iter().map(|(start, end)| end - start).sum();
    block.text.len() >= LINE
        && linked * 2 < block.text.len()
        && !block.inside.any(Landmarks::HIDDEN | Landmarks::CONTROL)
}

/// The texts in the data of a page as markup, each in an element whose class is the name that the data gives it.
fn markup(dom: &Dom) -> String {
    let mut finder = Finder {
        data_bytes: DATA_BYTES,
        memory: MEMORY.max(MEMORY_A_BYTE * dom.bytes()),
        values: VALUES,
        html: String::new(),
        describes: false,
    };
    for node in dom.descendants(NodeId::ROOT) {
        let Some(element) = dom.element(node) else {
            continue;
        };
        if element.name() == "script" {
            let text = dom.first_child(node).and_then(|text| dom.text(text));
            finder.script(element, text.unwrap_or_default());
        } else {
            let values = element.attributes().map(|(_, value)| value);
            for value in values.filter(|value| value.len() >= LONG_ATTRIBUTE) {
                finder.read(value);
            }
        }
    }
    finder.html
}

struct Finder {
    data_bytes: usize,
    /// Bytes of memory that a piece of data may take.
    memory: usize,
    values: usize,
    html: String,
    /// Whether the data is a description of the page, in which a value without tags may be its text.
    describes: bool,
}

impl Finder {
    fn script(&mut self, element: Element<'_>, text: &str) {
        let kind = element.attr("type").unwrap_or_default();
        if kind.contains("json") {
            self.describes = kind.contains("ld+json");
            self.read(text);
            self.describes = false;
        } else if (kind.is_empty() || kind.contains("javascript"))
            && let Some(value) = assigned(text)
        {
            self.read(value);
        }
    }

    /// Reads what may be JSON, with the JSON that strings in it hold.
    fn read(&mut self, text: &str) {
        let mut waiting = vec![(Cow::Borrowed(text), 0)];
        while let Some((text, depth)) = waiting.pop() {
            let inner = self.values_of(&text, depth < WITHIN);
            waiting.extend(inner.into_iter().rev().map(|text| (text.into(), depth + 1)));
        }
    }

    /// Takes the texts of one value of JSON; gives the strings in it that hold JSON themselves.
    fn values_of(&mut self, text: &str, within: bool) -> Vec<String> {
        let mut inner = Vec::new();
        let Some(value) = self.parse(text) else {
            return inner;
        };
        // The parser bounds the depth. Fields and items are taken in their order.
        let mut stack = vec![("", &value)];
        while let Some((key, value)) = stack.pop() {
            if self.values == 0 || self.html.len() >= TEXT_BYTES {
                break;
            }
            self.values -= 1;
            match value {
                Value::Array(items) => stack.extend(items.iter().rev().map(|item| (key, item))),
                Value::Object(fields) => {
                    let fields: Vec<_> = fields.iter().collect();
                    let fields = fields.into_iter().rev();
                    stack.extend(fields.map(|(key, value)| (key.as_str(), value)));
                }
                Value::String(text) if is_json(text) => inner.extend(within.then(|| text.clone())),
                Value::String(text) => self.take(key, text),
                _ => {}
            }
        }
        inner
    }

    /// The value that a text begins with, if it is an array or object and there is room for it.
    fn parse(&mut self, text: &str) -> Option<Value> {
        let text = text.trim_start();
        if !text.starts_with(['{', '[']) {
            return None;
        }
        self.data_bytes = self.data_bytes.checked_sub(text.len())?;
        if json::cost(text) > self.memory {
            return None;
        }
        Deserializer::from_str(text)
            .into_iter::<Value>()
            .next()?
            .ok()
    }

    /// Adds a value if it is text.
    fn take(&mut self, key: &str, text: &str) {
        let text = text.trim();
        let is_markup = is_markup(text);
        let fits = self.html.len() + text.len() <= TEXT_BYTES;
        let is_text = is_markup || self.describes && is_running_text(text);
        if !fits || !is_text {
            return;
        }
        let name: String = key
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
            .take(40)
            .collect();
        let promise = if name == "articleBody" {
            " itemprop=articleBody"
        } else {
            ""
        };
        self.html
            .push_str(&format!("<div class=\"{name}\"{promise}>"));
        if is_markup {
            self.html.push_str(text);
        } else {
            for line in text.lines() {
                self.html.push_str("<p>");
                // References in plain text are as frequent as signs that would have needed one.
                self.html.push_str(&line.replace('<', "&lt;"));
                self.html.push_str("</p>");
            }
        }
        self.html.push_str("</div>");
    }
}

/// The value that a script assigns first, from its bracket on: `window.state = {`.
fn assigned(script: &str) -> Option<&str> {
    let (name, value) = script.split_once('=')?;
    let is_name = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_$.[]\"'".contains(c);
    (name.len() <= 100 && name.chars().all(is_name)).then(|| value.trim_start())
}

fn is_json(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 20
        && (text.starts_with('{') && text.ends_with('}')
            || text.starts_with('[') && text.ends_with(']') && !text.contains("]("))
}

/// Whether a value is markup with paragraphs, of whatever length.
fn is_markup(text: &str) -> bool {
    const BLOCKS: [&str; 8] = ["p", "div", "ul", "ol", "h2", "h3", "blockquote", "section"];
    let Some(rest) = text.strip_prefix('<').filter(|_| text.ends_with('>')) else {
        return false;
    };
    let name = rest.split(['>', ' ', '\n']).next().unwrap_or_default();
    BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

/// Whether a value without paragraphs reads like sentences: words of letters, the marks of a sentence, none of code.
fn is_running_text(text: &str) -> bool {
    let (mut letters, mut signs, mut ends, mut all) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        all += 1;
        letters += usize::from(c.is_alphabetic());
        signs += usize::from(matches!(
            c,
            '{' | '}'
                | '['
                | ']'
                | '='
                | '_'
                | '\\'
                | '|'
                | '<'
                | '>'
                | '$'
                | '#'
                | '@'
                | '/'
                | ';'
        ));
        ends += usize::from(matches!(
            c,
            '.' | '!' | '?' | '。' | '！' | '？' | '…' | '।'
        ));
    }
    ends > 0
        && letters * 10 >= all * 7
        && signs * 25 <= all
        && normalize::tokens(text) >= TOKENS
        // An address has neither spaces nor letters of other scripts.
        && text.contains(|c: char| c.is_whitespace() || !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use crate::block::tests::page;
    use crate::block::{Landmarks, Page};

    const ONE: &str = "The river rose in the night, and by the morning it had taken the lower bridge and two of the boats.";
    const TWO: &str = "Nobody was hurt, said the mayor, but it will be a year before the road to the valley is open again.";
    const THREE: &str = "The people of the upper village have begun to carry stones, as their fathers did after the last flood of this kind.";

    const FOUR: &str = "There is nothing to report for this week yet, and what comes in the next days will be shown here.";

    fn texts(page: &Page) -> Vec<&str> {
        page.blocks.iter().map(|block| &*block.text).collect()
    }

    fn escaped(text: &str) -> String {
        text.replace('\\', "\\\\").replace('"', "\\\"")
    }

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let page = page(html);
        assert_eq!(texts(&page), expected, "{html}");
        for block in &page.blocks {
            assert_eq!(
                block.inside.has(Landmarks::DATA),
                block.text != "Home",
                "{}",
                block.text
            );
        }
    }

    #[test]
    fn text_of_data_stands_in_where_the_page_shows_none() {
        let body = format!("{ONE}\\n{TWO}\\n\\n{THREE}");
        check(
            &format!(
                "<script type='application/ld+json'>{{\"articleBody\":\"{body}\",\"url\":\"http://example.com/a\"}}</script><body>Home"
            ),
            &["Home", ONE, TWO, THREE],
        );
        check(
            &format!(
                "<body>Home<script>window.__STATE__ = {{\"a\":[{{\"html\":\"<p>{ONE}</p><p>{TWO}<p>{THREE}<p>Yes.\\u003c/p>\"}}],\"b\":\"{FOUR}\"}};go()</script>"
            ),
            &["Home", ONE, TWO, THREE, "Yes."],
        );
    }

    #[test]
    fn posts_in_an_attribute_are_found() {
        let posts = format!(
            r#"{{"posts":[{{"cooked":"<p>{ONE}</p>"}},{{"cooked":"<p>Thanks!</p>"}},{{"cooked":"<p>{TWO}</p><p>{THREE}</p>"}}]}}"#
        );
        let data = format!(r#"{{"topic_1":"{}","seen":"{{}}"}}"#, escaped(&posts));
        let html = format!(
            "<body>Home<div id=data data-preloaded='{}'></div>",
            data.replace('&', "&amp;").replace('\'', "&#39;")
        );
        check(&html, &["Home", ONE, "Thanks!", TWO, THREE]);
    }

    #[test]
    fn data_never_stands_beside_the_text() {
        let data =
            format!("<script type=application/ld+json>[\"{ONE}\",\"{TWO}\",\"{THREE}\"]</script>");
        let shown = format!("<body><p>{ONE}<p>{TWO}<p>{THREE}{data}");
        assert_eq!(texts(&page(&shown)), [ONE, TWO, THREE]);
        let part = format!("<body><p>{ONE}{data}");
        assert_eq!(texts(&page(&part)), [ONE]);
        let little = format!("<body>Home<script type=application/ld+json>[\"{ONE}\"]</script>");
        assert_eq!(texts(&page(&little)), ["Home"]);
        let interface = data.replace("ld+", "");
        assert_eq!(texts(&page(&format!("<body>Home{interface}"))), ["Home"]);
    }

    #[test]
    fn what_is_no_text_is_not_taken() {
        let check = |text: &str, expected: bool| {
            assert_eq!(super::is_running_text(text), expected, "{text}");
        };
        check(ONE, true);
        check("夜里河水上涨，到早晨冲走了下游的桥、磨坊和两条船。", true);
        check("Please enter your name.", false);
        check(
            "query { page(id: 1) { title, body, date, author { name, image { url, size }, role } } more. }",
            false,
        );
        check(
            "https://example.com/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p.html",
            false,
        );
        check(
            "red blue green red blue green red blue green red blue green red",
            false,
        );
    }

    #[test]
    fn damaged_and_deep_data_do_no_harm() {
        for data in [
            "{",
            "[[[[",
            "{\"a\":\"\\ud800\"}",
            "[1,",
            "{\"a\":\"[\\\"[]\\\"]\"}",
        ] {
            check(
                &format!("<body>Home<script type=application/json>{data}</script>"),
                &["Home"],
            );
        }
        let deep = "[".repeat(100_000);
        check(&format!("<body>Home<script>x={deep}</script>"), &["Home"]);
    }
}
