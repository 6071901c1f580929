//! Movements of which something was made, the statements they came in, and the payers that
//! are remembered.

use cartera::ledger::Money;
use cartera::ledger::bank::BankStatement;
use cartera::route::{Route, Screen};
use cartera::text::{self, payments, reconcile as words};
use cartera::views::bank::{KnownPayer, MatchedCredit, Settled, SettledAs, payers, settled};
use leptos::prelude::*;

use super::desk::{Desk, ROWS, with_entry};
use crate::ui::page::Page;
use crate::ui::pages::controls::link;
use crate::ui::reactive::{RwSignal, live};
use crate::ui::shell::href;

/// The movements that are matched, or those that are not ours.
pub fn settled_list(desk: Desk, ours: bool) -> AnyView {
    let page = desk.page;
    let rows = RwSignal::new(ROWS * 2);
    let body = move || {
        let all =
            page.ledger.book.with(|book| desk.filter.with(|filter| settled(book, filter, ours)));
        let lang = page.lang.get();
        if all.is_empty() {
            let none = if ours { words::none_matched } else { words::none_aside };
            return view! { <p class="quiet">{none(lang)}</p> }.into_any();
        }
        let hidden = all.len().saturating_sub(rows.get());
        let drawn = all.into_iter().take(rows.get()).map(|one| row(desk, &one)).collect_view();
        let more = (hidden > 0).then(|| {
            let next = hidden.min(ROWS * 4);
            view! {
                <button class="button small" on:click=move |_| rows.update(|rows| *rows += next)>
                    {words::show_more(lang, next)}
                </button>
            }
        });
        view! { <ul class="bank-rows">{drawn}</ul> {more} }.into_any()
    };
    view! { {live(body)} }.into_any()
}

fn row(desk: Desk, one: &Settled) -> AnyView {
    let (page, movement) = (desk.page, one.movement);
    let lang = page.lang.get();
    let said = with_entry(page, movement, |_, entry| {
        let kept = entry.movement();
        let name = match (kept.payer.is_empty(), kept.text.is_empty()) {
            (true, true) => words::no_words(lang).to_owned(),
            (true, false) => kept.text.clone(),
            _ => kept.payer.clone(),
        };
        let about = if kept.payer.is_empty() { String::new() } else { kept.text.clone() };
        (page.date(kept.booked_on), name, about, page.money(entry.amount()))
    });
    let Some((day, name, about, amount)) = said else { return ().into_any() };
    let label = |word: &str| format!("{word}: {name}");
    let (made, button) = match &one.as_what {
        SettledAs::Matched(credits) => {
            let made = credits.iter().map(|one| credit(page, one)).collect_view().into_any();
            let label = label(words::unmatch(lang));
            let button = view! {
                <button class="button small quiet" aria-label=label on:click=move |_| desk.unmatch(movement)>
                    {words::unmatch(lang)}
                </button>
            };
            (made, button.into_any())
        }
        SettledAs::TakesBack(back) => {
            let made = view! { <small>{words::takes_back(lang)}</small> {credit(page, back)} };
            (made.into_any(), ().into_any())
        }
        SettledAs::NotOurs => {
            let made = view! { <small>{words::aside_by_hand(lang)}</small> }.into_any();
            let label = label(words::take_up(lang));
            let button = view! {
                <button class="button small quiet" aria-label=label on:click=move |_| desk.take_up(movement)>
                    {words::take_up(lang)}
                </button>
            };
            (made, button.into_any())
        }
        SettledAs::ByRule => {
            let made = view! { <small>{words::aside_by_rule(lang)}</small> }.into_any();
            let to = link(&Route::to(Screen::Bank).with("show", "payers"));
            let button = view! {
                <a class="button small quiet" href=to>{words::see_payers(lang)}</a>
                <button class="button small quiet" aria-label=label(words::aside_now(lang)) on:click=move |_| desk.set_aside(movement)>
                    {words::aside_now(lang)}
                </button>
            };
            (made, button.into_any())
        }
    };
    view! {
        <li class="bank-row">
            <div class="when">{day}</div>
            <div class="what">
                <span>{name.clone()}</span>
                <small>{about}</small>
            </div>
            <div class="sum">{amount}</div>
            <div class="why">{made}</div>
            <div class="row-actions">{button}</div>
        </li>
    }
    .into_any()
}

