//! The page: Leptos components over the library's pure functions.

use leptos::prelude::*;

/// Mounts the page on the document's body.
pub fn mount() {
    mount_to_body(|| view! { <p>"Cartera"</p> });
}
