//! Opening a ledger, leaving it for another.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cartera::browser::announcements::Announcements;
use cartera::browser::ledgers::{LedgerEntry, Ledgers};
use cartera::browser::preferences::Preference;
use cartera::browser::sentinel::{self, LedgerStatus};
use cartera::browser::visit::Remembered;
use cartera::browser::writer::WriterRole;
use cartera::browser::{IndexedDbJournal, LedgerId, Notice, clock, random, yield_now};
use cartera::ledger::journal::JournalError;
use cartera::ledger::keeper::{Keeper, Opened};
use futures_util::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Copied, Desk, Ledger, Saved, Standing};

/// Which of the user's own ledgers this browser opened last; never the demonstration.
const LAST_OPENED: Preference<LedgerId> = Preference::new("ledger");

/// Which ledger this tab has open, so that loading it again leaves the user where they
/// were, whatever other tabs have opened since.
const HERE: Remembered<LedgerId> = Remembered::new("here");

/// Which ledger to open: the preferred one, else the one opened last, while they are there
/// or were; else the user's oldest own; else a new one.
///
/// One that had data and is not there any more is to be opened, for the user to be told.
///
/// # Errors
/// When the list of ledgers cannot be read.
pub async fn ledger_to_open(preferred: Option<LedgerId>) -> Result<LedgerId, JournalError> {
    let known = Ledgers::open().await?.list().await?;
    let is_listed = |id: &LedgerId| known.iter().any(|entry| entry.id == *id);
    let was_used = |id: &LedgerId| sentinel::status(id, false) != LedgerStatus::NeverUsed;
    let wanted: Vec<LedgerId> = preferred.into_iter().chain(LAST_OPENED.get()).collect();
    if let Some(id) = wanted.iter().find(|id| is_listed(id) || (was_used(id) && !id.is_demo())) {
        return Ok(id.clone());
    }
    if let Some(own) = known.into_iter().find(|entry| !entry.is_demo) {
        return Ok(own.id);
    }
    // Nothing was ever saved: one that was opened for nothing is as good as a new one.
    let unused = wanted.into_iter().find(|id| !id.is_demo());
    Ok(unused.unwrap_or_else(|| LedgerId::new(clock::now_ms(), random::bits())))
}

/// Whether the ledger that is about to be opened had records when it was open last.
pub fn had_records() -> bool {
    let id = HERE.get().or_else(|| LAST_OPENED.get());
    id.is_some_and(|id| sentinel::status(&id, false) != LedgerStatus::NeverUsed)
}

/// A ledger that was read and is not shown yet.
struct Found {
    id: LedgerId,
    entry: Option<LedgerEntry>,
    keeper: Keeper<IndexedDbJournal>,
    opened: Opened,
    is_shown: Rc<Cell<bool>>,
    has_lock: bool,
}

impl Ledger {
    /// Opens the ledger this tab had open, else the one opened last, else a first empty one.
    pub fn open_last(self) {
        spawn_local(async move {
            match ledger_to_open(HERE.get()).await {
                // A failure stands in `standing`.
                Ok(id) => drop(self.open(id).await),
                Err(error) => self.standing.set(Standing::Failed(error)),
            }
        });
    }

    /// Opens a ledger in the place of the one that is open. That one stays open, and what
    /// is being saved in it is saved, until the other has been read.
    ///
    /// # Errors
    /// When the other cannot be read. The user is then where they were; where no ledger was
    /// open, `standing` says why.
    pub async fn open(self, id: LedgerId) -> Result<(), JournalError> {
        self.open_at(id, || ()).await
    }

    /// As [`Ledger::open`]; `go` is called when the screens of the one that was open are
    /// gone, to go where the other is to be shown.
    ///
    /// # Errors
    /// As [`Ledger::open`]; `go` is not called then.
    pub async fn open_at(self, id: LedgerId, go: impl FnOnce()) -> Result<(), JournalError> {
        let asked = self.asked.with_value(|asked| asked.0.wrapping_add(1));
        self.asked.set_value((asked, Some(id.clone())));
        let is_last_asked = move || self.asked.with_value(|last| last.0 == asked);
        if self.has_none() {
            self.standing.set(Standing::Opening);
        }
        let found = self.read(id).await;
        if !is_last_asked() {
            return Ok(());
        }
        match found {
            Ok(found) => {
                self.put_down().await;
                go();
                // The address tells of its change in a turn of its own.
                yield_now().await;
                if is_last_asked() {
                    self.take_up(found);
                }
                Ok(())
            }
            // It is there, and opens once its passphrase is given: on a screen of its own.
            Err(JournalError::Locked) => {
                self.put_down().await;
                go();
                self.standing.set(Standing::Failed(JournalError::Locked));
                Ok(())
            }
            Err(error) => {
                if self.has_none() {
                    self.standing.set(Standing::Failed(error.clone()));
                }
                Err(error)
            }
        }
    }

