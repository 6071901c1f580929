//! What is known of how to read a list, why, and what must be asked.

use serde::{Deserialize, Serialize};

use super::header::ColumnRole;
use crate::files::amounts::DecimalMark;
use crate::files::dates::DateOrder;

/// A setting of a column, and why it is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting<T> {
    /// It is known.
    Known {
        /// The setting.
        value: T,
        /// Why.
        basis: Basis,
    },
    /// Several fit equally well, and it makes a difference.
    Open {
        /// Those that fit.
        candidates: Vec<T>,
    },
}

/// Why a setting is as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// No value of the column depends on it.
    Unneeded,
    /// Values of the column allow no other.
    Values,
    /// The column's header says so.
    Header,
    /// Values of another column of the same kind allow no other (its place).
    OtherColumn(usize),
    /// The currency has no decimals.
    NoDecimals,
    /// The user said so of an earlier file with the same headers.
    Remembered,
    /// The user said so.
    User,
}

/// What must be known before reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// No header says what the columns are: are they what they look like?
    Columns,
    /// No column holds this.
    Missing(Need),
    /// In which order do day and month stand?
    DateOrder {
        /// The columns it concerns.
        columns: Vec<usize>,
        /// Those that fit.
        candidates: Vec<DateOrder>,
        /// One of the values.
        example: String,
    },
    /// Is this a fraction, or are these thousands?
    DecimalMark {
        /// The columns it concerns.
        columns: Vec<usize>,
        /// The answer under which the values are whole thousands, if they all are.
        likely: Option<DecimalMark>,
        /// One of the values.
        example: String,
    },
}

/// What a list cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The customer's name, code or tax id.
    Customer,
    /// The invoice's number.
    Number,
    /// The issue date, or else the due date.
    Date,
    /// The total, or else what is owed.
    Amount,
}

/// What the user settled for a layout, to be kept by the caller under
/// [`super::Proposal::layout_key`] and given back with [`super::Proposal::recall`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The columns' roles in order, a column of problems left out.
    pub roles: Vec<ColumnRole>,
    /// The order of dates, where the values do not tell.
    pub date_order: Option<DateOrder>,
    /// The decimal mark, where the values do not tell.
    pub decimal_mark: Option<DecimalMark>,
}
