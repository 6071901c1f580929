//! The ledger the page has open: the book every view reads, and the one way to change it.
//!
//! A view reads [`Ledger::book`]; an action goes through [`Ledger::commit`]: checked
//! against the book, stored in one durable transaction, and only then does the book move.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use cartera::browser::announcements::{Announcements, News};
use cartera::browser::ledgers::{LedgerEntry, Ledgers};
use cartera::browser::preferences::Preference;
use cartera::browser::sentinel::{self, LedgerStatus};
use cartera::browser::visit::Remembered;
use cartera::browser::writer::{Role, WriterRole};
use cartera::browser::{
    IndexedDbJournal, LedgerId, Notice, clock, device, persist, random, yield_now,
};
use cartera::ledger::action::{Draft, Moment, set_firm};
use cartera::ledger::firm::Firm;
use cartera::ledger::journal::{Journal, JournalError, SetAside, StoredRecord};
use cartera::ledger::keeper::{Damaged, Keeper, Opened, UndoError, wants_snapshot};
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Id, Refusal};
use chrono::NaiveDate;
use futures_util::lock::{Mutex, MutexGuard};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Which of the user's own ledgers this browser opened last; never the demonstration.
const LAST_OPENED: Preference<LedgerId> = Preference::new("ledger");

/// Which ledger this tab has open, so that loading it again leaves the user where they
/// were, whatever other tabs have opened since.
const HERE: Remembered<LedgerId> = Remembered::new("here");

/// When the ledger was last copied out of the browser, and how many records it had then.
const COPIED: Preference<Copied> = Preference::new("copied");

/// The open ledger. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Ledger {
    /// The book as it is durably stored.
    pub book: RwSignal<Book>,
    /// Where opening stands.
    pub standing: RwSignal<Standing>,
    /// Whether what the user did is durable.
    pub saved: RwSignal<Saved>,
    /// Whether this tab writes; `None` until the browser has said.
    pub role: RwSignal<Option<Role>>,
    /// The ledger's entry in the list of ledgers.
    pub entry: RwSignal<Option<LedgerEntry>>,
    /// What could not be read when it was opened.
    pub damaged: RwSignal<Vec<Damaged>>,
    /// The last copy outside the browser.
    pub copied: RwSignal<Option<Copied>>,
    /// What the browser did to the database under the page.
    pub notice: RwSignal<Option<Notice>>,
    /// Today, by the device's calendar.
    pub today: RwSignal<NaiveDate>,
    /// Whether another ledger is being made ready to take the place of this one, which is
    /// open until then.
    pub moving: RwSignal<bool>,
    desk: StoredValue<Option<Rc<Desk>>, LocalStorage>,
    /// How often a ledger was asked for: of two openings at once the later one counts.
    asked: StoredValue<u32>,
}

/// Where opening a ledger stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It is being read.
    Opening,
    /// It is open.
    Open,
    /// It had data once, and the browser threw it away.
    ThrownAway {
        /// When its first record was saved, in milliseconds since 1970.
        since_ms: u64,
    },
    /// It could not be opened.
    Failed(JournalError),
}

/// Whether what the user did is durable.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// It is.
    Saved,
    /// It is on its way.
    Saving,
    /// The last action was not stored: it is not in the book either.
    Failed(JournalError),
}

/// A copy that was taken out of the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Copied {
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// How many records it held.
    pub seq: u64,
}

/// Why an action is not in the book.
#[derive(Clone, Debug, PartialEq)]
pub enum NotSaved {
    /// It does not fit the book.
    Refused(Refusal),
    /// Another tab writes.
    ReadOnly,
    /// Storage did not take it.
    Journal(JournalError),
    /// The record to take back cannot be read.
    Unreadable,
    /// Another ledger was opened before its turn came.
    Closed,
}

impl From<JournalError> for NotSaved {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

impl From<Refusal> for NotSaved {
    fn from(why: Refusal) -> Self {
        Self::Refused(why)
    }
}

/// What stands behind the handle: one per open ledger.
struct Desk {
    id: LedgerId,
    keeper: Keeper<IndexedDbJournal>,
    announcements: RefCell<Option<Announcements>>,
    writer: RefCell<Option<WriterRole>>,
    /// Actions wait for each other; each sees the book the one before left.
    turn: Mutex<()>,
    snapshot_seq: Cell<u64>,
    /// How many records the copy held that was made last.
    copied_seq: Cell<u64>,
    /// Whether the page shows this ledger: what the browser says of one that was put down
    /// is no news.
    is_shown: Rc<Cell<bool>>,
}

impl Desk {
    /// Lets other tabs write, and hears no more. The database closes with the last action
    /// that is still under way.
    fn close(&self) {
        self.is_shown.set(false);
        self.writer.take();
        self.announcements.take();
    }

