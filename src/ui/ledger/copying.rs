//! Copies outside the browser.

use cartera::browser::preferences::Preference;
use cartera::browser::{IndexedDbJournal, LedgerId, clock, locked_copy, yield_now};
use cartera::files::backup;
use cartera::ledger::journal::{Journal, JournalError, SetAside, StoredRecord};
use leptos::prelude::*;

use super::Ledger;

/// When a ledger was last copied out of the browser, and how many records it had then.
const COPIED: Preference<Copied> = Preference::new("copied");

/// A copy that was taken out of the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Copied {
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// How many records it held.
    pub seq: u64,
}

impl Copied {
    /// What is noted of a ledger.
    pub fn of(id: &LedgerId) -> Option<Self> {
        COPIED.get_for(id.as_str())
    }
}

/// Notes of a ledger that is not open that a copy of it is outside the browser; `None` that
/// there is none any more.
pub fn note_copy_of(id: &LedgerId, copied: Option<Copied>) {
    match copied {
        Some(copied) => COPIED.set_for(id.as_str(), &copied),
        None => COPIED.clear_for(id.as_str()),
    }
}

/// All records of a journal, as stored.
pub async fn all_records(journal: &IndexedDbJournal) -> Result<Vec<StoredRecord>, JournalError> {
    let mut stored: Vec<StoredRecord> = Vec::new();
    loop {
        let seq = stored.last().map_or(0, |record| record.seq);
        let mut batch = journal.records_after(seq, 500).await?;
        if batch.is_empty() {
            return Ok(stored);
        }
        stored.append(&mut batch);
        yield_now().await;
    }
}

impl Ledger {
    /// The whole ledger as a file, encrypted where it has a lock, and the places of records
    /// that could not be read. A tab that only reads may copy too.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn backup(self) -> Result<(Vec<u8>, Vec<u64>), JournalError> {
        let Some(desk) = self.desk.get_value() else {
            return Err(JournalError::Unavailable(String::new()));
        };
        let stored = all_records(desk.keeper.journal()).await?;
        desk.copied_seq.set(stored.last().map_or(0, |record| record.seq));
        let (file, unreadable) = backup::write(&self.name(), clock::now_ms(), &stored);
        match self.key() {
            Some(vault) => Ok((locked_copy::write(&vault, &file).await?, unreadable)),
            None => Ok((file, unreadable)),
        }
    }

    /// Notes that the copy made last has left the browser.
    pub fn note_copied(self) {
        if let Some(desk) = self.desk.get_value() {
            let copied = Copied { at_ms: clock::now_ms(), seq: desk.copied_seq.get() };
            COPIED.set_for(desk.id.as_str(), &copied);
            self.copied.set(Some(copied));
        }
    }

    /// What could not be read so far, as it was found.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn set_aside(self) -> Result<Vec<SetAside>, JournalError> {
        match self.desk.get_value() {
            Some(desk) => desk.keeper.journal().all_set_aside().await,
            None => Ok(Vec::new()),
        }
    }
}
