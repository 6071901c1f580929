//! The parts of the page that are files of their own: loaded when they are first needed,
//! and all of them once the browser has nothing else to do.
//!
//! `tools/build.mjs` cuts the program at the functions that bear `wasm_split`, here and
//! where the demonstration is made. What only one of them reaches goes into that part's
//! file; what several reach, into a file they share; what is reached without them, into the
//! file that loads first. So a screen stays out of that file as long as nothing but its
//! function below names it.

use std::time::Duration;

use cartera::route::Screen;
use cartera::text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::components::Empty;
use super::ledger::Standing;
use super::ledgers::{focus_heading, load_demo};
use super::page::{Page, use_page};
use super::pages;
use super::shell::{self, reload};

/// Draws what a part holds, for the screen that is asked for.
pub type Draw = fn(Screen) -> AnyView;

/// A part that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The screen of today.
    Today,
    /// The screen of receivables.
    Receivables,
    /// The screens of customers.
    Customers,
    /// The screens of invoices.
    Invoices,
    /// The screens of payments.
    Payments,
    /// The screen of imports.
    Import,
    /// The settings.
    Settings,
    /// The dialogs that any screen can be under.
    Dialogs,
    /// What is shown when no ledger can be opened.
    Rescue,
}

/// In the order in which they are loaded ahead of need.
const PARTS: [Part; 9] = [
    Part::Today,
    Part::Receivables,
    Part::Customers,
    Part::Invoices,
    Part::Payments,
    Part::Import,
    Part::Dialogs,
    Part::Settings,
    Part::Rescue,
];

/// How long after the first screen the rest is loaded where the browser does not say when
/// it has nothing to do.
const SOON: Duration = Duration::from_millis(500);

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

/// The parts that are there. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Parts([RwSignal<Load>; PARTS.len()]);

impl Part {
    /// The part that a screen is in.
    pub fn of(screen: Screen) -> Option<Self> {
        match screen {
            Screen::Today => Some(Self::Today),
            Screen::Receivables => Some(Self::Receivables),
            Screen::Customers | Screen::NewCustomer | Screen::Customer(_) => Some(Self::Customers),
            Screen::Invoices | Screen::NewInvoice | Screen::Invoice(_) => Some(Self::Invoices),
            Screen::Payments | Screen::NewPayment | Screen::Payment(_) | Screen::Cheques => {
                Some(Self::Payments)
            }
            Screen::Import => Some(Self::Import),
            Screen::Settings(_) => Some(Self::Settings),
            Screen::NotFound => None,
        }
    }

    async fn load(self) -> Result<Draw, SplitLoaderError> {
        match self {
            Self::Today => today().await,
            Self::Receivables => receivables().await,
            Self::Customers => customers().await,
            Self::Invoices => invoices().await,
            Self::Payments => payments().await,
            Self::Import => import().await,
            Self::Settings => settings().await,
            Self::Dialogs => dialogs().await,
            Self::Rescue => rescue().await,
        }
    }
}

impl Parts {
    /// None is there yet.
    pub fn new() -> Self {
        Self([(); PARTS.len()].map(|()| RwSignal::new(Load::Waiting)))
    }

    /// Where loading a part stands, followed.
    pub fn get(self, part: Part) -> Load {
        self.signal(part).get()
    }

    /// Loads a part unless it is there, also one that did not come before.
    pub fn ask(self, part: Part) {
        let state = self.signal(part);
        match state.get_untracked() {
            Load::Loaded(_) => return,
            Load::Failed => state.set(Load::Waiting),
            Load::Waiting => {}
        }
        spawn_local(async move {
            let loaded = part.load().await;
            // Asked for twice, it comes twice; what is drawn already stays.
            if !matches!(state.get_untracked(), Load::Loaded(_)) {
                state.set(loaded.map_or(Load::Failed, Load::Loaded));
            }
        });
    }

    fn signal(self, part: Part) -> RwSignal<Load> {
        self.0[part as usize]
    }
}

