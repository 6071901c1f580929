//! Why an action is not in the book, in the user's words.

use cartera::text;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::ledger::NotSaved;
use super::page::Page;

type Words = fn(Page, &NotSaved) -> String;

/// Says it in a message, from where the words are not loaded yet.
pub fn tell(page: Page, why: NotSaved) {
    spawn_local(async move {
        let told = loaded_words().await.map(|words| words(page, &why));
        page.toasts.problem(told.unwrap_or_else(|_| page.say(text::shell::not_loaded).to_owned()));
    });
}

#[wasm_split(desk, fallible, wasm_split_path = ::leptos::wasm_split)]
fn loaded_words() -> Result<Words, SplitLoaderError> {
    Ok(words)
}

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
