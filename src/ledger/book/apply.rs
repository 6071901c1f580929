//! Facts entering the book: each is checked against what stands there, in figures.

use std::hash::Hasher;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    AllocationEntry, Book, Cancellation, CreditEntry, CustomerEntry, InvoiceEntry, Item, LogEntry,
    RefundEntry,
};
use crate::ledger::credit::{Allocation, ChequeStep, Credit, Refund};
use crate::ledger::customer::Customer;
use crate::ledger::fact::Fact;
use crate::ledger::firm::{Firm, Rate};
use crate::ledger::ids::IdHasher;
use crate::ledger::invoice::Invoice;
use crate::ledger::record::{Deed, Header};
use crate::ledger::refusal::{Blank, Refusal};
use crate::ledger::shelf::Ix;
use crate::ledger::{Id, Money};

impl Book {
    /// The book with one more fact, or why it does not fit. On a refusal the book is as
    /// it was.
    pub(crate) fn apply(&mut self, fact: &Fact) -> Result<(), Refusal> {
        match fact {
            Fact::FirmChanged { before, after } => self.change_firm(before, after),
            Fact::RateAdded(rate) => self.add_rate(rate),
            Fact::RateRemoved(id) => self.remove_rate(*id),
            Fact::RateStruck(rate) => self.strike_rate(rate),
            Fact::CustomerAdded(customer) => self.add_customer(customer),
            Fact::CustomerChanged { before, after } => self.change_customer(before, after),
            Fact::CustomerRemoved(id) => self.remove_customer(*id),
            Fact::InvoiceAdded(invoice) => self.add_invoice(invoice),
            Fact::InvoiceChanged { before, after } => self.change_invoice(before, after),
            Fact::InvoiceRemoved(id) => self.remove_invoice(*id),
            Fact::InvoiceCancelled { invoice, on, reason } => {
                self.cancel_invoice(*invoice, *on, reason)
            }
            Fact::InvoiceReinstated(id) => self.reinstate_invoice(*id),
            Fact::CreditAdded(credit) => self.add_credit(credit),
            Fact::CreditRemoved(id) => self.remove_credit(*id),
            Fact::Allocated(allocation) => self.allocate(allocation),
            Fact::AllocationRemoved(id) => self.remove_allocation(*id),
            Fact::AllocationEnded { allocation, on } => self.end_allocation(*allocation, *on),
            Fact::AllocationResumed(id) => self.resume_allocation(*id),
            Fact::ChequeStepped { credit, step, on } => self.step_cheque(*credit, *step, *on),
            Fact::ChequeStepRemoved { credit, step } => self.remove_cheque_step(*credit, *step),
            Fact::RefundAdded(refund) => self.add_refund(refund),
            Fact::RefundRemoved(id) => self.remove_refund(*id),
        }
    }

    /// Notes a record in the history, once its facts are in.
    pub(crate) fn note(&mut self, header: &Header, subject: Option<Id>, facts: usize) {
        match header.deed {
            Deed::Undid { record } => {
                self.turn(record, true, |deed| *deed == Deed::Redid { record });
            }
            Deed::Redid { record } => {
                self.turn(record, false, |deed| *deed == Deed::Undid { record });
            }
            _ => {}
        }
        self.log.push(LogEntry {
            record: header.id,
            at_ms: header.at_ms,
            person: header.person.clone(),
            deed: header.deed.clone(),
            subject,
            facts: u32::try_from(facts).unwrap_or(u32::MAX),
            undone: false,
        });
    }

    /// Marks a record as taken back or not, and with it the undoings or redoings of it
    /// (the `other` deeds) that do not hold any more.
    fn turn(&mut self, record: Id, undone: bool, other: impl Fn(&Deed) -> bool) {
        let mut turned = Vec::new();
        for (ix, entry) in self.log.iter().rev() {
            if entry.record == record {
                turned.push((ix, undone));
                break;
            }
            if !entry.undone && other(&entry.deed) {
                turned.push((ix, true));
            }
        }
        for (ix, undone) in turned {
            self.log.change(ix).undone = undone;
        }
    }
}

/// The firm and its rates.
impl Book {
    fn change_firm(&mut self, before: &Firm, after: &Firm) -> Result<(), Refusal> {
        if *self.firm != *before {
            return Err(Refusal::ChangedSince { what: after.name.clone() });
        }
        validate_firm(after)?;
        if before.home_currency != after.home_currency {
            let by = self.rates.len() + self.rates_used();
            if by > 0 {
                return Err(Refusal::StillUsed { what: before.home_currency.to_string(), by });
            }
        }
        self.firm = Arc::new(after.clone());
        Ok(())
    }

