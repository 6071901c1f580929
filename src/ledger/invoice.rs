//! What is owed and when it falls due.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::terms::Terms;
use super::{Id, Money};

/// A document that makes a customer owe: an invoice, a debit note or a charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Its id.
    pub id: Id,
    /// What kind of document.
    #[serde(default, skip_serializing_if = "InvoiceKind::is_invoice")]
    pub kind: InvoiceKind,
    /// Whom it was issued to.
    pub customer: Id,
    /// Its number as printed.
    pub number: String,
    /// The day it was issued.
    #[serde(with = "super::iso_day")]
    pub issued_on: NaiveDate,
    /// The day the customer acknowledged it (contrarrecibo), when terms count from there.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
    pub acknowledged_on: Option<NaiveDate>,
    /// The terms its instalments came from; absent when due dates were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// The amount to collect.
    pub total: Money,
    /// Due dates and amounts, in order; they sum to the total.
    pub instalments: Vec<Instalment>,
    /// Units of the home currency for one of this currency, on the day of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Decimal>,
    /// Purchase order or other reference of the customer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Fiscal id: UUID, CUFE, clave de acceso.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fiscal_id: String,
    /// Free notes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// How far it has come on its way to the customer.
    #[serde(default, skip_serializing_if = "Delivery::is_unknown")]
    pub delivery: Delivery,
    /// The invoice that a charge or debit note belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Id>,
}

/// One due date and amount of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// The day it falls due.
    #[serde(rename = "due", with = "super::iso_day")]
    pub due_on: NaiveDate,
    /// Minor units of the invoice's currency.
    #[serde(rename = "minor")]
    pub amount_minor: i64,
}

/// What kind of document makes the customer owe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceKind {
    /// An invoice.
    #[default]
    Invoice,
    /// A debit note: owed on top of an invoice.
    DebitNote,
    /// Late interest that the user issued.
    Interest,
    /// A fee that the user issued.
    Fee,
    /// What was owed before the ledger began.
    Opening,
}

impl InvoiceKind {
    fn is_invoice(&self) -> bool {
        *self == Self::Invoice
    }
}

/// How far an invoice has come on its way (distribución de factura).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Nothing is known.
    #[default]
    Unknown,
    /// Sent.
    Sent,
    /// Received.
    Received,
    /// Acknowledged (acuse, contrarrecibo).
    Acknowledged,
    /// Rejected by the customer.
    Rejected,
}

impl Delivery {
    fn is_unknown(&self) -> bool {
        *self == Self::Unknown
    }
}

/// An instalment by its invoice's id and its number from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InstalmentRef {
    /// The invoice.
    pub invoice: Id,
    /// Which of its instalments, from 1.
    #[serde(rename = "n", default = "first", skip_serializing_if = "is_first")]
    pub number: u16,
}

fn first() -> u16 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_first(number: &u16) -> bool {
    *number == 1
}
