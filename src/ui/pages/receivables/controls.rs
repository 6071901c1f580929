//! The sentence of controls: as of which day, by what, per what.

use cartera::aging::{Basis, Grouping};
use cartera::files::sheet::Sheet;
use cartera::text::{self, Lang, format, receivables as words};
use cartera::views::currencies::in_use;
use cartera::views::firm::parse_edges;
use cartera::views::receivables::{as_report, edges_param};
use icondata_lu::LuPrinter;
use leptos::prelude::*;

use super::Report;
use crate::ui::components::Icon;
use crate::ui::export::export_buttons;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal};

/// The controls.
#[component]
pub fn Controls(report: Report) -> impl IntoView {
    let page = use_page();
    let problem = RwSignal::new(None::<fn(Lang) -> &'static str>);
    let currencies = Memo::new(move |_| {
        let today = page.ledger.today.get();
        let used = page.ledger.book.with(|book| in_use(book, today));
        used.into_iter().map(|used| used.currency).collect::<Vec<_>>()
    });
    let set = move |name: &'static str| {
        move |value: String| {
            // The columns change: a chosen one would be another.
            if name == "basis" {
                page.address.set_param("bucket", "");
            }
            page.address.set_param(name, &value);
        }
    };
    let bases = move || {
        let word = |basis: Basis| (basis.code(), words::basis(page.lang.get(), basis).to_owned());
        Basis::ALL.map(word).to_vec()
    };
    let groupings = move || {
        let word = |by: Grouping| (by.code(), words::grouping(page.lang.get(), by).to_owned());
        Grouping::ALL.map(word).to_vec()
    };
    let offered = move || {
        let all = ("", words::all_currencies(page.lang.get()).to_owned());
        let codes = currencies.get().into_iter();
        std::iter::once(all).chain(codes.map(|of| (of.code(), of.code().to_owned()))).collect()
    };
    let several = move || currencies.with(|currencies| currencies.len() > 1);
    view! {
        <div class="inline-controls no-print">
            <AsOf report=report problem=problem />
            <Pick
                label=words::according_to
                full=words::according_to_full
                options=Signal::derive(bases)
                value=Signal::derive(move || report.query.with(|query| query.basis.code()))
                on_choose=Callback::new(set("basis"))
            />
            <Pick
                label=words::grouped_by
                full=words::grouped_by_full
                options=Signal::derive(groupings)
                value=Signal::derive(move || report.query.with(|query| query.by.code()))
                on_choose=Callback::new(move |by: String| {
                    page.address.set_param("sort", "");
                    set("by")(by);
                })
            />
            {move || {
                several().then(|| {
                    view! {
                        <Pick
                            label=words::in_currency
                            full=words::in_currency_full
                            options=Signal::derive(offered)
                            value=Signal::derive(move || {
                                let of = report.query.with(|query| query.filter.currency);
                                of.map_or("", |currency| currency.code())
                            })
                            on_choose=Callback::new(set("currency"))
                        />
                    }
                })
            }}
            <Edges report=report problem=problem />
            <div role="alert" class="controls-problem">
                {move || problem.get().map(|problem| view! { <p class="late">{page.t(problem)}</p> })}
            </div>
        </div>
    }
}

/// What can be done with the report.
#[component]
pub fn Actions(report: Report) -> impl IntoView {
    let page = use_page();
    view! {
        {export_buttons(page, "button quiet", Callback::new(move |()| sheet(page, report)))}
        <button class="button quiet" on:click=move |_| print()>
            <Icon icon=LuPrinter />
            {page.t(text::shell::print)}
        </button>
    }
}

type Problem = RwSignal<Option<fn(Lang) -> &'static str>>;

