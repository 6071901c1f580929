//! A request as a future.

use wasm_bindgen::JsValue;
use web_sys::IdbRequest;

use super::error::journal_error;
use crate::browser::events::FirstEvent;
use crate::ledger::journal::JournalError;

/// The result of a request. It listens from the call on, so two requests can be made
/// before either is waited for.
pub(in crate::browser) fn answer<R: AsRef<IdbRequest>>(
    request: Result<R, JsValue>,
) -> impl Future<Output = Result<JsValue, JournalError>> {
    let asked = request.map(|request| {
        let request = request.as_ref().clone();
        (FirstEvent::of(&request, &["success", "error"]), request)
    });
    async move {
        let (event, request) = asked.map_err(|error| journal_error(&error))?;
        if event.await.type_() == "success" {
            return request.result().map_err(|error| journal_error(&error));
        }
        match request.error() {
            Ok(Some(error)) => Err(journal_error(&error)),
            Ok(None) => Err(JournalError::Failed("a request failed without words".to_owned())),
            Err(error) => Err(journal_error(&error)),
        }
    }
}
