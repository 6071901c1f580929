//! What one tab remembers until it is closed, through reloads: other tabs have their own.

use std::marker::PhantomData;

use gloo_storage::{SessionStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;

const PREFIX: &str = "cartera.";

/// Something of a type that a tab remembers, kept as JSON under `cartera.<name>`. Where the
/// browser blocks this storage nothing is remembered, and [`Remembered::get`] says `None`.
pub struct Remembered<T> {
    name: &'static str,
    kind: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Remembered<T> {
    /// What is remembered under a name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, kind: PhantomData }
    }

    /// What is remembered; `None` where nothing is, or it cannot be understood.
    pub fn get(&self) -> Option<T> {
        if !is_kept() {
            return None;
        }
        let json = SessionStorage::raw().get_item(&self.key()).ok()??;
        serde_json::from_slice(json.as_bytes()).ok()
    }

    /// Remembers, or forgets with `None`.
    pub fn set(&self, value: Option<&T>) {
        if !is_kept() {
            return;
        }
        match value {
            // A full or blocked storage only means that a reload remembers less.
            Some(value) => drop(SessionStorage::set(self.key(), value)),
            None => SessionStorage::delete(self.key()),
        }
    }

    fn key(&self) -> String {
        [PREFIX, self.name].concat()
    }
}

/// Asked before every use: reading `sessionStorage` throws where it is blocked, and
/// gloo-storage panics at that.
#[expect(clippy::disallowed_methods, reason = "this is the adapter of session storage")]
fn is_kept() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.session_storage(), Ok(Some(_))))
}
