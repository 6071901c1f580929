//! What settles: payments, credit notes, withholdings, write-offs and discounts, and the
//! part of each that settles an instalment.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::invoice::InstalmentRef;
use super::{Id, Money};

/// Something that lowers what a customer owes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: CreditKind,
    /// Whose it is.
    pub customer: Id,
    /// The day it was received or issued. A post-dated cheque settles from its own day.
    #[serde(with = "super::iso_day")]
    pub date: NaiveDate,
    /// How much.
    pub amount: Money,
    /// Units of the home currency for one of this currency, on its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Decimal>,
    /// Bank reference, document number, certificate number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Free notes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// The movement of the bank that it was entered for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub movement: Option<Id>,
    /// What a gateway kept of it before it reached the bank, in minor units.
    #[serde(rename = "fee", default, skip_serializing_if = "is_zero")]
    pub fee_minor: i64,
    /// Whether it was in the ledger before it was linked to its movement: taking the match
    /// back then leaves it, without the movement.
    #[serde(rename = "linked", default, skip_serializing_if = "is_false")]
    pub is_linked: bool,
}

impl Credit {
    /// What to call it: its reference, or its day.
    pub fn name(&self) -> String {
        if self.reference.is_empty() { self.date.to_string() } else { self.reference.clone() }
    }

    /// What of a movement of the bank it takes up, in minor units of its own currency: all
    /// that came in of a payment, nothing of what settles beside it.
    pub fn taken_minor(&self) -> i64 {
        if self.is_payment() { self.amount.amount_minor - self.fee_minor } else { 0 }
    }

    /// The first day on which it can settle anything: its date, or a post-dated cheque's.
    pub fn effective_on(&self) -> NaiveDate {
        match &self.kind {
            CreditKind::Payment { method: Method::Cheque(cheque) } => {
                cheque.post_dated_to.map_or(self.date, |day| day.max(self.date))
            }
            _ => self.date,
        }
    }

    /// The cheque it came as, if it did.
    pub fn cheque(&self) -> Option<&Cheque> {
        match &self.kind {
            CreditKind::Payment { method: Method::Cheque(cheque) } => Some(cheque),
            _ => None,
        }
    }

    /// Whether it is money that came in.
    pub fn is_payment(&self) -> bool {
        matches!(self.kind, CreditKind::Payment { .. })
    }
}

/// What a credit is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditKind {
    /// Money received.
    Payment {
        /// How it came.
        method: Method,
    },
    /// A credit note.
    CreditNote,
    /// Tax the customer keeps back and pays to the State; settles, and is no loss.
    Withholding,
    /// Given up as lost or as a concession (castigo, quita).
    WriteOff,
    /// A leftover within the tolerance the user set.
    SmallDifference,
    /// The discount agreed for paying early.
    EarlyDiscount,
}

/// How money came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Bank transfer.
    Transfer,
    /// Cash.
    Cash,
    /// Card.
    Card,
    /// A cheque.
    Cheque(Cheque),
    /// Another way.
    Other,
}

/// A cheque as received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cheque {
    /// Its number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The bank it draws on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bank: String,
    /// The day it may be cashed, when later than the day it was received.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
    pub post_dated_to: Option<NaiveDate>,
}

/// What happens to a cheque after it was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChequeStep {
    /// Taken to the bank.
    Deposited,
    /// The money is there.
    Cleared,
    /// Returned unpaid (devuelto): what it settled is open again from that day.
    Bounced,
}

/// The part of a credit that settles an instalment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// Its id.
    pub id: Id,
    /// The credit it takes from.
    pub credit: Id,
    /// The instalment it settles.
    pub to: InstalmentRef,
    /// Taken from the credit, in minor units of the credit's currency.
    #[serde(rename = "minor")]
    pub credit_minor: i64,
    /// Settled of the instalment, in minor units of the invoice's currency, where that
    /// differs.
    #[serde(rename = "settles", default, skip_serializing_if = "Option::is_none")]
    pub other_currency_minor: Option<i64>,
    /// The day it takes effect: the later of the credit's day and the invoice's issue,
    /// unless the user gave a later one.
    #[serde(with = "super::iso_day")]
    pub from: NaiveDate,
}

impl Allocation {
    /// What it settles, in minor units of the invoice's currency.
    pub fn settled_minor(&self) -> i64 {
        self.other_currency_minor.unwrap_or(self.credit_minor)
    }
}

/// Money given back to a customer out of a credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// Its id.
    pub id: Id,
    /// The credit it comes out of.
    pub credit: Id,
    /// Minor units of the credit's currency.
    #[serde(rename = "minor")]
    pub amount_minor: i64,
    /// The day it was paid out.
    #[serde(with = "super::iso_day")]
    pub on: NaiveDate,
    /// Bank reference.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
}

fn is_zero(minor: &i64) -> bool {
    *minor == 0
}

fn is_false(flag: &bool) -> bool {
    !flag
}
