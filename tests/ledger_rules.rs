//! The rules of the ledger, by cases whose answers are known.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/play.rs"]
mod play;

use cartera::ledger::action::{
    Due, InvoiceForm, Line, apply_credit, cancel_invoice, change_flow, change_invoice, count_cash,
    enter_credit, enter_customer, enter_invoice, enter_rate, next_number, plan_flow, refund,
    set_firm, step_cheque, strike_cash_count, strike_flow, take_back,
};
use cartera::ledger::credit::{Cheque, ChequeStep, CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::exchange::exchange_difference;
use cartera::ledger::invoice::{Instalment, InstalmentRef};
use cartera::ledger::planned_flow::{FlowDirection, PlannedFlow, Rhythm};
use cartera::ledger::refusal::Blank;
use cartera::ledger::suggestion::{Suggestion, Why, is_small_difference, suggest};
use cartera::ledger::terms::{DueRule, Terms};
use cartera::ledger::{Book, Currency, Id, Money, Refusal};
use chrono::NaiveDate;
use play::{Table, credit_form, day};

fn mxn(amount_minor: i64) -> Money {
    Money::new(amount_minor, Currency::MXN)
}

fn usd(amount_minor: i64) -> Money {
    Money::new(amount_minor, Currency::USD)
}

fn euro() -> Currency {
    Currency::from_code("EUR").unwrap()
}

fn transfer() -> CreditKind {
    CreditKind::Payment { method: Method::Transfer }
}

fn cheque(post_dated_to: Option<NaiveDate>) -> CreditKind {
    let cheque = Cheque { number: "123".to_owned(), bank: String::new(), post_dated_to };
    CreditKind::Payment { method: Method::Cheque(cheque) }
}

/// A ledger with one customer.
fn one_customer() -> (Table, Id) {
    let mut table = Table::default();
    let id = customer(&mut table, "Uno");
    (table, id)
}

fn customer(table: &mut Table, name: &str) -> Id {
    table.act(|draft| enter_customer(draft, Customer::named(Id::new(0, 0), name))).1
}

/// An invoice due thirty days later; its only instalment.
fn invoice(table: &mut Table, customer: Id, number: &str, on: u64, total: Money) -> InstalmentRef {
    let form = InvoiceForm::new(customer, number, day(on), Due::On(day(on + 30)), total);
    let (_, invoice) = table.act(|draft| enter_invoice(draft, form));
    InstalmentRef { invoice, number: 1 }
}

fn pay(
    table: &mut Table,
    customer: Id,
    kind: CreditKind,
    on: u64,
    amount: Money,
    to: &[(InstalmentRef, i64)],
) -> Id {
    let lines = to.iter().map(|&(to, minor)| Line::new(to, minor)).collect();
    table.act(|draft| enter_credit(draft, credit_form(kind, customer, amount, day(on), lines))).1
}

fn open(book: &Book, to: InstalmentRef, on: u64) -> i64 {
    book.open_minor(book.item(book.find_item(to).unwrap()), day(on))
}

fn left(book: &Book, credit: Id, on: u64) -> i64 {
    book.left_minor(book.credit(book.find_credit(credit).unwrap()), day(on))
}

#[test]
fn an_allocation_takes_effect_on_the_later_of_both_days() {
    let (mut table, customer) = one_customer();
    let early = invoice(&mut table, customer, "F-1", 5, mxn(100));
    let late = invoice(&mut table, customer, "F-2", 20, mxn(100));
    let credit = pay(&mut table, customer, transfer(), 10, mxn(200), &[(early, 100), (late, 100)]);
    let book = &table.book;
    assert_eq!([4, 5, 9, 10].map(|on| open(book, early, on)), [0, 100, 100, 0]);
    assert_eq!([19, 20].map(|on| open(book, late, on)), [0, 0]);
    // Until the later invoice is issued, its half is unapplied.
    assert_eq!([9, 10, 19, 20].map(|on| left(book, credit, on)), [0, 100, 100, 0]);
}

#[test]
fn an_allocation_can_be_given_a_later_day_but_no_earlier_one() {
    let (mut table, customer) = one_customer();
    let to = invoice(&mut table, customer, "F-1", 5, mxn(100));
    let credit = pay(&mut table, customer, transfer(), 10, mxn(100), &[]);
    let line = |on| Line { from: Some(day(on)), ..Line::new(to, 100) };
    let refused = table.refused(|draft| apply_credit(draft, credit, &[line(9)]));
    assert_eq!(refused, Refusal::TooEarly { day: day(9), earliest: day(10) });
    table.act(|draft| apply_credit(draft, credit, &[line(15)]));
    assert_eq!([14, 15].map(|on| open(&table.book, to, on)), [100, 0]);
    assert_eq!([14, 15].map(|on| left(&table.book, credit, on)), [100, 0]);
    // What will be settled on the 15th cannot be settled by another before.
    let other = pay(&mut table, customer, transfer(), 11, mxn(50), &[]);
    let refused = table.refused(|draft| apply_credit(draft, other, &[Line::new(to, 50)]));
    let number = "F-1".to_owned();
    assert_eq!(refused, Refusal::MoreThanOpen { number, open: mxn(0), asked: mxn(50) });
}

#[test]
fn a_post_dated_cheque_settles_from_its_own_day() {
    let (mut table, customer) = one_customer();
    let to = invoice(&mut table, customer, "F-1", 0, mxn(100));
    let credit = pay(&mut table, customer, cheque(Some(day(25))), 10, mxn(100), &[(to, 100)]);
    assert_eq!([10, 24, 25].map(|on| open(&table.book, to, on)), [100, 100, 0]);
    assert_eq!([10, 24].map(|on| left(&table.book, credit, on)), [0, 0], "no money yet");
    let entry = table.book.credit(table.book.find_credit(credit).unwrap());
    assert!(entry.is_cheque_in_hand());
    assert_eq!(entry.effective_on(), day(25));
    // A day before it was received means nothing.
    let soon = pay(&mut table, customer, cheque(Some(day(3))), 10, mxn(50), &[]);
    let entry = table.book.credit(table.book.find_credit(soon).unwrap());
    assert_eq!(entry.effective_on(), day(10));
}

#[test]
fn a_bounced_cheque_reopens_what_it_settled_on_that_day() {
    let (mut table, customer) = one_customer();
    let to = invoice(&mut table, customer, "F-1", 0, mxn(100));
    let later = invoice(&mut table, customer, "F-2", 30, mxn(40));
    let credit = pay(&mut table, customer, cheque(None), 10, mxn(150), &[(to, 100), (later, 40)]);
    table.act(|draft| step_cheque(draft, credit, ChequeStep::Deposited, day(12)));
    let (bounced, ()) = table.act(|draft| step_cheque(draft, credit, ChequeStep::Bounced, day(20)));
    let book = &table.book;
    assert_eq!([9, 10, 19, 20, 40].map(|on| open(book, to, on)), [100, 0, 0, 100, 100]);
    // What it was to settle later, it never does.
    assert_eq!([29, 30, 40].map(|on| open(book, later, on)), [0, 40, 40]);
    assert_eq!([10, 19, 20, 40].map(|on| left(book, credit, on)), [50, 50, 0, 0]);

    let refused = table.refused(|draft| apply_credit(draft, credit, &[Line::new(to, 1)]));
    assert_eq!(refused, Refusal::ChequeBounced { what: "123".to_owned(), on: day(20) });
    let refused = table.refused(|draft| refund(draft, credit, 1, day(15), String::new()));
    assert_eq!(refused, Refusal::ChequeBounced { what: "123".to_owned(), on: day(20) });
    table.undo(bounced).unwrap();
    assert_eq!([19, 20, 40].map(|on| open(&table.book, to, on)), [0, 0, 0]);
    assert_eq!([29, 30].map(|on| open(&table.book, later, on)), [0, 0]);
}

#[test]
fn the_steps_of_a_cheque_follow_each_other() {
    let (mut table, customer) = one_customer();
    let credit = pay(&mut table, customer, cheque(None), 10, mxn(100), &[]);
    let step = |step, on| move |draft: &mut _| step_cheque(draft, credit, step, day(on));
    let early = |on, earliest| Refusal::TooEarly { day: day(on), earliest: day(earliest) };
    let number = "123".to_owned();
    use ChequeStep::{Bounced, Cleared, Deposited};
    assert_eq!(table.refused(step(Deposited, 9)), early(9, 10));
    let (deposited, ()) = table.act(step(Deposited, 12));
    assert_eq!(table.refused(step(Cleared, 11)), early(11, 12));
    let again = Refusal::ChequeOrder { number: number.clone(), step: Deposited };
    assert_eq!(table.refused(step(Deposited, 13)), again);
    let (cleared, ()) = table.act(step(Cleared, 15));
    assert_eq!(table.refused(step(Bounced, 14)), early(14, 15));
    let what = "2026-01-11".to_owned();
    let used = Refusal::StillUsed { what, by: 1 };
    assert_eq!(table.undo(deposited).unwrap_err(), play::refused(used));
    table.act(step(Bounced, 16));
    for step_again in [Cleared, Bounced] {
        let again = Refusal::ChequeOrder { number: number.clone(), step: step_again };
        assert_eq!(table.refused(step(step_again, 20)), again);
    }
    assert!(table.undo(cleared).is_err());

    let cash = pay(&mut table, customer, transfer(), 10, mxn(100), &[]);
    let refused = table.refused(|draft| step_cheque(draft, cash, Deposited, day(10)));
    assert_eq!(refused, Refusal::NotACheque { what: "2026-01-11".to_owned() });
}

#[test]
fn money_given_back_is_not_there_when_a_cheque_bounces() {
    let (mut table, customer) = one_customer();
    let credit = pay(&mut table, customer, cheque(None), 10, mxn(100), &[]);
    table.act(|draft| refund(draft, credit, 30, day(12), String::new()));
    assert_eq!([11, 12].map(|on| left(&table.book, credit, on)), [100, 70]);
    let refused = table.refused(|draft| step_cheque(draft, credit, ChequeStep::Bounced, day(15)));
    assert_eq!(refused, Refusal::StillUsed { what: "2026-01-11".to_owned(), by: 1 });
    let refused = table.refused(|draft| refund(draft, credit, 71, day(13), String::new()));
    let name = "2026-01-11".to_owned();
    assert_eq!(refused, Refusal::MoreThanLeft { credit: name, left: mxn(70), asked: mxn(71) });
    let refused = table.refused(|draft| refund(draft, credit, 1, day(9), String::new()));
    assert_eq!(refused, Refusal::TooEarly { day: day(9), earliest: day(10) });
}

#[test]
fn a_cancelled_invoice_is_still_there_the_day_before() {
    let (mut table, customer) = one_customer();
    let to = invoice(&mut table, customer, "F-1", 0, mxn(100));
    let credit = pay(&mut table, customer, transfer(), 5, mxn(60), &[(to, 60)]);
    let late = pay(&mut table, customer, transfer(), 15, mxn(40), &[(to, 40)]);
    let cancel = |on, reason: &'static str| {
        move |draft: &mut _| cancel_invoice(draft, to.invoice, day(on), reason.to_owned())
    };
    assert_eq!(table.refused(cancel(10, " ")), Refusal::Blank(Blank::Reason));
    let form = InvoiceForm::new(customer, "F-2", day(9), Due::On(day(9)), mxn(1));
    let (_, other) = table.act(|draft| enter_invoice(draft, form));
    let refused = table.refused(|draft| cancel_invoice(draft, other, day(8), "error".to_owned()));
    assert_eq!(refused, Refusal::TooEarly { day: day(8), earliest: day(9) });

    let (cancelled, ()) = table.act(cancel(10, "error"));
    let book = &table.book;
    assert_eq!([4, 5, 9, 10, 15, 20].map(|on| open(book, to, on)), [100, 40, 40, 0, 0, 0]);
    // What had settled it is unapplied again.
    assert_eq!([5, 9, 10, 15].map(|on| left(book, credit, on)), [0, 0, 60, 60]);
    assert_eq!([15, 20].map(|on| left(book, late, on)), [40, 40]);
    let refused = table.refused(cancel(12, "otra vez"));
    assert_eq!(refused, Refusal::Cancelled { number: "F-1".to_owned(), on: day(10) });
    let refused = table.refused(|draft| apply_credit(draft, late, &[Line::new(to, 1)]));
    assert_eq!(refused, Refusal::Cancelled { number: "F-1".to_owned(), on: day(10) });
    table.undo(cancelled).unwrap();
    assert_eq!([9, 10, 15].map(|on| open(&table.book, to, on)), [40, 40, 0]);
}

