//! What was done, newest first, and taking it back.

use std::sync::Arc;

use cartera::browser::clock;
use cartera::ledger::Id;
use cartera::text::{self, format};
use cartera::views::history::{HistoryLine, Turn, history, history_sheet, subject};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::apart::Unsettled;
use crate::ui::components::{Empty, WindowedRows};
use crate::ui::export::export_buttons;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, Signal, live};
use crate::ui::say_why::words;
use crate::ui::shell::href;

/// The heights of a row, which the style sheet holds it to: one line, and two on a phone.
const ROW_PX: u32 = 49;
const FOLDED_ROW_PX: u32 = 92;
const PHONE_PX: f64 = 720.0;

/// The history.
#[component]
pub fn History() -> impl IntoView {
    let page = use_page();
    let lines = Memo::new(move |_| Arc::new(page.ledger.book.with(history)));
    let is_empty = Memo::new(move |_| lines.with(|lines| lines.is_empty()));
    let sheet = Callback::new(move |()| {
        let (lang, today) = (page.lang.get_untracked(), page.ledger.today.get_untracked());
        let sheet = page.ledger.book.with_untracked(|book| history_sheet(book, lang, moment_iso));
        (format!("historial-{today}.csv"), sheet)
    });
    let table = move || {
        let is_phone =
            window().inner_width().ok().and_then(|width| width.as_f64()) <= Some(PHONE_PX);
        view! {
            <div class="table-box">
                <table class="table history">
                    <thead>
                        <tr>
                            <th scope="col">{page.t(text::settings::history_what)}</th>
                            <th scope="col">{page.t(text::settings::history_subject)}</th>
                            <th scope="col">{page.t(text::settings::history_when)}</th>
                            <th scope="col">{page.t(text::settings::history_who)}</th>
                            <th scope="col" class="number">{page.t(text::settings::history_facts)}</th>
                            <th scope="col">
                                <span class="visually-hidden">{page.t(text::settings::history_actions)}</span>
                            </th>
                        </tr>
                    </thead>
                    <WindowedRows
                        rows=lines
                        row_px=if is_phone { FOLDED_ROW_PX } else { ROW_PX }
                        columns=6
                        draw=Arc::new(move |line: &HistoryLine| row(page, line))
                    />
                </table>
            </div>
        }
    };
    view! {
        <div class="stack-tight">
            <div class="row">
                <p class="quiet small measure">{page.t(text::settings::history_hint)}</p>
                <span class="row push" hidden=is_empty>{export_buttons(page, "button", sheet)}</span>
            </div>
            <Unsettled />
            {move || {
                if is_empty.get() {
                    view! {
                        <Empty
                            title=Signal::derive(move || {
                                text::settings::no_history_title(page.lang.get()).to_owned()
                            })
                            text=Signal::derive(move || text::settings::no_history(page.lang.get()).to_owned())
                        />
                    }
                        .into_any()
                } else {
                    table().into_any()
                }
            }}
        </div>
    }
}

fn row(page: Page, line: &HistoryLine) -> AnyView {
    let HistoryLine { entry, turn } = line.clone();
    let what = {
        let entry = entry.clone();
        Signal::derive(move || {
            page.ledger.book.with(|book| text::history::line(page.lang.get(), book, &entry))
        })
    };
    let about = page.ledger.book.with_untracked(|book| subject(book, &entry));
    let at_ms = entry.at_ms;
    let when = move || format!("{}, {}", page.date(clock::day_of(at_ms)), time(at_ms));
    let facts = move || format::count(entry.facts as usize, page.style.get());
    view! {
        <tr class:undone=entry.undone>
            <th scope="row">
                <div class="done">
                <span>{what}</span>
                {entry
                    .undone
                    .then(|| view! { <span class="badge plain">{page.t(text::settings::history_undone)}</span> })}
                </div>
            </th>
            <td class="about">
                {about.map(|(name, screen)| view! { <a class="link" href=href(screen)>{name}</a> })}
            </td>
            <td class="when">{live(when)}</td>
            <td class="who">{entry.person.clone()}</td>
            <td class="number facts">{live(facts)}</td>
            <td class="number act">{turn.map(|turn| act(page, turn, what))}</td>
        </tr>
    }
    .into_any()
}

fn act(page: Page, turn: Turn, what: Signal<String>) -> AnyView {
    let (record, is_redo) = match turn {
        Turn::Undo(record) => (record, false),
        Turn::Redo(record) => (record, true),
    };
    let name = move || {
        let (lang, what) = (page.lang.get(), what.get());
        if is_redo {
            text::settings::redo_this(lang, &what)
        } else {
            text::settings::undo_this(lang, &what)
        }
    };
    let word = if is_redo { text::settings::redo } else { text::shell::undo };
    view! {
        <button
            type="button"
            class="button quiet small"
            aria-label=live(name)
            on:click=move |_| take_back(page, record, is_redo)
        >
            {page.t(word)}
        </button>
    }
    .into_any()
}

fn take_back(page: Page, record: Id, is_redo: bool) {
    spawn_local(async move {
        match page.ledger.undo(record).await {
            Ok(()) => {
                let said = if is_redo { text::settings::redone } else { text::shell::undone };
                page.toasts.done(page.say(said), page.ledger.last_record());
            }
            Err(why) => page.toasts.problem(words(page, &why)),
        }
    });
}

/// `14:05`, by the user's clock.
pub fn time(at_ms: u64) -> String {
    let (hour, minute) = clock::time_of(at_ms);
    format!("{hour}:{minute:02}")
}

/// `2026-03-31 14:05`, by the user's clock.
fn moment_iso(at_ms: u64) -> String {
    let (hour, minute) = clock::time_of(at_ms);
    format!("{} {hour:02}:{minute:02}", clock::day_of(at_ms))
}
