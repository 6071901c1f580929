//! The indicators: published figures, a ledger worked out by hand, and what always holds.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

#[path = "support/ledgers.rs"]
mod ledgers;
#[path = "support/play.rs"]
mod play;

use cartera::aging::Filter;
use cartera::indicators::formula::{self, SalesMonth};
use cartera::indicators::{
    Drill, Figure, Indicator, LineTo, Missing, PartName, Question, Report, Unit, items_behind,
    report,
};
use cartera::ledger::action::{
    self, CreditForm, Draft, Due, InvoiceForm, Line, Moment, add_dealing, log_contact,
};
use cartera::ledger::book::Book;
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::dealing::{Direction, LoggedContact, Outcome, Promise, What};
use cartera::ledger::invoice::{InstalmentRef, InvoiceKind};
use cartera::ledger::protocol::{Channel, Stage};
use cartera::ledger::record::Deed;
use cartera::ledger::{Currency, Id, Money};
use cartera::text::Lang;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Case K1, as published: creditguru.com, collection metrics, "Average Days Delinquent".
/// 15,000 owed of which 4,000 is current, sales of 10,000 in 30 days.
#[test]
fn days_delinquent_as_published() {
    let days = |receivables| formula::days_of_sales(receivables, 10_000, 30);
    assert_eq!(days(15_000), Ok(45.into()));
    assert_eq!(days(4_000), Ok(12.into()));
    assert_eq!(days(15_000 - 4_000), Ok(33.into()));
}

/// Case K2, as published: gaviti.com/?p=3708. 100,000 at the beginning, sales of 1,000,000,
/// 120,000 at the end of which 100,000 is current: 980,000 / 1,000,000.
#[test]
fn effectiveness_as_published() {
    let index = formula::effectiveness(100_000, 1_000_000, 120_000, 100_000);
    assert_eq!(index, Ok(Decimal::new(98, 2)));
}

/// Case K5: the count-back of support.benjipays.com and trymesha.com, published as 73.7.
#[test]
fn countback_as_published() {
    let month = |sales| SalesMonth { sales, days: 30 };
    let (days, _) = formula::countback(212_000, [100_000, 80_000, 70_000].map(month)).unwrap();
    assert_eq!(days.round_dp(2), Decimal::new(73_71, 2));
}

