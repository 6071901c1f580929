//! Two years of real invoices and the days they were paid, as of several days.
//!
//! The list is not part of this repository. It is looked for in `payment-history/` under
//! the folder that `CARTERA_SAMPLES` names, or under `../shared/samples`; without it the
//! test says so and passes.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use cartera::aging::{AgingQuery, Basis, Grouping, aging};
use cartera::ledger::action::{self, CreditForm, Draft, Due, InvoiceForm, Line, Moment};
use cartera::ledger::book::Book;
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::record::Deed;
use cartera::ledger::{Currency, Id, Money};
use chrono::NaiveDate;
use rust_decimal::Decimal;

#[test]
fn open_invoices_of_a_payment_history_are_aged_as_of_any_day() {
    let Some(text) = sample() else {
        println!("skipped: no payment-history/late-payments-half.csv");
        return;
    };
    let (book, rows) = read(&text);
    println!("{rows} rows read");
    assert_eq!(rows, 1_267);

    // Day, open invoices, not yet due, 1–30 past due; nothing is later than that.
    let by_due_date = [
        ("2012-06-30", 56, 238_227, 78_750),
        ("2013-06-30", 49, 251_053, 48_606),
        ("2013-12-31", 7, 4_951, 34_558),
        ("2014-01-09", 0, 0, 0),
    ];
    for (day, open, not_yet_due, late) in by_due_date {
        let query = AgingQuery::new(&book, date(day));
        for by in Grouping::ALL {
            let query = AgingQuery { by, ..query.clone() };
            assert_eq!(totals(&book, &query), (open, vec![not_yet_due, late, 0, 0, 0]), "{day}");
        }
    }
    let query =
        AgingQuery { basis: Basis::IssueDate, ..AgingQuery::new(&book, date("2013-06-30")) };
    assert_eq!(totals(&book, &query), (49, vec![251_053, 48_606, 0, 0]));
}

fn totals(book: &Book, query: &AgingQuery) -> (usize, Vec<i64>) {
    let report = aging(book, query);
    let columns = report.columns.len();
    report.sections.first().map_or((0, vec![0; columns]), |section| {
        let totals = section.totals;
        assert_eq!(totals.unapplied_minor, 0);
        assert_eq!(totals.balance_minor, totals.buckets.sum());
        (totals.open_items, totals.buckets.to_vec())
    })
}

/// The whole list in one record: each invoice, and its payment on the day it was settled.
fn read(text: &str) -> (Book, usize) {
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

fn sample() -> Option<String> {
    let folder = std::env::var_os("CARTERA_SAMPLES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples"),
        PathBuf::from,
    );
    std::fs::read_to_string(folder.join("payment-history/late-payments-half.csv")).ok()
}

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}
