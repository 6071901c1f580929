//! What came in, cheques to take to the bank, credit that waits.

use cartera::ledger::book::{Book, CreditEntry};
use cartera::ledger::credit::Credit;
use cartera::ledger::{Ix, Money};
use cartera::route::{Route, Screen};
use cartera::signs::portfolio;
use cartera::text::{Lang, format, reconcile, signs as sign_words, today as words, worklist};
use cartera::views::bank::waiting_count;
use cartera::views::signs::{NewSigns, new_signs};
use cartera::views::today::{ChequeLine, ChequeState, PaymentLine, Today, UnappliedLine};
use cartera::views::worklist::PromiseDue;
use icondata_lu::LuLandmark;
use leptos::prelude::*;

use super::desk::Desk;
use super::lines::{Line, section};
use crate::ui::components::Icon;
use crate::ui::page::Page;
use crate::ui::pages::sign_forms::gravity_badge;
use crate::ui::shell::href;

/// Lines of each list.
const SHOWN: usize = 6;

/// The lists; one without anything in it is left out, but for what came in.
pub fn draw(desk: Desk, today: &Today) -> AnyView {
    let page = desk.page;
    let promised = promises(desk);
    let signs = signs(desk);
    let load = super::load::draw(desk);
    let coming = super::cash::draw(desk);
    let bank = bank(page);
    page.ledger.book.with(|book| {
        let lang = page.lang.get();
        let nothing = today
            .came_in
            .is_empty()
            .then(|| view! { <p class="quiet small">{words::nothing_came_in(lang)}</p> })
            .into_any();
        let payments = today.came_in.iter().take(SHOWN).map(|line| payment(page, book, line));
        let came_in = section(
            words::came_in(lang).to_owned(),
            link(Route::to(Screen::Payments), words::all_payments(lang).to_owned()),
            payments.collect(),
            nothing,
        );
        let cheques = (!today.cheques.is_empty()).then(|| {
            section(
                words::cheques(lang).to_owned(),
                link(Route::to(Screen::Cheques), words::all_cheques(lang).to_owned()),
                today.cheques.iter().take(SHOWN).map(|line| cheque(page, book, line)).collect(),
                more(page, today.cheques.len(), Route::to(Screen::Cheques)),
            )
        });
        let unapplied = (!today.unapplied.is_empty()).then(|| {
            let all = Route::to(Screen::Payments).with("sort", "-left");
            section(
                words::to_apply(lang).to_owned(),
                ().into_any(),
                today.unapplied.iter().take(SHOWN).map(|line| waiting(page, book, line)).collect(),
                more(page, today.unapplied.len(), all),
            )
        });
        (coming, bank, signs, promised, cheques, unapplied, came_in, load).into_any()
    })
}

/// Movements of the bank that wait; nothing where none does.
fn bank(page: Page) -> AnyView {
    let count = page.ledger.book.with(waiting_count);
    if count == 0 {
        return ().into_any();
    }
    let words = reconcile::waiting(page.lang.get(), count);
    view! {
        <p class="bank-waits">
            <a class="button" href=href(Screen::Bank)>
                <Icon icon=LuLandmark />
                {words}
            </a>
        </p>
    }
    .into_any()
}

/// Warning signs that nobody has looked at yet; nothing where there is none.
fn signs(desk: Desk) -> AnyView {
    let page = desk.page;
    let (lang, on) = (page.lang.get(), desk.on.get());
    page.ledger.book.with(|book| {
        let rows = portfolio(book, on, &book.firm().signs);
        let new = new_signs(book, &rows, on);
        if new.is_empty() {
            return ().into_any();
        }
        let all = Route::to(Screen::Customers).with("signs", "some").with("sort", "-signs");
        let line = |found: &NewSigns| {
            let customer = &book.customer(found.customer).customer;
            let first = &found.signs[0];
            let name = sign_words::kind(lang, first.kind);
            let about = match found.signs.len() {
                1 => name.to_owned(),
                several => sign_words::and_more_signs(lang, name, several - 1),
            };
            let since = format::date_short(lang, first.since);
            Line {
                href: href(Screen::Customer(customer.id)),
                name: customer.name().to_owned(),
                about,
                days: None,
                amount: String::new(),
                under: view! {
                    {gravity_badge(page, first.gravity)}
                    <small>{sign_words::since(lang, &since)}</small>
                }
                .into_any(),
                action: None,
            }
        };
        section(
            sign_words::new_signs(lang).to_owned(),
            link(all.clone(), sign_words::all_signs(lang).to_owned()),
            new.iter().take(SHOWN).map(line).collect(),
            more(page, new.len(), all),
        )
    })
}

