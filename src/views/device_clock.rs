//! The device's clock against the ledger.

use chrono::{Days, NaiveDate};

/// Whether the device's day cannot be right: something was recorded on a later one. A day's
/// difference is a journey to another time zone.
///
/// ```
/// use cartera::views::device_clock::is_behind;
/// use chrono::NaiveDate;
/// let day = |n| NaiveDate::from_ymd_opt(2026, 3, n).unwrap();
/// assert!(!is_behind(day(10), day(11)), "from Sydney to Lima");
/// assert!(is_behind(day(10), day(12)));
/// ```
pub fn is_behind(today: NaiveDate, last_recorded: NaiveDate) -> bool {
    today.checked_add_days(Days::new(1)).is_some_and(|tomorrow| tomorrow < last_recorded)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_later_record_by_more_than_a_day_says_that_the_clock_is_wrong() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
        let recorded = |days: i64| today + chrono::Duration::days(days);
        assert!([-400, -1, 0, 1].iter().all(|&days| !is_behind(today, recorded(days))));
        assert!([2, 365].iter().all(|&days| is_behind(today, recorded(days))));
        assert!(!is_behind(NaiveDate::MAX, today));
    }
}
