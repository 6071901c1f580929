//! Credits, what happens to cheques, and refunds.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{credit_name, forget, remember, require_positive, take_out};
use crate::ledger::book::{Book, CreditEntry, RefundEntry};
use crate::ledger::credit::{ChequeStep, Credit, Refund};
use crate::ledger::refusal::Refusal;
use crate::ledger::shelf::Ix;
use crate::ledger::{Id, Money};

impl Book {
    pub(super) fn credit_ix(&self, id: Id) -> Result<Ix<CreditEntry>, Refusal> {
        self.find_credit(id).ok_or(Refusal::Unknown { id })
    }

    pub(super) fn add_credit(&mut self, credit: &Credit) -> Result<(), Refusal> {
        if self.find_credit(credit.id).is_some() {
            return Err(Refusal::AlreadyThere { id: credit.id });
        }
        let customer = self.customer_ix(credit.customer)?;
        require_positive(credit.amount)?;
        let movement = credit.movement.map(|id| self.require_takes(credit, id)).transpose()?;
        let ix = self.credits.push(CreditEntry {
            credit: Arc::new(credit.clone()),
            customer,
            amount: credit.amount,
            deposited_on: None,
            cleared_on: None,
            bounced_on: None,
            taken_back_by: None,
            effective_on: credit.effective_on(),
            used_minor: 0,
            used_from: NaiveDate::MIN,
            allocations: Vec::new(),
            refunds: Vec::new(),
            removed: false,
        });
        remember(&mut self.customers.change(customer).credits, ix);
        Arc::make_mut(&mut self.by_id).credits.insert(credit.id, ix);
        if let Some(movement) = movement {
            let entry = self.movements.change(movement);
            entry.credits.push(ix);
            entry.taken_minor += credit.taken_minor();
        }
        Ok(())
    }

    pub(super) fn remove_credit(&mut self, id: Id) -> Result<(), Refusal> {
        let ix = self.credit_ix(id)?;
        let entry = &self.credits[ix];
        let steps = entry.cheque_days().iter().flatten().count();
        let taken_back = usize::from(entry.taken_back_by.is_some());
        let by = entry.allocations.len() + entry.refunds.len() + steps + taken_back;
        if by > 0 {
            return Err(Refusal::StillUsed { what: credit_name(&entry.credit), by });
        }
        let customer = entry.customer;
        let (movement, taken_minor) = (entry.credit.movement, entry.credit.taken_minor());
        self.credits.change(ix).removed = true;
        forget(&mut self.customers.change(customer).credits, ix);
        if let Some(movement) = movement.and_then(|id| self.find_movement(id)) {
            let entry = self.movements.change(movement);
            take_out(&mut entry.credits, ix);
            entry.taken_minor -= taken_minor;
        }
        Ok(())
    }

    pub(super) fn strike_credit(&mut self, credit: &Credit) -> Result<(), Refusal> {
        let ix = self.credit_ix(credit.id)?;
        if *self.credits[ix].credit != *credit {
            return Err(Refusal::ChangedSince { what: credit_name(credit) });
        }
        self.remove_credit(credit.id)
    }
}

/// Cheques and refunds.
impl Book {
    pub(super) fn step_cheque(
        &mut self,
        id: Id,
        step: ChequeStep,
        on: NaiveDate,
    ) -> Result<(), Refusal> {
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

    pub(super) fn remove_cheque_step(&mut self, id: Id, step: ChequeStep) -> Result<(), Refusal> {
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

    pub(super) fn add_refund(&mut self, refund: &Refund) -> Result<(), Refusal> {
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

    pub(super) fn remove_refund(&mut self, id: Id) -> Result<(), Refusal> {
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

pub(super) fn require_not_bounced(credit: &CreditEntry) -> Result<(), Refusal> {
    let Some(on) = credit.bounced_on else { return Ok(()) };
    let cheque = credit.credit.cheque().filter(|cheque| !cheque.number.is_empty());
    let what = cheque.map_or_else(|| credit_name(&credit.credit), |cheque| cheque.number.clone());
    Err(Refusal::ChequeBounced { what, on })
}

fn cheque_day(entry: &mut CreditEntry, step: ChequeStep) -> &mut Option<NaiveDate> {
    match step {
        ChequeStep::Deposited => &mut entry.deposited_on,
        ChequeStep::Cleared => &mut entry.cleared_on,
        ChequeStep::Bounced => &mut entry.bounced_on,
    }
}
