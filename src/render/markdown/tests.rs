use super::*;
use crate::article::{Definition, MediaKind, Style, Table};
use crate::render::testing::*;
use crate::render::text;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn check(blocks: &[BodyBlock], expected: &str) {
    assert_eq!(markdown(blocks), expected);
}

fn check_text(text: &str, expected: &str) {
    check(&[paragraph(text)], expected);
}

fn check_marked(text: &str, spans: &[(usize, usize, Style)], expected: &str) {
    check(&[marked(text, spans)], expected);
}

fn link(target: &str) -> Style {
    Style::Link(target.into())
}

#[test]
fn prose_is_left_alone() {
    for text in [
        "Tea, 3.14 (at $5) - ~20% cheaper; a > b & c: snake_case!",
        "“茶園”有3.5萬畝,佔#1。",
        "#hashtag",
        "-5 degrees",
        "AT&T | more & more",
    ] {
        check_text(text, text);
    }
}

#[test]
fn what_could_mean_something_is_escaped() {
    check_text("1. tea", "1\\. tea");
    check_text("# tea", "\\# tea");
    check_text("- tea\n--- x", "\\- tea\\\n\\--- x");
    check_text("*a* _b_ `c` [d](e)", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e)");
    check_text("<b>&lt;", "\\<b>\\&lt;");
    check_text("~~a~~ $1 or $2", "\\~\\~a\\~\\~ \\$1 or \\$2");
    check(&[heading(3, "a #")], "### a \\#");
}

#[test]
fn line_breaks_are_kept() {
    check_text("one\n\n  two\n", "one\\\ntwo");
}

#[test]
fn marks_are_written() {
    check_marked(
        "see tea now",
        &[
            (4, 7, link("https://tea.example/a_(b)?c&d")),
            (4, 7, Style::Strong),
        ],
        "see [**tea**](https://tea.example/a_%28b%29?c&amp;d) now",
    );
    check_marked("run `x` now", &[(4, 7, Style::Code)], "run `` `x` `` now");
    // Code at the start of a link that would define an address.
    check_marked(
        "a]: b",
        &[(0, 3, Style::Code), (0, 5, link("/b"))],
        "[a\\]: b](/b)",
    );
    check_marked("x", &[(0, 1, link("javascript:x"))], "x");
    check_marked("an a!b", &[(5, 6, link("/b"))], "an a\\![b](/b)");
}

#[test]
fn emphasis_works_in_chinese_text() {
    check_marked(
        "他說“好茶”了",
        &[(6, 18, Style::Strong)],
        "他說“**好茶**”了",
    );
    check_marked(
        "他說 “好茶”。",
        &[(7, 19, Style::Strong)],
        "他說 **“好茶”**。",
    );
    check_marked("好茶葉", &[(3, 6, Style::Strong)], "好**茶**葉");
    check_marked("a b c", &[(1, 4, Style::Emphasis)], "a *b* c");
    check_marked("a...b", &[(1, 4, Style::Strong)], "a...b");
}

#[test]
fn emphasis_that_a_parser_would_pair_wrongly_is_left_out() {
    // Once the strong part of `***` is closed, the next `**` would close the rest of it.
    check_marked(
        "水水[水&",
        &[
            (0, 11, Style::Emphasis),
            (0, 3, Style::Strong),
            (10, 11, Style::Strong),
        ],
        "***水**水\\[水&*",
    );
    // White space to some parsers only.
    check_marked("\u{2028}a", &[(0, 3, Style::Strong)], "\u{2028}a");
    // Where one mark ends and the next begins, the asterisks would be one run.
    check_marked(
        "ab",
        &[(0, 1, Style::Strong), (1, 2, Style::Emphasis)],
        "**a**b",
    );
    // GitHub looks past `~` for the character beside a mark.
    check_marked("園~&a", &[(4, 5, Style::Strong)], "園~&a");
    check_marked("a 好~", &[(2, 6, Style::Strong)], "a **好**~");
}

