//! The parts of the page that are files of their own: loaded when they are first needed,
//! and in any case once the browser has nothing else to do.
//!
//! `tools/parts.mjs` cuts the program at the functions that bear `wasm_split`, here and
//! where the demonstration is made. What only the functions of one name reach goes into the
//! file of that name; what both names reach, into one they share; everything else into the
//! file that loads first. So a screen stays out of that one as long as nothing but
//! [`draw_desk`] or [`draw_office`] names it.
//!
//! Two parts and not one per screen: most of what screens are made of they share, and what
//! every few of them share would be a file of its own.

use std::time::Duration;

use cartera::route::Screen;
use cartera::text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::components::Empty;
use super::ledger::Standing;
use super::ledgers::{focus_heading, load_demo};
use super::locked::Locked;
use super::page::{Page, use_page};
use super::pages;
use super::reactive::{RwSignal, Signal, effect};
use super::shell::{Dialogs, reload};

/// A part that is loaded by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The screens of every day.
    Desk,
    /// What is done once in a while: imports, settings, copies.
    Office,
}

/// What a part draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A screen.
    Screen(Screen),
    /// The dialogs that any screen can be under.
    Dialogs,
    /// A way to restore a copy where no ledger can be opened.
    RestoreCopy,
    /// What asks for the passphrase of a ledger that is locked.
    Unlock,
    /// The notices that can wait: a clock that is behind, a copy outside the browser.
    AskForCopy,
}

type Draw = fn(Shown) -> AnyView;

/// Where loading a part stands.
#[derive(Clone, Copy, Debug)]
pub enum Load {
    /// It was not asked for, or is on its way.
    Waiting,
    /// It is there.
    Loaded(Draw),
    /// It did not come.
    Failed,
}

/// How far the parts are loaded. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Parts {
    desk: RwSignal<Load>,
    office: RwSignal<Load>,
}

/// How long after the first screen the rest is loaded where the browser does not tell when
/// it has nothing to do.
const SOON: Duration = Duration::from_millis(500);

impl Parts {
    /// None is there yet.
    pub fn new() -> Self {
        Self { desk: RwSignal::new(Load::Waiting), office: RwSignal::new(Load::Waiting) }
    }

    /// Where loading a part stands, followed.
    pub fn get(self, part: Part) -> Load {
        self.signal(part).get()
    }

    /// Loads a part unless it is there, also one that did not come before.
    pub fn ask(self, part: Part) {
        let load = self.signal(part);
        match load.get_untracked() {
            Load::Loaded(_) => return,
            Load::Failed => load.set(Load::Waiting),
            Load::Waiting => {}
        }
        spawn_local(async move {
            if self.load(part).await.is_err() {
                load.set(Load::Failed);
            }
        });
    }

    async fn load(self, part: Part) -> Result<(), SplitLoaderError> {
        let draw = match part {
            Part::Desk => desk().await?,
            Part::Office => office().await?,
        };
        let load = self.signal(part);
        // Asked for twice, it comes twice; what is drawn already stays.
        if !matches!(load.get_untracked(), Load::Loaded(_)) {
            load.set(Load::Loaded(draw));
        }
        Ok(())
    }

    fn signal(self, part: Part) -> RwSignal<Load> {
        match part {
            Part::Desk => self.desk,
            Part::Office => self.office,
        }
    }
}

impl Shown {
    /// The part that draws it.
    pub fn part(self) -> Part {
        match self {
            Self::Screen(
                Screen::Import
                | Screen::Indicators
                | Screen::Protocols
                | Screen::Protocol(_)
                | Screen::Settings(_),
            )
            | Self::RestoreCopy
            | Self::Unlock
            | Self::AskForCopy => Part::Office,
            Self::Screen(_) | Self::Dialogs => Part::Desk,
        }
    }
}

/// What a part draws, or that it is on its way, or that it did not come.
#[component]
pub fn InPart(
    /// What to draw.
    shown: Shown,
) -> impl IntoView {
    let page = use_page();
    let part = shown.part();
    page.parts.ask(part);
    // What is not a screen stands under the heading of one.
    let heading = move |words: text::Message| {
        matches!(shown, Shown::Screen(_)).then(|| {
            view! { <h1 class="visually-hidden awaits" tabindex="-1">{page.t(words)}</h1> }
        })
    };
    move || match page.parts.get(part) {
        Load::Loaded(draw) => {
            if matches!(document().query_selector("h1.awaits:focus"), Ok(Some(_))) {
                // The user came here by a link, and the focus with them.
                request_animation_frame(focus_heading);
            }
            draw(shown)
        }
        Load::Waiting => view! {
            {heading(text::shell::loading)}
            <p class="quiet" role="status">{page.t(text::shell::loading)}</p>
        }
        .into_any(),
        Load::Failed => view! {
            {heading(text::shell::not_loaded_title)}
            <NotLoaded part=part />
        }
        .into_any(),
    }
}

