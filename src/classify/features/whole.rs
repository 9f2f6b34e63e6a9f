//! The page as a whole; the same in every row.

use url::Url;

use super::text::Seen;
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
        "address holds a date",
        "address names articles",
        "address names threads",
        "address names products",
        "address names collections",
        "address names listings",
        "address names documentation",
        "address names services",
        "headings a hundred blocks",
        "blocks with a sign of currency",
        "blocks with a date",
        "items of lists",
        "words of the longest list item",
        "elements in the longest series",
        "share of words in sentences",
        "words of the title",
    ]],
    fill: |view, columns| {
        let features = features(view);
        for i in columns.blocks() {
            columns.set(i, &[&features]);
        }
    },
};

/// The features of the page.
pub(super) fn features(view: &View<'_>) -> [f32; 49] {
    let page = view.page;
    let sums = Sums::of(page, &view.shared.seen);
    let whole = &page.containers[0];
    let types = view.facts.schema_types;
    let declares = |names: &[&str]| flag(types.iter().any(|found| names.contains(&&**found)));
    let [site, segments, words, digits, query] = view.facts.url.map_or([-1.0; 5], address);
    let [
        dated,
        articles,
        threads,
        products,
        collections,
        listings,
        documentation,
        services,
    ] = view.facts.url.map_or([-1.0; 8], named);
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
        dated,
        articles,
        threads,
        products,
        collections,
        listings,
        documentation,
        services,
        100.0 * share(sums.heading_blocks, page.blocks.len() as u32),
        share(sums.priced, page.blocks.len() as u32),
        share(sums.dated, page.blocks.len() as u32),
        sums.items as f32,
        sums.longest_item as f32,
        page.containers
            .iter()
            .map(|container| container.alike)
            .max()
            .unwrap_or(0) as f32,
        share(sums.in_sentences, whole.tokens),
        crate::normalize::tokens(&page.title) as f32,
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

/// What sites call the parts of their addresses that hold pages of a kind: articles, threads, products, collections, listings,
/// documentation, services. Segments are compared whole or by their first word: words within are those of a headline.
const NAMED: [&[&str]; 7] = [
    &[
        "a", "article", "articles", "blog", "blogs", "column", "content", "essay", "insights",
        "magazine", "news", "opinion", "post", "posts", "press", "review", "reviews", "story",
        "stories",
    ],
    &[
        "bbs",
        "comments",
        "community",
        "discuss",
        "discussion",
        "discussions",
        "forum",
        "forums",
        "question",
        "questions",
        "showthread",
        "showtopic",
        "t",
        "talk",
        "thread",
        "threads",
        "topic",
        "topics",
        "viewthread",
        "viewtopic",
    ],
    &[
        "buy", "detail", "dp", "goods", "item", "itm", "p", "pd", "prod", "product", "products",
        "sku",
    ],
    &[
        "b",
        "brand",
        "brands",
        "browse",
        "c",
        "cat",
        "catalog",
        "categories",
        "category",
        "collection",
        "collections",
        "shop",
        "store",
    ],
    &[
        "archive",
        "archives",
        "author",
        "directory",
        "events",
        "index",
        "jobs",
        "list",
        "lists",
        "rankings",
        "search",
        "tag",
        "tags",
        "top",
    ],
    &[
        "api",
        "doc",
        "docs",
        "documentation",
        "guide",
        "guides",
        "handbook",
        "help",
        "kb",
        "learn",
        "manual",
        "reference",
        "support",
        "tutorial",
        "tutorials",
        "wiki",
    ],
    &[
        "about",
        "company",
        "features",
        "industries",
        "platform",
        "pricing",
        "service",
        "services",
        "solutions",
    ],
];

/// Whether the address holds a date, and which kinds of pages its parts name.
fn named(url: &Url) -> [f32; 8] {
    let segments = || {
        let host = url.host_str().unwrap_or_default().split('.');
        url.path_segments().into_iter().flatten().chain(host)
    };
    let says = |names: &[&str]| {
        segments().any(|segment| {
            let first = segment
                .split(|c: char| !c.is_ascii_alphanumeric())
                .next()
                .unwrap_or_default();
            names.iter().any(|name| first.eq_ignore_ascii_case(name))
        })
    };
    let year = |segment: &str| {
        let digits: String = segment.chars().take_while(char::is_ascii_digit).collect();
        matches!(digits.len(), 4 | 6 | 8) && (digits.starts_with("19") || digits.starts_with("20"))
    };
    let mut features = [0.0; 8];
    features[0] = flag(segments().any(year));
    for (feature, names) in features[1..].iter_mut().zip(NAMED) {
        *feature = flag(says(names));
    }
    features
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
    heading_blocks: u32,
    priced: u32,
    dated: u32,
    items: u32,
    longest_item: u32,
    in_sentences: u32,
}

impl Sums {
    fn of(page: &Page, seen: &[Seen]) -> Sums {
        let mut sums = Sums::default();
        for (block, seen) in page.blocks.iter().zip(seen) {
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
            sums.heading_blocks += u32::from(block.is_heading());
            if block.tokens <= LABEL {
                sums.priced += u32::from(seen.currency && block.digits > 0);
                sums.dated += u32::from(seen.year || seen.time);
            }
            if matches!(block.role, Role::Item(_)) {
                sums.items += 1;
                sums.longest_item = sums.longest_item.max(block.tokens);
            }
            if block.ends_sentence {
                sums.in_sentences = sums.in_sentences.saturating_add(block.tokens);
            }
        }
        sums
    }
}

/// Words up to which a block may be a label: a price, a date.
const LABEL: u32 = 30;
/// Words from which on a block of prose is a paragraph.
const PROSE: u32 = 15;
