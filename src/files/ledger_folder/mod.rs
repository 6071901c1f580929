//! The whole ledger as a folder of tables (CSV): one file a kind of thing, with ids, so that
//! any program can put it together again and every figure can be added up anew.
//!
//! Names of files and columns are the same in both languages and stay as they are; a new
//! version adds columns at the end. `docs/ledger-folder.md` says what each holds.

mod cells;
mod readme;
mod said;

use chrono::NaiveDate;

use super::csv_out::CsvOut;
use crate::ledger::book::Book;
use crate::text::Lang;

pub use readme::readme;

/// A file of the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerFile {
    /// Whose ledger it is.
    Firm,
    /// Customers.
    Customers,
    /// Whom to talk to at each customer's.
    Contacts,
    /// Invoices, debit notes and charges.
    Invoices,
    /// Their due dates and amounts.
    Instalments,
    /// Payments, credit notes, withholdings, write-offs and discounts.
    Credits,
    /// Which part of a credit settles which instalment.
    Allocations,
    /// Money given back.
    Refunds,
    /// What was said and agreed with customers.
    Dealings,
    /// The user's own protocols, a step a row.
    ProtocolSteps,
    /// What is planned to come and go besides invoices.
    PlannedFlows,
    /// Cash counted.
    CashCounts,
    /// Dated rates.
    Rates,
    /// What was done, and when.
    History,
}

impl LedgerFile {
    /// All of them, in the order in which they are read best.
    pub const ALL: [Self; 14] = [
        Self::Firm,
        Self::Customers,
        Self::Contacts,
        Self::Invoices,
        Self::Instalments,
        Self::Credits,
        Self::Allocations,
        Self::Refunds,
        Self::Dealings,
        Self::ProtocolSteps,
        Self::PlannedFlows,
        Self::CashCounts,
        Self::Rates,
        Self::History,
    ];

    /// Its name within the folder.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Firm => "firm.csv",
            Self::Customers => "customers.csv",
            Self::Contacts => "contacts.csv",
            Self::Invoices => "invoices.csv",
            Self::Instalments => "instalments.csv",
            Self::Credits => "credits.csv",
            Self::Allocations => "allocations.csv",
            Self::Refunds => "refunds.csv",
            Self::Dealings => "dealings.csv",
            Self::ProtocolSteps => "protocol-steps.csv",
            Self::PlannedFlows => "planned-flows.csv",
            Self::CashCounts => "cash-counts.csv",
            Self::Rates => "rates.csv",
            Self::History => "history.csv",
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Firm => &["setting", "value"],
            Self::Customers => cells::CUSTOMER,
            Self::Contacts => &["customer_id", "name", "role", "email", "phone", "whatsapp"],
            Self::Invoices => cells::INVOICE,
            Self::Instalments => cells::INSTALMENT,
            Self::Credits => cells::CREDIT,
            Self::Allocations => cells::ALLOCATION,
            Self::Refunds => {
                &["refund_id", "credit_id", "paid_on", "currency", "amount", "reference"]
            }
            Self::Dealings => said::DEALING,
            Self::ProtocolSteps => said::PROTOCOL_STEP,
            Self::PlannedFlows => said::PLANNED_FLOW,
            Self::CashCounts => &["count_id", "counted_on", "currency", "amount"],
            Self::Rates => &["rate_id", "currency", "since", "home_units_per_unit"],
            Self::History => {
                &["record_id", "recorded_at_utc", "person", "deed", "facts", "taken_back"]
            }
        }
    }

    /// The file's bytes, and how many rows it has below its header. Amounts still open and
    /// left are those at the end of the day `on`.
    pub fn write(self, book: &Book, on: NaiveDate) -> (Vec<u8>, usize) {
        let mut rows = Rows { out: CsvOut::new(), count: 0 };
        rows.out.row(self.columns());
        match self {
            Self::Firm => said::firm(book, &mut rows),
            Self::Customers => cells::customers(book, &mut rows),
            Self::Contacts => cells::contacts(book, &mut rows),
            Self::Invoices => cells::invoices(book, on, &mut rows),
            Self::Instalments => cells::instalments(book, on, &mut rows),
            Self::Credits => cells::credits(book, on, &mut rows),
            Self::Allocations => cells::allocations(book, &mut rows),
            Self::Refunds => cells::refunds(book, &mut rows),
            Self::Dealings => said::dealings(book, &mut rows),
            Self::ProtocolSteps => said::protocol_steps(book, &mut rows),
            Self::PlannedFlows => said::planned_flows(book, &mut rows),
            Self::CashCounts => said::cash_counts(book, &mut rows),
            Self::Rates => said::rates(book, &mut rows),
            Self::History => said::history(book, &mut rows),
        }
        (rows.out.finish(), rows.count)
    }
}

/// The name of the archive that holds the folder: `cartera-tables-2026-03-31.zip`.
pub fn archive_name(on: NaiveDate) -> String {
    format!("cartera-tables-{on}.zip")
}

/// All files with the one that explains them, for tests and small ledgers; a page writes
/// one file after the other and lets the user go on meanwhile.
pub fn folder(book: &Book, on: NaiveDate, lang: Lang) -> Vec<(&'static str, Vec<u8>)> {
    let written = LedgerFile::ALL.map(|file| (file, file.write(book, on)));
    let counts = written.each_ref().map(|(file, (_, rows))| (*file, *rows));
    let first = (readme::name(lang), readme(book, on, lang, &counts));
    let files = written.into_iter().map(|(file, (bytes, _))| (file.file_name(), bytes));
    std::iter::once(first).chain(files).collect()
}

/// The rows of a file as they are written.
struct Rows {
    out: CsvOut,
    count: usize,
}

impl Rows {
    fn add(&mut self, cells: &[&str]) {
        self.out.row(cells);
        self.count += 1;
    }
}
