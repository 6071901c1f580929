//! Screen: customers.

use leptos::prelude::*;

/// To be drawn.
#[component]
pub fn Customers() -> impl IntoView {
    view! { <h1 tabindex="-1">"Customers"</h1> }
}

/// To be drawn.
#[component]
pub fn NewCustomer() -> impl IntoView {
    view! { <h1 tabindex="-1">"NewCustomer"</h1> }
}

/// To be drawn.
#[component]
pub fn Customer(id: cartera::ledger::Id) -> impl IntoView {
    let _ = id;
    view! { <h1 tabindex="-1">"Customer"</h1> }
}
