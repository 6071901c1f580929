//! How long matching bank movements takes, natively, at the page's own optimisation level:
//! `cargo bench --bench matching`.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::time::Instant;

use cartera::files::bank::Movement;
use cartera::ledger::action::{Draft, Due, InvoiceForm, Moment, enter_customer, enter_invoice};
use cartera::ledger::book::Book;
use cartera::ledger::customer::Customer;
use cartera::ledger::record::Deed;
use cartera::ledger::{Currency, Id, Money};
use cartera::matching::{Certainty, MatchSettings, Matcher};
use chrono::{Days, NaiveDate};

const CUSTOMERS: usize = 2_000;
const ITEMS: usize = 10_000;
const MOVEMENTS: usize = 50_000;

fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    let book = ledger(today);
    let movements = movements(today);
    let settings = MatchSettings::of(book.firm());
    for _ in 0..3 {
        let start = Instant::now();
        let matcher = Matcher::new(&book, today, &settings);
        let built = start.elapsed();
        let found = matcher.suggest_all(&movements);
        let took = start.elapsed();
        let count = |certainty| {
            let first = found.iter().filter_map(|found| found.first());
            first.filter(|first| first.certainty == certainty).count()
        };
        println!(
            "{MOVEMENTS} movements, {ITEMS} open items: index {:.0} ms, all {:.0} ms; \
             {} certain, {} likely, {} weak",
            built.as_secs_f64() * 1e3,
            took.as_secs_f64() * 1e3,
            count(Certainty::Certain),
            count(Certainty::Likely),
            count(Certainty::Weak),
        );
    }
}

/// Names that share most of their words, as those of a real list do.
fn name(n: usize) -> String {
    const FIRST: [&str; 10] = [
        "Comercializadora",
        "Servicios",
        "Grupo",
        "Constructora",
        "Distribuidora",
        "Transportes",
        "Ferretería",
        "Consultores",
        "Talleres",
        "Inversiones",
    ];
    const SECOND: [&str; 20] = [
        "del Norte",
        "del Valle",
        "Ejemplo",
        "La Esperanza",
        "San Rafael",
        "El Roble",
        "Azteca",
        "Pacífico",
        "Santa Elena",
        "Los Andes",
        "Horizonte",
        "Central",
        "Monteverde",
        "Aurora",
        "Río Grande",
        "Tres Cruces",
        "El Faro",
        "Nueva Era",
        "La Palma",
        "Mirador",
    ];
    const THIRD: [&str; 10] =
        ["Alfa", "Beta", "Gamma", "Delta", "Omega", "Sigma", "Kappa", "Lambda", "Zeta", "Theta"];
    let (first, rest) = (n % 10, n / 10);
    format!("{} {} {} SA de CV", FIRST[first], SECOND[rest % 20], THIRD[rest / 20 % 10])
}

fn minor(n: usize) -> i64 {
    // Many equal amounts, as with retainers, and many of their own.
    if n.is_multiple_of(4) { 580_000 } else { 10_000 + (n as i64 * 7_919) % 900_000 }
}

fn ledger(today: NaiveDate) -> Book {
    let moment = Moment { at_ms: 1, random: 1, device: "bench".to_owned() };
    let mut draft = Draft::begin(&Book::default(), Deed::AddedInvoice, &moment);
    let customers: Vec<Id> = (0..CUSTOMERS)
        .map(|n| enter_customer(&mut draft, Customer::named(Id::new(0, 0), name(n))).unwrap())
        .collect();
    for n in 0..ITEMS {
        let issued = today - Days::new(120 - (n as u64 % 120));
        let total = Money::new(minor(n), Currency::MXN);
        let due = Due::On(issued + Days::new(30));
        let number = format!("F-{:06}", 100_000 + n);
        let form = InvoiceForm::new(customers[n % CUSTOMERS], &number, issued, due, total);
        enter_invoice(&mut draft, form).unwrap();
    }
    draft.into_book()
}

fn movements(today: NaiveDate) -> Vec<Movement> {
    (0..MOVEMENTS)
        .map(|n| {
            let item = n * 31 % ITEMS;
            let customer = item % CUSTOMERS;
            let on = today - Days::new(n as u64 % 90);
            let mut movement = Movement::new(on, Money::new(minor(item), Currency::MXN));
            match n % 6 {
                0 => {
                    movement.text =
                        format!("SPEI RECIBIDO 0123456789 646 FACTURA F-{}", 100_000 + item);
                }
                1 => movement.payer = name(customer).to_uppercase(),
                2 => movement.text = format!("TRANSF DE {} REF {n}", name(customer)),
                3 => {
                    let other = minor((item + CUSTOMERS) % ITEMS);
                    movement.amount.amount_minor += other;
                    movement.payer = name(customer);
                }
                4 => {
                    movement.amount.amount_minor -= movement.amount.amount_minor / 116 * 10;
                    movement.payer = name(customer);
                }
                _ => movement.text = format!("DEPOSITO EN EFECTIVO SUC {}", n % 400),
            }
            movement
        })
        .collect()
}
