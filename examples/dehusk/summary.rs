//! What a bulk run came to, in a few lines for standard error.

use crate::record::Page;
use crate::tally::Tally;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::time::Instant;

/// Bars of the histogram of confidence, each a tenth wide.
const BARS: usize = 10;

/// Counts over all pages of a run.
pub struct Summary {
    begun: Instant,
    pub pages: usize,
    pub empty: usize,
    pub errors: usize,
    /// Pages that a limit cut.
    cut: usize,
    /// Records that are no HTML.
    pub skipped: u64,
    /// Bytes of the pages, unpacked.
    bytes: u64,
    encodings: BTreeMap<&'static str, usize>,
    scripts: BTreeMap<&'static str, usize>,
    repairs: BTreeMap<&'static str, usize>,
    page_types: BTreeMap<&'static str, usize>,
    confidence: [usize; BARS],
}

impl Summary {
    pub fn begin() -> Summary {
        Summary {
            begun: Instant::now(),
            pages: 0,
            empty: 0,
            errors: 0,
            cut: 0,
            skipped: 0,
            bytes: 0,
            encodings: BTreeMap::new(),
            scripts: BTreeMap::new(),
            repairs: BTreeMap::new(),
            page_types: BTreeMap::new(),
            confidence: [0; BARS],
        }
    }

    pub fn add(&mut self, page: &Page) {
        self.pages += 1;
        self.errors += usize::from(page.error.is_some());
        if let Some(tally) = &page.tally {
            self.add_tally(tally);
        }
    }

    fn add_tally(&mut self, tally: &Tally) {
        self.empty += usize::from(tally.empty);
        self.cut += usize::from(tally.cut);
        self.bytes += tally.bytes as u64;
        *self.encodings.entry(tally.encoding).or_default() += 1;
        *self.scripts.entry(tally.script).or_default() += 1;
        for kind in &tally.repairs {
            *self.repairs.entry(kind).or_default() += 1;
        }
        if let Some(page_type) = tally.page_type {
            *self.page_types.entry(page_type).or_default() += 1;
        }
        if let Some(confidence) = tally.confidence {
            let bar = (confidence * BARS as f32) as usize;
            self.confidence[bar.min(BARS - 1)] += 1;
        }
    }
}

impl Display for Summary {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let seconds = self.begun.elapsed().as_secs_f64().max(1e-6);
        writeln!(
            f,
            "{} pages in {seconds:.1} s: {:.1} pages a second, {:.1} MB a second",
            self.pages,
            self.pages as f64 / seconds,
            self.bytes as f64 / seconds / 1e6,
        )?;
        writeln!(
            f,
            "empty: {}, errors: {}, cut by a limit: {}, skipped since not HTML: {}",
            self.empty, self.errors, self.cut, self.skipped
        )?;
        for (name, counts) in [
            ("encodings", &self.encodings),
            ("scripts", &self.scripts),
            ("pages with repairs", &self.repairs),
            ("page types", &self.page_types),
        ] {
            write_counts(f, name, counts)?;
        }
        if self.confidence.iter().any(|&count| count > 0) {
            write!(f, "confidence:")?;
            for (bar, count) in self.confidence.iter().enumerate() {
                let separator = if bar == 0 { "" } else { "," };
                write!(f, "{separator} 0.{bar}+ {count}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// The most frequent first.
fn write_counts(
    f: &mut Formatter<'_>,
    name: &str,
    counts: &BTreeMap<&'static str, usize>,
) -> fmt::Result {
    if counts.is_empty() {
        return Ok(());
    }
    let mut counts: Vec<_> = counts.iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let listed: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    writeln!(f, "{name}: {}", listed.join(", "))
}
