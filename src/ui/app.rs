//! Which screen is shown, and what is shown before there is one.

use cartera::ledger::Book;
use cartera::ledger::journal::JournalError;
use cartera::route::Screen;
use leptos::prelude::*;

use super::boot::{CannotOpen, Opening, ThrownAway};
use super::keyboard;
use super::ledger::{Standing, had_records};
use super::page::{Page, use_page};
use super::pages;
use super::parts::{self, InPart, Shown};
use super::shell::Shell;
use super::toasts::ToastRegion;
use crate::ui::reactive::Memo;

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let page = Page::provide();
    keyboard::listen(page);
    if had_records() {
        // Beside the ledger, not after it.
        page.parts.ask(Shown::Screen(page.address.now().screen).part());
    }
    page.ledger.open_last();
    parts::load_ahead(page);
    parts::keep_copies(page);
    view! {
        {move || match page.ledger.standing.get() {
            Standing::Opening => view! { <Opening /> }.into_any(),
            Standing::Open => view! { <Shell><CurrentScreen /></Shell> }.into_any(),
            Standing::ThrownAway { since_ms } => view! { <ThrownAway since_ms=since_ms /> }.into_any(),
            Standing::Failed(JournalError::Locked) => view! { <InPart shown=Shown::Unlock /> }.into_any(),
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
        here => view! { <InPart shown=Shown::Screen(here) /> }.into_any(),
    }
}
