//! What one invoice's screen says: what settled it, what is left, what paying early saves.

use crate::order;
use chrono::NaiveDate;

use crate::ledger::book::{AllocationEntry, Book, CreditEntry, InvoiceEntry, Item};
use crate::ledger::exchange::exchange_difference;
use crate::ledger::terms::CountedFrom;
use crate::ledger::{Id, Ix, Money};

/// A part of a credit that settles an instalment, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The allocation.
    pub allocation: Id,
    /// The credit it takes from.
    pub credit: Ix<CreditEntry>,
    /// Which instalment, from 1.
    pub instalment: u16,
    /// The day it takes effect.
    pub from: NaiveDate,
    /// Settled, in the invoice's currency.
    pub settled: Money,
    /// Taken from the credit, where that is in another currency.
    pub paid: Option<Money>,
    /// What the change of the rate gained (above zero) or lost, in the home currency.
    pub exchange: Option<Money>,
    /// The first day on which it does not count any more, and why.
    pub ended: Option<(NaiveDate, Ended)>,
}

/// Why a part of a credit does not settle any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Its cheque bounced.
    Bounced,
    /// The invoice was cancelled.
    Cancelled,
    /// It was taken back.
    TakenBack,
}

/// What settles an invoice or did for a time, the oldest first. What was taken back as if
/// it had never been is left out.
pub fn settlements(book: &Book, invoice: Ix<InvoiceEntry>) -> Vec<Settlement> {
    let mut found: Vec<Settlement> = book
        .items_of(invoice)
        .flat_map(|(ix, item)| book.allocations_to(ix).map(move |entry| (item, entry)))
        .filter(|(_, entry)| entry.until != Some(entry.allocation.from))
        .map(|(item, entry)| settlement(book, item, entry))
        .collect();
    order::sort_by_key(&mut found, |settlement| (settlement.from, settlement.allocation));
    found
}

/// The sum of the exchange differences of what settles an invoice now; `None` where none
/// has one.
pub fn exchange_total(settlements: &[Settlement]) -> Option<Money> {
    settlements
        .iter()
        .filter(|settlement| settlement.ended.is_none())
        .filter_map(|settlement| settlement.exchange)
        .reduce(|sum, more| Money::new(sum.amount_minor + more.amount_minor, sum.currency))
}

/// The last day and the amount of the discount for paying early that can still be taken on
/// a day: the terms offer one, its last day is not past, and nothing is settled yet.
/// `None` otherwise.
pub fn early_discount(
    book: &Book,
    invoice: Ix<InvoiceEntry>,
    today: NaiveDate,
) -> Option<(NaiveDate, Money)> {
    let entry = book.invoice(invoice);
    let terms = entry.invoice.terms.as_ref()?;
    let from = match terms.counted_from {
        CountedFrom::Issue => entry.invoice.issued_on,
        CountedFrom::Acknowledgement => {
            entry.invoice.acknowledged_on.unwrap_or(entry.invoice.issued_on)
        }
    };
    let (until, discount) = terms.early_discount(from, entry.invoice.total)?;
    let untouched = entry.counts_on(today) && book.open(invoice, today) == entry.invoice.total;
    (untouched && today <= until).then_some((until, discount))
}

/// The debit notes and charges that were issued for an invoice, in the order of entering.
pub fn charges_for(book: &Book, invoice: Ix<InvoiceEntry>) -> Vec<Ix<InvoiceEntry>> {
    let entry = book.invoice(invoice);
    let id = entry.invoice.id;
    let same_customer = book.customer(entry.customer).invoices.iter().copied();
    same_customer.filter(|&other| book.invoice(other).invoice.of == Some(id)).collect()
}

