//! Small parts that the customer and the invoice screens share.

use std::time::Duration;

use cartera::route::{Route, Screen};
use cartera::text::{self, Lang};
use icondata_lu::LuSearch;
use leptos::prelude::*;

use crate::ui::components::{Empty, Icon};
use crate::ui::page::Page;
use crate::ui::reactive::{Memo, RwSignal, Signal};
use crate::ui::shell::href;

/// A message that follows the language, for a component's property.
pub fn label(page: Page, message: fn(Lang) -> &'static str) -> Signal<String> {
    Signal::derive(move || message(page.lang.get()).to_owned())
}

/// The link of a route with its parameters.
pub fn link(route: &Route) -> String {
    format!("#{route}")
}

/// The field above a list that narrows it by letters, kept in the address as `q`.
pub fn find_box(page: Page, hint: fn(Lang) -> &'static str) -> AnyView {
    /// How long the typing must rest before the list is narrowed.
    const REST: Duration = Duration::from_millis(120);
    let wanted = page.address.param("q");
    let turn = StoredValue::new(0u32);
    let narrow = move |text: String| {
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        set_timeout(
            move || {
                // The screen may be gone by then.
                if turn.try_get_value() == Some(mine) {
                    page.address.set_param("q", &text);
                }
            },
            REST,
        );
    };
    view! {
        <label class="find no-print">
            <Icon icon=LuSearch />
            <input
                type="search"
                autocomplete="off"
                aria-label=page.t(hint)
                placeholder=page.t(hint)
                prop:value=move || wanted.get().unwrap_or_default()
                on:input:target=move |event| narrow(event.target().value())
            />
        </label>
    }
    .into_any()
}

/// A choice in a line of text above a list, kept in the address.
pub fn inline_select(
    page: Page,
    name: fn(Lang) -> &'static str,
    param: &'static str,
    options: Signal<Vec<(String, String)>>,
) -> AnyView {
    let chosen = page.address.param(param);
    view! {
        <label class="inline-control">
            <span class="visually-hidden">{page.t(name)}</span>
            <select
                prop:value=move || chosen.get().unwrap_or_default()
                on:change:target=move |event| page.address.set_param(param, &event.target().value())
            >
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|(key, word)| {
                            let is_chosen = chosen.get_untracked().unwrap_or_default() == key;
                            view! {
                                <option value=key selected=is_chosen>
                                    {word}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </label>
    }
    .into_any()
}

/// Whether the page is as narrow as a phone's, where wide tables fold; followed.
pub fn is_narrow() -> Memo<bool> {
    /// As in the style sheet.
    const FOLDS_AT_PX: f64 = 720.0;
    let width = || window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1280.0);
    let now = RwSignal::new(width());
    let listener = window_event_listener(leptos::ev::resize, move |_| now.set(width()));
    on_cleanup(move || listener.remove());
    Memo::new(move |_| now.get() <= FOLDS_AT_PX)
}

/// What is shown in the place of something that is not in the ledger.
pub fn gone(page: Page, back: Screen, back_name: fn(Lang) -> &'static str) -> AnyView {
    view! {
        <h1 class="visually-hidden" tabindex="-1">{page.t(text::shell::gone_title)}</h1>
        <Empty title=label(page, text::shell::gone_title) text=label(page, text::shell::gone)>
            <a class="button primary" href=href(back)>{page.t(back_name)}</a>
        </Empty>
    }
    .into_any()
}

/// The heading of a part of a screen, with a word at its end.
pub fn section_head(page: Page, name: fn(Lang) -> &'static str, end: impl IntoView) -> AnyView {
    view! {
        <div class="section-head">
            <h2>{page.t(name)}</h2>
            {end}
        </div>
    }
    .into_any()
}

/// A name and what it is, in a `<dl class="pairs">`; nothing where that is blank.
pub fn pair(page: Page, name: fn(Lang) -> &'static str, value: impl Into<String>) -> AnyView {
    let value = value.into();
    if value.is_empty() {
        return ().into_any();
    }
    view! {
        <dt>{page.t(name)}</dt>
        <dd>{value}</dd>
    }
    .into_any()
}

/// Offers a file to the user; says why where the browser does not take it.
pub fn offer_file(page: Page, name: &str, media_type: &str, bytes: &[u8]) {
    if let Err(why) = cartera::browser::files::offer(name, media_type, bytes) {
        page.toasts.problem(why.to_string());
    }
}

/// Puts the cursor into the first field of the page that fits a selector, once it is drawn.
pub fn focus_first(selector: &'static str) {
    request_animation_frame(move || {
        use wasm_bindgen::JsCast;
        let found = document().query_selector(selector).ok().flatten();
        if let Some(field) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A field that is gone cannot take the focus; nothing is lost.
            let _ = field.focus();
        }
    });
}
