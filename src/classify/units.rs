//! What belongs together stays together: the cells of a table, the items of a list, a heading and what it heads, a picture and the text that
//! it stands in.

use super::rules::Rules;
use super::{Label, Verdict};
use crate::block::{Page, Role};

/// A data table stays or goes as a whole, its caption with it, by what the choice says of most of it: a cell alone, above all one of the header, looks
/// like no part of a text. Within the text it stays if it might be body at all.
pub(super) fn keep_tables(
    page: &Page,
    claimed: &[bool],
    chances: &[f32],
    verdicts: &mut [Verdict],
) {
    let table = |i: usize| match &page.blocks[i].role {
        Role::Cell(cell) => Some(cell.table as usize),
        Role::TableCaption { table } => Some(*table as usize),
        _ => None,
    };
    let units = units(page, chances, verdicts, table);
    for (i, verdict) in verdicts.iter_mut().enumerate() {
        let Some(table) = table(i) else { continue };
        let unit = &units[table];
        let stays = 2 * unit.kept >= unit.all || unit.might_be_within(MIGHT_BE);
        if stays && verdict.label != Label::Body && !claimed[i] {
            verdict.decide(Label::Body, "part of a table that stays");
        } else if !stays && verdict.label == Label::Body {
            verdict.decide(Label::Husk, "part of a table that goes");
        }
    }
}

/// A list stays as a whole where most of it does: a short item says too little by itself. A thread of posts is no such list, and what can
/// hardly be body, such as a call to share among the items, still goes.
pub(super) fn keep_lists(page: &Page, claimed: &[bool], chances: &[f32], verdicts: &mut [Verdict]) {
    let list = |i: usize| match &page.blocks[i].role {
        Role::Item(item) => Some(item.list as usize),
        _ => None,
    };
    let units = units(page, chances, verdicts, list);
    for (i, verdict) in verdicts.iter_mut().enumerate() {
        let stays = list(i).is_some_and(|list| {
            let unit = &units[list];
            3 * unit.kept >= 2 * unit.all || unit.might_be_within(RATHER)
        });
        if stays && verdict.label == Label::Husk && !claimed[i] && chances[i] >= MIGHT_BE {
            verdict.decide(Label::Body, "an item of a list that stays");
        }
    }
}

/// What stays or goes together: a table, a list.
#[derive(Default, Clone)]
struct Unit {
    /// The weight of what is kept, and of the whole.
    kept: u64,
    all: u64,
    /// The sum of the chances, by weight.
    chances: f64,
    /// Whether there is text of the body right before it and right behind it.
    is_within: bool,
}

impl Unit {
    /// Whether it stands within the text and is part of it with this chance at least.
    fn might_be_within(&self, least: f32) -> bool {
        self.is_within && self.chances >= f64::from(least) * self.all as f64
    }
}

/// The units of a page by their numbers, of which `unit` gives that of a block.
fn units(
    page: &Page,
    chances: &[f32],
    verdicts: &[Verdict],
    unit: impl Fn(usize) -> Option<usize>,
) -> Vec<Unit> {
    let is_kept = |i: usize| verdicts[i].label == Label::Body && page.blocks[i].tokens > 0;
    let mut units: Vec<Unit> = Vec::new();
    // The first and the last block of each.
    let mut ends: Vec<Option<(usize, usize)>> = Vec::new();
    for (i, verdict) in verdicts.iter().enumerate() {
        let Some(unit) = unit(i) else { continue };
        units.resize(units.len().max(unit + 1), Unit::default());
        ends.resize(units.len(), None);
        ends[unit].get_or_insert((i, i)).1 = i;
        let weight = u64::from(page.blocks[i].tokens) + 1;
        let unit = &mut units[unit];
        unit.all += weight;
        unit.kept += if verdict.label == Label::Body {
            weight
        } else {
            0
        };
        unit.chances += weight as f64 * f64::from(chances[i]);
    }
    for (unit, ends) in units.iter_mut().zip(ends) {
        let Some((first, last)) = ends else { continue };
        let mut before = first.saturating_sub(BESIDE)..first;
        let mut behind = (last + 1..verdicts.len()).take(BESIDE);
        unit.is_within = before.any(is_kept) && behind.any(is_kept);
    }
    units
}

