//! The figures across the top: one line per currency, the home currency's the largest.

use cartera::ledger::Money;
use cartera::route::{Route, Screen};
use cartera::text::{format, today as words};
use cartera::views::today::{CAME_IN_DAYS, Figures, Today};
use chrono::Days;
use leptos::prelude::*;

use crate::ui::page::Page;

/// All lines of figures.
pub fn draw(page: Page, today: &Today) -> AnyView {
    let several = today.figures.len() > 1;
    let lines = today.figures.iter().enumerate();
    lines.map(|(place, figures)| line(page, figures, place == 0, several)).collect_view().into_any()
}

/// A figure: its name, the amount, a quiet word under it, and where it comes from.
struct One {
    name: &'static str,
    amount: String,
    note: String,
    to: Route,
    class: &'static str,
}

fn line(page: Page, figures: &Figures, is_first: bool, several: bool) -> AnyView {
    let (lang, style) = (page.lang.get(), page.style.get());
    let money = |minor| page.money(Money::new(minor, figures.currency));
    let report = |route: Route| {
        if several { route.with("currency", figures.currency.code()) } else { route }
    };
    let share = format::percent(figures.overdue_share(), style);
    let late = words::customers(lang, figures.overdue_customers, style);
    let since = page.ledger.today.get() - Days::new(CAME_IN_DAYS - 1);
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
            name: words::due_in_month(lang),
            amount: money(figures.month_minor),
            note: words::of_it_soon(lang, &money(figures.soon_minor)),
            to: report(Route::to(Screen::Receivables).with("by", "invoice").with("bucket", "0"))
                .with("sort", "due"),
            class: "figure",
        },
        One {
            name: words::came_in_month(lang),
            amount: money(figures.came_in_minor),
            note: words::payments(lang, figures.payments, style),
            to: Route::to(Screen::Payments)
                .with("kind", "payment")
                .with("from", &format::iso(since)),
            class: "figure",
        },
    ];
    if figures.unapplied_minor != 0 {
        all.push(One {
            name: words::unapplied(lang),
            amount: money(figures.unapplied_minor),
            note: words::credits(lang, figures.unapplied_credits, style),
            to: report(Route::to(Screen::Receivables)).with("sort", "-credit"),
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
