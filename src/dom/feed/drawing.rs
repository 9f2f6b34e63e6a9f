//! Drawings that are shapes and nothing else: icons, mostly. They hold no text and nothing looks into them, so that the tree has the
//! `svg` element alone; on some pages every tenth tag is one of theirs.

use crate::dom::tag::{Places, Tag};
use crate::word_table::{WordTable, count_words, entries};

/// Elements of SVG that hold no text and no HTML, in lower case.
const SHAPES: &[(u32, &[&str])] = &[(
    1,
    &[
        "animate",
        "animatemotion",
        "animatetransform",
        "circle",
        "clippath",
        "defs",
        "ellipse",
        "fecolormatrix",
        "feblend",
        "fecomposite",
        "feflood",
        "fegaussianblur",
        "femerge",
        "femergenode",
        "feoffset",
        "filter",
        "g",
        "line",
        "lineargradient",
        "marker",
        "mask",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "radialgradient",
        "rect",
        "stop",
        "symbol",
        "use",
    ],
)];

static SHAPE: WordTable<{ count_words(SHAPES) }> = WordTable::new(&entries(SHAPES));

/// Whether an element of SVG is a shape; the name in lower case.
pub(super) fn is_shape(name: &str) -> bool {
    SHAPE.get(name.as_bytes()) != 0
}

/// Where the end tag of the drawing begins whose start tag ends at a place, if what stands between are shapes. Stops at the first
/// thing that is none, so that a page is not read twice for many drawings.
pub(super) fn end(html: &str, mut at: usize, room: &mut Places) -> Option<usize> {
    let mut open: Vec<&str> = Vec::new();
    loop {
        let rest = &html.as_bytes()[at..];
        let space = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let start = at + space;
        if html[start..].starts_with("<!--") {
            at = super::end_of_comment(html, start + 4);
            continue;
        }
        if !html[start..].strip_prefix('<').is_some_and(super::is_tag) {
            return None;
        }
        let tag = Tag::scan(html, start, std::mem::take(room));
        let (name, is_end) = (tag.name(), tag.is_end());
        let goes_on = tag.is_closed() && !(is_end && name.eq_ignore_ascii_case("svg"));
        let is_shape = is_shape(&tag.lower_name());
        if !is_end && !tag.is_self_closing() {
            open.push(name);
        }
        at = tag.end();
        *room = tag.into_room();
        if !goes_on {
            return Some(start);
        }
        // An end tag without its start tag may close what stands around the drawing.
        let mut closes = || {
            open.pop()
                .is_some_and(|open| open.eq_ignore_ascii_case(name))
        };
        if !is_shape || is_end && !closes() {
            return None;
        }
    }
}
