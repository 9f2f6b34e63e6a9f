//! Lines that tell the way to the page: 当前位置: 首页 > 新闻 > 正文.

use crate::metadata::scan::{Chars, fold, fold_spaces, has_han, is_han};
use crate::terms::ByFirst;
use crate::terms::bylines as terms;

/// Characters of a line among which the label of a path begins.
const BEFORE_LABEL: usize = 40;

/// The places of a path without separators and labels: `首页 > 新闻 > 正文`.
pub(in crate::metadata) fn crumb_parts(text: &str) -> Vec<String> {
    let text = without_position(text);
    text.split([
        '>', '»', '›', '→', '▸', '/', '|', '＞', '\u{E000}', '»', '·', '❯', '⟩', '«',
    ])
    .map(|part| {
        fold_spaces(part.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '：' | '-' | '<' | '【' | '】' | '[' | ']')
        }))
    })
    .filter(|part| part.chars().any(char::is_alphanumeric) && part.chars().count() <= 80)
    .collect()
}

/// The text behind 当前位置: and its like.
pub(super) fn without_position(text: &str) -> &str {
    static POSITION: ByFirst<{ terms::POSITION.len() }> = ByFirst::new(terms::POSITION);
    // Elsewhere than in Han, the label opens the line.
    let first = text.chars().find(|c| c.is_alphanumeric()).map(fold);
    if !has_han(text) && first.is_none_or(|first| POSITION.beginning(first).is_empty()) {
        return text;
    }
    let chars = Chars::new(text);
    let start = (0..chars.len())
        .find(|&i| chars.get(i).is_alphanumeric())
        .unwrap_or(0);
    let end = POSITION
        .beginning(chars.get(start))
        .iter()
        .filter_map(|term| chars.word(start, term))
        .filter(|&end| {
            matches!(
                chars.get(chars.skip_spaces(end)),
                ':' | '>' | '是' | '»' | '\u{203A}' | '\0'
            ) || is_han(chars.before(end))
        })
        .max();
    // 今天是：当前位置：首页: the label stands behind a clock.
    let labelled = || {
        let places = (start + 1..chars.len().min(BEFORE_LABEL)).filter(|&i| is_han(chars.get(i)));
        places.into_iter().find_map(|i| {
            let end = chars.longest(i, POSITION.beginning(chars.get(i)))?;
            let sign = chars.skip_spaces(end);
            (end >= i + 4 && chars.get(sign) == ':').then_some(end)
        })
    };
    match end.or_else(labelled) {
        Some(end) => chars.slice(end..chars.len()),
        None => text,
    }
}

/// Bytes that signs between places have: those of ASCII, and the last ones of others.
static SIGNS: [bool; 256] = {
    let signs = [b'>', b':', b'/', b'-', 0xBB, 0xBA, 0x9E, 0x9A];
    let (mut is_sign, mut i) = ([false; 256], 0);
    while i < signs.len() {
        is_sign[signs[i] as usize] = true;
        i += 1;
    }
    is_sign
};

/// The places of a line that tells the way to the page; `None` if it is another line.
pub(super) fn path(text: &str) -> Option<Vec<String>> {
    // Most lines have nothing that could part places.
    if !text.bytes().any(|b| SIGNS[usize::from(b)]) {
        return None;
    }
    let (mut cuts, mut colons, mut strokes, mut dashes) = (0, 0, 0, 0);
    for c in text.chars() {
        match c {
            '>' | '»' | '›' | '＞' => cuts += 1,
            ':' | '：' => colons += 1,
            '/' => strokes += 1,
            '-' => dashes += 1,
            _ => {}
        }
    }
    if strokes > 0 {
        strokes = text.matches(" / ").count();
    }
    let dashed = cuts + strokes == 0 && dashes > 0 && text.contains(" - ");
    let signed = cuts + colons > 0;
    if !signed && strokes == 0 && !dashed {
        return None;
    }
    let labelled = signed && without_position(text).len() < text.len();
    if !labelled && cuts + strokes == 0 && !dashed {
        return None;
    }
    let parts = if dashed {
        text.split(" - ").map(fold_spaces).collect()
    } else {
        crumb_parts(text)
    };
    let first = parts
        .first()
        .map(|part| part.to_lowercase())
        .unwrap_or_default();
    let home =
        terms::HOME.contains(&first.as_str()) || first.ends_with("首页") || first.ends_with("首頁");
    let is_path = (labelled && !parts.is_empty())
        || (home && parts.len() >= 2 && (cuts + strokes >= 1 || dashed))
        || (cuts >= 2 && parts.len() >= 3);
    let short = parts.iter().all(|part| part.chars().count() <= 60);
    (is_path && short && !text.ends_with('。')).then_some(parts)
}
