//! What is planned besides invoices, and counted cash.

use std::sync::Arc;

use super::require_positive;
use crate::ledger::book::Book;
use crate::ledger::planned_flow::{CashCount, PlannedFlow, Rhythm};
use crate::ledger::refusal::{Blank, Refusal};
use crate::ledger::{Id, Money};

impl Book {
    pub(super) fn add_flow(&mut self, flow: &PlannedFlow) -> Result<(), Refusal> {
        let Err(at) = self.flows.binary_search_by_key(&flow.id, |known| known.id) else {
            return Err(Refusal::AlreadyThere { id: flow.id });
        };
        if flow.name.trim().is_empty() {
            return Err(Refusal::Blank(Blank::FlowName));
        }
        require_positive(flow.amount)?;
        require_sense(flow.rhythm)?;
        Arc::make_mut(&mut self.flows).insert(at, flow.clone());
        Ok(())
    }

    pub(super) fn strike_flow(&mut self, flow: &PlannedFlow) -> Result<(), Refusal> {
        let known = self.flows.iter().find(|known| known.id == flow.id);
        if *known.ok_or(Refusal::Unknown { id: flow.id })? != *flow {
            return Err(Refusal::ChangedSince { what: flow.name.clone() });
        }
        self.remove_flow(flow.id)
    }

    pub(super) fn remove_flow(&mut self, id: Id) -> Result<(), Refusal> {
        let at = self.flows.iter().position(|flow| flow.id == id).ok_or(Refusal::Unknown { id })?;
        Arc::make_mut(&mut self.flows).remove(at);
        Ok(())
    }

    pub(super) fn add_cash_count(&mut self, count: &CashCount) -> Result<(), Refusal> {
        if self.cash_counts.iter().any(|known| known.id == count.id) {
            return Err(Refusal::AlreadyThere { id: count.id });
        }
        if count.amount.amount_minor.unsigned_abs() > Money::MAX_MINOR.unsigned_abs() {
            return Err(Refusal::TooLarge { amount: count.amount });
        }
        // Of two for one day the one entered later counts, even after an undo and a redo.
        let place = |count: &CashCount| (count.amount.currency, count.on, count.id);
        let at = self.cash_counts.partition_point(|known| place(known) < place(count));
        Arc::make_mut(&mut self.cash_counts).insert(at, count.clone());
        Ok(())
    }

    pub(super) fn strike_cash_count(&mut self, count: &CashCount) -> Result<(), Refusal> {
        let known = self.cash_counts.iter().find(|known| known.id == count.id);
        if *known.ok_or(Refusal::Unknown { id: count.id })? != *count {
            return Err(Refusal::ChangedSince { what: count.on.to_string() });
        }
        self.remove_cash_count(count.id)
    }

    pub(super) fn remove_cash_count(&mut self, id: Id) -> Result<(), Refusal> {
        let at = self.cash_counts.iter().position(|count| count.id == id);
        Arc::make_mut(&mut self.cash_counts).remove(at.ok_or(Refusal::Unknown { id })?);
        Ok(())
    }
}

fn require_sense(rhythm: Rhythm) -> Result<(), Refusal> {
    if let Rhythm::Monthly { day, .. } = rhythm
        && !(1..=31).contains(&day)
    {
        return Err(Refusal::NotAMonthDay { day });
    }
    match rhythm {
        Rhythm::Weekly { from, until: Some(until), .. }
        | Rhythm::Monthly { from, until: Some(until), .. }
            if until < from =>
        {
            Err(Refusal::TooEarly { day: until, earliest: from })
        }
        _ => Ok(()),
    }
}
