//! Tables of the screens as they are handed out: with types, plain numbers and totals.
//!
//! Lists that are also read back in stand beside their screens ([`super::invoices`],
//! [`super::payments`]); the aging report has its own (`aging::aging_sheet`).

mod cash;
mod money;
mod people;
mod work;

use chrono::NaiveDate;

pub use cash::{cash_behind_sheet, cash_sheet, flows_sheet, rates_sheet, review_sheet};
pub use money::{
    allowance_sheet, cheques_sheet, drill_sheet, indicators_sheet, sides_sheet, statement_sheet,
    trend_sheet,
};
pub use people::{customers_sheet, signs_sheet};
pub use work::{load_sheet, worklist_sheet};

/// The name of a file: what it holds, and the day: `customers-2026-03-31.csv`.
pub fn file_name(what: &str, on: NaiveDate) -> String {
    format!("{what}-{on}.csv")
}

/// A day, or nothing.
fn maybe(day: Option<NaiveDate>) -> String {
    day.map(crate::files::csv_out::date_cell).unwrap_or_default()
}

/// A number, or nothing.
fn count(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
