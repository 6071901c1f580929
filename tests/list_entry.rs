//! From the rows of a list to facts in a book.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::PathBuf;
use std::sync::Arc;

use cartera::aging::{AgingQuery, Basis, aging};
use cartera::files::list::{
    Corrections, ListOptions, ListRead, ListReader, ProblemKind, Survey, rows_csv,
};
use cartera::files::list_entry::{
    Entered, Entering, EntryOptions, LineState, Plan, Planning, Tally, UndatedPayments,
};
use cartera::files::table::Table;
use cartera::ledger::action::{self, Draft, Moment};
use cartera::ledger::book::Book;
use cartera::ledger::customer::Customer;
use cartera::ledger::record::{Deed, Record};
use cartera::ledger::terms::parse_terms;
use cartera::ledger::{Currency, Id, Money, Refusal};
use cartera::text::Lang;
use chrono::NaiveDate;
use proptest::prelude::*;

const HEADER: &str =
    "Cliente,RFC,Código,Factura,Fecha,Vencimiento,Total,Saldo,Fecha de pago,Correo\n";

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    date("2026-06-01")
}

fn options() -> EntryOptions {
    EntryOptions { today: today(), undated: UndatedPayments::default() }
}

fn read(text: &str) -> (Arc<ListRead>, Arc<Table>) {
    let options = ListOptions { today: today(), home_currency: Currency::MXN };
    let mut survey = Survey::file(text.as_bytes().into(), Corrections::default(), options);
    while !survey.step().is_done() {}
    let proposal = survey.finish().unwrap();
    assert_eq!(proposal.questions(), []);
    let table = Arc::clone(proposal.table());
    let mut reader = ListReader::new(Arc::clone(&table), proposal.layout().unwrap(), options);
    while !reader.read_some(100).is_done() {}
    (Arc::new(reader.finish().unwrap()), table)
}

fn plan(list: &(Arc<ListRead>, Arc<Table>), book: &Book, options: EntryOptions) -> Plan {
    let mut planning = Planning::new(Arc::clone(&list.0), Arc::clone(&list.1), book, options);
    while !planning.step(3).is_done() {}
    planning.finish().unwrap()
}

fn moment(n: u64) -> Moment {
    Moment { at_ms: 1_700_000_000_000 + n, random: n, device: "test".to_owned() }
}

/// Stores what was drafted as it would be: sealed, read back and folded.
fn stored(book: &Book, draft: Draft) -> Book {
    let (sealed, with) = draft.finish();
    let (record, hash) = Record::open(&sealed.bytes).unwrap();
    assert_eq!(hash, sealed.hash);
    let folded = book.clone().fold(&[(record, hash)]);
    assert_eq!(folded.unfit(), []);
    assert_eq!(folded.head(), with.head());
    with
}

fn enter(list: &(Arc<ListRead>, Arc<Table>), plan: Plan, book: &Book) -> (Book, Entered) {
    let n = book.head().map_or(1, |head| head.seq + 1);
    let deed = Deed::Imported { file: "lista.csv".to_owned() };
    let mut draft = Draft::begin(book, deed, &moment(n));
    assert!(plan.fits(&draft));
    let rows = plan.len();
    let mut entering = Entering::new(Arc::new(plan), Arc::clone(&list.1));
    while !entering.step(&mut draft, 3).is_done() {}
    assert_eq!(entering.progress().total, rows);
    let entered = entering.finish().unwrap();
    (stored(book, draft), entered)
}

fn import(text: &str, book: &Book) -> (Book, Tally) {
    let list = read(text);
    let plan = plan(&list, book, options());
    let planned = plan.tally.clone();
    let (book, entered) = enter(&list, plan, book);
    assert_eq!(entered.refused, []);
    assert_eq!(entered.tally, planned);
    (book, planned)
}

