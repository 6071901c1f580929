//! Making interest or a fee owed: a charge that the user issues.

use chrono::NaiveDate;

use crate::ledger::action::{Due, InvoiceForm};
use crate::ledger::book::InvoiceEntry;
use crate::ledger::invoice::InvoiceKind;
use crate::ledger::{Book, Id, Ix, Money};
use crate::text::Lang;
use crate::text::interest as text;

/// A charge to propose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// What for.
    pub kind: ChargeKind,
    /// The invoice it belongs to.
    pub of: Id,
    /// How much, in the invoice's currency.
    pub amount: Money,
    /// The day it is issued.
    pub issued_on: NaiveDate,
    /// The day it falls due.
    pub due_on: NaiveDate,
}

/// What a charge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeKind {
    /// Late interest.
    Interest,
    /// A fee: the fixed compensation, or what a step of the protocol proposes.
    Fee,
}

impl ChargeKind {
    /// The kind of document it becomes.
    pub fn document(self) -> InvoiceKind {
        match self {
            Self::Interest => InvoiceKind::Interest,
            Self::Fee => InvoiceKind::Fee,
        }
    }
}

/// Why a charge is not proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChargeProblem {
    /// Its invoice is not in the ledger.
    UnknownInvoice,
    /// Its invoice is a charge itself: there is no interest on interest.
    OfACharge {
        /// The charge's number.
        number: String,
    },
    /// Its invoice is cancelled by the day of issue.
    Cancelled {
        /// The invoice's number.
        number: String,
        /// Since when.
        on: NaiveDate,
    },
    /// The amount is not above zero.
    NotPositive {
        /// The amount.
        amount: Money,
    },
    /// The amount is not in the invoice's currency.
    OtherCurrency {
        /// The amount.
        amount: Money,
        /// The invoice's total.
        total: Money,
    },
    /// It would be issued before the day after the invoice's first due date: nothing is
    /// late by then.
    NotLate {
        /// The first due date.
        due_on: NaiveDate,
    },
    /// It would fall due before it is issued.
    DueBeforeIssue,
}

/// A charge as a document to enter with `enter_invoice`, numbered after its invoice in the
/// ledger's language: F-102-INT, then F-102-INT-2. The user may change all of it.
///
/// # Errors
/// See [`ChargeProblem`].
pub fn propose_charge(
    book: &Book,
    charge: &Charge,
    lang: Lang,
) -> Result<InvoiceForm, ChargeProblem> {
    let ix = book.find_invoice(charge.of).ok_or(ChargeProblem::UnknownInvoice)?;
    let entry = book.invoice(ix);
    let invoice = &entry.invoice;
    let number = || invoice.number.clone();
    let first_due = invoice.instalments.iter().map(|part| part.due_on).min();
    if is_charge(invoice.kind) {
        return Err(ChargeProblem::OfACharge { number: number() });
    }
    if let Some(cancelled) = &entry.cancelled
        && cancelled.on <= charge.issued_on
    {
        return Err(ChargeProblem::Cancelled { number: number(), on: cancelled.on });
    }
    if charge.amount.currency != invoice.total.currency {
        let (amount, total) = (charge.amount, invoice.total);
        return Err(ChargeProblem::OtherCurrency { amount, total });
    }
    if charge.amount.amount_minor <= 0 {
        return Err(ChargeProblem::NotPositive { amount: charge.amount });
    }
    if let Some(due_on) = first_due.filter(|&due_on| charge.issued_on <= due_on) {
        return Err(ChargeProblem::NotLate { due_on });
    }
    if charge.due_on < charge.issued_on {
        return Err(ChargeProblem::DueBeforeIssue);
    }
    let number = free_number(book, entry, text::number_suffix(lang, charge.kind));
    let due = Due::On(charge.due_on);
    let form = InvoiceForm::new(invoice.customer, &number, charge.issued_on, due, charge.amount);
    Ok(InvoiceForm {
        kind: charge.kind.document(),
        rate: invoice.rate,
        reference: invoice.reference.clone(),
        of: Some(charge.of),
        ..form
    })
}

/// What was already issued as interest or fees on an invoice by a day, so that nothing is
/// asked for twice; cancelled charges are left out.
pub fn already_issued(
    book: &Book,
    invoice: Ix<InvoiceEntry>,
    kind: ChargeKind,
    on: NaiveDate,
) -> Money {
    let entry = book.invoice(invoice);
    let others = book.customer(entry.customer).invoices.iter().map(|&other| book.invoice(other));
    let currency = entry.invoice.total.currency;
    let issued = others.filter(|other| {
        other.invoice.of == Some(entry.invoice.id)
            && other.invoice.kind == kind.document()
            && other.invoice.total.currency == currency
            && other.counts_on(on)
    });
    Money::new(issued.map(|other| other.invoice.total.amount_minor).sum(), currency)
}

/// Whether a document is a charge.
pub fn is_charge(kind: InvoiceKind) -> bool {
    matches!(kind, InvoiceKind::Interest | InvoiceKind::Fee)
}

