//! Screen: import.

use leptos::prelude::*;

/// To be drawn.
#[component]
pub fn Import() -> impl IntoView {
    view! { <h1 tabindex="-1">"Import"</h1> }
}
