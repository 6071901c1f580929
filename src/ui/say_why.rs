//! Why an action is not in the book, in the user's words.

use cartera::text;

use super::ledger::NotSaved;
use super::page::Page;

/// What happened, what is safe, what to do.
pub fn words(page: Page, why: &NotSaved) -> String {
    let lang = page.lang.get_untracked();
    match why {
        NotSaved::Refused(why) => text::refusal::words(lang, page.style.get_untracked(), why),
        NotSaved::ReadOnly => text::storage::read_only(lang).to_owned(),
        NotSaved::Unreadable => text::storage::unreadable_record(lang).to_owned(),
        NotSaved::NotLoaded => text::shell::not_loaded(lang).to_owned(),
        NotSaved::Closed => text::storage::other_ledger(lang).to_owned(),
        NotSaved::Journal(error) => text::storage::words(lang, error),
    }
}
