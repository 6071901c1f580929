//! The journal in IndexedDB: one database a ledger.

use crate::order;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore};

use super::idb::{Access, Connection, Notice, Schema, Step, Store, answer, journal_error};
use super::js;
use super::ledgers::LedgerId;
use super::stored;
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

const HEAD_KEY: &str = "head";

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
    ],
};

/// A ledger's journal in this browser; its connection closes when it is dropped.
pub struct IndexedDbJournal {
    connection: Connection,
}

impl IndexedDbJournal {
    /// Opens a ledger's database, making it where there is none and bringing an older one
    /// up to date. The page is told of what happens to it later through `on_notice`.
    ///
    /// A ledger that had records and now opens empty was thrown away by the browser: ask
    /// [`super::sentinel::status`].
    ///
    /// # Errors
    /// [`JournalError::Newer`] when a newer version of the page made it,
    /// [`JournalError::Unavailable`] where the browser has no storage for this page.
    pub async fn open(
        ledger: &LedgerId,
        on_notice: impl Fn(Notice) + 'static,
    ) -> Result<Self, JournalError> {
        let connection =
            Connection::open(ledger.database_name(), &SCHEMA, Rc::new(on_notice)).await?;
        Ok(Self { connection })
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
        let transaction =
            self.connection.begin(&[HEAD, RECORDS, SEQ_BY_ID], Access::WriteDurably)?;
        let heads = transaction.store(HEAD)?;
        let records = transaction.store(RECORDS)?;
        let seq_by_id = transaction.store(SEQ_BY_ID)?;
        let mut head = read_head(&heads).await?;
        if head.as_ref() != follows {
            return Err(JournalError::Stale { found: head });
        }
        let mut write = || -> Result<(), JsValue> {
            for record in run {
                let seq = head.map_or(0, |head| head.seq) + 1;
                let id = JsValue::from_str(&record.id.to_string());
                // `add`, not `put`: a record is never written over.
                records.add_with_key(&value(&record.bytes), &key(seq))?;
                seq_by_id.add_with_key(&key(seq), &id)?;
                head = Some(Head { seq, id: record.id, hash: record.hash });
            }
            if let Some(head) = &head {
                heads.put_with_key(&value(&stored::from_head(head)), &HEAD_KEY.into())?;
            }
            Ok(())
        };
        // A write that the browser refuses at once does not undo those before it: dropping
        // the transaction does.
        write().map_err(|error| transaction.refused(&error))?;
        transaction.finish().await?;
        head.ok_or_else(|| JournalError::Failed("there was nothing to append".to_owned()))
    }
}

