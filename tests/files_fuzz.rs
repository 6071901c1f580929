//! Workbooks, lists, copies and protocols, spoilt in any way: no panic, no endless loop, and
//! what is read is whole. `make fuzz` runs more cases.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::{Arc, OnceLock};

use cartera::dunning::protocol_file;
use cartera::dunning::shipped;
use cartera::files::bank::BankOptions;
use cartera::files::list::{Corrections, ListOptions, ListReader, Survey};
use cartera::files::off_page::{Answer, Job, run, worksheets};
use cartera::files::{archive, archive_out, backup};
use cartera::ledger::action::{Draft, Moment, enter_customer};
use cartera::ledger::book::Book;
use cartera::ledger::customer::Customer;
use cartera::ledger::journal::StoredRecord;
use cartera::ledger::protocol::Protocol;
use cartera::ledger::record::Deed;
use cartera::ledger::{Currency, Id};
use chrono::NaiveDate;
use proptest::prelude::*;

#[path = "support/mutation.rs"]
mod mutation;

use mutation::{Change, change};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_workbook_is_read_or_refused(
        which in any::<prop::sample::Index>(),
        changes in changes(),
    ) {
        let whole = workbooks();
        read_workbook(&spoilt(which.get::<Vec<u8>>(whole), &whole[0], &changes))?;
    }

    #[test]
    fn what_is_in_a_workbook_may_be_anything(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        changes in changes(),
    ) {
        // Its parts are compressed and have checksums: changed before they are packed.
        let mut parts = unzip(which.get::<Vec<u8>>(workbooks()));
        let at = place.index(parts.len());
        parts[at].1 = spoilt(&parts[at].1, &parts[0].1, &changes);
        read_workbook(&zip(&parts))?;
    }

    #[test]
    fn a_changed_list_is_read_or_asked_about(
        which in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        changes in changes(),
    ) {
        let bytes = spoilt(which.get::<Vec<u8>>(lists()), other.get::<Vec<u8>>(lists()), &changes);
        let options = ListOptions { today: day(), home_currency: Currency::MXN };
        let mut survey = Survey::file(Arc::from(bytes), Corrections::default(), options);
        while !survey.step().is_done() {}
        let Some(proposal) = survey.finish() else { return Ok(()) };
        let Ok(layout) = proposal.layout() else { return Ok(()) };
        let table = proposal.table().clone();
        let rows = table.len();
        let mut reader = ListReader::new(table, layout, options);
        while !reader.read_some(100).is_done() {}
        let read = reader.finish().unwrap();
        prop_assert!(read.rows.len() + read.bad.len() + read.skipped.len() <= rows);
    }

    #[test]
    fn a_changed_copy_is_whole_or_refused(changes in changes()) {
        let whole = copy();
        let bytes = spoilt(whole, whole, &changes);
        let Ok(read) = backup::read(&bytes) else { return Ok(()) };
        // Every record bears the hash of the one before: what is read was not changed, but for
        // the line that only names the copy.
        let stored = backup::read(whole).unwrap();
        let records = |copy: &backup::Backup| {
            copy.records.iter().map(|record| record.bytes.clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(records(&read), records(&stored));
    }

    #[test]
    fn a_changed_protocol_is_read_or_refused(
        which in any::<prop::sample::Index>(),
        changes in changes(),
    ) {
        let whole = protocol_file::write(which.get::<Protocol>(shipped::all()));
        let bytes = spoilt(&whole, &whole, &changes);
        let mut next = 0;
        let mut new_id = || {
            next += 1;
            Id::new(next, 0)
        };
        if let Ok(protocol) = protocol_file::read(&bytes, day(), &mut new_id) {
            let again = protocol_file::write(&protocol);
            prop_assert!(protocol_file::read(&again, day(), &mut new_id).is_ok());
        }
    }
}

#[test]
fn a_list_of_long_lines_takes_no_quadratic_time() {
    let options = ListOptions { today: day(), home_currency: Currency::MXN };
    let many = 2_000_000;
    for text in ["\"".repeat(many), ",".repeat(many), "a".repeat(many), "\"\n".repeat(many / 2)] {
        let mut survey =
            Survey::file(Arc::from(text.into_bytes()), Corrections::default(), options);
        while !survey.step().is_done() {}
        drop(survey.finish());
    }
}

fn read_workbook(bytes: &[u8]) -> Result<(), TestCaseError> {
    let bank = BankOptions { today: day(), home_currency: Currency::MXN };
    let (answer, tables) = run(&Job::Read { name: "libro".to_owned(), bank }, bytes);
    if let Answer::Workbook { sheets } = answer {
        let count = sheets.len();
        prop_assert_eq!(worksheets(sheets, &tables).map(|sheets| sheets.len()), Some(count));
    }
    Ok(())
}

fn spoilt(bytes: &[u8], other: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes {
        change.make(&mut bytes, other);
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec(change(), 1..6)
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 1).unwrap()
}

/// A workbook of each kind.
fn workbooks() -> &'static [Vec<u8>] {
    static WORKBOOKS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    WORKBOOKS.get_or_init(|| {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, name) in ["Cliente", "Factura", "Fecha", "Total"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), name).unwrap();
        }
        for row in 1..20 {
            sheet.write(row, 0, "Papelería Luna").unwrap();
            sheet.write(row, 1, row).unwrap();
            sheet.write(row, 2, 46_000 + row).unwrap();
            sheet.write(row, 3, 1200.5).unwrap();
        }
        let ods = include_bytes!("fixtures/workbook/facturas.ods");
        vec![workbook.save_to_buffer().unwrap(), ods.to_vec()]
    })
}

/// The lists of the fixtures.
fn lists() -> &'static [Vec<u8>] {
    static LISTS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    LISTS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lists");
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
    })
}

/// A copy of three records.
fn copy() -> &'static [u8] {
    static COPY: OnceLock<Vec<u8>> = OnceLock::new();
    COPY.get_or_init(|| {
        let mut book = Book::default();
        let mut stored = Vec::new();
        for seq in 1..=3 {
            let at_ms = 1_767_225_600_000 + seq;
            let moment = Moment { at_ms, random: seq, device: "a".to_owned() };
            let mut draft = Draft::begin(&book, Deed::AddedCustomer, &moment);
            let named = Customer::named(Id::new(0, 0), format!("Cliente {seq}"));
            enter_customer(&mut draft, named).unwrap();
            let (sealed, next) = draft.finish();
            stored.push(StoredRecord { seq, bytes: sealed.bytes });
            book = next;
        }
        backup::write("Andina", 5_000, &stored).0
    })
}

fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut parts = Vec::new();
    archive::each(bytes, &mut archive::Budget::new(), |_, entry| {
        parts.push((entry.name, entry.bytes.unwrap()));
    })
    .unwrap();
    parts
}

fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    archive_out::pack(parts.iter().map(|(name, bytes)| (&**name, &**bytes)), day()).unwrap()
}
