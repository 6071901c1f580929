//! One invoice: how it stands, what settled it, what can be done with it.

use std::sync::Arc;

use cartera::ledger::book::{Book, InvoiceEntry};
use cartera::ledger::invoice::{Delivery, Invoice as Document};
use cartera::ledger::{Id, Ix, Money};
use cartera::route::{Route, Screen};
use cartera::text::{self, Lang, common, customers, format, invoices as words};
use cartera::views::collecting::invoice_marks;
use cartera::views::invoice::{
    Settlement, charges_for, early_discount, exchange_total, settlements,
};
use cartera::views::invoices::{InvoiceLine, State, invoice_line};
use leptos::prelude::*;

use super::dialogs::{CancelDialog, TakeBackDialog, TakingBack};
use super::form::EditInvoice;
use super::list::state_badge;
use super::{interest, plan};
use crate::ui::components::{AgeBadge, Figure, PageHead};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{gone, label, link, pair, section_head};
use crate::ui::pages::dealings::{DealingAsk, DealingDialog};
use crate::ui::reactive::{Memo, RwSignal, Signal};
use crate::ui::shell::href;

/// One invoice; with `edit` in the address, the form that corrects it.
#[component]
pub fn Invoice(id: Id) -> impl IntoView {
    let page = use_page();
    let is_editing = page.address.param("edit");
    let found = Memo::new(move |_| page.ledger.book.with(|book| book.find_invoice(id)));
    move || match (found.get(), is_editing.get()) {
        (None, _) => gone(page, Screen::Invoices, text::shell::invoices),
        (Some(ix), Some(_)) => {
            let before = page.ledger.book.with_untracked(|book| book.invoice(ix).invoice.clone());
            view! { <EditInvoice before=before /> }.into_any()
        }
        (Some(ix), None) => view! { <Card id=id ix=ix /> }.into_any(),
    }
}

#[component]
fn Card(id: Id, ix: Ix<InvoiceEntry>) -> impl IntoView {
    let page = use_page();
    let book = page.ledger.book;
    let document = Memo::new(move |_| book.with(|book| book.invoice(ix).invoice.clone()));
    let line = Memo::new(move |_| {
        let today = page.ledger.today.get();
        book.with(|book| invoice_line(book, ix, today))
    });
    let is_cancelling = RwSignal::new(false);
    let taking_back = RwSignal::new(None::<TakingBack>);
    let asking = RwSignal::new(None::<DealingAsk>);
    let charging = RwSignal::new(None::<interest::ChargeAsk>);
    let as_of = page.address.param("as-of");
    let as_of = Memo::new(move |_| {
        let asked = as_of.with(|day| day.as_deref().and_then(|day| day.parse().ok()));
        asked.unwrap_or_else(|| page.ledger.today.get())
    });
    let for_it =
        move |screen: Screen, name: &str| link(&Route::to(screen).with(name, &id.to_string()));
    let is_cancelled = Memo::new(move |_| book.with(|book| book.invoice(ix).cancelled.is_some()));
    let title = move || {
        document.with(|invoice| {
            let kind = words::kind_name(page.lang.get(), invoice.kind);
            format!("{kind} {}", invoice.number)
        })
    };
    view! {
        <PageHead
            title=Signal::derive(title)
            over=ViewFn::from(move || view! { <a class="link" href=href(Screen::Invoices)>{page.t(text::shell::invoices)}</a> })
        >
            {move || {
                (!is_cancelled.get()).then(|| {
                    let debit_note = Route::to(Screen::NewInvoice).with("kind", "debit_note").with("of", &id.to_string());
                    view! {
                        <a class="button" href=link(&Route::to(Screen::Invoice(id)).with("edit", "1"))>{page.t(text::shell::edit)}</a>
                        <a class="button" href=link(&debit_note)>{page.t(words::issue_debit_note)}</a>
                        <button class="button" on:click=move |_| is_cancelling.set(true)>{page.t(words::cancel)}</button>
                    }
                })
            }}
            {move || {
                (line.with(|line| line.open_minor) > 0).then(|| {
                    view! { <a class="button primary" href=for_it(Screen::NewPayment, "invoice")>{page.t(text::shell::new_payment)}</a> }
                })
            }}
        </PageHead>
        <div class="stack">
            {move || book.with(|book| head(page, book, ix, &line.get()))}
            <div class="columns">
                <div class="stack">
                    {move || book.with(|book| instalments(page, book, ix))}
                    {move || book.with(|book| plan::section(page, book, ix, asking))}
                    {move || book.with(|book| settled(page, book, ix, taking_back))}
                    {move || interest::section(page, ix, as_of, charging)}
                    {move || book.with(|book| charges(page, book, ix))}
                </div>
                {move || document.with(|document| book.with(|book| details(page, book, ix, document)))}
            </div>
        </div>
        <CancelDialog id=id number=Signal::derive(move || document.with(|invoice| invoice.number.clone())) open=is_cancelling />
        <TakeBackDialog what=taking_back />
        <DealingDialog ask=asking />
        <interest::ChargeDialog ix=ix ask=charging />
    }
}

