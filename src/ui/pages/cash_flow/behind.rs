//! What is behind a figure that was pressed; Esc and back return to it.

use std::sync::Arc;

use cartera::browser::yield_now;
use cartera::ledger::Money;
use cartera::route::Screen;
use cartera::text::{cash_flow as words, common, format, sheets};
use cartera::views::cash_flow::{BehindLine, Figure, Scenario, behind};
use cartera::views::sheets::{cash_behind_sheet, file_name};
use leptos::prelude::*;
use leptos::task::spawn_local;
use rust_decimal::Decimal;

use super::desk::Desk;
use crate::ui::components::Dialog;
use crate::ui::export::{Make, export_links};
use crate::ui::focus;
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};
use crate::ui::shell::href as screen_href;

/// More lines than these are not read one by one: the others are one sum.
const SHOWN: usize = 200;

/// The address of what is behind a figure.
pub fn href(desk: Desk, figure: Figure) -> String {
    // Followed: the links carry what is asked for.
    format!("#{}", desk.page.address.route().with("drill", &figure.code()))
}

/// Opens it.
pub fn open(desk: Desk, figure: Figure) {
    desk.page.address.go(&desk.page.address.now().with("drill", &figure.code()));
}

type Lines = Option<Arc<Vec<BehindLine>>>;

/// The window, shown while the address names a figure.
#[component]
pub fn Behind(desk: Desk) -> impl IntoView {
    let page = desk.page;
    let param = page.address.param("drill");
    let figure = Memo::new(move |_| {
        let code = param.get()?;
        desk.asked.with(|asked| Figure::from_code(&code, &asked.question))
    });
    let lines = RwSignal::new(None::<Arc<Vec<BehindLine>>>);
    effect(move |_| {
        let (figure, asked, projection) = (figure.get(), desk.asked.get(), desk.projection.get());
        let (Some(figure), Some(projection)) = (figure, projection) else {
            lines.set(None);
            return;
        };
        let book = page.ledger.book.get();
        spawn_local(async move {
            // The window shows first.
            yield_now().await;
            let found = behind(&book, &asked.question, &projection, asked.scenario, figure);
            let _ = lines.try_set(Some(Arc::new(found)));
        });
    });
    let open = RwSignal::new(false);
    // Opened by a press on this screen, going back closes it and leaves no step behind.
    let was_pressed = StoredValue::new(false);
    effect(move |before: Option<bool>| {
        let is = figure.with(Option::is_some);
        was_pressed.set_value(is && before == Some(false));
        open.set(is);
        is
    });
    effect(move |before: Option<bool>| {
        let is = open.get();
        if before == Some(true) && !is && figure.with_untracked(Option::is_some) {
            if was_pressed.get_value() {
                page.address.back_or(Screen::CashFlow);
            } else {
                let code = param.get_untracked().unwrap_or_default();
                page.address.set_param("drill", "");
                focus::give(["main a.behind[href*='", &code, "']"].concat());
            }
        }
        is
    });
    let make = Callback::new(move |()| {
        let (on, currency) =
            desk.asked.with_untracked(|asked| (asked.question.on, asked.question.currency));
        let lines = lines.get_untracked().unwrap_or_default();
        let lang = page.lang.get_untracked();
        let sheet = page
            .ledger
            .book
            .with_untracked(|book| cash_behind_sheet(book, &lines, currency, on, lang));
        (file_name("cash-behind", on), sheet)
    });
    let title = move || figure.get().map(|figure| title(desk, figure)).unwrap_or_default();
    view! {
        <Dialog open=open title=Signal::derive(title)>
            <div class="drill wide">
                {move || list(desk, lines.get(), make)}
            </div>
        </Dialog>
    }
}

