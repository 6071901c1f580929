//! Keys that work on every screen, except while something is being typed.

use cartera::route::Screen;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::page::{Page, ShellDialog};
use super::shell::PLACES;

/// How long `g` waits for its second letter.
const AFTER_G_MS: f64 = 1500.0;

/// Listens for as long as the page lives.
pub fn listen(page: Page) {
    let after_g = StoredValue::new(f64::NEG_INFINITY);
    let handle = window_event_listener(ev::keydown, move |event| press(page, after_g, &event));
    std::mem::forget(handle);
}

fn press(page: Page, after_g: StoredValue<f64>, event: &KeyboardEvent) {
    if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
        event.prevent_default();
        page.open.set(Some(ShellDialog::Palette));
        return;
    }
    let is_in_dialog = document().query_selector("dialog[open]").ok().flatten().is_some();
    let is_undo = event.key().eq_ignore_ascii_case("z") && !event.shift_key() && !event.alt_key();
    if (event.ctrl_key() || event.meta_key()) && is_undo {
        // In a field it is the field's own.
        if !is_in_dialog && typing_in(event).is_none() {
            event.prevent_default();
            page.toasts.undo_newest(page);
        }
        return;
    }
    if event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || page.open.get_untracked().is_some()
    {
        return;
    }
    if is_in_dialog {
        return;
    }
    if let Some(field) = typing_in(event) {
        if event.key() == "Escape" {
            // What was typed is not thrown away: a second press leaves.
            // An element that is gone has no focus to lose.
            let _ = field.blur();
        }
        return;
    }
    if event.key() == "Escape" {
        escape(page);
        return;
    }
    let key = event.key();
    let since_g_ms = event.time_stamp() - after_g.get_value();
    after_g.set_value(f64::NEG_INFINITY);
    if since_g_ms < AFTER_G_MS {
        if let Some(place) = PLACES.iter().find(|place| place.key == key) {
            event.prevent_default();
            page.address.go_to(place.screen);
        }
        return;
    }
    match key.as_str() {
        "g" => after_g.set_value(event.time_stamp()),
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
        Screen::Statement(id) => Screen::Customer(id),
        Screen::Customer(_) | Screen::NewCustomer => Screen::Customers,
        Screen::Protocol(_) => Screen::Protocols,
        Screen::Invoice(_) | Screen::NewInvoice => Screen::Invoices,
        Screen::Payment(_) | Screen::NewPayment | Screen::Bank | Screen::Cheques => {
            Screen::Payments
        }
        _ => return,
    };
    page.address.back_or(home);
}

/// The field that a key goes to. Boxes to tick take no letters.
pub fn typing_in(event: &KeyboardEvent) -> Option<HtmlElement> {
    let target = event.target()?.dyn_into::<HtmlElement>().ok()?;
    let takes_letters = match target.tag_name().as_str() {
        "INPUT" => !matches!(
            target.get_attribute("type").as_deref(),
            Some("checkbox" | "radio" | "button" | "submit" | "range" | "file")
        ),
        "TEXTAREA" | "SELECT" => true,
        _ => target.is_content_editable(),
    };
    takes_letters.then_some(target)
}
