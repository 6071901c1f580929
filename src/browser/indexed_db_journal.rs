//! The journal in IndexedDB: one database a ledger. Where the ledger has a lock, everything
//! in it is encrypted on the way in and decrypted on the way out ([`Vault`]).
//!
//! A transaction ends when something else is awaited, and the browser encrypts while one
//! waits: so values are sealed before a transaction begins and opened after it ended.

use crate::order;
use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbKeyRange;

use super::idb::{
    Access, Connection, Notice, Schema, Step, Store, Transaction, answer, journal_error,
};
use super::js;
use super::ledgers::LedgerId;
use super::stored;
use super::vault::{LockHeader, Vault, is_sealed};
use crate::ledger::Id;
use crate::ledger::journal::{
    Head, Journal, JournalError, SealedRecord, SetAside, StoredRecord, StoredSnapshot,
};

/// Records by sequence number.
const RECORDS: &str = "records";
/// Sequence numbers by id.
const SEQ_BY_ID: &str = "seq_by_id";
/// One value, under [`HEAD_KEY`].
const HEAD: &str = "head";
/// What a snapshot stands for and how many parts it has, by sequence number.
const SNAPSHOTS: &str = "snapshots";
/// A snapshot's parts, by `[sequence number, place]`.
const SNAPSHOT_PARTS: &str = "snapshot_parts";
/// What could not be read, in the order found.
const SET_ASIDE: &str = "set_aside";
/// One value, under [`LOCK_KEY`]; none where the ledger has no lock.
const LOCK: &str = "lock";

const HEAD_KEY: &str = "head";
const LOCK_KEY: &str = "lock";

const fn store(name: &'static str) -> Store {
    Store { name, counts_keys: false }
}

static SCHEMA: Schema = Schema {
    steps: &[
        Step { to_version: 1, new_stores: &[store(RECORDS), store(SEQ_BY_ID), store(HEAD)] },
        Step {
            to_version: 2,
            new_stores: &[
                store(SNAPSHOTS),
                store(SNAPSHOT_PARTS),
                Store { name: SET_ASIDE, counts_keys: true },
            ],
        },
        Step { to_version: 3, new_stores: &[store(LOCK)] },
    ],
};

/// A ledger's journal in this browser; its connection closes when it is dropped.
pub struct IndexedDbJournal {
    connection: Connection,
    /// What the places of its values begin with.
    name: String,
    vault: RefCell<Option<Rc<Vault>>>,
}

impl IndexedDbJournal {
    /// Opens a ledger's database, making it where there is none and bringing an older one
    /// up to date. The page is told of what happens to it later through `on_notice`.
    ///
    /// A ledger that had records and now opens empty was thrown away by the browser: ask
    /// [`super::sentinel::status`]. One with a lock answers [`JournalError::Locked`] until
    /// [`Self::unlock`] was called.
    ///
    /// # Errors
    /// [`JournalError::Newer`] when a newer version of the page made it,
    /// [`JournalError::Unavailable`] where the browser has no storage for this page.
    pub async fn open(
        ledger: &LedgerId,
        on_notice: impl Fn(Notice) + 'static,
    ) -> Result<Self, JournalError> {
        let name = ledger.database_name();
        let connection = Connection::open(name.clone(), &SCHEMA, Rc::new(on_notice)).await?;
        Ok(Self { connection, name, vault: RefCell::new(None) })
    }

