//! What was entered, where to go from there, and the way back.

use std::sync::Arc;

use cartera::ledger::Id;
use cartera::route::Screen;
use cartera::text::{self, Message, import as words};
use cartera::views::import::bad_rows;
use cartera::views::intake::files_name;
use icondata_lu::LuCircleCheck;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bag::Bag;
use super::bank;
use super::papers;
use super::preview::{figures, totals};
use super::problems::Problems;
use crate::ui::components::{FormProblem, Icon};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal, live};
use crate::ui::say_why;
use crate::ui::shell::href;

/// What came of a list.
#[component]
pub fn Outcome(bag: Bag) -> impl IntoView {
    let page = use_page();
    let desk = bag.desk;
    let drawn = move || {
        let done = desk.done.get()?;
        let bad = bad_rows(&done.reading.read, Some(&done.reading.plan), &done.refused).len();
        let file = desk.source.with_untracked(|source| {
            source.as_ref().map(|source| source.file.clone()).unwrap_or_default()
        });
        let name = Signal::derive(move || match &*file {
            "" => words::pasted(page.lang.get()).to_owned(),
            file => file.to_owned(),
        });
        let way_back = WayBack {
            record: done.record,
            undone: words::undone,
            again_word: words::back_to_preview,
            other_word: words::import_other,
            again: Callback::new(move |()| desk.look_again(page)),
            has_movements: false,
        };
        let sums = view! {
            {figures(page, &done.tally, bad)}
            {totals(page, &done.tally)}
        };
        Some(
            view! {
                {outcome(page, bag, name, sums.into_any(), way_back)}
                <Problems reading=Arc::clone(&done.reading) refused=done.refused.clone() desk=desk />
            }
            .into_any(),
        )
    };
    view! { {drawn} }
}

/// What came of tax documents.
#[component]
pub fn PapersOutcome(bag: Bag) -> impl IntoView {
    let page = use_page();
    let drawn = move || {
        let (papers, done) = (bag.papers.get()?, bag.done.get()?);
        let names = bag.names();
        let name = Signal::derive(move || files_name(page.lang.get(), &names));
        let way_back = WayBack {
            record: done.record,
            undone: text::papers::undone,
            again_word: text::papers::back,
            other_word: text::papers::import_others,
            again: Callback::new(move |()| bag.look_again(page)),
            has_movements: done.tried.movements.new > 0,
        };
        let sums = view! {
            {papers::figures(page, &papers, &done.tried)}
            {papers::totals(page, &done.tried.entered.tally)}
        };
        let files = bag.statements.get_untracked();
        let statements = (!files.is_empty()).then(|| {
            view! {
                <section class="stack tight" aria-labelledby="import-statements">
                    <div class="section-head">
                        <h2 id="import-statements">{page.t(text::bank_import::statements)}</h2>
                    </div>
                    {bank::table(page, &files, Some(&done.tried))}
                </section>
            }
        });
        Some(
            view! {
                {outcome(page, bag, name, sums.into_any(), way_back)}
                {statements}
                {papers::groups(page, &papers, &done.tried.entered)}
            }
            .into_any(),
        )
    };
    view! { {drawn} }
}

/// How an import is taken back, and where it leads.
struct WayBack {
    record: Option<Id>,
    undone: Message,
    again_word: Message,
    other_word: Message,
    again: Callback<()>,
    /// Whether movements of the bank came in, which are to be matched next.
    has_movements: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Undoing {
    Open,
    OnIt,
    Undone,
}

fn outcome(
    page: Page,
    bag: Bag,
    name: Signal<String>,
    sums: AnyView,
    way_back: WayBack,
) -> AnyView {
    let WayBack { record, undone, again_word, other_word, again, has_movements } = way_back;
    let undoing = RwSignal::new(Undoing::Open);
    let problem = RwSignal::new(None::<String>);
    let undo = move |_| {
        let Some(record) = record else { return };
        if undoing.get_untracked() != Undoing::Open {
            return;
        }
        undoing.set(Undoing::OnIt);
        problem.set(None);
        spawn_local(async move {
            match page.ledger.undo(record).await {
                Ok(()) => undoing.set(Undoing::Undone),
                Err(why) => {
                    undoing.set(Undoing::Open);
                    problem.set(Some(say_why::words(page, &why)));
                }
            }
        });
    };
    view! {
        <section class="stack tight" aria-labelledby="import-done">
            <div class="section-head">
                <div role="status">
                    <h2 class="import-done" id="import-done">
                        <Icon icon=LuCircleCheck />
                        {page.t(words::done)}
                    </h2>
                </div>
                <span>{name}</span>
            </div>
            {sums}
            <FormProblem why=problem />
            {move || match undoing.get() {
                Undoing::Undone => {
                    view! {
                        <p role="status">{page.t(undone)}</p>
                        <div class="form-actions">
                            <button class="button" on:click=move |_| again.run(())>
                                {page.t(again_word)}
                            </button>
                            {next_list(page, bag)}
                            <button class="button quiet" on:click=move |_| bag.forget()>
                                {page.t(other_word)}
                            </button>
                        </div>
                    }
                        .into_any()
                }
                state => {
                    let undo_word = if state == Undoing::OnIt { words::undoing } else { words::undo };
                    view! {
                        <div class="form-actions">
                            {next_list(page, bag)}
                            {has_movements
                                .then(|| {
                                    view! {
                                        <a
                                            class="button"
                                            class:primary=move || bag.lists.with(Vec::is_empty)
                                            href=href(Screen::Bank)
                                        >
                                            {page.t(text::bank_import::match_movements)}
                                        </a>
                                    }
                                })}
                            <a
                                class="button"
                                class:primary=move || !has_movements && bag.lists.with(Vec::is_empty)
                                href=href(Screen::Receivables)
                            >
                                {page.t(words::see_receivables)}
                            </a>
                            <a class="button" href=href(Screen::Customers)>
                                {page.t(words::see_customers)}
                            </a>
                            <button class="button" on:click=move |_| bag.forget()>
                                {page.t(other_word)}
                            </button>
                            <button class="button quiet" on:click=undo>{page.t(undo_word)}</button>
                        </div>
                    }
                        .into_any()
                }
            }}
        </section>
    }
    .into_any()
}

/// The button that goes on with the next list; nothing where none waits.
pub fn next_list(page: Page, bag: Bag) -> AnyView {
    let file =
        Memo::new(move |_| bag.lists.with(|lists| lists.first().map(|source| source.file.clone())));
    (move || {
        file.get().map(|file| {
            let said = move || text::intake::next_list(page.lang.get(), &file);
            view! {
                <button class="button primary" on:click=move |_| bag.next_list(page)>
                    {live(said)}
                </button>
            }
        })
    })
    .into_any()
}
