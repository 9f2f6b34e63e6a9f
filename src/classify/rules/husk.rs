//! Containers that say of themselves that they are no body: menus, comments, related articles, share buttons. A container
//! that holds most of the page's prose is none of these, whatever its class says: themes put `has-sidebar` on the whole page.

use super::Trust;
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
        at_most: 0.25,
        reason: "among tags",
    },
    Kind {
        named: Concepts::META,
        at_most: 0.25,
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

/// Share of the prose that a panel about a user of a forum may hold.
const PANEL_AT_MOST: f32 = 0.1;
/// Tokens that make an answer: buttons that lead to answers have fewer.
const ANSWER_TOKENS: u32 = 10;

/// An `article` within an `article` is a comment or a teaser, says the standard, unless it holds this share of the outer one.
const INNER_AT_MOST: f32 = 0.3;

/// Finds them, parents before children.
pub(super) fn containers(page: &Page, page_type: PageType, trust: Trust) -> Husks {
    let names = Names::new(page, page_type);
    let mut reasons: Vec<Option<&'static str>> = Vec::with_capacity(page.containers.len());
    // The `article` that each container stands in.
    let mut articles: Vec<Option<usize>> = Vec::with_capacity(page.containers.len());
    for (i, container) in page.containers.iter().enumerate() {
        let above = (i != 0).then_some(container.parent);
        let outer = above.and_then(|parent| articles[parent]);
        let is_article = container.tag == "article";
        articles.push(if is_article { Some(i) } else { outer });
        let inherited = above.and_then(|parent| reasons[parent]);
        let inner = outer.filter(|_| is_article && page_type == PageType::Article);
        let reason = inherited
            .or_else(|| inner.and_then(|outer| by_nesting(page, container, outer)))
            .or_else(|| names.by_tag(container))
            .or_else(|| match trust {
                Trust::Names => names.by_class(container),
                Trust::Tags => None,
            });
        reasons.push(reason);
    }
    let hidden = page
        .blocks
        .iter()
        .filter(|block| block.inside.has(Landmarks::HIDDEN));
    let hidden: u32 = hidden.map(|block| block.tokens).sum();
    let all = page.containers[0].tokens.max(1);
    Husks {
        reasons,
        hidden_is_husk: (hidden as f32) < HIDDEN_AT_MOST * all as f32,
        is_forum: page_type == PageType::Forum,
    }
}

/// An `article` within another one, unless it holds much of it.
fn by_nesting(page: &Page, container: &Container, outer: usize) -> Option<&'static str> {
    let whole = page.containers[outer].paragraph_tokens as f32;
    let small = (container.paragraph_tokens as f32) < INNER_AT_MOST * whole;
    small.then_some("in an article within the article")
}

/// What the names of containers are worth on a page.
struct Names<'a> {
    page: &'a Page,
    headline: Option<usize>,
    /// Kinds that are body on pages of this type.
    exempt: Concepts,
    is_forum: bool,
}

impl<'a> Names<'a> {
    fn new(page: &'a Page, page_type: PageType) -> Self {
        let is_forum = page_type == PageType::Forum;
        // On a page of questions and answers comments stand below the posts, elsewhere they are the posts.
        let answers = page.containers.iter().any(|container| {
            container.own.any(Concepts::ANSWER) && container.paragraph_tokens > ANSWER_TOKENS
        });
        let exempt = match page_type {
            PageType::Forum if answers => Concepts::TAG,
            PageType::Forum => Concepts::TAG | Concepts::COMMENT,
            // The teasers of a listing are what it is about.
            PageType::Listing | PageType::Collection => Concepts::RELATED,
            _ => Concepts::default(),
        };
        Names {
            page,
            headline: headline(page),
            exempt,
            is_forum,
        }
    }

    /// Share of the page's prose that a container holds.
    fn share(&self, container: &Container) -> f32 {
        container.paragraph_tokens as f32 / self.page.containers[0].paragraph_tokens.max(1) as f32
    }

    fn by_tag(&self, container: &Container) -> Option<&'static str> {
        let reason = match container.tag {
            "nav" | "menu" => "in a menu",
            "footer" => "in a footer",
            "aside" => "in an aside",
            "dialog" => "in a notice or dialog",
            "search" => "in a search form",
            _ => return None,
        };
        // Forum software quotes posts in an `aside`.
        let is_quotation = container.tag == "aside" && self.quotes(container);
        (self.share(container) <= TAGGED_AT_MOST && !is_quotation).then_some(reason)
    }

    fn by_class(&self, container: &Container) -> Option<&'static str> {
        let own = container.own;
        // The class or id of a heading is often its own text, that of the whole page lists what themes can do.
        let says_nothing = own.is_empty()
            || own.any(Concepts::NOTE)
            || matches!(
                container.tag,
                "html" | "body" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
            );
        if says_nothing || self.holds_headline(container) {
            return None;
        }
        let share = self.share(container);
        let short = container.tokens <= SMALL_TOKENS;
        let saved = own.any(SAVING) && share > SAVED_FROM;
        let believed = |kind: &&Kind| {
            own.any(kind.named)
                && !self.exempt.any(kind.named)
                && share <= kind.at_most
                && (short || !kind.named.any(SMALL))
                && (!saved || kind.named.any(Concepts::COMMENT))
                // Share buttons quote nobody: what does is an embedded post.
                && !(kind.named.any(Concepts::SHARE) && self.quotes(container))
        };
        let panel = self.is_forum && own.any(Concepts::USER) && share < PANEL_AT_MOST;
        KINDS
            .iter()
            .find(believed)
            .map(|kind| kind.reason)
            .or(panel.then_some("in a panel about a user"))
    }

    /// What holds the headline holds the article, whatever else its class says.
    fn holds_headline(&self, container: &Container) -> bool {
        self.headline
            .is_some_and(|at| (container.first..container.end).contains(&at))
    }

    fn quotes(&self, container: &Container) -> bool {
        self.page.blocks[container.first..container.end]
            .iter()
            .take(SMALL_TOKENS as usize)
            .any(|block| matches!(block.role, Role::Quote(_)))
    }
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
