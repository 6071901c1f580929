//! Everything that happened with a customer, newest first.

use std::sync::Arc;

use cartera::ledger::book::{Book, CustomerEntry};
use cartera::ledger::dealing::What as Dealt;
use cartera::ledger::protocol::Channel;
use cartera::ledger::{Id, Ix, Money};
use cartera::route::Screen;
use cartera::text::{customers as words, dealings as dealing_words, dunning, format};
use cartera::views::time_line::{Day, Event, Kind, What, kinds_of, narrowed, time_line};
use cartera::views::told::Told;
use icondata_lu::{LuMail, LuMessageCircle, LuNotebookPen, LuPhone};
use leptos::prelude::*;

use crate::ui::components::Icon;
use crate::ui::contact::ContactAsk;
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{focus_first, is_narrow, section_head};
use crate::ui::pages::dealings::{state_badge, teller};
use crate::ui::reactive::{Memo, RwSignal, live};
use crate::ui::shell::href;

/// How many days are shown at first, and many more at a press.
const STEP: usize = 25;

/// How many on a phone, where the summary stands below.
const STEP_NARROW: usize = 8;

/// How many invoices a payment names.
const NAMED: usize = 4;

/// The time line, narrowed by `kind` in the address.
#[component]
pub fn TimeLine(
    /// Whose.
    ix: Ix<CustomerEntry>,
    /// The dialog that notes a contact.
    contact: RwSignal<Option<ContactAsk>>,
) -> impl IntoView {
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
    let kinds = Memo::new(move |_| {
        let mut kinds = all.with(|all| book.with(|book| kinds_of(book, all)));
        // What was chosen stays in sight, so that it can be left.
        kinds.extend(kind.get().filter(|kind| !kinds.contains(kind)));
        kinds
    });
    let chips = move || {
        let chosen = kind.get();
        let offered = kinds.get();
        // One kind needs no choosing.
        if offered.len() < 2 {
            return ().into_any();
        }
        let lang = page.lang.get();
        let offered = std::iter::once(None).chain(offered.into_iter().map(Some));
        let chip = |which: Option<Kind>| {
            let code = which.map_or("", Kind::code);
            let word = which.map_or(words::everything(lang), |which| words::kind(lang, which));
            view! {
                <button
                    class="chip"
                    aria-pressed=(chosen == which).to_string()
                    on:click=move |_| {
                        shown.set(first);
                        page.address.set_param("kind", code);
                        focus_first(".time-line .chip[aria-pressed='true']");
                    }
                >
                    {word}
                </button>
            }
            .into_any()
        };
        let chips: Vec<AnyView> = offered.map(chip).collect();
        view! {
            <div class="chips no-print" role="group" aria-label=words::narrow(lang)>{chips}</div>
        }
        .into_any()
    };
    view! {
        <section class="time-line">
            {section_head(page, words::movements, note_down(page, ix, contact))}
            {chips}
            {move || {
                let days = days.get();
                let today = page.ledger.today.get();
                let first_past = days.iter().position(|day| day.on <= today).unwrap_or(days.len());
                let end = (first_past + shown.get()).min(days.len());
                book.with(|book| {
                    let list = |days: &[Day]| days.iter().map(|day| one_day(page, book, day, contact)).collect_view();
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

/// Buttons that note a contact.
fn note_down(page: Page, ix: Ix<CustomerEntry>, contact: RwSignal<Option<ContactAsk>>) -> AnyView {
    let ways = [
        (Some(Channel::Call), LuPhone),
        (Some(Channel::WhatsApp), LuMessageCircle),
        (Some(Channel::Email), LuMail),
        (None, LuNotebookPen),
    ];
    let button = |(channel, icon): (Option<Channel>, icondata_core::Icon)| {
        let name = move || {
            let lang = page.lang.get();
            channel.map_or(dunning::note(lang), |channel| dunning::channel(lang, channel))
        };
        let ask = move |_| {
            let customer = page.ledger.book.with_untracked(|book| book.customer(ix).customer.id);
            contact.set(Some(ContactAsk { channel, ..about(customer) }));
        };
        view! {
            <button class="button small" on:click=ask>
                <Icon icon=icon />
                {live(name)}
            </button>
        }
        .into_any()
    };
    let buttons: Vec<AnyView> = ways.into_iter().map(button).collect();
    view! {
        <div class="note-down no-print" role="group" aria-label=page.t(dealing_words::note_down)>
            <span class="quiet" aria-hidden="true">{page.t(dealing_words::note_down)}</span>
            {buttons}
        </div>
    }
    .into_any()
}

/// A contact with a customer about nothing in particular.
fn about(customer: Id) -> ContactAsk {
    ContactAsk {
        customer,
        items: Vec::new(),
        step: None,
        channel: None,
        outcome: None,
        corrects: None,
    }
}

fn one_day(page: Page, book: &Book, day: &Day, contact: RwSignal<Option<ContactAsk>>) -> AnyView {
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
        day.events
            .iter()
            .map(|event| line(page, book, event, day, contact))
            .collect_view()
            .into_any()
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

fn line(
    page: Page,
    book: &Book,
    event: &Event,
    day: &Day,
    contact: RwSignal<Option<ContactAsk>>,
) -> AnyView {
    let told = match event.what {
        What::Dealt(id) => teller(page, book).tell(id),
        What::Ended(id) => teller(page, book).tell_end(id),
        What::Broken(id) => teller(page, book).tell_broken(id),
        _ => None,
    };
    if let Some(told) = told {
        return dealt(page, book, event, told, contact);
    }
    let moves = !matches!(
        event.what,
        What::Due(_)
            | What::PostDated(_)
            | What::Promised(_)
            | What::Part(..)
            | What::Cheque(
                _,
                cartera::ledger::credit::ChequeStep::Deposited
                    | cartera::ledger::credit::ChequeStep::Cleared
            )
    );
    let is_bad =
        matches!(event.what, What::Cheque(_, cartera::ledger::credit::ChequeStep::Bounced));
    let name = words::event(page.lang.get(), book, &event.what);
    let name = match door(book, &event.what) {
        Some(to) => view! { <a class="door" class:late=is_bad href=href(to)>{name}</a> }.into_any(),
        None => view! { <span class="strong">{name}</span> }.into_any(),
    };
    view! {
        <li>
            <span class="what">
                {name}
                <small>{detail(page, book, event, day)}</small>
            </span>
            <span class="amount" class:quiet=!moves>{event.amount.map(|amount| page.money(amount))}</span>
        </li>
    }
    .into_any()
}

/// Something said or agreed.
fn dealt(
    page: Page,
    book: &Book,
    event: &Event,
    told: Told,
    contact: RwSignal<Option<ContactAsk>>,
) -> AnyView {
    let lang = page.lang.get();
    let is_bad = matches!(event.what, What::Broken(_));
    let is_corrected = told.corrected_by.is_some();
    let correct = match event.what {
        What::Dealt(id) if !is_corrected => book.find_dealing(id).and_then(|(ix, entry)| {
            let Dealt::Contact(before) = &entry.dealing.what else { return None };
            let ask = ContactAsk {
                items: before.items.clone(),
                step: before.step,
                channel: before.channel,
                corrects: Some(id),
                ..about(book.customer(ix).customer.id)
            };
            Some(view! {
                <button class="button small quiet no-print correct" on:click=move |_| contact.set(Some(ask.clone()))>
                    {dealing_words::correct(lang)}
                </button>
            })
        }),
        _ => None,
    };
    let amount = told.amount.or(event.amount).map(|amount| page.money(amount));
    let title = if is_corrected {
        view! { <s class="strong">{told.title}</s> }.into_any()
    } else {
        view! { <span class="strong" class:late=is_bad>{told.title}</span> }.into_any()
    };
    view! {
        <li class="dealt" class:corrected=is_corrected>
            <span class="what">
                {title}
                " "
                {told.state.map(state_badge)}
                {told.corrected_by.map(|by| view! { <span class="correction">{by}</span> })}
                <small>{told.details.join(" · ")}</small>
                {(!told.said.is_empty()).then(|| view! { <q class="said">{told.said}</q> })}
            </span>
            {correct}
            {amount.map(|amount| view! { <span class="amount quiet">{amount}</span> })}
        </li>
    }
    .into_any()
}

/// Where a line leads; what was said stands here and nowhere else.
fn door(book: &Book, what: &What) -> Option<Screen> {
    let to = match what {
        What::Issued(ix) | What::Cancelled(ix) => Screen::Invoice(book.invoice(*ix).invoice.id),
        What::Due(ix) => Screen::Invoice(book.invoice(book.item(*ix).invoice).invoice.id),
        What::Credited(ix, _) | What::PostDated(ix) | What::Cheque(ix, _) | What::Refunded(ix) => {
            Screen::Payment(book.credit(*ix).credit.id)
        }
        What::Dealt(_) | What::Ended(_) | What::Broken(_) | What::Promised(_) | What::Part(..) => {
            return None;
        }
    };
    Some(to)
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
        What::Promised(id) | What::Part(id, _) => {
            let items = book.find_dealing(*id).map(|(_, entry)| entry.dealing.what.items());
            items.map(|items| teller(page, book).about(items)).unwrap_or_default()
        }
        What::Dealt(_) | What::Ended(_) | What::Broken(_) => String::new(),
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