#[test]
fn a_cancelled_invoice_can_be_corrected_and_stays_cancelled() {
    let (mut table, customer) = one_customer();
    let to = invoice(&mut table, customer, "F-1", 2, mxn(100));
    table.act(|draft| cancel_invoice(draft, to.invoice, day(10), "error".to_owned()));
    let mut corrected = {
        let book = &table.book;
        (*book.invoice(book.find_invoice(to.invoice).unwrap()).invoice).clone()
    };
    corrected.total = mxn(70);
    corrected.instalments = [(3, 30), (6, 40)]
        .map(|(on, amount_minor)| Instalment { due_on: day(on), amount_minor })
        .to_vec();
    table.act(|draft| change_invoice(draft, corrected.clone()));
    let second = InstalmentRef { number: 2, ..to };
    assert_eq!([2, 9, 10].map(|on| open(&table.book, to, on)), [30, 30, 0]);
    assert_eq!([2, 9, 10].map(|on| open(&table.book, second, on)), [40, 40, 0]);
    corrected.issued_on = day(11);
    let refused = table.refused(|draft| change_invoice(draft, corrected));
    assert_eq!(refused, Refusal::TooEarly { day: day(10), earliest: day(11) });
}

#[test]
fn taking_an_application_back_opens_the_instalment_from_that_day() {
    let (mut table, customer) = one_customer();
    let to = invoice(&mut table, customer, "F-1", 0, mxn(100));
    let credit = pay(&mut table, customer, transfer(), 5, mxn(100), &[(to, 100)]);
    let allocation = {
        let book = &table.book;
        book.allocations_from(book.find_credit(credit).unwrap()).next().unwrap().allocation.id
    };
    let refused = table.refused(|draft| take_back(draft, allocation, day(4)));
    assert_eq!(refused, Refusal::TooEarly { day: day(4), earliest: day(5) });
    table.act(|draft| take_back(draft, allocation, day(9)));
    assert_eq!([4, 5, 8, 9].map(|on| open(&table.book, to, on)), [100, 0, 0, 100]);
    assert_eq!([5, 8, 9].map(|on| left(&table.book, credit, on)), [0, 0, 100]);
    let again = table.refused(|draft| take_back(draft, allocation, day(10)));
    assert_eq!(again, Refusal::ChangedSince { what: "2026-01-06".to_owned() });
    // From then on it can be settled anew, but not before.
    let line = |on| [Line { from: Some(day(on)), ..Line::new(to, 100) }];
    let number = "F-1".to_owned();
    let too_much = Refusal::MoreThanOpen { number, open: mxn(0), asked: mxn(100) };
    assert_eq!(table.refused(|draft| apply_credit(draft, credit, &line(8))), too_much);
    table.act(|draft| apply_credit(draft, credit, &line(9)));
    assert_eq!([8, 9].map(|on| open(&table.book, to, on)), [0, 0]);
}

