//! Screens: the protocols, and one of them.

use cartera::ledger::Id;
use leptos::prelude::*;

/// All protocols.
#[component]
pub fn Protocols() -> impl IntoView {}

/// One protocol.
#[component]
pub fn Protocol(
    /// Which.
    id: Id,
) -> impl IntoView {
    let _ = id;
}
