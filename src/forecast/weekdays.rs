//! On which days of the week money comes in: in some portfolios never on a Sunday, in some
//! mostly on Fridays.

use super::history::{End, History};
use crate::calendar::Calendar;
use crate::dunning::days::day;
use crate::dunning::practice::country_of;
use crate::ledger::Country;
use crate::ledger::book::Book;

/// How much more likely money comes in on a kind of day than on any: a factor for each day
/// of the week, Monday first, and for holidays that are no Saturday or Sunday.
#[derive(Clone, Debug, PartialEq)]
pub struct Weekdays {
    factors: [f64; KINDS],
}

/// Kinds of days.
const KINDS: usize = 8;
const HOLIDAY: u8 = 7;
/// As many payments as weigh as much as "every day is like any other".
const STRENGTH: f64 = 50.0;
/// How far back payments are looked at.
const WINDOW_DAYS: i32 = 730;

impl Weekdays {
    /// Every day is like any other.
    pub fn even() -> Self {
        Self { factors: [1.0; KINDS] }
    }

    /// Learns from the payments of two years. Customers with payment days of their own are
    /// left out: those days are known.
    pub fn learn(book: &Book, history: &History) -> Self {
        let Some((first, last)) = history.paid_between else { return Self::even() };
        let first = first.max(last - WINDOW_DAYS);
        let mut kinds = DayKinds::new(first, last);
        let mut paid = [0.0; KINDS];
        let mut expected = [0.0; KINDS];
        for (ix, entry) in book.customers() {
            if !entry.customer.payment_days.is_empty() {
                continue;
            }
            let kinds = kinds.of(country_of(book, &entry.customer));
            let mut sum = 0.0;
            for seen in history.of_customer(ix).iter().filter(|seen| seen.end == End::Paid) {
                let Some(&kind) =
                    usize::try_from(seen.last_day - first).ok().and_then(|at| kinds.0.get(at))
                else {
                    continue;
                };
                paid[usize::from(kind)] += seen.share;
                sum += seen.share;
            }
            for (expected, share) in expected.iter_mut().zip(kinds.1) {
                *expected += sum * share;
            }
        }
        let total: f64 = expected.iter().sum();
        if total <= 0.0 {
            return Self::even();
        }
        let factor = |kind: usize| {
            let supposed = STRENGTH * expected[kind] / total;
            if supposed <= 0.0 {
                1.0
            } else {
                (paid[kind] + supposed) / (expected[kind] + supposed)
            }
        };
        Self { factors: std::array::from_fn(factor) }
    }

    /// The factors of a list of kinds of days.
    pub fn factors_of(&self, kinds: &[u8]) -> Vec<f64> {
        kinds.iter().map(|&kind| self.factors[usize::from(kind)]).collect()
    }
}

/// The kind of each of a stretch of days, by country; each worked out once.
pub struct DayKinds {
    first: i32,
    last: i32,
    known: Vec<(Country, Kinds)>,
}

/// The kind of each day, and the share of each kind among them.
type Kinds = (Vec<u8>, [f64; KINDS]);

impl DayKinds {
    /// The days from one to another, by number, both included.
    pub fn new(first: i32, last: i32) -> Self {
        Self { first, last, known: Vec::new() }
    }

    /// Those of a country.
    pub fn of(&mut self, country: Country) -> &Kinds {
        let place = self.known.iter().position(|(known, _)| *known == country);
        let place = place.unwrap_or_else(|| {
            self.known.push((country, self.work_out(country)));
            self.known.len() - 1
        });
        &self.known[place].1
    }

    fn work_out(&self, country: Country) -> Kinds {
        let calendar = Calendar::of(country);
        let kind = |number: i32| {
            let weekday = (number - 1).rem_euclid(7) as u8;
            if weekday < 5 && calendar.holiday(day(number)).is_some() { HOLIDAY } else { weekday }
        };
        let kinds: Vec<u8> = (self.first..=self.last).map(kind).collect();
        let mut shares = [0.0; KINDS];
        for &kind in &kinds {
            shares[usize::from(kind)] += 1.0 / kinds.len() as f64;
        }
        (kinds, shares)
    }
}

/// Whether a kind of day is worked.
pub fn is_worked(kind: u8) -> bool {
    kind < 5
}

/// The day of the week of a kind of day, from 0 for Monday; `None` for a holiday.
pub fn weekday(kind: u8) -> Option<u8> {
    (kind != HOLIDAY).then_some(kind)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::views::fixture::{credit, customer, draft, invoice, mxn, transfer};
    use chrono::{Datelike, Days, NaiveDate};

    #[test]
    fn a_portfolio_that_pays_on_fridays_is_expected_on_fridays() {
        let mut draft = draft();
        let alba = customer(&mut draft, "Alba");
        let first: NaiveDate = "2025-01-03".parse().unwrap();
        for week in 0..50 {
            let paid_on = (first + Days::new(7 * week)).to_string();
            let number = week.to_string();
            let bill = invoice(&mut draft, alba, &number, "2024-12-01", "2024-12-31", mxn(1_000));
            credit(&mut draft, alba, transfer(), &paid_on, mxn(1_000), &[(bill, 1_000)]);
        }
        let book = draft.into_book();
        let history = History::of(&book, first + Days::new(400));
        let factors = Weekdays::learn(&book, &history).factors_of(&[0, 4, 6]);
        // Fifty payments in 344 days, of which 50 are Fridays and one a holiday; as many
        // again are supposed to be spread evenly: (50 + s) / (2 s) with s = 50 · 50 / 344.
        let share = 50.0 * 50.0 / 344.0;
        assert!((factors[1] - (50.0 + share) / (2.0 * share)).abs() < 0.2, "{factors:?}");
        assert!((factors[0] - 0.5).abs() < 1e-9 && (factors[2] - 0.5).abs() < 1e-9);
        assert_eq!(first.weekday(), chrono::Weekday::Fri);
    }

    #[test]
    fn without_payments_every_day_is_like_any_other() {
        let book = Book::default();
        let history = History::of(&book, "2026-01-01".parse().unwrap());
        assert_eq!(Weekdays::learn(&book, &history), Weekdays::even());
    }
}
