//! One payment or other credit.

use cartera::ledger::credit::{ChequeStep, CreditKind};
use cartera::ledger::{Id, Money};
use cartera::route::Screen;
use cartera::text::{self, format};
use cartera::views::payment_facts::{PaymentFacts, Settled};
use cartera::views::payments::KindGroup;
use leptos::prelude::*;

use super::cheque_dialog::StepDialog;
use super::dialogs::{ApplyDialog, RefundDialog, TakeBackDialog};
use super::fields::exchange_amount;
use super::label;
use crate::ui::components::{Empty, Figure, PageHead};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal};
use crate::ui::shell::href;

/// A payment and what became of it.
#[component]
pub fn Payment(id: Id) -> impl IntoView {
    let page = use_page();
    let is_there = Memo::new(move |_| page.ledger.book.with(|book| book.find_credit(id).is_some()));
    move || {
        if is_there.get() {
            view! { <Found id=id /> }.into_any()
        } else {
            view! {
                <h1 class="visually-hidden" tabindex="-1">{page.t(text::shell::gone_title)}</h1>
                <Empty title=label(page, text::shell::gone_title) text=label(page, text::shell::gone)>
                    <a class="button primary" href=href(Screen::Payments)>{page.t(text::shell::payments)}</a>
                </Empty>
            }
            .into_any()
        }
    }
}

/// What stands on the document itself; it never changes once it is entered.
#[derive(Clone, PartialEq)]
struct Head {
    customer: Id,
    customer_name: String,
    credit: std::sync::Arc<cartera::ledger::credit::Credit>,
    effective_on: chrono::NaiveDate,
    deposited_on: Option<chrono::NaiveDate>,
    cleared_on: Option<chrono::NaiveDate>,
    bounced_on: Option<chrono::NaiveDate>,
}

#[component]
fn Found(id: Id) -> impl IntoView {
    let page = use_page();
    let head = Memo::new(move |before: Option<&Option<Head>>| {
        let now = page.ledger.book.with(|book| {
            let entry = book.credit(book.find_credit(id)?);
            let customer = &book.customer(entry.customer).customer;
            Some(Head {
                customer: customer.id,
                customer_name: customer.name().to_owned(),
                credit: entry.credit.clone(),
                effective_on: entry.effective_on(),
                deposited_on: entry.deposited_on,
                cleared_on: entry.cleared_on,
                bounced_on: entry.bounced_on,
            })
        });
        // Undone under the reader: the last state stands until the screen has gone.
        now.or_else(|| before.cloned().flatten())
    });
    let facts = Memo::new(move |before: Option<&Option<PaymentFacts>>| {
        let now = page.ledger.book.with(|book| {
            book.find_credit(id).map(|ix| PaymentFacts::of(book, ix, page.ledger.today.get()))
        });
        now.or_else(|| before.cloned().flatten())
    });
    let amount = Signal::derive(move || {
        head.with(|head| {
            head.as_ref().map_or(Money::zero(page.home.get()), |head| head.credit.amount)
        })
    });
    let left = Signal::derive(move || {
        facts.with(|facts| facts.as_ref().map_or(Money::zero(page.home.get()), |facts| facts.left))
    });
    let title = Signal::derive(move || {
        let lang = page.lang.get();
        head.with(|head| {
            head.as_ref().map_or(String::new(), |head| {
                let kind = text::payments::kind_name(lang, KindGroup::of(&head.credit.kind));
                if head.credit.reference.is_empty() {
                    format!("{kind} · {}", page.date(head.credit.date))
                } else {
                    format!("{kind} {}", head.credit.reference)
                }
            })
        })
    });
    let applying = RwSignal::new(false);
    let refunding = RwSignal::new(false);
    let taking = RwSignal::new(None::<Settled>);
    let stepping = RwSignal::new(None::<(Id, ChequeStep)>);
    let has_left = Memo::new(move |_| left.get().amount_minor > 0);
    view! {
        <PageHead
            title=title
            over=move || move || head.get().map(|head| view! { <a href=href(Screen::Customer(head.customer))>{head.customer_name}</a> })
        >
            {move || {
                has_left.get().then(|| {
                    view! {
                        <button class="button" on:click=move |_| refunding.set(true)>{page.t(text::payment_facts::refund)}</button>
                        <button class="button primary" on:click=move |_| applying.set(true)>{page.t(text::payment_facts::apply)}</button>
                    }
                })
            }}
        </PageHead>
        {move || head.with(|head| head.as_ref().and_then(|head| head.bounced_on)).map(|day| {
            view! { <p class="payment-state"><span class="badge problem">{text::payment_facts::bounced_on(page.lang.get(), &page.date(day))}</span></p> }
        })}
        <Figures amount=amount left=left facts=facts />
        <div class="columns payment-columns">
            <div class="stack">
                <section>
                    <div class="section-head"><h2>{page.t(text::payment_facts::applied_to)}</h2></div>
                    {move || facts.get().map(|facts| settled(page, facts, taking))}
                </section>
            </div>
            <div class="stack">
                <section>
                    <div class="section-head"><h2>{page.t(text::payment_facts::particulars)}</h2></div>
                    {move || head.get().map(|head| particulars(page, &head))}
                </section>
                {move || facts.with(|facts| facts.as_ref().map(|facts| beside(page, facts)))}
                {move || {
                    let steps = facts.with(|facts| facts.as_ref().map(|facts| facts.steps.clone())).unwrap_or_default();
                    (!steps.is_empty()).then(|| {
                        let buttons = steps
                            .into_iter()
                            .map(|step| {
                                view! {
                                    <button class="button small" on:click=move |_| stepping.set(Some((id, step)))>
                                        {move || text::payment_facts::step(page.lang.get(), step)}
                                    </button>
                                }
                            })
                            .collect_view();
                        view! {
                            <section class="stack-tight no-print">
                                <div class="section-head"><h2>{page.t(text::payment_facts::cheque_steps)}</h2></div>
                                <div class="row">{buttons}</div>
                            </section>
                        }
                    })
                }}
            </div>
        </div>
        <ApplyDialog credit=id open=applying />
        <RefundDialog credit=id left=left open=refunding />
        <TakeBackDialog asked=taking />
        <StepDialog asked=stepping />
    }
}

