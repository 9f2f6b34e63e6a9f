//! What happens to the text itself on the way into the article: claimed parts are cut out, addresses made absolute, the
//! script converted. Marks follow their text through each step.

use std::borrow::Cow;
use std::ops::Range;

use url::Url;

use crate::article::{Article, BodyBlock, RichText, Span, Style};
use crate::block::Block;
use crate::normalize::Requested;
use crate::script::{self, OutputScript, Script};
use crate::settings::Settings;

/// The text of a block without the parts that metadata has claimed.
pub(super) fn rich_text(block: &Block, claims: &[Range<usize>], links: bool) -> RichText {
    let mut text = RichText {
        text: block.text.clone(),
        spans: block.spans.clone(),
    };
    for claim in claims.iter().rev() {
        cut(&mut text, claim);
    }
    if !claims.is_empty() {
        trim(&mut text);
    }
    if !links {
        text.spans
            .retain(|span| !matches!(span.style, Style::Link(_)));
    }
    text
}

/// Takes a range out of a text; marks shrink or vanish with it. A range that is not at character boundaries is ignored.
fn cut(text: &mut RichText, range: &Range<usize>) {
    let length = text.text.len();
    let range = range.start.min(length)..range.end.min(length);
    let whole_characters =
        text.text.is_char_boundary(range.start) && text.text.is_char_boundary(range.end);
    if range.is_empty() || !whole_characters {
        return;
    }
    text.text.replace_range(range.clone(), "");
    let moved = |at: usize| at - at.clamp(range.start, range.end).saturating_sub(range.start);
    for span in &mut text.spans {
        (span.start, span.end) = (moved(span.start), moved(span.end));
    }
    text.spans.retain(|span| span.start < span.end);
}

fn trim(text: &mut RichText) {
    let end = text.text.trim_end().len();
    text.text.truncate(end);
    let start = end - text.text.trim_start().len();
    text.text.replace_range(..start, "");
    let moved = |at: usize| at.min(end).saturating_sub(start);
    for span in &mut text.spans {
        (span.start, span.end) = (moved(span.start), moved(span.end));
    }
    text.spans.retain(|span| span.start < span.end);
}

/// Every running text of a list of blocks.
fn texts(blocks: &mut [BodyBlock]) -> impl Iterator<Item = &mut RichText> {
    blocks.iter_mut().flat_map(|block| match block {
        BodyBlock::Heading { content, .. } | BodyBlock::Paragraph { content } => vec![content],
        BodyBlock::List { items, .. } => items.iter_mut().map(|item| &mut item.content).collect(),
        BodyBlock::Table(table) => std::iter::once(&mut table.caption)
            .chain(
                table
                    .rows
                    .iter_mut()
                    .flatten()
                    .map(|cell| &mut cell.content),
            )
            .collect(),
        BodyBlock::Quote { content } => content.iter_mut().collect(),
        BodyBlock::Figure { caption, .. } => vec![caption],
        BodyBlock::Code { .. } | BodyBlock::Formula { .. } => Vec::new(),
    })
}

/// Makes the addresses of links and images absolute.
pub(super) fn resolve_addresses(article: &mut Article, base: Option<&Url>) {
    let Some(base) = base else { return };
    let resolve = |address: &mut String| {
        if let Ok(url) = base.join(address) {
            *address = url.into();
        }
    };
    for blocks in [&mut article.blocks, &mut article.comments] {
        for block in blocks.iter_mut() {
            if let BodyBlock::Figure {
                image: Some(image), ..
            } = block
            {
                resolve(&mut image.url);
            }
        }
        for text in texts(blocks) {
            for span in &mut text.spans {
                if let Style::Link(address) = &mut span.style {
                    resolve(address);
                }
            }
        }
    }
}

/// Lists the images of the body in the metadata.
pub(super) fn collect_images(article: &mut Article) {
    article.metadata.images = article
        .blocks
        .iter()
        .filter_map(|block| match block {
            BodyBlock::Figure {
                image: Some(image),
                caption,
            } => {
                let mut image = image.clone();
                image.caption.clone_from(&caption.text);
                Some(image)
            }
            _ => None,
        })
        .collect();
}

/// Brings body, comments and metadata into the form that is asked for. Code, formulas and addresses stay.
pub(super) fn normalize(article: &mut Article, requested: Requested) {
    if requested.is_nothing() {
        return;
    }
    let around = article.script;
    let punctuated = |text: &str| {
        let own = match script::detect(text) {
            Script::Unclear => around,
            own => own,
        };
        let chinese = matches!(
            own,
            Script::Hans | Script::Hant | Script::Mixed | Script::Unclear
        );
        chinese
            .then(|| requested.punctuate(text).into_owned())
            .filter(|new| new != text)
    };
    for blocks in [&mut article.blocks, &mut article.comments] {
        for text in texts(blocks) {
            by_marks(text, |piece| requested.characters(piece));
            if let Some(new) = punctuated(&text.text) {
                replace(text, new);
            }
        }
    }
    let metadata = &mut article.metadata;
    for field in super::texts_of(metadata) {
        *field = requested.characters(field).into_owned();
        if let Some(new) = punctuated(field) {
            *field = new;
        }
    }
    for name in super::names_of(metadata) {
        *name = requested.characters(name).into_owned();
    }
}

