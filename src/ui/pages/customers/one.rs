//! One customer: what it owes, everything that happened, and what is known of it.

use std::sync::Arc;

use cartera::aging::AgingReport;
use cartera::browser::clock;
use cartera::dunning::practice::{Practice, country_of};
use cartera::files::icalendar::calendar_file;
use cartera::ledger::book::CustomerEntry;
use cartera::ledger::customer::Customer as Particulars;
use cartera::ledger::{Id, Ix, Money};
use cartera::route::{Route, Screen};
use cartera::text::{self, common, customers as words};
use cartera::views::customer::{customer_aging, reach, tax_id};
use cartera::views::customer_calendar::customer_calendar;
use icondata_lu::{LuCalendarPlus, LuFileText, LuMail, LuMessageCircle, LuPhone};
use leptos::prelude::*;

use super::escalation::WaysOnDialog;
use super::form::EditCustomer;
use super::summary::Summary;
use super::time_line::TimeLine;
use crate::ui::components::{Figure, Icon, PageHead, Ramp};
use crate::ui::contact::{ContactAsk, ContactDialog};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{gone, label, link, offer_file};
use crate::ui::pages::dealings::{DealingAsk, DealingDialog};
use crate::ui::reactive::{Memo, RwSignal, Signal};
use crate::ui::shell::href;

/// One customer; with `edit` in the address, the form that changes it.
#[component]
pub fn Customer(id: Id) -> impl IntoView {
    let page = use_page();
    let is_editing = page.address.param("edit");
    let found = Memo::new(move |_| page.ledger.book.with(|book| book.find_customer(id)));
    move || match (found.get(), is_editing.get()) {
        (None, _) => gone(page, Screen::Customers, text::shell::customers),
        (Some(ix), Some(_)) => {
            let before = page.ledger.book.with_untracked(|book| book.customer(ix).customer.clone());
            view! { <EditCustomer before=before /> }.into_any()
        }
        (Some(ix), None) => view! { <Card id=id ix=ix /> }.into_any(),
    }
}

#[component]
fn Card(id: Id, ix: Ix<CustomerEntry>) -> impl IntoView {
    let page = use_page();
    let particulars =
        Memo::new(move |_| page.ledger.book.with(|book| book.customer(ix).customer.clone()));
    let report = Memo::new(move |_| {
        let today = page.ledger.today.get();
        page.ledger.book.with(|book| customer_aging(book, ix, today))
    });
    let contact = RwSignal::new(None::<ContactAsk>);
    let dealing = RwSignal::new(None::<DealingAsk>);
    let ways_on = RwSignal::new(false);
    let with = move |screen: Screen| link(&Route::to(screen).with("customer", &id.to_string()));
    view! {
        <PageHead
            title=Signal::derive(move || particulars.with(|customer| customer.name().to_owned()))
            over=ViewFn::from(move || view! { <a class="link" href=href(Screen::Customers)>{page.t(text::shell::customers)}</a> })
        >
            <a class="button" href=link(&Route::to(Screen::Customer(id)).with("edit", "1"))>{page.t(text::shell::edit)}</a>
            <a class="button" href=with(Screen::NewInvoice)>{page.t(text::shell::new_invoice)}</a>
            <a class="button primary" href=with(Screen::NewPayment)>{page.t(text::shell::new_payment)}</a>
        </PageHead>
        <div class="stack">
            {move || particulars.with(|customer| identity(page, ix, customer))}
            {move || report.with(|report| figures(page, report))}
            <div class="columns">
                <TimeLine ix=ix contact=contact />
                <Summary ix=ix particulars=particulars report=report dealing=dealing ways_on=ways_on />
            </div>
        </div>
        <ContactDialog ask=contact />
        <DealingDialog ask=dealing />
        <WaysOnDialog ix=ix open=ways_on />
    }
}

