//! The choice between what the parts of a page say of one field. Takes everything that was read, gives one value a field
//! with its source, and a note where two disagree.

use std::collections::BTreeSet;

use url::Url;

use super::date::Date;
use super::dates::{self, Habits};
use super::head::Head;
use super::json_ld::{self, Structured};
use super::markup::{self, Candidate, Markup};
use super::names;
use super::scan::{fold_spaces, squash};
use super::title::{self, Known};
use super::visible::{self, Line, Visible};
use super::{Metadata, Source, Sourced};
use crate::block::{Claim, Page};
use crate::dom::Dom;
use crate::terms::bylines::Label;

/// A page as this stage sees it.
pub(crate) struct Context<'a> {
    /// The tree; `None` for flattened text.
    pub dom: Option<&'a Dom>,
    /// The blocks.
    pub page: &'a Page,
    /// Where the page was found, if the caller said so.
    pub url: Option<&'a Url>,
}

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The fields.
    pub metadata: Metadata,
    /// Which blocks, or parts of blocks, the fields were read from; they leave the body.
    pub claims: Vec<Claim>,
    /// Choices between disagreeing values, for the trace.
    pub notes: Vec<String>,
    /// schema.org types and `og:type`, most telling first.
    pub schema_types: Vec<String>,
    /// The text of the article as structured data gives it.
    pub article_body: Option<String>,
}

/// Reads the metadata of a page. Time is linear in the page.
pub(crate) fn read(context: &Context<'_>) -> Reading {
    let title_tag = &context.page.title;
    let (head, structured, markup) = match context.dom {
        Some(dom) => (Head::read(dom, context.url), json_ld::read(dom), markup::read(dom, title_tag)),
        None => Default::default(),
    };
    let chooser = Chooser {
        context,
        east_asian: is_east_asian_page(context.page),
        habits: habits(context, &head),
        head,
        structured,
        markup,
        visible: Visible::default(),
        notes: Vec::new(),
    };
    chooser.choose()
}

/// Whether the page is written in Chinese, Japanese or Korean.
fn is_east_asian_page(page: &Page) -> bool {
    let (mut east_asian, mut chars) = (0_u64, 0_u64);
    for block in &page.blocks {
        east_asian += u64::from(block.east_asian);
        chars += u64::from(block.chars);
    }
    east_asian * 5 > chars
}

/// The order of day and month, and whether years of the Republic are to be expected.
fn habits(context: &Context<'_>, head: &Head) -> Habits {
    let lang = head.lang.as_deref().unwrap_or_default().to_ascii_lowercase();
    let host = context.url.and_then(Url::host_str).unwrap_or_default();
    let british = [".uk", ".au", ".nz", ".ie", ".in", ".za", ".sg", ".my", ".hk"].iter().any(|end| host.ends_with(end));
    let english = lang.is_empty() || lang == "en" || lang.starts_with("en-us") || lang.starts_with("en_us");
    Habits {
        month_first: english && !british,
        republic: host.ends_with(".tw") || lang.ends_with("-tw") || lang.ends_with("_tw"),
    }
}

struct Chooser<'a> {
    context: &'a Context<'a>,
    east_asian: bool,
    habits: Habits,
    head: Head,
    structured: Structured,
    markup: Markup,
    visible: Visible,
    notes: Vec<String>,
}

/// A value with the place it came from, in order of preference.
type Ranked<T> = Vec<(T, Source)>;

