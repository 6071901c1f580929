//! A ledger and a bank's statement of a size that nobody likes to match by hand; the same
//! natively and in the browser.

#![allow(clippy::unwrap_used)]

use cartera::files::bank::Movement;
use cartera::ledger::action::{Draft, Due, InvoiceForm, Moment, enter_customer, enter_invoice};
use cartera::ledger::customer::Customer;
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Currency, Id, Money};
use chrono::{Days, NaiveDate};

/// Customers of the ledger.
pub const CUSTOMERS: usize = 2_000;
/// Its open items.
pub const ITEMS: usize = 10_000;
/// Movements of the bank.
pub const MOVEMENTS: usize = 50_000;

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

/// Open items of customers whose names share most of their words.
pub fn ledger(today: NaiveDate) -> Book {
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

/// What the bank has of a quarter: citing invoices, naming payers, neither.
pub fn movements(today: NaiveDate) -> Vec<Movement> {
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
