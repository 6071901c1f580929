//! The part of the page's address after `#`, which holds where the user is.

use wasm_bindgen::JsValue;

use super::events::Listener;

/// The address after `#`, without it, as the browser has it (percent-encoded); empty where
/// there is none.
pub fn get() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.map(|hash| hash.trim_start_matches('#').to_owned()).unwrap_or_default()
}

/// Goes to an address; the one before stays behind the back button. Handlers of
/// [`on_change`] are called if it differs.
pub fn set(hash: &str) {
    if let Some(window) = web_sys::window() {
        // Refused only to a page that navigates away already.
        let _ = window.location().set_hash(hash);
    }
}

/// Puts an address in the place of the present one, without a step in the history and
/// without calling handlers: for what follows from what the user does, such as a filter.
pub fn replace(hash: &str) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let address = ["#", hash].concat();
    let replaced = window.history().and_then(|history| {
        let state = history.state().unwrap_or(JsValue::NULL);
        history.replace_state_with_url(&state, "", Some(&address))
    });
    if replaced.is_err() {
        // Browsers bound how often the history may be written.
        let _ = window.location().replace(&address);
    }
}

/// Calls `handler` with each new address that the user or [`set`] goes to, while the
/// listener is kept; `None` where there is no window.
pub fn on_change(handler: impl Fn(String) + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(Listener::new(&window, &["hashchange"], move |_| handler(get())))
}
