//! Everything that happened with a customer, newest first.

use std::sync::Arc;

use cartera::ledger::book::{Book, CustomerEntry};
use cartera::ledger::{Ix, Money};
use cartera::route::Screen;
use cartera::text::customers as words;
use cartera::text::format;
use cartera::views::time_line::{Day, Event, Kind, What, narrowed, time_line};
use leptos::prelude::*;

use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{is_narrow, section_head};
use crate::ui::reactive::{Memo, RwSignal};
use crate::ui::shell::href;

/// How many days are shown at first, and many more at a press.
const STEP: usize = 25;

/// How many on a phone, where the summary stands below.
const STEP_NARROW: usize = 8;

/// How many invoices a payment names.
const NAMED: usize = 4;

/// The time line, narrowed by `kind` in the address.
#[component]
pub fn TimeLine(ix: Ix<CustomerEntry>) -> impl IntoView {
    let page = use_page();
    let book = page.ledger.book;
    let kind = page.address.param("kind");
    let kind = Memo::new(move |_| kind.with(|kind| kind.as_deref().and_then(Kind::from_code)));
    let first = if is_narrow().get_untracked() { STEP_NARROW } else { STEP };
    let shown = RwSignal::new(first);
    let all = Memo::new(move |_| {
        let today = page.ledger.today.get();
        Arc::new(book.with(|book| time_line(book, ix, today)))
    });
    let days = Memo::new(move |_| {
        let all = all.get();
        match kind.get() {
            None => all,
            kind => Arc::new(book.with(|book| narrowed(book, &all, kind))),
        }
    });
    let chip = move |which: Option<Kind>| {
        let code = which.map_or("", Kind::code);
        view! {
            <button
                class="chip"
                aria-pressed=move || (kind.get() == which).to_string()
                on:click=move |_| {
                    shown.set(first);
                    page.address.set_param("kind", code);
                }
            >
                {move || which.map_or(words::everything(page.lang.get()), |which| words::kind(page.lang.get(), which))}
            </button>
        }
    };
    view! {
        <section class="time-line">
            {section_head(page, words::movements, ())}
            <div class="chips no-print" role="group" aria-label=page.t(words::narrow)>
                {chip(None)}
                {Kind::ALL.map(|kind| chip(Some(kind))).collect_view()}
            </div>
            {move || {
                let days = days.get();
                let today = page.ledger.today.get();
                let first_past = days.iter().position(|day| day.on <= today).unwrap_or(days.len());
                let end = (first_past + shown.get()).min(days.len());
                book.with(|book| {
                    let list = |days: &[Day]| days.iter().map(|day| one_day(page, book, day)).collect_view();
                    view! {
                        {(first_past > 0).then(|| {
                            view! {
                                <details class="more to-come">
                                    <summary>{words::to_come(page.lang.get(), first_past)}</summary>
                                    <ol class="days">{list(&days[..first_past])}</ol>
                                </details>
                            }
                        })}
                        <ol class="days">{list(&days[first_past..end])}</ol>
                    }
                })
            }}
            {move || {
                let today = page.ledger.today.get();
                let past = days.with(|days| days.iter().filter(|day| day.on <= today).count());
                let left = past > shown.get();
                left.then(|| {
                    view! {
                        <button class="button" on:click=move |_| shown.update(|shown| *shown += 4 * STEP)>
                            {page.t(words::show_more)}
                        </button>
                    }
                })
            }}
            {move || {
                days.with(|days| days.is_empty())
                    .then(|| {
                        let none = if kind.get().is_some() { words::nothing_of_kind } else { words::nothing_yet };
                        view! { <p class="quiet">{page.t(none)}</p> }
                    })
            }}
        </section>
    }
}

