//! Late interest of an invoice: the sum with its steps, and issuing it as a charge.

use std::sync::Arc;

use cartera::dunning::charge::{Charge, ChargeKind, already_issued, is_charge, propose_charge};
use cartera::dunning::interest::{InterestStep, InterestSum, invoice_interest, regime_of};
use cartera::ledger::action::{InvoiceForm, enter_invoice};
use cartera::ledger::book::{Book, InvoiceEntry};
use cartera::ledger::record::Deed;
use cartera::ledger::{Ix, Money};
use cartera::route::{Screen, Section};
use cartera::text::{
    self, Lang, common, dealings, format, interest as words, invoices::why as why_words,
};
use cartera::views::invoice_form::{read_day, read_money};
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::components::{AmountField, DateField, Dialog, FormProblem, SelectField};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{focus_first, label, section_head};
use crate::ui::reactive::{Memo, RwSignal, effect};
use crate::ui::say_why;
use crate::ui::shell::href;

/// A charge that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargeAsk {
    kind: ChargeKind,
    amount: Money,
}

/// The part of an invoice's screen on interest; nothing where none can be.
pub fn section(
    page: Page,
    ix: Ix<InvoiceEntry>,
    as_of: Memo<NaiveDate>,
    ask: RwSignal<Option<ChargeAsk>>,
) -> AnyView {
    let on = as_of.get();
    page.ledger.book.with(|book| {
        let entry = book.invoice(ix);
        let first_due = entry.invoice.instalments.iter().map(|part| part.due_on).min();
        let is_late = first_due.is_some_and(|due_on| page.ledger.today.get() > due_on);
        if is_charge(entry.invoice.kind) || entry.cancelled.is_some() || !is_late {
            return ().into_any();
        }
        draw(page, book, ix, on, ask)
    })
}

fn draw(
    page: Page,
    book: &Book,
    ix: Ix<InvoiceEntry>,
    on: NaiveDate,
    ask: RwSignal<Option<ChargeAsk>>,
) -> AnyView {
    let (lang, style) = (page.lang.get(), page.style.get());
    let terms = &book.firm().dunning.interest;
    let regime = regime_of(book, terms);
    let control = day_control(page, on);
    let body = match invoice_interest(book, ix, terms, on) {
        Err(problem) => {
            let problem = words::problem(lang, style, &problem);
            view! {
                <p class="notice-line">
                    {problem}
                    " "
                    <a class="link" href=href(Screen::Settings(Section::Collecting))>{text::shell::settings(lang)}</a>
                </p>
            }
            .into_any()
        }
        Ok(found) => {
            let of = book.invoice(ix).invoice.instalments.len();
            let tables: Vec<AnyView> = found
                .items
                .iter()
                .filter(|(_, sum)| !sum.steps.is_empty())
                .map(|(item, sum)| {
                    let name = (of > 1)
                        .then(|| text::invoices::place_of(lang, book.item(*item).number, of));
                    steps(page, sum, name)
                })
                .collect();
            let issued = [ChargeKind::Interest, ChargeKind::Fee]
                .map(|kind| already_issued(book, ix, kind, on));
            let left = |whole: Money, issued: Money| {
                Money::new((whole.amount_minor - issued.amount_minor).max(0), whole.currency)
            };
            let interest_left = left(found.interest, issued[0]);
            let fee_left = left(found.compensation, issued[1]);
            let issue = |kind: ChargeKind, amount: Money, word: fn(Lang) -> &'static str| {
                (amount.amount_minor > 0).then(|| {
                    let to = ChargeAsk { kind, amount };
                    view! { <button class="button small" on:click=move |_| ask.set(Some(to))>{word(lang)}</button> }
                })
            };
            let compensation = (!found.compensation.is_zero()).then(|| {
                view! {
                    <dt>{words::compensation(lang)}</dt>
                    <dd>
                        {page.money(found.compensation)}
                        <small>{words::compensation_rule(lang, regime)}</small>
                    </dd>
                }
            });
            let already = issued.iter().find(|it| !it.is_zero()).map(|_| {
                let sum =
                    Money::new(issued.iter().map(|it| it.amount_minor).sum(), issued[0].currency);
                view! { <p class="quiet small">{words::issued_already(lang, &page.money(sum))}</p> }
            });
            view! {
                <dl class="pairs">
                    <dt>{words::interest_head(lang)}</dt>
                    <dd class="strong">{page.money(found.interest)}</dd>
                    {compensation}
                </dl>
                {tables}
                {already}
                <div class="row no-print">
                    {issue(ChargeKind::Interest, interest_left, words::issue_interest)}
                    {issue(ChargeKind::Fee, fee_left, words::issue_fee)}
                </div>
            }
            .into_any()
        }
    };
    let agreed = terms.agreed_percent.map(|percent| {
        format!("{}: {}", words::agreed_label(lang), format::percent_points(percent, style))
    });
    let rule = agreed.unwrap_or_else(|| words::regime(lang, regime).to_owned());
    view! {
        <section class="late-interest">
            {section_head(page, words::title, control)}
            {body}
            <details class="more small">
                <summary>{rule}</summary>
                <p class="quiet">{words::regime_rule(lang, regime)}</p>
                <p class="quiet">{words::how_counted(lang)} " " {words::owed_once_issued(lang)}</p>
                <p class="quiet">{words::not_advice(lang)}</p>
            </details>
        </section>
    }
    .into_any()
}

