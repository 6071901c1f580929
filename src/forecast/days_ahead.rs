//! Which of the days ahead a customer pays on.

use super::habit::{Habit, Habits};
use super::item::Ways;
use super::weekdays::{DayKinds, is_worked, weekday};
use crate::dunning::practice::country_of;
use crate::ledger::Country;
use crate::ledger::book::Book;
use crate::ledger::customer::Customer;

/// The days ahead as each kind of customer pays on them, worked out once for each.
pub struct DaysAhead {
    days: usize,
    kinds: DayKinds,
    known: Vec<((Country, u8), CustomerDays)>,
}

/// The days ahead of a kind of customer; see [`Ways`].
pub struct CustomerDays {
    factors: Vec<f64>,
    payment_days: Vec<u16>,
    bank_days: Vec<u16>,
}

impl DaysAhead {
    /// So many days after a day.
    pub fn new(on: i32, days: usize) -> Self {
        Self { days, kinds: DayKinds::new(on + 1, on + days as i32), known: Vec::new() }
    }

    /// As a customer pays on them.
    pub fn of(&mut self, book: &Book, customer: &Customer, habits: &Habits) -> &CustomerDays {
        let country = country_of(book, customer);
        let payment_days = customer.payment_days.iter();
        let wanted = payment_days.fold(0, |all, day| all | 1 << day.num_days_from_monday());
        let place = self.known.iter().position(|(key, _)| *key == (country, wanted));
        let place = place.unwrap_or_else(|| {
            let (kinds, _) = self.kinds.of(country);
            let days = CustomerDays {
                factors: match wanted {
                    0 => habits.weekdays.factors_of(kinds),
                    _ => vec![1.0; self.days],
                },
                payment_days: match wanted {
                    0 => Vec::new(),
                    _ => last_days(kinds, |kind| {
                        weekday(kind).is_some_and(|weekday| wanted & (1 << weekday) != 0)
                    }),
                },
                bank_days: last_days(kinds, is_worked),
            };
            self.known.push(((country, wanted), days));
            self.known.len() - 1
        });
        &self.known[place].1
    }
}

impl CustomerDays {
    /// The ways of a customer with a habit, if it pays so many days later than expected.
    pub fn ways<'a>(&'a self, habit: &'a Habit, later_days: usize) -> Ways<'a> {
        Ways {
            habit,
            day_factors: &self.factors,
            payment_days: &self.payment_days,
            bank_days: &self.bank_days,
            later_days,
        }
    }
}

/// For the day of the question and each after it the last up to it that counts, 0 for none.
fn last_days(kinds: &[u8], counts: impl Fn(u8) -> bool) -> Vec<u16> {
    let mut last = 0;
    let mut days = vec![0];
    for (place, &kind) in kinds.iter().enumerate() {
        if counts(kind) {
            last = place as u16 + 1;
        }
        days.push(last);
    }
    days
}