fn one_day(page: Page, book: &Book, day: &Day) -> AnyView {
    let lang = page.lang.get();
    let balances = day
        .balances
        .iter()
        .map(|balance| {
            let text = words::balance_after(lang, &page.money(*balance));
            view! { <span class="after">{text}</span> }
        })
        .collect_view();
    let events = if day.events.is_empty() {
        view! { <li><span class="what">{words::reapplied(lang)}</span></li> }.into_any()
    } else {
        day.events.iter().map(|event| line(page, book, event, day)).collect_view().into_any()
    };
    view! {
        <li class="day">
            <div class="on">
                <time datetime=format::iso(day.on)>{page.date(day.on)}</time>
                {balances}
            </div>
            <ul class="lines">{events}</ul>
        </li>
    }
    .into_any()
}

fn line(page: Page, book: &Book, event: &Event, day: &Day) -> AnyView {
    let moves = !matches!(
        event.what,
        What::Due(_)
            | What::PostDated(_)
            | What::Cheque(
                _,
                cartera::ledger::credit::ChequeStep::Deposited
                    | cartera::ledger::credit::ChequeStep::Cleared
            )
    );
    let is_bad =
        matches!(event.what, What::Cheque(_, cartera::ledger::credit::ChequeStep::Bounced));
    view! {
        <li>
            <span class="what">
                <a class="door" class:late=is_bad href=href(door(book, &event.what))>
                    {words::event(page.lang.get(), book, &event.what)}
                </a>
                <small>{detail(page, book, event, day)}</small>
            </span>
            <span class="amount" class:quiet=!moves>{page.money(event.amount)}</span>
        </li>
    }
    .into_any()
}

/// Where a line leads.
fn door(book: &Book, what: &What) -> Screen {
    match what {
        What::Issued(ix) | What::Cancelled(ix) => Screen::Invoice(book.invoice(*ix).invoice.id),
        What::Due(ix) => Screen::Invoice(book.invoice(book.item(*ix).invoice).invoice.id),
        What::Credited(ix, _) | What::PostDated(ix) | What::Cheque(ix, _) | What::Refunded(ix) => {
            Screen::Payment(book.credit(*ix).credit.id)
        }
    }
}

/// The quiet line under what happened.
fn detail(page: Page, book: &Book, event: &Event, day: &Day) -> String {
    let lang = page.lang.get();
    match &event.what {
        What::Issued(ix) => {
            let due = book.invoice(*ix).last_due_on();
            cartera::text::invoices::due_on(lang, &page.date(due))
        }
        What::Cancelled(ix) => {
            let cancelled = book.invoice(*ix).cancelled.as_ref();
            cancelled.map(|cancelled| cancelled.reason.clone()).unwrap_or_default()
        }
        What::Due(_) if day.on <= page.ledger.today.get() => words::open_then(lang).to_owned(),
        What::Due(_) => String::new(),
        What::Credited(ix, settled) => {
            let reference = &book.credit(*ix).credit.reference;
            let applied = applied(page, book, settled);
            if reference.is_empty() { applied } else { format!("{reference} · {applied}") }
        }
        What::PostDated(ix) => {
            words::counts_from(lang, &page.date(book.credit(*ix).effective_on()))
        }
        What::Cheque(ix, _) => {
            book.credit(*ix).credit.cheque().map(|cheque| cheque.bank.clone()).unwrap_or_default()
        }
        What::Refunded(ix) => book.credit(*ix).credit.reference.clone(),
    }
}

fn applied(
    page: Page,
    book: &Book,
    settled: &[(Ix<cartera::ledger::book::InvoiceEntry>, Money)],
) -> String {
    let lang = page.lang.get();
    if settled.is_empty() {
        return words::not_applied(lang).to_owned();
    }
    let mut list = String::new();
    for (ix, amount) in settled.iter().take(NAMED) {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(&book.invoice(*ix).invoice.number);
        if settled.len() > 1 {
            list.push_str(" (");
            list.push_str(&page.money(*amount));
            list.push(')');
        }
    }
    if settled.len() > NAMED {
        list.push(' ');
        list.push_str(&words::more_currencies(lang, settled.len() - NAMED));
    }
    words::applied_to(lang, &list)
}
