//! Which screen is shown, and what is shown before there is one.

use cartera::ledger::Book;
use cartera::route::Screen;
use cartera::text;
use leptos::prelude::*;

use super::boot::{CannotOpen, Opening, ThrownAway};
use super::components::Empty;
use super::keyboard;
use super::ledger::{Standing, had_records};
use super::page::{Page, use_page};
use super::pages;
use super::parts::{self, InPart, Part};
use super::shell::{Shell, href};
use super::toasts::ToastRegion;

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let page = Page::provide();
    keyboard::listen(page);
    if let Some(part) = Part::of(page.address.now().screen).filter(|_| had_records()) {
        // Beside the ledger, not after it.
        page.parts.ask(part);
    }
    page.ledger.open_last();
    parts::load_ahead(page);
    view! {
        {move || match page.ledger.standing.get() {
            Standing::Opening => view! { <Opening /> }.into_any(),
            Standing::Open => view! { <Shell><CurrentScreen /></Shell> }.into_any(),
            Standing::ThrownAway { since_ms } => view! { <ThrownAway since_ms=since_ms /> }.into_any(),
            Standing::Failed(error) => view! { <CannotOpen error=error /> }.into_any(),
        }}
        <ToastRegion />
    }
}

#[component]
fn CurrentScreen() -> impl IntoView {
    let page = use_page();
    let screen = page.address.screen();
    let is_new = Memo::new(move |_| page.ledger.book.with(Book::is_empty));
    move || match screen.get() {
        Screen::Today
        | Screen::Receivables
        | Screen::Customers
        | Screen::Invoices
        | Screen::Payments
            if is_new.get() =>
        {
            view! { <pages::Welcome /> }.into_any()
        }
        here => match Part::of(here) {
            Some(part) => view! { <InPart part=part screen=here /> }.into_any(),
            None => view! { <NotFound /> }.into_any(),
        },
    }
}

#[component]
fn NotFound() -> impl IntoView {
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