impl Chooser<'_> {
    fn choose(mut self) -> Reading {
        let mut metadata = Metadata {
            site_name: self.site_name(),
            ..Metadata::default()
        };
        let title = self.title(&metadata);
        self.visible = visible::read(self.context.page, title.as_ref().map(|title| title.value.as_str()), self.habits);
        metadata.title = title.or_else(|| self.visible.title.take().map(|title| Sourced::new(title, Source::VisibleLine)));
        metadata.subtitle = self.subtitle(&metadata);
        metadata.authors = self.authors(&metadata);
        metadata.editors = self.editors();
        metadata.source = self.source();
        metadata.modified = self.modified();
        metadata.published = self.published();
        metadata.language = self.language();
        metadata.description = self.description();
        metadata.keywords = self.keywords();
        metadata.breadcrumbs = self.breadcrumbs(&metadata);
        metadata.image = self.image();
        metadata.canonical = self.canonical();
        metadata.license = self.license();
        let mut claims = std::mem::take(&mut self.visible.claims);
        self.claim_known(&metadata, &mut claims);
        Reading {
            metadata,
            claims,
            schema_types: self.types(),
            notes: self.notes,
            article_body: self.structured.body,
        }
    }

    /// The same moment, or the day of it, in the page's own time: a tag in UTC may name another day than the reader sees.
    fn in_local_time(&self, date: Date, ranked: &Ranked<Date>) -> Option<(Date, Source)> {
        let time = date.time.filter(|time| time.offset == Some(0))?;
        let ordinal = day_number(date)?;
        ranked.iter().copied().find(|(other, source)| {
            let Some(day) = day_number(*other) else { return false };
            let shown = matches!(source, Source::VisibleLine | Source::Address | Source::Markup | Source::Time);
            let neighbour = (day == ordinal + 1 && time.hour >= 12) || (day + 1 == ordinal && time.hour < 12);
            let same_minute = other.time.is_none_or(|other| other.offset.is_none() && other.minute == time.minute);
            shown && neighbour && same_minute
        })
    }

    fn note<T: std::fmt::Display + PartialEq>(&mut self, field: &str, chosen: &T, source: Source, others: &[(T, Source)]) {
        if let Some((other, from)) = others.iter().find(|(other, _)| other != chosen) {
            self.notes.push(format!("{field}: {chosen} ({source:?}) rather than {other} ({from:?})"));
        }
    }

    fn site_name(&self) -> Option<Sourced<String>> {
        let meta = |keys: &[&str], source| self.head.get(keys).map(|name| Sourced::new(name.to_string(), source));
        meta(&["og:site_name"], Source::OpenGraph)
            .or_else(|| self.structured.site_name.clone().map(|name| Sourced::new(name, Source::JsonLd)))
            .or_else(|| self.structured.publisher.clone().map(|name| Sourced::new(name, Source::JsonLd)))
            .or_else(|| meta(&["application-name", "apple-mobile-web-app-title", "twitter:app:name:iphone"], Source::Meta))
            .filter(|name| name.value.chars().count() <= 80)
    }

    fn title(&mut self, metadata: &Metadata) -> Option<Sourced<String>> {
        let mut known = Known::default();
        known.sites.extend(metadata.site_name.iter().map(|name| name.value.clone()));
        known.sites.extend(self.structured.publisher.clone());
        known.sites.extend(self.structured.site_name.clone());
        if let Some(host) = self.context.url.and_then(Url::host_str) {
            known.sites.extend(title::host_names(host));
        }
        known.headings = self.context.page.blocks.iter().filter(|block| block.is_heading() && block.chars <= 200).take(200).map(|block| squash(&block.text)).collect();
        // Chinese templates show the headline in any element; elsewhere a line is a teaser as often.
        let lines = if self.east_asian { 400 } else { 0 };
        known.lines = self
            .context
            .page
            .blocks
            .iter()
            .filter(|block| !block.is_heading() && (6..=120).contains(&block.chars) && block.link_share() < 0.5)
            .take(lines)
            .map(|block| squash(&block.text))
            .collect();
        let head = &self.head;
        let og = head.get(&["og:title"]);
        let title_tag = Some(self.context.page.title.as_str()).filter(|title| !title.trim().is_empty());
        let headline = self.structured.headline.as_deref().or(self.markup.headline.as_deref());
        let tags: Ranked<String> = [
            (headline, Source::JsonLd),
            (og, Source::OpenGraph),
            (head.get(&["twitter:title"]), Source::TwitterCard),
            (head.get(&["dc.title", "dcterms.title", "citation_title", "articletitle", "parsely-title", "sailthru.title"]), Source::DublinCore),
            (title_tag, Source::TitleTag),
            (head.get(&["title", "headline"]), Source::Meta),
        ]
        .into_iter()
        .filter_map(|(text, source)| text.map(|text| (title::clean(text, &known), source)))
        .filter(|(text, _)| text.chars().any(char::is_alphanumeric))
        .collect();
        // A heading that a tag names is the headline as the reader sees it.
        let h1: Vec<&Candidate> = self.markup.h1.iter().filter(|found| found.text.chars().count() <= 300).collect();
        let keys: Vec<String> = tags.iter().map(|(text, _)| squash(text)).collect();
        let raw: Vec<String> = [title_tag, og, headline].into_iter().flatten().map(squash).collect();
        let is_site = |text: &str| known.sites.iter().any(|site| squash(site) == squash(text));
        let named = h1.iter().find(|found| {
            let key = squash(&found.text);
            key.chars().count() >= 2 && (keys.contains(&key) || (key.chars().count() >= 8 && keys.first().is_none_or(|first| 2 * key.len() >= first.len()) && raw.iter().any(|tag| tag.contains(&key)))) && !is_site(&found.text)
        });
        if let Some(found) = named {
            // The heading chooses; the tag writes, where both have the same letters: headings are set in capitals and hyphenated.
            let key = squash(&found.text);
            let tag = tags.iter().find(|(text, _)| squash(text) == key);
            let (text, source) = tag.cloned().unwrap_or_else(|| (title::clean_heading(&found.text, &known), Source::Heading));
            self.note("title", &text, source, &tags);
            return Some(Sourced::new(text, source));
        }
        let sole = match h1.iter().filter(|found| !found.aside).collect::<Vec<_>>()[..] {
            [sole] if !is_site(&sole.text) => Some(sole.text.clone()),
            _ => None,
        };
        // A sole heading that is a whole headline and speaks of the same is what the reader sees; the tags are written for
        // search engines.
        if let Some(text) = sole.as_ref().filter(|text| speaks_of(text, &tags)) {
            let text = title::clean_heading(text, &known);
            self.note("title", &text, Source::Heading, &tags);
            return Some(Sourced::new(text, Source::Heading));
        }
        let (text, source) = tags.first().cloned().or_else(|| sole.map(|text| (text, Source::Heading)))?;
        self.note("title", &text, source, &tags);
        Some(Sourced::new(text, source))
    }

    fn subtitle(&mut self, metadata: &Metadata) -> Option<Sourced<String>> {
        if let Some(subtitle) = self.visible.subtitle.take() {
            return Some(Sourced::new(subtitle, Source::VisibleLine));
        }
        let title = metadata.title.as_ref().map(|title| squash(&title.value)).unwrap_or_default();
        let ok = |text: &str| (4..=300).contains(&text.chars().count()) && squash(text) != title;
        let marked = self.markup.subtitles.iter().find(|found| !found.aside && found.distance.abs() < 150 && ok(&found.text));
        marked
            .map(|found| Sourced::new(found.text.clone(), Source::Markup))
            .or_else(|| {
                let text = self.structured.subtitle.clone().filter(|text| ok(text))?;
                Some(Sourced::new(text, Source::JsonLd))
            })
    }

    fn authors(&mut self, metadata: &Metadata) -> Vec<Sourced<String>> {
        let visible = (self.visible.authors.clone(), Source::VisibleLine);
        let structured: Vec<String> = self.structured.authors.iter().flat_map(|name| names::read(name)).collect();
        let tagged = self.tagged_authors();
        let (marked, source) = self.marked_authors();
        let mut ranked: Ranked<Vec<String>> = vec![(structured, Source::JsonLd), tagged, (marked, source)];
        if self.east_asian {
            ranked.insert(0, visible);
        } else {
            ranked.push(visible);
        }
        ranked.push((self.visible.bare.clone(), Source::VisibleLine));
        ranked.push((self.visible.beside_date.clone(), Source::VisibleLine));
        ranked.push((self.visible.posters.clone(), Source::VisibleLine));
        if self.east_asian {
            // Chinese pages put the editor or the medium into tags for the author; only names of others count.
            let editors = &self.visible.editors;
            for (names, source) in &mut ranked {
                let visible = *source == Source::VisibleLine;
                names.retain(|name| !names::is_medium(name) && (visible || !editors.iter().any(|editor| name.contains(editor.as_str()))));
            }
            // A name that a reader sees, though without a label, is better than a tag.
            if !self.visible.bare.is_empty() {
                ranked.insert(1, (self.visible.bare.clone(), Source::VisibleLine));
            }
        }
        ranked.retain(|(names, _)| !names.is_empty());
        // The name of the site is an author only where nobody else is named.
        let site: BTreeSet<String> = metadata
            .site_name
            .iter()
            .map(|name| squash(&name.value))
            .chain(self.structured.publisher.iter().map(|name| squash(name)))
            .collect();
        let host: String = self.context.url.and_then(Url::host_str).map(squash).unwrap_or_default();
        let is_of_site = |name: &str| {
            let key = squash(name);
            site.contains(&key) || names::is_agency(name) || (key.chars().count() >= 4 && host.contains(&key)) || is_domain(name)
        };
        let is_body = |names: &[String]| names.iter().all(|name| is_of_site(name));
        let at = ranked.iter().position(|(names, _)| !is_body(names)).unwrap_or(0);
        // Where the same name is written as a login and as a name, the name is meant.
        let written: Vec<String> = ranked.iter().flat_map(|(names, _)| names.iter().cloned()).filter(|name| name.contains(' ')).collect();
        if let Some((names, _)) = ranked.get_mut(at) {
            for name in names.iter_mut().filter(|name| !name.contains(' ')) {
                if let Some(better) = written.iter().find(|better| squash(better) == squash(name)) {
                    *name = better.clone();
                }
            }
        }
        let shown: Ranked<String> = ranked.iter().map(|(names, source)| (names.join(", "), *source)).collect();
        let Some((names, source)) = ranked.into_iter().nth(at) else { return Vec::new() };
        self.note("authors", &names.join(", "), source, &shown);
        names.into_iter().map(|name| Sourced::new(name, source)).collect()
    }

    /// Authors that tags of the head name.
    fn tagged_authors(&self) -> (Vec<String>, Source) {
        const KEYS: &[(&str, Source)] = &[
            ("citation_author", Source::Meta),
            ("parsely-author", Source::Meta),
            ("sailthru.author", Source::Meta),
            ("byl", Source::Meta),
            ("author", Source::Meta),
            ("article:author", Source::OpenGraph),
            ("article:author_name", Source::OpenGraph),
            ("og:article:author", Source::OpenGraph),
            ("dc.creator", Source::DublinCore),
            ("dcterms.creator", Source::DublinCore),
            ("dc.contributor", Source::DublinCore),
            ("og:author", Source::OpenGraph),
            ("authors", Source::Meta),
            ("article.author", Source::Meta),
            ("dcsext.author", Source::Meta),
            ("rbauthors", Source::Meta),
        ];
        for &(key, source) in KEYS {
            let mut found: Vec<String> = Vec::new();
            for value in self.head.all(key).take(50) {
                let value = if key == "citation_author" { given_name_first(value) } else { value.to_string() };
                for name in names::read(&value) {
                    if !found.iter().any(|known| names::same(known, &name)) {
                        found.push(name);
                    }
                }
            }
            if !found.is_empty() {
                return (found, source);
            }
        }
        let twitter = self.head.get(&["twitter:label1"]).is_some_and(|label| label.eq_ignore_ascii_case("written by"));
        if twitter && let Some(name) = self.head.get(&["twitter:data1"]) {
            return (names::read(name), Source::TwitterCard);
        }
        (Vec::new(), Source::Meta)
    }

    /// Authors that elements name: the plainest, and of those the nearest to the headline.
    fn marked_authors(&self) -> (Vec<String>, Source) {
        let mut best: Option<(u8, u64)> = None;
        let mut found: Vec<String> = Vec::new();
        for candidate in self.markup.authors.iter().filter(|found| !found.aside) {
            let names = self.byline_names(&candidate.text);
            if names.is_empty() {
                continue;
            }
            let strength = candidate.strength.min(markup::PLAIN) / 3;
            let far = u64::from(candidate.distance.unsigned_abs() > NEAR);
            match best {
                Some((known, distance)) if (known, distance) == (strength, far) && candidate.strength >= 7 => {
                    for name in names {
                        if found.len() < 6 && !found.iter().any(|known| names::same(known, &name)) {
                            found.push(name);
                        }
                    }
                }
                Some((known, distance)) if (strength, std::cmp::Reverse(far)) <= (known, std::cmp::Reverse(distance)) => {}
                _ => {
                    best = Some((strength, far));
                    found = names;
                }
            }
        }
        (found, Source::Markup)
    }

    /// Names in the text of an element that is an author's: a byline with or without label and date.
    fn byline_names(&self, text: &str) -> Vec<String> {
        let line = Line::read(text, self.habits);
        let labelled = line.names(Label::Author);
        if !labelled.is_empty() {
            return labelled;
        }
        let posted = line.names(Label::Poster);
        if !posted.is_empty() {
            return posted;
        }
        let rest: Vec<String> = line
            .pieces
            .iter()
            .find_map(|piece| match piece {
                visible::Piece::Rest(rest) => Some(names::read(rest)),
                _ => None,
            })
            .unwrap_or_default();
        let clear = line.pieces.len() == 1 || line.pieces.iter().any(|piece| matches!(piece, visible::Piece::Date(..)));
        if clear { rest } else { names::read(text) }
    }

    fn editors(&self) -> Vec<Sourced<String>> {
        let (names, source): (Vec<String>, Source) = if self.visible.editors.is_empty() {
            (self.structured.editors.iter().flat_map(|name| names::read(name)).collect(), Source::JsonLd)
        } else {
            (self.visible.editors.clone(), Source::VisibleLine)
        };
        names.into_iter().map(|name| Sourced::new(name, source)).collect()
    }

    fn source(&self) -> Option<Sourced<String>> {
        if let Some(source) = &self.visible.source {
            return Some(Sourced::new(source.clone(), Source::VisibleLine));
        }
        let tag = self.head.get(&["source", "og:article:source", "mediaid", "contentsource", "dc.source", "article:source"])?;
        visible::source_name(tag).map(|source| Sourced::new(source, Source::Meta))
    }

    fn published(&mut self) -> Option<Sourced<Date>> {
        let structured = self.structured.published.as_deref().and_then(|text| dates::parse(text, self.habits));
        let address = self.context.url.and_then(|url| dates::in_address(url.path()));
        let (address_day, address_month) = match address {
            Some(date) if date.day.is_some() => (Some(date), None),
            other => (None, other),
        };
        let ranked: Ranked<Date> = [
            (structured, Source::JsonLd),
            (self.tagged_date(PUBLISHED), Source::OpenGraph),
            (self.marked_date(&self.markup.published, markup::PLAIN), Source::Time),
            (self.visible.published, Source::VisibleLine),
            (self.marked_date(&self.markup.published, 0), Source::Markup),
            (self.visible.unlabelled, Source::VisibleLine),
            (address_day, Source::Address),
            (self.visible.elsewhere, Source::VisibleLine),
            (self.tagged_date(OTHER_DATES), Source::Meta),
            (self.visible.modified, Source::VisibleLine),
            (self.marked_date(&self.markup.modified, 0), Source::Markup),
            (self.tagged_date(MODIFIED), Source::OpenGraph),
            (self.structured.modified.as_deref().and_then(|text| dates::parse(text, self.habits)), Source::JsonLd),
            (address_month, Source::Address),
        ]
        .into_iter()
        .filter_map(|(date, source)| date.map(|date| (date, source)))
        .collect();
        let &(mut date, mut source) = ranked.first()?;
        // The same day told to the minute elsewhere is the same date, told better.
        if date.time.is_none()
            && let Some((finer, from)) = ranked.iter().find(|(other, _)| other.time.is_some() && (Date { time: None, ..*other }) == date)
        {
            (date, source) = (*finer, *from);
        }
        if let Some(local) = self.in_local_time(date, &ranked) {
            (date, source) = local;
        }
        self.note("published", &date, source, &ranked);
        Some(Sourced::new(date, source))
    }

    fn modified(&self) -> Option<Sourced<Date>> {
        let structured = self.structured.modified.as_deref().and_then(|text| dates::parse(text, self.habits));
        [
            (structured, Source::JsonLd),
            (self.tagged_date(MODIFIED), Source::OpenGraph),
            (self.visible.modified, Source::VisibleLine),
            (self.marked_date(&self.markup.modified, 0), Source::Markup),
        ]
        .into_iter()
        .find_map(|(date, source)| date.map(|date| Sourced::new(date, source)))
    }

    fn tagged_date(&self, keys: &[&str]) -> Option<Date> {
        keys.iter().find_map(|key| self.head.all(key).take(4).find_map(|value| dates::parse(value, self.habits)))
    }

    /// The date of the plainest element near the headline.
    fn marked_date(&self, candidates: &[Candidate], at_least: u8) -> Option<Date> {
        candidates
            .iter()
            .filter(|found| !found.aside && found.strength >= at_least)
            .filter_map(|found| {
                let date = dates::parse(&found.text, self.habits).filter(|date| date.day.is_some())?;
                let far = found.distance.unsigned_abs() > NEAR;
                Some(((far, std::cmp::Reverse(found.strength), found.distance < 0, found.distance.unsigned_abs()), date))
            })
            .min_by_key(|(key, _)| *key)
            .map(|(_, date)| date)
    }

    fn language(&self) -> Option<Sourced<String>> {
        let tag = |value: &str| {
            let value = value.trim().split([',', ' ', ';']).next().unwrap_or_default().replace('_', "-");
            let ok = (2..=12).contains(&value.len()) && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && value.split('-').next().is_some_and(|first| (2..=3).contains(&first.len()));
            ok.then_some(value)
        };
        let attribute = self.head.lang.as_deref().and_then(tag).map(|lang| Sourced::new(lang, Source::LangAttribute));
        attribute.or_else(|| {
            self.head
                .get(&["content-language", "language", "dc.language", "dcterms.language", "og:locale"])
                .and_then(tag)
                .map(|lang| Sourced::new(lang, Source::Meta))
        })
    }

    fn description(&self) -> Option<Sourced<String>> {
        let meta = |keys: &[&str], source| self.head.get(keys).map(|text| Sourced::new(text.to_string(), source));
        meta(&["og:description"], Source::OpenGraph)
            .or_else(|| meta(&["description"], Source::Meta))
            .or_else(|| self.structured.description.clone().map(|text| Sourced::new(text, Source::JsonLd)))
            .or_else(|| meta(&["twitter:description"], Source::TwitterCard))
            .or_else(|| meta(&["dc.description", "dcterms.abstract", "dc.description.abstract"], Source::DublinCore))
    }

    fn keywords(&self) -> Vec<Sourced<String>> {
        let mut words: Vec<Sourced<String>> = Vec::new();
        let mut add = |word: &str, source| {
            let word = fold_spaces(word);
            let ok = word.chars().any(char::is_alphanumeric) && word.chars().count() <= 80;
            if ok && words.len() < 100 && !words.iter().any(|known| known.value.to_lowercase() == word.to_lowercase()) {
                words.push(Sourced::new(word, source));
            }
        };
        for word in &self.structured.keywords {
            add(word, Source::JsonLd);
        }
        for word in self.head.all("article:tag") {
            add(word, Source::OpenGraph);
        }
        for key in ["keywords", "news_keywords", "citation_keywords", "parsely-tags", "sailthru.tags"] {
            for list in self.head.all(key) {
                let cuts: &[char] = if list.contains([',', '，', ';', '；', '、', '|']) { &[',', '，', ';', '；', '、', '|'] } else if self.east_asian { &[' '] } else { &[','] };
                for word in list.split(cuts) {
                    add(word, Source::Meta);
                }
            }
        }
        words
    }

    fn breadcrumbs(&self, metadata: &Metadata) -> Vec<Sourced<String>> {
        let (mut crumbs, source) = if !self.structured.breadcrumbs.is_empty() {
            (self.structured.breadcrumbs.clone(), Source::JsonLd)
        } else if !self.visible.crumbs.is_empty() {
            (self.visible.crumbs.clone(), Source::VisibleLine)
        } else {
            (self.markup.crumbs.clone(), Source::Markup)
        };
        // The last place is often the page itself.
        let title = metadata.title.as_ref().map(|title| squash(&title.value)).unwrap_or_default();
        while crumbs.last().is_some_and(|last| matches!(last.as_str(), "正文" | "内容" | "浏览文章" | "详情") || squash(last) == title) {
            crumbs.pop();
        }
        crumbs.into_iter().map(|crumb| Sourced::new(crumb, source)).collect()
    }

    fn image(&self) -> Option<Sourced<String>> {
        let from = |keys: &[&str], source| {
            let address = keys.iter().find_map(|key| self.head.all(key).find_map(|value| self.head.resolve(value)))?;
            Some(Sourced::new(address, source))
        };
        from(&["og:image:secure_url", "og:image", "og:image:url"], Source::OpenGraph)
            .or_else(|| {
                let address = self.structured.image.as_deref().and_then(|address| self.head.resolve(address))?;
                Some(Sourced::new(address, Source::JsonLd))
            })
            .or_else(|| from(&["twitter:image", "twitter:image:src"], Source::TwitterCard))
            .or_else(|| from(&["image", "thumbnail", "sailthru.image.full", "parsely-image-url"], Source::Meta))
            .or_else(|| self.head.link("image_src").map(|address| Sourced::new(address, Source::Link)))
    }

    fn canonical(&self) -> Option<Sourced<String>> {
        self.head.link("canonical").map(|address| Sourced::new(address, Source::Link)).or_else(|| {
            let address = self.head.get(&["og:url"]).and_then(|address| self.head.resolve(address))?;
            Some(Sourced::new(address, Source::OpenGraph))
        })
    }

    fn license(&self) -> Option<Sourced<String>> {
        let link = self.head.link("license").map(|address| Sourced::new(address, Source::Link));
        link.or_else(|| self.structured.license.clone().map(|license| Sourced::new(license, Source::JsonLd)))
            .or_else(|| {
                let address = self.head.resolve(self.markup.license.as_deref()?)?;
                Some(Sourced::new(address, Source::Link))
            })
            .or_else(|| {
                let license = self.head.get(&["dc.rights", "dcterms.license", "license", "dc.license"])?;
                Some(Sourced::new(license.to_string(), Source::DublinCore))
            })
    }

    fn types(&self) -> Vec<String> {
        let mut types: Vec<String> = Vec::new();
        let og = self.head.all("og:type").map(str::to_string);
        for kind in self.structured.types.iter().cloned().chain(og).chain(self.markup.types.iter().cloned()) {
            if types.len() < 40 && !types.contains(&kind) {
                types.push(kind);
            }
        }
        types
    }

    /// Claims blocks near the title that hold nothing but what is known already: a name alone, a subtitle.
    fn claim_known(&self, metadata: &Metadata, claims: &mut Vec<Claim>) {
        let Some(title) = self.visible.title_block else { return };
        let authors: Vec<String> = metadata.authors.iter().map(|name| squash(&name.value)).collect();
        let all_authors = authors.concat();
        let subtitle = metadata.subtitle.as_ref().map(|text| squash(&text.value));
        let blocks = &self.context.page.blocks;
        for (i, block) in blocks.iter().enumerate().skip(title.saturating_sub(4)).take(20) {
            if block.chars > 300 || block.text.is_empty() || claims.iter().any(|claim| claim.block == i) {
                continue;
            }
            let key = squash(&block.text);
            let bare = key.strip_prefix("by").unwrap_or(&key).to_string();
            let field = if !bare.is_empty() && (authors.contains(&bare) || bare == all_authors) {
                "authors"
            } else if subtitle.as_ref() == Some(&key) {
                "subtitle"
            } else {
                continue;
            };
            claims.push(Claim {
                block: i,
                range: 0..block.text.len(),
                field,
            });
        }
        claims.sort_by_key(|claim| (claim.block, claim.range.start));
    }
}

