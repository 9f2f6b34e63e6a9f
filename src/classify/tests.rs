//! The whole of classification on pages made for it.

use super::*;
use crate::block::tests::page;

const FIRST: &str = "The river rose in the night, and by the morning it had taken the lower bridge, the mill and two of the boats.";
const LAST: &str = "Nobody was hurt, said the mayor, but it will be a year, perhaps more, before the road to the valley is open again.";

fn classified(page: &Page, settings: &Settings) -> Classification {
    classify(page, &Facts::default(), settings, &Model::default())
}

#[test]
fn selectors_outrank_verdicts_and_dropping_outranks_keeping() {
    let mut page = page(&format!(
        "<body><article><p>{FIRST}</p><p>{LAST}</p></article><nav>Home</nav>"
    ));
    page.blocks[1].inside |= Landmarks::DROP | Landmarks::KEEP;
    page.blocks[2].inside |= Landmarks::KEEP;
    let verdicts = classified(&page, &Settings::default()).verdicts;
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

/// The body and the confidence of a page.
fn outcome(html: &str) -> (Vec<String>, f32) {
    let page = page(html);
    let found = classified(&page, &Settings::default());
    let blocks = page.blocks.iter().zip(&found.verdicts);
    let body = blocks.filter(|(_, verdict)| verdict.label == Label::Body);
    (
        body.map(|(block, _)| block.text.clone()).collect(),
        found.confidence,
    )
}

#[test]
fn prose_is_kept_and_furniture_is_not() {
    let html = format!(
        "<title>The flood</title><body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>The flood</h1><p>{FIRST}</p>\
         <h2>The road</h2><p>{LAST}</p><p>{FIRST} Twice.</p></article><aside class=related><a href=/x>Lakes of the north</a></aside>\
         <footer>© The Reader</footer>"
    );
    let (body, confidence) = outcome(&html);
    assert!(
        body.iter().any(|text| text == FIRST) && body.iter().any(|text| text == LAST),
        "{body:?}"
    );
    assert!(
        !body
            .iter()
            .any(|text| text.contains("Reader") || text.contains("Lakes") || text.contains("Home")),
        "{body:?}"
    );
    assert!(confidence > 0.5, "{confidence}");
}

#[test]
fn pages_without_an_article_say_so() {
    let register: String = (0..40)
        .map(|i| format!("<li><a href=/{i}>Service {i}</a>"))
        .collect();
    let (body, confidence) = outcome(&format!(
        "<title>A to Z</title><body><h1>A to Z</h1><ul>{register}</ul>"
    ));
    assert_eq!((body.len(), confidence), (0, 0.0));
    let (_, confidence) = outcome(
        "<title>404</title><body><h1>Page not found</h1><p>Sorry, the page you are looking for does not exist.</p><a href=/>Home</a>",
    );
    assert!(confidence < 0.35, "{confidence}");
    let (_, confidence) = outcome(
        "<title>Log in</title><form><label>E-mail</label><input><button>Log in</button></form><p><a href=/f>Forgot your password?</a>",
    );
    assert!(confidence < 0.2, "{confidence}");
}

#[test]
fn comments_stand_apart_on_articles() {
    let comments: String = (0..3)
        .map(|i| format!("<li class=comment><p>Comment {i}: {LAST}</p>"))
        .collect();
    let page = page(&format!(
        "<title>The flood in the valley</title><body><article><h1>The flood in the valley</h1><p>{FIRST}</p><p>{LAST}</p><p>{FIRST} {LAST}</p></article>\
         <section id=comments class=comments><h3>3 comments</h3><ol>{comments}</ol></section>"
    ));
    let types = vec!["NewsArticle".to_string()];
    let facts = Facts {
        schema_types: &types,
        ..Facts::default()
    };
    let found = classify(&page, &facts, &Settings::default(), &Model::default());
    assert_eq!(found.page_type, PageType::Article);
    let labels = page.blocks.iter().zip(&found.verdicts);
    for (block, verdict) in labels.filter(|(block, _)| block.text.starts_with("Comment ")) {
        assert_eq!(verdict.label, Label::Comment, "{}", block.text);
    }
}

#[test]
fn focus_moves_blocks_one_way() {
    let html = format!(
        "<title>x</title><body><div><p>{FIRST}</p><p>Short words.</p><div>More of it</div><p>{LAST}</p></div><p>Imprint"
    );
    let page = page(&html);
    let kept = |focus: Focus| -> Vec<bool> {
        let settings = Settings {
            focus,
            ..Settings::default()
        };
        classified(&page, &settings)
            .verdicts
            .iter()
            .map(|verdict| verdict.label == Label::Body)
            .collect()
    };
    let (precise, balanced, complete) = (
        kept(Focus::Precision),
        kept(Focus::Balanced),
        kept(Focus::Recall),
    );
    for i in 0..precise.len() {
        assert!(
            precise[i] <= balanced[i] && balanced[i] <= complete[i],
            "{i}"
        );
    }
}

#[test]
fn reasons_add_up_to_what_the_model_says() {
    let page = page(&format!(
        "<title>x</title><body><p>{FIRST}</p><nav><a href=/>Home</a></nav>"
    ));
    let settings = Settings {
        trace: true,
        ..Settings::default()
    };
    let traced = classified(&page, &settings);
    let silent = classified(&page, &Settings::default());
    for (with, without) in traced.verdicts.iter().zip(&silent.verdicts) {
        assert_eq!((with.label, with.score), (without.label, without.score));
        assert!(!with.reasons.is_empty());
    }
    let facts = Facts::default();
    let table = prepare(&page, &facts).table(&page, &facts, 0..1);
    let (score, moved) = Model::default().blocks.explain(table.row(0));
    let scores = Model::default().blocks.scores(table.row(0), table.width);
    assert_eq!(scores, [score]);
    let strongest = moved.iter().map(|moved| moved.abs()).max().unwrap_or(0) as f32 / UNIT;
    assert_eq!(traced.verdicts[0].reasons[0].moved.abs(), strongest);
}
