//! The aging report: where each day's cents stand, and that none is lost.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod support {
    pub mod ledgers;
}

use std::collections::BTreeMap;

use cartera::aging::{
    AgingQuery, Amounts, Basis, CellRef, Column, Grouping, RowKey, SortKey, aging, aging_file_name,
    aging_rows, credits_behind, home_balance, home_value, items_behind, month_end_trend, sort_rows,
};
use cartera::ledger::action::{self, CreditForm, Draft, Due, InvoiceForm, Line};
use cartera::ledger::book::Book;
use cartera::ledger::credit::{Cheque, ChequeStep, CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::firm::Rate;
use cartera::ledger::invoice::{Instalment, InstalmentRef};
use cartera::ledger::record::Deed;
use cartera::ledger::{Currency, Fact, Id, Money};
use cartera::text::Lang;
use chrono::{Duration, NaiveDate};
use proptest::prelude::*;
use support::ledgers::{Ledger, Step, balance_of_documents, currency, days, ledgers, moment};

/// Where 3.3 of the product puts each number of days, by due date and by day of issue.
#[test]
fn every_day_stands_in_its_column() {
    let as_of = date("2026-03-31");
    let expected = [
        (-1, 0, None),
        (0, 0, Some(0)),
        (1, 1, Some(0)),
        (29, 1, Some(0)),
        (30, 1, Some(0)),
        (31, 2, Some(1)),
        (59, 2, Some(1)),
        (60, 2, Some(1)),
        (61, 3, Some(2)),
        (89, 3, Some(2)),
        (90, 3, Some(2)),
        (91, 4, Some(3)),
        (120, 4, Some(3)),
        (121, 4, Some(3)),
    ];
    for (age, by_due, by_issue) in expected {
        let day = as_of - Duration::days(age);
        let book = with_draft(|draft| {
            let customer = customer(draft, "Clínica San Telmo");
            invoice(draft, customer, "1", "2020-01-01", day, 12_345);
            if by_issue.is_some() {
                // Issued on the day itself and due on receipt: both bases count alike.
                let total = Money::new(54_321, Currency::MXN);
                let form = InvoiceForm::new(customer, "2", day, Due::On(day), total);
                action::enter_invoice(draft, form).unwrap();
            }
        });
        let query = AgingQuery::new(&book, as_of);
        let report = aging(&book, &query);
        let both = 12_345 + if by_issue.is_some() { 54_321 } else { 0 };
        let row = report.sections[0].rows[0].amounts;
        assert_eq!(*row.buckets, alone(5, by_due, both), "{age} days past due");
        assert_eq!(row.oldest_days, Some(age));

        let query = AgingQuery { basis: Basis::IssueDate, ..query };
        let report = aging(&book, &query);
        let row = report.sections[0].rows[0].amounts;
        let mut buckets = alone(4, 3, 12_345);
        if let Some(by_issue) = by_issue {
            buckets[by_issue] += 54_321;
        }
        assert_eq!(*row.buckets, buckets, "{age} days since issue");
    }
}

#[test]
fn columns_follow_the_basis_and_the_edges() {
    let book = Book::default();
    let as_of = date("2026-03-31");
    let query = AgingQuery::new(&book, as_of);
    let words = |query: &AgingQuery, lang| -> Vec<String> {
        let columns = aging(&book, query).columns;
        columns.into_iter().map(|column| cartera::text::aging::column(lang, column)).collect()
    };
    assert_eq!(words(&query, Lang::Es), ["Por vencer", "1–30", "31–60", "61–90", "Más de 90"]);
    let by_issue = AgingQuery { basis: Basis::IssueDate, ..query.clone() };
    assert_eq!(words(&by_issue, Lang::En), ["0–30", "31–60", "61–90", "Over 90"]);
    let edges = AgingQuery { edges: vec![15, 45], ..query };
    assert_eq!(words(&edges, Lang::En), ["Not yet due", "1–15", "16–45", "Over 45"]);
    assert_eq!(aging(&book, &edges).columns[1], Column::Days { from: 1, to: 15 });
}

#[test]
fn nothing_is_owed_before_the_issue_nor_after_the_cancellation() {
    let mut id = None;
    let book = with_draft(|draft| {
        let customer = customer(draft, "Óptica Mirador");
        let due = date("2026-02-01");
        let invoice = invoice(draft, customer, "1", "2026-01-10", due, 500);
        action::cancel_invoice(draft, invoice, date("2026-03-05"), "duplicada".to_owned()).unwrap();
        id = Some(invoice);
    });
    let owed = |day| {
        let report = aging(&book, &AgingQuery::new(&book, date(day)));
        report.sections.first().map_or(0, |section| section.totals.balance_minor)
    };
    assert_eq!(
        ["2026-01-09", "2026-01-10", "2026-03-04", "2026-03-05"].map(owed),
        [0, 500, 500, 0]
    );
}

#[test]
fn a_cheque_that_bounces_opens_its_invoice_again_at_its_age() {
    let book = with_draft(|draft| {
        let customer = customer(draft, "Editorial Cenzontle");
        let due = date("2026-01-31");
        let invoice = invoice(draft, customer, "1", "2026-01-01", due, 9_000);
        let cheque = Cheque { post_dated_to: Some(date("2026-02-20")), ..Cheque::default() };
        let form = CreditForm {
            kind: CreditKind::Payment { method: Method::Cheque(cheque) },
            customer,
            date: date("2026-02-01"),
            amount: Money::new(10_000, Currency::MXN),
            rate: None,
            reference: String::new(),
            notes: String::new(),
            lines: vec![Line::new(InstalmentRef { invoice, number: 1 }, 9_000)],
        };
        let credit = action::enter_credit(draft, form).unwrap();
        action::step_cheque(draft, credit, ChequeStep::Bounced, date("2026-03-10")).unwrap();
    });
    // Day, past due by up to 30 days and by up to 60, unapplied, oldest.
    let expected = [
        ("2026-02-19", 9_000, 0, 0, Some(19)),
        ("2026-02-20", 0, 0, 1_000, None),
        ("2026-03-09", 0, 0, 1_000, None),
        ("2026-03-10", 0, 9_000, 0, Some(38)),
    ];
    for (day, first, second, unapplied, oldest) in expected {
        let report = aging(&book, &AgingQuery::new(&book, date(day)));
        let Amounts { buckets, unapplied_minor, oldest_days, .. } = report.sections[0].totals;
        assert_eq!(*buckets, [0, first, second, 0, 0], "{day}");
        assert_eq!((unapplied_minor, oldest_days), (unapplied, oldest), "{day}");
    }
}

#[test]
fn two_currencies_stand_apart_and_home_values_need_a_rate() {
    let usd = currency(true);
    let book = with_draft(|draft| {
        let customer = customer(draft, "Grupo Arandas");
        let day = date("2026-01-31");
        invoice(draft, customer, "1", "2026-01-01", day, 100_000);
        let form = InvoiceForm::new(customer, "2", day, Due::On(day), Money::new(20_000, usd));
        action::enter_invoice(draft, form).unwrap();
        let value = "17.250025".parse().unwrap();
        let rate = Rate { id: draft.new_id(), currency: usd, on: date("2026-02-10"), value };
        draft.push(Fact::RateAdded(rate)).unwrap();
    });
    let report = |day| aging(&book, &AgingQuery::new(&book, date(day)));
    let with_rate = report("2026-02-10");
    let totals: Vec<_> = with_rate
        .sections
        .iter()
        .map(|section| (section.currency.code(), section.totals.balance_minor))
        .collect();
    assert_eq!(totals, [("MXN", 100_000), ("USD", 20_000)]);
    assert_eq!(home_balance(&book, &report("2026-02-09")), None);
    // 200.00 × 17.250025 = 3,450.005: half a cent, away from zero.
    let dollars = Money::new(20_000, usd);
    let home = |day| home_value(&book, dollars, date(day)).map(|value| value.amount_minor);
    assert_eq!((home("2026-02-09"), home("2026-02-10")), (None, Some(345_001)));
    assert_eq!(home_balance(&book, &with_rate), Some(Money::new(445_001, Currency::MXN)));
}

#[test]
fn rows_that_are_instalments_say_which_and_credit_stands_by_itself() {
    let book = small_book();
    let mut query = AgingQuery::new(&book, date("2026-03-31"));
    query.by = Grouping::Invoice;
    let mut report = aging(&book, &query);
    sort_rows(&book, &mut report.sections[0].rows, SortKey::Number, false);
    let lines = aging_rows(&report, &book, Lang::Es);
    let expected = [
        "Cliente|Número|Cuota|Emisión|Vencimiento|Moneda|Por vencer|1–30|31–60|61–90|Más de 90|\
         A favor|Saldo|Días de atraso|Partidas abiertas",
        "Ávila|A favor||2026-03-01||MXN|0.00|0.00|0.00|0.00|0.00|25.50|-25.50||0",
        "Ávila|F-9|1|2026-01-01|2026-01-31|MXN|0.00|0.00|100.00|0.00|0.00|0.00|100.00|59|1",
        "Ávila|F-9|2|2026-01-01|2026-04-30|MXN|200.00|0.00|0.00|0.00|0.00|0.00|200.00|-30|1",
        "avena|F-10|1|2026-02-01|2026-03-01|MXN|0.00|70.00|0.00|0.00|0.00|0.00|70.00|30|1",
        "Total|||||MXN|200.00|70.00|100.00|0.00|0.00|25.50|344.50|59|3",
    ];
    let lines: Vec<String> = lines.into_iter().map(|line| line.join("|")).collect();
    assert_eq!(lines, expected);
}

#[test]
fn the_report_by_customer_is_a_table_in_either_language() {
    let book = small_book();
    let mut report = aging(&book, &AgingQuery::new(&book, date("2026-03-31")));
    sort_rows(&book, &mut report.sections[0].rows, SortKey::Name, false);
    let lines: Vec<String> =
        aging_rows(&report, &book, Lang::En).into_iter().map(|line| line.join("|")).collect();
    assert_eq!(
        lines,
        [
            "Customer|Code|Tax ID|Currency|Not yet due|1–30|31–60|61–90|Over 90|Unapplied|\
             Balance|Days past due|Open items",
            "avena|||MXN|0.00|70.00|0.00|0.00|0.00|0.00|70.00|30|1",
            "Ávila|||MXN|200.00|0.00|100.00|0.00|0.00|25.50|274.50|59|2",
            "Total|||MXN|200.00|70.00|100.00|0.00|0.00|25.50|344.50|59|3",
        ]
    );
    assert_eq!(aging_file_name(report.as_of), "aging-2026-03-31.csv");
}

#[test]
fn lines_are_sorted_by_any_column_and_equal_ones_by_name() {
    let book = with_draft(|draft| {
        for (name, minor) in [("zinc", 300), ("Óleo", 500), ("oso", 300), ("Abeto", 300)] {
            let customer = customer(draft, name);
            invoice(draft, customer, "1", "2026-01-01", date("2026-03-01"), minor);
        }
    });
    let names = |by, descending| -> Vec<String> {
        let mut rows =
            aging(&book, &AgingQuery::new(&book, date("2026-03-31"))).sections.remove(0).rows;
        sort_rows(&book, &mut rows, by, descending);
        rows.iter()
            .map(|row| cartera::aging::row_name(&book, &row.key, Lang::Es).into_owned())
            .collect()
    };
    assert_eq!(names(SortKey::Balance, true), ["Óleo", "Abeto", "oso", "zinc"]);
    assert_eq!(names(SortKey::Balance, false), ["Abeto", "oso", "zinc", "Óleo"]);
    assert_eq!(names(SortKey::Bucket(1), false), ["Abeto", "oso", "zinc", "Óleo"]);
    assert_eq!(names(SortKey::Name, true), ["zinc", "oso", "Óleo", "Abeto"]);
    assert_eq!(names(SortKey::Days, true), ["Abeto", "Óleo", "oso", "zinc"]);
}

#[test]
fn filters_narrow_and_a_column_keeps_whole_lines() {
    let book = small_book();
    let query = AgingQuery::new(&book, date("2026-03-31"));
    let balances = |query: &AgingQuery| -> Vec<i64> {
        let sections = aging(&book, query).sections;
        sections.iter().flat_map(|s| &s.rows).map(|row| row.amounts.balance_minor).collect()
    };
    assert_eq!(balances(&query), [27_450, 7_000]);
    let mut narrowed = query.clone();
    narrowed.filter.bucket = Some(2);
    assert_eq!(balances(&narrowed), [27_450]);
    narrowed.by = Grouping::Invoice;
    assert_eq!(balances(&narrowed), [10_000]);
    let mut narrowed = query.clone();
    narrowed.filter.segment = Some("Salud".to_owned());
    assert_eq!(balances(&narrowed), [7_000]);
    narrowed.filter.segment = Some(String::new());
    assert_eq!(balances(&narrowed), [27_450]);
    let mut narrowed = query;
    narrowed.filter.currency = Some(currency(true));
    assert!(balances(&narrowed).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    /// Buckets less unapplied credit are the balance of the documents, for every customer,
    /// currency and total, on any day, by either basis.
    #[test]
    fn every_open_cent_is_in_one_bucket(
        ledger in ledgers(60),
        on in days(),
        at in any::<usize>(),
    ) {
        let book = &ledger.book;
        let on_each = |on| Basis::ALL.map(|basis| (basis, on));
        for (basis, on) in [on, ledger.eventful_day(at)].into_iter().flat_map(on_each) {
            let query = AgingQuery { basis, ..AgingQuery::new(book, on) };
            let report = aging(book, &query);
            for section in &report.sections {
                for row in &section.rows {
                    foots(&row.amounts)?;
                    let RowKey::Customer(ix) = row.key else { panic!("a row by customer") };
                    let documents = balance_of_documents(book, ix, section.currency, on);
                    prop_assert_eq!(row.amounts.balance_minor, documents);
                }
                foots(&section.totals)?;
            }
            // And nobody is missing.
            for (ix, _) in book.customers() {
                for foreign in [false, true] {
                    let currency = currency(foreign);
                    let section = report.sections.iter().find(|s| s.currency == currency);
                    let row = section.and_then(|section| {
                        section.rows.iter().find(|row| row.key == RowKey::Customer(ix))
                    });
                    let shown = row.map_or(0, |row| row.amounts.balance_minor);
                    prop_assert_eq!(shown, balance_of_documents(book, ix, currency, on));
                }
            }
        }
    }

    /// However rows are grouped, they sum to the same totals.
    #[test]
    fn groupings_agree(ledger in ledgers(60), at in any::<usize>()) {
        let (book, on) = (&ledger.book, ledger.eventful_day(at));
        for basis in Basis::ALL {
            let query = AgingQuery { basis, ..AgingQuery::new(book, on) };
            let by_customer = totals(book, &query);
            for by in Grouping::ALL {
                let query = AgingQuery { by, ..query.clone() };
                prop_assert_eq!(&totals(book, &query), &by_customer, "{:?}", by);
                for section in aging(book, &query).sections {
                    for row in &section.rows {
                        foots(&row.amounts)?;
                    }
                    let sum: i64 = section.rows.iter().map(|row| row.amounts.balance_minor).sum();
                    prop_assert_eq!(sum, section.totals.balance_minor);
                }
            }
        }
    }

    /// What stands behind a figure sums to it: each line's columns, each column's total,
    /// each unapplied credit; with and without a filter.
    #[test]
    fn drilling_down_adds_up(ledger in ledgers(50), on in days(), bucket in proptest::option::of(0..5usize)) {
        let book = &ledger.book;
        for by in Grouping::ALL {
            let mut query = AgingQuery { by, ..AgingQuery::new(book, on) };
            query.filter.bucket = bucket;
            for section in aging(book, &query).sections {
                let rows = section.rows.iter().map(|row| (Some(row.key.clone()), row.amounts));
                for (key, amounts) in rows.chain([(None, section.totals)]) {
                    let mut cell = CellRef { currency: section.currency, key, bucket: None };
                    let all = items_behind(book, &query, &cell);
                    prop_assert_eq!(all.len(), amounts.open_items);
                    prop_assert_eq!(all.first().map(|item| item.days), amounts.oldest_days);
                    prop_assert!(all.is_sorted_by(|one, next| one.days >= next.days));
                    let left: i64 =
                        credits_behind(book, &query, &cell).iter().map(|c| c.left_minor).sum();
                    prop_assert_eq!(left, amounts.unapplied_minor, "{:?}", &cell);
                    for (bucket, &minor) in amounts.buckets.iter().enumerate() {
                        cell.bucket = Some(bucket);
                        let items = items_behind(book, &query, &cell);
                        prop_assert!(items.iter().all(|item| item.bucket == bucket));
                        let sum: i64 = items.iter().map(|item| item.open_minor).sum();
                        prop_assert_eq!(sum, minor, "{:?}", &cell);
                    }
                }
            }
        }
    }

    /// A point of the trend is the report of its day.
    #[test]
    fn the_trend_is_the_reports_of_its_days(ledger in ledgers(40), on in days(), bucket in proptest::option::of(0..5usize)) {
        let book = &ledger.book;
        let mut query = AgingQuery::new(book, on);
        query.filter.bucket = bucket;
        let trend = month_end_trend(book, &query, 6);
        prop_assert_eq!(trend.len(), 6);
        prop_assert_eq!(trend.last().map(|point| point.day), Some(on));
        for point in trend {
            let that_day = AgingQuery { as_of: point.day, ..query.clone() };
            let shown: BTreeMap<_, _> =
                point.sections.iter().map(|s| (s.currency.code(), s.totals)).collect();
            prop_assert_eq!(shown, totals(book, &that_day));
        }
    }

    /// One customer's report is that customer's line of the whole.
    #[test]
    fn a_customer_alone_is_its_line(ledger in ledgers(50), on in days()) {
        let book = &ledger.book;
        let query = AgingQuery::new(book, on);
        let whole = aging(book, &query);
        for (ix, _) in book.customers() {
            let mut query = query.clone();
            query.filter.customer = Some(ix);
            let alone = aging(book, &query);
            let lines = whole.sections.iter().flat_map(|section| {
                let row = section.rows.iter().find(|row| row.key == RowKey::Customer(ix));
                row.map(|row| (section.currency, row.clone()))
            });
            let found = alone.sections.iter().flat_map(|section| {
                section.rows.iter().map(|row| (section.currency, row.clone()))
            });
            prop_assert_eq!(found.collect::<Vec<_>>(), lines.collect::<Vec<_>>());
        }
    }
}

/// The random ledgers do hold what the properties are about.
#[test]
fn random_ledgers_hold_everything() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let (mut tried, mut taken) = (BTreeMap::new(), BTreeMap::new());
    let (mut crossings, mut instalments, mut bounced) = (0, 0, 0);
    for _ in 0..64 {
        let Ledger { steps, taken: was_taken, book } =
            ledgers(60).new_tree(&mut runner).unwrap().current();
        for (step, was_taken) in steps.iter().zip(was_taken) {
            *tried.entry(kind(step)).or_insert(0) += 1;
            *taken.entry(kind(step)).or_insert(0) += i32::from(was_taken);
        }
        instalments += book.invoices().filter(|(_, e)| e.invoice.instalments.len() > 1).count();
        bounced += book.credits().filter(|(_, entry)| entry.bounced_on.is_some()).count();
        crossings += book
            .credits()
            .flat_map(|(ix, _)| book.allocations_from(ix))
            .filter(|entry| entry.allocation.other_currency_minor.is_some())
            .count();
    }
    println!("tried {tried:?}\ntaken {taken:?}");
    for (kind, count) in taken {
        assert!(count >= 20, "{kind} was taken {count} times");
    }
    assert!(crossings > 20 && instalments > 20 && bounced > 20);
}

fn kind(step: &Step) -> String {
    let text = format!("{step:?}");
    text.split(' ').next().unwrap_or_default().to_owned()
}

fn foots(amounts: &Amounts) -> Result<(), TestCaseError> {
    prop_assert!(amounts.buckets.iter().all(|&minor| minor >= 0));
    prop_assert!(amounts.unapplied_minor >= 0);
    prop_assert_eq!(amounts.buckets.sum() - amounts.unapplied_minor, amounts.balance_minor);
    Ok(())
}

fn totals(book: &Book, query: &AgingQuery) -> BTreeMap<&'static str, Amounts> {
    let sections = aging(book, query).sections;
    sections.iter().map(|section| (section.currency.code(), section.totals)).collect()
}

