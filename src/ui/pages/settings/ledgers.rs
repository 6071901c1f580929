//! The ledgers of this browser: which is open, opening, making, naming, removing.

use cartera::browser::ledgers::{LedgerEntry, Ledgers};
use cartera::browser::{LedgerId, clock};
use cartera::text::fold::fold;
use cartera::text::{self, Lang};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::room::Room;
use crate::ui::components::{Dialog, FormProblem, TextField, each};
use crate::ui::ledgers::{self, Kept};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{RwSignal, Signal, effect, live};
use crate::ui::say_why::words;

/// What is asked about a ledger.
#[derive(Clone, PartialEq)]
enum Asked {
    Create,
    Rename(LedgerEntry),
    Remove(LedgerEntry),
}

/// The list, and the room it takes.
#[component]
pub fn LedgerList() -> impl IntoView {
    let page = use_page();
    let kept = RwSignal::new(Vec::<Kept>::new());
    let why_not = RwSignal::new(None::<String>);
    let asked = RwSignal::new(None::<Asked>);
    let look = move || {
        spawn_local(async move {
            match ledgers::all_kept(page.ledger.id()).await {
                // The screen may be gone by now.
                Ok(found) => drop(kept.try_set(found)),
                Err(error) => {
                    let said = text::storage::words(page.lang.get_untracked(), &error);
                    let _ = why_not.try_set(Some(said));
                }
            }
        });
    };
    // Again when the open one gets its first record or another name, and when the
    // demonstration is gone.
    effect(move |_| {
        page.ledger.entry.track();
        if !page.ledger.moving.get() {
            look();
        }
    });
    let has_demo = move || kept.with(|kept| kept.iter().any(|kept| kept.entry.is_demo));
    view! {
        <div class="stack settings-width">
            <section class="stack-tight" aria-labelledby="here">
                <div class="section-head">
                    <h2 id="here">{page.t(text::ledgers::here)}</h2>
                </div>
                <p class="quiet small measure">{page.t(text::ledgers::here_hint)}</p>
                <FormProblem why=why_not />
                <ul class="lines ledgers">
                    {each(
                        move || kept.get(),
                        |kept| format!("{} {} {:?}", kept.entry.id.as_str(), kept.entry.name, kept.records),
                        move |kept| view! { <Line kept=kept asked=asked /> }.into_any(),
                    )}
                </ul>
                <div class="row">
                    <button type="button" class="button" on:click=move |_| asked.set(Some(Asked::Create))>
                        {page.t(text::ledgers::create)}
                    </button>
                    <button
                        type="button"
                        class="button quiet"
                        hidden=live(has_demo)
                        aria-busy=move || page.ledger.moving.get().to_string()
                        on:click=move |_| ledgers::enter_demo(page)
                    >
                        {move || {
                            let lang = page.lang.get();
                            if page.ledger.moving.get() {
                                text::ledgers::moving(lang)
                            } else {
                                text::ledgers::enter_demo(lang)
                            }
                        }}
                    </button>
                </div>
            </section>
            <Room />
        </div>
        <AskedDialog asked=asked look=Callback::new(move |()| look()) />
    }
}

