//! Cancelling an invoice, and taking back what settled it.

use cartera::ledger::action::{cancel_invoice, take_back};
use cartera::ledger::record::Deed;
use cartera::ledger::{Id, Money, Refusal};
use cartera::text::{self, format, invoices as words};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::components::{DateField, Dialog, FormProblem, TextField};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{focus_first, label};
use crate::ui::reactive::{RwSignal, Signal, effect};
use crate::ui::say_why;

/// An allocation that is to be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct TakingBack {
    /// Which.
    pub allocation: Id,
    /// The day it took effect.
    pub from: NaiveDate,
    /// What it settles.
    pub settled: Money,
    /// The invoice's number.
    pub number: String,
}

/// Asks from which day and why an invoice is cancelled.
#[component]
pub fn CancelDialog(
    id: Id,
    #[prop(into)] number: Signal<String>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let page = use_page();
    let title = move || number.with(|number| words::cancel_title(page.lang.get(), number));
    view! {
        <Dialog open=open title=Signal::derive(title)>
            {move || {
                let day = RwSignal::new(page.date(page.ledger.today.get_untracked()));
                let reason = RwSignal::new(String::new());
                let why = RwSignal::new(None::<String>);
                let bad_day = RwSignal::new(None::<String>);
                let save = move |event: web_sys::SubmitEvent| {
                    event.prevent_default();
                    let Some(on) = read_day(page, day, bad_day) else { return };
                    let told = words::cancelled_now(page.lang.get_untracked(), &number.get_untracked());
                    let reason = reason.get_untracked().trim().to_owned();
                    commit(page, Deed::CancelledInvoice, told, why, open, move |draft| {
                        cancel_invoice(draft, id, on, reason.clone())
                    });
                };
                view! {
                    <form class="form" novalidate=true on:submit=save>
                        <p class="quiet">{page.t(words::cancel_about)}</p>
                        <DateField label=label(page, words::cancel_on) value=day problem=bad_day />
                        <TextField label=label(page, words::cancel_reason) value=reason focus=true />
                        <FormProblem why=why />
                        <div class="form-actions">
                            <button class="button primary" type="submit">{page.t(words::cancel_do)}</button>
                            <button class="button" type="button" on:click=move |_| open.set(false)>{page.t(words::keep)}</button>
                        </div>
                    </form>
                }
            }}
        </Dialog>
    }
}

/// Asks from which day an allocation does not count any more.
#[component]
pub fn TakeBackDialog(what: RwSignal<Option<TakingBack>>) -> impl IntoView {
    let page = use_page();
    // The dialog shows and closes by a switch of its own.
    let open = RwSignal::new(false);
    effect(move |_| open.set(what.with(Option::is_some)));
    effect(move |_| {
        if !open.get() && what.with_untracked(Option::is_some) {
            what.set(None);
        }
    });
    view! {
        <Dialog open=open title=label(page, words::take_back_title)>
            {move || {
                what.get().map(|taking| {
                    focus_first("dialog[open] .input");
                    let lang = page.lang.get_untracked();
                    let about = words::take_back_about(lang, &page.money(taking.settled), &taking.number);
                    let hint = words::take_back_hint(lang, &page.date(taking.from));
                    let day = RwSignal::new(page.date(page.ledger.today.get_untracked().max(taking.from)));
                    let why = RwSignal::new(None::<String>);
                    let bad_day = RwSignal::new(None::<String>);
                    let allocation = taking.allocation;
                    let save = move |event: web_sys::SubmitEvent| {
                        event.prevent_default();
                        let Some(on) = read_day(page, day, bad_day) else { return };
                        let told = page.say(words::taken_back).to_owned();
                        commit(page, Deed::ChangedAllocation, told, why, open, move |draft| take_back(draft, allocation, on));
                    };
                    view! {
                        <form class="form" novalidate=true on:submit=save>
                            <p>{about}</p>
                            <DateField label=label(page, words::cancel_on) value=day problem=bad_day />
                            <p class="quiet small">{hint}</p>
                            <FormProblem why=why />
                            <div class="form-actions">
                                <button class="button primary" type="submit">{page.t(words::take_back_do)}</button>
                                <button class="button" type="button" on:click=move |_| open.set(false)>{page.t(text::shell::cancel)}</button>
                            </div>
                        </form>
                    }
                })
            }}
        </Dialog>
    }
}

fn read_day(
    page: Page,
    day: RwSignal<String>,
    problem: RwSignal<Option<String>>,
) -> Option<NaiveDate> {
    let read = day.with_untracked(|day| format::parse_date(day, page.ledger.today.get_untracked()));
    problem.set(read.is_none().then(|| page.say(text::shell::not_a_date).to_owned()));
    read
}

/// Does it, says so and closes the dialog; where it is refused, the reason stands in it.
fn commit(
    page: Page,
    deed: Deed,
    told: String,
    why: RwSignal<Option<String>>,
    open: RwSignal<bool>,
    act: impl Fn(&mut cartera::ledger::action::Draft) -> Result<(), Refusal> + 'static,
) {
    spawn_local(async move {
        match page.ledger.commit(deed, act).await {
            Ok(()) => {
                open.set(false);
                page.toasts.done(told, page.ledger.last_record());
            }
            Err(refused) => why.set(Some(say_why::words(page, &refused))),
        }
    });
}
