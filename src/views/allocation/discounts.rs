//! Early-payment discounts that may still be taken.

use crate::order;
use chrono::NaiveDate;

use crate::ledger::book::{Book, CustomerEntry, InvoiceEntry};
use crate::ledger::credit::CreditKind;
use crate::ledger::terms::CountedFrom;
use crate::ledger::{Currency, Id, Ix, Money};

/// A discount that an invoice's terms offer for paying by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscountOffer {
    /// The invoice.
    pub invoice: Id,
    /// Its number.
    pub number: String,
    /// The last day it is offered.
    pub until: NaiveDate,
    /// How much, in the invoice's currency.
    pub amount: Money,
}

/// The early-payment discounts a customer may still take on a day, in one currency: in
/// time, not taken before, and no more than is open. Oldest due first.
pub fn discount_offers(
    book: &Book,
    customer: Ix<CustomerEntry>,
    currency: Currency,
    on: NaiveDate,
) -> Vec<DiscountOffer> {
    let invoices = book.customer(customer).invoices.iter();
    let mut offers: Vec<_> =
        invoices.filter_map(|&ix| discount_offer(book, ix, currency, on)).collect();
    order::sort_by_key(&mut offers, |offer| offer.until);
    offers
}

fn discount_offer(
    book: &Book,
    ix: Ix<InvoiceEntry>,
    currency: Currency,
    on: NaiveDate,
) -> Option<DiscountOffer> {
    let entry = book.invoice(ix);
    let invoice = &entry.invoice;
    let terms = invoice.terms.as_ref().filter(|terms| terms.discount.is_some())?;
    let from = match terms.counted_from {
        CountedFrom::Issue => invoice.issued_on,
        CountedFrom::Acknowledgement => invoice.acknowledged_on.unwrap_or(invoice.issued_on),
    };
    let (until, amount) = terms.early_discount(from, invoice.total)?;
    let day = on.max(invoice.issued_on);
    let open_minor: i64 = book.items_of(ix).map(|(_, item)| book.free_minor(item, day)).sum();
    let was_taken =
        book.items_of(ix).flat_map(|(item, _)| book.allocations_to(item)).any(|entry| {
            entry.until.is_none()
                && book.credit(entry.credit).credit.kind == CreditKind::EarlyDiscount
        });
    let fits = entry.cancelled.is_none()
        && amount.currency == currency
        && amount.amount_minor > 0
        && amount.amount_minor <= open_minor
        && on <= until
        && !was_taken;
    fits.then(|| DiscountOffer {
        invoice: invoice.id,
        number: invoice.number.clone(),
        until,
        amount,
    })
}
