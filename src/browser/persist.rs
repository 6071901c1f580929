//! Asking the browser to keep what is stored, and how much room there is.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

use super::js;

/// How much is stored and how much may be, as the browser estimates it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Bytes that this page's address has stored.
    pub used_bytes: u64,
    /// Bytes it may store.
    pub quota_bytes: u64,
}

/// Asks the browser not to throw this page's data away when it needs room. To be asked when
/// the user first saves something of their own: some browsers put the question to them.
/// Returns whether it will be kept; false also where the browser cannot be asked.
pub async fn ask() -> bool {
    match manager().and_then(|manager| manager.persist().ok()) {
        Some(promise) => JsFuture::from(promise).await.is_ok_and(|kept| kept.is_truthy()),
        None => false,
    }
}

/// Whether the browser has promised to keep this page's data.
pub async fn is_granted() -> bool {
    match manager().and_then(|manager| manager.persisted().ok()) {
        Some(promise) => JsFuture::from(promise).await.is_ok_and(|kept| kept.is_truthy()),
        None => false,
    }
}

/// How much room there is; `None` where the browser does not tell.
pub async fn estimate() -> Option<Estimate> {
    let promise = manager()?.estimate().ok()?;
    let found: StorageEstimate = JsFuture::from(promise).await.ok()?.unchecked_into();
    Some(Estimate { used_bytes: found.get_usage()? as u64, quota_bytes: found.get_quota()? as u64 })
}

/// Missing on pages that the browser does not deem secure, and in older browsers.
fn manager() -> Option<StorageManager> {
    let navigator: JsValue = js::global("navigator")?;
    let manager = js::member(&navigator, "storage")?;
    js::member(&manager, "persist")?;
    Some(manager.unchecked_into())
}
