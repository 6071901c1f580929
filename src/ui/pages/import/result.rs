//! What was entered, where to go from there, and the way back.

use std::sync::Arc;

use cartera::route::Screen;
use cartera::text::{self, import as words};
use cartera::views::import::bad_rows;
use icondata_lu::LuCircleCheck;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bag::Bag;
use super::desk::{Desk, Done};
use super::preview::{figures, totals};
use super::problems::Problems;
use crate::ui::components::{FormProblem, Icon};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, live};
use crate::ui::say_why;
use crate::ui::shell::href;

/// The result.
#[component]
pub fn Outcome(desk: Desk, bag: Bag) -> impl IntoView {
    let page = use_page();
    let way_back = RwSignal::new(WayBack::Open);
    let problem = RwSignal::new(None::<String>);
    view! {
        {move || desk.done.get().map(|done| outcome(page, desk, bag, &done, way_back, problem))}
    }
}

#[derive(Clone, Copy, PartialEq)]
enum WayBack {
    Open,
    OnIt,
    Undone,
}

fn outcome(
    page: Page,
    desk: Desk,
    bag: Bag,
    done: &Arc<Done>,
    way_back: RwSignal<WayBack>,
    problem: RwSignal<Option<String>>,
) -> AnyView {
    let record = done.record;
    let undo = move |_| {
        let Some(record) = record else { return };
        if way_back.get_untracked() != WayBack::Open {
            return;
        }
        way_back.set(WayBack::OnIt);
        problem.set(None);
        spawn_local(async move {
            match page.ledger.undo(record).await {
                Ok(()) => way_back.set(WayBack::Undone),
                Err(why) => {
                    way_back.set(WayBack::Open);
                    problem.set(Some(say_why::words(page, &why)));
                }
            }
        });
    };
    let bad = bad_rows(&done.reading.read, Some(&done.reading.plan), &done.refused).len();
    let file = desk.source.with_untracked(|source| {
        source.as_ref().map(|source| source.file.clone()).unwrap_or_default()
    });
    let name = move || {
        if file.is_empty() { words::pasted(page.lang.get()).to_owned() } else { file.clone() }
    };
    let problems = view! {
        <Problems reading=Arc::clone(&done.reading) refused=done.refused.clone() desk=desk />
    }
    .into_any();
    let (figures, totals) = (figures(page, &done.tally, bad), totals(page, &done.tally));
    view! {
        <section class="stack tight" aria-labelledby="import-done">
            <div class="section-head">
                <div role="status">
                    <h2 class="import-done" id="import-done">
                        <Icon icon=LuCircleCheck />
                        {page.t(words::done)}
                    </h2>
                </div>
                <span>{live(name)}</span>
            </div>
            {figures}
            {totals}
            <FormProblem why=problem />
            {move || match way_back.get() {
                WayBack::Undone => {
                    view! {
                        <p role="status">{page.t(words::undone)}</p>
                        <div class="form-actions">
                            <button class="button" on:click=move |_| desk.look_again(page)>
                                {page.t(words::back_to_preview)}
                            </button>
                            <button class="button quiet" on:click=move |_| desk.forget()>
                                {page.t(words::import_other)}
                            </button>
                        </div>
                    }
                        .into_any()
                }
                state => {
                    let undo_word = if state == WayBack::OnIt { words::undoing } else { words::undo };
                    view! {
                        <div class="form-actions">
                            {next_list(page, desk, bag)}
                            <a
                                class="button"
                                class:primary=move || bag.lists.with(Vec::is_empty)
                                href=href(Screen::Receivables)
                            >
                                {page.t(words::see_receivables)}
                            </a>
                            <a class="button" href=href(Screen::Customers)>
                                {page.t(words::see_customers)}
                            </a>
                            <button class="button" on:click=move |_| desk.forget()>
                                {page.t(words::import_other)}
                            </button>
                            <button class="button quiet" on:click=undo>{page.t(undo_word)}</button>
                        </div>
                    }
                        .into_any()
                }
            }}
        </section>
        {problems}
    }
    .into_any()
}

/// The button that goes on with the next list; nothing where none waits.
pub fn next_list(page: Page, desk: Desk, bag: Bag) -> AnyView {
    let file =
        Memo::new(move |_| bag.lists.with(|lists| lists.first().map(|source| source.file.clone())));
    (move || {
        file.get().map(|file| {
            let said = move || text::intake::next_list(page.lang.get(), &file);
            view! {
                <button class="button primary" on:click=move |_| bag.next_list(page, desk)>
                    {live(said)}
                </button>
            }
        })
    })
    .into_any()
}
