//! How long a large ledger takes. Prints figures; run it by hand:
//! `cargo test --release --test ledger_speed -- --ignored --nocapture`

#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::time::{Duration, Instant};

use cartera::ledger::action::{
    CreditForm, Draft, Due, InvoiceForm, Line, Moment, enter_credit, enter_customer, enter_invoice,
};
use cartera::ledger::book::{SnapshotReader, snapshot_parts};
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::record::{Deed, Record};
use cartera::ledger::suggestion::suggest;
use cartera::ledger::{Book, Currency, Id, Money};
use chrono::{Days, NaiveDate};

const CUSTOMERS: u32 = 2_000;
const INVOICES: u32 = 100_000;

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(u64::from(n))
}

fn moment(at_ms: u64) -> Moment {
    Moment { at_ms, random: at_ms.wrapping_mul(0x9E37_79B9_7F4A_7C15), device: "d".to_owned() }
}

#[expect(clippy::disallowed_methods, reason = "measuring time is what this file does")]
fn timed<T>(what: &str, work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = work();
    let took = start.elapsed();
    println!("{what:<58} {:>10.3} ms", took.as_secs_f64() * 1e3);
    (value, took)
}

/// An import of customers, invoices and a payment for two thirds of them.
fn import(draft: &mut Draft) -> Vec<Id> {
    let customers: Vec<Id> = (0..CUSTOMERS)
        .map(|n| {
            let customer = Customer::named(Id::new(0, 0), format!("Cliente {n}"));
            enter_customer(draft, customer).unwrap()
        })
        .collect();
    let mut invoices = Vec::new();
    for n in 0..INVOICES {
        let customer = customers[(n % CUSTOMERS) as usize];
        let total = Money::new(i64::from(100_000 + n), Currency::MXN);
        let issued = day(n % 700);
        let due = Due::On(issued + Days::new(30));
        let form = InvoiceForm::new(customer, &format!("F-{n:06}"), issued, due, total);
        let id = enter_invoice(draft, form).unwrap();
        invoices.push(id);
        if n % 3 != 0 {
            let minor = total.amount_minor / i64::from(n % 3);
            let to = InstalmentRef { invoice: id, number: 1 };
            let form = payment(customer, issued + Days::new(40), minor, vec![Line::new(to, minor)]);
            enter_credit(draft, form).unwrap();
        }
    }
    invoices
}

fn payment(customer: Id, date: NaiveDate, minor: i64, lines: Vec<Line>) -> CreditForm {
    CreditForm {
        kind: CreditKind::Payment { method: Method::Transfer },
        customer,
        date,
        amount: Money::new(minor, Currency::MXN),
        rate: None,
        reference: "SPEI 1234".to_owned(),
        notes: String::new(),
        lines,
    }
}

/// Seals a draft and folds it as if it had been stored.
fn sealed(book: &Book, deed: Deed, at_ms: u64, work: impl FnOnce(&mut Draft)) -> Vec<u8> {
    let mut draft = Draft::begin(book, deed, &moment(at_ms));
    work(&mut draft);
    draft.finish().0.bytes
}

