//! Settings: how to pay, promises, late interest, ways on.

use leptos::prelude::*;

/// The section.
#[component]
pub fn Collecting() -> impl IntoView {}