/// Words of a heading that can be a headline; shorter ones name sections and sites, longer ones hold a standfirst.
const HEADLINE_WORDS: std::ops::RangeInclusive<usize> = 6..=14;

/// Whether a heading is a headline about what the tags say: a third of its words are theirs. Of the sole headings that differ
/// from the tags this holds for two in three that are right, and for half of those that are wrong (wcxb, November 2026).
fn speaks_of(heading: &str, tags: &Ranked<String>) -> bool {
    let words = |text: &str| -> BTreeSet<String> { text.split_whitespace().map(squash).filter(|word| !word.is_empty()).collect() };
    let of_heading = words(heading);
    let of_tags: BTreeSet<String> = tags.iter().flat_map(|(text, _)| words(text)).collect();
    let shared = of_heading.intersection(&of_tags).count();
    HEADLINE_WORDS.contains(&of_heading.len()) && 3 * shared >= of_heading.len() && !of_tags.is_empty()
}

/// "Doe, Jane" as "Jane Doe".
fn given_name_first(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) if !given.contains(',') && !given.trim().is_empty() => format!("{} {}", given.trim(), family.trim()),
        _ => name.to_string(),
    }
}

/// Whether a name is an address of the web: "example.com".
fn is_domain(name: &str) -> bool {
    !name.contains(' ')
        && name.rsplit_once('.').is_some_and(|(host, end)| host.len() >= 2 && (2..=4).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphabetic()) && !host.ends_with(char::is_uppercase))
}