impl Journal for IndexedDbJournal {
    async fn head(&self) -> Result<Option<Head>, JournalError> {
        let transaction = self.connection.begin(&[HEAD, RECORDS], Access::Read)?;
        let records = transaction.store(RECORDS)?;
        let first = answer(records.get_all_keys_with_key_and_limit(&JsValue::UNDEFINED, 1));
        let head = read_head(&transaction.store(HEAD)?).await?;
        let first = list(first.await?);
        transaction.finish().await?;
        if head.is_none() && first.length() > 0 {
            return Err(JournalError::Failed("there are records but no head".to_owned()));
        }
        Ok(head)
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
        let stores = [HEAD, RECORDS, SEQ_BY_ID, SNAPSHOTS, SNAPSHOT_PARTS];
        let transaction = self.connection.begin(&stores, Access::WriteDurably)?;
        let heads = transaction.store(HEAD)?;
        let records = transaction.store(RECORDS)?;
        let seq_by_id = transaction.store(SEQ_BY_ID)?;
        let manifests = transaction.store(SNAPSHOTS)?;
        let parts = transaction.store(SNAPSHOT_PARTS)?;
        let found = read_head(&heads).await?;
        if found.as_ref() != follows {
            return Err(JournalError::Stale { found });
        }
        let kept = keep.map_or(0, |keep| keep.seq);
        if kept > follows.map_or(0, |head| head.seq) {
            return Err(JournalError::Failed("there is less than is to be kept".to_owned()));
        }
        // Which ids go is known only by asking for all of them: the store is by id.
        let ids = answer(seq_by_id.get_all_keys());
        let seqs = answer(seq_by_id.get_all());
        let (ids, seqs) = (list(ids.await?), list(seqs.await?));
        let mut head = keep.copied();
        let mut write = || -> Result<(), JsValue> {
            let gone = IdbKeyRange::lower_bound_with_open(&key(kept), true)?;
            records.delete(&gone)?;
            manifests.delete(&gone)?;
            parts.delete(&IdbKeyRange::lower_bound(&part_key(kept + 1, 0.0))?.into())?;
            for (id, seq) in ids.iter().zip(seqs.iter()) {
                if seq_of(&seq).is_none_or(|seq| seq > kept) {
                    seq_by_id.delete(&id)?;
                }
            }
            for record in run {
                let seq = head.map_or(0, |head| head.seq) + 1;
                let id = JsValue::from_str(&record.id.to_string());
                records.add_with_key(&value(&record.bytes), &key(seq))?;
                seq_by_id.add_with_key(&key(seq), &id)?;
                head = Some(Head { seq, id: record.id, hash: record.hash });
            }
            match &head {
                Some(head) => {
                    heads.put_with_key(&value(&stored::from_head(head)), &HEAD_KEY.into())
                }
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
        Ok(keys.iter().zip(values.iter()).filter_map(|(key, value)| record(&key, &value)).collect())
    }

    async fn record(&self, id: Id) -> Result<Option<StoredRecord>, JournalError> {
        let transaction = self.connection.begin(&[RECORDS, SEQ_BY_ID], Access::Read)?;
        let id = JsValue::from_str(&id.to_string());
        let records = transaction.store(RECORDS)?;
        let seq = answer(transaction.store(SEQ_BY_ID)?.get(&id)).await?;
        let value =
            if seq.is_undefined() { seq.clone() } else { answer(records.get(&seq)).await? };
        transaction.finish().await?;
        Ok(if value.is_undefined() { None } else { record(&seq, &value) })
    }

    async fn save_snapshot(&self, snapshot: &StoredSnapshot) -> Result<(), JournalError> {
        let stores = [SNAPSHOTS, SNAPSHOT_PARTS];
        let transaction = self.connection.begin(&stores, Access::WriteShortcut)?;
        let manifests = transaction.store(SNAPSHOTS)?;
        let parts = transaction.store(SNAPSHOT_PARTS)?;
        let kept = list(answer(manifests.get_all_keys()).await?);
        let seq = snapshot.at.seq;
        let mut newest: Vec<u64> = kept.iter().filter_map(|key| seq_of(&key)).collect();
        newest.retain(|&kept| kept != seq);
        newest.push(seq);
        order::sort_by(&mut newest, |a, b| b.cmp(a));
        let write = || -> Result<(), JsValue> {
            parts.delete(&parts_of(seq)?)?;
            let manifest = stored::from_manifest(&snapshot.at, snapshot.parts.len());
            manifests.put_with_key(&value(&manifest), &key(seq))?;
            for (place, part) in snapshot.parts.iter().enumerate() {
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
        let transaction = self.connection.begin(&[SNAPSHOTS, SNAPSHOT_PARTS], Access::Read)?;
        let manifests = list(answer(transaction.store(SNAPSHOTS)?.get_all()).await?);
        let all_parts = transaction.store(SNAPSHOT_PARTS)?;
        let mut snapshot = None;
        for manifest in manifests.iter().rev() {
            let manifest = js::bytes(&manifest).and_then(|raw| stored::to_manifest(&raw));
            let Some((at, count)) = manifest.filter(|(at, _)| at.seq < before) else {
                continue;
            };
            let range = parts_of(at.seq).map_err(|error| journal_error(&error))?;
            let parts = list(answer(all_parts.get_all_with_key(&range)).await?);
            let parts: Vec<Vec<u8>> = parts.iter().filter_map(|part| js::bytes(&part)).collect();
            if parts.len() == count {
                snapshot = Some(StoredSnapshot { at, parts });
                break;
            }
        }
        transaction.finish().await?;
        Ok(snapshot)
    }

    async fn set_aside(&self, what: &SetAside) -> Result<(), JournalError> {
        let transaction = self.connection.begin(&[SET_ASIDE], Access::WriteDurably)?;
        let kept = transaction.store(SET_ASIDE)?;
        let bytes = stored::from_set_aside(what);
        let known = list(answer(kept.get_all()).await?);
        if known.iter().any(|known| js::bytes(&known).as_ref() == Some(&bytes)) {
            return Ok(());
        }
        kept.put(&value(&bytes)).map_err(|error| transaction.refused(&error))?;
        transaction.finish().await
    }

    async fn all_set_aside(&self) -> Result<Vec<SetAside>, JournalError> {
        let transaction = self.connection.begin(&[SET_ASIDE], Access::Read)?;
        let kept = list(answer(transaction.store(SET_ASIDE)?.get_all()).await?);
        transaction.finish().await?;
        Ok(kept.iter().filter_map(|kept| stored::to_set_aside(&js::bytes(&kept)?)).collect())
    }
}

async fn read_head(heads: &IdbObjectStore) -> Result<Option<Head>, JournalError> {
    let found = answer(heads.get(&HEAD_KEY.into())).await?;
    if found.is_undefined() {
        return Ok(None);
    }
    let head = js::bytes(&found).and_then(|raw| stored::to_head(&raw));
    // Not `None`, which is an empty journal: a ledger never seems empty when it is not.
    head.map(Some).ok_or_else(|| JournalError::Failed("the head cannot be read".to_owned()))
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
