//! The weeks or months ahead as a table, every expected amount a door to what is behind it.

use cartera::text::{Lang, cash_flow as words, common};
use cartera::views::cash_flow::{Figure, Period, PeriodLine, Scenario};
use leptos::prelude::*;

use super::behind;
use super::chart::is_counted;
use super::desk::Desk;

/// Which columns there are.
#[derive(Clone, Copy)]
struct Columns {
    band: bool,
    contractual: bool,
    to_come: bool,
    flow_in: bool,
    flow_out: bool,
    balance: bool,
}

/// The table.
#[component]
pub fn Table(desk: Desk) -> impl IntoView {
    move || {
        let lines = desk.lines.get();
        if lines.is_empty() {
            return ().into_any();
        }
        let lang = desk.page.lang.get();
        let (scenario, by, currency) =
            desk.asked.with(|asked| (asked.scenario, asked.by, asked.question.currency));
        let columns = Columns {
            band: scenario != Scenario::Contractual,
            contractual: scenario != Scenario::Contractual,
            to_come: lines.iter().any(|line| line.to_come_minor > 0),
            flow_in: lines.iter().any(|line| line.in_minor > 0),
            flow_out: lines.iter().any(|line| line.out_minor > 0),
            balance: is_counted(desk),
        };
        let period = if by == Period::Month { words::month(lang) } else { words::week(lang) };
        let rows = lines.iter().map(|line| row(desk, lang, by, columns, line));
        view! {
            <div class="table-box">
                <table class="table folds cash-lines">
                    <thead>
                        <tr>
                            <th scope="col">{period} " · " {currency.code()}</th>
                            {heads(lang, scenario, columns)}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                    <tfoot>{total(desk, lang, columns, &lines)}</tfoot>
                </table>
            </div>
        }
        .into_any()
    }
}

fn heads(lang: Lang, scenario: Scenario, columns: Columns) -> AnyView {
    let head = |is: bool, name: &'static str| {
        is.then(|| view! { <th scope="col" class="number">{name}</th> })
    };
    let head_wide = |is: bool, name: &'static str| {
        is.then(|| view! { <th scope="col" class="number only-broad">{name}</th> })
    };
    view! {
        {head(true, words::scenario_name(lang, scenario))}
        {head_wide(columns.band, words::low(lang))}
        {head_wide(columns.band, words::high(lang))}
        {head(columns.contractual, words::contractual(lang))}
        {head_wide(columns.to_come, words::to_come(lang))}
        {head(columns.flow_in, words::flow_in(lang))}
        {head(columns.flow_out, words::flow_out(lang))}
        {head(columns.balance, words::balance(lang))}
    }
    .into_any()
}

fn row(desk: Desk, lang: Lang, by: Period, columns: Columns, line: &PeriodLine) -> AnyView {
    let today = desk.page.ledger.today.get();
    let name = words::period_short(lang, line.first, line.last, by, today);
    let figure = Figure::Within(line.first, line.last);
    let inflow = match line.inflow_minor {
        0 => view! { <span class="zero">"–"</span> }.into_any(),
        minor => {
            let amount = desk.amount(minor);
            let label = words::of_period(lang, &amount, &name);
            view! { <a class="behind" href=behind::href(desk, figure) aria-label=label>{amount}</a> }
                .into_any()
        }
    };
    let cell = |is: bool, minor: Option<i64>, is_broad: bool| {
        is.then(|| {
            let (class, text) = match minor {
                Some(0) | None => ("number zero", "–".to_owned()),
                Some(minor) => ("number quiet", desk.amount(minor)),
            };
            view! { <td class=class class:only-broad=is_broad>{text}</td> }
        })
    };
    let number = |is, minor| cell(is, minor, false);
    let broad = |is, minor| cell(is, minor, true);
    let balance = columns.balance.then(|| {
        let is_below = line.balance_minor < 0;
        let amount = desk.amount(line.balance_minor);
        view! {
            <td class="number keep-below strong" class:late=is_below>
                <span class="only-phone">{words::cash(lang)} " "</span>
                {amount}
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number keep strong">{inflow}</td>
            {broad(columns.band, line.band.map(|band| band.low_minor))}
            {broad(columns.band, line.band.map(|band| band.high_minor))}
            {number(columns.contractual, Some(line.contractual_minor))}
            {broad(columns.to_come, Some(line.to_come_minor))}
            {number(columns.flow_in, Some(line.in_minor))}
            {number(columns.flow_out, Some(line.out_minor))}
            {balance}
        </tr>
    }
    .into_any()
}

/// Of a band there is no sum: not all weeks are bad at once.
fn total(desk: Desk, lang: Lang, columns: Columns, lines: &[PeriodLine]) -> AnyView {
    let sum = |of: fn(&PeriodLine) -> i64| desk.amount(lines.iter().map(of).sum());
    let number = |is: bool, text: String| is.then(|| view! { <td class="number">{text}</td> });
    let broad =
        |is: bool, text: String| is.then(|| view! { <td class="number only-broad">{text}</td> });
    view! {
        <tr>
            <th scope="row">{common::total(lang)}</th>
            <td class="number keep">{sum(|line| line.inflow_minor)}</td>
            {broad(columns.band, String::new())}
            {broad(columns.band, String::new())}
            {number(columns.contractual, sum(|line| line.contractual_minor))}
            {broad(columns.to_come, sum(|line| line.to_come_minor))}
            {number(columns.flow_in, sum(|line| line.in_minor))}
            {number(columns.flow_out, sum(|line| line.out_minor))}
            {number(columns.balance, String::new())}
        </tr>
    }
    .into_any()
}
