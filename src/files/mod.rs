//! What people already have: files and pasted text, read into rows with their problems;
//! tables written so that any spreadsheet opens them; copies of the ledger.
//!
//! A reader turns bytes into typed, neutral rows and a list of what could not be read, and
//! leaves to its caller what they mean for the book.

pub mod amounts;
pub mod backup;
pub mod csv_out;
pub mod currency_words;
pub mod dates;
pub mod delimited;
pub mod encoding;
pub mod fold;
pub mod list;
pub mod table;
