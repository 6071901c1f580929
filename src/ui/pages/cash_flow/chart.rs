//! The chart of weeks or months, with the cash under it.

use cartera::charts::{
    BalanceLine, CashBar, CashFlowNames, CashFlowOptions, Chart as Picture, NumberMarks, cash_flow,
};
use cartera::forecast::CashLine;
use cartera::text::{Lang, cash_flow as words, format};
use cartera::views::cash_flow::{
    Asked, Figure, PastLine, Period, PeriodLine, Scenario, of_scenario,
};
use cartera::views::sheets::cash_sheet;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::behind;
use super::desk::Desk;
use crate::ui::components::ChartFigure;
use crate::ui::reactive::{Memo, live};

const BARS_PX: u32 = 250;
const BALANCE_PX: u32 = 160;

/// The chart; a press on what is ahead opens what is behind it.
#[component]
pub fn Chart(desk: Desk) -> impl IntoView {
    let page = desk.page;
    let draw = Callback::new(move |width| {
        let (lines, past) = (desk.lines.get(), desk.past.get());
        (!lines.is_empty()).then(|| picture(desk, &past, &lines, width))
    });
    let data = Callback::new(move |()| {
        let (lines, past) = (desk.lines.get_untracked(), desk.past.get_untracked());
        let currency = desk.asked.with_untracked(|asked| asked.question.currency);
        cash_sheet(&lines, &past, currency, is_counted(desk), page.lang.get_untracked())
    });
    let press = move |event: web_sys::MouseEvent| {
        let Some(place) = column_of(&event) else { return };
        let before = desk.past.with_untracked(|past| past.len());
        let line = place
            .checked_sub(before)
            .and_then(|place| desk.lines.with_untracked(|lines| lines.get(place).copied()));
        if let Some(line) = line.filter(|line| line.inflow_minor > 0) {
            behind::open(desk, Figure::Within(line.first, line.last));
        }
    };
    let to_come = move || {
        let minor: i64 = desk.lines.with(|lines| lines.iter().map(|line| line.to_come_minor).sum());
        let count = format::count(desk.to_come.with(|all| all.invoices.len()), page.style.get());
        let said = words::to_come_said(page.lang.get(), &count, &desk.money(minor));
        (minor > 0).then(|| view! { <p class="quiet small">{said}</p> })
    };
    let is_lumpy = Memo::new(move |_| {
        let exceeds =
            |line: &PeriodLine| line.band.is_some_and(|band| band.high_minor < line.inflow_minor);
        desk.lines.with(|lines| lines.iter().any(exceeds))
    });
    let has_overdue = Memo::new(move |_| {
        let on = desk.asked.with(|asked| asked.question.on);
        desk.projection.with(|projection| {
            projection.as_ref().is_some_and(|projection| {
                let mut items = projection.items.iter();
                page.ledger.book.with(|book| items.any(|item| book.item(item.item).due_on <= on))
            })
        })
    });
    let file = move || {
        let (lang, day) = (page.lang.get_untracked(), page.ledger.today.get_untracked());
        [words::file(lang), "-", &format::iso(day)].concat()
    };
    view! {
        <section class="cash-chart" on:click=press>
            <ChartFigure draw=draw file=file() data=data />
            {move || has_overdue.get().then(|| view! { <p class="quiet small">{page.t(words::overdue_first)}</p> })}
            {move || is_lumpy.get().then(|| view! { <p class="quiet small">{page.t(words::lumpy)}</p> })}
            {live(to_come)}
            {move || {
                (!desk.past.with(|past| past.is_empty()))
                    .then(|| view! { <p class="quiet small">{page.t(words::past_is)}</p> })
            }}
        </section>
    }
}

/// Whether the cash is known, and all of it is looked at.
pub fn is_counted(desk: Desk) -> bool {
    let is_part = desk.asked.with(Asked::is_part);
    let is_known = |cash: &CashLine| cash.opening.counted.is_some();
    !is_part && desk.cash.with(|cash| cash.as_deref().is_some_and(is_known))
}

