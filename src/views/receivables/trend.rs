//! Month-ends as the chart wants them.

use super::{by_class, classes};
use crate::aging::{AgingQuery, Ranges, month_end_trend};
use crate::charts::TrendPoint;
use crate::ledger::Currency;
use crate::ledger::book::Book;

/// How many month-ends the screen shows at most.
pub const TREND_MONTHS: u32 = 24;

/// The month-ends of one currency by colour, from the first in which anything was owed.
/// Whatever column was chosen, all of what was owed counts.
pub fn trend_of(book: &Book, query: &AgingQuery, currency: Currency) -> Vec<TrendPoint> {
    let mut query = query.clone();
    query.filter.bucket = None;
    query.filter.currency = Some(currency);
    let classes = classes(Ranges::new(query.basis, &query.edges, query.as_of).columns());
    let points = month_end_trend(book, &query, TREND_MONTHS);
    points
        .into_iter()
        .map(|point| {
            let section = point.sections.into_iter().find(|section| section.currency == currency);
            match section {
                Some(section) => TrendPoint {
                    month_end: point.day,
                    buckets: by_class(&classes, &section.totals.buckets),
                    unapplied: section.totals.unapplied_minor,
                },
                None => TrendPoint { month_end: point.day, buckets: Vec::new(), unapplied: 0 },
            }
        })
        .skip_while(|point| point.buckets.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TODAY, book, day};
    use super::*;
    use crate::aging::aging;

    #[test]
    fn the_last_point_is_the_report_and_the_first_has_something() {
        let book = book();
        let mut query = AgingQuery::new(&book, day(TODAY));
        let totals = aging(&book, &query).sections[0].totals;
        query.filter.bucket = Some(4);
        let points = trend_of(&book, &query, Currency::MXN);
        let months: Vec<_> = points.iter().map(|point| point.month_end.to_string()).collect();
        assert_eq!(months.first().map(String::as_str), Some("2026-07-31"));
        assert_eq!(months.last().map(String::as_str), Some(TODAY));
        let last = points.last().map(|point| (point.buckets.clone(), point.unapplied));
        assert_eq!(last, Some((totals.buckets.to_vec(), totals.unapplied_minor)));
    }
}
