//! The kind of a page, from what it declares, its address, and the shape of its containers.

use url::Url;

use super::Facts;
use crate::article::PageType;
use crate::block::Page;
use crate::terms::classes::Concepts;

/// Guesses; what a page declares outranks its address, and its address its shape.
pub(super) fn guess(page: &Page, facts: &Facts<'_>) -> PageType {
    declared(facts.schema_types)
        .or_else(|| facts.url.and_then(by_address))
        .or_else(|| by_shape(page))
        .unwrap_or(PageType::Article)
}

/// Types of schema.org, most telling first: pages declare `Organization` and `WebSite` beside what they are about.
fn declared(types: &[String]) -> Option<PageType> {
    let any = |names: &[&str]| {
        types
            .iter()
            .any(|declared| names.iter().any(|name| declared.eq_ignore_ascii_case(name)))
    };
    if any(&["DiscussionForumPosting", "QAPage"]) {
        return Some(PageType::Forum);
    }
    if any(&[
        "NewsArticle",
        "Article",
        "BlogPosting",
        "ReportageNewsArticle",
        "OpinionNewsArticle",
        "AnalysisNewsArticle",
        "Review",
        "Recipe",
        "article",
    ]) {
        return Some(PageType::Article);
    }
    if any(&["TechArticle", "APIReference", "HowTo"]) {
        return Some(PageType::Documentation);
    }
    if any(&["ItemList", "CollectionPage", "OfferCatalog"]) {
        return Some(if any(&["Product", "Offer"]) {
            PageType::Collection
        } else {
            PageType::Listing
        });
    }
    any(&["Product", "ProductGroup", "product", "og:product"]).then_some(PageType::Product)
}

/// Path segments and host labels say what a site serves; words within a segment are the words of a headline.
fn by_address(url: &Url) -> Option<PageType> {
    let segments = || {
        url.path_segments()
            .into_iter()
            .flatten()
            .map(first_word)
            .chain(url.host_str().unwrap_or_default().split('.'))
    };
    let any = |names: &[&str]| {
        segments().any(|word| names.iter().any(|name| word.eq_ignore_ascii_case(name)))
    };
    if url.path().len() > 1 && any(FORUM_WORDS) {
        return Some(PageType::Forum);
    }
    any(DOCUMENTATION_WORDS).then_some(PageType::Documentation)
}

/// What a segment begins with: `thread` of `thread-12-1-1.html`, `viewtopic` of `viewtopic.php`.
fn first_word(segment: &str) -> &str {
    segment
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or_default()
}

/// Names that forum software gives its addresses.
const FORUM_WORDS: &[&str] = &[
    "forum",
    "forums",
    "thread",
    "threads",
    "viewtopic",
    "showthread",
    "viewthread",
    "bbs",
    "questions",
    "showtopic",
];
/// Names under which sites keep their documentation.
const DOCUMENTATION_WORDS: &[&str] = &[
    "docs",
    "doc",
    "documentation",
    "reference",
    "manual",
    "api",
    "wiki",
];

/// Posts in a series with words of a forum around them.
fn by_shape(page: &Page) -> Option<PageType> {
    let posts = page
        .containers
        .iter()
        .filter(|container| {
            container.alike >= 3
                && container.own.any(Concepts::FORUM)
                && !container.own.any(Concepts::COMMENT)
                && container.paragraph_tokens > 20
        })
        .count();
    if posts >= 3 {
        return Some(PageType::Forum);
    }
    let all = &page.containers[0];
    let mostly_links = all.link_tokens * 2 > all.tokens && all.paragraph_tokens * 5 < all.tokens;
    (mostly_links && all.tokens > 200).then_some(PageType::Listing)
}
