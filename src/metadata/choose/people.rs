//! Who wrote it, who edited it, and which medium it was taken from.

use std::collections::BTreeSet;

use url::Url;

use super::{Chooser, NEAR, Ranked};
use crate::metadata::markup::{self, Candidate};
use crate::metadata::names;
use crate::metadata::scan::squash;
use crate::metadata::script;
use crate::metadata::visible::{self, Line};
use crate::metadata::{Metadata, Source, Sourced};
use crate::terms::bylines::{self, Label};

/// Nodes behind the headline within which the account is named that posted the text.
const ACCOUNT_NEAR: i64 = 60;

/// Types of pages on which accounts write.
const FORUM: &[&str] = &["DiscussionForumPosting", "QAPage", "Question"];

impl Chooser<'_> {
    pub(super) fn authors(&mut self, metadata: &Metadata) -> Vec<Sourced<String>> {
        let visible = (self.visible.authors.clone(), Source::VisibleLine);
        let structured: Vec<String> = self
            .structured
            .authors
            .iter()
            .flat_map(|name| names::read(name))
            .collect();
        let tagged = self.tagged_authors();
        let (marked, source) = self.marked_authors();
        let mut ranked: Ranked<Vec<String>> =
            vec![(structured, Source::JsonLd), tagged, (marked, source)];
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
                names.retain(|name| {
                    !names::is_medium(name)
                        && (visible || !editors.iter().any(|editor| name.contains(editor.as_str())))
                });
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
        let host_name = self.context.url.and_then(Url::host_str).unwrap_or_default();
        let host = squash(host_name);
        let is_of_site = |name: &str| {
            let key = squash(name);
            site.contains(&key)
                || names::is_agency(name)
                || (key.chars().count() >= 4 && host.contains(&key))
                || is_host(name, host_name)
                || is_domain(name)
                || names::is_body(name)
        };
        let is_body = |names: &[String]| names.iter().all(|name| is_of_site(name));
        if ranked.iter().all(|(names, _)| is_body(names)) {
            ranked.extend(self.last_authors());
        }
        let at = ranked
            .iter()
            .position(|(names, _)| !is_body(names))
            .unwrap_or(0);
        // The account that put the text on the site yields to a person whom the markup or a byline names; in a forum accounts
        // write.
        let forum = self
            .types()
            .iter()
            .any(|kind| FORUM.contains(&kind.as_str()));
        let at = match ranked.get(at) {
            Some((names, Source::JsonLd | Source::Meta))
                if !forum && names.iter().all(|name| names::is_login(name)) =>
            {
                let person = |name: &String| visible::looks_like_person(name) && !is_of_site(name);
                let named = ranked.iter().position(|(names, source)| {
                    matches!(source, Source::Markup | Source::VisibleLine)
                        && names.iter().all(person)
                });
                named.unwrap_or(at)
            }
            _ => at,
        };
        // Where the same name is written as a login and as a name, the name is meant; where one place gives the first name
        // only, the whole one.
        let written: Vec<String> = ranked
            .iter()
            .flat_map(|(names, _)| names.iter().cloned())
            .filter(|name| name.contains(' '))
            .collect();
        if let Some((names, _)) = ranked.get_mut(at) {
            for name in names.iter_mut().filter(|name| !name.contains(' ')) {
                let same = written.iter().find(|other| squash(other) == squash(name));
                let better = same.map(String::as_str);
                let better = better.or_else(|| names::fuller(name, &written));
                if let Some(better) = better.or_else(|| names::of_initials(name, &written)) {
                    *name = better.to_string();
                }
            }
            // An agency or the site beside people did not write it.
            if names.iter().any(|name| !is_of_site(name)) {
                names.retain(|name| !is_of_site(name));
            }
        }
        let shown: Ranked<String> = ranked
            .iter()
            .map(|(names, source)| (names.join(", "), *source))
            .collect();
        let Some((names, source)) = ranked.into_iter().nth(at) else {
            return Vec::new();
        };
        self.note("authors", &names.join(", "), source, &shown);
        names
            .into_iter()
            .map(|name| Sourced::new(name, source))
            .collect()
    }

    /// Authors that tags of the head name.
    pub(super) fn tagged_authors(&self) -> (Vec<String>, Source) {
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
            ("og:novel:author", Source::OpenGraph),
            ("book:author", Source::OpenGraph),
            ("authors", Source::Meta),
            ("article.author", Source::Meta),
            ("dcsext.author", Source::Meta),
            ("rbauthors", Source::Meta),
            ("cxenseparse:author", Source::Meta),
            ("cxense-author", Source::Meta),
        ];
        for &(key, source) in KEYS {
            let mut found: Vec<String> = Vec::new();
            for value in self.head.all(key).take(50) {
                let value = if key == "citation_author" {
                    given_name_first(value)
                } else {
                    value.to_string()
                };
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
        let twitter = self
            .head
            .get(&["twitter:label1"])
            .is_some_and(|label| label.eq_ignore_ascii_case("written by"));
        if twitter && let Some(name) = self.head.get(&["twitter:data1"]) {
            return (names::read(name), Source::TwitterCard);
        }
        (self.carded_authors(), Source::TwitterCard)
    }

    /// Names that a card for messengers gives: `twitter:label1` is "Written by", `twitter:data1` the name.
    fn carded_authors(&self) -> Vec<String> {
        [
            ("twitter:label1", "twitter:data1"),
            ("twitter:label2", "twitter:data2"),
        ]
        .iter()
        .filter(|(label, _)| {
            let label = self.head.get(&[*label]).map(|label| label.to_lowercase());
            label.is_some_and(|label| bylines::ALONE.contains(&label.trim_end_matches([':', ' '])))
        })
        .filter_map(|(_, data)| self.head.get(&[*data]))
        .flat_map(names::read)
        .collect()
    }

    /// What names an author where nothing else does: data of scripts.
    fn last_authors(&self) -> Option<(Vec<String>, Source)> {
        let name = self.context.dom.and_then(script::authors)?;
        let found = names::read(&name);
        (!found.is_empty()).then_some((found, Source::Script))
    }

    /// Authors that elements name: the plainest, and of those the nearest to the headline. Those in columns beside the text
    /// count only where no other is named and all are the same one.
    pub(super) fn marked_authors(&self) -> (Vec<String>, Source) {
        let found = self.nearest_authors(self.markup.authors.iter().filter(|found| !found.aside));
        if !found.is_empty() {
            return (found, Source::Markup);
        }
        let mut aside: Vec<Vec<String>> = self
            .markup
            .authors
            .iter()
            .filter(|found| found.aside && found.strength == markup::PLAIN)
            .map(|found| self.byline_names(&found.text))
            .filter(|names| !names.is_empty())
            .collect();
        aside.dedup();
        match &aside[..] {
            [names] => (names.clone(), Source::Markup),
            _ => (self.thread_starter(), Source::Markup),
        }
    }

    /// Who wrote the first post of a thread whose posts are marked up as comments.
    fn thread_starter(&self) -> Vec<String> {
        let is_thread =
            |kind: &String| FORUM.contains(&kind.as_str()) || kind.ends_with("Comments");
        if !self.markup.types.iter().any(is_thread) {
            return Vec::new();
        }
        let mut posts = self.markup.authors.iter();
        let first = posts.find(|found| {
            matches!(found.strength, markup::MICRODATA | markup::USER) && found.distance >= 0
        });
        first.map_or(Vec::new(), |found| names::read(&found.text))
    }

    fn nearest_authors<'a>(&self, candidates: impl Iterator<Item = &'a Candidate>) -> Vec<String> {
        let mut best: Option<(u8, u64)> = None;
        let mut found: Vec<String> = Vec::new();
        for candidate in candidates {
            let names = self.byline_names(&candidate.text);
            if names.is_empty() {
                continue;
            }
            let strength = candidate.strength.min(markup::PLAIN) / 3;
            let far = u64::from(candidate.distance.unsigned_abs() > NEAR);
            match best {
                Some((known, distance))
                    if (known, distance) == (strength, far) && candidate.strength >= 7 =>
                {
                    for name in names {
                        if found.len() < 6 && !found.iter().any(|known| names::same(known, &name)) {
                            found.push(name);
                        }
                    }
                }
                Some((known, distance))
                    if (strength, std::cmp::Reverse(far))
                        <= (known, std::cmp::Reverse(distance)) => {}
                _ => {
                    best = Some((strength, far));
                    found = names;
                }
            }
        }
        found
    }

    /// Names in the text of an element that is an author's: a byline with or without label and date.
    pub(super) fn byline_names(&self, text: &str) -> Vec<String> {
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
                visible::Piece::Rest(rest) => Some(names::read_line(rest)),
                _ => None,
            })
            .unwrap_or_default();
        let clear = line.pieces.len() == 1
            || line
                .pieces
                .iter()
                .any(|piece| matches!(piece, visible::Piece::Date(..)));
        if clear { rest } else { names::read_line(text) }
    }

    pub(super) fn editors(&mut self) -> Vec<Sourced<String>> {
        let structured = self.structured.editors.iter();
        let structured: Vec<String> = structured.flat_map(|name| names::read(name)).collect();
        let mut ranked: Ranked<Vec<String>> = vec![
            (self.visible.editors.clone(), Source::VisibleLine),
            (structured, Source::JsonLd),
        ];
        ranked.retain(|(names, _)| !names.is_empty());
        let shown: Ranked<String> = ranked
            .iter()
            .map(|(names, source)| (names.join(", "), *source))
            .collect();
        if let Some((names, source)) = shown.first() {
            self.note("editors", names, *source, &shown);
        }
        let Some((names, source)) = ranked.into_iter().next() else {
            return Vec::new();
        };
        names
            .into_iter()
            .map(|name| Sourced::new(name, source))
            .collect()
    }

    pub(super) fn source(&mut self, authors: &[Sourced<String>]) -> Option<Sourced<String>> {
        // On platforms the account is the medium where the byline names somebody else.
        let account = self
            .markup
            .accounts
            .iter()
            .filter(|found| !found.aside && (0..ACCOUNT_NEAR).contains(&found.distance))
            .find_map(|found| visible::source_name(&found.text))
            .filter(|account| {
                let is_author = |author: &Sourced<String>| names::same(&author.value, account);
                !authors.is_empty() && !authors.iter().any(is_author)
            });
        let tag = self.head.get(&[
            "source",
            "og:article:source",
            "mediaid",
            "contentsource",
            "dc.source",
            "article:source",
        ]);
        let ranked: Ranked<String> = [
            (self.visible.source.clone(), Source::VisibleLine),
            (account, Source::Markup),
            (tag.and_then(visible::source_name), Source::Meta),
        ]
        .into_iter()
        .filter_map(|(name, source)| Some((name?, source)))
        .collect();
        self.first("source", &ranked)
    }
}