#[test]
fn refusals_name_both_figures() {
    let (mut table, customer) = one_customer();
    let to = invoice(&mut table, customer, "F-102", 0, mxn(120_000));
    let credit = pay(&mut table, customer, transfer(), 5, mxn(200_000), &[]);
    let refused = table.refused(|draft| apply_credit(draft, credit, &[Line::new(to, 150_000)]));
    let number = "F-102".to_owned();
    assert_eq!(
        refused,
        Refusal::MoreThanOpen { number: number.clone(), open: mxn(120_000), asked: mxn(150_000) }
    );
    let small = pay(&mut table, customer, transfer(), 5, mxn(1_000), &[(to, 400)]);
    let refused = table.refused(|draft| apply_credit(draft, small, &[Line::new(to, 601)]));
    let name = "2026-01-06".to_owned();
    assert_eq!(refused, Refusal::MoreThanLeft { credit: name, left: mxn(600), asked: mxn(601) });
    for nothing in [0, -1] {
        let refused = table.refused(|draft| apply_credit(draft, small, &[Line::new(to, nothing)]));
        assert_eq!(refused, Refusal::NotPositive { amount: mxn(nothing) });
    }
    let mut smaller = {
        let book = &table.book;
        (*book.invoice(book.find_invoice(to.invoice).unwrap()).invoice).clone()
    };
    smaller.total = mxn(399);
    smaller.instalments[0].amount_minor = 399;
    let refused = table.refused(|draft| change_invoice(draft, smaller));
    assert_eq!(refused, Refusal::LessThanSettled { number, amount: mxn(399), settled: mxn(400) });
}

