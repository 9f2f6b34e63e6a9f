//! Times of day: what stands behind or before a date, with its half of the day and its offset.

use crate::metadata::date::Time;
use crate::metadata::scan::{Chars, is_word};
use crate::terms::dates as terms;

/// Characters between a date and its time: blanks, a comma, a day of the week in brackets.
const TIME_GAP: usize = 20;

/// The time that follows a date, behind blanks, a comma, a day of the week or a preposition.
pub(super) fn time_after(chars: &Chars<'_>, end: usize) -> Option<(Time, usize)> {
    let mut i = end;
    while i < end + TIME_GAP {
        let c = chars.get(i);
        if c == '\0' {
            return None;
        }
        if let Some(found) = clock(chars, i) {
            return Some(found);
        }
        i = match c {
            ' ' | ',' | '|' | '-' | '–' | '—' | '·' | '•' | '(' | ')' | '.' | '/' | ';' | '_'
            | '،' => i + 1,
            't' if chars.get(i + 1).is_ascii_digit() => i + 1,
            _ => chars.longest(i, terms::BEFORE_TIME)?,
        };
    }
    None
}

/// The time in front of a date: "07:26, 25 May 2020", "10:20 AM ET, Mon May 25, 2020".
pub(super) fn time_before(chars: &Chars<'_>, start: usize) -> Option<(Time, usize)> {
    let earliest = start.saturating_sub(TIME_GAP);
    let colon = (earliest..start).rev().find(|&i| chars.get(i) == ':')?;
    let from = (colon.saturating_sub(2)..colon).find(|&i| chars.get(i).is_ascii_digit())?;
    if chars.before(from).is_ascii_digit() || chars.before(from) == ':' {
        return None;
    }
    let (time, end) = clock(chars, from)?;
    let gap_is_empty = (end..start)
        .all(|i| !chars.get(i).is_ascii_digit() && !matches!(chars.get(i), ':' | '|' | '。'));
    (end <= start && gap_is_empty).then_some((time, from))
}

/// A time of day at a place: 07:26, 7:26:05.123 pm, 下午2:05, 14h30, 14.30 Uhr, 오전 10:20, 3 pm; with its zone.
pub(super) fn clock(chars: &Chars<'_>, i: usize) -> Option<(Time, usize)> {
    let (add, i) = terms::DAY_PARTS
        .iter()
        .find_map(|&(part, add)| {
            chars
                .term(i, part)
                .map(|end| (Some(add), chars.skip_spaces(end)))
        })
        .unwrap_or((None, i));
    let (mut hour, _, end) = chars.number(i, 2)?;
    let (mut minute, mut second) = (0, None);
    let mut at = end;
    let mut has_minutes = false;
    let separator = chars.get(chars.skip_spaces(end));
    let after = match separator {
        ':' | 'h' | '.' => end + 1,
        _ => chars.skip_spaces(chars.skip_spaces(end) + 1),
    };
    if matches!(
        separator,
        ':' | 'h' | '.' | '时' | '時' | '点' | '點' | '시'
    ) && let Some((value, digits, end)) = chars.number(after, 2)
        && (digits == 2 || separator != '.')
    {
        let german = separator != '.' || chars.word(chars.skip_spaces(end), "uhr").is_some();
        if german && value < 60 {
            (minute, at, has_minutes) = (value, end, true);
        }
    }
    if has_minutes {
        if matches!(chars.get(at), '分' | '분') {
            at += 1;
        }
        let from = chars.skip_spaces(at + usize::from(chars.get(at) == ':'));
        if (chars.get(at) == ':' || matches!(chars.before(at), '分' | '분'))
            && let Some((value, _, end)) = chars.number(from, 2)
            && value <= 60
        {
            second = Some(value);
            at = end + usize::from(matches!(chars.get(end), '秒' | '초'));
        }
        if second.is_some() && matches!(chars.get(at), '.' | ',') {
            let end = (at + 1..at + 11).find(|&i| !chars.get(i).is_ascii_digit())?;
            if end > at + 1 {
                at = end;
            }
        }
    }
    if let Some(end) = chars.word(chars.skip_spaces(at), "uhr") {
        at = end;
    }
    let (half, end) = half_of_day(chars, at);
    if !has_minutes && half.is_none() {
        return None;
    }
    at = end;
    match half.or(add) {
        Some(12) if hour < 12 => hour += 12,
        Some(0) if hour == 12 => hour = 0,
        _ => {}
    }
    if hour == 24 && minute == 0 {
        hour = 0;
    }
    if hour > 23 || minute > 59 {
        return None;
    }
    let (offset, at) = zone(chars, at);
    let time = Time {
        hour: hour as u8,
        minute: minute as u8,
        second: second.map(|value| value as u8),
        offset,
    };
    Some((time, at))
}

/// am, p.m.: the hours to add.
fn half_of_day(chars: &Chars<'_>, i: usize) -> (Option<u8>, usize) {
    let at = chars.skip_spaces(i);
    for (term, add) in [
        ("a.m.", 0),
        ("p.m.", 12),
        ("am", 0),
        ("pm", 12),
        ("a.m", 0),
        ("p.m", 12),
    ] {
        if let Some(end) = chars.word_end(at, term) {
            return (Some(add), end);
        }
    }
    (None, i)
}

/// Z, +08:00, +0800, GMT, (CEST): minutes east of UTC.
fn zone(chars: &Chars<'_>, i: usize) -> (Option<i16>, usize) {
    let at = chars.skip_spaces(i);
    let named = at + usize::from(chars.get(at) == '(');
    let by_name = terms::ZONES
        .iter()
        .filter_map(|&(name, offset)| chars.word_end(named, name).map(|end| (offset, end)))
        .max_by_key(|&(_, end)| end);
    let (base, signed_at) = match by_name {
        Some((offset, end)) => (Some(offset), end),
        None => (None, at),
    };
    let sign = match chars.get(signed_at) {
        '+' => 1,
        '-' | '−' => -1,
        _ => return (base, base.map_or(i, |_| signed_at)),
    };
    let from = signed_at + 1;
    let minutes = match chars.number(from, 4) {
        Some((value, 4, end)) => Some((value / 100 * 60 + value % 100, end)),
        Some((value, 2, end)) if chars.get(end) == ':' => chars
            .number(end + 1, 2)
            .map(|(minute, _, end)| (value * 60 + minute, end)),
        Some((value, 1 | 2, end)) if signed_at == i || base.is_some() => Some((value * 60, end)),
        _ => None,
    };
    match minutes {
        // The farthest clocks are 14 hours ahead; what is more was no offset.
        Some((minutes, end)) if minutes <= 14 * 60 => (Some(sign * minutes as i16), end),
        _ => (base, base.map_or(i, |_| signed_at)),
    }
}

impl Chars<'_> {
    /// Where `term` ends if it stands at `i` and no letter follows; what stands before does not matter.
    pub(super) fn word_end(&self, i: usize, term: &str) -> Option<usize> {
        let end = self.term(i, term)?;
        (!is_word(self.get(end)) || !is_word(self.before(end))).then_some(end)
    }
}
