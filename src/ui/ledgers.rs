//! Going from one ledger of this browser to another; the demonstration is one of them.

use cartera::browser::ledgers::Ledgers;
use cartera::browser::{LedgerId, clock, random};
use cartera::ledger::journal::JournalError;
use cartera::ledger::record::Deed;
use cartera::route::Screen;
use cartera::text;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Page;
use super::say_why::words;

/// Opens the demonstration, filled afresh relative to today.
pub fn enter_demo(page: Page) {
    spawn_local(async move {
        if let Err(error) = try_enter_demo(page).await {
            page.toasts.problem(text::storage::words(page.lang.get_untracked(), &error));
        }
    });
}

/// Leaves the demonstration, which is removed, for the user's own ledger.
pub fn leave_demo(page: Page) {
    spawn_local(async move {
        if let Err(error) = try_leave_demo(page).await {
            page.toasts.problem(text::storage::words(page.lang.get_untracked(), &error));
        }
    });
}

/// Opens another ledger of this browser.
pub fn switch_to(page: Page, id: LedgerId) {
    spawn_local(async move {
        page.ledger.open(id).await;
        page.address.go_to(Screen::Today);
    });
}

async fn try_enter_demo(page: Page) -> Result<(), JournalError> {
    let demo = LedgerId::demo();
    let ledgers = Ledgers::open().await?;
    ledgers.remove(&demo, |_| ()).await?;
    let name = text::welcome::demo_name(page.lang.get_untracked());
    ledgers.create(demo.clone(), name, clock::now_ms()).await?;
    page.ledger.open(demo).await;
    let today = page.ledger.today.get_untracked();
    let lang = page.lang.get_untracked();
    let filled = page
        .ledger
        .commit_first(Deed::Began, |draft| cartera::demo::portfolio(draft, today, SEED, lang))
        .await;
    match filled {
        Ok(()) => page.address.go_to(Screen::Today),
        Err(why) => page.toasts.problem(words(page, &why)),
    }
    Ok(())
}

async fn try_leave_demo(page: Page) -> Result<(), JournalError> {
    let ledgers = Ledgers::open().await?;
    let own = ledgers.list().await?.into_iter().find(|entry| !entry.is_demo).map(|entry| entry.id);
    let own = own.unwrap_or_else(|| LedgerId::new(clock::now_ms(), random::bits()));
    page.ledger.open(own).await;
    page.address.go_to(Screen::Today);
    ledgers.remove(&LedgerId::demo(), |_| ()).await
}

/// Everyone sees the same invented firm.
const SEED: u64 = 2026;
