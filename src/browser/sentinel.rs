//! A mark outside the ledger's database that says that there was data here, so that a
//! ledger never used is told from one that the browser threw away.

use super::ledgers::LedgerId;
use super::preferences::Preference;

/// When a ledger's first record was saved, in milliseconds since 1970.
const FIRST_SAVED_MS: Preference<u64> = Preference::new("saved");

/// What became of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerStatus {
    /// Nothing was ever saved in it.
    NeverUsed,
    /// Its records are there.
    Present,
    /// It had records and has none: the browser threw them away.
    ThrownAway {
        /// When the first of them was saved, in milliseconds since 1970.
        since_ms: u64,
    },
}

/// Marks that a ledger has data, when a record was saved. Returns whether this is the first
/// time: the moment to ask the browser to keep it ([`super::persist::ask`]).
pub fn mark(ledger: &LedgerId, now_ms: u64) -> bool {
    let is_first = FIRST_SAVED_MS.get_for(ledger.as_str()).is_none();
    if is_first {
        FIRST_SAVED_MS.set_for(ledger.as_str(), &now_ms);
    }
    is_first
}

/// What became of a ledger, given whether its journal has any record.
pub fn status(ledger: &LedgerId, has_records: bool) -> LedgerStatus {
    match FIRST_SAVED_MS.get_for(ledger.as_str()) {
        _ if has_records => LedgerStatus::Present,
        Some(since_ms) => LedgerStatus::ThrownAway { since_ms },
        None => LedgerStatus::NeverUsed,
    }
}

/// Forgets that a ledger had data: it was removed on purpose, or the user has been told.
pub fn forget(ledger: &LedgerId) {
    FIRST_SAVED_MS.clear_for(ledger.as_str());
}
