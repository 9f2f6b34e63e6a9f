//! Containers that say of themselves that they are no body: menus, comments, related articles, share buttons. A container
//! that holds most of the page's prose is none of these, whatever its class says: themes put `has-sidebar` on the whole page.

use crate::article::PageType;
use crate::block::{Block, Container, Landmarks, Page, Role};
use crate::terms::classes::Concepts;

/// Why each container is a husk; `None` for those that are not.
pub(super) struct Husks {
    reasons: Vec<Option<&'static str>>,
    hidden_is_husk: bool,
    is_forum: bool,
}

/// A kind of husk: the words of the class attribute, and how much of the page's prose a container of the kind may hold
/// before its name is not believed.
struct Kind {
    named: Concepts,
    at_most: f32,
    reason: &'static str,
}

const RELATED: &str = "among related articles";

/// In order of certainty. The shares stand between what such containers hold on real pages and what whole-page wrappers
/// hold: comments can outweigh a short article, a sidebar cannot.
const KINDS: &[Kind] = &[
    Kind {
        named: Concepts::COMMENT,
        at_most: 0.9,
        reason: "among comments",
    },
    Kind {
        named: Concepts::RELATED,
        at_most: 0.7,
        reason: RELATED,
    },
    Kind {
        named: Concepts::SHARE,
        at_most: 0.15,
        reason: "among share buttons",
    },
    Kind {
        named: Concepts::AD,
        at_most: 0.2,
        reason: "in advertising",
    },
    Kind {
        named: Concepts::SIDEBAR,
        at_most: 0.5,
        reason: "in a sidebar",
    },
    Kind {
        named: Concepts::FOOTER,
        at_most: 0.5,
        reason: "in a footer",
    },
    Kind {
        named: Concepts::NAV,
        at_most: 0.4,
        reason: "in a menu",
    },
    Kind {
        named: Concepts::DIALOG,
        at_most: 0.15,
        reason: "in a notice or dialog",
    },
    Kind {
        named: Concepts::SIGNUP,
        at_most: 0.15,
        reason: "in a sign-up box",
    },
    Kind {
        named: Concepts::CRUMBS,
        at_most: 0.1,
        reason: "in the path to the page",
    },
    Kind {
        named: Concepts::PAGER,
        at_most: 0.1,
        reason: "in a pager",
    },
    Kind {
        named: Concepts::BIO,
        at_most: 0.15,
        reason: "about the author",
    },
    Kind {
        named: Concepts::TOC,
        at_most: 0.1,
        reason: "in a table of contents",
    },
    Kind {
        named: Concepts::TAG,
        at_most: 0.05,
        reason: "among tags",
    },
    Kind {
        named: Concepts::META,
        at_most: 0.05,
        reason: "in the byline",
    },
    Kind {
        named: Concepts::REFERENCES,
        at_most: 0.4,
        reason: "in a list of references",
    },
    Kind {
        named: Concepts::LEGAL,
        at_most: 0.1,
        reason: "in a legal notice",
    },
];

/// What a word about the main part of the page saves its container from, up to a larger share.
const SAVING: Concepts = Concepts::CONTENT;
/// Kinds that are a line or a few, and their most tokens: a standfirst may have a class that says `meta`.
const SMALL_TOKENS: u32 = 60;
/// Of how much of the prose a container must hold to be saved by it.
const SAVED_FROM: f32 = 0.1;

const SMALL: Concepts = Concepts::META
    .or(Concepts::TAG)
    .or(Concepts::CRUMBS)
    .or(Concepts::PAGER)
    .or(Concepts::AD)
    .or(Concepts::SHARE);

/// Share of the page's prose that may be hidden before hiding means nothing: some pages show themselves by script.
const HIDDEN_AT_MOST: f32 = 0.5;

/// An `article` within an `article` is a comment or a teaser, says the standard, unless it holds this share of the outer one.
const INNER_AT_MOST: f32 = 0.3;

