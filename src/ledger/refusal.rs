//! Why the book does not take a fact, in figures.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::credit::ChequeStep;
use super::terms::TermsProblem;
use super::{Currency, Id, Money};

/// What is wrong with a fact, given the book it was proposed to.
///
/// `text::refusal` puts each into words; amounts and names are carried here so that the
/// words can say them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing has this id.
    Unknown {
        /// The id.
        id: Id,
    },
    /// Something has this id already.
    AlreadyThere {
        /// The id.
        id: Id,
    },
    /// A name or number is missing.
    Blank(Blank),
    /// The customer has an invoice of this number.
    DuplicateNumber {
        /// The customer's name.
        customer: String,
        /// The number.
        number: String,
    },
    /// The amount is not above zero.
    NotPositive {
        /// The amount.
        amount: Money,
    },
    /// The amount exceeds what the ledger holds exactly.
    TooLarge {
        /// The amount.
        amount: Money,
    },
    /// A rate that is not above zero.
    RateNotPositive,
    /// The instalments do not sum to the total.
    InstalmentsDiffer {
        /// The invoice's number.
        number: String,
        /// Its total.
        total: Money,
        /// What the instalments sum to.
        sum: Money,
    },
    /// The terms do not make sense.
    Terms(TermsProblem),
    /// The last days of the overdue buckets do not rise from 1.
    BucketEdges,
    /// A share that is not between 0 and 100 per cent.
    NotAPercent {
        /// The share.
        percent: Decimal,
    },
    /// The difference to tolerate is below zero.
    NegativeTolerance,
    /// More than is open on the instalment.
    MoreThanOpen {
        /// The invoice's number.
        number: String,
        /// Open on the first day it would be too much.
        open: Money,
        /// What was asked for.
        asked: Money,
    },
    /// A correction would leave less of an instalment than is settled.
    LessThanSettled {
        /// The invoice's number.
        number: String,
        /// What the instalment would be.
        amount: Money,
        /// The most that is settled of it on any day.
        settled: Money,
    },
    /// More than is left of the credit.
    MoreThanLeft {
        /// The credit's reference or date.
        credit: String,
        /// What is left on the first day it would be too much.
        left: Money,
        /// What was asked for.
        asked: Money,
    },
    /// The day is before the thing it settles, or before the money was there.
    TooEarly {
        /// The day given.
        day: NaiveDate,
        /// The first possible day.
        earliest: NaiveDate,
    },
    /// A credit of one customer does not settle another's invoice.
    OtherCustomer {
        /// Whose credit.
        credit_of: String,
        /// Whose invoice.
        invoice_of: String,
    },
    /// Amounts of two currencies without the amount in the other.
    OtherCurrency {
        /// One amount.
        one: Money,
        /// The other, in the currency it should have been in.
        other: Money,
    },
    /// It was cancelled.
    Cancelled {
        /// The invoice's number.
        number: String,
        /// Since when.
        on: NaiveDate,
    },
    /// Something else still depends on it.
    StillUsed {
        /// What it is called.
        what: String,
        /// How many things depend on it.
        by: usize,
    },
    /// It has changed since.
    ChangedSince {
        /// What it is called.
        what: String,
    },
    /// The credit is not a cheque.
    NotACheque {
        /// What it is called.
        what: String,
    },
    /// The credit is not a payment.
    NotAPayment {
        /// What it is called.
        what: String,
    },
    /// The payment is of a movement of the bank already.
    HasMovement {
        /// What it is called.
        what: String,
    },
    /// The cheque is not where this step could follow.
    ChequeOrder {
        /// The cheque's number.
        number: String,
        /// The step proposed.
        step: ChequeStep,
    },
    /// The cheque was returned unpaid: it settles nothing and nothing comes out of it.
    ChequeBounced {
        /// What it is called.
        what: String,
        /// The day it bounced.
        on: NaiveDate,
    },
    /// An invoice of another customer.
    NotTheirs {
        /// The customer's name.
        customer: String,
        /// The invoice's number.
        number: String,
    },
    /// An invoice of another currency than the amount's.
    NotInCurrency {
        /// The invoice's number.
        number: String,
        /// The amount's currency.
        currency: Currency,
    },
    /// The parts of a plan do not sum to what it covers.
    PlanDiffers {
        /// What is open of what it covers.
        open: Money,
        /// What the parts sum to.
        sum: Money,
    },
    /// No month has this day.
    NotAMonthDay {
        /// The day.
        day: u8,
    },
    /// It ended already.
    Ended {
        /// The day it ended.
        on: NaiveDate,
    },
    /// Everything of this record was taken back already.
    NothingToUndo,
}

/// What was left blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// A customer's name.
    CustomerName,
    /// An invoice's number.
    InvoiceNumber,
    /// An invoice's instalments.
    Instalments,
    /// Why an invoice is cancelled.
    Reason,
    /// Why something is on hold.
    HoldReason,
    /// What a promise or a plan covers.
    Covered,
    /// When a plan is to be paid.
    Parts,
    /// A protocol's name.
    ProtocolName,
    /// What a planned flow is.
    FlowName,
    /// What was noticed, for a warning sign of no kind of its own.
    SignNote,
}
