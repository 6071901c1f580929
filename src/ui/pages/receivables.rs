//! Screen: receivables.

use leptos::prelude::*;

/// To be drawn.
#[component]
pub fn Receivables() -> impl IntoView {
    view! { <h1 tabindex="-1">"Receivables"</h1> }
}
