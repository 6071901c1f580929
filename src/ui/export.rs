//! Buttons that hand out a table: as CSV, or as a workbook that the worker writes.

use cartera::browser::files;
use cartera::browser::reader::Reader;
use cartera::files::off_page::{Answer, Job};
use cartera::files::sheet::Sheet;
use cartera::files::workbook_out::MEDIA_TYPE;
use cartera::text;
use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Page;

/// Gives the file's name, with `.csv`, and the table.
pub type Make = Callback<(), (String, Sheet)>;

/// The two buttons.
pub fn export_buttons(page: Page, class: &'static str, make: Make) -> AnyView {
    pair(page, class, text::shell::export, make)
}

/// The two as links, for a table that is one of several of a screen. `what` names the table
/// for those who do not see where they stand.
pub fn export_links(page: Page, what: text::Message, make: Make) -> AnyView {
    view! {
        <span class="export-links no-print" role="group" aria-label=page.t(what)>
            {pair(page, "link bare", text::shell::csv, make)}
        </span>
    }
    .into_any()
}

/// The two for a chart, whose own table they hold.
pub fn export_of_chart(page: Page, make: Make) -> AnyView {
    pair(page, "button quiet small", text::charts::download_csv, make)
}

fn pair(page: Page, class: &'static str, csv_name: text::Message, make: Make) -> AnyView {
    let csv = move |_| {
        let (name, sheet) = make.run(());
        hand_out(page, &name, "text/csv", &sheet.to_csv());
    };
    let workbook = move |_| {
        let (name, sheet) = make.run(());
        spawn_local(async move {
            let bytes = buffer_of(&sheet.table.to_bytes());
            let name = [name.strip_suffix(".csv").unwrap_or(&name), ".xlsx"].concat();
            match Reader::shared().run(&Job::Write(sheet.head), &bytes).await {
                Ok((Answer::Written, parts)) => {
                    for part in parts {
                        hand_out(page, &name, MEDIA_TYPE, &part);
                    }
                }
                Ok(_) | Err(_) => page.toasts.problem(page.say(text::intake::no_workbook)),
            }
        });
    };
    view! {
        <button type="button" class=class on:click=csv>{page.t(csv_name)}</button>
        <button type="button" class=class on:click=workbook>{page.t(text::intake::export_workbook)}</button>
    }
    .into_any()
}

/// Hands out a file; says why where the browser does not take it.
pub fn hand_out(page: Page, name: &str, media_type: &str, bytes: &[u8]) {
    if let Err(why) = files::offer(name, media_type, bytes) {
        let lang = page.lang.get_untracked();
        page.toasts.problem(text::receivables::not_exported(lang, &why.to_string()));
    }
}

/// The bytes where the browser has them, to be handed to the worker.
pub fn buffer_of(bytes: &[u8]) -> ArrayBuffer {
    Uint8Array::from(bytes).buffer()
}
