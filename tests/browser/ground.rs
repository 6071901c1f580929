//! The browser that runs these tests offers what the ledger stands on.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_browser_offers_a_database_locks_and_hashes() {
    let window = web_sys::window().expect("these tests run in a page");
    let navigator = window.navigator();
    let crypto = window.crypto().expect("a secure origin");
    for (owner, name) in
        [(window.as_ref(), "indexedDB"), (navigator.as_ref(), "locks"), (crypto.as_ref(), "subtle")]
    {
        let offered: JsValue = Reflect::get(owner, &name.into()).expect("a plain property");
        assert!(offered.is_object(), "{name}");
    }
}
