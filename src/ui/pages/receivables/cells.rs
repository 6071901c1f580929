//! The cells that the tables share.

use cartera::aging::{Amounts, Basis, CellRef, RowKey};
use cartera::ledger::Currency;
use cartera::text::{aging as aging_words, common, format, receivables as words};
use cartera::views::receivables::{Drill, by_class, drill_param, open_minor};
use leptos::prelude::*;

use super::{Report, Shape};
use crate::ui::components::Ramp;
use crate::ui::page::Page;

/// Whose figures a line shows, to press them.
pub struct Whose<'a> {
    /// The currency.
    pub currency: Currency,
    /// The line; none for a total.
    pub key: Option<&'a RowKey>,
    /// Its name.
    pub name: &'a str,
    /// What bars are drawn against, in minor units; none draws no bar.
    pub largest_minor: Option<i64>,
}

/// The cells of a line after its name: the columns, the credit, the balance, the days.
pub fn amounts(page: Page, report: Report, whose: &Whose<'_>, amounts: &Amounts) -> AnyView {
    report.shape.with(|shape| {
        let lang = page.lang.get();
        let buckets: Vec<AnyView> = amounts
            .buckets
            .iter()
            .enumerate()
            .map(|(bucket, &minor)| {
                let column = shape.columns.get(bucket).copied();
                let name = column.map(|column| words::column(lang, column));
                pressable(page, report, whose, minor, Some(bucket), &name.unwrap_or_default())
            })
            .collect();
        let unapplied = aging_words::unapplied(lang);
        let credit = pressable(page, report, whose, amounts.unapplied_minor, None, unapplied);
        (buckets, credit, balance(page, shape, whose, amounts), days(page, shape, amounts))
            .into_any()
    })
}

/// The balance over a thin bar.
pub fn balance(page: Page, shape: &Shape, whose: &Whose<'_>, amounts: &Amounts) -> AnyView {
    let ramp = whose.largest_minor.map(|largest| {
        let parts = by_class(&shape.classes, &amounts.buckets);
        let of = if largest > 0 { open_minor(amounts) as f64 / largest as f64 } else { 0.0 };
        view! { <Ramp parts=parts of=of /> }
    });
    view! {
        <td class="number keep balance">
            {page.amount(amounts.balance_minor, whose.currency)}
            {ramp}
        </td>
    }
    .into_any()
}

/// The age of the oldest open item; by due date only where something is late.
fn days(page: Page, shape: &Shape, amounts: &Amounts) -> AnyView {
    let lang = page.lang.get();
    let shown = amounts.oldest_days.filter(|&days| days > 0 || shape.basis == Basis::IssueDate);
    let cell = match shown {
        Some(days) => {
            let word = if days == 1 { words::day_late_word } else { words::days_late_word };
            view! { {days} <span class="only-phone">" " {word(lang)}</span> }.into_any()
        }
        None => {
            // On a phone the line says when the first falls due instead.
            let due = amounts.oldest_days.map(|days| common::lateness(lang, days));
            view! { <span class="zero only-wide">"–"</span> <span class="only-phone">{due}</span> }
                .into_any()
        }
    };
    view! { <td class="number keep-below">{cell}</td> }.into_any()
}

/// An amount that opens what is behind it; a quiet dash for nothing.
fn pressable(
    page: Page,
    report: Report,
    whose: &Whose<'_>,
    minor: i64,
    bucket: Option<usize>,
    column: &str,
) -> AnyView {
    if minor == 0 {
        return view! { <td class="number zero">"–"</td> }.into_any();
    }
    let drill = Drill {
        cell: CellRef { currency: whose.currency, key: whose.key.cloned(), bucket },
        is_credit: bucket.is_none(),
    };
    let param = page.ledger.book.with(|book| drill_param(book, &drill));
    let href = format!("#{}", report.base.with(|route| route.clone().with("drill", &param)));
    let amount = page.amount(minor, whose.currency);
    let label = words::see_behind(page.lang.get(), &amount, column, whose.name);
    view! {
        <td class="number">
            <a class="behind" href=href aria-label=label>{amount}</a>
        </td>
    }
    .into_any()
}

/// How old an instalment is, in the colour of its column.
pub fn age(page: Page, basis: Basis, class: usize, days: i64) -> AnyView {
    let lang = page.lang.get();
    let word = match basis {
        Basis::DueDate => common::lateness(lang, days),
        Basis::IssueDate => format::days_count(lang, days),
    };
    view! { <span class=format!("badge bucket-{class}")>{word}</span> }.into_any()
}
