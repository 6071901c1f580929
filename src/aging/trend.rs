//! The report's totals as they were at the end of each month.

use chrono::{Datelike, Months, NaiveDate};

use super::{AgingQuery, Amounts, Grouping, aging};
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
    let mut query = query.clone();
    if query.filter.bucket.is_none() {
        // The same totals from fewer rows.
        query.by = Grouping::Currency;
    }
    let point = |day| {
        query.as_of = day;
        let sections = aging(book, &query)
            .sections
            .into_iter()
            .map(|section| TrendSection { currency: section.currency, totals: section.totals })
            .collect();
        TrendPoint { day, sections }
    };
    days.into_iter().map(point).collect()
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
