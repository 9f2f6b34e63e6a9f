//! A date with the precision that a page gives it: a year, a day, a minute, an offset. Nothing is filled in that the page
//! does not say.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A date or moment. [`fmt::Display`] gives ISO 8601 with the precision at hand: `2020`, `2018-10-23`, `2020-05-25T07:26`,
/// `2020-05-25T07:26:00+08:00`; [`FromStr`] reads it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Year of the Common Era.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31; only with a month.
    pub day: Option<u8>,
    /// Time of day; only with a day.
    pub time: Option<Time>,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60, if the page gives seconds.
    pub second: Option<u8>,
    /// Minutes east of UTC, if the page gives an offset; 0 is written `Z`.
    pub offset: Option<i16>,
}

impl Date {
    /// Days since some day, for the distance of two dates; `None` without a day.
    pub(crate) fn day_number(self) -> Option<i64> {
        let (month, day) = (i64::from(self.month?), i64::from(self.day?));
        // Days from civil after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let year = i64::from(self.year) - i64::from(month <= 2);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        Some(year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year)
    }

    /// The day of a number that [`day_number`](Self::day_number) gives.
    pub(crate) fn from_day_number(number: i64) -> Option<Date> {
        // Civil from days, as there.
        let era = number.div_euclid(146_097);
        let of_era = number.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        Some(Date {
            year: i16::try_from(year + era * 400 + i64::from(month <= 2)).ok()?,
            month: u8::try_from(month).ok(),
            day: u8::try_from(day).ok(),
            time: None,
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        let Some(month) = self.month else {
            return Ok(());
        };
        write!(f, "-{month:02}")?;
        let Some(day) = self.day else { return Ok(()) };
        write!(f, "-{day:02}")?;
        let Some(time) = self.time else {
            return Ok(());
        };
        write!(f, "T{:02}:{:02}", time.hour, time.minute)?;
        if let Some(second) = time.second {
            write!(f, ":{second:02}")?;
        }
        match time.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                let minutes = offset.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl FromStr for Date {
    type Err = Error;

    /// Reads ISO 8601 as [`fmt::Display`] writes it, for dates that a program is given; no other form.
    ///
    /// # Errors
    ///
    /// What is no such date, or not in the calendar.
    fn from_str(text: &str) -> Result<Date, Error> {
        iso(text).ok_or_else(|| Error::date(text))
    }
}

fn iso(text: &str) -> Option<Date> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = i16::try_from(digits(parts.next()?, 4)?).ok()?;
    let month = optional(parts.next(), two)?;
    let day = optional(parts.next(), two)?;
    if parts.next().is_some() || day.is_none() && time.is_some() {
        return None;
    }
    if let Some(month) = month {
        let last = (1..=12).contains(&month).then(|| days_in(year, month))?;
        (1..=last).contains(&day.unwrap_or(1)).then_some(())?;
    }
    let time = optional(time, iso_time)?;
    Some(Date {
        year,
        month,
        day,
        time,
    })
}

fn iso_time(text: &str) -> Option<Time> {
    let (clock, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => (&text[..at], Some(iso_offset(&text[at..])?)),
        None => (text, None),
    };
    let mut parts = clock.split(':');
    let hour = two(parts.next()?).filter(|hour| *hour < 24)?;
    let minute = two(parts.next()?).filter(|minute| *minute < 60)?;
    // 60 is a leap second.
    let second = optional(parts.next(), |part| {
        two(part).filter(|second| *second <= 60)
    })?;
    parts.next().is_none().then_some(Time {
        hour,
        minute,
        second,
        offset,
    })
}

/// Minutes east of UTC of `Z`, `+08:00`.
fn iso_offset(text: &str) -> Option<i16> {
    if text == "Z" {
        return Some(0);
    }
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes) = (i16::from(two(hours)?), i16::from(two(minutes)?));
    let offset = (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)?;
    Some(if text.starts_with('-') {
        -offset
    } else {
        offset
    })
}

/// A part that may be absent, but not be wrong.
fn optional<'a, T>(
    part: Option<&'a str>,
    read: impl FnOnce(&'a str) -> Option<T>,
) -> Option<Option<T>> {
    match part {
        Some(part) => read(part).map(Some),
        None => Some(None),
    }
}

fn two(text: &str) -> Option<u8> {
    u8::try_from(digits(text, 2)?).ok()
}

fn digits(text: &str, width: usize) -> Option<u32> {
    let all = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok())?
}

/// How many days a month has.
pub(super) fn days_in(year: i16, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_back_as_they_are_written() {
        for text in [
            "0999",
            "2020",
            "2020-05",
            "2020-02-29",
            "2020-05-25T07:26",
            "2020-05-25T07:26:60",
            "2020-05-25T07:26Z",
            "2020-05-25T07:26:00+08:00",
            "2020-05-25T23:59-00:30",
        ] {
            let date: Date = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_an_error() {
        for text in [
            "",
            "T",
            "20",
            "2020-5",
            "2020-13",
            "2020-00-01",
            "2021-02-29",
            "2020-05-25-01",
            "2020-05T07:26",
            "2020-05-25T",
            "2020-05-25T24:00",
            "2020-05-25T07",
            "2020-05-25T07:26:61",
            "2020-05-25T07:26+",
            "2020-05-25T07:26+é:00",
            "2020-05-25T07:26+08",
            "+020",
            "二〇二〇",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
