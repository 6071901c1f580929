//! What is late, what falls due, what came in.

use cartera::ledger::Ix;
use cartera::ledger::Money;
use cartera::ledger::book::{Book, CreditEntry};
use cartera::route::{Route, Screen};
use cartera::text::{self, Lang, format};
use cartera::views::today::{Figures, Late, Soon, Today as Seen, today};
use leptos::prelude::*;

use crate::ui::components::{AgeBadge, Figure, PageHead};
use crate::ui::page::{Page, use_page};
use crate::ui::shell::href;

/// Customers shown before the list leads on to the receivables.
const LATE_SHOWN: usize = 12;

/// Lines of the other lists.
const SHOWN: usize = 8;

/// The screen.
#[component]
pub fn Today() -> impl IntoView {
    let page = use_page();
    let seen =
        Memo::new(move |_| page.ledger.book.with(|book| today(book, page.ledger.today.get())));
    let title = Signal::derive(move || {
        let lang = page.lang.get();
        text::today::title(lang, &format::weekday_date(lang, page.ledger.today.get()))
    });
    view! {
        <PageHead title=title>
            <a class="button primary" href=href(Screen::NewPayment)>{page.t(text::shell::new_payment)}</a>
        </PageHead>
        <div class="stack">
            {move || seen.with(|seen| seen.figures.iter().enumerate().map(|(place, figures)| figures_line(page, place == 0, figures)).collect_view())}
            <div class="columns">
                <div class="stack">
                    <section>
                        {head(page, text::today::late, Signal::derive(move || seen.with(|seen| seen.late.len())))}
                        {move || late_list(page, &seen.get())}
                    </section>
                    <section>
                        {head(page, text::today::soon, Signal::derive(move || seen.with(|seen| seen.soon.len())))}
                        {move || soon_list(page, &seen.get())}
                    </section>
                </div>
                <div class="stack">
                    {move || (!seen.with(|seen| seen.cheques.is_empty())).then(|| view! {
                        <section>
                            {head(page, text::today::cheques, Signal::derive(move || seen.with(|seen| seen.cheques.len())))}
                            {credit_list(page, seen.with(|seen| seen.cheques.iter().map(|&ix| (ix, None)).collect()))}
                        </section>
                    })}
                    <section>
                        {head(page, text::today::payments, Signal::derive(move || seen.with(|seen| seen.came_in.len())))}
                        {move || {
                            let shown: Vec<_> = seen.with(|seen| seen.came_in.iter().map(|&ix| (ix, None)).collect());
                            if shown.is_empty() {
                                return note(page, text::today::nothing_came);
                            }
                            credit_list(page, shown)
                        }}
                        <p class="small list-end"><a class="link" href=href(Screen::Payments)>{page.t(text::today::all_payments)}</a></p>
                    </section>
                    {move || (!seen.with(|seen| seen.waiting.is_empty())).then(|| view! {
                        <section>
                            {head(page, text::today::waiting, Signal::derive(move || seen.with(|seen| seen.waiting.len())))}
                            {credit_list(page, seen.with(|seen| seen.waiting.iter().map(|&(ix, left)| (ix, Some(left))).collect()))}
                        </section>
                    })}
                </div>
            </div>
        </div>
    }
}

fn figures_line(page: Page, is_first: bool, figures: &Figures) -> AnyView {
    let lang = page.lang.get();
    let money = |minor| page.money(Money::new(minor, figures.currency));
    let is_late = figures.overdue_minor > 0;
    let open = rust_decimal::Decimal::from(figures.open_minor.max(1));
    let share = format::percent(
        rust_decimal::Decimal::from(figures.overdue_minor) / open,
        page.style.get(),
    );
    view! {
        <dl class="figures" class:lesser=!is_first>
            <Figure label=text::today::owed(lang).to_owned() value=money(figures.owed_minor) main=is_first />
            <Figure label=text::today::overdue(lang).to_owned() value=money(figures.overdue_minor) note=share late=is_late />
            <Figure label=text::today::due_soon(lang).to_owned() value=money(figures.due_soon_minor) />
            <Figure label=text::today::came_in(lang).to_owned() value=money(figures.came_in_minor) />
        </dl>
    }
    .into_any()
}