    /// The lock that the ledger has; `None` where it has none.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn lock(&self) -> Result<Option<LockHeader>, JournalError> {
        let transaction = self.connection.begin(&[LOCK], Access::Read)?;
        let lock = read_lock(&transaction).await?;
        transaction.finish().await?;
        Ok(lock)
    }

    /// Reads and writes through an open lock from now on.
    pub fn unlock(&self, vault: Rc<Vault>) {
        self.vault.replace(Some(vault));
    }

    /// Writes everything anew, in one transaction: under a lock, under another, or under
    /// none. Snapshots go; they are made again.
    ///
    /// # Errors
    /// [`JournalError::Locked`] when it is under a lock that is not open here. As storage
    /// fails; everything is then as it was.
    pub async fn relock(&self, to: Option<Rc<Vault>>) -> Result<(), JournalError> {
        let stores = [LOCK, HEAD, RECORDS, SET_ASIDE];
        loop {
            let transaction = self.connection.begin(&stores, Access::Read)?;
            let before = self.read_guard(&transaction).await?;
            let mut values = Vec::new();
            for name in [RECORDS, SET_ASIDE] {
                let all = transaction.store(name)?;
                let (keys, bytes) = (answer(all.get_all_keys()), answer(all.get_all()));
                let (keys, bytes) = (list(keys.await?), list(bytes.await?));
                for (key, bytes) in keys.iter().zip(bytes.iter()) {
                    values.push((name, key, js::bytes(&bytes).unwrap_or_default()));
                }
            }
            transaction.finish().await?;

            let mut rewritten = Vec::with_capacity(values.len());
            for (name, key, bytes) in values {
                let place = match name {
                    RECORDS => self.record_place(seq_of(&key).unwrap_or_default()),
                    _ => self.place(SET_ASIDE),
                };
                let mut plain = self.opened(&place, bytes).await?;
                if is_sealed(&plain) {
                    // Damaged: it stays as it was found, and is not taken for locked.
                    plain.insert(0, 0);
                }
                rewritten.push((name, key, value(&sealed(to.as_deref(), &place, plain).await?)));
            }
            let head = match &before.head {
                Some(bytes) => {
                    let place = self.place(HEAD);
                    let plain = self.opened(&place, bytes.clone()).await?;
                    Some(sealed(to.as_deref(), &place, plain).await?)
                }
                None => None,
            };

            let stores = [LOCK, HEAD, RECORDS, SNAPSHOTS, SNAPSHOT_PARTS, SET_ASIDE];
            let transaction = self.connection.begin(&stores, Access::WriteDurably)?;
            if self.read_guard(&transaction).await? != before {
                continue; // Something was stored meanwhile.
            }
            let of = |name| transaction.store(name);
            let (locks, heads) = (of(LOCK)?, of(HEAD)?);
            let (records, set_aside) = (of(RECORDS)?, of(SET_ASIDE)?);
            let (manifests, parts) = (of(SNAPSHOTS)?, of(SNAPSHOT_PARTS)?);
            let write = || -> Result<(), JsValue> {
                for (name, key, value) in &rewritten {
                    let store = if *name == RECORDS { &records } else { &set_aside };
                    store.put_with_key(value, key)?;
                }
                if let Some(head) = &head {
                    heads.put_with_key(&value(head), &HEAD_KEY.into())?;
                }
                manifests.clear()?;
                parts.clear()?;
                match &to {
                    Some(vault) => {
                        let header = value(&vault.header().to_bytes());
                        locks.put_with_key(&header, &LOCK_KEY.into())?
                    }
                    None => locks.delete(&LOCK_KEY.into())?,
                };
                Ok(())
            };
            write().map_err(|error| transaction.refused(&error))?;
            transaction.finish().await?;
            self.vault.replace(to);
            return Ok(());
        }
    }

    /// Appends records that follow one another, in one transaction: all of them or none.
    /// For filling a ledger from a copy, where each on its own would take minutes.
    ///
    /// # Errors
    /// As [`Journal::append`]; also when there is nothing to append to an empty journal.
    pub async fn append_all(
        &self,
        follows: Option<&Head>,
        run: &[SealedRecord],
    ) -> Result<Head, JournalError> {
        let vault = self.vault.borrow().clone();
        let mut head = follows.copied();
        let mut values = Vec::with_capacity(run.len());
        for record in run {
            let seq = head.map_or(0, |head| head.seq) + 1;
            let bytes = match &vault {
                Some(vault) => vault.seal(&self.record_place(seq), &record.bytes).await?,
                None => Vec::new(),
            };
            values.push((seq, bytes));
            head = Some(Head { seq, id: record.id, hash: record.hash });
        }
        let Some(head) = head else {
            return Err(JournalError::Failed("there was nothing to append".to_owned()));
        };
        let head_bytes =
            sealed(vault.as_deref(), &self.place(HEAD), stored::from_head(&head)).await?;
        // Under a lock two heads are the same if their sealed bytes are.
        let expected = match &vault {
            Some(_) => {
                let (found, raw) = self.find_head().await?;
                if found.as_ref() != follows {
                    return Err(JournalError::Stale { found });
                }
                raw
            }
            None => follows.map(stored::from_head),
        };

        let stores = [LOCK, HEAD, RECORDS, SEQ_BY_ID];
        let transaction = self.connection.begin(&stores, Access::WriteDurably)?;
        let found = self.read_guard(&transaction).await?;
        if found.head != expected {
            drop(transaction);
            return Err(JournalError::Stale { found: self.find_head().await?.0 });
        }
        let heads = transaction.store(HEAD)?;
        let records = transaction.store(RECORDS)?;
        let seq_by_id = transaction.store(SEQ_BY_ID)?;
        let write = || -> Result<(), JsValue> {
            for (record, (seq, bytes)) in run.iter().zip(&values) {
                let id = JsValue::from_str(&record.id.to_string());
                let bytes = if vault.is_some() { bytes } else { &record.bytes };
                // `add`, not `put`: a record is never written over.
                records.add_with_key(&value(bytes), &key(*seq))?;
                seq_by_id.add_with_key(&key(*seq), &id)?;
            }
            heads.put_with_key(&value(&head_bytes), &HEAD_KEY.into())?;
            Ok(())
        };
        // A write that the browser refuses at once does not undo those before it: dropping
        // the transaction does.
        write().map_err(|error| transaction.refused(&error))?;
        transaction.finish().await?;
        Ok(head)
    }

    /// The lock and the head, as they are within a transaction.
    ///
    /// # Errors
    /// [`JournalError::Locked`] when the lock is not the one that is open here.
    async fn read_guard(&self, transaction: &Transaction) -> Result<Guard, JournalError> {
        let lock = read_lock(transaction).await?;
        let open = self.vault.borrow().as_ref().map(|vault| vault.header().clone());
        if lock != open {
            return Err(JournalError::Locked);
        }
        let found = answer(transaction.store(HEAD)?.get(&HEAD_KEY.into())).await?;
        let head = (!found.is_undefined()).then(|| js::bytes(&found).unwrap_or_default());
        Ok(Guard { head })
    }

    /// The head, and its bytes as they are stored.
    async fn find_head(&self) -> Result<(Option<Head>, Option<Vec<u8>>), JournalError> {
        let transaction = self.connection.begin(&[LOCK, HEAD, RECORDS], Access::Read)?;
        let guard = self.read_guard(&transaction).await?;
        let records = transaction.store(RECORDS)?;
        let first = answer(records.get_all_keys_with_key_and_limit(&JsValue::UNDEFINED, 1));
        let first = list(first.await?);
        transaction.finish().await?;
        let Some(raw) = guard.head else {
            if first.length() > 0 {
                return Err(JournalError::Failed("there are records but no head".to_owned()));
            }
            return Ok((None, None));
        };
        let plain = self.opened(&self.place(HEAD), raw.clone()).await?;
        // Not `None`, which is an empty journal: a ledger never seems empty when it is not.
        let unreadable = || JournalError::Failed("the head cannot be read".to_owned());
        let head = stored::to_head(&plain).ok_or_else(unreadable)?;
        Ok((Some(head), Some(raw)))
    }

    /// A stored value as it was given. One that is damaged comes back as it was found, which
    /// no envelope accepts, so that it is reported with its place.
    ///
    /// # Errors
    /// [`JournalError::Locked`] when it is under a lock that is not open here.
    async fn opened(&self, place: &str, bytes: Vec<u8>) -> Result<Vec<u8>, JournalError> {
        let vault = self.vault.borrow().clone();
        match vault {
            Some(vault) if vault.is_of(&bytes) => {
                Ok(vault.open(place, &bytes).await.unwrap_or(bytes))
            }
            _ if is_sealed(&bytes) => Err(JournalError::Locked),
            _ => Ok(bytes),
        }
    }

    async fn opened_record(&self, found: StoredRecord) -> Result<StoredRecord, JournalError> {
        let bytes = self.opened(&self.record_place(found.seq), found.bytes).await?;
        Ok(StoredRecord { seq: found.seq, bytes })
    }

    fn place(&self, within: &str) -> String {
        [&self.name, "/", within].concat()
    }

    fn record_place(&self, seq: u64) -> String {
        [&self.name, "/records/", &seq.to_string()].concat()
    }

    fn part_place(&self, seq: u64, part: usize) -> String {
        [&self.name, "/snapshots/", &seq.to_string(), "/", &part.to_string()].concat()
    }
}