fn head(page: Page, book: &Book, ix: Ix<InvoiceEntry>, line: &InvoiceLine) -> AnyView {
    let lang = page.lang.get();
    let today = page.ledger.today.get();
    let entry = book.invoice(ix);
    let invoice = &entry.invoice;
    let customer = &book.customer(entry.customer).customer;
    let currency = invoice.total.currency;
    let due = match line.days {
        Some(days) => words::due_when(lang, days),
        None => words::due_date(lang).to_owned(),
    };
    let discount = early_discount(book, ix, today).map(|(until, off)| {
        let text = words::early_discount(lang, &page.money(off), &page.date(until));
        view! { <p class="notice-line">{text}</p> }
    });
    let cancelled = entry.cancelled.as_ref().map(|cancelled| {
        let text = words::cancelled_since(lang, &page.date(cancelled.on), &cancelled.reason);
        view! { <p class="notice-line problem">{text}</p> }
    });
    let partly = (line.state == State::Partly
        || (line.state == State::Overdue && line.open_minor < invoice.total.amount_minor))
        .then(|| view! { <span class="badge plain">{words::partly(lang)}</span> });
    view! {
        <div class="identity">
            <p class="row">
                <a class="link strong" href=href(Screen::Customer(customer.id))>{customer.name().to_owned()}</a>
                {state_badge(page, line)}
                {partly}
                {marks(page, book, ix)}
            </p>
        </div>
        <dl class="figures">
            <Figure label=label(page, common::open) value=page.money(Money::new(line.open_minor, currency)) main=true late={line.state == State::Overdue} />
            <Figure label=label(page, common::total) value=page.money(invoice.total) />
            <Figure label=due value=page.date(line.due_on) />
        </dl>
        {discount}
        {cancelled}
    }
    .into_any()
}

/// Words for what is disputed, promised or on hold.
fn marks(page: Page, book: &Book, ix: Ix<InvoiceEntry>) -> AnyView {
    let (lang, today) = (page.lang.get(), page.ledger.today.get());
    invoice_marks(book, ix, today)
        .into_iter()
        .map(|why| view! { <span class="badge plain">{text::dunning::pause(lang, &why, None)}</span> })
        .collect_view()
        .into_any()
}

