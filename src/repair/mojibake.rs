//! Text that was read in a wrong encoding. Takes text, tries to read each suspicious run or line
//! again from its bytes, and keeps the new reading only when the bytes are valid and what they say
//! is plausible beyond doubt. A letter or two out of place prove nothing: `café”…` is good French,
//! although its bytes would make a Chinese character.

mod utf8_as_gbk;

use super::gbk::is_private_use;
use super::scan::stretches;
use crate::bounds::Pace;
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};
use memchr::{memchr, memchr2_iter, memrchr};
use std::borrow::Cow;
use std::ops::Range;
use utf8_as_gbk::{holds_gbk_run, utf8_as_gbk_runs};

/// High characters in a row that a line needs before double-byte encodings are tried. European
/// words have one or two.
const LONG_RUN: usize = 4;
/// Of the high characters of such a line at least this share (of 10) stands in long runs.
const LONG_RUN_TENTHS: usize = 6;
/// Byte pairs that a line needs to be read as a double-byte encoding on its own.
const FEWEST_PAIRS: usize = 4;
/// Of the pairs of a re-read line at least this share (of 100) must be common characters of the
/// encoding. Random bytes reach 40.
const COMMON_PERCENT: usize = 85;
/// Of the high characters of such a line at least this share (of 100) must be signs (¡ to ¿), not
/// letters. Bytes of CJK text have 30, a list of accented letters (ÀÁÂÃÄÅ) none.
const SIGNS_PERCENT: usize = 8;
/// Pairs of a line that must all lie among the hangul before it is taken for Korean; Chinese text
/// does so by chance in one line of forty.
const KOREAN_PAIRS: usize = 7;
/// Repairs mojibake; gives the text and how many runs and lines were read again, or `None` when
/// none was.
pub(super) fn repair(text: &str, pace: &mut Pace<'_>) -> Option<(String, usize)> {
    let high = high_pairs(text.as_bytes()).next().is_some();
    let charset = if high { page_charset(text, pace) } else { None };
    let page_is_gbk = holds_gbk_run(text, pace);
    if !high && !page_is_gbk {
        return None;
    }
    let mut count = 0;
    let mut out = String::new();
    let mut done = 0;
    for place in lines(text, charset.is_none() && !page_is_gbk) {
        let mut line = Cow::Borrowed(&text[place.clone()]);
        if high
            && !pace.is_over_for(line.len())
            && let Some(fixed) = double_byte_line(&line, charset).or_else(|| utf8_runs(&line, pace))
        {
            line = Cow::Owned(fixed);
            count += 1;
        }
        if page_is_gbk && let Some(fixed) = utf8_as_gbk_runs(&line, true, pace) {
            line = Cow::Owned(fixed);
            count += 1;
        }
        if let Cow::Owned(fixed) = line {
            out.push_str(&text[done..place.start]);
            out.push_str(&fixed);
            done = place.end;
        }
    }
    if count == 0 {
        return None;
    }
    out.push_str(&text[done..]);
    Some((out, count))
}

/// The lines of a text with their ends: all of them, or those in which high characters stand side by side.
fn lines(text: &str, high_only: bool) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(from..).filter(|rest| !rest.is_empty())?;
        let at = if high_only {
            high_pairs(rest).next()?
        } else {
            0
        };
        let start = memrchr(b'\n', &rest[..at]).map_or(0, |end| end + 1);
        let end = memchr(b'\n', &rest[at..]).map_or(rest.len(), |end| at + end + 1);
        let line = from + start..from + end;
        from = line.end;
        Some(line)
    })
}

