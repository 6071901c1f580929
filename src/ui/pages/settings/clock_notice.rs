//! What is said when the device's clock stands before what was recorded.

use cartera::browser::clock;
use cartera::text::{self, format};
use cartera::views::device_clock::is_behind;
use leptos::prelude::*;

use crate::ui::page::use_page;
use crate::ui::reactive::{Memo, live};
use crate::ui::shell::reload;

/// Says that the device's day cannot be right. Nothing is refused: records keep their order
/// whatever the clock says, and only what is counted from today is wrong.
#[component]
pub fn ClockNotice() -> impl IntoView {
    let page = use_page();
    let recorded = Memo::new(move |_| {
        let head = page.ledger.book.with(|book| book.head().map(|head| head.id));
        let last = head.map(|id| clock::day_of(id.at_ms()))?;
        is_behind(page.ledger.today.get(), last).then_some(last)
    });
    move || {
        let last = recorded.get()?;
        let words = move || {
            let lang = page.lang.get();
            let day = |day| format::date_long(lang, day);
            text::storage::clock_behind(lang, &day(page.ledger.today.get()), &day(last))
        };
        Some(view! {
            <div class="notice problem" role="alert">
                <p>{live(words)}</p>
                <button class="button small" on:click=|_| reload()>{page.t(text::storage::reload)}</button>
            </div>
        })
    }
}
