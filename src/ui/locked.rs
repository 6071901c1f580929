//! What is shown while the lock on a ledger is closed.

use cartera::browser::vault::VaultError;
use cartera::text;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::boot::OtherLedgers;
use super::components::{FormProblem, TextField};
use super::page::use_page;
use super::pages::LanguageSwitch;
use super::reactive::{RwSignal, Signal};

/// Asks for the passphrase.
#[component]
pub fn Locked() -> impl IntoView {
    let page = use_page();
    let passphrase = RwSignal::new(String::new());
    let why_not = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        why_not.set(None);
        let tried = passphrase.get_untracked();
        spawn_local(async move {
            let opened = page.ledger.unlock(tried).await;
            // The screen is gone once it is open.
            let _ = is_busy.try_set(false);
            if let Err(why) = opened {
                let _ = why_not.try_set(Some(why_words(page.lang.get_untracked(), &why)));
                let _ = passphrase.try_set(String::new());
            }
        });
    };
    view! {
        <main class="welcome">
            <div class="welcome-head">
                <h1 tabindex="-1">{page.t(text::lock::closed_title)}</h1>
                <p class="lead">{page.t(text::lock::closed)}</p>
            </div>
            <form class="stack-tight lock-form" on:submit=open>
                <TextField
                    label=Signal::derive(move || text::lock::passphrase(page.lang.get()).to_owned())
                    value=passphrase
                    kind="password"
                    focus=true
                />
                <FormProblem why=why_not />
                <div class="row">
                    <button type="submit" class="button primary" aria-busy=move || is_busy.get().to_string()>
                        {page.t(text::lock::open)}
                    </button>
                </div>
                <p class="quiet small">{page.t(text::lock::forgotten)}</p>
            </form>
            <OtherLedgers />
            <LanguageSwitch />
        </main>
    }
}

/// Why a lock did not open, in words.
pub fn why_words(lang: text::Lang, why: &VaultError) -> String {
    match why {
        VaultError::WrongPassphrase => text::lock::wrong(lang).to_owned(),
        VaultError::Unavailable => text::lock::unavailable(lang).to_owned(),
        VaultError::Failed(why) => text::lock::failed(lang, why),
    }
}
