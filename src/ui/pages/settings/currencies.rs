//! Currencies in use, and the dated rates between them and the home currency.

use std::sync::Arc;

use cartera::ledger::action::{enter_rate, remove_rate};
use cartera::ledger::record::Deed;
use cartera::ledger::{Currency, Id};
use cartera::text::format;
use cartera::text::{self, Lang};
use cartera::views::currencies::{
    CurrencyUse, RateDraft, RateLine, RateProblem, in_use, rate_lines,
};
use cartera::views::sheets::{file_name, rates_sheet};
use leptos::prelude::*;
use leptos::task::spawn_local;
use rust_decimal::Decimal;

use super::firm::currencies;
use crate::ui::components::{DateField, Empty, FormProblem, SelectField, TextField, WindowedRows};
use crate::ui::export::export_links;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal, live};
use crate::ui::say_why::words;

/// The height of a row, which the style sheet holds it to.
const ROW_PX: u32 = 45;

/// Currencies and rates.
#[component]
pub fn Currencies() -> impl IntoView {
    let page = use_page();
    let used = Memo::new(move |_| {
        let today = page.ledger.today.get();
        page.ledger.book.with(|book| in_use(book, today))
    });
    let lines = Memo::new(move |_| Arc::new(page.ledger.book.with(rate_lines)));
    let is_empty = Memo::new(move |_| lines.with(|lines| lines.is_empty()));
    let make = Callback::new(move |()| {
        let (lang, today) = (page.lang.get_untracked(), page.ledger.today.get_untracked());
        let sheet = page.ledger.book.with_untracked(|book| rates_sheet(book, lang));
        (file_name("rates", today), sheet)
    });
    view! {
        <div class="stack settings-width">
            <section aria-labelledby="in-use">
                <div class="section-head">
                    <h2 id="in-use">{page.t(text::settings::in_use)}</h2>
                </div>
                <ul class="lines">
                    {move || used.get().into_iter().map(|used| view! { <Used used=used /> }).collect_view()}
                </ul>
            </section>
            <section class="stack-tight" aria-labelledby="rates">
                <div class="section-head">
                    <h2 id="rates">{page.t(text::settings::rates)}</h2>
                    {move || (!is_empty.get()).then(|| export_links(page, text::settings::rates, make))}
                </div>
                <p class="quiet small measure">{page.t(text::settings::rates_hint)}</p>
                <AddRate />
                {move || {
                    if is_empty.get() {
                        view! {
                            <Empty
                                title=Signal::derive(move || {
                                    text::settings::no_rates_title(page.lang.get()).to_owned()
                                })
                                text=Signal::derive(move || text::settings::no_rates(page.lang.get()).to_owned())
                            />
                        }
                            .into_any()
                    } else {
                        view! { <Rates lines=lines /> }.into_any()
                    }
                }}
            </section>
        </div>
    }
}

#[component]
fn Used(used: CurrencyUse) -> impl IntoView {
    let page = use_page();
    let currency = used.currency;
    let counts = move || {
        let (lang, style) = (page.lang.get(), page.style.get());
        let count = |of: usize| format::count(of, style);
        format!(
            "{}: {} · {}: {}",
            text::settings::invoices(lang),
            count(used.invoices),
            text::settings::credits(lang),
            count(used.credits),
        )
    };
    let rate = used.rate.clone();
    let worth = move || {
        let lang = page.lang.get();
        match &rate {
            _ if used.is_home => text::settings::is_home(lang).to_owned(),
            Some(rate) => in_words(page, currency, rate.value),
            None => text::settings::no_rate(lang).to_owned(),
        }
    };
    let since = used.rate.map(|rate| rate.on);
    view! {
        <li>
            <div class="what">
                <span class="strong">{currency.code()}</span>
                " "
                {move || {
                    let name = text::currency::name(page.lang.get(), currency);
                    (name != currency.code()).then_some(name)
                }}
                <small>{live(counts)}</small>
            </div>
            <div class="settings-worth" class:quiet=used.is_home>
                {live(worth)}
                {since
                    .map(|day| {
                        view! {
                            <small class="quiet">
                                {move || text::settings::rate_on(page.lang.get())} " " {move || page.date(day)}
                            </small>
                        }
                    })}
            </div>
        </li>
    }
}

