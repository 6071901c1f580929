//! Changing how the firm collects, and leaving the rest of the firm as it is.

use cartera::ledger::action::set_firm;
use cartera::ledger::dunning_settings::DunningSettings;
use cartera::ledger::record::Deed;
use leptos::task::spawn_local;

use crate::ui::ledger::NotSaved;
use crate::ui::page::Page;
use crate::ui::say_why::words;

/// Changes the settings of collecting.
///
/// # Errors
/// Why they are as they were.
pub async fn change_dunning(
    page: Page,
    change: Box<dyn Fn(&mut DunningSettings)>,
) -> Result<(), NotSaved> {
    page.ledger
        .commit(Deed::ChangedSettings, |draft| {
            let mut firm = draft.book().firm().clone();
            change(&mut firm.dunning);
            set_firm(draft, firm)
        })
        .await
}

/// Changes them, and says so at the foot of the page.
pub fn change_dunning_and_say(
    page: Page,
    said: impl Into<String>,
    change: Box<dyn Fn(&mut DunningSettings)>,
) {
    let said = said.into();
    spawn_local(async move {
        match change_dunning(page, change).await {
            Ok(()) => page.toasts.done(said, page.ledger.last_record()),
            Err(why) => page.toasts.problem(words(page, &why)),
        }
    });
}
