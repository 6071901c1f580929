//! The feast that moves the others.

use chrono::NaiveDate;

/// Easter Sunday of a year, by the anonymous Gregorian algorithm (Meeus, *Astronomical
/// Algorithms*, chapter 8); `None` for a year out of the calendar's range.
///
/// ```
/// use cartera::calendar::easter::easter_sunday;
/// assert_eq!(easter_sunday(2026).unwrap().to_string(), "2026-04-05");
/// ```
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let skipped_leaps = century - century.div_euclid(4);
    let moon_correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + skipped_leaps - moon_correction + 15).rem_euclid(30);
    let to_sunday =
        (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - epact - of_century % 4)
            .rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (days / 31).cast_unsigned(), (days % 31 + 1).cast_unsigned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use chrono::{Datelike, Weekday};

    use super::*;

    #[test]
    fn easter_falls_where_the_church_tables_put_it() {
        // The earliest and latest possible days, the year 2000, and both exceptions of the
        // Gregorian computus (1954, 1981).
        let days = [
            "1818-03-22",
            "1943-04-25",
            "1954-04-18",
            "1961-04-02",
            "1981-04-19",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2038-04-25",
            "2285-03-22",
        ];
        for day in days {
            let date: NaiveDate = day.parse().unwrap();
            assert_eq!(easter_sunday(date.year()), Some(date));
        }
    }

    #[test]
    fn it_is_a_sunday_in_the_weeks_after_the_equinox() {
        for year in 1583..4100 {
            let day = easter_sunday(year).unwrap();
            let first = NaiveDate::from_ymd_opt(year, 3, 22).unwrap();
            assert_eq!(day.weekday(), Weekday::Sun);
            assert!((0..=34).contains(&(day - first).num_days()), "{day}");
        }
    }
}