#[test]
fn an_amount_beyond_what_is_held_exactly_is_refused() {
    let (mut table, customer) = one_customer();
    let amount = mxn(Money::MAX_MINOR + 1);
    let form = InvoiceForm::new(customer, "F-1", day(0), Due::On(day(0)), amount);
    let refused = table.refused(|draft| enter_invoice(draft, form));
    assert_eq!(refused, Refusal::TooLarge { amount });
    let form = credit_form(transfer(), customer, amount, day(0), vec![]);
    let refused = table.refused(|draft| enter_credit(draft, form));
    assert_eq!(refused, Refusal::TooLarge { amount });
}

#[test]
fn instalments_sum_to_the_total() {
    let (mut table, customer) = one_customer();
    let part = |amount_minor| Instalment { due_on: day(9), amount_minor };
    let parts = Due::Instalments(vec![part(60), part(41)]);
    let form = InvoiceForm::new(customer, "F-1", day(0), parts, mxn(100));
    let refused = table.refused(|draft| enter_invoice(draft, form));
    let number = "F-1".to_owned();
    assert_eq!(refused, Refusal::InstalmentsDiffer { number, total: mxn(100), sum: mxn(101) });
    let none = InvoiceForm::new(customer, "F-1", day(0), Due::Instalments(vec![]), mxn(100));
    let refused = table.refused(|draft| enter_invoice(draft, none));
    assert_eq!(refused, Refusal::Blank(Blank::Instalments));
    // A cent in three parts is owed in one.
    let thirds = Terms::equal_parts(&[10, 20, 30].map(DueRule::net));
    let form = InvoiceForm::new(customer, "F-1", day(0), Due::Terms(thirds), mxn(1));
    let (_, invoice) = table.act(|draft| enter_invoice(draft, form));
    let book = &table.book;
    let parts = &book.invoice(book.find_invoice(invoice).unwrap()).invoice.instalments;
    assert_eq!(parts[..], [Instalment { due_on: day(30), amount_minor: 1 }]);
}

