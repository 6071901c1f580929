//! A choice among a few, all in sight.

use crate::ui::reactive::Signal;
use leptos::prelude::*;

/// A row of buttons of which one is pressed.
#[component]
pub fn Segmented(
    /// What is chosen, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Keys and words.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The key that is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the key that the user chooses.
    on_choose: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="segmented" role="group" aria-label=label>
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|(key, word)| {
                        let is_chosen = {
                            let key = key.clone();
                            move || (value.get() == key).to_string()
                        };
                        view! {
                            <button
                                type="button"
                                aria-pressed=is_chosen
                                on:click=move |_| on_choose.run(key.clone())
                            >
                                {word}
                            </button>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
}
