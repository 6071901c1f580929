//! Archives of invoices: what is in them is read, what attacks do is refused.

#![allow(clippy::unwrap_used)]

use std::io::Write;

use cartera::files::document::{FaultKind, Limit, NotInvoiceKind};
use cartera::files::einvoice::{FileReading, read_file};
use rawzip::{CompressionMethod, ZipArchiveWriter};

const INVOICE: &[u8] =
    b"<Comprobante Version='4.0' Folio='7' Total='10' Fecha='2026-01-31T10:00:00'/>";

#[test]
fn files_are_read_wherever_they_lie_and_what_systems_leave_is_not() {
    let inner = zip(&[("ad001.xml", INVOICE)]);
    let archive = zip(&[
        ("enero/a.xml", INVOICE),
        ("__MACOSX/enero/._a.xml", b"junk"),
        ("enero/._b.xml", b"junk"),
        (".DS_Store", b"junk"),
        ("enero/ad001.zip", &inner),
        ("enero/a.pdf", b"%PDF-1.4 a picture"),
        ("nota.txt", b"hola"),
    ]);
    let reading = read_file("mayo.zip", &archive);
    let paths: Vec<&str> = reading.documents.iter().map(|one| &*one.source.path).collect();
    assert_eq!(paths, ["mayo.zip/enero/a.xml", "mayo.zip/enero/ad001.zip/ad001.xml"]);
    assert_eq!(reading.not_invoices[0].what, NotInvoiceKind::PrintedCopy);
    assert_eq!(faults(&reading), [FaultKind::UnknownFile]);
    assert_eq!(&*reading.problems[0].source.path, "mayo.zip/nota.txt");
}

#[test]
fn archives_are_opened_once_within_another_and_no_deeper() {
    let mut archive = zip(&[("a.xml", INVOICE)]);
    for _ in 0..2 {
        archive = zip(&[("b.zip", &archive)]);
    }
    let reading = read_file("x", &archive);
    assert!(reading.documents.is_empty());
    assert_eq!(faults(&reading), [FaultKind::TooMuch(Limit::Nesting)]);
}

#[test]
fn a_bomb_is_refused_by_what_comes_out_of_it() {
    let zeros = vec![b' '; 20 << 20];
    let bomb = zip(&[("a.xml", &zeros), ("b.xml", INVOICE)]);
    assert!(bomb.len() < 100_000);
    assert_eq!(faults(&read_file("x", &bomb)), [FaultKind::TooMuch(Limit::Expansion)]);
    // Stating a small size does not help.
    let mut liar = zip(&[("a.xml", &zeros)]);
    let directory = find(&liar, b"PK\x01\x02");
    liar[directory + 24..directory + 28].copy_from_slice(&10_u32.to_le_bytes());
    assert_eq!(faults(&read_file("x", &liar)), [FaultKind::TooMuch(Limit::Expansion)]);
}

#[test]
fn a_size_that_lies_does_not_keep_a_sound_file_out() {
    let mut archive = zip(&[("a.xml", INVOICE)]);
    let directory = find(&archive, b"PK\x01\x02");
    archive[directory + 24..directory + 28].copy_from_slice(&4_000_000_000_u32.to_le_bytes());
    assert_eq!(read_file("x", &archive).documents.len(), 1);
}

#[test]
fn damage_and_passwords_are_told_and_the_rest_is_read() {
    let sound = zip(&[("a.xml", INVOICE), ("b.xml", INVOICE)]);
    let mut damaged = sound.clone();
    let data = find(&damaged, b"a.xml") + b"a.xml".len() + 8;
    damaged[data] ^= 0x55;
    let reading = read_file("x", &damaged);
    assert_eq!((reading.documents.len(), faults(&reading)), (1, vec![FaultKind::Damaged]));
    let mut locked = sound.clone();
    let directory = find(&locked, b"PK\x01\x02");
    locked[directory + 8] |= 1;
    let reading = read_file("x", &locked);
    assert_eq!((reading.documents.len(), faults(&reading)), (1, vec![FaultKind::Encrypted]));
    let mut strange = sound.clone();
    strange[directory + 10] = 99;
    let reading = read_file("x", &strange);
    let unknown = vec![FaultKind::UnknownCompression];
    assert_eq!((reading.documents.len(), faults(&reading)), (1, unknown));
    for cut in 4..sound.len() {
        let reading = read_file("x", &sound[..cut]);
        assert!(!reading.problems.is_empty() || reading.documents.len() == 2, "{cut}");
    }
}

#[test]
fn a_directory_of_more_files_than_are_read_is_refused() {
    // So many that their count does not fit the old directory (zip64).
    let names: Vec<String> = (0..66_000).map(|number| format!("__MACOSX/{number}")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let archive = zip(&files);
    assert!(archive.windows(4).any(|four| four == b"PK\x06\x06"));
    assert_eq!(faults(&read_file("x", &archive)), [FaultKind::TooMuch(Limit::Files)]);
    let few = zip(&files[..100]);
    assert_eq!(read_file("x", &few), FileReading::default());
}

#[test]
fn a_spreadsheet_is_no_archive_of_invoices() {
    let sheet = zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]);
    assert_eq!(faults(&read_file("x", &sheet)), [FaultKind::OfficeDocument]);
}

#[test]
fn stored_files_and_an_empty_archive_are_read() {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    let (mut entry, config) =
        archive.new_file("a.xml").compression_method(CompressionMethod::STORE).start().unwrap();
    let mut writer = config.wrap(&mut entry);
    writer.write_all(INVOICE).unwrap();
    let (_, descriptor) = writer.finish().unwrap();
    entry.finish(descriptor).unwrap();
    archive.finish().unwrap();
    assert_eq!(read_file("x", &out).documents.len(), 1);
    assert_eq!(read_file("x", &zip(&[])), FileReading::default());
}

fn faults(reading: &FileReading) -> Vec<FaultKind> {
    reading.problems.iter().map(|one| one.fault.what.clone()).collect()
}

fn find(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).position(|window| window == word).unwrap()
}

/// An archive of deflated files, with sizes in descriptors after them.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    for (name, bytes) in files {
        let (mut entry, config) =
            archive.new_file(name).compression_method(CompressionMethod::DEFLATE).start().unwrap();
        let mut plain = config.wrap(Vec::new());
        plain.write_all(bytes).unwrap();
        let (plain, descriptor) = plain.finish().unwrap();
        entry.write_all(&miniz_oxide::deflate::compress_to_vec(&plain, 6)).unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}
