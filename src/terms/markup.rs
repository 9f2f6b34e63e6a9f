//! Class and id words that name a field of the metadata, compared as whole words; each list a concept.

use crate::word_table::{WordTable, count_words, entries};

/// A set of concepts that the words of an element name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Names(u32);

impl Names {
    /// Whether it holds one of `other`.
    pub(crate) fn any(self, other: Names) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together, in constants.
    pub(crate) const fn or(self, other: Names) -> Names {
        Names(self.0 | other.0)
    }

    /// What a word in lower case names.
    fn of(word: &[u8]) -> Names {
        Names(TABLE.get(word))
    }

    /// What the words of an attribute name, cut at everything that is no letter and at case changes.
    pub(crate) fn read(value: &str) -> Names {
        let mut found = Names::default();
        if value.is_ascii() {
            super::ascii_words(value.as_bytes(), |word| {
                found |= Names::of(word);
                true
            });
            return found;
        }
        let mut word = String::new();
        let mut lower_before = false;
        for c in value.chars().chain([' ']) {
            let boundary = !c.is_alphabetic() || (c.is_uppercase() && lower_before);
            if boundary {
                found |= Names::of(word.as_bytes());
                word.clear();
            }
            if c.is_alphabetic() {
                word.extend(c.to_lowercase());
            }
            lower_before = c.is_lowercase();
        }
        found
    }
}

impl std::ops::BitOr for Names {
    type Output = Names;

    fn bitor(self, other: Names) -> Names {
        Names(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Names {
    fn bitor_assign(&mut self, other: Names) {
        self.0 |= other.0;
    }
}

static TABLE: WordTable<{ count_words(LISTS) }> = WordTable::new(&entries(LISTS));

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident = $bit:literal [$($word:literal),* $(,)?];)*) => {
        impl Names {
            $($(#[$doc])* pub(crate) const $name: Names = Names(1 << $bit);)*
        }

        /// The words of each concept.
        const LISTS: &[(u32, &[&str])] = &[$((1 << $bit, &[$($word),*])),*];
    };
}

names! {
/// A byline or an author's name.
AUTHOR = 0 [
    "author",
    "authors",
    "byline",
    "bylines",
    "writer",
    "autor",
    "autora",
    "autores",
    "autorin",
    "autorzeile",
    "auteur",
    "auteurs",
    "autore",
    "firma",
    "redakteur",
    "contributor",
    "contributors",
    "zuozhe",
    "journalist",
    "columnist",
    "nickname",
    "username",
    "poster",
    "verfasser",
    "creator",
    "reporter",
    "penulis",
];

/// Words that say of an author's element that it holds something else than the name.
NOT_AUTHOR = 1 [
    "bio",
    "avatar",
    "image",
    "img",
    "photo",
    "pic",
    "picture",
    "thumb",
    "social",
    "links",
    "comment",
    "comments",
    "related",
    "archive",
    "icon",
    "icons",
    "follow",
    "description",
    "desc",
    "about",
    "role",
    "job",
    "title",
    "position",
    "mail",
    "email",
    "posts",
    "count",
    "more",
    "date",
    "time",
    "share",
    "twitter",
    "separator",
    "label",
    "caption",
];

/// A date.
DATE = 2 [
    "date",
    "datetime",
    "time",
    "timestamp",
    "published",
    "pubdate",
    "pubtime",
    "publish",
    "publishdate",
    "posted",
    "dateline",
    "datum",
    "fecha",
    "dato",
    "zeit",
    "releasedate",
    "publication",
    "tarih",
    "riqi",
    "shijian",
    "ptime",
    "pubinfo",
    "posttime",
    "createtime",
    "publishtime",
    "publishingdate",
    "publishing",
    "submitted",
    "created",
];

/// Words that say of a date that it is the date of publication.
PUBLISHED = 3 [
    "published",
    "pubdate",
    "pubtime",
    "publish",
    "publishdate",
    "posted",
    "publishtime",
    "release",
    "created",
    "publishing",
];

/// A date of change.
MODIFIED = 4 [
    "modified",
    "updated",
    "update",
    "lastmod",
    "lastupdated",
    "aktualisiert",
    "revised",
];

/// Words that say of a date that it is another thing's: an event, a comment.
NOT_DATE = 5 [
    "event",
    "start",
    "end",
    "comment",
    "comments",
    "expire",
    "expires",
    "expiry",
    "current",
    "today",
    "clock",
    "now",
    "copyright",
    "read",
    "reading",
    "countdown",
];

/// A second headline or a standfirst.
SUBTITLE = 6 [
    "subtitle",
    "subtitles",
    "subtitulo",
    "subtítulo",
    "subtitre",
    "sottotitolo",
    "untertitel",
    "unterzeile",
    "subheadline",
    "subhead",
    "subheading",
    "deck",
    "dek",
    "standfirst",
    "strapline",
    "futitle",
    "fubiaoti",
    "kicker2",
    "vorspann",
    "chapo",
    "chapeau",
    "entradilla",
    "bajada",
    "copete",
    "sapo",
    "ingress",
    "podtytul",
];

/// Words of a standfirst, of the start of the text and of teasers alike; the place tells.
LEAD = 7 [
    "lead",
    "lede",
    "intro",
    "excerpt",
    "sub",
    "leadtext",
    "introtext",
    "anons",
    "zhaiyao",
    "daodu",
];

/// Words that make a subtitle of what begins with "sub": `SubTitle`, `sub-headline`.
HEADLINE = 8 ["title", "headline", "heading", "head", "titulo"];

/// A path to the page.
CRUMBS = 9 [
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "breadcrump",
    "brotkrumen",
    "bread",
];

/// Opinions of customers, whose authors and dates are not the page's.
REVIEW = 10 [
    "review",
    "reviews",
    "testimonial",
    "testimonials",
    "feedback",
    "rating",
    "ratings",
];

/// Parts of a path that are buttons or words for screen readers.
NOT_CRUMB = 11 ["aside", "hidden", "sr", "share", "search", "buttons"];

/// The logo or the name of the site.
LOGO = 12 [
    "logo",
    "brand",
    "branding",
    "sitename",
    "siteid",
    "sitetitle",
    "wordmark",
];

/// Other articles, in languages that the words of classes do not cover.
OTHERS = 13 [
    "relacionadas",
    "relacionados",
    "relacionada",
    "relacionado",
    "correlati",
    "correlate",
    "kommentare",
    "kommentar",
    "comentarios",
    "comentários",
    "commentaires",
    "commenti",
];

/// The account that a text was posted from, on platforms.
ACCOUNT = 14 ["nickname"];

/// A user of a forum or a platform; such names stand in headers and comments as well.
USER = 15 ["username", "poster", "nickname"];

/// A name and nothing else.
NAME = 16 ["name", "byline", "fn"];

/// Words that say the same of an author's element, but stand in classes that only tell how it looks as well: `text-sm`.
LOOKS = 17 ["text", "list"];

/// Words before the name of a part that a layout has or has not: `main--with-sidebar`.
HAS = 18 ["with", "has", "no", "without"];

/// What may begin the class of a subtitle.
SUB = 19 ["sub"];
}

/// Classes of links behind a heading by which it is edited.
pub(crate) const EDIT_LINKS: &[&str] = &["mw-editsection", "editsection", "edit-link"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_concept_has_a_bit_of_its_own() {
        let all = LISTS.iter().fold(0, |all, (bit, _)| all | bit);
        assert_eq!(all.count_ones() as usize, LISTS.len());
    }
}