/// Who it is in a line, and ways to reach it.
fn identity(page: Page, ix: Ix<CustomerEntry>, customer: &Arc<Particulars>) -> AnyView {
    let lang = page.lang.get();
    let legal_name = (!customer.trade_name.is_empty()).then(|| customer.legal_name.clone());
    let tax_id = page
        .ledger
        .book
        .with_untracked(|book| tax_id(book, ix))
        .map(|id| format!("{} {}", text::tax_id::kind_name(lang, id.kind), id.display()));
    let named = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let facts = [legal_name, tax_id, named(&customer.segment), named(&customer.responsible)];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let country = page.ledger.book.with_untracked(|book| country_of(book, customer));
    let reach = reach(&customer.contacts, country);
    let button = |href: Option<String>, icon, name: fn(text::Lang) -> &'static str, apart: bool| {
        href.map(|href| {
            view! {
                <a class="button small" href=href target=apart.then_some("_blank") rel=apart.then_some("noopener noreferrer")>
                    <Icon icon=icon />
                    {name(lang)}
                </a>
            }
        })
    };
    let statement = href(Screen::Statement(customer.id));
    view! {
        <div class="identity">
            <p class="quiet">{facts.join(" · ")}</p>
            <div class="row no-print">
                {button(reach.phone, LuPhone, words::call, false)}
                {button(reach.email, LuMail, words::email, false)}
                {button(reach.whatsapp, LuMessageCircle, words::whatsapp, true)}
                {button(Some(statement), LuFileText, text::statement::title, false)}
                <button class="button small" on:click=move |_| offer_calendar(page, ix)>
                    <Icon icon=LuCalendarPlus />
                    {text::dealings::calendar(lang)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// Offers what is to come as a file for the user's own calendar.
fn offer_calendar(page: Page, ix: Ix<CustomerEntry>) {
    let (lang, style) = (page.lang.get_untracked(), page.style.get_untracked());
    let today = page.ledger.today.get_untracked();
    let (name, entries) = page.ledger.book.with_untracked(|book| {
        let practice = Practice::of(book, today);
        let entries = customer_calendar(book, &practice, ix, lang, style);
        (book.customer(ix).customer.name().to_owned(), entries)
    });
    match calendar_file(&name, &entries, clock::now_ms()) {
        Some(file) => offer_file(page, &format!("calendar-{today}.ics"), "text/calendar", &file),
        None => page.toasts.problem(page.say(text::dealings::calendar_empty).to_owned()),
    }
}

/// What it owes: one set of figures per currency, never added.
fn figures(page: Page, report: &AgingReport) -> AnyView {
    let lang = page.lang.get();
    if report.sections.is_empty() {
        let nothing = page.money(Money::zero(page.home.get()));
        return view! {
            <dl class="figures">
                <Figure label=label(page, common::balance) value=nothing note=Some(words::nothing_open(lang).to_owned()) main=true />
            </dl>
        }
        .into_any();
    }
    report
        .sections
        .iter()
        .enumerate()
        .map(|(place, section)| {
            let (currency, totals) = (section.currency, section.totals);
            let money = |minor| page.money(Money::new(minor, currency));
            let overdue_minor: i64 = totals.buckets[1..].iter().sum();
            let days = totals.oldest_days.filter(|days| *days > 0);
            let named = |name: &str| if place == 0 { name.to_owned() } else { format!("{name} {}", currency.code()) };
            view! {
                <div class="debt">
                    <dl class="figures">
                        <Figure label=named(common::balance(lang)) value=money(totals.balance_minor) main={place == 0} />
                        <Figure
                            label=named(words::overdue(lang))
                            value=money(overdue_minor)
                            note=days.map(|days| text::invoices::oldest_of(lang, &text::format::days_count(lang, days)))
                            late={overdue_minor > 0}
                        />
                        {(totals.unapplied_minor != 0).then(|| {
                            view! { <Figure label=named(text::aging::unapplied(lang)) value=money(totals.unapplied_minor) /> }
                        })}
                    </dl>
                    <Ramp parts=totals.buckets.to_vec() tall=true />
                </div>
            }
        })
        .collect_view()
        .into_any()
}
