//! What is behind a figure that was pressed, over the report; Esc and back return to it.

use cartera::aging::RowKey;
use cartera::ledger::{Currency, Money};
use cartera::route::{Route, Screen};
use cartera::text::{aging as aging_words, common, format, receivables as words, sheets};
use cartera::views::receivables::{Drill, DrillLine, DrillTo, drilled, parse_drill};
use cartera::views::sheets::{drill_sheet, file_name};
use leptos::prelude::*;

use super::Report;
use super::cells::age;
use crate::ui::components::Dialog;
use crate::ui::export::{Make, export_links};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};
use crate::ui::shell::href;

/// More lines than these are a list of their own.
const SHOWN: usize = 200;

/// The window, shown while the address names a figure.
#[component]
pub fn Behind(report: Report) -> impl IntoView {
    let page = use_page();
    let param = page.address.param("drill");
    let drill = Memo::new(move |_| {
        let by = report.shape.with(|shape| shape.by);
        let text = param.get()?;
        page.ledger.book.with(|book| parse_drill(book, by, &text))
    });
    let lines = Memo::new(move |_| {
        let lang = page.lang.get();
        drill.with(|drill| {
            let drill = drill.as_ref()?;
            let find = |query: &_| page.ledger.book.with(|book| drilled(book, query, drill, lang));
            Some(report.query.with(find))
        })
    });
    let open = RwSignal::new(false);
    // Opened by a press on this screen, going back closes it and leaves no step behind.
    let was_pressed = StoredValue::new(false);
    effect(move |before: Option<bool>| {
        let is = drill.with(Option::is_some);
        was_pressed.set_value(is && before == Some(false));
        open.set(is);
        is
    });
    effect(move |before: Option<bool>| {
        let is = open.get();
        if before == Some(true) && !is && drill.with_untracked(Option::is_some) {
            if was_pressed.get_value() {
                page.address.back_or(Screen::Receivables);
            } else {
                page.address.set_param("drill", "");
            }
        }
        is
    });
    let make = Callback::new(move |()| {
        let lang = page.lang.get_untracked();
        let (as_of, basis) = report.query.with_untracked(|query| (query.as_of, query.basis));
        let sheet = drill.with_untracked(|drill| {
            let lines = lines.get_untracked().unwrap_or_default();
            drill.as_ref().map(|drill| drill_sheet(drill, &lines, basis, lang))
        });
        let none = || cartera::files::sheet::Sheet::new("", []);
        (file_name("behind", as_of), sheet.unwrap_or_else(none))
    });
    let title = move || drill.with(|drill| drill.as_ref().map(|drill| title(page, report, drill)));
    view! {
        <Dialog open=open title=Signal::derive(move || title().unwrap_or_default())>
            <div class="drill">
                {move || {
                    drill.with(|drill| {
                        let drill = drill.as_ref()?;
                        lines.with(|lines| Some(list(page, report, drill, lines.as_deref()?, make)))
                    })
                }}
            </div>
        </Dialog>
    }
}

/// Whose, and which column.
fn title(page: Page, report: Report, drill: &Drill) -> String {
    let lang = page.lang.get();
    let whose = match &drill.cell.key {
        Some(key) => {
            page.ledger.book.with(|book| cartera::aging::row_name(book, key, lang).into_owned())
        }
        None => words::everyone(lang).to_owned(),
    };
    let column = drill
        .cell
        .bucket
        .and_then(|bucket| report.shape.with(|shape| shape.columns.get(bucket).copied()));
    let column = match column {
        _ if drill.is_credit => aging_words::unapplied(lang).to_owned(),
        Some(column) => words::column(lang, column),
        None => aging_words::balance(lang).to_owned(),
    };
    [whose, column].join(" · ")
}

fn list(page: Page, report: Report, drill: &Drill, lines: &[DrillLine], make: Make) -> AnyView {
    let lang = page.lang.get();
    if lines.is_empty() {
        return view! { <p class="quiet">{words::nothing_behind(lang)}</p> }.into_any();
    }
    let currency = drill.cell.currency;
    let total: i64 = lines.iter().map(|line| line.open_minor).sum();
    let is_one_customer = matches!(drill.cell.key, Some(RowKey::Customer(_)));
    let basis = report.shape.with(|shape| shape.basis);
    let rows: Vec<AnyView> = lines
        .iter()
        .take(SHOWN)
        .map(|line| {
            let to = match line.to {
                DrillTo::Invoice(id) => Screen::Invoice(id),
                DrillTo::Credit(id) => Screen::Payment(id),
            };
            let who = (!is_one_customer).then(|| view! { <small>{line.customer.clone()}</small> });
            view! {
                <tr>
                    <th scope="row">
                        <a class="door" href=href(to)>{line.name.clone()}</a>
                        {who}
                    </th>
                    <td class="nowrap">{format::date_medium(lang, line.on)}</td>
                    <td class="number keep-below">
                        {line.days.map(|days| age(page, basis, line.class, days))}
                    </td>
                    <td class="number keep strong">{page.amount(line.open_minor, currency)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let day = if drill.is_credit { common::date(lang) } else { common::due(lang) };
    let counted =
        words::lines(lang, cartera::aging::Grouping::Invoice, lines.len(), page.style.get());
    view! {
        <p class="drill-sum">
            <span class="strong">{page.money(Money::new(total, currency))}</span>
            <span class="quiet">{counted}</span>
            <span class="push">{export_links(page, sheets::behind, make)}</span>
        </p>
        <table class="table folds">
            <thead>
                <tr>
                    <th scope="col">{common::number(lang)}</th>
                    <th scope="col">{day}</th>
                    <th scope="col" class="number">{words::age(lang)}</th>
                    <th scope="col" class="number">{words::open(lang)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {(lines.len() > SHOWN)
            .then(|| {
                let count = format::count(lines.len(), page.style.get());
                let to = whole_list(report, drill, currency);
                view! { <a class="link" href=format!("#{to}")>{words::see_list(lang, &count)}</a> }
            })}
    }
    .into_any()
}

/// The report by invoice, narrowed to what the figure is about.
fn whole_list(report: Report, drill: &Drill, currency: Currency) -> Route {
    let bucket = drill.cell.bucket.map(|bucket| bucket.to_string()).unwrap_or_default();
    let route = report.base.with(|route| route.clone().with("by", "invoice").with("sort", ""));
    let route = route.with("currency", currency.code()).with("bucket", &bucket);
    let named = |route: Route, name: &str, value: &str| {
        let value = if value.is_empty() { cartera::views::receivables::NOBODY } else { value };
        route.with(name, value)
    };
    match &drill.cell.key {
        Some(RowKey::Segment(name)) => named(route, "segment", name),
        Some(RowKey::Responsible(name)) => named(route, "responsible", name),
        _ => route,
    }
}
