//! Going from one ledger of this browser to another; the demonstration is one of them.
//!
//! A ledger that is to be filled (the demonstration, a copy) is filled while the present
//! one stays open, and only then takes its place: whatever fails, the user is where they
//! were. Each is a database of its own, so none is touched by what happens to another.

use std::cell::Cell;
use std::rc::Rc;

use cartera::browser::kept_copies;
use cartera::browser::ledgers::{LedgerEntry, Ledgers};
use cartera::browser::vault::Vault;
use cartera::browser::visit::Remembered;
use cartera::browser::{
    IndexedDbJournal, LedgerId, clock, files, locked_copy, outside_file, persist, random, sentinel,
    yield_now,
};
use cartera::demo::Portfolio;
use cartera::files::backup::{self, Backup};
use cartera::ledger::Book;
use cartera::ledger::action::Draft;
use cartera::ledger::fact::Fact;
use cartera::ledger::journal::{Head, Journal, JournalError, SealedRecord};
use cartera::ledger::keeper::Keeper;
use cartera::ledger::record::{Deed, Record};
use cartera::route::{Route, Screen};
use cartera::text::format;
use cartera::text::{self, Lang};
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::wasm_split;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

use super::ledger::{self, Copied, NotSaved};
use super::page::Page;
use super::say_why::tell;

/// Everyone sees the same invented firm.
const SEED: u64 = 2026;

/// Facts of the demonstration that are drawn between two frames.
const FACTS_A_SLICE: usize = 400;

/// Records of a copy that are stored in one transaction.
const RECORDS_A_SLICE: usize = 100;

/// Bytes of a copy that are stored in one transaction, once a record is in it.
const BYTES_A_SLICE: usize = 4 << 20;

/// Where the user was before the demonstration, in this tab.
const CAME_FROM: Remembered<CameFrom> = Remembered::new("came-from");

#[derive(Serialize, Deserialize)]
struct CameFrom {
    ledger: LedgerId,
    address: String,
}

/// Opens the demonstration, drawn relative to today.
pub fn enter_demo(page: Page) {
    move_to(page, async move {
        let demo = LedgerId::demo();
        let here = page.ledger.id().filter(|id| !id.is_demo());
        prepare_demo(page).await?.await?;
        let address = page.address.now().to_string();
        page.ledger.open_at(demo, || arrive(page, &Route::to(Screen::Today))).await?;
        if let Some(ledger) = here {
            CAME_FROM.set(Some(&CameFrom { ledger, address }));
        }
        Ok(())
    });
}

/// Leaves the demonstration, which is removed, for where the user came from.
pub fn leave_demo(page: Page) {
    move_to(page, async move {
        let before = CAME_FROM.get();
        let wanted = before.as_ref().map(|before| before.ledger.clone());
        let own = ledger::ledger_to_open(wanted).await?;
        let back = before.filter(|before| before.ledger == own);
        let route = back.map(|before| Route::parse(&before.address));
        let route = route.unwrap_or_else(|| Route::to(Screen::Today));
        page.ledger.open_at(own, || arrive(page, &route)).await?;
        CAME_FROM.set(None);
        // The user is home: should the rest fail, the next visit to the demonstration
        // removes what is left of this one.
        let _ = Ledgers::open().await?.remove(&LedgerId::demo(), |_| ()).await;
        Ok(())
    });
}

/// Opens another ledger of this browser.
pub fn switch_to(page: Page, id: LedgerId) {
    move_to(page, async move {
        page.ledger.open_at(id, || arrive(page, &Route::to(Screen::Today))).await?;
        Ok(())
    });
}

/// Makes a ledger of a name and opens it.
pub fn create(page: Page, name: String) {
    move_to(page, async move {
        let now_ms = clock::now_ms();
        let id = LedgerId::new(now_ms, random::bits());
        Ledgers::open().await?.create(id.clone(), &name, now_ms).await?;
        page.ledger.open_at(id, || arrive(page, &Route::to(Screen::Today))).await?;
        Ok(())
    });
}

/// Removes a ledger and all in it. The open one is left first, for another.
///
/// # Errors
/// When it is still there, or the other cannot be opened.
pub async fn remove(page: Page, id: &LedgerId) -> Result<(), NotSaved> {
    let ledgers = Ledgers::open().await?;
    if page.ledger.id().as_ref() == Some(id) {
        let others = ledgers.list().await?;
        let other = others.into_iter().find(|entry| entry.id != *id && !entry.is_demo);
        let fresh = || LedgerId::new(clock::now_ms(), random::bits());
        let other = other.map_or_else(fresh, |other| other.id);
        page.ledger.open_at(other, || page.toasts.clear()).await?;
    }
    ledgers.remove(id, move |_| page.toasts.problem(page.say(text::storage::blocked))).await?;
    ledger::note_copy_of(id, None);
    kept_copies::remove_all(id).await?;
    outside_file::remember(id, None).await?;
    Ok(())
}

