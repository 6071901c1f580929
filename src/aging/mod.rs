//! Who owes what and how late it is: open items by age, as of any day.
//!
//! [`aging`] reads the book once and answers with one section per currency, since amounts
//! of two currencies are never added. Every open cent stands in exactly one bucket, so
//! that in each row
//!
//! ```text
//! sum of the buckets − unapplied credit = balance
//! ```
//!
//! The left side comes from what settles what; the balance on the right is summed on a
//! path of its own, from the documents alone: invoices − credits + refunds.

mod allowance;
mod column;
mod export;
mod home;
mod items;
mod query;
mod report;
mod sort;
mod sums;
mod trend;

pub use allowance::{Allowance, allowance};
pub use column::{Buckets, Column, MAX_COLUMNS, Ranges};
pub use export::{aging_file_name, aging_rows, aging_sheet};
pub use home::{home_balance, home_value};
pub use items::{AgedCredit, AgedItem, CellRef, credits_behind, items_behind};
pub use query::{AgingQuery, Basis, Filter, Grouping};
pub use report::{AgingReport, Amounts, CurrencySection, Row, RowKey, aging, row_name};
pub(crate) use sort::number_key;
pub use sort::{SortKey, sort_rows};
pub use trend::{TrendPoint, TrendSection, month_end_trend, month_ends};