/// Where two characters stand side by side that may be bytes shown as Latin-1 or windows-1252.
fn high_pairs(bytes: &[u8]) -> impl Iterator<Item = usize> {
    memchr2_iter(0xC2, 0xC3, bytes).filter(|&at| {
        // No-break spaces in a row are no bytes.
        let blank = bytes[at] == 0xC2 && bytes.get(at + 1) == Some(&0xA0);
        let next = bytes.get(at + 2);
        let next = next.is_some_and(|b| matches!(b, 0xC2 | 0xC3 | 0xC5 | 0xC6 | 0xCB | 0xE2));
        // A euro sign, a quotation mark and their like stand for a byte too.
        let before = at >= 3 && bytes[at - 3] == 0xE2;
        (next || before) && !blank
    })
}

/// The byte that a character stands for when a text was read as windows-1252 or Latin-1; only bytes
/// above ASCII.
fn byte_of(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{FF}' => u8::try_from(u32::from(c)).ok(),
        'Œ' | 'œ' | 'Š' | 'š' | 'Ÿ' | 'Ž' | 'ž' | 'ƒ' | 'ˆ' | '˜' | '–' | '—' | '‘' | '’' | '‚'
        | '“' | '”' | '„' | '†' | '‡' | '•' | '…' | '‰' | '‹' | '›' | '€' | '™' =>
        {
            let mut buffer = [0; 4];
            let (bytes, ..) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
            bytes.first().copied()
        }
        _ => None,
    }
}

/// Typographic marks and blanks that follow a letter in good text.
fn is_mark(c: char) -> bool {
    "\u{A0}‘’“”‚„…–—«»‹›•™®°ºª²³·´¨¿¡".contains(c)
}

/// Reads each run of high characters as UTF-8 where that is what it is; `None` when no run of the
/// line is.
fn utf8_runs(line: &str, pace: &mut Pace<'_>) -> Option<String> {
    utf8_runs_with(line, false, pace).map(|once| {
        // What proves nothing alone, such as a word of one letter, is believed beside what does.
        utf8_runs_with(line, true, pace).unwrap_or(once)
    })
}

fn utf8_runs_with(line: &str, proven: bool, pace: &mut Pace<'_>) -> Option<String> {
    let mut out = String::new();
    let mut done = 0;
    for Range { start, end } in stretches(line, 2 * SHORTEST_HIGH).flat_map(|s| high_runs(line, s))
    {
        if pace.is_over_for(end - start) {
            break;
        }
        let around = [
            line[..start].chars().next_back(),
            line[end..].chars().next(),
        ];
        if let Some(fixed) = utf8_run(&line[start..end], around, proven) {
            out.push_str(&line[done..start]);
            out.push_str(&fixed);
            done = end;
        }
    }
    if done == 0 {
        return None;
    }
    out.push_str(&line[done..]);
    Some(out)
}

/// Bytes of the shortest high character.
const SHORTEST_HIGH: usize = 2;

/// The runs of high characters in a stretch without ASCII.
fn high_runs(line: &str, stretch: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = stretch.start;
    std::iter::from_fn(move || {
        let start = at + line[at..stretch.end].find(|c| byte_of(c).is_some())?;
        let rest = &line[start..stretch.end];
        at = start + rest.find(|c| byte_of(c).is_none()).unwrap_or(rest.len());
        Some(start..at)
    })
}

