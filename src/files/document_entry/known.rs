//! What of the documents is in the book already.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::ledger::book::{Book, CreditEntry, CustomerEntry, InvoiceEntry};
use crate::ledger::credit::CreditKind;
use crate::ledger::{Id, Ix, Money};

/// What can be found in the book by what documents say of it.
#[derive(Debug, Default)]
pub(super) struct Known {
    invoices: HashMap<String, Id>,
    /// What receipts left in the notes of the payments that were entered from them.
    receipts: HashSet<String>,
    /// Payments of the book, each taken at most once for one that a receipt certifies.
    taken: HashSet<Id>,
}

/// Days between a payment as it was entered by hand and as a receipt, or the bank, has it.
pub(crate) const DAYS_APART: i64 = 5;

impl Known {
    /// Takes in an invoice.
    pub fn know(&mut self, fiscal_id: &str, invoice: Id) {
        let key = fiscal_key(fiscal_id);
        if !key.is_empty() {
            self.invoices.entry(key).or_insert(invoice);
        }
    }

    /// Takes in a credit of the book.
    pub fn know_credit(&mut self, credit: &CreditEntry) {
        if credit.credit.is_payment() && !credit.credit.notes.is_empty() {
            let first = credit.credit.notes.lines().next().unwrap_or_default();
            self.receipts.insert(fiscal_key(first));
        }
    }

    /// The invoice of a fiscal id.
    pub fn invoice(&self, fiscal_id: &str) -> Option<Id> {
        self.invoices.get(&fiscal_key(fiscal_id)).copied()
    }

    /// Whether payments were entered from a receipt, by the note they would be given.
    pub fn has_receipt(&self, note: &str) -> bool {
        self.receipts.contains(&fiscal_key(note))
    }

    /// Whether the book has a payment that may be the one a receipt certifies: of the same
    /// customer and amount, a few days apart at most. It is taken for this one from now on.
    pub fn takes_payment(
        &mut self,
        book: &Book,
        customer: Ix<CustomerEntry>,
        on: NaiveDate,
        amount: Money,
    ) -> bool {
        let credits = book.customer(customer).credits.iter().map(|&ix| &book.credit(ix).credit);
        let found = credits
            .filter(|credit| credit.is_payment() && credit.amount == amount)
            .filter(|credit| (credit.date - on).num_days().abs() <= DAYS_APART)
            .map(|credit| credit.id)
            .find(|id| book.find_credit(*id).is_some() && !self.taken.contains(id));
        found.is_some_and(|id| self.taken.insert(id))
    }

    /// A payment that was entered just now: it is none of the book's.
    pub fn take(&mut self, credit: Id) {
        self.taken.insert(credit);
    }
}

/// Whether the book has a credit note of a customer with a number.
pub(super) fn has_credit_note(book: &Book, customer: Ix<CustomerEntry>, number: &str) -> bool {
    let credits = book.customer(customer).credits.iter().map(|&ix| book.credit(ix));
    credits
        .filter(|entry| entry.credit.kind == CreditKind::CreditNote)
        .filter(|entry| book.find_credit(entry.credit.id).is_some())
        .any(|entry| entry.credit.reference.trim().eq_ignore_ascii_case(number.trim()))
}

/// Whether two invoices have different fiscal ids: they are two, whatever their numbers.
pub(super) fn is_other(entry: &InvoiceEntry, fiscal_id: &str) -> bool {
    let own = fiscal_key(&entry.invoice.fiscal_id);
    !own.is_empty() && !fiscal_id.is_empty() && own != fiscal_key(fiscal_id)
}

/// The invoice of a customer with a number, also where series and number are joined in
/// another way: `A 12` is `A12` and `A-12` elsewhere.
pub(super) fn find_number(
    book: &Book,
    customer: Ix<CustomerEntry>,
    number: &str,
) -> Option<Ix<InvoiceEntry>> {
    let joined = |by: &str| number.split_whitespace().collect::<Vec<_>>().join(by);
    [number.to_owned(), joined(""), joined("-")]
        .iter()
        .find_map(|number| book.find_number(customer, number))
}

pub(super) fn fiscal_key(id: &str) -> String {
    id.trim().to_ascii_lowercase()
}
