//! What happens to the text itself on the way into the article: claimed parts are cut out, addresses made absolute, the
//! script converted. Marks follow their text through each step.

use std::borrow::Cow;
use std::ops::Range;

use url::Url;

use crate::article::{Article, BodyBlock, RichText, Style};
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

/// Leaves so many bytes of a text, or a few less, to its last whole character; marks shrink with it.
pub(super) fn truncate(text: &mut RichText, bytes: usize) {
    let end = text.text.floor_char_boundary(bytes);
    text.text.truncate(end);
    for span in &mut text.spans {
        span.end = span.end.min(end);
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

/// Every block, those within others behind what holds them.
pub(super) fn each(blocks: &mut [BodyBlock], mut see: impl FnMut(&mut BodyBlock)) {
    let mut left: Vec<&mut BodyBlock> = blocks.iter_mut().rev().collect();
    while let Some(block) = left.pop() {
        see(block);
        match block {
            BodyBlock::Quote { content } | BodyBlock::Callout { content, .. } => {
                left.extend(content.iter_mut().rev());
            }
            BodyBlock::List { items, .. } => {
                left.extend(
                    items
                        .iter_mut()
                        .rev()
                        .flat_map(|item| item.blocks.iter_mut().rev()),
                );
            }
            _ => {}
        }
    }
}

/// Every running text of some blocks and of what they hold.
pub(super) fn each_text(blocks: &mut [BodyBlock], mut see: impl FnMut(&mut RichText)) {
    each(blocks, |block| match block {
        BodyBlock::Heading { content, .. } | BodyBlock::Paragraph { content } => see(content),
        BodyBlock::List { items, .. } => items.iter_mut().for_each(|item| see(&mut item.content)),
        BodyBlock::Table(table) => {
            see(&mut table.caption);
            let cells = table.rows.iter_mut().flatten();
            cells.for_each(|cell| see(&mut cell.content));
        }
        BodyBlock::Footnote { content, .. } => content.iter_mut().for_each(&mut see),
        BodyBlock::Definitions { entries } => {
            entries.iter_mut().for_each(|entry| see(&mut entry.content));
        }
        BodyBlock::Figure { caption, .. } => see(caption),
        BodyBlock::Quote { .. }
        | BodyBlock::Callout { .. }
        | BodyBlock::Code { .. }
        | BodyBlock::Formula { .. }
        | BodyBlock::Media { .. } => {}
    });
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
        each(blocks, |block| match block {
            BodyBlock::Figure {
                image: Some(image), ..
            } => resolve(&mut image.url),
            BodyBlock::Media { url, .. } => resolve(url),
            _ => {}
        });
        each_text(blocks, |text| {
            for span in &mut text.spans {
                if let Style::Link(address) = &mut span.style {
                    resolve(address);
                }
            }
        });
    }
}

/// Lists the images of the body in the metadata.
pub(super) fn collect_images(article: &mut Article) {
    let mut images = Vec::new();
    each(&mut article.blocks, |block| {
        if let BodyBlock::Figure {
            image: Some(image),
            caption,
        } = block
        {
            let mut image = image.clone();
            image.caption.clone_from(&caption.text);
            images.push(image);
        }
    });
    article.metadata.images = images;
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
        each_text(blocks, |text| {
            by_marks(text, |piece| requested.characters(piece));
            change_prose(text, punctuated);
        });
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

/// Changes a text but for the code in it, piece by piece, cut where its marks begin and end, so that they stay exact.
fn by_marks(text: &mut RichText, change: impl Fn(&str) -> Cow<'_, str>) {
    let mut cuts: Vec<usize> = text
        .spans
        .iter()
        .flat_map(|span| [span.start, span.end])
        .collect();
    cuts.extend([0, text.text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let code: Vec<Range<usize>> = pieces(text)
        .into_iter()
        .filter_map(|(range, is_code)| is_code.then_some(range))
        .collect();
    let in_code = |at: usize| {
        let next = code.partition_point(|range| range.end <= at);
        code.get(next).is_some_and(|range| range.start <= at)
    };
    let mut new = String::with_capacity(text.text.len());
    let mut moved = vec![0];
    for piece in cuts.windows(2) {
        let old = &text.text[piece[0]..piece[1]];
        match in_code(piece[0]) {
            true => new.push_str(old),
            false => new.push_str(&change(old)),
        }
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
    let converted_within = |text: &str, around| match conversion.convert_within(text, around) {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text),
    };
    let converted = |text: &str| converted_within(text, around);
    for blocks in [&mut article.blocks, &mut article.comments] {
        each_text(blocks, |text| {
            // Where code cuts a text into pieces, the whole decides for those that are too short to tell.
            let whole = match script::detect(&text.text) {
                Script::Unclear | Script::None => around,
                own => own,
            };
            change_prose(text, |piece| converted_within(piece, whole));
        });
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

/// Changes a text but for the code in it. A change keeps the number of characters nearly always, so a mark
/// keeps its characters; where a phrase changed its length, marks behind it up to the next code may be off by as much.
fn change_prose(text: &mut RichText, change: impl Fn(&str) -> Option<String>) {
    let mut new = String::with_capacity(text.text.len());
    // Where each old character came to stand, and the end of the text.
    let mut moved = Vec::new();
    let mut changed = false;
    for (piece, is_code) in pieces(text) {
        let old = &text.text[piece];
        let made = (!is_code).then(|| change(old)).flatten();
        changed |= made.is_some();
        let made = made.as_deref().unwrap_or(old);
        let places = boundaries(made);
        let start = new.len();
        moved.extend(
            (0..old.chars().count()).map(|i| start + places.get(i).copied().unwrap_or(made.len())),
        );
        new.push_str(made);
    }
    if !changed {
        return;
    }
    moved.push(new.len());
    let old = boundaries(&text.text);
    let place = |at: usize| moved[old.partition_point(|&start| start < at)];
    for span in &mut text.spans {
        (span.start, span.end) = (place(span.start), place(span.end));
    }
    text.spans.retain(|span| span.start < span.end);
    text.text = new;
}

/// A text cut into prose and code or formulas, which are marked; in order and without gaps.
fn pieces(text: &RichText) -> Vec<(Range<usize>, bool)> {
    let mut code: Vec<Range<usize>> = text
        .spans
        .iter()
        .filter(|span| matches!(span.style, Style::Code | Style::Formula))
        .map(|span| span.start..span.end)
        .collect();
    code.sort_by_key(|range| range.start);
    let mut pieces = Vec::new();
    let mut done = 0;
    for range in code {
        let start = range.start.max(done);
        if range.end <= start {
            continue;
        }
        pieces.extend([(done..start, false), (start..range.end, true)]);
        done = range.end;
    }
    pieces.push((done..text.text.len(), false));
    pieces.retain(|(range, _)| !range.is_empty());
    pieces
}

fn boundaries(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Span;

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
        change_prose(&mut rich, |_| Some("在后面".into()));
        assert_eq!(&rich.text[rich.spans[0].start..rich.spans[0].end], "后");
    }

    #[test]
    fn code_within_a_text_stays() {
        let mut rich = marked("用軟體,用軟體", 3, 9);
        rich.spans[0].style = Style::Code;
        change_prose(&mut rich, |piece| Some(piece.replace("軟體", "软件包")));
        assert_eq!(rich.text, "用軟體,用软件包");
        assert_eq!(&rich.text[rich.spans[0].start..rich.spans[0].end], "軟體");
        let requested = Requested {
            nfkc: true,
            ..Requested::default()
        };
        let mut rich = marked("ﬁｆ", 3, 6);
        rich.spans[0].style = Style::Code;
        by_marks(&mut rich, |piece| requested.characters(piece));
        assert_eq!(rich.text, "fiｆ");
        assert_eq!((rich.spans[0].start, rich.spans[0].end), (2, 5));
    }
}