#[component]
fn Line(kept: Kept, asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let page = use_page();
    let Kept { entry, records } = kept;
    let is_demo = entry.is_demo;
    let is_open = {
        let id = entry.id.clone();
        move || is_open(page, &id)
    };
    let shown = {
        let entry = entry.clone();
        Signal::derive(move || name(page, &entry))
    };
    let made_ms = entry.created_ms;
    let about = move || {
        let lang = page.lang.get();
        let made_on = || text::ledgers::made_on(lang, &page.date(clock::day_of(made_ms)));
        if is_demo {
            // It is drawn in one go: counting that says nothing.
            return made_on();
        }
        let size = text::ledgers::size(lang, records, page.style.get());
        if made_ms == 0 { size } else { [&size, " · ", &made_on()].concat() }
    };
    let say =
        move |message: fn(Lang, &str) -> String| move || message(page.lang.get(), &shown.get());
    let open = {
        let id = entry.id.clone();
        move |_| {
            if is_demo { ledgers::enter_demo(page) } else { ledgers::switch_to(page, id.clone()) }
        }
    };
    let ask = |asking: fn(LedgerEntry) -> Asked| {
        let entry = entry.clone();
        move |_| asked.set(Some(asking(entry.clone())))
    };
    let (rename, remove) = (ask(Asked::Rename), ask(Asked::Remove));
    let is_closed = {
        let is_open = is_open.clone();
        move || !is_open()
    };
    view! {
        <li>
            <div class="what">
                <span class="strong">{shown}</span>
                " "
                <span class="badge ok" hidden=is_closed>{page.t(text::ledgers::is_open)}</span>
                <small>{live(about)}</small>
            </div>
            <div class="row-actions">
                <button type="button" class="button small" hidden=is_open aria-label=say(text::ledgers::open_this) on:click=open>
                    {page.t(text::ledgers::open)}
                </button>
                {(!is_demo)
                    .then(|| {
                        view! {
                            <button type="button" class="button quiet small" aria-label=say(text::ledgers::rename_this) on:click=rename>
                                {page.t(text::ledgers::rename)}
                            </button>
                            <button type="button" class="button quiet small danger" aria-label=say(text::ledgers::remove_this) on:click=remove>
                                {page.t(text::ledgers::remove)}
                            </button>
                        }
                    })}
                {is_demo
                    .then(|| {
                        view! {
                            <button type="button" class="button quiet small" on:click=move |_| ledgers::leave_demo(page)>
                                {page.t(text::shell::leave_demo)}
                            </button>
                        }
                    })}
            </div>
        </li>
    }
}

/// One dialog for the three questions.
#[component]
fn AskedDialog(asked: RwSignal<Option<Asked>>, look: Callback<()>) -> impl IntoView {
    let page = use_page();
    let open = RwSignal::new(false);
    effect(move |_| open.set(asked.with(Option::is_some)));
    effect(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            asked.set(None);
        }
        is
    });
    let title = Signal::derive(move || {
        let lang = page.lang.get();
        match asked.get() {
            None => String::new(),
            Some(Asked::Create) => text::ledgers::create(lang).trim_end_matches('…').to_owned(),
            Some(Asked::Rename(_)) => text::ledgers::rename(lang).trim_end_matches('…').to_owned(),
            Some(Asked::Remove(entry)) => text::ledgers::remove_title(lang, &name(page, &entry)),
        }
    });
    view! {
        <Dialog open=open title=title>
            {move || match asked.get() {
                None => ().into_any(),
                Some(Asked::Create) => view! { <Naming entry=None asked=asked look=look /> }.into_any(),
                Some(Asked::Rename(entry)) => {
                    view! { <Naming entry=Some(entry) asked=asked look=look /> }.into_any()
                }
                Some(Asked::Remove(entry)) => view! { <Removing entry=entry asked=asked look=look /> }.into_any(),
            }}
        </Dialog>
    }
}