/// What must not change between what was worked out and what is stored.
#[derive(PartialEq, Eq)]
struct Guard {
    head: Option<Vec<u8>>,
}

impl Journal for IndexedDbJournal {
    async fn head(&self) -> Result<Option<Head>, JournalError> {
        Ok(self.find_head().await?.0)
    }

    async fn append(
        &self,
        follows: Option<&Head>,
        record: &SealedRecord,
    ) -> Result<Head, JournalError> {
        self.append_all(follows, std::slice::from_ref(record)).await
    }

    async fn rewrite(
        &self,
        follows: Option<&Head>,
        keep: Option<&Head>,
        run: &[SealedRecord],
    ) -> Result<Option<Head>, JournalError> {
        let kept = keep.map_or(0, |keep| keep.seq);
        let vault = self.vault.borrow().clone();
        let mut head = keep.copied();
        let mut values = Vec::with_capacity(run.len());
        for record in run {
            let seq = head.map_or(0, |head| head.seq) + 1;
            let place = self.record_place(seq);
            let bytes = sealed(vault.as_deref(), &place, record.bytes.clone()).await?;
            values.push((seq, JsValue::from_str(&record.id.to_string()), bytes));
            head = Some(Head { seq, id: record.id, hash: record.hash });
        }
        let head_bytes = match &head {
            Some(head) => {
                let bytes = stored::from_head(head);
                Some(sealed(vault.as_deref(), &self.place(HEAD), bytes).await?)
            }
            None => None,
        };
        let (found, expected) = self.find_head().await?;
        if found.as_ref() != follows {
            return Err(JournalError::Stale { found });
        }
        if kept > follows.map_or(0, |head| head.seq) {
            return Err(JournalError::Failed("there is less than is to be kept".to_owned()));
        }

        let stores = [LOCK, HEAD, RECORDS, SEQ_BY_ID, SNAPSHOTS, SNAPSHOT_PARTS];
        let transaction = self.connection.begin(&stores, Access::WriteDurably)?;
        if self.read_guard(&transaction).await?.head != expected {
            drop(transaction);
            return Err(JournalError::Stale { found: self.find_head().await?.0 });
        }
        let heads = transaction.store(HEAD)?;
        let records = transaction.store(RECORDS)?;
        let seq_by_id = transaction.store(SEQ_BY_ID)?;
        let manifests = transaction.store(SNAPSHOTS)?;
        let parts = transaction.store(SNAPSHOT_PARTS)?;
        // Which ids go is known only by asking for all of them: the store is by id.
        let ids = answer(seq_by_id.get_all_keys());
        let seqs = answer(seq_by_id.get_all());
        let (ids, seqs) = (list(ids.await?), list(seqs.await?));
        let write = || -> Result<(), JsValue> {
            let gone = IdbKeyRange::lower_bound_with_open(&key(kept), true)?;
            records.delete(&gone)?;
            manifests.delete(&gone)?;
            parts.delete(&IdbKeyRange::lower_bound(&part_key(kept + 1, 0.0))?.into())?;
            for (id, seq) in ids.iter().zip(seqs.iter()) {
                if seq_of(&seq).is_none_or(|seq| seq > kept) {
                    seq_by_id.delete(&id)?;
                }
            }
            for (seq, id, bytes) in &values {
                records.add_with_key(&value(bytes), &key(*seq))?;
                seq_by_id.add_with_key(&key(*seq), id)?;
            }
            match &head_bytes {
                Some(bytes) => heads.put_with_key(&value(bytes), &HEAD_KEY.into()),
                None => heads.delete(&HEAD_KEY.into()),
            }?;
            Ok(())
        };
        write().map_err(|error| transaction.refused(&error))?;
        transaction.finish().await?;
        Ok(head)
    }