    /// Goes on with an empty ledger after the user was told that the browser threw the
    /// data away.
    pub fn begin_again(self) {
        if let Some(desk) = self.desk.get_value() {
            sentinel::forget(&desk.id);
            self.standing.set(Standing::Open);
        }
    }

    /// Reads a ledger without touching the one that is shown.
    async fn read(self, id: LedgerId) -> Result<Found, JournalError> {
        let ledgers = Ledgers::open().await?;
        let entry = ledgers.list().await?.into_iter().find(|entry| entry.id == id);
        let is_shown = Rc::new(Cell::new(false));
        let journal = IndexedDbJournal::open(&id, {
            let (is_shown, id) = (Rc::clone(&is_shown), id.clone());
            move |told| self.hear(&id, is_shown.get(), told)
        })
        .await?;
        let has_lock = self.with_key(&id, &journal).await?;
        let keeper = Keeper::new(journal);
        let opened = keeper.open(async || yield_now().await).await?;
        Ok(Found { id, entry, keeper, opened, is_shown, has_lock })
    }

    /// What the browser says of a database: that it waits is news before it is shown, that
    /// it is gone only while it is.
    fn hear(self, id: &LedgerId, is_shown: bool, told: Notice) {
        match told {
            Notice::Blocked => self.notice.set(Some(told)),
            _ if !is_shown => {}
            // The demonstration was left in another tab: there is nothing to lose here.
            Notice::Deleted if id.is_demo() => spawn_local(async move {
                if let Ok(own) = ledger_to_open(None).await {
                    // A failure leaves the user where they were, with the notice below.
                    if self.open(own).await.is_ok() {
                        return;
                    }
                }
                self.notice.set(Some(told));
            }),
            _ => self.notice.set(Some(told)),
        }
    }

    /// Leaves the open ledger: what is being saved is saved first, what waits for its turn
    /// is refused.
    pub(super) async fn put_down(self) {
        let Some(desk) = self.desk.get_value() else { return };
        let turn = desk.turn.lock().await;
        self.desk.set_value(None);
        desk.close();
        drop(turn);
        self.standing.set(Standing::Opening);
        // Screens hold places in the old book: they must be gone before there is another.
        yield_now().await;
    }

    /// Shows a ledger that was read.
    fn take_up(self, found: Found) {
        let Found { id, entry, keeper, opened, is_shown, has_lock } = found;
        let has_records = opened.book.head().is_some();
        let status = sentinel::status(&id, has_records);
        if has_records {
            // It may come from a copy, or the mark was cleared without the data.
            sentinel::mark(&id, clock::now_ms());
        }
        HERE.set(Some(&id));
        if !id.is_demo() {
            LAST_OPENED.set(&id);
        }
        is_shown.set(true);
        let desk = Rc::new(Desk {
            id: id.clone(),
            keeper,
            announcements: RefCell::new(None),
            writer: RefCell::new(None),
            turn: Mutex::new(()),
            snapshot_seq: Cell::new(opened.snapshot_seq),
            copied_seq: Cell::new(0),
            is_shown,
        });
        self.notice.set(None);
        self.has_lock.set(has_lock);
        self.entry.set(entry);
        self.copied.set(Copied::of(&id));
        self.damaged.set(opened.damaged);
        self.book.set(opened.book);
        self.saved.set(Saved::Saved);
        self.role.set(None);
        self.desk.set_value(Some(Rc::clone(&desk)));
        self.standing.set(match status {
            LedgerStatus::ThrownAway { since_ms } if !id.is_demo() => {
                Standing::ThrownAway { since_ms }
            }
            _ => Standing::Open,
        });

        let here = Rc::downgrade(&desk);
        let writer = WriterRole::request(&id, move |now| self.change_role(&here, now));
        desk.writer.replace(Some(writer));
        let here = Rc::downgrade(&desk);
        let announcements = Announcements::join(&id, move |news| self.listen(&here, news));
        desk.announcements.replace(Some(announcements));
        self.snapshot_in_time(&desk);
    }
}
