//! A panic leaves word of where it was, for the screen that takes the page's place.

use std::panic::{PanicHookInfo, set_hook};

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(text: &str);
}

/// Has panics leave word from now on: all of it in the browser's console, and where it was
/// on the document as `data-panic`. `assets/start.js` does the rest.
///
/// What a panic says can have business data in it, so that does not leave the console.
pub fn note() {
    set_hook(Box::new(leave_word));
}

fn leave_word(panic: &PanicHookInfo) {
    console_error(&panic.to_string());
    let document = web_sys::window().and_then(|window| window.document());
    let root = document.and_then(|document| document.document_element());
    if let (Some(root), Some(place)) = (root, panic.location()) {
        let _ = root.set_attribute("data-panic", &place.to_string());
    }
}
