//! Changing the book.

use std::cell::RefCell;
use std::rc::Rc;

use cartera::browser::ledgers::Ledgers;
use cartera::browser::writer::Role;
use cartera::browser::{clock, device, locale, persist, random, sentinel, yield_now};
use cartera::ledger::action::{Draft, Moment, set_firm};
use cartera::ledger::firm::{Firm, usual_currency};
use cartera::ledger::journal::JournalError;
use cartera::ledger::keeper::{UndoError, wants_snapshot};
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Country, Id, Refusal};
use futures_util::future::LocalBoxFuture;
use futures_util::lock::MutexGuard;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::{Desk, Ledger, NotSaved, Saved};

/// When and where something is recorded that is recorded now.
pub fn moment() -> Moment {
    let device = format!("{:016x}", device::id());
    Moment { at_ms: clock::now_ms(), random: random::bits(), device }
}

/// A firm from what the browser says of its user: `es-CO` is in Colombia and counts pesos.
/// What a ledger begins with.
pub fn likely_firm() -> Firm {
    let country = locale::tags()
        .iter()
        .filter_map(|tag| tag.split('-').nth(1).and_then(Country::from_code))
        .find(|country| Country::OFFERED.contains(country))
        .unwrap_or(Country::MX);
    Firm::of(country, usual_currency(country), locale::lang())
}

/// Undoing and the saving of snapshots write facts, which opening a ledger does not: they
/// are in the desk's file, so that what loads first need not hold them.
type Undo = fn(Ledger, Id) -> LocalBoxFuture<'static, Result<(), NotSaved>>;
type Save = fn(Rc<Desk>, Book) -> LocalBoxFuture<'static, ()>;

#[wasm_split(desk, fallible, wasm_split_path = ::leptos::wasm_split)]
fn loaded_undo() -> Result<Undo, SplitLoaderError> {
    Ok(|ledger, record| Box::pin(ledger.take_back(record)))
}

#[wasm_split(desk, fallible, wasm_split_path = ::leptos::wasm_split)]
fn loaded_save() -> Result<Save, SplitLoaderError> {
    Ok(|desk, book| {
        Box::pin(async move {
            let _ = desk.keeper.save_snapshot(&book, async || yield_now().await).await;
        })
    })
}

impl Ledger {
    /// One user action: drafted against the book, stored, and then in the book. `act` may be
    /// called twice, when another tab had moved the ledger on.
    ///
    /// # Errors
    /// Why it is not in the book. Nothing was stored then.
    pub async fn commit<T>(
        self,
        deed: Deed,
        act: impl Fn(&mut Draft) -> Result<T, Refusal>,
    ) -> Result<T, NotSaved> {
        let result = RefCell::new(None);
        let act = |draft: &mut Draft| {
            result.replace(Some(act(draft)?));
            Ok(())
        };
        self.commit_action(deed, &act).await?;
        Ok(result.into_inner().expect("what was stored was done"))
    }

    /// As [`Ledger::commit`], compiled once for all actions.
    async fn commit_action(
        self,
        deed: Deed,
        act: &dyn Fn(&mut Draft) -> Result<(), Refusal>,
    ) -> Result<(), NotSaved> {
        let desk = self.desk()?;
        let _turn = self.turn(&desk).await?;
        for is_last in [false, true] {
            let stored = self.try_commit(&desk, deed.clone(), act).await;
            match stored {
                Err(NotSaved::Journal(JournalError::Stale { .. })) if !is_last => {
                    self.catch_up(&desk).await;
                }
                stored => return stored,
            }
        }
        unreachable!("the second attempt returns")
    }

    async fn try_commit(
        self,
        desk: &Rc<Desk>,
        deed: Deed,
        act: &dyn Fn(&mut Draft) -> Result<(), Refusal>,
    ) -> Result<(), NotSaved> {
        self.begin(desk).await?;
        let before = self.book.get_untracked();
        let mut draft = Draft::begin(&before, deed, &moment());
        act(&mut draft)?;
        self.store(desk, &before, draft).await
    }

    /// Begins a draft that is filled in slices; give it back to [`Ledger::store_draft`], or
    /// drop it and nothing happened.
    ///
    /// # Errors
    /// When this tab may not write, or the ledger's first record cannot be stored.
    pub async fn draft(self, deed: Deed) -> Result<Draft, NotSaved> {
        let desk = self.desk()?;
        let _turn = self.turn(&desk).await?;
        if let Err(NotSaved::Journal(JournalError::Stale { .. })) = self.begin(&desk).await {
            self.catch_up(&desk).await;
            self.begin(&desk).await?;
        }
        Ok(Draft::begin(&self.book.get_untracked(), deed, &moment()))
    }

    /// The book, to plan by: of a ledger that has not begun, as it will be once it has.
    pub fn book_to_plan_by(self) -> Book {
        let book = self.book.get_untracked();
        if book.head().is_some() {
            return book;
        }
        let mut draft = Draft::begin(&book, Deed::Began, &moment());
        match set_firm(&mut draft, likely_firm()) {
            Ok(()) => draft.into_book(),
            Err(_) => book,
        }
    }

    /// A draft on a book that is only to see what would come of something: it is not stored.
    pub fn try_draft(self, book: &Book) -> Draft {
        Draft::begin(book, Deed::Imported { file: String::new() }, &moment())
    }

