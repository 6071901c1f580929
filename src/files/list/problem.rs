//! What is wrong with a row, and where. The words for it are in `text::files`.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::ledger::{Money, Refusal};

/// One thing wrong, or doubtful, with one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row, counted from 1 as a spreadsheet counts it.
    pub row: u32,
    /// The column, `None` where it concerns the row as a whole.
    pub column: Option<ColumnRef>,
    /// What stood in the cell.
    pub read: String,
    /// What is wrong with it.
    pub what: ProblemKind,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnRef {
    /// Its place, counted from zero.
    pub index: usize,
    /// Its header; empty where it has none.
    pub name: Arc<str>,
}

/// What is wrong. The first group keeps the row out, the second too, for the sake of what
/// is in the book; the third is a warning, said of a row that was read, and the fourth one
/// that is said in view of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The cell is not a date.
    NotADate,
    /// The cell is not a number.
    NotANumber,
    /// The amount is greater than the ledger takes.
    TooLarge,
    /// The currency is not known.
    UnknownCurrency,
    /// Two cells of the row name two currencies; this one was named first.
    OtherCurrency {
        /// The currency's code.
        first: &'static str,
    },
    /// There is no customer.
    CustomerMissing,
    /// There is no invoice number.
    NumberMissing,
    /// The invoice number was turned into `1.2E+10` by a spreadsheet: its digits are lost.
    NumberMangled,
    /// There is neither an issue date nor a due date.
    DateMissing,
    /// There is no amount.
    AmountMissing,
    /// The amount is zero.
    ZeroAmount,
    /// What is owed is not between nothing and the total.
    OpenOutsideTotal {
        /// The invoice's total.
        total: Money,
    },
    /// What was paid is more than the total.
    PaidExceedsTotal {
        /// The invoice's total.
        total: Money,
    },
    /// The date of payment is after today.
    SettledInFuture,
    /// The same customer has another row with this number.
    DuplicateNumber {
        /// The row that came first, counted from 1.
        first_row: u32,
    },
    /// The row has more cells than there are columns.
    TooManyCells {
        /// How many columns there are.
        expected: usize,
        /// How many cells the row has.
        found: usize,
    },
    /// The cell has bytes that mean nothing in the file's encoding.
    Unreadable,

    /// Several customers have this name, and nothing in the row tells which one is meant.
    AmbiguousCustomer,
    /// The book does not take it.
    Refused(Refusal),

    /// The issue date is missing; the due date was taken for it.
    IssueFromDue,
    /// The issue date is after today.
    IssueInFuture,
    /// The due date is before the issue date.
    DueBeforeIssue {
        /// The issue date.
        issue: NaiveDate,
    },
    /// The date of payment is before the issue date.
    SettledBeforeIssue {
        /// The issue date.
        issue: NaiveDate,
    },
    /// More decimals than the currency has: rounded.
    Rounded {
        /// What was kept.
        to: Money,
    },
    /// Nothing is said of what is owed: taken as all of it.
    OpenTakenAsTotal,
    /// A dash where an amount is owed: taken as zero, as spreadsheets show it.
    DashTakenAsZero,
    /// There is a date of payment, and something is still owed: taken as a part payment of
    /// that day.
    PartPaidOnSettled {
        /// What is still owed.
        open: Money,
    },
    /// Total, paid and owed do not add up; what is owed was believed.
    PaidDisagrees {
        /// What is owed.
        open: Money,
    },

    /// The terms were not understood; the customer's or the firm's were taken.
    TermsNotUnderstood,
    /// The book has this invoice with another total: it was left as it is.
    KnownOtherTotal {
        /// The total in the book, which may be in another currency.
        known: Money,
    },
    /// The book has this invoice with less to pay: it was left as it is.
    KnownOwesLess {
        /// What is open of it in the book.
        open: Money,
    },
    /// The book has this invoice as cancelled: it was left as it is.
    KnownCancelled {
        /// Since when.
        on: NaiveDate,
    },
    /// A part of the credit note was used before: only what is left of it was taken.
    CreditNoteLeft {
        /// What is left.
        left: Money,
    },
    /// Nothing is left of the credit note: there is nothing to enter.
    CreditNoteUsedUp,
}

impl ProblemKind {
    /// Whether the row was read all the same.
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::IssueFromDue
                | Self::IssueInFuture
                | Self::DueBeforeIssue { .. }
                | Self::SettledBeforeIssue { .. }
                | Self::Rounded { .. }
                | Self::OpenTakenAsTotal
                | Self::DashTakenAsZero
                | Self::PartPaidOnSettled { .. }
                | Self::PaidDisagrees { .. }
                | Self::TermsNotUnderstood
                | Self::KnownOtherTotal { .. }
                | Self::KnownOwesLess { .. }
                | Self::KnownCancelled { .. }
                | Self::CreditNoteLeft { .. }
                | Self::CreditNoteUsedUp
        )
    }
}
