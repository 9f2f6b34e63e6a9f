//! What the summary of a run counts of a page.

use dehusk::{Article, Decoding, Repair, Script, Stage};

pub struct Tally {
    /// Bytes of the page.
    pub bytes: usize,
    pub empty: bool,
    /// Whether a limit cut it.
    pub cut: bool,
    pub encoding: &'static str,
    pub script: &'static str,
    pub repairs: Vec<&'static str>,
    pub page_type: Option<&'static str>,
    pub confidence: Option<f32>,
}

impl Tally {
    pub fn of_article(article: &Article, bytes: usize) -> Tally {
        let script = article.script();
        Tally {
            page_type: Some(article.page_type().as_str()),
            confidence: Some(article.confidence()),
            empty: article.blocks().is_empty(),
            cut: article.is_cut(),
            ..Tally::of(article.decoding(), article.repairs(), script, bytes)
        }
    }

    pub fn of_stage(stage: &Stage, bytes: usize) -> Tally {
        Tally {
            empty: stage.text().is_empty(),
            ..Tally::of(stage.decoding(), stage.repairs(), stage.script(), bytes)
        }
    }

    fn of(decoding: &Decoding, repairs: &[Repair], script: Script, bytes: usize) -> Tally {
        Tally {
            bytes,
            empty: false,
            cut: false,
            encoding: decoding.encoding(),
            script: script.as_str(),
            repairs: repairs.iter().map(|repair| repair.kind.as_str()).collect(),
            page_type: None,
            confidence: None,
        }
    }
}
