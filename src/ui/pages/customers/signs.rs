//! The warning signs of a customer, with what each is read from.

use cartera::ledger::Ix;
use cartera::ledger::book::{Book, CustomerEntry};
use cartera::ledger::sign_settings::SignSettings;
use cartera::route::{Screen, Section};
use cartera::signs::{Evidence, Sign, is_new, last_review, signs_of};
use cartera::text::signs as words;
use cartera::views::signs::{EvidenceLine, SignTeller};
use leptos::prelude::*;

use crate::ui::page::Page;
use crate::ui::pages::controls::{link, section_head};
use crate::ui::pages::dealings::DealingAsk;
use crate::ui::pages::sign_forms::gravity_badge;
use crate::ui::reactive::RwSignal;
use crate::ui::shell::href;

/// How many lines of evidence stand open.
const LISTED: usize = 4;

/// The part of the right column on warning signs.
pub fn section(
    page: Page,
    book: &Book,
    ix: Ix<CustomerEntry>,
    ask: RwSignal<Option<DealingAsk>>,
) -> AnyView {
    let (lang, on) = (page.lang.get(), page.ledger.today.get());
    let settings = &book.firm().signs;
    let signs = signs_of(book, ix, on, settings);
    let teller = SignTeller { book, customer: ix, lang, style: page.style.get() };
    let customer = book.customer(ix).customer.id;
    let note = view! {
        <button class="button small no-print" on:click=move |_| ask.set(Some(DealingAsk::NoteSign { customer }))>
            {words::note_sign(lang)}
        </button>
    };
    let shown: Vec<AnyView> =
        signs.iter().map(|sign| one(page, &teller, sign, settings, ask)).collect();
    view! {
        <section class="signs">
            {section_head(page, words::title, note)}
            {if shown.is_empty() {
                view! { <p class="quiet small">{words::none(lang)}</p> }.into_any()
            } else {
                view! { <ul class="sign-list">{shown}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}

fn one(
    page: Page,
    teller: &SignTeller<'_>,
    sign: &Sign,
    settings: &SignSettings,
    ask: RwSignal<Option<DealingAsk>>,
) -> AnyView {
    let (lang, on) = (page.lang.get(), page.ledger.today.get());
    let of = teller.book.customer(teller.customer);
    let (customer, kind, since) = (of.customer.id, sign.kind, sign.since);
    let name = words::kind(lang, kind);
    let day = page.date(since);
    let (when, button) = match &sign.evidence {
        Evidence::Noted(noted) => {
            let dealing = noted.dealing;
            let when = match noted.by.as_str() {
                "" => words::noted_since(lang, &day),
                by => words::noted_since_by(lang, &day, by),
            };
            let end = view! {
                <button class="button small no-print" aria-label=words::end_of(lang, name) on:click=move |_| ask.set(Some(DealingAsk::End { dealing }))>
                    {words::end(lang)}
                </button>
            };
            (when, end.into_any())
        }
        _ => {
            let review = view! {
                <button
                    class="button small no-print"
                    aria-label=words::review_of(lang, name)
                    on:click=move |_| ask.set(Some(DealingAsk::ReviewSign { customer, kind, since }))
                >
                    {words::review(lang)}
                </button>
            };
            let is_new = is_new(of, sign, on);
            (words::since_day(lang, &day), is_new.then_some(review).into_any())
        }
    };
    let seen = last_review(of, sign, on).map(|(_, review)| {
        let day = page.date(review.on);
        let seen = match review.by.as_str() {
            "" => words::seen_on(lang, &day),
            by => words::seen_on_by(lang, &day, by),
        };
        let note = (!review.note.is_empty()).then(|| [": ", &review.note].concat());
        view! { <p class="small quiet">{seen} {note}</p> }
    });
    view! {
        <li>
            <div class="sign-head">
                <h3>{name}</h3>
                {is_new(of, sign, on).then(|| view! { <span class="badge">{words::is_new(lang)}</span> })}
                {gravity_badge(page, sign.gravity)}
            </div>
            <p>{teller.summary(sign)}</p>
            {evidence(page, teller.lines(sign))}
            <div class="sign-foot">
                <span class="small quiet">{when}</span>
                {button}
            </div>
            {seen}
            <details class="more small">
                <summary>{words::how(lang)}</summary>
                <p class="quiet">
                    {words::rule(lang, kind, settings)} " " {words::levels(lang, kind)} " "
                    <a class="link no-print" href=href(Screen::Settings(Section::Signs))>{words::change_thresholds(lang)}</a>
                </p>
            </details>
        </li>
    }
    .into_any()
}

fn evidence(page: Page, lines: Vec<EvidenceLine>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let lang = page.lang.get();
    let more = lines.len().saturating_sub(LISTED);
    let mut drawn: Vec<AnyView> = lines.into_iter().map(|line| evidence_line(page, line)).collect();
    // One more than there is room for takes no more room than saying so.
    let rest = if more > 1 { drawn.split_off(LISTED) } else { Vec::new() };
    view! {
        <ul class="lines evidence">{drawn}</ul>
        {(more > 1).then(|| view! {
            <details class="more small">
                <summary>{words::and_more(lang, more)}</summary>
                <ul class="lines evidence">{rest}</ul>
            </details>
        })}
    }
    .into_any()
}

fn evidence_line(page: Page, line: EvidenceLine) -> AnyView {
    let name = match &line.to {
        Some(to) => view! { <a class="door" href=link(to)>{line.what}</a> }.into_any(),
        None => line.what.into_any(),
    };
    view! {
        <li>
            <span class="what">{name} <small>{line.about}</small></span>
            {line.amount.map(|amount| view! { <span class="amount">{page.money(amount)}</span> })}
        </li>
    }
    .into_any()
}
