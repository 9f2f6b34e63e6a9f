//! Times that are told from now on back, "3 hours ago", 昨天. They are dates only against the day on which the page was seen,
//! which the caller has to give; nothing here asks a clock.

use crate::metadata::date::{Date, Time};
use crate::metadata::scan::Chars;
use crate::terms::pages as terms;

const MINUTES_A_DAY: i64 = 1_440;

/// The date that a text is, as seen at `now`. The whole text has to be the time, for "yesterday" in a sentence is the speaker's.
pub(in crate::metadata) fn relative(text: &str, now: Date) -> Option<Date> {
    let chars = Chars::new(text.trim());
    let named = terms::NAMED_DAYS.iter().find_map(|&(word, days)| {
        let end = chars.word(0, word)?;
        // 昨天 18:30 keeps its time.
        let time = super::clock::time_after(&chars, end);
        let stop = time.map_or(end, |(_, stop)| stop);
        (stop >= chars.len()).then_some((days, time.map(|(time, _)| time)))
    });
    if let Some((days, time)) = named {
        let day = back(now, days * MINUTES_A_DAY)?;
        return Some(Date { time, ..day });
    }
    let before = chars.longest(0, terms::BEFORE_AGO);
    let start = chars.skip_spaces(before.unwrap_or(0));
    let (number, _, end) = chars.number(start, 3)?;
    let at = chars.skip_spaces(end);
    let units = terms::UNITS.iter().filter_map(|&(unit, minutes)| {
        let end = chars.term(at, unit)?;
        let stop = match before {
            Some(_) => end,
            None => {
                let ago = chars.skip_spaces(end);
                terms::AGO.iter().find_map(|word| chars.term(ago, word))?
            }
        };
        (chars.skip_spaces(stop) >= chars.len()).then_some(minutes)
    });
    let unit = units.max()?;
    let then = back(now, i64::from(number) * unit)?;
    // "3 days ago" tells no hour.
    Some(if unit >= MINUTES_A_DAY {
        Date { time: None, ..then }
    } else {
        then
    })
}

/// The moment so many minutes before; a day without a time stays one.
fn back(now: Date, minutes: i64) -> Option<Date> {
    let day = now.day_number()?;
    let Some(time) = now.time else {
        return Date::from_day_number(day - minutes.div_euclid(MINUTES_A_DAY));
    };
    let moment = day * MINUTES_A_DAY + i64::from(time.hour) * 60 + i64::from(time.minute) - minutes;
    let of_day = moment.rem_euclid(MINUTES_A_DAY);
    let date = Date::from_day_number(moment.div_euclid(MINUTES_A_DAY))?;
    Some(Date {
        time: Some(Time {
            hour: u8::try_from(of_day / 60).ok()?,
            minute: u8::try_from(of_day % 60).ok()?,
            second: None,
            offset: time.offset,
        }),
        ..date
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let now = super::super::parse("2021-03-01T01:30+08:00", Default::default()).unwrap();
        let found = relative(text, now).map(|date| date.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn times_are_counted_back() {
        check("2 hours ago", Some("2021-02-28T23:30+08:00"));
        check("2小时前", Some("2021-02-28T23:30+08:00"));
        check("vor 3 Tagen", Some("2021-02-26"));
        check("昨天", Some("2021-02-28"));
        check("昨天 18:30", Some("2021-02-28T18:30"));
        check("Yesterday", Some("2021-02-28"));
        check("1 week ago", Some("2021-02-22"));
        check("yesterday he came", None);
        check("3 hours", None);
        check("3 boats ago", None);
    }

    #[test]
    fn a_day_without_a_time_stays_one() {
        let now = super::super::parse("2021-03-01", Default::default()).unwrap();
        assert_eq!(relative("5 minutes ago", now), Some(now));
    }
}
