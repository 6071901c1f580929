//! What is done off the page's thread, by the worker: what is asked, and what is answered.
//!
//! Words cross as JSON, which the page reads anyway; what is large (files, tables) crosses
//! beside it as bytes, handed over and not copied.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::archive::{self, Budget, is_office_document};
use super::archive_out::pack;
use super::bank::sheet::cells_of_xml;
use super::bank::{self, BankFile, BankOptions, Refused, Statement};
use super::document::FaultKind;
use super::einvoice::{FileReading, read_file};
use super::sheet::SheetHead;
use super::table::Table;
use super::workbook::{WorkbookFault, Worksheet, read_workbook};
use super::workbook_out::write_workbook;

/// What the worker is asked to do, with one file's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// To say what is in a file.
    Read {
        /// Its name, for what is said of it; nothing is recognised by it.
        name: String,
        /// What a bank statement is read against.
        bank: BankOptions,
    },
    /// To write a sheet as a workbook; its rows are the bytes ([`Table::to_bytes`]).
    Write(SheetHead),
    /// To put files together in an archive: their bytes one after the other.
    Pack {
        /// Each one's name and how many bytes it has.
        files: Vec<(String, usize)>,
        /// The day they are dated.
        on: NaiveDate,
    },
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is a workbook with these sheets; each one's cells are among the bytes
    /// ([`Table::from_bytes`]), in order.
    Workbook {
        /// The names of the sheets.
        sheets: Vec<String>,
    },
    /// It is a workbook that could not be read.
    WorkbookFault(WorkbookFault),
    /// Invoices and what else belongs to them, or why nothing could be read.
    Documents {
        /// What was read.
        reading: Box<FileReading>,
        /// The paths of files within an archive that are no documents but may be lists or
        /// statements; the bytes of each are among the bytes, in order.
        others: Vec<String>,
    },
    /// Bank statements, or why a bank's file could not be read.
    Statements(Result<Vec<Statement>, Refused>),
    /// A workbook or an archive was written: it is the bytes.
    Written,
    /// It could not be done.
    Impossible,
}

/// Does a job: the answer, and the bytes that go with it.
pub fn run(job: &Job, bytes: &[u8]) -> (Answer, Vec<Vec<u8>>) {
    match job {
        Job::Read { name, bank } => read(name, *bank, bytes),
        Job::Write(head) => {
            let table = Table::from_bytes(bytes);
            written(table.and_then(|table| write_workbook(head, &table)))
        }
        Job::Pack { files, on } => written(parted(files, bytes).and_then(|files| pack(files, *on))),
    }
}

fn read(name: &str, options: BankOptions, bytes: &[u8]) -> (Answer, Vec<Vec<u8>>) {
    match bank::recognise(bytes) {
        // What is a table the page reads, where its columns can be asked about.
        None | Some(BankFile::Sheet) => {}
        Some(BankFile::XmlSheet) => {
            let sheets = vec![name.to_owned()];
            return match cells_of_xml(bytes) {
                Some(table) => (Answer::Workbook { sheets }, vec![table.to_bytes()]),
                None => (Answer::Statements(Err(Refused::Damaged)), Vec::new()),
            };
        }
        Some(_) => return (Answer::Statements(bank::read(bytes, options)), Vec::new()),
    }
    match opened(bytes) {
        Some(Ok(sheets)) => {
            let tables = sheets.iter().map(|sheet| sheet.table.to_bytes()).collect();
            let sheets = sheets.into_iter().map(|sheet| sheet.name).collect();
            (Answer::Workbook { sheets }, tables)
        }
        Some(Err(fault)) => (Answer::WorkbookFault(fault), Vec::new()),
        None => {
            let mut reading = read_file(name, bytes);
            let (others, parts) = take_others(name, bytes, &mut reading).into_iter().unzip();
            (Answer::Documents { reading: Box::new(reading), others }, parts)
        }
    }
}