#[test]
fn bare_addresses_are_not_taken_apart() {
    for text in [
        "see https://tea.example/a_b?c=d&e=f#g now",
        "www.tea.example",
    ] {
        check_text(text, text);
    }
    // GitHub would take the escapes, marks and line breaks within or behind for parts of the address.
    check_text("https://tea.example/-_a", "https\\://tea.example/-\\_a");
    check_text("www.tea.example/*", "www\\.tea.example/\\*");
    check_text("https://tea.example\nb", "https\\://tea.example\\\nb");
    check_marked(
        "https://a.b/c",
        &[(10, 11, Style::Strong)],
        "https\\://a.**b**/c",
    );
    // The text of a link holds no links.
    check_marked(
        "https://a.b/-_c",
        &[(0, 15, link("https://a.b/-_c"))],
        "[https://a.b/-\\_c](https://a.b/-_c)",
    );
}

#[test]
fn percent_encoding_makes_no_new_scheme() {
    check_marked("x", &[(0, 1, link("\\:x"))], "x");
}

#[test]
fn formulas_stand_between_dollar_signs() {
    check_marked("so x^2 is", &[(3, 6, Style::Formula)], "so $x^2$ is");
    check_marked(
        "so x^2 is $5",
        &[(3, 6, Style::Formula)],
        "so $x^2$ is \\$5",
    );
    check_marked("so x^25", &[(3, 6, Style::Formula)], "so `x^2`5");
    // Pieces that a mark would part, and code before them.
    check_marked(
        "[<<한a",
        &[
            (0, 1, Style::Code),
            (1, 6, Style::Formula),
            (2, 3, Style::Strong),
        ],
        "`[<<한`a",
    );
    check(&[formula("a \\{\n b")], "$$a \\{ b$$");
    check(&[formula("a <b> c")], "```math\na <b> c\n```");
    check(&[formula("a % b\nc")], "```math\na % b\nc\n```");
}

#[test]
fn lists_are_indented_under_their_items() {
    check(
        &[list(&[
            (0, true, "a\nb"),
            (1, false, "c"),
            (2, true, "d"),
            (0, true, "e"),
        ])],
        "1. a\\\n   b\n   - c\n     1. d\n2. e",
    );
    check(
        &[
            list(&[(0, false, "a")]),
            list(&[(0, false, "b")]),
            list(&[(0, false, "c")]),
        ],
        "- a\n\n* b\n\n- c",
    );
    check(
        &[BodyBlock::List {
            ordered: true,
            start: 9,
            items: vec![
                crate::article::ListItem {
                    depth: 0,
                    ordered: true,
                    number: None,
                    content: RichText::plain("a"),
                    blocks: Vec::new(),
                };
                2
            ],
        }],
        "9. a\n10. a",
    );
}

#[test]
fn tables_are_gfm() {
    check(
        &[table("Teas", &[&["name", "a|b"], &["green\ntea", "x\\|y"]])],
        "Teas\n\n| name | a\\|b |\n| --- | --- |\n| green tea | x&#92;\\|y |",
    );
}

#[test]
fn a_table_without_head_gets_an_empty_one() {
    let rows = vec![vec![cell("a", true, 1, 1), cell("b", false, 1, 1)]];
    check(
        &[
            paragraph("x"),
            BodyBlock::Table(Table {
                caption: RichText::default(),
                rows,
            }),
        ],
        "x\n\n|  |  |\n| --- | --- |\n| a | b |",
    );
}

#[test]
fn spans_keep_the_columns() {
    let rows = vec![
        vec![cell("a", true, 2, 1), cell("b", true, 1, 1)],
        vec![
            cell("c", false, 1, 2),
            cell("d", false, 1, 1),
            cell("e", false, 1, 1),
        ],
        vec![cell("f", false, 1, 1)],
    ];
    check(
        &[BodyBlock::Table(Table {
            caption: RichText::default(),
            rows,
        })],
        "| a |  | b |\n| --- | --- | --- |\n| c | d | e |\n|  | f |",
    );
}

