use super::*;
use crate::settings::Limits;

fn markup(html: &str) -> Markup {
    let dom = Dom::parse(html, &Limits::default());
    read(&dom, "The headline | Site", &Deadline::default())
}

fn texts(list: &[Candidate]) -> Vec<(&str, bool)> {
    list.iter()
        .map(|found| (found.text.as_str(), found.aside))
        .collect()
}

#[test]
fn authors_by_attribute() {
    let check = |html: &str, expected: &[(&str, bool)]| {
        assert_eq!(texts(&markup(html).authors), expected, "{html}")
    };
    check(
        "<a rel='author nofollow' href=/x>Jane Doe</a>",
        &[("Jane Doe", false)],
    );
    check(
        "<div itemprop=author itemscope><img><span itemprop=name>Jane Doe</span> writes</div>",
        &[("Jane Doe", false)],
    );
    check(
        "<p class='entry-byline'>By <b>Jane Doe</b></p>",
        &[("Jane Doe", false)],
    );
    check(
        "<p class=byline>By <a>Jane Doe</a> and <a>John Roe</a> <i>Staff Writer</i></p>",
        &[("Jane Doe, John Roe", false)],
    );
    check("<span class=postAuthorName>Jane</span>", &[("Jane", false)]);
    check("<div class=authority>Jane</div>", &[]);
    check("<div class=author-avatar>JD</div>", &[]);
    check(
        "<div class=comment-list><span class=author>Troll</span></div>",
        &[("Troll", true)],
    );
    check(
        "<footer><span class=author>Agency</span></footer>",
        &[("Agency", true)],
    );
}

#[test]
fn second_headlines_by_class() {
    let check = |html: &str, expected: &[(&str, bool)]| {
        assert_eq!(texts(&markup(html).subtitles), expected, "{html}")
    };
    check("<p class=subtitle>Of boats</p>", &[("Of boats", false)]);
    check(
        "<h2 class=subHeadline>Of boats</h2>",
        &[("Of boats", false)],
    );
    check("<h2 class='title text-sm'>All boats</h2>", &[]);
    check("<div class=list-heading>All boats</div>", &[]);
}

#[test]
fn dates_by_attribute() {
    let check = |html: &str, expected: &[(&str, bool)]| {
        assert_eq!(texts(&markup(html).published), expected, "{html}")
    };
    check(
        "<time datetime=2020-05-25>yesterday</time>",
        &[("2020-05-25", false)],
    );
    check(
        "<span class='post-date'>25 May 2020</span>",
        &[("25 May 2020", false)],
    );
    check("<span class=event-date>25 May 2020</span>", &[]);
    check(
        "<aside><time datetime=2020-05-25></time></aside>",
        &[("2020-05-25", true)],
    );
    let found = markup("<time itemprop=dateModified datetime=2021-01-01></time>");
    assert_eq!(texts(&found.modified), [("2021-01-01", false)]);
}

#[test]
fn other_articles_are_aside() {
    let found = markup(
        "<article><h1>The headline</h1><time datetime=2020-05-25></time></article><article><time datetime=2020-06-01></time></article>",
    );
    assert_eq!(
        texts(&found.published),
        [("2020-05-25", false), ("2020-06-01", true)]
    );
}

#[test]
fn a_wrapper_around_the_headline_is_not_aside() {
    let found = markup(
        "<div class='with-sidebar'><h1>The headline</h1><time datetime=2020-05-25></time></div>",
    );
    assert_eq!(texts(&found.published), [("2020-05-25", false)]);
}

#[test]
fn paths_are_cut_at_their_separators() {
    let check = |html: &str, expected: &[&str]| assert_eq!(markup(html).crumbs, expected, "{html}");
    check(
        "<ul class=breadcrumbs><li><a>Home</a> ›</li><li><a>News</a></li></ul>",
        &["Home", "News"],
    );
    check(
        "<div class=crumb>首页 &gt; 新闻 &gt; 正文</div>",
        &["首页", "新闻", "正文"],
    );
}
