//! Listening to the browser for exactly as long as something owns the listener.

use std::pin::Pin;
use std::task::{Context, Poll};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

use super::once::{Taker, once};

/// A handler of some events of a target, removed when this is dropped.
#[must_use = "dropping a listener removes it"]
pub struct Listener {
    target: EventTarget,
    names: &'static [&'static str],
    handler: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Calls `handler` at each event of one of these names.
    pub fn new(
        target: &EventTarget,
        names: &'static [&'static str],
        handler: impl Fn(Event) + 'static,
    ) -> Self {
        let handler: Closure<dyn Fn(Event)> = Closure::new(handler);
        for name in names {
            // Fails for no target there is; were it to, the event would not come.
            let function = handler.as_ref().unchecked_ref();
            let _ = target.add_event_listener_with_callback(name, function);
        }
        Self { target: target.clone(), names, handler }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        for name in self.names {
            let function = self.handler.as_ref().unchecked_ref();
            let _ = self.target.remove_event_listener_with_callback(name, function);
        }
    }
}

/// Waits for the first event of one of some names. It listens from when it is made, so an
/// event that comes before anyone waits is not missed.
pub struct FirstEvent {
    taker: Taker<Event>,
    _listener: Listener,
}

impl FirstEvent {
    /// Begins to listen.
    pub fn of(target: &EventTarget, names: &'static [&'static str]) -> Self {
        let (giver, taker) = once();
        Self { taker, _listener: Listener::new(target, names, move |event| giver.give(event)) }
    }
}

impl Future for FirstEvent {
    type Output = Event;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Event> {
        Pin::new(&mut self.taker).poll(context)
    }
}
