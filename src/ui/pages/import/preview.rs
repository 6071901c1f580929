//! What would be entered: counts, totals, what is taken for granted, the first rows.

use std::sync::Arc;

use cartera::files::list_entry::{CurrencyTotals, Line, LineState, Tally, UndatedPayments};
use cartera::text::import as words;
use cartera::text::{self, Lang, format};
use cartera::views::import::bad_rows;
use leptos::prelude::*;

use super::desk::{Desk, Reading};
use super::parts::{inline_select, key_of, of_key};
use super::problems::{Problems, Warnings};
use crate::ui::components::Figure;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Signal, live};

/// How many rows are shown as they will stand.
const SHOWN: usize = 8;

/// The section.
#[component]
pub fn Preview(desk: Desk) -> impl IntoView {
    let page = use_page();
    view! {
        {move || {
            desk.reading
                .get()
                .map(|reading| {
                    let bad = bad_rows(&reading.read, Some(&reading.plan), &[]).len();
                    view! {
                        <section class="stack tight" aria-labelledby="import-preview">
                            <div class="section-head">
                                <h2 id="import-preview">{page.t(words::preview)}</h2>
                            </div>
                            {figures(page, &reading.plan.tally, bad)}
                            {totals(page, &reading.plan.tally)}
                            {assumptions(page, desk, &reading)}
                            {first_rows(page, &reading)}
                        </section>
                        <Problems reading=Arc::clone(&reading) refused=Vec::new() desk=desk />
                        <Warnings reading=reading />
                    }
                })
        }}
    }
}

/// How much of everything; what there is none of is left out.
pub fn figures(page: Page, tally: &Tally, bad: usize) -> AnyView {
    let count =
        move |number: usize| Signal::derive(move || format::count(number, page.style.get()));
    let figure = move |label: fn(Lang) -> &'static str, number: usize| {
        (number > 0).then(|| {
            view! {
                <Figure
                    label=Signal::derive(move || label(page.lang.get()).to_owned())
                    value=count(number)
                />
            }
        })
    };
    let known = tally.customers_known;
    let note = Signal::derive(move || {
        let number = format::count(known, page.style.get());
        (known > 0).then(|| words::customers_known(page.lang.get(), &number))
    });
    view! {
        <dl class="figures">
            <Figure
                main=true
                label=Signal::derive(move || words::invoices_new(page.lang.get()).to_owned())
                value=count(tally.invoices_new)
            />
            <Figure
                label=Signal::derive(move || words::customers_new(page.lang.get()).to_owned())
                value=count(tally.customers_new)
                note=note
            />
            {figure(words::payments, tally.payments)}
            {figure(words::credit_notes, tally.credit_notes_new)}
            {figure(words::customers_completed, tally.customers_completed)}
            {figure(words::rows_known, tally.rows_known)}
            {(bad > 0)
                .then(|| {
                    view! {
                        <Figure
                            late=true
                            label=Signal::derive(move || words::rows_bad(page.lang.get()).to_owned())
                            value=count(bad)
                        />
                    }
                })}
        </dl>
    }
    .into_any()
}

