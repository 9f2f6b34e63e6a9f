//! Structured data in `<script type="application/ld+json">`: takes the tree, gives what the object that describes the page
//! says, with references between objects followed. Damaged JSON is mended where its meaning is clear; size, depth and number
//! of objects are bounded.

mod mend;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::head::plain;
use crate::dom::Dom;
use crate::json;

/// Scripts that are read. Shops carry one a product; no page has hundreds that describe itself.
const SCRIPTS: usize = 100;
/// Bytes of memory that the values of all scripts may take. Whole catalogues take more, and tell nothing about the page; pages
/// have been seen with 150 KB of text, which takes a third of this.
const MEMORY: usize = 3 << 20;
/// Values that are visited in all. serde_json bounds the depth at 128; this bounds the breadth.
const VALUES: usize = 200_000;
/// Objects beside the main one that may complete it.
const COMPLETING: usize = 20;
/// References between objects that are followed for one value.
const HOPS: usize = 4;

/// What structured data says of the page. Texts are plain, addresses and dates as given.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Structured {
    pub headline: Option<String>,
    /// Name of the described object when it has no headline.
    pub name: Option<String>,
    pub subtitle: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    pub editors: Vec<String>,
    pub publisher: Option<String>,
    pub site_name: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub image: Option<String>,
    pub keywords: Vec<String>,
    pub language: Option<String>,
    pub license: Option<String>,
    pub breadcrumbs: Vec<String>,
    pub section: Option<String>,
    pub comment_count: Option<u32>,
    pub body: Option<String>,
    /// The values as they stand, when they are asked for.
    pub raw: Vec<String>,
    /// Types of the objects at the top, most telling first.
    pub types: Vec<String>,
    /// Whether the object is of a kind that an author writes.
    pub is_article: bool,
}

/// Reads every script of the tree, and keeps the values as they stand if `raw` says so.
pub(super) fn read(dom: &Dom, raw: bool) -> Structured {
    let mut values = Vec::new();
    let scripts = dom
        .scripts()
        .filter(|(_, script)| is_json_ld(script.attr("type")))
        .take(SCRIPTS);
    let mut left = MEMORY;
    for (id, _) in scripts {
        let text = dom.text_content(id);
        if let Some(rest) = left.checked_sub(json::cost(&text)) {
            left = rest;
            values.extend(mend::parse(&text));
        }
    }
    let mut found = describe(&values);
    if raw {
        found.raw = values.iter().map(Value::to_string).collect();
    }
    found
}

fn is_json_ld(kind: Option<&str>) -> bool {
    kind.is_some_and(|kind| {
        kind.trim()
            .to_ascii_lowercase()
            .starts_with("application/ld+json")
    })
}

/// The objects of all scripts, each with its distance from the top.
struct Objects<'a> {
    all: Vec<(&'a Map<String, Value>, usize)>,
    /// The fullest object of each name; a bare reference is none.
    ids: BTreeMap<&'a str, &'a Map<String, Value>>,
}

impl<'a> Objects<'a> {
    fn collect(values: &'a [Value]) -> Objects<'a> {
        let mut all = Vec::new();
        let mut stack: Vec<(&Value, usize)> = values.iter().rev().map(|value| (value, 0)).collect();
        let mut visited = 0;
        while let Some((value, depth)) = stack.pop() {
            visited += 1;
            if visited > VALUES {
                break;
            }
            match value {
                Value::Array(items) => stack.extend(items.iter().rev().map(|item| (item, depth))),
                Value::Object(object) => {
                    let graph = object.contains_key("@graph");
                    all.push((object, depth));
                    for (key, value) in object.iter().collect::<Vec<_>>().into_iter().rev() {
                        let inner = match key.as_str() {
                            "@graph" if graph => 0,
                            "mainEntity" | "mainEntityOfPage" => depth + 1,
                            _ => depth + 2,
                        };
                        if value.is_object() || value.is_array() {
                            stack.push((value, inner));
                        }
                    }
                }
                _ => {}
            }
        }
        let mut ids: BTreeMap<&str, &Map<String, Value>> = BTreeMap::new();
        for &(object, _) in all.iter().filter(|(object, _)| object.len() > 1) {
            if let Some(id) = object.get("@id").and_then(Value::as_str) {
                let known = ids.entry(id).or_insert(object);
                if known.len() < object.len() {
                    *known = object;
                }
            }
        }
        Objects { all, ids }
    }

    /// The object that a reference means.
    fn by_id(&self, id: &str) -> Option<&'a Map<String, Value>> {
        self.ids.get(id).copied()
    }
}

