//! The second headline: a line or a short paragraph between the headline and the text, which the markup names or which
//! the byline parts from the text. It leaves the body where its name is plain or the byline stands between; a lead in bold
//! at the start of the text is told as the subtitle and stays, since half of the pages with `class="lead"` mean the first
//! paragraph (traf_eval, November 2026: taking all of them out cost two points of recall).

use super::{Chooser, NEAR_TITLE};
use crate::block::{Block, Landmarks, Role};
use crate::metadata::scan::{squash, squashes_to};
use crate::metadata::{Metadata, Source, Sourced};

/// Characters of the longest standfirst; what is longer is text.
const LONGEST: usize = 400;
/// Characters of the shortest.
const SHORTEST: usize = 4;
/// Blocks behind the headline among which a standfirst without a plain name is.
const BEHIND_TITLE: usize = 8;
/// Elements with a plain name that are tried.
const PLAIN: usize = 8;
/// Blocks behind the headline in which a box is looked for that only looks like a standfirst.
const AROUND: usize = 60;
/// Tokens of a paragraph of the text, for which a standfirst is not the whole of it.
const TEXT: u32 = 25;
/// Blocks behind a standfirst in which the text begins.
const BEFORE_TEXT: usize = 40;
/// Blocks behind a standfirst within which the byline parts it from the text.
const BYLINE: usize = 4;
/// Tokens of the shortest standfirst that no markup names; shorter lines are labels.
const SENTENCE: u32 = 8;

impl Chooser<'_> {
    pub(super) fn subtitle(&mut self, metadata: &Metadata) -> Option<Sourced<String>> {
        if let Some(subtitle) = self.visible.subtitle.take() {
            return Some(Sourced::new(subtitle, Source::VisibleLine));
        }
        let title = metadata
            .title
            .as_ref()
            .map(|title| squash(&title.value))
            .unwrap_or_default();
        let ok = |text: &str| {
            (SHORTEST..=LONGEST).contains(&text.chars().count()) && !squashes_to(text, &title)
        };
        let near = || {
            self.markup.subtitles.iter().filter(|found| {
                !found.aside && found.distance.abs() < NEAR_TITLE && ok(&found.text)
            })
        };
        let mut plain = near().filter(|found| found.strength > 0).take(PLAIN);
        let plain = plain.find(|found| self.is_before_text(&found.text));
        let leads: Vec<(String, i64)> = near()
            .filter(|found| plain.is_none_or(|plain| found.distance <= plain.distance))
            .map(|found| (squash(&found.text), found.distance))
            .collect();
        let lead = self
            .between_title_and_text()
            .filter(|(_, block)| {
                let is = |(lead, _): &(String, i64)| squashes_to(&block.text, lead);
                leads.iter().any(is)
            })
            .find(|&(i, block)| self.text_follows(i, block))
            .map(|(i, block)| (i, block.text.clone()));
        let is_plain = |text: &String| plain.is_some_and(|plain| plain.text == *text);
        if let Some((i, lead)) = lead.filter(|(_, lead)| !is_plain(lead)) {
            self.standfirst_leaves = self.east_asian || self.parted_from_text(i);
            return Some(Sourced::new(lead, Source::Markup));
        }
        if let Some(plain) = plain {
            self.standfirst_leaves = true;
            return Some(Sourced::new(plain.text.clone(), Source::Markup));
        }
        if let Some(text) = self.structured.subtitle.clone().filter(|text| ok(text)) {
            self.standfirst_leaves = true;
            return Some(Sourced::new(text, Source::JsonLd));
        }
        self.standfirst_leaves = self.east_asian;
        self.before_byline(&title)
            .map(|text| Sourced::new(text, Source::VisibleLine))
    }

    /// Whether a text does not stand behind or within the text, as the heading of a box does. A text that is no block of its
    /// own is joined to the headline.
    fn is_before_text(&self, standfirst: &str) -> bool {
        let Some(title) = self.visible.title_block else {
            return true;
        };
        let key = squash(standfirst);
        let behind = self.context.page.blocks.iter().skip(title + 1).take(AROUND);
        let mut text = 0;
        for block in behind {
            if block.chars as usize <= LONGEST && squashes_to(&block.text, &key) {
                return text == 0;
            }
            text += usize::from(block.tokens >= 2 * TEXT);
        }
        true
    }

    /// Blocks behind the headline up to the first paragraph that is longer than a standfirst.
    fn between_title_and_text(&self) -> impl Iterator<Item = (usize, &Block)> {
        let blocks = &self.context.page.blocks;
        let start = self.visible.title_block.map_or(blocks.len(), |at| at + 1);
        blocks
            .iter()
            .enumerate()
            .skip(start)
            .take(BEHIND_TITLE)
            .take_while(|(_, block)| block.chars as usize <= LONGEST)
            .filter(|(_, block)| !block.text.is_empty() && !matches!(block.role, Role::Image))
    }

    /// Whether the text stands behind a standfirst, in another element.
    fn text_follows(&self, i: usize, standfirst: &Block) -> bool {
        let rest = self
            .context
            .page
            .blocks
            .iter()
            .skip(i + 1)
            .take(BEFORE_TEXT);
        rest.filter(|block| block.container != standfirst.container)
            .any(|block| block.tokens >= TEXT && block.tokens >= standfirst.tokens / 2)
    }

    /// Whether a block stands right between the headline and the byline.
    fn parted_from_text(&self, i: usize) -> bool {
        let behind_title = self.visible.title_block.is_some_and(|at| at + 1 == i);
        let before_byline = self
            .byline()
            .is_some_and(|byline| (i + 1..=i + BYLINE).contains(&byline));
        behind_title && before_byline
    }

    /// The first byline or dateline behind the headline.
    fn byline(&self) -> Option<usize> {
        let at = self.visible.title_block?;
        self.visible
            .claims
            .iter()
            .filter(|claim| matches!(claim.field, "authors" | "published"))
            .map(|claim| claim.block)
            .filter(|&block| block > at)
            .min()
    }

    /// The sole paragraph between the headline and the byline or dateline.
    fn before_byline(&self, title: &str) -> Option<String> {
        let at = self.visible.title_block?;
        let byline = self.byline()?;
        let mut between = self
            .between_title_and_text()
            .take_while(|(i, _)| *i < byline)
            .filter(|(_, block)| block.tokens >= SENTENCE && !squashes_to(&block.text, title));
        let (i, block) = between.next()?;
        let sole = between.next().is_none();
        let plain = matches!(block.role, Role::Paragraph | Role::Heading(_))
            && block.link_tokens == 0
            && !block
                .inside
                .any(Landmarks::NAV | Landmarks::ASIDE | Landmarks::FORM | Landmarks::FIGURE);
        (sole && plain && i <= at + 2 && self.text_follows(byline, block))
            .then(|| block.text.clone())
    }
}
