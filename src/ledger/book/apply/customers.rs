//! Customers.

use std::sync::Arc;

use crate::ledger::Id;
use crate::ledger::bank::Who;
use crate::ledger::book::{Book, CustomerEntry};
use crate::ledger::customer::Customer;
use crate::ledger::refusal::{Blank, Refusal};
use crate::ledger::shelf::Ix;

impl Book {
    pub(super) fn customer_ix(&self, id: Id) -> Result<Ix<CustomerEntry>, Refusal> {
        self.find_customer(id).ok_or(Refusal::Unknown { id })
    }

    pub(super) fn add_customer(&mut self, customer: &Customer) -> Result<(), Refusal> {
        if self.find_customer(customer.id).is_some() {
            return Err(Refusal::AlreadyThere { id: customer.id });
        }
        validate_customer(customer)?;
        let ix = self.customers.push(CustomerEntry {
            customer: Arc::new(customer.clone()),
            invoices: Arc::default(),
            credits: Arc::default(),
            dealings: Arc::default(),
            removed: false,
        });
        Arc::make_mut(&mut self.by_id).customers.insert(customer.id, ix);
        Ok(())
    }

    pub(super) fn change_customer(
        &mut self,
        before: &Customer,
        after: &Customer,
    ) -> Result<(), Refusal> {
        let ix = self.customer_ix(after.id)?;
        if *self.customers[ix].customer != *before {
            return Err(Refusal::ChangedSince { what: before.name().to_owned() });
        }
        validate_customer(after)?;
        self.customers.change(ix).customer = Arc::new(after.clone());
        Ok(())
    }

    pub(super) fn remove_customer(&mut self, id: Id) -> Result<(), Refusal> {
        let ix = self.customer_ix(id)?;
        let entry = &self.customers[ix];
        let payers = self.payers.iter().filter(|(_, who)| *who == Who::Customer(id)).count();
        let by = entry.invoices.len() + entry.credits.len() + entry.dealings.len() + payers;
        if by > 0 {
            return Err(Refusal::StillUsed { what: entry.customer.name().to_owned(), by });
        }
        self.customers.change(ix).removed = true;
        Ok(())
    }
}

fn validate_customer(customer: &Customer) -> Result<(), Refusal> {
    if customer.legal_name.trim().is_empty() {
        return Err(Refusal::Blank(Blank::CustomerName));
    }
    customer.terms.as_ref().map_or(Ok(()), |terms| terms.validate().map_err(Refusal::Terms))
}
