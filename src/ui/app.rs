//! Which screen is shown, and what is shown before there is one.

use cartera::ledger::Book;
use cartera::route::Screen;
use cartera::text;
use leptos::prelude::*;

use super::boot::{CannotOpen, Opening, ThrownAway};
use super::components::Empty;
use super::keyboard;
use super::ledger::Standing;
use super::page::{Page, use_page};
use super::pages;
use super::shell::{Shell, href};
use super::toasts::ToastRegion;
use crate::ui::reactive::{Memo, Signal};

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let page = Page::provide();
    keyboard::listen(page);
    page.ledger.open_last();
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
        Screen::Today => view! { <pages::Today /> }.into_any(),
        Screen::Receivables => view! { <pages::Receivables /> }.into_any(),
        Screen::Customers => view! { <pages::Customers /> }.into_any(),
        Screen::NewCustomer => view! { <pages::NewCustomer /> }.into_any(),
        Screen::Customer(id) => view! { <pages::Customer id=id /> }.into_any(),
        Screen::Invoices => view! { <pages::Invoices /> }.into_any(),
        Screen::NewInvoice => view! { <pages::NewInvoice /> }.into_any(),
        Screen::Invoice(id) => view! { <pages::Invoice id=id /> }.into_any(),
        Screen::Payments => view! { <pages::Payments /> }.into_any(),
        Screen::NewPayment => view! { <pages::NewPayment /> }.into_any(),
        Screen::Payment(id) => view! { <pages::Payment id=id /> }.into_any(),
        Screen::Cheques => view! { <pages::Cheques /> }.into_any(),
        Screen::Import => view! { <pages::Import /> }.into_any(),
        Screen::Settings(section) => view! { <pages::Settings section=section /> }.into_any(),
        Screen::NotFound => view! { <NotFound /> }.into_any(),
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
