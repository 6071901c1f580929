//! The first visit: three ways in, and where the data lives.

use cartera::route::Screen;
use cartera::text;
use icondata_lu::{LuFilePlus, LuFileUp, LuSparkles};
use leptos::prelude::*;

use crate::ui::components::Icon;
use crate::ui::ledgers::enter_demo;
use crate::ui::page::use_page;
use crate::ui::shell::href;

/// What a ledger without anything in it shows.
#[component]
pub fn Welcome() -> impl IntoView {
    let page = use_page();
    Effect::new(move |_| document().set_title("Cartera"));
    view! {
        <section class="welcome">
            <h1 tabindex="-1">{page.t(text::welcome::title)}</h1>
            <p class="lead">{page.t(text::welcome::lead)}</p>
            <div class="ways">
                <a class="way" href=href(Screen::Import)>
                    <Icon icon=LuFileUp />
                    <span class="strong">{page.t(text::welcome::import)}</span>
                    <small>{page.t(text::welcome::import_more)}</small>
                </a>
                <button class="way" on:click=move |_| enter_demo(page)>
                    <Icon icon=LuSparkles />
                    <span class="strong">{page.t(text::welcome::demo)}</span>
                    <small>{page.t(text::welcome::demo_more)}</small>
                </button>
                <a class="way" href=href(Screen::NewInvoice)>
                    <Icon icon=LuFilePlus />
                    <span class="strong">{page.t(text::welcome::invoice)}</span>
                    <small>{page.t(text::welcome::invoice_more)}</small>
                </a>
            </div>
            <p class="small quiet measure">{page.t(text::welcome::where_it_lives)}</p>
        </section>
    }
}
