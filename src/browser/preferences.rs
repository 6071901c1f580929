//! Small choices remembered between visits: language, theme, columns. No business data.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::marker::PhantomData;

use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;

const PREFIX: &str = "cartera.";

/// A preference of a type, kept as JSON under `cartera.<name>`.
///
/// ```ignore
/// const LANG: Preference<Lang> = Preference::new("lang");
/// LANG.set(&Lang::En);
/// ```
pub struct Preference<T> {
    name: &'static str,
    kind: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Preference<T> {
    /// The preference of a name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, kind: PhantomData }
    }

    /// What was chosen; `None` where nothing was, or where it cannot be understood.
    pub fn get(&self) -> Option<T> {
        read(&key(self.name, None))
    }

    /// Remembers a choice: until the page closes, at least.
    pub fn set(&self, value: &T) {
        write(&key(self.name, None), value);
    }

    /// Forgets the choice.
    pub fn clear(&self) {
        erase(&key(self.name, None));
    }

    /// What was chosen for one of several, such as the columns of one table.
    pub fn get_for(&self, part: &str) -> Option<T> {
        read(&key(self.name, Some(part)))
    }

    /// Remembers a choice for one of several.
    pub fn set_for(&self, part: &str, value: &T) {
        write(&key(self.name, Some(part)), value);
    }

    /// Forgets the choice for one of several.
    pub fn clear_for(&self, part: &str) {
        erase(&key(self.name, Some(part)));
    }
}

/// Whether choices outlast the page: false where the browser blocks local storage.
///
/// Asked before every use: reading `localStorage` throws where it is blocked, and
/// gloo-storage panics at that.
#[expect(clippy::disallowed_methods, reason = "this is the adapter of local storage")]
pub fn are_kept() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

thread_local! {
    /// What could not be written to the browser's storage.
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

fn key(name: &str, part: Option<&str>) -> String {
    match part {
        None => [PREFIX, name].concat(),
        Some(part) => [PREFIX, name, ".", part].concat(),
    }
}

fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    // Read as bytes, as records are: text has a reader of its own, made anew for each type.
    serde_json::from_slice(stored(key)?.as_bytes()).ok()
}

fn stored(key: &str) -> Option<String> {
    let in_memory = MEMORY.with_borrow(|memory| memory.get(key).cloned());
    match in_memory {
        None if are_kept() => LocalStorage::raw().get_item(key).ok().flatten(),
        found => found,
    }
}

fn write<T: Serialize>(key: &str, value: &T) {
    if let Ok(json) = serde_json::to_string(value) {
        store(key, json);
    }
}

fn store(key: &str, json: String) {
    if are_kept() && LocalStorage::raw().set_item(key, &json).is_ok() {
        MEMORY.with_borrow_mut(|memory| memory.remove(key));
    } else {
        MEMORY.with_borrow_mut(|memory| memory.insert(key.to_owned(), json));
    }
}

fn erase(key: &str) {
    MEMORY.with_borrow_mut(|memory| memory.remove(key));
    if are_kept() {
        LocalStorage::delete(key);
    }
}
