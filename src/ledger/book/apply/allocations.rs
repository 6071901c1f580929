//! What settles what: only what is open, out of what is left, on every day.

use std::sync::Arc;

use chrono::NaiveDate;

use super::credits::require_not_bounced;
use super::{credit_name, require_positive, take_out};
use crate::ledger::book::{AllocationEntry, Book, CreditEntry, CustomerEntry, Item};
use crate::ledger::credit::Allocation;
use crate::ledger::refusal::Refusal;
use crate::ledger::shelf::Ix;
use crate::ledger::{Id, Money};

impl Book {
    fn allocation_ix(&self, id: Id) -> Result<Ix<AllocationEntry>, Refusal> {
        self.find_allocation(id).ok_or(Refusal::Unknown { id })
    }

    pub(super) fn allocate(&mut self, allocation: &Allocation) -> Result<(), Refusal> {
        if self.find_allocation(allocation.id).is_some() {
            return Err(Refusal::AlreadyThere { id: allocation.id });
        }
        let credit_ix = self.credit_ix(allocation.credit)?;
        let item_ix =
            self.find_item(allocation.to).ok_or(Refusal::Unknown { id: allocation.to.invoice })?;
        self.require_settles(allocation, credit_ix, item_ix)?;
        self.require_room(allocation, credit_ix, item_ix, allocation.from)?;

        self.place_allocation(Arc::new(allocation.clone()), None);
        Ok(())
    }

    /// Puts an allocation in its place without asking whether there is room; `None` where
    /// its credit or instalment is not there.
    pub(in crate::ledger::book) fn place_allocation(
        &mut self,
        allocation: Arc<Allocation>,
        until: Option<NaiveDate>,
    ) -> Option<Ix<AllocationEntry>> {
        let (id, credit) = (allocation.id, self.find_credit(allocation.credit)?);
        let item = self.find_item(allocation.to)?;
        let crosses = allocation.other_currency_minor.is_some();
        let entry = AllocationEntry { allocation, credit, item, until, removed: false };
        let ix = self.allocations.push(entry);
        Arc::make_mut(&mut self.by_id).allocations.insert(id, ix);
        if crosses {
            self.crossings.push(ix);
        }
        self.items.change(item).allocations.push(ix);
        self.resum_item(item);
        let entry = &self.allocations[ix];
        let (last_change, used_minor) = (entry.last_change(), entry.lasting_minor());
        let credit = self.credits.change(credit);
        credit.allocations.push(ix);
        credit.used_minor += used_minor;
        credit.used_from = credit.used_from.max(last_change);
        Some(ix)
    }

    pub(super) fn remove_allocation(&mut self, id: Id) -> Result<(), Refusal> {
        let ix = self.allocation_ix(id)?;
        let AllocationEntry { credit, item, until, .. } = self.allocations[ix];
        if until.is_some() {
            let what = credit_name(&self.credits[credit].credit);
            return Err(Refusal::StillUsed { what, by: 1 });
        }
        self.allocations.change(ix).removed = true;
        take_out(&mut self.items.change(item).allocations, ix);
        self.resum_item(item);
        let credit_minor = self.allocations[ix].allocation.credit_minor;
        let credit = self.credits.change(credit);
        take_out(&mut credit.allocations, ix);
        credit.used_minor -= credit_minor;
        Ok(())
    }

    pub(super) fn strike_allocation(&mut self, allocation: &Allocation) -> Result<(), Refusal> {
        let ix = self.allocation_ix(allocation.id)?;
        let entry = &self.allocations[ix];
        if *entry.allocation != *allocation {
            let what = credit_name(&self.credits[entry.credit].credit);
            return Err(Refusal::ChangedSince { what });
        }
        self.remove_allocation(allocation.id)
    }

    pub(super) fn end_allocation(&mut self, id: Id, on: NaiveDate) -> Result<(), Refusal> {
        let ix = self.allocation_ix(id)?;
        let entry = &self.allocations[ix];
        if entry.until.is_some() {
            let what = credit_name(&self.credits[entry.credit].credit);
            return Err(Refusal::ChangedSince { what });
        }
        if on < entry.allocation.from {
            return Err(Refusal::TooEarly { day: on, earliest: entry.allocation.from });
        }
        let AllocationEntry { credit, item, .. } = *entry;
        let credit_minor = entry.allocation.credit_minor;
        self.allocations.change(ix).until = Some(on);
        self.resum_item(item);
        let credit = self.credits.change(credit);
        credit.used_minor -= credit_minor;
        credit.used_from = credit.used_from.max(on);
        Ok(())
    }

