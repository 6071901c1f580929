//! The aging report as the screen of receivables shows it: what its address asks for, one
//! sheet a currency, and what stands behind a figure.

mod allowance;
mod asked;
mod drill;
mod marks;
mod ramp;
mod trend;

use std::sync::Arc;

pub use allowance::{AllowanceLine, AllowanceTable, Expected, expected_loss};
pub use asked::{NOBODY, RowOrder, asked, edges_param, row_order, sort_code};
pub use drill::{Drill, DrillLine, DrillTo, drill_param, drilled, parse_drill};
pub use marks::{Mark, Marks, marks};
pub use ramp::{by_class, classes, labels_by_class};
pub use trend::{TREND_MONTHS, trend_of, trend_rows};

use crate::aging::{AgingQuery, AgingReport, Amounts, CurrencySection, Row, aging, sort_rows};
use crate::ledger::Currency;
use crate::ledger::book::Book;

/// One currency of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The currency of every amount in it.
    pub currency: Currency,
    /// The lines that the filters leave, in order.
    pub rows: Arc<Vec<Row>>,
    /// The sum of those lines.
    pub totals: Amounts,
    /// The sum of all lines, whatever column was chosen.
    pub whole: Amounts,
    /// How many lines there are, whatever column was chosen.
    pub whole_rows: usize,
    /// The most that is open in one of the lines shown, in minor units: what bars are
    /// drawn against.
    pub largest_minor: i64,
}

/// The report in sheets, the home currency first. A currency in which the chosen column
/// leaves no line has a sheet without rows.
pub fn sheets(book: &Book, query: &AgingQuery, order: RowOrder) -> Vec<Sheet> {
    let mut all_query = query.clone();
    let bucket = all_query.filter.bucket.take();
    let all = aging(book, &all_query).sections;
    let mut filtered = match bucket {
        Some(_) => aging(book, query).sections,
        None => all.clone(),
    };
    all.into_iter()
        .map(|section| {
            let CurrencySection { currency, rows: all_rows, totals: whole } = section;
            let found = filtered.iter().position(|section| section.currency == currency);
            let (mut rows, totals) = match found {
                Some(place) => {
                    let section = filtered.swap_remove(place);
                    (section.rows, section.totals)
                }
                None => (Vec::new(), nothing_like(&whole)),
            };
            sort_rows(book, &mut rows, order.by, order.descending);
            let largest_minor = rows.iter().map(|row| open_minor(&row.amounts)).max().unwrap_or(0);
            Sheet {
                currency,
                rows: Arc::new(rows),
                totals,
                whole,
                whole_rows: all_rows.len(),
                largest_minor,
            }
        })
        .collect()
}

/// What is open of a line, in minor units; unapplied credit is not taken off.
pub fn open_minor(amounts: &Amounts) -> i64 {
    amounts.buckets.iter().filter(|&&minor| minor > 0).sum()
}

/// The report again, from the sheets as they are shown, for the file.
pub fn as_report(
    query: &AgingQuery,
    columns: &[crate::aging::Column],
    sheets: &[Sheet],
) -> AgingReport {
    let section = |sheet: &Sheet| CurrencySection {
        currency: sheet.currency,
        rows: sheet.rows.to_vec(),
        totals: sheet.totals,
    };
    AgingReport {
        as_of: query.as_of,
        basis: query.basis,
        by: query.by,
        columns: columns.to_vec(),
        sections: sheets.iter().filter(|sheet| !sheet.rows.is_empty()).map(section).collect(),
    }
}

/// Sums with as many columns and nothing in them.
fn nothing_like(amounts: &Amounts) -> Amounts {
    Amounts {
        buckets: amounts.buckets.emptied(),
        unapplied_minor: 0,
        balance_minor: 0,
        oldest_days: None,
        open_items: 0,
    }
}

#[cfg(test)]
mod fixture;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::fixture::{TODAY, book, day};
    use super::*;
    use crate::aging::{RowKey, SortKey};

    fn by_balance() -> RowOrder {
        RowOrder { by: SortKey::Balance, descending: true }
    }

    #[test]
    fn a_chosen_column_leaves_lines_and_keeps_the_whole() {
        let book = book();
        let mut query = AgingQuery::new(&book, day(TODAY));
        let all = sheets(&book, &query, by_balance());
        assert_eq!(all.iter().map(|s| s.currency.code()).collect::<Vec<_>>(), ["MXN", "USD"]);
        let balances: Vec<_> = all[0].rows.iter().map(|row| row.amounts.balance_minor).collect();
        assert!(balances.is_sorted_by(|one, next| one >= next), "{balances:?}");
        assert_eq!(all[0].totals, all[0].whole);

        query.filter.bucket = Some(4);
        let late = sheets(&book, &query, by_balance());
        assert_eq!(late.len(), 2);
        assert!(late[0].rows.len() < all[0].rows.len());
        assert_eq!(late[0].whole, all[0].whole);
        assert_eq!(late[0].whole_rows, all[0].rows.len());
        assert!(late[0].rows.iter().all(|row| row.amounts.buckets[4] != 0));
        // Nobody is that late in dollars: the sheet stays, without lines.
        assert!(late[1].rows.is_empty());
        assert_eq!((late[1].totals.balance_minor, late[1].totals.buckets.len()), (0, 5));
    }

    #[test]
    fn the_file_holds_the_lines_that_are_shown_in_their_order() {
        let book = book();
        let query = AgingQuery::new(&book, day(TODAY));
        let columns = aging(&book, &query).columns;
        let name = RowOrder { by: SortKey::Name, descending: true };
        let report = as_report(&query, &columns, &sheets(&book, &query, name));
        let names: Vec<_> = report.sections[0]
            .rows
            .iter()
            .map(|row| match row.key {
                RowKey::Customer(ix) => book.customer(ix).customer.name(),
                _ => "",
            })
            .collect();
        assert_eq!(names, ["Taller Nogal", "Grupo Arandas", "Ferretera Limón"]);
    }
}
