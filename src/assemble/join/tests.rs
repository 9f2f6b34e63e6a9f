//! What joined blocks come out as: each check gives a page and its joined blocks, a line each.

use super::*;
use crate::article::ListItem;
use crate::block::tests::page;

/// The joined blocks of a page, each in a notation of its own; a block with `skip` in its text is not kept.
fn joined(html: &str) -> Vec<String> {
    let page = page(html);
    let none = HashSet::new();
    let mut joiner = Joiner::new(&page.notes, &none);
    for block in &page.blocks {
        if block.text.contains("skip") {
            joiner.skip(block);
            continue;
        }
        let content = RichText {
            text: block.text.clone(),
            spans: block.spans.clone(),
        };
        joiner.add(block, content);
    }
    joiner.finish().iter().map(shown).collect()
}

fn shown(block: &BodyBlock) -> String {
    let join = |texts: Vec<String>| texts.join(" | ");
    match block {
        BodyBlock::Heading { level, content } => format!("h{level} {}", content.text),
        BodyBlock::Paragraph { content } => format!("p {}", content.text),
        BodyBlock::List { start, items, .. } => {
            let item = |item: &ListItem| {
                let held: Vec<String> = item.blocks.iter().map(shown).collect();
                let held = match held.is_empty() {
                    true => String::new(),
                    false => format!(" [{}]", held.join("; ")),
                };
                let level = "-".repeat(item.depth.into());
                format!("{level}{}{held}", item.content.text)
            };
            format!("list{start} {}", join(items.iter().map(item).collect()))
        }
        BodyBlock::Table(table) => {
            let row = |row: &Vec<Cell>| {
                let cells: Vec<&str> = row.iter().map(|cell| &*cell.content.text).collect();
                cells.join(",")
            };
            format!(
                "table {}: {}",
                table.caption.text,
                join(table.rows.iter().map(row).collect())
            )
        }
        BodyBlock::Quote { content } => {
            format!("quote {}", join(content.iter().map(shown).collect()))
        }
        BodyBlock::Figure { image, caption } => {
            format!(
                "figure {}: {}",
                image.as_ref().map_or("", |image| &image.url),
                caption.text
            )
        }
        BodyBlock::Definitions { entries } => {
            let entry = |entry: &Definition| {
                let sign = if entry.is_term { "" } else { ": " };
                format!("{sign}{}", entry.content.text)
            };
            format!("dl {}", join(entries.iter().map(entry).collect()))
        }
        BodyBlock::Callout { kind, content } => format!(
            "callout {}: {}",
            kind.as_deref().unwrap_or("?"),
            join(content.iter().map(shown).collect())
        ),
        BodyBlock::Footnote { label, content } => format!(
            "note {label}: {}",
            join(content.iter().map(|text| text.text.clone()).collect())
        ),
        BodyBlock::Code { language, text } => {
            format!(
                "code {} {}",
                language.as_deref().unwrap_or("?"),
                text.replace('\n', "/")
            )
        }
        other => format!("{other:?}"),
    }
}

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    assert_eq!(joined(html), expected, "{html}");
}

#[test]
fn items_of_a_list_are_joined() {
    check(
        "<ol start=3><li><p>a<p>b<ul><li>c</ul>d<li>e</ol>",
        &["list3 a [p b] | -c [p d] | e"],
    );
    check("<ul><li>a</ul><ul><li>b</ul>", &["list1 a", "list1 b"]);
    check("<ul><li>a<li>skip<li>b</ul>", &["list1 a | b"]);
    check("<ul><li>a<h3>h</h3><li>b</ul>", &["list1 a [h3 h] | b"]);
}

#[test]
fn cells_of_a_table_are_joined() {
    check(
        "<table><caption>t</caption><tr><th>a<th>b<tr><td><p>c<p>d<td>e</table>",
        &["table t: a,b | c d,e"],
    );
    check(
        "<table><tr><th>a<th>b<tr><td><td>c</table>",
        &["table : a,b | ,c"],
    );
    check(
        "<table><tr><th>a<th>b<tr><td>skip<td>c</table>",
        &["table : a,b | ,c"],
    );
    check(
        "<table><tr><th>a<td>b</table><table><tr><th>c<td>d</table>",
        &["table : a,b", "table : c,d"],
    );
}

