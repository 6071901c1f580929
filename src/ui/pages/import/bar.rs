//! What is going on, or what can be done now; always in sight.

use cartera::text;
use cartera::text::import as words;
use cartera::views::import::{Offer, bad_rows};
use leptos::prelude::*;

use super::bag::Bag;
use super::desk::{Stage, Task};
use super::result::next_list;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, live};

/// What can be done now.
#[derive(Clone, PartialEq)]
enum Now {
    Nothing,
    Work(Task),
    Store,
    /// Questions are open.
    Ask,
    /// The list can be entered.
    List(Offer),
    /// The documents can be entered, or else nothing of them.
    Papers {
        offer: String,
        is_something: bool,
    },
}

/// The bar.
#[component]
pub fn Bar(bag: Bag) -> impl IntoView {
    let page = use_page();
    let now = Memo::new(move |_| now(page, bag));
    view! {
        {move || match now.get() {
            Now::Nothing => ().into_any(),
            Now::Work(task) => working(page, bag, task),
            Now::Store => note(page, words::storing),
            Now::Ask => note(page, words::answer_first),
            Now::List(offer) => {
                let said = words::offer(page.lang.get(), offer, page.style.get());
                offered(page, bag, said, offer.is_something(), false)
            }
            Now::Papers { offer, is_something } => offered(page, bag, offer, is_something, true),
        }}
    }
}

fn now(page: Page, bag: Bag) -> Now {
    let desk = bag.desk;
    match desk.stage.get() {
        Stage::Working(task, _) => return Now::Work(task),
        Stage::Storing => return Now::Store,
        Stage::Still => {}
    }
    if bag.papers.with(Option::is_some) {
        if bag.done.with(Option::is_some) {
            return Now::Nothing;
        }
        if bag.asks_own.get() || bag.asks_of_tables() {
            return Now::Ask;
        }
        let (lang, style) = (page.lang.get(), page.style.get());
        return bag.tried.with(|tried| match tried {
            Some(tried) => {
                let documents = tried.entered.tally.changes() > 0;
                let movements = &tried.movements;
                let is_of_movements = movements.new > 0 || movements.known > 0;
                let of_documents = || text::papers::offer(lang, &tried.entered.tally, style);
                let offer = match documents {
                    true => text::bank_import::offer_both(lang, &of_documents(), movements, style),
                    false if is_of_movements => text::bank_import::offer(lang, movements, style),
                    false => of_documents(),
                };
                Now::Papers { offer, is_something: documents || movements.new > 0 }
            }
            None => Now::Nothing,
        });
    }
    if desk.done.with(Option::is_some) {
        return Now::Nothing;
    }
    let asks = desk.proposal.with(|proposal| {
        proposal.as_ref().is_some_and(|proposal| !proposal.questions().is_empty())
    });
    if asks {
        return Now::Ask;
    }
    desk.reading.with(|reading| match reading {
        Some(reading) => {
            let bad = bad_rows(&reading.read, Some(&reading.plan), &[]).len();
            Now::List(Offer::of(&reading.plan.tally, bad))
        }
        None => Now::Nothing,
    })
}

fn note(page: Page, message: text::Message) -> AnyView {
    view! {
        <div class="import-bar">
            <p class="strong" role="status">{page.t(message)}</p>
        </div>
    }
    .into_any()
}

fn offered(page: Page, bag: Bag, said: String, is_something: bool, is_papers: bool) -> AnyView {
    let enter = move |_| if is_papers { bag.enter(page) } else { bag.desk.enter(page) };
    let offer = if is_something {
        view! {
            <p class="quiet small">{page.t(words::one_action)}</p>
            <button class="button primary push" on:click=enter>{said}</button>
        }
        .into_any()
    } else {
        view! {
            <p class="strong" role="status">{said}</p>
            <span class="push">{next_list(page, bag)}</span>
        }
        .into_any()
    };
    view! { <div class="import-bar">{offer}</div> }.into_any()
}

fn working(page: Page, bag: Bag, task: Task) -> AnyView {
    let progress = move || match bag.desk.stage.get() {
        Stage::Working(_, progress) => (progress.done, progress.total.max(1)),
        _ => (0, 1),
    };
    let count = move || {
        let (done, total) = progress();
        let style = page.style.get();
        // What is looked through is counted in bytes and passes: not for people. Nor is what
        // documents are compared with.
        if task == Task::Survey || bag.papers.with(Option::is_some) {
            let share = rust_decimal::Decimal::from(done * 100 / total);
            return text::format::percent(share / rust_decimal::Decimal::ONE_HUNDRED, style);
        }
        let [done, total] = [done, total].map(|number| text::format::count(number, style));
        words::of(page.lang.get(), &done, &total)
    };
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
            <button class="button push" on:click=move |_| bag.cancel(page)>
                {page.t(text::shell::cancel)}
            </button>
        </div>
    }
    .into_any()
}
