//! The page as a whole; the same in every row.

use url::Url;

use super::{Group, View, flag, share};
use crate::article::PageType;
use crate::block::{Page, Role};
use crate::terms::classes::Concepts;

pub(super) const PAGE: Group = Group {
    name: "page",
    features: &[&[
        "blocks of the page",
        "words of the page",
        "share of links on the page",
        "share of prose on the page",
        "words of the page in headings",
        "words of the page in lists",
        "words of the page in tables",
        "words of the page in code",
        "blocks of prose",
        "longest block of the page",
        "commas a word on the page",
        "share of East Asian characters on the page",
        "images of the page",
        "blocks named as a forum",
        "blocks named as a product",
        "blocks named as comments",
        "page declares an article",
        "page declares a product",
        "page declares a thread",
        "page declares a list",
        "page declares documentation",
        "page declares questions",
        "page declares an organisation",
        "page declares a path",
        "og:type is article",
        "og:type is product",
        "og:type is website",
        "kind of the page by the rules",
        "address is that of a whole site",
        "segments of the address",
        "words of the last segment of the address",
        "digits of the address",
        "address has a query",
    ]],
    fill: |view, columns| {
        let features = features(view);
        for i in 0..view.page.blocks.len() {
            columns.set(i, features);
        }
    },
};

/// The features of the page.
pub(super) fn features(view: &View<'_>) -> [f32; 33] {
    let page = view.page;
    let sums = Sums::of(page);
    let whole = &page.containers[0];
    let types = view.facts.schema_types;
    let declares = |names: &[&str]| flag(types.iter().any(|found| names.contains(&&**found)));
    let [site, segments, words, digits, query] = view.facts.url.map_or([-1.0; 5], address);
    [
        page.blocks.len() as f32,
        whole.tokens as f32,
        share(whole.link_tokens, whole.tokens),
        share(whole.paragraph_tokens, whole.tokens),
        share(sums.headings, whole.tokens),
        share(sums.lists, whole.tokens),
        share(sums.tables, whole.tokens),
        share(sums.code, whole.tokens),
        sums.prose as f32,
        sums.longest as f32,
        share(whole.commas, whole.tokens),
        share(sums.east_asian, sums.chars),
        sums.images as f32,
        share(sums.forum, page.blocks.len() as u32),
        share(sums.product, page.blocks.len() as u32),
        share(sums.comments, page.blocks.len() as u32),
        declares(&[
            "Article",
            "NewsArticle",
            "BlogPosting",
            "ReportageNewsArticle",
            "OpinionNewsArticle",
        ]),
        declares(&["Product", "ProductGroup", "Offer"]),
        declares(&["DiscussionForumPosting", "QAPage", "Question"]),
        declares(&[
            "ItemList",
            "CollectionPage",
            "OfferCatalog",
            "SearchResultsPage",
        ]),
        declares(&["TechArticle", "APIReference", "HowTo"]),
        declares(&["FAQPage"]),
        declares(&["Organization", "LocalBusiness", "Service"]),
        declares(&["BreadcrumbList"]),
        declares(&["article"]),
        declares(&["product", "og:product"]),
        declares(&["website"]),
        kind_number(view.rules.page_type),
        site,
        segments,
        words,
        digits,
        query,
    ]
}

fn kind_number(kind: PageType) -> f32 {
    match kind {
        PageType::Article => 0.0,
        PageType::Documentation => 1.0,
        PageType::Service => 2.0,
        PageType::Product => 3.0,
        PageType::Forum => 4.0,
        PageType::Collection => 5.0,
        PageType::Listing => 6.0,
        PageType::Other => 7.0,
    }
}

/// What the address of a page looks like.
fn address(url: &Url) -> [f32; 5] {
    let segments: Vec<&str> = url
        .path_segments()
        .into_iter()
        .flatten()
        .filter(|segment| !segment.is_empty())
        .collect();
    let last = segments.last().copied().unwrap_or_default();
    let words = last
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .count();
    let digits = url.path().bytes().filter(u8::is_ascii_digit).count();
    [
        flag(segments.is_empty()),
        segments.len() as f32,
        words as f32,
        digits as f32,
        flag(url.query().is_some()),
    ]
}

/// Sums over the blocks of a page.
#[derive(Default)]
struct Sums {
    headings: u32,
    lists: u32,
    tables: u32,
    code: u32,
    prose: u32,
    longest: u32,
    east_asian: u32,
    chars: u32,
    images: u32,
    forum: u32,
    product: u32,
    comments: u32,
}

impl Sums {
    fn of(page: &Page) -> Sums {
        let mut sums = Sums::default();
        for block in &page.blocks {
            let to = match block.role {
                Role::Heading(_) => Some(&mut sums.headings),
                Role::Item(_) => Some(&mut sums.lists),
                Role::Cell(_) => Some(&mut sums.tables),
                Role::Code { .. } => Some(&mut sums.code),
                _ => None,
            };
            if let Some(sum) = to {
                *sum = sum.saturating_add(block.tokens);
            }
            sums.prose += u32::from(page.is_prose(block) && block.tokens >= PROSE);
            sums.longest = sums.longest.max(block.tokens);
            sums.east_asian = sums.east_asian.saturating_add(block.east_asian);
            sums.chars = sums.chars.saturating_add(block.chars);
            sums.images += u32::from(block.image.is_some());
            sums.forum += u32::from(block.around.any(Concepts::FORUM));
            sums.product += u32::from(block.near.any(Concepts::PRODUCT));
            sums.comments += u32::from(block.around.any(Concepts::COMMENT));
        }
        sums
    }
}

/// Words from which on a block of prose is a paragraph.
const PROSE: u32 = 15;
