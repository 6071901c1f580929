//! The ledger the page has open: the book every view reads, and the one way to change it.
//!
//! A view reads [`Ledger::book`]; an action goes through [`Ledger::commit`]: checked
//! against the book, stored in one durable transaction, and only then does the book move.
//!
//! What touches the open ledger does so in turn (`Desk::turn`): actions, what other tabs
//! wrote, and leaving it for another. Whoever gets the turn asks first whether the ledger
//! is still the open one.

mod copying;
mod following;
mod locking;
mod opening;
mod writing;

pub use copying::{Copied, all_records, note_copy_of};
pub use opening::{had_records, ledger_to_open};
pub use writing::{likely_firm, moment};

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::ui::reactive::RwSignal;
use cartera::browser::announcements::Announcements;
use cartera::browser::ledgers::LedgerEntry;
use cartera::browser::writer::{Role, WriterRole};
use cartera::browser::{IndexedDbJournal, LedgerId, Notice, clock};
use cartera::ledger::journal::JournalError;
use cartera::ledger::keeper::{Damaged, Keeper};
use cartera::ledger::{Book, Id, Refusal};
use chrono::NaiveDate;
use futures_util::lock::Mutex;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

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
    /// Whether the open ledger has a lock.
    pub has_lock: RwSignal<bool>,
    key: StoredValue<locking::Key, LocalStorage>,
    desk: StoredValue<Option<Rc<Desk>>, LocalStorage>,
    /// How often a ledger was asked for, and which last: of two openings at once the later
    /// one counts.
    asked: StoredValue<(u32, Option<LedgerId>)>,
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
#[expect(clippy::enum_variant_names, reason = "the words that the user reads")]
pub enum Saved {
    /// It is.
    Saved,
    /// It is on its way.
    Saving,
    /// The last action was not stored: it is not in the book either.
    Failed(JournalError),
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
    /// The part of the page that does it did not come.
    NotLoaded,
    /// Another ledger was opened before its turn came.
    Closed,
}

impl From<JournalError> for NotSaved {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

impl From<SplitLoaderError> for NotSaved {
    fn from(_: SplitLoaderError) -> Self {
        Self::NotLoaded
    }
}

impl From<Refusal> for NotSaved {
    fn from(why: Refusal) -> Self {
        Self::Refused(why)
    }
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
            moving: RwSignal::new(false),
            has_lock: RwSignal::new(false),
            key: StoredValue::new_local(None),
            desk: StoredValue::new_local(None),
            asked: StoredValue::new((0, None)),
        };
        ledger.keep_today();
        ledger.ask_before_leaving();
        ledger.watch_idleness();
        ledger
    }

    /// Which ledger is open.
    pub fn id(self) -> Option<LedgerId> {
        self.desk.with_value(|desk| desk.as_ref().map(|desk| desk.id.clone()))
    }

    /// Which ledger was asked for last, whether or not it could be opened.
    pub fn asked_for(self) -> Option<LedgerId> {
        self.asked.with_value(|asked| asked.1.clone())
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

    /// The last record, for a message that offers to take it back.
    pub fn last_record(self) -> Option<Id> {
        self.book.with_untracked(|book| book.head().map(|head| head.id))
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
}