/// A name for a ledger, or for a new one.
#[component]
fn Naming(
    entry: Option<LedgerEntry>,
    asked: RwSignal<Option<Asked>>,
    look: Callback<()>,
) -> impl IntoView {
    let page = use_page();
    let value = RwSignal::new(entry.as_ref().map(|entry| entry.name.clone()).unwrap_or_default());
    let problem = RwSignal::new(None::<String>);
    let is_new = entry.is_none();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let name = value.get_untracked().trim().to_owned();
        if name.is_empty() {
            problem.set(Some(page.say(text::ledgers::name_missing).to_owned()));
            return;
        }
        let Some(entry) = entry.clone() else {
            asked.set(None);
            ledgers::create(page, name);
            return;
        };
        spawn_local(async move {
            let renamed = async { Ledgers::open().await?.rename(entry.id.clone(), &name).await };
            match renamed.await {
                Ok(renamed) => {
                    if page.ledger.id() == Some(renamed.id.clone()) {
                        page.ledger.entry.set(Some(renamed));
                    }
                    let _ = asked.try_set(None);
                    let _ = look.try_run(());
                    page.toasts.say(page.say(text::ledgers::renamed));
                }
                Err(error) => {
                    let said = text::storage::words(page.lang.get_untracked(), &error);
                    let _ = problem.try_set(Some(said));
                }
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <TextField
                label=Signal::derive(move || text::ledgers::name(page.lang.get()).to_owned())
                value=value
                problem=problem
                hint=Signal::derive(move || text::ledgers::name_hint(page.lang.get()).to_owned())
                focus=true
            />
            <div class="form-actions">
                <button class="button primary" type="submit">
                    {page.t(if is_new { text::ledgers::create_now } else { text::shell::save })}
                </button>
                <button class="button" type="button" on:click=move |_| asked.set(None)>
                    {page.t(text::shell::cancel)}
                </button>
            </div>
        </form>
    }
}

/// Offers a copy, and removes a ledger once its name is typed.
#[component]
fn Removing(
    entry: LedgerEntry,
    asked: RwSignal<Option<Asked>>,
    look: Callback<()>,
) -> impl IntoView {
    let page = use_page();
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let why_not = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let shown = name(page, &entry);
    let copy = {
        let (entry, shown) = (entry.clone(), shown.clone());
        move |_| {
            let (id, shown) = (entry.id.clone(), shown.clone());
            spawn_local(async move {
                // That of the open one is at hand, with its key where it has a lock.
                let copied = match page.ledger.id() {
                    Some(open) if open == id => page.ledger.backup().await,
                    _ => ledgers::copy_of(&id, &shown).await,
                };
                let said = match copied {
                    Ok((file, _)) => ledgers::offer_copy(page, &file).err().map(|error| {
                        text::copies::cannot_download(page.lang.get_untracked(), &error.to_string())
                    }),
                    Err(error) => Some(text::storage::words(page.lang.get_untracked(), &error)),
                };
                let _ = why_not.try_set(said);
            });
        }
    };
    let remove = {
        let (id, shown) = (entry.id.clone(), shown.clone());
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            if fold(typed.get_untracked().trim()) != fold(shown.trim()) {
                problem.set(Some(page.say(text::ledgers::other_name).to_owned()));
                return;
            }
            if is_busy.get_untracked() {
                return;
            }
            is_busy.set(true);
            let (id, shown) = (id.clone(), shown.clone());
            spawn_local(async move {
                match ledgers::remove(page, &id).await {
                    Ok(()) => {
                        page.toasts.say(text::ledgers::removed(page.lang.get_untracked(), &shown));
                        let _ = asked.try_set(None);
                        let _ = look.try_run(());
                    }
                    Err(why) => {
                        let _ = is_busy.try_set(false);
                        if why_not.try_set(Some(words(page, &why))).is_some() {
                            page.toasts.problem(words(page, &why));
                        }
                    }
                }
            });
        }
    };
    view! {
        <form class="form" novalidate on:submit=remove>
            <p>{page.t(text::ledgers::remove_warning)}</p>
            <div>
                <button class="button" type="button" on:click=copy>{page.t(text::copies::download)}</button>
            </div>
            <TextField
                label=Signal::derive(move || text::ledgers::type_name(page.lang.get(), &shown))
                value=typed
                problem=problem
            />
            <FormProblem why=why_not />
            <div class="form-actions">
                <button class="button danger" type="submit" aria-busy=move || is_busy.get().to_string()>
                    {page.t(text::ledgers::remove_now)}
                </button>
                <button class="button" type="button" on:click=move |_| asked.set(None)>
                    {page.t(text::shell::cancel)}
                </button>
            </div>
        </form>
    }
}

fn is_open(page: Page, id: &LedgerId) -> bool {
    // The entry changes with the ledger; the id is the desk's.
    page.ledger.entry.track();
    page.ledger.standing.track();
    page.ledger.id().as_ref() == Some(id)
}

/// What a ledger is called in the list: its own name, else the open one's firm.
fn name(page: Page, entry: &LedgerEntry) -> String {
    if !entry.name.is_empty() {
        return entry.name.clone();
    }
    let firm = if is_open(page, &entry.id) {
        page.ledger.book.with(|book| book.firm().name.clone())
    } else {
        String::new()
    };
    if firm.is_empty() { text::ledgers::unnamed(page.lang.get()).to_owned() } else { firm }
}
