//! A place with nothing in it yet: what would be here, and how to fill it.

use crate::ui::reactive::Signal;
use leptos::prelude::*;

/// An empty list.
#[component]
pub fn Empty(
    /// What is not here yet.
    #[prop(into)]
    title: Signal<String>,
    /// What would be here.
    #[prop(into)]
    text: Signal<String>,
    /// Ways to fill it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
}
