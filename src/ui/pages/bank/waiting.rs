//! The movements that wait, by group, each with what it may be.

use std::sync::Arc;

use cartera::ledger::{Currency, Id, Money};
use cartera::matching::{AmountFit, ProposedCredit, Returned, SettleLine, Suggestion};
use cartera::route::Screen;
use cartera::text::{self, matching, reconcile as words};
use cartera::views::bank::{Group, Waiting};
use leptos::prelude::*;

use super::desk::{Desk, ROWS};
use crate::ui::components::each;
use crate::ui::page::Page;
use crate::ui::reactive::live;
use crate::ui::shell::href;

/// How many invoices of an option are named.
const NAMED: usize = 6;

/// All groups in which something waits.
pub fn groups(desk: Desk) -> AnyView {
    Group::ALL
        .into_iter()
        .enumerate()
        .map(|(place, group)| draw_group(desk, place, group))
        .collect_view()
        .into_any()
}

fn draw_group(desk: Desk, place: usize, group: Group) -> AnyView {
    let page = desk.page;
    let is_empty = crate::ui::reactive::Memo::new(move |_| desk.of_group(group).is_empty());
    let end = move || {
        let all = desk.of_group(group);
        let count = text::format::count(all.len(), page.style.get());
        let sums = sums(page, all.iter().map(|one| one.asked.amount));
        format!("{count} · {sums}")
    };
    let more = move || {
        let hidden = desk.of_group(group).len().saturating_sub(desk.rows.with(|rows| rows[place]));
        (hidden > 0).then(|| {
            let show = move |_| desk.rows.update(|rows| rows[place] += ROWS * 3);
            view! {
                <button class="button small" on:click=show>
                    {words::show_more(page.lang.get(), hidden.min(ROWS * 3))}
                </button>
            }
        })
    };
    let heading = format!("bank-{place}");
    let body = move || {
        if is_empty.get() {
            return ().into_any();
        }
        let shown = move || {
            let rows = desk.rows.with(|rows| rows[place]);
            desk.of_group(group).into_iter().take(rows).collect::<Vec<_>>()
        };
        let key = |one: &Arc<Waiting>| format!("{}-{:p}", one.movement, Arc::as_ptr(one));
        view! {
            <section aria-labelledby=heading.clone()>
                <div class="section-head">
                    <h2 id=heading.clone()>{move || words::group(page.lang.get(), group)}</h2>
                    <span>{live(end)}</span>
                </div>
                <p class="small quiet">{move || words::about_group(page.lang.get(), group)}</p>
                <ul class="bank-rows">{each(shown, key, move |one| row(desk, one))}</ul>
                {live(more)}
            </section>
        }
        .into_any()
    };
    view! { {body} }.into_any()
}

fn row(desk: Desk, one: Arc<Waiting>) -> AnyView {
    let page = desk.page;
    let movement = one.movement;
    let is_first = {
        let one = Arc::clone(&one);
        move || {
            let current = desk.current.get();
            let is_current = current == Some(one.movement);
            let none = current.is_none_or(|id| {
                desk.waiting.with(|all| all.iter().all(|known| known.movement != id))
            });
            is_current
                || none
                    && desk
                        .waiting
                        .with(|all| all.first().is_some_and(|first| first.movement == one.movement))
        }
    };
    let (name, about) = called(page, &one);
    let amount = page.money(one.asked.amount);
    let day = page.date(one.asked.booked_on);
    let said = words::row(page.lang.get(), &name, &amount, &day);
    let whole = (one.whole != one.asked.amount).then(
        || view! { <small>{words::left_of(page.lang.get(), &page.money(one.whole))}</small> },
    );
    let options = options(desk, &one);
    let buttons = buttons(desk, &one);
    view! {
        <li
            class="bank-row"
            tabindex=move || if is_first() { "0" } else { "-1" }
            data-movement=movement.to_string()
            aria-label=said
            on:focusin=move |_| {
                if desk.current.get_untracked() != Some(movement) {
                    desk.current.set(Some(movement));
                }
            }
        >
            <div class="when">{day}</div>
            <div class="what">
                <span id=format!("bank-{movement}")>{name}</span>
                {about.map(|about| view! { <small>{about}</small> })}
            </div>
            <div class="sum">{amount} {whole}</div>
            <div class="why">{options}</div>
            <div class="row-actions">{buttons}</div>
        </li>
    }
    .into_any()
}

