//! What stands around every screen: the rail, notices, the bar at the foot of a phone.

use cartera::browser::writer::Role;
use cartera::browser::{Notice, clock, drops, new_version};
use cartera::route::{Route, Screen, Section};
use cartera::text::{self, Lang};
use icondata_lu::{
    LuBanknote, LuChartColumnStacked, LuChartLine, LuChartNoAxesCombined, LuEllipsis, LuFileText,
    LuFileUp, LuListChecks, LuListOrdered, LuPlus, LuSettings, LuUsers,
};
use leptos::html;
use leptos::prelude::*;

use super::components::{Dialog, Icon};
use super::ledger::Saved;
use super::page::{Page, ShellDialog, use_page};
use super::palette::Palette;
use super::parts::{Load, Shown};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect, live};

/// A screen of the navigation.
#[derive(Clone, Copy)]
pub struct Place {
    /// Where it is.
    pub screen: Screen,
    /// What it is called.
    pub name: fn(Lang) -> &'static str,
    /// Its picture.
    pub icon: icondata_core::Icon,
    /// The key that goes there after `g`.
    pub key: &'static str,
}

/// The screens of the navigation, in its order.
pub const PLACES: [Place; 10] = [
    Place { screen: Screen::Today, name: text::shell::today, icon: LuListChecks, key: "h" },
    Place {
        screen: Screen::Receivables,
        name: text::shell::receivables,
        icon: LuChartColumnStacked,
        key: "c",
    },
    Place { screen: Screen::Customers, name: text::shell::customers, icon: LuUsers, key: "l" },
    Place {
        screen: Screen::CashFlow,
        name: text::cash_flow::nav,
        icon: LuChartNoAxesCombined,
        key: "e",
    },
    Place { screen: Screen::Invoices, name: text::shell::invoices, icon: LuFileText, key: "f" },
    Place { screen: Screen::Payments, name: text::shell::payments, icon: LuBanknote, key: "p" },
    Place {
        screen: Screen::Indicators,
        name: text::shell::indicators,
        icon: LuChartLine,
        key: "k",
    },
    Place {
        screen: Screen::Protocols,
        name: text::shell::protocols,
        icon: LuListOrdered,
        key: "b",
    },
    Place { screen: Screen::Import, name: text::shell::import, icon: LuFileUp, key: "i" },
    Place {
        screen: Screen::Settings(Section::Firm),
        name: text::shell::settings,
        icon: LuSettings,
        key: "a",
    },
];

/// The link of a screen.
pub fn href(screen: Screen) -> String {
    format!("#{}", Route::to(screen))
}

/// The page around a screen.
#[component]
pub fn Shell(
    /// The screen.
    children: Children,
) -> impl IntoView {
    let page = use_page();
    let main = NodeRef::<html::Main>::new();
    let screen = page.address.screen();
    drops::watch(move || {
        page.drops.update(|drops| *drops += 1);
        page.address.go_to(Screen::Import);
    });
    let skip = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            let _ = main.focus();
        }
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{page.t(text::shell::skip)}</a>
        <div class="shell">
            <Rail screen=screen />
            <div class="content">
                <Notices />
                <main id="main" node_ref=main tabindex="-1">{children()}</main>
            </div>
            <BottomBar screen=screen />
        </div>
        <WhenOpened />
    }
}

/// The dialogs, from when one is first opened.
#[component]
fn WhenOpened() -> impl IntoView {
    let page = use_page();
    Effect::new(move |_| {
        if page.open.get().is_some() {
            page.parts.ask(Shown::Dialogs.part());
        }
    });
    Effect::new(move |_| {
        let has_failed = matches!(page.parts.get(Shown::Dialogs.part()), Load::Failed);
        if has_failed && page.open.get_untracked().is_some() {
            page.open.set(None);
            page.toasts.problem(page.say(text::shell::not_loaded));
        }
    });
    move || match page.parts.get(Shown::Dialogs.part()) {
        Load::Loaded(draw) => Some(draw(Shown::Dialogs)),
        Load::Waiting | Load::Failed => None,
    }
}

