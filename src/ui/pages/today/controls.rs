//! The day of the list, and what it is narrowed by.

use cartera::browser::{clock, files};
use cartera::files::icalendar::calendar_file;
use cartera::text::{self, Message, dunning, format, receivables, worklist as words};
use cartera::views::worklist::{NOBODY, channel_code, entries, stage_code};
use leptos::prelude::*;

use super::desk::Desk;
use crate::ui::pages::controls::inline_select;
use crate::ui::reactive::{Memo, RwSignal, Signal};

/// The filters in the address.
const FILTERS: [&str; 5] = ["responsible", "segment", "stage", "channel", "least"];

/// Whether the list is narrowed.
pub fn is_filtered(desk: Desk) -> bool {
    let query = desk.page.address.route().query;
    FILTERS.iter().any(|name| query.get(name).is_some())
}

/// A filter: its name, its parameter, the word for no choice, and the choices.
type Choice = (Message, &'static str, &'static str, Vec<(String, String)>);

/// The line of controls.
pub fn draw(desk: Desk) -> AnyView {
    let page = desk.page;
    let problem = RwSignal::new(None::<Message>);
    view! {
        <div class="inline-controls no-print">
            {as_of(desk, problem)}
            {move || filters(desk)}
            {move || {
                is_filtered(desk).then(|| {
                    view! {
                        <button class="link bare" on:click=move |_| clear(desk)>
                            {page.t(words::no_filters)}
                        </button>
                    }
                })
            }}
            <div role="alert" class="controls-problem">
                {move || problem.get().map(|problem| view! { <p class="late">{page.t(problem)}</p> })}
            </div>
        </div>
    }
    .into_any()
}

fn clear(desk: Desk) {
    for name in FILTERS {
        desk.page.address.set_param(name, "");
    }
}

/// The day, written as people write days.
fn as_of(desk: Desk, problem: RwSignal<Option<Message>>) -> AnyView {
    let page = desk.page;
    let read = move |input: web_sys::HtmlInputElement| {
        let today = page.ledger.today.get_untracked();
        let typed = input.value();
        // Nothing means today, as in the address.
        let day =
            if typed.trim().is_empty() { Some(today) } else { format::parse_date(&typed, today) };
        problem.set(day.is_none().then_some(text::shell::not_a_date));
        if let Some(day) = day {
            input.set_value(&format::date_medium(page.lang.get_untracked(), day));
            desk.go_to_day(day);
        }
    };
    view! {
        <span class="inline-control">
            <label>
                {page.t(receivables::as_of)} " "
                <input
                    aria-label=page.t(receivables::as_of_full)
                    type="text"
                    autocomplete="off"
                    aria-invalid=move || problem.get().is_some().to_string()
                    prop:value=move || page.date(desk.on.get())
                    on:focus:target=move |event| event.target().select()
                    on:change:target=move |event| read(event.target())
                />
            </label>
            {move || {
                (desk.on.get() != page.ledger.today.get()).then(|| {
                    view! {
                        <button class="link bare" on:click=move |_| page.address.set_param("as-of", "")>
                            {page.t(receivables::back_to_today)}
                        </button>
                    }
                })
            }}
        </span>
    }
    .into_any()
}

/// The filters that leave a choice, and those that are set.
fn filters(desk: Desk) -> AnyView {
    let page = desk.page;
    let choices = Memo::new(move |_| desk.morning.with(|morning| morning.choices.clone()));
    let (lang, set) = (page.lang.get(), page.address.route().query);
    let choices = choices.get();
    let keyed = |names: Vec<String>, nobody: &'static str| {
        let option = |name: String| match name.is_empty() {
            true => (NOBODY.to_owned(), nobody.to_owned()),
            false => (name.clone(), name),
        };
        names.into_iter().map(option).collect::<Vec<_>>()
    };
    let stages = choices
        .stages
        .iter()
        .map(|&stage| (stage_code(stage).to_owned(), dunning::stage(lang, stage).to_owned()));
    let channels = choices.channels.iter().map(|&channel| {
        (channel_code(channel).to_owned(), dunning::channel(lang, channel).to_owned())
    });
    let all: [Choice; 4] = [
        (
            words::filter_responsible,
            "responsible",
            words::any_responsible(lang),
            keyed(choices.responsibles, words::nobody(lang)),
        ),
        (
            words::filter_segment,
            "segment",
            words::any_segment(lang),
            keyed(choices.segments, words::no_segment(lang)),
        ),
        (words::filter_stage, "stage", words::any_stage(lang), stages.collect()),
        (words::filter_channel, "channel", words::any_channel(lang), channels.collect()),
    ];
    let selects = all
        .into_iter()
        .filter(|(_, param, _, options)| !options.is_empty() || set.get(param).is_some());
    let selects = selects.map(|(name, param, any, mut options)| {
        if let Some(value) = set.get(param)
            && options.iter().all(|(key, _)| key != value)
        {
            options.push((value.to_owned(), value.to_owned()));
        }
        options.insert(0, (String::new(), any.to_owned()));
        inline_select(page, name, param, Signal::stored(options))
    });
    let least = page.address.param("least");
    view! {
        {selects.collect_view()}
        <label class="inline-control">
            {page.t(words::filter_least)} " "
            <input
                class="least"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                placeholder=move || page.money(cartera::ledger::Money::zero(page.home.get()))
                aria-label=page.t(words::filter_least_full)
                prop:value=move || least.get().unwrap_or_default()
                on:change:target=move |event| page.address.set_param("least", event.target().value().trim())
            />
        </label>
    }
    .into_any()
}

/// The coming week as a calendar file.
pub fn download(desk: Desk) {
    let page = desk.page;
    let lang = page.lang.get_untracked();
    let entries = untrack(|| desk.tell(|teller| desk.morning.with(|of| entries(teller, of))));
    let made = calendar_file(words::calendar_name(lang), &entries, clock::now_ms());
    let Some(bytes) = made else {
        page.toasts.say(page.say(words::calendar_empty));
        return;
    };
    let day = format::iso(desk.on.get_untracked());
    let name = format!("{}-{day}.ics", words::calendar_file(lang));
    if files::offer(&name, "text/calendar;charset=utf-8", &bytes).is_err() {
        page.toasts.problem(page.say(words::calendar_failed));
    }
}