/// What a movement is called, and what else the bank wrote.
fn called(page: Page, one: &Waiting) -> (String, Option<String>) {
    let (payer, text) = (one.asked.payer.clone(), one.asked.text.clone());
    let references = one.asked.references.iter().map(|reference| reference.text.as_str());
    let mut about: Vec<&str> = references.collect();
    let name = match (payer.is_empty(), text.is_empty()) {
        (false, false) => {
            about.insert(0, &text);
            payer
        }
        (false, true) => payer,
        (true, false) => text.clone(),
        (true, true) => words::no_words(page.lang.get()).to_owned(),
    };
    let about: Vec<&str> = about.into_iter().filter(|part| !name.contains(part)).collect();
    let about = about.join(" · ");
    (name, (!about.is_empty()).then_some(about))
}

fn buttons(desk: Desk, one: &Arc<Waiting>) -> AnyView {
    let page = desk.page;
    let lang = page.lang.get();
    // Which movement a button is of is said by the movement's name.
    let of = format!("bank-{}", one.movement);
    let has_options = one.options() > 0;
    let accept = has_options.then(|| {
        let (mine, of) = (Arc::clone(one), of.clone());
        let class =
            if one.group() <= Group::Likely { "button small primary" } else { "button small" };
        view! {
            <button class=class aria-describedby=of on:click=move |_| desk.accept(Arc::clone(&mine))>
                {words::accept(lang)}
            </button>
        }
    });
    let split = (one.whole.amount_minor > 0).then(|| {
        let word = if has_options { words::split(lang) } else { words::assign(lang) };
        let (mine, of) = (Arc::clone(one), of.clone());
        view! {
            <button class="button small quiet" aria-describedby=of on:click=move |_| desk.splits.set(Some(Arc::clone(&mine)))>
                {word}
            </button>
        }
    });
    let mine = Arc::clone(one);
    view! {
        {accept}
        {split}
        <button class="button small quiet" aria-describedby=of on:click=move |_| desk.asides.set(Some(Arc::clone(&mine)))>
            {words::aside(lang)}
        </button>
    }
    .into_any()
}

/// What a movement may be: the best option, those that are as good to choose from, and the
/// others folded away.
fn options(desk: Desk, one: &Arc<Waiting>) -> AnyView {
    let lang = desk.page.lang.get();
    let count = one.options();
    if count == 0 {
        return ().into_any();
    }
    let remember = remember(desk, one);
    if count == 1 {
        return view! { {option(desk.page, one, 0)} {remember} }.into_any();
    }
    let tied = one.tied();
    let radio = |place: usize| {
        let movement = one.movement;
        let mine = Arc::clone(one);
        let is_chosen = move || desk.option(&mine) == Some(place);
        view! {
            <label class="bank-option">
                <input
                    type="radio"
                    name=format!("option-{movement}")
                    prop:checked=is_chosen
                    on:change=move |_| desk.choose(movement, place)
                />
                <span>{option(desk.page, one, place)}</span>
            </label>
        }
        .into_any()
    };
    let first = (0..tied).map(radio).collect_view();
    let rest = (tied < count).then(|| {
        let rest = (tied..count).map(radio).collect_view();
        view! { <details class="bank-others"><summary>{words::other_options(lang)}</summary>{rest}</details> }
    });
    let legend = if tied > 1 {
        view! { <legend class="small strong">{words::choose(lang)}</legend> }.into_any()
    } else {
        view! { <legend class="visually-hidden">{words::other_options(lang)}</legend> }.into_any()
    };
    view! { <fieldset class="bank-options">{legend} {first} {rest}</fieldset> {remember} }
        .into_any()
}

/// Whether the payer is to be remembered, asked where that would say something new.
fn remember(desk: Desk, one: &Arc<Waiting>) -> AnyView {
    let (page, mine) = (desk.page, Arc::clone(one));
    let asked = move || {
        let option = desk.option(&mine).filter(|option| mine.can_learn(*option))?;
        let name = name_of(page, mine.suggestions[option].customer);
        let movement = mine.movement;
        Some(view! {
            <label class="check small">
                <input
                    type="checkbox"
                    prop:checked=move || desk.is_remembered(movement)
                    on:change:target=move |event| desk.remember(movement, event.target().checked())
                />
                <span>{words::remember(page.lang.get(), &name)}</span>
            </label>
        })
    };
    view! { {live(asked)} }.into_any()
}

fn option(page: Page, one: &Waiting, place: usize) -> AnyView {
    if let Some(suggestion) = one.suggestions.get(place) {
        return suggested(page, one, suggestion);
    }
    one.returned.get(place).map_or_else(|| ().into_any(), |returned| returns(page, returned))
}