/// Changes a text piece by piece, cut where its marks begin and end, so that they stay exact.
fn by_marks(text: &mut RichText, change: impl Fn(&str) -> Cow<'_, str>) {
    let mut cuts: Vec<usize> = text
        .spans
        .iter()
        .flat_map(|span| [span.start, span.end])
        .collect();
    cuts.extend([0, text.text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut new = String::with_capacity(text.text.len());
    let mut moved = vec![0];
    for piece in cuts.windows(2) {
        new.push_str(&change(&text.text[piece[0]..piece[1]]));
        moved.push(new.len());
    }
    for span in &mut text.spans {
        for at in [&mut span.start, &mut span.end] {
            if let Ok(cut) = cuts.binary_search(at) {
                *at = moved[cut];
            }
        }
    }
    text.text = new;
}

/// Converts body, comments and metadata to the wanted script. Code, formulas and addresses stay, and names unless they
/// were damaged with the text or their conversion is asked for.
pub(super) fn convert(article: &mut Article, settings: &Settings, damaged_hant: bool) {
    if settings.script == OutputScript::Keep {
        return;
    }
    let conversion = settings.conversion(damaged_hant);
    let around = article.script;
    let converted = |text: &str| match conversion.convert_within(text, around) {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text),
    };
    for blocks in [&mut article.blocks, &mut article.comments] {
        for text in texts(blocks) {
            if let Some(new) = converted(&text.text) {
                replace(text, new);
            }
        }
    }
    for text in super::texts_of(&mut article.metadata) {
        if let Some(new) = converted(text) {
            *text = new;
        }
    }
    if settings.convert_names || damaged_hant {
        for name in super::names_of(&mut article.metadata) {
            if let Some(new) = converted(name) {
                *name = new;
            }
        }
    }
    let text = article.text();
    article.script = script::detect(&text);
}

/// Puts a converted text in the place of the old one. Conversion changes characters one by one nearly always, so a mark
/// keeps its characters; where a phrase changed its length, marks behind it may be off by as much.
fn replace(text: &mut RichText, new: String) {
    if !text.spans.is_empty() {
        let old_starts: Vec<usize> = boundaries(&text.text);
        let new_starts: Vec<usize> = boundaries(&new);
        let moved = |at: usize| {
            let character = old_starts.partition_point(|&start| start < at);
            new_starts.get(character).copied().unwrap_or(new.len())
        };
        text.spans = std::mem::take(&mut text.spans)
            .into_iter()
            .map(|span| Span {
                start: moved(span.start),
                end: moved(span.end),
                style: span.style,
            })
            .filter(|span| span.start < span.end)
            .collect();
    }
    text.text = new;
}

fn boundaries(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, start: usize, end: usize) -> RichText {
        RichText {
            text: text.into(),
            spans: vec![Span {
                start,
                end,
                style: Style::Strong,
            }],
        }
    }

    #[test]
    fn marks_follow_a_cut() {
        let check = |range: Range<usize>, text: &str, span: Option<(usize, usize)>| {
            let mut rich = marked("one two three", 4, 7);
            cut(&mut rich, &range);
            assert_eq!(rich.text, text);
            let got = rich.spans.first().map(|span| (span.start, span.end));
            assert_eq!(got, span);
        };
        check(0..4, "two three", Some((0, 3)));
        check(7..13, "one two", Some((4, 7)));
        check(3..8, "onethree", None);
        check(5..6, "one to three", Some((4, 6)));
        check(4..400, "one ", None);
    }

    #[test]
    fn marks_follow_a_change_of_width() {
        let mut rich = marked("ｶﾞｷﾞ ＡＢ", 0, 6);
        let requested = Requested {
            widths: true,
            ..Requested::default()
        };
        by_marks(&mut rich, |piece| requested.characters(piece));
        assert_eq!(rich.text, "ガギ AB");
        assert_eq!(&rich.text[rich.spans[0].start..rich.spans[0].end], "ガ");
    }

    #[test]
    fn marks_follow_a_conversion() {
        let mut rich = marked("在後面", 3, 6);
        replace(&mut rich, "在后面".into());
        assert_eq!(&rich.text[rich.spans[0].start..rich.spans[0].end], "后");
    }
}