    /// Stores a draft made by [`Ledger::draft`].
    ///
    /// # Errors
    /// [`JournalError::Stale`] when something else was recorded meanwhile; else as storage
    /// fails.
    pub async fn store_draft(self, draft: Draft) -> Result<(), NotSaved> {
        let desk = self.desk()?;
        let _turn = self.turn(&desk).await?;
        let before = self.book.get_untracked();
        if draft.follows() != before.head().map(|head| head.hash) {
            return Err(NotSaved::Journal(JournalError::Stale { found: before.head().copied() }));
        }
        self.store(&desk, &before, draft).await
    }

    /// Takes a record back, or does again what was taken back.
    ///
    /// # Errors
    /// When something later depends on it, naming what.
    pub async fn undo(self, record: Id) -> Result<(), NotSaved> {
        loaded_undo().await?(self, record).await
    }

    async fn take_back(self, record: Id) -> Result<(), NotSaved> {
        let desk = self.desk()?;
        let _turn = self.turn(&desk).await?;
        for is_last in [false, true] {
            let before = self.book.get_untracked();
            let draft =
                desk.keeper.undo(&before, record, &moment(), async || yield_now().await).await;
            let draft = draft.map_err(|error| match error {
                UndoError::Refused(why) => NotSaved::Refused(why),
                UndoError::Damaged(_) => NotSaved::Unreadable,
                UndoError::Journal(error) => NotSaved::Journal(error),
            })?;
            match self.store(&desk, &before, draft).await {
                Err(NotSaved::Journal(JournalError::Stale { .. })) if !is_last => {
                    self.catch_up(&desk).await;
                }
                stored => return stored,
            }
        }
        unreachable!("the second attempt returns")
    }

    pub(super) fn desk(self) -> Result<Rc<Desk>, NotSaved> {
        let desk = self.desk.get_value();
        if self.role.get_untracked() == Some(Role::Follower) {
            return Err(NotSaved::ReadOnly);
        }
        desk.ok_or_else(|| NotSaved::Journal(JournalError::Unavailable(String::new())))
    }

    /// Waits for an action's turn. Much may have happened before it comes: another tab
    /// writes now, or another ledger is open here.
    pub(super) async fn turn(self, desk: &Rc<Desk>) -> Result<MutexGuard<'_, ()>, NotSaved> {
        let turn = desk.turn.lock().await;
        if !self.has_open(desk) {
            return Err(NotSaved::Closed);
        }
        if self.role.get_untracked() == Some(Role::Follower) {
            return Err(NotSaved::ReadOnly);
        }
        Ok(turn)
    }

    /// The first record of a new ledger says whose it is, as far as the browser can tell.
    async fn begin(self, desk: &Rc<Desk>) -> Result<(), NotSaved> {
        let before = self.book.get_untracked();
        if before.head().is_some() {
            return Ok(());
        }
        if self.entry.with_untracked(Option::is_none) {
            let listed =
                async { Ledgers::open().await?.create(desk.id.clone(), "", clock::now_ms()).await };
            let listed = listed.await.inspect_err(|error| {
                self.saved.set(Saved::Failed(error.clone()));
            })?;
            self.entry.set(Some(listed));
        }
        let mut draft = Draft::begin(&before, Deed::Began, &moment());
        set_firm(&mut draft, likely_firm())?;
        self.store(desk, &before, draft).await
    }

    pub(super) async fn store(
        self,
        desk: &Rc<Desk>,
        before: &Book,
        draft: Draft,
    ) -> Result<(), NotSaved> {
        self.saved.set(Saved::Saving);
        match desk.keeper.store(before, draft).await {
            Ok(book) => {
                let seq = book.head().map_or(0, |head| head.seq);
                self.book.set(book);
                self.saved.set(Saved::Saved);
                if let Some(announcements) = desk.announcements.borrow().as_ref() {
                    announcements.announce(seq);
                }
                if sentinel::mark(&desk.id, clock::now_ms()) {
                    spawn_local(async {
                        persist::ask().await;
                    });
                }
                self.snapshot_in_time(desk);
                Ok(())
            }
            Err(error) => {
                let is_stale = matches!(error, JournalError::Stale { .. });
                self.saved.set(if is_stale { Saved::Saved } else { Saved::Failed(error.clone()) });
                Err(NotSaved::Journal(error))
            }
        }
    }

    /// A snapshot is a convenience: it is made when enough has happened, in small slices,
    /// and when it fails the journal is still whole.
    pub(super) fn snapshot_in_time(self, desk: &Rc<Desk>) {
        let book = self.book.get_untracked();
        if !wants_snapshot(&book, desk.snapshot_seq.get()) {
            return;
        }
        let seq = book.head().map_or(0, |head| head.seq);
        desk.snapshot_seq.set(seq);
        let desk = Rc::clone(desk);
        spawn_local(async move {
            // Failing costs only time at the next opening, which tries again.
            if let Ok(save) = loaded_save().await {
                save(desk, book).await;
            }
        });
    }

    /// While something is on its way to the disk, the browser asks before it closes the tab.
    pub(super) fn ask_before_leaving(self) {
        let handle = window_event_listener_untyped("beforeunload", move |event| {
            if self.saved.get_untracked() == Saved::Saving {
                event.prevent_default();
            }
        });
        // For as long as the page lives.
        std::mem::forget(handle);
    }
}
