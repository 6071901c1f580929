//! What is known of a customer, beside its time line.

use std::sync::Arc;

use cartera::aging::AgingReport;
use cartera::charts::{DelayOptions, DelayPoint, delay_strip};
use cartera::dunning::practice::country_of;
use cartera::ledger::book::{Book, CustomerEntry};
use cartera::ledger::customer::{Contact, Customer as Particulars};
use cartera::ledger::{Country, Ix, Money};
use cartera::route::{Route, Screen};
use cartera::signs::delays::{Delay, habits as habits_of};
use cartera::text::{self, common, customers as words, format};
use cartera::views::customer::{
    Habit, email_link, limit_use, payment_habit, phone_link, tax_id, whatsapp_link,
};
use leptos::prelude::*;

use crate::ui::components::{AgeBadge, ChartFigure};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{link, pair, section_head};
use crate::ui::pages::dealings::DealingAsk;
use crate::ui::reactive::{Memo, RwSignal};
use crate::ui::shell::href;

/// How many open items are listed.
const LISTED: usize = 8;

/// How many invoices the strip of delays has room for.
const STRIP: usize = 36;

/// The right column of a customer's screen.
#[component]
pub fn Summary(
    ix: Ix<CustomerEntry>,
    particulars: Memo<Arc<Particulars>>,
    report: Memo<AgingReport>,
    /// The dialog that holds and ends.
    dealing: RwSignal<Option<DealingAsk>>,
    /// Whether the ways on are shown.
    ways_on: RwSignal<bool>,
) -> impl IntoView {
    let page = use_page();
    let book = page.ledger.book;
    let habit = Memo::new(move |_| {
        let today = page.ledger.today.get();
        book.with(|book| payment_habit(book, ix, today))
    });
    view! {
        <div class="stack">
            {move || book.with(|book| super::signs::section(page, book, ix, dealing))}
            {move || book.with(|book| super::collecting::section(page, book, ix, dealing, ways_on))}
            {move || book.with(|book| open_items(page, book, ix))}
            {move || report.with(|report| aging(page, report))}
            <section>
                {section_head(page, words::habits, ())}
                {move || habit.with(|habit| habits(page, habit.as_ref()))}
                <Strip ix=ix />
            </section>
            {move || particulars.with(|customer| agreed(page, ix, customer, report))}
            {move || {
                let country = book.with_untracked(|book| country_of(book, &book.customer(ix).customer));
                particulars.with(|customer| contacts(page, country, &customer.contacts))
            }}
            {move || particulars.with(|customer| details(page, ix, customer))}
        </div>
    }
}