    fn is_writer(&self) -> bool {
        self.writer.borrow().as_ref().and_then(WriterRole::role) == Some(Role::Writer)
    }
}

/// A ledger that was read and is not shown yet.
struct Found {
    id: LedgerId,
    entry: Option<LedgerEntry>,
    keeper: Keeper<IndexedDbJournal>,
    opened: Opened,
    is_shown: Rc<Cell<bool>>,
}

/// Opening and leaving.
impl Ledger {
    /// A handle on no ledger yet; [`Ledger::open_last`] opens one.
    pub fn new() -> Self {
        let ledger = Self {
            book: RwSignal::new(Book::default()),
            standing: RwSignal::new(Standing::Opening),
            saved: RwSignal::new(Saved::Saved),
            role: RwSignal::new(None),
            entry: RwSignal::new(None),
            damaged: RwSignal::new(Vec::new()),
            copied: RwSignal::new(None),
            notice: RwSignal::new(None),
            today: RwSignal::new(clock::today()),
            moving: RwSignal::new(false),
            desk: StoredValue::new_local(None),
            asked: StoredValue::new(0),
        };
        ledger.keep_today();
        ledger.ask_before_leaving();
        ledger
    }

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
        let asked = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(asked);
        let is_last_asked = move || self.asked.get_value() == asked;
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

    /// Whether the ledger can be written from this tab.
    pub fn is_writer(self) -> bool {
        self.role.get() == Some(Role::Writer)
    }

    /// Makes this tab the one that writes.
    pub fn take_over(self) {
        if let Some(desk) = self.desk.get_value()
            && let Some(writer) = desk.writer.borrow().as_ref()
        {
            writer.take_over();
        }
    }

    /// Which ledger is open.
    pub fn id(self) -> Option<LedgerId> {
        self.desk.with_value(|desk| desk.as_ref().map(|desk| desk.id.clone()))
    }

    /// What the ledger is called: the firm, or the name in the list.
    pub fn name(self) -> String {
        let firm = self.book.with_untracked(|book| book.firm().name.clone());
        if !firm.is_empty() {
            return firm;
        }
        self.entry
            .with_untracked(|entry| entry.as_ref().map(|entry| entry.name.clone()))
            .unwrap_or_default()
    }

    fn has_none(self) -> bool {
        self.desk.with_value(Option::is_none)
    }

    fn has_open(self, desk: &Rc<Desk>) -> bool {
        self.desk.with_value(|open| open.as_ref().is_some_and(|open| Rc::ptr_eq(open, desk)))
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
        let keeper = Keeper::new(journal);
        let opened = keeper.open(async || yield_now().await).await?;
        Ok(Found { id, entry, keeper, opened, is_shown })
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
    async fn put_down(self) {
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
        let Found { id, entry, keeper, opened, is_shown } = found;
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
        self.entry.set(entry);
        self.copied.set(COPIED.get_for(id.as_str()));
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

/// Changing the book.
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

    /// The last record, for a message that offers to take it back.
    pub fn last_record(self) -> Option<Id> {
        self.book.with_untracked(|book| book.head().map(|head| head.id))
    }

    fn desk(self) -> Result<Rc<Desk>, NotSaved> {
        let desk = self.desk.get_value();
        if self.role.get_untracked() == Some(Role::Follower) {
            return Err(NotSaved::ReadOnly);
        }
        desk.ok_or_else(|| NotSaved::Journal(JournalError::Unavailable(String::new())))
    }

    /// Waits for an action's turn. Much may have happened before it comes: another tab
    /// writes now, or another ledger is open here.
    async fn turn(self, desk: &Rc<Desk>) -> Result<MutexGuard<'_, ()>, NotSaved> {
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
            self.entry.set(Some(listed.await.map_err(NotSaved::Journal)?));
        }
        let mut draft = Draft::begin(&before, Deed::Began, &moment());
        set_firm(&mut draft, likely_firm())?;
        self.store(desk, &before, draft).await
    }

