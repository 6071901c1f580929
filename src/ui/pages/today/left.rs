//! What is late, what falls due today and this week.

use cartera::aging::{RowKey, row_name};
use cartera::ledger::Money;
use cartera::ledger::book::Book;
use cartera::order;
use cartera::route::{Route, Screen};
use cartera::text::{format, today as words};
use cartera::views::today::{CustomerLine, Today};
use leptos::prelude::*;

use super::lines::{Line, section};
use crate::ui::components::Empty;
use crate::ui::page::Page;
use crate::ui::shell::href;

/// Lines of the group that is late the longest, and of each other group.
const SHOWN: [usize; 2] = [8, 5];

/// The groups, and what is said where there is nothing.
pub fn draw(page: Page, today: &Today) -> AnyView {
    page.ledger.book.with(|book| {
        let lang = page.lang.get();
        let groups = today.overdue.iter().enumerate().map(|(place, group)| {
            let shown = SHOWN[place.min(1)];
            list(page, book, words::late_group(lang, group.days), &group.lines, shown, "-days")
        });
        let late = if today.overdue.is_empty() {
            view! { <Empty title=words::nothing_late_title(lang) text=words::nothing_late(lang) /> }
                .into_any()
        } else {
            groups.collect_view().into_any()
        };
        let due =
            [(words::due_today(lang), &today.due_today), (words::due_soon(lang), &today.due_soon)];
        let nothing_due = due.iter().all(|(_, lines)| lines.is_empty());
        let due = due.into_iter().filter(|(_, lines)| !lines.is_empty());
        let due =
            due.map(|(title, lines)| list(page, book, title.to_owned(), lines, SHOWN[1], "days"));
        let nothing =
            nothing_due.then(|| view! { <p class="quiet">{words::nothing_due(lang)}</p> });
        (late, due.collect_view(), nothing).into_any()
    })
}

fn list(
    page: Page,
    book: &Book,
    title: String,
    lines: &[CustomerLine],
    shown: usize,
    sort: &str,
) -> AnyView {
    let (lang, style) = (page.lang.get(), page.style.get());
    // One line more is no longer than the word that there is one more.
    let shown = if lines.len() == shown + 1 { shown + 1 } else { shown };
    let drawn = lines.iter().take(shown).map(|line| of_customer(page, book, line)).collect();
    let counted = words::customers(lang, lines.len(), style);
    let sums = totals(page, lines);
    let end = view! { <span>{counted} <span class="only-wide">" · " {sums}</span></span> };
    let rest = lines.len().saturating_sub(shown);
    let to = Route::to(Screen::Receivables).with("sort", sort);
    let after = (rest > 0).then(|| {
        view! { <a class="rest link" href=format!("#{to}")>{words::rest(lang, rest, style)}</a> }
    });
    section(title, end.into_any(), drawn, after.into_any())
}

fn of_customer(page: Page, book: &Book, line: &CustomerLine) -> Line {
    let (lang, style) = (page.lang.get(), page.style.get());
    let customer = &book.customer(line.customer).customer;
    let number = row_name(book, &RowKey::Item(line.first_item), lang).into_owned();
    let about = words::oldest_and(lang, &number, line.items, style);
    let about = if line.days < 0 {
        let due_on = book.item(line.first_item).due_on;
        [about, format::weekday_date(lang, due_on)].join(" · ")
    } else {
        about
    };
    let pay = Route::to(Screen::NewPayment).with("customer", &customer.id.to_string());
    Line {
        href: href(Screen::Customer(customer.id)),
        name: customer.name().to_owned(),
        about,
        days: Some(line.days),
        amount: page.money(line.open),
        under: ().into_any(),
        action: Some((format!("#{pay}"), words::pay(lang), words::pay_of(lang, customer.name()))),
    }
}

/// One sum per currency, never added up.
fn totals(page: Page, lines: &[CustomerLine]) -> String {
    let mut sums: Vec<Money> = Vec::new();
    for line in lines {
        match sums.iter_mut().find(|sum| sum.currency == line.open.currency) {
            Some(sum) => sum.amount_minor += line.open.amount_minor,
            None => sums.push(line.open),
        }
    }
    let home = page.home.get();
    order::sort_by_key(&mut sums, |sum| (sum.currency != home, sum.currency.code()));
    sums.into_iter().map(|sum| page.money(sum)).collect::<Vec<_>>().join(" · ")
}
