//! The ledgers in this browser: each a database of its own, and a list of them in another.

use crate::order;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use super::idb::{Access, Connection, Notice, Schema, Step, Store, answer, database_names, delete};
use super::{js, sentinel};
use crate::ledger::Id;
use crate::ledger::journal::JournalError;

const DATABASE: &str = "cartera-ledgers";
const LEDGER_PREFIX: &str = "cartera-ledger-";
const LEDGERS: &str = "ledgers";
const DEMO: &str = "demo";

static SCHEMA: Schema = Schema {
    steps: &[Step { to_version: 1, new_stores: &[Store { name: LEDGERS, counts_keys: false }] }],
};

/// Which ledger: what its database, its lock and its channel are named after. Nothing else
/// makes those names, so what is done to one ledger cannot reach another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LedgerId(String);

impl LedgerId {
    /// The demonstration's ledger: there is one.
    pub fn demo() -> Self {
        Self(DEMO.to_owned())
    }

    /// A new ledger's, from the time (milliseconds since 1970) and random bits.
    pub fn new(at_ms: u64, random: u64) -> Self {
        Self(Id::new(at_ms, random).to_string())
    }

    /// From text: `demo`, or the text of an id.
    pub fn parse(text: &str) -> Option<Self> {
        (text == DEMO || text.parse::<Id>().is_ok()).then(|| Self(text.to_owned()))
    }

    /// Whether it is the demonstration's.
    pub fn is_demo(&self) -> bool {
        self.0 == DEMO
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of its database.
    pub fn database_name(&self) -> String {
        [LEDGER_PREFIX, &self.0].concat()
    }
}

impl TryFrom<String> for LedgerId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a ledger's id")
    }
}

impl From<LedgerId> for String {
    fn from(id: LedgerId) -> Self {
        id.0
    }
}

/// A ledger in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Which.
    pub id: LedgerId,
    /// What the user calls it; empty for one found without its entry.
    pub name: String,
    /// When it was made, in milliseconds since 1970; 0 where that is not known.
    pub created_ms: u64,
    /// Whether it is the demonstration.
    pub is_demo: bool,
}

#[derive(Serialize, Deserialize)]
struct StoredEntry {
    name: String,
    created_ms: u64,
    /// It is being filled from a copy, or was when the page was closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_unfinished: bool,
}

/// How long after it was begun a ledger that is not finished will not be any more.
const GIVEN_UP_AFTER_MS: u64 = 24 * 60 * 60 * 1000;

/// The list of ledgers in this browser.
pub struct Ledgers {
    connection: Connection,
}

impl Ledgers {
    /// Opens the list.
    ///
    /// # Errors
    /// [`JournalError::Unavailable`] where the browser has no storage for this page.
    pub async fn open() -> Result<Self, JournalError> {
        let ignored = Rc::new(|_: Notice| ());
        Ok(Self { connection: Connection::open(DATABASE.to_owned(), &SCHEMA, ignored).await? })
    }