#[component]
fn NotLoaded(part: Part) -> impl IntoView {
    let page = use_page();
    view! {
        <div role="alert">
            <Empty
                title=Signal::derive(move || text::shell::not_loaded_title(page.lang.get()).to_owned())
                text=Signal::derive(move || text::shell::not_loaded(page.lang.get()).to_owned())
            >
                <button class="button primary" on:click=move |_| page.parts.ask(part)>
                    {page.t(text::shell::try_again)}
                </button>
                <button class="button" on:click=move |_| reload()>{page.t(text::storage::reload)}</button>
            </Empty>
        </div>
    }
}

/// Loads what is not there, from when the first screen stands: the page then works without
/// a network, and no screen waits.
pub fn load_ahead(page: Page) {
    effect(move |before: Option<bool>| {
        let has_begun = before.unwrap_or(false);
        let stands = page.ledger.standing.with(|standing| *standing != Standing::Opening);
        if stands && !has_begun {
            let load_all = move || spawn_local(load_all(page.parts));
            if request_idle_callback_with_handle(load_all).is_err() {
                set_timeout(load_all, SOON);
            }
        }
        stands || has_begun
    });
}

/// Copies that make themselves, once what makes them is there: inside the browser when a
/// ledger is opened and on a new day, outside after every change.
pub fn keep_copies(page: Page) {
    let keep_when = move |is_change: bool| {
        effect(move |_: Option<()>| {
            if is_change {
                page.ledger.book.track();
            } else {
                page.ledger.today.track();
            }
            let stands = page.ledger.standing.with(|standing| *standing == Standing::Open);
            if stands && matches!(page.parts.get(Part::Office), Load::Loaded(_)) {
                spawn_local(async move {
                    // What does not come now comes the next time.
                    if let Ok(keep) = loaded_keep().await {
                        keep(page, is_change);
                    }
                });
            }
        });
    };
    keep_when(false);
    keep_when(true);
}

type Keep = fn(Page, bool);

#[wasm_split(office, fallible, wasm_split_path = ::leptos::wasm_split)]
fn loaded_keep() -> Result<Keep, SplitLoaderError> {
    Ok(|page, is_change| {
        if is_change {
            page.ledger.write_outside_soon();
        } else {
            spawn_local(page.ledger.keep_in_time());
        }
    })
}

async fn load_all(parts: Parts) {
    // What does not come now is asked for again when it is needed.
    let _ = parts.load(Part::Desk).await;
    let _ = load_demo().await;
    let _ = parts.load(Part::Office).await;
}

#[wasm_split(desk, fallible, wasm_split_path = ::leptos::wasm_split)]
fn desk() -> Result<Draw, SplitLoaderError> {
    Ok(draw_desk)
}

#[wasm_split(office, fallible, wasm_split_path = ::leptos::wasm_split)]
fn office() -> Result<Draw, SplitLoaderError> {
    Ok(draw_office)
}

fn draw_desk(shown: Shown) -> AnyView {
    let Shown::Screen(screen) = shown else { return view! { <Dialogs /> }.into_any() };
    match screen {
        Screen::Today => view! { <pages::Today /> }.into_any(),
        Screen::Receivables => view! { <pages::Receivables /> }.into_any(),
        Screen::Customers => view! { <pages::Customers /> }.into_any(),
        Screen::NewCustomer => view! { <pages::NewCustomer /> }.into_any(),
        Screen::Customer(id) => view! { <pages::Customer id=id /> }.into_any(),
        Screen::Statement(id) => view! { <pages::Statement id=id /> }.into_any(),
        Screen::Invoices => view! { <pages::Invoices /> }.into_any(),
        Screen::NewInvoice => view! { <pages::NewInvoice /> }.into_any(),
        Screen::Invoice(id) => view! { <pages::Invoice id=id /> }.into_any(),
        Screen::Payments => view! { <pages::Payments /> }.into_any(),
        Screen::NewPayment => view! { <pages::NewPayment /> }.into_any(),
        Screen::Payment(id) => view! { <pages::Payment id=id /> }.into_any(),
        Screen::Bank => view! { <pages::Bank /> }.into_any(),
        Screen::Cheques => view! { <pages::Cheques /> }.into_any(),
        Screen::CashFlow => view! { <pages::CashFlow /> }.into_any(),
        Screen::NotFound
        | Screen::Import
        | Screen::Indicators
        | Screen::Protocols
        | Screen::Protocol(_)
        | Screen::Settings(_) => view! { <pages::NotFound /> }.into_any(),
    }
}

fn draw_office(shown: Shown) -> AnyView {
    match shown {
        Shown::Screen(Screen::Settings(section)) => {
            view! { <pages::Settings section=section /> }.into_any()
        }
        Shown::Screen(Screen::Indicators) => view! { <pages::Indicators /> }.into_any(),
        Shown::Screen(Screen::Protocols) => view! { <pages::Protocols /> }.into_any(),
        Shown::Screen(Screen::Protocol(id)) => view! { <pages::Protocol id=id /> }.into_any(),
        Shown::Screen(_) => view! { <pages::Import /> }.into_any(),
        Shown::Unlock => view! { <Locked /> }.into_any(),
        Shown::AskForCopy => view! { <pages::ClockNotice /><pages::AskForCopy /> }.into_any(),
        Shown::Dialogs | Shown::RestoreCopy => view! { <pages::RestoreCopy /> }.into_any(),
    }
}
