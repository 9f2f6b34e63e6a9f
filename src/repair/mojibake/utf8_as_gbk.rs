//! UTF-8 that was read as GBK.

use crate::bounds::Pace;
use memchr::memchr_iter;

/// Of the characters of a run at least one in this many must be of the kind that UTF-8 read as GBK
/// abounds in (a sixth is usual). Traditional text has one in fifty.
const GBK_MARKS: usize = 10;
/// Characters of the shortest run of UTF-8 read as GBK: two Chinese characters.
const SHORTEST_GBK_RUN: usize = 3;

/// Where characters stand of the kind that UTF-8 read as GBK abounds in.
fn gbk_marks(bytes: &[u8]) -> impl Iterator<Item = usize> {
    memchr_iter(0xE9, bytes).filter(|at| {
        let next = bytes.get(at + 1);
        next.is_some_and(|next| (0x88..=0x96).contains(next))
    })
}

/// Whether a character ends a run of those that UTF-8 read as GBK is made of.
fn ends_gbk_run(c: char) -> bool {
    c.is_ascii() || c == '\u{FFFD}'
}

/// Whether a run of the page is UTF-8 shown as GBK, beyond doubt.
pub(super) fn holds_gbk_run(text: &str, pace: &mut Pace<'_>) -> bool {
    let mut looked = 0;
    for at in gbk_marks(text.as_bytes()) {
        if at < looked {
            continue;
        }
        let before = text[looked..at].char_indices().rev();
        let mut edges = before.filter(|&(_, c)| ends_gbk_run(c));
        let start = edges
            .next()
            .map_or(looked, |(edge, c)| looked + edge + c.len_utf8());
        let end = text[at..]
            .find(ends_gbk_run)
            .map_or(text.len(), |end| at + end);
        if pace.is_over_for(end - looked) {
            return false;
        }
        let lost = text[end..].starts_with(LOST);
        if utf8_as_gbk(&text[start..end], lost, false).is_some() {
            return true;
        }
        looked = end;
    }
    false
}

/// What stands for bytes that were lost.
const LOST: [char; 2] = ['?', '\u{FFFD}'];

/// Reads each run that is UTF-8 shown as GBK again; `None` when no run of the line is. `known` says that the page holds
/// such runs beyond doubt.
pub(super) fn utf8_as_gbk_runs(line: &str, known: bool, pace: &mut Pace<'_>) -> Option<String> {
    let mut out = String::new();
    let (mut done, mut at) = (0, 0);
    while at < line.len() {
        let rest = &line[at..];
        let start = rest.find(|c| !ends_gbk_run(c));
        let Some(start) = start.map(|start| at + start) else {
            break;
        };
        let run = &line[start..];
        let run = &run[..run.find(ends_gbk_run).unwrap_or(run.len())];
        let end = start + run.len();
        if pace.is_over_for(end - at) {
            break;
        }
        at = end;
        let lost = line[end..].starts_with(LOST);
        if let Some((fixed, torn)) = utf8_as_gbk(run, lost, known) {
            out.push_str(&line[done..start]);
            out.push_str(&fixed);
            if torn {
                // The character whose last byte is gone stays a lost one.
                let marker = line[end..].chars().next().map_or(0, char::len_utf8);
                out.push('\u{FFFD}');
                at += marker;
            }
            done = at;
        }
    }
    if done == 0 {
        return None;
    }
    out.push_str(&line[done..]);
    Some(out)
}

/// Marks of Western text that were UTF-8 and shown as GBK, with the letter that each took along: `It鈥檚`, `鈥淗ello`. 鈥 is
/// so rare a character that it needs no further proof when it leads to a mark and all else are letters.
fn typographic(run: &str) -> Option<String> {
    if !run.starts_with('鈥') {
        return None;
    }
    let (bytes, _, unmappable) = encoding_rs::GBK.encode(run);
    let fixed = std::str::from_utf8(&bytes).ok().filter(|_| !unmappable)?;
    let expected = |c: char| matches!(c, '\u{2010}'..='\u{2026}' | '\u{20}'..='\u{7E}');
    (fixed.chars().all(expected)).then(|| fixed.to_owned())
}

/// Characters of a run that are looked at before all of it is.
const BEGINNING: usize = 2;

/// Whether the bytes of a text in GBK may be the beginning of a text in UTF-8.
fn may_begin_utf8(text: &str) -> bool {
    let (bytes, _, unmappable) = encoding_rs::GBK.encode(text);
    !unmappable
        && std::str::from_utf8(&bytes)
            .err()
            .is_none_or(|error| error.error_len().is_none())
}

/// Reads a run as UTF-8 that was shown as GBK; the flag says that bytes of an unfinished character
/// are left at the end, which is accepted only in front of a sign of loss.
fn utf8_as_gbk(run: &str, lost: bool, known: bool) -> Option<(String, bool)> {
    let characters = run.chars().count();
    let marks = run
        .chars()
        .filter(|c| ('\u{9200}'..='\u{9590}').contains(c))
        .count();
    if let Some(quoted) = typographic(run) {
        return Some((quoted, false));
    }
    let marked = marks > 0 && marks * GBK_MARKS >= characters;
    if characters < SHORTEST_GBK_RUN || !(marked || known) {
        return None;
    }
    // Most text that was never damaged gives itself away by its first bytes.
    let beginning = run.char_indices().nth(BEGINNING).map(|(at, _)| at);
    if beginning.is_some_and(|end| !may_begin_utf8(&run[..end])) {
        return None;
    }
    // The encoder writes what GBK has not as a numeric reference, which is ASCII, and says so.
    let (bytes, _, unmappable) = encoding_rs::GBK.encode(run);
    if unmappable {
        return None;
    }
    let (fixed, torn) = match std::str::from_utf8(&bytes) {
        Ok(fixed) => (fixed, false),
        Err(error) if lost && error.error_len().is_none() => (
            std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
            true,
        ),
        Err(_) => return None,
    };
    let plausible = |c: char| {
        matches!(c, '\u{A0}'..='\u{FF}' | '\u{2010}'..='\u{2122}' | '\u{2160}'..='\u{27BF}' | '\u{3000}'..='\u{30FF}'
            | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FE0F}' | '\u{FF01}'..='\u{FFEE}' | '\u{1F300}'..='\u{1FAFF}')
    };
    let wide = fixed.chars().filter(|&c| c >= '\u{3000}').count();
    (fixed.chars().all(plausible) && wide >= 2).then(|| (fixed.to_owned(), torn))
}