/// The dialogs that any screen can be under.
#[component]
pub fn Dialogs() -> impl IntoView {
    view! {
        <Palette />
        <KeysDialog />
        <AddDialog />
        <MoreDialog />
    }
}

#[component]
fn Rail(screen: Memo<Screen>) -> impl IntoView {
    let page = use_page();
    view! {
        <aside class="rail">
            <a class="mark" href=href(Screen::Today)>
                <span class="mark-bars" aria-hidden="true"></span>
                {page.t(text::shell::product)}
            </a>
            <nav aria-label=page.t(text::shell::navigation)>
                <ul>
                    {PLACES
                        .into_iter()
                        .map(|place| {
                            view! {
                                <li>
                                    <a
                                        href=href(place.screen)
                                        aria-current=move || {
                                            is_within(screen.get(), place.screen).then_some("page")
                                        }
                                    >
                                        <Icon icon=place.icon />
                                        {page.t(place.name)}
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </nav>
            <div class="rail-foot">
                <span class="firm">{move || firm_name(page)}</span>
                <SavedState />
                <a href=href(Screen::Settings(Section::Copies))>{move || copy_age(page)}</a>
                <LockButton />
            </div>
        </aside>
    }
}

/// Closes the lock of a ledger that has one.
#[component]
fn LockButton() -> impl IntoView {
    let page = use_page();
    let close = move |_| {
        page.open.set(None);
        page.ledger.lock_now();
    };
    move || {
        page.ledger.has_lock.get().then(|| {
            view! {
                <button type="button" class="button small" on:click=close>{page.t(text::lock::lock_now)}</button>
            }
        })
    }
}

#[component]
fn SavedState() -> impl IntoView {
    let page = use_page();
    let state = move || match (page.ledger.role.get(), page.ledger.saved.get()) {
        (Some(Role::Follower), _) => ("saved read-only", text::shell::read_only as fn(Lang) -> _),
        (_, Saved::Saved) => ("saved", text::shell::saved as fn(Lang) -> _),
        (_, Saved::Saving) => ("saved saving", text::shell::saving as fn(Lang) -> _),
        (_, Saved::Failed(_)) => ("saved failed", text::shell::not_saved as fn(Lang) -> _),
    };
    view! {
        <span class=move || state().0 role="status">
            {move || state().1(page.lang.get())}
        </span>
    }
}

/// What stays in sight until it is settled.
#[component]
fn Notices() -> impl IntoView {
    let page = use_page();
    let ledger = page.ledger;
    let is_demo = Memo::new(move |_| {
        ledger.entry.with(|entry| entry.as_ref().is_some_and(|entry| entry.is_demo))
    });
    let damaged = Memo::new(move |_| ledger.damaged.with(Vec::len));
    let leave = move |_| super::ledgers::leave_demo(page);
    let has_new_version = RwSignal::new(false);
    // The page listens for as long as it lives.
    std::mem::forget(new_version::on_waiting(move || has_new_version.set(true)));
    let screen = page.address.screen();
    view! {
        {move || {
            (has_new_version.get() && !screen.get().is_form()).then(|| {
                view! {
                    <div class="notice" role="status">
                        <p>{page.t(text::shell::new_version)}</p>
                        <button class="button small" on:click=|_| new_version::take()>
                            {page.t(text::shell::use_new_version)}
                        </button>
                    </div>
                }
            })
        }}
        {move || {
            is_demo.get().then(|| {
                view! {
                    <div class="notice" role="status">
                        <p>{page.t(text::shell::demo_notice)}</p>
                        <button class="button small" on:click=leave>{page.t(text::shell::leave_demo)}</button>
                    </div>
                }
            })
        }}
        {move || {
            (ledger.role.get() == Some(Role::Follower)).then(|| {
                view! {
                    <div class="notice warn" role="status">
                        <p>{page.t(text::shell::read_only_why)}</p>
                        <button class="button small" on:click=move |_| ledger.take_over()>
                            {page.t(text::shell::edit_here)}
                        </button>
                    </div>
                }
            })
        }}
        {move || {
            ledger.notice.get().map(|notice| {
                let message = match notice {
                    Notice::Blocked => text::storage::blocked,
                    Notice::Outdated => text::storage::outdated,
                    Notice::Deleted => text::storage::deleted,
                    Notice::Closed => text::storage::closed,
                };
                view! {
                    <div class="notice problem" role="alert">
                        <p>{page.t(message)}</p>
                        <button class="button small" on:click=move |_| reload()>{page.t(text::storage::reload)}</button>
                    </div>
                }
            })
        }}
        {move || match page.parts.get(Shown::AskForCopy.part()) {
            Load::Loaded(draw) => Some(draw(Shown::AskForCopy)),
            Load::Waiting | Load::Failed => None,
        }}
        {move || match ledger.saved.get() {
            Saved::Failed(error) => {
                Some(
                    view! {
                        <div class="notice problem" role="alert">
                            <p>{text::storage::words(page.lang.get(), &error)}</p>
                            <a class="button small" href=href(Screen::Settings(Section::Copies))>
                                {page.t(text::storage::download_copy)}
                            </a>
                        </div>
                    },
                )
            }
            _ => None,
        }}
        {move || match damaged.get() {
            0 => None,
            count => {
                let words = move || {
                    if count == 1 {
                        text::storage::damaged_one(page.lang.get()).to_owned()
                    } else {
                        text::storage::damaged(page.lang.get(), count)
                    }
                };
                Some(
                    view! {
                        <div class="notice problem" role="alert">
                            <p>{live(words)}</p>
                            <a class="button small" href=href(Screen::Settings(Section::Copies))>
                                {page.t(text::storage::download_copy)}
                            </a>
                        </div>
                    },
                )
            }
        }}
    }
}

#[component]
fn BottomBar(screen: Memo<Screen>) -> impl IntoView {
    let page = use_page();
    let place = move |place: Place| {
        view! {
            <a
                href=href(place.screen)
                aria-current=move || is_within(screen.get(), place.screen).then_some("page")
            >
                <Icon icon=place.icon />
                {page.t(place.name)}
            </a>
        }
    };
    view! {
        <nav class="bottom-bar" aria-label=page.t(text::shell::navigation)>
            {place(PLACES[0])}
            {place(PLACES[1])}
            <button on:click=move |_| page.open.set(Some(ShellDialog::Add)) aria-label=page.t(text::shell::add)>
                <span class="plus"><Icon icon=LuPlus /></span>
            </button>
            {place(PLACES[2])}
            <button on:click=move |_| page.open.set(Some(ShellDialog::More))>
                <Icon icon=LuEllipsis />
                {page.t(text::shell::more)}
            </button>
        </nav>
    }
}

#[component]
fn KeysDialog() -> impl IntoView {
    let page = use_page();
    let line = move |keys: &[&'static str], what: fn(Lang) -> &'static str| {
        view! {
            <dt>{keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view()}</dt>
            <dd>{page.t(what)}</dd>
        }
    };
    view! {
        <Dialog
            open=shell_dialog(page, ShellDialog::Keys)
            title=Signal::derive(move || text::shell::keys_title(page.lang.get()).to_owned())
        >
            <dl class="keys">
                {line(&["/"], text::shell::key_search)}
                {line(&["Ctrl", "K"], text::shell::key_palette)}
                {line(&["n"], text::shell::new_invoice)}
                {line(&["p"], text::shell::new_payment)}
                {line(&["j", "k"], text::worklist::key_moves)}
                {line(&["1", "9"], text::worklist::key_outcome)}
                {line(&["Ctrl", "Z"], text::shell::key_undo)}
                {line(&["Esc"], text::shell::key_back)}
                {line(&["?"], text::shell::key_help)}
                {PLACES.iter().map(|place| line(&["g", place.key], place.name)).collect_view()}
            </dl>
        </Dialog>
    }
}

#[component]
fn AddDialog() -> impl IntoView {
    let page = use_page();
    let ways: [(Screen, text::Message, icondata_core::Icon); 4] = [
        (Screen::NewInvoice, text::shell::new_invoice, LuFileText),
        (Screen::NewPayment, text::shell::new_payment, LuBanknote),
        (Screen::NewCustomer, text::shell::new_customer, LuUsers),
        (Screen::Import, text::shell::import, LuFileUp),
    ];
    view! {
        <Dialog menu=true open=shell_dialog(page, ShellDialog::Add) title=Signal::derive(move || text::shell::add(page.lang.get()).to_owned())>
            <div class="menu-sheet">
                {ways
                    .into_iter()
                    .map(|(screen, name, icon)| {
                        view! {
                            <a href=href(screen) on:click=move |_| page.open.set(None)>
                                <Icon icon=icon />
                                {page.t(name)}
                            </a>
                        }
                    })
                    .collect_view()}
            </div>
        </Dialog>
    }
}

#[component]
fn MoreDialog() -> impl IntoView {
    let page = use_page();
    view! {
        <Dialog menu=true open=shell_dialog(page, ShellDialog::More) title=Signal::derive(move || text::shell::more(page.lang.get()).to_owned())>
            <div class="menu-sheet">
                {PLACES[3..]
                    .iter()
                    .map(|place| {
                        view! {
                            <a href=href(place.screen) on:click=move |_| page.open.set(None)>
                                <Icon icon=place.icon />
                                {page.t(place.name)}
                            </a>
                        }
                    })
                    .collect_view()}
            </div>
            <div class="rail-foot">
                <span class="firm">{move || firm_name(page)}</span>
                <SavedState />
                <span>{move || copy_age(page)}</span>
                <LockButton />
            </div>
        </Dialog>
    }
}

/// One of the shell's dialogs as a switch of its own.
fn shell_dialog(page: Page, which: ShellDialog) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    effect(move |_| open.set(page.open.get() == Some(which)));
    effect(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is && page.open.get_untracked() == Some(which) {
            page.open.set(None);
        }
        is
    });
    open
}

/// Whether a screen belongs to a place of the navigation.
fn is_within(screen: Screen, place: Screen) -> bool {
    let home = match screen {
        Screen::Customer(_) | Screen::NewCustomer | Screen::Statement(_) => Screen::Customers,
        Screen::Protocol(_) => Screen::Protocols,
        Screen::Invoice(_) | Screen::NewInvoice => Screen::Invoices,
        Screen::Payment(_) | Screen::NewPayment | Screen::Bank | Screen::Cheques => {
            Screen::Payments
        }
        Screen::Settings(_) => Screen::Settings(Section::Firm),
        other => other,
    };
    home == place
}

fn firm_name(page: Page) -> String {
    let firm = page.ledger.book.with(|book| book.firm().name.clone());
    if !firm.is_empty() {
        return firm;
    }
    page.ledger
        .entry
        .with(|entry| entry.as_ref().map(|entry| entry.name.clone()))
        .unwrap_or_default()
}

fn copy_age(page: Page) -> String {
    let lang = page.lang.get();
    let Some(copied) = page.ledger.copied.get() else {
        return text::shell::never_copied(lang).to_owned();
    };
    let days = (page.ledger.today.get() - clock::day_of(copied.at_ms)).num_days();
    if days <= 0 {
        return text::shell::copied_today(lang).to_owned();
    }
    text::shell::copied_days(lang, &text::format::days_count(lang, days))
}

/// Loads the page again.
pub fn reload() {
    // A page that is being closed refuses; nothing is to be done then.
    let _ = window().location().reload();
}
