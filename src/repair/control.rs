//! Control characters. Takes text, gives it without C0 and C1 controls: tab, line feed and carriage
//! return stay, form feed and vertical tab become a blank because they part words, C1 controls
//! become the windows-1252 characters that they were before somebody took the bytes for Latin-1,
//! and all others go.

use encoding_rs::WINDOWS_1252;
use memchr::memchr_iter;

use crate::bounds::Pace;

/// Bytes that are looked at together in a scan, so that the compiler can use vector instructions.
const CHUNK: usize = 1024;

/// Turns C1 controls that stand for windows-1252 characters into these (`It\u{92}s`), as browsers
/// do with `&#146;`.
pub(super) fn restore(text: &str, pace: &mut Pace<'_>) -> Option<(String, usize)> {
    let windows = |c: char| {
        let byte = u8::try_from(c)
            .ok()
            .filter(|byte| (0x80..=0x9F).contains(byte))?;
        let bytes = [byte];
        let (shown, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
        shown.chars().next().filter(|c| !c.is_control())
    };
    if !has_c1(text.as_bytes()) {
        return None;
    }
    let mut lines = 0;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if pace.is_over_for(line.len()) {
            out.push_str(line);
            continue;
        }
        lines += usize::from(line.chars().any(|c| windows(c).is_some()));
        out.extend(line.chars().map(|c| windows(c).unwrap_or(c)));
    }
    (lines > 0).then_some((out, lines))
}

/// Removes control characters. That takes no time to speak of.
pub(super) fn remove(text: &str, _: &mut Pace<'_>) -> Option<(String, usize)> {
    if !has_c0(text.as_bytes()) && !has_c1(text.as_bytes()) {
        return None;
    }
    let mut count = 0;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' => out.push(c),
            '\u{B}' | '\u{C}' => {
                count += 1;
                out.push(' ');
            }
            _ if c.is_control() => count += 1,
            _ => out.push(c),
        }
    }
    (count > 0).then_some((out, count))
}

fn has_c0(bytes: &[u8]) -> bool {
    // Without branches, which vectors have not.
    let stays = |b: u8| (b == b'\t') | (b == b'\n') | (b == b'\r');
    let is = |b: u8| u8::from((b < 0x20) & !stays(b) | (b == 0x7F));
    let mut chunks = bytes.chunks(CHUNK);
    chunks.any(|chunk| chunk.iter().fold(0, |any, &b| any | is(b)) != 0)
}

fn has_c1(bytes: &[u8]) -> bool {
    memchr_iter(0xC2, bytes).any(|at| {
        let next = bytes.get(at + 1);
        next.is_some_and(|next| (0x80..=0x9F).contains(next))
    })
}
