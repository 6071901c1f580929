//! The aging report against figures that others have published.
//!
//! Facts only (dates, amounts, answers), each with where it was found.

#![allow(clippy::unwrap_used)]

use cartera::aging::{AgingQuery, AgingReport, aging, allowance, items_behind};
use cartera::aging::{Allowance, CellRef};
use cartera::ledger::action::{self, CreditForm, Draft, Due, InvoiceForm, Line, Moment};
use cartera::ledger::book::Book;
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::record::Deed;
use cartera::ledger::{Currency, Id, Money};
use chrono::{Duration, NaiveDate};
use rust_decimal::Decimal;

/// Ages in the middle of each column, to enter a column's subtotal by.
const MIDDLE: [i64; 5] = [-10, 15, 45, 75, 120];

struct Schedule {
    as_of: &'static str,
    /// Whole units already in each column.
    opening: [i64; 5],
    /// Due date, whole units, days past due as published: zero for what is not yet due.
    items: [(&'static str, i64, i64); 5],
    buckets: [i64; 5],
    total: i64,
}

/// Case AG1. Warren, Financial & Managerial Accounting, exercise 9-8, with its full answer:
/// finacctng.blogspot.com/2015/11/ex-9-8-aging-of-receivables-schedule.html
#[test]
fn a_schedule_of_nine_hundred_thousand() {
    check(&Schedule {
        as_of: "2014-11-30",
        opening: [500_000, 180_000, 80_000, 45_000, 25_000],
        items: [
            ("2014-07-10", 12_000, 143),
            ("2014-09-20", 8_000, 71),
            ("2014-10-17", 17_000, 44),
            ("2014-11-04", 10_000, 26),
            ("2014-12-21", 23_000, 0),
        ],
        buckets: [523_000, 190_000, 97_000, 53_000, 37_000],
        total: 900_000,
    });
}

/// Case AG3. The same exercise in another edition, buckets and allowance as published at
/// mis.kyeop.go.ke/shelf/51603687.
#[test]
fn a_schedule_with_its_allowance() {
    let report = check(&Schedule {
        as_of: "2015-11-30",
        opening: [348_300, 129_900, 53_100, 29_500, 29_600],
        items: [
            ("2015-07-11", 19_800, 142),
            ("2015-09-19", 20_400, 72),
            ("2015-10-17", 8_500, 44),
            ("2015-11-03", 10_000, 27),
            ("2015-12-21", 23_000, 0),
        ],
        buckets: [371_300, 139_900, 61_600, 49_900, 49_400],
        total: 672_100,
    });
    let given = allowance(&report.sections[0].totals.buckets, &percents(&[2, 6, 25, 35, 50]));
    assert_eq!(given, expected(&[7_426, 8_394, 15_400, 17_465, 24_700], 73_385));
}

/// Case DP1. Warren, Financial Accounting, exercise 9-7:
/// questionai.com/amp/textbooksolution-121055/326835-book-Financial-Accounting-book-Exercises
#[test]
fn days_past_due_of_an_exercise() {
    let due = ["2015-08-08", "2015-10-11", "2015-06-23", "2015-09-02", "2015-05-17"];
    let book = with_draft(|draft| {
        let customer = a_customer(draft);
        for (place, due) in due.into_iter().enumerate() {
            enter(draft, customer, &place.to_string(), date("2015-01-01"), date(due), 100);
        }
    });
    let query = AgingQuery::new(&book, date("2015-10-31"));
    let cell = CellRef { currency: Currency::MXN, key: None, bucket: None };
    let days = items_behind(&book, &query, &cell).into_iter().map(|aged| {
        let item = book.item(aged.item);
        assert_eq!(item.days_past_due(query.as_of), aged.days);
        (item.due_on.to_string(), aged.days)
    });
    // Oldest first.
    assert_eq!(
        days.collect::<Vec<_>>(),
        [
            ("2015-05-17".to_owned(), 167),
            ("2015-06-23".to_owned(), 130),
            ("2015-08-08".to_owned(), 84),
            ("2015-09-02".to_owned(), 59),
            ("2015-10-11".to_owned(), 20),
        ]
    );
}

/// Case AL1: scribd.com/document/565785148/Ch7-03-Riley-Bruns
#[test]
fn an_allowance_of_five_columns() {
    let balances = minor(&[700_000, 120_000, 80_000, 30_000, 10_000]);
    let given = allowance(&balances, &percents(&[5, 8, 20, 25, 50]));
    assert_eq!(given, expected(&[35_000, 9_600, 16_000, 7_500, 5_000], 73_100));
}

/// Case AL6: an exercise with its answer at smartsolve.ai.
#[test]
fn an_allowance_of_three_columns() {
    let given = allowance(&minor(&[22_000, 6_500, 300]), &percents(&[1, 2, 5]));
    assert_eq!(given, expected(&[220, 130, 15], 365));
}

/// Case AS1. A payment that comes later does not show in an earlier report:
/// github.com/odoo/odoo/pull/19984
#[test]
fn a_report_of_the_past_does_not_know_what_was_paid_since() {
    let usd = Currency::from_code("USD").unwrap();
    let book = with_draft(|draft| {
        let customer = a_customer(draft);
        let (issued, amount) = (date("2016-07-26"), Money::new(11_500, usd));
        let form = InvoiceForm::new(customer, "1", issued, Due::On(issued), amount);
        let invoice = action::enter_invoice(draft, form).unwrap();
        let form = CreditForm {
            kind: CreditKind::Payment { method: Method::Transfer },
            customer,
            date: date("2016-10-28"),
            amount,
            rate: None,
            reference: String::new(),
            notes: String::new(),
            lines: vec![Line::new(InstalmentRef { invoice, number: 1 }, 11_500)],
        };
        action::enter_credit(draft, form).unwrap();
    });
    let balance = |day: &str| {
        let report = aging(&book, &AgingQuery::new(&book, date(day)));
        report.sections.first().map_or(0, |section| section.totals.balance_minor)
    };
    assert_eq!((balance("2016-10-27"), balance("2016-10-31")), (11_500, 0));
}

fn check(schedule: &Schedule) -> AgingReport {
    let as_of = date(schedule.as_of);
    let issued = as_of - Duration::days(200);
    let book = with_draft(|draft| {
        let customer = a_customer(draft);
        for (column, (&subtotal, age)) in schedule.opening.iter().zip(MIDDLE).enumerate() {
            let due = as_of - Duration::days(age);
            enter(draft, customer, &format!("S-{column}"), issued, due, subtotal * 100);
        }
        for (due, amount, _) in schedule.items {
            enter(draft, customer, due, issued, date(due), amount * 100);
        }
    });
    let query = AgingQuery::new(&book, as_of);
    let report = aging(&book, &query);
    let totals = report.sections[0].totals;
    assert_eq!(*totals.buckets, minor(&schedule.buckets));
    assert_eq!(totals.balance_minor, schedule.total * 100);
    for (due, _, days) in schedule.items {
        let invoice = book.invoices().find(|(_, entry)| entry.invoice.number == due).unwrap().0;
        let (_, item) = book.items_of(invoice).next().unwrap();
        assert_eq!(item.days_past_due(as_of).max(0), days, "due {due}");
    }
    report
}

fn expected(by_bucket: &[i64], total: i64) -> Option<Allowance> {
    Some(Allowance { by_bucket: minor(by_bucket), total_minor: total * 100 })
}

fn minor(units: &[i64]) -> Vec<i64> {
    units.iter().map(|unit| unit * 100).collect()
}

fn percents(list: &[i64]) -> Vec<Decimal> {
    list.iter().copied().map(Decimal::from).collect()
}

fn with_draft(enter: impl FnOnce(&mut Draft)) -> Book {
    let moment = Moment { at_ms: 1_700_000_000_000, random: 1, device: "test".to_owned() };
    let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment);
    enter(&mut draft);
    draft.into_book()
}

fn a_customer(draft: &mut Draft) -> Id {
    action::enter_customer(draft, Customer::named(Id::new(0, 0), "Ferretera Limón")).unwrap()
}

fn enter(
    draft: &mut Draft,
    customer: Id,
    number: &str,
    issued_on: NaiveDate,
    due: NaiveDate,
    minor: i64,
) {
    let total = Money::new(minor, Currency::MXN);
    let form = InvoiceForm::new(customer, number, issued_on, Due::On(due), total);
    action::enter_invoice(draft, form).unwrap();
}

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}