/// Two customers; one with an invoice of two instalments and an advance.
fn small_book() -> Book {
    with_draft(|draft| {
        let avila = customer(draft, "Ávila");
        let instalments = [("2026-01-31", 10_000), ("2026-04-30", 20_000)]
            .map(|(due, amount_minor)| Instalment { due_on: date(due), amount_minor });
        let total = Money::new(30_000, Currency::MXN);
        let due = Due::Instalments(instalments.to_vec());
        let form = InvoiceForm::new(avila, "F-9", date("2026-01-01"), due, total);
        action::enter_invoice(draft, form).unwrap();
        credit(draft, avila, "2026-03-01", 2_550, Vec::new());

        let mut health = Customer::named(Id::new(0, 0), "avena");
        health.segment = "Salud".to_owned();
        let avena = action::enter_customer(draft, health).unwrap();
        let invoice = invoice(draft, avena, "F-10", "2026-02-01", date("2026-03-01"), 10_000);
        let line = Line::new(InstalmentRef { invoice, number: 1 }, 3_000);
        credit(draft, avena, "2026-02-15", 3_000, vec![line]);
    })
}

fn with_draft(enter: impl FnOnce(&mut Draft)) -> Book {
    let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment(0));
    enter(&mut draft);
    draft.into_book()
}

fn customer(draft: &mut Draft, name: &str) -> Id {
    action::enter_customer(draft, Customer::named(Id::new(0, 0), name)).unwrap()
}

fn invoice(
    draft: &mut Draft,
    customer: Id,
    number: &str,
    issued: &str,
    due: NaiveDate,
    minor: i64,
) -> Id {
    let total = Money::new(minor, Currency::MXN);
    let form = InvoiceForm::new(customer, number, date(issued), Due::On(due), total);
    action::enter_invoice(draft, form).unwrap()
}

fn credit(draft: &mut Draft, customer: Id, day: &str, minor: i64, lines: Vec<Line>) -> Id {
    let form = CreditForm {
        kind: CreditKind::Payment { method: Method::Transfer },
        customer,
        date: date(day),
        amount: Money::new(minor, Currency::MXN),
        rate: None,
        reference: String::new(),
        notes: String::new(),
        lines,
    };
    action::enter_credit(draft, form).unwrap()
}

fn alone(columns: usize, bucket: usize, minor: i64) -> Vec<i64> {
    let mut buckets = vec![0; columns];
    buckets[bucket] = minor;
    buckets
}

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}
