//! The first visit: three ways in, and where the data lives.

use cartera::route::{Screen, Section};
use cartera::text;
use icondata_lu::{LuFilePlus, LuFileUp, LuLock, LuSparkles};
use leptos::prelude::*;

use super::LanguageSwitch;
use crate::ui::components::Icon;
use crate::ui::ledgers::enter_demo;
use crate::ui::page::use_page;
use crate::ui::reactive::{effect, live};
use crate::ui::shell::href;

/// What a ledger without anything in it shows.
#[component]
pub fn Welcome() -> impl IntoView {
    let page = use_page();
    effect(move |_| document().set_title("Cartera"));
    let demo_more = move || {
        let lang = page.lang.get();
        if page.ledger.moving.get() {
            text::ledgers::preparing_demo(lang)
        } else {
            text::welcome::demo_more(lang)
        }
    };
    view! {
        <section class="welcome">
            <div class="welcome-head">
                <h1 tabindex="-1">{page.t(text::welcome::title)}</h1>
                <p class="lead">{page.t(text::welcome::lead)}</p>
            </div>
            <div class="ways">
                <a class="way" href=href(Screen::Import)>
                    <Icon icon=LuFileUp />
                    <span class="strong">{page.t(text::welcome::import)}</span>
                    <small>{page.t(text::welcome::import_more)}</small>
                </a>
                <a class="way" href=href(Screen::NewInvoice)>
                    <Icon icon=LuFilePlus />
                    <span class="strong">{page.t(text::welcome::invoice)}</span>
                    <small>{page.t(text::welcome::invoice_more)}</small>
                </a>
                <button
                    class="way"
                    aria-busy=move || page.ledger.moving.get().to_string()
                    on:click=move |_| enter_demo(page)
                >
                    <Icon icon=LuSparkles />
                    <span class="strong">{page.t(text::welcome::demo)}</span>
                    <small role="status">{live(demo_more)}</small>
                </button>
            </div>
            <p class="where-it-lives">
                <Icon icon=LuLock />
                <span>{page.t(text::welcome::where_it_lives)}</span>
            </p>
            <div class="welcome-foot">
                <a class="link" href=href(Screen::Settings(Section::Copies))>{page.t(text::welcome::restore)}</a>
                <LanguageSwitch />
            </div>
        </section>
    }
}
