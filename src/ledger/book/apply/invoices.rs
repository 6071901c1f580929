//! Invoices, their instalments and their numbers.

use std::hash::Hasher;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{forget, remember, require_positive};
use crate::ledger::book::{Book, Cancellation, CustomerEntry, InvoiceEntry, Item};
use crate::ledger::ids::IdHasher;
use crate::ledger::invoice::Invoice;
use crate::ledger::refusal::{Blank, Refusal};
use crate::ledger::shelf::Ix;
use crate::ledger::{Id, Money};

impl Book {
    pub(super) fn invoice_ix(&self, id: Id) -> Result<Ix<InvoiceEntry>, Refusal> {
        self.find_invoice(id).ok_or(Refusal::Unknown { id })
    }

    pub(super) fn add_invoice(&mut self, invoice: &Invoice) -> Result<(), Refusal> {
        if self.find_invoice(invoice.id).is_some() {
            return Err(Refusal::AlreadyThere { id: invoice.id });
        }
        let customer = self.customer_ix(invoice.customer)?;
        validate_invoice(invoice)?;
        self.require_new_number(customer, &invoice.number, None)?;

        let first_item = Ix::at(self.items.len());
        let ix = self.invoices.push(InvoiceEntry {
            invoice: Arc::new(invoice.clone()),
            customer,
            cancelled: None,
            first_item,
            removed: false,
        });
        self.push_items(ix);
        remember(&mut self.customers.change(customer).invoices, ix);
        Arc::make_mut(&mut self.by_id).invoices.insert(invoice.id, ix);
        self.index_number(ix);
        Ok(())
    }

    fn push_items(&mut self, ix: Ix<InvoiceEntry>) {
        let InvoiceEntry { invoice, customer, cancelled, .. } = &self.invoices[ix];
        let gone_on = cancelled.as_ref().map(|cancelled| cancelled.on);
        for (place, instalment) in invoice.instalments.iter().enumerate() {
            self.items.push(Item {
                invoice: ix,
                customer: *customer,
                currency: invoice.total.currency,
                number: u16::try_from(place + 1).unwrap_or(u16::MAX),
                issued_on: invoice.issued_on,
                due_on: instalment.due_on,
                amount_minor: instalment.amount_minor,
                gone_on,
                settled_minor: 0,
                settled_from: NaiveDate::MIN,
                allocations: Vec::new(),
            });
        }
    }

    /// A correction keeps what settles the invoice, so it must leave room for it.
    pub(super) fn change_invoice(
        &mut self,
        before: &Invoice,
        after: &Invoice,
    ) -> Result<(), Refusal> {
        let ix = self.invoice_ix(after.id)?;
        let entry = &self.invoices[ix];
        if *entry.invoice != *before {
            return Err(Refusal::ChangedSince { what: before.number.clone() });
        }
        let customer = self.customer_ix(after.customer)?;
        validate_invoice(after)?;
        self.require_new_number(customer, &after.number, Some(ix))?;
        if let Some(cancelled) = &entry.cancelled
            && after.issued_on > cancelled.on
        {
            return Err(Refusal::TooEarly { day: cancelled.on, earliest: after.issued_on });
        }
        let old_customer = entry.customer;
        let old_items: Vec<_> = self.items_of(ix).map(|(item, _)| item).collect();
        let settled: usize = old_items.iter().map(|&item| self.items[item].allocations.len()).sum();
        if settled > 0
            && (old_customer != customer || before.total.currency != after.total.currency)
        {
            return Err(Refusal::StillUsed { what: before.number.clone(), by: settled });
        }
        let is_another = old_customer != customer || before.total.currency != after.total.currency;
        let dealings = if is_another {
            self.dealings_about(ix)
        } else {
            self.dealings_after(ix, after.instalments.len())
        };
        if dealings > 0 {
            return Err(Refusal::StillUsed { what: before.number.clone(), by: dealings });
        }
        for (place, &item) in old_items.iter().enumerate() {
            let item = &self.items[item];
            let room = after.instalments.get(place).map_or(0, |part| part.amount_minor);
            let peak = self.peak_settled(item, NaiveDate::MIN);
            if peak > room {
                return Err(Refusal::LessThanSettled {
                    number: after.number.clone(),
                    amount: Money::new(room, after.total.currency),
                    settled: Money::new(peak, after.total.currency),
                });
            }
            let first = self.first_allocation_day(item);
            if first.is_some_and(|first| first < after.issued_on) {
                let day = first.unwrap_or(after.issued_on);
                return Err(Refusal::TooEarly { day, earliest: after.issued_on });
            }
            if after.instalments.get(place).is_none() && !item.allocations.is_empty() {
                let by = item.allocations.len();
                return Err(Refusal::StillUsed { what: before.number.clone(), by });
            }
        }

        let first_new = Ix::at(self.items.len());
        let entry = self.invoices.change(ix);
        entry.invoice = Arc::new(after.clone());
        entry.customer = customer;
        entry.first_item = first_new;
        self.push_items(ix);
        for (place, old) in old_items.into_iter().enumerate() {
            let old = self.items.change(old);
            old.gone_on = Some(NaiveDate::MIN);
            let allocations = std::mem::take(&mut old.allocations);
            if allocations.is_empty() {
                continue;
            }
            let new = Ix::at(first_new.place() + place);
            for &allocation in &allocations {
                self.allocations.change(allocation).item = new;
            }
            self.items.change(new).allocations = allocations;
            self.resum_item(new);
        }
        if old_customer != customer {
            forget(&mut self.customers.change(old_customer).invoices, ix);
            remember(&mut self.customers.change(customer).invoices, ix);
        }
        self.index_number(ix);
        Ok(())
    }

