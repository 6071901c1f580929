//! Two years of real invoices and the days they were paid, as of several days.
//!
//! The list is not part of this repository; without it the test says so and passes.

#![allow(clippy::unwrap_used)]

#[path = "support/payment_history.rs"]
mod history;

use cartera::aging::{AgingQuery, Basis, Grouping, aging};
use cartera::forecast::{Question, project};
use cartera::ledger::book::Book;

use history::{date, read, sample};

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

/// The same figures are looked for on the page, by `tests/e2e/cash-flow.spec.ts`, after the
/// list went in by the screen for files.
#[test]
fn what_comes_in_is_projected_as_of_a_past_day() {
    let Some(text) = sample() else {
        println!("skipped: no payment-history/late-payments-half.csv");
        return;
    };
    let (book, rows) = read(&text);
    println!("{rows} rows read");
    let projection =
        project(&book, &Question { paths: 0, ..Question::new(&book, date("2013-06-30")) });
    assert_eq!(projection.open_minor, 299_659);
    let sum = |days: usize| projection.expected_minor[days - 1];
    assert_eq!((sum(7), sum(30), sum(91)), (65_871, 254_532, 298_699));
    assert_eq!(projection.knowledge.paid_items, 934);
}
