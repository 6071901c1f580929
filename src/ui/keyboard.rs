//! Keys that work on every screen, except while something is being typed.

use cartera::route::Screen;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::page::{Page, ShellDialog};
use super::shell::PLACES;

/// Listens for as long as the page lives.
pub fn listen(page: Page) {
    let after_g = StoredValue::new(false);
    let handle = window_event_listener(ev::keydown, move |event| press(page, after_g, &event));
    std::mem::forget(handle);
}

fn press(page: Page, after_g: StoredValue<bool>, event: &KeyboardEvent) {
    if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
        event.prevent_default();
        page.open.set(Some(ShellDialog::Palette));
        return;
    }
    if event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || page.open.get_untracked().is_some()
    {
        return;
    }
    let is_in_dialog = document().query_selector("dialog[open]").ok().flatten().is_some();
    if is_in_dialog {
        return;
    }
    if event.key() == "Escape" {
        escape(page);
        return;
    }
    if is_typing(event) {
        return;
    }
    let key = event.key();
    if after_g.get_value() {
        after_g.set_value(false);
        if let Some(place) = PLACES.iter().find(|place| place.key == key) {
            event.prevent_default();
            page.address.go_to(place.screen);
        }
        return;
    }
    match key.as_str() {
        "g" => after_g.set_value(true),
        "/" => {
            event.prevent_default();
            page.open.set(Some(ShellDialog::Palette));
        }
        "?" => page.open.set(Some(ShellDialog::Keys)),
        "n" => {
            event.prevent_default();
            page.address.go_to(Screen::NewInvoice);
        }
        "p" => {
            event.prevent_default();
            page.address.go_to(Screen::NewPayment);
        }
        _ => {}
    }
}

/// Leaves what is open for the list it came from.
fn escape(page: Page) {
    let home = match page.address.screen().get_untracked() {
        Screen::Customer(_) | Screen::NewCustomer => Screen::Customers,
        Screen::Invoice(_) | Screen::NewInvoice => Screen::Invoices,
        Screen::Payment(_) | Screen::NewPayment | Screen::Cheques => Screen::Payments,
        _ => return,
    };
    page.address.back_or(home);
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || target.is_content_editable()
    })
}
