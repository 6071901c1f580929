//! What a bank statement says, whatever file it came in.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::key::MovementKey;
use super::problem::Problem;
pub use crate::ledger::bank::{Reference, ReferenceKind};
use crate::ledger::{Currency, Money};

/// The movements of one account over some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// What kind of file it came in.
    pub format: BankFormat,
    /// The account as the file names it, without blanks; empty where it names none.
    pub account: String,
    /// The account's currency.
    pub currency: Currency,
    /// The first day it covers, where the file says or a movement shows.
    pub from: Option<NaiveDate>,
    /// The last day it covers, where the file says or a movement shows.
    pub to: Option<NaiveDate>,
    /// The balance before the first movement.
    pub opening: Option<Money>,
    /// The balance after the last movement.
    pub closing: Option<Money>,
    /// The movements in the order of the file, oldest first where it is the other way round.
    pub movements: Vec<Movement>,
    /// Whether opening balance and movements come to the closing balance.
    pub check: Check,
    /// What could not be read, and what is doubtful.
    pub problems: Vec<Problem>,
}

/// Money that came in or went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// The day on which the bank booked it.
    pub booked_on: NaiveDate,
    /// The day from which it bears interest, where it is another.
    pub value_on: Option<NaiveDate>,
    /// How much: above zero came in, below zero went out.
    pub amount: Money,
    /// What the payer paid, where a gateway kept a fee and the file says so.
    pub gross: Option<Money>,
    /// Who is on the other side, as written; empty where the file does not say.
    pub payer: String,
    /// The other side's account; empty where the file does not say.
    pub payer_account: String,
    /// The other side's tax id as written; empty where the file does not say.
    pub payer_tax_id: String,
    /// References that stand in a field of their own.
    pub references: Vec<Reference>,
    /// What the bank or the payer wrote.
    pub text: String,
    /// The bank's own id of the movement; empty where it gives none.
    pub bank_id: String,
    /// Whether it is announced and not yet booked.
    pub is_pending: bool,
    /// Whether it takes an earlier movement back.
    pub is_reversal: bool,
    /// What it is recognised by in another file.
    pub key: MovementKey,
    /// The line or row it stands on, counted from 1; the place among the entries where the
    /// format has no lines.
    pub line: u32,
}

impl Movement {
    /// A movement of which only day and amount are known.
    pub fn new(booked_on: NaiveDate, amount: Money) -> Self {
        Self {
            booked_on,
            value_on: None,
            amount,
            gross: None,
            payer: String::new(),
            payer_account: String::new(),
            payer_tax_id: String::new(),
            references: Vec::new(),
            text: String::new(),
            bank_id: String::new(),
            is_pending: false,
            is_reversal: false,
            key: MovementKey::default(),
            line: 0,
        }
    }

    /// Adds a reference, unless it is empty, stands for none, or is there already.
    pub fn refer(&mut self, kind: ReferenceKind, text: &str) {
        let text = text.trim();
        let none = ["", "NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOREF", "-"];
        let is_none = none.iter().any(|word| text.eq_ignore_ascii_case(word))
            || text.bytes().all(|byte| byte == b'0');
        if !is_none && self.references.iter().all(|known| known.text != text) {
            self.references.push(Reference { kind, text: text.to_owned() });
        }
    }

    /// Whether money came in that a customer may have sent: above zero, and no return of
    /// what had gone out.
    pub fn is_receipt(&self) -> bool {
        self.amount.amount_minor > 0 && !self.is_reversal
    }

    /// Adds words to the text, once and with one blank between.
    pub(super) fn say(&mut self, words: &str) {
        let words = collapse(words);
        if words.is_empty() || self.text == words {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(&words);
    }
}

/// The kinds of file that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BankFormat {
    /// OFX 1, which is SGML.
    OfxSgml,
    /// OFX 2, which is XML.
    OfxXml,
    /// ISO 20022 camt.052: an account report during the day.
    Camt052,
    /// ISO 20022 camt.053: a statement.
    Camt053,
    /// ISO 20022 camt.054: a notification of single movements.
    Camt054,
    /// SWIFT MT940: a statement.
    Mt940,
    /// SWIFT MT942: a report during the day.
    Mt942,
    /// Cuaderno 43 of the Spanish banks (AEB43, CSB43).
    Norma43,
    /// Santander México's Enlace.
    Enlace,
    /// Quicken Interchange Format.
    Qif,
    /// A table: CSV, text or a worksheet.
    Sheet,
}

impl BankFormat {
    /// Whether the file is of a day that is not over, so that a later one says more.
    pub fn is_provisional(self) -> bool {
        matches!(self, Self::Camt052 | Self::Mt942)
    }
}

/// Whether opening balance and movements come to the closing balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Check {
    /// They do.
    Holds,
    /// The closing balance is more (above zero) or less than they come to.
    DiffersBy(Money),
    /// It cannot be said.
    Unknown(Unchecked),
}

/// Why opening, movements and closing cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unchecked {
    /// The opening balance is not given.
    NoOpening,
    /// The closing balance is not given.
    NoClosing,
    /// Neither balance is given.
    NoBalances,
    /// Balances or movements are in several currencies.
    Currencies,
    /// Some movements could not be read.
    MovementsMissing,
}

impl Check {
    /// Compares opening balance plus booked movements with the closing balance.
    pub fn of(
        opening: Option<Money>,
        movements: &[Movement],
        closing: Option<Money>,
        is_complete: bool,
    ) -> Self {
        let (opening, closing) = match (opening, closing) {
            (Some(opening), Some(closing)) => (opening, closing),
            (None, None) => return Self::Unknown(Unchecked::NoBalances),
            (None, _) => return Self::Unknown(Unchecked::NoOpening),
            (_, None) => return Self::Unknown(Unchecked::NoClosing),
        };
        let mut booked = movements.iter().filter(|movement| !movement.is_pending);
        let sum = booked.try_fold(opening, |sum, movement| sum.checked_add(movement.amount));
        match sum.and_then(|sum| closing.checked_sub(sum)) {
            None => Self::Unknown(Unchecked::Currencies),
            Some(difference) if difference.is_zero() => Self::Holds,
            Some(_) if !is_complete => Self::Unknown(Unchecked::MovementsMissing),
            Some(difference) => Self::DiffersBy(difference),
        }
    }
}

/// Words with one blank between them and none around.
pub(super) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// An account without blanks, as two files may write it.
pub(super) fn compact_account(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect()
}