/// How well an object of this type describes a page with a text, best first; `None` for parts of a page.
fn rank(types: &[&str]) -> Option<u8> {
    types
        .iter()
        .filter_map(|kind| match *kind {
            "NewsArticle"
            | "Article"
            | "BlogPosting"
            | "ReportageNewsArticle"
            | "AnalysisNewsArticle"
            | "OpinionNewsArticle"
            | "BackgroundNewsArticle"
            | "ReviewNewsArticle"
            | "TechArticle"
            | "ScholarlyArticle"
            | "MedicalScholarlyArticle"
            | "AdvertiserContentArticle"
            | "SatiricalArticle"
            | "Report"
            | "LiveBlogPosting"
            | "SocialMediaPosting" => Some(0),
            "DiscussionForumPosting" | "QAPage" | "Question" => Some(1),
            "Recipe"
            | "HowTo"
            | "Review"
            | "Product"
            | "ProductGroup"
            | "Book"
            | "Movie"
            | "Event"
            | "JobPosting"
            | "Course"
            | "SoftwareApplication"
            | "PodcastEpisode"
            | "VideoObject"
            | "CreativeWork"
            | "MedicalWebPage"
            | "Dataset"
            | "APIReference" => Some(2),
            "WebPage" | "ItemPage" | "AboutPage" | "FAQPage" | "CollectionPage" | "ProfilePage"
            | "ContactPage" | "SearchResultsPage" => Some(3),
            _ => None,
        })
        .min()
}

fn types(object: &Map<String, Value>) -> Vec<&str> {
    let strip = |kind: &'_ str| -> usize { kind.rfind(['/', '#', ':']).map_or(0, |at| at + 1) };
    match object.get("@type").or_else(|| object.get("type")) {
        Some(Value::String(kind)) => vec![&kind[strip(kind)..]],
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .map(|kind| &kind[strip(kind)..])
            .collect(),
        _ => Vec::new(),
    }
}

fn describe(values: &[Value]) -> Structured {
    let objects = Objects::collect(values);
    let mut out = Structured::default();
    // The lowest rank wins, then the least depth, then the first: a list of related articles stands deeper or later.
    let mut ranked: Vec<(u8, usize, usize)> = objects
        .all
        .iter()
        .enumerate()
        .filter_map(|(i, (object, depth))| {
            // Baidu's own vocabulary has no types.
            let baidu = object.contains_key("pubDate") && object.contains_key("title");
            let rank = rank(&types(object)).or(baidu.then_some(2))?;
            let described = object.contains_key("headline")
                || object.contains_key("pubDate")
                || object.contains_key("name")
                || object.contains_key("datePublished");
            // An article within a list of articles describes something else.
            let buried = *depth > 1;
            Some((
                rank + u8::from(!described) + if buried { 8 } else { 0 },
                *depth,
                i,
            ))
        })
        .collect();
    ranked.sort_unstable();
    for &(_, _, i) in &ranked {
        for kind in types(objects.all[i].0) {
            if out.types.len() < 16 && !out.types.iter().any(|known| known == kind) {
                out.types.push(kind.to_string());
            }
        }
    }
    let main: Vec<usize> = ranked
        .iter()
        .filter(|(rank, ..)| *rank < 8)
        .map(|&(_, _, i)| i)
        .collect();
    if let Some(&first) = main.first() {
        let first_types = types(objects.all[first].0);
        out.is_article = rank(&first_types) == Some(0);
        fill(&mut out, objects.all[first].0, &objects);
        // A second object may complete the first: WebPage beside Article holds the dates as often as not.
        for &i in main.iter().skip(1).take(COMPLETING) {
            let object = objects.all[i].0;
            let same_kind =
                rank(&types(object)) == rank(&first_types) && types(object) == first_types;
            if !same_kind {
                complete(&mut out, object, &objects);
            }
        }
    }
    for (object, depth) in &objects.all {
        let kinds = types(object);
        if kinds.contains(&"BreadcrumbList") && out.breadcrumbs.is_empty() {
            out.breadcrumbs = breadcrumbs(object, &objects);
        }
        if kinds.contains(&"WebSite") && *depth <= 2 && out.site_name.is_none() {
            out.site_name = text(object, "name");
        }
        for kind in kinds {
            if *depth == 0 && out.types.len() < 16 && !out.types.iter().any(|known| known == kind) {
                out.types.push(kind.to_string());
            }
        }
    }
    out
}

