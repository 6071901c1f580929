//! The whole ledger for other programs: a folder of tables, and journals of open items.

use cartera::browser::files::FileError;
use cartera::browser::reader::Reader;
use cartera::browser::{files, yield_now};
use cartera::files::archive_out::MEDIA_TYPE;
use cartera::files::ledger_folder::{LedgerFile, archive_name, readme};
use cartera::files::off_page::{Answer, Job};
use cartera::files::plain_text_accounting::{Dialect, journal_file_name, open_items_journal};
use cartera::text::{hand_out as words, ledger_folder, receivables};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::export::buffer_of;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal};

/// The part of the screen; nothing while the ledger is empty.
#[component]
pub fn OtherPrograms() -> impl IntoView {
    let page = use_page();
    let has_records = Memo::new(move |_| page.ledger.book.with(|book| book.head().is_some()));
    let is_busy = RwSignal::new(false);
    let download = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            match hand_out_tables(page).await {
                Ok(name) => {
                    page.toasts.say(words::downloaded(page.lang.get_untracked(), &name));
                }
                Err(why) => page.toasts.problem(why),
            }
            // The screen may be gone by now.
            let _ = is_busy.try_set(false);
        });
    };
    let name = move || {
        let lang = page.lang.get();
        if is_busy.get() { words::preparing(lang) } else { words::download_tables(lang) }
    };
    let journals = move || {
        Dialect::ALL.map(|dialect| {
            let name = words::journal(page.lang.get(), dialect);
            view! {
                <button type="button" class="button" on:click=move |_| hand_out_journal(page, dialect)>{name}</button>
            }
        })
        .collect_view()
    };
    view! {
        <section class="stack-tight hand-out" aria-labelledby="hand-out" hidden=move || !has_records.get()>
            <div class="section-head">
                <h2 id="hand-out">{page.t(words::title)}</h2>
            </div>
            <p class="quiet small measure">{page.t(words::hint)}</p>
            <ul class="lines">
                <li>
                    <div class="what">
                        <span>{page.t(words::tables)}</span>
                        <small>{page.t(words::tables_hint)}</small>
                    </div>
                    <button
                        type="button"
                        class="button"
                        aria-busy=move || is_busy.get().to_string()
                        on:click=download
                    >
                        {name}
                    </button>
                </li>
                <li>
                    <div class="what">
                        <span>{page.t(words::open_items)}</span>
                        <small>{page.t(words::open_items_hint)}</small>
                    </div>
                    <div class="row" role="group" aria-label=page.t(words::open_items)>{journals}</div>
                </li>
            </ul>
        </section>
    }
}

/// Writes one table after the other, letting the user go on meanwhile, and has the worker
/// put them together. The file's name, or why there is none.
async fn hand_out_tables(page: Page) -> Result<String, String> {
    let (lang, on) = (page.lang.get_untracked(), page.ledger.today.get_untracked());
    let book = page.ledger.book.get_untracked();
    let (mut parts, mut counts) = (Vec::new(), Vec::new());
    for file in LedgerFile::ALL {
        yield_now().await;
        let (bytes, rows) = file.write(&book, on);
        counts.push((file, rows));
        parts.push((file.file_name(), bytes));
    }
    parts.insert(0, (ledger_folder::readme_name(lang), readme(&book, on, lang, &counts)));
    let named = parts.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.len())).collect();
    let bytes: Vec<u8> = parts.into_iter().flat_map(|(_, bytes)| bytes).collect();
    let packed = Reader::shared().run(&Job::Pack { files: named, on }, &buffer_of(&bytes)).await;
    let Ok((Answer::Written, packed)) = packed else { return Err(words::failed(lang).to_owned()) };
    let name = archive_name(on);
    for file in packed {
        files::offer(&name, MEDIA_TYPE, &file).map_err(|why| not_given(page, &why))?;
    }
    Ok(name)
}

fn hand_out_journal(page: Page, dialect: Dialect) {
    let on = page.ledger.today.get_untracked();
    let text = page.ledger.book.with_untracked(|book| open_items_journal(book, on, dialect));
    let name = journal_file_name(dialect, on);
    if let Err(why) = files::offer(&name, "text/plain;charset=utf-8", text.as_bytes()) {
        page.toasts.problem(not_given(page, &why));
    }
}

fn not_given(page: Page, why: &FileError) -> String {
    receivables::not_exported(page.lang.get_untracked(), &why.to_string())
}
