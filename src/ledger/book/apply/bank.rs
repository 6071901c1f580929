//! What the bank says: each movement once, and no more entered for it than came in.

use std::sync::Arc;

use super::require_positive;
use crate::ledger::bank::{Aside, BankStatement, PayerChange, Who};
use crate::ledger::book::{Book, MovementEntry, StatementEntry};
use crate::ledger::credit::Credit;
use crate::ledger::refusal::Refusal;
use crate::ledger::shelf::Ix;
use crate::ledger::{Id, Money};
use crate::order;

impl Book {
    pub(super) fn add_statement(&mut self, statement: &BankStatement) -> Result<(), Refusal> {
        let id = statement.id;
        let Err(at) = self.statements.binary_search_by_key(&id, |entry| entry.statement.id) else {
            return Err(Refusal::AlreadyThere { id });
        };
        let mut keys: Vec<u64> = statement.movements.iter().map(|movement| movement.key).collect();
        order::sort_by_key(&mut keys, |key| *key);
        if keys.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Refusal::AlreadyThere { id });
        }
        for movement in &statement.movements {
            if self.find_movement(movement.id).or(self.find_movement_key(movement.key)).is_some() {
                return Err(Refusal::AlreadyThere { id: movement.id });
            }
            let amount = Money::new(movement.amount_minor, statement.currency);
            if amount.amount_minor.unsigned_abs() > Money::MAX_MINOR.unsigned_abs() {
                return Err(Refusal::TooLarge { amount });
            }
        }
        let statement = Arc::new(statement.clone());
        let first = Ix::at(self.movements.len());
        for (place, movement) in statement.movements.iter().enumerate() {
            let ix = self.movements.push(MovementEntry {
                statement: Arc::clone(&statement),
                aside: None,
                credits: Vec::new(),
                place: u32::try_from(place).unwrap_or(u32::MAX),
                taken_minor: 0,
                removed: false,
            });
            let by_id = Arc::make_mut(&mut self.by_id);
            by_id.movements.insert(movement.id, ix);
            by_id.movement_keys.insert(movement.key, ix);
        }
        Arc::make_mut(&mut self.statements).insert(at, StatementEntry { statement, first });
        Ok(())
    }

    pub(super) fn remove_statement(&mut self, id: Id) -> Result<(), Refusal> {
        let entry = self.find_statement(id).ok_or(Refusal::Unknown { id })?.clone();
        let is_used = |entry: &MovementEntry| entry.aside.is_some() || !entry.credits.is_empty();
        let by = entry.movements().filter(|&ix| is_used(&self.movements[ix])).count();
        if by > 0 {
            let StatementEntry { statement, .. } = entry;
            let what = [&statement.source, &statement.account].into_iter().find(|s| !s.is_empty());
            return Err(Refusal::StillUsed { what: what.cloned().unwrap_or_default(), by });
        }
        for ix in entry.movements() {
            self.movements.change(ix).removed = true;
        }
        Arc::make_mut(&mut self.statements).retain(|entry| entry.statement.id != id);
        Ok(())
    }

    /// The movement that a credit is entered for, which must have come in and have as much
    /// left as the credit takes of it.
    pub(super) fn require_takes(
        &self,
        credit: &Credit,
        id: Id,
    ) -> Result<Ix<MovementEntry>, Refusal> {
        let ix = self.find_movement(id).ok_or(Refusal::Unknown { id })?;
        let entry = &self.movements[ix];
        if entry.aside.is_some() {
            return Err(Refusal::ChangedSince { what: entry.movement().name() });
        }
        if credit.is_payment() {
            let asked = Money::new(credit.taken_minor(), credit.amount.currency);
            let left = Money::new(entry.left_minor(), entry.statement.currency);
            if asked.currency != left.currency {
                return Err(Refusal::OtherCurrency { one: asked, other: left });
            }
            require_positive(asked)?;
            if asked.amount_minor > left.amount_minor {
                let credit = entry.movement().name();
                return Err(Refusal::MoreThanLeft { credit, left, asked });
            }
        }
        Ok(ix)
    }

    pub(super) fn set_movement_aside(&mut self, aside: &Aside) -> Result<(), Refusal> {
        let id = aside.movement;
        let ix = self.find_movement(id).ok_or(Refusal::Unknown { id })?;
        let entry = &self.movements[ix];
        let by = entry.credits.len() + usize::from(entry.aside.is_some());
        if by > 0 {
            return Err(Refusal::StillUsed { what: entry.movement().name(), by });
        }
        if let Some(credit) = aside.takes_back {
            let credit = self.credit_ix(credit)?;
            if self.credits[credit].taken_back_by.is_some() {
                let what = super::credit_name(&self.credits[credit].credit);
                return Err(Refusal::StillUsed { what, by: 1 });
            }
            self.credits.change(credit).taken_back_by = Some(ix);
        }
        self.movements.change(ix).aside = Some(aside.clone());
        Ok(())
    }

    pub(super) fn take_movement_up(&mut self, aside: &Aside) -> Result<(), Refusal> {
        let id = aside.movement;
        let ix = self.find_movement(id).ok_or(Refusal::Unknown { id })?;
        let entry = &self.movements[ix];
        if entry.aside.as_ref() != Some(aside) {
            return Err(Refusal::ChangedSince { what: entry.movement().name() });
        }
        self.movements.change(ix).aside = None;
        if let Some(credit) = aside.takes_back.and_then(|credit| self.find_credit(credit)) {
            self.credits.change(credit).taken_back_by = None;
        }
        Ok(())
    }

    pub(super) fn change_payer(&mut self, change: &PayerChange) -> Result<(), Refusal> {
        let PayerChange { key, before, after } = change;
        if self.payer(key) != *before {
            return Err(Refusal::ChangedSince { what: key.clone() });
        }
        if let Some(Who::Customer(id)) = after {
            self.customer_ix(*id)?;
        }
        let place = self.payer_place(key);
        let payers = Arc::make_mut(&mut self.payers);
        match (place, after) {
            (Ok(at), Some(who)) => payers[at].1 = *who,
            (Ok(at), None) => {
                payers.remove(at);
            }
            (Err(at), Some(who)) => payers.insert(at, (key.clone(), *who)),
            (Err(_), None) => {}
        }
        Ok(())
    }
}
