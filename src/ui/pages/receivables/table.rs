//! The tables: a line per customer, segment, person, invoice or currency.

use std::sync::Arc;

use cartera::aging::{Grouping, Row, RowKey, SortKey, row_name};
use cartera::ledger::book::Book;
use cartera::ledger::{Currency, Ix};
use cartera::route::Screen;
use cartera::text::{
    aging as aging_words, common, currency, dealings, format, receivables as words,
};
use cartera::views::receivables::{NOBODY, sort_code};
use leptos::prelude::*;

use super::cells::{Whose, age, amounts, balance};
use super::head::counted;
use super::{Report, Shape};
use crate::ui::components::{Order, SortHeader, WindowedRows};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, Signal, live};
use crate::ui::shell::href;

/// The height of a line in pixels; style/pages.css holds it to that.
const ROW_PX: u32 = 58;

/// The table of one currency.
#[component]
pub fn SheetTable(report: Report, currency: Currency) -> impl IntoView {
    let page = use_page();
    let rows = Memo::new(move |_| {
        report.sheet(currency, |sheet| Arc::clone(&sheet.rows)).unwrap_or_default()
    });
    let largest =
        Memo::new(move |_| report.sheet(currency, |sheet| sheet.largest_minor).unwrap_or_default());
    let draw: Arc<dyn Fn(&Row) -> AnyView + Send + Sync> =
        Arc::new(move |row| line(page, report, currency, largest.get(), row));
    let scrolls = Memo::new(move |_| is_wide(page, report, currency));
    let is_empty = Memo::new(move |_| rows.with(|rows| rows.is_empty()));
    move || {
        if is_empty.get() {
            return view! { <p class="quiet">{page.t(words::nothing_in_range)}</p> }.into_any();
        }
        let columns = report.shape.with(|shape| shape.columns.len() + 4) as u32;
        let draw = Arc::clone(&draw);
        view! {
            <div class="table-box" class:scrolls=move || scrolls.get()>
                <table class="table folds aging">
                    <caption class="visually-hidden">
                        {move || words::part(page.lang.get(), currency.code())}
                    </caption>
                    {move || head(page, report)}
                    <WindowedRows rows=rows row_px=ROW_PX columns=columns draw=draw />
                    <tfoot>{move || totals(page, report, currency)}</tfoot>
                </table>
            </div>
        }
        .into_any()
    }
}

/// Whether the columns need more room than the page is sure to have on a laptop. The totals
/// are the longest of each column, so they tell.
fn is_wide(page: Page, report: Report, currency: Currency) -> bool {
    const NAMES_AND_DAYS_PX: usize = 240;
    const ROOM_PX: usize = 1_008;
    const FIGURE_PX: usize = 9;
    const GAP_PX: usize = 12;
    if report.shape.with(|shape| shape.by == Grouping::Invoice) {
        return false;
    }
    let totals = report.sheet(currency, |sheet| sheet.totals);
    let Some(totals) = totals else { return false };
    let sums = totals.buckets.iter().copied();
    let sums = sums.chain([totals.unapplied_minor, totals.balance_minor]);
    let width_px: usize = sums
        .map(|minor| (page.amount(minor, currency).chars().count() * FIGURE_PX).max(70) + GAP_PX)
        .sum();
    width_px + NAMES_AND_DAYS_PX > ROOM_PX
}

/// One table of all currencies, a line each, not added up.
#[component]
pub fn CurrencyTable(report: Report) -> impl IntoView {
    let page = use_page();
    let lines = move || {
        report.sheets.with(|sheets| {
            let rows =
                sheets.iter().flat_map(|sheet| sheet.rows.iter().map(move |row| (sheet, row)));
            rows.map(|(sheet, row)| line(page, report, sheet.currency, sheet.largest_minor, row))
                .collect_view()
        })
    };
    view! {
        <div class="table-box">
            <table class="table folds aging">
                {move || head(page, report)}
                <tbody>{live(lines)}</tbody>
            </table>
        </div>
    }
}

