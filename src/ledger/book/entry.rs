//! What stands in the book: each thing as it was entered, and what has become of it.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ledger::bank::{Aside, BankMovement, BankStatement};
use crate::ledger::credit::{Allocation, Credit, Refund};
use crate::ledger::customer::Customer;
use crate::ledger::dealing::{Dealing, Ending};
use crate::ledger::invoice::{Instalment, Invoice};
use crate::ledger::shelf::Ix;
use crate::ledger::{Currency, Money};

/// A customer in the book.
#[derive(Clone, Debug)]
pub struct CustomerEntry {
    /// Its particulars.
    pub customer: Arc<Customer>,
    /// Its invoices, in the order they were entered.
    pub invoices: Arc<Vec<Ix<InvoiceEntry>>>,
    /// Its credits, in the order they were entered.
    pub credits: Arc<Vec<Ix<CreditEntry>>>,
    /// What was said and agreed with it, in the order in which it was entered.
    pub dealings: Arc<Vec<DealingEntry>>,
    pub(super) removed: bool,
}

/// A dealing in the book.
#[derive(Clone, Debug)]
pub struct DealingEntry {
    /// What was said or agreed.
    pub dealing: Arc<Dealing>,
    /// Since when it holds no longer.
    pub ended: Option<Arc<Ending>>,
}

/// An invoice in the book.
#[derive(Clone, Debug)]
pub struct InvoiceEntry {
    /// The document.
    pub invoice: Arc<Invoice>,
    /// Whose it is.
    pub customer: Ix<CustomerEntry>,
    /// Since when it is cancelled, and why.
    pub cancelled: Option<Arc<Cancellation>>,
    pub(super) first_item: Ix<Item>,
    pub(super) removed: bool,
}

/// Since when an invoice is cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// The first day on which it is not owed.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// An instalment in the book (partida): what reports run over.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its invoice.
    pub invoice: Ix<InvoiceEntry>,
    /// Whose it is.
    pub customer: Ix<CustomerEntry>,
    /// Its currency.
    pub currency: Currency,
    /// Which instalment of the invoice, from 1.
    pub number: u16,
    /// The day its invoice was issued.
    pub issued_on: NaiveDate,
    /// The day it falls due.
    pub due_on: NaiveDate,
    /// The whole instalment, in minor units.
    pub amount_minor: i64,
    /// From this day it is not owed: cancelled, or (the first day of all) never entered.
    pub(super) gone_on: Option<NaiveDate>,
    /// Settled from `settled_from` on, by allocations that have not ended.
    pub(super) settled_minor: i64,
    /// The last day on which anything changed about what is settled.
    pub(super) settled_from: NaiveDate,
    pub(super) allocations: Vec<Ix<AllocationEntry>>,
}

/// A credit in the book.
#[derive(Clone, Debug)]
pub struct CreditEntry {
    /// The document.
    pub credit: Arc<Credit>,
    /// Whose it is.
    pub customer: Ix<CustomerEntry>,
    /// How much: the document's amount, here for reports that read every credit.
    pub amount: Money,
    /// The day a cheque was taken to the bank.
    pub deposited_on: Option<NaiveDate>,
    /// The day a cheque's money was there.
    pub cleared_on: Option<NaiveDate>,
    /// The day a cheque was returned unpaid.
    pub bounced_on: Option<NaiveDate>,
    /// The movement of the bank that took it back.
    pub taken_back_by: Option<Ix<MovementEntry>>,
    pub(super) effective_on: NaiveDate,
    pub(super) used_minor: i64,
    pub(super) used_from: NaiveDate,
    pub(super) allocations: Vec<Ix<AllocationEntry>>,
    pub(super) refunds: Vec<Ix<RefundEntry>>,
    pub(super) removed: bool,
}

/// An allocation in the book.
#[derive(Clone, Debug)]
pub struct AllocationEntry {
    /// What was allocated.
    pub allocation: Arc<Allocation>,
    /// The credit it takes from.
    pub credit: Ix<CreditEntry>,
    /// The instalment it settles.
    pub item: Ix<Item>,
    /// The first day on which it does not count any more.
    pub until: Option<NaiveDate>,
    pub(super) removed: bool,
}

