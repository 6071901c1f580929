//! A journal takes on other records in the place of its own: what a merge gave, or what a
//! copy holds.

use super::journal::{Head, Journal, JournalError, SealedRecord, SetAside, StoredRecord};
use super::keeper::Keeper;
use super::record::Record;

/// How a journal comes to hold other records: what stays, and what takes the place of the
/// rest. Given to [`Journal::rewrite`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewriting {
    /// Where the part that stays ends; `None` where nothing stays.
    pub keep: Option<Head>,
    /// What comes after it.
    pub run: Vec<SealedRecord>,
}

/// What is to be done to a journal that holds `stored` for it to hold `records`: those at
/// its beginning that are the same byte for byte are left alone.
pub fn rewriting(stored: &[StoredRecord], records: Vec<SealedRecord>) -> Rewriting {
    let is_same = |(place, (stored, record)): &(usize, (&StoredRecord, &SealedRecord))| {
        stored.seq == *place as u64 + 1 && stored.bytes == record.bytes
    };
    let kept = stored.iter().zip(&records).enumerate().take_while(is_same).count();
    let keep = kept.checked_sub(1).map(|last| {
        let SealedRecord { id, hash, .. } = records[last];
        Head { seq: kept as u64, id, hash }
    });
    let mut run = records;
    run.drain(..kept);
    Rewriting { keep, run }
}

impl<J: Journal> Keeper<J> {
    /// Lets the journal, which ends at `follows` and holds `stored`, hold `records`; where
    /// the part ends that stayed as it was, as a number of records. What cannot be read is
    /// set aside first. Whoever calls this has kept a copy: the old records go.
    ///
    /// # Errors
    /// [`JournalError::Stale`] when the journal has moved on; else as storage fails. It holds
    /// what it held then.
    pub async fn take_on(
        &self,
        follows: Option<&Head>,
        stored: &[StoredRecord],
        records: Vec<SealedRecord>,
    ) -> Result<u64, JournalError> {
        let journal = self.journal();
        for StoredRecord { seq, bytes } in stored {
            if Record::open(bytes).is_err() {
                let what = format!("record {seq}");
                journal.set_aside(&SetAside { what, bytes: bytes.clone() }).await?;
            }
        }
        let Rewriting { keep, run } = rewriting(stored, records);
        let kept = keep.map_or(0, |keep| keep.seq);
        let last = run.last().map(|record| record.hash).or(keep.map(|keep| keep.hash));
        let Err(error) = journal.rewrite(follows, keep.as_ref(), &run).await else {
            return Ok(kept);
        };
        // Storage can fail after it stored, before it said so.
        match journal.head().await {
            Ok(head) if head.map(|head| head.hash) == last && head.as_ref() != follows => Ok(kept),
            _ => Err(error),
        }
    }
}
