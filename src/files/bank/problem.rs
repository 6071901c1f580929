//! What is wrong with a bank file. The words for it are in `text::bank`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ledger::{Currency, Money};

/// One thing wrong, or doubtful, in a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The line or row, counted from 1; the entry's place where the format has no lines;
    /// zero where it concerns the statement as a whole.
    pub line: u32,
    /// What was read.
    pub read: String,
    /// What is wrong with it.
    pub what: ProblemKind,
}

impl Problem {
    /// A problem with what was read on a line.
    pub fn new(line: u32, read: &str, what: ProblemKind) -> Self {
        // Enough to find it by; a file may hold anything.
        let read = read.chars().take(80).collect();
        Self { line, read, what }
    }
}

/// What is wrong. The first group leaves a movement out; the second is a warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProblemKind {
    /// There is no date.
    DateMissing,
    /// It is no date.
    NotADate,
    /// There is no amount.
    AmountMissing,
    /// It is no amount.
    NotAnAmount,
    /// The amount is greater than the ledger takes.
    TooLarge,
    /// The currency is not known.
    UnknownCurrency,
    /// Nothing says whether it came in or went out.
    NoDirection,
    /// The line is none of the format's.
    NotALine,

    /// The month has no such day; its last one was taken.
    DayNotInMonth {
        /// The day taken.
        taken: NaiveDate,
    },
    /// More decimals than the currency has: rounded.
    Rounded {
        /// What was kept.
        to: Money,
    },
    /// The file names no currency; this one was taken.
    CurrencyAssumed {
        /// The currency taken.
        currency: Currency,
    },
    /// A balance is in another currency than the account.
    BalanceInOther {
        /// The balance.
        balance: Money,
    },
    /// The file's own sum of what came in is another.
    CreditsDiffer {
        /// What the file says.
        says: Money,
        /// What its movements come to.
        found: Money,
    },
    /// The file's own sum of what went out is another.
    DebitsDiffer {
        /// What the file says.
        says: Money,
        /// What its movements come to, above zero.
        found: Money,
    },
    /// The file's own count of movements is another.
    CountDiffers {
        /// What the file says.
        says: u32,
        /// How many there are.
        found: u32,
    },
    /// The balance after this movement does not follow from the one before.
    BalanceBreaks {
        /// What it should be.
        expected: Money,
        /// What the file says.
        says: Money,
    },
    /// The details of an entry do not add up to it; it was kept whole.
    DetailsDiffer,
    /// The row was not completed, or is only the gateway's own bookkeeping.
    NotCompleted,
    /// Some bytes mean nothing in the file's encoding.
    Unreadable {
        /// How many.
        count: u32,
    },
    /// Investments are not read.
    Investments,
    /// The bank answered with an error instead of a statement.
    BankError,
}

impl ProblemKind {
    /// Whether a movement was left out because of it.
    pub fn leaves_out(&self) -> bool {
        matches!(
            self,
            Self::DateMissing
                | Self::NotADate
                | Self::AmountMissing
                | Self::NotAnAmount
                | Self::TooLarge
                | Self::UnknownCurrency
                | Self::NoDirection
                | Self::NotALine
        )
    }
}

/// Why a whole file is not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// It is nothing that a bank sends, as far as we know.
    NotABankFile,
    /// It is larger than can be read, in bytes.
    TooLarge {
        /// The most that is read.
        most_bytes: usize,
    },
    /// It is damaged: the XML does not hold together.
    Damaged,
    /// It holds investments only.
    Investments,
    /// The bank answered with an error instead of a statement.
    BankError {
        /// Its words; may be empty.
        message: String,
    },
    /// It lists accounts, or is empty: there is no statement in it.
    NoStatement,
    /// It is a table, and the columns must be looked at first.
    NeedsColumns,
}
