//! A newer version of the page that is there and waits until it is asked for.
//!
//! `assets/start.js` has the browser keep the page's files and tells when newer ones are
//! kept beside them; they come into use when this asks, or once the page was closed in
//! every tab.

use web_sys::Event;

use super::events::Listener;

/// Calls `handler` if a newer version waits already, and when one comes to, while the
/// listener is kept; `None` where there is no window.
pub fn on_waiting(handler: impl Fn() + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    let page = window.document().and_then(|document| document.document_element());
    if page.is_some_and(|page| page.has_attribute("data-version")) {
        handler();
    }
    Some(Listener::new(&window, &["newversion"], move |_| handler()))
}

/// Brings the newer version into use and loads the page again.
pub fn take() {
    if let Some(window) = web_sys::window()
        && let Ok(event) = Event::new("takenewversion")
    {
        // Nobody hears it where no version waits.
        let _ = window.dispatch_event(&event);
    }
}
