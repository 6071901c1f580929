//! A journal that lives as long as the page: for tests, and where storage is blocked.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Id;
use super::journal::{
    Head, Journal, JournalError, SealedRecord, SetAside, StoredRecord, StoredSnapshot,
};

/// A journal in memory. A clone is a second handle on the same records, as a second tab is.
#[derive(Clone, Debug, Default)]
pub struct MemoryJournal {
    state: Rc<RefCell<State>>,
}

#[derive(Debug, Default)]
struct State {
    head: Option<Head>,
    records: Vec<StoredRecord>,
    seq_by_id: BTreeMap<Id, u64>,
    snapshots: BTreeMap<u64, StoredSnapshot>,
    set_aside: Vec<SetAside>,
}

impl MemoryJournal {
    /// An empty journal.
    pub fn new() -> Self {
        Self::default()
    }

    /// Changes a stored record's bytes behind the journal's back, as a failing disk would;
    /// says whether there is such a record.
    pub fn damage(&self, seq: u64, change: impl FnOnce(&mut Vec<u8>)) -> bool {
        let mut state = self.state.borrow_mut();
        let record = state.records.iter_mut().find(|record| record.seq == seq);
        record.map(|record| change(&mut record.bytes)).is_some()
    }
}

impl Journal for MemoryJournal {
    async fn head(&self) -> Result<Option<Head>, JournalError> {
        Ok(self.state.borrow().head)
    }

    async fn append(
        &self,
        follows: Option<&Head>,
        record: &SealedRecord,
    ) -> Result<Head, JournalError> {
        let mut state = self.state.borrow_mut();
        if state.head.as_ref() != follows {
            return Err(JournalError::Stale { found: state.head });
        }
        if state.seq_by_id.contains_key(&record.id) {
            return Err(JournalError::Failed(format!("record {} is stored already", record.id)));
        }
        let seq = follows.map_or(0, |head| head.seq) + 1;
        let head = Head { seq, id: record.id, hash: record.hash };
        state.records.push(StoredRecord { seq, bytes: record.bytes.clone() });
        state.seq_by_id.insert(record.id, seq);
        state.head = Some(head);
        Ok(head)
    }

    async fn rewrite(
        &self,
        follows: Option<&Head>,
        keep: Option<&Head>,
        run: &[SealedRecord],
    ) -> Result<Option<Head>, JournalError> {
        let mut state = self.state.borrow_mut();
        if state.head.as_ref() != follows {
            return Err(JournalError::Stale { found: state.head });
        }
        let kept = keep.map_or(0, |keep| keep.seq);
        if kept > follows.map_or(0, |head| head.seq) {
            return Err(JournalError::Failed("there is less than is to be kept".to_owned()));
        }
        let mut seq_by_id = state.seq_by_id.clone();
        seq_by_id.retain(|_, &mut seq| seq <= kept);
        let mut head = keep.copied();
        let mut records = Vec::new();
        for record in run {
            let seq = head.map_or(0, |head| head.seq) + 1;
            if seq_by_id.insert(record.id, seq).is_some() {
                return Err(JournalError::Failed(format!("record {} is stored twice", record.id)));
            }
            records.push(StoredRecord { seq, bytes: record.bytes.clone() });
            head = Some(Head { seq, id: record.id, hash: record.hash });
        }
        state.records.retain(|record| record.seq <= kept);
        state.records.append(&mut records);
        state.snapshots.retain(|&seq, _| seq <= kept);
        (state.seq_by_id, state.head) = (seq_by_id, head);
        Ok(head)
    }

    async fn records_after(&self, seq: u64, limit: u32) -> Result<Vec<StoredRecord>, JournalError> {
        let state = self.state.borrow();
        let after = state.records.iter().filter(|record| record.seq > seq);
        Ok(after.take(limit as usize).cloned().collect())
    }

    async fn record(&self, id: Id) -> Result<Option<StoredRecord>, JournalError> {
        let state = self.state.borrow();
        let seq = state.seq_by_id.get(&id);
        Ok(seq.and_then(|&seq| state.records.iter().find(|record| record.seq == seq).cloned()))
    }

    async fn save_snapshot(&self, snapshot: &StoredSnapshot) -> Result<(), JournalError> {
        let snapshots = &mut self.state.borrow_mut().snapshots;
        snapshots.insert(snapshot.at.seq, snapshot.clone());
        while snapshots.len() > 2 {
            snapshots.pop_first();
        }
        Ok(())
    }

    async fn snapshot_before(&self, before: u64) -> Result<Option<StoredSnapshot>, JournalError> {
        let state = self.state.borrow();
        Ok(state.snapshots.range(..before).next_back().map(|(_, snapshot)| snapshot.clone()))
    }

    async fn set_aside(&self, what: &SetAside) -> Result<(), JournalError> {
        let set_aside = &mut self.state.borrow_mut().set_aside;
        if !set_aside.contains(what) {
            set_aside.push(what.clone());
        }
        Ok(())
    }

    async fn all_set_aside(&self) -> Result<Vec<SetAside>, JournalError> {
        Ok(self.state.borrow().set_aside.clone())
    }
}
