//! Screen: import. One page from the file to the result; nothing that was said is lost on
//! the way.

mod bag;
mod columns;
mod desk;
mod parts;
mod preview;
mod problems;
mod questions;
mod result;
mod start;
mod understood;

use cartera::browser::files;
use cartera::text;
use cartera::text::{import as words, intake};
use cartera::views::import::{LeftOut, Offer, bad_rows, is_table};
use icondata_lu::LuUpload;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use bag::Bag;
use desk::{Desk, Stage, Task};
use preview::Preview;
use questions::Questions;
use result::Outcome;
use start::Start;
use understood::Understood;

use crate::ui::components::{FormProblem, Icon, PageHead};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, Signal, live};

/// The screen where lists come in.
#[component]
pub fn Import() -> impl IntoView {
    let page = use_page();
    let desk = Desk::new();
    let bag = Bag::new();
    take_drops_and_pastes(page, desk, bag);
    on_cleanup(move || {
        desk.leave();
        bag.leave();
    });
    let is_read = Memo::new(move |_| desk.proposal.with(Option::is_some));
    let is_done = Memo::new(move |_| desk.done.with(Option::is_some));
    let has_source = Memo::new(move |_| desk.source.with(Option::is_some));
    view! {
        <PageHead title=Signal::derive(move || words::title(page.lang.get()).to_owned())>
            {move || {
                (has_source.get() && !is_done.get())
                    .then(|| {
                        view! {
                            <button class="button" on:click=move |_| bag.pick(page, desk)>
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
            {move || {
                if is_done.get() {
                    view! { <Outcome desk=desk bag=bag /> }.into_any()
                } else if is_read.get() {
                    view! {
                        <Questions desk=desk />
                        <Understood desk=desk />
                        <Preview desk=desk />
                    }
                        .into_any()
                } else if has_source.get() {
                    ().into_any()
                } else {
                    view! { <Start desk=desk bag=bag /> }.into_any()
                }
            }}
            <Bar desk=desk bag=bag />
        </div>
    }
}

/// What is going on, or what can be done now; always in sight.
#[component]
fn Bar(desk: Desk, bag: Bag) -> impl IntoView {
    let page = use_page();
    let working = Memo::new(move |_| match desk.stage.get() {
        Stage::Working(task, _) => Some(task),
        _ => None,
    });
    let is_storing = Memo::new(move |_| desk.stage.get() == Stage::Storing);
    let progress = move || match desk.stage.get() {
        Stage::Working(_, progress) => (progress.done, progress.total.max(1)),
        _ => (0, 1),
    };
    let count = move || {
        let (done, total) = progress();
        let style = page.style.get();
        // What is looked through is counted in bytes and passes: not for people.
        match working.get() {
            Some(Task::Survey) => text::format::percent(
                rust_decimal::Decimal::from(done * 100 / total)
                    / rust_decimal::Decimal::ONE_HUNDRED,
                style,
            ),
            _ => words::of(
                page.lang.get(),
                &text::format::count(done, style),
                &text::format::count(total, style),
            ),
        }
    };
    let offer = Memo::new(move |_| {
        desk.reading.with(|reading| {
            reading.as_ref().map(|reading| {
                let bad = bad_rows(&reading.read, Some(&reading.plan), &[]).len();
                Offer::of(&reading.plan.tally, bad)
            })
        })
    });
    let asks = Memo::new(move |_| {
        desk.proposal.with(|proposal| {
            proposal.as_ref().is_some_and(|proposal| !proposal.questions().is_empty())
        })
    });
    let is_done = Memo::new(move |_| desk.done.with(Option::is_some));
    let is_opening = Memo::new(move |_| bag.opening.with(Option::is_some));
    view! {
        {move || {
            if is_opening.get() {
                opening(page, bag)
            } else if let Some(task) = working.get() {
                view! {
                    <div class="import-bar">
                        <div class="progress">
                            <p class="row">
                                <span class="strong" role="status">{page.t(task.name())}</span>
                                <span class="quiet small">{live(count)}</span>
                            </p>
                            <progress
                                aria-label=page.t(task.name())
                                max=move || progress().1.to_string()
                                value=move || progress().0.to_string()
                            ></progress>
                        </div>
                        <button class="button push" on:click=move |_| desk.cancel(page)>
                            {page.t(text::shell::cancel)}
                        </button>
                    </div>
                }
                    .into_any()
            } else if is_storing.get() {
                view! {
                    <div class="import-bar">
                        <p class="strong" role="status">{page.t(words::storing)}</p>
                    </div>
                }
                    .into_any()
            } else if is_done.get() {
                ().into_any()
            } else if asks.get() {
                view! {
                    <div class="import-bar">
                        <p role="status">{page.t(words::answer_first)}</p>
                    </div>
                }
                    .into_any()
            } else if let Some(offer) = offer.get() {
                let said = move || words::offer(page.lang.get(), offer, page.style.get());
                view! {
                    <div class="import-bar">
                        {if offer.is_something() {
                            view! {
                                <p class="quiet small">{page.t(words::one_action)}</p>
                                <button class="button primary push" on:click=move |_| desk.enter(page)>
                                    {live(said)}
                                </button>
                            }
                                .into_any()
                        } else {
                            view! { <p class="strong" role="status">{live(said)}</p> }.into_any()
                        }}
                    </div>
                }
                    .into_any()
            } else {
                ().into_any()
            }
        }}
    }
}

/// How far opening the files is.
fn opening(page: Page, bag: Bag) -> AnyView {
    let progress = move || bag.opening.get().map_or((0, 1), |of| (of.done, of.total));
    let count = move || {
        let (done, total) = progress();
        let style = page.style.get();
        words::of(
            page.lang.get(),
            &text::format::count(done, style),
            &text::format::count(total, style),
        )
    };
    view! {
        <div class="import-bar">
            <div class="progress">
                <p class="row">
                    <span class="strong" role="status">{page.t(intake::opening)}</span>
                    <span class="quiet small">{live(count)}</span>
                </p>
                <progress
                    aria-label=page.t(intake::opening)
                    max=move || progress().1.to_string()
                    value=move || progress().0.to_string()
                ></progress>
            </div>
            <button class="button push" on:click=move |_| bag.stop(page)>
                {page.t(text::shell::cancel)}
            </button>
        </div>
    }
    .into_any()
}

/// The files from which nothing is taken, with why.
#[component]
fn LeftOutFiles(bag: Bag) -> impl IntoView {
    let page = use_page();
    let rows = move || {
        let lang = page.lang.get();
        let row = |left: &LeftOut| {
            let (file, why) = (left.file.clone(), intake::left_out_why(lang, left.why));
            view! {
                <tr>
                    <th scope="row">{file}</th>
                    <td>{why}</td>
                </tr>
            }
        };
        bag.left_out.with(|files| files.iter().map(row).collect_view())
    };
    let any = Memo::new(move |_| bag.left_out.with(|files| !files.is_empty()));
    view! {
        {move || {
            any.get()
                .then(|| {
                    view! {
                        <section class="stack tight" aria-labelledby="import-left-out" role="alert">
                            <div class="section-head">
                                <h2 id="import-left-out">{page.t(intake::left_out)}</h2>
                            </div>
                            <div class="table-box">
                                <table class="table import-left-out">
                                    <thead>
                                        <tr>
                                            <th scope="col">{page.t(intake::file)}</th>
                                            <th scope="col">{page.t(words::what)}</th>
                                        </tr>
                                    </thead>
                                    <tbody>{live(rows)}</tbody>
                                </table>
                            </div>
                        </section>
                    }
                })
        }}
    }
}

/// Files dropped and tables pasted anywhere on the screen.
fn take_drops_and_pastes(page: Page, desk: Desk, bag: Bag) {
    let over = window_event_listener(ev::dragover, move |event| event.prevent_default());
    let drop = window_event_listener(ev::drop, move |event| {
        // The place for files has taken it already.
        if event.default_prevented() {
            return;
        }
        event.prevent_default();
        let dropped = files::list(event.data_transfer().and_then(|data| data.files()));
        bag.take(page, desk, dropped);
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
            desk.take_text(page, text);
        } else {
            let pasted = files::list(data.files());
            if pasted.is_empty() {
                page.toasts.problem(page.say(words::not_a_table));
            }
            bag.take(page, desk, pasted);
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
        paste.remove();
    });
}
