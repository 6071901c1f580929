//! The ledger the page has open: the book every view reads, and the one way to change it.
//!
//! A view reads [`Ledger::book`]; an action goes through [`Ledger::commit`]: checked
//! against the book, stored in one durable transaction, and only then does the book move.

use std::cell::RefCell;
use std::rc::Rc;

use cartera::browser::announcements::{Announcements, News};
use cartera::browser::ledgers::{LedgerEntry, Ledgers};
use cartera::browser::preferences::Preference;
use cartera::browser::sentinel::{self, LedgerStatus};
use cartera::browser::writer::{Role, WriterRole};
use cartera::browser::{
    IndexedDbJournal, LedgerId, Notice, clock, device, persist, random, yield_now,
};
use cartera::ledger::action::{Draft, Moment, set_firm};
use cartera::ledger::firm::Firm;
use cartera::ledger::journal::{Journal, JournalError};
use cartera::ledger::keeper::{Damaged, Keeper, UndoError, wants_snapshot};
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Id, Refusal};
use chrono::NaiveDate;
use futures_util::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Which ledger this browser opened last.
const LAST_OPENED: Preference<LedgerId> = Preference::new("ledger");

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
    desk: StoredValue<Option<Rc<Desk>>, LocalStorage>,
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
    snapshot_seq: std::cell::Cell<u64>,
}

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
            desk: StoredValue::new_local(None),
        };
        ledger.keep_today();
        ledger
    }

    /// Opens the ledger opened last, or a first empty one.
    pub fn open_last(self) {
        spawn_local(async move {
            let id = match LAST_OPENED.get() {
                Some(id) => id,
                None => match first_own_ledger().await {
                    Ok(id) => id,
                    Err(error) => return self.standing.set(Standing::Failed(error)),
                },
            };
            self.open(id).await;
        });
    }

    /// Opens a ledger in the place of the one that is open.
    pub async fn open(self, id: LedgerId) {
        self.standing.set(Standing::Opening);
        self.desk.set_value(None);
        if let Err(error) = self.try_open(id).await {
            self.standing.set(Standing::Failed(error));
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
        let desk = self.desk()?;
        let _turn = desk.turn.lock().await;
        self.begin(&desk).await?;
        for attempt in 0.. {
            let before = self.book.get_untracked();
            let mut draft = Draft::begin(&before, deed.clone(), &moment());
            let done = act(&mut draft)?;
            match self.store(&desk, &before, draft).await {
                Err(NotSaved::Journal(JournalError::Stale { .. })) if attempt == 0 => {
                    self.catch_up(&desk).await;
                }
                stored => return stored.map(|()| done),
            }
        }
        unreachable!("the second attempt returns")
    }

    /// The first action of a new ledger, which says itself whose it is.
    ///
    /// # Errors
    /// Why it is not in the book. Nothing was stored then.
    pub async fn commit_first(
        self,
        deed: Deed,
        act: impl FnOnce(&mut Draft) -> Result<(), Refusal>,
    ) -> Result<(), NotSaved> {
        let desk = self.desk()?;
        let _turn = desk.turn.lock().await;
        let before = self.book.get_untracked();
        let mut draft = Draft::begin(&before, deed, &moment());
        act(&mut draft)?;
        self.store(&desk, &before, draft).await
    }

    /// Begins a draft that is filled in slices; give it back to [`Ledger::store_draft`], or
    /// drop it and nothing happened.
    ///
    /// # Errors
    /// When this tab may not write, or the ledger's first record cannot be stored.
    pub async fn draft(self, deed: Deed) -> Result<Draft, NotSaved> {
        let desk = self.desk()?;
        let _turn = desk.turn.lock().await;
        self.begin(&desk).await?;
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
        let _turn = desk.turn.lock().await;
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
        let _turn = desk.turn.lock().await;
        let before = self.book.get_untracked();
        let draft = desk
            .keeper
            .undo(&before, record, &moment(), async || yield_now().await)
            .await
            .map_err(|error| match error {
                UndoError::Refused(why) => NotSaved::Refused(why),
                UndoError::Damaged(_) => {
                    NotSaved::Journal(JournalError::Failed("the record cannot be read".to_owned()))
                }
                UndoError::Journal(error) => NotSaved::Journal(error),
            })?;
        self.store(&desk, &before, draft).await
    }

    /// The last record, for a message that offers to take it back.
    pub fn last_record(self) -> Option<Id> {
        self.book.with_untracked(|book| book.head().map(|head| head.id))
    }

    /// The whole ledger as a file, and the places of records that could not be read.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn backup(self) -> Result<(Vec<u8>, Vec<u64>), JournalError> {
        let Ok(desk) = self.desk() else {
            return Err(JournalError::Unavailable(String::new()));
        };
        let mut stored = Vec::new();
        loop {
            let seq = stored
                .last()
                .map_or(0, |record: &cartera::ledger::journal::StoredRecord| record.seq);
            let mut batch = desk.keeper.journal().records_after(seq, 500).await?;
            if batch.is_empty() {
                break;
            }
            stored.append(&mut batch);
            yield_now().await;
        }
        let name = self.name();
        Ok(cartera::files::backup::write(&name, clock::now_ms(), &stored))
    }

    /// Notes that a copy has left the browser.
    pub fn note_copied(self) {
        if let Some(desk) = self.desk.get_value() {
            let seq = self.book.with_untracked(|book| book.head().map_or(0, |head| head.seq));
            let copied = Copied { at_ms: clock::now_ms(), seq };
            COPIED.set_for(desk.id.as_str(), &copied);
            self.copied.set(Some(copied));
        }
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

    fn desk(self) -> Result<Rc<Desk>, NotSaved> {
        let desk = self.desk.get_value();
        if self.role.get_untracked() == Some(Role::Follower) {
            return Err(NotSaved::ReadOnly);
        }
        desk.ok_or_else(|| NotSaved::Journal(JournalError::Unavailable(String::new())))
    }

    async fn try_open(self, id: LedgerId) -> Result<(), JournalError> {
        let ledgers = Ledgers::open().await?;
        let known = ledgers.list().await?.into_iter().find(|entry| entry.id == id);
        let notice = self.notice;
        let journal = IndexedDbJournal::open(&id, move |told| notice.set(Some(told))).await?;
        let keeper = Keeper::new(journal);
        let opened = keeper.open(async || yield_now().await).await?;
        let has_records = opened.book.head().is_some();

        LAST_OPENED.set(&id);
        let desk = Rc::new(Desk {
            id: id.clone(),
            keeper,
            announcements: RefCell::new(None),
            writer: RefCell::new(None),
            turn: Mutex::new(()),
            snapshot_seq: std::cell::Cell::new(opened.snapshot_seq),
        });
        self.notice.set(None);
        self.entry.set(known);
        self.copied.set(COPIED.get_for(id.as_str()));
        self.damaged.set(opened.damaged);
        self.book.set(opened.book);
        self.saved.set(Saved::Saved);
        self.role.set(None);
        self.desk.set_value(Some(Rc::clone(&desk)));
        self.standing.set(match sentinel::status(&id, has_records) {
            LedgerStatus::ThrownAway { since_ms } => Standing::ThrownAway { since_ms },
            _ => Standing::Open,
        });

        let role = self.role;
        *desk.writer.borrow_mut() = Some(WriterRole::request(&id, move |now| role.set(Some(now))));
        *desk.announcements.borrow_mut() = Some(Announcements::join(&id, move |news| {
            let behind = self.book.with_untracked(|book| book.head().map_or(0, |head| head.seq));
            if !matches!(news, News::Head(seq) if seq <= behind) {
                spawn_local(async move {
                    if let Some(desk) = self.desk.get_value() {
                        let _turn = desk.turn.lock().await;
                        self.catch_up(&desk).await;
                    }
                });
            }
        }));
        self.snapshot_in_time(&desk);
        Ok(())
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
                Err(error) => return self.saved.set(Saved::Failed(error)),
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

    fn keep_today(self) {
        let wait = std::time::Duration::from_millis(clock::ms_until_tomorrow() + 500);
        set_timeout(
            move || {
                self.today.set(clock::today());
                self.keep_today();
            },
            wait,
        );
    }
}

fn moment() -> Moment {
    let device = format!("{:016x}", device::id());
    Moment { at_ms: clock::now_ms(), random: random::bits(), device }
}

/// The user's own ledger where the list has one, else a new one.
async fn first_own_ledger() -> Result<LedgerId, JournalError> {
    let known = Ledgers::open().await?.list().await?;
    let own = known.into_iter().find(|entry| !entry.is_demo).map(|entry| entry.id);
    Ok(own.unwrap_or_else(|| LedgerId::new(clock::now_ms(), random::bits())))
}

/// A firm from what the browser says of its user: `es-CO` is in Colombia and counts pesos.
fn likely_firm() -> Firm {
    use cartera::browser::locale;
    use cartera::ledger::Country;
    let country = locale::tags()
        .iter()
        .filter_map(|tag| tag.split('-').nth(1).and_then(Country::from_code))
        .find(|country| Country::OFFERED.contains(country))
        .unwrap_or(Country::MX);
    Firm::of(country, cartera::ledger::firm::usual_currency(country), locale::lang())
}
