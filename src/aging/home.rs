//! What an amount in another currency is worth at home, where the ledger has a rate.

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::AgingReport;
use crate::ledger::Money;
use crate::ledger::book::Book;

/// An amount in the home currency, at the latest rate known on a day, rounded half away
/// from zero. `None` where the ledger has no rate by then. To be shown beside the amount,
/// never instead of it.
pub fn home_value(book: &Book, amount: Money, on: NaiveDate) -> Option<Money> {
    rounded(book, at_home(book, amount, on)?)
}

/// All that a report says is owed, in the home currency at the rates of its day, rounded
/// once. `None` where a currency has no rate by then.
pub fn home_balance(book: &Book, report: &AgingReport) -> Option<Money> {
    let mut sum = Decimal::ZERO;
    for section in &report.sections {
        let balance = Money::new(section.totals.balance_minor, section.currency);
        sum = sum.checked_add(at_home(book, balance, report.as_of)?)?;
    }
    rounded(book, sum)
}

fn at_home(book: &Book, amount: Money, on: NaiveDate) -> Option<Decimal> {
    amount.to_decimal().checked_mul(book.rate_on(amount.currency, on)?)
}

/// Not [`Money::from_decimal`]: a sum may be larger than what one document may hold.
fn rounded(book: &Book, value: Decimal) -> Option<Money> {
    let currency = book.firm().home_currency;
    let scale = currency.minor_digits();
    let minor = value
        .checked_mul(Decimal::from(10_i64.pow(scale)))?
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .to_i64()?;
    Some(Money::new(minor, currency))
}
