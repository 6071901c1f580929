//! What is read from one row of a list.

use chrono::NaiveDate;

use crate::ledger::Money;

/// A row that was read: an invoice or credit note as somebody's list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRow {
    /// The row, counted from 1 as a spreadsheet counts it.
    pub row: u32,
    /// What it is.
    pub kind: RowKind,
    /// Whom it is for.
    pub customer: CustomerKey,
    /// Its number.
    pub number: String,
    /// The day it was issued.
    pub issue: NaiveDate,
    /// The day it is due.
    pub due: Option<NaiveDate>,
    /// Its terms, as written.
    pub terms: Option<String>,
    /// Its total: more than nothing, also for a credit note.
    pub total: Money,
    /// What was still open of it when the list was made, from nothing to `total`, in the
    /// same currency.
    pub open: Money,
    /// The day it was paid, or partly paid where something is still open.
    pub settled: Option<NaiveDate>,
    /// An order number, a contract, a fiscal id.
    pub reference: Option<String>,
    /// Free text.
    pub notes: Option<String>,
    /// Who looks after the customer.
    pub responsible: Option<String>,
    /// The kind of customer.
    pub segment: Option<String>,
    /// The customer's e-mail address, as written.
    pub email: Option<String>,
    /// The customer's telephone number, as written.
    pub phone: Option<String>,
}

impl ReadRow {
    /// What was settled before the list was made: `total` less `open`.
    pub fn paid(&self) -> Money {
        Money::new(self.total.amount_minor - self.open.amount_minor, self.total.currency)
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// An invoice.
    Invoice,
    /// A credit note: the list has its amount below zero.
    CreditNote,
}

/// What a list says about who the customer is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CustomerKey {
    /// The name; where the list has none, the code or else the tax id.
    pub name: String,
    /// The code in the program the list comes from.
    pub code: Option<String>,
    /// The tax id, as written.
    pub tax_id: Option<String>,
}

/// Why a row was not read, though nothing is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SkipReason {
    /// It is blank.
    Blank,
    /// It stands above the header.
    Preamble,
    /// It is the header.
    Header,
    /// It is the header once more, as at the top of a printed page.
    RepeatedHeader,
    /// It is a sum of other rows: it has a label that says so, or an amount and neither
    /// customer, number nor date.
    Total,
    /// It has neither number, date nor amount: a title or a remark.
    Remark,
}