/// A form of one line.
#[component]
fn AddRate() -> impl IntoView {
    let page = use_page();
    let usual = page.ledger.book.with_untracked(|book| {
        let home = book.firm().home_currency;
        let in_use = in_use(book, page.ledger.today.get_untracked());
        let other = in_use.into_iter().find(|used| used.currency != home);
        other.map_or(if home == Currency::USD { "EUR" } else { "USD" }, |used| used.currency.code())
    });
    let currency = RwSignal::new(usual.to_owned());
    let today = page.ledger.today.get_untracked();
    let on = RwSignal::new(format::date_medium(page.lang.get_untracked(), today));
    let value = RwSignal::new(String::new());
    let is_tried = RwSignal::new(false);
    let checked = Memo::new(move |_| {
        let draft = RateDraft { currency: currency.get(), on: on.get(), value: value.get() };
        draft.validate(page.home.get(), page.ledger.today.get(), page.style.get())
    });
    let problems = Memo::new(move |_| match (is_tried.get(), checked.get()) {
        (true, Err(found)) => found,
        _ => Vec::new(),
    });
    let why_not = RwSignal::new(None::<String>);

    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        why_not.set(None);
        match checked.get_untracked() {
            Err(_) => is_tried.set(true),
            Ok((currency, on, worth)) => {
                is_tried.set(false);
                spawn_local(async move {
                    let stored = page
                        .ledger
                        .commit(Deed::AddedRate, |draft| enter_rate(draft, currency, on, worth))
                        .await;
                    match stored {
                        Ok(_) => {
                            let said = page.say(text::settings::rate_added);
                            page.toasts.done(said, page.ledger.last_record());
                            let _ = value.try_update(String::clear);
                        }
                        Err(why) => drop(why_not.try_set(Some(words(page, &why)))),
                    }
                });
            }
        }
    };
    let problem = move |these: &'static [RateProblem]| {
        Signal::derive(move || {
            let found =
                problems.with(|found| found.iter().find(|why| these.contains(why)).copied());
            found.map(|why| text::settings::rate_problem(page.lang.get(), why).to_owned())
        })
    };
    let label = move |message: fn(Lang) -> &'static str| {
        Signal::derive(move || message(page.lang.get()).to_owned())
    };
    view! {
        <form class="one-line" novalidate on:submit=add>
            <SelectField
                label=label(text::common::currency)
                options=Signal::derive(move || offered(page))
                value=currency
                problem=problem(&[RateProblem::NoCurrency, RateProblem::HomeItself])
            />
            <DateField
                label=label(text::settings::rate_on)
                value=on
                problem=problem(&[RateProblem::NotADate])
            />
            <TextField
                label=Signal::derive(move || {
                    let what = currency.get();
                    let home = page.home.get().code();
                    [&text::settings::rate_value_of(page.lang.get(), &what), " (", home, ")"].concat()
                })
                value=value
                problem=problem(&[RateProblem::NotAValue])
            />
            <button class="button" type="submit">{page.t(text::settings::add_rate)}</button>
        </form>
        <FormProblem why=why_not />
    }
}

#[component]
fn Rates(lines: Memo<Arc<Vec<RateLine>>>) -> impl IntoView {
    let page = use_page();
    let draw = Arc::new(move |line: &RateLine| row(page, line));
    view! {
        <div class="table-box">
            <table class="table rates">
                <thead>
                    <tr>
                        <th scope="col">{page.t(text::common::currency)}</th>
                        <th scope="col">{page.t(text::settings::rate_on)}</th>
                        <th scope="col" class="number">{move || text::settings::rate_value_in(page.lang.get(), page.home.get().code())}</th>
                        <th scope="col">
                            <span class="visually-hidden">{page.t(text::settings::history_actions)}</span>
                        </th>
                    </tr>
                </thead>
                <WindowedRows rows=lines row_px=ROW_PX columns=4 draw=draw />
            </table>
        </div>
    }
}

fn row(page: Page, line: &RateLine) -> AnyView {
    let RateLine { rate, is_replaced } = line.clone();
    let (id, currency, on, value) = (rate.id, rate.currency, rate.on, rate.value);
    let what = move || format!("{} · {}", currency.code(), page.date(on));
    view! {
        <tr class:cancelled=is_replaced>
            <th scope="row">{currency.code()}</th>
            <td>{move || page.date(on)}</td>
            <td class="number">
                {move || format::decimal(aligned(value), page.style.get())}
                {is_replaced
                    .then(|| view! { <span class="visually-hidden">{page.t(text::settings::rate_replaced)}</span> })}
            </td>
            <td class="number">
                <button
                    type="button"
                    class="button quiet small"
                    aria-label=move || text::settings::remove_rate(page.lang.get(), &what())
                    on:click=move |_| take_out(page, id)
                >
                    {page.t(text::settings::remove)}
                </button>
            </td>
        </tr>
    }
    .into_any()
}

fn take_out(page: Page, id: Id) {
    spawn_local(async move {
        let done = page.ledger.commit(Deed::RemovedRate, |draft| remove_rate(draft, id)).await;
        match done {
            Ok(()) => {
                let said = page.say(text::settings::rate_removed);
                page.toasts.done(said, page.ledger.last_record());
            }
            Err(why) => page.toasts.problem(words(page, &why)),
        }
    });
}

/// `1 USD = 17.25 MXN`, with all the digits it was entered with.
fn in_words(page: Page, currency: Currency, value: Decimal) -> String {
    let worth = format::decimal(value.normalize(), page.style.get());
    ["1\u{a0}", currency.code(), " = ", &worth, "\u{a0}", page.home.get().code()].concat()
}

/// With four decimals at least, so that a column of rates lines up.
fn aligned(value: Decimal) -> Decimal {
    let mut value = value.normalize();
    value.rescale(value.scale().max(4));
    value
}

/// All currencies but the home currency.
fn offered(page: Page) -> Vec<(String, String)> {
    let home = page.home.get().code();
    currencies(page.lang.get()).into_iter().filter(|(code, _)| code != home).collect()
}
