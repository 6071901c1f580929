//! A file of the user's own as the ledger's second home, and asking for a copy.

use cartera::browser::{clock, outside_file};
use cartera::route::{Screen, Section};
use cartera::text::{self, format};
use cartera::views::copies::{Asks, OutsideCopy, asks_for_copy};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::components::FormProblem;
use crate::ui::ledger::{Outside, OutsideError};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, live};
use crate::ui::say_why::words;
use crate::ui::shell::href;

/// Where every saved change goes too.
#[component]
pub fn SecondHome() -> impl IntoView {
    let page = use_page();
    let why_not = RwSignal::new(None::<String>);
    let has_records = Memo::new(move |_| page.ledger.book.with(|book| book.head().is_some()));
    let is_demo = move || page.ledger.id().is_some_and(|id| id.is_demo());
    let choose = move |_| {
        spawn_local(async move {
            let problem = match page.ledger.choose_outside().await {
                Ok(_) => None,
                Err(OutsideError::NotKept(why)) => Some(words(page, &why)),
                Err(OutsideError::File(why)) => Some(why.to_string()),
            };
            let _ = why_not.try_set(problem);
        });
    };
    let forget = move |_| {
        spawn_local(async move {
            let problem = page.ledger.forget_outside().await.err();
            let _ = why_not.try_set(problem.map(|why| words(page, &why)));
        });
    };
    let allow = move |_| spawn_local(page.ledger.allow_outside());
    let has_one = move || page.ledger.outside.with(|outside| *outside != Outside::None);
    let is_not_allowed =
        move || page.ledger.outside.with(|outside| matches!(outside, Outside::NotAllowed { .. }));
    let buttons = move || {
        let name = if has_one() {
            text::copies::choose_other_outside
        } else {
            text::copies::choose_outside
        };
        view! {
            <div class="row">
                {is_not_allowed()
                    .then(|| {
                        view! {
                            <button type="button" class="button primary" on:click=allow>
                                {page.t(text::copies::allow_outside)}
                            </button>
                        }
                    })}
                <button type="button" class="button" on:click=choose>{page.t(name)}</button>
                {has_one()
                    .then(|| {
                        view! {
                            <button type="button" class="button quiet" on:click=forget>
                                {page.t(text::copies::forget_outside)}
                            </button>
                        }
                    })}
            </div>
        }
    };
    let is_supported = outside_file::is_supported();
    view! {
        <section
            class="stack-tight"
            aria-labelledby="outside"
            hidden=move || !has_records.get() || is_demo()
        >
            <div class="section-head">
                <h2 id="outside">{page.t(text::copies::outside)}</h2>
            </div>
            {if is_supported {
                view! {
                    <p class="measure" role="status">{move || state(page)}</p>
                    {buttons}
                    <FormProblem why=why_not />
                    <p class="quiet small measure">{page.t(text::copies::outside_hint)}</p>
                }
                    .into_any()
            } else {
                view! { <p class="quiet small measure">{page.t(text::copies::outside_unsupported)}</p> }
                    .into_any()
            }}
        </section>
    }
}

fn state(page: Page) -> String {
    let lang = page.lang.get();
    match page.ledger.outside.get() {
        Outside::None => String::new(),
        Outside::Current { name } => text::copies::outside_current(lang, &name),
        Outside::Behind { name } => text::copies::outside_behind(lang, &name),
        Outside::NotAllowed { name } => text::copies::outside_not_allowed(lang, &name),
        Outside::Failed { name, why } => text::copies::outside_failed(lang, &name, &why),
    }
}

/// Asks for a copy outside the browser when it is time; or to allow writing to the file
/// again.
#[component]
pub fn AskForCopy() -> impl IntoView {
    let page = use_page();
    let is_put_off = RwSignal::new(0u32);
    let asked = Memo::new(move |_| {
        is_put_off.track();
        let today = page.ledger.today.get();
        let last = page
            .ledger
            .copied
            .get()
            .map(|copied| OutsideCopy { on: clock::day_of(copied.at_ms), records: copied.seq });
        let own =
            page.ledger.entry.with(|entry| entry.as_ref().is_some_and(|entry| !entry.is_demo));
        let began =
            page.ledger.book.with(|book| Some((book.log().next()?.at_ms, book.head()?.seq)));
        let (began_ms, records) = began.filter(|_| own)?;
        let until_ms = page.ledger.copy_is_put_off_until_ms();
        if until_ms.is_some_and(|until_ms| clock::now_ms() < until_ms) {
            return None;
        }
        asks_for_copy(last, clock::day_of(began_ms), records, today)
    });
    let put_off = move |_| {
        page.ledger.put_off_copy();
        is_put_off.update(|times| *times += 1);
    };
    let say = move |asks: Asks| {
        let lang = page.lang.get();
        match asks {
            Asks::Days(days) => text::copies::ask_days(lang, &format::days_count(lang, days)),
            Asks::Records(count) => {
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                text::copies::ask_records(lang, &format::count(count, page.style.get()))
            }
        }
    };
    let screen = page.address.screen();
    let link = move || href(Screen::Settings(Section::Copies));
    move || {
        if screen.get().is_form() {
            return None;
        }
        if let Outside::NotAllowed { name } = page.ledger.outside.get() {
            let words = move || text::copies::outside_not_allowed(page.lang.get(), &name);
            let allow = move |_| spawn_local(page.ledger.allow_outside());
            return Some(
                view! {
                    <div class="notice warn" role="status">
                        <p>{live(words)}</p>
                        <button class="button small" on:click=allow>{page.t(text::copies::allow_outside)}</button>
                    </div>
                }
                .into_any(),
            );
        }
        let asks = asked.get()?;
        Some(
            view! {
                <div class="notice" role="status">
                    <p>{move || say(asks)}</p>
                    <a class="button small" href=link>{page.t(text::copies::ask_keep)}</a>
                    <button class="button quiet small" on:click=put_off>{page.t(text::copies::ask_tomorrow)}</button>
                </div>
            }
            .into_any(),
        )
    }
}
