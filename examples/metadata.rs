//! Shows what a page says about itself, and where it says it: `cargo run --example metadata -- page.html`.

use dehusk::{Extractor, Input, Sourced};
use std::fmt::Display;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: metadata PAGE")?;
    let bytes = std::fs::read(path)?;
    let article = Extractor::builder()
        .schema_org(true)
        .build()?
        .extract(Input::bytes(&bytes));

    let metadata = article.metadata();
    show("title", &metadata.title);
    show("subtitle", &metadata.subtitle);
    show("authors", &metadata.authors);
    show("editors", &metadata.editors);
    show("source", &metadata.source);
    show("site name", &metadata.site_name);
    show("published", &metadata.published);
    show("modified", &metadata.modified);
    show("language", &metadata.language);
    show("description", &metadata.description);
    show("keywords", &metadata.keywords);
    show("breadcrumbs", &metadata.breadcrumbs);
    show("lead image", &metadata.image);
    show("canonical", &metadata.canonical);
    show("license", &metadata.license);
    show("section", &metadata.section);
    show("favicon", &metadata.favicon);
    show("comments", &metadata.comment_count);
    show("pages", &metadata.pages);
    show("next page", &metadata.next_page);
    for image in &metadata.images {
        println!(
            "{:12} {} {} {}",
            "image", image.url, image.alt, image.caption
        );
    }
    for object in &metadata.schema_org {
        println!("{:12} {object}", "schema.org");
    }
    Ok(())
}

/// A field holds one value or none, or a list of them; both can be walked.
fn show<'a, T: Display + 'a>(name: &str, values: impl IntoIterator<Item = &'a Sourced<T>>) {
    for Sourced { value, source, .. } in values {
        println!("{name:12} {value}  ({source:?})");
    }
}
