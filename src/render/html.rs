//! HTML made of a small set of elements: `h1` to `h6`, `p`, `ul`, `ol`, `li`, `table`, `caption`, `tr`, `th`, `td`,
//! `blockquote`, `aside`, `dl`, `dt`, `dd`, `pre`, `code`, `figure`, `img`, `figcaption`, `strong`, `em`, `a`, `br`. Everything else is escaped text, so
//! nothing that a page wrote can become an element, an attribute or a script. The elements are balanced for any input.

use super::address;
use super::inline::{Kind, Mark, Marks, Token, note_id};
use crate::article::{BodyBlock, ListItem, RichText, Table};
use crate::metadata::Image;
use std::fmt::Write;

/// The largest `colspan`, as the HTML standard has it; a browser reads a larger one as 1000 too.
/// <https://html.spec.whatwg.org/multipage/tables.html#attr-tdth-colspan>
const MAX_COLSPAN: u16 = 1000;

/// The blocks as HTML, each on a line of its own.
pub(crate) fn html(blocks: &[BodyBlock]) -> String {
    let mut out = String::new();
    for block in blocks {
        push_block(&mut out, block);
        out.push('\n');
    }
    out.pop();
    out
}

fn push_block(out: &mut String, block: &BodyBlock) {
    match block {
        BodyBlock::Heading { level, content } => {
            let level = (*level).clamp(1, 6);
            push_format(out, format_args!("<h{level}>"));
            push_rich(out, content);
            push_format(out, format_args!("</h{level}>"));
        }
        BodyBlock::Paragraph { content } => push_element(out, "p", content),
        BodyBlock::List {
            ordered,
            start,
            items,
        } => push_list(out, *ordered, *start, items),
        BodyBlock::Table(table) => push_table(out, table),
        BodyBlock::Quote { content } => {
            out.push_str("<blockquote>");
            content.iter().for_each(|block| push_block(out, block));
            out.push_str("</blockquote>");
        }
        BodyBlock::Definitions { entries } => {
            out.push_str("<dl>");
            for entry in entries {
                push_element(out, if entry.is_term { "dt" } else { "dd" }, &entry.content);
            }
            out.push_str("</dl>");
        }
        BodyBlock::Callout { kind, content } => {
            out.push_str("<aside");
            if let Some(kind) = kind {
                push_attribute(out, "class", kind);
            }
            out.push('>');
            content.iter().for_each(|block| push_block(out, block));
            out.push_str("</aside>");
        }
        BodyBlock::Footnote { label, content } => {
            out.push_str("<aside");
            push_attribute(out, "id", &note_id(label));
            out.push('>');
            content
                .iter()
                .for_each(|paragraph| push_element(out, "p", paragraph));
            out.push_str("</aside>");
        }
        BodyBlock::Media { url, title, .. } => push_media(out, url, title),
        BodyBlock::Code { language, text } => {
            out.push_str("<pre>");
            push_code(out, language.as_deref(), text);
            out.push_str("</pre>");
        }
        BodyBlock::Figure { image, caption } => push_figure(out, image.as_ref(), caption),
        BodyBlock::Formula { tex } => {
            out.push_str("<p>");
            push_code(out, Some("latex"), tex);
            out.push_str("</p>");
        }
    }
}

/// A link, never a frame or a player.
fn push_media(out: &mut String, url: &str, title: &str) {
    let Some(target) = address::safe(url) else {
        return;
    };
    out.push_str("<p><a");
    push_attribute(out, "href", &target);
    out.push('>');
    push_escaped(
        out,
        if title.trim().is_empty() {
            &target
        } else {
            title
        },
        " ",
    );
    out.push_str("</a></p>");
}

fn push_element(out: &mut String, name: &str, content: &RichText) {
    push_format(out, format_args!("<{name}>"));
    push_rich(out, content);
    push_format(out, format_args!("</{name}>"));
}

/// Writes items as nested lists. An item may lie one level deeper than the one before it; what claims to lie deeper is put
/// there too, for a list without an item around it would be no HTML.
fn push_list(out: &mut String, ordered: bool, start: u32, items: &[ListItem]) {
    let mut open: Vec<bool> = Vec::new();
    // For each level the number that its next item would have by itself.
    let mut next: Vec<Option<u32>> = Vec::new();
    for item in items {
        let level = usize::from(item.depth).min(open.len());
        while open.len() > level + 1 {
            push_list_end(out, open.pop());
        }
        match open.last() {
            Some(kind) if open.len() == level + 1 && *kind == item.ordered => out.push_str("</li>"),
            Some(_) if open.len() == level + 1 => {
                // Items of the other kind at the same level: another list.
                push_list_end(out, open.pop());
                push_list_start(out, item.ordered, 1);
                open.push(item.ordered);
            }
            _ => {
                let first = if open.is_empty() { start } else { 1 };
                push_list_start(out, item.ordered, first);
                open.push(item.ordered);
            }
        }
        // A number that does not follow from the one before it is the page's own.
        let follows = next.get(open.len()).copied().flatten();
        match item
            .number
            .filter(|number| item.ordered && follows.is_some_and(|next| next != *number))
        {
            Some(number) => push_format(out, format_args!("<li value=\"{number}\">")),
            None => out.push_str("<li>"),
        }
        next.resize(open.len() + 1, None);
        next[open.len()] = item
            .number
            .or(follows)
            .and_then(|number| number.checked_add(1));
        push_rich(out, &item.content);
        item.blocks.iter().for_each(|block| push_block(out, block));
    }
    if items.is_empty() {
        push_list_start(out, ordered, start);
        out.push_str(if ordered { "</ol>" } else { "</ul>" });
    }
    while let Some(kind) = open.pop() {
        push_list_end(out, Some(kind));
    }
}

