//! Payments that receipts certify.

use rust_decimal::Decimal;

use super::entering::{Entering, less};
use super::line::{Doubt, Line, LineState, Why};
use crate::files::document::{Document, ReceiptAllocation, ReceiptPayment};
use crate::ledger::action::{CreditForm, Draft, Line as Applied, enter_credit};
use crate::ledger::book::{Book, CustomerEntry};
use crate::ledger::credit::{CreditKind, Method};
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::{Id, Ix, Money, Refusal};

/// What a payment comes to in the book.
struct Applying {
    /// Whose invoices it pays.
    customer: Option<Ix<CustomerEntry>>,
    lines: Vec<Applied>,
    /// The part that went to invoices that are here, in minor units of its currency.
    here_minor: i64,
    /// The part that went to invoices that are not.
    elsewhere_minor: i64,
    /// What the lines take of it.
    used_minor: i64,
    /// What is left of invoices by the receipt and by the ledger, where they differ.
    other_left: Vec<Doubt>,
}

impl Entering {
    /// Enters the payments of a receipt, each applied to the invoices that it names.
    pub(super) fn enter_receipt(
        &mut self,
        draft: &mut Draft,
        document: &Document,
        payments: &[ReceiptPayment],
        party: u32,
        line: &mut Line,
    ) -> Result<LineState, Refusal> {
        let note = note_of(document, &line.number);
        if self.known.has_receipt(&note) {
            return Ok(LineState::Known);
        }
        let (mut is_entered, mut is_known) = (false, false);
        for payment in payments {
            let applying = self.applying(draft.book(), payment, party);
            let is_elsewhere = applying.here_minor == 0 && applying.elsewhere_minor > 0;
            if is_elsewhere {
                continue;
            }
            let amount =
                less(payment.amount, applying.elsewhere_minor.min(payment.amount.amount_minor));
            if amount.amount_minor <= 0 {
                continue;
            }
            let customer = applying.customer;
            if customer
                .is_some_and(|ix| self.known.takes_payment(draft.book(), ix, payment.on, amount))
            {
                is_known = true;
                continue;
            }
            if applying.elsewhere_minor > 0 {
                let part = Money::new(applying.elsewhere_minor, amount.currency);
                line.doubts.push(Doubt::PaysUnknownToo { part });
            }
            let rest = amount.amount_minor - applying.used_minor;
            if rest > 0 {
                let rest = Money::new(rest, amount.currency);
                line.doubts.push(Doubt::NotAllApplied { rest });
            }
            line.doubts.extend(applying.other_left);
            let form = CreditForm {
                kind: CreditKind::Payment { method: Method::Other },
                customer: Id::new(0, 0),
                date: payment.on,
                amount,
                rate: payment.rate,
                reference: payment.reference.clone(),
                notes: note.clone(),
                lines: applying.lines,
            };
            let credit = match customer.map(|ix| draft.book().customer(ix).customer.id) {
                // The invoices tell better than the receipt whose money it is.
                Some(customer) => enter_credit(draft, CreditForm { customer, ..form })?,
                None => self.for_customer(draft, party, |draft, customer| {
                    enter_credit(draft, CreditForm { customer, ..form })
                })?,
            };
            self.known.take(credit);
            self.entered.tally.add_payment(amount);
            is_entered = true;
        }
        Ok(match (is_entered, is_known) {
            (true, _) => LineState::Payments,
            (false, true) => LineState::Known,
            (false, false) => LineState::LeftOut(Why::PaysUnknown),
        })
    }

    fn applying(&self, book: &Book, payment: &ReceiptPayment, party: u32) -> Applying {
        let receiver = self.place_of(book, party);
        let mut applying = Applying {
            customer: None,
            lines: Vec::new(),
            here_minor: 0,
            elsewhere_minor: 0,
            used_minor: 0,
            other_left: Vec::new(),
        };
        // What the lines settle already, by instalment: one invoice may be named twice.
        let mut settled: Vec<(InstalmentRef, i64)> = Vec::new();
        for part in &payment.allocations {
            let took = taken_of(part, payment.amount);
            let (id, number) = (part.fiscal_id.as_deref(), part.number.as_deref());
            let found = self.named_invoice(book, receiver, id, number);
            let Some(ix) = found.and_then(|id| book.find_invoice(id)) else {
                applying.elsewhere_minor += took;
                continue;
            };
            let entry = book.invoice(ix);
            let is_same = entry.invoice.total.currency == part.paid.currency
                && applying.customer.is_none_or(|customer| customer == entry.customer)
                && entry.cancelled.is_none();
            if !is_same {
                applying.elsewhere_minor += took;
                continue;
            }
            applying.customer = Some(entry.customer);
            applying.here_minor += took;
            let from = payment.on.max(entry.invoice.issued_on);
            let mut left = part.paid.amount_minor;
            for (_, item) in book.items_of(ix) {
                let to = InstalmentRef { invoice: entry.invoice.id, number: item.number };
                let before: i64 =
                    settled.iter().filter(|(other, _)| *other == to).map(|(_, minor)| minor).sum();
                let minor = (book.free_minor(item, from) - before).min(left);
                let most = payment.amount.amount_minor - applying.used_minor;
                let takes = share(took, minor, part.paid.amount_minor).min(most);
                if minor <= 0 || takes <= 0 {
                    continue;
                }
                let is_crossing = part.paid.currency != payment.amount.currency;
                let minor = if is_crossing { minor } else { takes };
                applying.lines.push(Applied {
                    to,
                    credit_minor: takes,
                    other_currency_minor: is_crossing.then_some(minor),
                    from: None,
                });
                settled.push((to, minor));
                applying.used_minor += takes;
                left -= minor;
            }
            let open: i64 = book.items_of(ix).map(|(_, item)| book.free_minor(item, from)).sum();
            let ours: i64 = settled
                .iter()
                .filter(|(to, _)| to.invoice == entry.invoice.id)
                .map(|(_, minor)| minor)
                .sum();
            let ledger = Money::new(open - ours, part.paid.currency);
            if let Some(receipt) = part.left_after.filter(|after| *after != ledger) {
                applying.other_left.push(Doubt::OtherLeft { receipt, ledger });
            }
        }
        applying
    }
}

/// What is noted with the payments of a receipt, and found again when it comes once more.
fn note_of(document: &Document, number: &str) -> String {
    match document.fiscal_id.as_deref() {
        Some(id) if !id.is_empty() => [number, " · ", id].concat(),
        _ => number.to_owned(),
    }
}

/// What a part took of the payment, in minor units of the payment's currency.
fn taken_of(part: &ReceiptAllocation, payment: Money) -> i64 {
    if part.paid.currency == payment.currency {
        return part.paid.amount_minor;
    }
    let rate = part.rate.filter(|rate| *rate > Decimal::ZERO);
    let taken = rate.and_then(|rate| part.paid.to_decimal().checked_div(rate));
    let taken = taken.and_then(|taken| Money::from_decimal(taken, payment.currency));
    taken.map_or(0, |taken| taken.amount_minor)
}

/// `whole` × `part` / `all`, rounded.
fn share(whole: i64, part: i64, all: i64) -> i64 {
    if all == part || all == 0 {
        return whole;
    }
    let product = i128::from(whole) * i128::from(part);
    let rounded = (product * 2 + i128::from(all)).div_euclid(i128::from(all) * 2);
    i64::try_from(rounded).unwrap_or(i64::MAX)
}
