//! Copies inside the browser, and taking on the records of one: merging with it, going back
//! to it. What went different ways and does not fit is settled here too.
//!
//! All of it is in the office's file: only its screens ask for it.

use std::rc::Rc;

use cartera::browser::kept_copies::{self, KeptCopies};
use cartera::browser::preferences::Preference;
use cartera::browser::vault::Vault;
use cartera::browser::{LedgerId, clock, locked_copy, yield_now};
use cartera::files::backup;
use cartera::files::kept::{KeptCopy, Why, wants_daily};
use cartera::ledger::Id;
use cartera::ledger::journal::{Head, Journal, JournalError, SealedRecord, StoredRecord};
use cartera::ledger::keeper::UndoError;
use cartera::ledger::record::{self, Deed, Record, hex};
use leptos::prelude::*;

use super::writing::moment;
use super::{Copied, Ledger, NotSaved, all_records, note_copy_of};

/// The format of records when a ledger was last open, to notice a newer page.
const FORMAT: Preference<u16> = Preference::new("format");

/// All that the open ledger's journal holds, at one moment.
pub struct Here {
    head: Option<Head>,
    stored: Vec<StoredRecord>,
}

impl Here {
    /// The records that can be read. `pause` is awaited now and then.
    pub async fn readable(&self, pause: impl AsyncFn()) -> Vec<SealedRecord> {
        let mut readable = Vec::with_capacity(self.stored.len());
        for stored in &self.stored {
            if let Ok((record, hash)) = Record::open(&stored.bytes) {
                let bytes = stored.bytes.clone();
                readable.push(SealedRecord { id: record.header.id, hash, bytes });
            }
            pause().await;
        }
        readable
    }
}