/// Two customers and a dozen documents, in pesos; worked out below as of 31 March 2026.
///
/// | no. | issued | due | pesos | what became of it | open | late |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | A-1 | 2025-03-20 | 04-19 | 1,000 | paid 2025-05-10 | 0 | |
/// | A-2 | 2025-11-10 | 12-10 | 2,000 | | 2,000 | 111 |
/// | A-3 | 2026-01-05 | 02-04 | 3,000 | paid 1,000 on 02-20, 500 on 03-10 | 1,500 | 55 |
/// | A-4 | 2026-01-20 | 02-19 | 1,200 | paid 03-05 | 0 | |
/// | A-5 | 2026-02-12 | 03-14 | 2,400 | | 2,400 | 17 |
/// | A-6 | 2026-03-03 | 04-02 | 1,800 | | 1,800 | no |
/// | A-7 | 2026-03-10 | 04-09 | 600 | cancelled 03-15 | 0 | |
/// | B-1 | 2025-12-15 | 01-14 | 800 | written off 02-10 | 0 | |
/// | B-2 | 2026-01-28 | 02-27 | 2,000 | paid 03-27 | 0 | |
/// | B-3 | 2026-02-25 | 03-27 | 900 | credit note of 300 on 03-20 | 600 | 4 |
/// | B-4 | 2026-03-18 | 04-17 | 1,500 | | 1,500 | no |
/// | B-5 | 2025-01-10 | 02-09 | 700 | owed since before the ledger | 700 | 415 |
///
/// Open: 2,000 + 1,500 + 2,400 + 1,800 + 600 + 1,500 + 700 = 10,500; not yet due 1,800 +
/// 1,500 = 3,300; overdue 7,200; over ninety days 2,000 + 700 = 2,700.
///
/// Sales: January 3,000 + 1,200 + 2,000 = 6,200; February 2,400 + 900 = 3,300; March 1,800 +
/// 1,500 + 600 − 600 cancelled − 300 credit note = 3,000. Three months: 12,500 in 90 days. A
/// year: 12,500 + 2,000 (A-2) + 800 (B-1) = 15,300; A-1 is from before it, B-5 no sale.
fn worked_out() -> (Book, [Id; 2]) {
    let mut draft = draft();
    let d = &mut draft;
    let mut named = |name: &str, segment: &str| {
        let mut customer = Customer::named(Id::new(0, 0), name);
        customer.segment = segment.to_owned();
        action::enter_customer(d, customer).unwrap()
    };
    let (norte, sur) = (named("Almacenes Norte", "Mayorista"), named("Bodega Sur", ""));
    let mut invoice = |of, number: &str, issued: &str, due: &str, pesos: i64| {
        let due = Due::On(date(due));
        let mut form = InvoiceForm::new(of, number, date(issued), due, mxn(pesos));
        if number == "B-5" {
            form.kind = InvoiceKind::Opening;
        }
        action::enter_invoice(d, form).unwrap()
    };
    let a1 = invoice(norte, "A-1", "2025-03-20", "2025-04-19", 1_000);
    let _a2 = invoice(norte, "A-2", "2025-11-10", "2025-12-10", 2_000);
    let a3 = invoice(norte, "A-3", "2026-01-05", "2026-02-04", 3_000);
    let a4 = invoice(norte, "A-4", "2026-01-20", "2026-02-19", 1_200);
    let a5 = invoice(norte, "A-5", "2026-02-12", "2026-03-14", 2_400);
    let _a6 = invoice(norte, "A-6", "2026-03-03", "2026-04-02", 1_800);
    let a7 = invoice(norte, "A-7", "2026-03-10", "2026-04-09", 600);
    let b1 = invoice(sur, "B-1", "2025-12-15", "2026-01-14", 800);
    let b2 = invoice(sur, "B-2", "2026-01-28", "2026-02-27", 2_000);
    let b3 = invoice(sur, "B-3", "2026-02-25", "2026-03-27", 900);
    let _b4 = invoice(sur, "B-4", "2026-03-18", "2026-04-17", 1_500);
    let _b5 = invoice(sur, "B-5", "2025-01-10", "2025-02-09", 700);

    // Promised in time, promised in vain, and not decided before April.
    let promise = |made: &str, due: &str, pesos, invoice| {
        What::Promise(Promise {
            made_on: date(made),
            due_on: date(due),
            amount: mxn(pesos),
            items: vec![InstalmentRef { invoice, number: 1 }],
            open_minor: 0,
        })
    };
    add_dealing(d, norte, promise("2026-03-02", "2026-03-10", 500, a3)).unwrap();
    add_dealing(d, norte, promise("2026-03-12", "2026-03-20", 2_400, a5)).unwrap();
    add_dealing(d, sur, promise("2026-03-25", "2026-03-31", 600, b3)).unwrap();

    let mut credit = |of, kind, on: &str, pesos: i64, invoice| {
        let line = Line::new(InstalmentRef { invoice, number: 1 }, pesos * 100);
        enter_credit(d, of, kind, on, mxn(pesos), vec![line]);
    };
    credit(norte, transfer(), "2025-05-10", 1_000, a1);
    credit(norte, transfer(), "2026-02-20", 1_000, a3);
    credit(norte, transfer(), "2026-03-10", 500, a3);
    credit(norte, transfer(), "2026-03-05", 1_200, a4);
    credit(sur, CreditKind::WriteOff, "2026-02-10", 800, b1);
    credit(sur, transfer(), "2026-03-27", 2_000, b2);
    credit(sur, CreditKind::CreditNote, "2026-03-20", 300, b3);
    action::cancel_invoice(d, a7, date("2026-03-15"), "Duplicada".to_owned()).unwrap();

    let mut contact = |on: &str, channel, direction, outcome, corrects| {
        let contact = LoggedContact {
            at: date(on).and_hms_opt(10, 0, 0).unwrap(),
            direction,
            channel,
            with: String::new(),
            by: String::new(),
            items: Vec::new(),
            step: None,
            outcome,
            said: String::new(),
            corrects,
        };
        log_contact(d, norte, contact, Vec::new()).unwrap()
    };
    let call = Some(Channel::Call);
    contact("2026-03-02", call, Direction::Out, Outcome::Talked, None);
    contact("2026-03-16", call, Direction::Out, Outcome::NoAnswer, None);
    contact("2026-03-17", Some(Channel::Email), Direction::Out, Outcome::Sent, None);
    // Not made by the firm, no contact, written down wrong, and in another month.
    contact("2026-03-18", call, Direction::In, Outcome::Talked, None);
    contact("2026-03-19", None, Direction::Out, Outcome::Noted, None);
    let wrong = contact("2026-03-23", call, Direction::Out, Outcome::Refuses, None);
    contact("2026-03-23", None, Direction::Out, Outcome::Noted, Some(wrong));
    contact("2026-02-27", call, Direction::Out, Outcome::Talked, None);
    (draft.into_book(), [norte, sur])
}