fn title(desk: Desk, figure: Figure) -> String {
    let lang = desk.page.lang.get();
    let (scenario, by) = desk.asked.with(|asked| (asked.scenario, asked.by));
    match figure {
        Figure::Beyond if scenario == Scenario::Contractual => words::due_later(lang).to_owned(),
        Figure::Beyond => words::beyond(lang).to_owned(),
        Figure::Within(first, last) => {
            let what = words::period_name(lang, first, last, by);
            match scenario {
                Scenario::Contractual => words::behind_due(lang, &what),
                Scenario::Expected | Scenario::Stressed => words::behind(lang, &what),
            }
        }
    }
}

fn list(desk: Desk, lines: Lines, make: Make) -> AnyView {
    let page = desk.page;
    let lang = page.lang.get();
    let Some(lines) = lines else {
        return view! { <p class="quiet" role="status">{cartera::text::shell::loading(lang)}</p> }
            .into_any();
    };
    if lines.is_empty() {
        return view! { <p class="quiet">{words::nothing_behind(lang)}</p> }.into_any();
    }
    let currency = desk.asked.with(|asked| asked.question.currency);
    let sum: i64 = lines.iter().map(|line| line.minor).sum();
    let counted = match lines.len() {
        1 => words::invoices_one(lang).to_owned(),
        count => words::invoices(lang, &format::count(count, page.style.get())),
    };
    let rows = page.ledger.book.with(|book| {
        lines.iter().take(SHOWN).map(|line| row(desk, book, line)).collect::<Vec<_>>()
    });
    let rest = lines.get(SHOWN..).filter(|rest| !rest.is_empty()).map(|rest| {
        let name = words::others(lang, &format::count(rest.len(), page.style.get()));
        let amount = desk.amount(rest.iter().map(|line| line.minor).sum());
        view! {
            <tr class="quiet">
                <th scope="row">{name}</th>
                <td></td>
                <td></td>
                <td></td>
                <td></td>
                <td class="number keep">{amount}</td>
            </tr>
        }
    });
    view! {
        <p class="drill-sum">
            <span class="strong">{page.money(Money::new(sum, currency))}</span>
            <span class="quiet">{counted}</span>
            <span class="push">{export_links(page, sheets::behind, make)}</span>
        </p>
        <table class="table folds">
            <thead>
                <tr>
                    <th scope="col">{common::number(lang)}</th>
                    <th scope="col">{words::why(lang)}</th>
                    <th scope="col">{words::likely(lang)}</th>
                    <th scope="col" class="number">{common::open(lang)}</th>
                    <th scope="col" class="number">{words::chance(lang)}</th>
                    <th scope="col" class="number">{words::of_it(lang)}</th>
                </tr>
            </thead>
            <tbody>{rows} {rest}</tbody>
        </table>
    }
    .into_any()
}

fn row(desk: Desk, book: &cartera::ledger::Book, line: &BehindLine) -> AnyView {
    let page = desk.page;
    let (lang, today) = (page.lang.get(), desk.asked.with(|asked| asked.question.on));
    let item = book.item(line.item);
    let invoice = book.invoice(item.invoice).invoice.id;
    let customer = book.customer(item.customer).customer.name().to_owned();
    let due = format::date_short(lang, item.due_on);
    let why = match line.reason {
        Some(reason) => words::reason(lang, reason),
        None if item.due_on <= today => words::by_overdue(lang, &due),
        None => words::by_due(lang, &due),
    };
    let likely = match line.likely_on {
        Some(on) => format::date_short(lang, on),
        None => words::later(lang).to_owned(),
    };
    let chance = Decimal::try_from(line.chance).unwrap_or_default();
    view! {
        <tr>
            <th scope="row">
                <a class="door" href=screen_href(Screen::Invoice(invoice))>{words::item_name(book, line.item)}</a>
                <small>{customer}</small>
            </th>
            <td>{why.clone()}</td>
            <td class="nowrap">{likely}</td>
            <td class="number">{desk.amount(line.open_minor)}</td>
            <td class="number">{format::percent(chance, page.style.get())}</td>
            <td class="number keep strong">{desk.amount(line.minor)}</td>
            <td class="keep-below only-phone">{why}</td>
        </tr>
    }
    .into_any()
}
