//! Customers by how many signs they show and how grave: first the number of grave ones,
//! then the number of all, then what is owed. There is no score.

use std::cmp::Reverse;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Case, Gravity, Sign, Trade};
use crate::ledger::book::CustomerEntry;
use crate::ledger::sign_settings::SignSettings;
use crate::ledger::{Book, Ix, Money};
use crate::order;

/// A customer that shows signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The customer.
    pub customer: Ix<CustomerEntry>,
    /// Its signs, in the order of their kinds.
    pub signs: Vec<Sign>,
    /// What is open, in units of the home currency at the day's rates; what has no rate is
    /// left out. For the order only.
    pub owed: Decimal,
}

impl Row {
    /// How many of the signs are grave.
    pub fn graves(&self) -> usize {
        self.signs.iter().filter(|sign| sign.gravity == Gravity::Grave).count()
    }

    /// What rows are ordered by, the gravest first.
    pub fn rank(&self) -> impl Ord + use<> {
        (Reverse((self.graves(), self.signs.len(), self.owed)), self.customer)
    }
}

/// The customers that show signs on a day, gravest first.
pub fn portfolio(book: &Book, on: NaiveDate, settings: &SignSettings) -> Vec<Row> {
    let trade = Trade::of(book);
    let mut rows: Vec<Row> = book
        .customers()
        .filter_map(|(customer, _)| {
            let signs = Case::of(book, customer, on, settings, &trade).signs();
            (!signs.is_empty()).then(|| Row { customer, signs, owed: owed(book, customer, on) })
        })
        .collect();
    order::sort_by_cached_key(&mut rows, Row::rank);
    rows
}

fn owed(book: &Book, customer: Ix<CustomerEntry>, on: NaiveDate) -> Decimal {
    let open = book.open_items_as_entered(customer, on);
    open.filter_map(|(open, item)| {
        let rate = book.rate_on(item.currency, on)?;
        Money::new(open.open_minor, item.currency).to_decimal().checked_mul(rate)
    })
    .sum()
}