#[component]
fn Figures(
    amount: Signal<Money>,
    left: Signal<Money>,
    facts: Memo<Option<PaymentFacts>>,
) -> impl IntoView {
    let page = use_page();
    let given_back = Signal::derive(move || {
        let sum: i64 = facts.with(|facts| {
            facts
                .iter()
                .flat_map(|facts| &facts.refunds)
                .map(|refund| refund.amount.amount_minor)
                .sum()
        });
        Money::new(sum, amount.get().currency)
    });
    let applied = Signal::derive(move || {
        let taken: i64 = facts.with(|facts| {
            let lines = facts.iter().flat_map(|facts| &facts.settled);
            lines
                .filter(|line| line.until.is_none())
                .map(|line| line.takes.unwrap_or(line.settles).amount_minor)
                .sum()
        });
        Money::new(taken, amount.get().currency)
    });
    let words = move |money: Signal<Money>| Signal::derive(move || page.money(money.get()));
    view! {
        <dl class="figures payment-figures">
            <Figure label=label(page, text::payment_facts::amount_of) value=words(amount) main=true />
            <Figure label=label(page, text::payment_facts::applied_now) value=words(applied) />
            {move || {
                (!given_back.get().is_zero())
                    .then(|| view! { <Figure label=label(page, text::payment_facts::given_back) value=words(given_back) /> })
            }}
            <Figure label=label(page, text::payments::left) value=words(left) />
        </dl>
    }
}