#[test]
#[ignore = "a measurement"]
fn a_ledger_of_100_000_invoices() {
    let empty = Book::default();
    let mut ids = Vec::new();
    let (bytes, _) = timed("draft and seal an import of 100,000 invoices, 66,667 payments", || {
        sealed(&empty, Deed::Imported { file: "a.csv".to_owned() }, 1_000, |draft| {
            ids = import(draft);
        })
    });
    println!("record: {:.1} MB", bytes.len() as f64 / 1e6);
    let (opened, _) = timed("open the record", || Record::open(&bytes).unwrap());
    println!("facts: {}", opened.0.facts.len());
    let (book, _) =
        timed("fold the record", || Book::default().fold(std::slice::from_ref(&opened)));
    assert!(book.unfit().is_empty());
    timed("copy the book 1,000 times", || {
        (0..1000).map(|_| book.clone()).filter(|book| !book.is_empty()).count()
    });
    let (total, _) = timed("open on a day, all instalments", || {
        book.item_blocks().flatten().map(|item| book.open_minor(item, day(720))).sum::<i64>()
    });
    assert!(total > 0);

    let mut at_ms = 2_000;
    let mut one = book.clone();
    for round in 0..3 {
        let invoice = one.find_invoice(ids[3 * round + 300]).unwrap();
        let customer = one.customer(one.invoice(invoice).customer).customer.id;
        let to = InstalmentRef { invoice: ids[3 * round + 300], number: 1 };
        at_ms += 1;
        let ((bytes, next), _) = timed("one payment on top: draft, seal", || {
            let mut draft = Draft::begin(&one, Deed::RecordedPayment, &moment(at_ms));
            let form = payment(customer, day(710), 50_000, vec![Line::new(to, 50_000)]);
            enter_credit(&mut draft, form).unwrap();
            let next = draft.book().clone();
            (draft.finish().0.bytes, next)
        });
        let record = Record::open(&bytes).unwrap();
        timed("one payment on top: fold", || one.with(&record.0, record.1).unwrap());
        one = next;
    }

    // A journal of single payments, as years of use leave it.
    let mut tail = Vec::new();
    let mut latest = book.clone();
    for round in 0..10_000 {
        at_ms += 1;
        let invoice = ids[(3 * round) % ids.len()];
        let ix = latest.find_invoice(invoice).unwrap();
        let customer = latest.customer(latest.invoice(ix).customer).customer.id;
        let mut draft = Draft::begin(&latest, Deed::RecordedPayment, &moment(at_ms));
        let line = Line::new(InstalmentRef { invoice, number: 1 }, 1);
        enter_credit(&mut draft, payment(customer, day(715), 1, vec![line])).unwrap();
        tail.push(Record::open(&draft.finish().0.bytes).unwrap());
        if round % 1000 == 0 {
            latest = latest.clone();
        }
    }
    timed("fold 10,000 payments on top at once", || book.clone().fold(&tail));
    timed("fold 10,000 payments on top, 200 at a time", || {
        tail.chunks(200).fold(book.clone(), Book::fold)
    });

    let (parts, _) = timed("write a snapshot", || snapshot_parts(&book).collect::<Vec<_>>());
    let size: usize = parts.iter().map(Vec::len).sum();
    println!("snapshot: {} parts, {:.1} MB", parts.len(), size as f64 / 1e6);
    let (again, _) = timed("read it", || {
        let mut reader = SnapshotReader::default();
        for part in &parts {
            reader.push(part).unwrap();
        }
        reader.finish(*book.head().unwrap()).unwrap()
    });
    let total_again: i64 =
        again.item_blocks().flatten().map(|item| again.open_minor(item, day(720))).sum();
    assert_eq!(total, total_again);

    let (_, undo) = timed("undo the import: 235,000 inverse facts", || {
        let mut draft =
            Draft::begin(&book, Deed::Undid { record: opened.0.header.id }, &moment(9_000));
        for fact in opened.0.facts.iter().rev() {
            draft.push(fact.inverse().unwrap()).unwrap();
        }
        draft.finish().0.bytes.len()
    });
    assert!(undo < Duration::from_secs(20));
}

#[test]
#[ignore = "a measurement"]
fn one_customer_with_50_000_invoices() {
    let empty = Book::default();
    let bytes = sealed(&empty, Deed::Imported { file: String::new() }, 1_000, |draft| {
        let customer = Customer::named(Id::new(0, 0), "Una sola");
        let customer = enter_customer(draft, customer).unwrap();
        let mut lines = Vec::new();
        for n in 0..50_000u32 {
            let total = Money::new(1_000, Currency::MXN);
            let form = InvoiceForm::new(
                customer,
                &n.to_string(),
                day(n % 300),
                Due::On(day(n % 300)),
                total,
            );
            let invoice = enter_invoice(draft, form).unwrap();
            if n % 5 == 0 {
                lines.push(Line::new(InstalmentRef { invoice, number: 1 }, 1_000));
            }
        }
        enter_credit(draft, payment(customer, day(400), 10_000_000, lines)).unwrap();
    });
    let (record, hash) = Record::open(&bytes).unwrap();
    let (book, _) = timed("one customer: fold 50,000 invoices, one payment for 10,000", || {
        Book::default().with(&record, hash).unwrap()
    });
    let customer = book.customers().next().unwrap().0;
    timed("one customer: suggest by oldest", || {
        suggest(&book, customer, Money::new(123_456, Currency::MXN), day(400), "SPEI 20260101")
    });
    timed("one customer: open items", || book.open_items(customer, day(400)).len());
    timed("one customer: undo", || {
        let mut draft =
            Draft::begin(&book, Deed::Undid { record: record.header.id }, &moment(9_000));
        for fact in record.facts.iter().rev() {
            draft.push(fact.inverse().unwrap()).unwrap();
        }
    });
}
