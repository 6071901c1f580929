//! Reading what the bank says and what is known of payers.

use super::{Book, MovementEntry, StatementEntry};
use crate::ledger::Id;
use crate::ledger::bank::Who;
use crate::ledger::shelf::Ix;

impl Book {
    /// The bank's statements, in the order in which they were entered.
    pub fn statements(&self) -> &[StatementEntry] {
        &self.statements
    }

    /// A statement by its id.
    pub fn find_statement(&self, id: Id) -> Option<&StatementEntry> {
        let at = self.statements.binary_search_by_key(&id, |entry| entry.statement.id).ok()?;
        Some(&self.statements[at])
    }

    /// All movements of the bank, statement by statement.
    pub fn movements(&self) -> impl Iterator<Item = (Ix<MovementEntry>, &MovementEntry)> {
        let all = self.statements.iter().flat_map(StatementEntry::movements);
        all.map(|ix| (ix, &self.movements[ix]))
    }

    /// A movement of the bank by its id.
    pub fn find_movement(&self, id: Id) -> Option<Ix<MovementEntry>> {
        let ix = *self.by_id.movements.get(&id)?;
        (!self.movements[ix].removed).then_some(ix)
    }

    /// A movement of the bank by what it is recognised by in another file.
    pub fn find_movement_key(&self, key: u64) -> Option<Ix<MovementEntry>> {
        let ix = *self.by_id.movement_keys.get(&key)?;
        (!self.movements[ix].removed).then_some(ix)
    }

    /// A movement of the bank.
    pub fn movement(&self, ix: Ix<MovementEntry>) -> &MovementEntry {
        &self.movements[ix]
    }

    /// What the user said of payers, by what each is known by.
    pub fn payers(&self) -> &[(String, Who)] {
        &self.payers
    }

    /// Who a payer was said to be, by a key as [`crate::ledger::bank::PayerChange`] has it.
    pub fn payer(&self, key: &str) -> Option<Who> {
        self.payer_place(key).ok().map(|at| self.payers[at].1)
    }

    /// Where a payer stands, or would.
    pub(super) fn payer_place(&self, key: &str) -> Result<usize, usize> {
        self.payers.binary_search_by(|(known, _)| known.as_str().cmp(key))
    }
}
