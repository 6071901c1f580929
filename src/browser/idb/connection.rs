//! A database, opened, upgraded, and known to be lost when it is.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbVersionChangeEvent};

use super::error::journal_error;
use super::request::answer;
use super::schema::Schema;
use super::transaction::{Access, Transaction};
use crate::browser::events::Listener;
use crate::browser::js;
use crate::browser::once::once;
use crate::browser::preferences;
use crate::ledger::journal::JournalError;

/// Something about the database that the user should be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Another tab has it open, in an older version or while it is to be removed, and has
    /// not let go yet: this one waits until that tab does or is closed. A tab in the middle
    /// of writing takes a moment, so this is not the end.
    Blocked,
    /// Another tab runs a newer version of the page; this one let go of the database and
    /// must be loaded again.
    Outdated,
    /// It was removed, in another tab or in this one.
    Deleted,
    /// The browser closed it: its data was cleared, or the disk failed.
    Closed,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blocked => "another tab keeps an older version open",
            Self::Outdated => "another tab runs a newer version",
            Self::Deleted => "it was removed",
            Self::Closed => "the browser closed it",
        })
    }
}

/// Tells the page of a [`Notice`].
pub(in crate::browser) type OnNotice = Rc<dyn Fn(Notice)>;

/// An open database; closed when dropped.
pub(in crate::browser) struct Connection {
    database: IdbDatabase,
    lost: Rc<Cell<Option<Notice>>>,
    _listener: Listener,
}

impl Connection {
    /// Opens a database, making or upgrading it as its schema says.
    ///
    /// # Errors
    /// [`JournalError::Newer`] when a newer page made it; else as the browser refuses.
    pub(in crate::browser) async fn open(
        name: String,
        schema: &'static Schema,
        on_notice: OnNotice,
    ) -> Result<Self, JournalError> {
        // A task of its own: were this future dropped before the upgrade, the browser would
        // go on and make a database of this version without its stores.
        let (giver, taker) = once();
        spawn_local(async move { giver.give(open(&name, schema, on_notice).await) });
        taker.await
    }

    /// Begins a transaction on some stores.
    ///
    /// # Errors
    /// [`JournalError::Unavailable`] when the connection was lost.
    pub(in crate::browser) fn begin(
        &self,
        stores: &[&str],
        access: Access,
    ) -> Result<Transaction, JournalError> {
        if let Some(notice) = self.lost.get() {
            return Err(JournalError::Unavailable(notice.to_string()));
        }
        Transaction::begin(&self.database, stores, access)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.close();
    }
}

/// Removes a database and all in it; done when no tab has it open any more.
///
/// # Errors
/// As the browser refuses.
pub(in crate::browser) async fn delete(
    name: String,
    on_notice: OnNotice,
) -> Result<(), JournalError> {
    let request = factory()?.delete_database(&name).map_err(|error| journal_error(&error))?;
    let _blocked = Listener::new(&request, &["blocked"], move |_| on_notice(Notice::Blocked));
    answer(Ok::<_, JsValue>(request)).await.map(drop)
}

/// The names of all databases of this page; `None` where the browser does not tell.
pub(in crate::browser) async fn database_names() -> Option<Vec<String>> {
    let factory = factory().ok()?;
    let ask: js_sys::Function = js::member(&factory, "databases")?.dyn_into().ok()?;
    let promise: js_sys::Promise = ask.call0(&factory).ok()?.dyn_into().ok()?;
    let found: js_sys::Array = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    Some(found.iter().filter_map(|entry| js::member(&entry, "name")?.as_string()).collect())
}

async fn open(
    name: &str,
    schema: &'static Schema,
    on_notice: OnNotice,
) -> Result<Connection, JournalError> {
    let request =
        factory()?.open_with_u32(name, schema.version()).map_err(|error| journal_error(&error))?;
    let failure = Rc::new(RefCell::new(None));
    let _upgrade = Listener::new(&request, &["upgradeneeded"], {
        let (request, failure) = (request.clone(), Rc::clone(&failure));
        move |event| {
            if let Err(error) = upgrade(&request, event.unchecked_ref(), schema) {
                failure.replace(Some(journal_error(&error)));
                if let Some(transaction) = request.transaction() {
                    let _ = transaction.abort();
                }
            }
        }
    });
    let _blocked = Listener::new(&request, &["blocked"], {
        let on_notice = Rc::clone(&on_notice);
        move |_| on_notice(Notice::Blocked)
    });
    let opened = answer(Ok::<_, JsValue>(request)).await;
    let opened = opened.map_err(|error| failure.take().unwrap_or_else(|| refused(error)));
    Ok(watch(opened?.unchecked_into(), on_notice))
}

/// Chromium calls it an unknown error when the user blocked storage; but then it blocks
/// local storage too.
fn refused(error: JournalError) -> JournalError {
    match error {
        JournalError::Failed(why) if !preferences::are_kept() => JournalError::Unavailable(why),
        error => error,
    }
}

fn upgrade(
    request: &IdbOpenDbRequest,
    event: &IdbVersionChangeEvent,
    schema: &Schema,
) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.unchecked_into();
    schema.upgrade(&database, event.old_version() as u32)
}

fn watch(database: IdbDatabase, on_notice: OnNotice) -> Connection {
    let lost = Rc::new(Cell::new(None));
    let listener = Listener::new(&database, &["versionchange", "close"], {
        let (database, lost) = (database.clone(), Rc::clone(&lost));
        move |event| {
            let notice = match event.dyn_ref::<IdbVersionChangeEvent>() {
                Some(change) if change.new_version().is_some() => Notice::Outdated,
                Some(_) => Notice::Deleted,
                None => Notice::Closed,
            };
            lost.set(Some(notice));
            database.close();
            on_notice(notice);
        }
    });
    Connection { database, lost, _listener: listener }
}

fn factory() -> Result<IdbFactory, JournalError> {
    js::global("indexedDB")
        .map(JsCast::unchecked_into)
        .ok_or_else(|| JournalError::Unavailable("this browser has no IndexedDB".to_owned()))
}