#[test]
fn a_credit_settles_only_its_own_customers_invoices() {
    let (mut table, one) = one_customer();
    let two = customer(&mut table, "Dos");
    let to = invoice(&mut table, two, "F-1", 0, mxn(100));
    let credit = pay(&mut table, one, transfer(), 5, mxn(100), &[]);
    let refused = table.refused(|draft| apply_credit(draft, credit, &[Line::new(to, 100)]));
    let (credit_of, invoice_of) = ("Uno".to_owned(), "Dos".to_owned());
    assert_eq!(refused, Refusal::OtherCustomer { credit_of, invoice_of });
    // Nor by moving the invoice once it is settled.
    pay(&mut table, two, transfer(), 5, mxn(10), &[(to, 10)]);
    let mut moved = {
        let book = &table.book;
        (*book.invoice(book.find_invoice(to.invoice).unwrap()).invoice).clone()
    };
    moved.customer = one;
    let refused = table.refused(|draft| change_invoice(draft, moved));
    assert_eq!(refused, Refusal::StillUsed { what: "F-1".to_owned(), by: 1 });
}

#[test]
fn a_number_is_used_once_per_customer() {
    let (mut table, one) = one_customer();
    let two = customer(&mut table, "Dos");
    let first = invoice(&mut table, one, "F-1", 0, mxn(100));
    invoice(&mut table, two, "F-1", 0, mxn(100));
    let enter = |number: &str| {
        let form = InvoiceForm::new(one, number, day(0), Due::On(day(0)), mxn(1));
        move |draft: &mut _| enter_invoice(draft, form)
    };
    let taken = |number: &str| Refusal::DuplicateNumber {
        customer: "Uno".to_owned(),
        number: number.to_owned(),
    };
    assert_eq!(table.refused(enter("F-1")), taken("F-1"));
    assert_eq!(table.refused(enter(" f-1 ")), taken("f-1"));
    // A corrected number is free again, and so is a cancelled invoice's not.
    let renamed = |table: &Table, number: &str| {
        let book = &table.book;
        let mut invoice =
            (*book.invoice(book.find_invoice(first.invoice).unwrap()).invoice).clone();
        invoice.number = number.to_owned();
        invoice
    };
    let to_f2 = renamed(&table, "F-2");
    table.act(|draft| change_invoice(draft, to_f2));
    let (entered, _) = table.act(enter("F-1"));
    let back = renamed(&table, "F-1");
    assert_eq!(table.refused(|draft| change_invoice(draft, back.clone())), taken("F-1"));
    table.undo(entered).unwrap();
    table.act(|draft| change_invoice(draft, back));
    let ix = table.book.find_customer(one).unwrap();
    let found = |number| {
        let book = &table.book;
        book.find_number(ix, number).map(|ix| book.invoice(ix).invoice.id)
    };
    assert_eq!(found("F-1"), Some(first.invoice));
    assert_eq!(found("F-2"), None);
}

#[test]
fn the_next_number_counts_the_last_one_up() {
    let (mut table, customer) = one_customer();
    assert_eq!(next_number(&table.book), "");
    invoice(&mut table, customer, "A-0099", 0, mxn(100));
    assert_eq!(next_number(&table.book), "A-0100");
    let mut note = InvoiceForm::new(customer, "ND-7", day(0), Due::On(day(0)), mxn(1));
    note.kind = cartera::ledger::invoice::InvoiceKind::DebitNote;
    table.act(|draft| enter_invoice(draft, note));
    assert_eq!(next_number(&table.book), "A-0100");
}

