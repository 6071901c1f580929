//! Tabs telling each other that a ledger has moved on.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Event, MessageEvent};

use super::events::Listener;
use super::ledgers::LedgerId;

/// What is said when a lock was closed.
const LOCK: &str = "lock";

/// A ledger's channel between tabs; left when dropped.
pub struct Announcements {
    channel: Option<BroadcastChannel>,
    _listeners: Vec<Listener>,
}

/// Why to look for new records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Another tab appended up to this sequence number.
    Head(u64),
    /// The lock was closed, or is another.
    Lock,
    /// This tab was brought to the front: it may have slept through announcements.
    Awake,
}

impl Announcements {
    /// Joins a ledger's channel. `on_news` is called when another tab announces a head and
    /// when this tab wakes; the handler then reads the records after its own. Where the
    /// browser has no channels only waking is told.
    pub fn join(ledger: &LedgerId, on_news: impl Fn(News) + 'static) -> Self {
        let on_news = Rc::new(on_news);
        let mut listeners = Vec::with_capacity(2);
        let channel = BroadcastChannel::new(&["cartera-", ledger.as_str()].concat()).ok();
        if let Some(channel) = &channel {
            let on_news = Rc::clone(&on_news);
            listeners.push(Listener::new(channel, &["message"], move |event: Event| {
                let message = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                match message {
                    Some(data) if data == LOCK => on_news(News::Lock),
                    Some(data) => {
                        if let Some(seq) = data.as_f64() {
                            on_news(News::Head(seq as u64));
                        }
                    }
                    None => {}
                }
            }));
        }
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            let watched = document.clone();
            listeners.push(Listener::new(&document, &["visibilitychange"], move |_| {
                if !watched.hidden() {
                    on_news(News::Awake);
                }
            }));
        }
        Self { channel, _listeners: listeners }
    }

    /// Tells the other tabs that the journal now ends at a sequence number.
    pub fn announce(&self, seq: u64) {
        if let Some(channel) = &self.channel {
            // A number can always be sent; a tab that is not told reads it when it wakes.
            let _ = channel.post_message(&JsValue::from_f64(seq as f64));
        }
    }
}

impl Announcements {
    /// Tells the other tabs that the lock was closed, or is another: they close.
    pub fn announce_lock(&self) {
        if let Some(channel) = &self.channel {
            // As above; a tab that is not told finds the lock when it next stores or reads.
            let _ = channel.post_message(&JsValue::from_str(LOCK));
        }
    }
}

impl Drop for Announcements {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}
