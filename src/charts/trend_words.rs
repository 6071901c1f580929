//! What the chart of month-ends says in words and figures.

use chrono::Datelike;

use crate::text::{Lang, charts as words};

use super::DataTable;
use super::month_end_trend::{TrendOptions, TrendPoint};

/// The chart in a sentence or two.
pub(super) fn describe(points: &[TrendPoint], opts: TrendOptions<'_>) -> String {
    let total = |point: &TrendPoint| (opts.amount)(point.owed());
    let month = |point: &TrendPoint| month_of(point, opts.lang);
    if !points.is_empty() && points.iter().all(|point| point.owed() == 0) {
        return words::nothing_owed(opts.lang).to_owned();
    }
    // Of equal peaks the latest one counts.
    match (points, points.iter().max_by_key(|point| point.owed())) {
        ([only], _) => words::trend_single(opts.lang, &month(only), &total(only)),
        ([first, .., last], Some(peak)) if peak == last => {
            words::trend_at_peak(opts.lang, &month(first), &month(last), &total(last))
        }
        ([first, .., last], Some(peak)) => words::trend_description(
            opts.lang,
            &month(first),
            &month(last),
            &total(last),
            &month(peak),
            &total(peak),
        ),
        _ => words::trend_empty(opts.lang).to_owned(),
    }
}

/// One month-end in lines, shown when the pointer rests on its column.
pub(super) fn hint(point: &TrendPoint, opts: TrendOptions<'_>) -> String {
    let mut lines = month_of(point, opts.lang);
    let mut push = |label: &str, value: i64| {
        if value != 0 {
            lines.push('\n');
            lines.push_str(label);
            lines.push_str(": ");
            lines.push_str(&(opts.amount)(value));
        }
    };
    push(words::total_header(opts.lang), point.owed());
    for (label, value) in opts.bucket_labels.iter().zip(&point.buckets) {
        push(label, *value);
    }
    push(opts.unapplied_label, point.unapplied);
    lines
}

/// All month-ends, with columns for the credit and the balance after it only where there
/// is any.
pub(super) fn tabulate(points: &[TrendPoint], opts: TrendOptions<'_>) -> DataTable {
    let with_credit = points.iter().any(|point| point.unapplied != 0);
    let mut headers = vec![words::month_header(opts.lang).to_owned()];
    let named = |index: &usize| !opts.bucket_labels[*index].is_empty();
    let named: Vec<usize> = (0..opts.bucket_labels.len()).filter(named).collect();
    headers.extend(named.iter().map(|&index| opts.bucket_labels[index].clone()));
    headers.push(words::total_header(opts.lang).to_owned());
    if with_credit {
        headers.push(opts.unapplied_label.to_owned());
        headers.push(words::balance_header(opts.lang).to_owned());
    }
    let row = |point: &TrendPoint| {
        let mut row = vec![month_of(point, opts.lang)];
        let bucket = |index: usize| point.buckets.get(index).copied().unwrap_or(0);
        row.extend(named.iter().map(|&index| (opts.amount)(bucket(index))));
        row.push((opts.amount)(point.owed()));
        if with_credit {
            row.push((opts.amount)(point.unapplied));
            row.push((opts.amount)(point.owed().saturating_sub(point.unapplied)));
        }
        row
    };
    DataTable { headers, rows: points.iter().map(row).collect() }
}

fn month_of(point: &TrendPoint, lang: Lang) -> String {
    words::month_and_year(lang, point.month_end.year(), point.month_end.month0())
}
