//! What a bank says: its movements, kept as they came, and what the user said of payers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Currency, Id};

/// The movements of an account over some days, as a file of the bank brought them: those
/// that the ledger did not have already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankStatement {
    /// Its id.
    pub id: Id,
    /// The account as the file names it; empty where it names none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub account: String,
    /// The currency of the account and of every movement.
    pub currency: Currency,
    /// The first day it covers, where known.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
    pub from: Option<NaiveDate>,
    /// The last day it covers, where known.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
    pub to: Option<NaiveDate>,
    /// The balance before the first movement of the file, in minor units, where it says.
    #[serde(rename = "opening", default, skip_serializing_if = "Option::is_none")]
    pub opening_minor: Option<i64>,
    /// The balance after the last movement of the file, in minor units, where it says.
    #[serde(rename = "closing", default, skip_serializing_if = "Option::is_none")]
    pub closing_minor: Option<i64>,
    /// What the file's movements sum to that the ledger had already, in minor units.
    #[serde(rename = "known", default, skip_serializing_if = "is_zero")]
    pub known_minor: i64,
    /// The file's name; empty for pasted text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Its movements, in the order of the file.
    pub movements: Vec<BankMovement>,
}

/// Money that came in or went out, as the bank says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankMovement {
    /// Its id.
    pub id: Id,
    /// Equal for one movement in two files: overlapping statements do not double.
    pub key: u64,
    /// The day on which the bank booked it.
    #[serde(rename = "on", with = "super::iso_day")]
    pub booked_on: NaiveDate,
    /// The day from which it bears interest, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::iso_day::maybe")]
    pub value_on: Option<NaiveDate>,
    /// How much, in minor units of the statement's currency: above zero came in, below zero
    /// went out.
    #[serde(rename = "minor")]
    pub amount_minor: i64,
    /// What a gateway kept of what the payer paid, in minor units, where the file says so.
    #[serde(rename = "fee", default, skip_serializing_if = "is_zero")]
    pub fee_minor: i64,
    /// Who is on the other side, as written; empty where the file does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub payer: String,
    /// The other side's account; empty where the file does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub payer_account: String,
    /// The other side's tax id as written; empty where the file does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub payer_tax_id: String,
    /// References that stand in a field of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// What the bank or the payer wrote.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The bank's own id of the movement; empty where it gives none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bank_id: String,
    /// Whether it takes an earlier movement back.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_reversal: bool,
}

/// A reference in a field of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Whose it is.
    pub kind: ReferenceKind,
    /// As written.
    pub text: String,
}

/// Whose reference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    /// What the payer gave the transfer from end to end (EndToEndId, clave de rastreo).
    EndToEnd,
    /// What the creditor asked for (a structured reference, an invoice's number in a column
    /// of its own, a gateway's external reference).
    Creditor,
    /// A cheque's number.
    Cheque,
    /// A direct debit's mandate.
    Mandate,
    /// The bank's or the payer's, for whatever purpose.
    Other,
}

/// A movement of the bank that no payment is entered for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// The movement.
    pub movement: Id,
    /// The payment that it takes back (a bounced cheque, a returned transfer); absent where
    /// it is not ours to match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_back: Option<Id>,
}

/// Who a payer is, as the user confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A customer.
    Customer(Id),
    /// Nobody who owes: what comes from there is not ours to match.
    NotOurs,
}

/// What was said of a payer, before and after; nothing where nothing is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayerChange {
    /// What the payer is known by: an account after `#`, or the words that stay the same
    /// from one payment to the next.
    pub key: String,
    /// As it was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Who>,
    /// As it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Who>,
}

impl BankStatement {
    /// By how much the closing balance differs from opening balance and movements, in minor
    /// units; `None` where the file does not give both balances.
    pub fn differs_minor(&self) -> Option<i64> {
        let own: i64 = self.movements.iter().map(|movement| movement.amount_minor).sum();
        let sum = self.opening_minor?.saturating_add(self.known_minor).saturating_add(own);
        Some(self.closing_minor?.saturating_sub(sum))
    }
}

impl BankMovement {
    /// What to call it: who is on the other side, else its text, else its day.
    pub fn name(&self) -> String {
        let words = [&self.payer, &self.text].into_iter().find(|words| !words.is_empty());
        words.map_or_else(|| self.booked_on.to_string(), |words| words.chars().take(60).collect())
    }
}

fn is_zero(minor: &i64) -> bool {
    *minor == 0
}

fn is_false(flag: &bool) -> bool {
    !flag
}