/// What became of restoring a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restored {
    /// It is open.
    Open,
    /// The user gave it up; nothing of it is left.
    GivenUp,
}

/// Puts a copy into a ledger of its own and opens it; every other ledger stays as it is.
/// It stays under the lock of the copy. `go_on` is told how many records are stored, and
/// says whether to go on.
///
/// # Errors
/// When storage fails; nothing of the copy is left then.
pub async fn restore(
    page: Page,
    copy: &Backup,
    lock: Option<Rc<Vault>>,
    go_on: impl Fn(usize) -> bool,
) -> Result<Restored, NotSaved> {
    let now_ms = clock::now_ms();
    let id = LedgerId::new(now_ms, random::bits());
    let ledgers = Ledgers::open().await?;
    // Beside the ledger it is a copy of, it is told from it by its day.
    let is_taken = ledgers.list().await?.iter().any(|entry| entry.name == copy.name)
        || page.ledger.name() == copy.name;
    let lang = page.lang.get_untracked();
    let name = if is_taken && !copy.name.is_empty() {
        let day = format::date_medium(lang, clock::day_of(copy.made_at_ms));
        text::copies::of_day(lang, &copy.name, &day)
    } else {
        copy.name.clone()
    };
    let begun = ledgers.begin(id.clone(), &name, now_ms).await?;
    if let Some(vault) = &lock {
        page.ledger.keep_key(&id, vault);
    }
    let mut filled = fill(&id, &copy.records, lock, go_on).await;
    if matches!(filled, Ok(Some(_)))
        && let Err(error) = ledgers.finish(begun).await
    {
        filled = Err(error);
    }
    match filled {
        Ok(Some(head)) => {
            let copied = Copied { at_ms: copy.made_at_ms, seq: head.seq };
            ledger::note_copy_of(&id, Some(copied));
            page.ledger.open_at(id, || arrive(page, &Route::to(Screen::Today))).await?;
            spawn_local(async {
                // What the browser says is shown among the settings.
                let _ = persist::ask().await;
            });
            Ok(Restored::Open)
        }
        given_up => {
            // What is left can be removed from the list of ledgers.
            let _ = ledgers.remove(&id, |_| ()).await;
            given_up.map(|_| Restored::GivenUp).map_err(NotSaved::Journal)
        }
    }
}

/// A copy of a ledger that need not be open, of what can be read of it: the file, and the
/// places of records that cannot.
///
/// # Errors
/// When storage cannot be read at all.
pub async fn copy_of(id: &LedgerId, name: &str) -> Result<(Vec<u8>, Vec<u64>), JournalError> {
    let journal = IndexedDbJournal::open(id, |_| ()).await?;
    let stored = ledger::all_records(&journal).await?;
    Ok(backup::write(name, clock::now_ms(), &stored))
}

/// Hands a copy to the user as a download named after its day.
///
/// # Errors
/// As the browser fails.
pub fn offer_copy(page: Page, file: &[u8]) -> Result<(), files::FileError> {
    files::offer(&copy_name(page, file), "application/x-ndjson", file)
}

/// What a copy is called as a file.
pub fn copy_name(page: Page, file: &[u8]) -> String {
    let is_locked = locked_copy::is_locked(file);
    backup::file_name(page.ledger.today.get_untracked(), is_locked)
}

/// A ledger of this browser, and how much is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its entry.
    pub entry: LedgerEntry,
    /// How many records it has; `None` where they cannot be counted.
    pub records: Option<u64>,
}

/// The ledgers of this browser, but for those that were opened and never used; `open` is
/// among them in any case.
///
/// # Errors
/// When the list cannot be read.
pub async fn all_kept(open: Option<LedgerId>) -> Result<Vec<Kept>, JournalError> {
    let mut kept = Vec::new();
    for entry in Ledgers::open().await?.list().await? {
        let records = match IndexedDbJournal::open(&entry.id, |_| ()).await {
            Ok(journal) => journal.head().await.ok().map(|head| head.map_or(0, |head| head.seq)),
            Err(_) => None,
        };
        let is_unused = records == Some(0) && entry.name.is_empty();
        if !is_unused || open.as_ref() == Some(&entry.id) {
            kept.push(Kept { entry, records });
        }
    }
    Ok(kept)
}

