//! Which days a customer may be contacted on, looked up fast: a worklist asks thousands of
//! times about the same few weeks.

use chrono::{Days, NaiveDate};

/// Allowed days around a day, and the way from any day to the next of them.
#[derive(Clone, Debug)]
pub struct DayTable {
    first: NaiveDate,
    allowed: Vec<bool>,
}

/// How far a table reaches on either side.
const REACH: u64 = 200;

/// How many days in a row can be without an allowed one before it is given up.
const LONGEST: u64 = 31;

impl DayTable {
    /// The table around a day, from what says of each day whether it is allowed.
    pub fn around(day: NaiveDate, is_allowed: impl Fn(NaiveDate) -> bool) -> Self {
        let first = day - Days::new(REACH);
        let allowed = (0..=2 * REACH).map(|n| is_allowed(first + Days::new(n))).collect();
        Self { first, allowed }
    }

    /// Whether a day is allowed. A day out of the table's reach counts as allowed if it is
    /// no Saturday or Sunday: nothing that far away is decided today.
    pub fn is_allowed(&self, day: NaiveDate) -> bool {
        use chrono::{Datelike, Weekday};
        let at = usize::try_from((day - self.first).num_days()).ok();
        at.and_then(|at| self.allowed.get(at).copied())
            .unwrap_or_else(|| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
    }

    /// The first allowed day from one on.
    pub fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        self.walk(day, |n| day.checked_add_days(Days::new(n)))
    }

    /// The last allowed day up to one.
    pub fn on_or_before(&self, day: NaiveDate) -> NaiveDate {
        self.walk(day, |n| day.checked_sub_days(Days::new(n)))
    }

    /// The allowed day that is `count` allowed days after one.
    pub fn after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        (0..count).fold(day, |day, _| self.on_or_after(day + Days::new(1)))
    }

    /// Where a planned day goes: back to an allowed one when it is before the due date, on
    /// to one otherwise.
    pub fn moved(&self, planned: NaiveDate, due_on: NaiveDate) -> NaiveDate {
        if planned < due_on { self.on_or_before(planned) } else { self.on_or_after(planned) }
    }

    fn walk(&self, day: NaiveDate, step: impl Fn(u64) -> Option<NaiveDate>) -> NaiveDate {
        (0..LONGEST).filter_map(step).find(|&day| self.is_allowed(day)).unwrap_or(day)
    }
}
