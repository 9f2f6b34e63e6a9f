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
