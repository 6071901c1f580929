//! Which days are worked.

use chrono::{Datelike, NaiveDate, Weekday};

use super::holidays::{self, Holiday};
use crate::ledger::Country;
use crate::ledger::dunning_settings::OwnDay;

/// The working days of a country, Monday to Friday, less the firm's own days off.
///
/// ```
/// use cartera::calendar::Calendar;
/// use cartera::ledger::Country;
/// let colombia = Calendar::of(Country::CO);
/// // A Monday that the Ley Emiliani made a holiday.
/// let day = "2026-11-16".parse().unwrap();
/// assert_eq!(colombia.holiday(day).unwrap().es, "Independencia de Cartagena");
/// assert_eq!(colombia.next_working_day(day).unwrap().to_string(), "2026-11-17");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// Whose public holidays count.
    pub country: Country,
    /// Days on which the firm itself does not work.
    pub own_days: &'a [OwnDay],
}

/// Why a day is off, besides being on a weekend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOff<'a> {
    /// A public holiday.
    Holiday(Holiday),
    /// The firm's own; what it is for, or empty.
    Own(&'a str),
}

impl Calendar<'static> {
    /// A country's own, without days of the firm's.
    pub fn of(country: Country) -> Self {
        Self { country, own_days: &[] }
    }
}

impl<'a> Calendar<'a> {
    /// The public holiday on a day; the first of them where several coincide.
    pub fn holiday(self, day: NaiveDate) -> Option<Holiday> {
        holidays::on(self.country, day).next()
    }

    /// The firm's own day off: what it is for, or empty.
    pub fn own_day(self, day: NaiveDate) -> Option<&'a str> {
        self.own_days.iter().find(|own| own.on == day).map(|own| own.name.as_str())
    }

    /// Why a day is off, if not for being on a weekend: holidays first, then own days.
    pub fn day_off(self, day: NaiveDate) -> Option<DayOff<'a>> {
        let holiday = self.holiday(day).map(DayOff::Holiday);
        holiday.or_else(|| self.own_day(day).map(DayOff::Own))
    }

    /// Whether a day is worked: Monday to Friday, no holiday, no own day off.
    pub fn is_working_day(self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && self.day_off(day).is_none()
    }

    /// The day itself if it is worked, else the next that is. `None` only where there is
    /// none within [`FAR_DAYS`], which takes a firm that never works.
    pub fn next_working_day(self, day: NaiveDate) -> Option<NaiveDate> {
        day.iter_days().take(FAR_DAYS).find(|&day| self.is_working_day(day))
    }

    /// The day itself if it is worked, else the last one before that is; `None` as for
    /// [`next_working_day`](Self::next_working_day).
    pub fn previous_working_day(self, day: NaiveDate) -> Option<NaiveDate> {
        days_back(day).take(FAR_DAYS).find(|&day| self.is_working_day(day))
    }

    /// The working day that many working days later, or before where negative. None moves a
    /// day that is not worked on to the next that is; one counted from such a day is the
    /// first working day after it.
    pub fn add_working_days(self, day: NaiveDate, days: i32) -> Option<NaiveDate> {
        if days == 0 {
            return self.next_working_day(day);
        }
        let mut reached = day;
        for _ in 0..days.unsigned_abs() {
            reached = if days > 0 {
                self.next_working_day(reached.succ_opt()?)?
            } else {
                self.previous_working_day(reached.pred_opt()?)?
            };
        }
        Some(reached)
    }
}

/// How far a day is looked for: a year and a day.
pub const FAR_DAYS: usize = 367;

/// The day and those before it, latest first.
fn days_back(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(day), NaiveDate::pred_opt)
}
