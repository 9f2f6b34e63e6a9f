//! What belongs together stays together: the cells of a table, a caption and the text that its image stands in.

use super::rules::Rules;
use super::{Label, Verdict};
use crate::block::{Page, Role};

/// A data table stays or goes as a whole, by what the choice says of most of it: a cell alone, above all one of the header, looks
/// like no part of a text.
pub(super) fn keep_tables(page: &Page, claimed: &[bool], verdicts: &mut [Verdict]) {
    let table = |i: usize| match &page.blocks[i].role {
        Role::Cell(cell) => Some(cell.table as usize),
        _ => None,
    };
    let weight = |i: usize| u64::from(page.blocks[i].tokens) + 1;
    // What is kept of each table, and the whole of it.
    let mut sums: Vec<(u64, u64)> = Vec::new();
    for (i, verdict) in verdicts.iter().enumerate() {
        if let Some(table) = table(i) {
            sums.resize(sums.len().max(table + 1), (0, 0));
            sums[table].1 += weight(i);
            sums[table].0 += match verdict.label {
                Label::Body => weight(i),
                _ => 0,
            };
        }
    }
    for (i, verdict) in verdicts.iter_mut().enumerate() {
        let Some(table) = table(i) else { continue };
        let (kept, all) = sums[table];
        let stays = 2 * kept >= all;
        if stays && verdict.label != Label::Body && !claimed[i] {
            verdict.decide(Label::Body, "a cell of a table that stays");
        } else if !stays && verdict.label == Label::Body {
            verdict.decide(Label::Husk, "a cell of a table that goes");
        }
    }
}

/// Captions stay within the text where the rules see nothing against them and the model not much: golds disagree on whether they
/// are body, and whoever reads an article misses them.
pub(super) fn keep_captions(page: &Page, rules: &Rules, chances: &[f32], verdicts: &mut [Verdict]) {
    let kept = |i: &usize| verdicts[*i].label == Label::Body && page.blocks[*i].tokens > 0;
    let first = (0..verdicts.len()).find(kept);
    let last = (0..verdicts.len()).rfind(kept);
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    // A lead image has its caption right above the text.
    let within = first.saturating_sub(ABOVE)..=last;
    for (i, verdict) in verdicts.iter_mut().enumerate() {
        let is_caption = matches!(page.blocks[i].role, Role::Caption);
        let unopposed = rules.verdicts[i].label == Label::Body;
        let least = if i < first { LEAD_CAPTION } else { CAPTION };
        let might = chances[i] >= least;
        if is_caption && unopposed && might && verdict.label != Label::Body && within.contains(&i) {
            verdict.decide(Label::Body, "a caption within the text");
        }
    }
}

/// Blocks above the text among which the caption of a lead image is.
const ABOVE: usize = 3;
/// The chance from which on it stays, and that from which on a caption further down does.
const LEAD_CAPTION: f32 = 0.3;
const CAPTION: f32 = 0.1;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::tests::page;

    #[test]
    fn tables_stay_or_go_as_a_whole() {
        let table = "<table><tr><th>Week<th>Loaves<tr><td>9<td>2,310<tr><td>10<td>2,287</table>";
        let page = page(&format!("<p>Before.</p>{table}<p>After.</p>"));
        let check = |kept: [bool; 8], claimed: Option<usize>, outcome: [bool; 8]| {
            let mut verdicts: Vec<Verdict> = kept
                .map(|kept| Verdict {
                    label: if kept { Label::Body } else { Label::Husk },
                    ..Verdict::default()
                })
                .to_vec();
            let claimed: Vec<bool> = (0..8).map(|i| Some(i) == claimed).collect();
            keep_tables(&page, &claimed, &mut verdicts);
            let found: Vec<bool> = verdicts
                .iter()
                .map(|verdict| verdict.label == Label::Body)
                .collect();
            assert_eq!(found, outcome);
        };
        assert_eq!(page.blocks.len(), 8);
        let [no, yes] = [false, true];
        let most = [yes, no, no, yes, yes, yes, no, yes];
        check(most, None, [yes; 8]);
        check(most, Some(2), [yes, yes, no, yes, yes, yes, yes, yes]);
        check(
            [yes, no, yes, no, no, no, no, yes],
            None,
            [yes, no, no, no, no, no, no, yes],
        );
    }
}
