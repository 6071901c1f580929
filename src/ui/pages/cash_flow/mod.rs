//! Screen: cash flow. When the money comes in, how certain that is, and whether it suffices.

mod behind;
mod chart;
mod controls;
mod desk;
mod head;
mod plans;
mod review;
mod slices;
mod table;

use cartera::route::Screen;
use cartera::text::{self, cash_flow as words};
use leptos::prelude::*;

use self::desk::Desk;
use self::plans::Asks;
use crate::ui::components::{Empty, PageHead};
use crate::ui::page::use_page;
use crate::ui::pages::controls::label;
use crate::ui::reactive::{Memo, RwSignal};
use crate::ui::shell::href;

pub use chart::names;
pub use head::stressed as strong_parts;
pub use slices::project_in_slices;

/// The screen.
#[component]
pub fn CashFlow() -> impl IntoView {
    let page = use_page();
    let desk = Desk::new(page);
    let asks = RwSignal::new(None::<Asks>);
    let is_empty =
        Memo::new(move |_| page.ledger.book.with(|book| book.invoices().next().is_none()));
    view! {
        <PageHead title=label(page, words::title)>
            <button class="button primary only-wide" on:click=move |_| asks.set(Some(Asks::Flow(None)))>
                {page.t(words::plan)}
            </button>
        </PageHead>
        <div class="cash-flow-screen stack">
            {move || {
                if is_empty.get() {
                    view! {
                        <Empty title=label(page, words::empty_title) text=label(page, words::empty)>
                            <a class="button primary" href=href(Screen::NewInvoice)>{page.t(text::shell::new_invoice)}</a>
                            <a class="button" href=href(Screen::Import)>{page.t(text::shell::import)}</a>
                        </Empty>
                    }
                    .into_any()
                } else {
                    view! {
                        <head::Headline desk=desk asks=asks />
                        <controls::Controls desk=desk />
                        <head::Figures desk=desk />
                        <chart::Chart desk=desk />
                        <table::Table desk=desk />
                    }
                    .into_any()
                }
            }}
            <div class="columns">
                <plans::Plans desk=desk asks=asks />
                {move || (!is_empty.get()).then(|| view! { <review::Review desk=desk /> })}
            </div>
        </div>
        <behind::Behind desk=desk />
        <plans::PlanDialogs asks=asks />
    }
}
