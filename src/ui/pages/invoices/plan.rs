//! What comes next with an invoice: its steps, why they wait, and what is in the way.

use cartera::dunning::practice::Practice;
use cartera::ledger::book::{Book, InvoiceEntry};
use cartera::ledger::{Id, Ix};
use cartera::text::{dealings as words, dunning, invoices as invoice_words};
use cartera::views::collecting::{InForceKind, ItemPlan, NextStep, in_the_way, item_plans};
use leptos::prelude::*;

use crate::ui::page::Page;
use crate::ui::pages::controls::section_head;
use crate::ui::pages::dealings::{DealingAsk, in_force_list};
use crate::ui::reactive::RwSignal;

/// The part of an invoice's screen on collecting; nothing where nothing is open.
pub fn section(
    page: Page,
    book: &Book,
    ix: Ix<InvoiceEntry>,
    ask: RwSignal<Option<DealingAsk>>,
) -> AnyView {
    let today = page.ledger.today.get();
    let practice = Practice::of(book, today);
    let plans = item_plans(book, &practice, ix);
    let in_the_way = in_the_way(book, ix, today);
    if plans.is_empty() && in_the_way.is_empty() {
        return ().into_any();
    }
    let lang = page.lang.get();
    let invoice = &book.invoice(ix).invoice;
    let (id, customer): (Id, Id) = (invoice.id, invoice.customer);
    let several = invoice.instalments.len() > 1;
    let of = invoice.instalments.len();
    let parts: Vec<AnyView> = plans
        .iter()
        .map(|plan| {
            let number = book.item(plan.item).number;
            let name = several.then(|| invoice_words::place_of(lang, number, of));
            one_item(page, plan, name)
        })
        .collect();
    let has = |kind: fn(&InForceKind) -> bool| in_the_way.iter().any(|it| kind(&it.kind));
    let is_disputed = has(|kind| matches!(kind, InForceKind::Dispute { .. }));
    let is_held = has(|kind| matches!(kind, InForceKind::Hold));
    let dispute = (!is_disputed).then(|| {
        let to = DealingAsk::Dispute { invoice: id };
        view! { <button class="button small" on:click=move |_| ask.set(Some(to))>{words::dispute(lang)}</button> }
    });
    let hold = (!is_held).then(|| {
        let to = DealingAsk::Hold { customer, invoice: Some(id) };
        view! { <button class="button small" on:click=move |_| ask.set(Some(to))>{words::hold(lang)}</button> }
    });
    view! {
        <section class="collecting">
            {section_head(page, words::plan_title, ())}
            {parts}
            {(!in_the_way.is_empty()).then(|| in_force_list(page, book, &in_the_way, ask))}
            <div class="row no-print">{dispute}{hold}</div>
        </section>
    }
    .into_any()
}

fn one_item(page: Page, plan: &ItemPlan, name: Option<String>) -> AnyView {
    let lang = page.lang.get();
    let step = |step: &NextStep| {
        let name = step.name.in_lang(lang);
        let about = [dunning::channel(lang, step.channel), dunning::stage(lang, step.stage)];
        let mut about = about.join(" · ");
        if let Some(from) = step.moved_from {
            about.push_str(" · ");
            about.push_str(&words::moved_from(lang, &page.date(from)));
        }
        view! {
            <dd>
                {words::planned(lang, name, &page.date(step.on))}
                <small>{about}</small>
            </dd>
        }
    };
    let pause = plan.pause.as_ref().map(|(why, until)| {
        let why = dunning::pause(lang, why, *until);
        view! { <dt>{words::paused_why(lang)}</dt><dd>{why}</dd> }
    });
    let current = plan
        .current
        .as_ref()
        .map(|current| view! { <dt>{words::step_now(lang)}</dt>{step(current)} });
    let next = match &plan.next {
        Some(next) => view! { <dt>{words::step_next(lang)}</dt>{step(next)} }.into_any(),
        None => view! {
            <dt>{words::step_next(lang)}</dt>
            <dd class="quiet">{words::no_step(lang)}</dd>
        }
        .into_any(),
    };
    let overtaken = (!plan.superseded.is_empty()).then(|| {
        let names: Vec<&str> = plan.superseded.iter().map(|name| name.in_lang(lang)).collect();
        view! { <p class="quiet small">{words::overtaken(lang, &names.join(", "))}</p> }
    });
    let by_plan = plan.by_plan.map(|day| {
        view! { <p class="small">{words::by_plan(lang, &page.date(day))}</p> }
    });
    view! {
        {name.map(|name| view! { <h3 class="small-head">{name}</h3> })}
        {by_plan}
        <dl class="pairs">{pause}{current}{next}</dl>
        {overtaken}
    }
    .into_any()
}
