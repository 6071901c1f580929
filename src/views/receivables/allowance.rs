//! What is expected to be lost of a sheet, by the firm's percentages.

use rust_decimal::Decimal;

use crate::aging::{AgingQuery, Amounts, Basis, Column, allowance};
use crate::ledger::firm::Firm;

/// What the screen can say of the allowance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// The firm has set no percentages.
    NoPercentages,
    /// The percentages are for other columns than the report's.
    OtherColumns,
    /// What is expected to be lost.
    Table(AllowanceTable),
}

/// The allowance, in minor units of the sheet's currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowanceTable {
    /// A line per column.
    pub lines: Vec<AllowanceLine>,
    /// Their sum.
    pub total_minor: i64,
}

/// The allowance of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowanceLine {
    /// The column.
    pub column: Column,
    /// What stands in it.
    pub open_minor: i64,
    /// The share that is expected to be lost, in per cent.
    pub percent: Decimal,
    /// What is expected to be lost.
    pub lost_minor: i64,
}

/// What is expected to be lost of some sums. The firm's percentages belong to its own
/// ranges by due date, and to no others.
pub fn expected_loss(
    firm: &Firm,
    query: &AgingQuery,
    columns: &[Column],
    amounts: &Amounts,
) -> Expected {
    let percents = &firm.allowance_percent;
    if percents.iter().all(Decimal::is_zero) {
        return Expected::NoPercentages;
    }
    let own = query.basis == Basis::DueDate && query.edges == firm.bucket_edges;
    let given = own.then(|| allowance(&amounts.buckets, percents)).flatten();
    let Some(given) = given else { return Expected::OtherColumns };
    let lines = columns
        .iter()
        .zip(amounts.buckets.iter())
        .zip(percents.iter().zip(&given.by_bucket))
        .map(|((&column, &open_minor), (&percent, &lost_minor))| AllowanceLine {
            column,
            open_minor,
            percent,
            lost_minor,
        })
        .collect();
    Expected::Table(AllowanceTable { lines, total_minor: given.total_minor })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TODAY, book, day};
    use super::*;
    use crate::aging::aging;

    #[test]
    fn percentages_count_for_the_firms_own_columns_only() {
        let book = book();
        let mut query = AgingQuery::new(&book, day(TODAY));
        let report = aging(&book, &query);
        let totals = report.sections[0].totals;
        let mut firm = book.firm().clone();
        let ask =
            |firm: &Firm, query: &AgingQuery| expected_loss(firm, query, &report.columns, &totals);
        assert_eq!(ask(&firm, &query), Expected::NoPercentages);
        firm.allowance_percent = vec![Decimal::ZERO; 5];
        assert_eq!(ask(&firm, &query), Expected::NoPercentages);

        firm.allowance_percent = [0, 1, 5, 10, 50].map(Decimal::from).to_vec();
        let Expected::Table(table) = ask(&firm, &query) else { panic!("there are percentages") };
        assert_eq!(table.lines[4].lost_minor, totals.buckets[4] / 2);
        let sum: i64 = table.lines.iter().map(|line| line.lost_minor).sum();
        assert_eq!(sum, table.total_minor);

        query.basis = Basis::IssueDate;
        assert_eq!(ask(&firm, &query), Expected::OtherColumns);
        query.basis = Basis::DueDate;
        query.edges = vec![15];
        assert_eq!(ask(&firm, &query), Expected::OtherColumns);
    }
}
