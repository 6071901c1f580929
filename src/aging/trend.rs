//! The report's totals as they were at the end of each month.

use crate::order;
use chrono::{Datelike, Months, NaiveDate};

use super::report::{amounts_of, currency_order};
use super::sums::Sums;
use super::{AgingQuery, AgingReport, Amounts, CurrencySection, aging};
use crate::ledger::Currency;
use crate::ledger::book::Book;

/// The totals as of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendPoint {
    /// The end of a month, or the day of the query in the month that is not over.
    pub day: NaiveDate,
    /// One per currency in which anything was owed, in the order of the report.
    pub sections: Vec<TrendSection>,
}

/// The totals of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrendSection {
    /// The currency.
    pub currency: Currency,
    /// What the report of that day says in its totals.
    pub totals: Amounts,
}

/// The totals of the query's report as of the end of each of the last months, oldest
/// first. The month of the query's own day comes last and ends on that day.
///
/// Each point is what [`aging`] says as of its day; customers are grouped as they are now.
pub fn month_end_trend(book: &Book, query: &AgingQuery, months: u32) -> Vec<TrendPoint> {
    let days = month_ends(query.as_of, months);
    if query.filter.bucket.is_some() {
        // Which lines have something in the column differs from day to day.
        let as_of = |day| AgingQuery { as_of: day, ..query.clone() };
        return days.into_iter().map(|day| point_of(day, aging(book, &as_of(day)))).collect();
    }
    let pooled = Sums::pooled(book, query, &days);
    pooled.into_iter().map(|sums| pooled_point(book, query, &sums)).collect()
}

fn point_of(day: NaiveDate, report: AgingReport) -> TrendPoint {
    let sections = report
        .sections
        .into_iter()
        .map(|CurrencySection { currency, totals, .. }| TrendSection { currency, totals })
        .collect();
    TrendPoint { day, sections }
}

fn pooled_point(book: &Book, query: &AgingQuery, sums: &Sums) -> TrendPoint {
    let mut sections: Vec<TrendSection> = sums
        .sheets
        .iter()
        .map(|sheet| (sheet.currency, sheet.cells[0]))
        .filter(|(currency, cell)| query.filter.admits_currency(*currency) && !cell.is_empty())
        .map(|(currency, cell)| TrendSection { currency, totals: amounts_of(&cell, &sums.ranges) })
        .collect();
    order::sort_by_key(&mut sections, |section| currency_order(book, section.currency));
    TrendPoint { day: sums.ranges.as_of(), sections }
}

/// The last days of the last so many months up to a day, oldest first; of the day's own
/// month, the day itself.
pub fn month_ends(day: NaiveDate, months: u32) -> Vec<NaiveDate> {
    let first = day.with_day(1).unwrap_or(day);
    let ended = (1..months).rev().filter_map(|ago| {
        first.checked_sub_months(Months::new(ago - 1)).and_then(|first| first.pred_opt())
    });
    ended.chain((months > 0).then_some(day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_on_their_last_day() {
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a date");
        let ends = |from: &str, months| month_ends(day(from), months);
        assert_eq!(
            ends("2024-03-31", 3),
            [day("2024-01-31"), day("2024-02-29"), day("2024-03-31")]
        );
        assert_eq!(ends("2025-01-15", 2), [day("2024-12-31"), day("2025-01-15")]);
        assert_eq!(ends("2025-01-15", 1), [day("2025-01-15")]);
        assert!(ends("2025-01-15", 0).is_empty());
    }
}