/// What a part draws, or that it is on its way, or that it did not come.
#[component]
pub fn InPart(
    /// Which part.
    part: Part,
    /// The screen it is asked for.
    screen: Screen,
) -> impl IntoView {
    let page = use_page();
    page.parts.ask(part);
    let is_screen = Part::of(screen) == Some(part);
    move || match page.parts.get(part) {
        Load::Loaded(draw) => {
            if matches!(document().query_selector("h1.awaits:focus"), Ok(Some(_))) {
                // Who came here by a link was led to the heading that stood in for it.
                request_animation_frame(focus_heading);
            }
            draw(screen)
        }
        Load::Waiting => view! {
            {is_screen.then(|| heading(page, text::shell::loading))}
            <p class="quiet" role="status">{page.t(text::shell::loading)}</p>
        }
        .into_any(),
        Load::Failed => view! {
            {is_screen.then(|| heading(page, text::shell::not_loaded_title))}
            <NotLoaded part=part />
        }
        .into_any(),
    }
}

/// Where screen readers begin until the screen is there with its own heading.
fn heading(page: Page, words: text::Message) -> impl IntoView {
    view! { <h1 class="visually-hidden awaits" tabindex="-1">{page.t(words)}</h1> }
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

/// Loads what is not there, one part after the other, from when the first screen stands: the
/// page then works without a network, and no screen waits.
pub fn load_ahead(page: Page) {
    Effect::new(move |begun: Option<bool>| {
        let has_begun = begun.unwrap_or(false);
        let stands = page.ledger.standing.with(|standing| *standing != Standing::Opening);
        if stands && !has_begun {
            when_idle(|| spawn_local(load_all()));
        }
        stands || has_begun
    });
}

async fn load_all() {
    for part in PARTS {
        // What does not come now is asked for again when it is needed.
        let _ = part.load().await;
    }
    let _ = load_demo().await;
}

fn when_idle(work: fn()) {
    if request_idle_callback_with_handle(work).is_err() {
        set_timeout(work, SOON);
    }
}

#[wasm_split(desk, fallible, wasm_split_path = ::leptos::wasm_split)]
fn today() -> Result<Draw, SplitLoaderError> {
    Ok(|_| view! { <pages::Today /> }.into_any())
}

#[wasm_split(desk, fallible, wasm_split_path = ::leptos::wasm_split)]
fn receivables() -> Result<Draw, SplitLoaderError> {
    Ok(|_| view! { <pages::Receivables /> }.into_any())
}

#[wasm_split(desk, fallible, wasm_split_path = ::leptos::wasm_split)]
fn customers() -> Result<Draw, SplitLoaderError> {
    Ok(|screen| match screen {
        Screen::NewCustomer => view! { <pages::NewCustomer /> }.into_any(),
        Screen::Customer(id) => view! { <pages::Customer id=id /> }.into_any(),
        _ => view! { <pages::Customers /> }.into_any(),
    })
}

#[wasm_split(desk, fallible, wasm_split_path = ::leptos::wasm_split)]
fn invoices() -> Result<Draw, SplitLoaderError> {
    Ok(|screen| match screen {
        Screen::NewInvoice => view! { <pages::NewInvoice /> }.into_any(),
        Screen::Invoice(id) => view! { <pages::Invoice id=id /> }.into_any(),
        _ => view! { <pages::Invoices /> }.into_any(),
    })
}

#[wasm_split(desk, fallible, wasm_split_path = ::leptos::wasm_split)]
fn payments() -> Result<Draw, SplitLoaderError> {
    Ok(|screen| match screen {
        Screen::NewPayment => view! { <pages::NewPayment /> }.into_any(),
        Screen::Payment(id) => view! { <pages::Payment id=id /> }.into_any(),
        Screen::Cheques => view! { <pages::Cheques /> }.into_any(),
        _ => view! { <pages::Payments /> }.into_any(),
    })
}

#[wasm_split(office, fallible, wasm_split_path = ::leptos::wasm_split)]
fn import() -> Result<Draw, SplitLoaderError> {
    Ok(|_| view! { <pages::Import /> }.into_any())
}

#[wasm_split(office, fallible, wasm_split_path = ::leptos::wasm_split)]
fn settings() -> Result<Draw, SplitLoaderError> {
    Ok(|screen| match screen {
        Screen::Settings(section) => view! { <pages::Settings section=section /> }.into_any(),
        _ => ().into_any(),
    })
}

#[wasm_split(desk, fallible, wasm_split_path = ::leptos::wasm_split)]
fn dialogs() -> Result<Draw, SplitLoaderError> {
    Ok(|_| view! { <shell::Dialogs /> }.into_any())
}

// In the file of the settings, which restore copies too.
#[wasm_split(office, fallible, wasm_split_path = ::leptos::wasm_split)]
fn rescue() -> Result<Draw, SplitLoaderError> {
    Ok(|_| view! { <pages::RestoreCopy /> }.into_any())
}
