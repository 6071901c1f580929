//! A journal that fails when told to, so that tests can ask what happens then.

use std::cell::{Cell, RefCell};

use super::Id;
use super::journal::{
    Head, Journal, JournalError, SealedRecord, SetAside, StoredRecord, StoredSnapshot,
};

/// Wraps a journal and fails at a chosen step.
///
/// Steps are counted from 1 over the wrapper's life. A read is one step; an append is
/// [`Self::APPEND_STEPS`] (read the head, put the record, move the head); a rewriting is one
/// a record and [`Self::APPEND_STEPS`] (clearing is the third); a snapshot is one a part and
/// one more; setting aside is one. As each operation is one transaction, failing
/// at any of its steps leaves the journal within as it was.
#[derive(Debug, Default)]
pub struct FailingJournal<J> {
    inner: J,
    steps: Cell<u64>,
    failure: RefCell<Option<Failure>>,
    loses_answer: Cell<bool>,
}

#[derive(Debug)]
struct Failure {
    at: u64,
    lasting: bool,
    error: JournalError,
}

impl<J> FailingJournal<J> {
    /// The steps of an append.
    pub const APPEND_STEPS: u64 = 3;

    /// A journal that does not fail yet.
    pub fn new(inner: J) -> Self {
        Self {
            inner,
            steps: Cell::new(0),
            failure: RefCell::new(None),
            loses_answer: Cell::new(false),
        }
    }

    /// Fails once, with `error`, at the `step`-th step from now (from 1).
    pub fn fail_at(&self, step: u64, error: JournalError) {
        let at = self.steps.get() + step;
        self.failure.replace(Some(Failure { at, lasting: false, error }));
    }

    /// Fails at the `step`-th step from now (from 1) and at every step after it, as a disk
    /// that is full does, until [`Self::heal`].
    pub fn fail_from(&self, step: u64, error: JournalError) {
        let at = self.steps.get() + step;
        self.failure.replace(Some(Failure { at, lasting: true, error }));
    }

    /// Does the next append but answers that it failed, as when the browser's storage dies
    /// between storing and saying so. Trying again then finds the journal moved on.
    pub fn lose_next_answer(&self) {
        self.loses_answer.set(true);
    }

    /// Fails no more.
    pub fn heal(&self) {
        self.failure.replace(None);
        self.loses_answer.set(false);
    }

    /// How many steps were taken so far, the failed ones among them.
    pub fn steps(&self) -> u64 {
        self.steps.get()
    }

    /// The journal within, which does not fail.
    pub fn inner(&self) -> &J {
        &self.inner
    }

    fn take(&self, steps: u64) -> Result<(), JournalError> {
        for _ in 0..steps {
            self.take_one()?;
        }
        Ok(())
    }

    fn take_one(&self) -> Result<(), JournalError> {
        let now = self.steps.get() + 1;
        self.steps.set(now);
        let mut failure = self.failure.borrow_mut();
        match failure.as_ref() {
            Some(due) if due.lasting && due.at <= now => Err(due.error.clone()),
            Some(due) if !due.lasting && due.at == now => {
                let error = due.error.clone();
                *failure = None;
                Err(error)
            }
            _ => Ok(()),
        }
    }
}

impl<J: Journal> Journal for FailingJournal<J> {
    async fn head(&self) -> Result<Option<Head>, JournalError> {
        self.take(1)?;
        self.inner.head().await
    }

    async fn append(
        &self,
        follows: Option<&Head>,
        record: &SealedRecord,
    ) -> Result<Head, JournalError> {
        self.take(Self::APPEND_STEPS)?;
        let head = self.inner.append(follows, record).await?;
        if self.loses_answer.replace(false) {
            return Err(JournalError::Failed("the answer was lost".to_owned()));
        }
        Ok(head)
    }

    async fn rewrite(
        &self,
        follows: Option<&Head>,
        keep: Option<&Head>,
        run: &[SealedRecord],
    ) -> Result<Option<Head>, JournalError> {
        self.take(Self::APPEND_STEPS + run.len() as u64)?;
        let head = self.inner.rewrite(follows, keep, run).await?;
        if self.loses_answer.replace(false) {
            return Err(JournalError::Failed("the answer was lost".to_owned()));
        }
        Ok(head)
    }

    async fn records_after(&self, seq: u64, limit: u32) -> Result<Vec<StoredRecord>, JournalError> {
        self.take(1)?;
        self.inner.records_after(seq, limit).await
    }

    async fn record(&self, id: Id) -> Result<Option<StoredRecord>, JournalError> {
        self.take(1)?;
        self.inner.record(id).await
    }

    async fn save_snapshot(&self, snapshot: &StoredSnapshot) -> Result<(), JournalError> {
        self.take(snapshot.parts.len() as u64 + 1)?;
        self.inner.save_snapshot(snapshot).await
    }

    async fn snapshot_before(&self, before: u64) -> Result<Option<StoredSnapshot>, JournalError> {
        self.take(1)?;
        self.inner.snapshot_before(before).await
    }

    async fn set_aside(&self, what: &SetAside) -> Result<(), JournalError> {
        self.take(1)?;
        self.inner.set_aside(what).await
    }

    async fn all_set_aside(&self) -> Result<Vec<SetAside>, JournalError> {
        self.take(1)?;
        self.inner.all_set_aside().await
    }
}
