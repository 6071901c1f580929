//! The lock on the ledger: putting it on, closing it, changing it, taking it off.

use cartera::text::{self, lock as words};
use cartera::views::lock::{PassphraseProblem, check};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::components::{Check, FormProblem, TextField};
use crate::ui::locked::why_words;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{RwSignal, Signal};
use crate::ui::say_why;

/// After how many minutes it closes, to choose from; 0 for never.
const MINUTES: [u32; 5] = [5, 15, 30, 60, 0];

/// The section.
#[component]
pub fn Lock() -> impl IntoView {
    let page = use_page();
    let has_lock = page.ledger.has_lock;
    view! {
        <div class="stack settings-width">
            {move || if has_lock.get() { locked(page) } else { unlocked(page) }}
        </div>
    }
}

fn unlocked(page: Page) -> AnyView {
    view! {
        <section class="stack-tight" aria-labelledby="lock">
            <div class="section-head">
                <h2 id="lock">{page.t(words::title)}</h2>
            </div>
            <p class="measure strong">{page.t(words::none)}</p>
            <p class="measure">{page.t(words::what)}</p>
            <p class="quiet small measure">{page.t(words::what_not)}</p>
            <NewPassphrase is_change=false />
        </section>
    }
    .into_any()
}

fn locked(page: Page) -> AnyView {
    let idle = RwSignal::new(page.ledger.idle_minutes().to_string());
    let options = move || {
        let lang = page.lang.get();
        MINUTES
            .map(|minutes| {
                let name = match minutes {
                    0 => words::never(lang).to_owned(),
                    minutes => words::minutes(lang, minutes),
                };
                let value = minutes.to_string();
                view! { <option value=value.clone() selected=value == idle.get_untracked()>{name}</option> }
            })
            .into_iter()
            .collect_view()
    };
    let choose = move |event: web_sys::Event| {
        if let Ok(minutes) = event_target_value(&event).parse() {
            page.ledger.set_idle_minutes(minutes);
            idle.set(minutes.to_string());
        }
    };
    view! {
        <section class="stack-tight" aria-labelledby="lock">
            <div class="section-head">
                <h2 id="lock">{page.t(words::title)}</h2>
            </div>
            <p class="measure strong">{page.t(words::has)}</p>
            <div class="field">
                <label for="idle">{page.t(words::idle)}</label>
                <select id="idle" class="select" on:change=choose>{options}</select>
            </div>
            <div>
                <button type="button" class="button" on:click=move |_| page.ledger.lock_now()>
                    {page.t(words::lock_now)}
                </button>
            </div>
        </section>
        <section class="stack-tight" aria-labelledby="change-lock">
            <div class="section-head">
                <h2 id="change-lock">{page.t(words::change)}</h2>
            </div>
            <p class="quiet small measure">{page.t(words::change_hint)}</p>
            <NewPassphrase is_change=true />
        </section>
        <Remove />
    }
    .into_any()
}

/// The form that sets a passphrase: of a first lock, or (`is_change`) in the place of
/// another.
#[component]
fn NewPassphrase(is_change: bool) -> impl IntoView {
    let page = use_page();
    let (present, passphrase, again) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let understood = RwSignal::new(is_change);
    let problems = RwSignal::new((None::<PassphraseProblem>, None::<PassphraseProblem>));
    let why_not = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let said = move |problem: Option<PassphraseProblem>| {
        problem.map(|problem| words::problem(page.lang.get(), problem))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let wanted = passphrase.get_untracked();
        let found = check(&wanted, &again.get_untracked());
        problems.set(found);
        let is_agreed = understood.get_untracked();
        why_not.set((!is_agreed).then(|| page.say(words::not_understood).to_owned()));
        if found != (None, None) || !is_agreed {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let done = set(page, is_change, &present.get_untracked(), Some(wanted)).await;
            let _ = is_busy.try_set(false);
            match done {
                Ok(()) => {
                    let said = if is_change { words::changed } else { words::done };
                    page.toasts.say(page.say(said));
                }
                Err(why) => drop(why_not.try_set(Some(why))),
            }
            for field in [present, passphrase, again] {
                let _ = field.try_set(String::new());
            }
        });
    };
    view! {
        <form class="stack-tight lock-form" on:submit=submit>
            {is_change.then(|| view! { <Passphrase label=words::present value=present /> })}
            <TextField
                label=Signal::derive(move || words::new_passphrase(page.lang.get()).to_owned())
                value=passphrase
                kind="password"
                hint=Signal::derive(move || Some(words::passphrase_hint(page.lang.get()).to_owned()))
                problem=Signal::derive(move || said(problems.get().0))
            />
            <TextField
                label=Signal::derive(move || words::again(page.lang.get()).to_owned())
                value=again
                kind="password"
                problem=Signal::derive(move || said(problems.get().1))
            />
            {(!is_change)
                .then(|| {
                    view! {
                        <Check
                            label=Signal::derive(move || words::understood(page.lang.get()).to_owned())
                            value=understood
                        />
                    }
                })}
            <FormProblem why=why_not />
            <div>
                <button
                    type="submit"
                    class=if is_change { "button" } else { "button primary" }
                    aria-busy=move || is_busy.get().to_string()
                >
                    {move || {
                        let lang = page.lang.get();
                        match (is_busy.get(), is_change) {
                            (true, _) => words::working(lang),
                            (false, true) => words::change(lang),
                            (false, false) => words::put(lang),
                        }
                    }}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Remove() -> impl IntoView {
    let page = use_page();
    let present = RwSignal::new(String::new());
    let why_not = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            match set(page, true, &present.get_untracked(), None).await {
                Ok(()) => page.toasts.say(page.say(words::removed)),
                Err(why) => drop(why_not.try_set(Some(why))),
            }
            let _ = present.try_set(String::new());
        });
    };
    view! {
        <section class="stack-tight" aria-labelledby="remove-lock">
            <div class="section-head">
                <h2 id="remove-lock">{page.t(words::remove)}</h2>
            </div>
            <p class="quiet small measure">{page.t(words::remove_hint)}</p>
            <form class="stack-tight lock-form" on:submit=submit>
                <Passphrase label=words::present value=present />
                <FormProblem why=why_not />
                <div>
                    <button type="submit" class="button">{page.t(words::remove)}</button>
                </div>
            </form>
        </section>
    }
}

#[component]
fn Passphrase(label: text::Message, value: RwSignal<String>) -> impl IntoView {
    let page = use_page();
    view! {
        <TextField
            label=Signal::derive(move || label(page.lang.get()).to_owned())
            value=value
            kind="password"
        />
    }
}

/// Sets a passphrase, or (`None`) takes the lock off; whoever changes a lock shows that they
/// know it.
async fn set(
    page: Page,
    has_lock: bool,
    present: &str,
    wanted: Option<String>,
) -> Result<(), String> {
    let lang = page.lang.get_untracked();
    if has_lock {
        let checked = page.ledger.check_passphrase(present).await;
        checked.map_err(|why| why_words(lang, &why))?;
    }
    let done = page.ledger.set_lock(wanted).await;
    done.map_err(|why| say_why::words(page, &why))
}
