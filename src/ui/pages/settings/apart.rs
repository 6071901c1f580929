//! A copy and the open ledger went different ways: what each has, and what will not fit.

use cartera::browser::clock;
use cartera::ledger::book::Unfit;
use cartera::ledger::merge::{Merged, Parted};
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Id};
use cartera::text::{self, format};
use cartera::views::copies::brings;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::history::time;
use crate::ui::ledger::Here;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, live};
use crate::ui::say_why::words;

/// How many records of a side are listed.
const LISTED: usize = 6;

/// How the open ledger and a copy of it stand to each other.
pub struct Apart {
    /// What the open ledger holds.
    pub here: Here,
    /// What both add up to.
    pub merged: Merged,
    /// What will not fit.
    unfit: Vec<Unfit>,
}

impl Apart {
    /// From what both add up to; `book` is the open ledger's.
    pub fn new(here: Here, merged: Merged, book: &Book) -> Self {
        let unfit = merged.no_longer_fits(book);
        let unfit = unfit.into_iter().map(|(unfit, _)| unfit.clone()).collect();
        Self { here, merged, unfit }
    }
}

/// What each side has since they parted, newest first, and what will not fit.
pub fn apart_view(page: Page, apart: &Apart) -> AnyView {
    let side = |name: text::Message, parted: &[Parted]| {
        let count = parted.len();
        let lines = parted.iter().rev().take(LISTED);
        let lines = lines.map(|parted| line(page, parted, &apart.merged.book));
        let lines = lines.collect_view();
        let more = count.saturating_sub(LISTED);
        view! {
            <div class="stack-tight">
                <h4>
                    {page.t(name)} " " <span class="quiet">{move || format::count(count, page.style.get())}</span>
                </h4>
                <ul class="lines">{lines}</ul>
                {(count == 0).then(|| view! { <p class="quiet small">{page.t(text::copies::nothing_new)}</p> })}
                {(more > 0)
                    .then(|| {
                        let words = move || {
                            text::copies::and_more(page.lang.get(), &format::count(more, page.style.get()))
                        };
                        view! { <p class="quiet small">{live(words)}</p> }
                    })}
            </div>
        }
    };
    let book = apart.merged.book.clone();
    let unfit = apart.unfit.clone();
    view! {
        <div class="stack-tight">
            <h4>{page.t(text::copies::since_parted)}</h4>
            <div class="apart">
                {side(text::copies::only_here, &apart.merged.only_ours)}
                {side(text::copies::only_there, &apart.merged.only_theirs)}
            </div>
        </div>
        {(!unfit.is_empty())
            .then(|| {
                view! {
                    <div class="stack-tight">
                        <h4>{page.t(text::copies::will_not_fit)}</h4>
                        <p class="quiet small measure">{page.t(text::copies::will_not_fit_hint)}</p>
                        <ul class="lines">
                            {unfit.iter().map(|unfit| unfit_line(page, unfit, &book, None)).collect_view()}
                        </ul>
                    </div>
                }
            })}
    }
    .into_any()
}

/// The records of the open ledger that do not fit, and what can be done about each.
#[component]
pub fn Unsettled() -> impl IntoView {
    let page = use_page();
    let unfit = Memo::new(move |_| page.ledger.book.with(|book| book.unfit().to_vec()));
    let is_busy = RwSignal::new(false);
    let settle = Callback::new(move |(record, again): (Id, bool)| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let done = if again {
                page.ledger.enter_again(record).await
            } else {
                page.ledger.let_be(record).await
            };
            match done {
                Ok(()) if again => {
                    page.toasts.done(page.say(text::copies::entered), page.ledger.last_record());
                }
                Ok(()) => page.toasts.say(page.say(text::copies::is_let_be)),
                Err(why) => page.toasts.problem(words(page, &why)),
            }
            let _ = is_busy.try_set(false);
        });
    });
    let words = move |count: usize| match count {
        1 => text::settings::unfit_one(page.lang.get()).to_owned(),
        _ => text::settings::unfit(page.lang.get(), count),
    };
    move || {
        let unfit = unfit.get();
        (!unfit.is_empty()).then(|| {
            let count = unfit.len();
            let lines = page.ledger.book.with_untracked(|book| {
                let line = |unfit| unfit_line(page, unfit, book, Some(settle));
                unfit.iter().map(line).collect_view()
            });
            view! {
                <section class="stack-tight unsettled" aria-labelledby="unsettled">
                    <h2 id="unsettled">{page.t(text::copies::unsettled)}</h2>
                    <p class="form-problem">{move || words(count)}</p>
                    <p class="quiet small measure">{page.t(text::copies::unsettled_hint)}</p>
                    <ul class="lines ledgers">{lines}</ul>
                </section>
            }
        })
    }
}

fn line(page: Page, parted: &Parted, book: &Book) -> impl IntoView + use<> {
    let Parted { record, at_ms, person, deed } = parted.clone();
    let entry = book.log().rfind(|entry| entry.record == record);
    let subject = entry.and_then(|entry| text::history::subject(book, entry));
    let about = move || {
        let when = moment(page, at_ms);
        if person.is_empty() { when } else { [&when, " · ", &person].concat() }
    };
    view! {
        <li>
            <div class="what">
                <span>{move || text::history::deed(page.lang.get(), &deed)}</span>
                {subject.map(|subject| view! { " · " <span class="strong">{subject}</span> })}
                <small>{live(about)}</small>
            </div>
        </li>
    }
}

fn unfit_line(
    page: Page,
    unfit: &Unfit,
    book: &Book,
    settle: Option<Callback<(Id, bool)>>,
) -> impl IntoView + use<> {
    let Unfit { record, why, said, .. } = unfit.clone();
    let deed: Deed = said.deed.clone();
    let brought = brings(unfit, book, |money| page.money(money)).join(" · ");
    let what = move || text::history::deed(page.lang.get(), &deed);
    let because = move || text::refusal::words(page.lang.get(), page.style.get(), &why);
    let has_brought = !brought.is_empty();
    view! {
        <li>
            <div class="what">
                <span class="strong">{live(what)}</span>
                {has_brought.then(|| view! { " " <span>{brought}</span> })}
                <small>{move || moment(page, record.at_ms())}</small>
                <small>{live(because)}</small>
            </div>
            {settle
                .map(|settle| {
                    view! {
                        <div class="row-actions">
                            <button type="button" class="button small" on:click=move |_| settle.run((record, true))>
                                {page.t(text::copies::enter_again)}
                            </button>
                            <button type="button" class="button quiet small" on:click=move |_| settle.run((record, false))>
                                {page.t(text::copies::let_be)}
                            </button>
                        </div>
                    }
                })}
        </li>
    }
}

/// `31 mar 2026, 14:05`, by the user's clock.
pub fn moment(page: Page, at_ms: u64) -> String {
    [&page.date(clock::day_of(at_ms)), ", ", &time(at_ms)].concat()
}
