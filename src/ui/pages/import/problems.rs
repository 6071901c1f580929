//! Rows that are not entered, with what is wrong with each, and rows worth a look.

use std::sync::Arc;

use cartera::browser::files;
use cartera::files::list::{BadRow, Problem, rows_csv};
use cartera::text::import as words;
use cartera::text::{self, Lang, format};
use cartera::views::import::{bad_rows, problems_file_name, warnings};
use leptos::prelude::*;

use super::desk::{Desk, Reading};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::live;

/// How many problems are shown; a file has them all.
const SHOWN: usize = 200;

/// The rows that are not entered.
#[component]
pub fn Problems(
    reading: Arc<Reading>,
    /// What the book refused beside what was planned.
    refused: Vec<BadRow>,
    desk: Desk,
) -> impl IntoView {
    let page = use_page();
    let bad = bad_rows(&reading.read, Some(&reading.plan), &refused);
    if bad.is_empty() {
        return ().into_any();
    }
    let count = bad.len();
    let all: Vec<Problem> =
        bad.iter().flat_map(|bad| bad.problems.iter()).take(SHOWN + 1).cloned().collect();
    let of = bad.iter().map(|bad| bad.problems.len()).sum();
    let download = move |_| hand_out(page, desk, &reading, &refused);
    view! {
        <section class="stack tight" aria-labelledby="import-problems">
            <div class="section-head">
                <h2 id="import-problems">{page.t(words::problems)}</h2>
                <span>{move || words::rows(page.lang.get(), count, page.style.get())}</span>
            </div>
            <div class="row">
                <p class="quiet small measure">{page.t(words::download_why)}</p>
                <button class="button push" on:click=download>{page.t(words::download_bad)}</button>
            </div>
            {table(page, all, of, words::first_shown)}
        </section>
    }
    .into_any()
}

/// Rows that are entered but are worth a look.
#[component]
pub fn Warnings(reading: Arc<Reading>) -> impl IntoView {
    let page = use_page();
    let all = warnings(&reading.read, &reading.plan);
    let count = all.len();
    if count == 0 {
        return ().into_any();
    }
    let shown: Vec<Problem> = all.into_iter().take(SHOWN + 1).cloned().collect();
    view! {
        <details class="more">
            <summary>
                {page.t(words::warnings)}
                " · "
                {move || format::count(count, page.style.get())}
            </summary>
            {table(page, shown, count, words::first_warnings)}
        </details>
    }
    .into_any()
}

fn table(
    page: Page,
    mut problems: Vec<Problem>,
    of: usize,
    first: fn(Lang, &str, &str) -> String,
) -> AnyView {
    let is_cut = problems.len() > SHOWN;
    problems.truncate(SHOWN);
    let cut = is_cut.then(|| {
        let words = move || {
            let style = page.style.get();
            first(page.lang.get(), &format::count(SHOWN, style), &format::count(of, style))
        };
        view! { <p class="quiet small">{live(words)}</p> }
    });
    let rows = problems
        .into_iter()
        .map(|problem| {
            let row = problem.row as usize;
            let problem = Arc::new(problem);
            let column = {
                let problem = Arc::clone(&problem);
                move || {
                    let column = problem.column.as_ref();
                    column.map(|column| text::files::column_name(page.lang.get(), column))
                }
            };
            view! {
                <tr>
                    <th scope="row" class="number">{move || format::count(row, page.style.get())}</th>
                    <td>{column}</td>
                    <td>{move || text::files::what_is_wrong(page.lang.get(), &problem)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-box">
            <table class="table import-problems">
                <thead>
                    <tr>
                        <th scope="col" class="number">{page.t(words::row)}</th>
                        <th scope="col">{page.t(words::column)}</th>
                        <th scope="col">{page.t(words::what)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {cut}
    }
    .into_any()
}

fn hand_out(page: Page, desk: Desk, reading: &Reading, refused: &[BadRow]) {
    let lang = page.lang.get_untracked();
    let file = desk.source.with_untracked(|source| {
        source.as_ref().map(|source| source.file.clone()).unwrap_or_default()
    });
    let bad = bad_rows(&reading.read, Some(&reading.plan), refused);
    let Some(bytes) = rows_csv(&reading.read, &bad, lang) else { return };
    let name = problems_file_name(&file, lang);
    if files::offer(&name, "text/csv;charset=utf-8", &bytes).is_err() {
        page.toasts.problem(page.say(text::intake::cannot_read));
    }
}
