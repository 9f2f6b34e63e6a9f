//! Dates as Chinese, Japanese and Korean write them: behind each number the character for year, month or day, in figures or in Han,
//! counted from our era or another.

use std::ops::Range;

use super::{Habits, YEARS, ymd};
use crate::metadata::date::Date;
use crate::metadata::scan::{Chars, Firsts};
use crate::terms::dates as terms;

/// Years of the Republic of China that are written without the era: numbers of three digits before 年 are nothing else.
const REPUBLIC: Range<u32> = 90..189;

/// 2020年05月25日, 2021년 3월 2일, 2020年5月, 111年8月2日.
pub(super) fn east_asian(chars: &Chars<'_>, i: usize) -> Option<(Date, bool, usize)> {
    let (number, digits, end) = chars.number(i, 4)?;
    let year = match digits {
        4 => number,
        3 if REPUBLIC.contains(&number) => number + 1911,
        _ => return None,
    };
    let at = chars.skip_spaces(end);
    matches!(chars.get(at), '年' | '년').then_some(())?;
    let (date, end) = month_and_day(chars, at + 1, year)?;
    (digits == 4 || date.day.is_some()).then_some((date, true, end))
}

/// 民國111年8月2日, 令和5年6月1日, 令和元年5月1日.
pub(super) fn era(chars: &Chars<'_>, i: usize) -> Option<(Date, bool, usize)> {
    const FIRSTS: Firsts = Firsts::of_table(terms::ERAS);
    if !FIRSTS.may_begin(chars.get(i)) {
        return None;
    }
    let (base, end) = terms::ERAS
        .iter()
        .find_map(|&(name, base)| chars.term(i, name).map(|end| (base, end)))?;
    let at = chars.skip_spaces(end);
    let (number, end) = match chars.get(at) {
        '元' => (1, at + 1),
        _ => chars.number(at, 3).map(|(number, _, end)| (number, end))?,
    };
    let at = chars.skip_spaces(end);
    (chars.get(at) == '年').then_some(())?;
    let (date, end) = month_and_day(chars, at + 1, number + u32::try_from(base).ok()?)?;
    Some((date, true, end))
}

/// `M月D日` after the year.
fn month_and_day(chars: &Chars<'_>, i: usize, year: u32) -> Option<(Date, usize)> {
    let (month, _, end) = chars.number(chars.skip_spaces(i), 2)?;
    let at = chars.skip_spaces(end);
    matches!(chars.get(at), '月' | '월').then_some(())?;
    if let Some((day, _, end)) = chars.number(chars.skip_spaces(at + 1), 2) {
        let after = chars.skip_spaces(end);
        if matches!(chars.get(after), '日' | '号' | '號' | '일') {
            return Some((ymd(year, Some(month), Some(day), &YEARS)?, after + 1));
        }
    }
    Some((ymd(year, Some(month), None, &YEARS)?, at + 1))
}

/// 二〇二〇年五月二十五日, 一九九八年三月.
pub(super) fn in_han_digits(chars: &Chars<'_>, i: usize) -> Option<(Date, bool, usize)> {
    let mut year = 0;
    for at in i..i + 4 {
        year = year * 10 + han_digit(chars.get(at))?;
    }
    (chars.get(i + 4) == '年').then_some(())?;
    let (month, end) = han_number(chars, i + 5)?;
    (chars.get(end) == '月').then_some(())?;
    if let Some((day, after)) = han_number(chars, end + 1)
        && matches!(chars.get(after), '日' | '号' | '號')
    {
        return Some((ymd(year, Some(month), Some(day), &YEARS)?, true, after + 1));
    }
    Some((ymd(year, Some(month), None, &YEARS)?, true, end + 1))
}

fn han_digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .position(|digit| digit == c)
        .map(|value| value as u32)
        .or(matches!(c, '○' | '零' | 'o').then_some(0))
}

/// 五, 十, 十二, 二十五, 三十一.
fn han_number(chars: &Chars<'_>, i: usize) -> Option<(u32, usize)> {
    let (tens, at) = match (han_digit(chars.get(i)), chars.get(i)) {
        (_, '十') => (1, i + 1),
        (Some(tens), _) if chars.get(i + 1) == '十' => (tens, i + 2),
        (Some(digit), _) => return Some((digit, i + 1)),
        _ => return None,
    };
    Some(match han_digit(chars.get(at)) {
        Some(digit) => (tens * 10 + digit, at + 1),
        None => (tens * 10, at),
    })
}

/// 111/08/02 where years of the Republic are written.
pub(super) fn republic_numeric(
    chars: &Chars<'_>,
    i: usize,
    habits: Habits,
) -> Option<(Date, bool, usize)> {
    let (year, _, end) = chars.number(i, 3)?;
    if !habits.republic || !REPUBLIC.contains(&year) {
        return None;
    }
    let separator = chars.get(end);
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let (month, _, end) = chars.number(end + 1, 2)?;
    (chars.get(end) == separator).then_some(())?;
    let (day, _, end) = chars.number(end + 1, 2)?;
    Some((ymd(year + 1911, Some(month), Some(day), &YEARS)?, true, end))
}
