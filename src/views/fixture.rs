//! Small ledgers for the tests of the views.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;

use crate::ledger::action::{
    self, CreditForm, Draft, Due, InvoiceForm, Line, Moment, enter_credit, enter_customer,
    enter_invoice,
};
use crate::ledger::credit::{Cheque, CreditKind, Method};
use crate::ledger::customer::Customer;
use crate::ledger::invoice::InstalmentRef;
use crate::ledger::record::Deed;
use crate::ledger::{Book, Currency, Id, Money};
use crate::text::Lang;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn mxn(minor: i64) -> Money {
    Money::new(minor, Currency::MXN)
}

pub fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

/// A draft on an empty ledger.
pub fn draft() -> Draft {
    let moment = Moment { at_ms: 1_000, random: 7, device: "t".to_owned() };
    Draft::begin(&Book::default(), Deed::Began, &moment)
}

/// The demonstration as of a day.
pub fn demo(today: NaiveDate) -> Book {
    let mut draft = draft();
    crate::demo::portfolio(&mut draft, today, 2026, Lang::Es).unwrap();
    draft.into_book()
}

pub fn customer(draft: &mut Draft, name: &str) -> Id {
    enter_customer(draft, Customer::named(Id::new(0, 0), name)).unwrap()
}

/// An invoice that falls due on one day.
pub fn invoice(
    draft: &mut Draft,
    customer: Id,
    number: &str,
    issued: &str,
    due: &str,
    total: Money,
) -> Id {
    let due = Due::On(day(due));
    enter_invoice(draft, InvoiceForm::new(customer, number, day(issued), due, total)).unwrap()
}

/// A credit and what it settles: the first instalment of invoices, in the credit's currency.
pub fn credit(
    draft: &mut Draft,
    customer: Id,
    kind: CreditKind,
    date: &str,
    amount: Money,
    settles: &[(Id, i64)],
) -> Id {
    let line = |&(invoice, minor)| Line::new(InstalmentRef { invoice, number: 1 }, minor);
    let form = CreditForm {
        kind,
        customer,
        date: day(date),
        amount,
        rate: None,
        reference: String::new(),
        notes: String::new(),
        lines: settles.iter().map(line).collect(),
    };
    enter_credit(draft, form).unwrap()
}

pub fn transfer() -> CreditKind {
    CreditKind::Payment { method: Method::Transfer }
}

pub fn cheque(post_dated_to: Option<&str>) -> CreditKind {
    let cheque = Cheque {
        number: "77".to_owned(),
        bank: "Banco del Valle".to_owned(),
        post_dated_to: post_dated_to.map(day),
    };
    CreditKind::Payment { method: Method::Cheque(cheque) }
}

pub fn bounce(draft: &mut Draft, credit: Id, on: &str) {
    action::step_cheque(draft, credit, crate::ledger::credit::ChequeStep::Bounced, day(on))
        .unwrap();
}