#[test]
fn quotations_and_figures_are_joined() {
    check(
        "<blockquote><p>a<p>b</blockquote><blockquote>c</blockquote><p>d",
        &["quote p a | p b", "quote p c", "p d"],
    );
    check(
        "<blockquote><p>a<ul><li>b<li>c<pre>x</pre></ul><h3>d</h3></blockquote>",
        &["quote p a | list1 b | c [code ? x] | h3 d"],
    );
    check("<ul><li>a<blockquote>b</blockquote></ul>", &["list1 a b"]);
    check(
        "<figure><img src=x.jpg><figcaption>a</figcaption></figure>",
        &["figure x.jpg: a"],
    );
    check(
        "<img src=x.jpg><p>skip</p><figcaption>a</figcaption>",
        &["figure x.jpg: ", "figure : a"],
    );
    check(
        "<img src=x.jpg><noscript><img src=x.jpg></noscript><p>a",
        &["figure x.jpg: ", "p a"],
    );
}

#[test]
fn items_go_on_behind_what_interrupts_them() {
    check(
        "<ol><li>a<pre>x</pre>b<li>c</ol>",
        &["list1 a [code ? x; p b] | c"],
    );
    check(
        "<ul><li><img src=x.jpg>a<li><pre>x</pre><li>b<table><tr><th>c<td>d</table></ul>",
        &["list1 a [figure x.jpg: ] |  [code ? x] | b [table : c,d]"],
    );
    check(
        "<ul><li><figure><img src=x.jpg><figcaption>a</figcaption></figure>b</ul>",
        &["list1  [figure x.jpg: a; p b]"],
    );
    check(
        "<ol reversed start=5><li>a<li value=3>b</ol>",
        &["list5 a | b"],
    );
}

#[test]
fn lists_made_of_breaks_and_bullets_are_lists() {
    check("<p>We need:<br>• a<br>• b", &["p We need:", "list1 a | b"]);
    check("<p>• a<p>• b<p>c", &["list1 a | b", "p c"]);
    check("<p>• a<p>c", &["p • a", "p c"]);
    check("<p>1. a<br>2. b", &["list1 a | b"]);
    check(
        "<p>- One?<br>- Two.<br>- Three.",
        &["p - One?\n- Two.\n- Three."],
    );
    check("<p>- one<br>- two<br>- three", &["list1 one | two | three"]);
}

#[test]
fn what_stands_in_a_cell_stays_in_its_table() {
    check(
        "<table><tr><th>a<th>b<tr><td><pre>c</pre><td><img src=x.jpg>d</table>",
        &["table : a,b | c,d", "figure x.jpg: "],
    );
    check(
        "<figure><table><tr><th>a<th>b<tr><td>c<td>d</table><figcaption>e</figcaption></figure>",
        &["table e: a,b | c,d"],
    );
    check(
        "<table><caption><p>a<p>b</caption><tr><th>c<td>d</table>",
        &["table a b: c,d"],
    );
}

#[test]
fn definitions_callouts_and_notes_are_blocks_of_their_own() {
    check("<dl><dt>a<dd>b<dd>c</dl>", &["dl a | : b | : c"]);
    check(
        "<dl><dt>a<dd>b<pre>x</pre><p>c<dt>d<dd>e</dl><dl><dt>f<dd>g</dl>",
        &["p a", "p b", "code ? x", "p c", "p d", "p e", "dl f | : g"],
    );
    check(
        "<div class='admonition warning'><p>Warning<p>a</div><p>b",
        &["callout warning: p Warning | p a", "p b"],
    );
    check(
        "<div class='admonition tip'><p>Tip<pre>x</pre><p>a</div>",
        &["callout tip: p Tip | code ? x | p a"],
    );
    check(
        "<p>a<sup><a href=#n1 id=r1>1</a></sup><ol><li id=n1>b <a href=#r1>↩</a></ol>",
        &["p a1", "note 1: b"],
    );
}
