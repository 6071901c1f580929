//! The case that is open: what is owed, what was said, the message, what came of it.

use cartera::ledger::dealing::Direction;
use cartera::ledger::protocol::Channel;
use cartera::ledger::{Id, Money};
use cartera::route::Screen;
use cartera::text::{self, contact, format, worklist as words};
use cartera::views::contact_form::Choice;
use cartera::views::worklist::{Agreed, Case, CaseItem, Said, case};
use icondata_lu::LuX;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::draft;
use crate::ui::components::{AgeBadge, Icon};
use crate::ui::contact::{ContactAsk, NotNoted, draft_of, note};
use crate::ui::say_why;
use crate::ui::shell::href;

/// Outcomes that stand in sight; the others are behind.
const COMMON: usize = 6;
/// Open instalments that stand in sight.
const OWED: usize = 3;

/// The panel; drawn anew for each customer.
pub fn draw(desk: Desk) -> AnyView {
    let page = desk.page;
    let Some(id) = desk.case.get() else { return ().into_any() };
    let lang = page.lang.get();
    let found = desk.tell(|teller| {
        let ix = teller.book.find_customer(id)?;
        let case = case(teller, ix);
        let items = case.action.as_ref().map(|action| action.items(teller.book));
        Some((teller.book.customer(ix).customer.name().to_owned(), case, items.unwrap_or_default()))
    });
    let Some((name, case, items)) = found else {
        return view! { <section class="case"><p class="quiet">{text::shell::gone_title(lang)}</p></section> }
            .into_any();
    };
    let channel = case.action.as_ref().map_or(Channel::Call, |action| action.channel);
    let ask = ContactAsk {
        customer: id,
        items,
        step: case.action.as_ref().and_then(|action| action.step),
        channel: Some(channel),
        outcome: None,
        corrects: None,
    };
    let because = Some(case.because.trim_end_matches('.')).filter(|because| !because.is_empty());
    let mut why = String::new();
    for part in Some(case.what.as_str()).filter(|what| !what.is_empty()).into_iter().chain(because)
    {
        why.push_str(if why.is_empty() { "" } else { " " });
        why.push_str(part);
        why.push('.');
    }
    let title = words::case(lang, &name);
    let (message, send) = draft::draw(desk, &case, &ask);
    view! {
        <section class="case" aria-label=title>
            <div class="case-head">
                <h2 tabindex="-1">{name}</h2>
                <a class="link small" href=href(Screen::Customer(id))>{words::open_customer(lang)}</a>
                <button
                    class="icon-button"
                    aria-label=text::shell::close(lang)
                    on:click=move |_| desk.close()
                >
                    <Icon icon=LuX />
                </button>
            </div>
            <p class="case-why">{why}</p>
            {owes(desk, &case)}
            {said(desk, &case)}
            {message}
            {outcomes(desk, &ask, send)}
        </section>
    }
    .into_any()
}

fn owes(desk: Desk, case: &Case) -> AnyView {
    let lang = desk.page.lang.get();
    if case.items.is_empty() {
        return view! { <p class="quiet">{words::owes_nothing(lang)}</p> }.into_any();
    }
    let sums = cartera::dunning::schedule::totals(case.items.iter().map(|item| item.open));
    let mut items = case.items.iter();
    let first = if case.items.len() == OWED + 1 { OWED + 1 } else { OWED };
    let shown = items.by_ref().take(first).map(|item| owed(desk, item)).collect_view();
    let rest = items.len();
    let more = (rest > 0).then(|| {
        let word = text::today::more(lang, &format::count(rest, desk.page.style.get()));
        view! {
            <details class="more">
                <summary>{word}</summary>
                <ul class="case-items">{items.map(|item| owed(desk, item)).collect_view()}</ul>
            </details>
        }
    });
    let sums: Vec<String> = sums.into_iter().map(|sum: Money| desk.page.money(sum)).collect();
    view! {
        <section>
            <div class="section-head">
                <h3>{words::owes(lang)}</h3>
                <span class="strong">{sums.join(" · ")}</span>
            </div>
            <ul class="case-items">{shown}</ul>
            {more}
        </section>
    }
    .into_any()
}

