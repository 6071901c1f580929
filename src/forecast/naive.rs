//! The methods that ours is measured against. Each says one day for each open instalment.
//!
//! Where the day it says is over, the day after the question's is said instead.

use std::ops::Range;

use chrono::NaiveDate;

use super::history::{End, History, Seen};
use super::question::Question;
use crate::dunning::days::number;
use crate::ledger::Ix;
use crate::ledger::book::{Book, CustomerEntry};

/// A method without chances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naive {
    /// Everything is paid when due.
    WhenDue,
    /// Everything is paid so many days late as its customer did in the mean; the portfolio,
    /// where the customer never paid.
    CustomerAverage,
    /// Everything is paid so many days late as the portfolio was in the mean.
    PortfolioAverage,
}

impl Naive {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::WhenDue, Self::CustomerAverage, Self::PortfolioAverage];
}

/// The mean days from due date to payment that were known on a day, every payment of an
/// instalment counting once by its share.
pub struct Averages {
    portfolio_days: f64,
    customers: Vec<Option<f64>>,
}

impl Averages {
    /// Those of a history; none late or early where nobody paid.
    pub fn of(book: &Book, history: &History) -> Self {
        let mut all = (0.0, 0.0);
        let mut customers = vec![None; book.customer_places()];
        for (ix, _) in book.customers() {
            let own = sums(history.of_customer(ix));
            all = (all.0 + own.0, all.1 + own.1);
            customers[ix.place()] = mean(own);
        }
        Self { portfolio_days: mean(all).unwrap_or(0.0), customers }
    }

    /// The days that a method adds to the due dates of a customer.
    pub fn days(&self, method: Naive, customer: Ix<CustomerEntry>) -> i32 {
        let days = match method {
            Naive::WhenDue => 0.0,
            Naive::CustomerAverage => {
                let own = self.customers.get(customer.place()).copied().flatten();
                own.unwrap_or(self.portfolio_days)
            }
            Naive::PortfolioAverage => self.portfolio_days,
        };
        days.round() as i32
    }
}

fn sums(seen: &[Seen]) -> (f64, f64) {
    let paid = seen.iter().filter(|seen| seen.end == End::Paid);
    paid.fold((0.0, 0.0), |(days, all), seen| {
        (days + seen.share * f64::from(seen.to_days), all + seen.share)
    })
}

fn mean((days, all): (f64, f64)) -> Option<f64> {
    (all > 0.0).then(|| days / all)
}

/// The day that a method says of an instalment due on a day, seen from the end of another:
/// a number of days from that, 1 at least.
pub fn days_ahead(due_on: NaiveDate, days_late: i32, on: NaiveDate) -> i32 {
    (number(due_on) + days_late - number(on)).max(1)
}

/// What a method says comes in by the end of each day of the question, in minor units.
pub fn naive_by_day(
    book: &Book,
    question: &Question,
    averages: &Averages,
    method: Naive,
) -> Vec<i64> {
    let (on, days) = (question.on, (question.until - question.on).num_days().max(0) as usize);
    let admitted = question.filter.admitted(book);
    let mut by_day = vec![0; days];
    for (ix, _) in book.customers().filter(|(ix, _)| admitted[ix.place()]) {
        let late = averages.days(method, ix);
        for (open, item) in book.open_items_as_entered(ix, on) {
            let place = days_ahead(item.due_on, late, on) as usize - 1;
            if item.currency == question.currency && place < days {
                by_day[place] += open.open_minor;
            }
        }
    }
    let mut so_far = 0;
    for minor in &mut by_day {
        so_far += *minor;
        *minor = so_far;
    }
    by_day
}

/// What a list of sums by the end of each day says for some of the days.
pub fn between(by_day: &[i64], days: Range<usize>) -> i64 {
    let until = |end: usize| match end.min(by_day.len()) {
        0 => 0,
        end => by_day[end - 1],
    };
    until(days.end) - until(days.start)
}
