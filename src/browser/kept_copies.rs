//! Copies of a ledger inside the browser: a database of their own beside the ledger's, so
//! that what happens to one does not reach the other.

use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, IdbObjectStore};

use super::idb::{Access, Connection, Notice, Schema, Step, Store, answer, delete};
use super::js;
use super::ledgers::LedgerId;
use crate::files::kept::{KeptCopy, outlived};
use crate::ledger::journal::JournalError;
use crate::order;

/// What each copy is, as JSON, by the time it was made.
const COPIES: &str = "copies";
/// Their bytes, by the same.
const FILES: &str = "files";

static SCHEMA: Schema = Schema {
    steps: &[Step {
        to_version: 1,
        new_stores: &[
            Store { name: COPIES, counts_keys: false },
            Store { name: FILES, counts_keys: false },
        ],
    }],
};

/// The copies of a ledger.
pub struct KeptCopies {
    connection: Connection,
}

impl KeptCopies {
    /// Opens them.
    ///
    /// # Errors
    /// [`JournalError::Unavailable`] where the browser has no storage for this page.
    pub async fn open(ledger: &LedgerId) -> Result<Self, JournalError> {
        let ignored = Rc::new(|_: Notice| ());
        Ok(Self { connection: Connection::open(database_name(ledger), &SCHEMA, ignored).await? })
    }

    /// All of them, newest first.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn list(&self) -> Result<Vec<KeptCopy>, JournalError> {
        let transaction = self.connection.begin(&[COPIES], Access::Read)?;
        let mut kept = read_all(&transaction.store(COPIES)?).await?;
        transaction.finish().await?;
        order::sort_by(&mut kept, |a, b| b.at_ms.cmp(&a.at_ms));
        Ok(kept)
    }

    /// Keeps one more, compressed where the browser can; the oldest of its kind goes when
    /// there are too many, in the same transaction. Its size is filled in here.
    ///
    /// # Errors
    /// As storage fails; those there were are there then.
    pub async fn keep(&self, mut copy: KeptCopy, file: &[u8]) -> Result<(), JournalError> {
        let bytes = pack(&mut copy, file).await;
        let transaction = self.connection.begin(&[COPIES, FILES], Access::WriteDurably)?;
        let (copies, files) = (transaction.store(COPIES)?, transaction.store(FILES)?);
        let kept = read_all(&copies).await?;
        // Two in one millisecond would be one.
        while kept.iter().any(|kept| kept.at_ms == copy.at_ms) {
            copy.at_ms += 1;
        }
        let json = described(&copy)?;
        let write = || -> Result<(), JsValue> {
            for gone in outlived(&kept, copy.why) {
                copies.delete(&key(gone))?;
                files.delete(&key(gone))?;
            }
            files.put_with_key(&bytes, &key(copy.at_ms))?;
            copies.put_with_key(&json, &key(copy.at_ms))?;
            Ok(())
        };
        write().map_err(|error| transaction.refused(&error))?;
        transaction.finish().await
    }

    /// Keeps these and no others, for when the ledger's lock is another: all of it in one
    /// transaction.
    ///
    /// # Errors
    /// As storage fails; those there were are there then.
    pub async fn replace_all(&self, all: Vec<(KeptCopy, Vec<u8>)>) -> Result<(), JournalError> {
        let mut packed = Vec::with_capacity(all.len());
        for (mut copy, file) in all {
            let bytes = pack(&mut copy, &file).await;
            packed.push((key(copy.at_ms), described(&copy)?, bytes));
        }
        let transaction = self.connection.begin(&[COPIES, FILES], Access::WriteDurably)?;
        let (copies, files) = (transaction.store(COPIES)?, transaction.store(FILES)?);
        let write = || -> Result<(), JsValue> {
            copies.clear()?;
            files.clear()?;
            for (key, json, bytes) in &packed {
                copies.put_with_key(json, key)?;
                files.put_with_key(bytes, key)?;
            }
            Ok(())
        };
        write().map_err(|error| transaction.refused(&error))?;
        transaction.finish().await
    }

    /// A copy's file, as it was given; `None` where it is not there any more or cannot be
    /// unpacked.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn file(&self, copy: &KeptCopy) -> Result<Option<Vec<u8>>, JournalError> {
        let transaction = self.connection.begin(&[FILES], Access::Read)?;
        let found = answer(transaction.store(FILES)?.get(&key(copy.at_ms))).await?;
        transaction.finish().await?;
        let Some(bytes) = js::bytes(&found) else { return Ok(None) };
        if !copy.is_packed {
            return Ok(Some(bytes));
        }
        Ok(through("DecompressionStream", &bytes).await.map(|bytes| bytes.to_vec()))
    }
}

/// Removes a ledger's copies, when the ledger itself is removed.
///
/// # Errors
/// As the browser refuses.
pub async fn remove_all(ledger: &LedgerId) -> Result<(), JournalError> {
    delete(database_name(ledger), Rc::new(|_| ())).await
}

fn database_name(ledger: &LedgerId) -> String {
    ["cartera-copies-", ledger.as_str()].concat()
}

async fn read_all(copies: &IdbObjectStore) -> Result<Vec<KeptCopy>, JournalError> {
    let found: Array = answer(copies.get_all()).await?.dyn_into().unwrap_or_default();
    let read = |value: JsValue| serde_json::from_slice(&js::bytes(&value)?).ok();
    Ok(found.iter().filter_map(read).collect())
}

fn described(copy: &KeptCopy) -> Result<Uint8Array, JournalError> {
    let json = serde_json::to_vec(copy).map_err(|error| JournalError::Failed(error.to_string()))?;
    Ok(Uint8Array::from(json.as_slice()))
}

/// A file as it is stored; notes of it how large that is.
async fn pack(copy: &mut KeptCopy, file: &[u8]) -> Uint8Array {
    let packed = through("CompressionStream", file).await;
    copy.is_packed = packed.is_some();
    let bytes = packed.unwrap_or_else(|| Uint8Array::from(file));
    copy.size_bytes = u64::from(bytes.length());
    bytes
}

/// Times are keys as JavaScript numbers, exact up to 2^53.
fn key(at_ms: u64) -> JsValue {
    JsValue::from_f64(at_ms as f64)
}

/// Bytes through one of the browser's streams for gzip; `None` where it has none, or refuses
/// them.
async fn through(stream: &str, bytes: &[u8]) -> Option<Uint8Array> {
    let make = |name: &str, argument: &JsValue| {
        let constructor: Function = js::global(name)?.dyn_into().ok()?;
        Reflect::construct(&constructor, &Array::of1(argument)).ok()
    };
    let stream = make(stream, &"gzip".into())?;
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob: JsValue = Blob::new_with_u8_array_sequence(&parts).ok()?.into();
    let source = call(&blob, "stream", &JsValue::UNDEFINED)?;
    let piped = call(&source, "pipeThrough", &stream)?;
    let response = make("Response", &piped)?;
    let reading: Promise = call(&response, "arrayBuffer", &JsValue::UNDEFINED)?.dyn_into().ok()?;
    Some(Uint8Array::new(&JsFuture::from(reading).await.ok()?))
}

fn call(object: &JsValue, method: &str, argument: &JsValue) -> Option<JsValue> {
    let method: Function = js::member(object, method)?.dyn_into().ok()?;
    method.call1(object, argument).ok()
}
