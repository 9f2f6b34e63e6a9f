//! The kind of a page, from what it declares, its address, and the shape of its containers.

use url::Url;

use super::super::Facts;
use super::husk::Husks;
use super::main_container::Chosen;
use super::series;
use crate::article::PageType;
use crate::block::Page;
use crate::terms::classes::Concepts;

/// Guesses; what a page declares outranks its address, and its address its shape.
pub(super) fn guess(page: &Page, facts: &Facts<'_>) -> Option<PageType> {
    declared(facts.schema_types)
        .or_else(|| facts.url.and_then(by_address))
        .or_else(|| by_shape(page))
        .or_else(|| weakly_declared(facts.schema_types))
}

/// Types of schema.org, exact in case since `article` of `og:type` says less than `Article`; most telling first: pages declare `Organization` and `WebSite` beside what they are about.
fn declared(types: &[String]) -> Option<PageType> {
    let any = |names: &[&str]| {
        types
            .iter()
            .any(|declared| names.contains(&declared.as_str()))
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

/// `og:type` says `article` on threads too.
fn weakly_declared(types: &[String]) -> Option<PageType> {
    types
        .iter()
        .any(|declared| declared.eq_ignore_ascii_case("article"))
        .then_some(PageType::Article)
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
    let host = url.host_str().unwrap_or_default();
    let forum_host = host.split('.').any(|label| {
        ["forum", "forums", "bbs"]
            .iter()
            .any(|word| label.ends_with(word))
    });
    if url.path().len() > 1 && (forum_host || any(FORUM_WORDS)) {
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
    None
}

/// How many times the prose of the best container the entries of a series must hold for the page to be a list of them.
const SERIES_OVER_PROSE: u32 = 3;
/// Tokens of prose that make a text, whatever lists stand around it.
const TEXT: u32 = 200;
/// Tokens that make entries more than a menu.
const SERIES_LEAST: u32 = 60;
/// Links of a list of links only: a site map, a directory. It has no body, unless its links are headlines.
const ALL_LINKS: f32 = 0.95;
/// Tokens of a headline; menus and directories have fewer.
const HEADLINE: u32 = 8;

/// Tokens of prose in the chosen container; none if nothing was chosen.
fn prose(page: &Page, chosen: &Chosen) -> u32 {
    match chosen.top {
        0 => 0,
        top => page.containers[top].paragraph_tokens,
    }
}

/// Whether the chosen container holds a text, so that no list around it can be what the page is about.
pub(super) fn is_text(page: &Page, chosen: &Chosen) -> bool {
    prose(page, chosen) > TEXT
}

/// Whether the page is a list of like entries rather than a text, and which container holds them.
pub(super) fn of_series(
    page: &Page,
    husks: &Husks,
    chosen: &Chosen,
    prose_below_headline: bool,
) -> Option<(PageType, usize)> {
    let series = series::longest(page, husks)?;
    let top = &page.containers[chosen.top];
    let prose = prose(page, chosen);
    let holder = &page.containers[series.holder];
    // The entries may be the text itself: the paragraphs of an article are alike.
    let is_text = holder.first <= top.first && top.end <= holder.end && series.link_share < 0.1;
    if is_text
        || series.tokens < SERIES_LEAST
        || series.tokens < SERIES_OVER_PROSE.saturating_mul(prose)
        || series.link_share > ALL_LINKS
            && (prose_below_headline || series.tokens < HEADLINE.saturating_mul(series.entries))
    {
        return None;
    }
    let sells = page.blocks[holder.first..holder.end]
        .iter()
        .filter(|block| block.near.any(Concepts::PRODUCT))
        .count();
    let kind = if sells as u32 >= series.entries {
        PageType::Collection
    } else {
        PageType::Listing
    };
    Some((kind, series.holder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_what_they_declare_and_by_their_address() {
        let check = |types: &[&str], url: &str, expected: Option<PageType>| {
            let types: Vec<String> = types.iter().map(ToString::to_string).collect();
            let url = Url::parse(url).ok();
            let facts = Facts {
                claims: &[],
                schema_types: &types,
                url: url.as_ref(),
                ..Facts::default()
            };
            assert_eq!(
                guess(&Page::default(), &facts),
                expected,
                "{types:?} {url:?}"
            );
        };
        check(
            &["WebSite", "NewsArticle"],
            "https://e.example/thread/1",
            Some(PageType::Article),
        );
        check(
            &["article"],
            "https://e.example/thread-12-1.html",
            Some(PageType::Forum),
        );
        check(
            &["article"],
            "https://e.example/news/1",
            Some(PageType::Article),
        );
        check(&["QAPage"], "", Some(PageType::Forum));
        check(&["ItemList"], "", Some(PageType::Listing));
        check(&["ItemList", "Product"], "", Some(PageType::Collection));
        check(&["Product"], "", Some(PageType::Product));
        check(&[], "https://bbs.e.example/a/1", Some(PageType::Forum));
        check(&[], "https://bbs.e.example/", None);
        check(
            &[],
            "https://e.example/viewtopic.php?t=1",
            Some(PageType::Forum),
        );
        check(
            &[],
            "https://docs.e.example/x",
            Some(PageType::Documentation),
        );
        check(&[], "https://e.example/2020/the-docs-of-war", None);
        check(&["Organization"], "", None);
    }
}