/// Finds them, parents before children.
pub(super) fn containers(page: &Page, page_type: PageType) -> Husks {
    let total = page.containers[0].paragraph_tokens.max(1) as f32;
    let is_forum = page_type == PageType::Forum;
    let is_list = matches!(page_type, PageType::Listing | PageType::Collection);
    let headline = headline(page);
    let mut reasons: Vec<Option<&'static str>> = Vec::with_capacity(page.containers.len());
    // The `article` that each container stands in.
    let mut articles: Vec<Option<usize>> = Vec::with_capacity(page.containers.len());
    for (i, container) in page.containers.iter().enumerate() {
        let inherited = if i == 0 {
            None
        } else {
            reasons[container.parent]
        };
        let share = container.paragraph_tokens as f32 / total;
        let outer = if i == 0 {
            None
        } else {
            articles[container.parent]
        };
        let is_article = container.tag == "article";
        articles.push(if is_article { Some(i) } else { outer });
        let inner = outer
            .filter(|_| is_article && page_type == PageType::Article)
            .is_some_and(|outer| {
                let whole = page.containers[outer].paragraph_tokens as f32;
                (container.paragraph_tokens as f32) < INNER_AT_MOST * whole
            });
        let inner = inner.then_some("in an article within the article");
        let own = || {
            let by_name = || {
                let believed = !holds_headline(container, headline) && !quotes(page, container);
                believed
                    .then(|| by_class(container, share, is_forum))
                    .flatten()
                    // The teasers of a listing are what it is about.
                    .filter(|reason| !(is_list && *reason == RELATED))
            };
            inner
                .or_else(|| by_tag(container.tag, share).filter(|_| !is_quotation(page, container)))
                .or_else(by_name)
        };
        reasons.push(inherited.or_else(own));
    }
    let hidden: u32 = page
        .blocks
        .iter()
        .filter(|block| block.inside.has(Landmarks::HIDDEN))
        .map(|block| block.tokens)
        .sum();
    let all = page.containers[0].tokens.max(1);
    Husks {
        reasons,
        hidden_is_husk: (hidden as f32) < HIDDEN_AT_MOST * all as f32,
        is_forum,
    }
}

/// What holds the headline holds the article, whatever else its class says.
fn holds_headline(container: &Container, headline: Option<usize>) -> bool {
    headline.is_some_and(|at| (container.first..container.end).contains(&at))
}

/// Forum software quotes posts in an `aside`.
fn is_quotation(page: &Page, container: &Container) -> bool {
    let blocks = &page.blocks[container.first..container.end];
    container.tag == "aside"
        && !blocks.is_empty()
        && blocks
            .iter()
            .take(SMALL_TOKENS as usize)
            .any(|block| matches!(block.role, Role::Quote(_)))
}

/// Share buttons quote nobody: what does is an embedded post.
fn quotes(page: &Page, container: &Container) -> bool {
    container.own.any(Concepts::SHARE)
        && page.blocks[container.first..container.end]
            .iter()
            .take(SMALL_TOKENS as usize)
            .any(|block| matches!(block.role, Role::Quote(_)))
}

/// Share of a heading's words that stand in the title of the page for it to be the headline.
const HEADLINE_OVERLAP: f32 = 0.6;

/// The block that is the headline: a first heading that repeats the page's title, if there is one.
pub(super) fn headline(page: &Page) -> Option<usize> {
    page.blocks.iter().position(|block| {
        matches!(block.role, Role::Heading(1 | 2))
            && block.title_overlap >= HEADLINE_OVERLAP
            && block.tokens > 2
    })
}

/// Share of the prose that an element of these tags may hold before its tag is not believed.
const TAGGED_AT_MOST: f32 = 0.5;

fn by_tag(tag: &str, share: f32) -> Option<&'static str> {
    if share > TAGGED_AT_MOST {
        return None;
    }
    match tag {
        "nav" | "menu" => Some("in a menu"),
        "footer" => Some("in a footer"),
        "aside" => Some("in an aside"),
        "dialog" => Some("in a notice or dialog"),
        "search" => Some("in a search form"),
        _ => None,
    }
}

fn by_class(container: &Container, share: f32, is_forum: bool) -> Option<&'static str> {
    let own = container.own;
    // The class or id of a heading is often its own text, that of the whole page lists what themes can do.
    if own.is_empty()
        || matches!(
            container.tag,
            "html" | "body" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        )
    {
        return None;
    }
    if own.any(Concepts::NOTE) {
        return None;
    }
    let short = container.tokens <= SMALL_TOKENS;
    let saved = own.any(SAVING) && share > SAVED_FROM;
    KINDS
        .iter()
        .filter(|kind| {
            own.any(kind.named) && share <= kind.at_most && (short || !kind.named.any(SMALL))
        })
        .filter(|kind| {
            !(is_forum
                && kind
                    .named
                    .any(Concepts::COMMENT | Concepts::META | Concepts::TAG))
        })
        .find(|kind| !saved || kind.named.any(Concepts::COMMENT))
        .map(|kind| kind.reason)
        .or_else(|| {
            (is_forum && own.any(Concepts::USER) && share < 0.1)
                .then_some("in a panel about a user")
        })
}

impl Husks {
    /// Why this container is a husk.
    pub(super) fn of_container(&self, container: usize) -> Option<&'static str> {
        self.reasons[container]
    }

    /// Why what holds this block is a husk.
    pub(super) fn of(&self, block: &Block) -> Option<&'static str> {
        if let Some(reason) = self.reasons[block.container] {
            return Some(reason);
        }
        if self.hidden_is_husk && block.inside.has(Landmarks::HIDDEN) {
            return Some("hidden");
        }
        if block.inside.has(Landmarks::CONTROL) && !self.is_forum {
            return Some("in a control");
        }
        None
    }
}