    async fn store(self, desk: &Rc<Desk>, before: &Book, draft: Draft) -> Result<(), NotSaved> {
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
    fn snapshot_in_time(self, desk: &Rc<Desk>) {
        let book = self.book.get_untracked();
        if !wants_snapshot(&book, desk.snapshot_seq.get()) {
            return;
        }
        let seq = book.head().map_or(0, |head| head.seq);
        desk.snapshot_seq.set(seq);
        let desk = Rc::clone(desk);
        spawn_local(async move {
            // Failing costs only time at the next opening, which tries again.
            let _ = desk.keeper.save_snapshot(&book, async || yield_now().await).await;
        });
    }

    /// While something is on its way to the disk, the browser asks before it closes the tab.
    fn ask_before_leaving(self) {
        let handle = window_event_listener_untyped("beforeunload", move |event| {
            if self.saved.get_untracked() == Saved::Saving {
                event.prevent_default();
            }
        });
        // For as long as the page lives.
        std::mem::forget(handle);
    }
}

/// Other tabs, and the passing of days.
impl Ledger {
    /// This tab writes only once it has seen all that the tab before it wrote.
    fn change_role(self, desk: &Weak<Desk>, now: Role) {
        let Some(desk) = desk.upgrade().filter(|desk| self.has_open(desk)) else { return };
        if now == Role::Follower {
            self.role.set(Some(now));
            return;
        }
        spawn_local(async move {
            let _turn = desk.turn.lock().await;
            if !self.has_open(&desk) {
                return;
            }
            self.catch_up(&desk).await;
            // It may have lost the role again meanwhile.
            if desk.is_writer() {
                self.role.set(Some(Role::Writer));
            }
        });
    }

    fn listen(self, desk: &Weak<Desk>, news: News) {
        if news == News::Awake {
            self.look_at_the_calendar();
        }
        let behind = self.book.with_untracked(|book| book.head().map_or(0, |head| head.seq));
        let Some(desk) = desk.upgrade().filter(|desk| self.has_open(desk)) else { return };
        if matches!(news, News::Head(seq) if seq <= behind) {
            return;
        }
        spawn_local(async move {
            let _turn = desk.turn.lock().await;
            if self.has_open(&desk) {
                self.catch_up(&desk).await;
            }
        });
    }

    /// Takes in what another tab has stored; to be called in turn.
    async fn catch_up(self, desk: &Rc<Desk>) {
        loop {
            let book = self.book.get_untracked();
            match desk.keeper.follow(&book).await {
                Ok(Some(opened)) => {
                    self.book.set(opened.book);
                    if !opened.damaged.is_empty() {
                        self.damaged.update(|damaged| damaged.extend(opened.damaged));
                    }
                }
                Ok(None) => return,
                Err(JournalError::Stale { .. }) => {
                    // Another journal under the same name: it is read anew, after this turn.
                    let id = desk.id.clone();
                    spawn_local(async move { drop(self.open(id).await) });
                    return;
                }
                // What happened to the database is told already.
                Err(_) if self.notice.with_untracked(Option::is_some) => return,
                Err(error) => return self.saved.set(Saved::Failed(error)),
            }
        }
    }

    fn keep_today(self) {
        let wait = std::time::Duration::from_millis(clock::ms_until_tomorrow() + 500);
        set_timeout(
            move || {
                self.look_at_the_calendar();
                self.keep_today();
            },
            wait,
        );
    }

    /// A device that slept past midnight did not hear it strike.
    fn look_at_the_calendar(self) {
        let today = clock::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }
}

/// Copies outside the browser.
impl Ledger {
    /// The whole ledger as a file, and the places of records that could not be read. A tab
    /// that only reads may copy too.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn backup(self) -> Result<(Vec<u8>, Vec<u64>), JournalError> {
        let Some(desk) = self.desk.get_value() else {
            return Err(JournalError::Unavailable(String::new()));
        };
        let stored = all_records(desk.keeper.journal()).await?;
        desk.copied_seq.set(stored.last().map_or(0, |record| record.seq));
        Ok(cartera::files::backup::write(&self.name(), clock::now_ms(), &stored))
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

/// Notes of a ledger that is not open that a copy of it is outside the browser; `None` that
/// there is none any more.
pub fn note_copy_of(id: &LedgerId, copied: Option<Copied>) {
    match copied {
        Some(copied) => COPIED.set_for(id.as_str(), &copied),
        None => COPIED.clear_for(id.as_str()),
    }
}

/// The ledger this tab was to open last, whether or not it could be.
pub fn last_opened() -> Option<LedgerId> {
    HERE.get().or_else(|| LAST_OPENED.get())
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

/// When and where something is recorded that is recorded now.
pub fn moment() -> Moment {
    let device = format!("{:016x}", device::id());
    Moment { at_ms: clock::now_ms(), random: random::bits(), device }
}

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

/// A firm from what the browser says of its user: `es-CO` is in Colombia and counts pesos.
/// What a ledger begins with.
pub fn likely_firm() -> Firm {
    use cartera::browser::locale;
    use cartera::ledger::Country;
    let country = locale::tags()
        .iter()
        .filter_map(|tag| tag.split('-').nth(1).and_then(Country::from_code))
        .find(|country| Country::OFFERED.contains(country))
        .unwrap_or(Country::MX);
    Firm::of(country, cartera::ledger::firm::usual_currency(country), locale::lang())
}