/// The day of the report, written as people write days.
#[component]
fn AsOf(report: Report, problem: Problem) -> impl IntoView {
    let page = use_page();
    let as_of = Memo::new(move |_| report.query.with(|query| query.as_of));
    let is_today = move || as_of.get() == page.ledger.today.get();
    let wrong = RwSignal::new(false);
    let read = move |input: web_sys::HtmlInputElement| {
        let today = page.ledger.today.get_untracked();
        let typed = input.value();
        // Nothing means today, as in the address.
        let day =
            if typed.trim().is_empty() { Some(today) } else { format::parse_date(&typed, today) };
        wrong.set(day.is_none());
        problem.set(day.is_none().then_some(text::shell::not_a_date));
        let Some(day) = day else { return };
        input.set_value(&format::date_medium(page.lang.get_untracked(), day));
        page.address
            .set_param("as-of", &if day == today { String::new() } else { format::iso(day) });
    };
    view! {
        <span class="inline-control">
            <label>
                {page.t(words::as_of)}
                <input
                    aria-label=page.t(words::as_of_full)
                    type="text"
                    autocomplete="off"
                    aria-invalid=move || wrong.get().to_string()
                    prop:value=move || page.date(as_of.get())
                    on:focus:target=move |event| event.target().select()
                    on:change:target=move |event| read(event.target())
                />
            </label>
            {move || {
                (!is_today()).then(|| {
                    view! {
                        <button class="link bare" on:click=move |_| page.address.set_param("as-of", "")>
                            {page.t(words::back_to_today)}
                        </button>
                    }
                })
            }}
        </span>
    }
}

/// The ranges of days.
#[component]
fn Edges(report: Report, problem: Problem) -> impl IntoView {
    let page = use_page();
    let edges = Memo::new(move |_| report.query.with(|query| said(&query.edges)));
    let wrong = RwSignal::new(false);
    let read = move |input: web_sys::HtmlInputElement| {
        let typed = input.value();
        let firms = || page.ledger.book.with_untracked(|book| book.firm().bucket_edges.clone());
        let read = if typed.trim().is_empty() { Ok(firms()) } else { parse_edges(&typed) };
        wrong.set(read.is_err());
        problem.set(read.is_err().then_some(words::ranges_unknown));
        let Ok(read) = read else { return };
        input.set_value(&said(&read));
        let param = page.ledger.book.with_untracked(|book| edges_param(book, &read));
        page.address.set_param("bucket", "");
        page.address.set_param("edges", &param);
    };
    view! {
        <label class="inline-control edges">
            {page.t(words::ranges)}
            <input
                aria-label=page.t(words::ranges_full)
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-invalid=move || wrong.get().to_string()
                prop:value=move || edges.get()
                on:change:target=move |event| read(event.target())
            />
        </label>
    }
}

fn said(edges: &[u16]) -> String {
    edges.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

/// A choice within the sentence.
#[component]
fn Pick(
    label: fn(Lang) -> &'static str,
    full: fn(Lang) -> &'static str,
    options: Signal<Vec<(&'static str, String)>>,
    value: Signal<&'static str>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let page = use_page();
    view! {
        <label class="inline-control">
            {page.t(label)}
            <select
                aria-label=page.t(full)
                prop:value=move || value.get()
                on:change:target=move |event| on_choose.run(event.target().value())
            >
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|(key, word)| {
                            let is_chosen = key == value.get_untracked();
                            view! { <option value=key selected=is_chosen>{word}</option> }
                        })
                        .collect_view()
                }}
            </select>
        </label>
    }
}

fn sheet(page: Page, report: Report) -> (String, Sheet) {
    let lang = page.lang.get_untracked();
    let query = report.query.get_untracked();
    let columns = report.shape.with_untracked(|shape| shape.columns.clone());
    let sheet = report.sheets.with_untracked(|sheets| {
        let report = as_report(&query, &columns, sheets);
        page.ledger.book.with_untracked(|book| cartera::aging::aging_sheet(&report, book, lang))
    });
    (cartera::aging::aging_file_name(query.as_of), sheet)
}

fn print() {
    // Where the browser cannot print, pressing it does nothing: there is nothing to undo.
    let _ = window().print();
}
