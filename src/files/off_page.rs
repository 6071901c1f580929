//! What is done off the page's thread, by the worker: what is asked, and what is answered.
//!
//! Words cross as JSON, which the page reads anyway; what is large (files, tables) crosses
//! beside it as bytes, handed over and not copied.

use serde::{Deserialize, Serialize};

use super::table::Table;
use super::workbook::{WorkbookFault, Worksheet, read_workbook};

/// What the worker is asked to do, with one file's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// To say what is in a file.
    Read {
        /// Its name, for what is said of it; nothing is recognised by it.
        name: String,
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
    /// It is nothing that is known.
    Unknown,
}

/// Does a job: the answer, and the bytes that go with it.
pub fn run(job: &Job, bytes: &[u8]) -> (Answer, Vec<Vec<u8>>) {
    match job {
        Job::Read { .. } => match read_workbook(bytes) {
            Some(Ok(sheets)) => {
                let tables = sheets.iter().map(|sheet| sheet.table.to_bytes()).collect();
                let sheets = sheets.into_iter().map(|sheet| sheet.name).collect();
                (Answer::Workbook { sheets }, tables)
            }
            Some(Err(fault)) => (Answer::WorkbookFault(fault), Vec::new()),
            None => (Answer::Unknown, Vec::new()),
        },
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
