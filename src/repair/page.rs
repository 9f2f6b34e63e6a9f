//! A page that may hold injected pinyin, as tokens and in figures. Takes its lines, gives the
//! places where characters, annotations and torn bytes stand, counts how often each character is
//! annotated and how often not, and decides from that whether a program put the pinyin there or a
//! writer.

use super::gbk::{Code, Gbk, in_gb2312, is_han, is_pinyin_letter, is_private_use, is_toned_letter};
use super::pinyin::LONGEST_SYLLABLE;
use super::plausibility::{NO_RANK, Plausibility, Rank};
use crate::bounds::Pace;
use std::collections::HashMap;

/// Clean annotations on common characters that a page needs before they count as injected. One may
/// be a reader's gloss.
pub(super) const FEWEST_ANNOTATIONS: usize = 2;
/// Of the annotations of an injected page at most one in this many stands on a character of GB2312.
/// Texts that teach readings give them to all sorts of characters; the injecting tables held none
/// of GB2312.
const TAUGHT_SHARE: usize = 4;
/// Of the occurrences of annotated characters at most one in this many stands without annotation on
/// an injected page.
const BARE_SHARE: usize = 4;
/// A character is common when its share of news text is above this, as a logarithm. A gloss is
/// given to rarer ones (垚, 祎).
const COMMON: f32 = -13.0;
/// Different neighbours that are remembered of a page: those of some 600,000 characters of text. It
/// bounds the memory for pages of many megabytes.
const MOST_NEIGHBOURS: usize = 1 << 18;

/// What stands at a place of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A character, perhaps with an annotation behind it.
    Char,
    /// `?pinyin)`: a byte has vanished together with the bracket.
    Site,
    /// A `?` or U+FFFD that may stand for a lost byte.
    Question,
}

/// A place of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) c: char,
    /// The number of the syllable of the annotation or site.
    pub(super) syllable: Option<u16>,
    /// Byte offsets in the line, annotation included.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Bytes of a line that are read at a time: a token takes many times its bytes.
const LINE: usize = 16 << 10;

/// Cuts a line into pieces of a bounded length, in front of markup or of a space where it can.
pub(super) fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut end = rest.floor_char_boundary(LINE);
        if end < rest.len() {
            let cut = rest[..end].bytes().rposition(|b| matches!(b, b'<' | b' '));
            end = cut.filter(|&cut| cut > 0).unwrap_or(end);
        }
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        Some(piece)
    })
}

/// What is known of the page before its lines are decoded.
pub(super) struct Page {
    /// How often each pair stands with an annotation, and how often without.
    pub(super) annotated: Vec<u16>,
    pub(super) bare: Vec<u16>,
    /// How often two characters stand side by side where nothing is torn.
    neighbours: HashMap<(Rank, Rank), u16>,
    /// No full-width punctuation is left: an earlier program has folded it to ASCII.
    pub(super) folded: bool,
    /// No private-use character is left: an earlier program may have dropped them.
    pub(super) dropped: bool,
    /// Brackets are ASCII throughout, and were so when the damage was done.
    pub(super) brackets: bool,
}

impl Page {
    /// How often the page shows one character behind another.
    pub(super) fn follows(&self, before: Rank, next: Rank) -> u16 {
        self.neighbours.get(&(before, next)).copied().unwrap_or(0)
    }

    fn add_neighbours(&mut self, before: Rank, next: Rank) {
        if before == NO_RANK || next == NO_RANK {
            return;
        }
        let room = self.neighbours.len() < MOST_NEIGHBOURS;
        if let Some(count) = self.neighbours.get_mut(&(before, next)) {
            *count = count.saturating_add(1);
        } else if room {
            self.neighbours.insert((before, next), 1);
        }
    }

    /// Counts which characters of a line stand side by side.
    fn meet(&mut self, tokens: &[Token], gbk: &Gbk, plausibility: &Plausibility) {
        let mut before = NO_RANK;
        for token in tokens {
            let rank = match token.kind {
                Kind::Char => plausibility.rank(token.c, gbk),
                _ => NO_RANK,
            };
            self.add_neighbours(before, rank);
            before = rank;
        }
    }

    /// Whether the page annotates a character wherever it stands.
    pub(super) fn lists(&self, code: Code) -> bool {
        let code = usize::from(code);
        self.annotated[code] > 0 && self.annotated[code] > self.bare[code]
    }
}

