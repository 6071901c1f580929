//! What the screen says first, and its figures.

use cartera::text::cash_flow as words;
use cartera::views::cash_flow::{Asked, Figure, Scenario};
use leptos::prelude::*;

use super::desk::Desk;
use super::plans::Asks;
use crate::ui::reactive::{RwSignal, live};

/// A sentence or two, and on what they rest.
#[component]
pub fn Headline(desk: Desk, asks: RwSignal<Option<Asks>>) -> impl IntoView {
    let page = desk.page;
    let sentence = move || {
        let lang = page.lang.get();
        let (said, projection) = (desk.said.get()?, desk.projection.get()?);
        let money = |minor| desk.money(minor);
        Some(desk.asked.with(|asked| words::headline(lang, asked, &projection, &said, &money)))
    };
    let knowledge = move || {
        // Due dates need no experience.
        if desk.asked.with(|asked| asked.scenario) == Scenario::Contractual {
            return None;
        }
        let known = desk.projection.get()?.knowledge;
        Some(words::knowledge(page.lang.get(), &known, page.style.get()))
    };
    let cash = move || {
        let is_part = desk.asked.with(Asked::is_part);
        let is_counted = desk.cash.get()?.opening.counted.is_some();
        if is_part {
            return Some(
                view! { <p class="quiet small">{page.t(words::part_only)}</p> }.into_any(),
            );
        }
        (!is_counted).then(|| {
            view! {
                <p class="quiet">
                    {page.t(words::count_first)} " "
                    <button class="link bare no-print" on:click=move |_| asks.set(Some(Asks::Count))>
                        {page.t(words::count_cash)}
                    </button>
                </p>
            }
            .into_any()
        })
    };
    view! {
        <div class="stack-tight" aria-live="polite">
            <p class="lead">{move || sentence().map_or_else(|| "\u{a0}".into_any(), |text| stressed(&text))}</p>
            {live(cash)}
            <p class="quiet small knowledge">{live(knowledge)}</p>
        </div>
    }
}

/// A sentence in which what stands between two `*` is stronger; an amount below zero is late.
pub fn stressed(text: &str) -> AnyView {
    let parts = text.split('*').enumerate().map(|(place, part)| {
        let part = part.to_owned();
        if place % 2 == 0 {
            return part.into_any();
        }
        let is_below = part.starts_with(cartera::text::format::MINUS);
        view! { <strong class:late=is_below>{part}</strong> }.into_any()
    });
    parts.collect::<Vec<_>>().into_any()
}

/// What is expected soon, within the weeks, when due, and not within them.
#[component]
pub fn Figures(desk: Desk) -> impl IntoView {
    let page = desk.page;
    let figures = move || {
        let said = desk.said.get()?;
        let lang = page.lang.get();
        let (weeks, question, scenario) =
            desk.asked.with(|asked| (asked.weeks, asked.question.clone(), asked.scenario));
        let is_contractual = scenario == Scenario::Contractual;
        let weeks = words::weeks_count(lang, weeks);
        let first = question.on.succ_opt()?;
        let mut all: Vec<(String, i64, Option<Figure>, &str)> = Vec::new();
        if let Some(soon) = said.soon_minor {
            let last = question.on + chrono::Days::new(30);
            let figure = Some(Figure::Within(first, last));
            let name =
                if is_contractual { words::due_in_30_days(lang) } else { words::in_30_days(lang) };
            all.push((name.to_owned(), soon, figure, "figure main"));
        }
        let whole = Some(Figure::Within(first, question.until));
        all.push((words::in_weeks(lang, &weeks), said.inflow_minor, whole, "figure"));
        if !is_contractual {
            let name = words::when_due(lang).to_owned();
            all.push((name, said.contractual_minor, None, "figure"));
        }
        let beyond = Some(Figure::Beyond);
        let name = if is_contractual { words::due_later(lang) } else { words::not_within(lang) };
        all.push((name.to_owned(), said.not_within_minor, beyond, "figure"));
        Some(
            all.into_iter()
                .map(|(name, minor, figure, class)| {
                    let amount = desk.money(minor);
                    let shown = match figure.filter(|_| minor > 0) {
                        Some(figure) => {
                            let href = super::behind::href(desk, figure);
                            let label = words::see_behind(lang, &name, &amount);
                            view! { <a class="behind" href=href aria-label=label>{amount}</a> }
                                .into_any()
                        }
                        None => amount.into_any(),
                    };
                    view! { <div class=class><dt>{name}</dt><dd>{shown}</dd></div> }
                })
                .collect_view(),
        )
    };
    view! { <dl class="figures">{live(figures)}</dl> }
}