#[test]
fn an_exchange_difference_is_shown_and_leaves_nothing_open() {
    let (mut table, customer) = one_customer();
    let rate = |value: &'static str, on| {
        move |draft: &mut _| enter_rate(draft, Currency::USD, day(on), value.parse().unwrap())
    };
    table.act(rate("17.46", 0));
    table.act(rate("17.90", 20));
    let to = invoice(&mut table, customer, "F-1", 0, usd(23_200));
    let credit = pay(&mut table, customer, transfer(), 25, usd(23_200), &[(to, 23_200)]);
    let difference = |book: &Book, credit| {
        let entry = book.allocations_from(book.find_credit(credit).unwrap()).next().unwrap();
        exchange_difference(book, entry)
    };
    // 232 × (17.90 − 17.46)
    assert_eq!(difference(&table.book, credit), Some(mxn(10_208)));
    assert_eq!(open(&table.book, to, 25), 0);

    // Paid in pesos: 4,000.00 for 232 dollars that were worth 4,050.72.
    let to = invoice(&mut table, customer, "F-2", 0, usd(23_200));
    let credit = pay(&mut table, customer, transfer(), 25, mxn(400_000), &[]);
    let refused = table.refused(|draft| apply_credit(draft, credit, &[Line::new(to, 400_000)]));
    assert!(matches!(refused, Refusal::OtherCurrency { .. }));
    let line = Line { other_currency_minor: Some(23_200), ..Line::new(to, 400_000) };
    table.act(|draft| apply_credit(draft, credit, &[line]));
    assert_eq!(difference(&table.book, credit), Some(mxn(-5_072)));
    assert_eq!((open(&table.book, to, 25), left(&table.book, credit, 25)), (0, 0));

    // At home there is none; a second amount there makes no sense.
    let home = invoice(&mut table, customer, "F-3", 0, mxn(100));
    let credit = pay(&mut table, customer, transfer(), 25, mxn(100), &[]);
    let line = Line { other_currency_minor: Some(100), ..Line::new(home, 100) };
    let refused = table.refused(|draft| apply_credit(draft, credit, &[line]));
    assert_eq!(refused, Refusal::OtherCurrency { one: mxn(100), other: mxn(100) });
    table.act(|draft| apply_credit(draft, credit, &[Line::new(home, 100)]));
    assert_eq!(difference(&table.book, credit), None);
}

#[test]
fn the_rate_of_a_day_is_the_last_one_known_by_then() {
    let (mut table, _) = one_customer();
    let enter = |value: &'static str, on| {
        move |draft: &mut _| enter_rate(draft, Currency::USD, day(on), value.parse().unwrap())
    };
    assert_eq!(table.book.rate_on(Currency::USD, day(5)), None);
    table.act(enter("18", 10));
    let (seventeen, _) = table.act(enter("17", 5));
    table.act(enter("17.5", 5));
    let known = |table: &Table| {
        [4, 5, 9, 10, 50]
            .map(|on| table.book.rate_on(Currency::USD, day(on)).map(|rate| rate.to_string()))
    };
    let expected = [None, Some("17.5"), Some("17.5"), Some("18"), Some("18")];
    assert_eq!(known(&table), expected.map(|rate| rate.map(str::to_owned)));
    assert_eq!(
        table.book.rate_on(Currency::MXN, day(0)).map(|rate| rate.to_string()),
        Some("1".into())
    );
    assert_eq!(table.book.rate_on(euro(), day(50)), None);
    assert_eq!(table.refused(enter("0", 1)), Refusal::RateNotPositive);
    // Of two for one day the later one counts, whatever is undone and redone.
    table.undo(seventeen).unwrap();
    table.undo(table.book.head().unwrap().id).unwrap();
    assert_eq!(known(&table), expected.map(|rate| rate.map(str::to_owned)));
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    let (mut table, customer) = one_customer();
    let firm = table.book.firm().clone();
    for edges in [vec![], vec![0, 30], vec![30, 30], vec![60, 30]] {
        let mut firm = firm.clone();
        firm.bucket_edges = edges;
        assert_eq!(table.refused(|draft| set_firm(draft, firm)), Refusal::BucketEdges);
    }
    let mut odd = firm.clone();
    odd.allowance_percent = vec!["5".parse().unwrap(), "100.5".parse().unwrap()];
    let percent = "100.5".parse().unwrap();
    assert_eq!(table.refused(|draft| set_firm(draft, odd)), Refusal::NotAPercent { percent });
    let mut odd = firm.clone();
    odd.tolerance = "-0.01".parse().unwrap();
    assert_eq!(table.refused(|draft| set_firm(draft, odd)), Refusal::NegativeTolerance);

    // Rates are to the home currency: with another they would all be false.
    let mut in_euros = firm.clone();
    in_euros.home_currency = euro();
    table.act(|draft| enter_rate(draft, Currency::USD, day(0), "17".parse().unwrap()));
    invoice(&mut table, customer, "F-1", 1, usd(100));
    let refused = table.refused(|draft| set_firm(draft, in_euros.clone()));
    assert_eq!(refused, Refusal::StillUsed { what: "MXN".to_owned(), by: 2 });
    let (mut table, _) = one_customer();
    table.act(|draft| set_firm(draft, in_euros));
}

