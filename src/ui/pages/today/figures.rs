//! The figures across the top: one line per currency, the home currency's the largest.

use cartera::ledger::Money;
use cartera::route::{Route, Screen};
use cartera::text::{cash_flow as cash_words, format, today as words, worklist};
use cartera::views::today::{Figures, Today};
use leptos::prelude::*;

use super::desk::Desk;
use super::list::to_do;

/// All lines of figures.
pub fn draw(desk: Desk, today: &Today) -> AnyView {
    let several = today.figures.len() > 1;
    let lines = today.figures.iter().enumerate();
    lines.map(|(place, figures)| line(desk, figures, place == 0, several)).collect_view().into_any()
}

/// A figure: its name, the amount, a quiet word under it, and where it comes from.
struct One {
    name: &'static str,
    amount: String,
    note: String,
    to: Route,
    class: &'static str,
}

fn line(desk: Desk, figures: &Figures, is_first: bool, several: bool) -> AnyView {
    let page = desk.page;
    let (lang, style) = (page.lang.get(), page.style.get());
    let money = |minor| page.money(Money::new(minor, figures.currency));
    let report = |route: Route| {
        if several { route.with("currency", figures.currency.code()) } else { route }
    };
    let soon =
        desk.coming.with(|all| all.iter().find(|soon| soon.currency == figures.currency).cloned());
    let share = format::percent(figures.overdue_share(), style);
    let late = words::customers(lang, figures.overdue_customers, style);
    let mut all = vec![
        One {
            name: words::owed(lang),
            amount: money(figures.owed_minor),
            note: words::customers(lang, figures.customers, style),
            to: report(Route::to(Screen::Receivables)),
            class: if is_first { "figure main" } else { "figure" },
        },
        One {
            name: words::overdue(lang),
            amount: money(figures.overdue_minor),
            note: if figures.overdue_minor > 0 {
                [share, late].join(" · ")
            } else {
                String::new()
            },
            to: Route::to(Screen::Invoices).with("state", "overdue"),
            class: if figures.overdue_minor > 0 { "figure late" } else { "figure" },
        },
        One {
            name: cash_words::in_30_days(lang),
            amount: soon.as_ref().map_or_else(|| "…".to_owned(), |soon| money(soon.expected_minor)),
            note: soon.map_or_else(String::new, |soon| {
                cash_words::soon_note(lang, &money(soon.when_due_minor))
            }),
            to: report(Route::to(Screen::CashFlow)),
            class: "figure",
        },
    ];
    if is_first {
        let (count, note) = desk.morning.with(|morning| to_do(desk, morning));
        all.push(One {
            name: if desk.on.get() == page.ledger.today.get() {
                worklist::to_do(lang)
            } else {
                worklist::list(lang)
            },
            amount: count,
            note,
            to: Route::to(Screen::Today),
            class: "figure",
        });
    }
    let label = words::figures_in(lang, figures.currency.code());
    let class = if is_first { "today-figures" } else { "today-figures other" };
    view! {
        <section class=class aria-label=label>
            {all
                .into_iter()
                .map(|one| {
                    view! {
                        <a class=one.class href=format!("#{}", one.to)>
                            <span class="name">{one.name}</span>
                            <span class="value">{one.amount}</span>
                            <span class="note">{one.note}</span>
                        </a>
                    }
                })
                .collect_view()}
        </section>
    }
    .into_any()
}