fn owed(desk: Desk, item: &CaseItem) -> AnyView {
    let notes = item.notes.join(" · ");
    view! {
        <li>
            <a class="link" href=href(Screen::Invoice(item.invoice))>{item.number.clone()}</a>
            <AgeBadge days=item.days />
            <span class="amount">{desk.page.money(item.open)}</span>
            {(!notes.is_empty()).then(|| view! { <small>{notes}</small> })}
        </li>
    }
    .into_any()
}

fn said(desk: Desk, case: &Case) -> AnyView {
    let lang = desk.page.lang.get();
    let one = |said: &Said| {
        let day = format::date_medium(lang, said.at.date());
        let quoted =
            (!said.said.is_empty()).then(|| view! { <p class="pre-line">{said.said.clone()}</p> });
        view! { <li><small>{day} " · " {said.head.clone()}</small> {quoted}</li> }
    };
    let agreed = |agreed: &Agreed| {
        let class = if agreed.is_broken { "strong late" } else { "strong" };
        view! { <li class=class>{agreed.what.clone()}</li> }
    };
    let nothing = case.said.is_empty() && case.agreed.is_empty();
    view! {
        <section>
            <div class="section-head"><h3>{words::said_last(lang)}</h3></div>
            {nothing.then(|| view! { <p class="quiet small">{words::never_contacted(lang)}</p> })}
            <ul class="case-said">
                {case.agreed.iter().map(agreed).collect_view()}
                {case.said.iter().map(one).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

/// The way to send, and the outcomes: the common ones in sight, with their keys; quick ones are noted at once.
fn outcomes(desk: Desk, ask: &ContactAsk, send: AnyView) -> AnyView {
    let lang = desk.page.lang.get();
    let offered = Choice::offered(ask.channel, Direction::Out);
    let ask = StoredValue::new(ask.clone());
    let button = |(place, &choice): (usize, &Choice)| {
        let word = contact::choice(lang, choice);
        let word = if choice.is_quick() { word.to_owned() } else { format!("{word}…") };
        let key = (place < 9).then(|| (place + 1).to_string());
        let hint = key.clone().map(|key| view! { <kbd aria-hidden="true">{key}</kbd> });
        view! {
            <button
                class="button small"
                data-key=key
                on:click=move |_| choose(desk, &ask.get_value(), choice)
            >
                {word}
                {hint}
            </button>
        }
    };
    let mut buttons = offered.iter().enumerate();
    let common: Vec<_> = buttons.by_ref().take(COMMON).map(button).collect();
    let others: Vec<_> = buttons.map(button).collect();
    let another = move |_| desk.asks.set(Some(ask.get_value()));
    view! {
        <section class="case-outcomes">
            {send}
            <div class="section-head"><h3>{words::outcomes(lang)}</h3></div>
            <div class="outcomes">{common}</div>
            <details class="more">
                <summary>{words::more_outcomes(lang)}</summary>
                <div class="outcomes">
                    {others}
                    <button class="button small" on:click=another>{words::another(lang)}</button>
                </div>
            </details>
        </section>
    }
    .into_any()
}

/// Notes an outcome that says everything, or asks for what it needs.
fn choose(desk: Desk, ask: &ContactAsk, choice: Choice) {
    if !choice.is_quick() {
        desk.asks.set(Some(ContactAsk { outcome: Some(choice), ..ask.clone() }));
        return;
    }
    save(desk, ask, choice, String::new());
}

/// Notes a contact as it is, and says so.
pub fn save(desk: Desk, ask: &ContactAsk, choice: Choice, with: String) {
    let page = desk.page;
    let customer: Id = ask.customer;
    let mut draft = draft_of(page, ask, choice);
    draft.with = with;
    let ask = ContactAsk { outcome: Some(choice), ..ask.clone() };
    spawn_local(async move {
        match note(page, customer, &draft).await {
            Ok(()) => {}
            Err(NotNoted::Book(why)) => page.toasts.problem(say_why::words(page, &why)),
            // What it lacks, the dialog asks for.
            Err(NotNoted::Fields(_)) => desk.asks.set(Some(ask)),
        }
    });
}
