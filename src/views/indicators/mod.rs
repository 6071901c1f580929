//! The screen of indicators: what its address asks for, its lines of figures, the lines of
//! its charts, what stands behind a figure, and its files.

mod asked;
mod behind;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub use asked::{MONTHS, asked, month_param, offered_ends};
pub use behind::{Side, SideLine, SideUnit, counted_days, sides, sides_rows};

use crate::charts::Series;
use crate::files::csv_out::{date_cell, money_cell};
use crate::indicators::{Better, Group, Indicator, Missing, Report, Unit};
use crate::ledger::Money;
use crate::text::indicators::{self as words, rounded};
use crate::text::{Lang, Message};

/// A figure as the screen shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureLine {
    /// Which.
    pub indicator: Indicator,
    /// What it comes to, or why it cannot be worked out.
    pub value: Result<Decimal, Missing>,
    /// Against the month before.
    pub change: Change,
    /// A value a month since the ledger knows anything, as [`scaled`] makes it.
    pub trend: Vec<Option<i64>>,
}

/// How a figure stands against the month before, as far as what is printed shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// One of the two cannot be worked out.
    Unknown,
    /// Both are printed the same.
    Same,
    /// It rose or fell by so much (below zero) ….
    By {
        /// … in the unit of the figure …
        difference: Decimal,
        /// … and that is so.
        verdict: Verdict,
    },
}

/// What a change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is better than before.
    Better,
    /// It is worse than before.
    Worse,
    /// It is neither by itself.
    Neither,
}

/// The figures of a group in the last month of a report.
pub fn figure_lines(report: &Report, group: Group) -> Vec<FigureLine> {
    group.indicators().map(|indicator| figure_line(report, indicator)).collect()
}

/// One figure of the last month of a report.
pub fn figure_line(report: &Report, indicator: Indicator) -> FigureLine {
    let mut last_first = report.points.iter().rev().map(|point| point.figure(indicator).value);
    let value = last_first.next().unwrap_or(Err(Missing::NoSales));
    let before = last_first.next().and_then(Result::ok);
    let unit = indicator.unit();
    let known = report.points.iter().skip(report.first_known);
    let trend = known
        .map(|point| point.figure(indicator).value.ok().and_then(|value| scaled(unit, value)))
        .collect();
    let change = match (value, before) {
        (Ok(value), Some(before)) => change(indicator, value, before),
        _ => Change::Unknown,
    };
    FigureLine { indicator, value, change, trend }
}

fn change(indicator: Indicator, value: Decimal, before: Decimal) -> Change {
    let unit = indicator.unit();
    let printed = |value| rounded(value, decimals(unit));
    let difference = printed(value) - printed(before);
    if difference.is_zero() {
        return Change::Same;
    }
    let has_risen = difference > Decimal::ZERO;
    let verdict = match indicator.better() {
        Better::Neither => Verdict::Neither,
        Better::More if has_risen => Verdict::Better,
        Better::Less if !has_risen => Verdict::Better,
        Better::More | Better::Less => Verdict::Worse,
    };
    Change::By { difference, verdict }
}

/// The decimals with which a figure is printed; those of a share are of one, not of a
/// hundred.
fn decimals(unit: Unit) -> u32 {
    match unit {
        Unit::Minor | Unit::Count => 0,
        Unit::Days | Unit::Times => 1,
        Unit::Share => 3,
    }
}

/// A value as a whole number of what it is printed in: tenths of a day, tenths of a per
/// cent. `None` where it is too large.
pub fn scaled(unit: Unit, value: Decimal) -> Option<i64> {
    let scale = Decimal::from(10_i64.pow(decimals(unit)));
    value.checked_mul(scale).and_then(|value| rounded(value, 0).to_i64())
}

/// The value of such a number.
pub fn unscaled(unit: Unit, scaled: i64) -> Decimal {
    Decimal::new(scaled, decimals(unit))
}

/// DSO and its family through the months that the ledger knows: the ends of the months, and
/// a line each, in tenths of a day.
pub fn dso_family(report: &Report, lang: Lang) -> (Vec<NaiveDate>, Vec<Series>) {
    let points = &report.points[report.first_known.min(report.points.len())..];
    let family: [(Indicator, Message); 4] = [
        (Indicator::Dso, words::short_dso),
        (Indicator::DsoCountback, words::short_countback),
        (Indicator::DsoBest, words::short_best),
        (Indicator::DaysDelinquent, words::short_delinquent),
    ];
    let line = |(indicator, short): (Indicator, Message)| Series {
        name: words::name(lang, indicator),
        short: short(lang).to_owned(),
        values: points
            .iter()
            .map(|point| point.figure(indicator).value.ok())
            .map(|value| value.and_then(|value| scaled(Unit::Days, value)))
            .collect(),
    };
    (points.iter().map(|point| point.period.to).collect(), family.map(line).to_vec())
}

