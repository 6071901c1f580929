//! Screens: payments and other credits.

mod allocation;
mod cheque_dialog;
mod cheques;
mod dialogs;
mod extras;
mod fields;
mod list;
mod new;
mod one;

use cartera::ledger::Money;
use cartera::text::Lang;
use leptos::prelude::*;

use crate::ui::page::Page;
use crate::ui::reactive::Signal;

pub use cheques::Cheques;
pub use fields::customers_like;
pub use list::Payments;
pub use new::NewPayment;
pub use one::Payment;

/// A message for a part that keeps its words as text.
fn label(page: Page, message: fn(Lang) -> &'static str) -> Signal<String> {
    Signal::derive(move || message(page.lang.get()).to_owned())
}

/// Sums of several currencies, one after the other and never added.
fn sums(page: Page, sums: &[Money]) -> String {
    sums.iter().map(|&sum| page.money(sum)).collect::<Vec<_>>().join(" · ")
}

/// Puts the focus on the first element that fits, once it is drawn.
pub fn focus_on(selector: &'static str) {
    request_animation_frame(move || {
        // What is gone or not there takes no focus; nothing is lost.
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|element| {
            wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(element).ok()
        }) {
            let _ = element.focus();
        }
    });
}
