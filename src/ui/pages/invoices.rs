//! Screen: invoices.

use leptos::prelude::*;

/// To be drawn.
#[component]
pub fn Invoices() -> impl IntoView {
    view! { <h1 tabindex="-1">"Invoices"</h1> }
}

/// To be drawn.
#[component]
pub fn NewInvoice() -> impl IntoView {
    view! { <h1 tabindex="-1">"NewInvoice"</h1> }
}

/// To be drawn.
#[component]
pub fn Invoice(id: cartera::ledger::Id) -> impl IntoView {
    let _ = id;
    view! { <h1 tabindex="-1">"Invoice"</h1> }
}
