//! What a list would do to a book, for the user to look at before it is done.

use std::sync::Arc;

use chrono::NaiveDate;

use super::tally::Tally;
use crate::files::list::{BadRow, ListRead, Problem, ReadRow};
use crate::files::parties::Party;
use crate::ledger::action::Draft;
use crate::ledger::customer::Customer;
use crate::ledger::journal::Hash;
use crate::ledger::{Id, Money, Terms};

/// What is taken for granted where a list says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryOptions {
    /// The day of the import.
    pub today: NaiveDate,
    /// The day of payments that have none.
    pub undated: UndatedPayments,
}

/// The day of a payment that a list tells of without one. An invoice that was in the book
/// and open was paid since: its payment is of the day of the import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UndatedPayments {
    /// The invoice's (last) due date, and not later than the day of the import.
    #[default]
    OnDueDate,
    /// The day the invoice was issued.
    OnIssue,
    /// The day of the import.
    OnImport,
}

impl UndatedPayments {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 3] = [Self::OnDueDate, Self::OnIssue, Self::OnImport];
}

/// What becomes of each row of a list that was read, worked out against a book.
#[derive(Debug)]
pub struct Plan {
    /// How much of everything.
    pub tally: Tally,
    /// Rows that cannot be entered, with why, in the file's order.
    pub refused: Vec<BadRow>,
    /// What is doubtful about rows in view of the book, in the file's order.
    pub warnings: Vec<Problem>,
    /// New invoices without a due date, for which the customer's or the firm's terms hold.
    pub due_by_usual_terms: usize,
    /// Payments of new invoices for which [`EntryOptions::undated`] gives the day.
    pub undated_payments: usize,
    pub(super) read: Arc<ListRead>,
    pub(super) parties: Vec<Party>,
    pub(super) rows: Vec<RowPlan>,
    pub(super) terms: Vec<Terms>,
    pub(super) follows: Option<Hash>,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum RowPlan {
    Invoice { party: u32, due: DuePlan, paid: Option<PaymentPlan> },
    CreditNote { party: u32, amount_minor: i64 },
    PaymentOfKnown { party: u32, invoice: Id, paid: PaymentPlan },
    Known { party: u32 },
    Refused,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum DuePlan {
    On(NaiveDate),
    /// The place of the terms in [`Plan::terms`].
    Terms(u32),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct PaymentPlan {
    pub minor: i64,
    pub on: NaiveDate,
}

/// A row as it will stand in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The row in the file, counted from 1.
    pub row: u32,
    /// What becomes of it.
    pub state: LineState,
    /// The customer's name.
    pub customer: String,
    /// The document's number.
    pub number: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// The (last) due date; `None` for what does not fall due.
    pub due_on: Option<NaiveDate>,
    /// The total; of a credit note what is entered of it.
    pub total: Money,
    /// What is paid of it by this import, in minor units.
    pub paid_minor: i64,
    /// The day of that payment.
    pub paid_on: Option<NaiveDate>,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineState {
    /// An invoice that was not in the book.
    New,
    /// A credit note that was not in the book.
    CreditNote,
    /// An invoice that was in the book and open, and is paid now.
    Paid,
    /// Nothing: it is in the book already.
    Known,
    /// Nothing: the book does not take it.
    Refused,
}

impl Plan {
    /// Whether the plan was made for the book that a draft was begun on. If not, plan again
    /// on the draft's book.
    pub fn fits(&self, draft: &Draft) -> bool {
        self.follows == draft.follows()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row as it will stand; `None` past the end.
    pub fn line(&self, at: usize) -> Option<Line> {
        let (plan, row) = (self.rows.get(at)?, self.read.rows.get(at)?);
        let name = |party: u32| {
            let customer = self.parties[party as usize].customer.as_deref();
            customer.map_or(&*row.customer.name, Customer::name).to_owned()
        };
        let mut line = Line {
            row: row.row,
            state: LineState::Refused,
            customer: row.customer.name.clone(),
            number: row.number.clone(),
            issued_on: row.issue,
            due_on: row.due,
            total: row.total,
            paid_minor: 0,
            paid_on: None,
        };
        let paid = match *plan {
            RowPlan::Invoice { party, due, paid } => {
                (line.state, line.customer) = (LineState::New, name(party));
                line.due_on = Some(self.last_due(due, row));
                paid
            }
            RowPlan::CreditNote { party, amount_minor } => {
                (line.state, line.customer) = (LineState::CreditNote, name(party));
                line.total.amount_minor = amount_minor;
                line.due_on = None;
                None
            }
            RowPlan::PaymentOfKnown { party, paid, .. } => {
                (line.state, line.customer) = (LineState::Paid, name(party));
                Some(paid)
            }
            RowPlan::Known { party } => {
                (line.state, line.customer) = (LineState::Known, name(party));
                None
            }
            RowPlan::Refused => None,
        };
        line.paid_minor = paid.map_or(0, |paid| paid.minor);
        line.paid_on = paid.map(|paid| paid.on);
        Some(line)
    }

    fn last_due(&self, due: DuePlan, row: &ReadRow) -> NaiveDate {
        match due {
            DuePlan::On(day) => day,
            DuePlan::Terms(at) => last_due(&self.terms[at as usize], row),
        }
    }
}

/// The last due date of a row under terms that were found to make sense.
pub(super) fn last_due(terms: &Terms, row: &ReadRow) -> NaiveDate {
    let parts = terms.instalments(row.issue, row.total).unwrap_or_default();
    parts.into_iter().map(|(day, _)| day).max().unwrap_or(row.issue)
}
