//! Each rule on a page made for it: which blocks are kept, and why the others are not.

use super::*;
use crate::block::tests::page;
use crate::classify::{Claim, Classification, classify, wholly_claimed};
use crate::settings::Settings;

const FIRST: &str = "The river rose in the night, and by the morning it had taken the lower bridge, the mill and two of the boats.";
const LAST: &str = "Nobody was hurt, said the mayor, but it will be a year, perhaps more, before the road to the valley is open again.";

fn classified(page: &Page, types: &[&str]) -> Classification {
    let types: Vec<String> = types.iter().map(ToString::to_string).collect();
    let facts = Facts {
        claims: &[],
        schema_types: &types,
        article_body: None,
        description: None,
        url: None,
    };
    classify(page, &facts, &Settings::default())
}

/// The verdict on the block with this text, in an article that holds `part` between paragraphs of prose.
fn verdict(part: &str, text: &str) -> Verdict {
    let html = format!(
        "<title>The flood in the valley</title><body><article><h1>The flood in the valley</h1><p>{FIRST}</p><p>{FIRST} Twice.</p>{part}<p>{LAST}</p></article>"
    );
    let page = page(&html);
    let at = page.blocks.iter().position(|block| block.text == text);
    let at = at.unwrap_or_else(|| panic!("no block {text:?}"));
    classified(&page, &["NewsArticle"]).verdicts.swap_remove(at)
}

#[track_caller]
fn check(part: &str, text: &str, label: Label, reason: &str) {
    let verdict = verdict(part, text);
    assert_eq!(
        (verdict.label, verdict.reasons[0]),
        (label, reason),
        "{part}"
    );
}

#[test]
fn prose_headings_lists_and_tables_stay() {
    let kept =
        |part: &str, text: &str| assert_eq!(verdict(part, text).label, Label::Body, "{part}");
    kept("", FIRST);
    kept("", LAST);
    kept("<p>Short words.</p>", "Short words.");
    kept("<h2>The bridge</h2>", "The bridge");
    kept("<ul><li>one boat<li>two boats</ul>", "two boats");
    kept("<table><tr><th>boat<th>age<tr><td>Anna<td>12</table>", "12");
    kept("<pre>let level = 7;</pre>", "let level = 7;");
    kept(
        "<p><a href=/m>The mayor</a> had warned of it, again and again.</p>",
        "The mayor had warned of it, again and again.",
    );
}

#[test]
fn containers_that_say_what_they_are_go() {
    let husk = |part: &str, reason: &str| check(part, "Some words here", Label::Husk, reason);
    husk("<nav><p>Some words here</nav>", "in a menu");
    husk("<footer><p>Some words here</footer>", "in a footer");
    husk("<aside><p>Some words here</aside>", "in an aside");
    husk(
        "<div class=related-posts><p>Some words here</div>",
        "among related articles",
    );
    husk(
        "<div class=share-buttons><p>Some words here</div>",
        "among share buttons",
    );
    husk(
        "<div class=sidebar><p>Some words here</div>",
        "in a sidebar",
    );
    husk(
        "<div class=breadcrumbs><p>Some words here</div>",
        "in the path to the page",
    );
    husk(
        "<div class=pagination><p>Some words here</div>",
        "in a pager",
    );
    husk("<div hidden><p>Some words here</div>", "hidden");
    husk("<button>Some words here</button>", "in a control");
    husk(
        "<article><p>Some words here</article>",
        "in an article within the article",
    );
    check(
        "<div id=comments><p>Some words here</div>",
        "Some words here",
        Label::Comment,
        "among comments",
    );
}

#[test]
fn a_name_is_not_believed_of_most_of_the_page() {
    let page = page(&format!(
        "<body><div class=sidebar><p>{FIRST}</p><p>{LAST}</p></div><footer>Imprint</footer>"
    ));
    let verdicts = classified(&page, &[]).verdicts;
    let labels: Vec<Label> = verdicts.iter().map(|verdict| verdict.label).collect();
    assert_eq!(labels, [Label::Body, Label::Body, Label::Husk]);
}

#[test]
fn lines_go_by_their_wording_and_shape() {
    let husk = |part: &str, text: &str, reason: &str| check(part, text, Label::Husk, reason);
    husk(
        "<p>Advertisement</p>",
        "Advertisement",
        "worded as advertising",
    );
    husk("<p>* * *</p>", "* * *", "without a letter");
    husk(
        "<p><a href=/x>Boats of the north coast</a></p>",
        "Boats of the north coast",
        "a link alone",
    );
    husk(
        "<blockquote>it had taken the lower bridge</blockquote>",
        "it had taken the lower bridge",
        "a pull quote",
    );
}

#[test]
fn pull_quotes_are_looked_for_so_many_times_only() {
    let quoted = "<p>it had taken the lower bridge</p>".repeat(100);
    let page = page(&format!(
        "<body><article><p>{FIRST}</p><blockquote>{quoted}</blockquote><p>{LAST}</p></article>"
    ));
    let verdicts = classified(&page, &["NewsArticle"]).verdicts;
    let found = verdicts
        .iter()
        .filter(|verdict| verdict.reasons == ["a pull quote"]);
    assert_eq!(found.count(), 24);
}

#[test]
fn a_heading_needs_something_below_it() {
    let html = format!(
        "<body><article><p>{FIRST}</p><h2>Empty</h2><h2>Full</h2><p>{LAST}</p><h2>Last</h2></article>"
    );
    let verdicts = classified(&page(&html), &["NewsArticle"]).verdicts;
    let kept: Vec<bool> = verdicts
        .iter()
        .map(|verdict| verdict.label == Label::Body)
        .collect();
    assert_eq!(kept, [true, false, true, true, false]);
}

#[test]
fn selectors_outrank_verdicts_and_dropping_outranks_keeping() {
    let mut page = page(&format!(
        "<body><article><p>{FIRST}</p><p>{LAST}</p></article><nav>Home</nav>"
    ));
    page.blocks[1].inside |= Landmarks::DROP | Landmarks::KEEP;
    page.blocks[2].inside |= Landmarks::KEEP;
    let verdicts = classified(&page, &[]).verdicts;
    let kept: Vec<bool> = verdicts
        .iter()
        .map(|verdict| verdict.label == Label::Body)
        .collect();
    assert_eq!(kept, [true, false, true]);
}

#[test]
fn claimed_blocks_go() {
    let page = page(&format!(
        "<body><p>By Ann Lee</p><p>{FIRST}</p><p>{LAST}</p>"
    ));
    let claim = |block: usize, range: std::ops::Range<usize>| Claim {
        block,
        range,
        field: "authors",
    };
    let claims = [
        claim(0, 0..3),
        claim(0, 3..10),
        claim(1, 0..3),
        claim(99, 0..1),
    ];
    assert_eq!(wholly_claimed(&page, &claims), [true, false, false]);
}
