//! What is shown before a ledger is open, and when none can be.

use cartera::browser::{LedgerId, clock};
use cartera::ledger::journal::JournalError;
use cartera::route::{Screen, Section};
use cartera::text::{self, format};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ledger::Standing;
use super::ledgers::{self, Kept};
use super::page::use_page;
use super::pages::LanguageSwitch;
use super::parts::{InPart, Shown};
use super::shell::reload;
use crate::ui::reactive::{RwSignal, live};

/// The ledger is being read.
#[component]
pub fn Opening() -> impl IntoView {
    let page = use_page();
    // Another tab can hold it up: it must let go of an older version.
    let is_held_up = move || page.ledger.notice.get().is_some();
    view! {
        <main class="opening">
            <h1 class="visually-hidden">{page.t(text::shell::product)}</h1>
            <p class="quiet" role="status">{page.t(text::shell::opening)}</p>
            {move || is_held_up().then(|| view! { <p role="alert">{page.t(text::storage::blocked)}</p> })}
        </main>
    }
}

/// The browser threw the ledger's data away: nothing begins anew unless the user says so.
#[component]
pub fn ThrownAway(
    /// When its first record was saved, in milliseconds since 1970.
    since_ms: u64,
) -> impl IntoView {
    let page = use_page();
    let since = move || format::date_long(page.lang.get(), clock::day_of(since_ms));
    let restore = move |_| {
        page.address.go_to(Screen::Settings(Section::Copies));
        page.ledger.standing.set(Standing::Open);
    };
    view! {
        <main class="welcome">
            <div class="welcome-head" role="alert">
                <h1 tabindex="-1">{page.t(text::storage::thrown_away_title)}</h1>
                <p class="lead">{move || text::storage::thrown_away(page.lang.get(), &since())}</p>
            </div>
            <div class="row">
                <button class="button primary" on:click=restore>{page.t(text::storage::restore)}</button>
                <button class="button" on:click=move |_| page.ledger.begin_again()>
                    {page.t(text::storage::start_over)}
                </button>
            </div>
            <OtherLedgers />
            <LanguageSwitch />
        </main>
    }
}

/// The ledger could not be opened: what happened, what is safe, what can be done.
#[component]
pub fn CannotOpen(
    /// Why.
    error: JournalError,
) -> impl IntoView {
    let page = use_page();
    // Where the browser allows no storage, there is nothing to restore into.
    let has_storage = !matches!(error, JournalError::Unavailable(_));
    let is_broken = matches!(error, JournalError::Failed(_));
    let why = move || text::storage::cannot_open_why(page.lang.get(), &error);
    let rescue = move |_| {
        spawn_local(async move {
            let Some(id) = page.ledger.asked_for() else { return };
            let lang = page.lang.get_untracked();
            let copied = ledgers::copy_of(&id, "").await;
            let offered = copied.map(|(file, _)| ledgers::offer_copy(page, &file));
            match offered {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    page.toasts.problem(text::copies::cannot_download(lang, &error.to_string()));
                }
                Err(error) => page.toasts.problem(text::storage::words(lang, &error)),
            }
        });
    };
    view! {
        <main class="welcome">
            <div class="welcome-head" role="alert">
                <h1 tabindex="-1">{page.t(text::storage::cannot_open)}</h1>
                <p class="lead">{live(why)}</p>
            </div>
            <div class="row">
                <button class="button primary" on:click=move |_| reload()>{page.t(text::storage::reload)}</button>
                {is_broken
                    .then(|| {
                        view! {
                            <button class="button" on:click=rescue>{page.t(text::storage::rescue)}</button>
                        }
                    })}
            </div>
            {has_storage
                .then(|| {
                    view! {
                        <OtherLedgers />
                        <section class="stack-tight boot-restore">
                            <p class="quiet">{page.t(text::storage::restore_instead)}</p>
                            <InPart shown=Shown::RestoreCopy />
                        </section>
                    }
                })}
            <LanguageSwitch />
        </main>
    }
}

/// The other ledgers of this browser, where there are any.
#[component]
pub fn OtherLedgers() -> impl IntoView {
    let page = use_page();
    let others = RwSignal::new(Vec::<Kept>::new());
    spawn_local(async move {
        let here = page.ledger.asked_for();
        let is_other = |id: &LedgerId| Some(id) != here.as_ref();
        // Where the list cannot be read there is nothing to offer.
        let mut found = ledgers::all_kept(None).await.unwrap_or_default();
        found.retain(|kept| is_other(&kept.entry.id) && !kept.entry.is_demo);
        let _ = others.try_set(found);
    });
    let line = move |Kept { entry, .. }: Kept| {
        let id = entry.id;
        let name = move || match entry.name.as_str() {
            "" => text::ledgers::unnamed(page.lang.get()).to_owned(),
            name => name.to_owned(),
        };
        view! {
            <button class="button" on:click=move |_| ledgers::switch_to(page, id.clone())>{live(name)}</button>
        }
    };
    move || {
        let others = others.get();
        (!others.is_empty()).then(|| {
            view! {
                <section class="stack-tight">
                    <h2>{page.t(text::storage::other_ledgers)}</h2>
                    <div class="row">{others.into_iter().map(line).collect_view()}</div>
                </section>
            }
        })
    }
}
