//! The sentence of controls: as of which day, whose, in which currency.

use cartera::text::format;
use cartera::text::indicators as words;
use cartera::text::{self, Message, charts};
use cartera::views::currencies::in_use;
use cartera::views::customers::{responsibles, segments};
use cartera::views::indicators::{month_param, offered_ends};
use cartera::views::receivables::NOBODY;
use chrono::Datelike;
use leptos::prelude::*;

use super::Shown;
use crate::ui::focus;
use crate::ui::page::use_page;
use crate::ui::reactive::{Memo, RwSignal, Signal};

/// The controls.
#[component]
pub fn Controls(shown: Shown) -> impl IntoView {
    let page = use_page();
    let set = move |name: &'static str| {
        Callback::new(move |value: String| page.address.set_param(name, &value))
    };
    let months = move || {
        let lang = page.lang.get();
        let today = page.ledger.today.get();
        let ends = page.ledger.book.with(|book| offered_ends(book, today));
        let named = |end: chrono::NaiveDate| {
            (month_param(end), charts::month_and_year(lang, end.year(), end.month0()))
        };
        let none = (String::new(), words::no_month_end(lang).to_owned());
        std::iter::once(none).chain(ends.into_iter().map(named)).collect::<Vec<_>>()
    };
    let month = move || {
        let on = shown.question.with(|question| question.on);
        let is_end = on.succ_opt().is_some_and(|next| next.day() == 1);
        let is_today = on == page.ledger.today.get();
        if is_end && !is_today { month_param(on) } else { String::new() }
    };
    let choose_month = Callback::new(move |month: String| {
        page.address.set_param("as-of", "");
        page.address.set_param("month", &month);
    });
    let people = move |names: Vec<String>, nobody: Message| {
        let lang = page.lang.get();
        let mut all = vec![(String::new(), words::all(lang).to_owned())];
        if !names.is_empty() {
            all.extend(names.into_iter().map(|name| (name.clone(), name)));
            all.push((NOBODY.to_owned(), nobody(lang).to_owned()));
        }
        all
    };
    let chosen = |named: Option<&String>| match named {
        Some(name) if name.is_empty() => NOBODY.to_owned(),
        Some(name) => name.clone(),
        None => String::new(),
    };
    let currencies = move || {
        let today = page.ledger.today.get();
        let used = page.ledger.book.with(|book| in_use(book, today));
        let home = page.home.get();
        let code = |currency: cartera::ledger::Currency| {
            let key = if currency == home { "" } else { currency.code() };
            (key.to_owned(), currency.code().to_owned())
        };
        used.into_iter().map(|used| code(used.currency)).collect::<Vec<_>>()
    };
    let currency = move || {
        let currency = shown.question.with(|question| question.currency);
        if currency == page.home.get() { String::new() } else { currency.code().to_owned() }
    };
    view! {
        <div class="inline-controls no-print">
            <AsOf shown=shown />
            <Pick
                label=words::month_end
                full=words::month_end_full
                options=Memo::new(move |_| months())
                value=Signal::derive(month)
                on_choose=choose_month
            />
            <Pick
                label=words::segment
                full=words::segment
                options=Memo::new(move |_| people(page.ledger.book.with(segments), words::no_segment))
                value=Signal::derive(move || {
                    shown.question.with(|question| chosen(question.filter.segment.as_ref()))
                })
                on_choose=set("segment")
            />
            <Pick
                label=words::responsible
                full=words::responsible
                options=Memo::new(move |_| people(page.ledger.book.with(responsibles), words::nobody))
                value=Signal::derive(move || {
                    shown.question.with(|question| chosen(question.filter.responsible.as_ref()))
                })
                on_choose=set("responsible")
            />
            <Pick
                label=words::currency
                full=words::currency
                options=Memo::new(move |_| currencies())
                value=Signal::derive(currency)
                on_choose=set("currency")
            />
        </div>
    }
}

/// The day, written as people write days.
#[component]
fn AsOf(shown: Shown) -> impl IntoView {
    let page = use_page();
    let on = Memo::new(move |_| shown.question.with(|question| question.on));
    let is_today = move || on.get() == page.ledger.today.get();
    let wrong = RwSignal::new(false);
    let read = move |input: web_sys::HtmlInputElement| {
        let today = page.ledger.today.get_untracked();
        let typed = input.value();
        // Nothing means today, as in the address.
        let day =
            if typed.trim().is_empty() { Some(today) } else { format::parse_date(&typed, today) };
        wrong.set(day.is_none());
        let Some(day) = day.map(|day| day.min(today)) else { return };
        input.set_value(&format::date_medium(page.lang.get_untracked(), day));
        page.address.set_param("month", "");
        page.address
            .set_param("as-of", &if day == today { String::new() } else { format::iso(day) });
    };
    let back = move |_| {
        page.address.set_param("month", "");
        page.address.set_param("as-of", "");
        focus::keep(".inline-controls input".to_owned());
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
                    prop:value=move || page.date(on.get())
                    on:focus:target=move |event| event.target().select()
                    on:change:target=move |event| read(event.target())
                />
            </label>
            {move || {
                (!is_today()).then(|| {
                    view! {
                        <button class="link bare" on:click=back>{page.t(words::back_to_today)}</button>
                    }
                })
            }}
        </span>
        <div role="alert" class="controls-problem">
            {move || wrong.get().then(|| view! { <p class="late">{page.t(text::shell::not_a_date)}</p> })}
        </div>
    }
}

/// A choice within the sentence; none where there is only one thing to choose.
#[component]
fn Pick(
    label: Message,
    full: Message,
    options: Memo<Vec<(String, String)>>,
    value: Signal<String>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let page = use_page();
    move || {
        let has_choice = options.with(|options| options.len() > 1);
        has_choice.then(|| {
            view! {
                <label class="inline-control">
                    {page.t(label)}
                    <select
                        aria-label=page.t(full)
                        prop:value=move || value.get()
                        on:change:target=move |event| on_choose.run(event.target().value())
                    >
                        {options
                            .get()
                            .into_iter()
                            .map(|(key, word)| {
                                let is_chosen = key == value.get_untracked();
                                view! { <option value=key selected=is_chosen>{word}</option> }
                            })
                            .collect_view()}
                    </select>
                </label>
            }
        })
    }
}
