//! What became of a document, for the user to look at.

use chrono::NaiveDate;

use super::due::DueBy;
use crate::files::document::{ClaimKind, Notice};
use crate::ledger::{Money, Refusal};

/// A document, or a row of the tax authority's list, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The file it came in, from 0.
    pub file: usize,
    /// The document's place in the file, from 0; rows of lists come after the documents.
    pub at: usize,
    /// The customer, or whoever stands on the other side.
    pub party: String,
    /// Its number; the beginning of its fiscal id where it has none.
    pub number: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// What is to be collected, credited or was paid; `None` where that cannot be summed up.
    pub amount: Option<Money>,
    /// The (last) day on which it falls due.
    pub due_on: Option<NaiveDate>,
    /// Who says so.
    pub due_by: Option<DueBy>,
    /// What becomes of it.
    pub state: LineState,
    /// What is doubtful about it in view of the book.
    pub doubts: Vec<Doubt>,
    /// What there is to know about it.
    pub notices: Vec<Notice>,
}

/// What becomes of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineState {
    /// It is entered: an invoice, a debit note, a credit note.
    New(ClaimKind),
    /// The payments that it certifies are entered.
    Payments,
    /// It was in the book, and is given its fiscal id.
    Completed,
    /// Nothing: it was in the book already.
    Known,
    /// Nothing: it came before, in this file or another.
    Repeated,
    /// It says that an invoice of the book is void, which is cancelled.
    Cancels,
    /// Nothing: the firm is the buyer.
    Bought,
    /// Nothing: the firm is neither seller nor buyer.
    Foreign,
    /// Nothing, by what it is.
    LeftOut(Why),
    /// Nothing: the book does not take it.
    Refused(Refusal),
}

/// Why a document is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// A notice of it says why.
    Notice,
    /// There is nothing to collect, or nothing left.
    NothingToCollect,
    /// It is void by the tax authority's list.
    Cancelled,
    /// None of the invoices that it pays is here.
    PaysUnknown,
    /// Several customers fit, and nothing tells which.
    AmbiguousCustomer,
}

/// What is doubtful about a document in view of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// The book has another total for it.
    OtherTotal {
        /// What the book has.
        known: Money,
    },
    /// The invoice that it corrects is not here: it stays as credit of the customer.
    CorrectsUnknown,
    /// It pays invoices that are not here as well; that part is not entered.
    PaysUnknownToo {
        /// The part.
        part: Money,
    },
    /// More was paid than is open: the rest stays as credit of the customer.
    NotAllApplied {
        /// The rest.
        rest: Money,
    },
    /// It takes the place of an invoice, which is cancelled.
    Replaces,
    /// By the receipt another amount is left of an invoice than by the ledger.
    OtherLeft {
        /// What is left by the receipt.
        receipt: Money,
        /// What is left by the ledger.
        ledger: Money,
    },
}