#[test]
fn every_figure_of_a_ledger_worked_out_by_hand() {
    let (book, _) = worked_out();
    let question = Question::new(&book, date("2026-03-31"));
    let report = report(&book, &question);
    let last = report.points.len() - 1;
    assert!(report.points[last].period.is_calendar_month());
    let value = |indicator| {
        let figure = report.figure(indicator, last).unwrap();
        figure.value.map(|value| value.round_dp(4).normalize().to_string())
    };
    let expected = [
        (Indicator::Owed, "1050000"),
        // 7,200 / 10,500
        (Indicator::OverdueShare, "0.6857"),
        // 2,700 / 10,500
        (Indicator::AtRiskShare, "0.2571"),
        // 10,500 / 12,500 × 90
        (Indicator::Dso, "75.6"),
        // 10,500 − 3,000 (31) − 3,300 (28) = 4,200; 4,200 / 6,200 × 31 = 21
        (Indicator::DsoCountback, "80"),
        // 3,300 / 12,500 × 90
        (Indicator::DsoBest, "23.76"),
        // 75.60 − 23.76
        (Indicator::DaysDelinquent, "51.84"),
        // A-3 64, A-4 44, B-2 58: 166 / 3
        (Indicator::DaysToPay, "55.3333"),
        // (500 × 64 + 1,200 × 44 + 2,000 × 58) / 3,700 = 200,800 / 3,700
        (Indicator::DaysToPayWeighted, "54.2703"),
        // On 28 February 2,000 + 2,000 + 1,200 + 2,400 + 2,000 + 900 + 700 = 11,200:
        // (11,200 + 3,000 − 10,500) / (11,200 + 3,000 − 3,300) = 3,700 / 10,900
        (Indicator::Effectiveness, "0.3394"),
        // A year ago A-1 and B-5 were open: 15,300 / ((1,700 + 10,500) / 2)
        (Indicator::Turnover, "2.5082"),
        // 800 / 15,300
        (Indicator::BadDebt, "0.0523"),
        // Nothing from what was not ten days late; A-6, B-3 and B-4 are there.
        (Indicator::Recovery(Stage::Preventive), "0"),
        // A-3 at 34 days, A-4 at 14, B-2 at 28: 3,700; are left: 3,900
        (Indicator::Recovery(Stage::Administrative), "0.4868"),
        // A-2 and B-5 are there.
        (Indicator::Recovery(Stage::Judicial), "0"),
        (Indicator::PromisesKept, "0.5"),
        (Indicator::Contacts, "3"),
        // Of the call that was answered and the one that was not; a message only went out.
        (Indicator::Reached, "0.5"),
    ];
    for (indicator, expected) in expected {
        assert_eq!(value(indicator).as_deref(), Ok(expected), "{indicator:?}");
    }
    let stage = Indicator::Recovery(Stage::Extrajudicial);
    assert_eq!(value(stage), Err(Missing::NothingAtStage));
    assert_drills(&book, &question, &report);
}