fn settlement(book: &Book, item: &Item, entry: &AllocationEntry) -> Settlement {
    let credit = book.credit(entry.credit);
    let paid_in = credit.amount.currency;
    let cancelled = &book.invoice(item.invoice).cancelled;
    let ended = entry.until.map(|until| {
        let why = if credit.bounced_on.is_some_and(|bounced| bounced <= until) {
            Ended::Bounced
        } else if cancelled.as_ref().is_some_and(|cancelled| cancelled.on <= until) {
            Ended::Cancelled
        } else {
            Ended::TakenBack
        };
        (until, why)
    });
    Settlement {
        allocation: entry.allocation.id,
        credit: entry.credit,
        instalment: item.number,
        from: entry.allocation.from,
        settled: Money::new(entry.allocation.settled_minor(), item.currency),
        paid: (paid_in != item.currency)
            .then(|| Money::new(entry.allocation.credit_minor, paid_in)),
        exchange: exchange_difference(book, entry),
        ended,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::Currency;
    use crate::ledger::action::{
        CreditForm, Due, InvoiceForm, Line, enter_credit, enter_invoice, enter_rate, take_back,
    };
    use crate::ledger::invoice::{InstalmentRef, InvoiceKind};
    use crate::ledger::terms::parse_terms;
    use crate::views::fixture::*;

    #[test]
    fn what_ended_says_why_and_what_never_was_is_left_out() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let f1 = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        let kept = credit(&mut draft, who, transfer(), "2026-01-20", mxn(100), &[(f1, 100)]);
        let gone = credit(&mut draft, who, cheque(None), "2026-01-21", mxn(200), &[(f1, 200)]);
        bounce(&mut draft, gone, "2026-01-25");
        credit(&mut draft, who, transfer(), "2026-01-22", mxn(300), &[(f1, 300)]);
        credit(&mut draft, who, transfer(), "2026-01-23", mxn(400), &[(f1, 400)]);
        let ix = draft.book().find_invoice(f1).unwrap();
        let ids: Vec<Id> = settlements(draft.book(), ix).iter().map(|one| one.allocation).collect();
        take_back(&mut draft, ids[2], day("2026-01-30")).unwrap();
        take_back(&mut draft, ids[3], day("2026-01-23")).unwrap();
        let book = draft.into_book();
        let found = settlements(&book, ix);
        let told: Vec<_> = found.iter().map(|one| (one.settled.amount_minor, one.ended)).collect();
        let bounced = Some((day("2026-01-25"), Ended::Bounced));
        let taken_back = Some((day("2026-01-30"), Ended::TakenBack));
        assert_eq!(told, [(100, None), (200, bounced), (300, taken_back)]);
        assert_eq!(book.credit(found[0].credit).credit.id, kept);
    }

    #[test]
    fn a_rate_that_moved_gains_or_loses() {
        let mut draft = draft();
        let rate = |draft: &mut _, on: &str, value: &str| {
            enter_rate(draft, Currency::USD, day(on), value.parse().unwrap()).unwrap();
        };
        rate(&mut draft, "2026-01-01", "18");
        rate(&mut draft, "2026-02-01", "17");
        let who = customer(&mut draft, "Uno");
        let f1 = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", usd(10_000));
        let form = CreditForm {
            kind: transfer(),
            customer: who,
            date: day("2026-02-03"),
            amount: mxn(170_000),
            rate: None,
            reference: String::new(),
            notes: String::new(),
            lines: vec![Line {
                other_currency_minor: Some(10_000),
                ..Line::new(InstalmentRef { invoice: f1, number: 1 }, 170_000)
            }],
        };
        enter_credit(&mut draft, form).unwrap();
        let book = draft.into_book();
        let found = settlements(&book, book.find_invoice(f1).unwrap());
        assert_eq!((found[0].settled, found[0].paid), (usd(10_000), Some(mxn(170_000))));
        assert_eq!(exchange_total(&found), Some(mxn(-10_000)));
    }

    #[test]
    fn a_discount_stands_until_its_day_and_only_while_nothing_is_paid() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let due = Due::Terms(parse_terms("2/10 neto 30").unwrap());
        let form = InvoiceForm::new(who, "F-1", day("2026-01-05"), due, mxn(10_000));
        let f1 = enter_invoice(&mut draft, form).unwrap();
        let ix = draft.book().find_invoice(f1).unwrap();
        let at = |book: &Book, today: &str| early_discount(book, ix, day(today));
        let offered = Some((day("2026-01-15"), mxn(200)));
        assert_eq!(at(draft.book(), "2026-01-15"), offered);
        assert_eq!(at(draft.book(), "2026-01-16"), None);
        credit(&mut draft, who, transfer(), "2026-01-10", mxn(100), &[(f1, 100)]);
        assert_eq!(at(draft.book(), "2026-01-12"), None);
    }

    #[test]
    fn charges_are_found_by_what_they_belong_to() {
        let mut draft = draft();
        let who = customer(&mut draft, "Uno");
        let f1 = invoice(&mut draft, who, "F-1", "2026-01-05", "2026-02-05", mxn(10_000));
        let on = day("2026-02-20");
        let form = InvoiceForm {
            kind: InvoiceKind::DebitNote,
            of: Some(f1),
            ..InvoiceForm::new(who, "ND-1", on, Due::On(on), mxn(500))
        };
        let note = enter_invoice(&mut draft, form).unwrap();
        let book = draft.into_book();
        let found = charges_for(&book, book.find_invoice(f1).unwrap());
        assert_eq!(found, [book.find_invoice(note).unwrap()]);
        assert!(charges_for(&book, found[0]).is_empty());
    }
}