/// Proposes for a payment of the tenth day.
fn proposed(
    table: &Table,
    customer: Id,
    amount: Money,
    reference: &str,
) -> (Why, Vec<(String, i64)>, i64) {
    let book = &table.book;
    let Suggestion { why, lines, unapplied_minor } =
        suggest(book, book.find_customer(customer).unwrap(), amount, day(10), reference);
    let named = |line: &Line| {
        let number = &book.invoice(book.find_invoice(line.to.invoice).unwrap()).invoice.number;
        (format!("{number}/{}", line.to.number), line.credit_minor)
    };
    (why, lines.iter().map(named).collect(), unapplied_minor)
}

fn lines(lines: &[(&str, i64)]) -> Vec<(String, i64)> {
    lines.iter().map(|&(number, minor)| (number.to_owned(), minor)).collect()
}

#[test]
fn a_quoted_number_comes_before_everything_else() {
    let (mut table, customer) = one_customer();
    invoice(&mut table, customer, "A-0900", 0, mxn(500));
    invoice(&mut table, customer, "A-1024", 1, mxn(300));
    invoice(&mut table, customer, "F-0012", 2, mxn(200));
    invoice(&mut table, customer, "F-0013", 3, mxn(100));
    let of_500 = |reference: &str| proposed(&table, customer, mxn(500), reference);
    for reference in ["A1024", "a-1024 gracias", "PAGO A 1024", "factura 1024", "fact:A01024."] {
        let expected = (Why::Reference, lines(&[("A-1024/1", 300)]), 200);
        assert_eq!(of_500(reference), expected, "{reference}");
    }
    let expected = (Why::Reference, lines(&[("F-0012/1", 200), ("F-0013/1", 100)]), 200);
    assert_eq!(of_500("pago F-0012, F-0013"), expected);
    assert_eq!(of_500("F0013 y F12"), expected);
    // Short or ambiguous digits name nothing; an exact amount is next.
    let exact = (Why::ExactAmount, lines(&[("A-0900/1", 500)]), 0);
    for reference in ["", "12", "SPEI 20260111", "pago 900 y algo"] {
        assert_eq!(of_500(reference), exact, "{reference}");
    }
    invoice(&mut table, customer, "B-1024", 4, mxn(50));
    assert_eq!(proposed(&table, customer, mxn(500), "factura 1024").0, Why::ExactAmount);
}

#[test]
fn one_exact_match_comes_before_the_oldest_and_a_tie_does_not() {
    let (mut table, customer) = one_customer();
    invoice(&mut table, customer, "F-2", 1, mxn(300));
    invoice(&mut table, customer, "F-1", 0, mxn(500));
    let part = |on, amount_minor| Instalment { due_on: day(on), amount_minor };
    let parts = Due::Instalments(vec![part(90, 100), part(120, 150)]);
    let form = InvoiceForm::new(customer, "F-3", day(2), parts, mxn(250));
    table.act(|draft| enter_invoice(draft, form));
    let of = |table: &Table, minor| proposed(table, customer, mxn(minor), "");
    assert_eq!(of(&table, 300), (Why::ExactAmount, lines(&[("F-2/1", 300)]), 0));
    assert_eq!(of(&table, 150), (Why::ExactAmount, lines(&[("F-3/2", 150)]), 0));
    let whole = lines(&[("F-3/1", 100), ("F-3/2", 150)]);
    assert_eq!(of(&table, 250), (Why::ExactAmount, whole, 0));
    let oldest = lines(&[("F-1/1", 500), ("F-2/1", 300), ("F-3/1", 50)]);
    assert_eq!(of(&table, 850), (Why::OldestFirst, oldest, 0));
    invoice(&mut table, customer, "F-4", 5, mxn(300));
    assert_eq!(of(&table, 300), (Why::OldestFirst, lines(&[("F-1/1", 300)]), 0));
    let all =
        lines(&[("F-1/1", 500), ("F-2/1", 300), ("F-4/1", 300), ("F-3/1", 100), ("F-3/2", 150)]);
    assert_eq!(of(&table, 2_000), (Why::OldestFirst, all, 650));
    let dollars = proposed(&table, customer, usd(300), "F-4");
    assert_eq!(dollars, (Why::NothingOpen, vec![], 300));
}

#[test]
fn a_suggestion_leaves_alone_what_is_settled_already_or_later() {
    let (mut table, customer) = one_customer();
    let old = invoice(&mut table, customer, "F-1", 0, mxn(500));
    let new = invoice(&mut table, customer, "F-2", 1, mxn(500));
    let gone = invoice(&mut table, customer, "F-3", 0, mxn(500));
    table.act(|draft| cancel_invoice(draft, gone.invoice, day(50), "error".to_owned()));
    pay(&mut table, customer, cheque(Some(day(40))), 5, mxn(450), &[(old, 450)]);
    let rest = lines(&[("F-1/1", 50), ("F-2/1", 250)]);
    assert_eq!(proposed(&table, customer, mxn(300), ""), (Why::OldestFirst, rest, 0));
    pay(&mut table, customer, transfer(), 5, mxn(500), &[(new, 500)]);
    let rest = lines(&[("F-1/1", 50)]);
    assert_eq!(proposed(&table, customer, mxn(300), ""), (Why::OldestFirst, rest, 250));
    // What is issued after the money came can be settled by it too.
    invoice(&mut table, customer, "F-4", 20, mxn(300));
    let exact = (Why::ExactAmount, lines(&[("F-4/1", 300)]), 0);
    assert_eq!(proposed(&table, customer, mxn(300), ""), exact);
}