    async fn records_after(&self, seq: u64, limit: u32) -> Result<Vec<StoredRecord>, JournalError> {
        if limit == 0 {
            return Ok(Vec::new()); // To the browser, 0 is no limit.
        }
        let transaction = self.connection.begin(&[RECORDS], Access::Read)?;
        let records = transaction.store(RECORDS)?;
        let after = IdbKeyRange::lower_bound_with_open(&key(seq), true)
            .map_err(|error| journal_error(&error))?;
        let keys = answer(records.get_all_keys_with_key_and_limit(&after, limit));
        let values = answer(records.get_all_with_key_and_limit(&after, limit));
        let (keys, values) = (list(keys.await?), list(values.await?));
        transaction.finish().await?;
        let found = keys.iter().zip(values.iter());
        let mut opened = Vec::with_capacity(keys.length() as usize);
        for found in found.filter_map(|(key, value)| record(&key, &value)) {
            opened.push(self.opened_record(found).await?);
        }
        Ok(opened)
    }

    async fn record(&self, id: Id) -> Result<Option<StoredRecord>, JournalError> {
        let transaction = self.connection.begin(&[RECORDS, SEQ_BY_ID], Access::Read)?;
        let id = JsValue::from_str(&id.to_string());
        let records = transaction.store(RECORDS)?;
        let seq = answer(transaction.store(SEQ_BY_ID)?.get(&id)).await?;
        let value =
            if seq.is_undefined() { seq.clone() } else { answer(records.get(&seq)).await? };
        transaction.finish().await?;
        match record(&seq, &value).filter(|_| !value.is_undefined()) {
            Some(found) => Ok(Some(self.opened_record(found).await?)),
            None => Ok(None),
        }
    }