fn open_items(page: Page, book: &Book, ix: Ix<CustomerEntry>) -> AnyView {
    let today = page.ledger.today.get();
    let lang = page.lang.get();
    let open = book.open_items(ix, today);
    let all = open.len();
    let customer = book.customer(ix).customer.id;
    let every = (all > LISTED).then(|| {
        let route = Route::to(Screen::Invoices).with("customer", &customer.to_string());
        let count = format::count(all, page.style.get());
        view! { <a class="link" href=link(&route)>{words::all_open(lang, &count)}</a> }
    });
    let lines: Vec<AnyView> = open
        .iter()
        .take(LISTED)
        .map(|open| {
            let item = book.item(open.item);
            let invoice = &book.invoice(item.invoice).invoice;
            let key = cartera::aging::RowKey::Item(open.item);
            let name = cartera::aging::row_name(book, &key, lang).into_owned();
            view! {
                <li>
                    <span class="what">
                        <a class="door" href=href(Screen::Invoice(invoice.id))>{name}</a>
                        <small>{page.date(item.due_on)}</small>
                    </span>
                    <AgeBadge days=item.days_past_due(today) />
                    <span class="amount">{page.money(Money::new(open.open_minor, item.currency))}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="open-items">
            {section_head(page, words::open_items, every)}
            {if lines.is_empty() {
                view! { <p class="quiet small">{page.t(words::nothing_open)}</p> }.into_any()
            } else {
                view! { <ul class="lines">{lines}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}

fn aging(page: Page, report: &AgingReport) -> AnyView {
    if report.sections.is_empty() {
        return ().into_any();
    }
    let lang = page.lang.get();
    let heads = report
        .sections
        .iter()
        .map(|section| view! { <th scope="col" class="number">{section.currency.code()}</th> })
        .collect_view();
    let amount = |minor: i64, currency| match minor {
        0 => view! { <td class="number"><span class="zero">"–"</span></td> }.into_any(),
        _ => view! { <td class="number">{page.amount(minor, currency)}</td> }.into_any(),
    };
    let rows = report
        .columns
        .iter()
        .enumerate()
        .map(|(bucket, column)| {
            let swatch = format!("swatch bucket-{}", bucket.min(4));
            let cells = report.sections.iter().map(|section| amount(section.totals.buckets[bucket], section.currency)).collect_view();
            view! {
                <tr>
                    <th scope="row"><span class=swatch></span>{text::aging::column(lang, *column)}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    let has_unapplied = report.sections.iter().any(|section| section.totals.unapplied_minor != 0);
    let unapplied = has_unapplied.then(|| {
        let cells = report.sections.iter().map(|section| amount(-section.totals.unapplied_minor, section.currency)).collect_view();
        view! {
            <tr>
                <th scope="row"><span class="swatch unapplied"></span>{text::aging::unapplied(lang)}</th>
                {cells}
            </tr>
        }
    });
    let totals = report
        .sections
        .iter()
        .map(|section| amount(section.totals.balance_minor, section.currency))
        .collect_view();
    view! {
        <section>
            {section_head(page, words::aging, ())}
            <table class="table small-aging">
                <thead><tr><th scope="col"><span class="visually-hidden">{text::aging::days_past_due(lang)}</span></th>{heads}</tr></thead>
                <tbody>{rows}{unapplied}</tbody>
                <tfoot><tr><th scope="row">{text::aging::balance(lang)}</th>{totals}</tr></tfoot>
            </table>
        </section>
    }
    .into_any()
}

fn habits(page: Page, habit: Option<&Habit>) -> AnyView {
    let lang = page.lang.get();
    let Some(habit) = habit else {
        return view! { <p class="quiet small">{words::no_habit(lang)}</p> }.into_any();
    };
    view! { <p class="small">{words::habit(lang, habit)}</p> }.into_any()
}

/// The delays of the latest invoices, with what is usual.
#[component]
fn Strip(ix: Ix<CustomerEntry>) -> impl IntoView {
    let page = use_page();
    let found = Memo::new(move |_| {
        let today = page.ledger.today.get();
        page.ledger.book.with(|book| habits_of(book, ix, today, &book.firm().signs, STRIP))
    });
    let draw = Callback::new(move |width| {
        let lang = page.lang.get();
        let points = page.ledger.book.with_untracked(|book| {
            let delays = found.with(|found| found.delays.clone());
            delays.into_iter().map(|delay| point(page, book, delay)).collect::<Vec<_>>()
        });
        let usual = found.with(|found| found.usual.map(|it| (it.one_of_ten, it.nine_of_ten)));
        Some(delay_strip(&points, DelayOptions { lang, id_prefix: "delays", width, usual }))
    });
    let is_shown = Memo::new(move |_| found.with(|found| found.delays.len() > 2));
    view! {
        {move || {
            let usual = found.with(|found| found.usual);
            let text = usual.map(|it| text::signs::strip_usual(page.lang.get(), it.one_of_ten, &format::days_count(page.lang.get(), it.nine_of_ten)));
            text.map(|text| view! { <p class="small quiet usual-range">{text}</p> })
        }}
        {move || is_shown.get().then(|| view! { <div class="delays"><ChartFigure draw=draw /></div> })}
    }
}

fn point(page: Page, book: &Book, delay: Delay) -> DelayPoint {
    let key = cartera::aging::RowKey::Item(delay.item);
    DelayPoint {
        name: cartera::aging::row_name(book, &key, page.lang.get()).into_owned(),
        due: page.date(delay.due_on),
        paid: delay.paid_on.map(|day| page.date(day)),
        days: delay.days,
        bucket: crate::ui::components::bucket_of(delay.days),
    }
}

fn agreed(
    page: Page,
    ix: Ix<CustomerEntry>,
    customer: &Arc<Particulars>,
    report: Memo<AgingReport>,
) -> AnyView {
    let lang = page.lang.get();
    let book = page.ledger.book;
    let terms = match &customer.terms {
        Some(terms) => text::terms::label(lang, terms),
        None => {
            let firms = book.with(|book| text::terms::label(lang, &book.firm().terms));
            words::firms_terms(lang, &firms)
        }
    };
    let limit = report.with(|report| book.with_untracked(|book| limit_use(book, ix, report)));
    let limit = limit.map(|used| {
        let left = used.left();
        let is_over = left.amount_minor < 0;
        let figure = page.money(Money::new(left.amount_minor.abs(), left.currency));
        let state = if is_over {
            words::limit_exceeded(lang, &figure)
        } else {
            words::limit_used(lang, used.percent(), &figure)
        };
        view! {
            <dt>{words::credit_limit(lang)}</dt>
            <dd>
                {page.money(used.limit)}
                <small class:late=is_over>{state}</small>
                {used.owes_more.then(|| view! { <small>{words::limit_in_currency(lang)}</small> })}
            </dd>
        }
    });
    view! {
        <section>
            {section_head(page, words::agreed, ())}
            <dl class="pairs">
                {pair(page, words::terms, terms)}
                {limit}
                {pair(page, common::currency, customer.currency.map(|currency| text::currency::name(lang, currency)).unwrap_or_default())}
                {pair(page, words::review_days, words::weekdays(lang, &customer.review_days))}
                {pair(page, words::payment_days, words::weekdays(lang, &customer.payment_days))}
            </dl>
        </section>
    }
    .into_any()
}

fn contacts(page: Page, country: Country, contacts: &[Contact]) -> AnyView {
    let people = contacts
        .iter()
        .map(|contact| {
            let whatsapp = (!contact.whatsapp.is_empty())
                .then(|| (contact.whatsapp.clone(), whatsapp_link(contact, country)));
            let ways = [
                (!contact.email.is_empty())
                    .then(|| (contact.email.clone(), email_link(&contact.email))),
                (!contact.phone.is_empty())
                    .then(|| (contact.phone.clone(), phone_link(&contact.phone, country))),
                whatsapp.filter(|(written, _)| *written != contact.phone),
            ];
            let ways = ways
                .into_iter()
                .flatten()
                .map(|(written, href)| match href {
                    Some(href) => {
                        view! { <a class="link" href=href rel="noopener noreferrer">{written}</a> }
                            .into_any()
                    }
                    None => view! { <span>{written}</span> }.into_any(),
                })
                .collect_view();
            view! {
                <li>
                    <span class="strong">{contact.name.clone()}</span>
                    <span class="quiet">{contact.role.clone()}</span>
                    {ways}
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            {section_head(page, words::contacts, ())}
            {if contacts.is_empty() {
                view! { <p class="quiet small">{page.t(words::no_contacts)}</p> }.into_any()
            } else {
                view! { <ul class="people small">{people}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}

fn details(page: Page, ix: Ix<CustomerEntry>, customer: &Arc<Particulars>) -> AnyView {
    let lang = page.lang.get();
    let id = page.ledger.book.with_untracked(|book| tax_id(book, ix));
    let tax = id.map(|id| {
        let warning = text::tax_id::warning(lang, &id);
        view! {
            <dt>{text::tax_id::kind_name(lang, id.kind)}</dt>
            <dd>
                {id.display()}
                {warning.map(|warning| view! { <small class="late">{warning}</small> })}
            </dd>
        }
    });
    let country = customer.country.map(|country| text::country::name(lang, country));
    let language = customer.language.map(|spoken| match spoken {
        text::Lang::Es => words::spanish(lang),
        text::Lang::En => words::english(lang),
    });
    view! {
        <section>
            {section_head(page, words::particulars, ())}
            <dl class="pairs">
                {pair(page, words::legal_name, customer.legal_name.clone())}
                {tax}
                {pair(page, words::code, customer.code.clone())}
                {pair(page, words::party_label, words::party(lang, customer.party))}
                {pair(page, words::country, country.unwrap_or_default())}
                {pair(page, words::language, language.unwrap_or_default())}
            </dl>
            {(!customer.notes.is_empty()).then(|| view! { <p class="small pre-line notes">{customer.notes.clone()}</p> })}
        </section>
    }
    .into_any()
}
