//! A second, naive reading of the journal, to hold the book against: no sums kept, no
//! checks, every amount counted anew from the facts of the records that stand.

use std::collections::BTreeMap;

use cartera::ledger::credit::{Allocation, ChequeStep, Credit, Refund};
use cartera::ledger::fact::Fact;
use cartera::ledger::invoice::Invoice;
use cartera::ledger::record::{Deed, Record};
use cartera::ledger::{Book, Id};
use chrono::NaiveDate;

/// What the standing records say.
#[derive(Default)]
pub struct Naive {
    pub invoices: BTreeMap<Id, (Invoice, Option<NaiveDate>)>,
    pub credits: BTreeMap<Id, (Credit, Option<NaiveDate>)>,
    pub allocations: BTreeMap<Id, (Allocation, Option<NaiveDate>)>,
    pub refunds: Vec<Refund>,
}

impl Naive {
    /// Reads records. What an undone one settled, cancelled or noted does not count until
    /// it is redone; documents are as they were last entered or corrected.
    pub fn read(records: &[(Record, [u8; 32])]) -> Self {
        let mut naive = Self::default();
        for fact in records.iter().flat_map(|(record, _)| &record.facts) {
            match fact {
                Fact::InvoiceAdded(invoice) => {
                    naive.invoices.insert(invoice.id, ((**invoice).clone(), None));
                }
                Fact::InvoiceChanged { after, .. } => {
                    naive.invoices.insert(after.id, ((**after).clone(), None));
                }
                Fact::InvoiceRemoved(id) => drop(naive.invoices.remove(id)),
                _ => {}
            }
        }
        let mut standing: Vec<&Record> = Vec::new();
        for (record, _) in records {
            match record.header.deed {
                Deed::Undid { record } => standing.retain(|other| other.header.id != record),
                Deed::Redid { record } => {
                    let again = records.iter().find(|(other, _)| other.header.id == record);
                    standing.push(&again.unwrap().0);
                }
                _ => standing.push(record),
            }
        }
        standing.iter().flat_map(|record| &record.facts).for_each(|fact| naive.take(fact));
        naive
    }

    fn take(&mut self, fact: &Fact) {
        match fact {
            Fact::InvoiceCancelled { invoice, on, .. } => {
                self.invoices.get_mut(invoice).unwrap().1 = Some(*on);
            }
            Fact::CreditAdded(credit) => {
                self.credits.insert(credit.id, ((**credit).clone(), None));
            }
            Fact::ChequeStepped { credit, step: ChequeStep::Bounced, on } => {
                self.credits.get_mut(credit).unwrap().1 = Some(*on);
            }
            Fact::Allocated(allocation) => {
                self.allocations.insert(allocation.id, (allocation.clone(), None));
            }
            Fact::AllocationEnded { allocation, on } => {
                self.allocations.get_mut(allocation).unwrap().1 = Some(*on);
            }
            Fact::RefundAdded(refund) => self.refunds.push(refund.clone()),
            Fact::CreditStruck(credit) => drop(self.credits.remove(&credit.id)),
            Fact::AllocationStruck(allocation) => drop(self.allocations.remove(&allocation.id)),
            Fact::FirmChanged { .. }
            | Fact::StatementAdded(_)
            | Fact::MovementSetAside(_)
            | Fact::MovementTakenUp(_)
            | Fact::PayerChanged(_)
            | Fact::RateAdded(_)
            | Fact::RateStruck(_)
            | Fact::ProtocolAdded(_)
            | Fact::DealingAdded(_)
            | Fact::DealingEnded { .. }
            | Fact::FlowAdded(_)
            | Fact::FlowStruck(_)
            | Fact::CashCounted(_)
            | Fact::CashCountStruck(_)
            | Fact::CustomerAdded(_)
            | Fact::CustomerChanged { .. }
            | Fact::InvoiceAdded(_)
            | Fact::InvoiceChanged { .. }
            | Fact::ChequeStepped { .. } => {}
            removal => panic!("{removal:?} is said only by an undoing"),
        }
    }

    /// Settled of an instalment at the end of a day, whether or not it is owed then.
    pub fn settled(&self, invoice: Id, number: u16, on: NaiveDate) -> i64 {
        let in_effect = self.allocations.values().filter(|(allocation, until)| {
            allocation.to.invoice == invoice
                && allocation.to.number == number
                && allocation.from <= on
                && until.is_none_or(|until| on < until)
        });
        in_effect.map(|(allocation, _)| allocation.settled_minor()).sum()
    }

    /// Used of a credit at the end of a day, whether or not it counts then.
    pub fn used(&self, credit: Id, on: NaiveDate) -> i64 {
        let in_effect = self.allocations.values().filter(|(allocation, until)| {
            allocation.credit == credit
                && allocation.from <= on
                && until.is_none_or(|until| on < until)
        });
        let allocated: i64 = in_effect.map(|(allocation, _)| allocation.credit_minor).sum();
        let refunds = self.refunds.iter().filter(|refund| refund.credit == credit);
        allocated
            + refunds
                .filter(|refund| refund.on <= on)
                .map(|refund| refund.amount_minor)
                .sum::<i64>()
    }

    /// Says that the book has the same things and the same figures on these days, and that
    /// nothing is settled or used beyond what there is.
    pub fn check(&self, book: &Book, days: impl Iterator<Item = NaiveDate> + Clone) {
        assert_eq!(self.invoices.len(), book.invoices().count());
        assert_eq!(self.credits.len(), book.credits().count());
        assert_eq!(self.refunds.len(), book.refunds().count());
        let live = book.credits().map(|(ix, _)| book.allocations_from(ix).count()).sum::<usize>();
        assert_eq!(self.allocations.len(), live);
        for (&id, (invoice, cancelled)) in &self.invoices {
            let ix = book.find_invoice(id).unwrap();
            assert_eq!((*book.invoice(ix).invoice).clone(), *invoice);
            let items: Vec<_> = book.items_of(ix).collect();
            assert_eq!(items.len(), invoice.instalments.len());
            for (instalment, (_, item)) in invoice.instalments.iter().zip(items) {
                for on in days.clone() {
                    let settled = self.settled(id, item.number, on);
                    assert!((0..=instalment.amount_minor).contains(&settled), "{settled} on {on}");
                    let owed =
                        invoice.issued_on <= on && cancelled.is_none_or(|cancelled| on < cancelled);
                    let open = if owed { instalment.amount_minor - settled } else { 0 };
                    assert!(owed || settled == 0, "settled on {on} what is not owed");
                    assert_eq!(book.open_minor(item, on), open, "{} on {on}", invoice.number);
                }
            }
        }
        for (&id, (credit, bounced)) in &self.credits {
            let entry = book.credit(book.find_credit(id).unwrap());
            assert_eq!(entry.bounced_on, *bounced);
            for on in days.clone() {
                let used = self.used(id, on);
                assert!((0..=credit.amount.amount_minor).contains(&used), "{used} on {on}");
                let counts =
                    credit.effective_on() <= on && bounced.is_none_or(|bounced| on < bounced);
                assert!(counts || used == 0, "used on {on} what is not there");
                let left = if counts { credit.amount.amount_minor - used } else { 0 };
                assert_eq!(book.left_minor(entry, on), left, "{credit:?} on {on}");
            }
        }
    }
}