impl Ledger {
    /// All records of the open ledger, as stored.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn all_here(self) -> Result<Here, JournalError> {
        let Some(desk) = self.desk.get_value() else {
            return Err(JournalError::Unavailable(String::new()));
        };
        let head = desk.keeper.journal().head().await?;
        let mut stored = all_records(desk.keeper.journal()).await?;
        // What another tab stored meanwhile is not of that moment.
        stored.retain(|record| Some(record.seq) <= head.map(|head| head.seq));
        Ok(Here { head, stored })
    }

    /// The copies of the open ledger in this browser, newest first.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn kept_copies(self) -> Result<Vec<KeptCopy>, JournalError> {
        match self.id() {
            Some(id) => KeptCopies::open(&id).await?.list().await,
            None => Ok(Vec::new()),
        }
    }

    /// The file of one of them; `None` where it cannot be had any more.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn kept_file(self, copy: &KeptCopy) -> Result<Option<Vec<u8>>, JournalError> {
        match self.id() {
            Some(id) => KeptCopies::open(&id).await?.file(copy).await,
            None => Ok(None),
        }
    }

    /// Keeps a copy of the open ledger inside the browser. The demonstration, and a ledger
    /// with nothing in it, need none.
    ///
    /// # Errors
    /// As storage fails.
    pub async fn keep_inside(self, why: Why) -> Result<(), JournalError> {
        let here = self.all_here().await?;
        self.keep(why, &here).await
    }

    async fn keep(self, why: Why, here: &Here) -> Result<(), JournalError> {
        let (Some(id), Some(head)) = (self.id(), here.head) else { return Ok(()) };
        if id.is_demo() {
            return Ok(());
        }
        let at_ms = clock::now_ms();
        let (mut file, _) = backup::write(&self.name(), at_ms, &here.stored);
        yield_now().await;
        if let Some(key) = self.key() {
            file = locked_copy::write(&key, &file).await?;
        }
        let head_hash = hex(&head.hash);
        let copy = KeptCopy {
            at_ms,
            why,
            records: head.seq,
            size_bytes: 0,
            head: head_hash,
            is_packed: false,
        };
        KeptCopies::open(&id).await?.keep(copy, &file).await
    }

    /// Puts the copies in this browser under the lock that the ledger has now. What cannot
    /// be opened with the key it had goes: nothing is left lying open, or under a passphrase
    /// that was given up.
    pub(super) async fn relock_copies(
        self,
        id: &LedgerId,
        was: Option<Rc<Vault>>,
        is: Option<Rc<Vault>>,
    ) {
        let relocked = async {
            let kept = KeptCopies::open(id).await?;
            let mut all = Vec::new();
            for copy in kept.list().await? {
                let Some(mut file) = kept.file(&copy).await? else { continue };
                if locked_copy::is_locked(&file) {
                    let Some(key) = &was else { continue };
                    let Some(plain) = locked_copy::open(key, &file).await else { continue };
                    file = plain;
                }
                if let Some(key) = &is {
                    file = locked_copy::write(key, &file).await?;
                }
                all.push((copy, file));
            }
            kept.replace_all(all).await
        };
        let relocked: Result<(), JournalError> = relocked.await;
        if relocked.is_err() {
            // Rather none than one that says what the lock hides.
            let _ = kept_copies::remove_all(id).await;
        }
    }

    /// Keeps the day's copy if it is wanted, and one when a newer version of the page has
    /// opened the ledger. One that fails is tried again on the next visit.
    pub async fn keep_in_time(self) {
        let (Some(id), Some(head)) =
            (self.id(), self.book.with_untracked(|book| book.head().copied()))
        else {
            return;
        };
        if id.is_demo() {
            return;
        }
        let before = FORMAT.get_for(id.as_str());
        if before.is_some_and(|before| before != record::VERSION)
            && self.keep_inside(Why::BeforeUpgrade).await.is_err()
        {
            return;
        }
        FORMAT.set_for(id.as_str(), &record::VERSION);
        let Ok(kept) = self.kept_copies().await else { return };
        if wants_daily(&kept, &hex(&head.hash), self.today.get_untracked(), clock::day_of) {
            let _ = self.keep_inside(Why::Daily).await;
        }
    }

    /// Lets the open ledger hold these records instead of its own, in one transaction, and
    /// opens it anew. A copy of what it holds is kept first, and what cannot be read is set
    /// aside; if either fails, nothing is changed.
    ///
    /// # Errors
    /// [`JournalError::Stale`] when something was recorded since `here` was read; else as
    /// storage fails, or when this tab may not write.
    pub async fn take_on(
        self,
        why: Why,
        here: &Here,
        records: Vec<SealedRecord>,
    ) -> Result<(), NotSaved> {
        let desk = self.desk()?;
        let turn = self.turn(&desk).await?;
        let found = desk.keeper.journal().head().await?;
        if found != here.head {
            return Err(NotSaved::Journal(JournalError::Stale { found }));
        }
        self.keep(why, here).await?;
        let kept = desk.keeper.take_on(here.head.as_ref(), &here.stored, records).await?;
        // A copy outside has what stayed, and maybe none of what came.
        if let Some(copied) = Copied::of(&desk.id) {
            note_copy_of(&desk.id, Some(Copied { seq: copied.seq.min(kept), ..copied }));
        }
        if let Some(announcements) = desk.announcements.borrow().as_ref() {
            // Further than any tab has come: each is to read the ledger anew.
            announcements.announce(u64::MAX);
        }
        let id = desk.id.clone();
        drop(turn);
        self.open(id).await?;
        Ok(())
    }

    /// Enters again what a record that does not fit says.
    ///
    /// # Errors
    /// Why it still does not fit; nothing is changed then.
    pub async fn enter_again(self, record: Id) -> Result<(), NotSaved> {
        let desk = self.desk()?;
        let _turn = self.turn(&desk).await?;
        let before = self.book.get_untracked();
        let pause = async || yield_now().await;
        let draft = desk.keeper.enter_again(&before, record, &moment(), pause).await;
        let draft = draft.map_err(|error| match error {
            UndoError::Refused(why) => NotSaved::Refused(why),
            UndoError::Damaged(_) => NotSaved::Unreadable,
            UndoError::Journal(error) => NotSaved::Journal(error),
        })?;
        self.store(&desk, &before, draft).await
    }

    /// Lets a record that does not fit be: it is not named any more, and stays in the
    /// history of the journal.
    ///
    /// # Errors
    /// As storage fails, or when this tab may not write.
    pub async fn let_be(self, record: Id) -> Result<(), NotSaved> {
        self.commit(Deed::Undid { record }, |_| Ok(())).await
    }
}