fn push_list_start(out: &mut String, ordered: bool, start: u32) {
    match (ordered, start) {
        (false, _) => out.push_str("<ul>"),
        (true, 1) => out.push_str("<ol>"),
        (true, _) => push_format(out, format_args!("<ol start=\"{start}\">")),
    }
}

fn push_list_end(out: &mut String, kind: Option<bool>) {
    match kind {
        Some(true) => out.push_str("</li></ol>"),
        Some(false) => out.push_str("</li></ul>"),
        None => {}
    }
}

fn push_table(out: &mut String, table: &Table) {
    out.push_str("<table>");
    if !table.caption.is_empty() {
        push_element(out, "caption", &table.caption);
    }
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            let name = if cell.header { "th" } else { "td" };
            push_format(out, format_args!("<{name}"));
            if cell.columns > 1 {
                let columns = cell.columns.min(MAX_COLSPAN);
                push_format(out, format_args!(" colspan=\"{columns}\""));
            }
            if cell.rows > 1 {
                push_format(out, format_args!(" rowspan=\"{}\"", cell.rows));
            }
            out.push('>');
            push_rich(out, &cell.content);
            push_format(out, format_args!("</{name}>"));
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
}

fn push_figure(out: &mut String, image: Option<&Image>, caption: &RichText) {
    out.push_str("<figure>");
    if let Some(image) = image {
        out.push_str("<img");
        if let Some(target) = address::safe(&image.url) {
            push_attribute(out, "src", &target);
        }
        push_attribute(out, "alt", &image.alt);
        out.push('>');
    }
    if !caption.is_empty() {
        push_element(out, "figcaption", caption);
    }
    out.push_str("</figure>");
}

fn push_rich(out: &mut String, rich: &RichText) {
    for token in Marks::of(rich).tokens(&rich.text) {
        match token {
            Token::Text(Kind::Plain, text) => push_escaped(out, text, "<br>"),
            Token::Text(Kind::Code, text) => push_code(out, None, text),
            Token::Text(Kind::Formula, text) => push_code(out, Some("latex"), text),
            Token::Open(_, Mark::Strong) => out.push_str("<strong>"),
            Token::Close(_, Mark::Strong) => out.push_str("</strong>"),
            Token::Open(_, Mark::Emphasis) => out.push_str("<em>"),
            Token::Close(_, Mark::Emphasis) => out.push_str("</em>"),
            Token::Open(_, Mark::Link(target)) => {
                out.push_str("<a");
                push_attribute(out, "href", target);
                out.push('>');
            }
            Token::Close(_, Mark::Link(_)) => out.push_str("</a>"),
        }
    }
}

/// A formula is written as code in the language `latex`, which scripts that draw formulas can be told to look for.
fn push_code(out: &mut String, language: Option<&str>, text: &str) {
    out.push_str("<code");
    if let Some(language) = language.filter(|language| !language.is_empty()) {
        push_attribute(out, "class", &format!("language-{language}"));
    }
    out.push('>');
    push_escaped(out, text, "\n");
    out.push_str("</code>");
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    push_format(out, format_args!(" {name}=\""));
    push_escaped(out, value, " ");
    out.push('"');
}

