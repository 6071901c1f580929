//! Mounts the page.

#[cfg(target_arch = "wasm32")]
mod ui;

#[cfg(target_arch = "wasm32")]
fn main() {
    cartera::browser::panics::note();
    ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Cartera is a web page: `make run` builds it and serves it.");
}
