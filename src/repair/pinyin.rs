//! Injected pinyin: text in which a converter put `(pinyin)` behind byte pairs of GBK and so tore characters apart. Takes text,
//! decides from the whole page whether that has happened, and gives the text without the annotations and with the torn
//! characters computed back from the bytes. Readings that a writer gave on purpose stay.

use super::gbk::{Code, Gbk, in_gb2312, is_han, is_pinyin_letter, is_private_use, is_toned_letter};
use super::lattice::{Kind, Lattice, Page, Token};
use super::plausibility::Plausibility;

/// Letters of the longest syllable (`zhuāng`).
const LONGEST_SYLLABLE: usize = 6;
/// Clean annotations on common characters that a page needs before they count as injected. One may be a reader's gloss.
const FEWEST_ANNOTATIONS: usize = 2;
/// Of the annotations of an injected page at most one in this many stands on a character of GB2312. Texts that teach readings
/// give them to all sorts of characters; the injecting tables held none of GB2312.
const TAUGHT_SHARE: usize = 4;
/// Of the occurrences of annotated characters at most one in this many stands without annotation on an injected page.
const BARE_SHARE: usize = 4;
/// A character is common when its share of news text is above this, as a logarithm. A gloss is given to rarer ones (垚, 祎).
const COMMON: f32 = -13.0;

/// Undoes injected pinyin; gives the text and how many places were undone, or `None` when nothing is to be done.
pub(super) fn repair(text: &str) -> Option<(String, usize)> {
    if !suspicious(text) {
        return None;
    }
    let (gbk, plausibility) = (Gbk::new(), Plausibility::new());
    let page = survey(text, &gbk, &plausibility)?;
    let mut lattice = Lattice::new(&gbk, &plausibility, &page);
    let mut out = String::with_capacity(text.len());
    let mut tokens = Vec::new();
    let mut undone = 0;
    for line in text.split_inclusive('\n') {
        let (body, end) = line.strip_suffix('\n').map_or((line, ""), |body| (body, "\n"));
        if body.bytes().any(|b| b == b')' || b == b'?') || body.contains('\u{FFFD}') {
            tokenize(body, &gbk, &mut tokens);
            undone += lattice.line(body, &tokens, &mut out);
        } else {
            out.push_str(body);
        }
        out.push_str(end);
    }
    (out != text).then_some((out, undone.max(1)))
}

/// Whether a text holds anything that looks like `字(pinyin)` or `字?pinyin)`; a scan without tables for the common case.
fn suspicious(text: &str) -> bool {
    text.match_indices(')').any(|(at, _)| {
        let head = &text[..at];
        if !matches!(head.as_bytes().last(), Some(b'a'..=b'z' | 0x80.. | b' ')) {
            return false;
        }
        let head = head.strip_suffix(' ').unwrap_or(head);
        let letters = head.chars().rev().take(LONGEST_SYLLABLE + 1).take_while(|&c| is_pinyin_letter(c));
        let length: usize = letters.map(char::len_utf8).sum();
        if length == 0 {
            return false;
        }
        let name = &head[..head.len() - length];
        let Some(before) = name.strip_suffix(['(', '?', '？', '\u{FFFD}']) else { return false };
        // Without a tone mark it must stand right behind a Chinese character, or scripts would be full of suspects.
        match before.chars().next_back() {
            Some(c) if is_han(c) => true,
            Some(c) => (!c.is_ascii() || c.is_ascii_punctuation()) && head[name.len()..].contains(is_toned_letter),
            None => false,
        }
    })
}

/// The syllable that stands at the start of a text and is closed by a bracket, with the length of both in bytes.
fn annotation<'t>(text: &'t str, gbk: &Gbk) -> Option<(u16, &'t str, usize)> {
    let letters = text.chars().take(LONGEST_SYLLABLE + 1).take_while(|&c| is_pinyin_letter(c));
    let length: usize = letters.map(char::len_utf8).sum();
    let (name, rest) = text.split_at(length);
    let blank = usize::from(rest.starts_with(' '));
    if name.is_empty() || !rest[blank..].starts_with(')') {
        return None;
    }
    Some((gbk.syllable(name)?, name, length + blank + 1))
}

