//! How much room the browser gives, and whether it promised to keep what is in it.

use cartera::browser::persist::{self, Estimate};
use cartera::text;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::page::use_page;
use crate::ui::reactive::{RwSignal, live};

/// Room in the browser.
#[component]
pub fn Room() -> impl IntoView {
    let page = use_page();
    let estimate = RwSignal::new(None::<Estimate>);
    let is_granted = RwSignal::new(None::<bool>);
    spawn_local(async move {
        // The screen may be gone before the browser answers.
        let _ = is_granted.try_set(Some(persist::is_granted().await));
        let _ = estimate.try_set(persist::estimate().await);
    });
    let ask = move |_| {
        spawn_local(async move {
            let granted = persist::ask().await;
            let _ = is_granted.try_set(Some(granted));
            if granted {
                page.toasts.say(page.say(text::ledgers::granted));
            } else {
                page.toasts.problem(page.say(text::ledgers::refused));
            }
        });
    };
    let used = move || {
        let (lang, style) = (page.lang.get(), page.style.get());
        let bytes = |bytes| text::ledgers::bytes(bytes, style);
        match estimate.get() {
            Some(Estimate { used_bytes, quota_bytes }) => {
                text::ledgers::used_of(lang, &bytes(used_bytes), &bytes(quota_bytes))
            }
            None => text::ledgers::not_told(lang).to_owned(),
        }
    };
    view! {
        <section class="stack-tight" aria-labelledby="room">
            <div class="section-head">
                <h2 id="room">{page.t(text::ledgers::room)}</h2>
            </div>
            {move || match is_granted.get() {
                None => ().into_any(),
                Some(true) => {
                    view! { <p class="measure">{page.t(text::ledgers::persisted)}</p> }.into_any()
                }
                Some(false) => {
                    view! {
                        <p class="measure">{page.t(text::ledgers::not_persisted)}</p>
                        <div>
                            <button type="button" class="button" on:click=ask>
                                {page.t(text::ledgers::ask)}
                            </button>
                        </div>
                    }
                        .into_any()
                }
            }}
            <p class="quiet small">{live(used)}</p>
        </section>
    }
}
