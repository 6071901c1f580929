//! Type-ahead over a list, by the combobox pattern of the ARIA practices.

use leptos::html;
use leptos::prelude::*;

use super::field::fresh_id;
use crate::ui::reactive::{MaybeProp, Memo, RwSignal, Signal, effect};

/// How many choices are shown at most.
const SHOWN: usize = 12;

/// One of the choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is known by.
    pub key: String,
    /// What is shown and put into the field.
    pub label: String,
    /// A quiet word at its end.
    pub note: String,
}

/// A text field that offers choices. The caller filters: `choices` follow `text`.
#[component]
pub fn Combobox(
    /// What is asked for; an own label is not drawn.
    #[prop(into)]
    label: Signal<String>,
    /// The id of the input, for a label elsewhere.
    #[prop(optional, into)]
    id: Option<String>,
    /// What stands in the field.
    text: RwSignal<String>,
    /// What fits the text, best first.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Called with the choice the user takes.
    on_choose: Callback<Choice>,
    /// Shown in the empty field.
    #[prop(optional, into)]
    placeholder: MaybeProp<String>,
    /// Whether the list stands open all the time.
    #[prop(optional)]
    always_open: bool,
    /// Whether the cursor begins here.
    #[prop(optional)]
    focus: bool,
    /// Whether what stands in it is wrong.
    #[prop(optional, into)]
    invalid: Signal<bool>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| fresh_id("combobox"));
    let list_id = format!("{id}-list");
    let option_id = {
        let id = id.clone();
        move |place: usize| format!("{id}-option-{place}")
    };
    let input = NodeRef::<html::Input>::new();
    let is_open = RwSignal::new(always_open);
    let active = RwSignal::new(0usize);
    let shown = Memo::new(move |_| {
        let mut shown = choices.get();
        shown.truncate(SHOWN);
        shown
    });
    let take = move |choice: Choice| {
        if !always_open {
            is_open.set(false);
        }
        on_choose.run(choice);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let count = shown.with(Vec::len);
        let step = |by: usize| {
            event.prevent_default();
            is_open.set(true);
            if count > 0 {
                active.update(|active| *active = (*active + by) % count);
            }
        };
        match event.key().as_str() {
            "ArrowDown" if !is_open.get() => step(0),
            "ArrowDown" => step(1),
            "ArrowUp" => step(count.saturating_sub(1)),
            "Enter" if is_open.get() && count > 0 => {
                event.prevent_default();
                let place = active.get().min(count - 1);
                take(shown.with(|shown| shown[place].clone()));
            }
            "Escape" if is_open.get() && !always_open => {
                event.prevent_default();
                event.stop_propagation();
                is_open.set(false);
            }
            "Tab" if !always_open => is_open.set(false),
            _ => {}
        }
    };
    if focus {
        effect(move |_| {
            if let Some(input) = input.get() {
                request_animation_frame(move || {
                    // An element that is gone cannot take the focus; nothing is lost.
                    let _ = input.focus();
                });
            }
        });
    }
    let active_id = {
        let option_id = option_id.clone();
        move || (is_open.get() && !shown.with(Vec::is_empty)).then(|| option_id(active.get()))
    };
    // The active choice stays in sight of the one who moves through the list by keys.
    effect({
        let option_id = option_id.clone();
        move |_| {
            let id = option_id(active.get());
            if !is_open.get() {
                return;
            }
            if let Some(option) = document().get_element_by_id(&id) {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&options);
            }
        }
    });
    view! {
        <div class="combobox">
            <input
                node_ref=input
                class="input"
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                aria-label=label
                aria-autocomplete="list"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=list_id.clone()
                aria-activedescendant=active_id
                aria-invalid=move || invalid.get().to_string()
                placeholder=move || placeholder.get()
                prop:value=move || text.get()
                on:input:target=move |event| {
                    text.set(event.target().value());
                    active.set(0);
                    is_open.set(true);
                }
                on:focus=move |_| {
                    if text.with_untracked(String::is_empty) {
                        is_open.set(true);
                    }
                }
                on:blur=move |_| {
                    if !always_open {
                        is_open.set(false);
                    }
                }
                on:keydown=on_key
            />
            <ul
                class="listbox"
                id=list_id
                role="listbox"
                aria-label=label
                hidden=move || !is_open.get() || shown.with(Vec::is_empty)
            >
                {move || {
                    shown
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(place, choice)| {
                            let taken = choice.clone();
                            view! {
                                <li
                                    id=option_id(place)
                                    role="option"
                                    aria-selected=move || (active.get() == place).to_string()
                                    on:mousedown=move |event| {
                                        event.prevent_default();
                                        take(taken.clone());
                                    }
                                    on:mouseenter=move |_| active.set(place)
                                >
                                    <span>{choice.label}</span>
                                    <span class="note">{choice.note}</span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
        </div>
    }
}
