//! Screen: today. What is late and what falls due, what came in, what waits.

mod figures;
mod left;
mod lines;
mod right;

use std::sync::Arc;

use cartera::route::Screen;
use cartera::text::{self, today as words};
use cartera::views::today as view;
use leptos::prelude::*;

use crate::ui::components::PageHead;
use crate::ui::page::use_page;
use crate::ui::reactive::{Memo, Signal};
use crate::ui::shell::href;

/// The screen.
#[component]
pub fn Today() -> impl IntoView {
    let page = use_page();
    let ledger = page.ledger;
    let shown = Memo::new(move |_| {
        Arc::new(ledger.book.with(|book| view::today(book, ledger.today.get())))
    });
    let title = move || words::title_of(page.lang.get(), ledger.today.get());
    view! {
        <PageHead title=Signal::derive(title)>
            <a class="button primary only-wide" href=href(Screen::NewPayment)>{page.t(text::shell::new_payment)}</a>
        </PageHead>
        <div class="today stack">
            {move || figures::draw(page, &shown.get())}
            <div class="columns">
                <div class="stack">{move || left::draw(page, &shown.get())}</div>
                <div class="stack">{move || right::draw(page, &shown.get())}</div>
            </div>
        </div>
    }
}
