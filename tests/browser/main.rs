//! What only a real browser can answer, run in one: `make in-browser`.
//! One module per subject; natively this file is empty.

#![cfg(target_arch = "wasm32")]

mod ground;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
