//! The browser's exceptions as the journal's errors.

use wasm_bindgen::JsValue;

use crate::browser::js;
use crate::ledger::journal::JournalError;

/// What an exception of IndexedDB means for the ledger. Browsers name them alike and word
/// them differently, so only the name decides.
pub fn journal_error(error: &JsValue) -> JournalError {
    let words = js::describe(error);
    match js::error_name(error).as_str() {
        "QuotaExceededError" => JournalError::Full,
        "VersionError" => JournalError::Newer,
        "InvalidStateError" | "NotAllowedError" | "SecurityError" => {
            JournalError::Unavailable(words)
        }
        _ => JournalError::Failed(words),
    }
}
