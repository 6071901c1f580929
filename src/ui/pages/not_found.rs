//! An address that leads nowhere.

use cartera::route::Screen;
use cartera::text;
use leptos::prelude::*;

use crate::ui::components::Empty;
use crate::ui::page::use_page;
use crate::ui::reactive::Signal;
use crate::ui::shell::href;

/// Says so, and offers a way on.
#[component]
pub fn NotFound() -> impl IntoView {
    let page = use_page();
    view! {
        <h1 class="visually-hidden" tabindex="-1">{page.t(text::shell::not_found_title)}</h1>
        <Empty
            title=Signal::derive(move || text::shell::not_found_title(page.lang.get()).to_owned())
            text=Signal::derive(move || text::shell::not_found(page.lang.get()).to_owned())
        >
            <a class="button primary" href=href(Screen::Today)>{page.t(text::shell::today)}</a>
        </Empty>
    }
}
