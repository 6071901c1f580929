//! The worker that reads files and writes workbooks off the page's thread: a program of its
//! own, loaded when it is first needed, with what is heavy and what no screen needs.

#[cfg(target_arch = "wasm32")]
mod worker {
    use cartera::files::off_page::{Job, run as do_job};
    use js_sys::{Array, Uint8Array};
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Does a job, given as JSON, with a file's bytes. Returns the answer as JSON and the
    /// byte arrays that go with it.
    #[wasm_bindgen]
    pub fn run(job: &str, bytes: Vec<u8>) -> Array {
        // Page and worker are of one build: nothing else can be asked.
        let Ok(job) = serde_json::from_str::<Job>(job) else { return Array::new() };
        let (answer, parts) = do_job(&job, &bytes);
        let said = serde_json::to_string(&answer).unwrap_or_default();
        let answer = Array::of1(&said.into());
        for part in parts {
            answer.push(&Uint8Array::from(part.as_slice()));
        }
        answer
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Cartera is a web page: `make run` builds it and serves it.");
}