/// The invoice's number with a suffix, counted up until the customer has none like it.
fn free_number(book: &Book, entry: &InvoiceEntry, suffix: &str) -> String {
    let first = format!("{}-{suffix}", entry.invoice.number);
    let taken = |number: &str| book.find_number(entry.customer, number).is_some();
    if !taken(&first) {
        return first;
    }
    (2_u32..).map(|count| format!("{first}-{count}")).find(|next| !taken(next)).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::Refusal;
    use crate::ledger::action::{cancel_invoice, enter_invoice};
    use crate::views::fixture::{customer, day, draft, invoice, mxn, usd};

    #[test]
    fn a_charge_is_numbered_after_its_invoice_and_belongs_to_it() {
        let mut draft = draft();
        let customer = customer(&mut draft, "Uno");
        let of = invoice(&mut draft, customer, "F-1", "2026-01-01", "2026-01-31", mxn(100_000));
        let (issued_on, due_on) = (day("2026-03-01"), day("2026-03-16"));
        let charge = Charge { kind: ChargeKind::Interest, of, amount: mxn(986), issued_on, due_on };
        let form = propose_charge(draft.book(), &charge, Lang::Es).unwrap();
        assert_eq!((form.number.as_str(), form.of), ("F-1-INT", Some(of)));
        enter_invoice(&mut draft, form).unwrap();
        let second = propose_charge(draft.book(), &charge, Lang::Es).unwrap();
        assert_eq!(second.number, "F-1-INT-2");
        let last = enter_invoice(&mut draft, second).unwrap();
        let fee = Charge { kind: ChargeKind::Fee, ..charge };
        let form = propose_charge(draft.book(), &fee, Lang::En).unwrap();
        assert_eq!((form.number.as_str(), form.kind), ("F-1-FEE", InvoiceKind::Fee));

        let sum = |draft: &crate::ledger::action::Draft, on| {
            let book = draft.book();
            let ix = book.find_invoice(of).unwrap();
            already_issued(book, ix, ChargeKind::Interest, day(on)).amount_minor
        };
        assert_eq!((sum(&draft, "2026-02-28"), sum(&draft, "2026-03-01")), (0, 1_972));
        cancel_invoice(&mut draft, last, day("2026-03-02"), "x".to_owned()).unwrap();
        assert_eq!(sum(&draft, "2026-03-02"), 986);

        let again = Charge { of: last, ..charge };
        let problem = propose_charge(draft.book(), &again, Lang::Es).unwrap_err();
        assert_eq!(problem, ChargeProblem::OfACharge { number: "F-1-INT-2".to_owned() });
    }

    #[test]
    fn a_charge_that_makes_no_sense_is_not_proposed() {
        let mut draft = draft();
        let customer = customer(&mut draft, "Uno");
        let of = invoice(&mut draft, customer, "F-1", "2026-01-01", "2026-01-31", mxn(100_000));
        let charge = Charge {
            kind: ChargeKind::Interest,
            of,
            amount: mxn(986),
            issued_on: day("2026-03-01"),
            due_on: day("2026-03-01"),
        };
        let problem = |draft: &crate::ledger::action::Draft, charge: Charge| {
            propose_charge(draft.book(), &charge, Lang::Es).unwrap_err()
        };
        let unknown = Charge { of: Id::new(9, 9), ..charge };
        assert_eq!(problem(&draft, unknown), ChargeProblem::UnknownInvoice);
        let nothing = Charge { amount: mxn(0), ..charge };
        assert_eq!(problem(&draft, nothing), ChargeProblem::NotPositive { amount: mxn(0) });
        let dollars = Charge { amount: usd(986), ..charge };
        let other = ChargeProblem::OtherCurrency { amount: usd(986), total: mxn(100_000) };
        assert_eq!(problem(&draft, dollars), other);
        let early = Charge { issued_on: day("2026-01-31"), ..charge };
        assert_eq!(problem(&draft, early), ChargeProblem::NotLate { due_on: day("2026-01-31") });
        let back = Charge { due_on: day("2026-02-28"), ..charge };
        assert_eq!(problem(&draft, back), ChargeProblem::DueBeforeIssue);
        cancel_invoice(&mut draft, of, day("2026-03-01"), "x".to_owned()).unwrap();
        let (number, on) = ("F-1".to_owned(), day("2026-03-01"));
        assert_eq!(problem(&draft, charge), ChargeProblem::Cancelled { number, on });
    }

    /// The page checks it too, but nothing else may enter a charge on nothing.
    #[test]
    fn a_charge_of_no_invoice_is_refused() {
        let mut draft = draft();
        let customer = customer(&mut draft, "Uno");
        let (on, of) = (day("2026-03-01"), Id::new(9, 9));
        let form = InvoiceForm::new(customer, "X-1", on, Due::On(on), mxn(986));
        let form = InvoiceForm { kind: InvoiceKind::Fee, of: Some(of), ..form };
        assert_eq!(enter_invoice(&mut draft, form), Err(Refusal::Unknown { id: of }));
    }
}