fn head(page: Page, report: Report) -> AnyView {
    let lang = page.lang.get();
    let order = Signal::derive(move || {
        let order = report.order.get();
        Order { key: sort_code(order.by).to_owned(), descending: order.descending }
    });
    let sort = move |key: SortKey, name: String, number: bool| {
        view! { <SortHeader key=sort_code(key) label=name order=order number=number /> }.into_any()
    };
    report.shape.with(|shape| {
        let mut cells: Vec<AnyView> = Vec::new();
        if shape.by == Grouping::Invoice {
            cells.push(sort(SortKey::Number, common::number(lang).to_owned(), false));
            cells.push(sort(SortKey::Name, common::customer(lang).to_owned(), false));
            cells.push(sort(SortKey::DueOn, common::due(lang).to_owned(), false));
            cells.push(sort(SortKey::Days, words::age(lang).to_owned(), true));
            cells.push(sort(SortKey::Balance, words::open(lang).to_owned(), true));
        } else {
            cells.push(sort(
                SortKey::Name,
                aging_words::grouping(lang, shape.by).to_owned(),
                false,
            ));
            for (bucket, &column) in shape.columns.iter().enumerate() {
                cells.push(sort(SortKey::Bucket(bucket), aging_words::column(lang, column), true));
            }
            cells.push(sort(SortKey::Unapplied, aging_words::unapplied(lang).to_owned(), true));
            cells.push(sort(SortKey::Balance, aging_words::balance(lang).to_owned(), true));
            cells.push(sort(SortKey::Days, words::oldest(lang).to_owned(), true));
        }
        view! { <thead><tr>{cells}</tr></thead> }.into_any()
    })
}

fn line(page: Page, report: Report, currency: Currency, largest_minor: i64, row: &Row) -> AnyView {
    page.ledger.book.with(|book| {
        let lang = page.lang.get();
        let name = row_name(book, &row.key, lang).into_owned();
        if matches!(row.key, RowKey::Item(_) | RowKey::Credit(_)) {
            return document(page, report, book, currency, largest_minor, row, name);
        }
        let (to, about) = about(page, report, book, &row.key);
        let about = marked(page, report, currency, &row.key, about);
        let is_currency = matches!(row.key, RowKey::Currency(_));
        let whose = Whose {
            currency,
            // A currency's line is its total.
            key: (!is_currency).then_some(&row.key),
            name: &name,
            largest_minor: Some(largest_minor),
        };
        let cells = amounts(page, report, &whose, &row.amounts);
        view! {
            <tr>
                <th scope="row">
                    <a class="door" href=to>{name.clone()}</a>
                    <small>{about}</small>
                </th>
                {cells}
            </tr>
        }
        .into_any()
    })
}

/// Where a line leads, and a quiet word under its name.
fn about(page: Page, report: Report, book: &Book, key: &RowKey) -> (String, String) {
    // From a group to its customers, all else as it stands.
    let narrowed = |name: &str, value: &str| {
        let value = if value.is_empty() { NOBODY } else { value };
        let route = report.base.with(|route| route.clone().with("by", "").with("sort", ""));
        format!("#{}", route.with(name, value))
    };
    match key {
        RowKey::Customer(ix) => {
            let customer = &book.customer(*ix).customer;
            let words = [customer.segment.trim(), customer.responsible.trim()];
            let about = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>();
            (href(Screen::Customer(customer.id)), about.join(" · "))
        }
        RowKey::Segment(name) => (narrowed("segment", name), String::new()),
        RowKey::Responsible(name) => (narrowed("responsible", name), String::new()),
        RowKey::Currency(of) => {
            (narrowed("currency", of.code()), currency::name(page.lang.get(), *of).to_owned())
        }
        RowKey::Item(_) | RowKey::Credit(_) => (String::new(), String::new()),
    }
}

