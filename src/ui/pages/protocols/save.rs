//! Saving a protocol, taking it out of use, downloading it, and leaving it unsaved.

use cartera::browser::files;
use cartera::dunning::protocol_check::{ProtocolProblem, Wrong};
use cartera::dunning::protocol_file;
use cartera::ledger::Id;
use cartera::ledger::action::set_protocol;
use cartera::ledger::protocol::Protocol;
use cartera::ledger::record::Deed;
use cartera::route::{Route, Screen};
use cartera::text::{format, protocols as words, shell, templates};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use cartera::views::protocol_editor::utf16_place;

use super::one::Desk;
use super::step::{focus_name, of_lang};
use super::wording::{select, text_of};
use crate::ui::components::{DateField, Dialog, FormProblem};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{focus_first, label};
use crate::ui::reactive::{RwSignal, effect};
use crate::ui::say_why;

/// Asks from which day the protocol counts as it stands.
#[component]
pub fn SaveDialog(
    /// What is saved.
    desk: Desk,
) -> impl IntoView {
    let page = desk.page;
    view! {
        <Dialog open=desk.is_saving title=label(page, words::save_title)>
            {move || save_form(desk)}
        </Dialog>
    }
}

fn save_form(desk: Desk) -> AnyView {
    let page = desk.page;
    focus_first("dialog[open] .input");
    let day = RwSignal::new(untrack(|| page.date(page.ledger.today.get())));
    let bad_day = RwSignal::new(None::<String>);
    let why = RwSignal::new(None::<String>);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let today = page.ledger.today.get_untracked();
        let Some(since) = format::parse_date(&day.get_untracked(), today) else {
            bad_day.set(Some(page.say(shell::not_a_date).to_owned()));
            return;
        };
        let protocol = desk.editing.with_untracked(|editing| editing.protocol().clone());
        let protocol = Protocol { since, ..protocol };
        spawn_local(async move {
            match store(page, protocol).await {
                Ok(id) => saved(desk, id, since),
                Err(told) => drop(why.try_set(Some(told))),
            }
        });
    };
    view! {
        <form class="form" novalidate=true on:submit=save>
            <DateField label=label(page, words::since) value=day problem=bad_day />
            <p class="quiet small">{page.t(words::since_hint)}</p>
            <FormProblem why=why />
            <div class="form-actions">
                <button class="button primary" type="submit">{page.t(shell::save)}</button>
                <button class="button" type="button" on:click=move |_| desk.is_saving.set(false)>{page.t(shell::cancel)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The protocol's id once it is stored, or why it is not.
async fn store(page: Page, protocol: Protocol) -> Result<Id, String> {
    let stored = page
        .ledger
        .commit(Deed::ChangedProtocol, move |draft| set_protocol(draft, protocol.clone()))
        .await;
    stored.map_err(|why| say_why::words(page, &why))
}

/// Says so, and shows the protocol as it was saved.
fn saved(desk: Desk, id: Id, since: NaiveDate) {
    let page = desk.page;
    let lang = page.lang.get_untracked();
    page.address.hold(None);
    let name =
        desk.editing.with_untracked(|editing| editing.protocol().name.in_lang(lang).to_owned());
    let told = words::saved(lang, &name, &format::date_medium(lang, since));
    page.toasts.done(told, page.ledger.last_record());
    desk.is_saving.set(false);
    let here = page.address.now().screen;
    if here == Screen::Protocol(id) {
        // One that counts later is not the one that opens by itself.
        let is_later = since > page.ledger.today.get_untracked();
        let version = is_later.then(|| version_since(page, id, since)).flatten();
        let version = version.map(|id| id.to_string()).unwrap_or_default();
        page.address.set_param("version", &version);
        desk.turn.update(|turn| *turn += 1);
    } else {
        page.address.go_to(Screen::Protocol(id));
    }
}

fn version_since(page: Page, protocol: Id, since: NaiveDate) -> Option<Id> {
    page.ledger.book.with_untracked(|book| {
        let versions = book.protocols().iter();
        let of_day = versions.filter(|known| known.protocol == protocol && known.since == since);
        of_day.map(|known| known.id).max()
    })
}

/// Takes the protocol as it was out of use from today, or puts it back.
pub fn retire(desk: Desk, retired: bool) {
    let page = desk.page;
    let since = page.ledger.today.get_untracked();
    let before = desk.before.with_value(|before| before.protocol().clone());
    let protocol = Protocol { retired, since, ..before };
    spawn_local(async move {
        let lang = page.lang.get_untracked();
        let name = protocol.name.in_lang(lang).to_owned();
        match store(page, protocol).await {
            Ok(_) => {
                let told = if retired {
                    words::was_retired(lang, &name)
                } else {
                    words::was_offered(lang, &name)
                };
                page.toasts.done(told, page.ledger.last_record());
                page.address.hold(None);
                page.address.set_param("version", "");
                desk.turn.update(|turn| *turn += 1);
            }
            Err(told) => page.toasts.problem(told),
        }
    });
}

/// Gives the protocol to the user as a file, as it stands.
pub fn download(desk: Desk) {
    let page = desk.page;
    let lang = page.lang.get_untracked();
    let (name, bytes) = desk.editing.with_untracked(|editing| {
        let protocol = editing.protocol();
        let name = protocol_file::file_name(protocol.name.in_lang(lang));
        (name, protocol_file::write(protocol))
    });
    if let Err(why) = files::offer(&name, "application/json", &bytes) {
        page.toasts.problem(why.to_string());
    }
}

/// Everything that keeps it from being saved, once that was tried.
pub fn problem_list(desk: Desk) -> AnyView {
    let page = desk.page;
    let lang = page.lang.get();
    if !desk.is_tried.get() {
        return ().into_any();
    }
    let problems = desk.editing.with(|editing| {
        let of = |problem: ProtocolProblem| {
            let key = problem.step.and_then(|place| editing.keys().get(place).copied());
            (key, templates::protocol_problem(lang, &problem), problem.wrong)
        };
        editing.problems().into_iter().map(of).collect::<Vec<_>>()
    });
    if problems.is_empty() {
        return ().into_any();
    }
    let lines = problems.into_iter().map(|(key, told, wrong)| match key {
        Some(key) => {
            let go = move |_| go_to(desk, key, &wrong);
            view! { <li><button class="link-button" type="button" on:click=go>{told}</button></li> }
                .into_any()
        }
        None => view! { <li>{told}</li> }.into_any(),
    });
    view! {
        <div class="form-problem problem-list">
            <p class="strong">{page.t(words::problems)}</p>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// Shows the step of a problem, and puts the cursor where it stands.
fn go_to(desk: Desk, key: u32, wrong: &Wrong) {
    desk.chosen.set(Some(key));
    let Wrong::Template { part, lang, problem } = wrong else { return focus_name() };
    desk.lang.set(*lang);
    let place = desk.editing.with_untracked(|editing| {
        let text = editing.step(key).map(|step| of_lang(text_of(step, *part), *lang));
        utf16_place(&text.unwrap_or_default(), problem.at)
    });
    let part = *part;
    request_animation_frame(move || select(part, place, place + 1));
}

/// Asks before unsaved changes are left behind.
#[component]
pub fn LeaveDialog(
    /// Where the user wants to go.
    asked: RwSignal<Option<Route>>,
) -> impl IntoView {
    let page = use_page();
    let open = RwSignal::new(false);
    effect(move |_| open.set(asked.with(Option::is_some)));
    effect(move |_| {
        if !open.get() && asked.with_untracked(Option::is_some) {
            asked.set(None);
        }
    });
    let leave = move |_| {
        if let Some(route) = asked.get_untracked() {
            page.address.hold(None);
            page.address.go(&route);
        }
    };
    view! {
        <Dialog open=open title=label(page, words::leave_title)>
            <p>{page.t(words::leave)}</p>
            <div class="form-actions">
                <button class="button primary" type="button" on:click=move |_| open.set(false)>{page.t(words::stay)}</button>
                <button class="button danger" type="button" on:click=leave>{page.t(words::leave_anyway)}</button>
            </div>
        </Dialog>
    }
}