#[test]
fn a_wide_span_does_not_grow_the_output() {
    let rows = vec![vec![cell("a", false, u16::MAX, 1)]; 100];
    let table = BodyBlock::Table(Table {
        caption: RichText::default(),
        rows,
    });
    assert!(markdown(&[table]).len() < 1000);
}

#[test]
fn notes_are_footnotes() {
    let note = Style::Note("1".into());
    let mark = marked("so it is 1 here.", &[(9, 10, note)]);
    let note = BodyBlock::Footnote {
        label: "1".into(),
        content: vec![RichText::plain("a"), RichText::plain("b")],
    };
    check(&[mark, note], "so it is [^1] here.\n\n[^1]: a\n\n    b");
}

#[test]
fn a_note_is_no_address_that_runs_code() {
    let note = BodyBlock::Footnote {
        label: "1".into(),
        content: vec![RichText::plain("javascript:alert(1)")],
    };
    check(&[note], "javascript:alert(1)");
}

#[test]
fn definitions_are_lists_and_callouts_quotations() {
    let entry = |is_term, text: &str| Definition {
        is_term,
        content: RichText::plain(text),
    };
    let entries = vec![entry(true, "a"), entry(false, "b"), entry(false, "c")];
    check(
        &[BodyBlock::Definitions { entries }],
        "- **a**\n  - b\n  - c",
    );
    let content = vec![paragraph("Note"), paragraph("a")];
    check(
        &[BodyBlock::Callout {
            kind: None,
            content,
        }],
        "> Note\n>\n> a",
    );
}

#[test]
fn code_holds_no_marks() {
    let code = |start, end, style| {
        check(
            &[marked(
                "run cp a b now",
                &[(4, 10, Style::Code), (start, end, style)],
            )],
            "run `cp a b` now",
        );
    };
    code(7, 8, Style::Emphasis);
    code(4, 6, Style::Strong);
    check(
        &[marked(
            "run cp",
            &[(4, 6, Style::Code), (4, 6, Style::Strong)],
        )],
        "run **`cp`**",
    );
}

#[test]
fn quotations_and_items_hold_blocks() {
    let item = |content: &str, blocks: Vec<BodyBlock>| crate::article::ListItem {
        depth: 0,
        ordered: true,
        number: None,
        content: RichText::plain(content),
        blocks,
    };
    let steps = BodyBlock::List {
        ordered: true,
        start: 1,
        items: vec![
            item("a", vec![code(None, "x\n\n  y\n"), paragraph("b")]),
            item("", vec![code(Some("c"), "z")]),
            item("d", Vec::new()),
        ],
    };
    let written = "1. a\n\n   ```\n   x\n\n     y\n   ```\n\n   b\n2. ```c\n   z\n   ```\n3. d";
    check(std::slice::from_ref(&steps), written);
    check(
        &[BodyBlock::Quote {
            content: vec![paragraph("a"), list(&[(0, false, "b")]), steps],
        }],
        &format!(
            "> a\n>\n> - b\n>\n> {}",
            "1) a\n\n   ```\n   x\n\n     y\n   ```\n\n   b\n2) ```c\n   z\n   ```\n3) d"
                .replace("\n", "\n> ")
                .replace("> \n", ">\n")
        ),
    );
}

#[test]
fn what_is_played_is_a_link() {
    let media = |url: &str, title: &str| BodyBlock::Media {
        kind: MediaKind::Video,
        url: url.into(),
        title: title.into(),
    };
    check(
        &[media("https://a.b/v.mp4", "A film")],
        "[A film](https://a.b/v.mp4)",
    );
    check(&[media("javascript:x", "A film")], "");
}

#[test]
fn code_fences_are_longer_than_what_they_hold() {
    check(
        &[code(Some("c++ {x}"), "a\n```\n\n  b\n")],
        "````c++x\na\n```\n\n  b\n````",
    );
}

#[test]
fn figures_and_quotations() {
    check(
        &[figure("/a b.png", "a [field]\nof tea", "Cap.")],
        "![a \\[field\\] of tea](/a%20b.png)\n\nCap.",
    );
    check(&[quote(&["a\n> b", "c"])], "> a\\\n> \\> b\n>\n> c");
}