/// A heading stays with the text below it and a term with its explanation, if there is text of the body above it too: what stands above
/// all of it may be the title once more.
pub(super) fn keep_headings(
    page: &Page,
    claimed: &[bool],
    chances: &[f32],
    verdicts: &mut [Verdict],
) {
    let heads = |i: usize| {
        let block = &page.blocks[i];
        block.is_heading() || block.role == Role::Definition && block.tag == "dt"
    };
    let mut above: Option<usize> = None;
    for i in 0..verdicts.len() {
        let is_kept = |i: usize| verdicts[i].label == Label::Body;
        let block = &page.blocks[i];
        if block.tokens == 0 {
            continue;
        }
        if is_kept(i) {
            above = Some(i);
            continue;
        }
        let below = (i + 1..verdicts.len())
            .take(BESIDE)
            .find(|&next| page.blocks[next].tokens > 0);
        let has_text = below.is_some_and(|i| is_kept(i) && !heads(i));
        let goes_on = above.is_some_and(|above| i - above <= BESIDE);
        let might = heads(i) && !claimed[i] && chances[i] >= MIGHT_BE;
        if might && has_text && goes_on {
            verdicts[i].decide(Label::Body, "the head of text that stays");
            above = Some(i);
        }
    }
}

/// The chance from which on something stays with what it belongs to, and that from which on a list does that stands within the text.
const MIGHT_BE: f32 = 0.2;
const RATHER: f32 = 0.5;
/// Blocks beside something among which the text around it is: a picture may stand between.
const BESIDE: usize = 2;

/// Pictures and captions stay within the text where the rules see nothing against them and the model not much: golds have no pictures, they
/// disagree on whether captions are body, and whoever reads an article misses both.
pub(super) fn keep_figures(page: &Page, rules: &Rules, chances: &[f32], verdicts: &mut [Verdict]) {
    let kept = |i: &usize| verdicts[*i].label == Label::Body && page.blocks[*i].tokens > 0;
    let first = (0..verdicts.len()).find(kept);
    let last = (0..verdicts.len()).rfind(kept);
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    // A lead image has its caption right above the text.
    let within = first.saturating_sub(ABOVE)..=last;
    for (i, verdict) in verdicts.iter_mut().enumerate() {
        let is_figure = matches!(page.blocks[i].role, Role::Caption | Role::Image);
        let unopposed = rules.verdicts[i].label == Label::Body;
        let least = if i < first { LEAD_CAPTION } else { CAPTION };
        let might = chances[i] >= least;
        if is_figure && unopposed && might && verdict.label != Label::Body && within.contains(&i) {
            verdict.decide(Label::Body, "a picture or caption within the text");
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

    fn labels(kept: &[bool]) -> Vec<Verdict> {
        let label = |&kept: &bool| if kept { Label::Body } else { Label::Husk };
        let verdict = |kept| Verdict {
            label: label(kept),
            ..Verdict::default()
        };
        kept.iter().map(verdict).collect()
    }

    fn kept(verdicts: &[Verdict]) -> Vec<bool> {
        let is_body = |verdict: &Verdict| verdict.label == Label::Body;
        verdicts.iter().map(is_body).collect()
    }

    #[test]
    fn tables_that_might_be_body_stay_within_the_text() {
        let table = "<table><tr><th>Week<th>Loaves<tr><td>9<td>2,310</table>";
        let page = page(&format!("<p>Before.</p>{table}<p>After.</p>"));
        let check = |chance: f32, after: bool, stays: bool| {
            let mut verdicts = labels(&[true, false, false, false, false, after]);
            keep_tables(&page, &[false; 6], &[chance; 6], &mut verdicts);
            assert_eq!(kept(&verdicts)[1..5], [stays; 4]);
        };
        check(0.3, true, true);
        check(0.3, false, false);
        check(0.1, true, false);
    }

    #[test]
    fn lists_stay_where_most_of_them_does() {
        let page =
            page("<p>Before.<ul><li>Rye bread, butter, eggs and some salt<li>Water<li>Share</ul>");
        let check = |chances: [f32; 4], claimed: bool, outcome: [bool; 4]| {
            let mut verdicts = labels(&[true, true, false, false]);
            keep_lists(
                &page,
                &[false, false, claimed, false],
                &chances,
                &mut verdicts,
            );
            assert_eq!(kept(&verdicts), outcome);
        };
        check([0.9, 0.9, 0.3, 0.1], false, [true, true, true, false]);
        check([0.9, 0.9, 0.3, 0.1], true, [true, true, false, false]);
        check([0.9, 0.9, 0.1, 0.1], false, [true, true, false, false]);
    }

    #[test]
    fn headings_stay_with_the_text_below_them() {
        let page = page("<p>Before.<h2>One</h2><img src=a.jpg><p>Text.<h2>Two</h2><h2>Three</h2>");
        let check = |before: bool, chance: f32, stays: bool| {
            let mut verdicts = labels(&[before, false, false, true, false, false]);
            keep_headings(&page, &[false; 6], &[chance; 6], &mut verdicts);
            assert_eq!(kept(&verdicts), [before, stays, false, true, false, false]);
        };
        check(true, 0.3, true);
        check(true, 0.1, false);
        check(false, 0.3, false);
    }

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
            keep_tables(&page, &claimed, &[0.0; 8], &mut verdicts);
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