/// "Doe, Jane" as "Jane Doe".
fn given_name_first(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) if !given.contains(',') && !given.trim().is_empty() => {
            format!("{} {}", given.trim(), family.trim())
        }
        _ => name.to_string(),
    }
}

/// Whether a name is that of the host behind an article, "The Quay" of quay.example, or its initials are, "Harbour Town Post"
/// of htp.example.
fn is_host(name: &str, host: &str) -> bool {
    let words: Vec<String> = name
        .split([' ', '-', '–'])
        .map(squash)
        .filter(|word| !word.is_empty())
        .collect();
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let rest: String = words
        .iter()
        .skip_while(|word| bylines::ARTICLES.contains(&word.as_str()))
        .map(String::as_str)
        .collect();
    let is_label = |key: &str| host.split('.').any(|label| label == key);
    words.len() > 1
        && (initials.chars().count() > 1 && is_label(&initials)
            || rest.chars().count() > 3 && is_label(&rest))
}

/// Whether a name is an address of the web: "example.com".
fn is_domain(name: &str) -> bool {
    !name.contains(' ')
        && name.rsplit_once('.').is_some_and(|(host, end)| {
            host.len() >= 2
                && (2..=4).contains(&end.len())
                && end.chars().all(|c| c.is_ascii_alphabetic())
                && !host.ends_with(char::is_uppercase)
        })
}