fn instalments(page: Page, book: &Book, ix: Ix<InvoiceEntry>) -> AnyView {
    let lang = page.lang.get();
    let today = page.ledger.today.get();
    let of = book.invoice(ix).invoice.instalments.len();
    if of < 2 {
        return ().into_any();
    }
    let rows = book
        .items_of(ix)
        .map(|(_, item)| {
            let open_minor = book.open_minor(item, today);
            let open = match open_minor {
                0 => view! { <span class="zero">"–"</span> }.into_any(),
                minor => page.amount(minor, item.currency).into_any(),
            };
            let state = if open_minor != 0 {
                view! { <AgeBadge days=item.days_past_due(today) /> }.into_any()
            } else if item.counts_on(today) {
                view! { <span class="badge ok">{words::paid(lang)}</span> }.into_any()
            } else {
                view! { <span class="zero">"–"</span> }.into_any()
            };
            view! {
                <tr>
                    <th scope="row">{words::place_of(lang, item.number, of)}</th>
                    <td class="number">{page.date(item.due_on)}</td>
                    <td class="number keep-below plain">{state}</td>
                    <td class="number">{page.amount(item.amount_minor, item.currency)}</td>
                    <td class="number keep">{open}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            {section_head(page, words::instalments, ())}
            <table class="table folds">
                <thead>
                    <tr>
                        <th scope="col">{common::number(lang)}</th>
                        <th scope="col" class="number">{words::due_date(lang)}</th>
                        <th scope="col" class="number">{words::state_label(lang)}</th>
                        <th scope="col" class="number">{common::amount(lang)}</th>
                        <th scope="col" class="number">{common::open(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn settled(
    page: Page,
    book: &Book,
    ix: Ix<InvoiceEntry>,
    taking_back: RwSignal<Option<TakingBack>>,
) -> AnyView {
    let lang = page.lang.get();
    let found = settlements(book, ix);
    let number = book.invoice(ix).invoice.number.clone();
    let of = book.invoice(ix).invoice.instalments.len();
    let lines = found
        .iter()
        .map(|settlement| settlement_line(page, book, settlement, &number, of, taking_back))
        .collect_view();
    let exchange = exchange_total(&found).map(|total| exchange_words(page, total));
    view! {
        <section>
            {section_head(page, words::settled_by, exchange.map(|text| view! { <span>{text}</span> }))}
            {if found.is_empty() {
                view! { <p class="quiet small">{words::nothing_settled(lang)}</p> }.into_any()
            } else {
                view! { <ul class="lines">{lines}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}

fn settlement_line(
    page: Page,
    book: &Book,
    settlement: &Settlement,
    number: &str,
    of: usize,
    taking_back: RwSignal<Option<TakingBack>>,
) -> AnyView {
    let lang = page.lang.get();
    let credit = &book.credit(settlement.credit).credit;
    let mut about = vec![page.date(settlement.from)];
    if settlement.from > page.ledger.today.get() {
        about[0] = words::from_day(lang, &about[0]);
    }
    if !credit.reference.is_empty() {
        about.push(credit.reference.clone());
    }
    if of > 1 {
        about.push(words::place_of(lang, settlement.instalment, of));
    }
    if let Some(paid) = settlement.paid {
        about.push(words::paid_with(lang, &page.money(paid)));
    }
    if let Some(exchange) = settlement.exchange.filter(|exchange| !exchange.is_zero()) {
        about.push(exchange_words(page, exchange));
    }
    if let Some((on, why)) = settlement.ended {
        about.push(words::ended(lang, on, why));
    }
    let has_ended = settlement.ended.is_some();
    let taking = TakingBack {
        allocation: settlement.allocation,
        from: settlement.from,
        settled: settlement.settled,
        number: number.to_owned(),
    };
    let button = (!has_ended).then(|| {
        view! {
            <button class="button small above no-print" on:click=move |_| taking_back.set(Some(taking.clone()))>
                {page.t(words::take_back)}
            </button>
        }
    });
    view! {
        <li class:ended=has_ended>
            <span class="what">
                <a class="door" href=href(Screen::Payment(credit.id))>{customers::credit_kind(lang, &credit.kind)}</a>
                <small>{about.join(" · ")}</small>
            </span>
            {button}
            <span class="amount">{page.money(settlement.settled)}</span>
        </li>
    }
    .into_any()
}

fn exchange_words(page: Page, total: Money) -> String {
    let lang = page.lang.get();
    let figure = page.money(Money::new(total.amount_minor.abs(), total.currency));
    if total.amount_minor < 0 {
        words::exchange_loss(lang, &figure)
    } else {
        words::exchange_gain(lang, &figure)
    }
}

fn charges(page: Page, book: &Book, ix: Ix<InvoiceEntry>) -> AnyView {
    let today = page.ledger.today.get();
    let found = charges_for(book, ix);
    if found.is_empty() {
        return ().into_any();
    }
    let lines = found
        .into_iter()
        .map(|ix| {
            let charge = &book.invoice(ix).invoice;
            let line = invoice_line(book, ix, today);
            let name =
                format!("{} {}", words::kind_name(page.lang.get(), charge.kind), charge.number);
            view! {
                <li>
                    <span class="what">
                        <a class="door" href=href(Screen::Invoice(charge.id))>{name}</a>
                        <small>{page.date(charge.issued_on)}</small>
                    </span>
                    {state_badge(page, &line)}
                    <span class="amount">{page.money(charge.total)}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            {section_head(page, words::charges, ())}
            <ul class="lines">{lines}</ul>
        </section>
    }
    .into_any()
}

fn details(page: Page, book: &Book, ix: Ix<InvoiceEntry>, document: &Arc<Document>) -> AnyView {
    let lang: Lang = page.lang.get();
    let terms = document.terms.as_ref().map(|terms| text::terms::label(lang, terms));
    let rate = document.rate.map(|rate| {
        let rate = format::decimal(rate.normalize(), page.style.get());
        format!("{rate} {}/{}", page.home.get().code(), document.total.currency.code())
    });
    let delivery = match document.delivery {
        Delivery::Unknown => "",
        known => words::delivery(lang, known),
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| page.date(day)).unwrap_or_default();
    let of = document.of.and_then(|of| book.find_invoice(of)).map(|of| {
        let of = &book.invoice(of).invoice;
        view! {
            <dt>{words::belongs_to(lang)}</dt>
            <dd><a class="link" href=href(Screen::Invoice(of.id))>{of.number.clone()}</a></dd>
        }
    });
    let customer = &book.customer(book.invoice(ix).customer).customer;
    view! {
        <section>
            {section_head(page, words::particulars, ())}
            <dl class="pairs">
                {pair(page, common::customer, customer.legal_name.clone())}
                {of}
                {pair(page, words::issued, page.date(document.issued_on))}
                {pair(page, words::terms, terms.unwrap_or_default())}
                {pair(page, words::delivery_label, delivery)}
                {pair(page, words::acknowledged_on, day(document.acknowledged_on))}
                {pair(page, common::reference, document.reference.clone())}
                {pair(page, words::fiscal_id, document.fiscal_id.clone())}
                {pair(page, words::rate, rate.unwrap_or_default())}
            </dl>
            {(!document.notes.is_empty()).then(|| view! { <p class="small pre-line notes">{document.notes.clone()}</p> })}
        </section>
    }
    .into_any()
}
