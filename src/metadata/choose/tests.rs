use super::*;
use crate::block;
use crate::settings::Limits;

pub(super) fn html(text: &str, url: Option<&str>) -> Reading {
    let now = text.contains("ago").then_some("2021-03-01T12:00");
    seen(text, url, now)
}

fn seen(text: &str, url: Option<&str>, now: Option<&str>) -> Reading {
    let dom = Dom::parse(text, &Limits::default());
    let page = block::from_dom(&dom, &[], Default::default());
    let url = url.map(|url| Url::parse(url).unwrap());
    read(&Context {
        dom: Some(&dom),
        page: &page,
        url: url.as_ref(),
        now: now.map(|now| now.parse().unwrap()),
        schema_org: true,
        deadline: &Deadline::default(),
    })
}

pub(super) fn names(list: &[Sourced<String>]) -> Vec<&str> {
    list.iter().map(|name| name.value.as_str()).collect()
}

pub(super) fn value(field: &Option<Sourced<String>>) -> &str {
    field.as_ref().map_or("", |field| field.value.as_str())
}

pub(super) const BODY: &str = "<p>The harbour was quiet that morning, and the boats lay in two rows along the quay, as they had lain \
    for as long as anybody could remember; only the ferry was missing, which had gone out before dawn with a load of timber, \
    four passengers, a dog and the mail for the islands, and which was not expected back before the evening.</p>";

fn page(head: &str, body: &str) -> Reading {
    html(
        &format!("<html lang=en><head>{head}</head><body>{body}{BODY}</body></html>"),
        Some("https://www.thesite.example/2020/05/25/story"),
    )
}

#[test]
fn the_title_is_the_headline() {
    let check = |head: &str, body: &str, expected: &str| {
        assert_eq!(
            value(&page(head, body).metadata.title),
            expected,
            "{head} {body}"
        );
    };
    check(
        "<title>Ferry comes home late - The Site</title>",
        "<h1>Ferry comes home late</h1>",
        "Ferry comes home late",
    );
    check(
        "<title>Ferry comes home late | News | The Site</title><meta property=og:site_name content='The Site'>",
        "",
        "Ferry comes home late",
    );
    // The name of the site in the first heading is not the headline.
    check(
        "<title>Thesite » Ferry comes home late</title>",
        "<h1>Thesite</h1><h2>Ferry comes home late</h2>",
        "Ferry comes home late",
    );
    // Capitals of a heading are typography.
    check(
        "<meta property=og:title content='Ferry comes home late'>",
        "<h1>FERRY COMES HOME LATE</h1>",
        "Ferry comes home late",
    );
    check(
        "",
        "<h1>Ferry comes home late</h1>",
        "Ferry comes home late",
    );
    check("", "", "");
}