/// The day up to which interest is told, kept in the address.
fn day_control(page: Page, on: NaiveDate) -> AnyView {
    let read = move |input: web_sys::HtmlInputElement| {
        let today = page.ledger.today.get_untracked();
        match format::parse_date(&input.value(), today) {
            Some(day) if day == today => page.address.set_param("as-of", ""),
            Some(day) => page.address.set_param("as-of", &format::iso(day)),
            None => input.set_value(&page.date(on)),
        }
    };
    view! {
        <label class="inline-control no-print">
            {text::statement::as_of(page.lang.get())}
            " "
            <input type="text" autocomplete="off" inputmode="numeric" value=page.date(on) on:change:target=move |event| read(event.target()) />
        </label>
    }
    .into_any()
}

/// The steps of a sum as a table, its notes below.
fn steps(page: Page, sum: &InterestSum, name: Option<String>) -> AnyView {
    let (lang, style) = (page.lang.get(), page.style.get());
    let row = |step: &InterestStep| {
        let currency = sum.interest.currency;
        let balance = Money::from_decimal(step.balance, currency);
        let amount = Money::from_decimal(step.amount, currency);
        let figure = |money: Option<Money>| money.map(|it| page.amount(it.amount_minor, currency));
        view! {
            <tr>
                <th scope="row">
                    {format::date_short(lang, step.from)}
                    "–"
                    {page.date(step.to)}
                    <small>{words::source(lang, &step.source)}</small>
                </th>
                <td class="number">{step.days}</td>
                <td class="number">{figure(balance)}</td>
                <td class="rate">{words::rate(lang, style, &step.rate)}</td>
                <td class="number keep" title=words::arithmetic(style, step, sum.interest)>{figure(amount)}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = sum.steps.iter().map(row).collect();
    let notes: Vec<AnyView> = sum
        .notes
        .iter()
        .map(|note| {
            view! { <p class="notice-line small">{words::note(lang, style, note)}</p> }.into_any()
        })
        .collect();
    let heads = [words::days_head, words::balance_head, words::rate_head, words::interest_head];
    let heads: Vec<AnyView> = heads
        .into_iter()
        .enumerate()
        .map(|(place, head)| {
            let class = if place == 2 { "" } else { "number" };
            view! { <th scope="col" class=class>{head(lang)}</th> }.into_any()
        })
        .collect();
    view! {
        {name.map(|name| view! { <h3 class="small-head">{name}</h3> })}
        <div class="table-box">
            <table class="table folds interest-steps">
                <thead><tr><th scope="col">{dealings::days(lang)}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {notes}
    }
    .into_any()
}

/// Asks about a charge before it is issued.
#[component]
pub fn ChargeDialog(ix: Ix<InvoiceEntry>, ask: RwSignal<Option<ChargeAsk>>) -> impl IntoView {
    let page = use_page();
    let open = RwSignal::new(false);
    effect(move |_| open.set(ask.with(Option::is_some)));
    effect(move |_| {
        if !open.get() && ask.with_untracked(Option::is_some) {
            ask.set(None);
        }
    });
    view! {
        <Dialog open=open title=label(page, dealings::charge_title)>
            {move || ask.get().map(|asked| form(page, ix, asked, open))}
        </Dialog>
    }
}

fn form(page: Page, ix: Ix<InvoiceEntry>, asked: ChargeAsk, open: RwSignal<bool>) -> AnyView {
    focus_first("dialog[open] .input");
    let lang = page.lang.get_untracked();
    let style = page.style.get_untracked();
    let today = page.ledger.today.get_untracked();
    let (of, terms) = page.ledger.book.with_untracked(|book| {
        let entry = book.invoice(ix);
        let customer = &book.customer(entry.customer).customer;
        let terms = customer.terms.clone().unwrap_or_else(|| book.firm().terms.clone());
        (entry.invoice.id, terms)
    });
    // As the customer usually pays; a month where those terms say nothing.
    let usual = terms.instalments(today, asked.amount).ok();
    let due_on = usual.and_then(|parts| parts.last().map(|(due_on, _)| *due_on));
    let due_on = due_on.unwrap_or(today + Days::new(30));
    let amount = RwSignal::new(format::amount(asked.amount, style));
    let currency = RwSignal::new(asked.amount.currency);
    let issued = RwSignal::new(format::date_medium(lang, today));
    let due = RwSignal::new(format::date_medium(lang, due_on));
    let kind = RwSignal::new(kind_code(asked.kind).to_owned());
    let bad = [(); 3].map(|()| RwSignal::new(None::<String>));
    let why = RwSignal::new(None::<String>);
    let kinds: Vec<(String, String)> = [ChargeKind::Interest, ChargeKind::Fee]
        .into_iter()
        .map(|kind| {
            let name = text::invoices::kind_name(lang, kind.document());
            (kind_code(kind).to_owned(), name.to_owned())
        })
        .collect();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let day = |field: RwSignal<String>| field.with_untracked(|it| read_day(it, today));
        let money = amount.with_untracked(|it| read_money(it, asked.amount.currency, style));
        let (issued_on, due_on) = (day(issued), day(due));
        let say = |problem: &cartera::views::problem::Why| why_words(lang, style, problem);
        bad[0].set(money.as_ref().err().map(say));
        bad[1].set(issued_on.as_ref().err().map(say));
        bad[2].set(due_on.as_ref().err().map(say));
        let (Ok(amount), Ok(issued_on), Ok(due_on)) = (money, issued_on, due_on) else { return };
        let kind = if kind.with_untracked(|kind| kind == kind_code(ChargeKind::Fee)) {
            ChargeKind::Fee
        } else {
            ChargeKind::Interest
        };
        let charge = Charge { kind, of, amount, issued_on, due_on };
        let proposed = page
            .ledger
            .book
            .with_untracked(|book| propose_charge(book, &charge, book.firm().language));
        match proposed {
            Ok(form) => issue(page, Arc::new(form), why, open),
            Err(problem) => why.set(Some(words::charge_problem(lang, style, &problem))),
        }
    };
    view! {
        <form class="form" novalidate=true on:submit=save>
            <p class="quiet">{words::owed_once_issued(lang)}</p>
            <SelectField label=label(page, text::invoices::kind) options=kinds value=kind />
            <AmountField label=label(page, common::amount) value=amount currency=currency problem=bad[0] />
            <div class="fields">
                <DateField label=label(page, text::invoices::issued) value=issued problem=bad[1] />
                <DateField label=label(page, common::due) value=due problem=bad[2] />
            </div>
            <FormProblem why=why />
            <p class="quiet small">{words::not_advice(lang)}</p>
            <div class="form-actions">
                <button class="button primary" type="submit">{dealings::charge_do(lang)}</button>
                <button class="button" type="button" on:click=move |_| open.set(false)>{page.t(text::shell::cancel)}</button>
            </div>
        </form>
    }
    .into_any()
}

fn kind_code(kind: ChargeKind) -> &'static str {
    match kind {
        ChargeKind::Interest => "interest",
        ChargeKind::Fee => "fee",
    }
}

fn issue(page: Page, form: Arc<InvoiceForm>, why: RwSignal<Option<String>>, open: RwSignal<bool>) {
    let told = text::invoices::added(page.lang.get_untracked(), &form.number);
    spawn_local(async move {
        let act = |draft: &mut cartera::ledger::action::Draft| {
            enter_invoice(draft, (*form).clone()).map(drop)
        };
        match page.ledger.commit(Deed::IssuedCharge, act).await {
            Ok(()) => {
                open.set(false);
                page.toasts.done(told, page.ledger.last_record());
            }
            Err(refused) => why.set(Some(say_why::words(page, &refused))),
        }
    });
}