fn list(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

fn with_customer(customer: Customer) -> Book {
    let mut draft = Draft::begin(&Book::default(), Deed::AddedCustomer, &moment(0));
    action::enter_customer(&mut draft, customer).unwrap();
    draft.finish().1
}

#[test]
fn a_list_of_open_and_paid_invoices_stands_in_the_book_as_it_says() {
    let (book, tally) = import(
        &list(
            "El Faro,,,F-1,2026-01-10,2026-02-09,100.00,100.00,,\n\
             El Faro,,,F-2,2026-01-11,2026-02-10,200.00,0.00,2026-02-20,\n\
             La Luna,,,F-1,2026-01-12,2026-02-11,300.00,120.00,,\n\
             La Luna,,,NC-1,2026-03-01,,-50.00,-50.00,,\n",
        ),
        &Book::default(),
    );
    assert_eq!((tally.customers_new, tally.invoices_new, tally.payments), (2, 3, 2));
    assert_eq!((tally.credit_notes_new, tally.rows_known), (1, 0));
    let totals = tally.totals[0];
    assert_eq!((totals.invoiced_minor, totals.paid_minor), (60_000, 38_000));
    assert_eq!((totals.open_minor(), totals.credited_minor), (22_000, 5_000));

    let report = aging(&book, &AgingQuery::new(&book, today()));
    let section = &report.sections[0];
    assert_eq!(section.totals.unapplied_minor, 5_000);
    assert_eq!(section.totals.balance_minor, 22_000 - 5_000);
    // F-2 was open until it was paid, on the day the list says.
    let open_on = |day: &str| {
        let report = aging(&book, &AgingQuery::new(&book, date(day)));
        report.sections[0].totals.open_items
    };
    assert_eq!((open_on("2026-02-19"), open_on("2026-02-20")), (3, 2));
}

#[test]
fn the_same_list_again_changes_nothing() {
    let rows = list(
        "El Faro,FAR010203AB1,12,F-1,2026-01-10,2026-02-09,100.00,100.00,,ana@example.com\n\
         La Luna,,,F-1,2026-01-12,2026-02-11,300.00,120.00,2026-03-01,\n\
         La Luna,,,NC-1,2026-03-01,,-50.00,-50.00,,\n",
    );
    let (book, _) = import(&rows, &Book::default());
    let again = read(&rows);
    let plan = plan(&again, &book, options());
    assert_eq!(plan.tally.rows_known, 3);
    assert_eq!((plan.tally.changes(), plan.refused.len(), plan.warnings.len()), (0, 0, 0));
    assert_eq!((plan.tally.customers_known, plan.tally.customers_new), (2, 0));
    let (after, _) = enter(&again, plan, &book);
    assert_eq!(after.log().last().unwrap().facts, 0);
}

#[test]
fn a_known_invoice_gets_the_payment_that_came_since() {
    let (book, _) = import(
        &list(
            "El Faro,,,F-1,2026-01-10,2026-02-09,100.00,100.00,,\n\
             El Faro,,,F-2,2026-01-11,2026-02-10,200.00,200.00,,\n\
             El Faro,,,F-3,2026-01-11,2026-02-10,300.00,300.00,,\n",
        ),
        &Book::default(),
    );
    let later = read(&list(
        "EL FARO,,,f-1,2026-01-10,2026-02-09,100.00,0.00,2026-05-02,\n\
         El  Faro,,,F-2,2026-01-11,2026-02-10,200.00,150.00,,\n\
         El Faro,,,F-3,2026-01-11,2026-02-10,310.00,310.00,,\n",
    ));
    let planned = plan(&later, &book, options());
    assert_eq!(planned.tally.payments_of_known, 2);
    assert_eq!(planned.tally.totals[0].paid_known_minor, 15_000);
    let states: Vec<_> = (0..3).map(|at| planned.line(at).unwrap().state).collect();
    assert_eq!(states, [LineState::Paid, LineState::Paid, LineState::Known]);
    assert_eq!(planned.line(0).unwrap().paid_on, Some(date("2026-05-02")));
    assert_eq!(planned.line(1).unwrap().paid_on, Some(today()));
    // Another total is said, not guessed about.
    let known = Money::new(30_000, Currency::MXN);
    assert_eq!(planned.warnings[0].what, ProblemKind::KnownOtherTotal { known });

    let (book, _) = enter(&later, planned, &book);
    let open = |number: &str| {
        let (customer, _) = book.customers().next().unwrap();
        book.open(book.find_number(customer, number).unwrap(), today()).amount_minor
    };
    assert_eq!((open("F-1"), open("F-2"), open("F-3")), (0, 15_000, 30_000));
    assert_eq!(book.customers().count(), 1);
}

#[test]
fn a_list_of_balances_without_totals_pays_what_it_shows_less_of() {
    let rows = |balance: &str| {
        format!(
            "Cliente,Factura,Fecha,Vencimiento,Saldo\nEl Faro,F-1,2026-01-10,2026-02-09,{balance}\n"
        )
    };
    let (book, _) = import(&rows("100.00"), &Book::default());
    let (_, tally) = import(&rows("60.00"), &book);
    assert_eq!(tally.totals[0].paid_known_minor, 4_000);
    let more = read(&rows("130.00"));
    let planned = plan(&more, &book, options());
    let open = Money::new(10_000, Currency::MXN);
    assert_eq!(planned.warnings[0].what, ProblemKind::KnownOwesLess { open });
    assert_eq!(planned.tally.changes(), 0);
}

#[test]
fn a_cancelled_invoice_stays_cancelled() {
    let rows = list("El Faro,,,F-1,2026-01-10,2026-02-09,100.00,100.00,,\n");
    let (book, _) = import(&rows, &Book::default());
    let invoice = book.invoices().next().unwrap().1.invoice.id;
    let mut draft = Draft::begin(&book, Deed::CancelledInvoice, &moment(9));
    action::cancel_invoice(&mut draft, invoice, date("2026-02-01"), "error".to_owned()).unwrap();
    let (_, book) = draft.finish();
    let planned = plan(&read(&rows), &book, options());
    assert_eq!(planned.warnings[0].what, ProblemKind::KnownCancelled { on: date("2026-02-01") });
    assert_eq!(planned.tally.changes(), 0);
}

#[test]
fn customers_are_known_by_tax_id_then_code_then_name() {
    let mut known = Customer::named(Id::new(0, 0), "Comercial El Faro SA de CV");
    known.trade_name = "El Faro".to_owned();
    known.tax_id = "FAR-010203-AB1".to_owned();
    known.code = "C-7".to_owned();
    let book = with_customer(known);
    let new_customers = |rows: &str| import(&list(rows), &book).1.customers_new;
    let row = |name: &str, tax_id: &str, code: &str| {
        format!("{name},{tax_id},{code},F-1,2026-01-10,2026-02-09,100.00,100.00,,\n")
    };
    // Another name and code, the same tax id.
    assert_eq!(
        new_customers(&row("Faro, matriz", "FAR010203AB1", "99").replacen(
            "Faro, matriz",
            "Faro matriz",
            1
        )),
        0
    );
    // The same code, whatever the name.
    assert_eq!(new_customers(&row("Faro matriz", "", "c-7")), 0);
    // The same name, legal or trade, whatever its case, accents and blanks.
    assert_eq!(new_customers(&row("COMERCIAL  EL FARO SA DE CV", "", "")), 0);
    assert_eq!(new_customers(&row("el fáro", "", "")), 0);
    // Names that only look alike are two.
    assert_eq!(new_customers(&row("Comercial El Faro", "", "")), 1);
    // The same name with another tax id, or another code, is somebody else.
    assert_eq!(new_customers(&row("El Faro", "LUN010203AB1", "")), 1);
    assert_eq!(new_customers(&row("El Faro", "", "C-8")), 1);
}

#[test]
fn the_general_public_is_not_one_customer() {
    let (_, tally) = import(
        &list(
            "Ana Ruiz,XAXX010101000,,F-1,2026-01-10,2026-02-09,100.00,100.00,,\n\
             Luis Gil,XAXX010101000,,F-2,2026-01-10,2026-02-09,100.00,100.00,,\n",
        ),
        &Book::default(),
    );
    assert_eq!(tally.customers_new, 2);
}

#[test]
fn a_name_that_several_customers_have_is_asked_about() {
    let list = read(&list(
        "Juan Pérez,,12,F-1,2026-01-10,2026-02-09,100.00,100.00,,\n\
         Juan Pérez,,15,F-2,2026-01-10,2026-02-09,100.00,100.00,,\n\
         Juan Pérez,,,F-3,2026-01-10,2026-02-09,100.00,100.00,,\n",
    ));
    let planned = plan(&list, &Book::default(), options());
    assert_eq!((planned.tally.invoices_new, planned.tally.customers_new), (2, 2));
    assert_eq!(planned.refused[0].row, 4);
    assert_eq!(planned.refused[0].problems[0].what, ProblemKind::AmbiguousCustomer);
    let csv = rows_csv(&list.0, &planned.refused.iter().collect::<Vec<_>>(), Lang::Es).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    let line = csv.lines().nth(1).unwrap();
    assert!(line.starts_with("Juan Pérez,,,F-3,") && line.contains("«Juan Pérez»"), "{line}");
}

#[test]
fn one_number_twice_under_two_names_of_a_customer_is_found() {
    let list = read(&list(
        "El Faro,FAR010203AB1,,F-1,2026-01-10,2026-02-09,100.00,100.00,,\n\
         Faro matriz,FAR010203AB1,,f-1,2026-01-10,2026-02-09,100.00,100.00,,\n",
    ));
    let planned = plan(&list, &Book::default(), options());
    assert_eq!(planned.refused[0].problems[0].what, ProblemKind::DuplicateNumber { first_row: 2 });
    assert_eq!(planned.tally.invoices_new, 1);
}

#[test]
fn blank_fields_of_known_customers_are_completed_and_others_kept() {
    let mut known = Customer::named(Id::new(0, 0), "El Faro");
    known.segment = "Mayoristas".to_owned();
    let book = with_customer(known);
    let text = "Cliente,RFC,Código,Tipo de cliente,Responsable,Correo,Teléfono,Factura,Fecha,Total\n\
        El Faro,FAR010203AB1,C-7,Minoristas,Marta,ana@example.com,,F-1,2026-01-10,100.00\n\
        El Faro,,,,,otra@example.com,55 1234 5678,F-2,2026-01-10,100.00\n";
    let (book, tally) = import(text, &book);
    assert_eq!((tally.customers_known, tally.customers_completed), (1, 1));
    let (_, entry) = book.customers().next().unwrap();
    let customer = &entry.customer;
    assert_eq!(customer.segment, "Mayoristas");
    assert_eq!((&*customer.tax_id, &*customer.code), ("FAR010203AB1", "C-7"));
    assert_eq!(customer.responsible, "Marta");
    assert_eq!(customer.contacts.len(), 1);
    assert_eq!(customer.contacts[0].email, "ana@example.com");
    assert_eq!(customer.contacts[0].phone, "55 1234 5678");
    // Nothing is left to complete.
    assert_eq!(import(text, &book).1.changes(), 0);
}

#[test]
fn a_code_that_stood_for_the_name_gives_way_to_it() {
    let by_code = "Código,Factura,Fecha,Total\n0017,F-1,2026-01-10,100.00\n";
    let (book, _) = import(by_code, &Book::default());
    let named = "Código,Cliente,Factura,Fecha,Total\n0017,El Faro,F-2,2026-01-10,100.00\n";
    let (book, tally) = import(named, &book);
    assert_eq!((tally.customers_new, tally.customers_completed), (0, 1));
    assert_eq!(book.customers().next().unwrap().1.customer.legal_name, "El Faro");
    // The list of codes still finds it, and leaves the name.
    let (book, tally) = import(&by_code.replace("F-1", "F-3"), &book);
    assert_eq!((tally.customers_new, tally.customers_completed), (0, 0));
    assert_eq!(book.customers().next().unwrap().1.customer.legal_name, "El Faro");
}

#[test]
fn due_dates_come_from_the_row_its_terms_the_customers_or_the_firms() {
    let mut known = Customer::named(Id::new(0, 0), "La Luna");
    known.terms = parse_terms("60 días");
    let book = with_customer(known);
    let list = read(
        "Cliente,Factura,Fecha,Vencimiento,Condiciones,Total\n\
         El Faro,F-1,2026-01-01,2026-01-20,30 días,100.00\n\
         El Faro,F-2,2026-01-01,,15 días,100.00\n\
         El Faro,F-3,2026-01-01,,,100.00\n\
         La Luna,F-4,2026-01-01,,,100.00\n\
         La Luna,F-5,2026-01-01,,según contrato,100.00\n\
         El Faro,F-6,2026-01-01,,30/60,100.01\n",
    );
    let planned = plan(&list, &book, options());
    let due: Vec<_> =
        (0..6).map(|at| planned.line(at).unwrap().due_on.unwrap().to_string()).collect();
    let expected =
        ["2026-01-20", "2026-01-16", "2026-01-31", "2026-03-02", "2026-03-02", "2026-03-02"];
    assert_eq!(due, expected);
    assert_eq!(planned.due_by_usual_terms, 3);
    assert_eq!(planned.warnings.len(), 1);
    assert_eq!(planned.warnings[0].what, ProblemKind::TermsNotUnderstood);
    let (book, _) = enter(&list, planned, &book);
    let (_, last) = book.invoices().next_back().unwrap();
    assert_eq!(last.invoice.instalments.len(), 2);
}

#[test]
fn payments_without_a_day_get_the_day_that_was_chosen() {
    let text = list(
        "El Faro,,,F-1,2026-01-10,2026-02-09,100.00,0.00,,\n\
         El Faro,,,F-2,2026-05-20,2026-07-01,100.00,40.00,,\n",
    );
    let list = read(&text);
    for (undated, days) in [
        (UndatedPayments::OnDueDate, ["2026-02-09", "2026-06-01"]),
        (UndatedPayments::OnIssue, ["2026-01-10", "2026-05-20"]),
        (UndatedPayments::OnImport, ["2026-06-01", "2026-06-01"]),
    ] {
        let planned = plan(&list, &Book::default(), EntryOptions { undated, ..options() });
        assert_eq!(planned.undated_payments, 2);
        let found = [0, 1].map(|at| planned.line(at).unwrap().paid_on.unwrap().to_string());
        assert_eq!(found, days, "{undated:?}");
        let (book, _) = enter(&list, planned, &Book::default());
        let paid_on: Vec<_> =
            book.credits().map(|(_, entry)| entry.credit.date.to_string()).collect();
        assert_eq!(paid_on, days);
    }
}

#[test]
fn a_payment_settles_the_instalments_in_order() {
    let (book, _) = import(
        "Cliente,Factura,Fecha,Condiciones,Total,Saldo\nEl Faro,F-1,2026-01-01,30/60,100.00,30.00\n",
        &Book::default(),
    );
    let (ix, _) = book.invoices().next().unwrap();
    let open: Vec<_> = book.items_of(ix).map(|(_, item)| book.open_minor(item, today())).collect();
    assert_eq!(open, [0, 3_000]);
}

#[test]
fn a_credit_note_counts_for_what_is_left_of_it() {
    let list = read(&list(
        "El Faro,,,NC-1,2026-01-10,,-100.00,-40.00,,\n\
         El Faro,,,NC-2,2026-01-10,,-100.00,0.00,,\n",
    ));
    let planned = plan(&list, &Book::default(), options());
    let left = Money::new(4_000, Currency::MXN);
    assert_eq!(planned.warnings[0].what, ProblemKind::CreditNoteLeft { left });
    assert_eq!(planned.warnings[1].what, ProblemKind::CreditNoteUsedUp);
    assert_eq!((planned.tally.credit_notes_new, planned.tally.rows_known), (1, 1));
    let (book, _) = enter(&list, planned, &Book::default());
    let credits: Vec<_> =
        book.credits().map(|(_, entry)| (&*entry.credit.reference, entry.amount)).collect();
    assert_eq!(credits, [("NC-1", left)]);
}

#[test]
fn a_row_the_book_refuses_is_named_and_the_others_go_on() {
    // Between plan and entering somebody enters one of the numbers.
    let list = read(&list(
        "El Faro,,,F-1,2026-01-10,2026-02-09,100.00,0.00,2026-02-09,\n\
         El Faro,,,F-2,2026-01-10,2026-02-09,100.00,100.00,,\n",
    ));
    let (book, _) =
        import("Cliente,Factura,Fecha,Total\nEl Faro,F-0,2026-01-10,1.00\n", &Book::default());
    let planned = plan(&list, &book, options());
    let (book, _) = import("Cliente,Factura,Fecha,Total\nEl Faro,F-1,2026-01-10,1.00\n", &book);
    let mut draft = Draft::begin(&book, Deed::Imported { file: String::new() }, &moment(50));
    assert!(!planned.fits(&draft));
    let mut entering = Entering::new(Arc::new(planned), Arc::clone(&list.1));
    while !entering.step(&mut draft, 1).is_done() {}
    let entered = entering.finish().unwrap();
    assert_eq!((entered.tally.invoices_new, entered.tally.payments), (1, 0));
    assert!(matches!(
        entered.refused[0].problems[0].what,
        ProblemKind::Refused(Refusal::DuplicateNumber { .. })
    ));
    let book = stored(&book, draft);
    assert_eq!(book.invoices().count(), 3);
    // Of the refused row nothing is left behind, no payment either.
    assert_eq!(book.credits().count(), 0);
}

/// A row of a list, as a seed of everything that may be in it.
#[derive(Clone, Debug)]
struct Seed {
    customer: u8,
    coded: bool,
    number: u8,
    total: u16,
    open_percent: Option<u8>,
    settled: bool,
    due: bool,
    credit: bool,
    currency: bool,
}

fn seeds() -> impl Strategy<Value = Vec<Seed>> {
    let seed = (
        (0u8..5, any::<bool>(), 0u8..12, 1u16..5000),
        (proptest::option::of(0u8..=100), any::<bool>(), any::<bool>(), 0u8..6, any::<bool>()),
    )
        .prop_map(
            |((customer, coded, number, total), (open_percent, settled, due, credit, currency))| {
                Seed {
                    customer,
                    coded,
                    number,
                    total,
                    open_percent,
                    settled,
                    due,
                    credit: credit == 0,
                    currency,
                }
            },
        );
    proptest::collection::vec(seed, 1..30)
}

fn written(seeds: &[Seed]) -> String {
    let mut text =
        "Cliente,Código,Factura,Fecha,Vencimiento,Moneda,Total,Saldo,Fecha de pago\n".to_owned();
    for seed in seeds {
        let sign = if seed.credit { "-" } else { "" };
        let cents = |minor: u32| format!("{sign}{}.{:02}", minor / 100, minor % 100);
        let total = u32::from(seed.total);
        let open = seed.open_percent.map(|percent| cents(total * u32::from(percent) / 100));
        let row = [
            format!("Cliente {}", seed.customer),
            if seed.coded { format!("C{}", seed.customer) } else { String::new() },
            format!("F-{}", seed.number),
            "2026-01-10".to_owned(),
            if seed.due { "2026-02-09".to_owned() } else { String::new() },
            if seed.currency { "USD" } else { "MXN" }.to_owned(),
            cents(total),
            open.unwrap_or_default(),
            if seed.settled { "2026-03-01".to_owned() } else { String::new() },
        ];
        text += &row.join(",");
        text.push('\n');
    }
    text
}

/// Invoiced, paid and credited in a currency, by what stands in the book.
fn sums(book: &Book, currency: Currency) -> (i64, i64, i64) {
    let invoiced = book
        .invoices()
        .map(|(_, entry)| entry.invoice.total)
        .filter(|total| total.currency == currency)
        .map(|total| total.amount_minor)
        .sum();
    let credits = |payments: bool| {
        book.credits()
            .filter(|(_, entry)| {
                entry.amount.currency == currency && entry.credit.is_payment() == payments
            })
            .map(|(_, entry)| entry.amount.amount_minor)
            .sum()
    };
    (invoiced, credits(true), credits(false))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_row_ends_as_one_thing_and_the_totals_announced_are_those_in_the_book(
        first in seeds(),
        second in seeds(),
    ) {
        let mut book = Book::default();
        for seeds in [first, second] {
            let list = read(&written(&seeds));
            let planned = plan(&list, &book, options());
            let tally = planned.tally.clone();
            let refused = planned.refused.len();
            prop_assert_eq!(
                tally.invoices_new + tally.payments_of_known + tally.credit_notes_new
                    + tally.rows_known + refused,
                list.0.rows.len()
            );
            prop_assert_eq!(list.0.accounted(), list.1.len());
            let (after, entered) = enter(&list, planned, &book);
            prop_assert_eq!(&entered.refused, &[]);
            prop_assert_eq!(&entered.tally, &tally);
            let grown = |count: fn(&Book) -> usize| count(&after) - count(&book);
            prop_assert_eq!(grown(|book| book.customers().count()), tally.customers_new);
            prop_assert_eq!(grown(|book| book.invoices().count()), tally.invoices_new);
            prop_assert_eq!(
                grown(|book| book.credits().count()),
                tally.payments + tally.credit_notes_new
            );
            for totals in &tally.totals {
                let (was, is) = (sums(&book, totals.currency), sums(&after, totals.currency));
                prop_assert_eq!(is.0 - was.0, totals.invoiced_minor);
                prop_assert_eq!(is.1 - was.1, totals.paid_minor + totals.paid_known_minor);
                prop_assert_eq!(is.2 - was.2, totals.credited_minor);
            }
            book = after;
        }
    }
}

/// Two years of real invoices and the days they were paid; see `payment_history.rs`.
#[test]
fn a_payment_history_needs_no_question_and_is_open_as_of_any_day() {
    let Some(text) = sample() else {
        println!("skipped: no payment-history/late-payments-half.csv");
        return;
    };
    let list = read(&text);
    println!("{} rows read", list.0.rows.len());
    assert_eq!((list.0.rows.len(), list.0.bad.len()), (1_267, 0));
    let planned = plan(&list, &Book::default(), options());
    assert_eq!(planned.refused, []);
    assert_eq!(planned.undated_payments, 0);
    let tally = planned.tally.clone();
    assert_eq!((tally.customers_new, tally.invoices_new, tally.payments), (50, 1_267, 1_267));
    let (book, entered) = enter(&list, planned, &Book::default());
    assert_eq!(entered.tally, tally);

    for (day, open, buckets) in [
        ("2012-06-30", 56, [238_227, 78_750, 0, 0, 0]),
        ("2013-06-30", 49, [251_053, 48_606, 0, 0, 0]),
        ("2013-12-31", 7, [4_951, 34_558, 0, 0, 0]),
        ("2014-01-09", 0, [0; 5]),
    ] {
        let report = aging(&book, &AgingQuery::new(&book, date(day)));
        let totals = report.sections.first().map(|section| section.totals);
        let found = totals.map_or((0, vec![0; 5]), |totals| {
            assert_eq!(totals.unapplied_minor, 0);
            (totals.open_items, totals.buckets.to_vec())
        });
        assert_eq!(found, (open, buckets.to_vec()), "{day}");
    }
    let query =
        AgingQuery { basis: Basis::IssueDate, ..AgingQuery::new(&book, date("2013-06-30")) };
    let totals = aging(&book, &query).sections[0].totals;
    assert_eq!(totals.buckets.to_vec(), [251_053, 48_606, 0, 0]);
}

fn sample() -> Option<String> {
    let folder = std::env::var_os("CARTERA_SAMPLES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples"),
        PathBuf::from,
    );
    std::fs::read_to_string(folder.join("payment-history/late-payments-half.csv")).ok()
}
