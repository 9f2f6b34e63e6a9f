//! Dates in text: takes a line, a tag's value or an address, gives every date in it with the precision that it has there.
//! Nothing is guessed but the order of day and month where a page leaves it open, and that is marked.

mod clock;
mod east_asian;
mod relative;

use std::ops::Range;

pub(super) use self::relative::relative;

use self::clock::{clock, time_after, time_before};
use self::east_asian::{east_asian, era, in_han_digits, republic_numeric};
use super::date::{Date, Time, days_in};
use super::scan::{Chars, Firsts, is_word};
use crate::terms::{ByFirst, dates as terms};

/// Years that a date of a page can have. A text of the web is not older than printed newspapers that were put online.
const YEARS: Range<i16> = 1850..2100;
/// Years that an address or a bare number can name; numbers below are ids more often than years.
const YEARS_IN_ADDRESS: Range<i16> = 1990..2100;
/// The first of January 1970 as [`Date::day_number`] counts.
const EPOCH: i64 = 719_468;
/// What is known of the page that decides between two readings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Habits {
    /// 5/6/2020 is the sixth of May.
    pub month_first: bool,
    /// 109/5/6 counts the years of the Republic of China.
    pub republic: bool,
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its bytes, time included.
    pub range: Range<usize>,
    /// The date.
    pub date: Date,
    /// Whether day and month could be nothing else.
    pub certain: bool,
}

/// Every date in a text, in order. Linear in its length.
pub(super) fn scan(text: &str, habits: Habits) -> Vec<Found> {
    let chars = Chars::new(text);
    scan_chars(&chars, habits)
        .into_iter()
        .map(|(range, date, certain)| Found {
            range: chars.bytes(range),
            date,
            certain,
        })
        .collect()
}

/// As [`scan`], with ranges of characters.
pub(super) fn scan_chars(chars: &Chars<'_>, habits: Habits) -> Vec<(Range<usize>, Date, bool)> {
    let mut found = Vec::new();
    let Some(last) = (0..chars.len()).rfind(|&i| may_end(chars.get(i))) else {
        return found;
    };
    let mut i = 0;
    while i <= last {
        if let Some((mut date, certain, end)) = date_at(chars, i, habits) {
            let mut range = i..end;
            if date.time.is_none() && date.day.is_some() {
                if let Some((time, end)) = time_after(chars, end) {
                    date.time = Some(time);
                    range.end = end;
                } else if let Some((time, start)) = time_before(chars, i) {
                    date.time = Some(time);
                    range.start = start;
                }
            }
            i = range.end.max(i + 1);
            found.push((range, date, certain));
        } else {
            i += 1;
        }
    }
    found
}

/// Digits of the shortest date, "3-Oct-18"; in Han there are less.
pub(super) const DIGITS: usize = 3;

/// Whether a date may have its last figure here: behind the last of these none begins.
fn may_end(c: char) -> bool {
    c.is_ascii_digit() || c == '年'
}

/// The date of a value that is meant to be one: a tag's content, a `datetime` attribute. Reads compact and partial forms and
/// timestamps that running text must not be searched for.
pub(super) fn parse(value: &str, habits: Habits) -> Option<Date> {
    let value = value.trim();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits == value.len() {
        return match digits {
            4 => ymd(value.parse().ok()?, None, None, &YEARS_IN_ADDRESS),
            10 => timestamp(value.parse().ok()?),
            13 => timestamp(value.parse::<i64>().ok()? / 1000),
            _ => compact(value),
        };
    }
    if digits == 8 {
        return compact(value);
    }
    let chars = Chars::new(value);
    let found = scan_chars(&chars, habits);
    if let Some((_, date, _)) = found.into_iter().next() {
        return Some(date);
    }
    // 2020-05, 2020/5: a month.
    let (year, 4, end) = chars.number(0, 4)? else {
        return None;
    };
    if matches!(chars.get(end), '-' | '/' | '.')
        && let Some((month, _, end)) = chars.number(end + 1, 2)
        && end == chars.len()
    {
        return ymd(year, Some(month), None, &YEARS_IN_ADDRESS);
    }
    None
}

