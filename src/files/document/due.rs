//! When a document is due, and what says so.

use chrono::{Days, NaiveDate};

use crate::ledger::{Country, Money};

/// When something is due, as far as the document tells.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum DueFound {
    /// On one day.
    On {
        /// The day.
        day: NaiveDate,
        /// What says so.
        source: DueSource,
    },
    /// In several parts, sorted by day. They need not sum up to what is to be collected:
    /// a part may go elsewhere (see the notices).
    Instalments(Vec<Instalment>),
    /// So many days after something.
    InDays {
        /// How many.
        days: u32,
        /// After what.
        from: DaysFrom,
        /// What says so.
        source: DueSource,
    },
    /// It says nothing: the terms agreed with the customer decide, and without them the
    /// law's where there is one.
    Nothing {
        /// The law's term.
        by_law: Option<LegalTerm>,
    },
}

impl DueFound {
    /// Nothing said, and no law to fall back on.
    pub const NOTHING: Self = Self::Nothing { by_law: None };

    /// The last day on which something is due, for a document issued on a day; `None` where
    /// the document does not tell.
    pub fn last_day(&self, issued_on: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::On { day, .. } => Some(*day),
            Self::Instalments(parts) => parts.iter().map(|part| part.on).max(),
            Self::InDays { days, from: DaysFrom::Issue, .. } => {
                issued_on.checked_add_days(Days::new(u64::from(*days)))
            }
            Self::InDays { .. } | Self::Nothing { .. } => None,
        }
    }
}

/// A part that is due on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Instalment {
    /// The day.
    pub on: NaiveDate,
    /// The part.
    pub amount: Money,
}

/// What a due date was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum DueSource {
    /// A field for it.
    Stated,
    /// Words about the terms of payment.
    Words,
    /// It was sold for cash.
    Cash,
}

/// What days are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum DaysFrom {
    /// The day of issue.
    Issue,
    /// The day the customer received it, where the file tells it.
    Reception(Option<NaiveDate>),
}

/// What the law says where nothing was agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct LegalTerm {
    /// How many days.
    pub days: u32,
    /// After what.
    pub from: DaysFrom,
    /// Whose law.
    pub country: Country,
}

impl LegalTerm {
    /// Chile: 30 days from reception (Ley 19.983 article 2, as of Ley 21.131).
    pub fn chile(received_on: Option<NaiveDate>) -> Self {
        Self { days: 30, from: DaysFrom::Reception(received_on), country: Country::CL }
    }

    /// Spain: 30 days from reception of the goods (Ley 3/2004 article 4), which no file
    /// tells.
    pub fn spain() -> Self {
        Self { days: 30, from: DaysFrom::Reception(None), country: Country::ES }
    }
}