#[test]
fn authors_by_precedence() {
    let ld = |author: &str| {
        format!(
            r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Ferry","author":{author}}}</script>"#
        )
    };
    let check = |head: &str, body: &str, expected: &[&str]| {
        assert_eq!(
            names(&page(head, body).metadata.authors),
            expected,
            "{head} {body}"
        );
    };
    check(
        &ld(r#"{"name":"Jane Doe"}"#),
        "<a rel=author>John Roe</a>",
        &["Jane Doe"],
    );
    check(
        "<meta name=author content='Jane Doe and John Roe'>",
        "",
        &["Jane Doe", "John Roe"],
    );
    check(
        "<meta name=author content=admin>",
        "<h1>Ferry</h1><p>By Jane Doe</p>",
        &["Jane Doe"],
    );
    // The site is an author only where nobody else is.
    check(
        "<meta name=author content='The Site'><meta property=og:site_name content='The Site'>",
        "<h1>Ferry</h1><span class=byline>By Jane Doe</span>",
        &["Jane Doe"],
    );
    check(
        &ld(r#""jane.doe""#),
        "<h1>Ferry</h1><span class=author>Jane Doe</span>",
        &["Jane Doe"],
    );
    // Comments and menus name others.
    check(
        "",
        "<h1>Ferry</h1><div class=comments><span class=author>Troll King</span></div>",
        &[],
    );
    check(
        "",
        "<h1>Ferry</h1><p>Shop by Price</p><p>written by the people</p>",
        &[],
    );
}

#[test]
fn the_date_of_publication() {
    let check = |head: &str, body: &str, expected: &str| {
        let date = page(head, body)
            .metadata
            .published
            .map(|date| date.value.to_string());
        assert_eq!(date.unwrap_or_default(), expected, "{head} {body}");
    };
    // The same day to the minute is the same date, told better.
    check(
        "<meta property=article:published_time content=2020-05-25>",
        "<h1>Ferry</h1><p>May 25, 2020, 7:26 am</p>",
        "2020-05-25T07:26",
    );
    // Another day is another date.
    check(
        "<meta property=article:published_time content=2020-05-24>",
        "<h1>Ferry</h1><p>May 25, 2020, 7:26 am</p>",
        "2020-05-24",
    );
    // A moment in UTC is shown in the time of the page.
    check(
        "<meta property=article:published_time content=2020-05-24T22:04:00Z>",
        "<h1>Ferry</h1><p>25 May 2020 00:04</p>",
        "2020-05-25T00:04",
    );
    // Other articles, comments and the foot have dates as well.
    check(
        "",
        "<h1>Ferry</h1><div class=related><time datetime=2019-01-01></time></div><footer>© 2021-02-03</footer>",
        "2020-05-25",
    );
    check(
        "",
        "<h1>Ferry</h1><p>Updated: June 1, 2020</p><p>Published: May 30, 2020</p>",
        "2020-05-30",
    );
}

#[test]
fn chinese_pages_name_editors_apart() {
    let text = "<p>清晨的港口十分安静，渔船排成两行停在码头旁，多年来一直如此；只有渡轮不见了，它在天亮前载着木材、四名乘客、一条狗和寄往各岛的邮件出发，预计傍晚才能回来。码头上的人们照常忙碌着，等待着消息。</p>";
    let found = html(
        &format!(
            "<title>渡轮迟到_新闻_某某网</title><meta name=author content='某某网 李四'><h1>渡轮迟到</h1>\
             <div>2020年05月25日07:26 来源：海港日报</div>{text}<p>{}（记者 张三）</p><div>责任编辑：李四</div>",
            "消息传来，渡轮已平安返回。"
        ),
        None,
    );
    let metadata = &found.metadata;
    assert_eq!(value(&metadata.title), "渡轮迟到");
    assert_eq!(names(&metadata.authors), ["张三"]);
    assert_eq!(names(&metadata.editors), ["李四"]);
    assert_eq!(value(&metadata.source), "海港日报");
    assert_eq!(
        metadata.published.as_ref().unwrap().value.to_string(),
        "2020-05-25T07:26"
    );
}

#[test]
fn the_other_fields() {
    let found = page(
        "<meta name=description content='What happened'><meta name=keywords content='ferry, harbour,Ferry'>\
         <meta property=og:image content=/a.jpg><link rel=canonical href=/story><link rel=license href='https://cc.example/by'>\
         <meta property=og:type content=article>",
        "<nav class=breadcrumbs><a>Home</a> › <a>News</a></nav><h1>Ferry</h1><p class=subtitle>Fog held it up</p>",
    );
    let metadata = &found.metadata;
    assert_eq!(value(&metadata.description), "What happened");
    assert_eq!(names(&metadata.keywords), ["ferry", "harbour"]);
    assert_eq!(value(&metadata.image), "https://www.thesite.example/a.jpg");
    assert_eq!(
        value(&metadata.canonical),
        "https://www.thesite.example/story"
    );
    assert_eq!(value(&metadata.license), "https://cc.example/by");
    assert_eq!(value(&metadata.language), "en");
    assert_eq!(value(&metadata.subtitle), "Fog held it up");
    assert_eq!(names(&metadata.breadcrumbs), ["Home", "News"]);
    assert_eq!(found.schema_types, ["article"]);
}

mod laws {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_markup_is_read_without_panic(text in "(<(h1|p|time|div class=author|meta name=author content=x|title|script type=application/ld\\+json)>|[a-z记者作者：:0-9 年月日,./-]{0,9}){0,12}") {
            let dom = Dom::parse(&text, &Limits::default());
            let page = block::from_dom(&dom, &[], Default::default());
            let found = read(&Context { dom: Some(&dom), page: &page, url: None, now: None, schema_org: false, deadline: &Deadline::default() });
            for claim in &found.claims {
                prop_assert!(page.blocks[claim.block].text.get(claim.range.clone()).is_some());
            }
        }
    }
}

#[test]
fn a_standfirst_leaves_the_body_only_where_it_is_set_apart() {
    let check = |body: &str, subtitle: &str, leaves: bool| {
        let head = "<title>Ferry comes home late</title>";
        let reading = page(head, &format!("<h1>Ferry comes home late</h1>{body}"));
        let claimed = reading.claims.iter().any(|claim| claim.field == "subtitle");
        assert_eq!(value(&reading.metadata.subtitle), subtitle, "{body}");
        assert_eq!(claimed, leaves, "{body}");
    };
    const LINE: &str = "It had waited an hour for a dog that would not come.";
    check(&format!("<p class=standfirst>{LINE}</p>"), LINE, true);
    check(
        &format!("<p class=article-excerpt>{LINE}</p><p>By Jane Doe</p>"),
        LINE,
        true,
    );
    check(&format!("<p class=lead>{LINE}</p>"), LINE, false);
    check(&format!("<p>{LINE}</p>"), "", false);
}

#[test]
fn a_quoted_post_is_no_byline() {
    let body = "<h1>Ferry comes home late</h1><blockquote class=twitter-tweet><p>Late again.</p>\
        — Jane Doe (@jane) <a href=/x>May 2, 2019</a></blockquote>";
    let reading = page("<title>Ferry comes home late</title>", body);
    assert!(reading.metadata.authors.is_empty());
    assert!(reading.claims.iter().all(|claim| claim.field == "title"));
}

#[test]
fn the_site_and_the_change_are_told_by_the_foot() {
    let reading = html(
        &format!(
            "<title>Ferry home | Quay Letters</title><a href='/'>Quay Letters</a><h1>Ferry home</h1>{BODY}\
             <footer>This page was last edited on 9 January 2024, at 20:14 (UTC).</footer>"
        ),
        None,
    );
    assert_eq!(value(&reading.metadata.site_name), "Quay Letters");
    let changed = reading
        .metadata
        .modified
        .as_ref()
        .map(|date| date.value.to_string());
    assert_eq!(changed.as_deref(), Some("2024-01-09T20:14Z"));
    // Nothing tells when it was published: it stood there on the day of the change.
    assert_eq!(reading.metadata.published, reading.metadata.modified);
}

#[test]
fn the_fields_around_the_text() {
    let found = page(
        "<link rel='shortcut icon' href='/i.png'><meta property='article:section' content='Harbour'>\
         <link rel=next href='/story?page=3'><link rel=canonical href='/story?page=2'>\
         <script type='application/ld+json'>{'@type': 'Article', \"headline\": \"Ferry\", /* damaged */ \"commentCount\": \"12\",}</script>",
        "<h1>Ferry</h1><p>Page 2 of 5</p>",
    );
    let metadata = &found.metadata;
    assert_eq!(value(&metadata.section), "Harbour");
    assert_eq!(
        value(&metadata.favicon),
        "https://www.thesite.example/i.png"
    );
    assert_eq!(
        value(&metadata.next_page),
        "https://www.thesite.example/story?page=3"
    );
    assert_eq!(metadata.pages.as_ref().unwrap().value.to_string(), "2/5");
    let found = page(
        "<script type='application/ld+json'>{\"@type\": \"Article\", /* damaged */ \"commentCount\": \"12\",}</script>",
        "<h1>Ferry</h1>",
    );
    assert_eq!(found.metadata.comment_count.unwrap().value, 12);
    assert_eq!(found.metadata.schema_org.len(), 1);
}

#[test]
fn a_time_ago_is_a_date_only_against_the_day_that_the_caller_gives() {
    let date = |reading: &Reading| {
        let published = reading.metadata.published.as_ref();
        published.map(|date| date.value.to_string())
    };
    let title = "<title>Ferry comes home late</title>";
    let page = |head: &str, body: &str| html(&format!("{head}{body}{BODY}"), None);
    let told = page(title, "<h1>Ferry comes home late</h1><p>3 days ago</p>");
    assert_eq!(date(&told).as_deref(), Some("2021-02-26"));
    let untold = page(title, "<h1>Ferry comes home late</h1><p>Yesterday</p>");
    assert_eq!(date(&untold), None);
}

#[test]
fn an_agency_or_a_body_beside_people_is_no_author() {
    let found = page(
        "<meta name=author content='Harbour Society e.V.'>",
        "<h1>Ferry comes home late</h1><p class=byline>By Jane Doe and Reuters</p>",
    );
    assert_eq!(names(&found.metadata.authors), ["Jane Doe"]);
    let found = page(
        "<meta name=author content='Harbour Society e.V.'>",
        "<h1>Ferry comes home late</h1>",
    );
    assert_eq!(names(&found.metadata.authors), ["Harbour Society e.V."]);
}

#[test]
fn a_label_alone_names_the_line_behind_it() {
    let check = |body: &str, expected: &[&str]| {
        let found = page(
            "<title>Ferry comes home late</title>",
            &format!("<h1>Ferry comes home late</h1>{body}"),
        );
        assert_eq!(names(&found.metadata.authors), expected, "{body}");
    };
    check("<p>Written by</p><p>Jane Doe</p>", &["Jane Doe"]);
    check(
        "<h6>Author(s)</h6><ul><li>Jane Doe</li><li>John Roe</li></ul>",
        &["Jane Doe", "John Roe"],
    );
    check("<p>Written by</p><p>Read more of this story</p>", &[]);
    check(
        "<p><a href='/authors/jane-doe'>Jane Doe</a></p>",
        &["Jane Doe"],
    );
    check("<p><a href='/boats/jane-doe'>Jane Doe</a></p>", &[]);
}

#[test]
fn datelines_of_notices_tell_the_date() {
    let check = |line: &str, expected: Option<&str>| {
        let body = &BODY[3..];
        let found = html(
            &format!(
                "<title>Ferry comes home late</title><h1>Ferry comes home late</h1><p>{line} {body}"
            ),
            None,
        );
        let published = found.metadata.published.map(|date| date.value.to_string());
        assert_eq!(published.as_deref(), expected, "{line}");
    };
    check("Harbour Town, 3 May 2021 –", Some("2021-05-03"));
    check("Press release of 3 May 2021 |", Some("2021-05-03"));
    check("The old boat sank on 3 May 2021, and", None);
}

#[test]
fn the_paper_is_no_author_where_somebody_is_named() {
    let check = |tag: &str, host: &str, expected: &str| {
        let found = html(
            &format!(
                "<title>Ferry home late</title><meta name=author content='{tag}'><h1>Ferry home late</h1>\
                 <p class=byline>By Jane Doe</p>{BODY}"
            ),
            Some(host),
        );
        assert_eq!(names(&found.metadata.authors), [expected], "{tag}");
    };
    check("The Quay", "https://www.quay.example/x", "Jane Doe");
    check("Harbour-Town Post", "https://htp.example/x", "Jane Doe");
    check("Ann Lee", "https://www.quay.example/x", "Ann Lee");
}

#[test]
fn the_trace_says_which_value_was_taken_over_which() {
    let check = |head: &str, body: &str, expected: &str| {
        let notes = page(head, body).notes;
        let found = notes.iter().any(|note| note == expected);
        assert!(found, "{expected}: {notes:?}");
    };
    check(
        "<meta property=og:site_name content='The Quay'><meta name=application-name content='Quay App'>",
        "",
        "site_name: The Quay (OpenGraph) rather than Quay App (Meta)",
    );
    check(
        "<meta property=og:description content='A ferry…'><meta name=description content='A ferry is late.'>",
        "",
        "description: A ferry is late. (Meta) rather than A ferry… (OpenGraph)",
    );
    check(
        "<link rel=canonical href='/a'><meta property=og:url content='/b'>",
        "",
        "canonical: https://www.thesite.example/a (Link) rather than https://www.thesite.example/b (OpenGraph)",
    );
    check(
        "<meta property=og:locale content='fr_FR'>",
        "",
        "language: en (LangAttribute) rather than fr-FR (Meta)",
    );
    check(
        "<meta property=article:modified_time content=2020-06-01>",
        "<h1>Ferry</h1><p>Updated: June 3, 2020</p>",
        "modified: 2020-06-01 (OpenGraph) rather than 2020-06-03 (VisibleLine)",
    );
    check(
        "<meta name=source content='海港日报'>",
        "<h1>渡轮今天晚归</h1><p>2020年05月25日 来源：滨海晚报</p>",
        "source: 滨海晚报 (VisibleLine) rather than 海港日报 (Meta)",
    );
    check(
        "<meta property=article:section content='Harbour'><meta name=section content='News'>",
        "",
        "section: Harbour (OpenGraph) rather than News (Meta)",
    );
    let same = page(
        "<link rel=canonical href='/a'><meta property=og:url content='/a'>",
        "",
    );
    assert_eq!(same.notes, Vec::<String>::new());
}

#[test]
fn nothing_is_published_after_it_was_seen() {
    let check = |now: Option<&str>, tag: &str, line: &str, expected: Option<&str>| {
        let text = format!(
            "<meta property=article:published_time content='{tag}'><title>Ferry comes home late</title>\
             <h1>Ferry comes home late</h1><p>{line}</p>{BODY}"
        );
        let published = seen(&text, None, now).metadata.published;
        let published = published.map(|date| date.value.to_string());
        assert_eq!(published.as_deref(), expected, "{now:?} {tag} {line}");
    };
    let now = Some("2021-03-01");
    check(now, "2021-03-04", "Feb 20, 2021", Some("2021-03-04"));
    check(now, "2021-03-05", "Feb 20, 2021", Some("2021-02-20"));
    check(now, "2021-03-05", "", None);
    check(Some("2021"), "2021-12-31", "", Some("2021-12-31"));
    check(Some("2050-01-01"), "2040-05-01", "", Some("2040-05-01"));
    // Without that day only what nothing on the page bears out.
    check(None, "2029-05-01", "Feb 20, 2021", Some("2029-05-01"));
    check(None, "2040-05-01", "Feb 20, 2021", Some("2021-02-20"));
    check(None, "2040-05-01", "", None);
    check(None, "2040-05-01", "May 2, 2040", Some("2040-05-01"));
    check(None, "2040-05-01", "© 2039 The Quay", Some("2040-05-01"));
    check(None, "2040-05-01", "© 2021 The Quay", None);
}

#[test]
fn nothing_is_changed_after_it_was_seen() {
    let text = "<meta property=article:modified_time content=2040-05-01><h1>Ferry</h1>";
    assert_eq!(seen(text, None, None).metadata.modified, None);
    let now = Some("2041-01-01");
    assert!(seen(text, None, now).metadata.modified.is_some());
}

#[test]
fn parts_without_time_are_not_read() {
    let dom = Dom::parse(
        "<title>A title</title><meta name=author content='Ann Bo'><body><h1>A title</h1><p class=byline>By Carl Do</p>",
        &Limits::default(),
    );
    let page = block::from_dom(&dom, &[], Default::default());
    let over = Deadline::start(Some(std::time::Duration::ZERO));
    let found = read(&Context {
        dom: Some(&dom),
        page: &page,
        url: None,
        now: None,
        schema_org: true,
        deadline: &over,
    });
    assert!(found.late);
    // What the head says is read in any case.
    assert_eq!(names(&found.metadata.authors), ["Ann Bo"]);
    let markup = markup::read(&dom, "A title", &over);
    assert!(markup.h1.is_empty() && markup.authors.is_empty());
    let (habits, address) = (Habits::default(), AddressWords::default());
    let visible = visible::read(&page, Some("A title"), habits, &address, &over);
    assert!(visible.title_block.is_some() && visible.authors.is_empty());
    assert!(!seen("<h1>A title</h1>", None, None).late);
}