    pub(super) fn resume_allocation(&mut self, id: Id) -> Result<(), Refusal> {
        let ix = self.allocation_ix(id)?;
        let AllocationEntry { allocation, credit, item, until, .. } = &self.allocations[ix];
        let (credit, item) = (*credit, *item);
        let Some(until) = *until else { return Err(Refusal::NothingToUndo) };
        self.require_settles(allocation, credit, item)?;
        // Until then it counts already.
        self.require_room(allocation, credit, item, until)?;
        let credit_minor = allocation.credit_minor;
        self.allocations.change(ix).until = None;
        self.resum_item(item);
        self.credits.change(credit).used_minor += credit_minor;
        Ok(())
    }

    fn require_settles(
        &self,
        allocation: &Allocation,
        credit_ix: Ix<CreditEntry>,
        item_ix: Ix<Item>,
    ) -> Result<(), Refusal> {
        let (credit, item) = (&self.credits[credit_ix], &self.items[item_ix]);
        let invoice = &self.invoices[item.invoice];
        if credit.customer != item.customer {
            let name = |ix: Ix<CustomerEntry>| self.customers[ix].customer.name().to_owned();
            return Err(Refusal::OtherCustomer {
                credit_of: name(credit.customer),
                invoice_of: name(item.customer),
            });
        }
        let currency = credit.credit.amount.currency;
        let taken = Money::new(allocation.credit_minor, currency);
        let settled = Money::new(allocation.settled_minor(), item.currency);
        if (currency == item.currency) == allocation.other_currency_minor.is_some() {
            return Err(Refusal::OtherCurrency { one: taken, other: settled });
        }
        require_positive(taken)?;
        require_positive(settled)?;
        let earliest = credit.effective_on.max(item.issued_on);
        if allocation.from < earliest {
            return Err(Refusal::TooEarly { day: allocation.from, earliest });
        }
        if let Some(cancelled) = &invoice.cancelled {
            let number = invoice.invoice.number.clone();
            return Err(Refusal::Cancelled { number, on: cancelled.on });
        }
        require_not_bounced(credit)
    }

    fn require_room(
        &self,
        allocation: &Allocation,
        credit_ix: Ix<CreditEntry>,
        item_ix: Ix<Item>,
        from: NaiveDate,
    ) -> Result<(), Refusal> {
        let (credit, item) = (&self.credits[credit_ix], &self.items[item_ix]);
        let open = self.free_minor(item, from);
        if allocation.settled_minor() > open {
            return Err(Refusal::MoreThanOpen {
                number: self.invoices[item.invoice].invoice.number.clone(),
                open: Money::new(open, item.currency),
                asked: Money::new(allocation.settled_minor(), item.currency),
            });
        }
        self.require_left(credit, allocation.credit_minor, from)
    }

    pub(super) fn require_left(
        &self,
        credit: &CreditEntry,
        asked_minor: i64,
        from: NaiveDate,
    ) -> Result<(), Refusal> {
        let amount = credit.credit.amount;
        let left = self.unused_minor(credit, from);
        if asked_minor > left {
            return Err(Refusal::MoreThanLeft {
                credit: credit_name(&credit.credit),
                left: Money::new(left, amount.currency),
                asked: Money::new(asked_minor, amount.currency),
            });
        }
        Ok(())
    }

    pub(super) fn first_allocation_day(&self, item: &Item) -> Option<NaiveDate> {
        item.allocations.iter().map(|&ix| self.allocations[ix].allocation.from).min()
    }

    pub(super) fn resum_item(&mut self, ix: Ix<Item>) {
        let mut settled_from = NaiveDate::MIN;
        for &allocation in &self.items[ix].allocations {
            let entry = &self.allocations[allocation];
            settled_from = settled_from.max(entry.last_change());
        }
        let settled_minor = self.settled_minor(&self.items[ix], settled_from);
        let item = self.items.change(ix);
        (item.settled_from, item.settled_minor) = (settled_from, settled_minor);
    }
}

impl AllocationEntry {
    fn last_change(&self) -> NaiveDate {
        self.until.unwrap_or(self.allocation.from).max(self.allocation.from)
    }

    /// What it takes from its credit from its last change on.
    fn lasting_minor(&self) -> i64 {
        if self.until.is_some() { 0 } else { self.allocation.credit_minor }
    }

    /// Whether it counts on any day from `on` on. One that ended as it began never does.
    pub(super) fn counts_after(&self, on: NaiveDate) -> bool {
        self.until.is_none_or(|until| until > on.max(self.allocation.from))
    }
}
