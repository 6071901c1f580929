//! Settings: holidays and rules of contact.

use leptos::prelude::*;

/// The section.
#[component]
pub fn ContactCalendar() -> impl IntoView {}
