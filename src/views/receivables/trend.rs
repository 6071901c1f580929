//! Month-ends as the chart wants them.

use super::{by_class, classes};
use crate::aging::{AgingQuery, Ranges, month_end_trend};
use crate::charts::TrendPoint;
use crate::files::csv_out::{date_cell, money_cell};
use crate::ledger::book::Book;
use crate::ledger::{Currency, Money};
use crate::text::{Lang, aging as aging_words, charts as words};

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

/// The rows of the trend's file, heads first: days and plain numbers, for machines. `labels`
/// are the colours' names, empty for those that no column has.
pub fn trend_rows(
    points: &[TrendPoint],
    labels: &[String],
    currency: Currency,
    lang: Lang,
) -> Vec<Vec<String>> {
    let named: Vec<usize> = (0..labels.len()).filter(|&at| !labels[at].is_empty()).collect();
    let cell = |minor| money_cell(Money::new(minor, currency));
    let mut head = vec![words::month_header(lang).to_owned()];
    head.extend(named.iter().map(|&at| labels[at].clone()));
    head.push(aging_words::unapplied(lang).to_owned());
    head.push(aging_words::balance(lang).to_owned());
    let mut rows = vec![head];
    for point in points {
        let mut row = vec![date_cell(point.month_end)];
        let bucket = |&at: &usize| point.buckets.get(at).copied().unwrap_or_default();
        row.extend(named.iter().map(|at| cell(bucket(at))));
        row.push(cell(point.unapplied));
        row.push(cell(point.buckets.iter().sum::<i64>() - point.unapplied));
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TODAY, book, day};
    use super::*;
    use crate::aging::aging;

    #[test]
    fn the_file_holds_days_and_plain_numbers() {
        let point = TrendPoint {
            month_end: day("2026-10-31"),
            buckets: vec![100_000, 0, 50, 0, 0],
            unapplied: 25,
        };
        let labels = ["Por vencer", "1–30", "Más de 30", "", ""].map(str::to_owned);
        let rows = trend_rows(&[point], &labels, Currency::MXN, Lang::Es);
        let head = ["Cierre", "Por vencer", "1–30", "Más de 30", "A favor", "Saldo"];
        assert_eq!(rows[0], head);
        assert_eq!(rows[1], ["2026-10-31", "1000.00", "0.00", "0.50", "0.25", "1000.25"]);
    }

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