    /// How many documents carry a rate. Rates are units of the home currency: in another
    /// one every value worked out with them would be false.
    fn rates_used(&self) -> usize {
        self.invoices().filter(|(_, entry)| entry.invoice.rate.is_some()).count()
            + self.credits().filter(|(_, entry)| entry.credit.rate.is_some()).count()
    }

    fn add_rate(&mut self, rate: &Rate) -> Result<(), Refusal> {
        if self.rates.iter().any(|known| known.id == rate.id) {
            return Err(Refusal::AlreadyThere { id: rate.id });
        }
        if rate.value <= Decimal::ZERO {
            return Err(Refusal::RateNotPositive);
        }
        // Of two for one day the one entered later counts, even after an undo and a redo.
        let place = |rate: &Rate| (rate.currency, rate.on, rate.id);
        let at = self.rates.partition_point(|known| place(known) < place(rate));
        Arc::make_mut(&mut self.rates).insert(at, rate.clone());
        Ok(())
    }

    fn strike_rate(&mut self, rate: &Rate) -> Result<(), Refusal> {
        let known = self.rates.iter().find(|known| known.id == rate.id);
        if *known.ok_or(Refusal::Unknown { id: rate.id })? != *rate {
            return Err(Refusal::ChangedSince { what: rate.currency.to_string() });
        }
        self.remove_rate(rate.id)
    }

    fn remove_rate(&mut self, id: Id) -> Result<(), Refusal> {
        let at = self.rates.iter().position(|rate| rate.id == id).ok_or(Refusal::Unknown { id })?;
        Arc::make_mut(&mut self.rates).remove(at);
        Ok(())
    }
}

/// Customers.
impl Book {
    fn customer_ix(&self, id: Id) -> Result<Ix<CustomerEntry>, Refusal> {
        self.find_customer(id).ok_or(Refusal::Unknown { id })
    }

    fn add_customer(&mut self, customer: &Customer) -> Result<(), Refusal> {
        if self.find_customer(customer.id).is_some() {
            return Err(Refusal::AlreadyThere { id: customer.id });
        }
        validate_customer(customer)?;
        let ix = self.customers.push(CustomerEntry {
            customer: Arc::new(customer.clone()),
            invoices: Arc::default(),
            credits: Arc::default(),
            removed: false,
        });
        Arc::make_mut(&mut self.by_id).customers.insert(customer.id, ix);
        Ok(())
    }

    fn change_customer(&mut self, before: &Customer, after: &Customer) -> Result<(), Refusal> {
        let ix = self.customer_ix(after.id)?;
        if *self.customers[ix].customer != *before {
            return Err(Refusal::ChangedSince { what: before.name().to_owned() });
        }
        validate_customer(after)?;
        self.customers.change(ix).customer = Arc::new(after.clone());
        Ok(())
    }

    fn remove_customer(&mut self, id: Id) -> Result<(), Refusal> {
        let ix = self.customer_ix(id)?;
        let entry = &self.customers[ix];
        let by = entry.invoices.len() + entry.credits.len();
        if by > 0 {
            return Err(Refusal::StillUsed { what: entry.customer.name().to_owned(), by });
        }
        self.customers.change(ix).removed = true;
        Ok(())
    }
}

/// Invoices.
impl Book {
    fn invoice_ix(&self, id: Id) -> Result<Ix<InvoiceEntry>, Refusal> {
        self.find_invoice(id).ok_or(Refusal::Unknown { id })
    }

