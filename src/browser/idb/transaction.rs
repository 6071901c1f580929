//! A transaction that is stored whole or not at all.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbObjectStore, IdbTransaction};

use super::error::journal_error;
use crate::browser::events::FirstEvent;
use crate::ledger::journal::JournalError;

#[wasm_bindgen]
extern "C" {
    /// The database with the transaction options that web-sys still calls unstable;
    /// browsers that do not know them ignore them.
    #[wasm_bindgen(extends = IdbDatabase)]
    type Database;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction(
        this: &Database,
        stores: &JsValue,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// What a transaction may do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::browser) enum Access {
    /// Read only.
    Read,
    /// Write, and be done only when the bytes are on the disk.
    WriteDurably,
    /// Write what could be made again: done when the system has the bytes.
    WriteShortcut,
}

/// A transaction in progress. Dropped before [`Self::finish`] succeeded, it is undone.
pub(in crate::browser) struct Transaction {
    raw: IdbTransaction,
    end: Option<FirstEvent>,
    access: Access,
}

impl Transaction {
    /// Begins; the browser makes it wait for others on the same stores.
    pub(in crate::browser) fn begin(
        database: &IdbDatabase,
        stores: &[&str],
        access: Access,
    ) -> Result<Self, JournalError> {
        let names: js_sys::Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let (mode, durability) = match access {
            Access::Read => ("readonly", "default"),
            Access::WriteDurably => ("readwrite", "strict"),
            Access::WriteShortcut => ("readwrite", "relaxed"),
        };
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"durability".into(), &durability.into())
            .and_then(|_| database.unchecked_ref::<Database>().transaction(&names, mode, &options))
            .map(|raw| {
                // A full disk fires `abort` alone; a failed request fires it after `error`.
                let end = FirstEvent::of(&raw, &["complete", "abort"]);
                Self { raw, end: Some(end), access }
            })
            .map_err(|error| journal_error(&error))
    }

    /// One of its stores.
    pub(in crate::browser) fn store(&self, name: &str) -> Result<IdbObjectStore, JournalError> {
        self.raw.object_store(name).map_err(|error| self.refused(&error))
    }

    /// What a call that the browser refused at once means: if the transaction was given up
    /// before it, for that reason.
    pub(in crate::browser) fn refused(&self, thrown: &JsValue) -> JournalError {
        self.raw.error().map_or_else(|| journal_error(thrown), |error| journal_error(&error))
    }

    /// Waits until everything is stored, or was read.
    ///
    /// # Errors
    /// When nothing of it was.
    pub(in crate::browser) async fn finish(mut self) -> Result<(), JournalError> {
        // Taken only once the event came: until then, dropping this undoes it.
        if let Some(end) = &mut self.end {
            let event = end.await;
            self.end = None;
            if event.type_() == "complete" {
                return Ok(());
            }
        }
        match self.raw.error() {
            Some(error) => Err(journal_error(&error)),
            None => Err(JournalError::Failed("the transaction was given up".to_owned())),
        }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if self.end.is_some() && self.access != Access::Read {
            // Refused when it has ended already, which is as well.
            let _ = self.raw.abort();
        }
    }
}
