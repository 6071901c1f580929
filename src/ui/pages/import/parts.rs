//! Small parts that several sections of the import screen use.

use crate::ui::reactive::Signal;
use leptos::prelude::*;

/// A choice that stands in a line of text, as a name and what is chosen.
pub fn inline_select(
    label: Signal<String>,
    options: Signal<Vec<(String, String)>>,
    value: Signal<String>,
    on_choose: Callback<String>,
) -> AnyView {
    view! {
        <label class="inline-control">
            <span>{label}</span>
            {select(None, options, value, on_choose)}
        </label>
    }
    .into_any()
}

/// A choice among named options, with a name of its own where no label stands beside it.
pub fn select(
    label: Option<Signal<String>>,
    options: Signal<Vec<(String, String)>>,
    value: Signal<String>,
    on_choose: Callback<String>,
) -> AnyView {
    view! {
        <select
            class=label.map(|_| "select")
            aria-label=move || label.map(Signal::get)
            prop:value=move || value.get()
            on:change:target=move |event| on_choose.run(event.target().value())
        >
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|(key, word)| {
                        let is_chosen = key == value.get_untracked();
                        view! {
                            <option value=key selected=is_chosen>
                                {word}
                            </option>
                        }
                    })
                    .collect_view()
            }}
        </select>
    }
    .into_any()
}

/// The key of one of a few values, by its place.
pub fn key_of<T: PartialEq>(all: &[T], value: &T) -> String {
    all.iter().position(|one| one == value).map(|at| at.to_string()).unwrap_or_default()
}

/// The value of a key.
pub fn of_key<T: Copy>(all: &[T], key: &str) -> Option<T> {
    all.get(key.parse::<usize>().ok()?).copied()
}
