//! Words of class and id attributes and what they say about an element. Attributes are cut into words at every character
//! that is no letter and at case changes, and words are compared whole: `ad` within `padding` or `headline` has deleted whole
//! articles in other extractors.

mod words;

use std::cell::LazyCell;

use self::words::TERMS;
use crate::word_table::WordTable;

/// A set of concepts named by class and id words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Concepts(u32);

macro_rules! concepts {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Concepts {
            $($(#[$doc])* pub(crate) const $name: Concepts = Concepts(1 << $bit);)*
        }
    };
}

concepts! {
    /// Menus.
    NAV = 0;
    /// Foot of the page.
    FOOTER = 1;
    /// Head of the page.
    HEADER = 2;
    /// Comments and replies.
    COMMENT = 3;
    /// Other articles.
    RELATED = 4;
    /// Buttons of social networks.
    SHARE = 5;
    /// Advertising.
    AD = 6;
    /// Columns beside the text.
    SIDEBAR = 7;
    /// The main part of the page.
    CONTENT = 8;
    /// An article, post or story.
    ARTICLE = 9;
    /// Running text.
    TEXT = 10;
    /// Byline, date, counters.
    META = 11;
    /// Tags and categories.
    TAG = 12;
    /// Widgets and cards.
    WIDGET = 13;
    /// Consent notices and dialogs.
    DIALOG = 14;
    /// Newsletters, sign-up, log-in.
    SIGNUP = 15;
    /// Products and prices.
    PRODUCT = 16;
    /// Forums and threads.
    FORUM = 17;
    /// Hidden from the eye.
    HIDDEN = 18;
    /// Captions of images.
    CAPTION = 19;
    /// Page numbers, previous and next.
    PAGER = 20;
    /// Forms and controls.
    FORM = 21;
    /// The path to the page.
    CRUMBS = 22;
    /// About the author.
    BIO = 23;
    /// Headlines.
    TITLE = 24;
    /// Table of contents.
    TOC = 25;
    /// Code and documentation.
    CODE = 26;
    /// Licences, disclaimers, notices.
    LEGAL = 27;
    /// Signatures and panels of forum users.
    USER = 28;
    /// Warnings and hints that belong to the text.
    NOTE = 29;
    /// Reference lists, and what is left out when a page is printed.
    REFERENCES = 30;
    /// An answer to a question.
    ANSWER = 31;
}

impl Concepts {
    /// The set as a number; bit `n` is the term of that number.
    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    /// Whether it holds one of `other`.
    pub(crate) fn any(self, other: Concepts) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together, in constants.
    pub(crate) const fn or(self, other: Concepts) -> Concepts {
        Concepts(self.0 | other.0)
    }

    /// Whether nothing is named.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl std::ops::BitOr for Concepts {
    type Output = Concepts;

    fn bitor(self, other: Concepts) -> Concepts {
        Concepts(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Concepts {
    fn bitor_assign(&mut self, other: Concepts) {
        self.0 |= other.0;
    }
}

/// What the words of a class or id attribute say. At most [`MAX_WORDS`] words are read. Allocates nothing.
pub(crate) fn read(attribute: &str) -> Concepts {
    let mut found = Concepts::default();
    let is_post = LazyCell::new(|| attribute.contains(POST_CLASS));
    let mut left = MAX_WORDS;
    for class in attribute.split_ascii_whitespace() {
        if is_modifier(class.as_bytes()) || is_post_term(class.as_bytes()) && *is_post {
            continue;
        }
        super::ascii_words(class.as_bytes(), |word| {
            found |= of_word(word);
            left -= 1;
            left > 0
        });
        if left == 0 {
            break;
        }
    }
    found
}

/// WordPress puts this on every post, and beside it the post's categories and tags, which are words of its content.
const POST_CLASS: &str = "status-publish";
/// Whether it is one of those.
fn is_post_term(class: &[u8]) -> bool {
    match class {
        [b'c', ..] => class.starts_with(b"category-"),
        [b't', ..] => class.starts_with(b"tag-") || class.starts_with(b"type-"),
        [b'f', ..] => class.starts_with(b"format-"),
        [b's', ..] => class.starts_with(b"status-"),
        _ => false,
    }
}

/// Whether a class says what stands beside an element, not what it is: `has-sidebar`, `no-comments`; or that Drupal shows an article
/// on its front page too, which is no advertising.
fn is_modifier(class: &[u8]) -> bool {
    match class {
        [b'h', ..] => class.starts_with(b"has-") || class.starts_with(b"hide-"),
        [b'n', ..] => class.starts_with(b"no-") || class.starts_with(b"node-promoted"),
        [b'w', ..] => class.starts_with(b"with-") || class.starts_with(b"without-"),
        [b's', ..] => class.starts_with(b"show-"),
        _ => false,
    }
}

/// Words read from one attribute: utility classes of style sheets run to a hundred, the telling ones stand early, and an
/// attribute of a megabyte must not cost more than it says.
const MAX_WORDS: usize = 64;
/// What a word in lower case says; plurals share the entry of the singular.
fn of_word(word: &[u8]) -> Concepts {
    let plural = look_up(word);
    match word {
        [singular @ .., b's'] => plural | look_up(singular),
        _ => plural,
    }
}

fn look_up(word: &[u8]) -> Concepts {
    Concepts(TABLE.get(word))
}

static TABLE: WordTable<{ TERMS.len() }> = WordTable::new(&numbers(TERMS));

const fn numbers<const N: usize>(terms: [(&'static str, Concepts); N]) -> [(&'static str, u32); N] {
    let (mut numbers, mut i) = ([("", 0); N], 0);
    while i < N {
        numbers[i] = (terms[i].0, terms[i].1.0);
        i += 1;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::Concepts as C;
    use super::*;

    #[test]
    fn words_are_compared_whole() {
        let check = |attribute: &str, expected: Concepts| {
            assert_eq!(read(attribute), expected, "{attribute}")
        };
        check("nav", C::NAV);
        check("site-nav", C::NAV);
        check("padding headline2", C::TITLE);
        check("loading gradient download", Concepts::default());
        check("articleBody", C::ARTICLE | C::CONTENT);
        check("post_content", C::ARTICLE | C::CONTENT);
        check("comments", C::COMMENT);
        check("RELATED-posts", C::RELATED | C::ARTICLE);
        check("正文", Concepts::default());
        check("", Concepts::default());
    }

    #[test]
    fn terms_are_lower_case_ascii_and_stand_once() {
        let mut seen = std::collections::HashSet::new();
        for (term, concepts) in TERMS {
            assert!(seen.insert(term), "{term} stands twice");
            assert_eq!(look_up(term.as_bytes()), concepts);
            assert!(term.bytes().all(|b| b.is_ascii_lowercase()), "{term}");
        }
    }

    #[test]
    fn a_long_attribute_costs_no_more_than_its_first_words() {
        let long = "x ".repeat(1_000_000) + "nav";
        assert!(read(&long).is_empty());
    }
}
