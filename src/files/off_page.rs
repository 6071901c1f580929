//! What is done off the page's thread, by the worker: what is asked, and what is answered.
//!
//! Words cross as JSON, which the page reads anyway; what is large (files, tables) crosses
//! beside it as bytes, handed over and not copied.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::archive::is_office_document;
use super::archive_out::pack;
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
    Documents(Box<FileReading>),
    /// A workbook or an archive was written: it is the bytes.
    Written,
    /// It could not be done.
    Impossible,
}

/// Does a job: the answer, and the bytes that go with it.
pub fn run(job: &Job, bytes: &[u8]) -> (Answer, Vec<Vec<u8>>) {
    match job {
        Job::Read { name } => match opened(bytes) {
            Some(Ok(sheets)) => {
                let tables = sheets.iter().map(|sheet| sheet.table.to_bytes()).collect();
                let sheets = sheets.into_iter().map(|sheet| sheet.name).collect();
                (Answer::Workbook { sheets }, tables)
            }
            Some(Err(fault)) => (Answer::WorkbookFault(fault), Vec::new()),
            None => (Answer::Documents(Box::new(read_file(name, bytes))), Vec::new()),
        },
        Job::Write(head) => {
            let table = Table::from_bytes(bytes);
            written(table.and_then(|table| write_workbook(head, &table)))
        }
        Job::Pack { files, on } => written(parted(files, bytes).and_then(|files| pack(files, *on))),
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
