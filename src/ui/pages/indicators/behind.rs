//! What is behind a figure that was pressed, over the screen; Esc and back return to it.

use std::sync::Arc;

use cartera::indicators::{Drill, Indicator, items_behind};
use cartera::ledger::Money;
use cartera::route::Screen;
use cartera::text::indicators::behind as words;
use cartera::text::indicators::definitions::definition_of;
use cartera::text::indicators::{self as titles, Written};
use cartera::text::{common, format};
use cartera::views::indicators::{Side, SideLine, SideUnit, counted_days, figure_line, sides};
use cartera::views::sheets::sides_sheet;
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::Shown;
use crate::ui::components::Dialog;
use crate::ui::export::export_buttons;
use crate::ui::focus;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};
use crate::ui::shell::href;

/// More lines than these of a side are one line; each stands in the file.
const SHOWN: usize = 200;

/// The window, shown while the address names a figure.
#[component]
pub fn Behind(shown: Shown) -> impl IntoView {
    let page = use_page();
    let param = page.address.param("figure");
    let chosen = Memo::new(move |_| Indicator::from_code(&param.get()?));
    let behind = Memo::new(move |_| {
        let (indicator, lang) = (chosen.get()?, page.lang.get());
        let of = |question: &_| {
            page.ledger.book.with(|book| {
                let drill = items_behind(book, question, indicator);
                let sides = sides(book, &drill, lang);
                Found { indicator, drill, sides }
            })
        };
        Some(Arc::new(shown.question.with(of)))
    });
    let open = RwSignal::new(false);
    // Opened by a press on this screen, going back closes it and leaves no step behind.
    let was_pressed = StoredValue::new(false);
    effect(move |before: Option<bool>| {
        let is = chosen.get().is_some();
        was_pressed.set_value(is && before == Some(false));
        open.set(is);
        is
    });
    effect(move |before: Option<bool>| {
        let is = open.get();
        let figure = chosen.get_untracked().filter(|_| before == Some(true) && !is);
        if let Some(figure) = figure {
            if was_pressed.get_value() {
                page.address.back_or(Screen::Indicators);
            } else {
                page.address.set_param("figure", "");
                focus::give(["main a.door[href*='figure=", figure.code(), "']"].concat());
            }
        }
        is
    });
    let title = move || {
        chosen.get().map(|indicator| titles::name(page.lang.get(), indicator)).unwrap_or_default()
    };
    view! {
        <Dialog open=open title=Signal::derive(title)>
            <div class="drill figure-behind">
                {move || behind.with(|found| found.as_ref().map(|found| content(page, shown, found)))}
            </div>
        </Dialog>
    }
}

#[derive(PartialEq)]
struct Found {
    indicator: Indicator,
    drill: Drill,
    sides: Vec<Side>,
}

fn content(page: Page, shown: Shown, found: &Arc<Found>) -> AnyView {
    let written = shown.written(page);
    let lang = written.lang;
    let unit = found.indicator.unit();
    let value = shown.report.with(|report| figure_line(report, found.indicator).value);
    let large = match value {
        Ok(value) => view! { <span class="strong">{written.whole(unit, value)}</span> }.into_any(),
        Err(missing) => view! {
            <span class="strong">{titles::cannot(lang)}</span>
            " "
            <span class="quiet">{titles::why(lang, missing)}</span>
        }
        .into_any(),
    };
    let [formula, _] = definition_of(lang, found.indicator);
    let make = {
        let found = Arc::clone(found);
        Callback::new(move |()| {
            let lang = page.lang.get_untracked();
            let title = titles::name(lang, found.indicator);
            let on = format::iso(found.drill.period.to);
            let code = written.currency.code();
            let name = [found.indicator.code(), "-", &on, "-", code, ".csv"].concat();
            (name, sides_sheet(&title, &found.sides, written.currency, lang))
        })
    };
    // Counted back, it is the months that tell how the figure comes about.
    let first = usize::from(found.indicator == Indicator::DsoCountback);
    let sides = found.sides.iter().enumerate();
    view! {
        <p class="drill-sum">{large} <span class="quiet">{equation(written, found, value.ok())}</span></p>
        <p class="quiet formula">{formula}</p>
        {sides.map(|(at, side)| one_side(page, written, side, at == first)).collect_view()}
        <div class="row">
            {export_buttons(page, "button quiet", make)}
        </div>
    }
    .into_any()
}

