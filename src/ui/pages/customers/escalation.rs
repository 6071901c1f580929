//! What to do about a customer that has come to the legal stages: the ways on with their
//! arithmetic, and the case file.

use cartera::dunning::escalation::{EscalationCase, Outlook, Way, customer_cases};
use cartera::ledger::book::CustomerEntry;
use cartera::ledger::{Ix, Money};
use cartera::route::{Route, Screen, Section};
use cartera::text::{escalation as words, format, hand_over};
use leptos::prelude::*;

use crate::ui::components::Dialog;
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{label, link};
use crate::ui::reactive::RwSignal;
use crate::ui::shell::href;

/// The ways on, a case a currency.
#[component]
pub fn WaysOnDialog(ix: Ix<CustomerEntry>, open: RwSignal<bool>) -> impl IntoView {
    let page = use_page();
    view! {
        <Dialog open=open title=label(page, words::title)>
            {move || {
                let today = page.ledger.today.get();
                page.ledger.book.with(|book| {
                    let cases = customer_cases(book, ix, today);
                    let customer = book.customer(ix).customer.id;
                    draw(page, &cases, &link(&Route::to(Screen::Statement(customer)).with("kind", "case")))
                })
            }}
        </Dialog>
    }
}

fn draw(page: Page, cases: &[EscalationCase], case_file: &str) -> AnyView {
    let lang = page.lang.get();
    let is_example =
        cases.iter().any(|case| case.weighed.as_ref().is_ok_and(|weighed| weighed.is_example));
    let about = if is_example { words::is_example(lang) } else { words::not_advice(lang) };
    let parts: Vec<AnyView> = cases.iter().map(|case| one_case(page, case)).collect();
    view! {
        <div class="stack ways-on">
            <p class="quiet small">
                {about}
                " "
                <a class="link" href=href(Screen::Settings(Section::Collecting))>{words::set_own(lang)}</a>
            </p>
            {parts}
            <div class="form-actions">
                <a class="button" href=case_file.to_owned()>{hand_over::make(lang)}</a>
            </div>
            <p class="quiet small">{hand_over::hint(lang)}</p>
        </div>
    }
    .into_any()
}

fn one_case(page: Page, case: &EscalationCase) -> AnyView {
    let (lang, style) = (page.lang.get(), page.style.get());
    let days = format::days_count(lang, case.oldest_days);
    let head = view! {
        <p>
            <span class="strong">{page.money(case.open)}</span>
            " "
            <span class="quiet">{cartera::text::invoices::oldest_of(lang, &days)}</span>
        </p>
    };
    let weighed = match &case.weighed {
        Ok(weighed) => weighed,
        Err(problem) => {
            let problem = words::problem(lang, style, problem);
            return view! { <section>{head}<p class="notice-line problem">{problem}</p></section> }
                .into_any();
        }
    };
    let row = |outlook: &Outlook| {
        let way: Way = outlook.way;
        let is_best = way == weighed.best;
        // What is taken off stands on lines of its own.
        let arithmetic = words::arithmetic(lang, style, case.open, outlook).replace("; ", "\n");
        let recovery = Money::from_decimal(outlook.recovery, case.open.currency);
        let is_loss = outlook.net.amount_minor < 0;
        view! {
            <tr class:best=is_best>
                <th scope="row">
                    {words::way(lang, way)}
                    " "
                    {is_best.then(|| view! { <span class="badge ok">{words::best(lang)}</span> })}
                    <small>{words::way_hint(lang, way)}</small>
                </th>
                <td class="keep-below plain sum">{arithmetic}</td>
                <td class="number">{recovery.map(|it| page.amount(it.amount_minor, it.currency))}</td>
                <td class="number keep strong" class:late=is_loss>
                    {page.amount(outlook.net.amount_minor, outlook.net.currency)}
                </td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = weighed.ways.iter().map(row).collect();
    view! {
        <section>
            {head}
            <table class="table folds">
                <thead>
                    <tr>
                        <th scope="col">{words::way_head(lang)}</th>
                        <th scope="col">{words::arithmetic_head(lang)}</th>
                        <th scope="col" class="number">{words::recovery_head(lang)}</th>
                        <th scope="col" class="number">{words::net_head(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
