//! A file of the user's own that copies are written to, where the browser lets a page do so
//! (File System Access): chosen once, and written again without asking while it may be.
//!
//! The browser writes to a file beside it and puts that in its place when it is closed, so
//! that a crash leaves the file as it was, never half of it.

use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::files::FileError;
use super::idb::{Access, Connection, Notice, Schema, Step, Store, answer};
use super::js;
use super::ledgers::LedgerId;
use crate::ledger::journal::JournalError;

const DATABASE: &str = "cartera-outside";
/// Handles of files, by ledger.
const FILES: &str = "files";

static SCHEMA: Schema = Schema {
    steps: &[Step { to_version: 1, new_stores: &[Store { name: FILES, counts_keys: false }] }],
};

/// A file that a ledger is copied to.
#[derive(Clone)]
pub struct OutsideFile {
    handle: JsValue,
}

/// Whether the page may write to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// It may.
    Granted,
    /// The user must be asked, which only a click or a key may do.
    Ask,
    /// They said no.
    Denied,
}

/// Whether the browser lets a page write to a file of the user's.
pub fn is_supported() -> bool {
    js::global("showSaveFilePicker").is_some()
}

/// Lets the user choose where; `None` when they change their mind. Must follow from a click
/// or a key.
///
/// # Errors
/// As the browser fails.
pub async fn choose(suggested: &str) -> Result<Option<OutsideFile>, FileError> {
    let options = Object::new();
    set(&options, "suggestedName", &suggested.into());
    let accept = Object::new();
    set(&accept, "application/x-ndjson", &Array::of1(&".jsonl".into()));
    let kind = Object::new();
    set(&kind, "accept", &accept);
    set(&options, "types", &Array::of1(&kind));
    match call(&js_sys::global(), "showSaveFilePicker", &options).await {
        Ok(handle) => Ok(Some(OutsideFile { handle })),
        Err(error) if js::error_name(&error) == "AbortError" => Ok(None),
        Err(error) => Err(failed(&error)),
    }
}

/// The file that a ledger is copied to, if one was chosen.
///
/// # Errors
/// When storage cannot be read.
pub async fn of(ledger: &LedgerId) -> Result<Option<OutsideFile>, JournalError> {
    let connection = open().await?;
    let transaction = connection.begin(&[FILES], Access::Read)?;
    let handle = answer(transaction.store(FILES)?.get(&key(ledger))).await?;
    transaction.finish().await?;
    Ok((!handle.is_undefined()).then_some(OutsideFile { handle }))
}

/// Remembers which file a ledger is copied to; `None` for none any more. The file itself is
/// not touched.
///
/// # Errors
/// As storage fails.
pub async fn remember(ledger: &LedgerId, file: Option<&OutsideFile>) -> Result<(), JournalError> {
    let connection = open().await?;
    let transaction = connection.begin(&[FILES], Access::WriteDurably)?;
    let store = transaction.store(FILES)?;
    let request = match file {
        Some(file) => store.put_with_key(&file.handle, &key(ledger)),
        None => store.delete(&key(ledger)),
    };
    request.map_err(|error| transaction.refused(&error))?;
    transaction.finish().await
}

impl OutsideFile {
    /// What it is called; where it lies the browser does not tell.
    pub fn name(&self) -> String {
        js::member(&self.handle, "name").and_then(|name| name.as_string()).unwrap_or_default()
    }

    /// Whether it may be written, without asking.
    pub async fn permission(&self) -> Permission {
        permission(call(&self.handle, "queryPermission", &for_writing()).await)
    }

    /// Asks the user whether it may be written. Must follow from a click or a key.
    pub async fn ask(&self) -> Permission {
        permission(call(&self.handle, "requestPermission", &for_writing()).await)
    }

    /// Writes all of it anew: whole, or not at all.
    ///
    /// # Errors
    /// As the browser or the disk fails; the file is as it was then.
    pub async fn write(&self, bytes: &[u8]) -> Result<(), FileError> {
        let none = JsValue::UNDEFINED;
        let writable = call(&self.handle, "createWritable", &none).await;
        let writable = writable.map_err(|error| failed(&error))?;
        let written = match call(&writable, "write", &Uint8Array::from(bytes)).await {
            Ok(_) => call(&writable, "close", &none).await,
            Err(error) => {
                // What was begun goes; the file itself was not touched yet.
                let _ = call(&writable, "abort", &none).await;
                Err(error)
            }
        };
        written.map(drop).map_err(|error| failed(&error))
    }
}

async fn open() -> Result<Connection, JournalError> {
    Connection::open(DATABASE.to_owned(), &SCHEMA, Rc::new(|_: Notice| ())).await
}

fn key(ledger: &LedgerId) -> JsValue {
    JsValue::from_str(ledger.as_str())
}

fn for_writing() -> Object {
    let options = Object::new();
    set(&options, "mode", &"readwrite".into());
    options
}

/// Browsers that do not know the question let the picker's choice count.
fn permission(said: Result<JsValue, JsValue>) -> Permission {
    match said.ok().and_then(|said| said.as_string()).as_deref() {
        Some("prompt") => Permission::Ask,
        Some("denied") => Permission::Denied,
        _ => Permission::Granted,
    }
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // A plain object takes any property.
    let _ = Reflect::set(object, &name.into(), value);
}

/// Calls a method that gives a promise, which web-sys does not have yet.
async fn call(object: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let promise: Promise = method.call1(object, argument)?.dyn_into()?;
    JsFuture::from(promise).await
}

fn failed(error: &JsValue) -> FileError {
    FileError::Failed(js::describe(error))
}
