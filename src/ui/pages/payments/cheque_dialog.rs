//! Noting what happened to a cheque, with its day.

use cartera::ledger::action::step_cheque;
use cartera::ledger::credit::ChequeStep;
use cartera::ledger::record::Deed;
use cartera::ledger::{Id, Money};
use cartera::text::{self, format};
use cartera::views::payment_facts::PaymentFacts;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{focus_on, label, sums};
use crate::ui::components::{DateField, Dialog, FormProblem};
use crate::ui::ledger::NotSaved;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{RwSignal, Signal, effect};
use crate::ui::say_why;

/// Asks on which day a cheque took a step. Shown while it has a cheque and a step.
#[component]
pub fn StepDialog(
    /// The credit that came as a cheque, and the step.
    asked: RwSignal<Option<(Id, ChequeStep)>>,
) -> impl IntoView {
    let page = use_page();
    let open = RwSignal::new(false);
    let day = RwSignal::new(String::new());
    let why = RwSignal::new(None::<String>);
    effect(move |_| {
        if asked.with(Option::is_some) {
            let today = page.ledger.today.get_untracked();
            day.set(format::date_medium(page.lang.get_untracked(), today));
            why.set(None);
            open.set(true);
            focus_on("dialog[open] form input");
        }
    });
    // Closed in any way, it asks about nothing any more.
    effect(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            asked.set(None);
        }
        is
    });
    let title = Signal::derive(move || {
        let lang = page.lang.get();
        let Some((id, step)) = asked.get() else { return String::new() };
        let number = cheque_number(page, id);
        match step {
            ChequeStep::Deposited => text::payment_facts::deposited_title(lang, &number),
            ChequeStep::Cleared => text::payment_facts::cleared_title(lang, &number),
            ChequeStep::Bounced => text::payment_facts::bounced_title(lang, &number),
        }
    });
    let save = move || {
        let Some((id, step)) = asked.get_untracked() else { return };
        let today = page.ledger.today.get_untracked();
        let Some(on) = format::parse_date(&day.get_untracked(), today) else {
            why.set(Some(page.say(text::shell::not_a_date).to_owned()));
            return;
        };
        spawn_local(async move {
            match take_step(page, id, step, on).await {
                Ok(()) => open.set(false),
                Err(refused) => why.set(Some(say_why::words(page, &refused))),
            }
        });
    };
    view! {
        <Dialog open=open title=title>
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                {move || {
                    asked.get().filter(|(_, step)| *step == ChequeStep::Bounced).map(|(id, _)| view! { <p>{reopened(page, id)}</p> })
                }}
                <DateField label=label(page, text::payment_facts::step_day) value=day />
                <FormProblem why=why />
                <div class="form-actions">
                    <button class="button primary" type="submit">{page.t(text::shell::save)}</button>
                    <button class="button quiet" type="button" on:click=move |_| open.set(false)>
                        {page.t(text::shell::cancel)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// Notes a cheque's step and says so, with a way to take it back.
///
/// # Errors
/// Why it is not in the book.
pub async fn take_step(
    page: Page,
    id: Id,
    step: ChequeStep,
    on: NaiveDate,
) -> Result<(), NotSaved> {
    let number = untrack(|| cheque_number(page, id));
    page.ledger.commit(Deed::MovedCheque, |draft| step_cheque(draft, id, step, on)).await?;
    let words = text::payment_facts::step_done(page.lang.get_untracked(), step, &number);
    page.toasts.done(words, page.ledger.last_record());
    Ok(())
}

/// A cheque's number, or a word where it has none.
pub fn cheque_number(page: Page, id: Id) -> String {
    let number = page.ledger.book.with(|book| {
        let entry = book.credit(book.find_credit(id)?);
        entry.credit.cheque().map(|cheque| cheque.number.clone())
    });
    number
        .filter(|number| !number.is_empty())
        .unwrap_or_else(|| text::payment_facts::no_number(page.lang.get()).to_owned())
}

/// What is open again once it bounces.
fn reopened(page: Page, id: Id) -> String {
    let lang = page.lang.get();
    let (reopened, numbers): (Vec<Money>, String) = page.ledger.book.with(|book| {
        let Some(ix) = book.find_credit(id) else { return Default::default() };
        let facts = PaymentFacts::of(book, ix, page.ledger.today.get());
        let numbers = cartera::views::payments::settled_numbers(book, ix).join(", ");
        (facts.settles_now(), numbers)
    });
    if reopened.is_empty() {
        return text::payment_facts::bounce_reopens_nothing(lang).to_owned();
    }
    text::payment_facts::bounce_reopens(lang, &sums(page, &reopened), &numbers)
}
