//! What people already have: files and pasted text, read into rows with their problems;
//! tables written so that any spreadsheet opens them; copies of the ledger.
//!
//! A reader turns bytes into typed, neutral rows and a list of what could not be read;
//! [`list_entry`] says what they mean for a book.

pub mod amounts;
pub mod archive;
pub mod archive_out;
pub mod backup;
pub mod bank;
pub mod csv_out;
pub mod currency_words;
pub mod dates;
pub mod delimited;
pub mod document;
pub mod document_entry;
pub mod einvoice;
pub mod encoding;
pub mod fold;
pub mod icalendar;
pub mod kept;
pub mod ledger_folder;
pub mod list;
pub mod list_entry;
pub mod off_page;
mod parties;
pub mod plain_text_accounting;
pub mod sheet;
pub mod table;
pub mod workbook;
pub mod workbook_out;
pub mod xml;