/// With a cost that grows with the square of the spans this would not end within a minute.
#[test]
fn many_spans_and_deep_lists_are_no_trouble() {
    let count = 100_000;
    let styles = [Style::Strong, link("/x"), Style::Emphasis, Style::Code];
    let spans: Vec<_> = styles
        .iter()
        .cycle()
        .take(count)
        .enumerate()
        .map(|(start, style)| (start * 2, start * 2 + 7, style.clone()))
        .collect();
    let text = "a b".repeat(count);
    assert!(markdown(&[marked(&text, &spans)]).len() > text.len());
    let nested: Vec<_> = spans
        .iter()
        .map(|(start, _, style)| (*start, text.len() - start, style.clone()))
        .collect();
    assert!(markdown(&[marked(&text, &nested)]).len() >= text.len());
    let items: Vec<_> = (0..count).map(|index| (index as u8, true, "x")).collect();
    assert!(markdown(&[list(&items)]).len() < 100 * count);
}

/// Parses as GitHub would, formulas included.
fn extended() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

/// The text of parsed Markdown without alternative texts of images.
fn read(written: &str) -> String {
    let mut out = String::new();
    let mut images = 0;
    for event in Parser::new_ext(written, extended()) {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
                if images == 0 =>
            {
                out.push_str(&text);
            }
            _ => {}
        }
    }
    out
}

/// The elements of parsed Markdown that hold text, to compare structure.
fn count(written: &str, wanted: impl Fn(&Tag<'_>) -> bool) -> usize {
    Parser::new_ext(written, extended())
        .filter(|event| matches!(event, Event::Start(tag) if wanted(tag)))
        .count()
}

fn assert_safe(written: &str, options: Options) -> Result<(), TestCaseError> {
    for event in Parser::new_ext(written, options) {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                prop_assert!(false, "raw HTML in {written}");
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                prop_assert!(
                    dest_url.is_empty() || address::safe(&dest_url).is_some(),
                    "{dest_url} in {written}"
                );
            }
            _ => {}
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn output_parses_back_to_the_same_text(blocks in hostile_blocks()) {
        let written = markdown(&blocks);
        prop_assert_eq!(letters(&read(&written)), letters(&text(&blocks)), "{}", written);
    }

    #[test]
    fn output_holds_no_html_and_no_script(blocks in hostile_blocks()) {
        let written = markdown(&blocks);
        assert_safe(&written, Options::empty())?;
        assert_safe(&written, extended())?;
    }

    #[test]
    fn notes_and_media_hold_no_html_and_no_script(blocks in hostile_notes()) {
        let written = markdown(&blocks);
        assert_safe(&written, Options::empty())?;
        assert_safe(&written, extended())?;
    }

    #[test]
    fn blocks_stay_what_they_are(blocks in hostile_blocks()) {
        let written = markdown(&blocks);
        let count_of = |wanted: fn(&BodyBlock) -> bool| all(&blocks).into_iter().filter(|block| wanted(block)).count();
        prop_assert!(count(&written, |tag| matches!(tag, Tag::Heading { .. })) <= count_of(|b| matches!(b, BodyBlock::Heading { .. })), "{}", written);
        prop_assert!(count(&written, |tag| matches!(tag, Tag::BlockQuote(_))) <= count_of(|b| matches!(b, BodyBlock::Quote { .. } | BodyBlock::Callout { .. })), "{}", written);
        prop_assert!(count(&written, |tag| matches!(tag, Tag::Table(_))) <= count_of(|b| matches!(b, BodyBlock::Table(_))), "{}", written);
        prop_assert_eq!(
            count(&written, |tag| matches!(tag, Tag::CodeBlock(_))),
            all(&blocks).into_iter().filter(|b| match b {
                BodyBlock::Code { .. } => true,
                BodyBlock::Formula { tex } => formula::display(tex).is_none() && !tex.trim().is_empty(),
                _ => false,
            }).count(),
            "{}", written
        );
    }
}
