//! One large number with its name.

use crate::ui::reactive::{MaybeProp, Signal};
use leptos::prelude::*;

/// A figure in a `<dl class="figures">`.
#[component]
pub fn Figure(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// The number.
    #[prop(into)]
    value: Signal<String>,
    /// A word beside it.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    /// The most important one of the screen.
    #[prop(optional)]
    main: bool,
    /// Whether it is money that is late.
    #[prop(optional, into)]
    late: Signal<bool>,
) -> impl IntoView {
    view! {
        <div class="figure" class:main=main>
            <dt>{label}</dt>
            <dd class:late=move || late.get()>
                {value}
                {move || note.get().map(|note| view! { <span class="note">{note}</span> })}
            </dd>
        </div>
    }
}