/// Reads a run of high characters as UTF-8; `around` is what stands in front of it and behind, `line_proven` says that
/// another run of the line was UTF-8 beyond doubt.
fn utf8_run(run: &str, around: [Option<char>; 2], line_proven: bool) -> Option<String> {
    let bytes: Vec<u8> = run.chars().filter_map(byte_of).collect();
    if bytes.len() < 2 {
        return None;
    }
    let fixed = String::from_utf8(bytes).ok()?;
    let sequences = fixed.chars().count();
    // So many sequences are not valid by chance, whatever they say.
    let long = sequences >= LONG_RUN;
    let plausible = |c: char| match c {
        // Symbols and punctuation of the usual blocks; box drawing is not among them, since `â”…`
        // is a quotation's end.
        '\u{A0}'..='\u{24F}'
        | '\u{370}'..='\u{52F}'
        | '\u{5D0}'..='\u{64A}'
        | '\u{900}'..='\u{E7F}' => true,
        '\u{2C6}' | '\u{2DC}' => true,
        '\u{1E00}'..='\u{218F}'
        | '\u{2460}'..='\u{24FF}'
        | '\u{2190}'..='\u{22FF}'
        | '\u{25A0}'..='\u{27BF}'
        | '\u{3000}'..='\u{33FF}' => true,
        '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FF01}'..='\u{FFEE}' => true,
        '\u{1F000}'..='\u{1FAFF}' => true,
        // The first half of what was encoded twice.
        '\u{80}'..='\u{9F}' => sequences > 1,
        _ => long && !is_private_use(c),
    };
    if !fixed.chars().all(plausible) {
        return None;
    }
    let single = fixed.chars().next()?;
    let marks = run.chars().skip(1).all(is_mark);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let inside = letter(around[0]);
    // Within a word only an apostrophe, a dash or a point is usual.
    let within = inside
        && letter(around[1])
        && !run.contains(['’', '‘', '“', '”', '–', '—', '…', '·', '´', '™']);
    let proven = match (sequences, single.len_utf8()) {
        // Two bytes prove little: only accented letters within words and signs of Latin-1, and
        // never a letter before a quotation mark. A letter on its own may be quoted: `I saw "Ã¤"
        // instead`.
        (1, 2) if single.is_alphabetic() => {
            let accent = single <= '\u{17F}' && !marks && (inside || letter(around[1]));
            accent || single <= '\u{17F}' && within || line_proven && !(marks && inside)
        }
        (1, 2) if line_proven => single <= '\u{BF}' && !inside,
        (1, 2) => single <= '\u{BF}' && !matches!(single, '«' | '»') && !inside,
        (1, 3) => !(marks && inside),
        _ => true,
    };
    proven.then_some(fixed)
}

/// The bytes of a line that was read as windows-1252; characters that only valid UTF-8 in between
/// can have made count with their UTF-8 bytes. `None` when another character stands in the line.
fn single_bytes(line: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(line.len());
    let mut buffer = [0; 4];
    for c in line.chars() {
        match byte_of(c) {
            Some(byte) => bytes.push(byte),
            None if c <= '\u{7FF}' => {
                bytes.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes())
            }
            None => return None,
        }
    }
    Some(bytes)
}