/// The date that an address names in its path, `/2020/05/25/`, `/20200525/`, `/2020-05/25/`, `t20200525_`. A year and a month
/// are given as such.
pub(super) fn in_address(path: &str) -> Option<Date> {
    let chars = Chars::new(path);
    let mut month_only = None;
    for i in 0..chars.len() {
        if !chars.get(i).is_ascii_digit() || chars.before(i).is_ascii_digit() {
            continue;
        }
        match address_date_at(&chars, i) {
            Some(date) if date.day.is_some() => return Some(date),
            found => month_only = month_only.or(found),
        }
    }
    month_only
}

fn address_date_at(chars: &Chars<'_>, i: usize) -> Option<Date> {
    let part = |at: usize, width: usize| -> Option<(u32, usize)> {
        let (value, digits, end) = chars.number(at, width)?;
        (digits == width).then_some((value, end))
    };
    let separated = |at: usize| matches!(chars.get(at), '/' | '-' | '_' | '.');
    if let Some((value, _)) = part(i, 8) {
        return ymd(
            value / 10_000,
            Some(value / 100 % 100),
            Some(value % 100),
            &YEARS_IN_ADDRESS,
        );
    }
    if let Some((value, end)) = part(i, 6)
        && separated(end)
        && let Some((day, _)) = part(end + 1, 2)
    {
        return ymd(value / 100, Some(value % 100), Some(day), &YEARS_IN_ADDRESS);
    }
    let (year, end) = part(i, 4)?;
    if !separated(end) {
        return None;
    }
    if let Some((value, _)) = part(end + 1, 4) {
        return ymd(
            year,
            Some(value / 100),
            Some(value % 100),
            &YEARS_IN_ADDRESS,
        );
    }
    if let Some((month, _, after)) = chars
        .number(end + 1, 2)
        .or_else(|| month_name(chars, end + 1))
    {
        if separated(after)
            && let Some((day, _, _)) = chars.number(after + 1, 2)
        {
            return ymd(year, Some(month), Some(day), &YEARS_IN_ADDRESS);
        }
        if chars.get(end) == '/' && chars.get(after) == '/' {
            return ymd(year, Some(month), None, &YEARS_IN_ADDRESS);
        }
    }
    None
}

/// A date without its time at a place: the date, whether the order of its parts is certain, its end.
fn date_at(chars: &Chars<'_>, i: usize, habits: Habits) -> Option<(Date, bool, usize)> {
    let c = chars.get(i);
    if c.is_ascii_digit() {
        if chars.before(i).is_ascii_digit() {
            return None;
        }
        return east_asian(chars, i)
            .or_else(|| year_first(chars, i))
            .or_else(|| day_then_name(chars, i))
            .or_else(|| day_or_month_first(chars, i, habits))
            .or_else(|| republic_numeric(chars, i, habits));
    }
    if matches!(c, '一' | '二' | '三' | '〇' | '○' | '零') {
        return in_han_digits(chars, i);
    }
    if is_word(c) && (!is_word(chars.before(i)) || runs_together(chars, i)) {
        return name_then_day(chars, i);
    }
    era(chars, i)
}

/// 2020-05-25, 2020/5/25, 2020.05.25, 2021. 3. 2., 2020-May-25.
fn year_first(chars: &Chars<'_>, i: usize) -> Option<(Date, bool, usize)> {
    let (year, 4, end) = chars.number(i, 4)? else {
        return None;
    };
    let separator = chars.get(end);
    let dotted = separator == '.';
    if !matches!(separator, '-' | '/' | '.' | '\u{2010}' | '\u{2011}' | '–') {
        return None;
    }
    let at = if dotted {
        chars.skip_spaces(end + 1)
    } else {
        end + 1
    };
    let (month, _, end) = chars.number(at, 2).or_else(|| month_name(chars, at))?;
    if chars.get(end) != separator {
        return None;
    }
    let at = if dotted {
        chars.skip_spaces(end + 1)
    } else {
        end + 1
    };
    let (day, _, end) = chars.number(at, 2)?;
    Some((ymd(year, Some(month), Some(day), &YEARS)?, true, end))
}