/// Goes to where another ledger is to be shown. What messages offered to undo was done in
/// the one that is left.
fn arrive(page: Page, route: &Route) {
    page.toasts.clear();
    page.address.go(route);
}

/// Does something that puts another ledger in the place of the present one; a second such
/// thing waits for nothing and is not done.
fn move_to(page: Page, work: impl Future<Output = Result<(), NotSaved>> + 'static) {
    if page.ledger.moving.get_untracked() {
        return;
    }
    page.ledger.moving.set(true);
    spawn_local(async move {
        let done = work.await;
        page.ledger.moving.set(false);
        match done {
            Ok(()) => request_animation_frame(focus_heading),
            Err(why) => tell(page, why),
        }
    });
}

/// Where screen readers begin on a screen that took the place of another.
pub fn focus_heading() {
    if let Ok(Some(heading)) = document().query_selector("main h1") {
        let heading: web_sys::HtmlElement = heading.unchecked_into();
        // Not focusable only if it is gone already.
        let _ = heading.focus();
    }
}

/// [`make_demo`], in a file of its own: it is loaded to be called.
#[wasm_split(desk, fallible, wasm_split_path = ::leptos::wasm_split, preload(load_demo_part))]
fn prepare_demo(page: Page) -> Result<LocalBoxFuture<'static, Result<(), NotSaved>>, NotSaved> {
    Ok(Box::pin(make_demo(page)))
}

/// Loads what makes the demonstration.
///
/// # Errors
/// When it does not come.
pub async fn load_demo() -> Result<(), NotSaved> {
    Ok(load_demo_part().await?)
}

/// Makes sure that there is a demonstration of today in this language. One that another tab
/// has open is shared.
async fn make_demo(page: Page) -> Result<(), NotSaved> {
    let demo = LedgerId::demo();
    let lang = page.lang.get_untracked();
    let ledgers = Ledgers::open().await?;
    let is_listed = ledgers.list().await?.iter().any(|entry| entry.id == demo);
    if is_listed {
        if is_of_today(page, lang).await? {
            return Ok(());
        }
        let tell = move |_| page.toasts.problem(page.say(text::storage::blocked));
        ledgers.remove(&demo, tell).await?;
    }
    ledgers.create(demo.clone(), text::welcome::demo_name(lang), clock::now_ms()).await?;

    let mut draft = Draft::begin(&Book::default(), Deed::Began, &ledger::moment());
    let mut portfolio = Portfolio::plan(page.ledger.today.get_untracked(), SEED, lang);
    while portfolio.advance(&mut draft, FACTS_A_SLICE)? {
        yield_now().await;
    }
    let journal = IndexedDbJournal::open(&demo, |_| ()).await?;
    Keeper::new(journal).store(&Book::default(), draft).await?;
    Ok(())
}

async fn is_of_today(page: Page, lang: Lang) -> Result<bool, JournalError> {
    let journal = IndexedDbJournal::open(&LedgerId::demo(), |_| ()).await?;
    let first = journal.records_after(0, 1).await?.into_iter().next();
    let Some((first, _)) = first.and_then(|first| Record::open(&first.bytes).ok()) else {
        return Ok(false);
    };
    let speaks = first.facts.iter().find_map(|fact| match fact {
        Fact::FirmChanged { after, .. } => Some(after.language),
        _ => None,
    });
    let began_on = clock::day_of(first.header.at_ms);
    Ok(began_on == page.ledger.today.get_untracked() && speaks == Some(lang))
}

/// Stores records in a new ledger; `None` when the user gave up.
async fn fill(
    id: &LedgerId,
    records: &[SealedRecord],
    lock: Option<Rc<Vault>>,
    go_on: impl Fn(usize) -> bool,
) -> Result<Option<Head>, JournalError> {
    let journal = IndexedDbJournal::open(id, |_| ()).await?;
    if lock.is_some() {
        journal.relock(lock).await?;
    }
    let mut head = None;
    let mut rest = records;
    while !rest.is_empty() {
        let room = Cell::new(BYTES_A_SLICE);
        let fits = |record: &&SealedRecord| {
            let had = room.get();
            room.set(had.saturating_sub(record.bytes.len()));
            had > 0
        };
        let count = rest.iter().take(RECORDS_A_SLICE).take_while(fits).count();
        let (slice, after) = rest.split_at(count);
        head = Some(journal.append_all(head.as_ref(), slice).await?);
        rest = after;
        if !go_on(records.len() - rest.len()) {
            return Ok(None);
        }
        yield_now().await;
    }
    if head.is_some() {
        sentinel::mark(id, clock::now_ms());
    }
    Ok(head)
}