    async fn save_snapshot(&self, snapshot: &StoredSnapshot) -> Result<(), JournalError> {
        let vault = self.vault.borrow().clone();
        let seq = snapshot.at.seq;
        let manifest = stored::from_manifest(&snapshot.at, snapshot.parts.len());
        let place = [&self.name, "/snapshots/", &seq.to_string()].concat();
        let manifest = sealed(vault.as_deref(), &place, manifest).await?;
        let mut sealed_parts = Vec::new();
        if let Some(vault) = &vault {
            for (at, part) in snapshot.parts.iter().enumerate() {
                sealed_parts.push(vault.seal(&self.part_place(seq, at), part).await?);
            }
        }
        let stored_parts = if vault.is_some() { &sealed_parts } else { &snapshot.parts };

        let stores = [LOCK, HEAD, SNAPSHOTS, SNAPSHOT_PARTS];
        let transaction = self.connection.begin(&stores, Access::WriteShortcut)?;
        self.read_guard(&transaction).await?;
        let manifests = transaction.store(SNAPSHOTS)?;
        let parts = transaction.store(SNAPSHOT_PARTS)?;
        let kept = list(answer(manifests.get_all_keys()).await?);
        let mut newest: Vec<u64> = kept.iter().filter_map(|key| seq_of(&key)).collect();
        newest.retain(|&kept| kept != seq);
        newest.push(seq);
        order::sort_by(&mut newest, |a, b| b.cmp(a));
        let write = || -> Result<(), JsValue> {
            parts.delete(&parts_of(seq)?)?;
            manifests.put_with_key(&value(&manifest), &key(seq))?;
            for (place, part) in stored_parts.iter().enumerate() {
                parts.put_with_key(&value(part), &part_key(seq, place as f64))?;
            }
            for &old in newest.iter().skip(2) {
                manifests.delete(&key(old))?;
                parts.delete(&parts_of(old)?)?;
            }
            Ok(())
        };
        write().map_err(|error| transaction.refused(&error))?;
        transaction.finish().await
    }

