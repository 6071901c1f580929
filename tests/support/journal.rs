//! A journal in memory to which odd things happen.

use std::cell::RefCell;

use cartera::ledger::Id;
use cartera::ledger::journal::{
    Head, Journal, JournalError, SealedRecord, SetAside, StoredRecord, StoredSnapshot,
};
use cartera::ledger::memory_journal::MemoryJournal;

/// Passes everything on, but for what it is told to do otherwise.
#[derive(Default)]
pub struct OddJournal {
    /// The journal behind it.
    pub inner: MemoryJournal,
    /// A record that is not there any more.
    pub missing: Option<u64>,
    /// Whether there is no room for what is set aside.
    pub is_full: bool,
    /// What another tab does once the head has been asked for.
    pub meanwhile: RefCell<Option<Box<dyn FnOnce()>>>,
}

impl Journal for OddJournal {
    async fn head(&self) -> Result<Option<Head>, JournalError> {
        let head = self.inner.head().await;
        if let Some(meanwhile) = self.meanwhile.take() {
            meanwhile();
        }
        head
    }

    async fn append(
        &self,
        follows: Option<&Head>,
        record: &SealedRecord,
    ) -> Result<Head, JournalError> {
        self.inner.append(follows, record).await
    }

    async fn rewrite(
        &self,
        follows: Option<&Head>,
        keep: Option<&Head>,
        run: &[SealedRecord],
    ) -> Result<Option<Head>, JournalError> {
        self.inner.rewrite(follows, keep, run).await
    }

    async fn records_after(&self, seq: u64, limit: u32) -> Result<Vec<StoredRecord>, JournalError> {
        let mut records = self.inner.records_after(seq, u32::MAX).await?;
        records.retain(|record| Some(record.seq) != self.missing);
        records.truncate(limit as usize);
        Ok(records)
    }

    async fn record(&self, id: Id) -> Result<Option<StoredRecord>, JournalError> {
        self.inner.record(id).await
    }

    async fn save_snapshot(&self, snapshot: &StoredSnapshot) -> Result<(), JournalError> {
        self.inner.save_snapshot(snapshot).await
    }

    async fn snapshot_before(&self, before: u64) -> Result<Option<StoredSnapshot>, JournalError> {
        self.inner.snapshot_before(before).await
    }

    async fn set_aside(&self, what: &SetAside) -> Result<(), JournalError> {
        if self.is_full { Err(JournalError::Full) } else { self.inner.set_aside(what).await }
    }

    async fn all_set_aside(&self) -> Result<Vec<SetAside>, JournalError> {
        self.inner.all_set_aside().await
    }
}
