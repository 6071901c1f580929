//! Counts and totals of what a list adds to a book.

use crate::ledger::{Currency, Money};

/// How much of everything: as planned, or as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Customers that were not in the book.
    pub customers_new: usize,
    /// Customers that were, and that rows of the list are about.
    pub customers_known: usize,
    /// Of those, the ones of which the list says something that was blank.
    pub customers_completed: usize,
    /// Invoices that were not in the book.
    pub invoices_new: usize,
    /// Payments, of new and of known invoices.
    pub payments: usize,
    /// Of those, the ones of invoices that were in the book and open.
    pub payments_of_known: usize,
    /// Credit notes that were not in the book.
    pub credit_notes_new: usize,
    /// Rows that add nothing: in the book already, or credit notes of which nothing is left.
    pub rows_known: usize,
    /// Totals by currency, by code.
    pub totals: Vec<CurrencyTotals>,
}

/// The totals in one currency, in its minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrencyTotals {
    /// The currency.
    pub currency: Currency,
    /// Totals of new invoices.
    pub invoiced_minor: i64,
    /// Payments of new invoices.
    pub paid_minor: i64,
    /// Payments of invoices that were in the book.
    pub paid_known_minor: i64,
    /// New credit notes, not applied to anything.
    pub credited_minor: i64,
}

impl CurrencyTotals {
    /// What is still owed of the new invoices.
    pub fn open_minor(&self) -> i64 {
        self.invoiced_minor - self.paid_minor
    }
}

impl Tally {
    /// How many rows or customers add something to the book.
    pub fn changes(&self) -> usize {
        self.invoices_new
            + self.payments_of_known
            + self.credit_notes_new
            + self.customers_completed
    }

    pub(super) fn add_invoice(&mut self, total: Money, paid_minor: i64) {
        self.invoices_new += 1;
        self.payments += usize::from(paid_minor > 0);
        let totals = self.totals_of(total.currency);
        totals.invoiced_minor += total.amount_minor;
        totals.paid_minor += paid_minor;
    }

    pub(super) fn add_payment_of_known(&mut self, paid: Money) {
        self.payments += 1;
        self.payments_of_known += 1;
        self.totals_of(paid.currency).paid_known_minor += paid.amount_minor;
    }

    pub(super) fn add_credit_note(&mut self, amount: Money) {
        self.credit_notes_new += 1;
        self.totals_of(amount.currency).credited_minor += amount.amount_minor;
    }

    pub(super) fn add_customer(&mut self, is_known: bool, is_completed: bool) {
        self.customers_new += usize::from(!is_known);
        self.customers_known += usize::from(is_known);
        self.customers_completed += usize::from(is_known && is_completed);
    }

    fn totals_of(&mut self, currency: Currency) -> &mut CurrencyTotals {
        let at = self.totals.partition_point(|totals| totals.currency.code() < currency.code());
        if self.totals.get(at).is_none_or(|totals| totals.currency != currency) {
            let none = CurrencyTotals {
                currency,
                invoiced_minor: 0,
                paid_minor: 0,
                paid_known_minor: 0,
                credited_minor: 0,
            };
            self.totals.insert(at, none);
        }
        &mut self.totals[at]
    }
}
