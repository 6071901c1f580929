//! The whole of a currency: its balance, the stacked bar, and a button per column.

use cartera::aging::home_value;
use cartera::charts::{AgingBarOptions, BarPart, aging_bar};
use cartera::ledger::{Currency, Money};
use cartera::text::{aging as aging_words, format, receivables as words};
use cartera::views::receivables::open_minor;
use cartera::views::today::share;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Report;
use super::head::counted;
use crate::ui::components::ChartFigure;
use crate::ui::page::use_page;
use crate::ui::reactive::{Memo, live};

const BAR_PX: u32 = 34;

/// The part.
#[component]
pub fn Portfolio(report: Report, currency: Currency) -> impl IntoView {
    let page = use_page();
    let whole = Memo::new(move |_| report.sheet(currency, |sheet| (sheet.whole, sheet.whole_rows)));
    let parts = Memo::new(move |_| {
        let (lang, style) = (page.lang.get(), page.style.get());
        let Some((amounts, _)) = whole.get() else { return Vec::new() };
        let all = open_minor(&amounts);
        report.shape.with(|shape| {
            let columns = shape.columns.iter().zip(&shape.classes).zip(amounts.buckets.iter());
            columns
                .map(|((&column, &class), &minor)| BarPart {
                    bucket: class,
                    label: aging_words::column(lang, column),
                    amount_label: page.money(Money::new(minor, currency)),
                    share_label: format::percent(share(minor, all), style),
                    value: minor,
                })
                .collect::<Vec<_>>()
        })
    });
    let chosen = Memo::new(move |_| report.query.with(|query| query.filter.bucket));
    let choose = move |bucket: usize| {
        let is_chosen = chosen.get_untracked() == Some(bucket);
        let value = if is_chosen { String::new() } else { bucket.to_string() };
        page.address.set_param("bucket", &value);
    };
    let prefix = ["bar-", currency.code()].concat();
    let draw = Callback::new(move |width| {
        let opts =
            AgingBarOptions { lang: page.lang.get(), id_prefix: &prefix, width, height: BAR_PX };
        Some(parts.with(|parts| aging_bar(parts, opts)))
    });
    let press = move |event: web_sys::MouseEvent| {
        // The segments are those of the columns with something in them, in order.
        let Some(place) = segment_of(&event) else { return };
        let owed = parts.with_untracked(|parts| {
            let owed = parts.iter().enumerate().filter(|(_, part)| part.value > 0);
            owed.map(|(bucket, _)| bucket).nth(place)
        });
        if let Some(bucket) = owed {
            choose(bucket);
        }
    };
    let chosen_class = move || {
        let bucket = chosen.get()?;
        report.shape.with(|shape| shape.classes.get(bucket).map(usize::to_string))
    };
    let heading = move || {
        let lang = page.lang.get();
        if report.currencies.with(Vec::len) > 1 || currency != page.home.get() {
            words::part(lang, currency.code())
        } else {
            words::balance(lang).to_owned()
        }
    };
    let about = move || {
        let (lang, style) = (page.lang.get(), page.style.get());
        let (amounts, rows) = whole.get()?;
        let by = report.shape.with(|shape| shape.by);
        let mut about = words::lines(lang, by, rows, style)
            .map(|_| vec![counted(page, by, rows)])
            .unwrap_or_default();
        let late: i64 = report.shape.with(|shape| {
            let late = shape.columns.iter().zip(amounts.buckets.iter());
            late.filter(|(column, _)| **column != cartera::aging::Column::NotYetDue)
                .map(|(_, minor)| *minor)
                .sum()
        });
        let is_by_due = report.shape.with(|shape| shape.basis == cartera::aging::Basis::DueDate);
        if is_by_due && late > 0 {
            let share = format::percent(share(late, open_minor(&amounts)), style);
            about.push(words::overdue(lang, &share));
        }
        if amounts.unapplied_minor != 0 {
            let credit = page.money(Money::new(amounts.unapplied_minor, currency));
            about.push(words::less_credit(lang, &credit));
        }
        if currency != page.home.get() {
            let as_of = report.query.with(|query| query.as_of);
            let balance = Money::new(amounts.balance_minor, currency);
            let worth = page.ledger.book.with(|book| home_value(book, balance, as_of));
            about.extend(worth.map(|worth| words::worth_in(lang, &page.money(worth))));
        }
        Some(about.join(" · "))
    };
    let balance = move || {
        whole.get().map(|(amounts, _)| page.money(Money::new(amounts.balance_minor, currency)))
    };
    view! {
        <div class="portfolio">
            <div class="portfolio-head">
                <h2>{live(heading)}</h2>
                <p class="value">{live(balance)}</p>
                <p class="about">{live(about)}</p>
            </div>
            <div class="pressable" data-chosen=live(chosen_class) on:click=press>
                <ChartFigure draw=draw bare=true />
            </div>
            <div class="buckets" role="group" aria-label=page.t(words::choose)>
                {move || {
                    parts
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(bucket, part)| {
                            view! {
                                <button
                                    type="button"
                                    aria-pressed=move || (chosen.get() == Some(bucket)).to_string()
                                    on:click=move |_| choose(bucket)
                                >
                                    <span class="name">
                                        <span class=format!("swatch bucket-{}", part.bucket)></span>
                                        {part.label}
                                    </span>
                                    <span class="value">{part.amount_label}</span>
                                    <span class="note">{part.share_label}</span>
                                </button>
                            }
                        })
                        .collect_view()
                }}
            </div>
        </div>
    }
}

/// Which segment of the bar was pressed, counted from the left.
fn segment_of(event: &web_sys::MouseEvent) -> Option<usize> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let segment = target.closest("g.segment").ok()??;
    let mut place = 0;
    let mut before = segment.previous_element_sibling();
    while let Some(element) = before {
        place += usize::from(element.matches("g.segment").unwrap_or(false));
        before = element.previous_element_sibling();
    }
    Some(place)
}
