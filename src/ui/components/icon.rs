//! Pictures beside words. Always decoration: the word says what it means.

use leptos::prelude::*;

/// An icon of the Lucide set, sized by the style sheet and hidden from screen readers.
///
/// Our own few lines in the place of `leptos_icons`: that one names each picture to screen
/// readers as a symbol without a name, and writes sizes as attributes.
#[component]
pub fn Icon(
    /// The picture.
    icon: icondata_core::Icon,
) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox=icon.view_box.unwrap_or("0 0 24 24")
            fill="none"
            stroke="currentColor"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=icon.data
        ></svg>
    }
}