/// The sides as they are divided, `$ 10,500.00 ÷ $ 12,500.00 × 90 días`; or the days of the
/// months that were counted back, `31 + 28 + 21.0`.
fn equation(written: Written, found: &Found, value: Option<Decimal>) -> String {
    let [upper, lower] = &found.sides[..] else { return String::new() };
    if found.indicator == Indicator::DsoCountback {
        let days = value.map(|value| counted_days(lower, value)).unwrap_or_default();
        let days = days.into_iter().map(|days| format::decimal(days, written.style));
        let days: Vec<String> = days.collect();
        return if days.len() > 1 { ["= ", &days.join(" + ")].concat() } else { String::new() };
    }
    let sum = |side: &Side| side.unit.written(written, side.sum);
    let mut said = ["= ", &sum(upper), " ÷ "].concat();
    if found.indicator == Indicator::Turnover {
        said.push_str(&["(", &sum(lower), " ÷ 2)"].concat());
    } else {
        said.push_str(&sum(lower));
    }
    if let Some(days) = found.drill.days {
        said.push(' ');
        said.push_str(&words::of_days(written.lang, &days.to_string()));
    }
    said
}

fn one_side(page: Page, written: Written, side: &Side, is_open: bool) -> AnyView {
    let lang = written.lang;
    let day = |day| format::date_medium(lang, day);
    let days = if side.days.from == side.days.to {
        day(side.days.to)
    } else {
        [day(side.days.from), day(side.days.to)].join(" – ")
    };
    let count = match side.lines.len() {
        1 => words::one_line(lang).to_owned(),
        count => words::lines(lang, &format::count(count, written.style)),
    };
    let rest = side.lines.get(SHOWN..).filter(|rest| !rest.is_empty());
    let has_days = side.lines.iter().any(|line| line.days.is_some());
    let mut rows: Vec<AnyView> =
        side.lines.iter().take(SHOWN).map(|line| row(written, side.unit, line, has_days)).collect();
    rows.extend(rest.map(|rest| rest_row(written, side.unit, rest, has_days)));
    let sum = side.unit.written(written, side.sum);
    let table = view! {
        <table class="table folds">
            <thead>
                <tr>
                    <th scope="col">{words::what_head(lang)}</th>
                    <th scope="col">{common::date(lang)}</th>
                    {has_days.then(|| view! { <th scope="col" class="number">{words::days_head(lang)}</th> })}
                    <th scope="col" class="number">{common::amount(lang)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{words::sum(lang)}</th>
                    <td></td>
                    {has_days.then(|| view! { <td></td> })}
                    <td class="number keep">{sum.clone()}</td>
                </tr>
            </tfoot>
        </table>
    };
    let body = if side.lines.is_empty() {
        view! { <p class="quiet">{page.t(words::nothing_here)}</p> }.into_any()
    } else {
        table.into_any()
    };
    view! {
        <details class="side" open=is_open>
            <summary>
                <h3>{side.name}</h3>
                <span class="quiet">{days} " · " {count}</span>
                <span class="strong push">{sum}</span>
            </summary>
            {body}
        </details>
    }
    .into_any()
}

fn row(written: Written, unit: SideUnit, line: &SideLine, has_days: bool) -> AnyView {
    let name = match line.to {
        Some(to) => view! { <a class="door" href=href(to)>{line.name.clone()}</a> }.into_any(),
        None => line.name.clone().into_any(),
    };
    let promised = line
        .promised
        .map(|money| [" · ", &written.money(Decimal::from(money.amount_minor))].concat());
    let amount = amount(written, unit, line.amount);
    let days = has_days.then(|| {
        let days = line.days.map(|days| days.to_string());
        view! { <td class="number">{days}</td> }
    });
    view! {
        <tr>
            <th scope="row">
                {name}
                <small>{line.customer.clone()} {promised}</small>
            </th>
            <td class="nowrap keep-below">{format::date_medium(written.lang, line.on)}</td>
            {days}
            <td class="number keep strong">{amount}</td>
        </tr>
    }
    .into_any()
}

/// What is not shown line by line, as one sum.
fn rest_row(written: Written, unit: SideUnit, rest: &[SideLine], has_days: bool) -> AnyView {
    let count = format::count(rest.len(), written.style);
    let sum = rest.iter().map(|line| line.amount).sum();
    view! {
        <tr class="quiet">
            <th scope="row">{words::more_lines(written.lang, &count)}</th>
            <td></td>
            {has_days.then(|| view! { <td></td> })}
            <td class="number keep">{amount(written, unit, sum)}</td>
        </tr>
    }
    .into_any()
}

/// What lines add, in a column that names no currency.
fn amount(written: Written, unit: SideUnit, sum: i128) -> String {
    match (unit, i64::try_from(sum)) {
        (SideUnit::Minor, Ok(minor)) => {
            format::amount(Money::new(minor, written.currency), written.style)
        }
        _ => unit.written(written, sum),
    }
}