    /// All of them, oldest first, but for those that are not finished. A ledger whose
    /// database is there but whose entry was lost is among them, without a name.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn list(&self) -> Result<Vec<LedgerEntry>, JournalError> {
        let mut entries = self.all().await?;
        entries.retain(|(_, is_unfinished)| !is_unfinished);
        Ok(entries.into_iter().map(|(entry, _)| entry).collect())
    }

    /// All of them, and which are not finished.
    async fn all(&self) -> Result<Vec<(LedgerEntry, bool)>, JournalError> {
        let transaction = self.connection.begin(&[LEDGERS], Access::Read)?;
        let store = transaction.store(LEDGERS)?;
        let (keys, values) = (answer(store.get_all_keys()), answer(store.get_all()));
        let (keys, values) = (array(keys.await?), array(values.await?));
        transaction.finish().await?;
        let mut entries: Vec<(LedgerEntry, bool)> =
            keys.iter().zip(values.iter()).filter_map(|(key, value)| entry(&key, &value)).collect();
        for name in database_names().await.unwrap_or_default() {
            let id = name.strip_prefix(LEDGER_PREFIX).and_then(LedgerId::parse);
            if let Some(id) = id.filter(|id| entries.iter().all(|(entry, _)| entry.id != *id)) {
                entries.push((lost_entry(id), false));
            }
        }
        order::sort_by(&mut entries, |(a, _), (b, _)| {
            (a.created_ms, &a.id).cmp(&(b.created_ms, &b.id))
        });
        Ok(entries)
    }

    /// Adds a ledger to the list; its database is made when it is opened. For the
    /// demonstration, give [`LedgerId::demo`]; one that is listed already keeps its date.
    ///
    /// # Errors
    /// As storage fails; the list is then as before.
    pub async fn create(
        &self,
        id: LedgerId,
        name: &str,
        now_ms: u64,
    ) -> Result<LedgerEntry, JournalError> {
        self.put(id, name, now_ms, false).await
    }

    /// Adds a ledger that is to be filled from a copy. It is in no list until it is
    /// finished, so that a page that is closed meanwhile leaves nothing half there; those
    /// left unfinished a day ago are removed.
    ///
    /// # Errors
    /// As storage fails; the list is then as before.
    pub async fn begin(
        &self,
        id: LedgerId,
        name: &str,
        now_ms: u64,
    ) -> Result<LedgerEntry, JournalError> {
        for (left, is_unfinished) in self.all().await? {
            if is_unfinished && left.created_ms + GIVEN_UP_AFTER_MS < now_ms {
                // Else the next time.
                let _ = self.remove(&left.id, |_| ()).await;
            }
        }
        self.put(id, name, now_ms, true).await
    }

    /// Lists a ledger that was begun and is filled.
    ///
    /// # Errors
    /// As storage fails; it is then still not finished.
    pub async fn finish(&self, begun: LedgerEntry) -> Result<LedgerEntry, JournalError> {
        self.put(begun.id, &begun.name, begun.created_ms, false).await
    }

    /// Gives a ledger another name.
    ///
    /// # Errors
    /// As storage fails; the list is then as before.
    pub async fn rename(&self, id: LedgerId, name: &str) -> Result<LedgerEntry, JournalError> {
        let created_ms = lost_entry(id.clone()).created_ms;
        self.put(id, name, created_ms, false).await
    }

    /// Removes a ledger, its database and all that is in it; no other is touched. Tabs that
    /// have it open are told and let go; should one not, `on_notice` is told that it waits.
    ///
    /// # Errors
    /// As storage fails; it can then be removed again.
    pub async fn remove(
        &self,
        id: &LedgerId,
        on_notice: impl Fn(Notice) + 'static,
    ) -> Result<(), JournalError> {
        // The sentinel first, so that a removal cut short is not taken for data thrown away
        // by the browser; the entry last, so that it can be tried again.
        sentinel::forget(id);
        delete(id.database_name(), Rc::new(on_notice)).await?;
        let transaction = self.connection.begin(&[LEDGERS], Access::WriteDurably)?;
        let store = transaction.store(LEDGERS)?;
        store
            .delete(&JsValue::from_str(id.as_str()))
            .map_err(|error| transaction.refused(&error))?;
        transaction.finish().await
    }

    /// Stores an entry; one that exists keeps its date.
    async fn put(
        &self,
        id: LedgerId,
        name: &str,
        created_ms: u64,
        is_unfinished: bool,
    ) -> Result<LedgerEntry, JournalError> {
        let transaction = self.connection.begin(&[LEDGERS], Access::WriteDurably)?;
        let store = transaction.store(LEDGERS)?;
        let key = JsValue::from_str(id.as_str());
        let found = entry(&key, &answer(store.get(&key)).await?);
        let created_ms = found.map_or(created_ms, |(found, _)| found.created_ms);
        let stored = StoredEntry { name: name.trim().to_owned(), created_ms, is_unfinished };
        let json =
            serde_json::to_vec(&stored).map_err(|error| JournalError::Failed(error.to_string()))?;
        store
            .put_with_key(&Uint8Array::from(json.as_slice()), &key)
            .map_err(|error| transaction.refused(&error))?;
        transaction.finish().await?;
        Ok(LedgerEntry { is_demo: id.is_demo(), id, name: stored.name, created_ms })
    }
}

/// An entry as stored, and whether it is not finished. One whose value cannot be read is
/// still a ledger.
fn entry(key: &JsValue, value: &JsValue) -> Option<(LedgerEntry, bool)> {
    let id = LedgerId::parse(&key.as_string()?)?;
    if value.is_undefined() {
        return None;
    }
    let stored: Option<StoredEntry> =
        js::bytes(value).and_then(|json| serde_json::from_slice(&json).ok());
    Some(match stored {
        Some(StoredEntry { name, created_ms, is_unfinished }) => {
            (LedgerEntry { is_demo: id.is_demo(), id, name, created_ms }, is_unfinished)
        }
        None => (lost_entry(id), false),
    })
}

/// The entry of a ledger of which only the id is known; the id tells when it was made.
fn lost_entry(id: LedgerId) -> LedgerEntry {
    let created_ms = id.as_str().parse::<Id>().map_or(0, Id::at_ms);
    LedgerEntry { is_demo: id.is_demo(), id, name: String::new(), created_ms }
}

fn array(value: JsValue) -> Array {
    value.dyn_into().unwrap_or_default()
}