/// The encoding that most lines of a page turn out to be in after they were read as windows-1252.
fn page_charset(text: &str, pace: &mut Pace<'_>) -> Option<&'static Encoding> {
    let mut votes = [0usize; CANDIDATES.len()];
    let lines = lines(text, true).map(|line| text[line].trim_end_matches(['\n', '\r']));
    let lines = lines.take_while(|line| !pace.is_over_for(line.len()));
    for (charset, _) in lines.filter_map(|line| double_byte(line, None)) {
        for (vote, candidate) in votes.iter_mut().zip(CANDIDATES) {
            *vote += usize::from(std::ptr::eq(candidate, charset));
        }
    }
    let best = votes
        .iter()
        .zip(CANDIDATES)
        .rev()
        .max_by_key(|&(votes, _)| votes)?;
    (*best.0 > 0).then_some(best.1)
}

/// Encodings that are tried on a line of high characters, the more frequent first.
const CANDIDATES: [&Encoding; 4] = [GB18030, BIG5, EUC_KR, SHIFT_JIS];

fn double_byte_line(line: &str, charset: Option<&'static Encoding>) -> Option<String> {
    // Without a line that proves an encoding none is repaired.
    charset
        .and_then(|charset| double_byte(line, Some(charset)))
        .map(|(_, fixed)| fixed)
}

/// Reads a line as a double-byte encoding; a known one needs less proof.
fn double_byte(
    line: &str,
    known: Option<&'static Encoding>,
) -> Option<(&'static Encoding, String)> {
    // A quick look first: nothing is proven without a long run.
    if known.is_none() && stretches(line, SHORTEST_HIGH * LONG_RUN).next().is_none() {
        return None;
    }
    let high = line
        .chars()
        .filter(|&c| !c.is_ascii() && byte_of(c).is_some())
        .count();
    if high < 2 || (known.is_none() && (high < 2 * FEWEST_PAIRS || !runs_are_long(line))) {
        return None;
    }
    let bytes = single_bytes(line)?;
    let signs = bytes.iter().filter(|b| (0xA1..=0xBF).contains(*b)).count();
    if known.is_none() && signs * 100 < SIGNS_PERCENT * high {
        return None;
    }
    // What is valid UTF-8 is not a double-byte encoding.
    if std::str::from_utf8(&bytes).is_ok() {
        return None;
    }
    let candidates = CANDIDATES
        .into_iter()
        .filter(|c| known.is_none_or(|known| std::ptr::eq(*c, known)));
    let read = candidates.filter_map(|charset| {
        let fixed = charset
            .decode_without_bom_handling_and_without_replacement(&bytes)?
            .into_owned();
        let percent = common_percent(charset, &bytes, known.is_some())?;
        (percent >= COMMON_PERCENT).then_some((percent, charset, fixed))
    });
    // The first one wins among equals.
    let best = read.reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    Some((best.1, best.2))
}

/// Whether the high characters of a line stand together as those of double-byte text do.
fn runs_are_long(line: &str) -> bool {
    let (mut high, mut long, mut run) = (0, 0, 0);
    for c in line.chars().chain(['\n']) {
        if byte_of(c).is_some() {
            high += 1;
            run += 1;
        } else {
            long += if run >= LONG_RUN { run } else { 0 };
            run = 0;
        }
    }
    long * 10 >= high * LONG_RUN_TENTHS
}

/// The share of pairs, of 100, that are common characters of an encoding; `None` when there are
/// none, or when they are of another language. On a page that is known to be Japanese a line may do without kana.
fn common_percent(charset: &'static Encoding, bytes: &[u8], known: bool) -> Option<usize> {
    let (mut pairs, mut common, mut hangul, mut kana) = (0, 0, 0, 0);
    let mut rest = bytes.iter().copied();
    while let Some(lead) = rest.next() {
        if lead < 0x80 {
            continue;
        }
        pairs += 1;
        // Half-width katakana are single bytes.
        if std::ptr::eq(charset, SHIFT_JIS) && (0xA1..=0xDF).contains(&lead) {
            continue;
        }
        let Some(trail) = rest.next() else { break };
        let wide = trail >= 0xA1;
        hangul += usize::from((0xB0..=0xC8).contains(&lead) && wide);
        kana += usize::from(matches!(lead, 0x82 | 0x83));
        common += usize::from(if std::ptr::eq(charset, GB18030) {
            matches!(lead, 0xA1..=0xA3 | 0xB0..=0xD7) && wide
        } else if std::ptr::eq(charset, BIG5) {
            matches!(lead, 0xA1 | 0xA4..=0xC6)
        } else if std::ptr::eq(charset, EUC_KR) {
            matches!(lead, 0xA1 | 0xA3 | 0xB0..=0xC8) && wide
        } else {
            matches!(lead, 0x81..=0x83 | 0x88..=0x97)
        });
    }
    if pairs == 0 || (!known && std::ptr::eq(charset, SHIFT_JIS) && kana * 4 < pairs) {
        return None;
    }
    let percent = common * 100 / pairs;
    // Hangul are common characters in GBK as well; text that holds nothing else is Korean.
    let korean = hangul * 100 >= pairs * 97 && hangul >= KOREAN_PAIRS;
    Some(match korean {
        true if std::ptr::eq(charset, EUC_KR) => percent + 1,
        false if std::ptr::eq(charset, EUC_KR) => percent.saturating_sub(5),
        _ => percent,
    })
}
