//! Values that come out of structured data and attributes can hold control characters, which references and escapes put there
//! after the text of the page was cleaned of them. Takes an article, leaves none in its metadata.

use super::words::each;
use crate::article::{Article, BodyBlock};
use crate::metadata::{Image, Metadata, Sourced};

/// Removes control characters from all that is said of an article beside its text, which holds none. A value of nothing else
/// is no value.
pub(super) fn remove(article: &mut Article) {
    let metadata = &mut article.metadata;
    for field in single(metadata) {
        if let Some(sourced) = field {
            clean(&mut sourced.value);
        }
        if field.as_ref().is_some_and(|field| field.value.is_empty()) {
            *field = None;
        }
    }
    for values in several(metadata) {
        values
            .iter_mut()
            .for_each(|sourced| clean(&mut sourced.value));
        values.retain(|sourced| !sourced.value.is_empty());
    }
    metadata.images.iter_mut().for_each(clean_image);
    for blocks in [&mut article.blocks, &mut article.comments] {
        each(blocks, |block| match block {
            BodyBlock::Figure {
                image: Some(image), ..
            } => clean_image(image),
            BodyBlock::Code {
                language: Some(language),
                ..
            } => clean(language),
            BodyBlock::Media { url, title, .. } => [url, title].into_iter().for_each(clean),
            _ => {}
        });
    }
}

fn single(metadata: &mut Metadata) -> [&mut Option<Sourced<String>>; 12] {
    [
        &mut metadata.title,
        &mut metadata.subtitle,
        &mut metadata.source,
        &mut metadata.site_name,
        &mut metadata.language,
        &mut metadata.description,
        &mut metadata.section,
        &mut metadata.image,
        &mut metadata.canonical,
        &mut metadata.license,
        &mut metadata.favicon,
        &mut metadata.next_page,
    ]
}

fn several(metadata: &mut Metadata) -> [&mut Vec<Sourced<String>>; 4] {
    [
        &mut metadata.authors,
        &mut metadata.editors,
        &mut metadata.keywords,
        &mut metadata.breadcrumbs,
    ]
}

fn clean_image(image: &mut Image) {
    [&mut image.url, &mut image.alt, &mut image.caption]
        .into_iter()
        .for_each(clean);
}

fn clean(value: &mut String) {
    if value.contains(char::is_control) {
        value.retain(|c| !c.is_control());
    }
}

#[cfg(test)]
mod tests {
    use crate::extract;

    #[test]
    fn no_value_holds_a_control() {
        let article = extract(
            b"<title>Rivers</title><script type=\"application/ld+json\">{\"@type\":\"Article\",\"headline\":\"A \\u001b[31mriver\",\
            \"author\":\"Ann \\u009bLee\",\"keywords\":\"a\\u0007b\"}</script><meta property=og:site_name content='&#27;'>\
            <p>A river is older than the valley it runs in, and it will be there when the valley has gone.</p>\
            <img src='/a&#27;.png' alt='x'><pre><code class='language-a&#27;b'>let x = 1;</code></pre>",
        );
        let metadata = article.metadata();
        let shown = format!("{metadata:?} {:?}", article.blocks());
        // What `{:?}` escapes is a control; other escapes stand for quotation marks.
        assert!(!shown.contains("\\u{"), "{shown}");
        assert_eq!(article.title(), Some("A [31mriver"));
        assert_eq!(metadata.site_name, None);
    }
}
