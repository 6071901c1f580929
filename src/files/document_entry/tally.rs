//! Counts and totals of what the documents add to a book.

use crate::ledger::{Currency, Money};

/// How much of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Customers that were not in the book.
    pub customers_new: usize,
    /// Customers that were, and that documents name.
    pub customers_known: usize,
    /// Of those, the ones of which the documents say something that was blank.
    pub customers_completed: usize,
    /// Invoices and debit notes that were not in the book.
    pub invoices_new: usize,
    /// Invoices of the book that were given their fiscal id.
    pub invoices_completed: usize,
    /// Credit notes that were not in the book.
    pub credit_notes_new: usize,
    /// Payments that were not in the book.
    pub payments_new: usize,
    /// Invoices of the book that are void.
    pub cancelled: usize,
    /// Documents that are in the book already, or came twice.
    pub known: usize,
    /// Documents in which the firm is the buyer.
    pub bought: usize,
    /// Documents in which the firm is neither seller nor buyer.
    pub foreign: usize,
    /// Documents that are left out by what they are, with those that are no invoices.
    pub left_out: usize,
    /// Documents that the book refuses, and what could not be read.
    pub refused: usize,
    /// Totals by currency, by code.
    pub totals: Vec<CurrencyTotals>,
}

/// The totals in one currency, in its minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrencyTotals {
    /// The currency.
    pub currency: Currency,
    /// New invoices and debit notes.
    pub invoiced_minor: i64,
    /// New credit notes.
    pub credited_minor: i64,
    /// New payments.
    pub paid_minor: i64,
}

impl Tally {
    /// How many documents or customers add something to the book.
    pub fn changes(&self) -> usize {
        self.invoices_new
            + self.invoices_completed
            + self.credit_notes_new
            + self.payments_new
            + self.cancelled
            + self.customers_completed
    }

    pub(super) fn add_invoice(&mut self, total: Money) {
        self.invoices_new += 1;
        self.totals_of(total.currency).invoiced_minor += total.amount_minor;
    }

    pub(super) fn add_credit_note(&mut self, total: Money) {
        self.credit_notes_new += 1;
        self.totals_of(total.currency).credited_minor += total.amount_minor;
    }

    pub(super) fn add_payment(&mut self, amount: Money) {
        self.payments_new += 1;
        self.totals_of(amount.currency).paid_minor += amount.amount_minor;
    }

    fn totals_of(&mut self, currency: Currency) -> &mut CurrencyTotals {
        let at = self.totals.partition_point(|totals| totals.currency.code() < currency.code());
        if self.totals.get(at).is_none_or(|totals| totals.currency != currency) {
            let none =
                CurrencyTotals { currency, invoiced_minor: 0, credited_minor: 0, paid_minor: 0 };
            self.totals.insert(at, none);
        }
        &mut self.totals[at]
    }
}
