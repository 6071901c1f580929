//! Screen: payments.

use leptos::prelude::*;

/// To be drawn.
#[component]
pub fn Payments() -> impl IntoView {
    view! { <h1 tabindex="-1">"Payments"</h1> }
}

/// To be drawn.
#[component]
pub fn NewPayment() -> impl IntoView {
    view! { <h1 tabindex="-1">"NewPayment"</h1> }
}

/// To be drawn.
#[component]
pub fn Cheques() -> impl IntoView {
    view! { <h1 tabindex="-1">"Cheques"</h1> }
}

/// To be drawn.
#[component]
pub fn Payment(id: cartera::ledger::Id) -> impl IntoView {
    let _ = id;
    view! { <h1 tabindex="-1">"Payment"</h1> }
}