/// Days since some day, for the distance of two dates.
fn day_number(date: Date) -> Option<i64> {
    let (month, day) = (i64::from(date.month?), i64::from(date.day?));
    // Days from civil after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    let year = i64::from(date.year) - i64::from(month <= 2);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    Some(year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year)
}

/// Nodes from the headline within which an element is near it.
const NEAR: u64 = 400;

/// Tags that give the date of publication, most telling first.
const PUBLISHED: &[&str] = &[
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished", "article:publicationdate",
    "article_date_original", "publication_date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish_date", "publish-date", "ptime",
    "date.issued", "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "citation_publication_date", "citation_date", "citation_online_date",
    "originalpublicationdate", "dc.date", "dcterms.date", "dc.date.publication", "article.published", "published-date", "published_date", "publicationdate", "released",
    "rnews:datepublished", "cxenseparse:recs:publishtime", "apub:time", "bytedance:published_time", "og:release_date", "release_date", "weibo:article:create_at", "firstpublished", "datecreated", "created", "pub_date", "publishedat", "og:pubdate",
    "datetime", "ptdate", "eomportal-publishdate", "dcsext.articlefirstpublished", "article.created", "displaydate", "doc_date",
];

/// Tags whose date may be that of publication.
const OTHER_DATES: &[&str] = &["date", "dc.date.available", "dcterms.available", "creation_date", "time", "timestamp", "publish-time"];

/// Tags that give the date of the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time", "article:modified", "og:article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified", "dc.date.modified",
    "lastmod", "last-modified", "last_modified", "modified", "article.updated", "updated_time", "bytedance:updated_time", "revision_date", "lastmodified", "dc.modified",
];
