//! A small book for the tests of this screen.

#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;

use crate::ledger::action::{
    CreditForm, Draft, Due, InvoiceForm, Line, Moment, enter_credit, enter_customer, enter_invoice,
};
use crate::ledger::book::Book;
use crate::ledger::credit::{CreditKind, Method};
use crate::ledger::customer::Customer;
use crate::ledger::invoice::{Instalment, InstalmentRef};
use crate::ledger::record::Deed;
use crate::ledger::{Currency, Id, Money};

pub const TODAY: &str = "2026-11-22";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn customer_id(book: &Book, name: &str) -> Id {
    let found = book.customers().find(|(_, entry)| entry.customer.name() == name);
    found.unwrap().1.customer.id
}

/// Three customers: one long late, one a little, one in two currencies with credit left.
pub fn book() -> Book {
    let moment = Moment { at_ms: 1_767_225_600_000, random: 7, device: "a".to_owned() };
    let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment);
    let mut customer = |name: &str, segment: &str, responsible: &str| {
        let mut customer = Customer::named(draft.new_id(), name);
        customer.segment = segment.to_owned();
        customer.responsible = responsible.to_owned();
        enter_customer(&mut draft, customer).unwrap()
    };
    let limon = customer("Ferretera Limón", "Mayorista", "J. Lara");
    let arandas = customer("Grupo Arandas", "", "M. Ortega");
    let nogal = customer("Taller Nogal", "Mayorista", "");

    let mut invoice = |of: Id, number: &str, issued: &str, due: Due, total: Money| {
        let form = InvoiceForm::new(of, number, day(issued), due, total);
        enter_invoice(&mut draft, form).unwrap()
    };
    let pesos = |minor| Money::new(minor, Currency::MXN);
    let dollars = |minor| Money::new(minor, Currency::USD);
    let on = |text| Due::On(day(text));
    invoice(limon, "F-1", "2026-07-10", on("2026-07-19"), pesos(4_245_000));
    let split = vec![
        Instalment { due_on: day("2026-11-12"), amount_minor: 3_731_650 },
        Instalment { due_on: day("2026-12-12"), amount_minor: 1_480_000 },
    ];
    let partly = invoice(arandas, "F-2", "2026-10-12", Due::Instalments(split), pesos(5_211_650));
    invoice(nogal, "F-3", "2026-11-01", on("2026-11-22"), pesos(1_290_000));
    invoice(nogal, "F-4", "2026-09-01", on("2026-10-02"), dollars(80_000));

    let mut credit = |of: Id, amount: Money, lines: Vec<Line>| {
        let form = CreditForm {
            kind: CreditKind::Payment { method: Method::Transfer },
            customer: of,
            date: day("2026-11-15"),
            amount,
            rate: None,
            reference: String::new(),
            notes: String::new(),
            lines,
        };
        enter_credit(&mut draft, form).unwrap()
    };
    let line = Line::new(InstalmentRef { invoice: partly, number: 1 }, 31_650);
    credit(arandas, pesos(50_000), vec![line]);
    credit(nogal, dollars(1_000), Vec::new());
    draft.into_book()
}
