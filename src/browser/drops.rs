//! Files and folders dropped anywhere on the page, or opened with it.

use std::cell::RefCell;

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::File;

#[wasm_bindgen(module = "/assets/dropped.js")]
extern "C" {
    #[wasm_bindgen(js_name = watchDrops)]
    fn watch_drops(take: &Closure<dyn Fn(Array)>);
}

thread_local! {
    static DROPPED: RefCell<Vec<File>> = const { RefCell::new(Vec::new()) };
}

/// Calls `handler` when files were dropped, or the system opened one with the installed page,
/// for as long as the page lives; [`take`] has them.
pub fn watch(handler: impl Fn() + 'static) {
    let closure: Closure<dyn Fn(Array)> = Closure::new(move |files: Array| {
        let files = files.iter().filter_map(|file| file.dyn_into().ok()).collect();
        DROPPED.set(files);
        handler();
    });
    watch_drops(&closure);
    closure.forget();
}

/// Hands a file on to the screen that goes with it, which takes it when it is shown.
pub fn hand_on(file: File) {
    DROPPED.set(vec![file]);
}

/// The files that were dropped last, once.
pub fn take() -> Vec<File> {
    DROPPED.take()
}