/// Writes text so that it is nothing but text. A line break becomes `line_break`.
fn push_escaped(out: &mut String, text: &str, line_break: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str(line_break),
            // A parser reads a raw carriage return as a line feed.
            '\r' => out.push_str("&#13;"),
            // Not allowed in HTML, not even as a reference.
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

fn push_format(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(arguments);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Style;
    use crate::render::testing::*;
    use crate::render::text;
    use proptest::prelude::*;
    use scraper::{Html, Node};

    fn check(blocks: &[BodyBlock], expected: &str) {
        assert_eq!(html(blocks), expected);
    }

    #[test]
    fn blocks_become_elements() {
        check(
            &[heading(2, "Tea"), heading(9, "x"), paragraph("a\nb")],
            "<h2>Tea</h2>\n<h6>x</h6>\n<p>a<br>b</p>",
        );
        check(
            &[quote(&["a", "b"])],
            "<blockquote><p>a</p><p>b</p></blockquote>",
        );
        check(
            &[code(Some("rust"), "if a < b {\n}\n")],
            "<pre><code class=\"language-rust\">if a &lt; b {\n}\n</code></pre>",
        );
        check(
            &[formula("a<b")],
            "<p><code class=\"language-latex\">a&lt;b</code></p>",
        );
    }

    #[test]
    fn lists_nest_by_depth() {
        check(
            &[list(&[
                (0, false, "a"),
                (1, true, "b"),
                (1, true, "c"),
                (0, false, "d"),
            ])],
            "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>",
        );
        check(
            &[list(&[(0, false, "a"), (0, true, "b")])],
            "<ul><li>a</li></ul><ol><li>b</li></ol>",
        );
        check(
            &[list(&[(7, false, "a"), (200, false, "b"), (1, false, "c")])],
            "<ul><li>a<ul><li>b</li><li>c</li></ul></li></ul>",
        );
    }

    #[test]
    fn tables_keep_their_spans() {
        let table = BodyBlock::Table(Table {
            caption: RichText::plain("T"),
            rows: vec![vec![cell("a", true, 2, 1), cell("b", false, 1, 3)]],
        });
        check(
            &[table],
            "<table><caption>T</caption><tr><th colspan=\"2\">a</th><td rowspan=\"3\">b</td></tr></table>",
        );
    }

    #[test]
    fn a_figure_holds_image_and_caption() {
        check(
            &[figure("/a.png?x=1&y", "\"field\"", "A field.")],
            "<figure><img src=\"/a.png?x=1&amp;y\" alt=\"&quot;field&quot;\"><figcaption>A field.</figcaption></figure>",
        );
        check(
            &[figure("data:image/png,x", "a", "")],
            "<figure><img alt=\"a\"></figure>",
        );
    }

    #[test]
    fn marks_become_elements() {
        check(
            &[marked(
                "see tea now",
                &[
                    (4, 7, Style::Link("https://tea.example/?a&b".into())),
                    (4, 7, Style::Strong),
                ],
            )],
            "<p>see <a href=\"https://tea.example/?a&amp;b\"><strong>tea</strong></a> now</p>",
        );
    }

    #[test]
    fn nothing_that_a_page_wrote_becomes_markup() {
        check(
            &[paragraph("<script>alert('x')</script>")],
            "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</p>",
        );
        check(
            &[marked("x", &[(0, 1, Style::Link("javascript:x".into()))])],
            "<p>x</p>",
        );
    }

    const ELEMENTS: [&str; 33] = [
        "aside",
        "dl",
        "dt",
        "dd",
        "html",
        "head",
        "body",
        "tbody",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "ol",
        "li",
        "table",
        "caption",
        "tr",
        "th",
        "td",
        "blockquote",
        "pre",
        "code",
        "figure",
        "img",
        "figcaption",
        "strong",
        "em",
        "a",
        "br",
    ];
    const ATTRIBUTES: [&str; 9] = [
        "href", "src", "alt", "class", "colspan", "rowspan", "start", "id", "value",
    ];

    fn assert_safe(written: &str) -> Result<(), TestCaseError> {
        let parsed = Html::parse_document(written);
        for node in parsed.tree.values() {
            match node {
                Node::Document | Node::Text(_) => {}
                Node::Element(element) => {
                    prop_assert!(ELEMENTS.contains(&element.name()), "{}", element.name());
                    for (name, value) in element.attrs() {
                        prop_assert!(ATTRIBUTES.contains(&name), "{name}");
                        if matches!(name, "href" | "src") {
                            let base = url::Url::parse("https://base.example/").expect("a literal");
                            if let Ok(target) = base.join(value) {
                                prop_assert!(
                                    matches!(target.scheme(), "http" | "https" | "mailto"),
                                    "{target}"
                                );
                            }
                        }
                    }
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn output_is_made_of_the_allowed_elements(blocks in hostile_blocks()) {
            assert_safe(&html(&blocks))?;
        }

        #[test]
        fn notes_and_media_are_made_of_the_allowed_elements(blocks in hostile_notes()) {
            assert_safe(&html(&blocks))?;
        }

        #[test]
        fn output_parses_back_to_the_same_text(blocks in hostile_blocks()) {
            let written = html(&blocks);
            let parsed = Html::parse_document(&written);
            let read: String = parsed.root_element().text().collect();
            prop_assert_eq!(letters(&read), letters(&text(&blocks)), "{}", written);
        }

        #[test]
        fn output_is_balanced(blocks in hostile_blocks()) {
            // A second pass through a parser that repairs nothing shows that there was nothing to repair.
            let written = html(&blocks);
            let mut open = Vec::new();
            for tag in written.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
                let name = tag.split(' ').next().unwrap_or_default();
                if let Some(name) = name.strip_prefix('/') {
                    prop_assert_eq!(open.pop(), Some(name), "{}", written);
                } else if !matches!(name, "br" | "img") {
                    open.push(name);
                }
            }
            prop_assert!(open.is_empty(), "{}", written);
        }
    }
}
