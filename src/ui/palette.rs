//! Go anywhere: a customer, an invoice, a screen, an action, by a few letters.

use cartera::route::{Route, Screen, Section};
use cartera::text;
use cartera::text::fold::fold;
use leptos::html;
use leptos::prelude::*;

use super::components::{Choice, Combobox};
use super::page::{Page, ShellDialog, use_page};
use super::shell::PLACES;
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};

/// The palette; `/` and `Ctrl K` open it.
#[component]
pub fn Palette() -> impl IntoView {
    let page = use_page();
    let element = NodeRef::<html::Dialog>::new();
    let is_open = Memo::new(move |_| page.open.get() == Some(ShellDialog::Palette));
    let text = RwSignal::new(String::new());
    effect(move |_| {
        let Some(dialog) = element.get() else { return };
        if is_open.get() {
            text.set(String::new());
            if !dialog.open() {
                // Refused only for a dialog that is not in the document.
                let _ = dialog.show_modal();
            }
        } else if dialog.open() {
            dialog.close();
        }
    });
    let close = move || {
        if is_open.get_untracked() {
            page.open.set(None);
        }
    };
    let go = Callback::new(move |choice: Choice| {
        page.open.set(None);
        page.address.go(&Route::parse(&choice.key));
    });
    let found =
        Signal::derive(move || if is_open.get() { find(page, &text.get()) } else { Vec::new() });
    view! {
        <dialog
            class="palette"
            node_ref=element
            aria-label=page.t(text::shell::search)
            on:close=move |_| close()
            on:click:target=move |event| {
                // A click beside the box falls on the dialog itself.
                if element.get_untracked().is_some_and(|dialog| **dialog == **event.target()) {
                    close();
                }
            }
        >
            {move || {
                is_open.get().then(|| {
                    view! {
                        <Combobox
                            label=Signal::derive(move || text::shell::search(page.lang.get()).to_owned())
                            text=text
                            choices=found
                            on_choose=go
                            placeholder=Signal::derive(move || Some(text::shell::palette_hint(page.lang.get()).to_owned()))
                            always_open=true
                            focus=true
                        />
                        <div role="status">
                            {move || {
                                found
                                    .with(Vec::is_empty)
                                    .then(|| view! { <p class="nothing">{page.t(text::shell::nothing_found)}</p> })
                            }}
                        </div>
                    }
                })
            }}
        </dialog>
    }
}

/// What fits a few letters: customers, then invoices, then screens and actions.
fn find(page: Page, text: &str) -> Vec<Choice> {
    let lang = page.lang.get();
    let wanted = fold(text.trim());
    let fits = |label: &str| wanted.is_empty() || fold(label).contains(&wanted);
    let mut found = Vec::new();
    if !wanted.is_empty() {
        page.ledger.book.with(|book| {
            let customers = book.customers().filter(|(_, entry)| {
                let customer = &entry.customer;
                fits(&customer.legal_name)
                    || fits(&customer.trade_name)
                    || fits(&customer.code)
                    || fits(&customer.tax_id)
            });
            found.extend(customers.take(6).map(|(_, entry)| Choice {
                key: Route::to(Screen::Customer(entry.customer.id)).to_string(),
                label: entry.customer.name().to_owned(),
                note: text::common::customer(lang).to_owned(),
            }));
            let invoices = book.invoices().rev().filter(|(_, entry)| fits(&entry.invoice.number));
            found.extend(invoices.take(6).map(|(_, entry)| Choice {
                key: Route::to(Screen::Invoice(entry.invoice.id)).to_string(),
                label: entry.invoice.number.clone(),
                note: book.customer(entry.customer).customer.name().to_owned(),
            }));
        });
    }
    let screens = PLACES.iter().map(|place| (place.screen, (place.name)(lang)));
    let actions: [(Screen, text::Message); 7] = [
        (Screen::NewInvoice, text::shell::new_invoice),
        (Screen::NewPayment, text::shell::new_payment),
        (Screen::NewCustomer, text::shell::new_customer),
        (Screen::Bank, text::reconcile::title),
        (Screen::Cheques, text::payments::cheques),
        (Screen::Settings(Section::Copies), text::settings::copies),
        (Screen::Settings(Section::History), text::settings::history),
    ];
    let actions = actions.into_iter().map(|(screen, name)| (screen, name(lang)));
    found.extend(actions.chain(screens).filter(|(_, name)| fits(name)).map(|(screen, name)| {
        Choice { key: Route::to(screen).to_string(), label: name.to_owned(), note: String::new() }
    }));
    found
}