/// 25.05.2020, 25/05/2020, 5-25-2020, 25.05.20.
fn day_or_month_first(chars: &Chars<'_>, i: usize, habits: Habits) -> Option<(Date, bool, usize)> {
    let (first, _, end) = chars.number(i, 2)?;
    let separator = chars.get(end);
    if !matches!(separator, '.' | '/' | '-') || matches!(chars.before(i), '.' | '/' | '-' | ':') {
        return None;
    }
    let spaced = |at: usize| {
        if separator == '.' {
            chars.skip_spaces(at)
        } else {
            at
        }
    };
    let (second, _, end) = chars.number(spaced(end + 1), 2)?;
    (chars.get(end) == separator).then_some(())?;
    let (number, digits, end) = chars.number(spaced(end + 1), 4)?;
    let year = match digits {
        4 => number,
        // Two digits are a year between dots or strokes only; 10-12-20 is as often a score or a size.
        2 if separator != '-' && chars.get(end) != separator => {
            number + if number < 70 { 2000 } else { 1900 }
        }
        _ => return None,
    };
    let month_first = separator != '.' && habits.month_first;
    let (day, month) = match (first > 12, second > 12) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ if month_first => (second, first),
        _ => (first, second),
    };
    let certain = separator == '.' || first > 12 || second > 12 || first == second;
    Some((
        ymd(year, Some(month), Some(day), &YEARS)?,
        certain && digits == 4,
        end,
    ))
}

/// 23 October 2018, 23rd of October, 2018, 23. Oktober 2018, 23 de octubre de 2018, 1er janvier 2020, 23-Oct-18.
fn day_then_name(chars: &Chars<'_>, i: usize) -> Option<(Date, bool, usize)> {
    let (day, _, end) = chars.number(i, 2)?;
    let at = joint(chars, ordinal(chars, end));
    let (month, _, end) = month_name(chars, at)?;
    let at = joint(chars, end);
    let (year, digits, end) = chars.number(at, 4)?;
    let year = match digits {
        4 => year,
        2 if matches!(chars.before(at), '-' | '\'' | '’') => {
            year + if year < 70 { 2000 } else { 1900 }
        }
        _ => return None,
    };
    Some((ymd(year, Some(month), Some(day), &YEARS)?, true, end))
}

/// October 23, 2018; Oct. 23rd 2018; May 25 07:26:00 CST 2020; October 2018.
fn name_then_day(chars: &Chars<'_>, i: usize) -> Option<(Date, bool, usize)> {
    let (month, letters, end) = month_name(chars, i)?;
    let at = joint(chars, end);
    let (number, digits, end) = chars.number(at, 4)?;
    if digits == 4 {
        // "March 2020"; an abbreviation alone is too weak, "mar 2000" may be anything.
        let date = ymd(number, Some(month), None, &YEARS_IN_ADDRESS)?;
        return (letters > 3 || month == 5).then_some((date, true, end));
    }
    let end = ordinal(chars, end);
    let at = joint(chars, end);
    if let Some((year, 4, end)) = chars.number(at, 4) {
        return Some((ymd(year, Some(month), Some(number), &YEARS)?, true, end));
    }
    // The time stands before the year: Unix `date` and Java's `Date`.
    let (time, end) = clock(chars, chars.skip_spaces(end))?;
    let at = chars.skip_spaces(end);
    let zone = (at..at + 5).find(|&at| !is_word(chars.get(at)))?;
    let (year, 4, end) = chars.number(chars.skip_spaces(zone), 4)? else {
        return None;
    };
    let mut date = ymd(year, Some(month), Some(number), &YEARS)?;
    date.time = Some(time);
    Some((date, true, end))
}

/// The name of a month: its number, its length, its end after a dot.
fn month_name(chars: &Chars<'_>, i: usize) -> Option<(u32, usize, usize)> {
    const FIRSTS: Firsts = Firsts::of_table(terms::MONTHS);
    let first = chars.get(i);
    if !FIRSTS.may_begin(first) || !is_word(first) {
        return None;
    }
    let (month, end) = months_at(chars, i)
        .filter(|&(_, end)| !is_word(chars.get(end)))
        .max_by_key(|&(_, end)| end)?;
    let after = end + usize::from(chars.get(end) == '.');
    Some((month, end - i, after))
}

