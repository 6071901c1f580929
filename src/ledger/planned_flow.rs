//! Money that comes and goes besides what customers owe: what the user plans (egresos e
//! ingresos previstos) and the cash that was counted (saldo en caja y bancos).

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{Id, Money};

/// A payment or another income that is planned: once, or again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedFlow {
    /// Its id.
    pub id: Id,
    /// What it is: «Nómina».
    pub name: String,
    /// Whether money comes or goes.
    pub direction: FlowDirection,
    /// How much each time; above zero.
    pub amount: Money,
    /// When.
    pub rhythm: Rhythm,
}

/// Whether money comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowDirection {
    /// It comes in.
    In,
    /// It goes out.
    Out,
}

/// On which days a planned flow moves.
///
/// It moves on the day it names even where that is no working day: which way a bank moves
/// it differs from payment to payment, and in a week's or a month's sum it hardly shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// On one day.
    Once {
        /// The day.
        #[serde(with = "super::iso_day")]
        on: NaiveDate,
    },
    /// Every week on a weekday.
    Weekly {
        /// The weekday.
        weekday: Weekday,
        /// The first day on which it may move.
        #[serde(with = "super::iso_day")]
        from: NaiveDate,
        /// The last; without end where absent.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
        until: Option<NaiveDate>,
    },
    /// Every month on a day of it; the last day of a month that is shorter.
    Monthly {
        /// The day of the month, from 1 to 31.
        day: u8,
        /// The first day on which it may move.
        #[serde(with = "super::iso_day")]
        from: NaiveDate,
        /// The last; without end where absent.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
        until: Option<NaiveDate>,
    },
}

/// Cash counted: what was in hand and in the bank at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashCount {
    /// Its id.
    pub id: Id,
    /// The day.
    #[serde(with = "super::iso_day")]
    pub on: NaiveDate,
    /// How much there was; below zero where an account is overdrawn.
    pub amount: Money,
}

impl PlannedFlow {
    /// How much each time, in minor units: below zero where money goes out.
    pub fn signed_minor(&self) -> i64 {
        match self.direction {
            FlowDirection::In => self.amount.amount_minor,
            FlowDirection::Out => -self.amount.amount_minor,
        }
    }
}

impl Rhythm {
    /// The days on which it moves, from `first` to `last` inclusive, in order.
    ///
    /// ```
    /// use cartera::ledger::planned_flow::Rhythm;
    /// let day = |text: &str| text.parse().unwrap();
    /// let month_end = Rhythm::Monthly { day: 31, from: day("2026-01-15"), until: None };
    /// let days = month_end.days(day("2026-01-01"), day("2026-04-29"));
    /// assert_eq!(days, [day("2026-01-31"), day("2026-02-28"), day("2026-03-31")]);
    /// ```
    pub fn days(&self, first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
        let within = |from: NaiveDate, until: Option<NaiveDate>| {
            (first.max(from), until.map_or(last, |until| until.min(last)))
        };
        match *self {
            Self::Once { on } => {
                if (first..=last).contains(&on) {
                    vec![on]
                } else {
                    Vec::new()
                }
            }
            Self::Weekly { weekday, from, until } => {
                let (first, last) = within(from, until);
                let ahead = (7 + weekday.num_days_from_monday()
                    - first.weekday().num_days_from_monday())
                    % 7;
                let start = first.checked_add_days(Days::new(u64::from(ahead)));
                steps(start, last, |day| day.checked_add_days(Days::new(7)))
            }
            Self::Monthly { day, from, until } => {
                let (first, last) = within(from, until);
                let next = |on: NaiveDate| {
                    let month = on.with_day(1)?.checked_add_months(chrono::Months::new(1))?;
                    Some(day_of_month(month, day))
                };
                let this_month = day_of_month(first, day);
                let start = if this_month < first { next(first) } else { Some(this_month) };
                steps(start, last, next)
            }
        }
    }

