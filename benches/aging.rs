//! How long the aging report takes over large ledgers, natively, at the page's own
//! optimisation level: `cargo bench --bench aging`.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::hint::black_box;
use std::time::Instant;

use cartera::aging::{
    AgingQuery, Basis, CellRef, Grouping, SortKey, aging, items_behind, month_end_trend, sort_rows,
};
use cartera::ledger::action::{self, CreditForm, Draft, Due, InvoiceForm, Line, Moment};
use cartera::ledger::book::Book;
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::invoice::{Instalment, InstalmentRef};
use cartera::ledger::record::Deed;
use cartera::ledger::{Currency, Id, Money};
use chrono::{Days, NaiveDate};

const CUSTOMERS: usize = 5_000;

fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    let open = ledger(today, 100_000, 1, 0, &["MXN"]);
    report("100,000 open, one currency", &open, today);
    let mixed = ledger(today, 100_000, 1, 0, &["MXN", "USD", "EUR"]);
    report("100,000 open, three currencies", &mixed, today);
    drop((open, mixed));

    let settled = ledger(today, 100_000, 1, 80, &["MXN", "USD"]);
    report("100,000 of which 80 % paid", &settled, today);
    report("the same, half a year ago", &settled, today - Days::new(180));
    let query = AgingQuery::new(&settled, today);
    time("the same, trend of 12 months", 1_200_000, || month_end_trend(&settled, &query, 12).len());
    let by_invoice = AgingQuery { by: Grouping::Invoice, ..query.clone() };
    time("the same, by invoice", 100_000, || aging(&settled, &by_invoice).sections.len());
    let rows = aging(&settled, &by_invoice).sections.swap_remove(0).rows;
    time("sort its rows by name", rows.len(), || {
        let mut rows = rows.clone();
        sort_rows(&settled, &mut rows, SortKey::Name, false);
        rows.len()
    });
    let cell = CellRef { currency: Currency::MXN, key: None, bucket: Some(2) };
    time("the items behind a total", 100_000, || items_behind(&settled, &query, &cell).len());
    drop(settled);

    let million = ledger(today, 100_000, 10, 0, &["MXN"]);
    report("1,000,000 open", &million, today);
}

fn report(what: &str, book: &Book, as_of: NaiveDate) {
    let items: usize = book.item_blocks().map(<[_]>::len).sum();
    let query = AgingQuery::new(book, as_of);
    time(what, items, || aging(book, &query).sections.len());
    let query = AgingQuery { basis: Basis::IssueDate, by: Grouping::Segment, ..query };
    time("  by segment and issue date", items, || aging(book, &query).sections.len());
}

/// Prints the median and the least of some runs.
fn time(what: &str, items: usize, mut run: impl FnMut() -> usize) {
    let mut taken_us: Vec<f64> = (0..21)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    taken_us.sort_by(f64::total_cmp);
    let (least, median) = (taken_us[0], taken_us[taken_us.len() / 2]);
    println!(
        "{what:<34} median {:8.3} ms, least {:8.3} ms, {:6.1} ns an item",
        median / 1e3,
        least / 1e3,
        median * 1e3 / items as f64
    );
}

/// A ledger of invoices of the two years before a day, of which some are paid.
fn ledger(
    today: NaiveDate,
    invoices: usize,
    parts: u32,
    paid_percent: u32,
    currencies: &[&str],
) -> Book {
    let mut random = fastrand::Rng::with_seed(7);
    let moment = Moment { at_ms: 1_700_000_000_000, random: 1, device: "bench".to_owned() };
    let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment);
    let customers: Vec<Id> = (0..CUSTOMERS)
        .map(|place| {
            let mut customer = Customer::named(Id::new(0, 0), format!("Cliente {place}"));
            customer.segment = ["Mayorista", "Salud", "Corporativo"][place % 3].to_owned();
            action::enter_customer(&mut draft, customer).unwrap()
        })
        .collect();
    for number in 0..invoices {
        let customer = customers[random.usize(..CUSTOMERS)];
        let currency = Currency::from_code(currencies[number % currencies.len()]).unwrap();
        let issued = today - Days::new(random.u64(1..730));
        let instalments: Vec<Instalment> = (0..parts)
            .map(|part| Instalment {
                due_on: issued + Days::new(u64::from(part) * 30 + random.u64(0..90)),
                amount_minor: random.i64(1_000..10_000_000),
            })
            .collect();
        let total: i64 = instalments.iter().map(|part| part.amount_minor).sum();
        let first_minor = instalments[0].amount_minor;
        let total = Money::new(total, currency);
        let due = Due::Instalments(instalments);
        let form = InvoiceForm::new(customer, &number.to_string(), issued, due, total);
        let invoice = action::enter_invoice(&mut draft, form).unwrap();
        if random.u32(..100) < paid_percent {
            let form = CreditForm {
                kind: CreditKind::Payment { method: Method::Transfer },
                customer,
                date: (issued + Days::new(random.u64(0..150))).min(today),
                amount: Money::new(first_minor, currency),
                rate: None,
                reference: String::new(),
                notes: String::new(),
                lines: vec![Line::new(InstalmentRef { invoice, number: 1 }, first_minor)],
            };
            action::enter_credit(&mut draft, form).unwrap();
        }
    }
    draft.into_book()
}
