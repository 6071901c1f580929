//! Screen: settings.

use leptos::prelude::*;

/// To be drawn.
#[component]
pub fn Settings(section: cartera::route::Section) -> impl IntoView {
    let _ = section;
    view! { <h1 tabindex="-1">"Settings"</h1> }
}
