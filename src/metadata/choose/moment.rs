//! When it was published and when it was changed. The most reliable place decides the day; another place that tells the same
//! day to the minute decides the precision.

use super::{Chooser, NEAR, Ranked};
use crate::metadata::date::Date;
use crate::metadata::dates;
use crate::metadata::markup::{self, Candidate};
use crate::metadata::script;
use crate::metadata::{Source, Sourced};

/// The hour of UTC from which it is the next day somewhere in the inhabited east, and before which it is still the day before
/// in the west.
const EAST: u8 = 11;
const WEST: u8 = 10;
/// Characters of the longest line that tells a time from now on back.
const RELATIVE: u32 = 30;

impl Chooser<'_> {
    /// The same moment, or the day of it, in the page's own time: a tag in UTC may name another day than the reader sees.
    pub(super) fn in_local_time(
        &self,
        date: Date,
        ranked: &Ranked<Date>,
    ) -> Option<(Date, Source)> {
        let time = date.time.filter(|time| time.offset == Some(0))?;
        let ordinal = date.day_number()?;
        ranked.iter().copied().find(|(other, source)| {
            let Some(day) = other.day_number() else {
                return false;
            };
            let shown = matches!(
                source,
                Source::VisibleLine | Source::Address | Source::Markup | Source::Time
            );
            let neighbour = (day == ordinal + 1 && time.hour >= EAST)
                || (day + 1 == ordinal && time.hour < WEST);
            let same_minute = other
                .time
                .is_none_or(|other| other.offset.is_none() && other.minute == time.minute);
            shown && neighbour && same_minute
        })
    }

    pub(super) fn published(&mut self) -> Option<Sourced<Date>> {
        let structured = self
            .structured
            .published
            .as_deref()
            .and_then(|text| dates::parse(text, self.habits));
        let address = self
            .context
            .url
            .and_then(|url| dates::in_address(url.path()));
        let (address_day, address_month) = match address {
            Some(date) if date.day.is_some() => (Some(date), None),
            other => (None, other),
        };
        // A change told beside the headline is of this text; a date elsewhere may be a comment's.
        let beside_title = self
            .visible
            .modified
            .filter(|_| self.visible.title_block.is_some());
        let ranked: Ranked<Date> = [
            (structured, Source::JsonLd),
            (self.tagged_date(PUBLISHED), Source::OpenGraph),
            (
                self.marked_date(&self.markup.published, markup::PLAIN),
                Source::Time,
            ),
            (self.visible.published, Source::VisibleLine),
            (self.marked_date(&self.markup.published, 0), Source::Markup),
            (self.visible.unlabelled, Source::VisibleLine),
            (address_day, Source::Address),
            (beside_title, Source::VisibleLine),
            (self.visible.elsewhere, Source::VisibleLine),
            (self.tagged_date(OTHER_DATES), Source::Meta),
            (self.visible.modified, Source::VisibleLine),
            (self.marked_date(&self.markup.modified, 0), Source::Markup),
            (self.tagged_date(MODIFIED), Source::OpenGraph),
            (
                self.structured
                    .modified
                    .as_deref()
                    .and_then(|text| dates::parse(text, self.habits)),
                Source::JsonLd,
            ),
            (address_month, Source::Address),
        ]
        .into_iter()
        .filter_map(|(date, source)| date.map(|date| (date, source)))
        .collect();
        let ranked = self.not_in_future(ranked);
        let ranked = if ranked.is_empty() {
            self.not_in_future(self.last_resorts())
        } else {
            ranked
        };
        let (mut date, mut source) = finest(&ranked)?;
        if let Some(local) = self.in_local_time(date, &ranked) {
            (date, source) = local;
        }
        self.note("published", &date, source, &ranked);
        Some(Sourced::new(date, source))
    }

    /// What tells the date where nothing else does: data of scripts, lines of the foot; and where nothing tells when it was
    /// published, when it was changed.
    fn last_resorts(&self) -> Ranked<Date> {
        let dom = self.context.dom;
        let script = dom.and_then(|dom| script::published(dom, self.habits));
        [
            (self.visible.posted, Source::VisibleLine),
            (script, Source::Script),
            (self.relative_line(), Source::VisibleLine),
            (self.visible.changed, Source::VisibleLine),
        ]
        .into_iter()
        .filter_map(|(date, source)| date.map(|date| (date, source)))
        .collect()
    }

    /// A line near the headline that tells the time from now on back, where the caller says when that was.
    fn relative_line(&self) -> Option<Date> {
        let now = self.context.now?;
        let title = self.visible.title_block?;
        let blocks = &self.context.page.blocks;
        let near = blocks.iter().skip(title.saturating_sub(4)).take(14);
        near.filter(|block| block.chars <= RELATIVE)
            .find_map(|block| dates::relative(&block.text, now))
    }

    pub(super) fn modified(&mut self) -> Option<Sourced<Date>> {
        let structured = self
            .structured
            .modified
            .as_deref()
            .and_then(|text| dates::parse(text, self.habits));
        let ranked: Ranked<Date> = [
            (structured, Source::JsonLd),
            (self.tagged_date(MODIFIED), Source::OpenGraph),
            (self.visible.modified, Source::VisibleLine),
            (self.marked_date(&self.markup.modified, 0), Source::Markup),
            (self.visible.changed, Source::VisibleLine),
        ]
        .into_iter()
        .filter_map(|(date, source)| Some((date?, source)))
        .collect();
        let ranked = self.not_in_future(ranked);
        let (date, source) = finest(&ranked)?;
        self.note("modified", &date, source, &ranked);
        Some(Sourced::new(date, source))
    }

    pub(super) fn tagged_date(&self, keys: &[&str]) -> Option<Date> {
        keys.iter().find_map(|key| {
            self.head
                .all(key)
                .take(4)
                .find_map(|value| dates::parse(value, self.habits))
        })
    }

    /// The date of the plainest element near the headline.
    pub(super) fn marked_date(&self, candidates: &[Candidate], at_least: u8) -> Option<Date> {
        candidates
            .iter()
            .filter(|found| !found.aside && found.strength >= at_least)
            .filter_map(|found| {
                let date = dates::parse(&found.text, self.habits)
                    .filter(|date| date.day.is_some())
                    .or_else(|| dates::relative(&found.text, self.context.now?))?;
                let far = found.distance.unsigned_abs() > NEAR;
                Some((
                    (
                        far,
                        std::cmp::Reverse(found.strength),
                        found.distance < 0,
                        found.distance.unsigned_abs(),
                    ),
                    date,
                ))
            })
            .min_by_key(|(key, _)| *key)
            .map(|(_, date)| date)
    }
}

