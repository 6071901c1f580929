//! Screen: import. One page from the files to the result; nothing that was said is lost on
//! the way.

mod bag;
mod bank;
mod bar;
mod columns;
mod desk;
mod left_out;
mod papers;
mod parts;
mod preview;
mod problems;
mod questions;
mod result;
mod start;
mod understood;

use cartera::browser::{drops, files};
use cartera::text::import as words;
use cartera::views::import::is_table;
use icondata_lu::LuUpload;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use bag::Bag;
use bank::{Statements, TableQuestions};
use bar::Bar;
use desk::Stage;
use left_out::LeftOutFiles;
use papers::{PapersGroups, PapersPreview};
use preview::Preview;
use questions::Questions;
use result::{Outcome, PapersOutcome};
use start::Start;
use understood::Understood;

use crate::ui::components::{FormProblem, Icon, PageHead};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, Signal, effect};

/// What the screen shows.
#[derive(Clone, Copy, PartialEq)]
enum Shows {
    Start,
    Papers,
    PapersDone,
    /// A list that is being looked through.
    Waiting,
    List,
    ListDone,
}

/// The screen where files come in.
#[component]
pub fn Import() -> impl IntoView {
    let page = use_page();
    let bag = Bag::new();
    let desk = bag.desk;
    take_drops_and_pastes(page, bag);
    on_cleanup(move || bag.leave());
    let shows = Memo::new(move |_| {
        if bag.papers.with(Option::is_some) {
            if bag.done.with(Option::is_some) { Shows::PapersDone } else { Shows::Papers }
        } else if desk.done.with(Option::is_some) {
            Shows::ListDone
        } else if desk.proposal.with(Option::is_some) {
            Shows::List
        } else if desk.source.with(Option::is_some) || desk.stage.get() != Stage::Still {
            Shows::Waiting
        } else {
            Shows::Start
        }
    });
    let can_change = Memo::new(move |_| matches!(shows.get(), Shows::Papers | Shows::List));
    view! {
        <PageHead title=Signal::derive(move || words::title(page.lang.get()).to_owned())>
            {move || {
                can_change
                    .get()
                    .then(|| {
                        view! {
                            <button class="button" on:click=move |_| bag.pick(page, false)>
                                <Icon icon=LuUpload />
                                {page.t(words::other_file)}
                            </button>
                        }
                    })
            }}
        </PageHead>
        <div class="import stack">
            <FormProblem why=desk.problem />
            <LeftOutFiles bag=bag />
            {move || match shows.get() {
                Shows::Start => view! { <Start bag=bag /> }.into_any(),
                Shows::Papers => {
                    view! {
                        <TableQuestions bag=bag />
                        <PapersPreview bag=bag />
                        <Statements bag=bag />
                        <PapersGroups bag=bag />
                    }
                        .into_any()
                }
                Shows::PapersDone => view! { <PapersOutcome bag=bag /> }.into_any(),
                Shows::Waiting => ().into_any(),
                Shows::List => {
                    view! {
                        <Questions desk=desk />
                        <Understood bag=bag />
                        <Preview desk=desk />
                    }
                        .into_any()
                }
                Shows::ListDone => view! { <Outcome bag=bag /> }.into_any(),
            }}
            <Bar bag=bag />
        </div>
    }
}

/// Files dropped anywhere on the page and tables pasted anywhere on the screen.
fn take_drops_and_pastes(page: Page, bag: Bag) {
    effect(move |_| {
        page.drops.track();
        bag.take(page, drops::take());
    });
    let paste = window_event_listener(ev::paste, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA")) {
            return;
        }
        let Some(data) = event.clipboard_data() else { return };
        event.prevent_default();
        let text = data.get_data("text/plain").unwrap_or_default();
        if is_table(&text) {
            bag.take_text(page, text);
            return;
        }
        let pasted = files::list(data.files());
        if pasted.is_empty() {
            page.toasts.problem(page.say(words::not_a_table));
        }
        bag.take(page, pasted);
    });
    on_cleanup(move || paste.remove());
}
