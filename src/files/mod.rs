//! What people already have: lists, and copies of the ledger.

pub mod backup;
//! What people already have: files and pasted text, read into rows with their problems,
//! and tables written so that any spreadsheet opens them.
//!
//! Nothing here knows the ledger's customers or invoices: a reader turns bytes into
//! typed, neutral rows and a list of what could not be read, and leaves to its caller
//! what they mean for the book.
pub mod amounts;
pub mod csv_out;
pub mod currency_words;
pub mod dates;
pub mod delimited;
pub mod encoding;
pub mod fold;
pub mod list;
pub mod table;