fn settled(page: Page, facts: PaymentFacts, taking: RwSignal<Option<Settled>>) -> AnyView {
    let lang = page.lang.get();
    let is_empty = facts.settled.is_empty();
    let lines =
        facts.settled.into_iter().map(|line| settled_line(page, line, taking)).collect_view();
    let refunds = facts
        .refunds
        .into_iter()
        .map(|refund| {
            view! {
                <li>
                    <div class="what">
                        {text::payment_facts::given_back(lang)}
                        <small>{page.date(refund.on)} {(!refund.reference.is_empty()).then(|| format!(" · {}", refund.reference))}</small>
                    </div>
                    <span class="amount">{page.money(refund.amount)}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        {is_empty.then(|| view! { <p class="quiet">{text::payment_facts::settles_nothing(lang)}</p> })}
        <ul class="lines settled-lines">{lines}{refunds}</ul>
    }
    .into_any()
}

/// What was entered with it for the same invoices.
fn beside(page: Page, facts: &PaymentFacts) -> Option<AnyView> {
    let lang = page.lang.get();
    let lines = facts.beside.iter().map(|other| {
        view! {
            <li>
                <div class="what">
                    <a class="door" href=href(Screen::Payment(other.credit))>{text::payments::kind_name(lang, other.kind)}</a>
                </div>
                <span class="amount">{page.money(other.amount)}</span>
            </li>
        }
    });
    let lines = lines.collect_view();
    (!facts.beside.is_empty()).then(|| {
        view! {
            <section>
                <div class="section-head"><h2>{text::payment_facts::beside(lang)}</h2></div>
                <ul class="lines">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

fn settled_line(page: Page, line: Settled, taking: RwSignal<Option<Settled>>) -> AnyView {
    let lang = page.lang.get();
    let (place, of) = line.instalment;
    let when = match line.until {
        None => text::payment_facts::since(lang, &page.date(line.from)),
        Some(until) if until == line.from => text::payment_facts::never(lang).to_owned(),
        Some(until) => text::payment_facts::until(lang, &page.date(line.from), &page.date(until)),
    };
    let mut more = vec![when];
    if of > 1 {
        more.insert(0, text::payment_sheet::instalment(lang, place, of));
    }
    more.extend(line.takes.map(|takes| text::payment_facts::paid_with(lang, &page.money(takes))));
    if line.until.is_none() {
        more.extend(line.exchange.map(|difference| exchange_amount(page, difference)));
    }
    let button = line.until.is_none().then(|| {
        let name = text::payment_facts::take_back_of(lang, &line.number);
        let line = line.clone();
        view! {
            <button class="button small quiet no-print" aria-label=name on:click=move |_| taking.set(Some(line.clone()))>
                {text::payment_facts::take_back(lang)}
            </button>
        }
    });
    view! {
        <li class:ended=line.until.is_some()>
            <div class="what">
                <a class="door" href=href(Screen::Invoice(line.invoice))>{line.number.clone()}</a>
                <small>{more.join(" · ")}</small>
            </div>
            {button}
            <span class="amount">{page.money(line.settles)}</span>
        </li>
    }
    .into_any()
}

fn particulars(page: Page, head: &Head) -> AnyView {
    let lang = page.lang.get();
    let credit = &head.credit;
    let date = |day: chrono::NaiveDate| format::date_long(lang, day);
    let received = match credit.kind {
        CreditKind::Payment { .. } => text::payment_facts::received(lang),
        _ => text::common::date(lang),
    };
    let mut pairs: Vec<(String, String)> = vec![
        (
            text::payments::kind_head(lang).to_owned(),
            text::payments::kind_name(lang, KindGroup::of(&credit.kind)).to_owned(),
        ),
        (received.to_owned(), date(credit.date)),
    ];
    let mut pair = |name: &str, value: String| {
        if !value.is_empty() {
            pairs.push((name.to_owned(), value));
        }
    };
    if let Some(method) = text::payments::method(lang, &credit.kind) {
        pair(text::payments::came_by(lang), method.to_owned());
    }
    pair(text::common::reference(lang), credit.reference.clone());
    if let Some(cheque) = credit.cheque() {
        pair(text::payment_sheet::cheque_number(lang), cheque.number.clone());
        pair(text::payment_sheet::bank(lang), cheque.bank.clone());
        pair(text::payment_sheet::cash_on(lang), date(head.effective_on));
        pair(text::payment_facts::deposited(lang), head.deposited_on.map(date).unwrap_or_default());
        pair(text::payment_facts::cleared(lang), head.cleared_on.map(date).unwrap_or_default());
        pair(text::payments::bounced(lang), head.bounced_on.map(date).unwrap_or_default());
    }
    if let Some(rate) = credit.rate {
        let rate = format::decimal(rate.normalize(), page.style.get());
        let (code, home) = (credit.amount.currency.code(), page.home.get().code());
        pair(
            text::payment_facts::rate(lang),
            text::payment_sheet::line_rate(lang, code, &rate, home),
        );
    }
    pair(text::common::notes(lang), credit.notes.clone());
    let pairs = pairs
        .into_iter()
        .map(|(name, value)| view! { <dt>{name}</dt><dd class="pre-line">{value}</dd> })
        .collect_view();
    view! { <dl class="pairs">{pairs}</dl> }.into_any()
}
