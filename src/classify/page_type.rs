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
    let any = |names: &[&str]| types.iter().any(|declared| names.iter().any(|name| declared.eq_ignore_ascii_case(name)));
    if any(&["DiscussionForumPosting", "QAPage"]) {
        return Some(PageType::Forum);
    }
    if any(&[
        "NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle",
        "Review", "Recipe", "article",
    ]) {
        return Some(PageType::Article);
    }
    if any(&["TechArticle", "APIReference", "HowTo"]) {
        return Some(PageType::Documentation);
    }
    if any(&["ItemList", "CollectionPage", "OfferCatalog"]) {
        return Some(if any(&["Product", "Offer"]) { PageType::Collection } else { PageType::Listing });
    }
    any(&["Product", "ProductGroup", "product", "og:product"]).then_some(PageType::Product)
}

fn by_address(url: &Url) -> Option<PageType> {
    let path = url.path();
    let words = || {
        path.split(|c: char| !c.is_ascii_alphanumeric())
            .chain(url.host_str().unwrap_or_default().split('.'))
    };
    let any = |names: &[&str]| words().any(|word| names.iter().any(|name| word.eq_ignore_ascii_case(name)));
    if any(&[
        "forum", "forums", "thread", "threads", "viewtopic", "showthread", "topic", "topics", "viewthread", "bbs", "questions",
        "discuss", "discussion", "community",
    ]) && path.len() > 1
    {
        return Some(PageType::Forum);
    }
    if any(&["docs", "doc", "documentation", "reference", "manual", "api", "wiki"]) {
        return Some(PageType::Documentation);
    }
    None
}

/// Posts in a series with words of a forum around them.
fn by_shape(page: &Page) -> Option<PageType> {
    let posts = page
        .containers
        .iter()
        .filter(|container| container.alike >= 3 && container.own.any(Concepts::FORUM) && container.paragraph_tokens > 20)
        .count();
    if posts >= 3 {
        return Some(PageType::Forum);
    }
    let all = &page.containers[0];
    let mostly_links = all.link_tokens * 2 > all.tokens && all.paragraph_tokens * 5 < all.tokens;
    (mostly_links && all.tokens > 200).then_some(PageType::Listing)
}