/// The syllable that stands at the start of a text and is closed by a bracket, with the length of
/// both in bytes.
fn annotation<'t>(text: &'t str, gbk: &Gbk) -> Option<(u16, &'t str, usize)> {
    let letters = text
        .chars()
        .take(LONGEST_SYLLABLE + 1)
        .take_while(|&c| is_pinyin_letter(c));
    let length: usize = letters.map(char::len_utf8).sum();
    let (name, rest) = text.split_at(length);
    let blank = usize::from(rest.starts_with(' '));
    if name.is_empty() || !rest[blank..].starts_with(')') {
        return None;
    }
    Some((gbk.syllable(name)?, name, length + blank + 1))
}

/// Cuts a line into the tokens that the lattice reads.
pub(super) fn tokenize(line: &str, gbk: &Gbk, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let behind = at + c.len_utf8();
        let mut token = Token {
            kind: Kind::Char,
            c,
            syllable: None,
            start: at,
            end: behind,
        };
        if matches!(c, '?' | '？' | '\u{FFFD}') {
            let torn = tokens.last().is_some_and(|t| {
                !t.c.is_ascii() || t.c.is_ascii_punctuation() || t.syllable.is_some()
            });
            // Decoders of today keep the bracket behind a broken lead byte.
            let bracket = usize::from(c == '\u{FFFD}' && line[behind..].starts_with('('));
            if let Some((syllable, _, length)) =
                annotation(&line[behind + bracket..], gbk).filter(|_| torn)
            {
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

/// Counts the page; `None` when its annotations were not injected, or when there is no time to tell.
pub(super) fn survey(
    text: &str,
    gbk: &Gbk,
    plausibility: &Plausibility,
    pace: &mut Pace<'_>,
) -> Option<Page> {
    let mut page = Page {
        annotated: vec![0; 0x10000],
        bare: vec![0; 0x10000],
        neighbours: HashMap::new(),
        folded: true,
        dropped: true,
        brackets: true,
    };
    let mut evidence = Evidence::default();
    let mut tokens = Vec::new();
    for line in text.lines().flat_map(pieces) {
        if pace.is_over_for(line.len()) {
            return None;
        }
        tokenize(line, gbk, &mut tokens);
        let mut before: Code = 0;
        for token in &tokens {
            let code = gbk.code(token.c).unwrap_or(0);
            page.folded &= !matches!(token.c, '，' | '！' | '？' | '；' | '：' | '（' | '）');
            page.dropped &= !is_private_use(token.c);
            match (token.kind, token.syllable) {
                (Kind::Site, Some(syllable)) => {
                    let toned = line[token.start..token.end].contains(is_toned_letter);
                    let fits = gbk
                        .keys(syllable)
                        .any(|(key, rare)| !rare && key >> 8 == before & 0xFF);
                    evidence.torn += usize::from(toned && before > 0xFF && fits);
                }
                (Kind::Char, Some(syllable)) if is_han(token.c) => {
                    if in_gb2312(code) {
                        evidence.in_gb2312 += 1;
                    } else if gbk.reads(code, syllable) {
                        page.annotated[usize::from(code)] =
                            page.annotated[usize::from(code)].saturating_add(1);
                        let common = plausibility.frequency(plausibility.rank_of(code)) > COMMON;
                        evidence.common += usize::from(common);
                    }
                }
                (Kind::Char, None) => {
                    page.bare[usize::from(code)] = page.bare[usize::from(code)].saturating_add(1)
                }
                _ => {}
            }
            if token.kind == Kind::Char {
                before = code;
            }
        }
    }
    page.brackets = !page.folded && page.bare[usize::from(gbk.code('（').unwrap_or(0))] == 0;
    if !injected(&evidence, &page) {
        return None;
    }
    for line in text.lines().flat_map(pieces) {
        if pace.is_over_for(line.len()) {
            return None;
        }
        tokenize(line, gbk, &mut tokens);
        page.meet(&tokens, gbk, plausibility);
    }
    Some(page)
}

fn injected(evidence: &Evidence, page: &Page) -> bool {
    let pairs = page
        .annotated
        .iter()
        .zip(&page.bare)
        .filter(|&(&annotated, _)| annotated > 0);
    let (annotated, bare) = pairs.fold((0, 0), |(a, b), (&x, &y)| {
        (a + usize::from(x), b + usize::from(y))
    });
    if evidence.in_gb2312 * TAUGHT_SHARE > annotated + evidence.torn {
        return false;
    }
    evidence.torn > 0 || (evidence.common >= FEWEST_ANNOTATIONS && bare * BARE_SHARE <= annotated)
}