fn written(file: Option<Vec<u8>>) -> (Answer, Vec<Vec<u8>>) {
    match file {
        Some(file) => (Answer::Written, vec![file]),
        None => (Answer::Impossible, Vec::new()),
    }
}

/// The bytes that belong to each name; `None` where they are too few.
fn parted<'a>(files: &'a [(String, usize)], bytes: &'a [u8]) -> Option<Vec<(&'a str, &'a [u8])>> {
    let mut rest = bytes;
    let file = |(name, length): &'a (String, usize)| {
        let (own, after) = rest.split_at_checked(*length)?;
        rest = after;
        Some((name.as_str(), own))
    };
    files.iter().map(file).collect()
}

/// A workbook, which is an archive like those that invoices come in.
fn opened(bytes: &[u8]) -> Option<Result<Vec<Worksheet>, WorkbookFault>> {
    is_office_document(bytes).then(|| read_workbook(bytes)).flatten()
}

/// The most files of an archive that are handed to the page, and their bytes in all.
const MOST_OTHERS: usize = 100;
const MOST_OTHERS_BYTES: usize = 64 << 20;

/// The files of an archive that are no documents, but what the page can read: statements
/// and lists. They are no problems of the reading any more.
fn take_others(name: &str, bytes: &[u8], reading: &mut FileReading) -> Vec<(String, Vec<u8>)> {
    let may_be_other = |what: &FaultKind| {
        matches!(
            what,
            FaultKind::UnknownFile | FaultKind::UnknownDocument { .. } | FaultKind::OfficeDocument
        )
    };
    let paths = reading.problems.iter().filter(|problem| may_be_other(&problem.fault.what));
    let paths: HashSet<String> = paths.map(|problem| problem.source.path.to_string()).collect();
    if !is_archive(bytes) || paths.is_empty() {
        return Vec::new();
    }
    let mut others: Vec<(String, Vec<u8>)> = Vec::new();
    let mut left = MOST_OTHERS_BYTES;
    walk(bytes, name, 1, &mut Budget::new(), &mut |path, bytes| {
        let is_room = others.len() < MOST_OTHERS && bytes.len() <= left;
        if is_room && paths.contains(&path) && is_for_the_page(&bytes) {
            left -= bytes.len();
            others.push((path, bytes));
        }
    });
    reading
        .problems
        .retain(|problem| others.iter().all(|(path, _)| **path != *problem.source.path));
    others
}

/// Hands on every file of an archive and of those in it, with its path as the reading has it.
fn walk(
    bytes: &[u8],
    path: &str,
    nested: u32,
    budget: &mut Budget,
    take: &mut dyn FnMut(String, Vec<u8>),
) {
    // What cannot be unpacked was said by the reading.
    let _ = archive::each(bytes, budget, |budget, entry| {
        let Ok(bytes) = entry.bytes else { return };
        let path = [path, "/", &entry.name].concat();
        if is_archive(&bytes) && !is_office_document(&bytes) {
            if nested > 0 {
                walk(&bytes, &path, nested - 1, budget, take);
            }
        } else {
            take(path, bytes);
        }
    });
}

fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether the page can do something with a file that is no document.
fn is_for_the_page(bytes: &[u8]) -> bool {
    match bank::recognise(bytes) {
        None => matches!(opened(bytes), Some(Ok(_))),
        Some(BankFile::Sheet) => bank::is_table(bytes),
        Some(_) => true,
    }
}

/// The sheets of an answered workbook; `None` where the bytes are not theirs.
pub fn worksheets(names: Vec<String>, tables: &[Vec<u8>]) -> Option<Vec<Worksheet>> {
    if names.len() != tables.len() {
        return None;
    }
    let sheet = |(name, bytes): (String, &Vec<u8>)| {
        Some(Worksheet { name, table: Table::from_bytes(bytes)? })
    };
    names.into_iter().zip(tables).map(sheet).collect()
}