    /// The last day on which it moves, where there is one.
    pub fn ends_on(&self) -> Option<NaiveDate> {
        match *self {
            Self::Once { on } => Some(on),
            Self::Weekly { until, .. } | Self::Monthly { until, .. } => until,
        }
    }
}

fn steps(
    start: Option<NaiveDate>,
    last: NaiveDate,
    next: impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> Vec<NaiveDate> {
    std::iter::successors(start, |&day| next(day)).take_while(|&day| day <= last).collect()
}

/// A day of the month of `of`, or the last one of a month that is shorter.
fn day_of_month(of: NaiveDate, day: u8) -> NaiveDate {
    let days = u32::from(of.num_days_in_month());
    of.with_day(u32::from(day).clamp(1, days)).unwrap_or(of)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_that_is_shorter_pays_on_its_last_day() {
        let rent = Rhythm::Monthly { day: 30, from: day("2027-12-01"), until: None };
        let days = rent.days(day("2028-01-31"), day("2028-04-30"));
        assert_eq!(days, [day("2028-02-29"), day("2028-03-30"), day("2028-04-30")]);
    }

    #[test]
    fn a_week_begins_with_the_first_such_day() {
        let until = Some(day("2026-12-18"));
        let payroll = Rhythm::Weekly { weekday: Weekday::Fri, from: day("2026-11-23"), until };
        let days = payroll.days(day("2026-11-01"), day("2027-02-01"));
        let fridays = ["2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18"].map(day);
        assert_eq!(days, fridays);
        assert_eq!(payroll.days(day("2026-12-05"), day("2026-12-10")), []);
    }

    #[test]
    fn once_is_once() {
        let once = Rhythm::Once { on: day("2026-12-01") };
        assert_eq!(once.days(day("2026-12-01"), day("2026-12-01")), [day("2026-12-01")]);
        assert_eq!(once.days(day("2026-12-02"), day("2026-12-31")), []);
    }

    fn a_rhythm() -> impl Strategy<Value = Rhythm> {
        let at = |n: u64| day("2026-01-01") + Days::new(n);
        let until = move || prop::option::of(0..400u64).prop_map(move |n| n.map(at));
        prop_oneof![
            (0..400u64).prop_map(move |n| Rhythm::Once { on: at(n) }),
            (0..7u8, 0..200u64, until()).prop_map(move |(weekday, from, until)| {
                Rhythm::Weekly {
                    weekday: Weekday::try_from(weekday).unwrap(),
                    from: at(from),
                    until,
                }
            }),
            (1..32u8, 0..200u64, until()).prop_map(move |(day, from, until)| Rhythm::Monthly {
                day,
                from: at(from),
                until
            }),
        ]
    }

    proptest! {
        /// A stretch of days cut in two has the days of both halves: nothing is paid twice
        /// or left out at the seam. And each day is one that the rhythm names.
        #[test]
        fn days_do_not_depend_on_how_they_are_asked(
            rhythm in a_rhythm(),
            first in 0..300u64,
            cut in 0..100u64,
            rest in 1..100u64,
        ) {
            let first = day("2026-01-01") + Days::new(first);
            let (cut, last) = (first + Days::new(cut), first + Days::new(cut + rest));
            let mut halves = rhythm.days(first, cut);
            halves.extend(rhythm.days(cut + Days::new(1), last));
            prop_assert_eq!(&rhythm.days(first, last), &halves);
            // Day by day, from the definition.
            let named = |on: NaiveDate| match rhythm {
                Rhythm::Once { on: once } => on == once,
                Rhythm::Weekly { weekday, from, until } => {
                    on >= from && until.is_none_or(|until| on <= until) && on.weekday() == weekday
                }
                Rhythm::Monthly { day, from, until } => {
                    let is_last = (on + Days::new(1)).day() == 1;
                    on >= from
                        && until.is_none_or(|until| on <= until)
                        && (on.day() == u32::from(day) || is_last && on.day() < u32::from(day))
                }
            };
            let plain: Vec<_> = first.iter_days().take_while(|&on| on <= last).filter(|&on| named(on)).collect();
            prop_assert_eq!(halves, plain);
        }
    }
}
