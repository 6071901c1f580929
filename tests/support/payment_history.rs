//! Two years of real invoices and the days they were paid, entered into a ledger.
//!
//! The list is not part of this repository. It is looked for in `payment-history/` under
//! the folder that `CARTERA_SAMPLES` names, or under `../shared/samples`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use cartera::ledger::action::{self, CreditForm, Draft, Due, InvoiceForm, Line, Moment};
use cartera::ledger::book::Book;
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::record::Deed;
use cartera::ledger::{Currency, Id, Money};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The whole list in one record, and its rows: each invoice, and its payment on the day it
/// was settled.
pub fn read(text: &str) -> (Book, usize) {
    let moment = Moment { at_ms: 1_700_000_000_000, random: 1, device: "test".to_owned() };
    let deed = Deed::Imported { file: "late-payments-half.csv".to_owned() };
    let mut draft = Draft::begin(&Book::default(), deed, &moment);
    let mut customers: BTreeMap<String, Id> = BTreeMap::new();
    let mut rows = 0;
    for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split(',').collect();
        let [_, customer, number, issued, due, amount, _, settled, ..] = fields[..] else {
            panic!("a row of another shape: {line}");
        };
        let customer = *customers.entry(customer.to_owned()).or_insert_with(|| {
            action::enter_customer(&mut draft, Customer::named(Id::new(0, 0), customer)).unwrap()
        });
        let total = Money::from_decimal(amount.parse::<Decimal>().unwrap(), Currency::MXN).unwrap();
        let due = Due::On(date(due));
        let form = InvoiceForm::new(customer, number, date(issued), due, total);
        let invoice = action::enter_invoice(&mut draft, form).unwrap();
        let to = InstalmentRef { invoice, number: 1 };
        let form = CreditForm {
            kind: CreditKind::Payment { method: Method::Transfer },
            customer,
            date: date(settled),
            amount: total,
            rate: None,
            reference: number.to_owned(),
            notes: String::new(),
            lines: vec![Line::new(to, total.amount_minor)],
        };
        action::enter_credit(&mut draft, form).unwrap();
        rows += 1;
    }
    (draft.into_book(), rows)
}

/// The list, if it is there.
pub fn sample() -> Option<String> {
    let folder = std::env::var_os("CARTERA_SAMPLES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples"),
        PathBuf::from,
    );
    std::fs::read_to_string(folder.join("payment-history/late-payments-half.csv")).ok()
}

/// A day as the list writes it.
pub fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}