#[test]
fn a_small_difference_is_within_the_tolerance_at_home() {
    let (mut table, _) = one_customer();
    let small = |table: &Table, left| is_small_difference(&table.book, left, day(10));
    assert!(small(&table, mxn(1)) && small(&table, mxn(100)));
    assert!(!small(&table, mxn(101)) && !small(&table, mxn(0)) && !small(&table, mxn(-5)));
    assert!(!small(&table, usd(1)), "without a rate nobody can say");
    table.act(|draft| enter_rate(draft, Currency::USD, day(0), "20".parse().unwrap()));
    assert!(small(&table, usd(5)) && !small(&table, usd(6)));
}

fn payroll(name: &str, minor: i64, rhythm: Rhythm) -> PlannedFlow {
    let (id, direction) = (Id::new(0, 0), FlowDirection::Out);
    PlannedFlow { id, name: name.to_owned(), direction, amount: mxn(minor), rhythm }
}

#[test]
fn a_planned_flow_has_a_name_an_amount_and_a_rhythm_that_makes_sense() {
    let mut table = Table::default();
    let once = Rhythm::Once { on: day(3) };
    let mut why = |flow| table.refused(|draft| plan_flow(draft, flow));
    assert_eq!(why(payroll(" ", 100, once)), Refusal::Blank(Blank::FlowName));
    assert_eq!(why(payroll("Renta", 0, once)), Refusal::NotPositive { amount: mxn(0) });
    let no_day = Rhythm::Monthly { day: 32, from: day(0), until: None };
    assert_eq!(why(payroll("Renta", 1, no_day)), Refusal::NotAMonthDay { day: 32 });
    let backwards = Rhythm::Monthly { day: 31, from: day(9), until: Some(day(8)) };
    let too_early = Refusal::TooEarly { day: day(8), earliest: day(9) };
    assert_eq!(why(payroll("Renta", 1, backwards)), too_early);
}

#[test]
fn a_changed_flow_takes_the_place_of_the_old_one_and_comes_back_by_undoing() {
    let mut table = Table::default();
    let monthly = Rhythm::Monthly { day: 15, from: day(0), until: None };
    let (_, id) = table.act(|draft| plan_flow(draft, payroll("Nómina", 4_800, monthly)));
    let changed = PlannedFlow { id, ..payroll("Nómina", 5_000, monthly) };
    let (record, _) = table.act(|draft| change_flow(draft, changed));
    let amounts =
        |book: &Book| book.flows().iter().map(PlannedFlow::signed_minor).collect::<Vec<_>>();
    assert_eq!(amounts(&table.book), [-5_000]);
    table.undo(record).unwrap();
    assert_eq!(amounts(&table.book), [-4_800]);
    assert_eq!(table.book.flows()[0].id, id);
    table.act(|draft| strike_flow(draft, id));
    assert!(table.book.flows().is_empty());
    assert_eq!(table.refused(|draft| strike_flow(draft, id)), Refusal::Unknown { id });
}

#[test]
fn the_latest_count_up_to_a_day_counts_each_currency_for_itself() {
    let mut table = Table::default();
    for (on, amount) in [(10, mxn(500)), (5, mxn(-20)), (10, mxn(600)), (7, usd(9))] {
        table.act(|draft| count_cash(draft, day(on), amount));
    }
    let counted = |book: &Book, currency, on| {
        book.cash_count_on(currency, day(on)).map(|count| count.amount.amount_minor)
    };
    let pesos = |on| counted(&table.book, Currency::MXN, on);
    assert_eq!([4, 5, 9, 10, 60].map(pesos), [None, Some(-20), Some(-20), Some(600), Some(600)]);
    assert_eq!(counted(&table.book, Currency::USD, 6), None);
    assert_eq!(counted(&table.book, Currency::USD, 7), Some(9));
    assert_eq!(counted(&table.book, euro(), 60), None);
    let id = table.book.cash_count_on(Currency::MXN, day(60)).unwrap().id;
    table.act(|draft| strike_cash_count(draft, id));
    assert_eq!(counted(&table.book, Currency::MXN, 60), Some(500));
}