    /// One whose parts are not all there is passed over: it is only a shortcut.
    async fn snapshot_before(&self, before: u64) -> Result<Option<StoredSnapshot>, JournalError> {
        let mut before = before;
        loop {
            let transaction = self.connection.begin(&[SNAPSHOTS, SNAPSHOT_PARTS], Access::Read)?;
            let manifests = transaction.store(SNAPSHOTS)?;
            let keys = list(answer(manifests.get_all_keys()).await?);
            let seqs = keys.iter().filter_map(|key| seq_of(&key));
            let Some(seq) = seqs.filter(|&seq| seq < before).max() else { return Ok(None) };
            let manifest = answer(manifests.get(&key(seq))).await?;
            let range = parts_of(seq).map_err(|error| journal_error(&error))?;
            let all_parts = transaction.store(SNAPSHOT_PARTS)?;
            let found = list(answer(all_parts.get_all_with_key(&range)).await?);
            transaction.finish().await?;

            let place = [&self.name, "/snapshots/", &seq.to_string()].concat();
            let manifest = js::bytes(&manifest).unwrap_or_default();
            let manifest = stored::to_manifest(&self.opened(&place, manifest).await?);
            let mut parts = Vec::with_capacity(found.length() as usize);
            for (at, part) in found.iter().filter_map(|part| js::bytes(&part)).enumerate() {
                parts.push(self.opened(&self.part_place(seq, at), part).await?);
            }
            match manifest {
                Some((at, count)) if count == parts.len() && at.seq == seq => {
                    return Ok(Some(StoredSnapshot { at, parts }));
                }
                _ => before = seq,
            }
        }
    }

    async fn set_aside(&self, what: &SetAside) -> Result<(), JournalError> {
        if self.all_set_aside().await?.contains(what) {
            return Ok(());
        }
        let vault = self.vault.borrow().clone();
        let bytes =
            sealed(vault.as_deref(), &self.place(SET_ASIDE), stored::from_set_aside(what)).await?;
        let transaction = self.connection.begin(&[LOCK, HEAD, SET_ASIDE], Access::WriteDurably)?;
        self.read_guard(&transaction).await?;
        let kept = transaction.store(SET_ASIDE)?;
        kept.put(&value(&bytes)).map_err(|error| transaction.refused(&error))?;
        transaction.finish().await
    }

    async fn all_set_aside(&self) -> Result<Vec<SetAside>, JournalError> {
        let transaction = self.connection.begin(&[SET_ASIDE], Access::Read)?;
        let kept = list(answer(transaction.store(SET_ASIDE)?.get_all()).await?);
        transaction.finish().await?;
        let mut all = Vec::new();
        for kept in kept.iter().filter_map(|kept| js::bytes(&kept)) {
            let plain = self.opened(&self.place(SET_ASIDE), kept).await?;
            all.extend(stored::to_set_aside(&plain));
        }
        Ok(all)
    }
}

/// A value as it is stored: sealed where there is a lock.
async fn sealed(
    vault: Option<&Vault>,
    place: &str,
    plain: Vec<u8>,
) -> Result<Vec<u8>, JournalError> {
    match vault {
        Some(vault) => Ok(vault.seal(place, &plain).await?),
        None => Ok(plain),
    }
}

async fn read_lock(transaction: &Transaction) -> Result<Option<LockHeader>, JournalError> {
    let found = answer(transaction.store(LOCK)?.get(&LOCK_KEY.into())).await?;
    if found.is_undefined() {
        return Ok(None);
    }
    // Not `None`, which is no lock.
    let header = js::bytes(&found).and_then(|bytes| LockHeader::from_bytes(&bytes));
    header.map(Some).ok_or_else(|| JournalError::Failed("the lock cannot be read".to_owned()))
}

/// A record as found. A value that is no bytes at all is given as none, which no envelope
/// accepts, so that it is reported with its place and not skipped.
fn record(key: &JsValue, value: &JsValue) -> Option<StoredRecord> {
    Some(StoredRecord { seq: seq_of(key)?, bytes: js::bytes(value).unwrap_or_default() })
}

/// Sequence numbers are keys as JavaScript numbers, exact up to 2^53.
fn key(seq: u64) -> JsValue {
    JsValue::from_f64(seq as f64)
}

fn seq_of(key: &JsValue) -> Option<u64> {
    key.as_f64().map(|seq| seq as u64)
}

fn part_key(seq: u64, place: f64) -> JsValue {
    Array::of2(&key(seq), &JsValue::from_f64(place)).into()
}

fn parts_of(seq: u64) -> Result<JsValue, JsValue> {
    let (first, last) = (part_key(seq, 0.0), part_key(seq, f64::INFINITY));
    Ok(IdbKeyRange::bound(&first, &last)?.into())
}

fn value(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn list(value: JsValue) -> Array {
    value.dyn_into().unwrap_or_default()
}
