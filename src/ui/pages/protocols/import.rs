//! A protocol that comes in as a file.

use cartera::browser::files::{self, FileError};
use cartera::dunning::protocol_file;
use cartera::ledger::Id;
use cartera::ledger::action::set_protocol;
use cartera::ledger::record::Deed;
use cartera::route::Screen;
use cartera::text::{protocols as words, templates};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::ui::components::{Dialog, FileDrop};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::label;
use crate::ui::reactive::{RwSignal, effect};
use crate::ui::say_why;

/// More than any protocol has.
const MAX_BYTES: u64 = 2_000_000;

/// Asks for a file and takes it in, or says why not.
#[component]
pub fn ImportDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let page = use_page();
    let problems = RwSignal::new(Vec::<String>::new());
    effect(move |_| {
        if open.get() {
            problems.set(Vec::new());
        }
    });
    let on_files = Callback::new(move |files: Vec<File>| {
        let Some(file) = files.into_iter().next() else { return };
        spawn_local(async move {
            match take(page, file).await {
                Ok(id) => {
                    let _ = open.try_set(false);
                    page.address.go_to(Screen::Protocol(id));
                }
                Err(found) => drop(problems.try_set(found)),
            }
        });
    });
    view! {
        <Dialog open=open title=label(page, words::import_title)>
            <div class="stack-tight">
                <FileDrop
                    title=label(page, words::drop_title)
                    text=label(page, words::drop_text)
                    choose=label(page, words::choose)
                    accept=".json,application/json"
                    on_files=on_files
                />
                <div role="alert">{move || told(page, problems.get())}</div>
            </div>
        </Dialog>
    }
}

fn told(page: Page, problems: Vec<String>) -> AnyView {
    if problems.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="form-problem problem-list">
            <p class="strong">{page.t(words::not_taken)}</p>
            <ul>{problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The protocol of the file, stored; or everything that is wrong.
async fn take(page: Page, file: File) -> Result<Id, Vec<String>> {
    let lang = page.lang.get_untracked();
    let bytes = files::read(&file, MAX_BYTES).await.map_err(|error| {
        vec![match error {
            FileError::TooLarge { .. } => words::too_large(lang).to_owned(),
            FileError::Failed(why) => why,
        }]
    })?;
    let today = page.ledger.today.get_untracked();
    // Storing it gives it its ids.
    let read = protocol_file::read(&bytes, today, &mut || Id::new(0, 0));
    let protocol = read.map_err(|problem| templates::file_problems(lang, &problem))?;
    let name = protocol.name.in_lang(lang).to_owned();
    let stored = page
        .ledger
        .commit(Deed::ChangedProtocol, move |draft| set_protocol(draft, protocol.clone()))
        .await;
    let id = stored.map_err(|why| vec![say_why::words(page, &why)])?;
    page.toasts.done(words::imported(lang, &name), page.ledger.last_record());
    Ok(id)
}
