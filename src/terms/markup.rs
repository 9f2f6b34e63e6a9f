//! Class and id words that name a field of the metadata, compared as whole words; each list a concept.

/// A byline or an author's name.
pub(crate) const AUTHOR: &[&str] = &[
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
pub(crate) const NOT_AUTHOR: &[&str] = &[
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
    "list",
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
    "text",
];

/// A date.
pub(crate) const DATE: &[&str] = &[
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
pub(crate) const PUBLISHED: &[&str] = &[
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
pub(crate) const MODIFIED: &[&str] = &[
    "modified",
    "updated",
    "update",
    "lastmod",
    "lastupdated",
    "aktualisiert",
    "revised",
];

/// Words that say of a date that it is another thing's: an event, a comment.
pub(crate) const NOT_DATE: &[&str] = &[
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
pub(crate) const SUBTITLE: &[&str] = &[
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
pub(crate) const LEAD: &[&str] = &[
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
pub(crate) const HEADLINE: &[&str] = &["title", "headline", "heading", "head", "titulo"];

/// A path to the page.
pub(crate) const CRUMBS: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "breadcrump",
    "brotkrumen",
    "bread",
];

/// Opinions of customers, whose authors and dates are not the page's.
pub(crate) const REVIEW: &[&str] = &[
    "review",
    "reviews",
    "testimonial",
    "testimonials",
    "feedback",
    "rating",
    "ratings",
];

/// Parts of a path that are buttons or words for screen readers.
pub(crate) const NOT_CRUMB: &[&str] = &["aside", "hidden", "sr", "share", "search", "buttons"];

/// The logo or the name of the site.
pub(crate) const LOGO: &[&str] = &[
    "logo",
    "brand",
    "branding",
    "sitename",
    "siteid",
    "sitetitle",
    "wordmark",
];

/// Other articles, in languages that the words of classes do not cover.
pub(crate) const OTHERS: &[&str] = &[
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
pub(crate) const ACCOUNT: &[&str] = &["nickname"];

/// Classes of links behind a heading by which it is edited.
pub(crate) const EDIT_LINKS: &[&str] = &["mw-editsection", "editsection", "edit-link"];