/// Cuts a line into the tokens that the lattice reads.
fn tokenize(line: &str, gbk: &Gbk, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let behind = at + c.len_utf8();
        let mut token = Token { kind: Kind::Char, c, syllable: None, start: at, end: behind };
        if matches!(c, '?' | '？' | '\u{FFFD}') {
            let torn = tokens.last().is_some_and(|t| !t.c.is_ascii() || t.c.is_ascii_punctuation() || t.syllable.is_some());
            // Decoders of today keep the bracket behind a broken lead byte.
            let bracket = usize::from(c == '\u{FFFD}' && line[behind..].starts_with('('));
            if let Some((syllable, _, length)) = annotation(&line[behind + bracket..], gbk).filter(|_| torn) {
                token.kind = Kind::Site;
                token.syllable = Some(syllable);
                token.end = behind + bracket + length;
            } else if c != '？' {
                token.kind = Kind::Question;
            }
        } else if !c.is_ascii() || ('@'..='~').contains(&c) {
            let bracketed = line[behind..].strip_prefix('(');
            if let Some((syllable, _, length)) = bracketed.and_then(|rest| annotation(rest, gbk)) {
                token.syllable = Some(syllable);
                token.end = behind + 1 + length;
            }
        }
        at = token.end;
        tokens.push(token);
    }
}

/// What speaks for and against injection, counted over the page.
#[derive(Default)]
struct Evidence {
    /// Sites whose vanished byte can be computed.
    torn: usize,
    /// Annotations that fit their character: common ones outside GB2312, and those of GB2312.
    common: usize,
    in_gb2312: usize,
}

/// Counts the page; `None` when its annotations were not injected.
fn survey(text: &str, gbk: &Gbk, plausibility: &Plausibility) -> Option<Page> {
    let mut page = Page { annotated: vec![0; 0x10000], bare: vec![0; 0x10000], folded: true, dropped: true, brackets: true };
    let mut evidence = Evidence::default();
    let mut tokens = Vec::new();
    for line in text.lines() {
        tokenize(line, gbk, &mut tokens);
        let mut before: Code = 0;
        for token in &tokens {
            let code = gbk.code(token.c).unwrap_or(0);
            page.folded &= !matches!(token.c, '，' | '！' | '？' | '；' | '：' | '（' | '）');
            page.dropped &= !is_private_use(token.c);
            match (token.kind, token.syllable) {
                (Kind::Site, Some(syllable)) => {
                    let toned = line[token.start..token.end].contains(is_toned_letter);
                    let fits = gbk.keys(syllable).any(|(key, rare)| !rare && key >> 8 == before & 0xFF);
                    evidence.torn += usize::from(toned && before > 0xFF && fits);
                }
                (Kind::Char, Some(syllable)) if is_han(token.c) => {
                    if in_gb2312(code) {
                        evidence.in_gb2312 += 1;
                    } else if gbk.reads(code, syllable) {
                        page.annotated[usize::from(code)] = page.annotated[usize::from(code)].saturating_add(1);
                        let common = plausibility.frequency(plausibility.rank_of(code)) > COMMON;
                        evidence.common += usize::from(common);
                    }
                }
                (Kind::Char, None) => page.bare[usize::from(code)] = page.bare[usize::from(code)].saturating_add(1),
                _ => {}
            }
            if token.kind == Kind::Char {
                before = code;
            }
        }
    }
    page.brackets = !page.folded && page.bare[usize::from(gbk.code('（').unwrap_or(0))] == 0;
    injected(&evidence, &page).then_some(page)
}

fn injected(evidence: &Evidence, page: &Page) -> bool {
    let pairs = page.annotated.iter().zip(&page.bare).filter(|&(&annotated, _)| annotated > 0);
    let (annotated, bare) = pairs.fold((0, 0), |(a, b), (&x, &y)| (a + usize::from(x), b + usize::from(y)));
    if evidence.in_gb2312 * TAUGHT_SHARE > annotated + evidence.torn {
        return false;
    }
    evidence.torn > 0 || (evidence.common >= FEWEST_ANNOTATIONS && bare * BARE_SHARE <= annotated)
}