/// A credit as a line: what, whose, for which invoices, how much.
fn credit(page: Page, one: &MatchedCredit) -> AnyView {
    let kind = payments::kind_name(page.lang.get(), one.kind);
    let numbers = one.numbers.join(", ");
    view! {
        <span class="bank-whose">
            <a class="strong" href=href(Screen::Payment(one.credit))>{one.name.clone()}</a>
            <small>
                {kind} " " {page.money(one.amount)}
                {(!numbers.is_empty()).then(|| view! { " · " {numbers} })}
            </small>
        </span>
    }
    .into_any()
}

/// The statements, newest first, each with whether it adds up.
pub fn statements(desk: Desk) -> AnyView {
    let page = desk.page;
    let body = move || {
        let lang = page.lang.get();
        let rows = page.ledger.book.with(|book| {
            let all = book.statements().iter().rev();
            all.map(|entry| statement(page, &entry.statement)).collect_view()
        });
        view! {
            <div class="table-box">
                <table class="table folds bank-statements">
                    <thead>
                        <tr>
                            <th scope="col">{words::account(lang)}</th>
                            <th scope="col">{words::file(lang)}</th>
                            <th scope="col">{words::period(lang)}</th>
                            <th scope="col" class="number">{words::movements(lang)}</th>
                            <th scope="col" class="number">{words::opening(lang)}</th>
                            <th scope="col" class="number">{words::closing(lang)}</th>
                            <th scope="col">{words::check(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    };
    view! { {live(body)} }.into_any()
}

fn statement(page: Page, one: &BankStatement) -> AnyView {
    let (lang, currency) = (page.lang.get(), one.currency);
    let account = if one.account.is_empty() {
        words::no_account(lang).to_owned()
    } else {
        one.account.clone()
    };
    let days = one.movements.iter().map(|movement| movement.booked_on);
    let from = one.from.or(days.clone().min()).map(|day| page.date(day)).unwrap_or_default();
    let to = one.to.or(days.max()).map(|day| page.date(day)).unwrap_or_default();
    let balance = |minor: Option<i64>| {
        minor.map_or_else(|| "–".to_owned(), |minor| page.amount(minor, currency))
    };
    let check = match one.differs_minor() {
        None => view! { <span class="quiet">{words::no_balances(lang)}</span> }.into_any(),
        Some(0) => view! { <span class="badge ok">{words::adds_up(lang)}</span> }.into_any(),
        Some(minor) => {
            let amount = page.money(Money::new(minor, currency));
            view! { <span class="badge problem">{words::differs(lang, &amount)}</span> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{account} <small>{currency.code()}</small></th>
            <td>{one.source.clone()}</td>
            <td>{from} " – " {to}</td>
            <td class="number">{text::format::count(one.movements.len(), page.style.get())}</td>
            <td class="number">{balance(one.opening_minor)}</td>
            <td class="number">{balance(one.closing_minor)}</td>
            <td class="keep">{check}</td>
        </tr>
    }
    .into_any()
}

/// The payers that are remembered, each to be forgotten.
pub fn payers_list(desk: Desk) -> AnyView {
    let page = desk.page;
    let body = move || {
        let all = page.ledger.book.with(payers);
        if all.is_empty() {
            return view! { <p class="quiet">{words::none_known(page.lang.get())}</p> }.into_any();
        }
        let rows = all.into_iter().map(|one| known(desk, one)).collect_view();
        view! { <ul class="lines">{rows}</ul> }.into_any()
    };
    view! { {live(body)} }.into_any()
}

fn known(desk: Desk, one: KnownPayer) -> AnyView {
    let lang = desk.page.lang.get();
    let by = if one.is_account { words::by_account(lang) } else { words::by_words(lang) };
    let label = format!("{}: {}", words::forget(lang), one.shown);
    let whose = match one.customer {
        Some((id, name)) => view! { <a href=href(Screen::Customer(id))>{name}</a> }.into_any(),
        None => view! { <span class="badge plain">{words::nobody(lang)}</span> }.into_any(),
    };
    let key = one.key;
    view! {
        <li>
            <div class="what">
                <span class="strong">{one.shown}</span>
                <small>{by}</small>
            </div>
            <div>{whose}</div>
            <button class="button small quiet" aria-label=label on:click=move |_| desk.forget(key.clone())>
                {words::forget(lang)}
            </button>
        </li>
    }
    .into_any()
}
