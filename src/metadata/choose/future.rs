//! Which dates cannot be that of a page, for it had to be there when it was seen. Takes the dates that were read; asks no
//! clock, so that the same page gives the same date whenever it is read.

use super::{Chooser, Ranked};
use crate::metadata::date::Date;

/// Days after the page was seen that its date may name: it is tomorrow elsewhere, clocks are wrong, papers are dated ahead.
const AHEAD: i64 = 3;
/// The last year that is believed by itself where nobody says when the page was seen. Later ones stand on event pages, in
/// warranties, and in place of dates that an editor has not set.
const BELIEVED: i16 = 2030;

impl Chooser<'_> {
    /// The dates that the page can have.
    ///
    /// Where the caller says when it was seen ([`Input::seen`](crate::Input::seen)), those up to three days later. Otherwise
    /// all up to the year 2030; a later one counts if the page itself bears out that it is as young: another of the dates,
    /// from another place, or a copyright line names a year no earlier than the one before. So a stray 2040 is not taken, and
    /// in 2040 pages are still dated, but those that name the year a single time.
    pub(super) fn not_in_future(&self, mut ranked: Ranked<Date>) -> Ranked<Date> {
        // The last day that the one can mean against the first that the other can.
        if let Some(seen) = self.context.now.and_then(|now| day_or(now, 12, 31)) {
            ranked.retain(|(date, _)| day_or(*date, 1, 1).is_none_or(|day| day <= seen + AHEAD));
            return ranked;
        }
        if ranked.iter().all(|(date, _)| date.year <= BELIEVED) {
            return ranked;
        }
        let copyright = self.copyright_year();
        let all = ranked.clone();
        ranked.retain(|&(date, source)| {
            let mut others = all.iter().filter(|(_, from)| *from != source);
            date.year <= BELIEVED
                || copyright.is_some_and(|year| date.year <= year + 1)
                || others.any(|(other, _)| date.year <= other.year + 1)
        });
        ranked
    }

    /// The latest year of the copyright lines.
    fn copyright_year(&self) -> Option<i16> {
        self.copyright_lines()
            .flat_map(|line| line.split(|c: char| !c.is_ascii_digit()))
            .filter(|digits| digits.len() == 4)
            .filter_map(|digits| digits.parse().ok())
            .max()
    }
}

/// The number of a date's day; of one without a day or month that of this day, in this month.
fn day_or(date: Date, month: u8, day: u8) -> Option<i64> {
    Date {
        month: date.month.or(Some(month)),
        day: date.day.or(Some(day)),
        ..date
    }
    .day_number()
}