/// What is promised for the next days.
fn promises(desk: Desk) -> AnyView {
    let page = desk.page;
    let (lang, on) = (page.lang.get(), desk.on.get());
    page.ledger.book.with(|book| {
        desk.morning.with(|morning| {
            let line = |promise: &PromiseDue| Line {
                href: desk.href(book.customer(promise.customer).customer.id),
                name: book.customer(promise.customer).customer.name().to_owned(),
                about: match promise.is_part {
                    true => worklist::part_due(lang).to_owned(),
                    false => worklist::promise_due(lang).to_owned(),
                },
                days: None,
                amount: page.money(promise.amount),
                under: {
                    let class = if promise.on < on { "late" } else { "" };
                    let day = format::date_short(lang, promise.on);
                    view! { <small class=class>{day}</small> }.into_any()
                },
                action: None,
            };
            let nothing = morning.promises.is_empty().then(|| {
                view! { <p class="quiet small">{worklist::no_promises(lang)}</p> }
            });
            let count = morning.promises.len();
            let more = (count > SHOWN).then(|| {
                let word = words::more(lang, &format::count(count - SHOWN, page.style.get()));
                view! { <p class="quiet small">{word}</p> }
            });
            section(
                worklist::promises(lang).to_owned(),
                ().into_any(),
                morning.promises.iter().take(SHOWN).map(line).collect(),
                (nothing, more).into_any(),
            )
        })
    })
}

fn link(to: Route, word: String) -> AnyView {
    view! { <a class="link" href=format!("#{to}")>{word}</a> }.into_any()
}

fn more(page: Page, count: usize, to: Route) -> AnyView {
    let rest = count.saturating_sub(SHOWN);
    let word = words::more(page.lang.get(), &format::count(rest, page.style.get()));
    (rest > 0).then(|| view! { <a class="rest link" href=format!("#{to}")>{word}</a> }).into_any()
}

fn payment(page: Page, book: &Book, line: &PaymentLine) -> Line {
    let (lang, style) = (page.lang.get(), page.style.get());
    let entry = book.credit(line.credit);
    let numbers: Vec<&str> =
        line.invoices.iter().map(|&ix| book.invoice(ix).invoice.number.as_str()).collect();
    let left_minor = book.left_minor(entry, page.ledger.today.get());
    let mut about = words::numbers(lang, &numbers, style);
    if numbers.is_empty() {
        about.push_str(words::settles_nothing(lang));
    } else if left_minor != 0 {
        let left = page.money(Money::new(left_minor, entry.amount.currency));
        about = [about, words::left_over(lang, &left)].join(" · ");
    }
    let on = format::date_short(lang, line.on);
    of_credit(page, book, line.credit, about, entry.amount, small(on))
}

fn cheque(page: Page, book: &Book, line: &ChequeLine) -> Line {
    let lang = page.lang.get();
    let entry = book.credit(line.credit);
    let date = |on| format::date_short(lang, on);
    let under = match line.state {
        ChequeState::Bounced(on) => {
            view! { <small class="late">{words::bounced(lang, &date(on))}</small> }.into_any()
        }
        ChequeState::Ready(on) if on == page.ledger.today.get() => {
            small(words::ready_today(lang).to_owned())
        }
        ChequeState::Ready(on) => small(words::ready_since(lang, &date(on))),
        ChequeState::From(on) => small(words::ready_from(lang, &date(on))),
    };
    of_credit(page, book, line.credit, cheque_name(lang, &entry.credit), entry.amount, under)
}

fn waiting(page: Page, book: &Book, line: &UnappliedLine) -> Line {
    let lang = page.lang.get();
    let credit = &book.credit(line.credit).credit;
    let day = words::of_day(lang, &format::date_short(lang, credit.date));
    let about = match credit.reference.as_str() {
        "" => day,
        reference => [reference, &day].join(" "),
    };
    of_credit(page, book, line.credit, about, line.left, ().into_any())
}

fn of_credit(
    page: Page,
    book: &Book,
    ix: Ix<CreditEntry>,
    about: String,
    amount: Money,
    under: AnyView,
) -> Line {
    let entry = book.credit(ix);
    Line {
        href: href(Screen::Payment(entry.credit.id)),
        name: book.customer(entry.customer).customer.name().to_owned(),
        about,
        days: None,
        amount: page.money(amount),
        under,
        action: None,
    }
}

fn small(word: String) -> AnyView {
    view! { <small>{word}</small> }.into_any()
}

fn cheque_name(lang: Lang, credit: &Credit) -> String {
    let cheque = credit.cheque();
    let number = cheque.map(|cheque| cheque.number.trim()).unwrap_or_default();
    let bank = cheque.map(|cheque| cheque.bank.trim()).unwrap_or_default();
    let name = match number {
        "" => words::cheque(lang).to_owned(),
        number => words::cheque_number(lang, number),
    };
    if bank.is_empty() { name } else { [&name, bank].join(" · ") }
}