#[test]
fn what_stands_behind_a_figure_is_named() {
    let (book, _) = worked_out();
    let question = Question::new(&book, date("2026-03-31"));
    let numbers = |drill: &Drill| {
        let line = |to| match to {
            LineTo::Item(ix) | LineTo::Payment(_, ix) => {
                book.invoice(book.item(ix).invoice).invoice.number.clone()
            }
            LineTo::Credit(_) => "NC".to_owned(),
            LineTo::Dealing(..) => "D".to_owned(),
            LineTo::Month(month) => month.from.to_string(),
        };
        let side = |part: &cartera::indicators::Part| {
            part.lines.iter().map(|of| format!("{} {}", line(of.to), of.amount)).collect::<Vec<_>>()
        };
        [Some(side(&drill.numerator)), drill.denominator.as_ref().map(side)]
    };
    let behind = |indicator| numbers(&items_behind(&book, &question, indicator));
    let [overdue, open] = behind(Indicator::OverdueShare);
    let late = ["B-5 70000", "A-2 200000", "A-3 150000", "A-5 240000", "B-3 60000"];
    assert_eq!(overdue.unwrap(), late);
    assert_eq!(open.unwrap().len(), 7);
    let [_, months] = behind(Indicator::DsoCountback);
    let covered = ["2026-03-01 300000", "2026-02-01 330000", "2026-01-01 420000"];
    assert_eq!(months.unwrap(), covered);
    let [collected, _] = behind(Indicator::Effectiveness);
    // The credit note settled what it took off the sales.
    let expected = ["A-3 50000", "A-4 120000", "B-2 200000", "NC -30000", "B-3 30000"];
    assert_eq!(collected.unwrap(), expected);
    let [paid, _] = behind(Indicator::DaysToPay);
    assert_eq!(paid.unwrap(), ["A-4 44", "A-3 64", "B-2 58"]);
    let drill = items_behind(&book, &question, Indicator::Dso);
    assert_eq!((drill.days, drill.numerator.name), (Some(90), PartName::Open));
}

#[test]
fn a_filter_leaves_the_documents_of_its_customers() {
    let (book, [norte, _]) = worked_out();
    let on = date("2026-03-31");
    let segment = |name: &str| Filter { segment: Some(name.to_owned()), ..Filter::default() };
    let customer = Filter { customer: book.find_customer(norte), ..Filter::default() };
    let owed =
        |filter| last(&book, &Question { filter, ..Question::new(&book, on) }, Indicator::Owed);
    assert_eq!(owed(segment("Mayorista")).numerator, 770_000);
    assert_eq!(owed(customer).numerator, 770_000);
    assert_eq!(owed(segment("")).numerator, 280_000);
    assert_eq!(owed(segment("Nadie")).numerator, 0);
}

#[test]
fn an_empty_ledger_has_no_figures_and_says_why() {
    let book = Book::default();
    let question = Question::new(&book, date("2026-03-31"));
    let report = report(&book, &question);
    assert_eq!((report.points.len(), report.first_known), (24, 24));
    for indicator in Indicator::ALL {
        let value = report.figure(indicator, 23).unwrap().value;
        match indicator.unit() {
            // Nothing owed and nobody called is so, and known.
            Unit::Minor | Unit::Count => assert_eq!(value, Ok(Decimal::ZERO)),
            _ => assert!(value.is_err(), "{indicator:?}"),
        }
    }
    assert_drills(&book, &question, &report);
}

#[test]
fn a_young_ledger_says_what_it_knows_and_since_when() {
    let mut draft = draft();
    let of = action::enter_customer(&mut draft, Customer::named(Id::new(0, 0), "Nuevo")).unwrap();
    for (number, issued) in ["2026-03-10", "2026-03-12", "2026-03-20"].iter().enumerate() {
        let due = Due::On(date("2026-04-15"));
        let number = number.to_string();
        let form = InvoiceForm::new(of, &number, date(issued), due, mxn(1_000));
        action::enter_invoice(&mut draft, form).unwrap();
    }
    let book = draft.into_book();
    let value = |on, indicator| last(&book, &Question::new(&book, date(on)), indicator).value;
    let (since, until) = (date("2026-03-10"), date("2026-04-08"));
    let short = Missing::ShortHistory { since, until };
    assert_eq!(value("2026-03-31", Indicator::Dso), Err(short));
    assert_eq!(value("2026-04-07", Indicator::Dso), Err(short));
    // Nothing was paid in thirty days: all of their sales are owed.
    assert_eq!(value("2026-04-08", Indicator::Dso), Ok(30.into()));
    assert_eq!(value("2026-03-31", Indicator::DsoCountback), Ok(31.into()));
    assert_eq!(value("2026-03-31", Indicator::OverdueShare), Ok(Decimal::ZERO));
    let (since, until) = (date("2026-03-10"), date("2027-03-09"));
    let short = Missing::ShortHistory { since, until };
    assert_eq!(value("2027-03-08", Indicator::Turnover), Err(short));
    assert!(value("2027-03-09", Indicator::Turnover).is_ok());
    assert_eq!(value("2026-03-09", Indicator::DsoCountback), Err(Missing::NoSales));
}

