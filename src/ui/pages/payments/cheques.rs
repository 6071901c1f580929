//! Cheques in hand: what to take to the bank today, what later, what is on its way.

use cartera::ledger::Id;
use cartera::ledger::credit::ChequeStep;
use cartera::route::Screen;
use cartera::text::{self, format};
use cartera::views::cheques::{Cheque, Cheques as Groups, sums as sums_of};
use cartera::views::sheets::{cheques_sheet, file_name};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::cheque_dialog::{StepDialog, cheque_number, take_step};
use super::{label, sums};
use crate::ui::components::{Empty, Figure, PageHead};
use crate::ui::export::export_buttons;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, live};
use crate::ui::say_why;
use crate::ui::shell::href;

/// The cheques that have neither cleared nor bounced, and those that bounced lately.
#[component]
pub fn Cheques() -> impl IntoView {
    let page = use_page();
    let groups =
        Memo::new(move |_| page.ledger.book.with(|book| Groups::of(book, page.ledger.today.get())));
    let stepping = RwSignal::new(None::<(Id, ChequeStep)>);
    let body = move || {
        let groups = groups.get();
        if groups.is_empty() {
            return view! {
                <Empty title=label(page, text::payment_facts::cheques_empty_title) text=label(page, text::payment_facts::cheques_empty)>
                    <a class="button primary" href=href(Screen::NewPayment)>{page.t(text::shell::new_payment)}</a>
                </Empty>
            }
            .into_any();
        }
        let lang = page.lang.get();
        let group = |kind: Kind, cheques: Vec<Cheque>| group(page, kind, cheques, stepping);
        let (count, in_hand) = groups.in_hand();
        let count = count_words(page, count);
        let to_deposit = sums(page, &sums_of(&groups.to_deposit));
        let to_deposit = if to_deposit.is_empty() { "–".to_owned() } else { to_deposit };
        let in_hand = if in_hand.is_empty() { "–".to_owned() } else { sums(page, &in_hand) };
        view! {
            <dl class="figures">
                <Figure label=text::payment_facts::to_deposit(lang).to_owned() value=to_deposit main=true />
                <Figure label=text::payment_facts::in_hand(lang).to_owned() value=in_hand note=count />
            </dl>
            <div class="stack cheque-groups">
                {group(Kind::ToDeposit, groups.to_deposit)}
                {group(Kind::PostDated, groups.post_dated)}
                {group(Kind::Deposited, groups.deposited)}
                {group(Kind::Bounced, groups.bounced)}
            </div>
        }
        .into_any()
    };
    let is_empty = Memo::new(move |_| groups.with(Groups::is_empty));
    let make = Callback::new(move |()| {
        let (lang, today) = (page.lang.get_untracked(), page.ledger.today.get_untracked());
        let of =
            |groups: &_| page.ledger.book.with_untracked(|book| cheques_sheet(book, groups, lang));
        (file_name("cheques", today), groups.with_untracked(of))
    });
    view! {
        <PageHead
            title=label(page, text::payments::cheques)
            over=move || view! { <a href=href(Screen::Payments)>{page.t(text::shell::payments)}</a> }
        >
            {move || (!is_empty.get()).then(|| export_buttons(page, "button quiet", make))}
        </PageHead>
        {live(body)}
        <StepDialog asked=stepping />
    }
}

/// A group of cheques.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    ToDeposit,
    PostDated,
    Deposited,
    Bounced,
}

