//! A date with the precision that a page gives it: a year, a day, a minute, an offset. Nothing is filled in that the page
//! does not say.

use std::fmt;

/// A date or moment. [`fmt::Display`] gives ISO 8601 with the precision at hand: `2020`, `2018-10-23`, `2020-05-25T07:26`,
/// `2020-05-25T07:26:00+08:00`.
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

#[cfg(feature = "serde")]
impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
