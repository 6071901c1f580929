//! Days on which an office works. Good enough to look right: what is owed when is the
//! calendar's business, not this module's.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

/// So many days later, or earlier below zero.
pub(super) fn plus(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
}

/// The day, or the next one on which an office works.
pub(super) fn working_from(day: NaiveDate) -> NaiveDate {
    roll(day, 1)
}

/// The day, or the last one before it on which an office works.
pub(super) fn working_until(day: NaiveDate) -> NaiveDate {
    roll(day, -1)
}

/// The working day that is nearest among those weekdays, at most three days off; the next
/// working day where any weekday will do.
pub(super) fn nearest(day: NaiveDate, weekdays: &[Weekday]) -> NaiveDate {
    if weekdays.is_empty() {
        return working_from(day);
    }
    [0, 1, -1, 2, -2, 3, -3]
        .map(|off| plus(day, off))
        .into_iter()
        .find(|near| weekdays.contains(&near.weekday()))
        .map_or(day, working_from)
}

/// The next of those weekdays after a day.
pub(super) fn next_of(day: NaiveDate, weekdays: &[Weekday]) -> NaiveDate {
    (1..=7).map(|off| plus(day, off)).find(|near| weekdays.contains(&near.weekday())).unwrap_or(day)
}

/// The first day of each month from the month of `from` to the month of `to`.
pub(super) fn months(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let mut first = first_of_month(from);
    let mut all = Vec::new();
    while first <= to {
        all.push(first);
        first = first_of_month(first.checked_add_days(Days::new(32)).unwrap_or(NaiveDate::MAX));
    }
    all
}

/// A day's place among all days, to put things in order by.
pub(super) fn place(day: NaiveDate) -> u64 {
    u64::try_from(day.num_days_from_ce()).unwrap_or(0)
}

/// The places of a list in the order of their keys, which are below 2^40; equals stay as
/// they are. One routine for all lists here: each kind of list that is sorted in its own
/// way costs the page some kilobytes.
pub(super) fn in_order(keys: impl Iterator<Item = u64>) -> Vec<usize> {
    const PLACE_BITS: u32 = 24;
    let mut keyed: Vec<u64> =
        keys.zip(0..).map(|(key, place): (u64, u64)| key << PLACE_BITS | place).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|key| (key & ((1 << PLACE_BITS) - 1)) as usize).collect()
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn roll(day: NaiveDate, by: i64) -> NaiveDate {
    let mut day = day;
    while !is_working(day) {
        day = plus(day, by);
    }
    day
}

fn is_working(day: NaiveDate) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let feast = matches!((day.month(), day.day()), (1, 1) | (5, 1) | (9, 16) | (12, 25));
    !weekend && !feast
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn offices_close_at_weekends_and_on_the_new_year() {
        // 1 January 2026 is a Thursday.
        assert_eq!(working_from(day("2026-01-01")), day("2026-01-02"));
        assert_eq!(working_until(day("2026-01-01")), day("2025-12-31"));
        assert_eq!(working_from(day("2026-01-03")), day("2026-01-05"));
    }

    #[test]
    fn the_nearest_payment_day_may_lie_before() {
        let friday = [Weekday::Fri];
        assert_eq!(nearest(day("2026-01-12"), &friday), day("2026-01-09"));
        assert_eq!(nearest(day("2026-01-13"), &friday), day("2026-01-16"));
        assert_eq!(next_of(day("2026-01-16"), &friday), day("2026-01-23"));
    }

    #[test]
    fn months_are_whole() {
        let months = months(day("2025-12-31"), day("2026-02-28"));
        let expected = ["2025-12-01", "2026-01-01", "2026-02-01"].map(day);
        assert_eq!(months, expected);
    }
}
