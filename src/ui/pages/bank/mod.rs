//! Screen: bank. What the bank's movements are: matched, still waiting, not ours.

mod desk;
mod dialogs;
mod done;
mod keys;
mod waiting;

use cartera::route::Screen;
use cartera::text::{self, reconcile as words};
use cartera::views::bank::{accounts, waiting_count};
use leptos::prelude::*;

use self::desk::Desk;
use crate::ui::components::{Empty, PageHead, Segmented};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{find_box, inline_select, label};
use crate::ui::reactive::{Memo, Signal, live};
use crate::ui::shell::href;

/// The screen.
#[component]
pub fn Bank() -> impl IntoView {
    let page = use_page();
    let desk = Desk::new(page);
    keys::listen(desk);
    let has_any = Memo::new(move |_| page.ledger.book.with(|book| !book.statements().is_empty()));
    let certain = Memo::new(move |_| desk.certain().len());
    let accept_all = move || {
        let count = certain.get();
        let is_shown = count > 0 && desk.show.with(String::is_empty);
        is_shown.then(|| {
            view! {
                <button
                    class="button primary"
                    disabled=move || desk.is_busy.get()
                    on:click=move |_| desk.accept_certain()
                >
                    {words::accept_certain(page.lang.get(), count)}
                </button>
            }
        })
    };
    view! {
        <PageHead
            title=label(page, words::title)
            over=move || view! { <a href=href(Screen::Payments)>{page.t(text::shell::payments)}</a> }
        >
            <a class="button" href=href(Screen::Import)>{page.t(words::import)}</a>
            {live(accept_all)}
        </PageHead>
        {move || {
            if !has_any.get() {
                return view! {
                    <Empty title=label(page, words::empty_title) text=label(page, words::empty)>
                        <a class="button primary" href=href(Screen::Import)>{page.t(words::import)}</a>
                    </Empty>
                }
                .into_any();
            }
            view! {
                <div class="bank stack-tight">
                    {controls(desk)}
                    {move || match desk.show.get().as_str() {
                        "matched" => done::settled_list(desk, true),
                        "aside" => done::settled_list(desk, false),
                        "statements" => done::statements(desk),
                        "payers" => done::payers_list(desk),
                        _ => to_match(desk),
                    }}
                </div>
            }
            .into_any()
        }}
        {dialogs::draw(desk)}
    }
}

/// Which list, of which account, with which words.
fn controls(desk: Desk) -> AnyView {
    let page = desk.page;
    let lists = Signal::derive(move || {
        let lang = page.lang.get();
        let waits = page.ledger.book.with(waiting_count);
        let waits = text::format::count(waits, page.style.get());
        let named = [
            ("", format!("{} · {waits}", words::to_match(lang))),
            ("matched", words::matched(lang).to_owned()),
            ("aside", words::not_ours(lang).to_owned()),
            ("statements", words::statements(lang).to_owned()),
            ("payers", words::payers(lang).to_owned()),
        ];
        named.into_iter().map(|(key, word)| (key.to_owned(), word)).collect::<Vec<_>>()
    });
    let has_filter = move || matches!(desk.show.get().as_str(), "" | "matched" | "aside");
    let of_accounts = Signal::derive(move || account_options(page));
    let account = move || {
        (of_accounts.get().len() > 2)
            .then(|| inline_select(page, words::account, "account", of_accounts))
    };
    view! {
        <div class="bank-lists">
            <Segmented
                label=label(page, words::shown)
                options=lists
                value=Signal::derive(move || desk.show.get())
                on_choose=Callback::new(move |key: String| page.address.set_param("show", &key))
            />
        </div>
        {move || {
            has_filter()
                .then(|| {
                    view! {
                        <div class="list-filters no-print">
                            {find_box(page, words::find)}
                            <div class="inline-controls">{live(account)}</div>
                        </div>
                    }
                })
        }}
    }
    .into_any()
}

fn account_options(page: Page) -> Vec<(String, String)> {
    let lang = page.lang.get();
    let all = page.ledger.book.with(accounts);
    let named = all.into_iter().map(|(key, account, currency)| {
        let shown = if account.is_empty() { words::no_account(lang).to_owned() } else { account };
        (key, format!("{shown} · {currency}"))
    });
    std::iter::once((String::new(), words::all_accounts(lang).to_owned())).chain(named).collect()
}

/// What waits, by group.
fn to_match(desk: Desk) -> AnyView {
    let page = desk.page;
    let is_looking = move || {
        let (done, all) = desk.looking.get()?;
        let count = words::looking(page.lang.get(), done, all);
        Some(view! { <p class="small quiet">{count}</p> })
    };
    let is_empty = Memo::new(move |_| desk.waiting.with(|all| all.is_empty()));
    let nothing = move || {
        let is_done = is_empty.get() && desk.looking.get().is_none();
        is_done.then(|| {
            let none_waits = page.ledger.book.with(waiting_count) == 0;
            if none_waits {
                view! {
                    <Empty title=label(page, words::done_title) text=label(page, words::done)>
                        <a class="button" href=href(Screen::Payments)>{page.t(text::shell::payments)}</a>
                    </Empty>
                }
                .into_any()
            } else {
                view! { <p class="quiet">{page.t(words::none_found)}</p> }.into_any()
            }
        })
    };
    let outgoing = move || {
        let count = desk.outgoing.get();
        (count > 0).then(|| {
            view! { <p class="small quiet">{words::outgoing(page.lang.get(), count)}</p> }
        })
    };
    let keys = move || {
        (!is_empty.get())
            .then(|| view! { <p class="small quiet bank-keys">{page.t(words::keys)}</p> })
    };
    view! {
        <div role="status">{live(is_looking)}</div>
        {live(keys)}
        <div class="bank-groups">{waiting::groups(desk)}</div>
        {live(nothing)}
        {live(outgoing)}
    }
    .into_any()
}
