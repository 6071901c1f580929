//! How collecting stands with a customer: its protocol, what is due and what comes next, why
//! it waits, what is agreed, and the rules of contact.

use cartera::calendar::Calendar;
use cartera::dunning::escalation::customer_cases;
use cartera::dunning::practice::Practice;
use cartera::dunning::protocols::GivenBy;
use cartera::ledger::book::{Book, CustomerEntry};
use cartera::ledger::contact_rule::ContactRule;
use cartera::ledger::protocol::Channel;
use cartera::ledger::{Id, Ix};
use cartera::route::Screen;
use cartera::text::{self, Lang, calendar as calendar_words, dealings as words, dunning};
use cartera::views::collecting::{Collecting, DueStep, Now, collecting};
use leptos::prelude::*;

use crate::ui::page::Page;
use crate::ui::pages::controls::section_head;
use crate::ui::pages::dealings::{DealingAsk, in_force_list, teller};
use crate::ui::reactive::RwSignal;
use crate::ui::shell::href;

/// The part of the right column on collecting.
pub fn section(
    page: Page,
    book: &Book,
    ix: Ix<CustomerEntry>,
    dealing: RwSignal<Option<DealingAsk>>,
    ways_on: RwSignal<bool>,
) -> AnyView {
    let (lang, today) = (page.lang.get(), page.ledger.today.get());
    let practice = Practice::of(book, today);
    let of = &book.customer(ix).customer;
    let found = collecting(book, &practice, ix, today);
    let has_cases = !customer_cases(book, ix, today).is_empty();
    let customer = of.id;
    let in_force = (!found.in_force.is_empty()).then(|| {
        view! {
            <h3 class="small-head">{words::in_force(lang)}</h3>
            {in_force_list(page, book, &found.in_force, dealing)}
        }
    });
    view! {
        <section class="collecting">
            {section_head(page, words::collecting, ())}
            {facts(page, book, &of.segment, &found)}
            {in_force}
            <div class="row no-print">
                <button class="button small" on:click=move |_| dealing.set(Some(DealingAsk::Hold { customer, invoice: None }))>
                    {words::hold(lang)}
                </button>
                {has_cases.then(|| view! {
                    <button class="button small" on:click=move |_| ways_on.set(true)>{text::escalation::open_dialog(lang)}</button>
                })}
            </div>
            {rules(lang, practice.rule_of(of), practice.calendar_of(of))}
        </section>
    }
    .into_any()
}

/// Protocol, stage, what is due, what comes next, why it waits, what is to be done.
fn facts(page: Page, book: &Book, segment: &str, found: &Collecting) -> AnyView {
    let lang = page.lang.get();
    let day = |day| page.date(day);
    let why = match found.by {
        GivenBy::Customer => words::by_customer(lang).to_owned(),
        GivenBy::Segment => words::by_segment(lang, segment.trim()),
        GivenBy::Usual => words::by_usual(lang).to_owned(),
        GivenBy::Standard => words::by_standard(lang).to_owned(),
    };
    let due = |due: &DueStep| due_words(lang, due);
    let now = match &found.now {
        Now::Nothing => words::nothing_due(lang).to_owned(),
        Now::Paused => words::all_paused(lang).to_owned(),
        Now::DoneToday => words::done_today(lang).to_owned(),
        Now::Later(step, Some(from)) => words::from_day(lang, &due(step), &day(*from)),
        Now::Later(step, None) => words::never_allowed(lang, &due(step)),
        Now::Today(step) if step.since < page.ledger.today.get() => {
            words::since(lang, &due(step), &day(step.since))
        }
        Now::Today(step) => words::due_today(lang, &due(step)),
    };
    let is_due = matches!(found.now, Now::Today(_));
    let next = found.next.as_ref().map(|next| {
        let what = step_words(lang, next.channel, next.name.in_lang(lang));
        let moved = next.moved_from.map(|from| words::moved_from(lang, &day(from)));
        view! {
            <dt>{words::next(lang)}</dt>
            <dd>
                {words::planned(lang, &what, &day(next.on))}
                {moved.map(|moved| view! { <small>{moved}</small> })}
            </dd>
        }
    });
    let teller = teller(page, book);
    let pauses: Vec<AnyView> = found
        .pauses
        .iter()
        .map(|waits| {
            let why = dunning::pause(lang, &waits.why, waits.until);
            let text = match waits.items.as_slice() {
                [] => why,
                items => words::pause_of(lang, &why, &teller.about(items)),
            };
            view! { <span class="block">{text}</span> }.into_any()
        })
        .collect();
    let tasks: Vec<AnyView> = found
        .tasks
        .iter()
        .map(|(task, since)| {
            let what = dunning::task(lang, *task);
            view! { <span class="block">{words::since(lang, what, &day(*since))}</span> }.into_any()
        })
        .collect();
    let protocol = found.protocol;
    view! {
        <dl class="pairs">
            <dt>{words::protocol(lang)}</dt>
            <dd>
                {protocol_link(protocol, found.name.in_lang(lang).to_owned())}
                <small>{why}</small>
            </dd>
            {found.stage.map(|stage| view! { <dt>{words::stage(lang)}</dt><dd>{dunning::stage(lang, stage)}</dd> })}
            <dt>{words::now(lang)}</dt>
            <dd class:strong=is_due>{now}</dd>
            {next}
            {(!pauses.is_empty()).then(|| view! { <dt>{words::paused_why(lang)}</dt><dd>{pauses}</dd> })}
            {(!tasks.is_empty()).then(|| view! { <dt>{words::tasks(lang)}</dt><dd>{tasks}</dd> })}
        </dl>
    }
    .into_any()
}

fn protocol_link(protocol: Id, name: String) -> AnyView {
    view! { <a class="link" href=href(Screen::Protocol(protocol))>{name}</a> }.into_any()
}

fn due_words(lang: Lang, due: &DueStep) -> String {
    match (&due.call, &due.step) {
        (Some(call), _) => step_words(lang, due.channel, dunning::call_reason(lang, call.why)),
        (None, Some(step)) => step_words(lang, due.channel, step.in_lang(lang)),
        (None, None) => dunning::channel(lang, due.channel).to_owned(),
    }
}

/// «Recordatorio (WhatsApp)»; a step that is named after its channel is not named twice.
pub fn step_words(lang: Lang, channel: Channel, name: &str) -> String {
    let channel = dunning::channel(lang, channel);
    if name.to_lowercase().contains(&channel.to_lowercase()) {
        return name.to_owned();
    }
    words::pause_of(lang, name, channel)
}

/// The rules of contact that hold for it, quietly.
fn rules(lang: Lang, rule: &ContactRule, calendar: Calendar<'_>) -> AnyView {
    let lines: Vec<AnyView> = [calendar_words::force(lang, rule.force).to_owned()]
        .into_iter()
        .chain(calendar_words::rule(lang, rule))
        .chain([calendar_words::source(lang, rule)])
        .chain([calendar_words::known(lang, calendar.country)])
        .filter(|line| !line.is_empty())
        .map(|line| view! { <li>{line}</li> }.into_any())
        .collect();
    view! {
        <details class="more contact-rules no-print">
            <summary>
                {words::rules(lang)}
                ": "
                {rule.name.in_lang(lang).to_owned()}
            </summary>
            <ul class="small quiet">{lines}</ul>
        </details>
    }
    .into_any()
}