/// The demonstration in both of its currencies, as of its day and as of a month-end.
#[test]
fn every_figure_of_the_demonstration_opens_its_documents() {
    for today in ["2026-11-22", "2026-08-31"] {
        let mut draft = draft();
        cartera::demo::portfolio(&mut draft, date(today), 2026, Lang::Es).unwrap();
        let book = draft.into_book();
        for currency in [Currency::MXN, Currency::USD] {
            let question = Question { currency, ..Question::new(&book, date(today)) };
            let report = report(&book, &question);
            assert_drills(&book, &question, &report);
            assert_sane(&report);
            let known = Indicator::ALL
                .into_iter()
                .filter(|&indicator| report.points.last().unwrap().figure(indicator).value.is_ok());
            let least = if currency == Currency::MXN { 18 } else { 12 };
            assert!(known.count() >= least, "{today} {currency}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_figure_is_the_sum_of_its_documents(
        ledger in ledgers::ledgers(60), at in any::<usize>(), foreign in any::<bool>(),
        segment in prop::option::of(0..3usize),
    ) {
        let segment = segment.map(|at| ["", "Mayorista", "Salud"][at].to_owned());
        let question = Question {
            currency: ledgers::currency(foreign),
            filter: Filter { segment, ..Filter::default() },
            ..Question::new(&ledger.book, ledger.eventful_day(at))
        };
        let report = report(&ledger.book, &question);
        assert_drills(&ledger.book, &question, &report);
        assert_sane(&report);
    }

    #[test]
    fn so_are_those_of_what_was_said(turns in play::a_play(10), day in 0..play::LAST_DAY + 10) {
        let table = play::Table::after(&turns);
        let question = Question::new(&table.book, play::day(day));
        let report = report(&table.book, &question);
        assert_drills(&table.book, &question, &report);
        assert_sane(&report);
    }

    /// A month that is past says what it said when it was the last.
    #[test]
    fn no_month_looks_ahead(turns in play::a_play(10), months in 1..4u32) {
        let table = play::Table::after(&turns);
        let on = date("2026-03-31");
        let later = report(&table.book, &Question { months, ..Question::new(&table.book, on) });
        for point in &later.points {
            let then = Question { months: 1, ..Question::new(&table.book, point.period.to) };
            let then = report(&table.book, &then);
            for indicator in Indicator::ALL {
                let (then, later) = (then.points[0].figure(indicator), point.figure(indicator));
                prop_assert_eq!(then, later, "{:?}", indicator);
            }
        }
    }

    /// What happens after a day, and in another currency, leaves its figures as they were.
    #[test]
    fn later_days_and_other_currencies_do_not_matter(
        ledger in ledgers::ledgers(40), at in any::<usize>(),
    ) {
        let on = ledger.eventful_day(at);
        let before = report(&ledger.book, &Question::new(&ledger.book, on));
        let mut draft = Draft::begin(&ledger.book, Deed::Imported { file: String::new() }, &moment());
        let of = ledger.book.customers().next().unwrap().1.customer.id;
        let after = on + Days::new(1);
        let usd = Money::new(77_700, Currency::USD);
        for (number, issued, total) in [("Z-1", after, mxn(500)), ("Z-2", on - Days::new(9), usd)] {
            let form = InvoiceForm::new(of, number, issued, Due::On(after), total);
            let invoice = action::enter_invoice(&mut draft, form).unwrap();
            let line = Line::new(InstalmentRef { invoice, number: 1 }, 100);
            let amount = Money::new(100, total.currency);
            let on = after.to_string();
            enter_credit(&mut draft, of, transfer(), &on, amount, vec![line]);
        }
        enter_credit(&mut draft, of, CreditKind::WriteOff, &after.to_string(), mxn(9), Vec::new());
        let book = draft.into_book();
        let question = Question::new(&book, on);
        prop_assert_eq!(before, report(&book, &question));
    }
}

/// How long all of it takes. Prints figures; run it by hand:
/// `cargo test --release --test indicators -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
#[expect(clippy::disallowed_methods, reason = "it measures time")]
fn all_months_of_100_000_instalments() {
    let mut draft = draft();
    let customers: Vec<Id> = (0..2_000)
        .map(|n| {
            let customer = Customer::named(Id::new(0, 0), format!("Cliente {n}"));
            action::enter_customer(&mut draft, customer).unwrap()
        })
        .collect();
    for n in 0..100_000_u64 {
        let (of, issued) =
            (customers[(n % 2_000) as usize], date("2024-01-01") + Days::new(n % 900));
        let due = Due::On(issued + Days::new(30));
        let form = InvoiceForm::new(of, &format!("F-{n:06}"), issued, due, mxn(1_000));
        let invoice = action::enter_invoice(&mut draft, form).unwrap();
        if n % 5 != 0 {
            let line = Line::new(InstalmentRef { invoice, number: 1 }, 100_000);
            let on = (issued + Days::new(20 + n % 50)).to_string();
            enter_credit(&mut draft, of, transfer(), &on, mxn(1_000), vec![line]);
        }
    }
    let book = draft.into_book();
    let question = Question::new(&book, date("2026-06-30"));
    let start = std::time::Instant::now();
    let report = report(&book, &question);
    println!("24 months, all indicators: {:?}", start.elapsed());
    let start = std::time::Instant::now();
    let drill = items_behind(&book, &question, Indicator::Dso);
    println!("behind one figure, {} lines: {:?}", drill.numerator.lines.len(), start.elapsed());
    assert!(report.points.len() == 24);
}

/// Every side of every figure of the last month is the sum of its lines.
fn assert_drills(book: &Book, question: &Question, report: &Report) {
    for indicator in Indicator::ALL {
        let figure = report.points.last().unwrap().figure(indicator);
        let drill = items_behind(book, question, indicator);
        assert_eq!(drill.numerator.sum(), figure.numerator, "{indicator:?}");
        if indicator == Indicator::DsoCountback {
            // The months cover all that is owed, or it cannot be counted back.
            let covered = drill.denominator.unwrap().sum();
            assert!(figure.value.is_err() || covered == figure.numerator);
        } else {
            let sum = drill.denominator.map(|part| part.sum());
            assert_eq!(sum, figure.denominator, "{indicator:?}");
        }
        assert_eq!(drill.period, report.points.last().unwrap().period);
    }
}

/// What holds of all figures of all months.
fn assert_sane(report: &Report) {
    for point in &report.points {
        let value = |indicator| point.figure(indicator).value;
        if let Ok(dso) = value(Indicator::Dso) {
            let best = value(Indicator::DsoBest).unwrap();
            let delinquent = value(Indicator::DaysDelinquent).unwrap();
            assert!(dso >= best && best >= Decimal::ZERO, "{dso} {best}");
            assert!((dso - best - delinquent).abs() < Decimal::new(1, 12));
        }
        if let Ok(index) = value(Indicator::Effectiveness) {
            assert!(index <= Decimal::ONE, "{index}");
        }
        let at_risk = value(Indicator::AtRiskShare).unwrap_or_default();
        assert!(at_risk <= value(Indicator::OverdueShare).unwrap_or_default());
        let shares = [Indicator::OverdueShare, Indicator::PromisesKept, Indicator::Reached];
        let stages = Stage::ALL.map(Indicator::Recovery);
        for share in shares.into_iter().chain(stages).filter_map(|of| value(of).ok()) {
            assert!(share >= Decimal::ZERO && share <= Decimal::ONE, "{share}");
        }
        for days in [Indicator::DsoCountback, Indicator::DaysToPay, Indicator::DaysToPayWeighted] {
            assert!(value(days).unwrap_or_default() >= Decimal::ZERO, "{days:?}");
        }
    }
}

fn last(book: &Book, question: &Question, indicator: Indicator) -> Figure {
    report(book, question).points.last().unwrap().figure(indicator)
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn mxn(pesos: i64) -> Money {
    Money::new(pesos * 100, Currency::MXN)
}

fn moment() -> Moment {
    Moment { at_ms: 1_800_000_000_000, random: 7, device: "t".to_owned() }
}

fn draft() -> Draft {
    Draft::begin(&Book::default(), Deed::Began, &moment())
}

fn transfer() -> CreditKind {
    CreditKind::Payment { method: Method::Transfer }
}

fn enter_credit(
    draft: &mut Draft,
    customer: Id,
    kind: CreditKind,
    on: &str,
    amount: Money,
    lines: Vec<Line>,
) {
    let form = CreditForm {
        kind,
        customer,
        date: date(on),
        amount,
        rate: None,
        reference: String::new(),
        notes: String::new(),
        lines,
    };
    action::enter_credit(draft, form).unwrap();
}
