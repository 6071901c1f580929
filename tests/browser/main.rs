//! Tests that need a real browser: storage, locks, files, the address.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

#[path = "../journal_contract/mod.rs"]
mod journal_contract;

mod faults;
mod ledgers;
mod lock;
mod lost;
mod page;
mod preferences;
mod storage;
mod support;
mod tabs;
mod upgrade;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
