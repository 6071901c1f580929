//! Screen: a customer's statement of account, to print.

use cartera::ledger::Id;
use leptos::prelude::*;

/// The statement.
#[component]
pub fn Statement(
    /// Whose.
    id: Id,
) -> impl IntoView {
    let _ = id;
}