/// The names of the chart's parts.
pub fn names(lang: Lang, title: &'static str) -> CashFlowNames<'static> {
    CashFlowNames {
        title,
        description: title,
        period: words::week(lang),
        value: words::expected(lang),
        came_in: words::came_in(lang),
        projected: words::projected(lang),
        band: words::band(lang),
        low: words::low(lang),
        high: words::high(lang),
        compared: words::contractual(lang),
        to_come: words::to_come(lang),
        balance: words::balance(lang),
        today: words::today(lang),
    }
}

fn picture(desk: Desk, past: &[PastLine], lines: &[PeriodLine], width: u32) -> Picture {
    let page = desk.page;
    let (lang, style) = (page.lang.get(), page.style.get());
    let (scenario, by, currency) =
        desk.asked.with(|asked| (asked.scenario, asked.by, asked.question.currency));
    let is_counted = is_counted(desk);
    let mut bars: Vec<CashBar> = past
        .iter()
        .map(|line| CashBar {
            first: line.first,
            name: words::period_name(lang, line.first, line.last, by),
            is_past: true,
            value_minor: line.came_minor,
            band_minor: None,
            compared_minor: Some(line.projected_minor),
            to_come_minor: 0,
            balance_minor: None,
        })
        .collect();
    bars.extend(lines.iter().map(|line| CashBar {
        first: line.first,
        name: words::period_name(lang, line.first, line.last, by),
        is_past: false,
        value_minor: line.inflow_minor,
        band_minor: line.band.map(|band| (band.low_minor, band.high_minor)),
        compared_minor: (scenario != Scenario::Contractual).then_some(line.contractual_minor),
        to_come_minor: line.to_come_minor,
        balance_minor: is_counted.then_some(line.balance_minor),
    }));
    let balance = balance(desk, scenario).filter(|_| is_counted);
    let money = |minor| desk.money(minor);
    let said = desk.said.get().zip(desk.projection.get()).map(|(said, projection)| {
        desk.asked.with(|asked| words::headline(lang, asked, &projection, &said, &money))
    });
    let said = said.unwrap_or_default().replace('*', "");
    let title = match by {
        Period::Week => words::chart_weeks(lang),
        Period::Month => words::chart_months(lang),
    };
    let amount = |minor| desk.amount(minor);
    let opts = CashFlowOptions {
        lang,
        id_prefix: "cash-flow",
        width,
        bars_px: BARS_PX,
        balance_px: BALANCE_PX,
        by_month: by == Period::Month,
        names: CashFlowNames {
            description: &said,
            period: if by == Period::Month { words::month(lang) } else { words::week(lang) },
            value: words::scenario_name(lang, scenario),
            projected: match scenario {
                Scenario::Contractual => words::was_due(lang),
                Scenario::Expected | Scenario::Stressed => words::projected(lang),
            },
            ..names(lang, title)
        },
        has_axes: true,
        minor_digits: currency.minor_digits(),
        marks: NumberMarks { decimal: style.decimal, group: style.group },
        amount: &amount,
    };
    cash_flow(&bars, balance.as_ref(), opts)
}

fn balance(desk: Desk, scenario: Scenario) -> Option<BalanceLine> {
    let (projection, cash) = (desk.projection.get()?, desk.cash.get()?);
    let (_, expected) = of_scenario(&projection, &cash, scenario);
    let is_banded = scenario != Scenario::Contractual;
    let banded = |minor: &[i64]| if is_banded { minor.to_vec() } else { Vec::new() };
    let opening_minor = cash.opening.minor();
    let lowest = cash.lowest(expected).and_then(|lowest| {
        if lowest.balance_minor >= opening_minor {
            return Some((0, desk.money(opening_minor)));
        }
        let place = usize::try_from((lowest.on - cash.first).num_days()).ok()?;
        Some((place + 1, desk.money(lowest.balance_minor)))
    });
    Some(BalanceLine {
        opening_minor,
        expected_minor: expected.to_vec(),
        low_minor: banded(&cash.low_minor),
        high_minor: banded(&cash.high_minor),
        lowest,
    })
}

/// The place of the column that was pressed.
fn column_of(event: &web_sys::MouseEvent) -> Option<usize> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let column = target.closest("[data-index]").ok()??;
    column.get_attribute("data-index")?.parse().ok()
}
