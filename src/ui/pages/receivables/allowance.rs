//! What is expected to be lost.

use cartera::ledger::{Currency, Money};
use cartera::route::{Screen, Section};
use cartera::text::{aging as aging_words, format, receivables as words};
use cartera::views::receivables::{AllowanceTable, Expected, expected_loss};
use cartera::views::sheets::{allowance_sheet, file_name};
use leptos::prelude::*;

use super::Report;
use crate::ui::export::export_links;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, live};
use crate::ui::shell::href;

/// The allowance of a currency, or how to have one.
#[component]
pub fn AllowancePart(report: Report, currency: Currency) -> impl IntoView {
    let page = use_page();
    let expected = Memo::new(move |_| {
        let whole = report.sheet(currency, |sheet| sheet.whole)?;
        report.shape.with(|shape| {
            let of = |query: &_| {
                page.ledger
                    .book
                    .with(|book| expected_loss(book.firm(), query, &shape.columns, &whole))
            };
            Some(report.whole_query.with(of))
        })
    });
    let part = move || match expected.get() {
        None => ().into_any(),
        Some(Expected::Table(table)) => lines(page, currency, table),
        Some(Expected::OtherColumns) => {
            view! { <p class="quiet small">{page.t(words::other_columns)}</p> }.into_any()
        }
        Some(Expected::NoPercentages) => view! {
            <p class="quiet small">
                {page.t(words::no_percentages)} " "
                <a class="link no-print" href=href(Screen::Settings(Section::Firm))>
                    {page.t(words::set_percentages)}
                </a>
            </p>
        }
        .into_any(),
    };
    let has_table = Memo::new(move |_| expected.with(|of| matches!(of, Some(Expected::Table(_)))));
    let make = Callback::new(move |()| {
        let (lang, as_of) =
            (page.lang.get_untracked(), report.whole_query.with_untracked(|query| query.as_of));
        let table = match expected.get_untracked() {
            Some(Expected::Table(table)) => table,
            _ => AllowanceTable { lines: Vec::new(), total_minor: 0 },
        };
        (file_name("allowance", as_of), allowance_sheet(&table, currency, lang))
    });
    view! {
        <section class="allowance">
            <div class="section-head">
                <h2>{page.t(aging_words::allowance)}</h2>
                {move || has_table.get().then(|| export_links(page, aging_words::allowance, make))}
            </div>
            {live(part)}
        </section>
    }
}

fn lines(page: Page, currency: Currency, table: AllowanceTable) -> AnyView {
    let (lang, style) = (page.lang.get(), page.style.get());
    let rows: Vec<AnyView> = table
        .lines
        .into_iter()
        .map(|line| {
            let lost = match line.lost_minor {
                0 => view! { <span class="zero">"–"</span> }.into_any(),
                lost => page.amount(lost, currency).into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{aging_words::column(lang, line.column)}</th>
                    <td class="number quiet">{format::percent_points(line.percent, style)}</td>
                    <td class="number">{lost}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <table class="table">
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">{words::age(lang)}</th>
                    <th scope="col">{words::percent(lang)}</th>
                    <th scope="col">{words::lost(lang)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{aging_words::total(lang)}</th>
                    <td></td>
                    <td class="number">{page.money(Money::new(table.total_minor, currency))}</td>
                </tr>
            </tfoot>
        </table>
    }
    .into_any()
}