/// Months whose names stand at a place, as words or as their beginnings, and where the names end.
pub(super) fn months_at(chars: &Chars<'_>, i: usize) -> impl Iterator<Item = (u32, usize)> {
    static NAMES: ByFirst<{ terms::MONTHS.len() }> = ByFirst::of_table(terms::MONTHS);
    NAMES.places(chars.get(i)).iter().filter_map(move |&place| {
        let (name, month) = terms::MONTHS[usize::from(place)];
        Some((month.into(), chars.term(i, name)?))
    })
}

/// Whether a word begins where another ends: "Jane DoeMay 3, 2021".
fn runs_together(chars: &Chars<'_>, i: usize) -> bool {
    i > 0
        && chars.slice(i..i + 1).starts_with(char::is_uppercase)
        && chars.slice(i - 1..i).ends_with(char::is_lowercase)
}

/// What may stand between the parts of a written date.
fn joint(chars: &Chars<'_>, mut i: usize) -> usize {
    while matches!(chars.get(i), ' ' | ',' | '.' | '-' | '/' | '\'' | '’' | '،') {
        i += 1;
    }
    match chars.longest(i, terms::WITHIN_DATE) {
        Some(end) => chars.skip_spaces(end),
        None => i,
    }
}

/// The ending of an ordinal number: 1st, 2nd, 1er, 1º.
fn ordinal(chars: &Chars<'_>, i: usize) -> usize {
    ["st", "nd", "rd", "th", "er", "ème", "º", "°", "ª", "-го"]
        .iter()
        .find_map(|ending| chars.word_end(i, ending))
        .unwrap_or(i)
}

/// 20200525, 20200525T072600Z, 202005250726, 20200525072600.
fn compact(value: &str) -> Option<Date> {
    let part = |range: Range<usize>| value.get(range)?.parse::<u32>().ok();
    let mut date = ymd(
        part(0..4)?,
        Some(part(4..6)?),
        Some(part(6..8)?),
        &YEARS_IN_ADDRESS,
    )?;
    let rest = value
        .get(8..)
        .unwrap_or("")
        .trim_start_matches(['T', 't', ' ']);
    let two = |at: usize| {
        rest.get(at..at + 2)
            .and_then(|part| part.parse::<u8>().ok())
    };
    if let Some((time, _)) = clock(&Chars::new(rest), 0) {
        date.time = Some(time);
    } else if let (Some(hour @ 0..24), Some(minute @ 0..60)) = (two(0), two(2)) {
        date.time = Some(Time {
            hour,
            minute,
            second: two(4).filter(|second| *second <= 60),
            offset: rest.ends_with('Z').then_some(0),
        });
    }
    Some(date)
}

/// Seconds since 1970, in UTC; only moments of the web's own time.
fn timestamp(seconds: i64) -> Option<Date> {
    let mut date = Date::from_day_number(seconds.div_euclid(86_400) + EPOCH)
        .filter(|date| YEARS_IN_ADDRESS.contains(&date.year))?;
    let of_day = seconds.rem_euclid(86_400);
    date.time = Some(Time {
        hour: (of_day / 3_600) as u8,
        minute: (of_day / 60 % 60) as u8,
        second: Some((of_day % 60) as u8),
        offset: Some(0),
    });
    Some(date)
}

/// A date whose parts can be one.
fn ymd(year: u32, month: Option<u32>, day: Option<u32>, years: &Range<i16>) -> Option<Date> {
    let year = i16::try_from(year)
        .ok()
        .filter(|year| years.contains(year))?;
    let month = match month {
        None => None,
        Some(month @ 1..=12) => Some(month as u8),
        Some(_) => return None,
    };
    let day = match (month, day) {
        (_, None) => None,
        (Some(month), Some(day)) if (1..=u32::from(days_in(year, month))).contains(&day) => {
            Some(day as u8)
        }
        _ => return None,
    };
    Some(Date {
        year,
        month,
        day,
        time: None,
    })
}

#[cfg(test)]
mod tests;
