//! The port behind which records are kept: an ordered list that only grows.
//!
//! Storage knows nothing of invoices. It keeps sealed values, moves the head in the same
//! transaction, and refuses a transaction that would not follow the head it finds.

use std::fmt;

use super::Id;

/// The hash that chains a record to the one before it (SHA-256).
pub type Hash = [u8; 32];

/// Where a journal ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many records there are; the last one's sequence number, from 1.
    pub seq: u64,
    /// The last record's id.
    pub id: Id,
    /// The last record's hash.
    pub hash: Hash,
}

/// A record on its way to storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedRecord {
    /// Its id.
    pub id: Id,
    /// Its own hash, which becomes the head's.
    pub hash: Hash,
    /// Its bytes in their envelope.
    pub bytes: Vec<u8>,
}

/// A record as storage holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRecord {
    /// Its place, from 1.
    pub seq: u64,
    /// Its bytes in their envelope.
    pub bytes: Vec<u8>,
}

/// The folded book up to a head, so that a large ledger opens without its whole journal.
/// Only a shortcut: one that does not verify is set aside and the journal is folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSnapshot {
    /// The head it stands for.
    pub at: Head,
    /// Its parts in order, each in its envelope.
    pub parts: Vec<Vec<u8>>,
}

/// Something that could not be read and is kept as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// What it was: `record 17`, `snapshot 12`.
    pub what: String,
    /// Its bytes, as found.
    pub bytes: Vec<u8>,
}

/// Why storage did not do what was asked. Nothing was stored or lost in any of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalError {
    /// The transaction would not follow the head that storage has: another tab wrote.
    Stale {
        /// The head found.
        found: Option<Head>,
    },
    /// The browser's storage is full.
    Full,
    /// Storage was made by a newer version of the page.
    Newer,
    /// Storage is not to be had: blocked, private, or deleted while in use.
    Unavailable(String),
    /// It is under a lock that is not open.
    Locked,
    /// It failed in another way, in the browser's words.
    Failed(String),
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stale { .. } => f.write_str("the ledger has moved on"),
            Self::Full => f.write_str("storage is full"),
            Self::Newer => f.write_str("storage is of a newer version"),
            Self::Unavailable(why) => write!(f, "storage is not available: {why}"),
            Self::Locked => f.write_str("the ledger is locked"),
            Self::Failed(why) => write!(f, "storage failed: {why}"),
        }
    }
}

/// Where records are kept. Every method is one transaction.
#[allow(async_fn_in_trait, reason = "the page has one thread: no future crosses threads")]
pub trait Journal {
    /// Where the journal ends; `None` when it is empty.
    ///
    /// # Errors
    /// When storage cannot be read.
    async fn head(&self) -> Result<Option<Head>, JournalError>;

    /// Appends a record after `follows` and moves the head, durably, or does neither.
    ///
    /// # Errors
    /// [`JournalError::Stale`] when the head is not `follows`; else as storage fails.
    async fn append(
        &self,
        follows: Option<&Head>,
        record: &SealedRecord,
    ) -> Result<Head, JournalError>;

    /// The records after sequence number `seq` (0 for all), in order, at most `limit`.
    ///
    /// # Errors
    /// When storage cannot be read.
    async fn records_after(&self, seq: u64, limit: u32) -> Result<Vec<StoredRecord>, JournalError>;

    /// One record by its id.
    ///
    /// # Errors
    /// When storage cannot be read.
    async fn record(&self, id: Id) -> Result<Option<StoredRecord>, JournalError>;

    /// Keeps a snapshot, and the one before it; older ones go.
    ///
    /// # Errors
    /// As storage fails; the journal is untouched.
    async fn save_snapshot(&self, snapshot: &StoredSnapshot) -> Result<(), JournalError>;

    /// The newest of the snapshots kept that stand before sequence number `before`. One at a
    /// time: a snapshot is as large as the ledger, and the newest almost always serves.
    ///
    /// # Errors
    /// When storage cannot be read.
    async fn snapshot_before(&self, before: u64) -> Result<Option<StoredSnapshot>, JournalError>;

    /// The snapshots kept, newest first.
    ///
    /// # Errors
    /// When storage cannot be read.
    async fn snapshots(&self) -> Result<Vec<StoredSnapshot>, JournalError> {
        let mut snapshots: Vec<StoredSnapshot> = Vec::new();
        let mut before = u64::MAX;
        while let Some(snapshot) = self.snapshot_before(before).await? {
            before = snapshot.at.seq;
            snapshots.push(snapshot);
        }
        Ok(snapshots)
    }

    /// Keeps bytes that could not be read where the user can fetch them.
    ///
    /// # Errors
    /// As storage fails.
    async fn set_aside(&self, what: &SetAside) -> Result<(), JournalError>;

    /// What was set aside so far.
    ///
    /// # Errors
    /// When storage cannot be read.
    async fn all_set_aside(&self) -> Result<Vec<SetAside>, JournalError>;
}
