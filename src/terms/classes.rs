//! Words of class and id attributes and what they say about an element. Attributes are cut into words at every character
//! that is no letter and at case changes, and words are compared whole: `ad` within `padding` or `headline` has deleted whole
//! articles in other extractors.

use std::cell::LazyCell;

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

use Concepts as C;

/// One word an entry, grouped by concept; pinyin words stand on Chinese pages.
#[rustfmt::skip]
const TERMS: [(&str, Concepts); 429] = [
    // NAV
    ("nav", C::NAV),
    ("navbar", C::NAV),
    ("navigation", C::NAV),
    ("menu", C::NAV),
    ("submenu", C::NAV),
    ("megamenu", C::NAV),
    ("topnav", C::NAV),
    ("subnav", C::NAV),
    ("sitenav", C::NAV),
    ("mainnav", C::NAV),
    ("daohang", C::NAV),
    ("caidan", C::NAV),
    ("dropdown", C::NAV),
    ("offcanvas", C::NAV),
    ("hamburger", C::NAV),
    ("drawer", C::NAV),
    ("navlist", C::NAV),
    ("navmenu", C::NAV),
    ("sidenav", C::NAV),
    ("breadnav", C::NAV),
    // FOOTER
    ("footer", C::FOOTER),
    ("foot", C::FOOTER),
    ("colophon", C::FOOTER),
    ("bottombar", C::FOOTER),
    ("yejiao", C::FOOTER),
    ("copyright", C::FOOTER),
    ("ft", C::FOOTER),
    // HEADER
    ("masthead", C::HEADER),
    ("topbar", C::HEADER),
    ("header", C::HEADER),
    ("hd", C::HEADER),
    ("banner", C::HEADER),
    ("siteheader", C::HEADER),
    ("yetou", C::HEADER),
    // COMMENT
    ("comment", C::COMMENT),
    ("commentlist", C::COMMENT),
    ("respond", C::COMMENT),
    ("disqus", C::COMMENT),
    ("pinglun", C::COMMENT),
    ("reply", C::COMMENT),
    ("replies", C::COMMENT),
    ("feedback", C::COMMENT),
    ("livefyre", C::COMMENT),
    ("remark", C::COMMENT),
    ("cmt", C::COMMENT),
    ("discussion", C::COMMENT),
    ("fancomment", C::COMMENT),
    ("commentary", C::COMMENT),
    ("commentform", C::COMMENT),
    ("commentbox", C::COMMENT),
    ("commentarea", C::COMMENT),
    ("comentarios", C::COMMENT),
    ("kommentare", C::COMMENT),
    ("commentaires", C::COMMENT),
    ("liuyan", C::COMMENT),
    ("gentie", C::COMMENT),
    // RELATED
    ("related", C::RELATED),
    ("recommend", C::RELATED),
    ("recommended", C::RELATED),
    ("recommendation", C::RELATED),
    ("recommendations", C::RELATED),
    ("similar", C::RELATED),
    ("popular", C::RELATED),
    ("trending", C::RELATED),
    ("latest", C::RELATED),
    ("recent", C::RELATED),
    ("xiangguan", C::RELATED),
    ("tuijian", C::RELATED),
    ("remen", C::RELATED),
    ("suggest", C::RELATED),
    ("suggested", C::RELATED),
    ("suggestion", C::RELATED),
    ("upnext", C::RELATED),
    ("readnext", C::RELATED),
    ("readmore", C::RELATED),
    ("seealso", C::RELATED),
    ("outbrain", C::RELATED),
    ("taboola", C::RELATED),
    ("ranking", C::RELATED),
    ("paihang", C::RELATED),
    ("jingcai", C::RELATED),
    ("teaser", C::RELATED),
    ("promoted", C::RELATED),
    ("relative", C::RELATED),
    ("crosslink", C::RELATED),
    ("yuedu", C::RELATED),
    ("relatedposts", C::RELATED),
    ("jprelatedposts", C::RELATED),
    ("xgyd", C::RELATED),
    ("cnxh", C::RELATED),
    ("yarpp", C::RELATED),
    ("zergnet", C::RELATED),
    // SHARE
    ("share", C::SHARE),
    ("sharing", C::SHARE),
    ("social", C::SHARE),
    ("sharebar", C::SHARE),
    ("sharethis", C::SHARE),
    ("addthis", C::SHARE),
    ("addtoany", C::SHARE),
    ("sharedaddy", C::SHARE),
    ("follow", C::SHARE),
    ("fenxiang", C::SHARE),
    ("bshare", C::SHARE),
    ("bdsharebuttonbox", C::SHARE),
    ("jiathis", C::SHARE),
    ("sns", C::SHARE),
    ("bookmark", C::SHARE),
    ("sharebtn", C::SHARE),
    ("sharebuttons", C::SHARE),
    ("socials", C::SHARE),
    ("shareaholic", C::SHARE),
    ("heateor", C::SHARE),
    // AD
    ("ad", C::AD),
    ("ads", C::AD),
    ("advert", C::AD),
    ("advertisement", C::AD),
    ("advertising", C::AD),
    ("adsense", C::AD),
    ("adsbygoogle", C::AD),
    ("sponsor", C::AD),
    ("sponsored", C::AD),
    ("promo", C::AD),
    ("promotion", C::AD),
    ("dfp", C::AD),
    ("gpt", C::AD),
    ("guanggao", C::AD),
    ("adbox", C::AD),
    ("adv", C::AD),
    ("adslot", C::AD),
    ("advertorial", C::AD),
    ("ggw", C::AD),
    ("adbanner", C::AD),
    ("adcontainer", C::AD),
    // SIDEBAR
    ("sidebar", C::SIDEBAR),
    ("sidebars", C::SIDEBAR),
    ("aside", C::SIDEBAR),
    ("rail", C::SIDEBAR),
    ("secondary", C::SIDEBAR),
    ("rightside", C::SIDEBAR),
    ("leftside", C::SIDEBAR),
    ("sidecolumn", C::SIDEBAR),
    ("rcol", C::SIDEBAR),
    ("lcol", C::SIDEBAR),
    ("zuobian", C::SIDEBAR),
    ("youbian", C::SIDEBAR),
    ("complementary", C::SIDEBAR),
    ("rightbar", C::SIDEBAR),
    ("leftbar", C::SIDEBAR),
    ("sidebox", C::SIDEBAR),
    ("sidecol", C::SIDEBAR),
    ("colside", C::SIDEBAR),
    // CONTENT
    ("content", C::CONTENT),
    ("contents", C::CONTENT),
    ("main", C::CONTENT),
    ("maincontent", C::CONTENT),
    ("primary", C::CONTENT),
    ("neirong", C::CONTENT),
    ("body", C::CONTENT),
    ("bd", C::CONTENT),
    ("container", C::CONTENT),
    ("zhuti", C::CONTENT),
    // ARTICLE
    ("article", C::ARTICLE),
    ("story", C::ARTICLE),
    ("entry", C::ARTICLE),
    ("post", C::ARTICLE),
    ("hentry", C::ARTICLE),
    ("blogpost", C::ARTICLE),
    ("news", C::ARTICLE),
    ("xinwen", C::ARTICLE),
    ("wenzhang", C::ARTICLE),
    ("blog", C::ARTICLE),
    ("newsarticle", C::ARTICLE),
    // TEXT
    ("text", C::TEXT),
    ("copy", C::TEXT),
    ("paragraph", C::TEXT),
    ("richtext", C::TEXT),
    ("prose", C::TEXT),
    ("markdown", C::TEXT),
    ("zhengwen", C::TEXT),
    ("wysiwyg", C::TEXT),
    ("articlebody", C::TEXT),
    ("articlecontent", C::TEXT),
    ("storybody", C::TEXT),
    ("postbody", C::TEXT),
    ("entrycontent", C::TEXT),
    ("bodytext", C::TEXT),
    ("articletext", C::TEXT),
    ("wenzi", C::TEXT),
    ("rte", C::TEXT),
    ("editorial", C::TEXT),
    ("articlecon", C::TEXT),
    ("articletxt", C::TEXT),
    ("postcontent", C::TEXT),
    ("postmessage", C::TEXT),
    ("storycontent", C::TEXT),
    ("newstext", C::TEXT),
    ("newscontent", C::TEXT),
    ("gutenberg", C::TEXT),
    // META
    ("meta", C::META),
    ("byline", C::META),
    ("author", C::META),
    ("date", C::META),
    ("time", C::META),
    ("dateline", C::META),
    ("timestamp", C::META),
    ("published", C::META),
    ("pubdate", C::META),
    ("publish", C::META),
    ("posted", C::META),
    ("postmeta", C::META),
    ("source", C::META),
    ("laiyuan", C::META),
    ("zuozhe", C::META),
    ("shijian", C::META),
    ("credit", C::META),
    ("attribution", C::META),
    ("datetime", C::META),
    ("postinfo", C::META),
    ("entrymeta", C::META),
    ("articleinfo", C::META),
    ("pubtime", C::META),
    ("artinfo", C::META),
    // TAG
    ("tag", C::TAG),
    ("tags", C::TAG),
    ("tagcloud", C::TAG),
    ("category", C::TAG),
    ("categories", C::TAG),
    ("topic", C::TAG),
    ("topics", C::TAG),
    ("keyword", C::TAG),
    ("keywords", C::TAG),
    ("label", C::TAG),
    ("labels", C::TAG),
    ("biaoqian", C::TAG),
    ("hashtag", C::TAG),
    ("taglist", C::TAG),
    ("tagbox", C::TAG),
    // WIDGET
    ("widget", C::WIDGET),
    ("module", C::WIDGET),
    ("card", C::WIDGET),
    ("tile", C::WIDGET),
    ("carousel", C::WIDGET),
    ("slider", C::WIDGET),
    ("ticker", C::WIDGET),
    ("swiper", C::WIDGET),
    ("marquee", C::WIDGET),
    // DIALOG
    ("cookie", C::DIALOG),
    ("consent", C::DIALOG),
    ("gdpr", C::DIALOG),
    ("modal", C::DIALOG),
    ("popup", C::DIALOG),
    ("overlay", C::DIALOG),
    ("dialog", C::DIALOG),
    ("lightbox", C::DIALOG),
    ("toast", C::DIALOG),
    ("cookies", C::DIALOG),
    ("interstitial", C::DIALOG),
    ("privacy", C::DIALOG),
    ("snackbar", C::DIALOG),
    ("tooltip", C::DIALOG),
    ("onetrust", C::DIALOG),
    ("cookiebar", C::DIALOG),
    ("cookiebanner", C::DIALOG),
    ("cookieconsent", C::DIALOG),
    ("cookienotice", C::DIALOG),
    ("cmplz", C::DIALOG),
    ("fancybox", C::DIALOG),
    // SIGNUP
    ("newsletter", C::SIGNUP),
    ("subscribe", C::SIGNUP),
    ("subscription", C::SIGNUP),
    ("signup", C::SIGNUP),
    ("optin", C::SIGNUP),
    ("login", C::SIGNUP),
    ("signin", C::SIGNUP),
    ("register", C::SIGNUP),
    ("regist", C::SIGNUP),
    ("paywall", C::SIGNUP),
    ("mailchimp", C::SIGNUP),
    ("denglu", C::SIGNUP),
    ("zhuce", C::SIGNUP),
    ("dingyue", C::SIGNUP),
    ("donate", C::SIGNUP),
    ("membership", C::SIGNUP),
    ("premium", C::SIGNUP),
    ("regwall", C::SIGNUP),
    // PRODUCT
    ("product", C::PRODUCT),
    ("price", C::PRODUCT),
    ("cart", C::PRODUCT),
    ("buy", C::PRODUCT),
    ("shop", C::PRODUCT),
    ("sku", C::PRODUCT),
    ("addtocart", C::PRODUCT),
    ("checkout", C::PRODUCT),
    ("basket", C::PRODUCT),
    ("wishlist", C::PRODUCT),
    ("chanpin", C::PRODUCT),
    ("shangpin", C::PRODUCT),
    ("woocommerce", C::PRODUCT),
    ("shopify", C::PRODUCT),
    ("goods", C::PRODUCT),
    // FORUM
    ("forum", C::FORUM),
    ("thread", C::FORUM),
    ("viewtopic", C::FORUM),
    ("luntan", C::FORUM),
    ("postbit", C::FORUM),
    ("showthread", C::FORUM),
    ("bbs", C::FORUM),
    ("discuss", C::FORUM),
    ("tiezi", C::FORUM),
    ("phpbb", C::FORUM),
    ("vbulletin", C::FORUM),
    ("xenforo", C::FORUM),
    ("topiclist", C::FORUM),
    // HIDDEN
    ("hidden", C::HIDDEN),
    ("invisible", C::HIDDEN),
    ("offscreen", C::HIDDEN),
    ("visuallyhidden", C::HIDDEN),
    ("screenreader", C::HIDDEN),
    ("sr", C::HIDDEN),
    ("hide", C::HIDDEN),
    // CAPTION
    ("caption", C::CAPTION),
    ("figcaption", C::CAPTION),
    ("bildunterschrift", C::CAPTION),
    ("bildtext", C::CAPTION),
    ("legende", C::CAPTION),
    ("didascalia", C::CAPTION),
    ("tushuo", C::CAPTION),
    // ANSWER
    ("answer", C::ANSWER),
    ("answercell", C::ANSWER),
    // PAGER
    ("pager", C::PAGER),
    ("pagination", C::PAGER),
    ("paging", C::PAGER),
    ("prev", C::PAGER),
    ("previous", C::PAGER),
    ("next", C::PAGER),
    ("nextprev", C::PAGER),
    ("prevnext", C::PAGER),
    ("fanye", C::PAGER),
    ("pagenav", C::PAGER),
    ("pagelink", C::PAGER),
    ("postnav", C::PAGER),
    ("pagebar", C::PAGER),
    ("fenye", C::PAGER),
    ("pagenavi", C::PAGER),
    ("paginator", C::PAGER),
    // FORM
    ("form", C::FORM),
    ("input", C::FORM),
    ("search", C::FORM),
    ("searchbox", C::FORM),
    ("field", C::FORM),
    ("filter", C::FORM),
    ("sort", C::FORM),
    ("select", C::FORM),
    ("btn", C::FORM),
    ("button", C::FORM),
    ("cta", C::FORM),
    ("sousuo", C::FORM),
    ("fieldset", C::FORM),
    // CRUMBS
    ("breadcrumb", C::CRUMBS),
    ("breadcrumbs", C::CRUMBS),
    ("crumb", C::CRUMBS),
    ("crumbs", C::CRUMBS),
    ("location", C::CRUMBS),
    ("position", C::CRUMBS),
    ("weizhi", C::CRUMBS),
    ("mianbaoxie", C::CRUMBS),
    ("pathway", C::CRUMBS),
    // BIO
    ("bio", C::BIO),
    ("aboutauthor", C::BIO),
    ("authorbox", C::BIO),
    ("authorbio", C::BIO),
    ("profile", C::BIO),
    ("avatar", C::BIO),
    ("contributor", C::BIO),
    ("vcard", C::BIO),
    ("authorinfo", C::BIO),
    ("aboutme", C::BIO),
    // TITLE
    ("title", C::TITLE),
    ("headline", C::TITLE),
    ("heading", C::TITLE),
    ("biaoti", C::TITLE),
    ("subtitle", C::TITLE),
    ("hgroup", C::TITLE),
    // TOC
    ("toc", C::TOC),
    ("tableofcontents", C::TOC),
    ("mulu", C::TOC),
    ("outline", C::TOC),
    ("toctree", C::TOC),
    ("tocify", C::TOC),
    // CODE
    ("code", C::CODE),
    ("highlight", C::CODE),
    ("syntaxhighlighter", C::CODE),
    ("codehilite", C::CODE),
    ("hljs", C::CODE),
    ("prettyprint", C::CODE),
    ("snippet", C::CODE),
    ("wikicode", C::CODE),
    ("sourcecode", C::CODE),
    ("shiki", C::CODE),
    ("rouge", C::CODE),
    // NOTE
    ("admonition", C::NOTE),
    ("callout", C::NOTE),
    // REFERENCES
    ("references", C::REFERENCES),
    ("reflist", C::REFERENCES),
    ("noprint", C::REFERENCES),
    ("printfooter", C::REFERENCES),
    // LEGAL
    ("disclaimer", C::LEGAL),
    ("legal", C::LEGAL),
    ("license", C::LEGAL),
    ("licence", C::LEGAL),
    ("terms", C::LEGAL),
    ("mianze", C::LEGAL),
    ("shengming", C::LEGAL),
    ("banquan", C::LEGAL),
    ("rights", C::LEGAL),
    // USER
    ("sign", C::USER),
    ("signature", C::USER),
    ("sig", C::USER),
    ("userinfo", C::USER),
    ("postprofile", C::USER),
    ("userpanel", C::USER),
    ("poster", C::USER),
    ("member", C::USER),
    ("postauthor", C::USER),
    ("usercard", C::USER),
    ("pls", C::USER),
    ("authi", C::USER),
    ("memberinfo", C::USER),
    ("userdetails", C::USER),
];

#[cfg(test)]
mod tests {
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