    fn add_invoice(&mut self, invoice: &Invoice) -> Result<(), Refusal> {
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
    fn change_invoice(&mut self, before: &Invoice, after: &Invoice) -> Result<(), Refusal> {
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

    fn remove_invoice(&mut self, id: Id) -> Result<(), Refusal> {
        let ix = self.invoice_ix(id)?;
        let settled: usize = self.items_of(ix).map(|(_, item)| item.allocations.len()).sum();
        let entry = &self.invoices[ix];
        let by = settled + usize::from(entry.cancelled.is_some());
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

    fn cancel_invoice(&mut self, id: Id, on: NaiveDate, reason: &str) -> Result<(), Refusal> {
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

    fn reinstate_invoice(&mut self, id: Id) -> Result<(), Refusal> {
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

/// Credits and what they settle.
impl Book {
    fn credit_ix(&self, id: Id) -> Result<Ix<CreditEntry>, Refusal> {
        self.find_credit(id).ok_or(Refusal::Unknown { id })
    }

    fn allocation_ix(&self, id: Id) -> Result<Ix<AllocationEntry>, Refusal> {
        self.find_allocation(id).ok_or(Refusal::Unknown { id })
    }

    fn add_credit(&mut self, credit: &Credit) -> Result<(), Refusal> {
        if self.find_credit(credit.id).is_some() {
            return Err(Refusal::AlreadyThere { id: credit.id });
        }
        let customer = self.customer_ix(credit.customer)?;
        require_positive(credit.amount)?;
        let ix = self.credits.push(CreditEntry {
            credit: Arc::new(credit.clone()),
            customer,
            amount: credit.amount,
            deposited_on: None,
            cleared_on: None,
            bounced_on: None,
            effective_on: credit.effective_on(),
            used_minor: 0,
            used_from: NaiveDate::MIN,
            allocations: Vec::new(),
            refunds: Vec::new(),
            removed: false,
        });
        remember(&mut self.customers.change(customer).credits, ix);
        Arc::make_mut(&mut self.by_id).credits.insert(credit.id, ix);
        Ok(())
    }

    fn remove_credit(&mut self, id: Id) -> Result<(), Refusal> {
        let ix = self.credit_ix(id)?;
        let entry = &self.credits[ix];
        let steps = entry.cheque_days().iter().flatten().count();
        let by = entry.allocations.len() + entry.refunds.len() + steps;
        if by > 0 {
            return Err(Refusal::StillUsed { what: credit_name(&entry.credit), by });
        }
        let customer = entry.customer;
        self.credits.change(ix).removed = true;
        forget(&mut self.customers.change(customer).credits, ix);
        Ok(())
    }

    fn allocate(&mut self, allocation: &Allocation) -> Result<(), Refusal> {
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
    pub(super) fn place_allocation(
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

    fn remove_allocation(&mut self, id: Id) -> Result<(), Refusal> {
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

    fn end_allocation(&mut self, id: Id, on: NaiveDate) -> Result<(), Refusal> {
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

    fn resume_allocation(&mut self, id: Id) -> Result<(), Refusal> {
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

    fn require_left(
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

    fn first_allocation_day(&self, item: &Item) -> Option<NaiveDate> {
        item.allocations.iter().map(|&ix| self.allocations[ix].allocation.from).min()
    }

    fn resum_item(&mut self, ix: Ix<Item>) {
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

/// Cheques and refunds.
impl Book {
    fn step_cheque(&mut self, id: Id, step: ChequeStep, on: NaiveDate) -> Result<(), Refusal> {
        let ix = self.credit_ix(id)?;
        let entry = &self.credits[ix];
        let Some(cheque) = entry.credit.cheque() else {
            return Err(Refusal::NotACheque { what: credit_name(&entry.credit) });
        };
        let follows = entry.bounced_on.is_none()
            && match step {
                ChequeStep::Deposited => entry.deposited_on.is_none() && entry.cleared_on.is_none(),
                ChequeStep::Cleared => entry.cleared_on.is_none(),
                ChequeStep::Bounced => true,
            };
        if !follows {
            return Err(Refusal::ChequeOrder { number: cheque.number.clone(), step });
        }
        let earliest = entry.cheque_days().into_iter().flatten().fold(entry.credit.date, Ord::max);
        if on < earliest {
            return Err(Refusal::TooEarly { day: on, earliest });
        }
        if step == ChequeStep::Bounced {
            let allocated =
                self.allocations_from(ix).filter(|entry| entry.counts_after(on)).count();
            let by = allocated + entry.refunds.len();
            if by > 0 {
                return Err(Refusal::StillUsed { what: credit_name(&entry.credit), by });
            }
        }
        *cheque_day(self.credits.change(ix), step) = Some(on);
        Ok(())
    }

    fn remove_cheque_step(&mut self, id: Id, step: ChequeStep) -> Result<(), Refusal> {
        let ix = self.credit_ix(id)?;
        let entry = &self.credits[ix];
        let days = entry.cheque_days();
        let (up_to, later) = days.split_at(step as usize + 1);
        if up_to.last().copied().flatten().is_none() {
            return Err(Refusal::NothingToUndo);
        }
        let by = later.iter().flatten().count();
        if by > 0 {
            return Err(Refusal::StillUsed { what: credit_name(&entry.credit), by });
        }
        *cheque_day(self.credits.change(ix), step) = None;
        Ok(())
    }

    fn add_refund(&mut self, refund: &Refund) -> Result<(), Refusal> {
        if self.by_id.refunds.get(&refund.id).is_some_and(|&ix| !self.refunds[ix].removed) {
            return Err(Refusal::AlreadyThere { id: refund.id });
        }
        let credit_ix = self.credit_ix(refund.credit)?;
        let credit = &self.credits[credit_ix];
        require_positive(Money::new(refund.amount_minor, credit.credit.amount.currency))?;
        if refund.on < credit.effective_on {
            return Err(Refusal::TooEarly { day: refund.on, earliest: credit.effective_on });
        }
        require_not_bounced(credit)?;
        self.require_left(credit, refund.amount_minor, refund.on)?;
        let ix = self.refunds.push(RefundEntry {
            refund: Arc::new(refund.clone()),
            credit: credit_ix,
            removed: false,
        });
        Arc::make_mut(&mut self.by_id).refunds.insert(refund.id, ix);
        let credit = self.credits.change(credit_ix);
        credit.refunds.push(ix);
        credit.used_minor += refund.amount_minor;
        credit.used_from = credit.used_from.max(refund.on);
        Ok(())
    }

    fn remove_refund(&mut self, id: Id) -> Result<(), Refusal> {
        let ix = *self.by_id.refunds.get(&id).ok_or(Refusal::Unknown { id })?;
        if self.refunds[ix].removed {
            return Err(Refusal::Unknown { id });
        }
        let RefundEntry { credit, ref refund, .. } = self.refunds[ix];
        let amount_minor = refund.amount_minor;
        self.refunds.change(ix).removed = true;
        let credit = self.credits.change(credit);
        take_out(&mut credit.refunds, ix);
        credit.used_minor -= amount_minor;
        Ok(())
    }
}

impl CreditEntry {
    /// The days of a cheque's steps, in the order in which they follow each other.
    fn cheque_days(&self) -> [Option<NaiveDate>; 3] {
        [self.deposited_on, self.cleared_on, self.bounced_on]
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
    fn counts_after(&self, on: NaiveDate) -> bool {
        self.until.is_none_or(|until| until > on.max(self.allocation.from))
    }
}

/// The key under which an invoice's number is looked up: numbers are compared without
/// the blanks around them and without regard to ASCII case.
pub(super) fn number_key(customer: Ix<CustomerEntry>, number: &str) -> u64 {
    let mut hasher = IdHasher::default();
    hasher.write_u64(customer.place() as u64);
    for byte in number.trim().bytes() {
        hasher.write_u64(u64::from(byte.to_ascii_uppercase()));
    }
    hasher.finish()
}

/// Whether two printed numbers are one; see [`number_key`].
pub(super) fn same_number(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

fn validate_firm(firm: &Firm) -> Result<(), Refusal> {
    firm.terms.validate().map_err(Refusal::Terms)?;
    let rise = firm.bucket_edges.is_sorted_by(|one, next| one < next);
    if !rise || firm.bucket_edges.first().is_none_or(|&first| first == 0) {
        return Err(Refusal::BucketEdges);
    }
    let percents = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    let odd = firm.allowance_percent.iter().find(|&share| !percents.contains(share));
    if let Some(&percent) = odd {
        return Err(Refusal::NotAPercent { percent });
    }
    if firm.tolerance < Decimal::ZERO {
        return Err(Refusal::NegativeTolerance);
    }
    Ok(())
}

fn validate_customer(customer: &Customer) -> Result<(), Refusal> {
    if customer.legal_name.trim().is_empty() {
        return Err(Refusal::Blank(Blank::CustomerName));
    }
    customer.terms.as_ref().map_or(Ok(()), |terms| terms.validate().map_err(Refusal::Terms))
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

fn require_not_bounced(credit: &CreditEntry) -> Result<(), Refusal> {
    let Some(on) = credit.bounced_on else { return Ok(()) };
    let cheque = credit.credit.cheque().filter(|cheque| !cheque.number.is_empty());
    let what = cheque.map_or_else(|| credit_name(&credit.credit), |cheque| cheque.number.clone());
    Err(Refusal::ChequeBounced { what, on })
}

fn require_positive(amount: Money) -> Result<(), Refusal> {
    if amount.amount_minor <= 0 {
        return Err(Refusal::NotPositive { amount });
    }
    if amount.amount_minor > Money::MAX_MINOR {
        return Err(Refusal::TooLarge { amount });
    }
    Ok(())
}

fn cheque_day(entry: &mut CreditEntry, step: ChequeStep) -> &mut Option<NaiveDate> {
    match step {
        ChequeStep::Deposited => &mut entry.deposited_on,
        ChequeStep::Cleared => &mut entry.cleared_on,
        ChequeStep::Bounced => &mut entry.bounced_on,
    }
}

/// What to call a credit: its reference, or its day.
fn credit_name(credit: &Credit) -> String {
    if credit.reference.is_empty() { credit.date.to_string() } else { credit.reference.clone() }
}

/// Puts a place into a list that is kept in order: mostly at its end.
fn remember<T>(list: &mut Arc<Vec<Ix<T>>>, new: Ix<T>) {
    let at = list.partition_point(|&kept| kept < new);
    Arc::make_mut(list).insert(at, new);
}

fn forget<T>(list: &mut Arc<Vec<Ix<T>>>, gone: Ix<T>) {
    take_out(Arc::make_mut(list), gone);
}

/// Takes a place out of a list that is in order. Undoing goes from the end, where that
/// moves nothing.
fn take_out<T>(list: &mut Vec<Ix<T>>, gone: Ix<T>) {
    if let Ok(at) = list.binary_search(&gone) {
        list.remove(at);
    }
}
