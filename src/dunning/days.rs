//! Which days a customer may be contacted on, looked up fast: a worklist asks hundreds of
//! thousands of times about the same few weeks.

use chrono::{Datelike, NaiveDate};

use crate::calendar::Calendar;
use crate::ledger::contact_rule::ContactRule;

/// Allowed days around a day, and the way from any day to the next of them.
///
/// Days are counted from the beginning of the calendar, as [`number`] does, so that going
/// some days on is an addition.
#[derive(Clone, Debug)]
pub struct DayTable {
    first: i32,
    /// How far on the next allowed day is; 0 on one.
    next: Vec<u8>,
    /// How far back the last allowed day is; 0 on one.
    back: Vec<u8>,
    allowed: Vec<bool>,
}

/// How far a table reaches on either side.
const REACH: i32 = 200;

/// How many days in a row can be without an allowed one before it is given up: a day then
/// stays where it is.
pub const LONGEST: u8 = 31;

/// The number of a day: 1 on the first of January of the year 1, a Monday.
pub fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// The day with a number; the nearest there is for one that no calendar has.
pub fn day(number: i32) -> NaiveDate {
    let nearest = if number < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or(nearest)
}

impl DayTable {
    /// The table around a day, from what says of each day whether it is allowed.
    pub fn around(middle: NaiveDate, is_allowed: impl Fn(NaiveDate) -> bool) -> Self {
        let first = number(middle) - REACH;
        let allowed: Vec<bool> = (0..=2 * REACH).map(|n| is_allowed(day(first + n))).collect();
        let distance = |days: &mut dyn Iterator<Item = &bool>| {
            days.take(usize::from(LONGEST)).position(|&allowed| allowed)
        };
        let short = |found: Option<usize>| found.and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
        let next = (0..allowed.len()).map(|at| short(distance(&mut allowed[at..].iter())));
        let back = (0..allowed.len()).map(|at| short(distance(&mut allowed[..=at].iter().rev())));
        let (next, back) = (next.collect(), back.collect());
        Self { first, next, back, allowed }
    }

    /// The days that are worked and on which a rule has hours of contact. Letters have no
    /// hours, but are planned for such days like the rest.
    pub fn allowed(middle: NaiveDate, rule: &ContactRule, calendar: Calendar<'_>) -> Self {
        Self::around(middle, |day| {
            rule.window(day.weekday()).is_some() && calendar.is_working_day(day)
        })
    }

    /// Whether a day is allowed. A day out of the table's reach counts as allowed if it is
    /// no Saturday or Sunday: nothing that far away is decided today.
    pub fn is_allowed(&self, day: NaiveDate) -> bool {
        let number = number(day);
        let known = usize::try_from(number - self.first).ok().and_then(|at| self.allowed.get(at));
        known.copied().unwrap_or_else(|| (number - 1).rem_euclid(7) < 5)
    }

    /// The first allowed day from one on.
    pub fn on_or_after(&self, of: NaiveDate) -> NaiveDate {
        let from = number(of);
        day(from + self.steps(&self.next, from))
    }

    /// The allowed day that is `count` allowed days after one.
    pub fn after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        (0..count).fold(day, |day, _| self.on_or_after(day + chrono::Days::new(1)))
    }

    /// Where a planned day goes, both by number: back to an allowed one when it is before
    /// the due date, on to one otherwise.
    pub fn moved(&self, planned: i32, due_on: i32) -> i32 {
        if planned < due_on {
            planned - self.steps(&self.back, planned)
        } else {
            planned + self.steps(&self.next, planned)
        }
    }

    fn steps(&self, table: &[u8], number: i32) -> i32 {
        let known = usize::try_from(number - self.first).ok().and_then(|at| table.get(at));
        known.map_or_else(
            || match (number - 1).rem_euclid(7) {
                // Saturday and Sunday: back to Friday, or on to Monday.
                weekday @ (5 | 6) if std::ptr::eq(table, self.back.as_slice()) => weekday - 4,
                weekday @ (5 | 6) => 7 - weekday,
                _ => 0,
            },
            |&days| i32::from(days),
        )
    }
}