fn fill(out: &mut Structured, object: &Map<String, Value>, objects: &Objects<'_>) {
    out.headline = text(object, "headline");
    out.name = text(object, "name");
    out.subtitle = text(object, "alternativeHeadline").or_else(|| text(object, "alternateName"));
    out.description = text(object, "description");
    out.authors = people(object, &["author", "creator"], objects);
    out.editors = people(object, &["editor"], objects);
    out.publisher = people(object, &["publisher", "sourceOrganization"], objects)
        .into_iter()
        .next();
    out.published = text(object, "datePublished")
        .or_else(|| text(object, "uploadDate"))
        .or_else(|| text(object, "dateCreated"))
        .or_else(|| text(object, "pubDate"));
    out.modified = text(object, "dateModified");
    out.image = ["image", "thumbnailUrl", "primaryImageOfPage"]
        .iter()
        .find_map(|key| object.get(*key).and_then(|value| address(value, objects)));
    out.keywords = keywords(object.get("keywords"));
    out.language = text(object, "inLanguage");
    out.license = text(object, "license");
    out.section = text(object, "articleSection");
    out.comment_count = comment_count(object);
    out.body = object
        .get("articleBody")
        .or_else(|| object.get("text"))
        .and_then(Value::as_str)
        .filter(|body| !body.trim().is_empty())
        .map(str::to_string);
}

fn complete(out: &mut Structured, object: &Map<String, Value>, objects: &Objects<'_>) {
    let mut other = Structured::default();
    fill(&mut other, object, objects);
    out.description = out.description.take().or(other.description);
    out.published = out.published.take().or(other.published);
    out.modified = out.modified.take().or(other.modified);
    out.image = out.image.take().or(other.image);
    out.language = out.language.take().or(other.language);
    out.headline = out.headline.take().or(other.headline);
    if out.authors.is_empty() {
        out.authors = other.authors;
    }
    if out.breadcrumbs.is_empty()
        && let Some(Value::Object(list)) = object.get("breadcrumb")
    {
        out.breadcrumbs = breadcrumbs(list, objects);
    }
}