    pub(super) fn remove_invoice(&mut self, id: Id) -> Result<(), Refusal> {
        let ix = self.invoice_ix(id)?;
        let settled: usize = self.items_of(ix).map(|(_, item)| item.allocations.len()).sum();
        let entry = &self.invoices[ix];
        let by = settled + usize::from(entry.cancelled.is_some()) + self.dealings_about(ix);
        if by > 0 {
            return Err(Refusal::StillUsed { what: entry.invoice.number.clone(), by });
        }
        let customer = entry.customer;
        let items: Vec<_> = self.items_of(ix).map(|(item, _)| item).collect();
        for item in items {
            self.items.change(item).gone_on = Some(NaiveDate::MIN);
        }
        self.invoices.change(ix).removed = true;
        forget(&mut self.customers.change(customer).invoices, ix);
        Ok(())
    }

    pub(super) fn cancel_invoice(
        &mut self,
        id: Id,
        on: NaiveDate,
        reason: &str,
    ) -> Result<(), Refusal> {
        let ix = self.invoice_ix(id)?;
        let entry = &self.invoices[ix];
        let number = || entry.invoice.number.clone();
        if let Some(cancelled) = &entry.cancelled {
            return Err(Refusal::Cancelled { number: number(), on: cancelled.on });
        }
        if on < entry.invoice.issued_on {
            return Err(Refusal::TooEarly { day: on, earliest: entry.invoice.issued_on });
        }
        if reason.trim().is_empty() {
            return Err(Refusal::Blank(Blank::Reason));
        }
        let by = self
            .items_of(ix)
            .flat_map(|(item, _)| self.allocations_to(item))
            .filter(|entry| entry.counts_after(on))
            .count();
        if by > 0 {
            return Err(Refusal::StillUsed { what: number(), by });
        }
        let items: Vec<_> = self.items_of(ix).map(|(item, _)| item).collect();
        for item in items {
            self.items.change(item).gone_on = Some(on);
        }
        self.invoices.change(ix).cancelled =
            Some(Arc::new(Cancellation { on, reason: reason.to_owned() }));
        Ok(())
    }

    pub(super) fn reinstate_invoice(&mut self, id: Id) -> Result<(), Refusal> {
        let ix = self.invoice_ix(id)?;
        if self.invoices[ix].cancelled.is_none() {
            return Err(Refusal::NothingToUndo);
        }
        let items: Vec<_> = self.items_of(ix).map(|(item, _)| item).collect();
        for item in items {
            self.items.change(item).gone_on = None;
        }
        self.invoices.change(ix).cancelled = None;
        Ok(())
    }

    fn require_new_number(
        &self,
        customer: Ix<CustomerEntry>,
        number: &str,
        but: Option<Ix<InvoiceEntry>>,
    ) -> Result<(), Refusal> {
        match self.find_number(customer, number) {
            Some(ix) if Some(ix) != but => Err(Refusal::DuplicateNumber {
                customer: self.customers[customer].customer.name().to_owned(),
                number: number.to_owned(),
            }),
            _ => Ok(()),
        }
    }

    fn index_number(&mut self, ix: Ix<InvoiceEntry>) {
        let entry = &self.invoices[ix];
        let mut key = number_key(entry.customer, &entry.invoice.number);
        let numbers = &mut Arc::make_mut(&mut self.by_id).numbers;
        while numbers.get(&key).is_some_and(|&known| known != ix) {
            key = key.wrapping_add(1);
        }
        numbers.insert(key, ix);
    }
}

/// The key under which an invoice's number is looked up: numbers are compared without
/// the blanks around them and without regard to ASCII case.
pub(in crate::ledger::book) fn number_key(customer: Ix<CustomerEntry>, number: &str) -> u64 {
    let mut hasher = IdHasher::default();
    hasher.write_u64(customer.place() as u64);
    for byte in number.trim().bytes() {
        hasher.write_u64(u64::from(byte.to_ascii_uppercase()));
    }
    hasher.finish()
}

/// Whether two printed numbers are one; see [`number_key`].
pub(in crate::ledger::book) fn same_number(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

fn validate_invoice(invoice: &Invoice) -> Result<(), Refusal> {
    if invoice.number.trim().is_empty() {
        return Err(Refusal::Blank(Blank::InvoiceNumber));
    }
    require_positive(invoice.total)?;
    if invoice.instalments.is_empty() {
        return Err(Refusal::Blank(Blank::Instalments));
    }
    let mut sum = 0i64;
    for instalment in &invoice.instalments {
        let part = Money::new(instalment.amount_minor, invoice.total.currency);
        require_positive(part)?;
        sum = sum.saturating_add(instalment.amount_minor);
    }
    if sum != invoice.total.amount_minor {
        return Err(Refusal::InstalmentsDiffer {
            number: invoice.number.clone(),
            total: invoice.total,
            sum: Money::new(sum, invoice.total.currency),
        });
    }
    Ok(())
}
