//! Screen: today.

use leptos::prelude::*;

/// To be drawn.
#[component]
pub fn Today() -> impl IntoView {
    view! { <h1 tabindex="-1">"Today"</h1> }
}