fn suggested(page: Page, one: &Waiting, suggestion: &Suggestion) -> AnyView {
    let (lang, style) = (page.lang.get(), page.style.get());
    let mut customers: Vec<Id> = Vec::new();
    for line in &suggestion.lines {
        if !customers.contains(&line.customer) {
            customers.push(line.customer);
        }
    }
    if customers.is_empty() {
        customers.push(suggestion.customer);
    }
    let whose = customers.into_iter().map(|customer| {
        let own = suggestion.lines.iter().filter(|line| line.customer == customer);
        let own: Vec<&SettleLine> = own.collect();
        let others = own.len().saturating_sub(NAMED);
        let lines = own.iter().take(NAMED).map(|line| settles(page, line)).collect_view();
        let others = (others > 0).then(|| words::and_others(lang, others));
        let customer_name = name_of(page, customer);
        view! {
            <span class="bank-whose">
                <a class="strong" href=href(Screen::Customer(customer))>{customer_name}</a>
                " " {lines} {others}
            </span>
        }
    });
    let whose = whose.collect_view();
    let recorded = recorded(page, suggestion);
    let beside = suggestion.credits.iter().map(|credit| beside(page, credit)).collect_view();
    let left = match suggestion.lines.is_empty() {
        true if suggestion.registered().is_some() => None,
        true => Some(words::all_as_credit(lang).to_owned()),
        false => matching::leftover(lang, style, suggestion, &one.asked),
    };
    let reason = matching::reason(lang, style, suggestion);
    view! {
        {whose} {recorded} {beside}
        {left.map(|left| view! { <span class="bank-beside">{left}</span> })}
        <small>{reason}</small>
    }
    .into_any()
}

/// The payment in the ledger that is linked, where the suggestion is one.
fn recorded(page: Page, suggestion: &Suggestion) -> Option<AnyView> {
    let AmountFit::Registered { credit, on, amount } = suggestion.reason.fit else { return None };
    let said = matching::registered(page.lang.get(), &page.date(on), &page.money(amount));
    let link = view! {
        <span class="bank-line"><a href=href(Screen::Payment(credit))>{said}</a></span>
    };
    Some(link.into_any())
}

/// An instalment and what is settled of it.
fn settles(page: Page, line: &SettleLine) -> AnyView {
    let found = page.ledger.book.with(|book| {
        let item = book.find_item(line.item)?;
        let item = book.item(item);
        let invoice = &book.invoice(item.invoice).invoice;
        let number = invoice.number.clone();
        Some((number, Money::new(line.settles_minor, item.currency)))
    });
    let Some((number, settled)) = found else { return ().into_any() };
    view! {
        <span class="bank-line">
            <a href=href(Screen::Invoice(line.item.invoice))>{number}</a>
            " " {page.money(settled)}
        </span>
    }
    .into_any()
}

fn beside(page: Page, credit: &ProposedCredit) -> AnyView {
    let what = matching::proposed_kind(page.lang.get(), credit.kind);
    view! { <span class="bank-beside">"+ " {what} " " {page.money(credit.amount)}</span> }
        .into_any()
}

fn returns(page: Page, returned: &Returned) -> AnyView {
    let lang = page.lang.get();
    let named = page.ledger.book.with(|book| {
        let entry = book.credit(book.find_credit(returned.credit)?);
        let name = book.customer(entry.customer).customer.name();
        Some(words::payment_of(lang, name, &page.date(entry.credit.date)))
    });
    view! {
        <span class="bank-whose">
            <a class="strong" href=href(Screen::Payment(returned.credit))>{named.unwrap_or_default()}</a>
        </span>
        <small>{matching::returned(lang, returned)}</small>
    }
    .into_any()
}

/// A customer's name.
pub fn name_of(page: Page, customer: Id) -> String {
    page.ledger.book.with(|book| {
        let ix = book.find_customer(customer);
        ix.map(|ix| book.customer(ix).customer.name().to_owned()).unwrap_or_default()
    })
}

/// Sums by currency, one after the other and never added.
fn sums(page: Page, all: impl Iterator<Item = Money>) -> String {
    let mut sums: Vec<(Currency, i64)> = Vec::new();
    for money in all {
        match sums.iter_mut().find(|(currency, _)| *currency == money.currency) {
            Some((_, sum)) => *sum += money.amount_minor,
            None => sums.push((money.currency, money.amount_minor)),
        }
    }
    let sums = sums.into_iter().map(|(currency, minor)| page.money(Money::new(minor, currency)));
    sums.collect::<Vec<_>>().join(" · ")
}
