//! Screen: today. Whom to contact, why, with which words; what came in, what is promised.

mod case;
mod cash;
mod controls;
mod desk;
mod draft;
mod figures;
mod keys;
mod lines;
mod list;
mod load;
mod right;

use std::sync::Arc;

use cartera::route::Screen;
use cartera::text::{self, today as words};
use cartera::views::today as view;
use leptos::prelude::*;

use self::desk::Desk;
use crate::ui::components::PageHead;
use crate::ui::contact::ContactDialog;
use crate::ui::page::use_page;
use crate::ui::reactive::{Memo, Signal};
use crate::ui::shell::href;

/// The screen.
#[component]
pub fn Today() -> impl IntoView {
    let page = use_page();
    let desk = Desk::new(page);
    let shown = Memo::new(move |_| {
        Arc::new(page.ledger.book.with(|book| view::today(book, desk.on.get())))
    });
    let title = move || {
        let (lang, on) = (page.lang.get(), desk.on.get());
        if on == page.ledger.today.get() {
            words::title_of(lang, on)
        } else {
            words::title_of_other(lang, on)
        }
    };
    keys::listen(desk);
    let is_open = Memo::new(move |_| desk.case.get().is_some());
    view! {
        <PageHead title=Signal::derive(title)>
            <a class="button primary only-wide" href=href(Screen::NewPayment)>{page.t(text::shell::new_payment)}</a>
        </PageHead>
        <div class="today stack" class:has-case=move || is_open.get()>
            {move || figures::draw(desk, &shown.get())}
            {controls::draw(desk)}
            <div class="columns">
                <div class="stack worklist">{move || list::draw(desk)}</div>
                {move || {
                    (!is_open.get())
                        .then(|| view! { <div class="stack">{move || right::draw(desk, &shown.get())}</div> })
                }}
            </div>
            {move || is_open.get().then(|| view! { {move || case::draw(desk)} })}
            {move || draft::letter(desk)}
        </div>
        <ContactDialog ask=desk.asks />
    }
}
