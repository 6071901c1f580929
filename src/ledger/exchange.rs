//! The difference between the rate an invoice was issued at and the rate it was paid at.

use rust_decimal::Decimal;

use super::Money;
use super::book::{AllocationEntry, Book};

/// What an allocation gained (above zero) or lost in the home currency, because the rate
/// moved between the invoice and the credit. Shown, never owed: the instalment is settled
/// in its own currency and nothing stays open.
///
/// `None` where both are in the home currency or a rate is missing.
///
/// The credit's value at its own rate, less the settled amount's value at the invoice's
/// rate (realised exchange difference, IAS 21.28).
pub fn exchange_difference(book: &Book, entry: &AllocationEntry) -> Option<Money> {
    let home = book.firm().home_currency;
    let credit = &book.credit(entry.credit).credit;
    let item = book.item(entry.item);
    let invoice = &book.invoice(item.invoice).invoice;
    if credit.amount.currency == home && item.currency == home {
        return None;
    }
    let rate = |currency, given: Option<Decimal>, day| {
        if currency == home {
            Some(Decimal::ONE)
        } else {
            given.or_else(|| book.rate_on(currency, day))
        }
    };
    let credit_rate = rate(credit.amount.currency, credit.rate, entry.allocation.from)?;
    let invoice_rate = rate(item.currency, invoice.rate, invoice.issued_on)?;
    let paid = Money::new(entry.allocation.credit_minor, credit.amount.currency).to_decimal();
    let settled = Money::new(entry.allocation.settled_minor(), item.currency).to_decimal();
    let difference =
        paid.checked_mul(credit_rate)?.checked_sub(settled.checked_mul(invoice_rate)?)?;
    Money::from_decimal(difference, home)
}