/// A refund in the book.
#[derive(Clone, Debug)]
pub struct RefundEntry {
    /// What was given back.
    pub refund: Arc<Refund>,
    /// The credit it came out of.
    pub credit: Ix<CreditEntry>,
    pub(super) removed: bool,
}

/// Movements of an account in the book.
#[derive(Clone, Debug)]
pub struct StatementEntry {
    /// As it was entered.
    pub statement: Arc<BankStatement>,
    pub(super) first: Ix<MovementEntry>,
}

/// A movement of the bank in the book.
#[derive(Clone, Debug)]
pub struct MovementEntry {
    /// The statement it is of.
    pub statement: Arc<BankStatement>,
    /// Why no payment is entered for it, where none is.
    pub aside: Option<Aside>,
    /// What was entered for it, in the order in which it was.
    pub credits: Vec<Ix<CreditEntry>>,
    pub(super) place: u32,
    pub(super) taken_minor: i64,
    pub(super) removed: bool,
}

impl StatementEntry {
    /// The places of its movements, in the order of the file.
    pub fn movements(&self) -> impl Iterator<Item = Ix<MovementEntry>> + use<> {
        let first = self.first.place();
        (first..first + self.statement.movements.len()).map(Ix::at)
    }
}

impl MovementEntry {
    /// What the bank says.
    pub fn movement(&self) -> &BankMovement {
        &self.statement.movements[self.place as usize]
    }

    /// How much came in or went out.
    pub fn amount(&self) -> Money {
        Money::new(self.movement().amount_minor, self.statement.currency)
    }

    /// What of it is not yet entered as anything, in minor units; below zero for what went
    /// out, and nothing where it was set aside.
    pub fn left_minor(&self) -> i64 {
        if self.aside.is_some() { 0 } else { self.movement().amount_minor - self.taken_minor }
    }
}

impl InvoiceEntry {
    /// Whether it is owed at all on a day: issued by then and not cancelled.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.invoice.issued_on <= day
            && self.cancelled.as_ref().is_none_or(|cancelled| day < cancelled.on)
    }

    /// The last due date of its instalments.
    pub fn last_due_on(&self) -> NaiveDate {
        let last = self.invoice.instalments.iter().map(|Instalment { due_on, .. }| *due_on).max();
        last.unwrap_or(self.invoice.issued_on)
    }
}

impl Item {
    /// Whether it is in the book on a day: its invoice issued by then and not cancelled.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.issued_on <= day && self.gone_on.is_none_or(|gone| day < gone)
    }

    /// What instalments are ordered by, oldest first. A corrected invoice keeps its turn.
    pub fn age(&self) -> impl Ord + use<> {
        (self.due_on, self.issued_on, self.invoice, self.number)
    }

    /// Days past due on a day; zero or less while it is not yet due.
    pub fn days_past_due(&self, on: NaiveDate) -> i64 {
        (on - self.due_on).num_days()
    }
}

impl CreditEntry {
    /// The first day on which it settles.
    pub fn effective_on(&self) -> NaiveDate {
        self.effective_on
    }

    /// Whether it lowers what is owed on a day: in effect by then, and not bounced.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        !self.removed
            && self.effective_on <= day
            && self.bounced_on.is_none_or(|bounced| day < bounced)
    }

    /// Whether it is a cheque that has neither cleared nor bounced.
    pub fn is_cheque_in_hand(&self) -> bool {
        self.credit.cheque().is_some() && self.cleared_on.is_none() && self.bounced_on.is_none()
    }
}

impl DealingEntry {
    /// Whether it holds on a day: come about by then, and not ended.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.dealing.what.day() <= day && self.ended.as_ref().is_none_or(|ended| day < ended.on)
    }
}

impl AllocationEntry {
    /// Whether it settles anything on a day.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.allocation.from <= day && self.until.is_none_or(|until| day < until)
    }
}