/// The number of comments, told as such or among the interactions.
fn comment_count(object: &Map<String, Value>) -> Option<u32> {
    let number = |value: Option<&Value>| match value? {
        Value::Number(number) => u32::try_from(number.as_u64()?).ok(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    if let Some(count) = number(object.get("commentCount")) {
        return Some(count);
    }
    let listed = match object.get("interactionStatistic")? {
        Value::Array(items) => &items[..],
        one => std::slice::from_ref(one),
    };
    listed.iter().take(COMPLETING).find_map(|item| {
        let kind = item.get("interactionType")?;
        let kind = kind.as_str().or_else(|| kind.get("@type")?.as_str())?;
        let is_comment = kind.ends_with("CommentAction");
        is_comment.then(|| number(item.get("userInteractionCount")))?
    })
}

/// The text at a key: a string, or the first of several, or the `@value` or `name` of an object.
fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    let mut value = object.get(key)?;
    for _ in 0..HOPS {
        match value {
            Value::String(text) => {
                let text = plain(text);
                return (!text.is_empty()).then_some(text);
            }
            Value::Number(number) => return Some(number.to_string()),
            Value::Array(items) => value = items.first()?,
            Value::Object(inner) => {
                value = inner
                    .get("@value")
                    .or_else(|| inner.get("name"))
                    .or_else(|| inner.get("url"))?;
            }
            _ => return None,
        }
    }
    None
}

/// Names at the first of `keys` that has any.
fn people(object: &Map<String, Value>, keys: &[&str], objects: &Objects<'_>) -> Vec<String> {
    for key in keys {
        let mut names = Vec::new();
        let mut stack: Vec<(&Value, usize)> = object
            .get(*key)
            .map(|value| (value, 0))
            .into_iter()
            .collect();
        while let Some((value, hops)) = stack.pop() {
            if hops > HOPS || names.len() > 50 {
                continue;
            }
            match value {
                Value::String(name) => {
                    if let Some(known) = objects.by_id(name) {
                        names.extend(text(known, "name"));
                    } else {
                        names.push(plain(name));
                    }
                }
                Value::Array(items) => {
                    stack.extend(items.iter().rev().map(|item| (item, hops + 1)))
                }
                Value::Object(person) => match person.get("name") {
                    Some(name) => stack.push((name, hops + 1)),
                    None => {
                        let known = person
                            .get("@id")
                            .and_then(Value::as_str)
                            .and_then(|id| objects.by_id(id));
                        match known.and_then(|known| text(known, "name")) {
                            Some(name) => names.push(name),
                            None => {
                                let given = text(person, "givenName").unwrap_or_default();
                                let family = text(person, "familyName").unwrap_or_default();
                                names.push(format!("{given} {family}"));
                            }
                        }
                    }
                },
                _ => {}
            }
        }
        names.retain(|name| !name.trim().is_empty());
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// The address in an image value.
fn address(value: &Value, objects: &Objects<'_>) -> Option<String> {
    let mut value = value;
    for _ in 0..HOPS {
        match value {
            Value::String(address) => return Some(address.trim().to_string()),
            Value::Array(items) => value = items.first()?,
            Value::Object(image) => {
                let known = image.get("url").or_else(|| image.get("contentUrl"));
                let referred = || {
                    let known = objects.by_id(image.get("@id")?.as_str()?)?;
                    known.get("url").or_else(|| known.get("contentUrl"))
                };
                value = known.or_else(referred)?;
            }
            _ => return None,
        }
    }
    None
}

fn keywords(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(list)) => list
            .split([',', ';', '，', '、'])
            .map(plain)
            .filter(|word| !word.is_empty())
            .collect(),
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|item| match item {
                Value::Object(term) => text(term, "name"),
                item => item.as_str().map(plain),
            })
            .filter(|word| !word.is_empty())
            .collect(),
        _ => Vec::new(),
    }
}

fn breadcrumbs(list: &Map<String, Value>, objects: &Objects<'_>) -> Vec<String> {
    let list = match list.get("@id").and_then(Value::as_str) {
        Some(id) if !list.contains_key("itemListElement") => objects.by_id(id).unwrap_or(list),
        _ => list,
    };
    let items = match list.get("itemListElement") {
        Some(Value::Array(items)) => items.as_slice(),
        Some(item) => std::slice::from_ref(item),
        None => return Vec::new(),
    };
    let mut places: Vec<(i64, String)> = items
        .iter()
        .filter_map(Value::as_object)
        .filter_map(|item| {
            let position = item.get("position").and_then(|position| {
                position
                    .as_i64()
                    .or_else(|| position.as_str()?.trim().parse().ok())
            });
            let inner = item.get("item").and_then(Value::as_object);
            let name = text(item, "name").or_else(|| text(inner?, "name"))?;
            Some((position.unwrap_or(i64::MAX), name))
        })
        .collect();
    places.sort_by_key(|(position, _)| *position);
    places.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests;
