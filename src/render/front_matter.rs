//! The metadata as YAML between two lines of hyphens, as programs for notes and static sites read it above Markdown. Values are
//! quoted as JSON quotes them, which is YAML too.

use crate::article::Article;

/// The front matter of an article, with an empty line behind it.
pub(super) fn front_matter(article: &Article) -> String {
    let metadata = article.metadata();
    let mut out = String::from("---\n");
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            out.push_str(&format!("{name}: {}\n", quoted(&value)));
        }
    };
    let text = |field: &Option<crate::metadata::Sourced<String>>| {
        field.as_ref().map(|field| field.value.clone())
    };
    field("title", article.title().map(str::to_owned));
    field("subtitle", text(&metadata.subtitle));
    field(
        "published",
        metadata
            .published
            .as_ref()
            .map(|date| date.value.to_string()),
    );
    field(
        "modified",
        metadata
            .modified
            .as_ref()
            .map(|date| date.value.to_string()),
    );
    field("source", text(&metadata.source));
    field("site", text(&metadata.site_name));
    field("url", text(&metadata.canonical));
    field("language", text(&metadata.language));
    field("description", text(&metadata.description));
    field("image", text(&metadata.image));
    field("license", text(&metadata.license));
    for (name, values) in [
        ("authors", &metadata.authors),
        ("editors", &metadata.editors),
        ("keywords", &metadata.keywords),
    ] {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| quoted(&value.value)).collect();
            out.push_str(&format!("{name}: [{}]\n", values.join(", ")));
        }
    }
    out.push_str("---\n\n");
    out
}

/// A value in quotation marks, on one line.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_end_the_front_matter() {
        assert_eq!(quoted("a\n---\n\"b\": c"), r#""a\n---\n\"b\": c""#);
    }
}