/// The quiet line under a name: before it, what is disputed or promised of the balance.
fn marked(page: Page, report: Report, currency: Currency, key: &RowKey, about: String) -> AnyView {
    let RowKey::Customer(ix) = key else { return about.into_any() };
    let Some(mark) = report.marks.with(|marks| marks.get(&(*ix, currency)).copied()) else {
        return about.into_any();
    };
    let lang = page.lang.get();
    let amount = |minor: i64| page.amount(minor, currency);
    let disputed = words_of(mark.disputed_minor, |minor| dealings::disputed(lang, &amount(minor)));
    let promised =
        words_of(mark.promised_minor, |minor| dealings::promised_amount(lang, &amount(minor)));
    let marks: Vec<String> = disputed.into_iter().chain(promised).collect();
    let joint = if about.is_empty() { "" } else { " · " };
    view! { <span class="claims">{marks.join(" · ")}</span>{joint}{about} }.into_any()
}

fn words_of(minor: i64, say: impl Fn(i64) -> String) -> Option<String> {
    (minor > 0).then(|| say(minor))
}

/// A line that is an instalment, or what is left of a credit.
fn document(
    page: Page,
    report: Report,
    book: &Book,
    currency: Currency,
    largest_minor: i64,
    row: &Row,
    name: String,
) -> AnyView {
    let lang = page.lang.get();
    let (to, customer, on, badge) = match &row.key {
        RowKey::Item(ix) => {
            let item = book.item(*ix);
            let days = row.amounts.oldest_days.unwrap_or_default();
            let badge =
                report.shape.with(|shape| age(page, shape.basis, class_of(shape, row), days));
            let to = Screen::Invoice(book.invoice(item.invoice).invoice.id);
            (to, item.customer, format::date_medium(lang, item.due_on), badge)
        }
        RowKey::Credit(ix) => credit(page, book, *ix),
        _ => return ().into_any(),
    };
    let customer = book.customer(customer).customer.name().to_owned();
    let whose = Whose { currency, key: None, name: &name, largest_minor: Some(largest_minor) };
    let balance = report.shape.with(|shape| balance(page, shape, &whose, &row.amounts));
    view! {
        <tr>
            <th scope="row">
                <a class="door" href=href(to)>{name.clone()}</a>
                <small class="only-phone">{customer.clone()}</small>
            </th>
            <td class="who"><span>{customer}</span></td>
            <td class="nowrap">{on}</td>
            <td class="number keep-below">{badge}</td>
            {balance}
        </tr>
    }
    .into_any()
}

type Document = (Screen, Ix<cartera::ledger::book::CustomerEntry>, String, AnyView);

fn credit(page: Page, book: &Book, ix: Ix<cartera::ledger::book::CreditEntry>) -> Document {
    let lang = page.lang.get();
    let entry = book.credit(ix);
    let badge = view! { <span class="badge plain">{aging_words::unapplied(lang)}</span> };
    let on = format::date_medium(lang, entry.effective_on());
    (Screen::Payment(entry.credit.id), entry.customer, on, badge.into_any())
}

/// The colour of the column an instalment stands in.
fn class_of(shape: &Shape, row: &Row) -> usize {
    let bucket = row.amounts.buckets.iter().position(|&minor| minor != 0);
    bucket.and_then(|bucket| shape.classes.get(bucket)).copied().unwrap_or_default()
}

fn totals(page: Page, report: Report, currency: Currency) -> AnyView {
    let Some((totals, count)) = report.sheet(currency, |sheet| (sheet.totals, sheet.rows.len()))
    else {
        return ().into_any();
    };
    let by = report.shape.with(|shape| shape.by);
    let name = counted(page, by, count);
    let whose =
        Whose { currency, key: None, name: words::everyone(page.lang.get()), largest_minor: None };
    let cells = if by == Grouping::Invoice {
        let balance = report.shape.with(|shape| balance(page, shape, &whose, &totals));
        view! { <td></td><td></td><td class="keep-below"></td> {balance} }.into_any()
    } else {
        amounts(page, report, &whose, &totals)
    };
    view! { <tr><th scope="row">{name}</th>{cells}</tr> }.into_any()
}
