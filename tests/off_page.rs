//! What the worker says of a file: documents, statements, and what else an archive holds.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;

use cartera::files::archive_out::pack;
use cartera::files::bank::{BankOptions, Refused};
use cartera::files::off_page::{Answer, Job, run};
use cartera::ledger::Currency;
use chrono::NaiveDate;

fn read(name: &str, bytes: &[u8]) -> (Answer, Vec<Vec<u8>>) {
    let today = NaiveDate::from_ymd_opt(2026, 4, 2).unwrap();
    let bank = BankOptions { today, home_currency: Currency::MXN };
    let (answer, parts) = run(&Job::Read { name: name.to_owned(), bank }, bytes);
    // As it crosses to the page.
    let said = serde_json::to_string(&answer).unwrap();
    (serde_json::from_str(&said).unwrap(), parts)
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(format!("tests/fixtures/{name}")).unwrap()
}

fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let on = NaiveDate::from_ymd_opt(2026, 4, 2).unwrap();
    pack(files.iter().map(|(name, bytes)| (*name, &**bytes)), on).unwrap()
}

#[test]
fn a_bank_s_file_is_read_whatever_it_is_called() {
    for name in [
        "cuenta.ofx",
        "cuenta-xml.ofx",
        "extracto.camt053.xml",
        "extracto.sta",
        "norma43.n43",
        "santander-enlace.txt",
        "banco.qif",
    ] {
        let (answer, parts) = read("x", &fixture(&format!("bank/{name}")));
        let Answer::Statements(Ok(statements)) = answer else { panic!("{name}: {answer:?}") };
        assert!(statements.iter().any(|statement| !statement.movements.is_empty()), "{name}");
        assert!(parts.is_empty());
    }
    let (answer, _) = read("x", b"<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>");
    assert_eq!(answer, Answer::Statements(Err(Refused::NoStatement)));
}

#[test]
fn a_sheet_in_xml_of_2003_is_a_workbook() {
    let (answer, parts) = read("bbva.xls", &fixture("bank/bbva-empresas.xls"));
    assert_eq!(answer, Answer::Workbook { sheets: vec!["bbva.xls".to_owned()] });
    assert_eq!(parts.len(), 1);
}

#[test]
fn an_archive_hands_over_what_is_no_document_but_may_be_read() {
    let invoice = fs::read("tests/e2e/fixtures/factura.xml").unwrap();
    let list = fs::read("tests/e2e/fixtures/facturas.csv").unwrap();
    let book = fs::read("tests/e2e/fixtures/facturas.xlsx").unwrap();
    let inner = zip(&[("extracto.n43", fixture("bank/norma43.n43"))]);
    let bytes = zip(&[
        ("factura.xml", invoice),
        ("leame.txt", b"Nada que leer aqui.\n".to_vec()),
        ("__MACOSX/._banco.csv", fixture("bank/bbva.csv")),
        ("banco.csv", fixture("bank/bbva.csv")),
        ("camt.xml", fixture("bank/extracto.camt053.xml")),
        ("lista.csv", list.clone()),
        ("libro.xlsx", book),
        ("marzo/extracto.zip", inner),
    ]);
    let (answer, parts) = read("marzo.zip", &bytes);
    let Answer::Documents { reading, others } = answer else { panic!("{answer:?}") };
    assert_eq!(reading.documents.len(), 1);
    assert_eq!(
        others,
        [
            "marzo.zip/banco.csv",
            "marzo.zip/camt.xml",
            "marzo.zip/lista.csv",
            "marzo.zip/libro.xlsx",
            "marzo.zip/marzo/extracto.zip/extracto.n43",
        ]
    );
    assert_eq!(parts[2], list);
    // What nothing can be done with is still said.
    let left: Vec<&str> = reading.problems.iter().map(|one| &*one.source.path).collect();
    assert_eq!(left, ["marzo.zip/leame.txt"]);
}
