//! Why a file or a document was not read. The words for it are in `text::documents`.

use super::Source;
use crate::files::xml::{XmlFault, XmlLimit};
use crate::ledger::Currency;

/// Something that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    /// The file.
    pub source: Source,
    /// The number of the document in it; empty where it concerns the file, or is unknown.
    pub number: String,
    /// What is wrong, and where.
    pub fault: Fault,
}

/// What is wrong, and where in the document.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fault {
    /// The row of a table, counted from 1.
    pub row: Option<u32>,
    /// The field, as the format names it: `Receptor/@Rfc`, `Monto total`. Empty where it
    /// concerns all of it.
    pub field: String,
    /// What stood there, cut short; empty where nothing did.
    pub read: String,
    /// What is wrong.
    pub what: FaultKind,
}

impl Fault {
    /// What is wrong with a file or a document as a whole.
    pub fn of(what: FaultKind) -> Self {
        Self { row: None, field: String::new(), read: String::new(), what }
    }

    /// What is wrong with a field, and what stood there.
    pub fn at(field: &str, read: &str, what: FaultKind) -> Self {
        let read = read.chars().take(MOST_SHOWN).collect();
        Self { row: None, field: field.to_owned(), read, what }
    }

    /// The same, in a row of a table.
    pub fn in_row(self, row: u32) -> Self {
        Self { row: Some(row), ..self }
    }
}

/// Characters of a wrong value that are kept.
const MOST_SHOWN: usize = 80;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum FaultKind {
    /// The file is empty.
    Empty,
    /// Nothing about the file is known.
    UnknownFile,
    /// It is XML, of a kind that is not known.
    UnknownDocument {
        /// The name of its root element.
        root: String,
    },
    /// It is more than is read at once.
    TooMuch(Limit),
    /// The XML is broken: a tag is not closed, or the file was cut.
    NotWellFormed,
    /// The XML defines its own entities, as attacks do and no invoice does.
    Entities,
    /// It says to be written in an encoding that is not known.
    UnknownEncoding,
    /// The archive or the file in it is damaged.
    Damaged,
    /// It is protected by a password.
    Encrypted,
    /// The archive's compression is not known.
    UnknownCompression,
    /// There is no invoice inside the PDF.
    NoInvoiceInside,
    /// It is a spreadsheet or another document of an office program.
    OfficeDocument,

    /// The field is missing or empty.
    Missing,
    /// It is not a date.
    NotADate,
    /// It is not a number.
    NotAnAmount,
    /// It has more decimals than its currency.
    TooManyDecimals {
        /// The currency.
        currency: Currency,
    },
    /// The amount is greater than the ledger takes.
    AmountTooLarge,
    /// The currency is not known.
    UnknownCurrency,
}

impl From<XmlFault> for FaultKind {
    fn from(fault: XmlFault) -> Self {
        match fault {
            XmlFault::NotWellFormed => Self::NotWellFormed,
            XmlFault::Entities => Self::Entities,
            XmlFault::UnknownEncoding => Self::UnknownEncoding,
            XmlFault::TooMuch(XmlLimit::Bytes) => Self::TooMuch(Limit::Bytes),
            XmlFault::TooMuch(XmlLimit::Depth) => Self::TooMuch(Limit::Depth),
            XmlFault::TooMuch(XmlLimit::Elements) => Self::TooMuch(Limit::Elements),
        }
    }
}

/// What there was too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Limit {
    /// Bytes of a file.
    Bytes,
    /// Elements within elements.
    Depth,
    /// Elements or attributes.
    Elements,
    /// Files in an archive.
    Files,
    /// Archives within archives.
    Nesting,
    /// Bytes that come out of an archive, of all or for each that goes in.
    Expansion,
}
