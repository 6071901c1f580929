//! What stands over and under the report: its printed head, its filters, its worth at home.

use cartera::aging::{Grouping, home_balance};
use cartera::ledger::book::Book;
use cartera::route::{Screen, Section};
use cartera::text::{self, aging as aging_words, format, receivables as words};
use cartera::views::receivables::as_report;
use icondata_lu::LuX;
use leptos::prelude::*;

use super::Report;
use crate::ui::components::Icon;
use crate::ui::page::use_page;
use crate::ui::reactive::{Memo, live};
use crate::ui::shell::href;

/// On paper: whose report, as of when, by what.
#[component]
pub fn PrintedHead(report: Report) -> impl IntoView {
    let page = use_page();
    let said = move || {
        let lang = page.lang.get();
        report.query.with(|query| {
            let day = format::date_long(lang, query.as_of);
            let by = words::grouping(lang, query.by);
            words::printed(lang, &day, words::basis(lang, query.basis), by)
        })
    };
    view! {
        <div class="print-only report-head">
            <p class="strong">{move || page.ledger.book.with(|book| book.firm().name.clone())}</p>
            <p>{page.t(aging_words::report)} ". " {live(said)} "."</p>
        </div>
    }
}

/// The filters that no control shows.
#[component]
pub fn Chips(report: Report) -> impl IntoView {
    let page = use_page();
    let chips = move || {
        let lang = page.lang.get();
        let or = |name: &str, none: &'static str| {
            if name.is_empty() { none.to_owned() } else { name.to_owned() }
        };
        report.query.with(|query| {
            let filter = &query.filter;
            let mut chips: Vec<(&'static str, String)> = Vec::new();
            if let Some(name) = &filter.segment {
                let name = or(name, aging_words::no_segment(lang));
                chips.push(("segment", words::of_segment(lang, &name)));
            }
            if let Some(name) = &filter.responsible {
                let name = or(name, aging_words::no_responsible(lang));
                chips.push(("responsible", words::of_responsible(lang, &name)));
            }
            if let Some(ix) = filter.customer {
                let name =
                    page.ledger.book.with(|book| book.customer(ix).customer.name().to_owned());
                chips.push(("customer", words::of_customer(lang, &name)));
            }
            if let Some(bucket) = filter.bucket {
                let column = report.shape.with(|shape| shape.columns.get(bucket).copied());
                let name = column.map(|column| words::column(lang, column));
                chips.push(("bucket", words::of_range(lang, &name.unwrap_or_default())));
            }
            chips
        })
    };
    view! {
        {move || {
            let chips = chips();
            (!chips.is_empty()).then(|| {
                view! {
                    <div class="chips">
                        {chips
                            .into_iter()
                            .map(|(name, word)| {
                                let remove = words::remove_filter(page.lang.get(), &word);
                                view! {
                                    <span class="chip">
                                        {word}
                                        <button aria-label=remove on:click=move |_| page.address.set_param(name, "")>
                                            <Icon icon=LuX />
                                        </button>
                                    </span>
                                }
                            })
                            .collect_view()}
                    </div>
                }
            })
        }}
    }
}

/// Under several currencies: what all of it is worth at home, where every one has a rate.
#[component]
pub fn WorthAtHome(report: Report) -> impl IntoView {
    let page = use_page();
    let said = Memo::new(move |_| {
        let query = report.query.get();
        let (lang, home) = (page.lang.get(), page.home.get());
        report.sheets.with(|sheets| {
            let is_several = sheets.len() > 1;
            if !is_several {
                return None;
            }
            page.ledger.book.with(|book: &Book| {
                let columns = report.shape.with(|shape| shape.columns.clone());
                let worth = home_balance(book, &as_report(&query, &columns, sheets));
                Some(match worth {
                    Some(worth) => Ok((words::worth_in_all(lang, home.code()), page.money(worth))),
                    None => {
                        let unrated = sheets
                            .iter()
                            .map(|sheet| sheet.currency)
                            .find(|currency| book.rate_on(*currency, query.as_of).is_none());
                        let code = unrated.map_or("", |currency| currency.code());
                        Err(aging_words::no_rate(lang, code))
                    }
                })
            })
        })
    });
    view! {
        {move || {
            said.get().map(|said| match said {
                Ok((name, worth)) => {
                    view! { <p class="worth">{name} " " <span class="strong nowrap">{worth}</span></p> }.into_any()
                }
                Err(why) => {
                    view! {
                        <p class="worth quiet">
                            {why} ". "
                            <a class="link no-print" href=href(Screen::Settings(Section::Currencies))>
                                {page.t(words::add_rate)}
                            </a>
                        </p>
                    }
                    .into_any()
                }
            })
        }}
    }
}

/// How many lines a sheet has, in words: «127 clientes», or «Total».
pub fn counted(page: crate::ui::page::Page, by: Grouping, count: usize) -> String {
    let lang = page.lang.get();
    words::lines(lang, by, count, page.style.get())
        .unwrap_or_else(|| text::aging::total(lang).to_owned())
}