/// All figures of all months that the ledger knows, for the file: heads first, then a row a
/// month with plain numbers. A figure that cannot be worked out is left blank.
pub fn report_rows(report: &Report, lang: Lang) -> Vec<Vec<String>> {
    let mut head = vec![words::column_month(lang).to_owned()];
    head.extend(Indicator::ALL.map(|indicator| words::name(lang, indicator)));
    let mut rows = vec![head];
    for point in report.points.iter().skip(report.first_known) {
        let mut row = vec![date_cell(point.period.to)];
        row.extend(Indicator::ALL.map(|indicator| {
            let value = point.figure(indicator).value.ok();
            let minor = value.filter(|_| indicator.unit() == Unit::Minor);
            match minor.and_then(|minor| minor.to_i64()) {
                Some(minor) => money_cell(Money::new(minor, report.currency)),
                None => value.map(|value| rounded(value, 4).to_string()).unwrap_or_default(),
            }
        }));
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::indicators::{Question, report};
    use crate::ledger::book::Book;
    use crate::views::fixture::{credit, customer, day, draft, invoice, mxn, transfer};

    /// 1,000 a month since June, each paid after forty days but the last two; due in thirty.
    fn book() -> Book {
        let mut draft = draft();
        let of = customer(&mut draft, "Molino Verde");
        for (number, month) in ["06", "07", "08", "09", "10"].iter().enumerate() {
            let issued = format!("2026-{month}-01");
            let due = (day(&issued) + chrono::Days::new(30)).to_string();
            let id = invoice(&mut draft, of, &number.to_string(), &issued, &due, mxn(100_000));
            if number < 3 {
                let paid = (day(&issued) + chrono::Days::new(40)).to_string();
                credit(&mut draft, of, transfer(), &paid, mxn(100_000), &[(id, 100_000)]);
            }
        }
        draft.into_book()
    }

    fn report_on(on: &str) -> Report {
        let book = book();
        report(&book, &Question::new(&book, day(on)))
    }

    #[test]
    fn a_line_has_its_change_and_whether_that_is_good() {
        let report = report_on("2026-10-31");
        let line = |indicator| figure_line(&report, indicator);
        // September ends with its own invoice open, October with two.
        let difference = Decimal::from(100_000);
        let expected = Change::By { difference, verdict: Verdict::Neither };
        assert_eq!(line(Indicator::Owed).value, Ok(200_000.into()));
        assert_eq!(line(Indicator::Owed).change, expected);
        assert_eq!(line(Indicator::BadDebt).change, Change::Same);
        // Nothing was paid in October, and there is no year yet.
        assert_eq!(line(Indicator::DaysToPay).change, Change::Unknown);
        assert_eq!(line(Indicator::Turnover).change, Change::Unknown);
        // 1,000 / 1,000 × 30, 1,000 / 2,000 × 61, twice 1,000 / 3,000 × 92, 2,000 / 3,000 × 92
        let trend = [300, 305, 307, 307, 613].map(Some);
        assert_eq!(line(Indicator::Dso).trend, trend);
        let verdict = Verdict::Worse;
        let difference = Decimal::new(306, 1);
        assert_eq!(line(Indicator::Dso).change, Change::By { difference, verdict });
    }

    #[test]
    fn up_is_good_or_bad_as_the_figure_is() {
        let verdict = |indicator, value: i64, before: i64| match change(
            indicator,
            value.into(),
            before.into(),
        ) {
            Change::By { verdict, difference } => {
                assert_eq!(difference, (value - before).into());
                verdict
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(verdict(Indicator::Dso, 50, 40), Verdict::Worse);
        assert_eq!(verdict(Indicator::Dso, 40, 50), Verdict::Better);
        assert_eq!(verdict(Indicator::Effectiveness, 2, 1), Verdict::Better);
        assert_eq!(verdict(Indicator::PromisesKept, 0, 1), Verdict::Worse);
        assert_eq!(verdict(Indicator::Owed, 2, 1), Verdict::Neither);
        // What is printed the same has not changed.
        let (value, before) = (Decimal::new(61_333, 3), Decimal::new(61_349, 3));
        assert_eq!(change(Indicator::Dso, value, before), Change::Same);
    }

    #[test]
    fn lines_begin_where_the_ledger_does() {
        let report = report_on("2026-10-31");
        let (ends, series) = dso_family(&report, Lang::Es);
        let ends: Vec<_> = ends.iter().map(ToString::to_string).collect();
        let expected = ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"];
        assert_eq!(ends, expected);
        assert!(series.iter().all(|series| series.values.len() == 5));
        assert_eq!(series[0].short, "DSO");
    }

    #[test]
    fn the_file_has_a_row_a_month_and_blanks_for_what_is_not_known() {
        let rows = report_rows(&report_on("2026-10-31"), Lang::En);
        assert_eq!((rows.len(), rows[0].len()), (6, 1 + Indicator::ALL.len()));
        let cell = |name: &str| {
            let at = rows[0].iter().position(|head| head == name).unwrap();
            rows[5][at].as_str()
        };
        assert_eq!(cell("Month ending"), "2026-10-31");
        assert_eq!(cell("Total owed"), "2000.00");
        assert_eq!(cell("Overdue share"), "0.5");
        assert_eq!(cell("Receivables turnover"), "");
    }

    #[test]
    fn numbers_on_charts_are_those_that_are_printed() {
        let value = "52.349".parse().unwrap();
        assert_eq!(scaled(Unit::Days, value), Some(523));
        assert_eq!(unscaled(Unit::Days, 523).to_string(), "52.3");
        assert_eq!(scaled(Unit::Share, Decimal::new(6857, 4)), Some(686));
        assert_eq!(scaled(Unit::Minor, Decimal::MAX), None);
    }
}
