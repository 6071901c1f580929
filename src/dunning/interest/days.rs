//! Counting days.

use chrono::{Datelike, NaiveDate};

use crate::ledger::interest_terms::DayCount;

/// Days after one date up to another. Counted in two parts they sum to the same, whatever
/// the count.
pub(super) fn days(count: DayCount, after: NaiveDate, to: NaiveDate) -> i64 {
    match count {
        DayCount::Thirty360 => thirty_day_place(to) - thirty_day_place(after),
        _ => (to - after).num_days(),
    }
}

/// What a year is divided into, for a day in it.
pub(super) fn year_days(count: DayCount, day: NaiveDate) -> u16 {
    match count {
        DayCount::Actual365 => 365,
        DayCount::Actual360 | DayCount::Thirty360 => 360,
        DayCount::ActualActual => 365 + u16::from(day.leap_year()),
    }
}

/// The last day up to which [`year_days`] is the same as on a day.
pub(super) fn last_of_year(count: DayCount, day: NaiveDate) -> NaiveDate {
    match count {
        DayCount::ActualActual => {
            NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(NaiveDate::MAX)
        }
        _ => NaiveDate::MAX,
    }
}

/// Where a date stands when every month has 30 days and a 31st is the 30th (30E/360).
fn thirty_day_place(date: NaiveDate) -> i64 {
    i64::from(date.year()) * 360 + i64::from(date.month0()) * 30 + i64::from(date.day().min(30))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn months_have_thirty_days_where_the_law_says_so() {
        let count = |after: &str, to: &str| {
            days(DayCount::Thirty360, after.parse().unwrap(), to.parse().unwrap())
        };
        assert_eq!(count("2026-03-31", "2026-04-30"), 30);
        assert_eq!(count("2026-01-15", "2027-01-15"), 360);
        assert_eq!(count("2026-01-30", "2026-01-31"), 0);
        assert_eq!(count("2026-01-31", "2026-03-01"), 31);
        assert_eq!(count("2026-01-31", "2026-02-28") + count("2026-02-28", "2026-03-01"), 31);
    }

    #[test]
    fn a_leap_year_has_a_day_more() {
        let in_year = |text: &str| year_days(DayCount::ActualActual, text.parse().unwrap());
        assert_eq!([in_year("2024-02-01"), in_year("2025-02-01")], [366, 365]);
        assert_eq!(
            last_of_year(DayCount::ActualActual, "2024-02-01".parse().unwrap()).year(),
            2024
        );
    }
}
