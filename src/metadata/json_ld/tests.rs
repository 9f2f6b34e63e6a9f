use super::*;
use crate::settings::Limits;

fn page(json: &str) -> Structured {
    let html = format!("<script type='application/ld+json'>{json}</script>");
    read(&Dom::parse(&html, &Limits::default()), false)
}

#[test]
fn article_with_graph_and_references() {
    let found = page(
        r##"{"@context":"https://schema.org","@graph":[
            {"@type":"WebSite","name":"The Site"},
            {"@type":"WebPage","@id":"#page","datePublished":"2020-01-01","name":"A headline - The Site"},
            {"@type":["Article","NewsArticle"],"headline":"A &amp; B","author":{"@id":"#jane"},"image":{"@id":"#image"}},
            {"@type":"ImageObject","@id":"#image","url":"/a.jpg"},
            {"@type":"Person","@id":"#jane","name":"Jane Doe"}]}"##,
    );
    assert_eq!(found.headline.as_deref(), Some("A & B"));
    assert_eq!(found.authors, ["Jane Doe"]);
    assert_eq!(found.image.as_deref(), Some("/a.jpg"));
    assert_eq!(found.published.as_deref(), Some("2020-01-01"));
    assert_eq!(found.site_name.as_deref(), Some("The Site"));
    assert!(found.is_article);
    assert_eq!(found.types[..2], ["Article", "NewsArticle"]);
}

#[test]
fn authors_in_every_shape() {
    let check = |author: &str, expected: &[&str]| {
        let json = format!(r#"{{"@type":"Article","headline":"x","author":{author}}}"#);
        assert_eq!(page(&json).authors, expected, "{author}");
    };
    check(r#""Jane Doe""#, &["Jane Doe"]);
    check(
        r#"["A B",{"@type":"Person","name":"C D"}]"#,
        &["A B", "C D"],
    );
    check(r#"{"name":["A B","C D"]}"#, &["A B", "C D"]);
    check(r#"[[{"name":{"@value":"x"}}]]"#, &[]);
    check(
        r#"{"@type":"Person","givenName":"Jane","familyName":"Doe"}"#,
        &["Jane Doe"],
    );
    check(r#"{"@type":"Person"}"#, &[]);
    check("null", &[]);
}

#[test]
fn lists_of_articles_do_not_describe_the_page() {
    let found = page(
        r#"{"@type":"CollectionPage","name":"All","mainEntity":{"@type":"ItemList","itemListElement":[
            {"@type":"ListItem","item":{"@type":"Article","headline":"Other","author":"Somebody Else"}}]}}"#,
    );
    assert_eq!(found.headline, None);
    assert_eq!(found.authors, [""; 0]);
    assert_eq!(found.name.as_deref(), Some("All"));
}

#[test]
fn breadcrumbs_are_ordered() {
    let found = page(
        r#"[{"@type":"BreadcrumbList","itemListElement":[
            {"@type":"ListItem","position":"2","item":{"@id":"/b","name":"Two"}},
            {"@type":"ListItem","position":1,"name":"One"}]}]"#,
    );
    assert_eq!(found.breadcrumbs, ["One", "Two"]);
}

#[test]
fn damaged_scripts_are_read() {
    let check =
        |json: &str| assert_eq!(page(json).headline.as_deref(), Some("A \"b\" c"), "{json}");
    check(r#"{"@type":"Article","headline":"A \"b\" c",}"#);
    check(r#"<!-- {"@type":"Article","headline":"A \"b\" c"} -->"#);
    check(
        r#"//<![CDATA[
        {"@type":"Article", // why not
         /* or so */ "headline":"A \"b\" c"}
        //]]>"#,
    );
    check(r#"{"@type":"Article","headline":"A "b" c","x":1}"#);
    check("{\"@type\":\"Article\",\"headline\":\"A \\\"b\\\" c\",\"description\":\"one\n\ttwo\"}");
    check(r#"{"@type":"Organization","name":"x"}{"@type":"Article","headline":"A \"b\" c"}"#);
    check(r#"{"@type":"Article","headline":"A \"b\" c"};"#);
    check(
        r#"{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;A \&quot;b\&quot; c&quot;}"#,
    );
    check(r#"{"@type":"Article","headline":"A \"b\" c","u":"it\'s"}"#);
    // Broken off.
    check(r#"{"@type":"Article","headline":"A \"b\" c","author":{"name":"Jane"#);
    check(
        r#"[{"@type":"Article","headline":"A \"b\" c","keywords":["a","b"],"articleBody":"The har"#,
    );
    check(r#"{"@graph":[{"@type":"Article","headline":"A \"b\" c"},{"@type":"#);
}

#[test]
fn depth_is_bounded() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(page(&deep), Structured::default());
    let deep = "{\"author\":".repeat(50_000);
    assert_eq!(page(&deep), Structured::default());
}
