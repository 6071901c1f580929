//! Amounts on a day.

use crate::order;
use chrono::NaiveDate;

use super::{Book, CreditEntry, CustomerEntry, InvoiceEntry, Item};
use crate::ledger::Money;
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::shelf::Ix;

impl Book {
    /// What is open of an instalment at the end of a day, in minor units. Nothing before
    /// its invoice was issued or once it is cancelled.
    pub fn open_minor(&self, item: &Item, on: NaiveDate) -> i64 {
        if item.issued_on > on || item.gone_on.is_some_and(|gone| gone <= on) {
            return 0;
        }
        let settled =
            if on >= item.settled_from { item.settled_minor } else { self.settled_minor(item, on) };
        item.amount_minor - settled
    }

    /// What is open of an invoice at the end of a day.
    pub fn open(&self, invoice: Ix<InvoiceEntry>, on: NaiveDate) -> Money {
        let minor = self.items_of(invoice).map(|(_, item)| self.open_minor(item, on)).sum();
        Money::new(minor, self.invoices[invoice].invoice.total.currency)
    }

    /// What is open of several instalments of one currency at the end of a day, in minor
    /// units.
    pub fn open_of(&self, items: &[InstalmentRef], on: NaiveDate) -> i64 {
        let items = items.iter().filter_map(|&item| self.find_item(item));
        items.map(|item| self.open_minor(&self.items[item], on)).sum()
    }

    /// What is left of a credit at the end of a day, in minor units: nothing before it
    /// takes effect or once a cheque bounced.
    pub fn left_minor(&self, credit: &CreditEntry, on: NaiveDate) -> i64 {
        if !credit.counts_on(on) {
            return 0;
        }
        let used =
            if on >= credit.used_from { credit.used_minor } else { self.used_minor(credit, on) };
        credit.amount.amount_minor - used
    }

    /// What may still be applied to an instalment from a day on, in minor units: what is
    /// open on every day from then, whatever was applied with a later day.
    pub fn free_minor(&self, item: &Item, from: NaiveDate) -> i64 {
        item.amount_minor - self.peak_settled(item, from)
    }

    /// What may still be taken from a credit from a day on, in minor units: what is left on
    /// every day from then. Says nothing of a cheque that bounced: see
    /// [`CreditEntry::counts_on`].
    pub fn unused_minor(&self, credit: &CreditEntry, from: NaiveDate) -> i64 {
        credit.credit.amount.amount_minor - self.peak_used(credit, from)
    }

    /// Open instalments of a customer at the end of a day, in the order they were entered.
    pub fn open_items_as_entered(
        &self,
        customer: Ix<CustomerEntry>,
        on: NaiveDate,
    ) -> impl Iterator<Item = (OpenItem, &Item)> {
        let invoices = self.customers[customer].invoices.iter();
        invoices.flat_map(|&invoice| self.items_of(invoice)).filter_map(move |(ix, item)| {
            let open_minor = self.open_minor(item, on);
            (open_minor != 0).then_some((OpenItem { item: ix, open_minor }, item))
        })
    }

    /// Open instalments of a customer at the end of a day, oldest due first.
    pub fn open_items(&self, customer: Ix<CustomerEntry>, on: NaiveDate) -> Vec<OpenItem> {
        let open = self.open_items_as_entered(customer, on);
        let mut open: Vec<_> = open.map(|(open, _)| open).collect();
        order::sort_by_key(&mut open, |open| self.items[open.item].age());
        open
    }

    /// The most that is settled on any day from `from` on.
    pub(super) fn peak_settled(&self, item: &Item, from: NaiveDate) -> i64 {
        if from >= item.settled_from {
            return item.settled_minor;
        }
        let days = item.allocations.iter().map(|&ix| self.allocations[ix].allocation.from);
        peak(days, from, |day| self.settled_minor(item, day))
    }

    /// The most that is used on any day from `from` on.
    fn peak_used(&self, credit: &CreditEntry, from: NaiveDate) -> i64 {
        if from >= credit.used_from {
            return credit.used_minor;
        }
        let allocated = credit.allocations.iter().map(|&ix| self.allocations[ix].allocation.from);
        let refunded = credit.refunds.iter().map(|&ix| self.refunds[ix].refund.on);
        peak(allocated.chain(refunded), from, |day| self.used_minor(credit, day))
    }

    pub(super) fn settled_minor(&self, item: &Item, on: NaiveDate) -> i64 {
        item.allocations
            .iter()
            .map(|&ix| &self.allocations[ix])
            .filter(|entry| entry.counts_on(on))
            .map(|entry| entry.allocation.settled_minor())
            .sum()
    }

    fn used_minor(&self, credit: &CreditEntry, on: NaiveDate) -> i64 {
        let allocated: i64 = credit
            .allocations
            .iter()
            .map(|&ix| &self.allocations[ix])
            .filter(|entry| entry.counts_on(on))
            .map(|entry| entry.allocation.credit_minor)
            .sum();
        let refunded: i64 = credit
            .refunds
            .iter()
            .map(|&ix| &self.refunds[ix].refund)
            .filter(|refund| refund.on <= on)
            .map(|refund| refund.amount_minor)
            .sum();
        allocated + refunded
    }
}

/// The highest value on any day from `from` on of something that grows only on `days`.
fn peak(
    days: impl Iterator<Item = NaiveDate>,
    from: NaiveDate,
    on: impl Fn(NaiveDate) -> i64,
) -> i64 {
    days.filter(|&day| day > from).map(&on).fold(on(from), i64::max)
}

/// An instalment with money still owed (partida abierta).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// The instalment.
    pub item: Ix<Item>,
    /// Open, in minor units of its currency.
    pub open_minor: i64,
}
