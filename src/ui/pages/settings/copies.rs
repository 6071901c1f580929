//! Copies outside the browser: how old the last one is, making one, restoring one.

use cartera::browser::{clock, files};
use cartera::ledger::journal::SetAside;
use cartera::text::{self, format};
use cartera::views::copies::{aside_file, aside_file_name};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::hand_out::OtherPrograms;
use super::history::time;
use super::kept::KeptList;
use super::outside::SecondHome;
use super::restore::{LookInto, Looking};
use crate::ui::components::FormProblem;
use crate::ui::ledgers::{copy_name, offer_copy};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, live};

/// Copies of the open ledger.
#[component]
pub fn Copies() -> impl IntoView {
    let page = use_page();
    let why_not = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let looking = Looking::new();
    let has_records = Memo::new(move |_| page.ledger.book.with(|book| book.head().is_some()));
    let download = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let problem = keep(page).await.err();
            // The screen may be gone by now.
            let _ = why_not.try_set(problem);
            let _ = is_busy.try_set(false);
        });
    };
    view! {
        <div class="stack settings-width">
            <section class="stack-tight" aria-labelledby="keep" hidden=move || !has_records.get()>
                <div class="section-head">
                    <h2 id="keep">{page.t(text::copies::keep)}</h2>
                </div>
                <p class="measure">
                    <span class="strong">{move || last_copy(page)}</span>
                    " "
                    {move || since(page)}
                </p>
                <div>
                    <button
                        type="button"
                        class="button primary"
                        aria-busy=move || is_busy.get().to_string()
                        on:click=download
                    >
                        {move || {
                            let lang = page.lang.get();
                            if is_busy.get() { text::copies::preparing(lang) } else { text::copies::download(lang) }
                        }}
                    </button>
                </div>
                <FormProblem why=why_not />
                <p class="quiet small measure">{page.t(text::copies::why)}</p>
            </section>
            <SecondHome />
            <SetAsideList />
            <KeptList looking=looking />
            <section class="stack-tight" aria-labelledby="restore">
                <div class="section-head">
                    <h2 id="restore">{page.t(text::copies::restore)}</h2>
                </div>
                <p class="quiet small measure">{page.t(text::copies::restore_hint)}</p>
                <LookInto looking=looking />
            </section>
            <OtherPrograms />
        </div>
    }
}

/// Records that could not be read, where there are any.
#[component]
fn SetAsideList() -> impl IntoView {
    let page = use_page();
    let aside = RwSignal::new(Vec::<SetAside>::new());
    spawn_local(async move {
        // Failing to read them is no reason to show less of the rest.
        if let Ok(found) = page.ledger.set_aside().await {
            let _ = aside.try_set(found);
        }
    });
    let download = move |_| {
        let name = aside_file_name(page.ledger.today.get_untracked());
        let file = aside.with_untracked(|aside| aside_file(aside));
        if let Err(error) = files::offer(&name, "application/x-ndjson", &file) {
            page.toasts.problem(text::copies::cannot_download(
                page.lang.get_untracked(),
                &error.to_string(),
            ));
        }
    };
    let lines = move || {
        let (lang, style) = (page.lang.get(), page.style.get());
        let line = |aside: &SetAside| {
            let size = text::ledgers::bytes(aside.bytes.len() as u64, style);
            view! {
                <li>
                    <span class="what">{text::copies::aside_name(lang, &aside.what)}</span>
                    <span class="amount">{size}</span>
                </li>
            }
        };
        aside.with(|aside| aside.iter().map(line).collect_view())
    };
    move || {
        (!aside.with(Vec::is_empty)).then(|| {
            view! {
                <section class="stack-tight" aria-labelledby="aside">
                    <div class="section-head">
                        <h2 id="aside">{page.t(text::copies::aside)}</h2>
                    </div>
                    <p class="quiet small measure">{page.t(text::copies::aside_hint)}</p>
                    <ul class="lines">{live(lines)}</ul>
                    <div>
                        <button type="button" class="button" on:click=download>
                            {page.t(text::copies::download_aside)}
                        </button>
                    </div>
                </section>
            }
        })
    }
}

/// Makes a copy and hands it to the user.
async fn keep(page: Page) -> Result<(), String> {
    let lang = page.lang.get_untracked();
    let (file, unreadable) =
        page.ledger.backup().await.map_err(|error| text::storage::words(lang, &error))?;
    offer_copy(page, &file)
        .map_err(|error| text::copies::cannot_download(lang, &error.to_string()))?;
    page.ledger.note_copied();
    match unreadable.len() {
        0 => {
            let name = copy_name(page, &file);
            page.toasts.say(text::copies::downloaded(lang, &name));
            Ok(())
        }
        1 => Err(text::copies::without_one(lang).to_owned()),
        count => Err(text::copies::without(lang, count)),
    }
}

/// When the last copy was made.
fn last_copy(page: Page) -> String {
    let lang = page.lang.get();
    let Some(copied) = page.ledger.copied.get() else {
        return text::copies::never(lang).to_owned();
    };
    let day = clock::day_of(copied.at_ms);
    match (page.ledger.today.get() - day).num_days() {
        ..=0 => text::copies::last_today(lang, &time(copied.at_ms)),
        days => {
            text::copies::last(lang, &format::date_long(lang, day), &format::days_count(lang, days))
        }
    }
}

/// What was done since.
fn since(page: Page) -> String {
    let lang = page.lang.get();
    let Some(copied) = page.ledger.copied.get() else { return String::new() };
    let seq = page.ledger.book.with(|book| book.head().map_or(0, |head| head.seq));
    match seq.saturating_sub(copied.seq) {
        0 => text::copies::up_to_date(lang).to_owned(),
        1 => text::copies::since_one(lang).to_owned(),
        more => {
            let more = usize::try_from(more).unwrap_or(usize::MAX);
            text::copies::since(lang, &format::count(more, page.style.get()))
        }
    }
}