fn group(
    page: Page,
    kind: Kind,
    cheques: Vec<Cheque>,
    stepping: RwSignal<Option<(Id, ChequeStep)>>,
) -> Option<AnyView> {
    let lang = page.lang.get();
    let name = match kind {
        Kind::ToDeposit => text::payment_facts::to_deposit,
        Kind::PostDated => text::payment_facts::post_dated_group,
        Kind::Deposited => text::payment_facts::deposited_group,
        Kind::Bounced => text::payment_facts::bounced_group,
    };
    if cheques.is_empty() {
        // Nothing to take to the bank is worth saying; empty groups are not.
        return (kind == Kind::ToDeposit).then(|| {
            view! {
                <section>
                    <div class="section-head"><h2>{name(lang)}</h2></div>
                    <p class="quiet">{text::payment_facts::to_deposit_none(lang)}</p>
                </section>
            }
            .into_any()
        });
    }
    let total = sums(page, &sums_of(&cheques));
    let total = format!("{} · {total}", count_words(page, cheques.len()));
    let rows = cheques.into_iter().map(|cheque| row(page, kind, &cheque, stepping)).collect_view();
    Some(
        view! {
            <section>
                <div class="section-head"><h2>{name(lang)}</h2><span>{total}</span></div>
                <table class="table folds cheques-table">
                    <thead>
                        <tr>
                            <th scope="col">{text::common::customer(lang)}</th>
                            <th scope="col">{text::payments::cheque(lang)}</th>
                            <th scope="col" class="number">{text::payment_facts::received(lang)}</th>
                            <th scope="col" class="number">{text::payment_sheet::cash_on(lang)}</th>
                            <th scope="col"><span class="visually-hidden">{text::payment_facts::actions(lang)}</span></th>
                            <th scope="col" class="number">{text::common::amount(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn row(
    page: Page,
    kind: Kind,
    cheque: &Cheque,
    stepping: RwSignal<Option<(Id, ChequeStep)>>,
) -> AnyView {
    let lang = page.lang.get();
    let (id, customer, number, bank, received) = page.ledger.book.with_untracked(|book| {
        let entry = book.credit(cheque.credit);
        let paper = entry.credit.cheque().cloned().unwrap_or_default();
        let customer = book.customer(entry.customer).customer.name().to_owned();
        (entry.credit.id, customer, paper.number, paper.bank, entry.credit.date)
    });
    let state = match kind {
        Kind::ToDeposit => text::payment_facts::received_on(lang, &page.date(cheque.since)),
        Kind::PostDated => {
            let days = (cheque.cash_on - page.ledger.today.get()).num_days();
            text::common::lateness(lang, -days)
        }
        Kind::Deposited => text::payment_facts::deposited_on(lang, &page.date(cheque.since)),
        Kind::Bounced => text::payment_facts::bounced_on(lang, &page.date(cheque.since)),
    };
    let parts = [number.as_str(), bank.as_str()];
    let on_paper =
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let today = page.ledger.today.get();
    let now = move |step| {
        spawn_local(async move {
            if let Err(why) = take_step(page, id, step, today).await {
                page.toasts.problem(say_why::words(page, &why));
            }
        });
    };
    let named = cheque_number(page, id);
    let one_click = match kind {
        Kind::ToDeposit => Some((ChequeStep::Deposited, text::payment_facts::note_deposited(lang))),
        Kind::Deposited => Some((ChequeStep::Cleared, text::payment_facts::note_cleared(lang))),
        Kind::PostDated | Kind::Bounced => None,
    };
    let one_click = one_click.map(|(step, words)| {
        view! {
            <button class="button small" aria-label=format!("{words}: {named}") on:click=move |_| now(step)>{words}</button>
        }
    });
    let bounce = (kind == Kind::Deposited).then(|| {
        let words = text::payment_facts::step(lang, ChequeStep::Bounced);
        view! {
            <button
                class="button small quiet danger"
                aria-label=format!("{words} {named}")
                on:click=move |_| stepping.set(Some((id, ChequeStep::Bounced)))
            >
                {words}
            </button>
        }
    });
    view! {
        <tr>
            <th scope="row">
                <a class="door" href=href(Screen::Payment(id))>{customer}</a>
                <small>{state}<span class="phone-only-inline">" · " {on_paper}</span></small>
            </th>
            <td>{number}<small>{bank}</small></td>
            <td class="number">{page.date(received)}</td>
            <td class="number">{page.date(cheque.cash_on)}</td>
            <td class="number keep-below row-actions">{bounce}{one_click}</td>
            <td class="number keep strong">{page.money(cheque.amount)}</td>
        </tr>
    }
    .into_any()
}

fn count_words(page: Page, count: usize) -> String {
    let lang = page.lang.get();
    match count {
        1 => text::payment_facts::cheque_count_one(lang).to_owned(),
        _ => text::payment_facts::cheque_count(lang, &format::count(count, page.style.get())),
    }
}
