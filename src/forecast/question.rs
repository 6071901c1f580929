//! What is asked of the projection.

use chrono::NaiveDate;

use crate::aging::Filter;
use crate::ledger::book::{Book, CustomerEntry};
use crate::ledger::{Currency, Ix};

/// A question to the projection: what is known, how far ahead, of which currency and whose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Only what was known at the end of this day counts.
    pub on: NaiveDate,
    /// The last day looked ahead to.
    pub until: NaiveDate,
    /// The currency: currencies are never mixed.
    pub currency: Currency,
    /// Whose instalments; the currency and the column of the filter are not looked at.
    pub filter: Filter,
    /// What the user supposes.
    pub stress: Stress,
    /// Where chance begins: the same seed gives the same picture.
    pub seed: u64,
    /// How many courses of events are drawn for the band.
    pub paths: u32,
}

impl Question {
    /// Thirteen weeks of everybody's instalments, with nothing supposed.
    pub fn new(book: &Book, on: NaiveDate) -> Self {
        Self {
            on,
            until: on + chrono::Days::new(91),
            currency: book.firm().home_currency,
            filter: Filter::default(),
            stress: Stress::default(),
            seed: 1,
            paths: 1_000,
        }
    }
}

/// What the user supposes to go worse than expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stress {
    /// Everybody pays so many days later.
    pub later_days: u16,
    /// These customers pay nothing.
    pub failing: Vec<Ix<CustomerEntry>>,
    /// So many of a hundred promises that would have been kept are kept.
    pub promises_percent: u8,
}

impl Default for Stress {
    fn default() -> Self {
        Self { later_days: 0, failing: Vec::new(), promises_percent: 100 }
    }
}

impl Stress {
    /// Whether nothing is supposed.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}
