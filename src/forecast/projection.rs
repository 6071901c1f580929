//! What the projection says.

use chrono::NaiveDate;

use crate::ledger::book::Item;
use crate::ledger::{Currency, Id, Ix};

/// When the money of one currency comes in, day by day from the day after the question's.
///
/// Amounts are in minor units of the currency. Place 0 of each list of days is the day
/// after `on`; the last place is `until`. Lists of days are cumulative, so that any week or
/// month is a difference and no cent is lost by rounding: the last of `expected_minor` and
/// `not_within_minor` sum to `open_minor`.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// What was known at the end of this day.
    pub on: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The currency.
    pub currency: Currency,
    /// What is open on the day.
    pub open_minor: i64,
    /// Expected to have come in by the end of each day.
    pub expected_minor: Vec<i64>,
    /// What would have come in by the end of each day if everything open were paid when due;
    /// what is overdue already counts on the first day.
    pub contractual_minor: Vec<i64>,
    /// The band of what has come in by the end of each day.
    pub cumulative: Vec<Band>,
    /// The band of what comes in within each week: seven days from the day after `on` each,
    /// the last may be shorter.
    pub weeks: Vec<Band>,
    /// The band of what comes in within each calendar month that the days touch.
    pub months: Vec<Band>,
    /// What is not expected by the last day: paid later, or never.
    pub not_within_minor: i64,
    /// Each open instalment, in the order of the book.
    pub items: Vec<ItemOutlook>,
    /// What it rests on.
    pub knowledge: Knowledge,
}

/// Between a bad and a good outcome: one in ten is below, one in ten above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Band {
    /// One course of events in ten brings no more than this.
    pub low_minor: i64,
    /// One course of events in ten brings more than this.
    pub high_minor: i64,
}

/// What is expected of one open instalment.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemOutlook {
    /// The instalment.
    pub item: Ix<Item>,
    /// What is open of it on the day of the question, in minor units.
    pub open_minor: i64,
    /// Expected within the days asked for, in minor units.
    pub expected_minor: i64,
    /// The chance of being paid within the days asked for, from 0 to 1.
    pub chance: f64,
    /// The day by which it is as likely paid as not; `None` where that is after the last
    /// day.
    pub likely_on: Option<NaiveDate>,
    /// What the chance comes from.
    pub reason: Reason,
}

/// What the chance of an instalment comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The habits of the customer, its segment and the portfolio.
    Habit,
    /// A promise that still stands.
    Promise {
        /// The dealing.
        dealing: Id,
        /// The day promised.
        on: NaiveDate,
    },
    /// A part of a payment plan.
    Plan {
        /// The dealing.
        dealing: Id,
    },
    /// A post-dated cheque in hand.
    Cheque {
        /// The credit.
        credit: Id,
        /// The day on its face.
        on: NaiveDate,
    },
    /// The customer disputes it.
    Dispute {
        /// The dealing.
        dealing: Id,
    },
    /// The user supposes that the customer fails.
    Failing,
}

/// What a projection rests on: little is said to be little.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// Instalments paid before the day, in any part.
    pub paid_items: u32,
    /// Customers that paid at least one.
    pub paying_customers: u32,
    /// Customers with something open now that never paid anything.
    pub unknown_customers: u32,
    /// Days from the first payment known to the day of the question.
    pub history_days: u32,
}
