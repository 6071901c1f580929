//! The answer: every figure of every month.

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;

use super::formula::{self, Missing, SalesMonth};
use super::stage::place;
use super::sums::{Months, Sums};
use super::{Indicator, Period, Question};
use crate::ledger::Currency;
use crate::ledger::book::Book;

/// Months of sales that the simple DSO divides by.
pub(super) const DSO_MONTHS: usize = 3;
/// Months of sales behind turnover and bad debt.
pub(super) const YEAR: usize = 12;
/// With fewer days of sales than these, there is no DSO.
pub(super) const LEAST_DAYS: i64 = 30;

/// All indicators, month by month. Ask [`Report::figure`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The currency of every amount.
    pub currency: Currency,
    /// The months asked for, oldest first; the last one ends on the day of the question.
    pub points: Vec<Point>,
    /// The first sale that the ledger knows of.
    pub first_sale: Option<NaiveDate>,
    /// The first month that shows anything, in `points`; their number where none does.
    pub first_known: usize,
}

/// A month and its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The month.
    pub period: Period,
    /// One an indicator, in the order of [`Indicator::ALL`].
    figures: [Figure; Indicator::ALL.len()],
}

/// A figure: what it is a part of what.
///
/// Amounts are in minor units, counts in things, and what is weighted by amounts in minor
/// units times days. The value of a share is a share of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The upper part.
    pub numerator: i128,
    /// The lower part; `None` where the figure is the numerator itself.
    pub denominator: Option<i128>,
    /// What it comes to, or why it cannot be worked out. Not rounded.
    pub value: Result<Decimal, Missing>,
}

/// The indicators that a question asks for.
pub fn report(book: &Book, question: &Question) -> Report {
    let count = question.months as usize;
    // A year before the first month shown, for the figures that look back on one.
    let months = Months::of(book, question, question.months.saturating_add(YEAR as u32 + 1));
    let shown = months.periods.len().saturating_sub(count)..months.periods.len();
    let points: Vec<Point> = shown
        .map(|at| Point {
            period: months.periods[at],
            figures: Indicator::ALL.map(|indicator| figure(&months, at, indicator)),
        })
        .collect();
    let first_sums = months.sums.len().saturating_sub(count);
    let is_known = |sums: &Sums| *sums != Sums::default();
    let by_sums = months.sums[first_sums..].iter().position(is_known).unwrap_or(points.len());
    let sold_by = |first: NaiveDate| points.iter().position(|point| first <= point.period.to);
    let by_sales = months.first_sale.and_then(sold_by).unwrap_or(points.len());
    let first_known = by_sums.min(by_sales);
    Report { currency: question.currency, points, first_sale: months.first_sale, first_known }
}

impl Report {
    /// A figure of a month, by its place in `points`; `None` where there is no such month.
    pub fn figure(&self, indicator: Indicator, at: usize) -> Option<Figure> {
        Some(self.points.get(at)?.figure(indicator))
    }
}

impl Point {
    /// A figure of the month.
    pub fn figure(&self, indicator: Indicator) -> Figure {
        let at = Indicator::ALL.iter().position(|known| *known == indicator);
        self.figures[at.unwrap_or_default()]
    }
}

/// The days whose sales a DSO at the end of a month divides by, from the first sale on, and
/// whether there are enough of them.
pub(super) fn dso_days(months: &Months, at: usize) -> (Period, Result<i64, Missing>) {
    let window = window(months, at, DSO_MONTHS);
    let days = match months.first_sale {
        Some(first) if first <= window.to => {
            let known = Period { from: window.from.max(first), to: window.to }.days();
            let until = first + Days::new(LEAST_DAYS as u64 - 1);
            let is_short = known < LEAST_DAYS && first > window.from;
            if is_short { Err(Missing::ShortHistory { since: first, until }) } else { Ok(known) }
        }
        _ => Err(Missing::NoSales),
    };
    (window, days)
}

/// The last so many months up to one.
pub(super) fn window(months: &Months, at: usize, count: usize) -> Period {
    let first = (at + 1).saturating_sub(count);
    Period { from: months.periods[first].from, to: months.periods[at].to }
}