fn head(page: Page, title: fn(Lang) -> &'static str, count: Signal<usize>) -> AnyView {
    view! {
        <div class="section-head">
            <h2>{page.t(title)}</h2>
            <span>{move || format::count(count.get(), page.style.get())}</span>
        </div>
    }
    .into_any()
}

fn note(page: Page, message: fn(Lang) -> &'static str) -> AnyView {
    view! { <p class="quiet list-end">{page.t(message)}</p> }.into_any()
}

fn late_list(page: Page, seen: &Seen) -> AnyView {
    if seen.late.is_empty() {
        return note(page, text::today::nothing_late);
    }
    let lines = page.ledger.book.with(|book| {
        seen.late.iter().take(LATE_SHOWN).map(|late| late_line(page, book, late)).collect_view()
    });
    let all = Route::to(Screen::Receivables).with("sort", "-days");
    view! {
        <ul class="lines">{lines}</ul>
        {(seen.late.len() > LATE_SHOWN).then(|| view! {
            <p class="small list-end"><a class="link" href=format!("#{all}")>{page.t(text::today::all_late)}</a></p>
        })}
    }
    .into_any()
}

fn late_line(page: Page, book: &Book, late: &Late) -> AnyView {
    let lang = page.lang.get();
    let customer = &book.customer(late.customer).customer;
    let number = &book.invoice(book.item(late.oldest).invoice).invoice.number;
    let about = if late.items == 1 {
        text::today::one(lang, number)
    } else {
        text::today::oldest(lang, &format::count(late.items, page.style.get()), number)
    };
    let pay = Route::to(Screen::NewPayment).with("customer", &customer.id.to_string());
    let name = customer.name().to_owned();
    let label = format!("{}: {name}", text::today::record(lang));
    view! {
        <li>
            <span class="what">
                <a class="door strong" href=href(Screen::Customer(customer.id))>{name}</a>
                <small>{about}</small>
            </span>
            <AgeBadge days=late.days />
            <span class="amount">{page.money(Money::new(late.overdue_minor, late.currency))}</span>
            <a class="button small above" href=format!("#{pay}") aria-label=label>{page.t(text::today::record)}</a>
        </li>
    }
    .into_any()
}

fn soon_list(page: Page, seen: &Seen) -> AnyView {
    if seen.soon.is_empty() {
        return note(page, text::today::nothing_soon);
    }
    let day = page.ledger.today.get();
    let lines = page.ledger.book.with(|book| {
        seen.soon.iter().take(SHOWN).map(|Soon { item, open_minor }| {
            let item = book.item(*item);
            let invoice = &book.invoice(item.invoice).invoice;
            let customer = book.customer(item.customer).customer.name().to_owned();
            view! {
                <li>
                    <span class="what">
                        <a class="door strong" href=href(Screen::Invoice(invoice.id))>{customer}</a>
                        <small>{text::today::one(page.lang.get(), &invoice.number)}" · "{page.date(item.due_on)}</small>
                    </span>
                    <AgeBadge days=item.days_past_due(day) />
                    <span class="amount">{page.money(Money::new(*open_minor, item.currency))}</span>
                </li>
            }
        }).collect_view()
    });
    view! { <ul class="lines">{lines}</ul> }.into_any()
}

fn credit_list(page: Page, credits: Vec<(Ix<CreditEntry>, Option<i64>)>) -> AnyView {
    let lines = page.ledger.book.with(|book| {
        credits.into_iter().take(SHOWN).map(|(ix, left)| {
            let entry = book.credit(ix);
            let amount = left.map_or(entry.amount, |left| Money::new(left, entry.amount.currency));
            let customer = book.customer(entry.customer).customer.name().to_owned();
            view! {
                <li>
                    <span class="what">
                        <a class="door" href=href(Screen::Payment(entry.credit.id))>{customer}</a>
                        <small>{page.date(entry.effective_on())}</small>
                    </span>
                    <span class="amount">{page.money(amount)}</span>
                </li>
            }
        }).collect_view()
    });
    view! { <ul class="lines">{lines}</ul> }.into_any()
}