/// The first of several dates; the same day told to the minute elsewhere is the same date, told better.
fn finest(ranked: &Ranked<Date>) -> Option<(Date, Source)> {
    let first = *ranked.first()?;
    let day = |date: Date| Date { time: None, ..date };
    let finer = ranked
        .iter()
        .find(|(other, _)| other.time.is_some() && day(*other) == first.0);
    Some(finer.copied().unwrap_or(first))
}

/// Tags that give the date of publication, most telling first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:publicationdate",
    "article_date_original",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "ptime",
    "date.issued",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "originalpublicationdate",
    "dc.date",
    "dcterms.date",
    "dc.date.publication",
    "article.published",
    "published-date",
    "published_date",
    "publicationdate",
    "released",
    "rnews:datepublished",
    "cxenseparse:recs:publishtime",
    "apub:time",
    "bytedance:published_time",
    "og:release_date",
    "release_date",
    "weibo:article:create_at",
    "firstpublished",
    "datecreated",
    "created",
    "pub_date",
    "publishedat",
    "og:pubdate",
    "datetime",
    "ptdate",
    "eomportal-publishdate",
    "dcsext.articlefirstpublished",
    "article.created",
    "displaydate",
    "doc_date",
];

/// Tags whose date may be that of publication.
const OTHER_DATES: &[&str] = &[
    "date",
    "dc.date.available",
    "dcterms.available",
    "creation_date",
    "time",
    "timestamp",
    "publish-time",
];

/// Tags that give the date of the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "article:modified",
    "og:article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
    "last_modified",
    "modified",
    "article.updated",
    "updated_time",
    "bytedance:updated_time",
    "revision_date",
    "lastmodified",
    "dc.modified",
];