/// The totals, one column per currency: what was invoiced, less what was paid, is owed.
pub fn totals(page: Page, tally: &Tally) -> AnyView {
    if tally.totals.is_empty() {
        return ().into_any();
    }
    let all = &tally.totals;
    let line = |label: fn(Lang) -> &'static str, is_sum: bool, of: fn(&CurrencyTotals) -> i64| {
        let cells = all.iter().map(|totals| {
            let (minor, currency) = (of(totals), totals.currency);
            let amount = move || match minor {
                0 => "–".to_owned(),
                _ => page.amount(minor, currency),
            };
            view! { <td class="number" class:zero=minor == 0>{live(amount)}</td> }
        });
        view! {
            <tr class:sum=is_sum>
                <th scope="row">{page.t(label)}</th>
                {cells.collect_view()}
            </tr>
        }
    };
    let has_known = all.iter().any(|totals| totals.paid_known_minor != 0);
    let has_credit = all.iter().any(|totals| totals.credited_minor != 0);
    let codes = all
        .iter()
        .map(|totals| view! { <th scope="col" class="number">{totals.currency.code()}</th> });
    view! {
        <div class="table-box">
            <table class="table import-totals">
                <thead>
                    <tr>
                        <th scope="col">{page.t(words::in_currency)}</th>
                        {codes.collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {line(words::invoiced, false, |totals| totals.invoiced_minor)}
                    {line(words::paid, false, |totals| totals.paid_minor)}
                    {line(words::to_collect, true, CurrencyTotals::open_minor)}
                    {has_known
                        .then(|| line(words::paid_known, false, |totals| totals.paid_known_minor))}
                    {has_credit.then(|| line(words::credited, false, |totals| totals.credited_minor))}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What is taken for granted where the list says nothing.
fn assumptions(page: Page, desk: Desk, reading: &Reading) -> AnyView {
    let usual = reading.plan.due_by_usual_terms;
    let payments = reading.plan.undated_payments;
    if usual + payments == 0 {
        return ().into_any();
    }
    let terms = (usual > 0).then(|| {
        let words = move || {
            let lang = page.lang.get();
            let terms = page.ledger.book.with(|book| text::terms::label(lang, &book.firm().terms));
            match usual {
                1 => words::usual_terms_one(lang, &terms),
                _ => words::usual_terms(lang, &format::count(usual, page.style.get()), &terms),
            }
        };
        view! { <p class="small measure">{live(words)}</p> }
    });
    let day = (payments > 0).then(|| {
        let label = Signal::derive(move || {
            let payments = format::count(payments, page.style.get());
            words::undated_payments(page.lang.get(), &payments)
        });
        let options = Signal::derive(move || {
            let lang = page.lang.get();
            let named = |(at, one): (usize, &UndatedPayments)| {
                (at.to_string(), words::undated(lang, *one).to_owned())
            };
            UndatedPayments::ALL.iter().enumerate().map(named).collect()
        });
        let value = Signal::derive(move || key_of(&UndatedPayments::ALL, &desk.undated.get()));
        let choose = Callback::new(move |key: String| {
            if let Some(undated) = of_key(&UndatedPayments::ALL, &key) {
                desk.set_undated(page, undated);
            }
        });
        view! { <div class="inline-controls">{inline_select(label, options, value, choose)}</div> }
    });
    view! { <div class="stack tight">{terms} {day}</div> }.into_any()
}

/// The first rows as they will stand in the ledger.
fn first_rows(page: Page, reading: &Reading) -> AnyView {
    let lines: Vec<Line> = (0..SHOWN).map_while(|at| reading.plan.line(at)).collect();
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines.into_iter().map(|line| row(page, line)).collect_view();
    view! {
        <h3 class="small quiet" id="import-first">{page.t(words::first_rows)}</h3>
        <div class="table-box">
            <table class="table folds" aria-labelledby="import-first">
                <thead>
                    <tr>
                        <th scope="col">{page.t(text::common::customer)}</th>
                        <th scope="col">{page.t(text::common::number)}</th>
                        <th scope="col">{page.t(words::issued)}</th>
                        <th scope="col">{page.t(words::due)}</th>
                        <th scope="col" class="number">{page.t(text::common::total)}</th>
                        <th scope="col" class="number">{page.t(words::paid)}</th>
                        <th scope="col">{page.t(words::becomes)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(page: Page, line: Line) -> AnyView {
    let Line { customer, number, issued_on, due_on, total, paid_minor, paid_on, state, .. } = line;
    let paid = move || {
        if paid_minor == 0 {
            return "–".to_owned();
        }
        page.amount(paid_minor, total.currency)
    };
    let paid_day = move || paid_on.map(|day| words::paid_on(page.lang.get(), &page.date(day)));
    let badge = match state {
        LineState::New => "badge plain",
        LineState::CreditNote | LineState::Paid => "badge ok",
        LineState::Known => "badge",
        LineState::Refused => "badge problem",
    };
    view! {
        <tr>
            <th scope="row">{customer}</th>
            <td>{number}</td>
            <td class="nowrap">{move || page.date(issued_on)}</td>
            <td class="nowrap">{move || due_on.map(|day| page.date(day))}</td>
            <td class="number keep">{move || page.money(total)}</td>
            <td class="number" class:zero=paid_minor == 0>{live(paid)}<small>{live(paid_day)}</small></td>
            <td class="keep-below">
                <span class=badge>{move || words::state(page.lang.get(), state)}</span>
            </td>
        </tr>
    }
    .into_any()
}
