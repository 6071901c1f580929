//! All protocols, and who has which.

use cartera::ledger::Id;
use cartera::ledger::protocol::Channel;
use cartera::route::{Route, Screen};
use cartera::text::{self, protocols as words};
use cartera::views::protocol_editor::DayLine;
use cartera::views::protocols::{
    ProtocolLine, give_segment, offered, protocol_lines, segment_choices, usual,
};
use icondata_lu::{LuPlus, LuUpload};
use leptos::prelude::*;

use super::import::ImportDialog;
use crate::ui::components::{Dialog, Icon, PageHead, SelectField};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::label;
use crate::ui::pages::settings::change_dunning_and_say;
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};
use crate::ui::shell::href;

/// The list.
#[component]
pub fn Protocols() -> impl IntoView {
    let page = use_page();
    let is_new = RwSignal::new(false);
    let is_import = RwSignal::new(false);
    let lines = Memo::new(move |_| {
        let (on, lang) = (page.ledger.today.get(), page.lang.get());
        page.ledger.book.with(|book| protocol_lines(book, on, lang))
    });
    view! {
        <PageHead title=label(page, text::shell::protocols)>
            <button class="button" on:click=move |_| is_import.set(true)>
                <Icon icon=LuUpload />
                {page.t(words::import)}
            </button>
            <button class="button primary" on:click=move |_| is_new.set(true)>
                <Icon icon=LuPlus />
                {page.t(words::new)}
            </button>
        </PageHead>
        <div class="stack protocols">
            <p class="quiet measure">{page.t(words::lead)}</p>
            <div class="table-box">
                <table class="table folds">
                    <thead>
                        <tr>
                            <th scope="col">{page.t(words::name)}</th>
                            <th scope="col">{page.t(words::days_head)}</th>
                            <th scope="col" class="number">{page.t(words::steps_head)}</th>
                            <th scope="col">{page.t(words::who_head)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || lines.get().into_iter().map(|line| row(page, line)).collect_view()}
                    </tbody>
                </table>
            </div>
            <section class="stack-tight settings-width" aria-labelledby="who-gets">
                <div class="section-head">
                    <h2 id="who-gets">{page.t(words::assignment)}</h2>
                </div>
                <p class="quiet small measure">{page.t(words::assignment_hint)}</p>
                {move || assignment(page)}
            </section>
        </div>
        <Dialog open=is_new title=label(page, words::new_title)>
            {move || new_form(page)}
        </Dialog>
        <ImportDialog open=is_import />
    }
}

fn row(page: Page, line: ProtocolLine) -> AnyView {
    let lang = page.lang.get();
    let mut who = vec![words::customers(lang, line.customers, line.own)];
    who.extend(line.segments);
    let badge = if line.retired {
        Some(words::retired(lang))
    } else {
        line.is_usual.then(|| words::usual(lang))
    };
    let steps = words::steps(lang, line.steps.len());
    view! {
        <tr class:retired=line.retired>
            <th scope="row">
                <a class="door" href=href(Screen::Protocol(line.id))>{line.name}</a>
                {badge.map(|badge| view! { <span class="badge plain">{badge}</span> })}
            </th>
            <td class="days">{little_line(page, &line.steps)}</td>
            <td class="number keep">{steps}</td>
            <td class="keep-below">{who.join(" · ")}</td>
        </tr>
    }
    .into_any()
}

/// The days of a protocol at a glance.
fn little_line(page: Page, steps: &[(i16, Channel, cartera::ledger::protocol::Stage)]) -> AnyView {
    let lang = page.lang.get();
    let days = steps.iter().map(|step| step.0);
    // All on one scale, so that they can be compared.
    let line = DayLine::of(days.clone().chain([-10, 90]));
    let said = words::line_of(
        lang,
        &words::steps(lang, steps.len()),
        &words::signed(days.clone().min().unwrap_or(0)),
        &words::signed(days.clone().max().unwrap_or(0)),
    );
    let dots = days
        .map(|day| {
            let place = format!("{:.2}%", line.percent(day));
            view! { <i style:inset-inline-start=place></i> }
        })
        .collect_view();
    let due = format!("{:.2}%", line.percent(0));
    view! {
        <span class="little-line" role="img" aria-label=said>
            <b style:inset-inline-start=due></b>
            {dots}
        </span>
    }
    .into_any()
}

/// A choice for everybody, and one for each segment.
fn assignment(page: Page) -> AnyView {
    let (lang, today) = (page.lang.get(), page.ledger.today.get());
    let (choices, all, segments) = page
        .ledger
        .book
        .with(|book| (offered(book, today, lang), usual(book, today), segment_choices(book)));
    let choices: Vec<(String, String)> =
        choices.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let mut for_segment = choices.clone();
    for_segment.insert(0, (String::new(), words::as_usual(lang).to_owned()));
    let change = move |segment: Option<String>, chosen: Option<Id>| {
        let said = page.say(words::assigned);
        let change = Box::new(move |settings: &mut _| assign(settings, segment.as_deref(), chosen));
        change_dunning_and_say(page, said, change);
    };
    let usual = choice(label(page, words::everybody), choices, all.to_string(), move |chosen| {
        change(None, chosen.parse().ok());
    });
    let segments: Vec<AnyView> = segments
        .into_iter()
        .map(|(segment, given)| {
            let now = given.map(|id| id.to_string()).unwrap_or_default();
            let name = segment.clone();
            choice(Signal::stored(segment), for_segment.clone(), now, move |chosen| {
                change(Some(name.clone()), chosen.parse().ok());
            })
        })
        .collect();
    view! { <div class="fields">{usual} {segments}</div> }.into_any()
}

fn assign(
    settings: &mut cartera::ledger::dunning_settings::DunningSettings,
    segment: Option<&str>,
    chosen: Option<Id>,
) {
    match segment {
        Some(segment) => give_segment(&mut settings.protocols, segment, chosen),
        None => settings.protocols.usual = chosen,
    }
}

/// A choice that is kept as soon as it is made.
fn choice(
    label: Signal<String>,
    options: Vec<(String, String)>,
    now: String,
    on_change: impl Fn(String) + 'static,
) -> AnyView {
    let value = RwSignal::new(now);
    effect(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now) {
            on_change(now.clone());
        }
        now
    });
    view! { <SelectField label=label options=Signal::stored(options) value=value /> }.into_any()
}

/// Asks what a new protocol begins with.
fn new_form(page: Page) -> AnyView {
    let lang = page.lang.get_untracked();
    let today = page.ledger.today.get_untracked();
    let mut options = vec![(String::new(), words::blank(lang).to_owned())];
    let offered = page.ledger.book.with_untracked(|book| offered(book, today, lang));
    let copies =
        offered.into_iter().map(|(id, name)| (id.to_string(), words::copy_of(lang, &name)));
    options.extend(copies);
    let from = RwSignal::new(String::new());
    let go = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let route = Route::to(Screen::Protocol(Id::new(0, 0)));
        page.address.go(&route.with("copy", &from.get_untracked()));
    };
    view! {
        <form class="form" on:submit=go>
            <SelectField label=label(page, words::begin_with) options=Signal::stored(options) value=from />
            <div class="form-actions">
                <button class="button primary" type="submit">{page.t(words::go_on)}</button>
            </div>
        </form>
    }
    .into_any()
}