/// The months of the calendar from a day back to that of the first sale, latest first.
pub(super) fn calendar_months(months: &Months, on: NaiveDate) -> Vec<Period> {
    let Some(first) = months.first_sale else { return Vec::new() };
    let (mut all, mut to) = (Vec::new(), on);
    while to >= first {
        let from = to.with_day(1).unwrap_or(to);
        all.push(Period { from, to });
        let Some(before) = from.pred_opt() else { break };
        to = before;
    }
    all
}

fn figure(months: &Months, at: usize, indicator: Indicator) -> Figure {
    let sums = &months.sums[at];
    let period = months.periods[at];
    let over = |numerator, denominator, missing| Figure {
        numerator,
        denominator: Some(denominator),
        value: formula::share(numerator, denominator, missing),
    };
    let of_sales = |receivables| {
        let (window, days) = dso_days(months, at);
        let sales = months.sales_in(window);
        let value = days.and_then(|days| formula::days_of_sales(receivables, sales, days));
        Figure { numerator: receivables, denominator: Some(sales), value }
    };
    match indicator {
        Indicator::Owed => counted(sums.open),
        Indicator::OverdueShare => over(sums.overdue, sums.open, Missing::NothingOwed),
        Indicator::AtRiskShare => over(sums.at_risk, sums.open, Missing::NothingOwed),
        Indicator::Dso => of_sales(sums.open),
        Indicator::DsoBest => of_sales(sums.current()),
        Indicator::DaysDelinquent => of_sales(sums.overdue),
        Indicator::DsoCountback => {
            let calendar = calendar_months(months, period.to).into_iter();
            let sales = calendar
                .map(|month| SalesMonth { sales: months.sales_in(month), days: month.days() });
            let value = match months.first_sale {
                Some(first) if first <= period.to => {
                    formula::countback(sums.open, sales).map(|(days, _)| days)
                }
                _ => Err(Missing::NoSales),
            };
            Figure { numerator: sums.open, denominator: None, value }
        }
        Indicator::DaysToPay => over(sums.payment_days, sums.payments, Missing::NoPayments),
        Indicator::DaysToPayWeighted => {
            over(sums.payment_minor_days, sums.payment_minor, Missing::NoPayments)
        }
        Indicator::Effectiveness => {
            let opening = opening(months, at) + sums.opening_entered;
            let sales = months.sales_in(period);
            let there_was = opening + sales;
            Figure {
                numerator: there_was - sums.open,
                denominator: Some(there_was - sums.current()),
                value: formula::effectiveness(opening, sales, sums.open, sums.current()),
            }
        }
        Indicator::Turnover => {
            let window = window(months, at, YEAR);
            let sales = months.sales_in(window);
            let opening = (at + 1).checked_sub(YEAR).map_or(0, |first| opening(months, first));
            let value = match months.first_sale.filter(|first| *first <= period.to) {
                None => Err(Missing::NoSales),
                Some(since) if since > window.from => {
                    // A year after the first sale, less the day itself.
                    let year = chrono::Months::new(YEAR as u32);
                    let until = since.checked_add_months(year).and_then(|day| day.pred_opt());
                    Err(Missing::ShortHistory { since, until: until.unwrap_or(since) })
                }
                Some(_) => formula::turnover(sales, opening, sums.open),
            };
            Figure { numerator: sales, denominator: Some(opening + sums.open), value }
        }
        Indicator::BadDebt => {
            let first = (at + 1).saturating_sub(YEAR);
            let lost = months.sums[first..=at].iter().map(|sums| sums.written_off).sum();
            over(lost, months.sales_in(window(months, at, YEAR)), Missing::NoSales)
        }
        Indicator::Recovery(stage) => {
            let collected = sums.collected_at_stage[place(stage)];
            let there_was = collected + sums.open_at_stage[place(stage)];
            over(collected, there_was, Missing::NothingAtStage)
        }
        Indicator::PromisesKept => over(sums.promises_kept, sums.promises, Missing::NoPromises),
        Indicator::Contacts => counted(sums.contacts),
        Indicator::Reached => over(sums.contacts_reached, sums.contacts_known, Missing::NoContacts),
    }
}

/// What was open before a month began.
fn opening(months: &Months, at: usize) -> i128 {
    at.checked_sub(1).map_or(0, |before| months.sums[before].open)
}

fn counted(sum: i128) -> Figure {
    let value = Decimal::try_from_i128_with_scale(sum, 0).map_err(|_| Missing::NothingOwed);
    Figure { numerator: sum, denominator: None, value }
}
